"""The form of a new case: the election's definition, the pack of rules, the place of the file."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from adjudicator.words import _
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.screen import StartScreen
from ui.desks.start.views.file import FileChoice, Found
from ui.kit.choices import Choices
from ui.kit.file_dialog import FileDialog
from ui.kit.form import Form
from ui.kit.language import name, say
from ui.kit.panel import Hairline, Panel, column, reveal, row
from ui.kit.strip import Strip
from ui.kit.style.tokens import S8, S16
from ui.kit.text import Text
from ui.parts import Choice
from ui.shared.views.passphrase_fields import PassphraseFields

EXPLAINED = _(
    "A case is one election in one county, in one file. It is made with a pack of rules; to use another pack later, a "
    "supervisor has to give a reason."
)
PUBLIC = _("It stays with the case and in every release: name no voter. Such as: counsel's advice of Nov 5.")
READ, READ_WHAT = _("I have read this"), _("I have read where this pack differs from the statute")
OPEN_TO_ALL = _("Anyone who gets hold of the file can read every voter's name and address in it.")
CHOICES = (
    Choice(
        "1",
        "encrypt",
        _("Encrypt the file"),
        _("A person who steals the disk or a backup learns nothing but its size."),
    ),
    Choice("2", "plain", _("Leave it plain"), OPEN_TO_ALL),
)


class NewCasePanel(Panel):
    """What a new case is made from."""

    def __init__(self, presenter: StartPresenter) -> None:
        super().__init__(_("Make a new case"))
        self._presenter = presenter
        self.definition = FileChoice(_("Election definition (JSON)"), _("Choose a file"), _("No file chosen yet"))
        self.found = Found()
        self.packs = Choices(dense=True)
        self.differs, self.read = Strip(dismissable=False), QCheckBox()
        self.place = FileChoice(_("The case's file"), _("Choose a place"), _("No place chosen yet"))
        self.outside = Strip(dismissable=False)
        self.form = Form(self, _("Make the case"), lambda written: presenter.make_case(**written))
        self.reason = self.form.add("reason", _("Why this pack all the same"), QLineEdit(), PUBLIC)
        reveal(self.form.rows["reason"], False)
        self.encryption, self.button = Encryption(presenter, self.form), self.form.button
        say(self.read, READ)
        name(self.read, READ_WHAT)
        self._missing = Text("", tone="muted", wrap=True)
        self._packs_shown: tuple[object, ...] = ()
        self._build()
        self.definition.asked.connect(self._ask_definition)
        self.place.asked.connect(self._ask_place)
        self.packs.chosen.connect(presenter.choose_pack)
        self.outside.acted.connect(presenter.take_offered)
        self.read.clicked.connect(lambda on: presenter.have_read(read=on))

    def draw(self, screen: StartScreen) -> None:
        """Draws what was chosen so far."""
        self.definition.show_file(screen.definition.file)
        self.found.draw(screen.definition)
        if screen.packs != self._packs_shown:
            self._packs_shown = screen.packs
            self.packs.set_choices(screen.packs, screen.pack)
        self.packs.choose(screen.pack)
        self.outside.show_notice(screen.outside)
        reveal(self.form.rows["reason"], screen.wants_reason)
        self.differs.show_notice(screen.differs)
        reveal(self.read, screen.differs is not None)
        self.read.setChecked(screen.read)
        self.place.show_file(screen.place)
        self.encryption.draw(screen)
        self.button.setEnabled(screen.may_make)
        self._missing.setText(screen.missing)
        self.form.show_troubles(screen.troubles)

    def _ask_definition(self) -> None:
        path = FileDialog.file(self, _("Choose the election's definition"), "", _("Definitions (*.json)"))
        if path:
            self._presenter.choose_definition(path)

    def _ask_place(self) -> None:
        screen = self._presenter.screen
        beside = PurePath(screen.definition.file).parent if screen.definition.file else PurePath()
        start = screen.place or str(beside / (screen.suggested or "Election.case"))
        path = FileDialog.new_file(self, _("Choose a place for the case"), start, _("Cases (*.case)"))
        if path:
            self._presenter.choose_place(path)

    def _build(self) -> None:
        packs = column(
            Text(_("Pack of rules"), "strong"), self.packs, self.outside, self.form.rows["reason"], self.differs, self.read,
            spacing=S8,
        )  # fmt: skip
        across = row(self.button, self._missing, spacing=S16, grow=self._missing)
        self.fill(
            Text(EXPLAINED, tone="muted", wrap=True), self.definition, self.found, Hairline(), packs, Hairline(),
            self.place, Hairline(), self.encryption, across, "stretch",
        )  # fmt: skip


class Encryption(QWidget):
    """The choice, and the fields while it is to encrypt. `.fields` are the two fields."""

    def __init__(self, presenter: StartPresenter, form: Form) -> None:
        super().__init__()
        self.choices = Choices(CHOICES, "encrypt", dense=True)
        self.fields = PassphraseFields(form)
        self.setLayout(column(Text(_("On the disk"), "strong"), self.choices, self.fields, spacing=S8))
        self.choices.chosen.connect(lambda value: presenter.choose_encryption(encrypt=value == "encrypt"))

    def draw(self, screen: StartScreen) -> None:
        """Draws the fields, empty while it is not to encrypt."""
        reveal(self.fields, screen.encrypt)
        self.fields.draw(screen.passphrase_rule, screen.if_lost)
        if not screen.encrypt:
            self.fields.forget()
