"""The sheet of keys that `?` shows over a window: what each key does on this screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLayout, QVBoxLayout, QWidget

from adjudicator.words import _
from ui.kit.buttons import QuietButton
from ui.kit.keys import Keys, letters_on, set_letters
from ui.kit.language import name, say
from ui.kit.panel import Panel, Scrolled, column, holder, row
from ui.kit.text import KeyCap, Text
from ui.kit.theme import look
from ui.kit.tokens import PANEL_INSIDE, S8, S12, S24, S32

WIDEST, TWO_COLUMNS = 960, 760
"""Widths of the sheet in pixels at 100 %: the most it takes, and the least at which keys stand in two columns."""

FRAME, LINE = 116, 28
"""Heights at 100 %: title, foot and margins of the sheet; one key."""


class KeySheet(QWidget):
    """An overlay over `window`. `toggle()` shows or hides it; Esc, `?` or a click beside it hide it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name(self, _("Keys on this screen"))
        self._sheet = Panel(_("Keys on this screen"), part="sheet")
        self._scroll = Scrolled(QWidget())
        self._letters = QCheckBox()
        say(self._letters, _("Single-letter keys"))
        self._letters.toggled.connect(set_letters)
        self._close = QuietButton(_("Close"), "Esc")
        self._close.clicked.connect(self.toggle)
        self._sheet.fill(self._scroll, row(self._letters, "stretch", self._close))
        middle = column(self._sheet, margins=(S32, S32, S32, S32))
        middle.setAlignment(self._sheet, Qt.AlignmentFlag.AlignCenter)
        self.setLayout(middle)
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
        self.show()
        self._fill()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fill()
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
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() == Qt.Key.Key_Escape or event.text() == "?":
            self.toggle()
        elif event.key() in steps:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * look().px(LINE))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.toggle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(10, 14, 18, 140))
        painter.end()

    def _fill(self) -> None:
        """Writes the keys of what is on the screen now, in as many columns as the window has room for."""
        self._letters.blockSignals(True)
        self._letters.setChecked(letters_on())
        self._letters.blockSignals(False)
        shown = [keys for keys in self._window.findChildren(Keys) if keys.keys and keys.host.isVisible()]
        of_desk = [keys for keys in shown if keys.host is not self._window]
        everywhere = [keys for keys in shown if keys.host is self._window]
        wide = self._width() >= look().px(TWO_COLUMNS)
        across = row(spacing=S32)
        for side in (of_desk, everywhere) if wide else ([*of_desk, *everywhere],):
            if side:
                across.addLayout(column(*(_group(keys) for keys in side), "stretch", spacing=S24), 1)
        across.setContentsMargins(0, 0, S12, 0)
        inner = holder(across)
        inner.setProperty("part", "scrolled")
        self._scroll.setWidget(inner)
        inner.show()
        self._fit(across)

    def _width(self) -> int:
        return min(self._window.width() - 2 * S32, look().px(WIDEST))

    def _fit(self, keys: QLayout) -> None:
        """As high as its keys where the window has room for them; else they scroll."""
        self.setGeometry(self._window.rect())
        self._sheet.setFixedWidth(self._width())
        inside = self._width() - 2 * PANEL_INSIDE
        needed = keys.totalHeightForWidth(inside) if keys.hasHeightForWidth() else keys.totalSizeHint().height()
        room = self._window.height() - 2 * S32 - look().px(FRAME)
        self._scroll.setFixedHeight(max(min(needed, room), look().px(LINE)))


def _group(keys: Keys) -> QVBoxLayout:
    lines = QGridLayout()
    lines.setHorizontalSpacing(S12)
    lines.setVerticalSpacing(S8)
    lines.setColumnStretch(1, 1)
    for place, key in enumerate(key for key in keys.keys.values() if key.words):
        lines.addWidget(KeyCap(key.shown), place, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        lines.addWidget(Text(key.words, wrap=True), place, 1)
    return column(Text(keys.title, "strong", tone="muted"), lines, "stretch")
