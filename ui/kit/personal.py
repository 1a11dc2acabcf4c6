"""Personal data on the screen, hidden everywhere at one key (F9).

`privacy().set_hidden(True)` hides; `privacy().changed` tells views that draw personal data themselves (images, lists).
`PersonalText` is a Text and `PersonalField` a QLineEdit that hide by themselves; `masked(words)` is what stands there
instead. The mask has one length, so that it does not tell how long the name is.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from ui.kit.text import Text

MASK = "•••••••"


class Privacy(QObject):
    """Whether personal data are hidden. Signal: `changed(bool)` with the new state."""

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.hidden = False

    def set_hidden(self, hidden: bool) -> None:
        """Hides or shows personal data on every screen."""
        if hidden != self.hidden:
            self.hidden = hidden
            self.changed.emit(hidden)


_PRIVACY: list[Privacy] = []


def privacy() -> Privacy:
    """The one switch of the application, made at the first call."""
    if not _PRIVACY:
        _PRIVACY.append(Privacy())
    return _PRIVACY[0]


def masked(words: str) -> str:
    """The words, or the mask while personal data are hidden; an empty text stays empty."""
    return MASK if words and privacy().hidden else words


class PersonalText(Text):
    """A text with a voter's data: `set_words(words)` sets it, `words` is what it really says."""

    def __init__(
        self, words: str = "", style: str = "body", *,
        tone: str = "text", wrap: bool = False, elide: bool = False, hides: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(masked(words), style, tone=tone, wrap=wrap, elide=elide, hides=hides)
        self.words, self.personal = words, True
        privacy().changed.connect(self._hide)

    def set_words(self, words: str, *, personal: bool = True) -> None:
        """Says something else, hidden if need be; what is not `personal` is never hidden."""
        self.words, self.personal = words, personal
        self._hide(privacy().hidden)

    def _hide(self, hidden: bool) -> None:
        self.setText(MASK if hidden and self.personal and self.words else self.words)


class PersonalField(QLineEdit):
    """A field for a voter's data: shows dots while personal data are hidden, still takes typing."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        privacy().changed.connect(self._hide)
        self._hide(privacy().hidden)

    def _hide(self, hidden: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
