"""The part for envelopes entered by hand drawn: fields in the order of the paper; Enter goes on, Shift+Enter back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.screen import EnvelopeField, HandScreen
from ui.desks.receive.views.entry import EntryField, make_entry
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.panel import Panel, Scrolled, column, reveal, row
from ui.kit.text import Text
from ui.kit.theme import look
from ui.kit.tokens import MARGIN, PANEL_BETWEEN, S8, S12, S16

PAIRED = ("number", "precinct_cast", "last_name", "middle_name", "house_number", "city", "phone")
"""Fields that share a line with the one after them."""


STACKED = 860
"""Under this width the panels stand one below the other, in pixels at 100 %."""


class HandPage(QWidget):
    """One envelope, three panels of fields."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.entries: dict[str, EntryField] = {}
        self._serial = -1
        self._panels = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.button = PrimaryButton("", "Ctrl+Enter")
        self.clear = QuietButton("Empty the fields")
        self._blocked = Text("", tone="not_counted", wrap=True)
        self._entered = Text("", "caption", tone="muted")
        self._build()
        self.button.clicked.connect(self._receive)
        self.clear.clicked.connect(presenter.hand.clear)
        keys = Keys(self, "Receive: by hand")
        keys.bind(Key("hand_receive", ("Ctrl+Return", "Ctrl+Enter"), "Receive this envelope"), self._receive)
        keys.bind(Key("hand_next", "Enter", "The next field"))
        keys.bind(Key("hand_back", "Shift+Enter", "The field before"))

    def draw(self, screen: HandScreen) -> None:
        """Draws the fields; after an envelope was received the focus begins again at its number."""
        if not self.entries:
            self._make(screen)
        for _, fields in screen.groups:
            for each in fields:
                self.entries[each.id].draw(each)
        self.button.setText(screen.button)
        self.button.updateGeometry()
        self.button.setEnabled(not screen.blocked)
        self._blocked.setText(screen.blocked)
        reveal(self._blocked, bool(screen.blocked))
        self._entered.setText(screen.entered)
        again = self._serial not in (-1, screen.serial)
        self._serial = screen.serial
        if again and self.isVisible():
            self._first().begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < look().px(STACKED)
        self._panels.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _receive(self) -> None:
        focused = next((each for each in self.entries.values() if each.has_focus()), None)
        if focused is not None:
            self._presenter.hand.leave(focused.id)
        self._presenter.hand.receive()
        wrong = next((each for each in self.entries.values() if each.has_problem()), None)
        if wrong is not None:
            wrong.begin()

    def _first(self) -> EntryField:
        return next(iter(self.entries.values()))

    def _go(self, field: str, step: int) -> None:
        order = list(self.entries.values())
        place = next(at for at, each in enumerate(order) if each.id == field) + step
        if place == len(order):
            self.button.setFocus(Qt.FocusReason.TabFocusReason)
        elif place >= 0:
            order[place].begin()

    def _make(self, screen: HandScreen) -> None:
        for title, fields in screen.groups:
            panel = Panel(title)
            panel.body.addLayout(self._grid(fields))
            panel.body.addStretch(1)
            self._panels.addWidget(panel, 1)
        begin_at(self, self._first())

    def _grid(self, fields: tuple[EnvelopeField, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(S12)
        grid.setVerticalSpacing(S12)
        line, half = 0, False
        for each in fields:
            entry = make_entry(each, self._presenter.hand, self._go)
            self.entries[each.id] = entry
            paired = each.id in PAIRED and not half
            grid.addWidget(entry, line, int(half), 1, 1 if paired or half else 2, Qt.AlignmentFlag.AlignTop)
            half = paired
            line += not paired
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _build(self) -> None:
        self._panels.setSpacing(PANEL_BETWEEN)
        inside = QWidget()
        around = column(self._panels)
        around.addStretch(1)
        around.setContentsMargins(MARGIN, 0, MARGIN, S16)
        inside.setLayout(around)
        acts = row(self.button, self.clear, spacing=S8)
        acts.addWidget(self._blocked, 1)
        acts.addStretch(0)
        acts.addWidget(self._entered)
        acts.setContentsMargins(MARGIN, S12, MARGIN, MARGIN)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scrolled(inside), 1)
        whole.addLayout(acts)
