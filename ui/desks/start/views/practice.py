"""Practise: how many envelopes, on which election, where it is kept; and how far it is while it is made."""

from __future__ import annotations

from pathlib import PurePath

from adjudicator.words import _
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.screen import StartScreen
from ui.desks.start.views.file import FileChoice, Found
from ui.kit.buttons import QuietButton
from ui.kit.choices import Choices
from ui.kit.file_dialog import FileDialog
from ui.kit.form import Form
from ui.kit.panel import Hairline, Panel, column, row
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.style.tokens import S8
from ui.kit.text import Text

EXPLAINED = _(
    "A whole election with made-up voters, envelopes and people to sign in as. "
    "The window shows a striped band marked PRACTICE, so that nobody takes it for the real thing."
)
TEMPORARY = _("In a temporary place; the system may clear it away")


class Practice(Panel):
    """What to practise on."""

    def __init__(self, presenter: StartPresenter) -> None:
        super().__init__(_("Practice"))
        self._presenter = presenter
        self.sizes = Choices(presenter.screen.sizes, presenter.screen.size)
        self.election = FileChoice(_("Election"), _("Another definition"), _("No file chosen yet"))
        self.found = Found()
        self.folder = FileChoice(_("Where it is kept"), _("Choose a folder"), TEMPORARY)
        self.temporary = QuietButton(_("Temporary place"))
        self.form = Form(self, _("Make it and begin"), lambda __: presenter.practise())
        self.button = self.form.button
        self.progress, self.rules = Progress(), Strip(dismissable=False)
        self._build()
        self._connect()

    def draw(self, screen: StartScreen) -> None:
        """Draws what is chosen, and how far it is."""
        self.election.show_file(screen.practice.file, PurePath(screen.practice.file).name)
        self.found.draw(screen.practice)
        self.folder.show_file(screen.folder)
        self.rules.show_notice(screen.practice_rules)
        self.temporary.setVisible(bool(screen.folder))
        making = bool(screen.making)
        self.button.setEnabled(screen.practice.usable and not making)
        for part in (self.sizes, self.election.button, self.folder.button, self.temporary):
            part.setEnabled(not making)
        self.progress.follow(screen.making)

    def _ask_definition(self) -> None:
        path = FileDialog.file(self, _("Choose an election's definition"), "", _("Definitions (*.json)"))
        if path:
            self._presenter.choose_practice(path)

    def _ask_folder(self) -> None:
        folder = FileDialog.folder(self, _("Choose a folder for the practice election"))
        if folder:
            self._presenter.choose_folder(folder)

    def _connect(self) -> None:
        self.sizes.chosen.connect(self._presenter.choose_size)
        self.election.asked.connect(self._ask_definition)
        self.folder.asked.connect(self._ask_folder)
        self.temporary.clicked.connect(lambda: self._presenter.choose_folder(""))
        self.progress.cancelled.connect(self._presenter.stop)

    def _build(self) -> None:
        self.fill(
            Text(EXPLAINED, tone="muted", wrap=True), column(Text(_("How many"), "strong"), self.sizes, spacing=S8),
            Hairline(), self.election, self.found, Hairline(), self.folder, row(self.temporary, "stretch"),
            self.form.buttons(), self.progress, self.rules, "stretch",
        )  # fmt: skip
