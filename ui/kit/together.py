"""Two or three people at one screen: each is named and signs with a password of their own, or signs later.

`TogetherField()` stands in a form like other fields. `offer(me, people, roles, least)` draws a row for each seat: the first
is the person signed in; the others are chosen by name, and type their own password into a field that shows nothing. Where
nobody can sign `later`, the seats say so.
`others` are those who were chosen, each with what they typed, empty for who signs later. `begin()` puts the focus into the
first seat that is not taken; `forget()` empties the passwords, which leave memory with the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.form import ChoiceField, CompoundField, PasswordField
from ui.kit.language import name
from ui.kit.panel import Repeater, column, row
from ui.kit.style.tokens import S8
from ui.kit.text import Text
from ui.parts import Choice

NOBODY = Choice("", "", _("Nobody chosen yet"))


class SigningSeat(QWidget):
    """One of the others: who it is, and the password with which they sign here."""

    def __init__(self, role: str, people: Sequence[Choice], note: str) -> None:
        super().__init__()
        self.who = ChoiceField((NOBODY, *people), least=18)
        self.password = PasswordField()
        name(self.who, role)
        name(self.password, _("Password of: {role}", role=role))
        label = Text(role, "strong")
        label.setBuddy(self.who)
        advice = Text(note, "caption", tone="muted", wrap=True)
        self.setLayout(column(label, row(self.who, self.password, spacing=S8), advice, spacing=2))


class TogetherField(CompoundField):
    """The people at a table; the first is signed in, and the others sign here or later."""

    def __init__(self) -> None:
        super().__init__()
        self._me = Marked(StateIcon("circle-check", "count_full", 16), Text("", "strong", wrap=True))
        self.seats: list[SigningSeat] = []
        self._rows: Repeater[tuple[str, tuple[Choice, ...], str]] = Repeater(self._make, S8)
        self.setLayout(column(self._me, self._rows, spacing=S8))

    def offer(self, me: str, people: Sequence[Choice], roles: Sequence[str], least: int, *, later: bool = True) -> None:
        """Draws the seats; they are made anew, and so emptied, where others are offered.

        Those beyond `least` seats may stay empty, and say so.
        """
        signs = _("Their own password; empty to sign later.") if later else _("Their own password. It is kept nowhere.")
        spare = beside(signs, _("This seat may stay empty."))
        self._me.say(_("{role}: {person}, signed in", role=roles[0], person=me))
        things = tuple(
            (role, tuple(people), spare if place >= least else signs) for place, role in enumerate(roles[1:], start=1)
        )
        before, self.seats = self.seats, []
        if not self._rows.draw(things):
            self.seats = before

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Those who were chosen, each with the password that they typed."""
        return tuple((seat.who.value, seat.password.text()) for seat in self.seats if seat.who.value)

    def begin(self) -> None:
        """Puts the focus where the next person is chosen."""
        first = next((seat for seat in self.seats if not seat.who.value), self.seats[0])
        first.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empties the passwords; who sits there stays."""
        for seat in self.seats:
            seat.password.clear()

    def _make(self, thing: tuple[str, tuple[Choice, ...], str]) -> QWidget:
        seat = SigningSeat(*thing)
        self.seats.append(seat)
        return seat
