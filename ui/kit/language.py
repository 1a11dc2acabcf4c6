"""The language on the screen: sentences are said in it where they are shown, and again when another is chosen.

`speech()` is the one voice of the application: `speech().load(languages)` at start, `speech().choose(code)` changes and
remembers it, `speech().changed` tells widgets that
paint themselves. `shown(words)` is words in the language of now. What keeps words gets them by `put(widget, how, words)`,
which shows them again in the next language; `name`, `describe`, `tip`, `hint` and `say` are its usual forms: the name and
the description that assistive technology hears, the tool tip, the words in an empty field, the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QSettings, QTranslator, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from adjudicator.words import ENGLISH, Language, Words, said

KEPT_AS = "look/language"

WidgetT = TypeVar("WidgetT", bound=QObject)

_kept: WeakKeyDictionary[QObject, dict[Callable[..., object], Words]] = WeakKeyDictionary()
"""Widget -> what puts words into it -> the words that it shows now."""


class Speech(QObject):
    """The language of the application. Signal: `changed()` after all words that widgets keep are said in it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.language = ENGLISH
        self.offered: tuple[Language, ...] = (ENGLISH,)
        self._own: QTranslator | None = None

    def load(self, offered: Sequence[Language]) -> None:
        """Speaks the language that was chosen the last time, where it is still offered, else the first one."""
        self.offered = tuple(offered)
        kept = str(QSettings().value(KEPT_AS, ""))
        self.speak(next((each for each in self.offered if each.code == kept), self.offered[0]))

    def choose(self, code: str) -> None:
        """Speaks one of the languages offered, and remembers it. Raises StopIteration for any other."""
        self.speak(next(each for each in self.offered if each.code == code))
        QSettings().setValue(KEPT_AS, code)

    def speak(self, language: Language) -> None:
        """Says everything in another language, Qt's own words too: those of dialogs and of the menus of text fields."""
        if language == self.language:
            return
        self.language = language
        self._speak_qt(language.code)
        for widget, puts in list(_kept.items()):
            for how, words in list(puts.items()) if isValid(widget) else ():
                how(widget, words.said(language))
        self.changed.emit()

    def _speak_qt(self, code: str) -> None:
        if self._own is not None:
            QCoreApplication.removeTranslator(self._own)
        self._own = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._own.load(f"qtbase_{code}", folder):  # there is none for English: Qt's words are written in it
            QCoreApplication.installTranslator(self._own)


_speech: list[Speech] = []


def speech() -> Speech:
    if not _speech:
        _speech.append(Speech())
    return _speech[0]


def shown(words: str) -> str:
    """Words as they stand on the screen now; a plain `str` as it is."""
    return said(words, speech().language) if isinstance(words, Words) else words


def put(widget: WidgetT, how: Callable[[WidgetT, str], object], words: str) -> None:
    """Shows words by a method of the widget's class, now and in each language that is chosen later."""
    keep(widget, how, words)
    how(widget, shown(words))


def keep(widget: WidgetT, how: Callable[[WidgetT, str], object], words: str) -> None:
    """Remembers words that a widget shows already, so that it shows them in the next language too."""
    if isinstance(words, Words):
        _kept.setdefault(widget, {})[how] = words
    elif widget in _kept:
        _kept[widget].pop(how, None)


def say(widget: QLabel | QAction | QAbstractButton, words: str) -> None:
    """Shows words as the text of a widget or action."""
    put(widget, _set_text, words)


def name(widget: QWidget, words: str) -> None:
    """Gives a widget the name that assistive technology hears."""
    put(widget, QWidget.setAccessibleName, words)


def describe(widget: QWidget, words: str) -> None:
    """Gives a widget the description that assistive technology hears after its name."""
    put(widget, QWidget.setAccessibleDescription, words)


def tip(widget: QWidget, words: str) -> None:
    """Gives a widget its tool tip, letter by letter."""
    put(widget, _set_tip, words)


def hint(field: QLineEdit | QPlainTextEdit, words: str) -> None:
    """Shows words in a field as long as it is empty."""
    put(field, _set_hint, words)


def literal(words: str) -> str:
    """Words as a tool tip shows them letter by letter: Qt takes it for markup where it looks like it, and a name may.

    Words without a sign of markup stay as they are, since screen readers read the tool tip too.
    """
    if "<" not in words and "&" not in words:
        return words
    return f"<qt>{escape(words)}</qt>".replace("\n", "<br>")


def _set_text(widget: QLabel | QAction | QAbstractButton, text: str) -> None:
    widget.setText(text)


def _set_tip(widget: QWidget, text: str) -> None:
    widget.setToolTip(literal(text))


def _set_hint(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    field.setPlaceholderText(text)
