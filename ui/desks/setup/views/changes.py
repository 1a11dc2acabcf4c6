"""What an act would change, before it is done: what will happen, an envelope a row, why, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from adjudicator.words import _, beside
from ui.desks.setup.changes_rows import COLUMNS, WORDS
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import ChangesScreen
from ui.kit.focus import begin_at
from ui.kit.form import Form, LongField
from ui.kit.language import name, say
from ui.kit.panel import column, reveal
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4
from ui.kit.text import Heading, Text
from ui.parts import Query
from ui.tables.list_table import ListTable
from ui.tables.rows import words_of

LEAST_LIST, REASON, DIFFERS = 124, 44, 4


class ChangesList(ListTable):
    """The envelopes that would change; it takes the height that is left, and asks for no more."""

    def sizeHint(self) -> QSize:
        """No higher than it has to be: the button that does it stays on the screen."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class ChangesView(QWidget):
    """Draws a ChangesScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        name(self, _("What it changes"))
        self._number, self._rows = 0, object()
        self.title, self._says = Heading("", wrap=True), Text("", tone="muted", wrap=True)
        self.notice = Strip(dismissable=False)
        self.summary, self.follows = Text("", "strong", wrap=True), Text("", wrap=True, hides=True)
        self.list = ChangesList("setup.changes", COLUMNS, WORDS)
        self.whole = Text("", "caption", tone="muted", wrap=True, hides=True)
        self.restore = QCheckBox()
        self.restore.clicked.connect(presenter.changing.restore)
        self.form = Form(self, "", lambda written: presenter.changing.confirm(**written), presenter.back)
        self.reason = self.form.add("reason", _("Reason"), LongField(REASON))
        self.why = self.form.rows["reason"]
        self.confirm, self.back = self.form.button, self.form.back
        self._build()
        self.list.picked.connect(lambda __: self._tell_whole())
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
        self.follows.setText(beside(*screen.follows, by="\n"))
        self.notice.show_notice(screen.notice)
        self._draw_rows(screen)
        say(self.restore, screen.restore)
        self.restore.setChecked(screen.restoring)
        reveal(self.restore, bool(screen.restore))
        reveal(self.why, bool(screen.reason))
        self.why.set_hint(screen.reason)
        self.confirm.setText(screen.confirm)
        if screen.number != self._number:
            self._begin(screen)
        self.form.show_troubles({"reason": screen.trouble})

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
        self.whole.setText(beside(row_.id, words_of(row_.cells[DIFFERS]), by=": ") if row_ else "")

    def _begin(self, screen: ChangesScreen) -> None:
        self._number = screen.number
        self.form.forget()
        first = self.list.grid if screen.rows else (self.reason if screen.reason else self.confirm)
        begin_at(self, first)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        beside = column(self.list, self.whole, spacing=S4, grow=self.list)
        heads = column(self.title, self._says, spacing=S4), self.notice, column(self.summary, self.follows, spacing=S4)
        self.setLayout(column(*heads, beside, self.restore, self.why, self.form.buttons(), grow=beside))

    def _follow(self) -> None:
        self.list.setMinimumHeight(look().px(LEAST_LIST))
