"""Contests of a ballot by what becomes of them: under a heading each, with their marks, in one column or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from adjudicator.words import _, n_
from ui.envelope.screen import ContestGroup, ContestLine, ContestState
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import Hairline, column, reveal, row
from ui.kit.plain import PlainButton
from ui.kit.style.theme import look
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import KeyCap, Text

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

MANY, FIRST = 6, 4
"""More contests than so many that fall away for one reason are folded after the first few where room is dear."""

COLUMNS_FROM = ((840, 3), (420, 2), (0, 1))
"""Width, in pixels at 100 %, from which contests stand in so many columns."""


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
    """Contests in ballot order, down one column, or two or three where there is room; their widgets stay."""

    def __init__(self, state: ContestState) -> None:
        super().__init__()
        self._state: ContestState = state
        self.widgets: list[MarkedContest] = []
        self._columns, self._shown = 1, 0
        self._down = [column("stretch", spacing=S4) for __ in range(COLUMNS_FROM[0][1])]
        self.setLayout(row(*self._down, spacing=S12))

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
        columns = next(columns for width, columns in COLUMNS_FROM if self.width() >= look().px(width))
        self._place(self._shown, columns)

    def _place(self, shown: int, columns: int) -> None:
        """Each column by itself: words of two lines in one leave no gap in another."""
        if (shown, columns) == (self._shown, self._columns):
            return
        self._shown, self._columns = shown, columns
        rows = -(-shown // columns) or 1
        for place, widget in enumerate(self.widgets):
            for down in self._down:
                down.removeWidget(widget)
            if place < shown:
                down = self._down[place // rows]
                down.insertWidget(down.count() - 1, widget)
            else:
                widget.setParent(self)
        across = self.layout()
        if isinstance(across, QHBoxLayout):
            for place in range(len(self._down)):
                across.setStretch(place, int(place < columns))


class MoreFold(PlainButton):
    """Unfolds the contests that are folded away, or folds them again."""

    def __init__(self, key: str) -> None:
        super().__init__("fold")
        self._icon, self._words = StateIcon("chevron-right", "muted"), Text("", wrap=True)
        parts = [self.add(part) for part in (self._icon, self._words, KeyCap(key))]
        self.setLayout(row(*parts, spacing=S4, margins=(0, S4, S4, S4), grow=self._words))

    def draw(self, rest: int, *, unfolded: bool) -> None:
        """Says how many more there are."""
        self._icon.set_icon("chevron-down" if unfolded else "chevron-right", "muted")
        words = n_("{count} more", "{count} more", rest)
        self._words.setText(words)
        name(self, _("{heading}, unfolded", heading=words) if unfolded else _("{heading}, folded", heading=words))


class GroupView(QWidget):
    """Contests of one state under one heading. Signal: `fold_asked()`, the rest is to be unfolded, or folded again."""

    fold_asked = Signal()

    def __init__(self, state: ContestState, fold_key: str = "") -> None:
        super().__init__()
        self._drawn: tuple[ContestGroup, bool, bool, bool] | None = None
        self._fold_key = fold_key
        self._heading = Text("", "strong", wrap=True)
        self._why = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._contests, self._rest = ContestGrid(state), ContestGrid(state)
        self._more: Later[MoreFold, None] = Later(self._make_more)
        listed = column(self._contests, self._more, self._rest, spacing=S4)
        self.setLayout(column(Hairline(), self._heading, self._why, listed, spacing=S8))

    def draw(self, group: ContestGroup | None, *, settled: bool, dear: bool = False, unfolded: bool = False) -> None:
        """Shows another group, or nothing; where room is `dear`, many that have one reason only when they are `unfolded`."""
        reveal(self, group is not None)
        folds = dear and group is not None and bool(group.why) and len(group.contests) > MANY
        if group is None or (group, settled, folds, unfolded) == self._drawn:
            return
        self._drawn = group, settled, folds, unfolded
        self._heading.setText(group.heading)
        self._heading.set_tone("text" if settled else "muted")
        self._why.setText(group.why)
        first = FIRST if folds else len(group.contests)
        rest = group.contests[first:]
        self._contests.draw(group.contests[:first], settled=settled)
        self._rest.draw(rest if unfolded else (), settled=settled)
        if folds:
            self._more.part.draw(len(rest), unfolded=unfolded)
        reveal(self._more, folds)
        reveal(self._rest, bool(rest) and unfolded)

    def _make_more(self) -> MoreFold:
        made = MoreFold(self._fold_key)
        made.clicked.connect(self.fold_asked)
        return made
