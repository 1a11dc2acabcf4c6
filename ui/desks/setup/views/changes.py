"""What an act would change, before it is done: what will happen, an envelope a row, why, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.desks.setup.changes_rows import COLUMNS, WORDS
from ui.desks.setup.screen import ChangesScreen
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.focus import begin_at
from ui.kit.form import FieldRow
from ui.kit.keys import Key, Keys
from ui.kit.panel import column, reveal, row
from ui.kit.strip import Strip
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S4, S12
from ui.parts import Query
from ui.tables.list_table import ListTable
from ui.tables.rows import words_of

LEAST_LIST, REASON, DIFFERS = 132, 36, 4


class ChangesList(ListTable):
    """The envelopes that would change; it takes the height that is left, and asks for no more."""

    def sizeHint(self) -> QSize:
        """No higher than it has to be: the button that does it stays on the screen."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class ChangesView(QWidget):
    """Draws a ChangesScreen. Signals: `confirmed(str)` with the reason, `left()`."""

    confirmed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number, self._rows = 0, object()
        self.title, self._says = Heading("", wrap=True), Text("", tone="muted", wrap=True)
        self.notice = Strip(dismissable=False)
        self.summary, self.follows = Text("", "strong", wrap=True), Text("", wrap=True)
        self.list, self.whole = (
            ChangesList("setup.changes", COLUMNS, WORDS),
            Text("", "caption", tone="muted", wrap=True),
        )
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.why = FieldRow("Reason", self.reason, "")
        self.confirm, self.back = PrimaryButton("", "Ctrl+Enter"), QuietButton("Back", "Esc")
        self._build()
        self.confirm.clicked.connect(self._confirm)
        self.back.clicked.connect(self.left)
        self.list.picked.connect(lambda _: self._tell_whole())
        keys = Keys(self, "What it changes")
        keys.bind(Key("changes_confirm", ("Ctrl+Return", "Ctrl+Enter"), "Do what the button says"), self._confirm)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, screen: ChangesScreen | None, *, working: bool) -> None:
        """Shows what an act would change; a reason that was written stays while it is the same act."""
        self.confirm.setEnabled(screen is not None and not working)
        if screen is None:
            self._number = 0
            return
        for label, words in ((self.title, screen.title), (self._says, screen.says), (self.summary, screen.summary)):
            label.setText(words)
        self.follows.setText("\n".join(screen.follows))
        self.follows.setVisible(bool(screen.follows))
        self.notice.show_notice(screen.notice)
        self._draw_rows(screen)
        reveal(self.why, bool(screen.reason))
        self.why.set_hint(screen.reason)
        self.why.set_problem(screen.trouble)
        self.confirm.setText(screen.confirm)
        self.confirm.updateGeometry()
        if screen.number != self._number:
            self._begin(screen)
        elif screen.trouble:
            self.reason.setFocus()

    def _draw_rows(self, screen: ChangesScreen) -> None:
        if screen.number != self._number:
            self.list.set_query(Query())  # an act shows all that it changes, whatever was filtered before
        if screen.rows != self._rows:
            self._rows = screen.rows
            self.list.set_filters(screen.chips)
            self.list.set_rows(screen.rows)
            self._tell_whole()

    def _tell_whole(self) -> None:
        """Says in full what differs for the current envelope; in the list there may be no room for it."""
        place = self.list.grid.currentIndex().row()
        row_ = self.list.model.row(place) if 0 <= place < self.list.model.rowCount() else None
        self.whole.setText(f"{row_.id}: {words_of(row_.cells[DIFFERS])}" if row_ else "")
        reveal(self.whole, row_ is not None)

    def _begin(self, screen: ChangesScreen) -> None:
        self._number = screen.number
        self.reason.clear()
        first = self.list.grid if screen.rows else (self.reason if screen.reason else self.confirm)
        begin_at(self, first)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        if self.confirm.isEnabled():
            self.confirmed.emit(self.reason.toPlainText())

    def _build(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S12)
        down.addLayout(column(self.title, self._says, spacing=S4))
        down.addWidget(self.notice)
        down.addLayout(column(self.summary, self.follows, spacing=S4))
        beside = column(self.list, self.whole, spacing=S4)
        beside.setStretch(0, 1)
        down.addLayout(beside, 1)
        down.addWidget(self.why)
        down.addLayout(row(self.confirm, self.back, "stretch"))

    def _follow(self) -> None:
        self.list.setMinimumHeight(look().px(LEAST_LIST))
        self.reason.setFixedHeight(look().px(REASON))
