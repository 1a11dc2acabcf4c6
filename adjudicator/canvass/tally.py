"""The canvass: every envelope counted once, by outcome, and the ballots that may count in each contest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from adjudicator.canvass.departures import Departures, DepartureSums
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.law.engine.codes import REASON_ORDER
from adjudicator.records.election import Election

OUTCOME_COLUMNS = ("count_full", "count_partial", "not_counted", "held", "undecided")
COUNTING = frozenset({"count_full", "count_partial"})
APPROVED = frozenset({"approved", "released"})

YES, NO = "yes", "no"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OutcomeCounts:
    """How many envelopes have each outcome."""

    count_full: int = 0
    count_partial: int = 0
    not_counted: int = 0
    held: int = 0
    undecided: int = 0

    @property
    def received(self) -> int:
        """The sum of the five."""
        return self.count_full + self.count_partial + self.not_counted + self.held + self.undecided

    @property
    def may_count(self) -> int:
        """Ballots that count in full or in part."""
        return self.count_full + self.count_partial


@dataclass(frozen=True, slots=True)
class ContestCell:
    """Where a ballot that counts is to be sought: the precinct where it was cast, the contest, kept apart or not."""

    precinct: str
    contest: str
    kept_apart: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What left in one release: its envelopes, and those of them that are open again and that no later one has carried."""

    envelopes: int = 0
    open_again: int = 0


@dataclass(frozen=True, slots=True)
class Canvass:
    """What became of the envelopes.

    `received` is how many were seen, `outcomes` what became of them; `kept_apart` how many have that mark in force.
    `approved` counts all that another person approved, released ones included. `released` have left in a release, of which
    `open_again` were reopened and no later release has carried since, and `released_counting` stand as released and may
    count; `by_release` says the same of each release. `contests` maps contest -> ballots that count, every contest of the
    election in ballot order; `contest_cells` the same split by precinct cast and kept apart, without zeros. `reasons` maps
    the primary reason of what is not counted -> envelopes, in the law's order. The breakdowns map a place, precinct cast or
    stream (empty: not
    given), and "yes" or "no" for kept apart and for departing from the recommendation. `departures` says who departed, and
    how. `approved_only`: a determination that nobody approved was left undecided. `by_mistake` were entered by mistake: they
    are no envelopes, and `received` is without them.
    """

    received: int
    outcomes: OutcomeCounts
    kept_apart: int
    approved: int
    released: int
    open_again: int
    released_counting: int
    contests: Mapping[str, int]
    contest_cells: Mapping[ContestCell, int]
    reasons: Mapping[str, int]
    by_place: Mapping[str, OutcomeCounts]
    by_precinct: Mapping[str, OutcomeCounts]
    by_stream: Mapping[str, OutcomeCounts]
    by_kept_apart: Mapping[str, OutcomeCounts]
    by_departs: Mapping[str, OutcomeCounts]
    departures: Departures
    by_release: Mapping[str, Left] = field(default_factory=dict[str, Left])
    approved_only: bool = False
    by_mistake: int = 0

    @property
    def count_full(self) -> int:
        """Ballots that count in full."""
        return self.outcomes.count_full

    @property
    def count_partial(self) -> int:
        """Ballots that count in some contests."""
        return self.outcomes.count_partial

    @property
    def not_counted(self) -> int:
        """Ballots that are not counted."""
        return self.outcomes.not_counted

    @property
    def held(self) -> int:
        """Envelopes that wait for something with a deadline, or for a court."""
        return self.outcomes.held

    @property
    def undecided(self) -> int:
        """Envelopes without a determination in force."""
        return self.outcomes.undecided

    @property
    def may_count(self) -> int:
        """Ballots that count in full or in part."""
        return self.outcomes.may_count

    def balances(self) -> bool:
        """Whether received = in full + in part + not counted + held + undecided, and every breakdown says the same."""
        breakdowns = (self.by_place, self.by_precinct, self.by_stream, self.by_kept_apart, self.by_departs)
        sums = [sum(counts.received for counts in breakdown.values()) for breakdown in breakdowns]
        return (
            all(total == self.received for total in (self.outcomes.received, *sums))
            and sum(self.reasons.values()) == self.not_counted
        )


def tally(
    states: Iterable[EnvelopeState], election: Election, *, approved_only: bool = False, departures: bool = True
) -> Canvass:
    """Count envelopes, reading each once; memory grows with places and contests, not with envelopes.

    With `approved_only`, as a release does it, a determination that nobody has approved yet is undecided; a hold stands,
    since nothing is approved before its cure. Without `departures` nobody's are counted, and no answer of an envelope is
    read. Raises KeyError for a contest that the election does not have.
    """
    sums = _Sums(approved_only, departures)
    for state in states:
        sums.add(state)
    return sums.canvass(election)


@dataclass(slots=True)
class _Sums:
    """The running counts. A ballot's contests are counted as one set and taken apart at the end: that is much faster."""

    approved_only: bool
    with_departures: bool
    outcomes: Counter[str] = field(default_factory=Counter[str])
    statuses: Counter[str] = field(default_factory=Counter[str])
    reasons: Counter[str] = field(default_factory=Counter[str])
    places: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    precincts: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    streams: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    apart: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    departs: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    departures: DepartureSums = field(default_factory=DepartureSums)
    ballots: Counter[tuple[str, bool, tuple[str, ...]]] = field(
        default_factory=Counter[tuple[str, bool, tuple[str, ...]]]
    )
    released_counting: int = 0
    left: int = 0
    carried: Counter[tuple[str, ...]] = field(default_factory=Counter[tuple[str, ...]])
    open_again: Counter[str] = field(default_factory=Counter[str])
    by_mistake: int = 0

    def add(self, state: EnvelopeState) -> None:
        if state.releases:
            self.carried[state.releases] += 1
            self.left += bool(state.released_in)
            self.open_again[state.released_in] += state.open_again
        if state.is_none:
            self.by_mistake += 1
            return
        outcome = self._outcome(state)
        kept_apart = outcome != "undecided" and state.kept_apart
        self.outcomes[outcome] += 1
        self.statuses[state.status] += 1
        self.places[state.place, outcome] += 1
        self.precincts[state.precinct_cast, outcome] += 1
        self.streams[state.stream, outcome] += 1
        self.apart[YES if kept_apart else NO, outcome] += 1
        determination = state.determination if outcome != "undecided" else None
        self.departs[YES if determination is not None and determination.departs else NO, outcome] += 1
        if determination is None:
            return
        if self.with_departures:
            self.departures.add(state, determination)
        if outcome == "not_counted":
            self.reasons[next(iter(determination.reasons), "")] += 1
        if outcome in COUNTING:
            self.ballots[state.precinct_cast, kept_apart, determination.counted] += 1
            self.released_counting += state.status == "released"

    def canvass(self, election: Election) -> Canvass:
        cells, contests = self._contests(election)
        apart = _breakdown(self.apart, (YES, NO))
        return Canvass(
            received=self.outcomes.total(),
            outcomes=_counts(self.outcomes),
            kept_apart=apart[YES].received if YES in apart else 0,
            approved=self.statuses["approved"] + self.statuses["released"],
            released=self.left,
            open_again=self.open_again.total(),
            released_counting=self.released_counting,
            contests=contests,
            contest_cells=cells,
            reasons=_in_order(self.reasons, REASON_ORDER),
            by_place=_breakdown(self.places, ()),
            by_precinct=_breakdown(self.precincts, tuple(election.precincts)),
            by_stream=_breakdown(self.streams, ("election_day", "advance", "absentee")),
            by_kept_apart=apart,
            by_departs={value: OutcomeCounts() for value in (YES, NO)} | _breakdown(self.departs, (YES, NO)),
            departures=self.departures.departures(),
            by_release=self._by_release(),
            approved_only=self.approved_only,
            by_mistake=self.by_mistake,
        )

    def _by_release(self) -> dict[str, Left]:
        envelopes = Counter[str]()
        for releases, number in self.carried.items():
            envelopes.update(dict.fromkeys(releases, number))
        return {release: Left(envelopes[release], self.open_again[release]) for release in sorted(envelopes)}

    def _outcome(self, state: EnvelopeState) -> str:
        return approved_outcome(state) if self.approved_only else state.outcome

    def _contests(self, election: Election) -> tuple[dict[ContestCell, int], dict[str, int]]:
        cells: Counter[ContestCell] = Counter()
        contests = dict.fromkeys(in_ballot_order(election), 0)
        for (precinct, kept_apart, counted), ballots in self.ballots.items():
            for contest in counted:
                contests[contest] += ballots
                cells[ContestCell(precinct, contest, kept_apart)] += ballots
        return dict(cells), contests


def approved_outcome(state: EnvelopeState) -> str:
    """The outcome of an envelope in a release: what nobody has approved yet is undecided, and a hold stands."""
    waits = state.status not in APPROVED and state.outcome != "held"
    return "undecided" if waits else state.outcome


def in_ballot_order(election: Election) -> tuple[str, ...]:
    """The ids of all contests of the election in ballot order."""
    return tuple(sorted(election.contests, key=lambda contest: election.contests[contest].ordinal))


def _counts(outcomes: Mapping[str, int]) -> OutcomeCounts:
    return OutcomeCounts(**outcomes)


def _breakdown(pairs: Mapping[tuple[str, str], int], order: tuple[str, ...]) -> dict[str, OutcomeCounts]:
    """Counts for each value: those of `order` first, then the rest by name."""
    found: dict[str, dict[str, int]] = {}
    for (value, outcome), number in pairs.items():
        found.setdefault(value, {})[outcome] = number
    return {value: _counts(outcomes) for value, outcomes in _in_order(found, order).items()}


def _in_order(found: Mapping[str, T], order: tuple[str, ...]) -> dict[str, T]:
    known = [value for value in dict.fromkeys(order) if value in found]
    return {value: found[value] for value in [*known, *sorted(set(found) - set(known))]}
