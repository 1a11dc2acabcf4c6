"""Another envelope of the same voter beside the one on the desk, line by line, with the way to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from adjudicator.words import _, beside
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import ComparedLine, OtherEnvelope
from ui.desks.review.views.kept import KeptList
from ui.kit.buttons import QuietButton
from ui.kit.language import name
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.personal import PersonalText, masked, privacy
from ui.kit.style.tokens import PANEL_BETWEEN, S4, S12
from ui.kit.text import Text


class OthersView(QWidget):
    """All of them, one under the other."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self.list: KeptList[OtherEnvelope] = KeptList(lambda: OtherView(presenter), spacing=PANEL_BETWEEN)
        self.setLayout(column(self.list, spacing=0))

    def draw(self, others: tuple[OtherEnvelope, ...]) -> None:
        """Shows other ones."""
        self.list.draw(others)


class OtherView(Panel):
    """Draws an `OtherEnvelope`."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__("", part="question")
        self._number = ""
        self._stands = Text("", "caption", tone="muted", wrap=True, hides=True)
        self.open_button, close = QuietButton(_("Open it"), "", "external-link"), QuietButton(_("Close"), "W")
        self.open_button.clicked.connect(lambda __=False: presenter.open_other(self._number))
        close.clicked.connect(lambda __=False: presenter.show_others())
        self._lines: tuple[ComparedLine, ...] = ()
        self._rows: list[tuple[Text, PersonalText, PersonalText]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(S12)
        self._grid.setVerticalSpacing(2)
        for place, words in enumerate((_("This one"), _("The other"))):
            self._grid.addWidget(Text(words, "strong"), 0, place)
            self._grid.setColumnStretch(place, 1)
        self.fill(self._stands, row(self.open_button, close, "stretch"), self._grid)
        privacy().changed.connect(self._announce)

    def draw(self, other: OtherEnvelope) -> None:
        """Shows another one."""
        self._number, self._lines = other.number, other.lines
        self.set_title(other.title)
        self._stands.setText(other.stands)
        while len(self._rows) < len(other.lines):
            self._add_row()
        for place, parts in enumerate(self._rows):
            shown = place < len(other.lines)
            if shown:
                self._draw_row(parts, other.lines[place])
            for part in parts:
                reveal(part, shown)
        self._announce()

    def _draw_row(self, parts: tuple[Text, PersonalText, PersonalText], line: ComparedLine) -> None:
        label, here, there = parts
        label.setText(line.label)
        for text, words in ((here, line.here), (there, line.there)):
            text.set_words(words or _("nothing"), personal=line.personal and bool(words))
            text.set_style("body" if line.here == line.there else "strong")

    def _announce(self) -> None:
        for (label, *__), line in zip(self._rows, self._lines, strict=False):
            here, there = (masked(words) if line.personal else words for words in (line.here, line.there))
            if here == there:
                name(label, _("{label}, on both: {words}", label=line.label, words=here))
            else:
                name(
                    label,
                    beside(line.label, _("this one: {here}; the other: {there}", here=here, there=there), by=", "),
                )

    def _add_row(self) -> None:
        made = (Text("", "caption", tone="muted", wrap=True), PersonalText("", wrap=True), PersonalText("", wrap=True))
        label, here, there = made
        label.setContentsMargins(0, S4, 0, 0)
        below = 2 * len(self._rows) + 1
        self._grid.addWidget(label, below, 0, 1, 2)
        for place, part in enumerate((here, there)):
            self._grid.addWidget(part, below + 1, place, Qt.AlignmentFlag.AlignTop)
        self._rows.append(made)
