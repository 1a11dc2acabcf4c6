"""The forms of the Rules tab: a motion of the board on a position, and the choice of another pack."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import MotionForm, NewMotion, PacksForm
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.choices import Choices
from ui.kit.focus import begin_at
from ui.kit.form import FieldRow, chain
from ui.kit.keys import Key, Keys
from ui.kit.panel import Panel, row, side_by_side
from ui.kit.strip import Strip
from ui.kit.text import Text
from ui.kit.theme import look, theme

NEXT = "See what it changes"
PUBLIC = "A motion is public: write it as the board moved it, and name no voter."
SHOWN_FIRST = "Every determination is looked at again. What would change is shown before anything is done."
TEXT_HEIGHT = 88


class MotionFormPanel(Panel):
    """Draws a MotionForm: choice, number, date and text of a motion."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__("A motion of the board")
        self._presenter, self._value, self._begun = presenter, "", ""
        self._asks, self.choices = Text("", "strong", wrap=True), Choices(dense=True)
        self.number, self.date, self.text = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.rows = {
            "number": FieldRow("Motion number", self.number, "As in the minutes."),
            "date": FieldRow("Date", self.date, "The day on which the board moved."),
            "text": FieldRow("Text", self.text, PUBLIC),
        }
        self.next, self.leave = PrimaryButton(NEXT, "Ctrl+Enter"), QuietButton("Back", "Esc")
        self._build()
        self.choices.chosen.connect(self._choose)
        self.next.clicked.connect(self._propose)
        self.leave.clicked.connect(presenter.back)
        keys = Keys(self, "A motion of the board")
        keys.bind(Key("motion_next", ("Ctrl+Return", "Ctrl+Enter"), NEXT), self._propose)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, form: MotionForm | None) -> None:
        """Shows the form; what was written stays while it is open."""
        if form is None:
            self._begun = ""
            return
        if form.position != self._begun:
            self._begin(form)
        for field, line in self.rows.items():
            line.set_problem(form.troubles.get(field, ""))
        wrong = next((line.editor for field, line in self.rows.items() if field in form.troubles), None)
        if wrong is not None:
            wrong.setFocus()

    def _begin(self, form: MotionForm) -> None:
        self._begun, self._value = form.position, form.in_force
        self.set_title(f"A motion on: {form.title}")
        self._asks.setText(form.asks)
        self.choices.set_choices(form.choices, form.in_force)
        self.number.clear()
        self.date.setText(form.today)
        self.text.clear()
        self.choices.focus_first()

    def _choose(self, value: str) -> None:
        self._value = value
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _propose(self) -> None:
        new = NewMotion(self._value, self.number.text(), self.date.text(), self.text.toPlainText())
        self._presenter.law.propose_motion(new)

    def _build(self) -> None:
        for part in (self._asks, self.choices):
            self.body.addWidget(part)
        self.body.addLayout(side_by_side(self.rows["number"], self.rows["date"]))
        self.body.addWidget(self.rows["text"])
        self.body.addLayout(row(self.next, self.leave, "stretch"))
        begin_at(self, self.number)
        chain(list(self.rows.values()), self._propose)

    def _follow(self) -> None:
        self.text.setFixedHeight(look().px(TEXT_HEIGHT))


class PacksFormPanel(Panel):
    """Draws a PacksForm: which other pack, and where it differs from the statute."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__("Use another pack")
        self._shown: PacksForm | None = None
        self.choices, self.differs = Choices(), Strip(dismissable=False)
        self.next, self.leave = PrimaryButton(NEXT, "Ctrl+Enter"), QuietButton("Back", "Esc")
        for part in (Text(SHOWN_FIRST, tone="muted", wrap=True), self.choices, self.differs):
            self.body.addWidget(part)
        self.body.addLayout(row(self.next, self.leave, "stretch"))
        begin_at(self, self.next)
        self.choices.chosen.connect(presenter.law.choose_pack)
        self.next.clicked.connect(presenter.law.propose_pack)
        self.leave.clicked.connect(presenter.back)
        keys = Keys(self, "Use another pack")
        keys.bind(Key("pack_next", ("Ctrl+Return", "Ctrl+Enter"), NEXT), presenter.law.propose_pack)

    def draw(self, form: PacksForm | None) -> None:
        """Shows the packs, and what the chosen one says of the statute."""
        before, self._shown = self._shown, form
        if form is None:
            return
        if before is None or before.choices != form.choices:
            self.choices.set_choices(form.choices, form.chosen)
            self.choices.focus_first()
        self.differs.show_notice(form.differs)
        self.next.setEnabled(bool(form.chosen))
