"""Rows of other votes beside the elector, line by line; what differs is strong and says so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from adjudicator.words import _, beside
from ui.desks.review.screen import VoteLine, VoteRows
from ui.desks.review.views.kept import KeptList
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name
from ui.kit.panel import column, reveal
from ui.kit.personal import PersonalText, masked, privacy
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import Text

Row = tuple[StateIcon, Text, PersonalText, PersonalText]


class VoteRowsView(QWidget):
    """All of them, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self.list: KeptList[VoteRows] = KeptList(VoteRowView, spacing=S8)
        self.setLayout(column(self.list, spacing=0))

    def draw(self, rows: tuple[VoteRows, ...]) -> None:
        """Shows other ones."""
        self.list.draw(rows)


class VoteRowView(QWidget):
    """Draws a `VoteRows`."""

    def __init__(self) -> None:
        super().__init__()
        self._title = PersonalText("", "strong", wrap=True)
        self._lines: tuple[VoteLine, ...] = ()
        self._rows: list[Row] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(S12)
        self._grid.setVerticalSpacing(S4)
        for place, words in enumerate((_("In the file"), _("On the roll"))):
            self._grid.addWidget(Text(words, "caption", tone="muted"), 0, place + 2)
            self._grid.setColumnStretch(place + 2, 1)
        self.setLayout(column(self._title, self._grid, spacing=S4))
        privacy().changed.connect(self._announce)

    def draw(self, rows: VoteRows) -> None:
        """Shows another one."""
        self._lines = rows.lines
        self._title.set_words(rows.title)
        while len(self._rows) < len(rows.lines):
            self._add_row()
        for place, parts in enumerate(self._rows):
            there = place < len(rows.lines)
            if there:
                self._draw_row(parts, rows.lines[place])
            mark, *texts = parts
            for text in texts:
                reveal(text, there)
            reveal(mark, there and rows.lines[place].differs)
            reveal(parts[3], there and bool(rows.lines[place].roll))
        self._announce()

    def _draw_row(self, parts: Row, line: VoteLine) -> None:
        __, label, file, roll = parts
        label.setText(line.label)
        self._grid.addWidget(file, self._rows.index(parts) + 1, 2, 1, 1 if line.roll else 2, Qt.AlignmentFlag.AlignTop)
        for text, words in ((file, line.file), (roll, line.roll)):
            text.set_words(words)
            text.set_style("strong" if line.differs else "caption")

    def _announce(self) -> None:
        for (__, label, *___), line in zip(self._rows, self._lines, strict=False):
            name(label, beside(line.label, masked(line.heard), by=": "))

    def _add_row(self) -> None:
        made = (
            StateIcon("triangle-alert", "count_partial", 14),
            Text("", "caption", tone="muted"),
            PersonalText("", "caption", wrap=True),
            PersonalText("", "caption", wrap=True),
        )
        for place, part in enumerate(made):
            self._grid.addWidget(part, len(self._rows) + 1, place, Qt.AlignmentFlag.AlignTop)
        self._rows.append(made)
