"""People: who may sign in, and signing in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from adjudicator.casework.acts import case_acts as opening
from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.case_acts import NewKey
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.rights import RIGHTS
from adjudicator.casework.record.signing import fingerprint, key_statement
from adjudicator.casework.record.state import PersonState
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.entrance import WRONG, Opened, open_key, wrapped
from adjudicator.office.behind.room import NOBODY, Done, Room
from adjudicator.office.desks.in_hand import WhoseDesk
from adjudicator.people.keys import SEED_BYTES, SigningKey
from adjudicator.people.passwords import password_problem
from adjudicator.people.rights import desks_of, looks_of
from adjudicator.people.words import fingerprint_words, secret_of
from adjudicator.port.states import States
from adjudicator.records.people import Person, practice_people
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _

CHOOSE_OWN = Refusal(
    "choose_own", _("An administrator chose this password. Choose one of your own, which nobody else knows.")
)
WRONG_WORDS = Refusal(
    "wrong_words",
    _("These are not the words of this case's recovery key. Read them again from the sheet, all 24 in order."),
)
SIGNING_IN = 4.0
"""Seconds that a person who signs in waits for the server of a shared record: at a desk nothing goes on without it."""
OLD_WRONG = Refusal("wrong_password", _("The old password does not fit. Try again."))


@dataclass(frozen=True, slots=True)
class Failures:
    """How often signing in failed since it last succeeded, and when last (UTC instant; empty where it never did)."""

    number: int
    last: str


class PeopleDesk(OfficeDesk):
    """Signing in, and acts of administrators."""

    def __init__(self, room: Room, whose: WhoseDesk) -> None:
        super().__init__(room)
        self._whose = whose
        self._made = ""

    @property
    def signed_in(self) -> PersonState | None:
        """The person signed in."""
        return self._room.person

    @property
    def made_key(self) -> bool:
        """Whether the person signed in made their key here, since they came."""
        person = self._room.person
        return person is not None and person.id == self._made

    def everyone(self) -> tuple[PersonState, ...]:
        """All people of the case, by name."""
        return everyone(self._room.log)

    def approvers(self) -> int:
        """How many people with an open account may approve a batch."""
        roles = RIGHTS["approve"].roles
        return sum(person.active and not roles.isdisjoint(person.roles) for person in self.everyone())

    def name_of(self, person_id: str) -> str:
        """A person's name; the id where there is no such person."""
        person = self._room.log.state(PersonState, person_id)
        return person.name if person else person_id

    def needs_first(self) -> bool:
        """Whether nobody has an account yet, so that the first start makes the first administrator."""
        return not any(True for __ in self._room.log.states(PersonState))

    def desks(self) -> tuple[str, ...]:
        """The desks of the person signed in, in rail order."""
        person = self._room.person
        return desks_of(_as_person(person)) if person else ()

    def looks_at(self) -> tuple[str, ...]:
        """The desks at which the person signed in may look at an envelope, beside their own."""
        person = self._room.person
        return looks_of(_as_person(person)) if person else ()

    def add(self, person: Person, password: str) -> Done | Refusal:
        """Give a person an account. The first one of a case needs nobody signed in and becomes administrator."""
        first = self.needs_first()
        refusal = None if first else self._room.allowed("add_person")
        refusal = refusal or self._too_weak(password, person)
        if refusal is not None:
            return refusal
        if first and "administrator" not in person.roles:
            return Refusal("first_administrator", _("The first person of a case has to be an administrator."))
        size = self._room.log.head().size
        key, people = self._new_key(), self._room.log.states(PersonState)
        act = Act(self._room.instant(), person.id) if first else self._room.act()
        acted = opening.add_person(people, person, key.public.hex(), act, mode=self._room.case.mode)
        done = self._room.put(
            acted,
            # two windows that add people at the same moment would each miss that the names look the same
            seen={"log": size},
            key=wrapped(self._room, key, person.id, password),
            signing=key if first else None,
        )
        if first and isinstance(done, Done):
            self._made = person.id
        return done

    def in_the_way(self, person: Person, password: str) -> Refusal | None:
        """Why nobody could give a person an account under a password, None where an administrator could."""
        people = self._room.log.states(PersonState)
        acted = opening.add_person(people, person, "", self._room.act(), mode=self._room.case.mode)
        return acted if isinstance(acted, Refusal) else self._too_weak(password, person)

    @needs("change_person")
    def change(self, person_id: str, roles: frozenset[str], *, active: bool) -> Done | Refusal:
        """Change a person's roles, or close or open the account."""
        state = self._room.log.state(PersonState, person_id)
        if state is None:
            return unknown_person(person_id)
        acted = opening.change_person(state, roles, self._room.act(), active=active)
        return self._room.put(acted, seen={f"person {person_id}": state.version})

    def sign_in(self, person_id: str, password: str, own: str = "") -> PersonState | Refusal:
        """Sign a person in. A wrong name and a wrong password read the same; after failures it waits.

        Where an administrator chose the password, it is good only for choosing `own`: without one, it is refused. A key that
        was handed out is replaced by one that is made here.
        """
        opened = open_key(self._room, person_id, password)
        if isinstance(opened, Refusal):
            return opened
        if self.must_choose(opened.person):
            problem = self._problem(opened.person, password, own) if own else CHOOSE_OWN
            if problem is not None:
                return problem
        if not opened.person.own_key and self._room.closed() is None:
            made = self._make_key(opened, own or password)
            if isinstance(made, Refusal):
                return made
            opened = made
        return self._enter(opened)

    def recover(self, person_id: str, words: str, password: str) -> PersonState | Refusal:
        """Give an administrator who lost the password a new key, with the words of the case's recovery key, and sign them
        in.
        """
        case, person = self._room.case, self._room.log.state(PersonState, person_id)
        seed = secret_of(words)
        recovery = SigningKey(seed) if seed is not None else None
        if person is None or recovery is None or fingerprint(recovery.public.hex()) != case.recovery:
            return WRONG_WORDS
        problem = self._too_weak(password, _as_person(person))
        if problem is not None:
            return problem
        made = self._replacing(person, recovery, password, recovers=True)
        return made if isinstance(made, Refusal) else self._enter(made)

    def _make_key(self, opened: Opened, password: str) -> Opened | Refusal:
        return self._replacing(opened.person, opened.key, password)

    def _replacing(
        self, person: PersonState, signing: SigningKey, password: str, *, recovers: bool = False
    ) -> Opened | Refusal:
        """Record a new key of a person's own, under the signature of `signing`: the key before it, or the recovery key."""
        room, key, act = self._room, self._new_key(), Act(self._room.instant(), person.id)
        statement = key_statement(room.log.origin(), person.id, person.key, key.public.hex())
        new = NewKey(key.public.hex(), key.sign(statement).hex())
        acted = (
            opening.recover_key(person, new, signing.public.hex(), act)
            if recovers
            else opening.make_key(person, new, act)
        )
        kept = wrapped(room, key, person.id, password)
        done = room.put(
            acted, seen={f"person {person.id}": person.version}, key=kept, signing=signing, waits=SIGNING_IN
        )
        state = room.log.state(PersonState, person.id)
        if isinstance(done, Refusal):
            return done
        self._made = person.id
        return WRONG if state is None else Opened(state, key)

    def _enter(self, opened: Opened) -> PersonState | Refusal:
        person, room = opened.person, self._room
        room.person, room.key, room.since, room.locked = person, opened.key, room.now(), False
        if room.closed() is None:
            entries = (room.act().entry("person.signed_in", {"person": person.id}),)
            done = room.put(entries, waits=SIGNING_IN)
            if isinstance(done, Refusal):  # they were given another key, or their account was closed, since they typed
                room.person = room.key = room.since = None
                return done
        return person

    def fingerprint(self, person_id: str) -> str:
        """The words of the key in force of a person, which they and others compare; empty where there is none."""
        person = self._room.log.state(PersonState, person_id)
        return fingerprint_words(person.key) if person is not None and person.key else ""

    def sign_out(self, why: str = "left") -> None:
        """Sign the person who is here out; what they had taken is put back first, where the record can be written.

        `why` is "left", or "shift" where the end of the shift did it.
        """
        person = self._room.person
        if person is not None and self._room.closed() is None:
            with suppress(WorldError):
                act = (
                    self._room.act() if self._room.key is not None else self._by_nobody()
                )  # a locked screen has no key
                done = self._room.put(self._leaving(person, why, act))
                if isinstance(done, Refusal):  # nothing of theirs is in force any more
                    self._room.put(self._leaving(person, why, self._by_nobody()))
        self._room.locked, self._made = False, ""
        self._room.person = self._room.key = self._room.since = None

    def _by_nobody(self) -> Act:
        return Act(self._room.instant(), "")

    def _leaving(self, person: PersonState, why: str, act: Act) -> tuple[Entry, ...]:
        """Envelopes put back and the person signed out."""
        back = [act.entry("envelope.put_back", {"envelope": number}) for number in self._whose.of(person.id)]
        return (*back, act.entry("person.signed_out", {"person": person.id, "why": why}))

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
        seen = {f"person {person.id}": opened.person.version}
        return self._room.put(changed, seen=seen, key=wrapped(self._room, opened.key, person.id, new))

    @needs("change_person")
    def give_new_key(self, person_id: str, password: str) -> Done | Refusal:
        """Give a person who lost the password a new key, as an administrator; what the old one signed stays good.

        The password is good for signing in once: the person then chooses one of their own. Nobody gives themselves one.
        """
        state = self._room.log.state(PersonState, person_id)
        if state is None:
            return unknown_person(person_id)
        problem = self._own_key(person_id) or self._too_weak(password, _as_person(state))
        if problem is not None:
            return problem
        key = self._new_key()
        acted = opening.change_key(state, key.public.hex(), self._room.act())
        seen = {f"person {person_id}": state.version}
        return self._room.put(acted, seen=seen, key=wrapped(self._room, key, person_id, password))

    @needs("change_person")
    def failures(self, person_id: str) -> Failures | Refusal:
        """How often signing in as a person failed since it last succeeded, for an administrator."""
        key = self._room.log.key(person_id)
        if key is None:
            return unknown_person(person_id)
        return Failures(key.failures, key.last_failure)

    def _own_key(self, person_id: str) -> Refusal | None:
        person = self._room.person
        mine = person is not None and person.id == person_id
        return Refusal("own_key", _("Change your own password instead; the key stays the same.")) if mine else None

    def _new_key(self) -> SigningKey:
        return SigningKey(self._room.salts()[:SEED_BYTES])

    def _problem(self, person: PersonState, old: str, new: str) -> Refusal | None:
        """Why a new password will not do for a person."""
        if new == old:
            return Refusal("weak_password", _("This is the password you had. Choose another."))
        return self._too_weak(new, _as_person(person))

    def _too_weak(self, password: str, person: Person) -> Refusal | None:
        election = self._room.election
        problem = password_problem(password, person, election.county, election.name)
        if problem is None and self._room.case.mode == "live" and password in _READABLE:
            problem = _("This password belongs to the practice election, and everybody can read it. Choose another.")
        return Refusal("weak_password", problem) if problem is not None else None


def everyone(log: States) -> tuple[PersonState, ...]:
    """All people of a case, by name."""
    return tuple(sorted(log.states(PersonState), key=lambda person: person.name))


def unknown_person(person_id: str) -> Refusal:
    """There is nobody of this id."""
    return Refusal("unknown_person", _('There is nobody called "{name}".', name=person_id))


_READABLE = frozenset(password for __, password in practice_people())


def _as_person(state: PersonState) -> Person:
    return Person(state.id, state.name, frozenset(state.roles), state.active)
