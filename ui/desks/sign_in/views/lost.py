"""A lost password: who can help, and an administrator's form with the words of the recovery key and a new password."""

from __future__ import annotations

from adjudicator.words import _, beside
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.screen import LostPassword
from ui.kit.form import ChoiceField, Form, LongField, PasswordField, Values
from ui.kit.panel import Panel, column, holder, reveal
from ui.kit.style.theme import keep_width
from ui.kit.text import Heading, Text

WORDS_HINT = _("In the order of the sheet, with spaces between them. Numbers and capital letters do no harm.")


class LostPanel(Panel):
    """Draws a LostPassword. Everything that was written goes as soon as the page is left."""

    def __init__(self, presenter: SignInPresenter) -> None:
        super().__init__(_("Lost password"))
        self._presenter = presenter
        self.says = Text("", wrap=True)
        self.form = Form(self, _("Make a new key and sign in"), self._send, presenter.leave_lost)
        self.person = self.form.add("person", _("Administrator"), ChoiceField(), chained=False)
        self.words = self.form.add(
            "words", _("The 24 words of the recovery key"), LongField(92), WORDS_HINT, chained=False
        )
        self.new = self.form.add("new", _("New password"), PasswordField())
        self.again = self.form.add("again", _("New password once more"), PasswordField())
        self.words.setUndoRedoEnabled(False)  # nothing that was taken out again stays in memory
        self._part = holder(column(Heading(_("With the recovery key"), wrap=True), *self.form.rows.values()))
        self.fill(self.says, self._part, self.form.buttons())
        keep_width(self, 560, 860)

    def draw(self, lost: LostPassword | None) -> None:
        """Shows the page; without one, forgets what was written."""
        if lost is None:
            self.form.forget("words", "new", "again")
            return
        self.says.setText(beside(*lost.says, by="\n\n"))
        for part in (self._part, self.form.button):
            reveal(part, bool(lost.administrators))
        self.person.offer(lost.administrators)
        self.form.fill({"person": lost.chosen})
        self.form.rows["new"].set_hint(beside(*lost.rules, by="\n"))
        self.form.show_troubles(lost.troubles)

    def begin(self) -> None:
        """Puts the focus where the next thing is to be done: at the way back where there is no form."""
        (self.words if self.person.count() else self.form.back).setFocus()

    def _send(self, written: Values) -> None:
        self._presenter.recover(written["person"], written["words"], written["new"], written["again"])
