"""The form for the first administrator of a case, while nobody has an account."""

from __future__ import annotations

from adjudicator.words import _, beside
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.screen import SignInScreen
from ui.kit.form import fields_beside
from ui.kit.style.theme import keep_width
from ui.kit.text import Text
from ui.shared.new_person import NewPerson
from ui.shared.views.person_form import PersonForm

EXPLAINED = _(
    "Nobody has an account in this case yet. The first person is its administrator, who gives the others theirs. "
    "Keep the password: nobody can read it back."
)


class FirstForm(PersonForm):
    """Name, short name, password twice, roles; what was written of a password goes with the act."""

    def __init__(self, presenter: SignInPresenter) -> None:
        title, act = _("Make the first administrator"), _("Make the account and sign in")
        super().__init__(title, act, presenter.suggest, self._make)
        self._presenter = presenter
        self._rules = Text("", "caption", tone="muted", wrap=True)
        rows = self.form.rows
        names, passwords = fields_beside(rows["name"], rows["id"]), fields_beside(rows["password"], rows["again"])
        explained = Text(EXPLAINED, tone="muted", wrap=True)
        self.fill(explained, names, passwords, self._rules, rows["roles"], self.form.buttons())
        keep_width(self, 640, 860)

    def draw(self, screen: SignInScreen) -> None:
        """Shows the roles to choose from and what is wrong beside each field."""
        self._rules.setText(beside(*screen.password_rules, by="\n"))
        self.show_roles(screen.offers, screen.troubles)

    def _make(self, person: NewPerson) -> None:
        self._presenter.make_first(person)
        if not self._presenter.screen.troubles:
            self.form.forget("password", "again")
