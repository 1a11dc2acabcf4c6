"""The form for another password, and the page on which the person signed in changes theirs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.desks.sign_in.password import PasswordPresenter
from ui.desks.sign_in.screen import PasswordForm
from ui.kit.focus import begin_at
from ui.kit.form import Form, PasswordField
from ui.kit.panel import Panel, lay_page, row
from ui.kit.style.theme import keep_width
from ui.kit.text import Text

EMPTIED = {"old": ("old",), "new": ("new", "again"), "again": ("again",)}
"""First field that is wrong -> fields that are to be written once more; an old password that fitted so far stays."""


class PasswordPanel(Panel):
    """Old password, new one twice. `send` is given the three, `leave` called for Back."""

    def __init__(self, send: Callable[[str, str, str], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self._attempt = 0
        self.form = Form(self, "", lambda written: send(written["old"], written["new"], written["again"]), leave)
        self.old = self.form.add("old", _("Current password"), PasswordField())
        self.new = self.form.add("new", _("New password"), PasswordField())
        self.again = self.form.add("again", _("New password once more"), PasswordField())
        self._explains = Text("", tone="muted", wrap=True)
        self.fill(self._explains, *self.form.rows.values(), self.form.buttons())
        keep_width(self, 480, 760)

    def draw(self, form: PasswordForm) -> None:
        """Shows the form, and what is wrong beside each field."""
        self.set_title(form.title)
        self._explains.setText(form.explains)
        self.form.rows["old"].set_label(form.old)
        self.form.rows["new"].set_hint(beside(*form.rules, by="\n"))
        self.form.button.setText(form.act)
        if form.attempt != self._attempt:
            self._attempt = form.attempt
            self.form.forget(*next(EMPTIED[name] for name in EMPTIED if name in form.troubles))
        self.form.show_troubles(form.troubles)

    def fill_old(self, password: str) -> None:
        """Writes the old password, which was just given; the new one is to be written next."""
        self.form.fill({"old": password})
        (self.new if password else self.old).setFocus()


class PasswordView(QWidget):
    """The page on which the person signed in changes their password."""

    def __init__(self, presenter: PasswordPresenter) -> None:
        super().__init__()
        self._presenter = presenter  # a listener alone does not keep it
        self.form = PasswordPanel(presenter.change, presenter.leave)
        lay_page(self, row("stretch", self.form, "stretch"), "stretch")
        begin_at(self, self.form.old)
        presenter.listen(self.form.draw)
