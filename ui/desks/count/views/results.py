"""The part for results drawn: where the file is dropped, and what it says otherwise than the record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.count.presenter import CountPresenter
from ui.desks.count.screen import FINDING_COLUMNS, FINDING_WORDS, ReadResults, ResultsScreen
from ui.desks.count.views.dropping import DropPanel
from ui.envelope.views.parts import PlainRow, RepeatedRows
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.later import Later
from ui.kit.panel import Panel, column, reveal
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import PANEL_BETWEEN, S4
from ui.kit.text import Text
from ui.tables.list_table import ListTable

LIST_HEIGHT, ROW, MOST_ROWS = 84, 33, 8


class ResultsPage(QWidget):
    """Results held against the ballots that may count."""

    def __init__(self, presenter: CountPresenter) -> None:
        super().__init__()
        results = presenter.results
        self.drop = DropPanel(results.take, results.put_away)
        self._newest = Text("", wrap=True, tone="muted")
        self._read: Later[ReadPanel, ReadResults] = Later(lambda: ReadPanel(presenter), ReadPanel.draw)
        self.setLayout(column(self.drop, self._newest, self._read, spacing=PANEL_BETWEEN))
        begin_at(self, self.drop.button)

    def draw(self, screen: ResultsScreen) -> None:
        """Draws the part."""
        self.drop.draw(screen.drop if screen.read is None else "", screen.work)
        self._newest.setText(screen.newest)
        opens = screen.read is not None and self._read.isHidden()
        self._read.draw(screen.read)
        if opens:
            self.read.begin()

    @property
    def read(self) -> ReadPanel:
        """The results that were read."""
        return self._read.part

    def begin(self) -> None:
        """Puts the focus where a file is chosen."""
        if not self.drop.isHidden():
            self.drop.button.setFocus(Qt.FocusReason.OtherFocusReason)


class ReadPanel(Panel):
    """What results say, before it is recorded."""

    def __init__(self, presenter: CountPresenter) -> None:
        super().__init__(" ")
        self._proves = Text("", "strong", wrap=True)
        self._problems = RepeatedRows(PlainRow, S4)
        self._words, self._whole = Text("", wrap=True), dict[str, str]()
        self.found = ListTable("count_findings", FINDING_COLUMNS, FINDING_WORDS, slash=False)
        self.record = PrimaryButton(" ", "Ctrl+Enter")
        self.leave = QuietButton(_("Leave the file as it is"), "Esc")
        self.found.picked.connect(self._tell)
        self.record.clicked.connect(presenter.results.record)
        self.leave.clicked.connect(presenter.results.put_away)
        self._keys = Keys(self, _("In the count?: results"))
        words = _("Record what was found")
        self._keys.bind(Key("count_record", ("Ctrl+Return", "Ctrl+Enter"), words), presenter.results.record)
        self._keys.bind(Key("count_leave", "Esc", _("Leave the file as it is")), presenter.results.put_away)
        self._rows = 0
        theme().changed.connect(self._fit)
        buttons = Flow()  # one under the other where the text is large
        for button in (self.record, self.leave):
            buttons.addWidget(button)
        self.fill(self._proves, self._problems, self.found, self._words, buttons)

    def draw(self, screen: ReadResults) -> None:
        """Draws what was found."""
        self.set_title(screen.file)
        self._proves.setText(screen.proves)
        self._problems.show_all(screen.problems)
        self._whole = dict(screen.whole)
        self.found.set_rows(screen.rows)
        self._rows = len(screen.rows)
        self._fit()
        self._tell(self.found.current_id)
        reveal(self.found, bool(screen.button))
        self.record.offer(screen.button)
        self._keys.enable("count_record", bool(screen.button))

    def _fit(self) -> None:
        """The list is as high as its rows, up to eight of them; more scroll. While it is empty it says so."""
        rows = min(self._rows, MOST_ROWS) if self._rows else 4
        self.found.setFixedHeight(look().px(LIST_HEIGHT + rows * ROW))

    def _tell(self, about: str) -> None:
        """The whole of the line that is current stands below the list."""
        self._words.setText(self._whole.get(about, ""))

    def begin(self) -> None:
        """Puts the focus on the button, or on the way back where nothing can be recorded."""
        button = self.record if not self.record.isHidden() else self.leave
        button.setFocus(Qt.FocusReason.OtherFocusReason)
