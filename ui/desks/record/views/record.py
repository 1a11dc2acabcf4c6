"""The Record: the log in words with its filters, one entry as stored beside it, and verifying."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.screen import COLUMNS, WORDS, CheckpointScreen, RecordScreen, StoredEntry
from ui.desks.record.views.checkpoint import CheckpointView
from ui.desks.record.views.entry import EntryPanel
from ui.desks.record.views.verify import VerifyResult
from ui.kit.buttons import IconButton, QuietButton
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.language import name, shown, speech
from ui.kit.later import Later
from ui.kit.panel import column, holder, lay_page, row
from ui.kit.style.theme import look
from ui.kit.style.tokens import S12
from ui.kit.text import Heading, Text
from ui.shared.views.beside import Beside, scrolling
from ui.shared.views.fixed_text import FixedText, copy
from ui.tables.list_table import ListTable

ONE_ROW = 900


class RecordView(QWidget):
    """Draws a RecordScreen."""

    def __init__(self, presenter: RecordPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._screen: RecordScreen | None = None
        self.table = ListTable("record", COLUMNS, WORDS)
        self.person = QComboBox()
        self._entry: Later[EntryPanel, StoredEntry] = Later(
            lambda: EntryPanel(presenter, self.put_away), EntryPanel.draw
        )
        self._checkpoint: Later[CheckpointView, CheckpointScreen] = Later(
            lambda: CheckpointView(presenter, self.put_away), CheckpointView.draw
        )
        self.result = VerifyResult(presenter)
        self.deep, self.standard = (
            QuietButton(_("Verify everything"), "V"),
            QuietButton(_("Verify entries and tree"), "T"),
        )
        self.checked = QuietButton(_("Checkpoint"), "C")
        self.end_of_day = QuietButton(_("End of the day"), "D")
        self.root, self.entries = FixedText(wrap=True), Text("", "strong")
        self.copy_root = IconButton("copy", _("Copy the root"))
        self._side, self._scrolled = QWidget(), scrolling(self._checkpoint)
        self._side.setLayout(column(self._entry, self._scrolled))
        self._split = Beside(self.table, self._side, (58, 42), (240, 440))
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()
        self._bind()
        begin_at(self, self.table.grid)
        presenter.listen(self.draw)

    @property
    def entry(self) -> EntryPanel:
        """The entry laid open."""
        return self._entry.part

    @property
    def checkpoint(self) -> CheckpointView:
        """The newest checkpoint."""
        return self._checkpoint.part

    def draw(self, screen: RecordScreen) -> None:
        """Draws the screen as it stands."""
        before, self._screen = self._screen, screen
        self.entries.setText(screen.size)
        self.root.setText(screen.root)
        name(self.root, _("root {root}", root=screen.root))
        self._draw_people(screen, before)
        if screen.query != self.table.model.query:
            self.table.set_query(screen.query)
        if before is None or screen.rows is not before.rows:
            self.table.set_rows(screen.rows, screen.total)
        running = screen.verifying is not None
        for button in (self.deep, self.standard):
            button.setEnabled(not running)
        beside = screen.entry is not None or screen.checkpoint is not None
        opening = beside and not self._side.isVisible()
        self._entry.draw(screen.entry)
        self._checkpoint.draw(screen.checkpoint)
        self._scrolled.setVisible(screen.checkpoint is not None)
        self._side.setVisible(beside)
        self._keys.enable("entry_close", beside)
        if opening:
            self._split.share()
        self.result.draw(screen.verifying, screen.verified)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._side.isVisible():
            self.put_away()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(ONE_ROW)
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _draw_people(self, screen: RecordScreen, before: RecordScreen | None) -> None:
        self.person.blockSignals(True)
        if before is None or screen.people != before.people:
            self.person.clear()
            for person in screen.people:
                self.person.addItem(shown(person.label), person.value)
        self.person.setCurrentIndex(max(self.person.findData(screen.person), 0))
        self.person.blockSignals(False)

    def _say_people(self) -> None:
        for place, person in enumerate(self._screen.people if self._screen is not None else ()):
            self.person.setItemText(place, shown(person.label))

    def _picked(self, entry: str) -> None:
        """The entry laid open follows the list."""
        if entry and self._entry.isVisible():
            self._presenter.open_entry(entry)

    def put_away(self) -> None:
        """Close what is beside the list; the focus goes back to it."""
        if self._entry.isVisible():
            self._presenter.close_entry()
        else:
            self._presenter.close_checkpoint()
        self.table.focus_list()

    def _open_envelope(self) -> None:
        entry = self.table.current_id
        if entry:
            self._presenter.open_envelope(entry)

    def _verify(self, depth: Literal["standard", "deep"]) -> None:
        """The buttons are off while it runs: the focus goes to the list, not just anywhere."""
        self.table.focus_list()
        self._presenter.verify(depth)

    def _copy_root(self) -> None:
        if self._screen is not None:
            copy(self._screen.root_plain)
            self._presenter.copied(_("The root copied"))

    def _connect(self) -> None:
        presenter = self._presenter
        self.table.asked.connect(presenter.ask)
        self.table.opened.connect(presenter.open_entry)
        self.table.picked.connect(self._picked)
        self.person.activated.connect(lambda place: presenter.choose_person(str(self.person.itemData(place))))
        speech().changed.connect(self._say_people)
        self.checked.clicked.connect(presenter.open_checkpoint)
        self.end_of_day.clicked.connect(presenter.end_day)
        self.deep.clicked.connect(lambda: self._verify("deep"))
        self.standard.clicked.connect(lambda: self._verify("standard"))
        self.copy_root.clicked.connect(self._copy_root)

    def _bind(self) -> None:
        self._keys = keys = Keys(self, _("Record"))
        keys.bind(Key("verify_deep", "V", _("Verify everything")), self.deep.click)
        keys.bind(Key("verify_standard", "T", _("Verify entries and tree")), self.standard.click)
        keys.bind(Key("checkpoint", "C", _("Show the newest checkpoint")), self.checked.click)
        keys.bind(Key("record_day", "D", _("The end of the day")), self.end_of_day.click)
        keys.bind(Key("entry", "Enter", _("Show the entry as stored")))
        keys.bind(Key("record_envelope", "O", _("Open the envelope of the entry")), self._open_envelope)
        keys.bind(Key("entry_close", "Esc", _("Close the entry or the checkpoint")))

    def _build(self) -> None:
        self.table.set_filters(self._presenter.screen.chips)
        self.table.grid.horizontalHeader().setSectionsClickable(False)
        self.table.add_act(holder(row(Text(_("Entries of"), tone="muted"), self.person)))
        name(self.person, _("Entries of"))
        down = lay_page(self, self._top, self._head(), self.result, self.table.chips, self._split, spacing=S12)
        down.setStretchFactor(self._split, 1)

    def _head(self) -> QHBoxLayout:
        self._top.setSpacing(S12)
        self._top.addWidget(Heading(_("Record"), "headline"))
        self._top.addStretch(1)
        buttons = Flow(S12)
        for button in (self.end_of_day, self.checked, self.standard, self.deep):
            buttons.addWidget(button)
        self._top.addLayout(buttons)
        head = row(self.entries, Text(_("Root of the tree"), tone="muted"), self.root, self.copy_root, spacing=S12)
        head.setStretch(2, 1)
        return head
