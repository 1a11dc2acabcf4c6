"""Setup's part on a shared case: what this file is of it, the form for its server, the stations, and leaving."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import _
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.stations import STATIONS, StationsScreen
from ui.desks.setup.views.listed import ListedView
from ui.kit.buttons import QuietButton
from ui.kit.focus import begin_at
from ui.kit.form import Form, PasswordField, Values
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S12
from ui.parts import Notice

MOST = 860
ADDRESS_HINT = _("With a login that may found records, such as postgresql://founder@ballots.example.gov/shared.")
PASSWORD_HINT = _("It is kept nowhere. Leave it empty where the server asks for none.")


class StationsView(QWidget):
    """Draws a StationsScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._part, self._turn = presenter.stations, 0
        self._title, self._says = Heading("", wrap=True), Text("", tone="muted", wrap=True)
        self._may_not, self._trouble = Text("", wrap=True, hides=True), Strip(dismissable=False)
        self.list, self._chosen = ListedView(STATIONS), Text("", wrap=True, hides=True)
        self.again = QuietButton(_("Look again"), icon="refresh-cw")
        self.list.table.bar.addWidget(self.again)
        self.panel, self.progress = Panel(), Progress()
        self.form = Form(self.panel, "", self._send)
        self.url = self.form.add("url", _("Address of the server"), QLineEdit(), ADDRESS_HINT)
        self.password = self.form.add("password", _("Password of that login"), PasswordField(), PASSWORD_HINT)
        self.leave, self._leaving = QuietButton(""), Text("", wrap=True, hides=True)
        self.panel.fill(
            self._chosen, *self.form.rows.values(), self.form.buttons(), self.progress, self._leaving,
            row(self.leave, "stretch"),
        )  # fmt: skip
        across = row(self.panel, "stretch")
        across.setStretch(0, 1000)
        parts = (self._title, self._says, self._may_not, self._trouble, self.list, across)
        self.setLayout(column(*parts, "stretch", spacing=S12))
        self.again.clicked.connect(self._part.look)
        self.list.table.walked.connect(self._part.choose)
        self.list.table.opened.connect(self._part.choose)
        self.progress.cancelled.connect(self._part.stop)
        self.leave.clicked.connect(self._leave)
        theme().changed.connect(self._follow)
        self._follow()
        begin_at(self, self.url)

    def draw(self, screen: StationsScreen) -> None:
        """Shows what the file is, and what can be done."""
        self._title.setText(screen.title)
        self._says.setText(screen.says)
        self._may_not.setText(screen.may_not)
        trouble = Notice(screen.list_trouble, kind="warning") if screen.list_trouble else None
        self._trouble.show_notice(trouble)
        reveal(self.list, screen.list is not None)
        if screen.list is not None:
            self.list.draw(screen.list)
        self._chosen.setText(_chosen_words(screen))
        reveal(self.panel, bool(screen.act))
        self.form.button.setText(screen.act)
        for part in (self.form.button, self.url, self.password, self.leave):
            part.setEnabled(screen.working is None)
        self.progress.follow(screen.working)
        self._leaving.setText(screen.leaving)
        self.leave.setText(_("Leave now") if screen.leaving else screen.leave)
        reveal(self.leave, bool(screen.leave))
        if screen.turn != self._turn:
            self._turn = screen.turn
            self.password.clear()
        self.form.show_troubles(screen.troubles)
        begin_at(self, self.url if screen.list is None else self.list.table.grid)

    def _send(self, written: Values) -> None:
        self._part.send(**written)

    def _leave(self) -> None:
        if self._leaving.text():
            self._part.leave()
        else:
            self._part.ask_to_leave()

    def _follow(self) -> None:
        self.panel.setMaximumWidth(look().px(MOST))


def _chosen_words(screen: StationsScreen) -> str:
    """Which login would be revoked."""
    if screen.list is None:
        return ""
    if not screen.chosen:
        return _("To revoke a login, choose its station in the list. It is let in no more; what it brought stays.")
    return _("To be revoked: {login}. It is let in no more; what it brought stays.", login=screen.chosen)
