"""Other envelopes of one voter: those for which the same elector was taken, and those of which the roll says it at once.

So two envelopes find each other as soon as both are here, in whatever order they are worked on: a voter who was never
accepted, because the envelope was held for its oath, is not forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office.behind.evidence.papers import birth_year_of, envelope_of, query_of
from adjudicator.office.behind.room import Room
from adjudicator.records.elector import Elector
from adjudicator.records.envelope import Envelope
from adjudicator.roll import Roll

MOST_ALIKE = 50
"""Envelopes that are looked at whose voter's name begins alike."""

MOST_KEPT = 2_000


class SameVoter:
    """Finds them. Whom the roll gives for an envelope is kept in mind while its papers stay."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._certain: dict[tuple[str, int], str] = {}
        self._roll: Roll | None = None

    def others(self, number: str, papers: Envelope, elector: Elector) -> tuple[str, ...]:
        """Numbers of the other envelopes of an elector, in order."""
        taken = self._room.log.envelopes_of_elector(elector.registration_number)
        found = {*taken, *self._by_the_roll(papers, elector)}
        return tuple(sorted(found - {number}))

    def _by_the_roll(self, papers: Envelope, elector: Elector) -> Iterator[str]:
        """Those nobody has said a voter of, and for which the roll has this elector beyond doubt."""
        roll = self._room.roll
        if roll is None:
            return
        if roll is not self._roll:
            self._roll, self._certain = roll, {}
        for name in {
            _beginning(elector.last_name, elector.first_name),
            _beginning(papers.last_name, papers.first_name),
        }:
            for row in self._room.log.search_envelopes(name, MOST_ALIKE):
                state = None if row.elector else self._room.log.state(EnvelopeState, row.number)
                if state is None or state.is_none or "match" in state.answers:
                    continue
                if self._whose(state, elector, roll) == elector.registration_number:
                    yield row.number

    def _whose(self, state: EnvelopeState, elector: Elector, roll: Roll) -> str:
        """The number of the elector of whom the roll is certain; empty where it is of none, or can be none of this one."""
        papers = envelope_of(state, self._room.log.unseal_many)
        by_number = papers.registration_number.strip() == elector.registration_number
        if not by_number and birth_year_of(papers.birth_date) != elector.birth_year:
            return ""
        key = (state.number, state.version)
        if key not in self._certain:
            if len(self._certain) >= MOST_KEPT:
                self._certain.clear()
            match = roll.match(query_of(papers), county=self._room.election.county)
            self._certain[key] = match.candidates[0].elector.registration_number if match.kind == "certain" else ""
        return self._certain[key]


def _beginning(last_name: str, first_name: str) -> str:
    return f"{last_name} {first_name[:1]}".strip()
