"""The ballot that was cast beside the voter's own: a line a contest, and on which of the two it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from adjudicator.words import _, beside
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import BallotRow, BallotsScreen
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name
from ui.kit.panel import Panel, reveal
from ui.kit.style.tokens import S4, S12
from ui.kit.text import Text

ON = ("check", "text")
OFF = ("x", "not_counted")


class BallotsView(Panel):
    """Draws a `BallotsScreen`."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__(_("Both ballots"))
        self.close_button = QuietButton(_("Close"), "V")
        self.close_button.clicked.connect(lambda __=False: presenter.show_ballots())
        self.head.addWidget(self.close_button)
        self._told = Text("", "strong", wrap=True, hides=True)
        self._note = Text("", wrap=True, hides=True)
        self._styles = Text("", "caption", tone="muted", wrap=True)
        self._rows: list[tuple[Text, StateIcon, StateIcon]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(S12)
        self._grid.setVerticalSpacing(S4)
        self._grid.setColumnStretch(0, 1)
        for place, words in enumerate((_("Contest"), _("Cast"), _("Own"))):
            self._grid.addWidget(Text(words, "caption", tone="muted"), 0, place)
        self.fill(self._told, self._note, self._styles, self._grid)

    def draw(self, screen: BallotsScreen) -> None:
        """Shows two other ballots."""
        self._told.setText(screen.told)
        self._note.setText(screen.note)
        self._styles.setText(_("Cast: style {cast}. Own: style {own}.", cast=screen.cast, own=screen.own))
        while len(self._rows) < len(screen.rows):
            self._add_row()
        for place, parts in enumerate(self._rows):
            shown = place < len(screen.rows)
            if shown:
                self._draw_row(parts, screen.rows[place])
            for part in parts:
                reveal(part, shown)

    def _draw_row(self, parts: tuple[Text, StateIcon, StateIcon], contest: BallotRow) -> None:
        title, cast, own = parts
        title.setText(contest.title)
        title.set_style("body" if contest.cast and contest.own else "strong")
        cast.set_icon(*(ON if contest.cast else OFF))
        own.set_icon(*(ON if contest.own else OFF))
        on = (_("on the ballot cast") if contest.cast else "", _("on the voter's own") if contest.own else "")
        name(title, beside(contest.title, *on, by=", "))

    def _add_row(self) -> None:
        made = (Text("", wrap=True), StateIcon(*ON, 14), StateIcon(*ON, 14))
        for place, part in enumerate(made):
            self._grid.addWidget(part, len(self._rows) + 1, place, Qt.AlignmentFlag.AlignTop)
        self._rows.append(made)
