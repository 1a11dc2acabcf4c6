"""Text in letters of one width: hashes and bodies, to be read digit by digit and copied."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from ui.kit.language import name
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import TYPE


def fixed_font() -> QFont:
    """The system's font of one width, as large as a caption."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(look().px(TYPE["caption"].size))
    return font


class FixedText(QLabel):
    """A hash, that can be selected."""

    def __init__(self, *, wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme().changed.connect(self._follow)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Keeps the letters of one width: a widget that is polished late is given the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.font().family() != fixed_font().family():
            self._follow()

    def _follow(self) -> None:
        self.setFont(fixed_font())


class FixedBlock(QPlainTextEdit):
    """A body laid out over lines, to be read; `words` is the name that assistive technology hears."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        name(self, words)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        theme().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFont(fixed_font())
        self.document().setDefaultFont(fixed_font())


def copy(words: str) -> None:
    """Puts words on the clipboard."""
    QGuiApplication.clipboard().setText(words)
