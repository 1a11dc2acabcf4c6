"""A question in its place on the screen, not in a dialog: choose or write a reason, then go on or go back.

`QuestionPanel("Why do you depart from the recommendation?", choices, Prompt(accept="Record", needs_text=True))`; signals
`answered(str, str)` with the value chosen ("" where there are no choices) and the text, `chose(str)` with an answer that is
taken and not given yet, `typed(str)`, `cancelled()`. With `needs_text` it cannot be accepted without words. `choose(value)`
has an answer taken already, `reset()` empties it; `begin()` puts the focus in. Ctrl+Enter accepts wherever on the screen the
focus is, Esc goes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from adjudicator.words import _
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.choices import Choices
from ui.kit.flow import Flow
from ui.kit.form import LongField
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.panel import Panel, reveal
from ui.kit.text import Text
from ui.parts import Choice


@dataclass(frozen=True, slots=True)
class Prompt:
    """How a question is put: the label over the text field (empty: none), whether words are needed, the buttons.

    A `careful` question is about what cannot be undone: it begins at the way back.
    """

    text: str = _("In your own words")
    needs_text: bool = False
    accept: str = _("Go on")
    cancel: str = _("Back")
    careful: bool = False


class QuestionPanel(Panel):
    """A question with answers and a text. Signals: `answered(str, str)`, `chose(str)` with an answer that is taken and not
    given yet, `typed(str)` with each letter, `cancelled()`.
    """

    answered = Signal(str, str)
    chose = Signal(str)
    typed = Signal(str)
    cancelled = Signal()

    def __init__(self, title: str, choices: Sequence[Choice] = (), asked: Prompt | None = None) -> None:
        super().__init__(title, part="question")
        self.asked = asked or Prompt()
        self._value = ""
        self._choices = Choices(choices)
        self._choices.chosen.connect(self._choose)
        self._has_choices = bool(choices)
        self._label = Text(self.asked.text, "caption", tone="muted", wrap=True)
        self._words = LongField(72)
        name(self._words, self.asked.text)
        self._words.textChanged.connect(self._arm)
        self._words.textChanged.connect(lambda: self.typed.emit(self._words.toPlainText()))
        self._accept = PrimaryButton(self.asked.accept, "Ctrl+Enter")
        self._cancel = QuietButton(self.asked.cancel, "Esc")
        self._build()
        self._arm()

    def begin(self) -> None:
        """Puts the focus on the first answer, into the text, or on the button where there is neither."""
        if self._has_choices:
            self._choices.focus_first()
        else:
            button = self._cancel if self.asked.careful else self._accept
            (self._words if self.asked.text else button).setFocus()

    def write(self, words: str) -> None:
        self._words.setPlainText(words)

    def choose(self, value: str) -> None:
        """Has an answer taken already, without a signal."""
        self._value = value
        self._choices.choose(value)
        self._arm()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and not event.isAutoRepeat():
            self._accept.click()  # typed ahead: the key of the question lives once it is drawn
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        buttons = Flow()  # a long word on the first puts the second into a line of its own, and never out of sight
        for button in (self._accept, self._cancel):
            buttons.addWidget(button)
        self.fill(self._choices, self._label, self._words, buttons)
        reveal(self._choices, self._has_choices)
        reveal(self._label, bool(self.asked.text))
        reveal(self._words, bool(self.asked.text))
        self._accept.clicked.connect(self._answer)
        keys = Keys(self, self.title.text())
        keys.bind(Key("question_accept", ("Ctrl+Return", "Ctrl+Enter"), self.asked.accept), self._accept.click)
        keys.bind(Key("question_cancel", "Esc", self.asked.cancel))
        self._cancel.clicked.connect(self.cancelled)

    def _choose(self, value: str) -> None:
        self._value = value
        self._arm()
        self.chose.emit(value)

    def _arm(self) -> None:
        written = bool(self._words.toPlainText().strip())
        chosen = bool(self._value) or not self._has_choices
        self._accept.setEnabled(chosen and (written or not self.asked.needs_text))

    def _answer(self) -> None:
        self.answered.emit(self._value, self._words.toPlainText().strip())
