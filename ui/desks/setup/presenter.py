"""Setup: people and their roles, court orders; and to read: the pack in force, the law's days, places, codes, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.state import PersonState
from adjudicator.casework.telling.consequence_words import alone_words
from adjudicator.office import Done, Office
from adjudicator.records.people import ROLES, Person
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside
from ui.desks.setup.at_rest import AtRestPart
from ui.desks.setup.backups import backups_screen
from ui.desks.setup.calendar import CalendarReader
from ui.desks.setup.changes import Changing
from ui.desks.setup.law import LawPart
from ui.desks.setup.lists import FILES, PEOPLE, PLACES, REASONS, file_row, person_row, place_rows, reason_rows
from ui.desks.setup.person import card_of
from ui.desks.setup.register import OrdersPart
from ui.desks.setup.screen import TABS, CalendarScreen, PeopleScreen, ReadOnlyList, SetupScreen
from ui.desks.setup.second import SecondPart
from ui.desks.setup.sittings import SittingsPart
from ui.desks.setup.stations import StationsPart
from ui.desks.setup.vouching import FIELD_OF_DISPUTE, VouchingPart
from ui.parts import Notice, Row
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.new_person import NewPerson
from ui.shared.people_words import (
    FIELD_OF_REFUSAL,
    PASSWORD_RULES,
    form_troubles,
    role_offers,
    roles_words,
    short_name_of,
)
from ui.shared.reading_times import read_day_of_season
from ui.shared.standing import refused

Side = Literal["", "adding", "keying", "confirming", "disputing", "swearing"]
"""What stands beside the list of people: the person opened, or what is done about them."""

NOT_AN_ADMINISTRATOR = _("Only an administrator can give accounts and roles.")


class SetupPresenter(DeskPresenter[SetupScreen]):
    """People, and what the parts `law`, `orders` and `changing` do: the law in force, court orders, an act to confirm."""

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._tab = first_tab(office)
        self._person, self._day = "", ""
        self._side: Side = ""
        self._troubles: dict[str, str] = {}
        self._strip: Notice | None = None
        self.changing = Changing(shell, self.refresh, self._tell, self._done, office.people.approvers)
        self.law = LawPart(office, self.changing, self.refresh)
        self.orders = OrdersPart(office, self.changing, self.refresh)
        self.at_rest = AtRestPart(office, shell, self.refresh, self._refuse_field, self._tell, self._done)
        self.stations = StationsPart(office, shell, self.refresh, self._tell, self._done)
        self.sittings = SittingsPart(office, self.refresh, self._done)
        self.second = SecondPart(office, self.refresh, self._done)
        self.vouching = VouchingPart(office, self.changing, self._refuse_field, self._tell, self._done)
        self._reasons = replace(REASONS, rows=reason_rows(office.case.reasons))
        self._places = replace(PLACES, rows=place_rows(office.election))

    @property
    def part_in_front(self) -> str:
        """The tab in front."""
        return self._tab

    def make_screen(self) -> SetupScreen:
        """The Screen of everything as it is now."""
        return SetupScreen(
            tab=self._tab,
            people=self._people(),
            pack=self.law.screen(),
            calendar=self._calendar(),
            orders=self.orders.screen(in_front=self._tab == "orders"),
            reasons=self._reasons,
            files=self._files(),
            places=self._places,
            at_rest=self.at_rest.screen(in_front=self._tab == "at_rest"),
            backups=backups_screen(self._office),
            strip=self._strip,
            stations=self.stations.screen(),
            sittings=self.sittings.screen(),
            second=self.second.screen(),
            changes=self.changing.screen,
            working=self.changing.working,
        )

    def happened(self, entries: Sequence[Entry]) -> None:
        """Something was recorded, here or at another desk."""
        self.law.heard(entries)
        super().happened(entries)

    def enter(self, about: str = "") -> None:
        """The desk came to the front; `about` may name a tab."""
        if about in TABS:
            self._tab = about
        super().enter(about)
        self._look_at_stations()

    def go(self, tab: str) -> None:
        """Bring a tab to the front."""
        self._tab = tab
        self._forget()
        self._look_at_stations()

    def back(self) -> None:
        """Leave what is to be confirmed, and the form behind it stands there again; or leave a form."""
        if self.changing.screen is not None or self.changing.working is not None:
            self.changing.leave()
            self.refresh()
        else:
            self._forget()

    def dismiss(self) -> None:
        """Put the strip away."""
        self._strip = None
        self.refresh()

    # backups

    def choose_backup_place(self) -> None:
        """Have the window ask for the folder that backups go to."""
        self._shell.ask("backup_place")

    def back_up(self) -> None:
        """Make a backup now."""
        self._shell.ask("back_up")

    def backed_up(self) -> None:
        """Show what is said of backups where it has changed."""
        if backups_screen(self._office) != self.screen.backups:
            self.refresh()

    # people

    def open_person(self, person_id: str) -> None:
        """Open a person, to change roles or close the account."""
        if person_id != self._person or self._side == "adding":
            self._beside(person_id, "")

    def begin_person(self) -> None:
        """Open the form for a new person."""
        self._beside("", "adding")

    def suggest(self, name: str) -> str:
        """A short name for a name, to begin with."""
        return short_name_of(name)

    def add_person(self, person: NewPerson) -> None:
        """Give a person an account. What is wrong stands beside its field."""
        self._troubles = form_troubles(person.name, person.id, person.password, person.again, person.roles)
        if self._troubles:
            self.refresh()
            return
        name = person.name.strip()
        made = self._office.people.add(Person(person.id, name, person.roles), person.password)
        if isinstance(made, Refusal):
            self._refuse_field(made)
            return
        self._person = person.id
        self._done(
            _("{name} has an account: {roles}", name=name, roles=roles_words(person.roles)),
            lambda: self._set_active(person.id, active=False),
        )

    def change_roles(self, roles: frozenset[str]) -> None:
        """Give the open person these roles and no others."""
        state = self._state(self._person)
        if state is None or frozenset(state.roles) == roles:
            return
        if not roles:
            self._strip = Notice(
                _("Somebody without a role can do nothing"), remedy=_("Choose a role, or close the account.")
            )
            self.refresh()
            return
        self._change(
            state, roles, _("{name} now: {roles}", name=state.name, roles=roles_words(roles)), active=state.active
        )

    def toggle_account(self) -> None:
        """Close the open person's account, or open it again."""
        state = self._state(self._person)
        if state is not None:
            self._set_active(state.id, active=not state.active)

    def begin_key(self) -> None:
        """Open the form for a new key for the open person."""
        self._beside(self._person, "keying")

    def begin_confirm(self) -> None:
        """Show the words of the open person's key, to be compared with what the person says."""
        self._beside(self._person, "confirming")

    def confirm_person(self) -> None:
        """Confirm, as a second person, what the open person was given by one."""
        self.vouching.confirm(self._person)

    def begin_dispute(self) -> None:
        """Open the form for a key that somebody else used."""
        self._beside(self._person, "disputing")

    def dispute_key(self, since: str) -> None:
        """Show what goes back to review where another used the open person's key from the entry `since` on."""
        self.vouching.propose_dispute(self._person, since)

    def begin_oath(self) -> None:
        """Open the form for the open person's oath."""
        if self._state(self._person) is not None and self._office.may("swear_in") is None:
            self._beside(self._person, "swearing")

    def swear(self, day: str) -> None:
        """Record the day of the open person's oath; another day put on record later takes its place."""
        state, told = self._state(self._person), read_day_of_season(day, self._office.election.date)
        self._troubles = {} if told is not None else {"day": _("This is not a day. Write it like Nov 2.")}
        sworn = self._office.tables.swear(self._person, told.isoformat()) if told is not None else None
        if isinstance(sworn, Refusal):
            self._troubles = {"day": sworn.words}
        if isinstance(sworn, Done) and state is not None:
            self._done(_("The oath of {name} is on record", name=state.name))
        else:
            self.refresh()

    def give_key(self, password: str, again: str) -> None:
        """Give the open person a new key, under a password that is handed over. What is wrong stands beside its field."""
        state = self._state(self._person)
        if state is None:
            return
        self._troubles = {} if again == password else {"again": _("The two passwords differ. Write it once more.")}
        given = self._office.people.give_new_key(state.id, password) if not self._troubles else None
        if isinstance(given, Refusal):
            self._refuse_field(given)
        elif given is None:
            self.refresh()
        else:
            self._done(_("{name} has a new key. Hand the password over in person", name=state.name))

    # the law's days

    def open_day(self, day: str) -> None:
        """Lay a day of the law open."""
        if day != self._day:
            self._day = day
            self.refresh()

    # making the screen

    def _people(self) -> PeopleScreen:
        everyone = self._office.people.everyone()
        opened = next((person for person in everyone if person.id == self._person), None)
        may_not = NOT_AN_ADMINISTRATOR if self._office.may("add_person") else ""
        says = beside(PEOPLE.says, may_not)
        return PeopleScreen(
            list=replace(PEOPLE, says=says, rows=tuple(person_row(person) for person in everyone)),
            offers=role_offers(ROLES),
            password_rules=PASSWORD_RULES,
            open=card_of(self._office, opened) if opened else None,
            adding=self._side == "adding",
            keying=self._side == "keying" and opened is not None,
            confirming=self._side == "confirming" and opened is not None,
            disputing=self._side == "disputing" and opened is not None,
            swearing=self._side == "swearing" and opened is not None,
            strict=self.vouching.strict(),
            alone=_alone(self._office),
            may_not=may_not,
            troubles=self._troubles if self._side else {},
        )

    def _calendar(self) -> CalendarScreen:
        office = self._office
        days = CalendarReader(office.overview.calendar(), office.recommender.pack, office.local)
        return days.screen(self._day, office.now())

    def _files(self) -> ReadOnlyList:
        office = self._office
        named = office.may("read_names") is None
        rows: list[Row] = []
        for file in reversed(office.receive.files()):
            name = office.receive.file_name(file) if named else ""
            rows.append(file_row(file, name, office.people.name_of(file.by), office.local))
        return replace(FILES, rows=tuple(rows))

    def _look_at_stations(self) -> None:
        """Ask the server for its stations where they are in front."""
        if self._tab == "stations":
            self.stations.look()

    # what the acts share

    def _state(self, person_id: str) -> PersonState | None:
        return next((person for person in self._office.people.everyone() if person.id == person_id), None)

    def _set_active(self, person_id: str, *, active: bool) -> None:
        state = self._state(person_id)
        if state is not None:
            opened, closed = (
                _("The account of {name} is open again", name=state.name),
                _("The account of {name} is closed", name=state.name),
            )
            self._change(state, frozenset(state.roles), opened if active else closed, active=active)

    def _change(self, before: PersonState, roles: frozenset[str], words: str, *, active: bool) -> None:
        changed = self._office.people.change(before.id, roles, active=active)
        if isinstance(changed, Refusal):
            self._strip = Notice(_("The account was not changed"), changed.words)
            self.refresh()
            return
        self._done(words, lambda: self._undo_change(before))

    def _undo_change(self, before: PersonState) -> None:
        self._office.people.change(before.id, frozenset(before.roles), active=before.active)
        self._shell.said(_("{name} as before: {roles}", name=before.name, roles=roles_words(before.roles)))

    def _beside(self, person_id: str, side: Side) -> None:
        """Put a person and what is done about them beside the list."""
        self._person, self._side, self._troubles, self._strip = person_id, side, {}, None
        self.refresh()

    def _refuse_field(self, refusal: Refusal) -> None:
        """Say beside a field what was refused; above the list where no field is meant."""
        field = FIELD_OF_REFUSAL.get(refusal.code) or FIELD_OF_DISPUTE.get(refusal.code, "")
        self._troubles = {field: refusal.words} if field else {}
        self._strip = None if field else refused(refusal)
        self.refresh()

    def _tell(self, notice: Notice) -> None:
        self._strip = notice
        self.refresh()

    def _done(self, words: str, undo: Callable[[], None] | None = None) -> None:
        self._forget()
        self._shell.said(words, undo)

    def _forget(self) -> None:
        self._side, self._troubles, self._strip = "", {}, None
        for part in (self.law, self.orders, self.at_rest, self.stations, self.sittings, self.second):
            part.forget()
        self.changing.leave()
        self.refresh()


def _alone(office: Office) -> Notice | None:
    """That there is no second person who could approve, to those who see to it; in practice one is enough to begin with."""
    said = alone_words(office.people.approvers())
    sees_to_it = office.may("add_person") is None or office.may("approve") is None
    return Notice(said, kind="notice") if said and sees_to_it else None


def first_tab(office: Office) -> str:
    """The tab that a person begins at: the first on which they can do something."""
    acts = {"people": "add_person", "orders": "enter_order", "pack": "set_position"}
    return next((tab for tab, act in acts.items() if office.may(act) is None), "people")
