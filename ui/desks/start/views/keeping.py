"""The box beside the password of a login at a server: whether this computer keeps it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from adjudicator.words import _
from ui.kit.language import describe, say
from ui.kit.panel import column, row
from ui.kit.style.tokens import S4, S24
from ui.kit.text import Text

KEEP = _("Keep the password at this computer")
MEANS = _(
    "The keyring of your account at this computer keeps it until the shared case is left. Anybody who works in that account "
    "then opens the copy with the passphrase alone."
)


class KeepPassword(QWidget):
    """The box, off at first, and what it means."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        say(self.box, KEEP)
        describe(self.box, MEANS)
        means = row(Text(MEANS, "caption", tone="muted", wrap=True), margins=(S24 + S4, 0, 0, 0))
        self.setLayout(column(self.box, means, spacing=0))
