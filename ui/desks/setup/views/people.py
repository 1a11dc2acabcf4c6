"""People: whether two have to have given every account; the list, and beside it one person or what is done about them."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import PeopleScreen, PersonCard
from ui.desks.setup.views.listed import ListedView
from ui.desks.setup.views.vouching import ComparePanel, DisputeForm
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.empty import EmptyState
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.form import FieldRow, PasswordField, chain
from ui.kit.icon_label import StateIcon
from ui.kit.keys import Key, Keys
from ui.kit.pages import PageStack
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.strip import Strip
from ui.kit.text import Text
from ui.kit.tokens import S4
from ui.shared.new_person import NewPerson
from ui.shared.views.beside import Beside, scrolling
from ui.shared.views.role_boxes import RoleBoxes

NOBODY = "Choose somebody in the list to see the roles, or add a person."
CARD, ADDING, KEYING, COMPARING, DISPUTING = 1, 2, 3, 4, 5
"""What stands beside the list, by its place."""

PASSWORD_HINT = "A first password; hand it over in person."  # noqa: S105 - words on the screen, no password


class PeopleView(QWidget):
    """Draws a PeopleScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        screen = presenter.screen.people
        self._presenter = presenter
        self.list, self.strict = ListedView(screen.list), Strip(dismissable=False)
        self.card, self.form, self.key = PersonPanel(), PersonForm(presenter), KeyForm(presenter)
        self.compare, self.dispute = ComparePanel(presenter), DisputeForm(presenter)
        self._side = PageStack()
        down = column(self.strict, Beside(self.list, self._side))
        down.setStretch(1, 1)
        self.setLayout(down)
        self.add = QuietButton("Add a person", icon="plus")
        self.list.table.bar.addWidget(self.add)
        self._side.addWidget(EmptyState("Nobody chosen", NOBODY, icon="users"))
        for page in (self.card, self.form, self.key, self.compare, self.dispute):
            self._side.addWidget(scrolling(page))
        self._page = 0
        begin_at(self, self.list.table.grid)
        self._connect()

    def draw(self, screen: PeopleScreen) -> None:
        """Draws people, and the person or form beside them."""
        self.list.draw(screen.list)
        if screen.strict != self.strict.notice:
            self.strict.show_notice(screen.strict)
        self.add.setEnabled(not screen.may_not and not screen.adding)
        self.card.draw(screen)
        self.form.draw(screen)
        if screen.open is not None and screen.open.id != self.list.table.current_id:
            self.list.table.select(screen.open.id)
        for page in (self.key, self.compare, self.dispute):
            page.draw(screen)
        self._turn(_page_of(screen))

    def _turn(self, page: int) -> None:
        """Brings what stands beside the list to the front; a form begins at its first field and is left empty."""
        before, self._page = self._page, page
        self._side.setCurrentIndex(page)
        forms: dict[int, _Form] = {
            ADDING: self.form,
            KEYING: self.key,
            COMPARING: self.compare,
            DISPUTING: self.dispute,
        }
        if page != before and before in forms:
            forms[before].forget()
            if page not in forms:
                self.list.table.focus_list()
        if page != before and page in forms:
            forms[page].begin()

    def _opened(self, person_id: str) -> None:
        self._presenter.open_person(person_id)
        self.card.begin()

    def _picked(self, person_id: str) -> None:
        if person_id and self._page != ADDING:
            self._presenter.open_person(person_id)

    def _connect(self) -> None:
        self.list.table.opened.connect(self._opened)
        self.list.table.picked.connect(self._picked)
        self.add.clicked.connect(self._presenter.begin_person)
        self.card.changed.connect(self._presenter.change_roles)
        self.card.toggled.connect(self._presenter.toggle_account)
        self.card.keyed.connect(self._presenter.begin_key)
        self.card.confirmed.connect(self._presenter.begin_confirm)
        self.card.disputed.connect(self._presenter.begin_dispute)
        self.strict.acted.connect(self._presenter.vouching.change_strict)


def _page_of(screen: PeopleScreen) -> int:
    forms = (
        (ADDING, screen.adding),
        (KEYING, screen.keying),
        (COMPARING, screen.confirming),
        (DISPUTING, screen.disputing),
    )
    return next((page for page, on in forms if on), CARD if screen.open else 0)


class _Form(Protocol):
    """A form beside the list."""

    def begin(self) -> None:
        """Put the focus where it begins."""
        ...

    def forget(self) -> None:
        """Empty it."""
        ...


class PersonPanel(Panel):
    """One person. Signals: `changed(frozenset)` with the roles wanted, `toggled()` to close or open the account, `keyed()`
    for a new key, `confirmed()` to answer for what one person gave, `disputed()` for a key that somebody else used.
    """

    changed = Signal(object)
    toggled = Signal()
    keyed = Signal()
    confirmed = Signal()
    disputed = Signal()

    def __init__(self) -> None:
        super().__init__("Person")
        self._shown: object = None
        self.account = Text("", tone="muted")
        self.roles = RoleBoxes()
        self.save, self.toggle = PrimaryButton("Save the roles"), QuietButton("")
        self.notes, self.key = Text("", tone="count_partial", wrap=True), QuietButton("", icon="key-round")
        self.words, self.whose = Text("", "strong", wrap=True), Text("", tone="muted", wrap=True)
        self.given, self.given_icon = Text("", wrap=True), StateIcon("triangle-alert", "count_partial")
        self.confirm_not, self.confirm = Text("", tone="muted", wrap=True), PrimaryButton("Confirm...")
        self.dispute = QuietButton("", icon="circle-alert")
        given = row(self.given_icon, self.given)
        given.setStretch(1, 1)
        for part in (self.account, self.notes):
            self.body.addWidget(part)
        self.body.addLayout(
            column(Text("Words of the key", "caption", tone="muted"), self.words, self.whose, spacing=S4)
        )
        self.body.addLayout(given)
        self.body.addWidget(self.confirm_not)
        self.body.addLayout(row(self.confirm, "stretch"))
        self.body.addWidget(self.roles)
        self.body.addLayout(row(self.save, self.toggle, "stretch"))
        keys = Flow()
        for button in (self.key, self.dispute):
            keys.addWidget(button)
        self.body.addLayout(keys)
        self.key.clicked.connect(self.keyed)
        self.confirm.clicked.connect(self.confirmed)
        self.dispute.clicked.connect(self.disputed)
        self.save.clicked.connect(lambda: self.changed.emit(self.roles.chosen()))
        self.toggle.clicked.connect(self.toggled)
        self.roles.changed.connect(self._arm)

    def begin(self) -> None:
        """Puts the focus on what is waiting for this person, else on the first role."""
        if not self.confirm.isHidden():
            self.confirm.setFocus()
            return
        for box in self.roles.boxes.values():
            box.setFocus()
            return

    def draw(self, screen: PeopleScreen) -> None:
        """Shows the person opened."""
        self.roles.offer(screen.offers)
        if screen.open is None:
            self._shown = None
            return
        person = screen.open
        self.roles.setEnabled(not screen.may_not)
        for button in (self.save, self.toggle):
            button.setVisible(not screen.may_not)
        if person != self._shown:
            self._shown = person
            self._held = person.roles
            self.set_title(person.name)
            self.account.setText(f"Short name {person.id}. Account: {person.account[:1].lower()}{person.account[1:]}.")
            self.roles.choose(person.roles)
            self.notes.setText("\n".join(person.notes))
            self.notes.setVisible(bool(person.notes))
            self._draw_key(person)
            self.toggle.setText(person.toggle)
            self.toggle.updateGeometry()
        self._arm()

    def _draw_key(self, person: PersonCard) -> None:
        """Shows the key, who answers for it, and what can be done about it."""
        for label, words in (
            (self.words, person.key_words), (self.whose, person.key_whose), (self.given, person.given),
            (self.confirm_not, person.confirm_not),
        ):  # fmt: skip
            label.setText(words)
            reveal(label, bool(words))
        reveal(self.given_icon, bool(person.given))
        for button, words in ((self.key, person.key), (self.confirm, person.confirm), (self.dispute, person.dispute)):
            button.setText(words or button.text())
            button.updateGeometry()
            reveal(button, bool(words))

    def _arm(self) -> None:
        self.save.setEnabled(self.roles.chosen() != self._held)

    _held: frozenset[str] = frozenset()


class PersonForm(Panel):
    """The form for a new person."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__("Add a person")
        self._presenter = presenter
        self._own_short_name = False
        self.name, self.short = QLineEdit(), QLineEdit()
        self.password, self.again = PasswordField(), PasswordField()
        self.roles = RoleBoxes()
        self.save, self.leave = PrimaryButton("Add", "Ctrl+Enter"), QuietButton("Back", "Esc")
        self.rows = {
            "name": FieldRow("Name", self.name, "As colleagues know it; it stands in the record."),
            "id": FieldRow("Short name", self.short, "To sign in with: letters and digits."),
            "password": FieldRow("Password", self.password),
            "again": FieldRow("Password once more", self.again),
        }
        for line in self.rows.values():
            self.body.addWidget(line)
        self.body.addWidget(self.roles)
        self.body.addLayout(row(self.save, self.leave, "stretch"))
        self._connect()

    def begin(self) -> None:
        """Puts the focus into the first field."""
        self.name.setFocus()

    def forget(self) -> None:
        """Empties the form, passwords first."""
        self._own_short_name = False
        for field in (self.password, self.again, self.name, self.short):
            field.clear()
        self.roles.choose(())

    def draw(self, screen: PeopleScreen) -> None:
        """Shows what is wrong beside each field."""
        self.roles.offer(screen.offers)
        self.roles.set_problem(screen.troubles.get("roles", ""))
        self.rows["password"].set_hint("\n".join((PASSWORD_HINT, *screen.password_rules)))
        for field, line in self.rows.items():
            line.set_problem(screen.troubles.get(field, ""))
        wrong: QWidget | None = next(
            (line.editor for field, line in self.rows.items() if field in screen.troubles), None
        )
        if wrong is not None and screen.adding:
            wrong.setFocus()

    def _keep(self, written: str) -> None:
        """A short name that was written by hand is not replaced."""
        self._own_short_name = bool(written)

    def _suggest(self, name: str) -> None:
        if not self._own_short_name:
            self.short.setText(self._presenter.suggest(name))

    def _save(self) -> None:
        written = (self.name.text(), self.short.text().strip(), self.password.text(), self.again.text())
        self._presenter.add_person(NewPerson(*written, self.roles.chosen()))

    def _connect(self) -> None:
        self.name.textEdited.connect(self._suggest)
        self.short.textEdited.connect(self._keep)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._presenter.back)
        chain(list(self.rows.values()), self._save)
        keys = Keys(self, "Add a person")
        keys.bind(Key("person_add", ("Ctrl+Return", "Ctrl+Enter"), "Add"), self._save)


class KeyForm(Panel):
    """The form for a new key for somebody who has lost the password."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__("New key")
        self._presenter = presenter
        self.says = Text("", tone="muted", wrap=True)
        self.password, self.again = PasswordField(), PasswordField()
        self.give, self.leave = PrimaryButton("Give the new key", "Ctrl+Enter"), QuietButton("Back", "Esc")
        self.rows = {
            "password": FieldRow("Password to hand over", self.password),
            "again": FieldRow("Password once more", self.again),
        }
        for part in (self.says, *self.rows.values()):
            self.body.addWidget(part)
        self.body.addLayout(row(self.give, self.leave, "stretch"))
        self.give.clicked.connect(self._give)
        self.leave.clicked.connect(presenter.back)
        chain(list(self.rows.values()), self._give)
        keys = Keys(self, "New key")
        keys.bind(Key("person_key", ("Ctrl+Return", "Ctrl+Enter"), "Give the new key"), self._give)

    def begin(self) -> None:
        """Puts the focus into the first field."""
        self.password.setFocus()

    def forget(self) -> None:
        """Empties the fields."""
        for field in (self.password, self.again):
            field.clear()

    def draw(self, screen: PeopleScreen) -> None:
        """Shows whose key it is, and what is wrong beside each field."""
        if screen.open is None or not screen.keying:
            return
        self.set_title(f"New key for {screen.open.name}")
        self.says.setText(screen.open.key_says)
        self.rows["password"].set_hint("\n".join((PASSWORD_HINT, *screen.password_rules)))
        for name, line in self.rows.items():
            line.set_problem(screen.troubles.get(name, ""))
        wrong = next((line.editor for name, line in self.rows.items() if name in screen.troubles), None)
        if wrong is not None:
            wrong.setFocus()

    def _give(self) -> None:
        self._presenter.give_key(self.password.text(), self.again.text())
