"""The part for files drawn: choose or drop, progress, preview with problems, what is received so far."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QWidget

from adjudicator.words import _
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.screen import (
    PLACE_COLUMNS,
    PLACE_WORDS,
    RECEIVED_COLUMNS,
    RECEIVED_WORDS,
    ROLL_COLUMNS,
    ROLL_WORDS,
    ColumnsScreen,
    FilesScreen,
    Previewed,
    RollWarnings,
    TakingBack,
)
from ui.desks.receive.views.columns import ColumnsPanel
from ui.desks.receive.views.preview import PreviewPanel
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.file_dialog import FileDialog
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.form import FieldRow, Form
from ui.kit.keys import Key, Keys
from ui.kit.language import name, shown, speech
from ui.kit.later import Later
from ui.kit.panel import Panel, column, lay_page, reveal, row
from ui.kit.progress import Progress
from ui.kit.style.theme import keep_height, look
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, S4, S12, S16
from ui.kit.text import Text
from ui.tables.list_table import ListTable

DROP = _("Drop a file here, or choose one")
CHOOSE_KIND = _("Choose its kind")
CHOOSE_SHEET = _("Choose the sheet")
STACKED = 620
"""Under this width what stands beside each other stands one below the other, in pixels at 100 %."""
FILTER = _("Files that come in (*.csv *.txt *.roll *.xlsx);;All files (*)")


class FilesPage(QWidget):
    """Everything about files, in one column that scrolls; a file may be dropped anywhere on it."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.setAcceptDrops(True)
        self.choosing = ChoosePanel(presenter, self.choose)
        self._preview: Later[PreviewPanel, Previewed] = Later(lambda: PreviewPanel(presenter), PreviewPanel.draw)
        self._columns: Later[ColumnsPanel, ColumnsScreen] = Later(lambda: ColumnsPanel(presenter), ColumnsPanel.draw)
        self.received = ListTable("receive_files", RECEIVED_COLUMNS, RECEIVED_WORDS)
        self.places = ListTable("receive_places", PLACE_COLUMNS, PLACE_WORDS, slash=False)
        self.received.opened.connect(presenter.files.ask_back)
        self.take_back = QuietButton(_("Take this list back"), icon="undo-2")
        self.take_back.clicked.connect(lambda: presenter.files.ask_back(self.received.current_id))
        self._back: Later[TakingBackPanel, TakingBack] = Later(lambda: TakingBackPanel(presenter), TakingBackPanel.draw)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._roll = Text("", wrap=True)
        self._roll_problems: Later[RollProblems, RollWarnings] = Later(RollProblems, RollProblems.draw)
        self._build()
        begin_at(self, self.choosing.button)
        keys = Keys(self, _("Receive: files"))
        keys.bind(Key("receive_choose", "Ctrl+O", _("Choose a file")), self.choose)
        keys.bind(Key("receive_file", ("Ctrl+Return", "Ctrl+Enter"), _("Receive the file")), self.receive)
        keys.bind(Key("receive_leave", "Esc", _("Leave the file as it is")), presenter.files.put_away)
        keep_height(self.received, 240)
        keep_height(self.places, 300)

    def draw(self, screen: FilesScreen) -> None:
        """Draws the part."""
        self.choosing.draw(screen)
        asks = screen.back is not None and self._back.isHidden()
        self._back.draw(screen.back)
        maps = screen.columns is not None and self._columns.isHidden()
        self._columns.draw(screen.columns)
        opens = screen.previewed is not None and self._preview.isHidden() and screen.columns is None
        self._preview.draw(screen.previewed)
        self.received.set_rows(screen.received)
        reveal(self.take_back, bool(screen.received))
        self.places.set_rows(screen.places)
        self._roll.setText(screen.roll)
        self._roll_problems.draw(screen.roll_problems)
        if opens and not self.choosing.sheet.hasFocus():  # who walks through its sheets goes on there
            self.preview.begin()
        if asks:
            self._back.part.form.begin()
        if maps:
            self.columns.begin()

    @property
    def preview(self) -> PreviewPanel:
        """The file that was read and is not received yet."""
        return self._preview.part

    @property
    def columns(self) -> ColumnsPanel:
        """Which column of the file is which."""
        return self._columns.part

    @property
    def roll_problems(self) -> ListTable:
        """What in the roll does not fit the election."""
        return self._roll_problems.part.table

    def receive(self) -> None:
        """Receives the file, or takes the list back that is asked about; where problems stand in the way, goes to them."""
        if self._presenter.screen.files.back is not None:
            self._back.part.form.press()
            return
        if self._presenter.screen.files.columns is not None:
            self._presenter.files.read_so()
            return
        self._presenter.files.receive()
        if self._presenter.screen.files.previewed is not None:
            self.preview.go_to_problems()

    def choose(self) -> None:
        """Asks for a file with the system's own dialog."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path = FileDialog.file(self, _("Choose a file to receive"), folder, FILTER)
        if path:
            self._presenter.choose(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _stack(self._beside, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _local_file(event)
        if path:
            event.acceptProposedAction()
            self._presenter.choose(path)

    def _build(self) -> None:
        roll = Panel(_("Roll"))
        roll.fill(self._roll, self._roll_problems, "stretch")
        files, places = Panel(_("Received so far")), Panel(_("Envelopes by place"))
        files.fill(self.received, row(self.take_back, "stretch"))
        places.body.addWidget(self.places)
        self._beside.setSpacing(PANEL_BETWEEN)
        self._beside.addWidget(places, 3)
        self._beside.addWidget(roll, 2)
        down = lay_page(
            self,
            self.choosing,
            self._columns,
            self._preview,
            files,
            self._back,
            self._beside,
            "stretch",
            spacing=PANEL_BETWEEN,
        )
        down.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)


class TakingBackPanel(Panel):
    """Asks why a list is taken back."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__()
        self._title, self._words = Text("", "strong", wrap=True), Text("", wrap=True)
        self.form = Form(self, _("Ask a supervisor"), presenter.files.take_back, presenter.files.put_away, keys=False)
        self.form.add("reason", _("Why?"), QLineEdit(), _("Your words go into the record, sealed"))
        self.fill(self._title, self._words, self.form.rows["reason"], self.form.buttons())

    def draw(self, asked: TakingBack) -> None:
        """Draws what is asked."""
        self._title.setText(asked.title)
        self._words.setText(asked.words)
        self.form.show_troubles({"reason": asked.problem})


class RollProblems(QWidget):
    """What in the roll does not fit the election; the whole of the line that is current stands below."""

    def __init__(self) -> None:
        super().__init__()
        self.table = ListTable("receive_roll", ROLL_COLUMNS, ROLL_WORDS, slash=False)
        self._whole: Mapping[str, str] = {}
        whole = Text("", "caption", tone="muted", wrap=True)
        self.table.picked.connect(lambda row: whole.setText(self._whole.get(row, "")))
        self.setLayout(column(self.table, whole))
        keep_height(self.table, 220)

    def draw(self, warnings: RollWarnings) -> None:
        """Draws the lines."""
        self._whole = warnings.whole
        self.table.set_rows(warnings.rows)


class ChoosePanel(Panel):
    """Where a file is chosen or dropped, what it was taken for, and how far reading is."""

    def __init__(self, presenter: ReceivePresenter, choose: object) -> None:
        super().__init__()
        self._presenter = presenter
        self._title = Text(DROP, "strong", wrap=True)
        self._words = Text("", "caption", tone="muted", wrap=True, hides=True)
        self.button = QuietButton(_("Choose a file"), "Ctrl+O", "folder-open")
        self.button.clicked.connect(choose)
        self.kind = QComboBox()
        self._kinds: tuple[str, ...] = ()
        speech().changed.connect(self._say_kinds)
        name(self.kind, _("Kind of the file"))
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(12)
        self.kind.activated.connect(lambda at: presenter.files.choose_kind(str(self.kind.itemData(at))))
        self.sheet = QComboBox()
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sheet.setMinimumContentsLength(12)
        self._sheets: tuple[str, ...] = ()
        self.sheet.activated.connect(lambda at: presenter.files.choose_sheet(str(self.sheet.itemData(at) or "")))
        self.progress = Progress()
        self.progress.cancelled.connect(presenter.files.put_away)
        words = column(self._title, self._words, spacing=S4)
        said = row(StateIcon("upload", "muted", 24), spacing=S16)
        said.addLayout(words, 1)
        asks = Flow(S16)
        asks.addWidget(self.kind)
        asks.addWidget(self.button)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(S16)
        self._across.addLayout(said, 1)
        self._across.addLayout(asks)
        self._of_sheets = FieldRow(_("Sheet"), self.sheet)
        name(self.sheet, _("Sheet of the workbook"))
        self.body.addLayout(self._across)
        self.body.addWidget(self._of_sheets)
        self.body.addWidget(self.progress)
        self.body.setSpacing(S12)

    def draw(self, screen: FilesScreen) -> None:
        """Draws what is chosen."""
        self._title.setText(screen.chosen or DROP)
        self._words.setText(screen.recognised)
        self._draw_kind(screen)
        self._draw_sheet(screen)
        self.progress.follow(screen.work)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _stack(self._across, event)

    def _draw_kind(self, screen: FilesScreen) -> None:
        if self.kind.count() == 0:
            self._kinds = (CHOOSE_KIND, *(choice.label for choice in screen.kinds))
            for words, value in zip(self._kinds, ("", *(choice.value for choice in screen.kinds)), strict=True):
                self.kind.addItem(shown(words), value)
        self.kind.setCurrentIndex(max(self.kind.findData(screen.kind), 0))
        reveal(self.kind, bool(screen.chosen))

    def _draw_sheet(self, screen: FilesScreen) -> None:
        asks = len(screen.sheets) > 1 and self._sheets != screen.sheets
        if self._sheets != screen.sheets:
            self._sheets = screen.sheets
            self.sheet.clear()
            self.sheet.addItem(shown(CHOOSE_SHEET), "")
            for sheet in screen.sheets:
                self.sheet.addItem(sheet, sheet)
        self.sheet.setCurrentIndex(max(self.sheet.findData(screen.sheet), 0))
        reveal(self._of_sheets, len(screen.sheets) > 1)
        if asks:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_kinds(self) -> None:
        for place, words in enumerate(self._kinds):
            self.kind.setItemText(place, shown(words))
        if self.sheet.count():
            self.sheet.setItemText(0, shown(CHOOSE_SHEET))


def _stack(parts: QBoxLayout, event: QResizeEvent) -> None:
    narrow = event.size().width() < look().px(STACKED)
    parts.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


def _local_file(event: QDropEvent) -> str:
    """The one file that is dropped; empty where it is none, or several."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
