"""Where backups of the case go, the newest, and the buttons to choose a folder and to make one now."""

from __future__ import annotations

from ui.desks.setup.backups import BackupsScreen
from ui.desks.setup.presenter import SetupPresenter
from ui.kit.buttons import QuietButton
from ui.kit.icon_label import StateIcon
from ui.kit.panel import Panel, row
from ui.kit.strip import Strip
from ui.kit.text import Heading, Text


class BackupsPanel(Panel):
    """Draws a BackupsScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._mark, self._title = StateIcon("check", "count_full", 18), Heading("", wrap=True)
        self._newest, self._keeps = Text("", wrap=True), Text("", tone="muted", wrap=True)
        self._doubt = Strip(dismissable=False)
        self.choose, self.button = QuietButton("", icon="folder-open"), QuietButton("")
        head = row(self._mark, self._title)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        for part in (self._newest, self._keeps, self._doubt):
            self.body.addWidget(part)
        self.body.addLayout(row(self.choose, self.button, "stretch"))
        self.choose.clicked.connect(presenter.choose_backup_place)
        self.button.clicked.connect(presenter.back_up)

    def draw(self, screen: BackupsScreen) -> None:
        """Shows where backups go, and the newest."""
        fine = screen.has_place and screen.doubt is None
        self._mark.set_icon(*(("check", "count_full") if fine else ("triangle-alert", "count_partial")))
        for line, words in ((self._title, screen.title), (self._newest, screen.newest), (self._keeps, screen.keeps)):
            line.setText(words)
        if screen.doubt != self._doubt.notice:
            self._doubt.show_notice(screen.doubt)
        for button, words in ((self.choose, screen.choose), (self.button, screen.act)):
            button.setText(words)
            button.updateGeometry()
        self.choose.setAccessibleDescription(screen.title)
        self.button.setAccessibleDescription(screen.newest)
