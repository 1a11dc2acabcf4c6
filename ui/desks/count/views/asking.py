"""A question about one batch, upload or difference: a few fields, Enter from one to the next, and a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.desks.count.screen import AskedAbout, Subject
from ui.envelope.views.parts import PlainRow, RepeatedRows
from ui.kit.buttons import QuietButton
from ui.kit.flow import Flow
from ui.kit.form import Form, LongField, Values
from ui.kit.keys import Key, Keys
from ui.kit.panel import Hairline, Panel, Repeater, column, reveal
from ui.kit.text import Text
from ui.kit.tokens import S4

FIELD_WIDTH = 420


class AskPart(QWidget):
    """One question after another, each with fields of its own; made anew where another one is asked."""

    def __init__(self, send: Callable[[Values], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self._send, self._leave = send, leave
        self.form: Form | None = None
        self._asked: Repeater[AskedAbout] = Repeater(self._make)
        self.setLayout(column(self._asked))

    def draw(self, ask: AskedAbout | None, problems: Mapping[str, str]) -> None:
        """Draws the question; a new one gets the focus."""
        if ask is None:
            self.form = None
        opens = self._asked.draw((ask,) if ask is not None else ())
        reveal(self, ask is not None)
        if self.form is not None and ask is not None:
            self.form.show_troubles(problems)
            if opens:
                self.form.begin()

    def _make(self, ask: AskedAbout) -> QWidget:
        panel = Panel(ask.title, part="question")
        form = Form(panel, ask.button, self._send, self._leave)
        for each in ask.fields:
            editor = LongField(72, each.value) if each.long else QLineEdit(each.value)
            form.add(each.name, each.label, editor, each.hint, chained=each.chained)
        panel.fill(Text(ask.words, wrap=True, hides=True), *form.rows.values(), form.buttons())
        self.form = form
        return panel


class SubjectPanel(Panel):
    """The batch or upload that is chosen: its words, and a button with a key for each thing that can be done with it."""

    def __init__(self, what: str, do: Callable[[str], object]) -> None:
        super().__init__(" ")
        self._do = do
        self._lines = RepeatedRows(PlainRow, S4)
        self.buttons: dict[str, QuietButton] = {}
        self._acts = Flow()
        self._keys = Keys(self, what)
        self.fill(self._lines, Hairline(), self._acts)

    def draw(self, subject: Subject) -> None:
        """Draws it."""
        self.set_title(subject.title)
        self._lines.show_all(subject.lines)
        offered = {doing.code for doing in subject.doings}
        for doing in subject.doings:
            if doing.code not in self.buttons:
                self._add(doing.code, doing.label, doing.key)
        for code, button in self.buttons.items():
            reveal(button, code in offered)
            self._keys.enable(f"count_{code}", code in offered)

    def _add(self, code: str, label: str, key: str) -> None:
        button = self.buttons[code] = QuietButton(label, key)
        button.clicked.connect(lambda *__: self._do(code))
        self._keys.bind(Key(f"count_{code}", key, label), lambda: self._do(code))
        self._acts.addWidget(button)
