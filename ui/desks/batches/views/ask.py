"""What is asked in its place on the desk: a reason to return or reopen, an answer, whether departures are approved."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desks.batches.screen import Ask
from ui.envelope.screen import ContestState
from ui.envelope.views.contests import CONTEST_MARKS, GroupView
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
        self._groups: dict[ContestState, GroupView] = {}
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def draw(self, ask: Ask | None) -> bool:
        """Draws what is asked; True where a new question has taken the focus. The same question keeps what was written."""
        reveal(self, ask is not None)
        if ask == self._shown:
            return False
        before, self._shown = self._shown, ask
        if ask is not None and before is not None and replace(before, contests=ask.contests) == ask:
            self._draw_contests(ask)
            return False
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
        self._groups = {state: GroupView(state) for state in CONTEST_MARKS} if ask.contests else {}
        for place, group in enumerate(self._groups.values(), len(ask.lines)):
            question.body.insertWidget(place, group)
        self._draw_contests(ask)
        question.typed.connect(self.typed)
        question.chose.connect(self.chose)
        question.write(ask.written)
        question.choose(ask.chosen)
        question.answered.connect(lambda value, words: self.answered.emit(words, value))
        question.cancelled.connect(self.cancelled)
        return question

    def _draw_contests(self, ask: Ask) -> None:
        shown = {group.state: group for group in ask.contests}
        for state, view in self._groups.items():
            view.draw(shown.get(state), settled=True)
