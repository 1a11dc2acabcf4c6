"""Setup's part on a shared case: what this file is of it, the stations, what can be done about the server, and leaving."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import _, beside
from ui.desks.setup.going_on import OWN
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.stations import STATIONS, HandedLogin, StationsScreen
from ui.desks.setup.views.listed import ListedView
from ui.kit.buttons import QuietButton
from ui.kit.file_dialog import FileDialog
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.form import ChoiceField, FieldRow, Form, PasswordField, Values
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S12
from ui.kit.text import Heading, Text
from ui.parts import Notice
from ui.shared.views.asked import AskedPart
from ui.shared.views.passphrase_fields import PassphraseFields

MOST = 860
ADDRESS_HINT = _("With a login that may found records, such as postgresql://founder@ballots.example.gov/shared.")
PASSWORD_HINT = _("It is kept nowhere. Leave it empty where the server asks for none.")
LOGIN_HINT = _("Small letters, digits and underscores, such as east_1.")
NAME_HINT = _("What the station is called in the list, such as East counter.")
TO_TYPE = _("At that computer: Join a shared case, on the start screen. Type this, and the passphrase of the case.")
SHOWN_ONCE = _("The password is shown this once and kept nowhere. If it is lost, revoke the login and add another.")


class StationsView(QWidget):
    """Draws a StationsScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._part = presenter.stations
        self._title, self._says = Heading("", wrap=True), Text("", tone="muted", wrap=True)
        self._may_not, self._trouble = Text("", wrap=True, hides=True), Strip(dismissable=False)
        self.list = ListedView(STATIONS)
        self.again = QuietButton(_("Look again"), icon="refresh-cw")
        self.list.table.bar.addWidget(self.again)
        self.server, self.asked, self.handed = ServerPanel(presenter), AskedPanel(presenter), HandedPanel(presenter)
        self.leave, self._leaving = QuietButton(""), Text("", wrap=True, hides=True)
        self.go_on, self.forget, self.trying = QuietButton(""), QuietButton(""), Progress()
        self.leaving, ways = Panel(), Flow()
        for button in (self.leave, self.go_on):
            ways.addWidget(button)
        self.leaving.fill(self._leaving, ways)
        self.going_on = AskedPart(self._part.going_on.answer, self._part.going_on.take_back)
        self._panels = (self.server, self.asked, self.handed, self.leaving, self.going_on, self.trying)
        across = [row(panel, "stretch") for panel in self._panels]
        for each in across:
            each.setStretch(0, 1000)
        parts = (self._title, self._says, self._may_not, self._trouble, self.list, *across, row(self.forget, "stretch"))
        self.setLayout(column(*parts, "stretch", spacing=S12))
        self.again.clicked.connect(self._part.look)
        self.list.table.walked.connect(self._part.choose)
        self.list.table.opened.connect(self._part.choose)
        self.leave.clicked.connect(self._leave)
        self.go_on.clicked.connect(self._part.ask_to_go_on)
        self.trying.cancelled.connect(self._part.going_on.take_back)
        self.forget.clicked.connect(self._part.forget_password)
        theme().changed.connect(self._follow)
        self._follow()
        begin_at(self, self.server.url)

    def draw(self, screen: StationsScreen) -> None:
        """Shows what the file is, and what can be done."""
        self._title.setText(screen.title)
        self._says.setText(screen.says)
        self._may_not.setText(screen.may_not)
        what, *why = [words for words in (screen.list_trouble or screen.longest, screen.wrong) if words] or [""]
        self._trouble.show_notice(Notice(what, beside(*why), kind="warning") if what else None)
        if screen.list is not None:
            self.list.draw(screen.list)
        asks, hands, goes_on = bool(screen.asked), screen.handed is not None, screen.going_on is not None
        reveal(self.list, screen.list is not None and not goes_on)
        reveal(self.server, bool(screen.act) and not asks and not hands and not goes_on)
        reveal(self.asked, asks)
        reveal(self.handed, hands)
        self.server.draw(screen)
        self.asked.draw(screen)
        self.handed.draw(screen.handed)
        self._leaving.setText(screen.leaving)
        self.leave.setText(_("Leave now") if screen.leaving else screen.leave)
        self.go_on.setText(screen.go_on)
        for button, offered in ((self.leave, screen.leave), (self.go_on, screen.go_on)):
            button.setEnabled(screen.working is None)
            reveal(button, bool(offered))
        ways = bool(screen.leave or screen.go_on)
        reveal(self.leaving, ways and not asks and not hands and not goes_on)
        self.forget.setText(screen.forget)
        reveal(self.forget, bool(screen.forget) and not asks and not hands and not goes_on)
        self.trying.follow(screen.trying)
        self.going_on.draw(screen.going_on)
        first = self.server.first if screen.list is None else self.list.table.grid
        begin_at(self, self.going_on.form.rows[OWN].editor if self.going_on.form is not None else first)

    def _leave(self) -> None:
        if self._leaving.text():
            self._part.leave()
        else:
            self._part.ask_to_leave()

    def _follow(self) -> None:
        for panel in self._panels:
            panel.setMaximumWidth(look().px(MOST))


class ServerPanel(Panel):
    """What is to be done about the server, and the form that it wants."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._part, self._turn = presenter.stations, 0
        self.acts, self._means, self.progress = ChoiceField(), Text("", wrap=True, hides=True), Progress()
        self._choosing = FieldRow(_("What is to be done"), self.acts)
        self.form = Form(self, "", self._send)
        self.login = self.form.add("login", _("Login for the new station"), QLineEdit(), LOGIN_HINT)
        self.name = self.form.add("name", _("Name of the station"), QLineEdit(), NAME_HINT)
        self.fields = PassphraseFields(self.form, _("New passphrase"))
        self.url = self.form.add("url", _("Address of the server"), QLineEdit(), ADDRESS_HINT)
        self.password = self.form.add("password", _("Password of that login"), PasswordField(), PASSWORD_HINT)
        rows = self.form.rows
        self.fill(
            self._choosing, self._means, rows["login"], rows["name"], self.fields, rows["url"], rows["password"],
            self.form.buttons(), self.progress,
        )  # fmt: skip
        self.acts.currentIndexChanged.connect(self._choose)
        self.progress.cancelled.connect(self._part.stop)

    @property
    def first(self) -> QWidget:
        """Where something is chosen or written first."""
        return self.url if self._choosing.isHidden() else self.acts

    def draw(self, screen: StationsScreen) -> None:
        """Shows the form of the act that is chosen."""
        self.acts.blockSignals(True)
        self.acts.offer(screen.acts)
        self.acts.choose(screen.doing)
        self.acts.blockSignals(False)
        reveal(self._choosing, len(screen.acts) > 1)
        self._means.setText(screen.means)
        for name, line in self.form.rows.items():
            line.chained = name in screen.fields
            reveal(line, line.chained)
        reveal(self.fields, "passphrase" in screen.fields)
        self.fields.draw(screen.rule, screen.if_lost)
        self.form.button.setText(screen.act)
        for part in (self.form.button, self.acts, *(line.editor for line in self.form.rows.values())):
            part.setEnabled(screen.working is None)
        self.progress.follow(screen.working)
        if screen.turn != self._turn:
            self._turn = screen.turn
            self.form.forget("password", "passphrase", "again")
        self.form.show_troubles(screen.troubles)

    def _choose(self) -> None:
        self._part.choose_act(self.acts.value)

    def _send(self, written: Values) -> None:
        self._part.send(**written)


class AskedPanel(Panel):
    """What is about to be done and what it means, once more before it is done."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        part = presenter.stations
        self._asked, self._shown = Text("", wrap=True), ""
        self.form = Form(self, "", lambda __: part.confirm(), part.take_back)
        self.fill(self._asked, self.form.buttons())

    def draw(self, screen: StationsScreen) -> None:
        """Asks; the focus goes to the way back, so that no key that was held does it."""
        self._asked.setText(screen.asked)
        self.form.button.setText(screen.act)
        begins = bool(screen.asked) and screen.asked != self._shown
        self._shown = screen.asked
        if begins:
            self.form.back.setFocus()


class HandedPanel(Panel):
    """The login that was just made: what is typed at its station, a sheet to print, and that it was handed over."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._part, self._shown = presenter.stations, False
        self._title, self._strip, self._suggested = Text("", "strong", wrap=True), Strip(dismissable=False), ""
        self.form = Form(self, _("It is handed over"), lambda __: self._part.hand_over())
        self.url = self.form.add("url", _("Address of the server"), QLineEdit())
        self.password = self.form.add("password", _("First password of that login"), QLineEdit(), SHOWN_ONCE)
        for field in (self.url, self.password):
            field.setReadOnly(True)
        self.save = QuietButton(_("Save a sheet to print..."), icon="printer")
        says = Text(TO_TYPE, tone="muted", wrap=True)
        self.fill(self._title, says, *self.form.rows.values(), self._strip, self.form.buttons(self.save))
        self.save.clicked.connect(self._ask_place)

    def draw(self, handed: HandedLogin | None) -> None:
        """Shows the login, or forgets it."""
        self._title.setText(handed.title if handed is not None else "")
        self.url.setText(handed.url if handed is not None else "")
        self.password.setText(handed.password if handed is not None else "")
        self._strip.show_notice(handed.strip if handed is not None else None)
        self._suggested = handed.suggested if handed is not None else ""
        if handed is not None and not self._shown:
            self.password.setFocus()
        self._shown = handed is not None

    def _ask_place(self) -> None:
        path = FileDialog.new_file(self, _("Where the sheet goes"), self._suggested, _("PDF (*.pdf)"))
        self._part.save_sheet(path)
