"""The accounts of an older form: the list, what confirming means, and the two ways on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.desks.adopt.presenter import COLUMNS, WORDS, AdoptPresenter, AdoptScreen
from ui.kit.buttons import QuietButton
from ui.kit.focus import begin_at
from ui.kit.form import Form
from ui.kit.language import name
from ui.kit.panel import lay_page
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S12
from ui.kit.text import Heading, Text
from ui.tables.list_table import ListTable

LIST_HEIGHT = 300


class AdoptView(QWidget):
    """Draws an AdoptScreen."""

    def __init__(self, presenter: AdoptPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        name(self, _("Accounts"))
        self.strip, self.says = Strip(dismissable=False), Text("", wrap=True)
        self.accounts = ListTable("accounts", COLUMNS, WORDS)
        self.form = Form(self, _("Confirm"), lambda __: presenter.confirm())
        self.confirm = self.form.button
        self.setup = QuietButton(_("Close one in Setup first"))
        self._build()
        self.setup.clicked.connect(presenter.to_setup)
        begin_at(self, self.accounts.grid)
        theme().changed.connect(self._follow)
        self._follow()
        presenter.listen(self.draw)

    def draw(self, screen: AdoptScreen) -> None:
        self.strip.show_notice(screen.strip)
        self.says.setText(beside(*screen.says, by="\n\n"))
        self.accounts.set_rows(screen.rows)
        self.confirm.setText(screen.confirm)

    def _build(self) -> None:
        heading = Heading(_("Confirm the accounts"), "headline", wrap=True)
        buttons = self.form.buttons(self.setup)
        parts = (heading, self.says, self.strip, self.accounts, buttons)
        lay_page(self, *parts, spacing=S12, grow=self.accounts)

    def _follow(self) -> None:
        self.accounts.setMinimumHeight(look().px(LIST_HEIGHT))
