"""The sheet of keys that `?` shows over a window: what each key does on this screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from ui.kit.buttons import QuietButton
from ui.kit.keys import Keys, letters_on, set_letters
from ui.kit.panel import Panel, clear, row
from ui.kit.text import KeyCap, Text
from ui.kit.tokens import S8, S12, S24, S32


class KeySheet(QWidget):
    """An overlay over `window`. `toggle()` shows or hides it; Esc, `?` or a click beside it hide it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Keys on this screen")
        self._sheet = Panel("Keys on this screen", part="sheet")
        self._groups = QVBoxLayout()
        self._groups.setSpacing(S24)
        self._letters = QCheckBox("Single-letter keys")
        self._letters.toggled.connect(set_letters)
        self._close = QuietButton("Close", "Esc")
        self._close.clicked.connect(self.toggle)
        self._sheet.body.addLayout(self._groups)
        self._sheet.body.addLayout(row(self._letters, "stretch", self._close))
        middle = QVBoxLayout(self)
        middle.setContentsMargins(S32, S32, S32, S32)
        middle.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignCenter)
        window.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Shows the sheet for what is on the screen now, or hides it."""
        if self.isVisible():
            self.hide()
            if self._before is not None:
                self._before.setFocus()
            return
        self._before = self._window.focusWidget()
        self._fill()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return False

    def event(self, event: QEvent) -> bool:
        """Keeps every key from what lies under the sheet, but F9: hiding personal data never waits."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_F9:
                return super().event(event)
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round the sheet and stays on it."""
        ring: tuple[QWidget, ...] = (self, self._letters, self._close)
        focused = self._window.focusWidget()
        place = ring.index(focused) if focused in ring else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        ring[(place + (1 if forward else -1)) % len(ring)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.text() == "?":
            self.toggle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.toggle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(10, 14, 18, 140))
        painter.end()

    def _fill(self) -> None:
        clear(self._groups)
        self._letters.blockSignals(True)
        self._letters.setChecked(letters_on())
        self._letters.blockSignals(False)
        columns = row(spacing=S32)
        for keys in self._window.findChildren(Keys):
            if keys.keys and (keys.host.isVisible() or keys.host is self._window):
                columns.addLayout(_group(keys))
        self._groups.addLayout(columns)


def _group(keys: Keys) -> QVBoxLayout:
    lines = QGridLayout()
    lines.setHorizontalSpacing(S12)
    lines.setVerticalSpacing(S8)
    lines.setColumnStretch(1, 1)
    for place, key in enumerate(key for key in keys.keys.values() if key.words):
        lines.addWidget(KeyCap(key.sequences[0]), place, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(Text(key.words), place, 1)
    whole = QVBoxLayout()
    whole.setSpacing(S12)
    whole.addWidget(Text(keys.title, "strong", tone="muted"))
    whole.addLayout(lines)
    whole.addStretch(1)
    return whole
