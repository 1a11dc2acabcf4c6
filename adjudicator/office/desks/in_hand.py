"""Whose an envelope is: taken to be worked on, put back, taken over, by the person signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adjudicator.casework.acts.act import Acted
from adjudicator.casework.acts.review import in_hand as whose
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.meanwhile import CHANGED, clock
from adjudicator.office.behind.room import Done
from adjudicator.port.rows import QueueQuery
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

SIGNED_OUT = "person.signed_out"

TRIES = 3
"""How often it is tried anew to take or put back an envelope that others change at that moment."""

ALL_TAKEN = QueueQuery(taken=True, limit=1_000)


@dataclass(frozen=True, slots=True)
class InHand:
    """What one person has taken: numbers of envelopes in their order, and since when, as the county's clock showed it."""

    person: str
    envelopes: tuple[str, ...]
    since: str


class WhoseDesk(OfficeDesk):
    """Acts of reviewers on the envelopes that they work on, and of supervisors on those of others."""

    @needs("take")
    def take(self, number: str, instead: str = "") -> Done | Refusal | None:
        """Take an envelope to work on it, and put another back in the same act; None where nothing is to be recorded.

        The other is put back only where the person has it. Refused with who has the envelope, and since when.
        """
        return self._again(lambda: self._taking(number, instead))

    @needs("put_back")
    def put_back(self, numbers: tuple[str, ...]) -> Done | Refusal | None:
        """Put envelopes back, those of them that the person has; None where there are none."""
        return self._again(lambda: self._putting_back(numbers))

    def put_all_back(self) -> Done | Refusal | None:
        """Put back everything that the person has taken."""
        return self.put_back(self.of(self._person))

    @needs("take_over")
    def take_over(self, number: str, why: Why) -> Done | Refusal:
        """Take an envelope over from the person who has it, with a reason of the table."""
        return self._room.put(self._taking_over(number, why), seen=_seen(self._state(number)))

    @needs("set_free")
    def set_free(self, number: str, why: Why) -> Done | Refusal:
        """Take an envelope over and put it back at once, as a supervisor, so that it comes in the queue again."""
        state, acted = self._state(number), self._taking_over(number, why)
        if not isinstance(acted, Refusal):
            acted = (*acted, self._room.act().entry("envelope.put_back", {"envelope": number}))
        return self._room.put(acted, seen=_seen(state))

    @needs("take_over")
    def may_take_over(self, state: EnvelopeState) -> Refusal | None:
        """Why the person signed in cannot take an envelope over from the person who has it now, None where they can."""
        acted = self._taking_over(state.number, Why("left"))
        return acted if isinstance(acted, Refusal) else None

    def along(self, acted: Acted, seen: Mapping[str, int], number: str) -> Done | Refusal:
        """Record an act, and take the envelope that comes next in the same transaction.

        Where that one is gone meanwhile, the act alone is recorded: it does not hang on what comes next.
        """
        state = self._state(number)
        if state is None or isinstance(acted, Refusal):
            return self._room.put(acted, seen=seen)
        taking = whose.take(state, self._room.act())
        if not isinstance(taking, Refusal):
            done = self._room.put((*acted, *taking), seen={**seen, **_seen(state)})
            if isinstance(done, Done) or done.code != CHANGED or done.envelope != number:
                return done
        return self._room.put(acted, seen=seen)

    def of(self, person: str) -> tuple[str, ...]:
        """The numbers of the envelopes that a person has taken, in their order."""
        return tuple(row.number for row in self._room.log.envelope_rows(ALL_TAKEN) if row.taken_by == person)

    def in_hand(self) -> tuple[InHand, ...]:
        """Who has what, by name."""
        found: dict[str, list[str]] = {}
        for row in self._room.log.envelope_rows(ALL_TAKEN):
            found.setdefault(row.taken_by, []).append(row.number)
        return tuple(InHand(person, tuple(numbers), self.since(numbers[0])) for person, numbers in found.items())

    def since(self, number: str) -> str:
        """Since when an envelope is taken, as the county's clock showed it; empty where nobody has it."""
        state = self._state(number)
        return clock(state.taken_at, self._room.now()) if state is not None and state.taken_at else ""

    def _taking(self, number: str, instead: str) -> tuple[Acted, dict[str, int]]:
        state = self._state(number)
        if state is None:
            return Refusal("unknown_envelope", _("There is no envelope {number}.", number=number), number), {}
        back, seen = self._putting_back((instead,)) if instead not in ("", number) else ((), {})
        taking = whose.take(state, self._room.act())
        if isinstance(taking, Refusal) or isinstance(back, Refusal):
            return taking, {}
        return (*back, *taking), {**seen, **_seen(state)}

    def _putting_back(self, numbers: tuple[str, ...]) -> tuple[Acted, dict[str, int]]:
        found = [state for number in numbers if (state := self._state(number)) is not None]
        mine = [state for state in found if self._person and state.taken_by == self._person]
        act = self._room.act()
        entries = [act.entry("envelope.put_back", {"envelope": state.number}) for state in mine]
        return tuple(entries), {f"envelope {state.number}": state.version for state in mine}

    def _taking_over(self, number: str, why: Why) -> Acted:
        state = self._state(number)
        if state is None:
            return Refusal("unknown_envelope", _("There is no envelope {number}.", number=number), number)
        at_any_time = self._room.allowed("set_free") is None
        return whose.take_over(state, self._holder(state), why, self._room.act(), at_any_time=at_any_time)

    def _holder(self, state: EnvelopeState) -> whose.Holder:
        newest = self._room.log.read_back(limit=1, by=state.taken_by) if state.taken_by else []
        if not newest:
            return whose.Holder(state.taken_at or self._room.act().at)
        return whose.Holder(newest[0].entry.at, newest[0].entry.kind == SIGNED_OUT)

    def _again(self, make: Callable[[], tuple[Acted, dict[str, int]]]) -> Done | Refusal | None:
        """Do an act on the newest state; anew where another was faster by a moment."""
        done: Done | Refusal | None = None
        for __ in range(TRIES):
            acted, seen = make()
            if not isinstance(acted, Refusal) and not acted:
                return None
            done = self._room.put(acted, seen=seen)
            if isinstance(done, Done) or done.code != CHANGED:
                return done
        return done

    def _state(self, number: str) -> EnvelopeState | None:
        return self._room.log.state(EnvelopeState, number)

    @property
    def _person(self) -> str:
        return self._room.person.id if self._room.person is not None else ""


def _seen(state: EnvelopeState | None) -> dict[str, int]:
    return {f"envelope {state.number}": state.version} if state is not None else {}
