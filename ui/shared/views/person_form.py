"""The form for somebody new, as the first start and Setup have it: name, short name, password twice, roles."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLineEdit

from adjudicator.words import _
from ui.kit.form import Form, PasswordField, Values
from ui.kit.panel import Panel
from ui.shared.new_person import NewPerson, RoleOffer
from ui.shared.views.role_boxes import RoleBoxes


class PersonForm(Panel):
    """The fields, which a desk lays out as it likes; `add` is given what was written.

    The short name follows the name, as `suggest` makes one of it, until another is written.
    """

    def __init__(
        self,
        title: str,
        act: str,
        suggest: Callable[[str], str],
        add: Callable[[NewPerson], object],
        leave: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(title)
        self._make_short, self._add, self._suggested = suggest, add, ""
        self.form = Form(self, act, self._send, leave)
        self.name = self.form.add("name", _("Name"), QLineEdit(), _("As colleagues know it; it stands in the record."))
        self.short = self.form.add("id", _("Short name"), QLineEdit(), _("To sign in with: letters and digits."))
        self.password = self.form.add("password", _("Password"), PasswordField())
        self.again = self.form.add("again", _("Password once more"), PasswordField())
        self.roles = self.form.add("roles", _("Roles"), RoleBoxes(), chained=False)
        self.name.textEdited.connect(self._suggest)

    def show_roles(self, offers: tuple[RoleOffer, ...], troubles: Mapping[str, str]) -> None:
        """Shows the roles to choose from, and what is wrong beside each field."""
        self.roles.offer(offers)
        self.form.show_troubles(troubles)

    def _suggest(self, name: str) -> None:
        if self.short.text() in ("", self._suggested):
            self._suggested = self._make_short(name)
            self.short.setText(self._suggested)

    def _send(self, written: Values) -> None:
        short = written["id"].strip()
        self._add(NewPerson(written["name"], short, written["password"], written["again"], self.roles.chosen()))
