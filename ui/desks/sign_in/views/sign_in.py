"""The sign-in screen: who, and the password; beside it the ready-made people of practice, or the first administrator."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QWidget

from adjudicator.words import _
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.screen import Colleague, SignInScreen
from ui.desks.sign_in.views.first import FirstForm
from ui.desks.sign_in.views.lost import LostPanel
from ui.desks.sign_in.views.password import PasswordPanel
from ui.desks.sign_in.views.practice import PracticePeople
from ui.kit.buttons import QuietButton
from ui.kit.focus import begin_at
from ui.kit.form import Form, PasswordField, Values
from ui.kit.language import name
from ui.kit.panel import Panel, column, lay_page, reveal, row
from ui.kit.strip import Strip
from ui.kit.style.theme import keep_width, look, theme
from ui.kit.style.tokens import ROW_HEIGHT, S16
from ui.kit.text import Heading, Text
from ui.parts import Column, Notice, Row
from ui.shared.views.recent import remember_case
from ui.tables.grid import Grid
from ui.tables.rows import RowsModel

MOST_ROWS = 7
SIDE_BY_SIDE = 1000
CAPITALS = _("Capital letters are locked.")
COLUMNS = (Column("name", _("Name"), "strong", 150), Column("roles", _("Roles"), "muted", 150, stretch=True))


class SignInView(QWidget):
    """Draws a SignInScreen; reports what was typed, chosen and entered."""

    def __init__(self, presenter: SignInPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.heading, self.under = Heading("", "headline", wrap=True), Text("", tone="muted", wrap=True)
        self.form = SignInForm(presenter)
        self.own = PasswordPanel(presenter.choose_own, presenter.leave_own)
        self.lost, self._losing = LostPanel(presenter), False
        self.why = Strip(dismissable=False)
        self.first = FirstForm(presenter)
        self.practice = PracticePeople()
        self.practice.used.connect(self._fill_in)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        remember_case(presenter.screen.case, presenter.screen.sort)
        theme().changed.connect(self._arrange)
        presenter.listen(self.draw)

    def draw(self, screen: SignInScreen) -> None:
        self.heading.setText(screen.heading)
        self.under.setText(screen.under)
        why = Notice(screen.why, kind="notice") if screen.why else None
        if (screen.refused or why) != self.why.notice:
            self.why.show_notice(screen.refused or why)
        alone = screen.own is not None or screen.lost is not None
        reveal(self.form, not screen.first and not alone)
        reveal(self.own, screen.own is not None)
        reveal(self.lost, screen.lost is not None)
        reveal(self.first, screen.first)
        reveal(self.practice, bool(screen.rehearsers) and not alone)
        self.first.draw(screen)
        self.practice.draw(screen.rehearsers)
        self._draw_own(screen)
        begins = screen.lost is not None and not self._losing
        self._losing = screen.lost is not None
        self.lost.draw(screen.lost)
        self.form.draw(screen)
        if begins:
            self.lost.begin()

    def _draw_own(self, screen: SignInScreen) -> None:
        """The form for a password of one's own, which goes on with the one that was just given."""
        given = self.form.take_given()
        if screen.own is None:
            self.own.form.forget()
            return
        self.own.draw(screen.own)
        if given:
            self.own.fill_old(given)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= look().px(SIDE_BY_SIDE)
        self._middle.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _fill_in(self, person_id: str, password: str) -> None:
        self._presenter.choose(person_id)
        self.form.password.setText(password)
        self.form.password.setFocus()

    def _build(self) -> None:
        begin_at(self, self.first.name if self._presenter.screen.first else self.form.name)
        self._middle.setSpacing(S16)
        for part in (self.form, self.own, self.lost, self.first, self.practice):
            self._middle.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        for part in (self.heading, self.under):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        across = row("stretch", self._middle, "stretch")
        lay_page(self, self.why, "stretch", self.heading, self.under, S16, across, "stretch", "stretch")


class SignInForm(Panel):
    """Name with the list of people under it, password, and the button."""

    def __init__(self, presenter: SignInPresenter) -> None:
        super().__init__(_("Sign in"))
        self._presenter = presenter
        self._attempt, self._given = 0, ""
        self._shown: tuple[Colleague, ...] = ()
        self.form = Form(self, _("Sign in"), self._sign_in, key="Enter")
        hint = _("Type a part of your name, or your short name.")
        self.name = self.form.add("name", _("Name"), QLineEdit(), hint, chained=False)
        self.password = self.form.add("password", _("Password"), PasswordField())
        self._model = RowsModel(COLUMNS, self)
        self.people = Grid("sign_in", self._model)
        self.lost = QuietButton(_("Lost password..."))
        self._build()
        self._connect()
        theme().changed.connect(self._follow)
        self._follow()

    def begin(self) -> None:
        """Puts the focus where the next thing is to be written."""
        (self.password if self._presenter.screen.chosen else self.name).setFocus()

    def take_given(self) -> str:
        """The password that is being tried just now, empty at any other time."""
        return self._given

    def draw(self, screen: SignInScreen) -> None:
        """Draws the part of the screen that is about signing in."""
        if self.name.text() != screen.typed:
            self.name.setText(screen.typed)
        self._list(screen.people, screen.chosen)
        self.form.show_troubles({"password": screen.trouble})
        if screen.attempt != self._attempt:
            self._attempt = screen.attempt
            self.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.name and event.key() == Qt.Key.Key_Down and self._shown:
                self.people.setFocus()
                self.people.go_to(max(self.people.currentIndex().row(), 0))
                return True
            if watched is self.password:
                self._watch_capitals(event)
        return super().eventFilter(watched, event)

    def _watch_capitals(self, event: QKeyEvent) -> None:
        """Qt does not tell of the capital lock; a capital without Shift, or a small letter with it, gives it away."""
        letter, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if letter.isalpha():
            self.form.rows["password"].set_hint(CAPITALS if letter.isupper() != shift else "")

    def _list(self, people: tuple[Colleague, ...], chosen: str) -> None:
        if people != self._shown:
            self._shown = people
            self._model.set_rows(tuple(Row(person.id, (person.name, person.roles)) for person in people))
            self._follow()
        place = self._model.number_of(chosen)
        if place >= 0:
            self.people.go_to(place)
        else:
            self.people.clearSelection()
            self.people.setCurrentIndex(QModelIndex())

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._shown):
            self._presenter.choose(self._shown[place].id)
            self.password.setFocus()

    def _enter_name(self) -> None:
        if self._presenter.screen.chosen or not self._shown:
            self.password.setFocus()
        else:
            self._choose(0)

    def _sign_in(self, written: Values) -> None:
        """The password leaves the field at once, whether it fits or not."""
        self._given = written["password"]
        self.form.forget("password")
        self._presenter.sign_in(self._given)
        self._given = ""

    def _connect(self) -> None:
        self.name.textEdited.connect(self._presenter.look_for)
        self.name.returnPressed.connect(self._enter_name)
        self.people.clicked.connect(lambda index: self._choose(index.row()))
        self.people.entered_row.connect(self._choose)
        self.lost.clicked.connect(self._presenter.begin_lost)
        for field in (self.name, self.password):
            field.installEventFilter(self)

    def _build(self) -> None:
        name(self.people, _("People of this case"))
        self.people.horizontalHeader().hide()
        around = QFrame()
        around.setProperty("part", "panel")
        around.setLayout(column(self.people, margins=(1, 1, 1, 1)))
        rows = self.form.rows
        self.fill(rows["name"], around, rows["password"], row(self.form.button, "stretch", self.lost))
        keep_width(self, 480, 760)

    def _follow(self) -> None:
        rows = min(max(len(self._shown), 1), MOST_ROWS)
        self.people.setFixedHeight(rows * look().px(ROW_HEIGHT))
