"""The field to find something by: a magnifier, a hint, `/` puts the focus there, Esc empties it before it does anything else.

`SearchField("Find an envelope")`; signal `textChanged(str)` at every key, `settled(str)` 150 ms after the last, and never
while the field is out of sight: then nobody may be there any more who could search. `wide=True` fills its column.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy

from adjudicator.words import _
from ui.kit import language
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.focus import never_given
from ui.kit.inset import InsetField
from ui.kit.keys import Key, Keys
from ui.kit.style.theme import look, theme
from ui.kit.text import KeyCap

PAUSE_MS = 150
ANY_WIDTH = 16_777_215
"""Qt's QWIDGETSIZE_MAX."""


class SearchField(InsetField):
    """A line to search by. Signals: `settled(str)` when typing has paused, `left()` at Esc where nothing is written."""

    settled = Signal(str)
    left = Signal()

    def __init__(
        self, hint: str = _("Find"), slash: bool = True, wide: bool = False, *, does: str = _("Filter the list")
    ) -> None:
        """`does` says on the sheet of keys what `/` begins."""
        self._wide = wide
        self._cap = KeyCap("/") if slash else None
        super().__init__(StateIcon("search", "muted", 16), self._cap)
        never_given(self)
        language.name(self, hint)
        language.hint(self, hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._settle)
        self._waits = False
        self.textChanged.connect(self._typed)
        if slash:
            Keys(self, "").bind(Key("search", "/", does), self.take_focus)
        theme().changed.connect(self._widen)
        self._widen()

    def take_focus(self) -> None:
        """Puts the focus here and selects what is written."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Has Esc for itself while something is written; what else it does on the page comes with the next one."""
        written = event.type() == QEvent.Type.ShortcutOverride and bool(self.text())
        if written and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Lets the search wait: a window that closes hides its fields before the case is gone for good."""
        super().hideEvent(event)
        self._waits = self._pause.isActive()
        self._pause.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._waits:
            self._waits = False
            self._pause.start()

    def _typed(self, text: str) -> None:
        self._pause.start()
        if self._cap is not None:
            self._cap.setVisible(not text)

    def _settle(self) -> None:
        self.settled.emit(self.text())

    def _widen(self) -> None:
        self.setMinimumWidth(look().px(180))
        self.setMaximumWidth(ANY_WIDTH if self._wide else look().px(280))
