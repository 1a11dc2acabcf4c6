"""A passphrase written twice, with its rule and what losing it means."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.kit.form import Form, PasswordField, fields_beside
from ui.kit.panel import column
from ui.kit.style.tokens import S8
from ui.kit.text import Text


class PassphraseFields(QWidget):
    """Two fields of a form beside each other, "passphrase" and "again"."""

    def __init__(self, form: Form, label: str = _("Passphrase")) -> None:
        super().__init__()
        self._form = form
        self.passphrase = form.add("passphrase", label, PasswordField(_("passphrase")))
        self.again = form.add("again", _("{label} once more", label=label), PasswordField(_("passphrase")))
        self._lost = Text("", wrap=True)
        beside = fields_beside(form.rows["passphrase"], form.rows["again"])
        self.setLayout(column(beside, self._lost, spacing=S8))

    def draw(self, rule: str, if_lost: str) -> None:
        """Shows the rule under the first field, and what losing the passphrase means."""
        self._form.rows["passphrase"].set_hint(rule)
        self._lost.setText(if_lost)

    def set_label(self, label: str) -> None:
        """Calls both fields by another word."""
        self._form.rows["passphrase"].set_label(label)
        self._form.rows["again"].set_label(_("{label} once more", label=label))

    def forget(self) -> None:
        self._form.forget("passphrase", "again")
