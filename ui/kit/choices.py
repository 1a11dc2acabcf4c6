"""The numbered answers to one question: a click or the number answers at once.

`Choices(choices)` draws `ui.parts.Choice`s (`dense=True`: closer together); `set_choices(choices,
chosen="")` others. Signal: `chosen(str)` with the value. `press(key) -> bool` chooses by key from outside (a screen's
shortcut); `focus_first()` puts the focus on the first, `focus_on(value)` on one or on none. With the focus inside: the
numbers, which take it along, Up and Down, Enter or Space on the one with the focus.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from adjudicator.words import _, beside
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import describe, name
from ui.kit.panel import clear, column, reveal, row
from ui.kit.personal import PersonalText, masked, privacy
from ui.kit.plain import PlainButton
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import KeyCap, Text
from ui.parts import Choice


class ChoiceButton(PlainButton):
    """One answer: its key, its words, and a second line."""

    def __init__(self, choice: Choice, dense: bool = False) -> None:
        super().__init__("choice")
        self.choice = choice
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # its words wrap
        side, above = (S8, S4) if dense else (S12, S8)
        words, cap = column(*(self.add(line) for line in _lines(choice)), spacing=2), self.add(KeyCap(choice.key))
        self._tick = StateIcon("", "accent", 16)
        margins = (side, above, side, above)
        across = row(cap, words, self.add(self._tick), spacing=S12, margins=margins, grow=words)
        across.setAlignment(cap, Qt.AlignmentFlag.AlignTop)
        self.setLayout(across)
        self.toggled.connect(lambda on: self._tick.set_icon("check" if on else "", "accent"))
        privacy().changed.connect(self._announce)
        self._announce()

    def _announce(self) -> None:
        words = [self.choice.label, self.choice.heard or self.choice.detail]
        label, detail = [masked(each) for each in words] if self.choice.personal else words
        name(self, label)
        describe(self, beside(_("key {key}.", key=self.choice.key), detail))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # Ctrl+Enter is the question's
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


class Choices(QWidget):
    """The answers to one question. Signal: `chosen(str)` with the value of the answer."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice] = (), chosen: str = "", dense: bool = False) -> None:
        super().__init__()
        self._dense = dense
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to the answers themselves
        self._column = column(spacing=S4 if dense else S8)
        self.setLayout(self._column)
        self._buttons: list[ChoiceButton] = []
        self.set_choices(choices, chosen)

    def set_choices(self, choices: Sequence[Choice], chosen: str = "") -> None:
        """Shows these answers; `chosen` is the value that is taken already, if any."""
        clear(self._column)
        self._buttons = [ChoiceButton(choice, self._dense) for choice in choices]
        for button in self._buttons:
            button.setChecked(bool(chosen) and button.choice.value == chosen)
            button.clicked.connect(self._answer)
            self._column.addWidget(button)
            reveal(button, True)  # at once, so that it can take the focus

    def press(self, key: str) -> bool:
        """Chooses the answer of that key, which takes the focus where another answer has it; False where there is none."""
        for button in self._buttons:
            if button.choice.key == key:
                if any(each.hasFocus() for each in self._buttons):
                    button.setFocus(Qt.FocusReason.OtherFocusReason)
                button.click()
                return True
        return False

    def forget(self) -> None:
        """Takes the answer back, without a signal."""
        for button in self._buttons:
            button.setChecked(False)

    @property
    def first(self) -> ChoiceButton | None:
        """The first answer; None where there is none."""
        return self._buttons[0] if self._buttons else None

    def focus_first(self) -> None:
        """Puts the keyboard focus on the first answer."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_on(self, value: str) -> None:
        """Puts the focus on one answer, or on none: then a number or an arrow chooses, and Space takes nothing."""
        likely = next((button for button in self._buttons if value and button.choice.value == value), self)
        likely.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, value: str) -> None:
        """Shows another answer as taken, without a signal."""
        for button in self._buttons:
            button.setChecked(bool(value) and button.choice.value == value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self._move(step)
        elif event.isAutoRepeat() or not self.press(event.text()):
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        focused = [index for index, button in enumerate(self._buttons) if button.hasFocus()]
        if focused:
            self._buttons[(focused[0] + step) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focus_first()

    def _answer(self) -> None:
        sender = self.sender()
        for button in self._buttons:
            button.setChecked(button is sender)
        if isinstance(sender, ChoiceButton):
            self.chosen.emit(sender.choice.value)


def _lines(choice: Choice) -> list[Text]:
    made = PersonalText if choice.personal else Text
    lines: list[Text] = [made(choice.label, "body", wrap=True)]
    if choice.detail:
        lines.append(made(choice.detail, "caption", tone="muted", wrap=True))
    return lines
