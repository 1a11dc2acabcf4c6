"""Keys of a screen, and the sheet that shows them.

`Keys(host, title)` binds keys that live while `host` is on the screen: `bind(Key("hold", "H", "Hold"), act)`. A key
has an id (it is remembered by it), one or more sequences ("Ctrl+Return", "Ctrl+Enter"), and words for the sheet; the
words without `act` only document it. `live()` are those that do something now. Keys without a title belong to the host
around theirs that has one, as those of a list do. Nothing repeats while a key is held down. Keys without Ctrl, Alt or Meta
are dead inside a text field; single letters can be switched off (`set_letters(False)`) or changed (`rebind(id, "J")`), as
WCAG 2.1.4 asks; both are remembered. `enable(id, on)` switches one. `KeySheet(window)` is the overlay for `?`: `toggle()`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_TEXT_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


_SAID = {"Return": "Enter", "Escape": "Esc"}
"""Names of keys as they stand on the keyboard, where Qt has another; buttons and the sheet say the same."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a screen: its id, its sequences (the first is shown), and what it does in words."""

    id: str
    sequence: str | tuple[str, ...]
    words: str

    @property
    def sequences(self) -> tuple[str, ...]:
        """All sequences that do it."""
        return (self.sequence,) if isinstance(self.sequence, str) else self.sequence

    @property
    def shown(self) -> str:
        """The first sequence in the names of the keyboard: "Ctrl+Enter", never "Ctrl+Return"."""
        return "+".join(_SAID.get(part, part) for part in self.sequences[0].split("+"))

    @property
    def letter(self) -> bool:
        """Whether it is a single letter, digit or sign, without a modifier."""
        return all(len(each) == 1 for each in self.sequences)


class Keys(QObject):
    """The keys of one host widget, dead while it is hidden or disabled."""

    def __init__(self, host: QWidget, title: str) -> None:
        super().__init__(host)
        self.host, self.title = host, title
        self.keys: dict[str, Key] = {}
        self._shortcuts: dict[str, QShortcut] = {}
        self._off: set[str] = set()
        host.installEventFilter(self)

    def bind(self, key: Key, act: Callable[[], object] | None = None) -> None:
        """Has a key do something; without `act` it is only shown in the sheet."""
        changed = str(QSettings().value(f"keys/{key.id}", ""))
        self.keys[key.id] = Key(key.id, changed, key.words) if changed and key.letter else key
        if act is None:
            return
        shortcut = QShortcut(self.host)
        shortcut.setKeys([QKeySequence(each) for each in self.keys[key.id].sequences])
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
        self._shortcuts[key.id] = shortcut
        self.arm(key.id)

    def live(self) -> list[Key]:
        """The keys that do something now and have words; single letters too while they are switched off."""
        if not (self.host.isVisible() and self.host.isEnabled()):
            return []
        return [key for key_id, key in self.keys.items() if key.words and key_id not in self._off]

    def enable(self, key_id: str, on: bool) -> None:
        self._off.discard(key_id)
        if not on:
            self._off.add(key_id)
        self.arm(key_id)

    def enable_all(self, on: bool, but: str = "") -> None:
        """Switches every key on or off, but one."""
        for key_id in self._shortcuts.keys() - {but}:
            self.enable(key_id, on)

    def rebind(self, key_id: str, sequence: str) -> None:
        """Gives a single-letter key another letter, and remembers it. Refuses (ValueError) any other key."""
        key = self.keys[key_id]
        if not key.letter or len(sequence) != 1:
            raise ValueError("Only single-letter keys can be changed.")
        QSettings().setValue(f"keys/{key_id}", sequence)
        self.keys[key_id] = Key(key_id, sequence, key.words)
        if key_id in self._shortcuts:
            self._shortcuts[key_id].setKeys([QKeySequence(sequence)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Lets plain keys through to a text field that has the focus, before any shortcut sees them."""
        # the class first: a host hears hundreds of events that are no keys, and the type of each costs more to ask
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _for_text(event):
            event.accept()
            return True
        return False

    def arm(self, key_id: str) -> None:
        """Switches a key on or off by what was asked of it and whether single letters are on."""
        shortcut = self._shortcuts.get(key_id)
        if shortcut is not None:
            shortcut.setEnabled(key_id not in self._off and (not self.keys[key_id].letter or letters_on()))


def letters_on() -> bool:
    """Whether single-letter keys are on."""
    return str(QSettings().value("keys/letters", "on")) == "on"


def set_letters(on: bool) -> None:
    """Switches all single-letter keys on or off, and remembers it."""
    QSettings().setValue("keys/letters", "on" if on else "off")
    for window in QApplication.topLevelWidgets():
        for keys in window.findChildren(Keys):
            for key_id in keys.keys:
                keys.arm(key_id)


def in_text_field() -> bool:
    """Whether the focus is in a field that takes typing."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QComboBox):
        return focused.isEditable()
    return isinstance(focused, _TEXT_FIELDS) and not focused.isReadOnly()


def _for_text(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & _COMMANDS
    function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35 or event.key() == Qt.Key.Key_Escape
    return plain and not function and in_text_field()
