"""The page of the score: a headline, the envelopes that differ, and for supervisors agreement by person and by question."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _
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
from ui.kit.text import Heading, Text
from ui.kit.theme import keep_height
from ui.kit.tokens import PANEL_BETWEEN
from ui.tables.list_table import ListTable

LIST_HEIGHT, SHARES_HEIGHT = 300, 220


class ScoreView(QWidget):
    """Draws a ScoreScreen."""

    def __init__(self, presenter: ScorePresenter) -> None:
        super().__init__()
        name(self, _("Practice score"))
        self._headline, self._words = Heading("", "headline"), Text("", tone="muted", wrap=True)
        self.differing = ListTable("score_differing", DIFFERING, DIFFERING_WORDS)
        self.people = ListTable("score_people", SHARES, PEOPLE_WORDS, slash=False)
        self.questions = ListTable("score_questions", SHARES, QUESTION_WORDS, slash=False)
        self.back = QuietButton(_("Back"), "Esc")
        self.back.clicked.connect(lambda *__: presenter.leave())
        self.differing.opened.connect(presenter.open)
        self._panels = Panel(_("By person")), Panel(_("By question"))
        for panel, table in zip(self._panels, (self.people, self.questions), strict=True):
            panel.fill(table)
            keep_height(table, SHARES_HEIGHT)
        keep_height(self.differing, LIST_HEIGHT)
        head = row(self._headline, "stretch", self.back)
        lay_page(self, head, self._words, self.differing, *self._panels, "stretch", spacing=PANEL_BETWEEN)
        keys = Keys(self, _("Practice score"))
        keys.bind(Key("score_back", "Esc", _("Back to the desk")), presenter.leave)
        begin_at(self, self.differing.grid)
        presenter.listen(self.draw)

    def draw(self, screen: ScoreScreen) -> None:
        """Draws the score, or why there is none."""
        self._headline.setText(screen.headline or _("No score"))
        self._words.setText(screen.words or screen.trouble)
        reveal(self.differing, not screen.trouble)
        self.differing.set_rows(screen.differing)
        for panel, table, rows in zip(
            self._panels, (self.people, self.questions), (screen.people, screen.questions), strict=True
        ):
            table.set_rows(rows)
            reveal(panel, bool(rows))
