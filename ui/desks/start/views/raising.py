"""A case file of an older form that is to be raised, or only looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.desks.start.raising import RaisePresenter, RaiseScreen
from ui.kit.buttons import QuietButton
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.form import Form
from ui.kit.panel import Panel, lay_page, reveal, row
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.style.theme import keep_width
from ui.kit.style.tokens import S16
from ui.kit.text import Heading, Text

HEADING = _("This case is of an older form")
RAISE, OPEN = _("Make a backup and raise it"), _("Open the case")


class RaiseView(QWidget):
    """Draws a RaiseScreen."""

    def __init__(self, presenter: RaisePresenter) -> None:
        super().__init__()
        self._presenter, self._raised = presenter, False
        self._name, self._folder = Text("", "strong", wrap=True), Text("", tone="muted", wrap=True)
        self.strip, self.says, self.progress = Strip(dismissable=False), Text("", wrap=True), Progress()
        self.form = Form(self, RAISE, lambda __: self._act(), presenter.back)
        self.button, self.look = self.form.button, QuietButton(_("Only look at it"))
        self._build()
        self.look.clicked.connect(presenter.look)
        begin_at(self, self.button)
        presenter.listen(self.draw)

    def draw(self, screen: RaiseScreen) -> None:
        self._name.setText(screen.name)
        self._folder.setText(screen.folder)
        self.says.setText(beside(*screen.says, by="\n\n"))
        self.strip.show_notice(screen.strip)
        self.progress.follow(screen.making)
        if screen.making:
            self.progress.cannot_stop()  # half raised there is nothing, and it takes a minute
        for button in (self.button, self.look, self.form.back):
            button.setEnabled(not screen.making)
        self.button.setText(OPEN if screen.raised else RAISE)
        reveal(self.look, not screen.raised)
        if not self._raised if screen.raised else screen.strip is not None:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._raised = screen.raised

    def _act(self) -> None:
        (self._presenter.open if self._raised else self._presenter.raise_it)()

    def _build(self) -> None:
        acts, panel = Flow(), Panel()
        for button in (self.button, self.look, self.form.back):
            acts.addWidget(button)
        panel.fill(self._name, self._folder, self.strip, self.says, self.progress, acts)
        keep_width(panel, 640, 940)
        heading = Heading(HEADING, "headline", wrap=True)
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lay_page(self, "stretch", heading, S16, row("stretch", panel, "stretch"), "stretch", "stretch")
