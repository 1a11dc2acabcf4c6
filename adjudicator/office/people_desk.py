"""People: who may sign in, and signing in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from adjudicator.casework import opening
from adjudicator.casework.act import Act
from adjudicator.casework.bodies import instant
from adjudicator.casework.state import PersonState
from adjudicator.office.entrance import WRONG, open_key, wrapped
from adjudicator.office.room import NOBODY, Done, Room
from adjudicator.office.whose_desk import WhoseDesk
from adjudicator.people.keys import SEED_BYTES, SigningKey
from adjudicator.people.passwords import password_problem
from adjudicator.people.rehearsers import practice_people
from adjudicator.people.rights import desks_of
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal, WorldError

CHOOSE_OWN = Refusal(
    "choose_own", "An administrator chose this password. Choose one of your own, which nobody else knows."
)
OLD_WRONG = Refusal("wrong_password", "The old password does not fit. Try again.")


@dataclass(frozen=True, slots=True)
class Failures:
    """How often signing in failed since it last succeeded, and when last (UTC instant; empty where it never did)."""

    number: int
    last: str


class PeopleDesk:
    """Signing in, and acts of administrators."""

    def __init__(self, room: Room, whose: WhoseDesk) -> None:
        self._room = room
        self._whose = whose

    @property
    def signed_in(self) -> PersonState | None:
        """Whoever is signed in."""
        return self._room.person

    def everyone(self) -> tuple[PersonState, ...]:
        """All people of the case, by name."""
        return tuple(sorted(self._room.log.states(PersonState), key=lambda person: person.name))

    def name_of(self, person_id: str) -> str:
        """A person's name; the id where there is no such person."""
        person = self._room.log.state(PersonState, person_id)
        return person.name if person else person_id

    def needs_first(self) -> bool:
        """Whether nobody has an account yet, so that the first start makes the first administrator."""
        return not any(True for _ in self._room.log.states(PersonState))

    def desks(self) -> tuple[str, ...]:
        """The desks of the person signed in, in rail order."""
        person = self._room.person
        return desks_of(_as_person(person)) if person else ()

    def add(self, person: Person, password: str) -> Done | Refusal:
        """Give a person an account. The first one of a case needs nobody signed in and becomes administrator."""
        first = self.needs_first()
        refusal = None if first else self._room.allowed("add_person")
        refusal = refusal or self._too_weak(password, person)
        if refusal is not None:
            return refusal
        if first and "administrator" not in person.roles:
            return Refusal("first_administrator", "The first person of a case has to be an administrator.")
        existing = self._room.log.state(PersonState, person.id)
        key = self._new_key()
        acted = opening.add_person(existing, person, key.public.hex(), self._room.act(), mode=self._room.case.mode)
        return self._room.put(acted, key=wrapped(self._room, key, person.id, password))

    def in_the_way(self, person: Person, password: str) -> Refusal | None:
        """Why nobody could give a person an account under a password, None where an administrator could."""
        existing = self._room.log.state(PersonState, person.id)
        acted = opening.add_person(existing, person, "", self._room.act(), mode=self._room.case.mode)
        return acted if isinstance(acted, Refusal) else self._too_weak(password, person)

    def change(self, person_id: str, roles: frozenset[str], *, active: bool) -> Done | Refusal:
        """Change a person's roles, or close or open the account."""
        refusal = self._room.allowed("change_person")
        state = self._room.log.state(PersonState, person_id)
        if refusal is not None or state is None:
            return refusal or Refusal("unknown_person", f'There is nobody called "{person_id}".')
        return self._room.put(opening.change_person(state, roles, self._room.act(), active=active))

    def sign_in(self, person_id: str, password: str, own: str = "") -> PersonState | Refusal:
        """Sign a person in. A wrong name and a wrong password read the same; after failures it waits.

        Where an administrator chose the password, it is good only for choosing `own`: without one, it is refused.
        """
        opened = open_key(self._room, person_id, password)
        if isinstance(opened, Refusal):
            return opened
        person, act = opened.person, Act(instant(self._room.clock()), opened.person.id)
        entries, key = (act.entry("person.signed_in", {"person": person.id}),), None
        if self.must_choose(person):
            problem = self._problem(person, password, own) if own else CHOOSE_OWN
            if problem is not None:
                return problem
            entries = (act.entry("person.password_changed", {"person": person.id}), *entries)
            key = wrapped(self._room, opened.key, person.id, own)
        self._room.person, self._room.key, self._room.since = person, opened.key, self._room.now()
        self._room.locked = False
        if self._room.closed() is None:
            self._room.put(entries, key=key)
        return person

    def sign_out(self, why: str = "left") -> None:
        """Sign whoever is here out; what they had taken is put back first, where the record can be written.

        `why` is "left", or "shift" where the end of the shift did it.
        """
        self._room.locked = False
        person = self._room.person
        if person is not None and self._room.closed() is None:
            with suppress(WorldError):
                self._whose.put_all_back()
                self._room.put((self._room.act().entry("person.signed_out", {"person": person.id, "why": why}),))
        self._room.person = self._room.key = self._room.since = None

    def must_choose(self, person: PersonState) -> bool:
        """Whether somebody else knows the person's password, so that they have to choose one of their own.

        In a practice case nobody has to: its passwords are there to be read.
        """
        return bool(person.chosen_by) and self._room.case.mode == "live"

    def change_password(self, old: str, new: str) -> Done | Refusal:
        """Change the password of the person signed in: their key stays the same and is wrapped anew.

        An old password that does not fit counts as a failure to sign in.
        """
        person = self._room.person
        if person is None:
            return NOBODY
        opened = open_key(self._room, person.id, old)
        if isinstance(opened, Refusal):
            return OLD_WRONG if opened == WRONG else opened
        problem = self._problem(person, old, new)
        if problem is not None:
            return problem
        changed = (self._room.act().entry("person.password_changed", {"person": person.id}),)
        return self._room.put(changed, key=wrapped(self._room, opened.key, person.id, new))

    def give_new_key(self, person_id: str, password: str) -> Done | Refusal:
        """Give a person who lost the password a new key, as an administrator; what the old one signed stays good.

        The password is good for signing in once: the person then chooses one of their own. Nobody gives themselves one.
        """
        refusal = self._room.allowed("change_person") or self._own_key(person_id)
        state = self._room.log.state(PersonState, person_id)
        if refusal is not None or state is None:
            return refusal or Refusal("unknown_person", f'There is nobody called "{person_id}".')
        problem = self._too_weak(password, _as_person(state))
        if problem is not None:
            return problem
        key = self._new_key()
        acted = opening.change_key(state, key.public.hex(), self._room.act())
        return self._room.put(acted, key=wrapped(self._room, key, person_id, password))

    def failures(self, person_id: str) -> Failures | Refusal:
        """How often signing in as a person failed since it last succeeded, for an administrator."""
        refusal = self._room.allowed("change_person")
        key = self._room.log.key(person_id)
        if refusal is not None or key is None:
            return refusal or Refusal("unknown_person", f'There is nobody called "{person_id}".')
        return Failures(key.failures, key.last_failure)

    def _own_key(self, person_id: str) -> Refusal | None:
        person = self._room.person
        mine = person is not None and person.id == person_id
        return Refusal("own_key", "Change your own password instead; the key stays the same.") if mine else None

    def _new_key(self) -> SigningKey:
        return SigningKey(self._room.salts()[:SEED_BYTES])

    def _problem(self, person: PersonState, old: str, new: str) -> Refusal | None:
        """Why a new password will not do for a person."""
        if new == old:
            return Refusal("weak_password", "This is the password you had. Choose another.")
        return self._too_weak(new, _as_person(person))

    def _too_weak(self, password: str, person: Person) -> Refusal | None:
        problem = password_problem(password, person)
        if problem is None and self._room.case.mode == "live" and password in _READABLE:
            problem = "This password belongs to the practice election, and everybody can read it. Choose another."
        return Refusal("weak_password", problem) if problem is not None else None


_READABLE = frozenset(password for _, password in practice_people())


def _as_person(state: PersonState) -> Person:
    return Person(state.id, state.name, frozenset(state.roles), state.active)
