"""Where backups of the case go, the newest, and the buttons to choose a folder and to make one now."""

from __future__ import annotations

from ui.desks.setup.backups import BackupsScreen
from ui.desks.setup.presenter import SetupPresenter
from ui.kit.buttons import QuietButton
from ui.kit.icon_label import Marked, StateIcon
from ui.kit.panel import Panel, row
from ui.kit.strip import Strip
from ui.kit.text import Heading, Text


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
        self.choose.setAccessibleDescription(screen.title)
        self.button.setAccessibleDescription(screen.newest)
