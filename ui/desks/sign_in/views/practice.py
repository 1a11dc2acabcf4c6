"""The ready-made people of the practice election, with their passwords; one click or key fills them in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from adjudicator.words import _, beside
from ui.desks.sign_in.screen import Rehearser
from ui.kit.keys import Key, Keys
from ui.kit.language import describe, name
from ui.kit.panel import Panel, Repeater, column, row
from ui.kit.plain import PlainButton
from ui.kit.style.theme import keep_width
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import KeyCap, Text

EXPLAINED = _("Made-up people for practice. Choose one: name and password are filled in. Then Enter signs in.")


class RehearserButton(PlainButton):
    """One ready-made person."""

    def __init__(self, person: Rehearser) -> None:
        super().__init__("choice")
        self.person = person
        head = row(self.add(Text(person.name, "strong")), "stretch", self.add(KeyCap(person.key)))
        password = _("Password: {password}", password=person.password)
        under = Text(beside(person.roles, password, by=". "), "caption", tone="muted", wrap=True)
        self.setLayout(column(head, self.add(under), spacing=S4 // 2, margins=(S12, S8, S12, S8)))
        # as high as its words are at its width, where a button is as high as they would be in a narrow one
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        name(self, beside(person.name, person.roles, by=", "))
        describe(self, _("password {password}, key {key}", password=person.password, key=person.key))


class PracticePeople(Panel):
    """The panel of ready-made people. Signal: `used(str, str)` with short name and password."""

    used = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("People to practice as"))
        self._keys = Keys(self, _("Practice people"))
        self._list = Repeater(self._button)
        self.fill(Text(EXPLAINED, tone="muted", wrap=True), self._list)
        keep_width(self, 440, 700)

    def draw(self, people: tuple[Rehearser, ...]) -> None:
        self._list.draw(people)

    def _button(self, person: Rehearser) -> RehearserButton:
        button = RehearserButton(person)
        button.clicked.connect(lambda: self.used.emit(person.id, person.password))
        key = Key(f"rehearser {person.id}", person.key, _("Fill in {person}", person=person.name))
        self._keys.bind(key, lambda: self.used.emit(person.id, person.password))
        return button
