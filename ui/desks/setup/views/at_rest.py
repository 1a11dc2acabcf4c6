"""The case file itself: whether it is encrypted, the form for its passphrase, and below it where its backups go."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.desks.setup.at_rest import AtRestScreen
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.views.backups import BackupsPanel
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.focus import begin_at
from ui.kit.icon_label import StateIcon
from ui.kit.panel import Panel, reveal, row
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S16
from ui.shared.views.passphrase_fields import PassphraseFields

MOST = 860


class AtRestView(QWidget):
    """Draws an AtRestScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._presenter, self._turn = presenter, 0
        self._mark, self._title = StateIcon("check", "count_full", 18), Heading("", wrap=True)
        self._says = [Text("", wrap=True), Text("", tone="muted", wrap=True)]
        self.fields = PassphraseFields(presenter.screen.at_rest.label)
        self.button, self.remove = PrimaryButton(""), QuietButton("Decrypt the file")
        self.roll, self._apart = QCheckBox(), Text("", wrap=True)
        self.roll.setChecked(True)
        self._panel, self.backups = Panel(), BackupsPanel(presenter)
        self._build()
        self.button.clicked.connect(self._change)
        self.fields.finished.connect(self._change)
        self.remove.clicked.connect(self._decrypt)
        theme().changed.connect(self._follow)
        self._follow()
        begin_at(self, self.fields.passphrase)

    def draw(self, screen: AtRestScreen) -> None:
        """Shows how the file lies on the disk, and the form for those who may change that."""
        self._mark.set_icon(*(("check", "count_full") if screen.encrypted else ("triangle-alert", "count_partial")))
        self._title.setText(screen.title)
        for line, words in zip(self._says, screen.says, strict=True):
            line.setText(words)
        self.fields.draw(screen.rule, screen.if_lost, screen.troubles)
        self.fields.set_label(screen.label)
        self.button.setText(screen.act)
        self.button.updateGeometry()
        self._apart.setText(screen.apart)
        reveal(self._apart, bool(screen.apart))
        self.roll.setText(screen.roll)
        reveal(self.roll, bool(screen.roll) and not screen.may_not)
        for part in (self.fields, self.button):
            reveal(part, not screen.may_not)
        reveal(self.remove, screen.encrypted and not screen.may_not)
        if screen.turn != self._turn:
            self._turn = screen.turn
            self.fields.forget()

    def _change(self) -> None:
        self._presenter.at_rest.change(*self.fields.written(), with_roll=self.roll.isChecked())

    def _decrypt(self) -> None:
        self._presenter.at_rest.remove(with_roll=self.roll.isChecked())

    def _build(self) -> None:
        head = row(self._mark, self._title)
        head.setStretch(1, 1)
        self._panel.body.addLayout(head)
        for part in (*self._says, self._apart, self.fields, self.roll):
            self._panel.body.addWidget(part)
        self._panel.body.addLayout(row(self.button, self.remove, "stretch"))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S16)
        for panel in (self._panel, self.backups):
            across = row(panel, "stretch")
            across.setStretch(0, 1000)
            down.addLayout(across)
        down.addStretch(1)

    def _follow(self) -> None:
        for panel in (self._panel, self.backups):
            panel.setMaximumWidth(look().px(MOST))
