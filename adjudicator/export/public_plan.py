"""Which lines of the public totals are joined, so that this release and all before it together find nobody.

Everybody may know who cast a provisional ballot where: the check-in list says it. What keeps a voter's outcome open is
another voter who could be in their place. Two voters can be exchanged with all that ever became of their ballots if, in
each release, they stand on the same line or had the same outcome: every public file, then, says the same as before. So each
voter needs, in each release, others to be exchanged with whose outcome is another one. Lines for which that does not hold
are joined, which only adds voters to exchange.

What changed on a line since an earlier release stands in the difference of the two. So the ballots of a line that
changed have to be as many, and as mixed, as a line of their own would have to be, or be all that changed in the county.
Lines that were joined once stay joined: else a line would follow from the earlier sum less the others.

The county's own line is always exact. It is no line of a table here, and what it alone tells is not withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from adjudicator.canvass.tally import NO, OUTCOME_COLUMNS, YES, approved_outcome
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.suppression import SMALLEST_SHOWN, joined_small, shown_lines

OTHERS = 3
"""So many voters, at least, one could be exchanged with who have another outcome.

One of them may tell their own. And that a line was joined says something to a reader who knows how it is done: with a single
other, it can say that there was none.
"""

REASON, JOINED_REASONS = "reason", ""
"""The table of reasons, which has one number a line; and the line of those that are joined."""

NOT_YET = ""
"""The outcome, in an earlier release, of an envelope that was received after it; and of one that was none after all."""


class CountedAs(NamedTuple):
    """Where an envelope counts in the totals, by table, its outcome, and why it is not counted; empty where it is.

    What nobody approved is undecided.
    """

    precinct: str
    stream: str
    kept_apart: str
    departs: str
    outcome: str
    reason: str = ""


TABLES = ("precinct", "stream", "kept_apart", "departs")
KNOWN = ("precinct", "stream")
"""What the check-in list says of a voter. The other tables are of what only the office knows, and is exchanged with it."""
MARKS = frozenset({"kept_apart", "departs"})
"""Tables of what only a determination has: what is undecided is never kept apart, and never departs."""

Standings = Mapping[str, CountedAs]
"""Envelope -> where it counts."""
Joined = Mapping[str, frozenset[str]]
"""Table -> the values whose lines are joined to one."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a release before said: `standings` at its time. `planned`: its lines were joined as here, not table by table."""

    release: str
    standings: Standings
    planned: bool


def joined_lines(now: Standings, earlier: Sequence[Earlier] = ()) -> Joined:
    """For each table of the public totals, the values whose lines are joined; all of them where none can be shown."""
    before: list[_Printed] = []
    for each in earlier:
        standings = _counted_once(each.standings, before)
        joined = _planned(standings, before) if each.planned else _unplanned(standings)
        before.append(_Printed(standings, joined))
    return _planned(_counted_once(now, before), before)


def _counted_once(standings: Standings, before: Sequence[_Printed]) -> Standings:
    """The envelopes that count, and those that no longer do and did in a release before: their going is told, too."""
    gone = [number for number, each in standings.items() if each.outcome == NOT_YET]
    never = {number for number in gone if not any(number in each.standings for each in before)}
    return {number: each for number, each in standings.items() if number not in never} if never else standings


def standing_of(envelope: EnvelopeState) -> CountedAs:
    """Where an envelope counts in the totals of a release; one that is none counts nowhere, as if it were still to come."""
    if envelope.is_none:
        return CountedAs(envelope.precinct_cast, envelope.stream, NO, NO, NOT_YET)
    outcome = approved_outcome(envelope)
    determination = envelope.determination if outcome != "undecided" else None
    reasons = determination.reasons if determination is not None and outcome == "not_counted" else ()
    return CountedAs(
        envelope.precinct_cast,
        envelope.stream,
        YES if outcome != "undecided" and envelope.kept_apart else NO,
        YES if determination is not None and determination.departs else NO,
        outcome,
        next(iter(reasons), ""),
    )


def never_in(by: str) -> frozenset[tuple[str, str]]:
    """Places (line, column) of a table that everybody knows to be zero."""
    return frozenset({(YES, "undecided")}) if by in MARKS else frozenset()


def values_of(standings: Standings, by: str) -> frozenset[str]:
    """The values of a table that have a ballot."""
    at = TABLES.index(by)
    return frozenset(each[at] for each in standings.values())


class _Printed:
    """The tables of one release as they were printed."""

    def __init__(self, standings: Standings, joined: Joined) -> None:
        self.standings, self.joined = standings, joined
        self.whole = {by for by in TABLES if values_of(standings, by) <= joined[by]}

    def line(self, by: str, value: str) -> str:
        """The line on which a value stands; the same for all values where the table says no more than the county's line."""
        return "" if by in self.whole or value in self.joined[by] else f"={value}"

    def lines(self, standing: CountedAs) -> tuple[str, ...]:
        """The lines on which a voter stands whom the check-in list names."""
        return tuple(self.line(by, standing[TABLES.index(by)]) for by in KNOWN)


def _numbers(standings: Standings, by: str) -> dict[str, dict[str, int]]:
    at, counts = TABLES.index(by), Counter[tuple[str, str]]()
    for each in standings.values():
        counts[each[at], each.outcome] += 1
    return {
        value: {column: counts[value, column] for column in OUTCOME_COLUMNS}
        for value in sorted(values_of(standings, by))
    }


def _table(standings: Standings, by: str, joined: Set[str] = frozenset()) -> frozenset[str]:
    """The values that are joined where a table is looked at by itself; one is never joined alone."""
    numbers = _numbers(standings, by)
    if len(joined) == 1 and len(numbers) > 1:
        others = numbers.keys() - joined
        joined = {*joined, min(others, key=lambda name: (sum(numbers[name].values()), name))}
    shown = shown_lines(numbers, never_in(by), joined)
    return frozenset(name for line in shown if len(line.names) > 1 or len(shown) == 1 for name in line.names)


def _unplanned(standings: Standings) -> Joined:
    """What was joined while each table was looked at by itself, and no release before it."""
    tables = {by: _table(standings, by) for by in TABLES}
    return {**tables, REASON: frozenset(joined_small(_reasons(standings))[1])}


def _planned(now: Standings, before: Sequence[_Printed]) -> Joined:
    """Precincts first, since they are asked for most; of the other tables those that find nobody beside what is shown."""
    plan: dict[str, frozenset[str]] = {by: values_of(now, by) for by in TABLES}
    for by in TABLES:
        plan[by] = _joined(by, now, before, plan)
    plan[REASON] = _joined_reasons(now, before)
    return plan


def _reasons(standings: Standings) -> dict[str, int]:
    return dict(Counter(each.reason for each in standings.values() if each.outcome == "not_counted"))


def _joined_reasons(now: Standings, before: Sequence[_Printed]) -> frozenset[str]:
    """The reasons that are joined: of few ballots, joined before, or changed by few since."""
    numbers = _reasons(now)
    joined = frozenset(reason for each in before for reason in each.joined[REASON])
    while True:
        shown, together = joined_small(numbers, joined)
        joined = frozenset(together)
        telling = {reason for then in before for reason in _few_changed(now, then, shown)}
        if not telling:
            return joined
        joined |= telling


def _few_changed(now: Standings, then: _Printed, shown: Collection[str]) -> Iterator[str]:
    """Reasons of which few came or went since a release; none where those are all that came or went in the county."""
    changed = Counter[str]()
    for number, each in now.items():
        was = then.standings.get(number)
        before = "" if was is None or was.outcome != "not_counted" else was.reason
        after = each.reason if each.outcome == "not_counted" else ""
        if before != after:
            changed.update(reason if reason in shown else JOINED_REASONS for reason in {before, after} if reason)
    few = [reason for reason, number in changed.items() if number < SMALLEST_SHOWN]
    if len(changed) > 1 and few == [JOINED_REASONS]:
        few = [min((reason for reason in changed if reason != JOINED_REASONS), key=lambda name: (changed[name], name))]
    yield from (reason for reason in few if reason != JOINED_REASONS and len(changed) > 1)


def _joined(by: str, now: Standings, before: Sequence[_Printed], plan: Joined) -> frozenset[str]:
    everything = values_of(now, by)
    joined = frozenset(
        value for each in before if by not in each.whole for value in each.joined[by] if value in everything
    )
    while True:
        joined = _table(now, by, joined)
        printed = _Printed(now, {**plan, by: joined})
        if by in printed.whole:
            return everything
        telling = _changing(by, printed, before) or (_finding(by, printed, before) if by in KNOWN else set[str]())
        if not telling:
            return joined
        joined |= telling


def _changing(by: str, now: _Printed, before: Iterable[_Printed]) -> set[str]:
    """Values whose lines tell, beside an earlier release, what became of the few that changed since."""
    at, found, everything = TABLES.index(by), set[str](), values_of(now.standings, by)
    for then in before:
        if by in then.whole:
            continue
        changed: dict[str, _Change] = {}
        for number, each in now.standings.items():
            was = then.standings.get(number)
            if was is None or (was.outcome, was[at]) != (each.outcome, each[at]):
                came = now.line(by, each[at])
                changed.setdefault(came, _Change()).came_to(each, each[at])
                if was is not None and was[at] in everything:
                    changed.setdefault(now.line(by, was[at]), _Change()).went_from(was, was[at])
        unfit = {line for line, change in changed.items() if len(changed) > 1 and not change.is_mixed}
        if unfit == {""}:  # the joined line itself tells: the one with the fewest changes goes along with it
            others = [line for line in changed if line]
            unfit.add(min(others, key=lambda line: (changed[line].came.total(), line)))
        for line in unfit:
            found |= changed[line].values
    return found


class _Change:
    """What changed on a line since an earlier release: what came to each outcome, and what went from it."""

    def __init__(self) -> None:
        self.came, self.went, self.values = Counter[str](), Counter[str](), set[str]()

    def came_to(self, now: CountedAs, value: str) -> None:
        self.came[now.outcome] += 1
        self.values.add(value)

    def went_from(self, was: CountedAs, value: str) -> None:
        self.went[was.outcome] += 1
        self.values.add(value)

    @property
    def is_mixed(self) -> bool:
        """Whether what changed could be printed as a line of its own, and so could what follows from the two lines."""
        nets = [abs(self.came[outcome] - self.went[outcome]) for outcome in {*self.came, *self.went}]
        return len(self.came) > 1 and all(each >= SMALLEST_SHOWN for each in [*self.came.values(), *filter(None, nets)])


def _finding(by: str, now: _Printed, before: Sequence[_Printed]) -> set[str]:
    """Values of a table on whose lines a voter is found, in this release or in one of those before."""
    releases = [*before, now]
    at, values = TABLES.index(by), dict[str, set[str]]()
    histories = Counter[tuple[_Step, ...]]()
    for each, history in _histories(releases):
        histories[history] += 1
        values.setdefault(now.line(by, each[at]), set()).add(each[at])
    lines: set[str] = set()
    for number, release in enumerate(releases):
        if all(name in release.whole for name in KNOWN):
            continue
        for history in _found(histories, number):
            lines.add(history[-1].lines[KNOWN.index(by)])
    found: set[str] = set()
    for line in lines:
        found |= values[line]
    if lines == {""}:
        sizes = Counter(now.line(by, each[at]) for each in now.standings.values())
        others = [line for line in sizes if line]
        found |= values[min(others, key=lambda line: (sizes[line], line))]
    return found


class _Step(NamedTuple):
    """What a release says of a voter: the lines, and the outcome."""

    lines: tuple[str, ...]
    outcome: str


def _histories(releases: Sequence[_Printed]) -> Iterator[tuple[CountedAs, tuple[_Step, ...]]]:
    """For each envelope what became of it from release to release; one received later stood nowhere before."""
    for number, each in releases[-1].standings.items():
        steps: list[_Step] = []
        for release in releases:
            was = release.standings.get(number)
            outcome = NOT_YET if was is None else was.outcome
            steps.append(_Step(release.lines(each if was is None else was), outcome))
        yield each, tuple(steps)


def _found(histories: Counter[tuple[_Step, ...]], at: int) -> Iterator[tuple[_Step, ...]]:
    """The histories of voters who have, in one release, too few to be exchanged with who have another outcome there."""
    beside: dict[tuple[str, ...], list[tuple[_Step, ...]]] = {}
    for history in histories:
        beside.setdefault(history[at].lines, []).append(history)
    for history in histories:
        others = 0
        for other in beside[history[at].lines]:
            if other[at].outcome != history[at].outcome and _exchangeable(history, other):
                others += histories[other]
                if others >= OTHERS:
                    break
        else:
            yield history


def _exchangeable(one: Sequence[_Step], other: Sequence[_Step]) -> bool:
    return all(a.lines == b.lines or a.outcome == b.outcome for a, b in zip(one, other, strict=True))
