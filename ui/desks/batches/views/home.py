"""The sections of the Batches desk: what can be closed, what came back, what waits, what was asked, what was decided."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from adjudicator.words import _
from ui.desks.batches.presenter import BatchesPresenter
from ui.desks.batches.screen import COLUMNS, WORDS, BatchesScreen, SectionId
from ui.desks.batches.views.open import DWELL_MS
from ui.envelope.screen import EnvelopePanelScreen
from ui.envelope.views.panel import EnvelopePanel
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.drawn.bar import OutcomeBar
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import PANEL_BETWEEN, S12, S24
from ui.kit.tabs import Tabs
from ui.kit.text import Heading
from ui.tables.list_table import ListTable

ASKING = frozenset({"questions", "mistakes", "again"})
"""Sections with an envelope beside the list, about which something is asked."""

CLOSE_BESIDE = 720
"""Width at 100 % from which the button stands beside the bar."""

ENVELOPE_BESIDE, LEAST_LIST, LEAST_PANEL = 720, 200, 320
"""Width at 100 % from which the envelope stands beside the list, and the heights that both keep below one another."""
ASKED_OVER = 240
"""So high are list and envelope over a question about it, in pixels at 100 %: the question is what is worked with."""
MAX_HEIGHT = (1 << 24) - 1
"""As high as Qt lets a widget be."""


class ClosePanel(Panel):
    """What would be closed, by outcome, and the button beside it, or below where there is little room."""

    def __init__(self, bar: OutcomeBar, button: PrimaryButton) -> None:
        super().__init__()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(S24)
        self._across.addWidget(bar, 1)
        self._across.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(self._across)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(CLOSE_BESIDE)
        self._across.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


class SectionList(QWidget):
    """Draws the section's list with what belongs to it."""

    def __init__(self, presenter: BatchesPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.tabs = Tabs()
        name(self.tabs, _("Sections"))
        self._ids: tuple[SectionId, ...] = ()
        self._low = False
        self.tables: dict[SectionId, Later[ListTable, None]] = {}
        self._stack = QStackedWidget()
        self.bar, self.close_batch = OutcomeBar(), PrimaryButton(_("Close batch"), "Ctrl+Enter")
        self._closing = ClosePanel(self.bar, self.close_batch)
        self._panel: Later[EnvelopePanel, EnvelopePanelScreen] = Later(EnvelopePanel, EnvelopePanel.draw)
        self.answer = QuietButton(_("Answer"), "A", "flag")
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(DWELL_MS)
        self._dwell.timeout.connect(self._look)
        self._build()
        self._bind()

    @property
    def table(self) -> ListTable:
        """The list of the section that is shown."""
        return self.tables[self._presenter.screen.section].part

    def draw(self, screen: BatchesScreen) -> None:
        """Draws the section as it stands."""
        self._draw_tabs(screen)
        place = self.tables[screen.section]
        place.part.set_rows(screen.rows)
        self._stack.setCurrentWidget(place)
        reveal(self._closing, bool(screen.close))
        asks = screen.ask is not None
        low = asks and screen.section != "again"  # who decides a second time reads all of the envelope
        if low is not self._low:
            self._low = low
            self._fit()
        self._keys.enable("close", bool(screen.close) and not asks)
        if screen.close:
            self.bar.set_slices(screen.slices)
            self.close_batch.setText(screen.close)
            self.close_batch.updateGeometry()
        asking = screen.section in ASKING
        reveal(self._side, asking and bool(screen.asked.number))
        reveal(self.answer, bool(screen.answer) and not asks)
        self._keys.enable("answer", bool(screen.answer) and not asks)
        if asking:
            self._panel.draw(screen.asked)
            if screen.answer:
                self.answer.setText(screen.answer)
            self.answer.updateGeometry()

    def _draw_tabs(self, screen: BatchesScreen) -> None:
        ids = tuple(tab.id for tab in screen.tabs)
        self.tabs.blockSignals(True)
        if ids != self._ids:
            self._ids = tuple(tab.id for tab in screen.tabs)
            while self.tabs.count():
                self.tabs.removeTab(0)
            for tab in screen.tabs:
                self.tabs.addTab(tab.label)
        for place, tab in enumerate(screen.tabs):
            self.tabs.setTabText(place, tab.label)
        if screen.section in ids:
            self.tabs.setCurrentIndex(ids.index(screen.section))
        self.tabs.blockSignals(False)

    def _step(self, step: int) -> None:
        if self._ids:
            place = (self.tabs.currentIndex() + step) % len(self._ids)
            self._presenter.turn_to(self._ids[place])
            self.table.focus_list()

    def _answer_shown(self) -> None:
        self._presenter.ask_answer()

    def _look(self) -> None:
        if self.isVisible() and self._presenter.screen.section in ASKING:
            self._presenter.look(self.table.current_id)

    def _bind(self) -> None:
        presenter = self._presenter
        self.tabs.currentChanged.connect(lambda place: presenter.turn_to(self._ids[place]))
        self.close_batch.clicked.connect(presenter.close_batch)
        self.answer.clicked.connect(self._answer_shown)
        self._keys = keys = Keys(self, _("Batches"))
        keys.bind(Key("open", "Return", _("Open the current row")))
        keys.bind(
            Key("close", ("Ctrl+Return", "Ctrl+Enter"), _("Close your determinations into a batch")),
            presenter.close_batch,
        )
        keys.bind(Key("answer", "A", _("Answer the question, or decide the envelope")), self._answer_shown)
        keys.bind(Key("section_next", "Ctrl+PgDown", _("Next section")), lambda: self._step(1))
        keys.bind(Key("section_back", "Ctrl+PgUp", _("Section before")), lambda: self._step(-1))

    def _make_table(self, section: SectionId) -> ListTable:
        table = ListTable(f"batches-{section}", COLUMNS[section], WORDS[section])
        table.opened.connect(self._presenter.open_row)
        table.acted.connect(self._presenter.to_review)
        if section in ASKING:
            table.picked.connect(lambda __: self._dwell.start())
        return table

    def _build(self) -> None:
        body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.setSpacing(PANEL_BETWEEN)
        self._body = body
        whole = column(Heading(_("Batches"), "headline"), self.tabs, self._closing, body, spacing=S12)
        whole.setStretch(3, 1)
        whole.addStretch(0)  # what is left over a question stands below, not between the heading and the tabs
        self.setLayout(whole)
        for section in COLUMNS:
            self.tables[section] = Later(partial(self._make_table, section))
            self._stack.addWidget(self.tables[section])
        self._side = QWidget()
        self._side.setLayout(column(self._panel, row(self.answer, "stretch"), spacing=S12))
        body.addWidget(self._stack, 5)
        body.addWidget(self._side, 4)
        theme().changed.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        """Never wider than the window: what stood beside the list goes below it."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= look().px(ENVELOPE_BESIDE)
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        most = look().px(ASKED_OVER) if self._low else MAX_HEIGHT
        for part, least in ((self._stack, LEAST_LIST), (self._side, LEAST_PANEL)):
            part.setMinimumHeight(0 if beside else min(look().px(least), most))
            part.setMaximumHeight(most)
