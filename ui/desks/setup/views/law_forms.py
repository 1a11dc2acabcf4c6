"""The forms of the Rules tab: a motion of the board on a position, and the choice of another pack."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from adjudicator.words import _
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import MotionForm, NewMotion, PacksForm
from ui.kit.choices import Choices
from ui.kit.focus import begin_at
from ui.kit.form import Form, LongField, Values, fields_beside
from ui.kit.panel import Panel
from ui.kit.strip import Strip
from ui.kit.text import Text

NEXT = _("See what it changes")
PUBLIC = _("A motion is public: write it as the board moved it, and name no voter.")
SHOWN_FIRST = _("Every determination is looked at again. What would change is shown before anything is done.")


class MotionFormPanel(Panel):
    """Draws a MotionForm: choice, number, date and text of a motion."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__(_("A motion of the board"))
        self._presenter, self._value, self._begun = presenter, "", ""
        self._asks, self.choices = Text("", "strong", wrap=True), Choices(dense=True)
        self.form = Form(self, NEXT, self._send, presenter.back)
        self.next = self.form.button
        self.number = self.form.add("number", _("Motion number"), QLineEdit(), _("As in the minutes."))
        self.date = self.form.add("date", _("Date"), QLineEdit(), _("The day on which the board moved."))
        self.text = self.form.add("text", _("Text"), LongField(88), PUBLIC)
        rows = self.form.rows
        beside = fields_beside(rows["number"], rows["date"])
        self.fill(self._asks, self.choices, beside, rows["text"], self.form.buttons())
        self.choices.chosen.connect(self._choose)
        begin_at(self, self.number)

    def draw(self, form: MotionForm | None) -> None:
        """Shows the form; what was written stays while it is open."""
        if form is None:
            self._begun = ""
            return
        if form.position != self._begun:
            self._begin(form)
        self.form.show_troubles(form.troubles)

    def _begin(self, form: MotionForm) -> None:
        self._begun, self._value = form.position, form.in_force
        self.set_title(_("A motion on: {title}", title=form.title))
        self._asks.setText(form.asks)
        self.choices.set_choices(form.choices, form.in_force)
        self.form.fill({"number": "", "date": form.today, "text": ""})
        self.choices.focus_first()

    def _choose(self, value: str) -> None:
        self._value = value
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self, written: Values) -> None:
        self._presenter.law.propose_motion(NewMotion(self._value, **written))


class PacksFormPanel(Panel):
    """Draws a PacksForm: which other pack, that it is another year's, and where it differs from the statute."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__(_("Use another pack"))
        self._shown: PacksForm | None = None
        self.choices, self.outside, self.differs = Choices(), Strip(dismissable=False), Strip(dismissable=False)
        self.form = Form(self, NEXT, lambda __: presenter.law.propose_pack(), presenter.back)
        self.next = self.form.button
        shown_first = Text(SHOWN_FIRST, tone="muted", wrap=True)
        self.fill(shown_first, self.choices, self.outside, self.differs, self.form.buttons())
        begin_at(self, self.next)
        self.choices.chosen.connect(presenter.law.choose_pack)
        self.outside.acted.connect(presenter.law.take_offered)

    def draw(self, form: PacksForm | None) -> None:
        """Shows the packs, and what the chosen one says of the statute."""
        before, self._shown = self._shown, form
        if form is None:
            return
        if before is None or before.choices != form.choices:
            self.choices.set_choices(form.choices, form.chosen)
            self.choices.focus_first()
        self.choices.choose(form.chosen)
        self.outside.show_notice(form.outside)
        self.differs.show_notice(form.differs)
        self.next.setEnabled(bool(form.chosen))
