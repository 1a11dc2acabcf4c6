"""The accounts of an older form: the list, what confirming means, and the two ways on."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desks.adopt.presenter import COLUMNS, WORDS, AdoptPresenter, AdoptScreen
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.panel import Scrolled, row
from ui.kit.strip import Strip
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import MARGIN, S12
from ui.tables.list_table import ListTable

LIST_HEIGHT = 300


class AdoptView(QWidget):
    """Draws an AdoptScreen."""

    def __init__(self, presenter: AdoptPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.strip, self.says = Strip(dismissable=False), Text("", wrap=True)
        self.accounts = ListTable("accounts", COLUMNS, WORDS)
        self.confirm = PrimaryButton("Confirm", "Ctrl+Enter")
        self.setup = QuietButton("Close one in Setup first")
        self._build()
        keys = Keys(self, "Accounts")
        keys.bind(Key("adopt", ("Ctrl+Return", "Ctrl+Enter"), "Confirm all accounts"), presenter.confirm)
        self.confirm.clicked.connect(presenter.confirm)
        self.setup.clicked.connect(presenter.to_setup)
        begin_at(self, self.accounts.grid)
        theme().changed.connect(self._follow)
        self._follow()
        presenter.listen(self.draw)

    def draw(self, screen: AdoptScreen) -> None:
        """Draws the screen as it stands."""
        self.strip.show_notice(screen.strip)
        self.says.setText("\n\n".join(screen.says))
        self.accounts.set_rows(screen.rows)
        self.confirm.setText(screen.confirm)
        self.confirm.updateGeometry()

    def _build(self) -> None:
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        down.setSpacing(S12)
        for part in (Heading("Confirm the accounts", "headline", wrap=True), self.says, self.strip):
            down.addWidget(part)
        down.addWidget(self.accounts, 1)
        down.addLayout(row(self.confirm, self.setup, "stretch", spacing=S12))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inner))

    def _follow(self) -> None:
        self.accounts.setMinimumHeight(look().px(LIST_HEIGHT))
