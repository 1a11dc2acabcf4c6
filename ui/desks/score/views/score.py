"""The page of the score: a headline, the envelopes that differ, and for supervisors agreement by person and by question."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.desks.score.presenter import (
    DIFFERING,
    DIFFERING_WORDS,
    PEOPLE_WORDS,
    QUESTION_WORDS,
    SHARES,
    ScorePresenter,
    ScoreScreen,
)
from ui.kit.buttons import QuietButton
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.panel import Panel, lay_page, reveal, row
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import PANEL_BETWEEN
from ui.kit.text import Heading, Text
from ui.tables.list_table import ListTable

LIST_HEIGHT, ROW, MOST_ROWS, EMPTY = 92, 33, 8, 5
"""Pixels at 100 % of a list without rows, and of a row; how many it shows, and as how many it is high without any."""


class ScoreView(QWidget):
    """Draws a ScoreScreen."""

    def __init__(self, presenter: ScorePresenter) -> None:
        super().__init__()
        name(self, _("Practice score"))
        self._rows = (0, 0, 0)
        self._headline, self._words = Heading("", "headline"), Text("", tone="muted", wrap=True)
        self.differing = ListTable("score_differing", DIFFERING, DIFFERING_WORDS)
        self.people = ListTable("score_people", SHARES, PEOPLE_WORDS, slash=False)
        self.questions = ListTable("score_questions", SHARES, QUESTION_WORDS, slash=False)
        self.back = QuietButton(_("Back"), "Esc")
        self.back.clicked.connect(lambda *__: presenter.leave())
        self.differing.opened.connect(presenter.open)
        self.differing.picked.connect(self._pick)
        self._chosen, self._told = Panel(" "), Text("", wrap=True)
        self._chosen.fill(self._told)
        self._panels = Panel(_("By person")), Panel(_("By question"))
        for panel, table in zip(self._panels, (self.people, self.questions), strict=True):
            panel.fill(table)
        theme().changed.connect(self._follow)
        head = row(self._headline, "stretch", self.back)
        lay_page(self, head, self._words, self.differing, self._chosen, *self._panels, "stretch", spacing=PANEL_BETWEEN)
        keys = Keys(self, _("Practice score"))
        keys.bind(Key("score_back", "Esc", _("Back to the desk")), presenter.leave)
        begin_at(self, self.differing.grid)
        self._presenter, self._drawing = presenter, False
        presenter.listen(self.draw)

    def draw(self, screen: ScoreScreen) -> None:
        """Draws the score, or why there is none; what differs of the envelope that is chosen stands whole under the list."""
        self._drawing = True
        self._headline.setText(screen.headline or _("No score yet"))
        self._words.setText(screen.words or screen.trouble)
        reveal(self.differing, not screen.trouble)
        self.differing.set_rows(screen.differing)
        if screen.chosen and self.differing.current_id != screen.chosen:
            self.differing.select(screen.chosen)
        self._chosen.set_title(_("Envelope {number}", number=screen.chosen))
        self._told.setText(beside(*screen.told, by="\n"))
        reveal(self._chosen, bool(screen.chosen))
        for panel, table, rows in zip(
            self._panels, (self.people, self.questions), (screen.people, screen.questions), strict=True
        ):
            table.set_rows(rows)
            reveal(panel, bool(rows))
        self._rows = (len(screen.differing), len(screen.people), len(screen.questions))
        self._follow()
        self._drawing = False

    def _pick(self, number: str) -> None:
        if not self._drawing:
            self._presenter.choose(number)

    def _follow(self) -> None:
        """Each list is as high as what it has, up to a bound: then it scrolls."""
        for table, rows in zip((self.differing, self.people, self.questions), self._rows, strict=True):
            table.setFixedHeight(look().px(LIST_HEIGHT + (min(rows, MOST_ROWS) or EMPTY) * ROW))
