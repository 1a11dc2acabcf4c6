"""The left side of the Board desk: what is ready, what waits for a ruling, and the button that draws a docket."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from adjudicator.words import _
from ui.desks.board.presenter import BoardPresenter
from ui.desks.board.screen import BATCH_COLUMNS, BATCH_WORDS, CASE_COLUMNS, CASE_WORDS, ReadyPart
from ui.desks.board.views.parts import CaseLines, Figures
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.flow import Flow
from ui.kit.form import FieldRow
from ui.kit.keys import Key, Keys
from ui.kit.panel import Panel, column, holder, reveal
from ui.kit.progress import Progress
from ui.kit.style.theme import look, theme
from ui.kit.text import Heading, Text
from ui.tables.list_table import ListTable

LIST_HEIGHT, ROW, MOST_ROWS = 92, 33, 5


class ReadyPanel(Panel):
    """What can go before the board."""

    def __init__(self, presenter: BoardPresenter) -> None:
        super().__init__(" ")
        self._presenter, self._rows = presenter, (0, 0)
        self.figures = Figures()
        self.batches = ListTable("board-batches", BATCH_COLUMNS, BATCH_WORDS, slash=False)
        self.cases = ListTable("board-ready-cases", CASE_COLUMNS[:2], CASE_WORDS, slash=False)
        self.card = CaseLines()
        self.turn_all, self._chosen = QuietButton(""), Text("", tone="muted", wrap=True, hides=True)
        self.batches.add_act(self.turn_all)
        self.reason = FieldRow(_("Why it amends what was certified"), QLineEdit(), _("Name no voter."))
        self._stale = Marked(StateIcon("triangle-alert", "count_partial"), Text("", wrap=True))
        self.why = FieldRow(
            _("Why it is drawn all the same"), QLineEdit(), _("It is public, and stands on the agenda. Name no voter.")
        )
        self.look_up, self.progress = QuietButton("", "L"), Progress()
        self.draw_docket = PrimaryButton(_("Draw a docket"), "D")
        self._why_not = Marked(StateIcon("info", "accent"), Text("", wrap=True))
        self._over_cases = Heading(_("Waits for a ruling"))
        self._waiting = holder(column(self._over_cases, self.cases, self.card))
        acts = Flow()
        for button in (self.look_up, self.draw_docket):
            acts.addWidget(button)
        self.fill(
            self.figures,
            self.batches,
            self._chosen,
            self._waiting,
            self.reason,
            self._stale,
            self.why,
            self._why_not,
            self.progress,
            acts,
        )
        self._connect()
        theme().changed.connect(self._fit)

    def draw(self, part: ReadyPart) -> None:
        """Draws it."""
        self.set_title(part.heading)
        self.figures.draw(part.figures)
        self.batches.set_rows(part.batches)
        self.cases.set_rows(part.cases)
        reveal(self.batches, bool(part.batches))
        self._chosen.setText(part.chosen)
        self._offer(self.turn_all, part.turn_all)
        reveal(self._waiting, bool(part.cases))
        reveal(self._over_cases, bool(part.batches))  # alone, the panel's own heading says it
        self.card.draw(part.card)
        reveal(self.reason, part.wants_reason)
        self.reason.set_problem(part.troubles.get("reason", ""))
        self._stale.say(part.stale)
        reveal(self.why, part.goes_on)
        self.why.set_problem(part.troubles.get("why", ""))
        self._offer(self.look_up, part.look_up)
        self.progress.follow(part.working)
        self._keys.enable("board_look_up", bool(part.look_up))
        self.draw_docket.offer(part.draw)
        self._keys.enable("draw_docket", bool(part.draw))
        self._why_not.say(part.why_not)
        self._rows = (len(part.batches), len(part.cases))
        self._fit()

    def focus(self) -> None:
        """Puts the focus on what can be done here."""
        offered = (each for each in (self.look_up, self.draw_docket) if not each.isHidden())
        next(offered, self.cases.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_docket(self) -> None:
        self._presenter.draw(_written(self.reason), _written(self.why))

    def _offer(self, button: QuietButton, words: str) -> None:
        """Shows a button with these words, or hides it for none."""
        button.setText(words)
        reveal(button, bool(words))

    def _fit(self) -> None:
        """Lists are as high as their rows, up to some; more scroll."""
        for table, rows in zip((self.batches, self.cases), self._rows, strict=True):
            table.setFixedHeight(look().px(LIST_HEIGHT + min(max(rows, 1), MOST_ROWS) * ROW))

    def _connect(self) -> None:
        presenter = self._presenter
        self.draw_docket.clicked.connect(self._draw_docket)
        self.look_up.clicked.connect(presenter.ready.look_up)
        self.progress.cancelled.connect(presenter.ready.stop)
        self.turn_all.clicked.connect(presenter.ready.turn_all)
        self.batches.turned.connect(presenter.ready.turn)
        self.cases.picked.connect(presenter.ready.look_at, Qt.ConnectionType.QueuedConnection)
        self.cases.opened.connect(presenter.open_envelope)
        self._keys = Keys(self, _("Board"))
        self._keys.bind(Key("draw_docket", "D", _("Draw a docket of what is chosen")), self._draw_docket)
        self._keys.bind(Key("board_look_up", "L", _("Look up once more what goes on it")), presenter.ready.look_up)
        self._keys.bind(Key("board_choose", "Space", _("Leave the batch out, or put it on again")))


def _written(field: FieldRow) -> str:
    """What is written in a field that can be seen."""
    editor = field.editor
    return editor.text() if isinstance(editor, QLineEdit) and not field.isHidden() else ""
