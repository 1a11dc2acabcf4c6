"""The front counter: the one voter who stands there is found, and nothing is told of anybody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from adjudicator.casework.record.contact_state import ContactState
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.people.receipts import LETTERS, plain_number
from adjudicator.port.rows import QueueQuery
from adjudicator.records.birth import born_on
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

MOST_NAMED = 2_000
"""Envelopes that are looked at whose voter's name begins as typed."""

MOST_LOOKED_THROUGH = 5_000
"""Envelopes that are gone through for a birth date alone."""


@dataclass(frozen=True, slots=True)
class AtCounter:
    """Who fits what was typed: how many voters, and the envelopes of the one voter where it is one.

    `voter` is the name, empty for those who do not see names. Of several voters nothing is told but how many there are.
    """

    voters: int
    numbers: tuple[str, ...] = ()
    voter: str = ""


class CounterDesk(OfficeDesk):
    """Looking for a voter at the counter."""

    @needs("contact")
    def find(self, words: str) -> AtCounter | Refusal:
        """Find a voter by the number of a receipt or an envelope, or by the beginnings of names with a birth date, or either.

        Names and birth dates find nobody for those who do not see names. Refused where nothing is typed that could find a
        voter, and for a birth date alone where too many envelopes would have to be gone through.
        """
        said = words.split()
        by_number = self._of_receipt(words) or (self._of_envelope(said[0]) if len(said) == 1 else None)
        if by_number is not None:
            return self._told([by_number])
        born, names = self._read(said)
        if not names and born is None:
            return Refusal("nothing_typed", _("Type a name, a birth date, or the number of a receipt or an envelope."))
        if not self._room.sees("read_names"):
            return AtCounter(0)
        if names:
            return self._told(self._named(names, born))
        if self._room.log.count_envelopes(QueueQuery()) > MOST_LOOKED_THROUGH:
            return Refusal("too_many", _("Type the beginning of the name, too: there are too many envelopes."))
        return self._told(each for each in self._room.log.states(EnvelopeState) if self._is_born(each, born))

    def _of_receipt(self, typed: str) -> EnvelopeState | None:
        """The envelope of a receipt in force or before, None where no receipt has the number."""
        number = plain_number(typed)
        if len(number) != 9 or not set(number) <= {*LETTERS, "-"}:
            return None
        for contacts in self._room.log.states(ContactState):
            if any(each.receipt == number for each in contacts.receipts):
                return self._room.log.state(EnvelopeState, contacts.number)
        return None

    def _of_envelope(self, number: str) -> EnvelopeState | None:
        return self._room.log.state(EnvelopeState, number)

    def _read(self, said: Iterable[str]) -> tuple[date | None, str]:
        """The birth date among what was typed, and all other words."""
        born: date | None = None
        words: list[str] = []
        for each in said:
            found = born_on(each.strip(","), self._room.election.date)
            born, words = (found, words) if found is not None else (born, [*words, each])
        return born, " ".join(words)

    def _named(self, words: str, born: date | None) -> Iterator[EnvelopeState]:
        for row in self._room.log.search_envelopes(words, MOST_NAMED):
            state = self._room.log.state(EnvelopeState, row.number)
            if state is not None and (born is None or self._is_born(state, born)):
                yield state

    def _is_born(self, state: EnvelopeState, born: date | None) -> bool:
        return born_on(self._unsealed(state, "birth_date"), self._room.election.date) == born

    def _told(self, found: Iterable[EnvelopeState]) -> AtCounter:
        """The voter whose envelopes these are; only how many where there are several."""
        voters: dict[tuple[str, ...], list[str]] = {}
        for state in found:
            if not state.is_none:
                voters.setdefault(self._who(state), []).append(state.number)
        if len(voters) != 1:
            return AtCounter(len(voters))
        (numbers,) = voters.values()
        name = self._room.log.voter_names(numbers[:1]).get(numbers[0], "") if self._room.sees("read_names") else ""
        return AtCounter(1, tuple(numbers), name)

    def _who(self, state: EnvelopeState) -> tuple[str, ...]:
        """What tells a voter from another, as far as papers do: two envelopes of one voter are one voter's."""
        fields = [self._unsealed(state, name) for name in ("last_name", "first_name", "birth_date")]
        return tuple(field.strip().casefold() for field in fields) if any(fields) else (state.number,)

    def _unsealed(self, state: EnvelopeState, field: str) -> str:
        commitment = state.sealed.get(field, "")
        return self._room.log.unseal(commitment) if commitment else ""
