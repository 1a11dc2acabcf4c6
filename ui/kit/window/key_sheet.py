"""The sheet of keys that `?` shows over a window: what each key does on this screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLayout, QVBoxLayout, QWidget

from adjudicator.words import _
from ui.kit.buttons import QuietButton
from ui.kit.keys import Key, Keys, letters_on, set_letters
from ui.kit.language import name, say
from ui.kit.panel import Panel, Scrolled, column, holder, row
from ui.kit.style.theme import look
from ui.kit.style.tokens import PANEL_INSIDE, S8, S12, S24, S32
from ui.kit.text import KeyCap, Text
from ui.kit.window.overlay import Overlay

WIDEST, TWO_COLUMNS = 960, 760
"""Widths of the sheet in pixels at 100 %: the most it takes, and the least at which keys stand in two columns."""

FRAME, LINE = 116, 28
"""Heights at 100 %: title, foot and margins of the sheet; one key."""


class KeySheet(Overlay):
    """An overlay over `window`. `toggle()` shows or hides it; Esc, `?`, Ctrl+/ or a click beside it hide it."""

    def __init__(self, window: QWidget) -> None:
        self._sheet = Panel(_("Keys on this screen"), part="sheet")
        super().__init__(window, self._sheet)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name(self, _("Keys on this screen"))
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

    def toggle(self) -> None:
        """Shows the sheet for what is on the screen now, or hides it."""
        if self.isVisible():
            self.leave()
            return
        self.open()
        self.setFocus()

    def fit(self) -> None:
        self._fill()

    def stops(self) -> tuple[QWidget, ...]:
        return (self, self._letters, self._close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.text() == "?" or _is_ctrl_slash(event):
            self.leave()
        elif event.key() in steps:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * look().px(LINE))
        else:
            super().keyPressEvent(event)

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
        super().fit()
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
