"""The tables: envelopes are sorted into piles, opened and duplicated by people together, each with their own signature.

Several pairs may work at once, each at a window of its own. Each act is held against what stands at its moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.acts.act import Acted
from adjudicator.casework.acts.count import at_table, looking_up, openable, piles, sessions
from adjudicator.casework.acts.count.at_table import TableAct
from adjudicator.casework.record.count_state import CountState, PileState, SessionState
from adjudicator.casework.record.shelf import COUNT_KEY, COUNT_SUBJECT
from adjudicator.casework.record.state import EnvelopeState, FileState, PersonState
from adjudicator.office.behind.co_signing import Keys, Passwords, Together, key_of, keys_of, sign_as, sign_each, signs
from adjudicator.office.behind.count.at_tables import TablesReader, Unsorted
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.entrance import Opened
from adjudicator.office.behind.meanwhile import CHANGED
from adjudicator.office.behind.preview import Progress
from adjudicator.office.behind.room import Done, Room
from adjudicator.office.desks.batches import LISTS_DIFFER, TRIES
from adjudicator.office.desks.people import unknown_person
from adjudicator.people.rights import may
from adjudicator.records.envelope import ordinal_of
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from adjudicator.words import _


class TablesDesk(OfficeDesk):
    """Acts of those who handle ballots, and of the supervisor who settles what they find."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._reader = TablesReader(room)

    # what stands

    @property
    def is_near(self) -> bool:
        """Whether what lies at the tables is read in a moment; else `reading` does it on another thread."""
        return self._reader.is_near

    def reading(self) -> Callable[[Progress], TablesReader]:
        """Read what lies at the tables, as a call that any thread may make; `take` takes what it gives."""
        return self._reader.reading()

    def take(self, read: TablesReader) -> None:
        """Go on from what was read."""
        self._reader.take(read)

    def piles(self) -> tuple[PileState, ...]:
        """All piles, in the order in which they were sorted."""
        return tuple(openable.in_order(self._room.log.states(PileState)))

    def sessions(self) -> tuple[SessionState, ...]:
        """All sessions, oldest first."""
        return tuple(sorted(self._room.log.states(SessionState), key=lambda session: ordinal_of(session.id)))

    def session(self, session_id: str) -> SessionState | None:
        """One session."""
        return self._room.log.state(SessionState, session_id)

    def pile(self, pile_id: str) -> PileState | None:
        """One pile."""
        return self._room.log.state(PileState, pile_id)

    def count(self) -> CountState:
        """What stands of the count as a whole."""
        return self._room.log.state(CountState, COUNT_KEY) or CountState(0)

    def still_in(self, pile: PileState) -> tuple[str, ...]:
        """The envelopes of a pile that lie in it: those that may be opened now, or those that were opened with it."""
        if pile.session:
            session = self.session(pile.session)
            gone = frozenset(session.left if session is not None else ())
            return tuple(number for number in pile.items if number not in gone)
        standing = self._reader.now()
        if pile.what != "to_open":
            lying = (number for number in pile.items if standing.lying[number].pile == pile.id)
            return tuple(number for number in lying if number in standing.states)  # what is none lies nowhere
        return openable.still_in(pile, standing.lying, standing.states.get, standing.goes_on)

    def left(self) -> tuple[Unsorted, ...]:
        """The envelopes that lie in no pile, by the sort to which they belong; those to open first."""
        return self._reader.left()

    def lies(self, number: str) -> openable.Lies | None:
        """The pile in which an envelope lies, None where it was sorted to none."""
        return self._reader.now().lying.get(number)

    def least_people(self, pile: PileState) -> int:
        """How many people it takes to open a pile."""
        states = (self._room.log.state(EnvelopeState, number) for number in self.still_in(pile))
        return sessions.least_people(state for state in states if state is not None)

    def not_fresh(self, pile: PileState) -> Refusal | None:
        """Why a pile has to be looked up before it is opened, None where nothing stands in the way."""
        return looking_up.not_fresh(pile.id, self.count(), self._room.case, self._newest())

    def handlers(self) -> tuple[PersonState, ...]:
        """The people who may handle ballots or let others go on, by name."""
        people = (each for each in self._room.log.states(PersonState) if each.active)
        able = (each for each in people if _may(each, "handle_ballots") or _may(each, "settle_exception"))
        return tuple(sorted(able, key=lambda person: person.name))

    def unsigned(self) -> tuple[PileState | SessionState, ...]:
        """The piles and sessions that the person signed in was at and has not signed."""
        me = self._room.person.id if self._room.person is not None else ""
        return tuple(each for each in self.not_signed() if me in each.people and me not in each.signed)

    def not_signed(self) -> tuple[PileState | SessionState, ...]:
        """The piles and sessions that somebody who was there has not signed yet, in order."""
        each_of = (*self.piles(), *self.sessions())
        return tuple(each for each in each_of if len(each.signed) < len(each.people))

    # acts

    @needs("swear_in")
    def swear(self, person_id: str, day: str) -> Done | Refusal:
        """Record the day of a person's oath ("2020-11-02")."""
        person = self._room.log.state(PersonState, person_id)
        if person is None:
            return unknown_person(person_id)
        acted = at_table.swear(person, day, self._room.case, self._room.act())
        return self._room.put(acted, seen={f"person {person_id}": person.version})

    @needs("handle_ballots")
    def sort(self, new: piles.Sorted, passwords: Passwords | None = None) -> Together | Refusal:
        """Record a pile as it was sorted and counted by hand, signed by each whose password is given; others sign later."""
        keys = keys_of(self._room, new.people[1:], passwords or {})
        if isinstance(keys, Refusal):
            return keys

        def sorting() -> Acted:
            standing = self._reader.now()
            envelopes = [standing.states[number] for number in dict.fromkeys(new.numbers) if number in standing.states]
            return piles.sort_pile(
                new, envelopes, standing.states.values(), standing.lying, standing.goes_on, self._at()
            )

        seen = {f"envelope {number}": self._version(number) for number in new.numbers}
        done = self._numbered(sorting, "pile", seen)
        if isinstance(done, Refusal):
            return done
        pile = next(each for each in reversed(self.piles()) if each.seq == done.seq)
        missing = sign_each(keys, new.people[1:], lambda key: self._sign_pile_as(pile.id, key))
        return Together(done, pile.id, missing)

    @needs("handle_ballots")
    def open(
        self, pile_id: str, seated: sessions.Seated, found: sessions.FoundInside, passwords: Passwords | None = None
    ) -> Together | Refusal:
        """Record that a pile was opened, signed by each whose password is given; the others sign later."""
        keys = keys_of(self._room, seated.people[1:], passwords or {})
        if isinstance(keys, Refusal):
            return keys

        def opening() -> Acted:
            pile = self.pile(pile_id)
            if pile is None:
                return unknown_pile(pile_id)
            states = self._reader.now().states
            still = [] if pile.session else [states[number] for number in self.still_in(pile)]
            return sessions.open_pile(pile, still, seated, found, self.not_fresh(pile), self._at())

        pile = self.pile(pile_id)
        seen = {f"pile {pile_id}": pile.version if pile is not None else 0}
        return self._together(self._numbered(opening, "session", seen), seated, keys)

    @needs("handle_ballots")
    def duplicate(
        self, pile_id: str, seated: sessions.Seated, stock: sessions.Stock, passwords: Passwords | None = None
    ) -> Together | Refusal:
        """Record what a maker and a witness duplicated of a pile, signed by each whose password is given."""
        keys = keys_of(self._room, seated.people[1:], passwords or {})
        if isinstance(keys, Refusal):
            return keys

        def duplicating() -> Acted:
            pile = self.pile(pile_id)
            if pile is None:
                return unknown_pile(pile_id)
            opened = self.session(pile.session) if pile.session else None
            return sessions.duplicate(pile, opened, seated, stock, self._at())

        pile = self.pile(pile_id)
        seen = {f"pile {pile_id}": pile.version if pile is not None else 0}
        return self._together(self._numbered(duplicating, "session", seen), seated, keys)

    def sign(self, session_id: str) -> Done | Refusal:
        """Sign a session as one of its people, later than the others; it takes no role but to have sat there."""
        refusal, session = signs(self._room), self.session(session_id)
        if refusal is not None:
            return refusal
        if session is None:
            return unknown_session(session_id)
        acted = sessions.sign(session, self._room.act())
        return self._room.put(acted, seen={f"session {session_id}": session.version})

    def sign_pile(self, pile_id: str) -> Done | Refusal:
        """Sign a pile as another of those who sorted it, later than the one who recorded it."""
        refusal, pile = signs(self._room), self.pile(pile_id)
        if refusal is not None:
            return refusal
        if pile is None:
            return unknown_pile(pile_id)
        acted = piles.sign_pile(pile, self._room.act())
        return self._room.put(acted, seen={f"pile {pile_id}": pile.version})

    def sign_pile_here(self, pile_id: str, person_id: str, password: str) -> Done | Refusal:
        """Sign a pile as another person at this screen, with their own password."""
        key = key_of(self._room, person_id, password)
        return key if isinstance(key, Refusal) else self._sign_pile_as(pile_id, key)

    def sign_here(self, session_id: str, person_id: str, password: str) -> Done | Refusal:
        """Sign a session as another person at this screen, with their own password; nobody else is signed in meanwhile."""
        key = key_of(self._room, person_id, password)
        return key if isinstance(key, Refusal) else self._sign_as(session_id, key)

    @needs("settle_exception")
    def settle(self, session_id: str, number: str, settled: str, reason: str) -> Done | Refusal:
        """Say what becomes of an envelope with an exception."""
        session = self.session(session_id)
        if session is None:
            return unknown_session(session_id)
        acted = sessions.settle(session, number, settled, reason, self._room.act())
        return self._room.put(acted, seen={f"session {session_id}": session.version})

    # how

    def _numbered(self, acting: Callable[[], Acted], what: str, seen: Mapping[str, int]) -> Done | Refusal:
        """Record an act that gives something the next number; the one after it where others took it now."""
        done: Done | Refusal = LISTS_DIFFER
        for __ in range(TRIES):
            count, acted = self.count(), acting()
            if isinstance(acted, Refusal):
                return acted
            new = f"{what} {acted[0].data[what]}"
            done = self._room.put(acted, seen={**seen, new: 0, COUNT_SUBJECT: count.version})
            if isinstance(done, Done) or done.code != CHANGED or done.envelope:
                return done
        return done

    def _together(self, done: Done | Refusal, seated: sessions.Seated, keys: Keys) -> Together | Refusal:
        """Sign what was recorded as each of the others whose key is here."""
        if isinstance(done, Refusal):
            return done
        session = next(each for each in reversed(self.sessions()) if each.seq == done.seq)
        missing = sign_each(keys, seated.people[1:], lambda key: self._sign_as(session.id, key))
        return Together(done, session.id, missing)

    def _sign_as(self, session_id: str, opened: Opened) -> Done | Refusal:
        session = self.session(session_id)
        if session is None:
            return unknown_session(session_id)
        seen = {f"session {session_id}": session.version}
        return sign_as(self._room, opened, lambda act: sessions.sign(session, act), seen)

    def _sign_pile_as(self, pile_id: str, opened: Opened) -> Done | Refusal:
        pile = self.pile(pile_id)
        if pile is None:
            return unknown_pile(pile_id)
        seen = {f"pile {pile_id}": pile.version}
        return sign_as(self._room, opened, lambda act: piles.sign_pile(pile, act), seen)

    def _at(self) -> TableAct:
        return TableAct(
            self._room.act(), self._room.case, self.count(), lambda who: self._room.log.state(PersonState, who)
        )

    def _newest(self) -> dict[looking_up.Tells, FileState]:
        return looking_up.newest_files(self._room.log.states(FileState))

    def _version(self, number: str) -> int:
        state = self._room.log.state(EnvelopeState, number)
        return state.version if state is not None else 0


def _may(person: PersonState, act: str) -> bool:
    return may(Person(person.id, person.name, frozenset(person.roles)), act)


def unknown_pile(pile_id: str) -> Refusal:
    """There is no such pile."""
    return Refusal("unknown_pile", _("There is no pile {pile}.", pile=pile_id))


def unknown_session(session_id: str) -> Refusal:
    """There is no such session."""
    return Refusal("unknown_session", _("There is no session {session}.", session=session_id))
