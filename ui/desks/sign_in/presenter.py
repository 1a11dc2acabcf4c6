"""Signing in: who is there, and their password; or the first administrator, while nobody has an account.

Passwords pass through and are never kept: neither in the Screen nor anywhere else. The exception is a practice case,
where the ready-made people's passwords are shown on purpose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from adjudicator.casework.record.state import PersonState
from adjudicator.office import Office
from adjudicator.office.desks.people import CHOOSE_OWN
from adjudicator.records.people import Person, practice_people
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside
from adjudicator.words.dates import long_day
from ui.desks.sign_in.lost import lost_password, lost_troubles, with_lost_troubles
from ui.desks.sign_in.password import GIVEN, trouble_of, with_troubles, written_wrongly
from ui.desks.sign_in.screen import Colleague, Rehearser, SignInScreen
from ui.parts import Notice
from ui.shared.listening import Listening
from ui.shared.new_person import NewPerson
from ui.shared.people_words import (
    FIELD_OF_REFUSAL,
    PASSWORD_RULES,
    form_troubles,
    role_offers,
    roles_words,
    short_name_of,
)

FIRST_ROLES = ("administrator", "clerk", "reviewer", "supervisor")
ADMINISTRATOR = frozenset({"administrator"})
NOT_COUNTED = _("This case is open to look at: wrong passwords are counted, but only until it is closed.")
REFUSED = {"other_key": _("The keys in this file are not those that its record names")}
"""Code of a refusal that is no matter of the password -> what is said over it."""

LOST_FIELD = {"wrong_words": "words", "weak_password": "new"}
"""Code of a refused recovery -> the field of the form that it is about."""

NOT_CHOSEN = _("Choose your name first, or type your short name.")


class SignInPresenter(Listening[SignInScreen]):
    """Who signs in. `signed_in` is called once somebody has; `why` says why the person who was here before is gone."""

    def __init__(self, office: Office, signed_in: Callable[[], None], why: str = "") -> None:
        self._office, self._signed_in = office, signed_in
        closed = office.closed
        super().__init__(
            replace(self._fresh(), why=why or (NOT_COUNTED if closed and closed.code == "read_only" else ""))
        )

    def look_for(self, typed: str) -> None:
        """Show the people whose name or short name has the words typed; one who fits alone is chosen."""
        found = tuple(person for person in self._colleagues() if _fits(person, typed))
        exact = next((person for person in found if _is(person, typed)), None)
        alone = found[0] if len(found) == 1 and typed.strip() else None
        self._show_chosen(exact or alone, replace(self.screen, typed=typed, people=found))

    def choose(self, person_id: str) -> None:
        """Take a person of the list."""
        everyone = self._colleagues()
        person = next((person for person in everyone if person.id == person_id), None)
        typed = person.name if person else self.screen.typed
        self._show_chosen(person, replace(self.screen, typed=typed, people=everyone))

    def sign_in(self, password: str) -> None:
        """Sign the chosen person in. What does not fit is said in place; after failures, when to try again."""
        who = self.screen.chosen or self.screen.typed.strip()
        if not who:
            self._fail(NOT_CHOSEN, locked=False)
            return
        found = self._office.people.sign_in(who, password)
        if found == CHOOSE_OWN:
            self.show(replace(self.screen, own=GIVEN, trouble=""))
            return
        if isinstance(found, Refusal):
            self._refuse(found)
            return
        self._signed_in()

    def choose_own(self, old: str, new: str, again: str) -> None:
        """Choose a password of one's own in place of the one that was given, and sign in with it."""
        troubles = written_wrongly(old, new, again)
        if not troubles:
            found = self._office.people.sign_in(self.screen.chosen or self.screen.typed.strip(), old, new)
            if not isinstance(found, Refusal):
                self._signed_in()
                return
            troubles = trouble_of(found)
        self.show(replace(self.screen, own=with_troubles(self.screen.own or GIVEN, troubles)))

    def leave_own(self) -> None:
        """Go back to signing in."""
        self.show(replace(self.screen, own=None, attempt=self.screen.attempt + 1))

    def begin_lost(self) -> None:
        """Show who can help with a lost password, and the form for an administrator."""
        lost = lost_password(self._office, self.screen.chosen)
        self.show(replace(self.screen, lost=lost, trouble="", refused=None))

    def leave_lost(self) -> None:
        """Go back to signing in."""
        self.show(replace(self.screen, lost=None, attempt=self.screen.attempt + 1))

    def recover(self, person_id: str, words: str, new: str, again: str) -> None:
        """Give an administrator a new key with the words of the recovery key, and sign them in.

        What is wrong stands beside its field.
        """
        lost = self.screen.lost
        if lost is None:
            return
        troubles = lost_troubles(words, new, again)
        if not troubles:
            found = self._office.people.recover(person_id, words, new)
            if not isinstance(found, Refusal):
                self._signed_in()
                return
            troubles = {LOST_FIELD.get(found.code, "person"): found.words}
        self.show(replace(self.screen, lost=with_lost_troubles(lost, person_id, troubles)))

    def suggest(self, name: str) -> str:
        """A short name for a name, to begin with."""
        return short_name_of(name)

    def make_first(self, person: NewPerson) -> None:
        """Make the first administrator, and sign them in. What is wrong stands beside its field."""
        roles = person.roles | ADMINISTRATOR
        troubles = form_troubles(person.name, person.id, person.password, person.again, roles)
        if troubles:
            self.show(replace(self.screen, troubles=troubles))
            return
        made = self._office.people.add(Person(person.id, person.name.strip(), roles), person.password)
        if isinstance(made, Refusal):
            self.show(replace(self.screen, troubles={FIELD_OF_REFUSAL.get(made.code, "name"): made.words}))
            return
        self._office.people.sign_in(person.id, person.password)
        self._signed_in()

    def _fresh(self) -> SignInScreen:
        office = self._office
        screen = SignInScreen(
            heading=_("{county} County", county=office.election.county),
            under=beside(office.election.name, long_day(office.election.date), by=", "),
            case=str(office.path),
            sort=beside(
                _("{county} County", county=office.election.county),
                _("PRACTICE") if office.case.mode == "practice" else _("LIVE"),
                by=", ",
            ),
        )
        if office.people.needs_first():
            offers = role_offers(FIRST_ROLES, ADMINISTRATOR)
            return replace(screen, first=True, offers=offers, password_rules=PASSWORD_RULES)
        return replace(screen, people=self._colleagues(), rehearsers=self._rehearsers())

    def _colleagues(self) -> tuple[Colleague, ...]:
        return tuple(_colleague(person) for person in self._office.people.everyone() if person.active)

    def _rehearsers(self) -> tuple[Rehearser, ...]:
        if self._office.case.mode != "practice":
            return ()
        here = {person.id for person in self._colleagues()}
        ready = [(person, password) for person, password in practice_people() if person.id in here]
        return tuple(
            Rehearser(f"Alt+{place}", person.id, person.name, roles_words(person.roles), password)
            for place, (person, password) in enumerate(ready, 1)
        )

    def _show_chosen(self, person: Colleague | None, screen: SignInScreen) -> None:
        chosen = person.id if person else ""
        self.show(replace(screen, chosen=chosen, trouble="", locked=False, refused=None))

    def _refuse(self, refusal: Refusal) -> None:
        """Say beside the password what does not fit; over everything, what is no matter of the password."""
        if refusal.code in ("wrong_password", "locked_out"):
            self._fail(refusal.words, locked=refusal.code == "locked_out")
            return
        notice = Notice(REFUSED.get(refusal.code, _("You were not signed in")), refusal.words)
        self.show(replace(self.screen, refused=notice, trouble="", attempt=self.screen.attempt + 1))

    def _fail(self, words: str, *, locked: bool) -> None:
        attempt = self.screen.attempt + 1
        self.show(replace(self.screen, trouble=words, locked=locked, refused=None, attempt=attempt))


def _colleague(person: PersonState) -> Colleague:
    return Colleague(person.id, person.name, roles_words(person.roles))


def _is(person: Colleague, typed: str) -> bool:
    return typed.strip().casefold() in (person.id.casefold(), person.name.casefold())


def _fits(person: Colleague, typed: str) -> bool:
    text = f"{person.name} {person.id}".casefold()
    return all(word in text for word in typed.casefold().split())
