"""People: whether two have to have given every account; the list, and beside it one person or what is done about them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import _, beside, small
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import PeopleScreen, PersonCard
from ui.desks.setup.views.listed import ListedView
from ui.desks.setup.views.vouching import ComparePanel, DisputeForm
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.empty import EmptyState
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.form import Form, PasswordField
from ui.kit.keys import Key, Keys
from ui.kit.later import Later
from ui.kit.pages import PageStack
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.strip import Strip
from ui.kit.style.tokens import S4
from ui.kit.text import Text
from ui.shared.views.beside import Beside, scrolling
from ui.shared.views.person_form import PersonForm
from ui.shared.views.role_boxes import RoleBoxes

NOBODY = _("Choose somebody in the list to see the roles, or add a person.")
CARD, ADDING, KEYING, COMPARING, DISPUTING, SWEARING = 1, 2, 3, 4, 5, 6
"""What stands beside the list, by its place."""

PASSWORD_HINT = _("A first password; hand it over in person.")


class PeopleView(QWidget):
    """Draws a PeopleScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        screen = presenter.screen.people
        self._presenter = presenter
        self.list, self.strict = ListedView(screen.list), Strip(dismissable=False)
        self.alone = Strip(dismissable=False)
        self._card: Later[PersonPanel, PeopleScreen] = Later(lambda: PersonPanel(presenter))
        self._forms: dict[int, Later[Any, PeopleScreen]] = {
            ADDING: Later(lambda: NewPersonForm(presenter)), KEYING: Later(lambda: KeyForm(presenter)),
            COMPARING: Later(lambda: ComparePanel(presenter)), DISPUTING: Later(lambda: DisputeForm(presenter)),
            SWEARING: Later(lambda: OathForm(presenter)),
        }  # fmt: skip
        self._side = PageStack()
        beside = Beside(self.list, self._side)
        self.setLayout(column(self.alone, self.strict, beside, grow=beside))
        self.add = QuietButton(_("Add a person"), icon="plus")
        self.list.table.add_act(self.add)
        self._side.addWidget(EmptyState(_("Nobody chosen"), NOBODY, icon="users"))
        for page in (self._card, *self._forms.values()):
            self._side.addWidget(scrolling(page))
            reveal(page, True)
        self._page = 0
        self._keys = Keys(self.list.table, "")
        begin_at(self, self.list.table.grid)
        self._connect()

    @property
    def card(self) -> PersonPanel:
        """One person."""
        return self._card.part

    @property
    def form(self) -> NewPersonForm:
        """The form for a new person."""
        return self._forms[ADDING].part

    def draw(self, screen: PeopleScreen) -> None:
        """Draws people, and the person or form beside them."""
        self.list.draw(screen.list)
        for strip, notice in ((self.strict, screen.strict), (self.alone, screen.alone)):
            if strip.notice != notice:
                strip.show_notice(notice)
        self.add.setEnabled(not screen.may_not and not screen.adding)
        self._keys.enable("setup_oath", screen.open is not None and bool(screen.open.swear) and not screen.swearing)
        if screen.open is not None and screen.open.id != self.list.table.current_id:
            self.list.table.select(screen.open.id)
        page = _page_of(screen)
        for place, part in {CARD: self._card, **self._forms}.items():
            if part.made or place == page:
                part.part.draw(screen)
        self._turn(page)

    def _turn(self, page: int) -> None:
        """Brings what stands beside the list to the front; a form begins at its first field and is left empty."""
        before, self._page = self._page, page
        if before in self._forms and page not in self._forms:
            self.list.table.focus_list()  # before the form is hidden: a focus that is lost goes to the next button
        self._side.setCurrentIndex(page)
        if page == before:
            return
        if before in self._forms:
            self._forms[before].part.form.forget()
        if page in self._forms:
            self._forms[page].part.begin()

    def _opened(self, person_id: str) -> None:
        self._presenter.open_person(person_id)
        self.card.begin()

    def _picked(self, person_id: str) -> None:
        if person_id and self._page != ADDING:
            self._presenter.open_person(person_id)

    def _connect(self) -> None:
        self.list.table.opened.connect(self._opened)
        self._keys.bind(Key("setup_people", "Enter", _("Change the person")))
        self._keys.bind(Key("setup_oath", "O", _("Record the oath of the person")), self._presenter.begin_oath)
        self.list.table.picked.connect(self._picked)
        self.add.clicked.connect(self._presenter.begin_person)
        self.strict.acted.connect(self._presenter.vouching.change_strict)


def _page_of(screen: PeopleScreen) -> int:
    forms = (
        (ADDING, screen.adding),
        (KEYING, screen.keying),
        (COMPARING, screen.confirming),
        (DISPUTING, screen.disputing),
        (SWEARING, screen.swearing),
    )
    return next((page for page, on in forms if on), CARD if screen.open else 0)


class PersonPanel(Panel):
    """One person: roles, account and key, and what can be done about them."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__(_("Person"))
        self._shown: PersonCard | None = None
        self.account, self.notes = Text("", tone="muted"), Text("", tone="count_partial", wrap=True, hides=True)
        self.words, self.whose = (
            Text("", "strong", wrap=True, hides=True),
            Text("", tone="muted", wrap=True, hides=True),
        )
        self.given = Marked(StateIcon("triangle-alert", "count_partial"), Text("", wrap=True))
        self.confirm_not, self.confirm = Text("", tone="muted", wrap=True, hides=True), PrimaryButton(_("Confirm..."))
        self.form = Form(self, _("Save the roles"), lambda __: presenter.change_roles(self.roles.chosen()))
        self.roles = self.form.add("roles", _("Roles"), RoleBoxes(), chained=False)
        self.save, self.toggle = self.form.button, QuietButton("")
        self.oath, self.swear = Text("", tone="muted", wrap=True), QuietButton("", "O")
        self.key, self.dispute = QuietButton("", icon="key-round"), QuietButton("", icon="circle-alert")
        keys = Flow()
        for button in (self.swear, self.key, self.dispute):
            keys.addWidget(button)
        self.fill(
            self.account, self.notes,
            column(Text(_("Words of the key"), "caption", tone="muted"), self.words, self.whose, spacing=S4),
            self.given, self.confirm_not, row(self.confirm, "stretch"), self.oath,
            *self.form.rows.values(), self.form.buttons(self.toggle), keys,
        )  # fmt: skip
        self.key.clicked.connect(presenter.begin_key)
        self.confirm.clicked.connect(presenter.begin_confirm)
        self.dispute.clicked.connect(presenter.begin_dispute)
        self.swear.clicked.connect(presenter.begin_oath)
        self.toggle.clicked.connect(presenter.toggle_account)
        self.roles.changed.connect(self._arm)

    def begin(self) -> None:
        """Puts the focus on what is waiting for this person, else on the first role."""
        (self.roles if self.confirm.isHidden() else self.confirm).setFocus()

    def draw(self, screen: PeopleScreen) -> None:
        """Shows the person opened."""
        self.roles.offer(screen.offers)
        before, self._shown = self._shown, screen.open
        if screen.open is None:
            return
        self.roles.setEnabled(not screen.may_not)
        for button in (self.save, self.toggle):
            reveal(button, not screen.may_not)
        if screen.open != before:
            self._draw_person(screen.open)
        self._arm()

    def _draw_person(self, person: PersonCard) -> None:
        self.set_title(person.name)
        self.account.setText(
            _("Short name {short}. Account: {account}.", short=person.id, account=small(person.account))
        )
        self.roles.choose(person.roles)
        self.notes.setText(beside(*person.notes, by="\n"))
        self.words.setText(person.key_words)
        self.whose.setText(person.key_whose)
        self.given.say(person.given)
        self.confirm_not.setText(person.confirm_not)
        self.toggle.setText(person.toggle)
        self.oath.setText(person.oath)
        offers = (
            (self.key, person.key), (self.confirm, person.confirm), (self.dispute, person.dispute),
            (self.swear, person.swear),
        )  # fmt: skip
        for button, words in offers:
            button.offer(words)

    def _arm(self) -> None:
        self.save.setEnabled(self._shown is not None and self.roles.chosen() != self._shown.roles)


class NewPersonForm(PersonForm):
    """The form for a new person."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__(_("Add a person"), _("Add"), presenter.suggest, presenter.add_person, presenter.back)
        self.fill(*self.form.rows.values(), self.form.buttons())

    def begin(self) -> None:
        """Puts the focus on the first field."""
        self.form.begin()

    def draw(self, screen: PeopleScreen) -> None:
        """Shows the roles, and what is wrong beside each field."""
        self.form.rows["password"].set_hint(beside(PASSWORD_HINT, *screen.password_rules, by="\n"))
        self.show_roles(screen.offers, screen.troubles if screen.adding else {})


class KeyForm(Panel):
    """The form for a new key for somebody who has lost the password."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__(_("New key"))
        self.says = Text("", tone="muted", wrap=True)
        self.form = Form(self, _("Give the new key"), lambda written: presenter.give_key(**written), presenter.back)
        self.password = self.form.add("password", _("Password to hand over"), PasswordField())
        self.again = self.form.add("again", _("Password once more"), PasswordField())
        self.fill(self.says, *self.form.rows.values(), self.form.buttons())

    def begin(self) -> None:
        """Puts the focus on the first field."""
        self.form.begin()

    def draw(self, screen: PeopleScreen) -> None:
        """Shows whose key it is, and what is wrong beside each field."""
        if screen.open is None or not screen.keying:
            return
        self.set_title(_("New key for {name}", name=screen.open.name))
        self.says.setText(screen.open.key_says)
        self.form.rows["password"].set_hint(beside(PASSWORD_HINT, *screen.password_rules, by="\n"))
        self.form.show_troubles(screen.troubles)


class OathForm(Panel):
    """The form for the day on which a person took the oath of those who touch ballots."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__(_("Oath"))
        says = _("Who touches ballots has taken the oath before (O.C.G.A. 21-2-483(a)). Its day stands in the record.")
        self.form = Form(self, _("Record the oath"), lambda written: presenter.swear(**written), presenter.back)
        self.day = self.form.add("day", _("Day of the oath"), QLineEdit(), _("Such as Nov 2, or 11/2/2020."))
        self.fill(Text(says, tone="muted", wrap=True), *self.form.rows.values(), self.form.buttons())

    def begin(self) -> None:
        """Puts the focus on the day."""
        self.form.begin()

    def draw(self, screen: PeopleScreen) -> None:
        """Shows whose oath it is, and what is wrong with the day."""
        if screen.open is None or not screen.swearing:
            return
        self.set_title(_("Oath of {name}", name=screen.open.name))
        self.form.show_troubles(screen.troubles)
