"""Contests in the right column: under a heading each, with their marks, in one column or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from adjudicator.words import beside
from ui.envelope.screen import ContestGroup, ContestLine, ContestState
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.panel import Hairline, column, reveal, row
from ui.kit.style.theme import look
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import Text

CONTEST_MARKS: Mapping[ContestState, tuple[str, str]] = {
    "out": ("x", "not_counted"),
    "counts": ("check", "count_full"),
    "open": ("circle", "muted"),
}
PREVIEWED: Mapping[ContestState, tuple[str, str]] = {
    "out": ("x", "muted"),
    "counts": ("check", "muted"),
    "open": ("circle", "muted"),
}
"""State -> icon and colour of a contest; while nothing is settled, none has a color that says it is."""

MANY = 6
"""More contests than so many that fall away for one reason stand in one paragraph where room is dear."""

TWO_FROM = 420
"""Width, in pixels at 100 %, from which contests stand in two columns."""


class MarkedContest(QWidget):
    """One contest with its mark, and why it does not count."""

    def __init__(self, state: ContestState) -> None:
        super().__init__()
        self._state: ContestState = state
        self._settled = True
        self._mark = StateIcon(*CONTEST_MARKS[state], 14, line="body")
        self._title = Text("", wrap=True)
        self._why: Text | None = None
        self._words = column(self._title, spacing=0)
        across = row()
        across.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(self._words, 1)
        self.setLayout(across)

    def draw(self, contest: ContestLine, *, settled: bool) -> None:
        """Shows another contest."""
        if settled != self._settled:
            self._settled = settled
            self._mark.set_icon(*(CONTEST_MARKS if settled else PREVIEWED)[self._state])
            self._title.set_tone("text" if settled else "muted")
        self._title.setText(contest.title)
        if contest.why and self._why is None:
            self._why = Text("", "caption", tone="muted", wrap=True, hides=True)
            self._words.addWidget(self._why)
        if self._why is not None:
            self._why.setText(contest.why)


class ContestGrid(QWidget):
    """Contests in ballot order, down one column, or two where there is room; their widgets stay."""

    def __init__(self, state: ContestState) -> None:
        super().__init__()
        self._state: ContestState = state
        self.widgets: list[MarkedContest] = []
        self._columns, self._shown = 1, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S12)
        self._grid.setVerticalSpacing(S4)

    def draw(self, contests: Sequence[ContestLine], *, settled: bool) -> None:
        """Shows these contests."""
        while len(self.widgets) < len(contests):
            self.widgets.append(MarkedContest(self._state))
        self._place(len(contests), self._columns)
        for place, widget in enumerate(self.widgets):
            reveal(widget, place < len(contests))
            if place < len(contests):
                widget.draw(contests[place], settled=settled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self._shown, 2 if self.width() >= look().px(TWO_FROM) else 1)

    def _place(self, shown: int, columns: int) -> None:
        if (shown, columns) == (self._shown, self._columns):
            return
        self._shown, self._columns = shown, columns
        rows = -(-shown // columns) or 1
        for place, widget in enumerate(self.widgets):
            self._grid.removeWidget(widget)
            if place < shown:
                self._grid.addWidget(widget, place % rows, place // rows, Qt.AlignmentFlag.AlignTop)
            else:
                widget.setParent(self)
        for column_at in range(2):
            self._grid.setColumnStretch(column_at, int(column_at < columns))


class GroupView(QWidget):
    """Contests of one state under one heading."""

    def __init__(self, state: ContestState) -> None:
        super().__init__()
        self._drawn: tuple[ContestGroup, bool, bool] | None = None
        self._heading = Text("", "strong", wrap=True)
        self._why = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._contests, self._brief = ContestGrid(state), Text("", wrap=True, hides=True)
        self.setLayout(column(Hairline(), self._heading, self._why, self._brief, self._contests, spacing=S8))

    def draw(self, group: ContestGroup | None, *, settled: bool, brief: bool = False) -> None:
        """Shows another group, or nothing; `brief`: many that have one reason stand in one paragraph."""
        reveal(self, group is not None)
        brief = brief and group is not None and bool(group.why) and len(group.contests) > MANY
        if group is None or (group, settled, brief) == self._drawn:
            return
        self._drawn = group, settled, brief
        self._heading.setText(group.heading)
        self._heading.set_tone("text" if settled else "muted")
        self._why.setText(group.why)
        self._brief.setText(beside(*(contest.title for contest in group.contests), by="; ") if brief else "")
        self._brief.set_tone("text" if settled else "muted")
        self._contests.draw(() if brief else group.contests, settled=settled)
        reveal(self._contests, bool(group.contests) and not brief)
