"""One line of a card: the answer on the left, where it came from on the right, pressed to answer it again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from adjudicator.words import _, beside
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import FactLine
from ui.desks.review.views.kept import KeptList
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name, speech
from ui.kit.later import Later
from ui.kit.panel import column
from ui.kit.personal import PersonalText, masked, privacy
from ui.kit.plain import PlainButton
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import Text

STATES = {
    "answered": ("check", "count_full", _("accepted")),
    "known": ("file", "muted", _("from the files, not accepted yet")),
    "suggested": ("pencil", "accent", _("only suggested, needs an answer")),
    "contradiction": ("triangle-alert", "count_partial", _("sources disagree, needs an answer")),
    "open": ("circle", "accent", _("open, needs an answer")),
}
"""State -> icon, colour, spoken words."""


NEWS = ("pause", "held")
"""Icon and colour of an answer that stands in the ballot's way: it must not look like those of nearly every ballot."""


class LineRow(PlainButton):
    """Draws a `FactLine`; pressed, it has the line answered again."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__("fold")
        self.line = FactLine("", "")
        self.clicked.connect(lambda: presenter.reopen(self.line.fact))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # its words wrap
        self._mark = StateIcon("circle", line="body")
        self._words = PersonalText("", "body", wrap=True)
        self._source = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(0)
        self._both.addWidget(self.add(self._words), 1)
        self._both.addWidget(self.add(self._source))
        across = QHBoxLayout(self)
        across.setContentsMargins(S4, S4, S4, S4)
        across.setSpacing(S8)
        across.addWidget(self.add(self._mark), 0, Qt.AlignmentFlag.AlignTop)
        self._more: Later[PersonalText, str] = Later(self._more_text, PersonalText.set_words)
        across.addLayout(column(self._both, self._more, spacing=0), 1)
        privacy().changed.connect(self._announce)

    def draw(self, line: FactLine) -> None:
        """Shows another line."""
        if line == self.line:
            return
        self.line = line
        icon, ink, __ = STATES[line.state]
        settled = line.state in ("answered", "known")
        self._mark.set_icon(*(NEWS if settled and line.bad else (icon, ink)))
        self._words.set_style("body" if settled and not line.bad else "strong")
        self._words.set_words(line.words, personal=line.personal)
        self._source.setText(line.source)
        self._more.draw(line.more or None)
        self._announce()

    def _more_text(self) -> PersonalText:
        made = PersonalText("", "caption", wrap=True)
        self.add(made)
        return made

    def _announce(self) -> None:
        shown = masked(self.line.words) if self.line.personal else self.line.words
        news = _("stands in the way") if self.line.bad else ""
        more = masked(self.line.more) if self.line.more else ""
        name(self, beside(shown, more, news, self.line.source, STATES[self.line.state][2], by=", "))

    def fits(self, width: int) -> bool:
        """Whether answer and source stand in one line of so many pixels."""
        widths = [label.fontMetrics().horizontalAdvance(label.text()) for label in (self._words, self._source)]
        return sum(widths) + S12 <= width - 4 * S4 - S8 - look().px(16)

    def set_beside(self, on: bool) -> None:
        """Has the source beside the answer, else under it."""
        if self._source.wordWrap() == on:  # set again, it would have everything laid out again
            self._source.setWordWrap(not on)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if on else QBoxLayout.Direction.TopToBottom)


class LineRows(QWidget):
    """The lines of a card: every source stands beside its answer, or every one under it, so that the eye finds them."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self._list: KeptList[FactLine] = KeptList(lambda: LineRow(presenter), spacing=0)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._list)
        for changed in (theme().changed, privacy().changed, speech().changed):
            changed.connect(self._fit)

    def draw(self, lines: tuple[FactLine, ...]) -> None:
        """Shows these lines."""
        self._list.draw(lines)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows = [row for row in self._list.widgets if isinstance(row, LineRow) and not row.isHidden()]
        beside = all(row.fits(self.width()) for row in rows)
        for row in rows:
            row.set_beside(beside)
