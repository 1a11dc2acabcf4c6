"""The way from a sentence to the envelopes that it names: a link beside it that opens each.

`EnvelopeLink()` is one such link: `draw(number)`, signal `asked(str)`. `EnvelopeLinks()` stands under or beside words:
`draw(*words)` shows the way to each envelope that they name, and the window opens it where Ctrl+G would. `Naming(marked)` is
words with an icon and these links under them. `shown_in(window)`
gives the numbers that can be seen in a window now, for the keyboard. A window opens them by `open_envelope(number)`.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from adjudicator.words import _
from adjudicator.words.mentions import envelopes_in
from ui.kit.buttons import LinkButton
from ui.kit.drawn.icon_label import Marked
from ui.kit.flow import Flow
from ui.kit.language import name, put
from ui.kit.panel import column
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import RING, S4, S8
from ui.kit.text import reveal

MOST = 5
"""So many are offered beside one sentence; a longer list is looked up in the list that it is of."""


@runtime_checkable
class OpensEnvelopes(Protocol):
    """A window that opens envelopes."""

    def opens_envelopes(self) -> bool:
        """Whether the person signed in has a desk at which one opens."""
        ...

    def open_envelope(self, number: str) -> None:
        """Open one there."""
        ...


class EnvelopeLink(LinkButton):
    """Opens one envelope. Signal: `asked(str)`."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("")
        self.number = ""
        self.clicked.connect(lambda __=False: self.asked.emit(self.number))

    def draw(self, number: str) -> None:
        """Shows the way to another one, or none for an empty number."""
        self.number = number
        put(self, QPushButton.setText, _("Open {number}", number=number) if number else "")
        name(self, _("Open envelope {number}", number=number) if number else "")
        reveal(self, bool(number))


class EnvelopeLinks(QWidget):
    """The way to each envelope that a sentence names."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[EnvelopeLink] = []
        self._numbers: tuple[str, ...] = ()
        self._flow = Flow(S8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._flow)
        reveal(self, on=False)

    def draw(self, *words: str) -> None:
        """Shows the way to the envelopes that these words name."""
        numbers = envelopes_in(*words)[:MOST]
        if numbers == self._numbers:
            return
        self._numbers = numbers
        while len(self.links) < len(numbers):
            link = EnvelopeLink()
            link.asked.connect(self._open)
            self.links.append(link)
            self._flow.addWidget(link)
        for place, link in enumerate(self.links):
            link.draw(numbers[place] if place < len(numbers) else "")
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle()

    def _settle(self) -> None:
        opener = _opener_of(self)
        reveal(self, bool(self._numbers) and (opener is None or opener.opens_envelopes()))

    def _open(self, number: str) -> None:
        opener = _opener_of(self)
        if opener is not None:
            opener.open_envelope(number)


class Naming(QWidget):
    """Words, such as a `Marked`, with the way to the envelopes that they name under them."""

    def __init__(self, words: Marked) -> None:
        super().__init__()
        self.words, self.links = words, EnvelopeLinks()
        self.setLayout(column(words, self.links, spacing=S4))
        theme().changed.connect(self._follow)
        self._follow()

    def say(self, said: str) -> None:
        """Says something else; nothing is there while nothing is said."""
        self.words.say(said)
        self.links.draw(said)
        reveal(self, bool(said))

    def _follow(self) -> None:
        """The links begin where the words do, behind the icon."""
        link = look().px(S4) + RING
        self.links.setContentsMargins(self.words.icon.sizeHint().width() + S8 - link, 0, 0, 0)


def shown_in(window: QWidget) -> tuple[str, ...]:
    """The numbers of the envelopes to which the way is shown, each once, from the top."""
    links = [link for link in window.findChildren(EnvelopeLink) if link.number and link.isVisible()]
    links.sort(key=lambda link: (link.mapTo(window, link.rect().topLeft()).y(), link.number))
    return tuple(dict.fromkeys(link.number for link in links))


def _opener_of(widget: QWidget) -> OpensEnvelopes | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, OpensEnvelopes):
        around = around.parentWidget()
    return around
