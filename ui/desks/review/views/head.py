"""The identity strip over the columns: envelope, place, what was ticked, what is open, how many are left."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.desks.review.screen import IdentityStrip
from ui.kit.drawn.chip import Chip
from ui.kit.language import name
from ui.kit.panel import column, reveal, row
from ui.kit.plain import PlainButton
from ui.kit.style.tokens import RING, S8, S12
from ui.kit.text import Heading, KeyCap, Text


class HeadStrip(QWidget):
    """Draws an `IdentityStrip`: always in sight, two lines high; one where the window is short."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: dict[Text, str] = {}
        self._short = False
        self._title = Heading()
        self._place = Text("", tone="muted", elide=True)
        self._status = Chip("")
        self._open = Chip("", "accent")
        self.queue = PlainButton("person")
        self._position = Text("", "strong", elide=True)
        self.queue.add(self._position)
        self.queue.setLayout(row(self._position, self.queue.add(KeyCap("Q")), margins=(S8, RING, S8, RING)))
        self._ticked = Text("", "caption", tone="muted", elide=True)
        self._first = row(self._title, spacing=S12)
        self._first.addWidget(self._place, 1)
        for widget in (self._status, self._open, self.queue):
            self._first.addWidget(widget)
        self._whole = column(self._first, self._ticked, spacing=0)
        self.setLayout(self._whole)

    def set_short(self, short: bool) -> None:
        """Has one line where the window is short: what was ticked, and no place and number of open lines.

        The papers say the place, too, and the bar which line is open.
        """
        if short == self._short:
            return
        self._short = short
        if short:
            self._first.insertWidget(1, self._ticked, 1)
        else:
            self._whole.addWidget(self._ticked)
        self._fit()

    def _fit(self) -> None:
        reveal(self._place, bool(self._place.text()) and not (self._short and self._ticked.text()))
        reveal(self._open, bool(self._open.text()) and not self._short)

    def draw(self, head: IdentityStrip) -> None:
        """Shows another envelope's identity."""
        self._status.set_ink("held" if head.is_held else "muted")
        for label, words in (
            (self._title, head.title),
            (self._place, head.place),
            (self._status, head.status),
            (self._open, head.open_words),
            (self._position, head.position),
            (self._ticked, head.ticked),
        ):
            if self._drawn.get(label) != words:
                self._drawn[label] = words
                label.setText(words)
                label.updateGeometry()
            reveal(label, bool(words))
        self._fit()
        name(self.queue, _("{left}, show or hide the queue", left=head.position))
        reveal(self.queue, bool(head.position))
        said = (head.title, head.place, head.ticked, head.status, head.open_words, head.position)
        name(self, beside(*said, by=". "))
