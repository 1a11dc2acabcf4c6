"""The case file itself: whether it is encrypted, the form for its passphrase, and below it where its backups go."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from adjudicator.words import _
from ui.desks.setup.backups import BackupsScreen
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import SetupScreen
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.focus import begin_at
from ui.kit.form import Form, Values
from ui.kit.language import describe, say
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S16
from ui.kit.text import Heading, Text
from ui.shared.views.passphrase_fields import PassphraseFields

MOST = 860


class AtRestView(QWidget):
    """Draws the AtRestScreen and the BackupsScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._presenter, self._turn, self._offered = presenter, 0, ("", "")
        self._head = Marked(StateIcon("check", "count_full", 18), Heading("", wrap=True))
        self._says = [Text("", wrap=True), Text("", tone="muted", wrap=True)]
        self._panel, self.backups = Panel(), BackupsPanel(presenter)
        self.form = Form(self._panel, "", self._change)
        self.fields = PassphraseFields(self.form, presenter.screen.at_rest.label)
        self.button, self.remove = self.form.button, QuietButton(_("Decrypt the file"))
        self.roll, self._apart = QCheckBox(), Text("", wrap=True, hides=True)
        self.shared = Text("", wrap=True, hides=True)
        parts = (
            self._head,
            *self._says,
            self._apart,
            self.fields,
            self.roll,
            self.shared,
            self.form.buttons(self.remove),
        )
        self._panel.fill(*parts)
        across = [row(panel, "stretch") for panel in (self._panel, self.backups)]
        for each in across:
            each.setStretch(0, 1000)
        self.setLayout(column(*across, "stretch", spacing=S16))
        self.remove.clicked.connect(self._decrypt)
        theme().changed.connect(self._follow)
        self._follow()
        begin_at(self, self.fields.passphrase)

    def draw(self, whole: SetupScreen) -> None:
        """Shows how the file lies on the disk, the form for those who may change that, and backups."""
        screen = whole.at_rest
        self.backups.draw(whole.backups)
        self._head.icon.set_icon(
            *(("check", "count_full") if screen.encrypted else ("triangle-alert", "count_partial"))
        )
        self._head.say(screen.title)
        for line, words in zip(self._says, screen.says, strict=True):
            line.setText(words)
        self.fields.draw(screen.rule, screen.if_lost)
        self.fields.set_label(screen.label)
        self.button.setText(screen.act)
        self._apart.setText(screen.apart)
        say(self.roll, screen.roll)
        reveal(self.roll, bool(screen.roll) and not screen.may_not)
        self.shared.setText("" if screen.may_not else screen.shared)
        if (screen.roll, screen.shared) != self._offered:
            self._offered = (screen.roll, screen.shared)
            self.roll.setChecked(not screen.shared)  # for others, too, a person decides
        for part in (self.fields, self.button):
            reveal(part, not screen.may_not)
        reveal(self.remove, screen.encrypted and not screen.may_not)
        if screen.turn != self._turn:
            self._turn = screen.turn
            self.form.forget()
        self.form.show_troubles(screen.troubles)

    def _change(self, written: Values) -> None:
        self._presenter.at_rest.change(**written, with_roll=self.roll.isChecked())

    def _decrypt(self) -> None:
        self._presenter.at_rest.remove(with_roll=self.roll.isChecked())

    def _follow(self) -> None:
        for panel in (self._panel, self.backups):
            panel.setMaximumWidth(look().px(MOST))


class BackupsPanel(Panel):
    """Draws a BackupsScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._head = Marked(StateIcon("check", "count_full", 18), Heading("", wrap=True))
        self._newest, self._keeps = Text("", wrap=True), Text("", tone="muted", wrap=True)
        self._doubt = Strip(dismissable=False)
        self.choose, self.button = QuietButton("", icon="folder-open"), QuietButton("")
        buttons = row(self.choose, self.button, "stretch")
        self.fill(self._head, self._newest, self._keeps, self._doubt, buttons)
        self.choose.clicked.connect(presenter.choose_backup_place)
        self.button.clicked.connect(presenter.back_up)

    def draw(self, screen: BackupsScreen) -> None:
        """Shows where backups go, and the newest."""
        fine = screen.has_place and screen.doubt is None
        self._head.icon.set_icon(*(("check", "count_full") if fine else ("triangle-alert", "count_partial")))
        self._head.say(screen.title)
        self._newest.setText(screen.newest)
        self._keeps.setText(screen.keeps)
        if screen.doubt != self._doubt.notice:
            self._doubt.show_notice(screen.doubt)
        self.choose.setText(screen.choose)
        self.button.setText(screen.act)
        describe(self.choose, screen.title)
        describe(self.button, screen.newest)
