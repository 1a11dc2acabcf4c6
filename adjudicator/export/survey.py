"""One pass over the rows of a release: its own canvass, the groups of ballots, and who worked on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adjudicator.canvass.tally import COUNTING, Canvass, tally
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.content import ReleaseContent, ReleaseRow
from adjudicator.records.envelope import ordinal_of


@dataclass(frozen=True, slots=True, order=True)
class BallotGroup:
    """Ballots that are counted and remade alike: the place, the ballot's style, kept apart or not, what counts.

    `whole`: every contest of the ballot counts; `contests` are those that count, in ballot order.
    """

    place: str
    style: str
    kept_apart: bool
    whole: bool
    contests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What the rows come to. `corrected` counts, of a group's ballots, those that an earlier release carried."""

    canvass: Canvass
    ballots: Mapping[BallotGroup, int]
    corrected: Mapping[BallotGroup, int]
    people: frozenset[str]

    @property
    def envelopes(self) -> int:
        """How many envelopes leave."""
        return self.canvass.received


def survey(content: ReleaseContent) -> Survey:
    """Go through the rows once; ValueError where they are not sorted by envelope number, each number once."""
    notes = _Notes(content)
    canvass = tally(notes.envelopes(), content.election)
    return Survey(canvass, notes.ballots, notes.corrected, frozenset(notes.people))


class _Notes:
    """What is noted of each row while the canvass goes through them."""

    def __init__(self, content: ReleaseContent) -> None:
        self._content = content
        self.ballots: Counter[BallotGroup] = Counter()
        self.corrected: Counter[BallotGroup] = Counter()
        self.people: set[str] = {content.made_by}

    def envelopes(self) -> Iterator[EnvelopeState]:
        last = ("", "")
        for row in self._content.rows:
            number = row.envelope.number
            place = (ordinal_of(number), number)
            if place <= last:
                raise ValueError(f"the rows of a release are sorted: envelope {number} stands after {last[1]}")
            last = place
            self._note(row)
            yield row.envelope

    def _note(self, row: ReleaseRow) -> None:
        what = row.determination
        self.people |= {what.by, row.approved_by}
        if what.outcome not in COUNTING:
            return
        whole = not what.not_counted
        group = BallotGroup(row.envelope.place, what.cast_style, "kept_apart" in what.marks, whole, what.counted)
        self.ballots[group] += 1
        self.corrected[group] += bool(self._content.corrects(row.envelope))
