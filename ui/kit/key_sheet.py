"""The sheet of keys that `?` shows over a window: what each key does on this screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLayout, QVBoxLayout, QWidget

from adjudicator.words import _
from ui.kit.buttons import QuietButton
from ui.kit.keys import Key, Keys, letters_on, set_letters
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
    """An overlay over `window`. `toggle()` shows or hides it; Esc, `?`, Ctrl+/ or a click beside it hide it."""

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
        """Keeps every key from what lies under the sheet, but F9, since hiding personal data never waits, and F1 for help."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_F9, Qt.Key.Key_F1):
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
        if event.key() == Qt.Key.Key_Escape or event.text() == "?" or _is_ctrl_slash(event):
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
        groups = groups_of(self._window)
        of_desk = [group for group in groups if group.host is not self._window]
        everywhere = [group for group in groups if group.host is self._window]
        wide = self._width() >= look().px(TWO_COLUMNS)
        across = row(spacing=S32)
        for side in (of_desk, everywhere) if wide else ([*of_desk, *everywhere],):
            if side:
                across.addLayout(column(*(_drawn(group) for group in side), "stretch", spacing=S24), 1)
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


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that live in one part of the screen, under its title."""

    host: QWidget
    title: str
    keys: tuple[Key, ...]


def groups_of(window: QWidget) -> list[KeyGroup]:
    """The keys that do something on the screen now; those without a title stand with what is around them."""
    found = [(keys, keys.live()) for keys in window.findChildren(Keys)]
    titled = {keys: list(live) for keys, live in found if keys.title}
    for keys, live in found:
        if not keys.title:
            around = _around(keys.host, list(titled))
            titled[around if around is not None else keys] = [*titled.get(around or keys, []), *live]
    return [KeyGroup(keys.host, keys.title, tuple(live)) for keys, live in titled.items() if live]


def _around(widget: QWidget, titled: list[Keys]) -> Keys | None:
    """The keys of the nearest host around a widget."""
    above = widget.parentWidget()
    while above is not None:
        found = next((keys for keys in titled if keys.host is above), None)
        if found is not None:
            return found
        above = above.parentWidget()
    return None


def _is_ctrl_slash(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Slash and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _drawn(group: KeyGroup) -> QVBoxLayout:
    lines = QGridLayout()
    lines.setHorizontalSpacing(S12)
    lines.setVerticalSpacing(S8)
    lines.setColumnStretch(1, 1)
    for place, key in enumerate(group.keys):
        lines.addWidget(KeyCap(key.shown), place, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        lines.addWidget(Text(key.words, wrap=True), place, 1)
    return column(Text(group.title, "strong", tone="muted"), lines, "stretch")
