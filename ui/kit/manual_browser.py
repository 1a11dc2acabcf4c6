"""The one place that draws markup: pages of the program's own manual, from a folder, and never anything of a case.

`ManualBrowser(folder)`; `draw(markdown, page)` shows a text whose pictures lie beside `page`, `go_to(2)` scrolls to its third
heading, `find_words(words)` selects the next place. Signal: `followed(str)` with a link as it is written; nothing is opened
by itself, no markup of the web is drawn, and no picture but PNG files of the folder is read.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser

from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8, S12, S16, S24

LINE_HEIGHT = 118
"""Height of a line in per cent."""

PICTURE = "\ufffc"
"""The sign that stands in a text for a picture."""

_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_IN_PER_CENT = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class ManualBrowser(QTextBrowser):
    """Draws Markdown of the manual. Signal: `followed(str)`."""

    followed = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder, self._markdown, self._page = folder.resolve(), "", ""
        self._width = 0
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(S16)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._draw_again)
        theme().changed.connect(self._draw_again)

    def draw(self, markdown: str, page: str) -> None:
        """Shows a text from its beginning."""
        self._markdown, self._page = markdown, page
        self._draw()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def go_to(self, heading: int) -> None:
        """Scrolls to a heading by its number, so that it stands at the top; the first is the beginning."""
        found = [block for block in self._blocks() if block.blockFormat().headingLevel()]
        if not 0 < heading < len(found):
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.verticalScrollBar().setValue(0)
            return
        self.setTextCursor(QTextCursor(found[heading]))
        top = self.document().documentLayout().blockBoundingRect(found[heading]).top()
        self.verticalScrollBar().setValue(int(top) - look().px(S8))

    def find_words(self, words: str, *, back: bool = False) -> bool:
        """Selects the next place that has these words, from the beginning again after the last; False where there is none."""
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if not words:
            self.moveCursor(QTextCursor.MoveOperation.Start)
            return True
        if self.find(words, flags):
            return True
        before = self.textCursor()
        self.moveCursor(QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start)
        if self.find(words, flags):
            return True
        self.setTextCursor(before)
        return False

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of the folder, no wider than the text; nothing else is ever read."""
        address = name.toString() if isinstance(name, QUrl) else name
        inside = posixpath.normpath(posixpath.join(posixpath.dirname(self._page), address))
        path = (self._folder / inside).resolve()
        is_ours = path.is_relative_to(self._folder) and path.suffix == ".png" and path.is_file()
        if kind != QTextDocument.ResourceType.ImageResource.value or not is_ours:
            return _nothing()  # Qt would look for the file by itself where it is given none
        picture, room = QImage(str(path)), self._room()
        if picture.width() <= room:
            return picture
        return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._room() != self._width and "![" in self._markdown:
            self._again.start()

    def _fit(self) -> None:
        """A few pixels narrower than what is seen: Qt puts the empty line under a table beside it, and would scroll."""
        self.setLineWrapColumnOrWidth(max(self.viewport().width() - look().px(S12), 1))

    def _room(self) -> int:
        return max(self.viewport().width() - 2 * S16 - look().px(S12) - S4, 100)

    def _draw_again(self) -> None:
        """In another look, or with pictures of another width; the place in the text stays."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._draw()
        bar.setValue(round(share * bar.maximum()))

    def _draw(self) -> None:
        self._width = self._room()
        self._fit()
        document = self.document()
        document.setDefaultFont(look().font("body"))
        document.clear()
        document.setMarkdown(self._markdown, _MARKDOWN)
        dressing = QTextCursor(document)
        dressing.beginEditBlock()  # or Qt would lay everything out again after each change
        for block in self._blocks():
            self._dress(block)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress_table(frame)
        dressing.endEditBlock()

    def _blocks(self) -> list[QTextBlock]:
        found: list[QTextBlock] = []
        block = self.document().begin()
        while block.isValid():
            found.append(block)
            block = block.next()
        return found

    def _dress(self, block: QTextBlock) -> None:
        """Letters, distances and grounds of the theme in place of Qt's own."""
        cursor, shape = QTextCursor(block), QTextBlockFormat()
        shape.setLineHeight(LINE_HEIGHT, _IN_PER_CENT)
        if block.blockFormat().headingLevel():
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(_strong())
            shape.setTopMargin(look().px(S24 if block.blockNumber() else 0))
            shape.setBottomMargin(look().px(S8))
        elif _is_code(block):
            shape.setBackground(look().colour("canvas"))
            shape.setNonBreakableLines(False)
            shape.setLineHeight(100, _IN_PER_CENT)
            shape.setBottomMargin(0 if _is_code(block.next()) else look().px(S12))
        elif not cursor.currentTable():
            shape.setBottomMargin(look().px(S4 if block.textList() else S12))
        if PICTURE in block.text():
            shape.setLineHeight(100, _IN_PER_CENT)  # of a picture's own height
        QTextCursor(block).mergeBlockFormat(shape)


def _nothing() -> QImage:
    """A picture that cannot be seen."""
    made = QImage(1, 1, QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.transparent)
    return made


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextBlockFormat.Property.BlockCodeFence)


def _strong() -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontWeight(QFont.Weight.DemiBold)
    return letters


def _dress_table(table: QTextTable) -> None:
    shape = QTextTableFormat(table.format())
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(look().colour("line"))
    shape.setCellPadding(look().px(S4))
    shape.setCellSpacing(0)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setTopMargin(look().px(S8))
    shape.setBottomMargin(look().px(S16))
    table.setFormat(shape)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(_strong())
