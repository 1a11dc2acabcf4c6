"""A case file of an older form that is to be raised, or only looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desks.start.raising import RaisePresenter, RaiseScreen
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.panel import Panel, Scrolled, reveal, row
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import MARGIN, S4, S16

WIDE, MOST_WIDE = 640, 960
HEADING = "This case is of an older form"


class RaiseView(QWidget):
    """Draws a RaiseScreen."""

    def __init__(self, presenter: RaisePresenter) -> None:
        super().__init__()
        self._presenter, self._raised = presenter, False
        self._panel = Panel()
        self._name, self._folder = Text("", "strong", wrap=True), Text("", tone="muted", wrap=True)
        self.strip, self.says, self.progress = Strip(dismissable=False), Text("", wrap=True), Progress()
        self.start, self.open = PrimaryButton("Make a backup and raise it"), PrimaryButton("Open the case")
        self.look, self.back = QuietButton("Only look at it"), QuietButton("Back", "Esc")
        self._build()
        self.start.clicked.connect(presenter.raise_it)
        self.open.clicked.connect(presenter.open)
        self.look.clicked.connect(presenter.look)
        self.back.clicked.connect(presenter.back)
        begin_at(self, self.start)
        theme().changed.connect(self._follow)
        self._follow()
        presenter.listen(self.draw)

    def draw(self, screen: RaiseScreen) -> None:
        """Draws the screen as it stands."""
        self._name.setText(screen.name)
        self._folder.setText(screen.folder)
        self.says.setText("\n\n".join(screen.says))
        self.strip.show_notice(screen.strip)
        self.progress.follow(screen.making)
        if screen.making:
            self.progress.cannot_stop()  # half raised there is nothing, and it takes a minute
        for button in (self.start, self.look, self.back):
            button.setEnabled(not screen.making)
        for button in (self.start, self.look):
            reveal(button, not screen.raised)
        reveal(self.open, screen.raised)
        if screen.raised and not self._raised:
            begin_at(self, self.open)
            self.open.setFocus(Qt.FocusReason.OtherFocusReason)
        elif screen.strip is not None and not screen.raised:
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self._raised = screen.raised

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        acts = Flow()
        for button in (self.start, self.open, self.look, self.back):
            acts.addWidget(button)
        for part in (self._name, self._folder, self.strip, self.says, self.progress):
            self._panel.body.addWidget(part)
        self._panel.body.addLayout(acts)
        heading = Heading(HEADING, "headline", wrap=True)
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        down.setSpacing(S4)
        down.addStretch(1)
        down.addWidget(heading)
        down.addSpacing(S16)
        down.addLayout(row("stretch", self._panel, "stretch"))
        down.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inner))

    def _follow(self) -> None:
        self._panel.setFixedWidth(min(look().px(WIDE), MOST_WIDE))
