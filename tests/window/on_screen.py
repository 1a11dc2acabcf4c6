"""What stands on a screen in words, by eye and by ear, and what of it is said in no other language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from adjudicator.words import Language
from tests.flows.hands import settle
from tests.pseudo import left_in_english
from ui.kit.language import speech

NO_SENTENCE = re.compile(
    r"\b[0-9a-f]{8,}\b"  # digests
    r"|\bSHA-256\b|\bgeorgia-2020-sos\b|^Secretary of State, 6 Nov 2020$"  # a citation
    r"|\b[\w-]+\.(case|csv|json|roll|zip)\b"
    r"|(?<=^«Yóúr kéy éé»: ).*"  # the words of a key
    r"|^You .*"  # what a voter is told, in the language of the voter
)
ROUNDS = 5
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]")


def speak(language: Language) -> None:
    """Choose a language, and let each layout around the words find its new size from the inside out."""
    speech().speak(language)
    for _ in range(ROUNDS):
        settle()


def in_english(text: str, data: Collection[str]) -> list[str]:
    """The words of a text that are said in no other language and are no data, which are given small."""
    left = left_in_english(NO_SENTENCE.sub(" ", text))
    return [word for word in WORD.findall(left) if word.casefold() not in data]


def texts_on(root: QWidget) -> Iterator[tuple[str, str]]:
    """Where a text stands, and the text: of all that is in sight, by eye or by ear."""
    for at, widget in enumerate(root.findChildren(QWidget)):
        if not widget.isVisible() or isinstance(widget, QMenu):
            continue
        kind = f"{at} {type(widget).__name__}"
        yield f"{kind} name", widget.accessibleName()
        yield f"{kind} description", widget.accessibleDescription()
        yield f"{kind} tip", widget.toolTip()
        for number, text in enumerate(_said_by(widget)):
            yield f"{kind} {number}", text
    for menu in root.findChildren(QMenu):
        for at, action in enumerate(menu.actions()):
            yield f"menu {at}", action.text()
    yield "title", root.windowTitle()


def _said_by(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
        yield widget.placeholderText()
    elif isinstance(widget, QTableView):
        model = widget.model()
        for column in range(model.columnCount()):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            for row in range(min(model.rowCount(), 40)):
                yield str(model.index(row, column).data() or "")
