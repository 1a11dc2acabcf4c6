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
    """Ballots that are counted and remade alike: the place, the ballot's style, kept apart or not, what counts, the precinct.

    `whole`: every contest of the ballot counts; `contests` are those that count, in ballot order.
    """

    place: str
    style: str
    kept_apart: bool
    whole: bool
    contests: tuple[str, ...]
    precinct: str = ""


Taken = tuple[BallotGroup, str]
"""A group of ballots that are taken away, and the release that carried them."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the rows come to. `corrected` counts, of a group's ballots, those that an earlier release carried.

    `taken` are the ballots that left before and do not stand like that any more, `taken_canvass` all of those envelopes,
    `corrects` the releases that carried them. `same` counts the ballots that are taken away and leave again in the same
    group: there is nothing to do about them.
    """

    canvass: Canvass
    ballots: Mapping[BallotGroup, int]
    corrected: Mapping[BallotGroup, int]
    people: frozenset[str]
    taken: Mapping[Taken, int]
    taken_canvass: Canvass
    corrects: frozenset[str]
    same: Mapping[Taken, int]

    @property
    def envelopes(self) -> int:
        """How many envelopes leave."""
        return self.canvass.received

    @property
    def added(self) -> int:
        """The ballots that its rows add."""
        return sum(self.ballots.values())

    @property
    def removed(self) -> int:
        """The ballots that its rows take away."""
        return sum(self.taken.values())


def survey(content: ReleaseContent, *, takes_away: bool = True) -> Survey:
    """Go through the rows once; ValueError where they are not sorted by envelope number, each number once.

    Where it `takes_away` nothing, as every release before version 5 of its manifest, precincts are not told apart either.
    """
    notes = _Notes(content, takes_away)
    canvass = tally(notes.envelopes(), content.election, departures=False)
    taken = tally(notes.taken_away() if takes_away else (), content.election, departures=False)
    people = frozenset(notes.people)
    return Survey(
        canvass, notes.ballots, notes.corrected, people, notes.taken, taken, frozenset(notes.corrects), notes.same
    )


def group_of(envelope: EnvelopeState, *, precincts: bool = True) -> BallotGroup | None:
    """The group of an envelope's ballot; None where it does not count."""
    what = envelope.determination
    if what is None or what.outcome not in COUNTING:
        return None
    precinct = envelope.precinct_cast if precincts else ""
    apart = "kept_apart" in what.marks
    return BallotGroup(envelope.place, what.cast_style, apart, not what.not_counted, what.counted, precinct)


class _Notes:
    """What is noted of each row while the canvass goes through them."""

    def __init__(self, content: ReleaseContent, takes_away: bool) -> None:
        self._content, self._takes_away = content, takes_away
        self.ballots: Counter[BallotGroup] = Counter()
        self.corrected: Counter[BallotGroup] = Counter()
        self.people: set[str] = {content.made_by}
        self.taken: Counter[Taken] = Counter()
        self.same: Counter[Taken] = Counter()
        self.corrects: set[str] = set()

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

    def taken_away(self) -> Iterator[EnvelopeState]:
        """The envelopes that left before, as they left."""
        for each in self._content.corrections:
            group = group_of(each.before)
            self.corrects.add(each.replaces)
            if group is not None:
                self.taken[group, each.replaces] += 1
                self.same[group, each.replaces] += each.leaves and group_of(each.now) == group
            yield each.before

    def _note(self, row: ReleaseRow) -> None:
        self.people |= {row.determination.by, row.approved_by}
        group = group_of(row.envelope, precincts=self._takes_away)
        if group is not None:
            self.ballots[group] += 1
            self.corrected[group] += bool(self._content.corrects(row.envelope))
