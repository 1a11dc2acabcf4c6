"""What is asked in its place on the desk: a reason to return or reopen, an answer, whether departures are approved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desks.batches.screen import Ask
from ui.kit.panel import clear, reveal
from ui.kit.question import Prompt, QuestionPanel
from ui.kit.text import Text


class AskPlace(QWidget):
    """Hidden until something is asked. Signals: `answered(str, str)` words and choice, `chose(str)`, `typed(str)`,
    `cancelled()`.
    """

    answered = Signal(str, str)
    chose = Signal(str)
    typed = Signal(str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.question: QuestionPanel | None = None
        self._shown: Ask | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def draw(self, ask: Ask | None) -> bool:
        """Draws what is asked; True where a new question has taken the focus. The same question keeps what was written."""
        reveal(self, ask is not None)
        if ask == self._shown:
            return False
        self._shown = ask
        clear(self._place)
        self.question = self._make(ask) if ask else None
        if self.question is None:
            return False
        self._place.addWidget(self.question)
        self.question.begin()
        return True

    def _make(self, ask: Ask) -> QuestionPanel:
        needs_text = bool(ask.label) and not ask.choices
        prompt = Prompt(text=ask.label, needs_text=needs_text, accept=ask.accept)
        question = QuestionPanel(ask.title, ask.choices, prompt)
        for place, words in enumerate(ask.lines):
            question.body.insertWidget(place, Text(words, wrap=True))
        question.typed.connect(self.typed)
        question.chose.connect(self.chose)
        question.write(ask.written)
        question.choose(ask.chosen)
        question.answered.connect(lambda value, words: self.answered.emit(words, value))
        question.cancelled.connect(self.cancelled)
        return question
