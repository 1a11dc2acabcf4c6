"""People: who may sign in, and signing in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from adjudicator.casework import opening
from adjudicator.casework.bodies import instant, moment_of
from adjudicator.casework.state import PersonState
from adjudicator.log.keyring import Key
from adjudicator.office.room import Done, Room
from adjudicator.office.whose_desk import WhoseDesk
from adjudicator.people.keys import NONCE_BYTES, SALT_BYTES, SEED_BYTES, SigningKey, unwrap
from adjudicator.people.lockout import next_allowed
from adjudicator.people.passwords import password_problem
from adjudicator.people.rights import desks_of
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal, WorldError

WRONG = Refusal("wrong_password", "Name and password do not fit. Try again.")


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
        problem = password_problem(password, person)
        if refusal is not None or problem is not None:
            return refusal or Refusal("weak_password", problem or "")
        if first and "administrator" not in person.roles:
            return Refusal("first_administrator", "The first person of a case has to be an administrator.")
        existing = self._room.log.state(PersonState, person.id)
        key = self._new_key()
        acted = opening.add_person(existing, person, key.public.hex(), self._room.act())
        return self._room.put(acted, key=self._wrapped(key, person.id, password))

    def change(self, person_id: str, roles: frozenset[str], *, active: bool) -> Done | Refusal:
        """Change a person's roles, or close or open the account."""
        refusal = self._room.allowed("change_person")
        state = self._room.log.state(PersonState, person_id)
        if refusal is not None or state is None:
            return refusal or Refusal("unknown_person", f'There is nobody called "{person_id}".')
        return self._room.put(opening.change_person(state, roles, self._room.act(), active=active))

    def sign_in(self, person_id: str, password: str) -> PersonState | Refusal:
        """Sign a person in. A wrong name and a wrong password read the same; after failures it waits."""
        now = self._room.clock()
        key, person = self._room.log.key(person_id), self._room.log.state(PersonState, person_id)
        if key is None or person is None or not person.active:
            return WRONG
        key = self._with_clock_set_back(key, now)
        wait = next_allowed(key.failures, moment_of(key.last_failure)) if key.last_failure else None
        if wait is not None and now < wait:
            return Refusal("locked_out", f"Too many tries. Try again at {_local(wait, self._room):%H:%M:%S}.")
        opened = unwrap(key.wrapped, key.person, password)
        if opened is None:
            self._keep(replace(key, failures=key.failures + 1, last_failure=instant(now)))
            return WRONG
        self._room.person, self._room.key = person, opened
        if self._room.closed() is None:
            signed_in = (self._room.act().entry("person.signed_in", {"person": person.id}),)
            self._room.put(signed_in, key=Key(key.person, key.wrapped))  # the failures are forgotten with it
        return person

    def sign_out(self) -> None:
        """Sign whoever is here out; what they had taken is put back first, where the record can be written."""
        with suppress(WorldError):
            self._whose.put_all_back()
        self._room.person = self._room.key = None

    def change_password(self, old: str, new: str) -> Done | Refusal:
        """Change the password of the person signed in: their key stays the same and is wrapped anew."""
        person = self._room.person
        if person is None:
            return Refusal("nobody", "Sign in first.")
        kept, problem = self._room.log.key(person.id), password_problem(new, _as_person(person))
        key = unwrap(kept.wrapped, person.id, old) if kept is not None else None
        if key is None:
            return Refusal("wrong_password", "The old password does not fit. Try again.")
        if problem is not None:
            return Refusal("weak_password", problem)
        changed = (self._room.act().entry("person.password_changed", {"person": person.id}),)
        return self._room.put(changed, key=self._wrapped(key, person.id, new))

    def give_new_key(self, person_id: str, password: str) -> Done | Refusal:
        """Give a person who lost the password a new key, as an administrator; what the old one signed stays good."""
        refusal = self._room.allowed("change_person")
        state = self._room.log.state(PersonState, person_id)
        if refusal is not None or state is None:
            return refusal or Refusal("unknown_person", f'There is nobody called "{person_id}".')
        problem = password_problem(password, _as_person(state))
        if problem is not None:
            return Refusal("weak_password", problem)
        key = self._new_key()
        acted = opening.change_key(state, key.public.hex(), self._room.act())
        return self._room.put(acted, key=self._wrapped(key, person_id, password))

    def _with_clock_set_back(self, key: Key, now: datetime) -> Key:
        """A failure that lies in the future means that the clock was set back: the wait is counted from now."""
        if not key.last_failure or moment_of(key.last_failure) <= now:
            return key
        moved = replace(key, last_failure=instant(now))
        self._keep(moved)
        return moved

    def _keep(self, key: Key) -> None:
        """Keep a person's key, where anything can be kept: a file that is only looked at, or stopped, is left as it is."""
        if self._room.closed() is None:
            self._room.log.put_key(key)

    def _new_key(self) -> SigningKey:
        return SigningKey(self._room.salts()[:SEED_BYTES])

    def _wrapped(self, key: SigningKey, person: str, password: str) -> Key:
        chance = self._room.salts() + self._room.salts()
        return Key(person, key.wrapped(person, password, chance[: SALT_BYTES + NONCE_BYTES]))


def _as_person(state: PersonState) -> Person:
    return Person(state.id, state.name, frozenset(state.roles), state.active)


def _local(moment: datetime, room: Room) -> datetime:
    return moment.astimezone(room.zone)
