"""The sign-in screen: who, and the password; beside it the ready-made people of practice, or the first administrator."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.kit.buttons import PrimaryButton
from ui.kit.form import FieldRow, PasswordField
from ui.kit.panel import Panel, Scrolled, reveal, row
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import MARGIN, ROW_HEIGHT, S4, S12, S16
from ui.presenters.sign_in import SignInPresenter
from ui.presenters.sign_in_screen import Colleague, SignInScreen
from ui.views.sign_in_first import FirstForm
from ui.views.sign_in_practice import PracticePeople
from ui.views.start_recent import remember_case

WIDE = 480
MOST_ROWS = 6
SIDE_BY_SIDE = 900
CAPITALS = "Capital letters are locked."


class SignInView(QWidget):
    """Draws a SignInScreen; reports what was typed, chosen and entered."""

    def __init__(self, presenter: SignInPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.heading, self.under = Heading("", "headline", wrap=True), Text("", tone="muted", wrap=True)
        self.form = SignInForm(presenter)
        self.first = FirstForm(presenter)
        self.practice = PracticePeople()
        self.practice.used.connect(self._fill_in)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        remember_case(presenter.screen.case)
        presenter.listen(self.draw)

    def draw(self, screen: SignInScreen) -> None:
        """Draws the screen as it stands."""
        self.heading.setText(screen.heading)
        self.under.setText(screen.under)
        reveal(self.form, not screen.first)
        reveal(self.first, screen.first)
        reveal(self.practice, bool(screen.rehearsers))
        self.first.draw(screen)
        self.practice.draw(screen.rehearsers)
        self.form.draw(screen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(SIDE_BY_SIDE)
        self._middle.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _fill_in(self, person_id: str, password: str) -> None:
        self._presenter.choose(person_id)
        self.form.password.setText(password)
        self.form.password.setFocus()

    def _build(self) -> None:
        self.setFocusProxy(self.first.name if self._presenter.screen.first else self.form.name)
        self._middle.setSpacing(S16)
        for part in (self.form, self.first, self.practice):
            self._middle.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        down.setSpacing(S4)
        down.addStretch(1)
        for part in (self.heading, self.under):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            down.addWidget(part)
        down.addSpacing(S16)
        across = row("stretch", self._middle, "stretch")
        down.addLayout(across)
        down.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inner))


class SignInForm(Panel):
    """Name with the list of people under it, password, and the button."""

    def __init__(self, presenter: SignInPresenter) -> None:
        super().__init__("Sign in")
        self._presenter = presenter
        self._attempt, self._shown = 0, ()
        self.name, self.password = QLineEdit(), PasswordField()
        self.people = QListWidget()
        self.button = PrimaryButton("Sign in", "Enter")
        self._name_row = FieldRow("Name", self.name, "Write a part of your name, or your short name.")
        self._password_row = FieldRow("Password", self.password)
        for part in (self._name_row, self.people, self._password_row):
            self.body.addWidget(part)
        self.body.addLayout(row(self.button, "stretch"))
        self._connect()
        theme().changed.connect(self._follow)
        self._follow()

    def begin(self) -> None:
        """Puts the focus where the next thing is to be written."""
        (self.password if self._presenter.screen.chosen else self.name).setFocus()

    def draw(self, screen: SignInScreen) -> None:
        """Draws the part of the screen that is about signing in."""
        if self.name.text() != screen.typed:
            self.name.setText(screen.typed)
        self._list(screen.people, screen.chosen)
        self._password_row.set_problem(screen.trouble)
        if screen.attempt != self._attempt:
            self._attempt = screen.attempt
            self.password.clear()
            self.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.name and event.key() == Qt.Key.Key_Down and self.people.count():
                self.people.setFocus()
                self.people.setCurrentRow(max(self.people.currentRow(), 0))
                return True
            if watched is self.password:
                self._watch_capitals(event)
        return super().eventFilter(watched, event)

    def _watch_capitals(self, event: QKeyEvent) -> None:
        """Qt does not tell of the capital lock; a capital without Shift, or a small letter with it, gives it away."""
        letter, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if letter.isalpha():
            self._password_row.set_hint(CAPITALS if letter.isupper() != shift else "")

    def _list(self, people: tuple[Colleague, ...], chosen: str) -> None:
        self.people.blockSignals(True)
        if people != self._shown:
            self._shown = people
            self.people.clear()
            for person in people:
                item = QListWidgetItem(f"{person.name}\t{person.roles}")
                item.setData(Qt.ItemDataRole.UserRole, person.id)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{person.name}, {person.roles}")
                self.people.addItem(item)
            self._follow()
        places = [place for place, person in enumerate(people) if person.id == chosen]
        self.people.setCurrentRow(places[0] if places else -1)
        self.people.blockSignals(False)

    def _choose(self, item: QListWidgetItem) -> None:
        self._presenter.choose(str(item.data(Qt.ItemDataRole.UserRole)))
        self.password.setFocus()

    def _enter_name(self) -> None:
        if self._presenter.screen.chosen or not self.people.count():
            self.password.setFocus()
        else:
            self._choose(self.people.item(max(self.people.currentRow(), 0)))

    def _sign_in(self) -> None:
        self._presenter.sign_in(self.password.text())

    def _connect(self) -> None:
        self.people.setAccessibleName("People of this case")
        self.name.textEdited.connect(self._presenter.look_for)
        self.name.returnPressed.connect(self._enter_name)
        self.people.itemClicked.connect(self._choose)
        self.people.itemActivated.connect(self._choose)
        self.password.returnPressed.connect(self._sign_in)
        self.button.clicked.connect(self._sign_in)
        for field in (self.name, self.password):
            field.installEventFilter(self)

    def _follow(self) -> None:
        self.setFixedWidth(min(look().px(WIDE), 760))
        rows = min(max(self.people.count(), 1), MOST_ROWS)
        self.people.setFixedHeight(rows * look().px(ROW_HEIGHT) + S12)
        self.people.setVisible(True)
