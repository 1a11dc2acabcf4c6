"""What people were given, and who answers for it: accounts confirmed by a second person, keys that another had used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adjudicator.casework.acts import vouching
from adjudicator.casework.acts.consequences import Consequences
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.shelf import CASE_SUBJECT
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.preview import Preview, beside
from adjudicator.office.behind.room import Done
from adjudicator.office.desks.people import everyone, unknown_person
from adjudicator.port.acts import WHOLE_RECORD
from adjudicator.port.states import States
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_, plural
from adjudicator.words import beside as in_a_row


@dataclass(frozen=True, slots=True)
class Account:
    """An account, and in words what was done under it."""

    person: PersonState
    words: str


class VouchingDesk(OfficeDesk):
    """Acts of administrators and supervisors on what others were given."""

    @needs("confirm_person")
    def confirm(self, person_id: str) -> Done | Refusal:
        """Confirm, as a second person, what one person gave to somebody."""
        state, me = self._room.log.state(PersonState, person_id), self._myself()
        if state is None or me is None:
            return unknown_person(person_id)
        seen = {f"person {person_id}": state.version, f"person {me.id}": me.version}
        return self._room.put(vouching.confirm(state, me, self._room.act()), seen=seen)

    @needs("confirm_person")
    def may_confirm(self, person_id: str) -> Refusal | None:
        """Why the person signed in cannot confirm what somebody was given, None where they can."""
        state, me = self._room.log.state(PersonState, person_id), self._myself()
        if state is None or me is None:
            return unknown_person(person_id)
        acted = vouching.confirm(state, me, self._room.act())
        return acted if isinstance(acted, Refusal) else None

    def by_one_person(self) -> frozenset[str]:
        """The ids of people who have something that one person alone gave."""
        return vouching.by_one_person(self._room.log.states(PersonState))

    @needs("set_strict")
    def propose_strict(self, strict: bool) -> Done | Refusal:
        """Propose that two people must have given what approvals and releases rest on, or need not."""
        case = self._room.case
        acted = vouching.propose_strict(case, strict, self._room.act())
        return self._room.put(acted, seen={CASE_SUBJECT: case.version})

    @needs("set_strict")
    def agree_to_strict(self) -> Done | Refusal:
        """Agree, as a second person, to what was proposed."""
        case = self._room.case
        return self._room.put(vouching.agree_to_strict(case, self._room.act()), seen={CASE_SUBJECT: case.version})

    @property
    def must_adopt(self) -> bool:
        """Whether the accounts come from an older form and no administrator has confirmed them yet."""
        case = self._room.case
        return bool(case.raised) and not case.adopted

    def what_dispute_changes(self, person_id: str, since: int) -> Preview:
        """What becomes of the envelopes on which a person's key acted from entry `since` on, until it was replaced.

        Any thread may ask.
        """
        with beside(self._room) as room:
            entries = _touching(room.log, person_id, since, _until(room.log, person_id))
            touched = vouching.touched(entries, person_id)
            found = (room.log.state(EnvelopeState, number) for number in sorted(touched))
            states = [state for state in found if state is not None]
            return Preview(vouching.disputed(states, touched), room.log.head().size)

    @needs("dispute_key")
    def may_dispute(self, person_id: str, since: int) -> Refusal | None:
        """Why the person signed in cannot record that another used somebody's key from entry `since` on, None
        where they can.
        """
        state = self._room.log.state(PersonState, person_id)
        if state is None:
            return unknown_person(person_id)
        none, until = Consequences(0, ()), _until(self._room.log, person_id)
        acted = vouching.dispute_key(state, since, until, none, self._room.act())
        return acted if isinstance(acted, Refusal) else None

    @needs("dispute_key")
    def dispute(self, person_id: str, since: int, seen: Preview | None = None) -> Done | Refusal:
        """Record, as a supervisor, that another person used somebody's key from entry `since` on.

        `seen` is what was shown before; where the record has moved on since, nothing is done.
        """
        state = self._room.log.state(PersonState, person_id)
        if state is None:
            return unknown_person(person_id)
        shown = seen or self.what_dispute_changes(person_id, since)
        until = _until(self._room.log, person_id)
        acted = vouching.dispute_key(state, since, until, shown.found, self._room.act())
        return self._room.put(acted, seen={WHOLE_RECORD: shown.size})

    def accounts(self) -> tuple[Account, ...]:
        """All accounts, by name, with what was done under each until now, for the administrator who vouches for them."""
        done = self._room.log.acts_by_person()
        return tuple(Account(person, _done_words(done.get(person.id, {}))) for person in everyone(self._room.log))

    @needs("adopt_accounts")
    def adopt(self) -> Done | Refusal:
        """Confirm, as an administrator, the accounts and keys of an older form, all as they stand."""
        seen = {WHOLE_RECORD: self._room.log.head().size}
        return self._room.put(vouching.adopt(self._room.case, everyone(self._room.log), self._room.act()), seen=seen)

    def _myself(self) -> PersonState | None:
        """The person signed in, as the record has them now."""
        person = self._room.person
        return self._room.log.state(PersonState, person.id) if person is not None else None


def _until(log: States, person_id: str) -> int:
    person = log.state(PersonState, person_id)
    return vouching.last_under_older_key(person) if person is not None else 0


def _touching(log: States, person_id: str, since: int, until: int) -> Iterator[Entry]:
    """The entries between two places with which a person touched envelopes, those in force alone, as verify reads them."""
    first = max(since, 1)
    found = [
        logged
        for logged in log.entries(first, max(until - first + 1, 0))
        if logged.entry.by == person_id and logged.entry.kind in vouching.TOUCHING
    ]
    unsigned = log.unsigned(logged.seq for logged in found)
    return (logged.entry for logged in found if logged.seq not in unsigned)


_DONE = {
    "envelope.determined": plural("{count} determination", "{count} determinations"),
    "batch.approved": plural("{count} approval", "{count} approvals"),
    "release.made": plural("{count} release", "{count} releases"),
    "person.added": plural("{count} account given", "{count} accounts given"),
    "person.changed": plural("{count} account changed", "{count} accounts changed"),
    "person.key_changed": plural("{count} key given", "{count} keys given"),
}


def _done_words(done: Mapping[str, int]) -> str:
    said = [words(done[kind]) for kind, words in _DONE.items() if done.get(kind)]
    rest = sum(number for kind, number in done.items() if kind not in _DONE)
    if rest:
        said.append(n_("{count} other entry", "{count} other entries", rest))
    return in_a_row(*said, by=", ") or _("nothing")
