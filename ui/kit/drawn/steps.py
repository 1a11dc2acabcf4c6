"""The steps of something on its way, in a line: `StepLine()`, `show_steps(steps)` with `ui.parts.Step`s."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.flow import Flow
from ui.kit.language import name
from ui.kit.panel import reveal
from ui.kit.style.tokens import S4, S16
from ui.kit.text import Text
from ui.parts import Step, StepState

STEP_SIGNS = {
    "done": ("circle-check", "count_full"),
    "now": ("clock", "count_partial"),
    "ahead": ("circle", "muted"),
    "back": ("undo-2", "not_counted"),
    "unknown": ("info", "muted"),
}
"""State of a step -> its icon and colour; the words say it, too."""

STATES: dict[StepState, str] = {
    "done": _("done"),
    "now": _("not finished"),
    "ahead": _("not begun"),
    "back": _("went back"),
    "unknown": _("not known"),
}
"""What each state of a step is called, for who does not see its sign."""


class StepLine(QWidget):
    """Steps from left to right, each with its sign; in as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Marked] = []
        self._texts: list[Text] = []
        self._flow = Flow(S16, lines=S4)
        self.setLayout(self._flow)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Shows these steps; nothing where there are none."""
        while len(self._shown) < len(steps):
            text = Text("")
            self._texts.append(text)
            self._shown.append(Marked(StateIcon("circle", "muted"), text))
            self._flow.addWidget(self._shown[-1])
        for place, marked in enumerate(self._shown):
            reveal(marked, place < len(steps))
            if place < len(steps):
                step = steps[place]
                marked.icon.set_icon(*STEP_SIGNS[step.state])
                self._texts[place].set_tone("muted" if step.state == "ahead" else "text")
                marked.say(step.words)
        reveal(self, bool(steps))
        told = (_("{step} ({state})", step=step.words, state=STATES[step.state]) for step in steps)
        name(self, beside(*told, by=", "))
