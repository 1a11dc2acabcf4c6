"""The ready-made people of the practice election, with their passwords; one click or key fills them in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.desks.sign_in.screen import Rehearser
from ui.kit.keys import Key, Keys
from ui.kit.panel import Panel, clear, row
from ui.kit.plain import PlainButton
from ui.kit.text import KeyCap, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S4, S8, S12

WIDE = 360
EXPLAINED = "Made-up people for practice. Choose one: name and password are filled in. Then Enter signs in."


class RehearserButton(PlainButton):
    """One ready-made person."""

    def __init__(self, person: Rehearser) -> None:
        super().__init__("choice")
        self.person = person
        down = QVBoxLayout(self)
        down.setContentsMargins(S12, S8, S12, S8)
        down.setSpacing(S4 // 2)
        down.addLayout(row(self.add(Text(person.name, "strong")), "stretch", self.add(KeyCap(person.key))))
        down.addWidget(self.add(Text(person.roles, tone="muted", wrap=True)))
        down.addWidget(self.add(Text(f"Password: {person.password}", "caption", tone="muted", wrap=True)))
        self.setAccessibleName(f"{person.name}, {person.roles}")
        self.setAccessibleDescription(f"password {person.password}, key {person.key}")


class PracticePeople(Panel):
    """The panel of ready-made people. Signal: `used(str, str)` with short name and password."""

    used = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("People to practise as")
        self._shown: tuple[Rehearser, ...] = ()
        self._keys = Keys(self, "Practice people")
        self._list = QVBoxLayout()
        self._list.setSpacing(S8)
        self.body.addWidget(Text(EXPLAINED, tone="muted", wrap=True))
        self.body.addLayout(self._list)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, people: tuple[Rehearser, ...]) -> None:
        """Shows these people."""
        if people == self._shown:
            return
        self._shown = people
        clear(self._list)
        for person in people:
            button = RehearserButton(person)
            button.clicked.connect(lambda _=False, one=person: self.used.emit(one.id, one.password))
            self._list.addWidget(button)
            key = Key(f"rehearser {person.id}", person.key, f"Fill in {person.name}")
            self._keys.bind(key, lambda one=person: self.used.emit(one.id, one.password))

    def _follow(self) -> None:
        self.setFixedWidth(min(look().px(WIDE), 700))
