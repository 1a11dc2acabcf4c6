"""The left side of the Board desk: what is ready, what waits for a ruling, and the button that draws a docket."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from adjudicator.words import _
from ui.desks.board.presenter import BoardPresenter
from ui.desks.board.screen import BATCH_COLUMNS, BATCH_WORDS, CASE_COLUMNS, CASE_WORDS, ReadyPart
from ui.desks.board.views.parts import CaseLines, Figures
from ui.kit.buttons import PrimaryButton
from ui.kit.form import FieldRow
from ui.kit.icon_label import Marked, StateIcon
from ui.kit.keys import Key, Keys
from ui.kit.panel import Panel, column, holder, reveal, row
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
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
        self.reason = FieldRow(_("Why it amends what was certified"), QLineEdit(), _("Name no voter."))
        self.draw_docket = PrimaryButton(_("Draw a docket"), "D")
        self._why_not = Marked(StateIcon("info", "accent"), Text("", wrap=True))
        self._waiting = holder(column(Heading(_("Waits for a ruling")), self.cases, self.card))
        self.fill(
            self.figures, self.batches, self._waiting, self.reason, self._why_not, row(self.draw_docket, "stretch")
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
        reveal(self._waiting, bool(part.cases))
        self.card.draw(part.card)
        reveal(self.reason, part.wants_reason)
        self.reason.set_problem(part.trouble)
        self.draw_docket.offer(part.draw)
        self._keys.enable("draw_docket", bool(part.draw))
        self._why_not.say(part.why_not)
        self._rows = (len(part.batches), len(part.cases))
        self._fit()

    def focus(self) -> None:
        """Puts the focus on what can be done here."""
        first = self.draw_docket if not self.draw_docket.isHidden() else self.cases.grid
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_docket(self) -> None:
        editor = self.reason.editor
        self._presenter.draw(editor.text() if isinstance(editor, QLineEdit) else "")

    def _fit(self) -> None:
        """Lists are as high as their rows, up to some; more scroll."""
        for table, rows in zip((self.batches, self.cases), self._rows, strict=True):
            table.setFixedHeight(look().px(LIST_HEIGHT + min(max(rows, 1), MOST_ROWS) * ROW))

    def _connect(self) -> None:
        presenter = self._presenter
        self.draw_docket.clicked.connect(self._draw_docket)
        self.cases.picked.connect(presenter.look_at_question, Qt.ConnectionType.QueuedConnection)
        self.cases.opened.connect(presenter.open_envelope)
        self._keys = Keys(self, _("Board"))
        self._keys.bind(Key("draw_docket", "D", _("Draw a docket of what is ready")), self._draw_docket)
