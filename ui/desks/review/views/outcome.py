"""The right column: the outcome with its shape, the grounds with their paragraphs, and contest by contest."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.desks.review.screen import OutcomeScreen
from ui.desks.review.views.ways import WaysView
from ui.envelope.screen import AppliedFinding, ContestGroup, ContestLine
from ui.kit.icon_label import StateIcon
from ui.kit.labelled import Labelled
from ui.kit.outcome import OutcomeBadge, badge_width
from ui.kit.panel import Hairline, Panel, Scrolled, column, row
from ui.kit.text import Text
from ui.kit.theme import look, theme
from ui.kit.tokens import PANEL_INSIDE, S4, S8, S12

CONTEST_MARKS = {"out": ("x", "not_counted"), "counts": ("check", "count_full"), "open": ("circle", "muted")}


class GroundView(QWidget):
    """One ground: its sentence, its citation to press, and the paragraph while it is unfolded. Signal: `asked(str)`."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._citation = ""
        self._sentence = Text("", wrap=True)
        self._link = QPushButton()
        self._link.setProperty("part", "link")
        self._link.setAutoDefault(False)
        self._text = Text("", "caption", wrap=True)
        self._edition = Text("", "caption", tone="muted", wrap=True)
        self._law = QFrame()
        self._law.setProperty("part", "law")
        law = column(self._text, self._edition, spacing=S4)
        law.setContentsMargins(S12, S8, S12, S8)
        self._law.setLayout(law)
        self.setLayout(column(self._sentence, row(self._link, "stretch"), self._law, spacing=S4))
        self._link.clicked.connect(lambda: self.asked.emit(self._citation))
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, ground: AppliedFinding) -> None:
        """Shows a ground."""
        self._citation = ground.citation
        self._sentence.setText(ground.sentence)
        unfolded = bool(ground.text)
        self._link.setText(ground.citation)
        self._link.setAccessibleName(f"{ground.citation}, {'fold' if unfolded else 'show'} the paragraph")
        self._law.setVisible(unfolded)
        self._text.setText(ground.text)
        self._edition.setText(ground.edition)

    def _follow(self) -> None:
        self._link.setFont(look().font("caption"))
        self._link.updateGeometry()


class MarkedContest(QWidget):
    """One contest: a mark, its title, and why it does not count."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = StateIcon("check", "count_full", 14)
        self._title = Text("", wrap=True)
        self._why = Text("", "caption", tone="muted", wrap=True)
        across = row()
        across.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(column(self._title, self._why, spacing=0), 1)
        self.setLayout(across)

    def draw(self, contest: ContestLine, state: str) -> None:
        """Shows another contest."""
        self._mark.set_icon(*CONTEST_MARKS[state])
        self._title.setText(contest.title)
        self._why.setText(contest.why)
        self._why.setVisible(bool(contest.why))


class WantedList(QWidget):
    """What is still wanted, one thing a line, with the second line of each under its first."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[QWidget, Text]] = []
        self._column = column(spacing=S4)
        self.setLayout(column(Text("Still wanted", "strong"), self._column, spacing=S4))

    def draw(self, wanted: tuple[str, ...]) -> None:
        """Shows these, or nothing."""
        self.setVisible(bool(wanted))
        while len(self._lines) < len(wanted):
            self._add()
        for place, (line, words) in enumerate(self._lines):
            line.setVisible(place < len(wanted))
            words.setText(wanted[place] if place < len(wanted) else "")

    def _add(self) -> None:
        line, words = QWidget(), Text("", wrap=True)
        across = row(spacing=S8)
        across.addWidget(Text("•", tone="muted"), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(words, 1)
        line.setLayout(across)
        self._lines.append((line, words))
        self._column.addWidget(line)


class GroupView(QWidget):
    """Contests under one heading; the rows are kept from envelope to envelope."""

    def __init__(self) -> None:
        super().__init__()
        self._group: ContestGroup | None = None
        self._heading = Text("", "strong")
        self._why = Text("", "caption", tone="muted", wrap=True)
        self._rows: list[MarkedContest] = []
        self._column = column(spacing=S4)
        self.setLayout(column(Hairline(), self._heading, self._why, self._column, spacing=S8))

    def draw(self, group: ContestGroup | None) -> None:
        """Shows another group, or nothing."""
        self.setVisible(group is not None)
        if group is None or group == self._group:
            return
        self._group = group
        self._heading.setText(group.heading)
        self._why.setText(group.why)
        self._why.setVisible(bool(group.why))
        while len(self._rows) < len(group.contests):
            self._rows.append(MarkedContest())
            self._column.addWidget(self._rows[-1])
        for place, shown in enumerate(self._rows):
            shown.setVisible(place < len(group.contests))
            if place < len(group.contests):
                shown.draw(group.contests[place], group.state)


class OutcomeColumn(Panel):
    """Draws an `OutcomeScreen`. Signals: `cited(str)`; `asked()` for what would have to be different; `painted(str)` once it
    stands on the screen for an envelope.
    """

    cited = Signal(str)
    asked = Signal()
    painted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._number = ""
        self._badge = OutcomeBadge(style="title")
        self._apart = Text("", "strong", tone="kept_apart", wrap=True)
        self._recorded = Text("", "caption", tone="muted", wrap=True)
        self._note = Text("", wrap=True)
        self._voter = Labelled("The voter is told")
        self._missing = WantedList()
        self._grounds: list[GroundView] = []
        self._ground_column = column(spacing=S8)
        self._why = Text("Why", "caption", tone="muted")
        self._rests_on = Labelled("It rests on")
        self.ways = WaysView()
        self._groups = {state: GroupView() for state in CONTEST_MARKS}
        self._build()

    def draw(self, number: str, screen: OutcomeScreen) -> None:
        """Shows what the law makes of an envelope now; another one from the top."""
        if number != self._number:
            self._scrolled.verticalScrollBar().setValue(0)
        self._number = number
        self._badge.set_outcome(screen.outcome, bool(screen.kept_apart), screen.headline)
        for label, words in (
            (self._apart, screen.kept_apart[:1].upper() + screen.kept_apart[1:]),
            (self._recorded, screen.recorded),
            (self._note, screen.note),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self._voter.say(screen.sentence)
        self._rests_on.say("; ".join(screen.rests_on))
        if screen.ways and not self.ways.shown:
            QTimer.singleShot(0, self, self._bring_ways)
        self.ways.draw(screen)
        self._missing.draw(screen.missing)
        self._fit()
        self._draw_grounds(screen)
        shown = {group.state: group for group in screen.groups}
        for state, view in self._groups.items():
            view.draw(shown.get(state))
        self.setAccessibleName(f"{screen.headline}. {screen.kept_apart} {screen.note} {screen.sentence}")
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The outcome as a title where its words fit, else smaller: it is never cut."""
        wide = badge_width(self._badge.words, "title", self._badge.kept_apart)
        self._badge.set_style("title" if wide <= self.width() - 2 * PANEL_INSIDE else "strong")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._number:
            self.painted.emit(self._number)

    def _bring_ways(self) -> None:
        """Scrolls as far as it takes to read what was asked for."""
        bar, top = self._scrolled.verticalScrollBar(), self.ways.y()
        if top + self.ways.height() > bar.value() + self._scrolled.viewport().height():
            bar.setValue(top)

    def _draw_grounds(self, screen: OutcomeScreen) -> None:
        while len(self._grounds) < len(screen.grounds):
            made = GroundView()
            made.asked.connect(self.cited)
            self._grounds.append(made)
            self._ground_column.addWidget(made)
        self._why.setVisible(bool(screen.grounds))
        for place, view in enumerate(self._grounds):
            view.setVisible(place < len(screen.grounds))
            if place < len(screen.grounds):
                view.draw(screen.grounds[place])

    def _build(self) -> None:
        inner = QWidget()
        grounds = column(self._why, self._ground_column, spacing=S4)
        parts = (self._note, self._voter, self._missing, grounds, self._rests_on, self.ways, *self._groups.values())
        whole = column(*parts, "stretch", spacing=S12)
        whole.setContentsMargins(0, 0, S8, 0)
        inner.setLayout(whole)
        self.ways.asked.connect(self.asked)
        self.body.setSpacing(S8)
        for widget in (self._badge, self._apart, self._recorded):
            self.body.addWidget(widget)
        self._scrolled = Scrolled(inner)
        self.body.addWidget(self._scrolled, 1)
