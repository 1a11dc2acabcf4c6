"""A backup that is about to be opened like a case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.desks.start.backup import BackupPresenter, BackupScreen
from ui.kit.buttons import QuietButton
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.form import Form
from ui.kit.panel import Panel, lay_page, row
from ui.kit.style.theme import keep_width
from ui.kit.style.tokens import S16
from ui.kit.text import Heading, Text

HEADING = _("This file is a backup")


class BackupView(QWidget):
    """Draws a BackupScreen."""

    def __init__(self, presenter: BackupPresenter) -> None:
        super().__init__()
        ways = presenter.ways
        self._name, self._folder = Text("", "strong", wrap=True), Text("", tone="muted", wrap=True)
        self.says = Text("", wrap=True)
        self.form = Form(self, _("Restore it..."), lambda __: ways.restore(), ways.back)
        self.button, self.look = self.form.button, QuietButton(_("Only look at it"))
        self.work = QuietButton(_("Work in the backup itself"))
        self._build()
        self.look.clicked.connect(ways.look)
        self.work.clicked.connect(ways.work)
        begin_at(self, self.button)
        presenter.listen(self.draw)

    def draw(self, screen: BackupScreen) -> None:
        self._name.setText(screen.name)
        self._folder.setText(screen.folder)
        self.says.setText(beside(*screen.says, by="\n\n"))

    def _build(self) -> None:
        acts, panel = Flow(), Panel()
        for button in (self.button, self.look, self.work, self.form.back):
            acts.addWidget(button)
        panel.fill(self._name, self._folder, self.says, acts)
        keep_width(panel, 640, 940)
        heading = Heading(HEADING, "headline", wrap=True)
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lay_page(self, "stretch", heading, S16, row("stretch", panel, "stretch"), "stretch", "stretch")
