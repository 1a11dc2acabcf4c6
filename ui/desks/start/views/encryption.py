"""Whether a new case lies under a passphrase, and which one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desks.start.presenter import StartPresenter
from ui.desks.start.screen import StartScreen
from ui.kit.choices import Choices
from ui.kit.form import Form
from ui.kit.panel import column, reveal
from ui.kit.text import Text
from ui.kit.tokens import S8
from ui.parts import Choice
from ui.shared.views.passphrase_fields import PassphraseFields

OPEN_TO_ALL = "Anyone who gets hold of the file can read every voter's name and address in it."
CHOICES = (
    Choice("1", "encrypt", "Encrypt the file", "A thief of the disk or a backup learns nothing but its size."),
    Choice("2", "plain", "Leave it plain", OPEN_TO_ALL),
)


class Encryption(QWidget):
    """The choice, and the fields while it is to encrypt. `.fields` are the two fields."""

    def __init__(self, presenter: StartPresenter, form: Form) -> None:
        super().__init__()
        self.choices = Choices(CHOICES, "encrypt", dense=True)
        self.fields = PassphraseFields(form)
        self.setLayout(column(Text("On the disk", "strong"), self.choices, self.fields, spacing=S8))
        self.choices.chosen.connect(lambda value: presenter.choose_encryption(encrypt=value == "encrypt"))

    def draw(self, screen: StartScreen) -> None:
        """Draws the fields, empty while it is not to encrypt."""
        reveal(self.fields, screen.encrypt)
        self.fields.draw(screen.passphrase_rule, screen.if_lost)
        if not screen.encrypt:
            self.fields.forget()
