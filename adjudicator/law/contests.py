"""Which contests of the cast ballot the limits leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from adjudicator.law.rule import BOTH_BALLOTS, IN_TIME, PRESIDENT, STATEWIDE
from adjudicator.records.election import Contest, Election
from adjudicator.records.findings import ContestVerdict

Limit = tuple[str, str]
"""Code and scope. A set of limits is a bit mask over the pack's limits in the law's order."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the sets of limits do to one cast ballot, as far as the rules can tell ballots apart.

    `kept[mask]` is a number for the set of contests that the limits of the mask leave, the same number for the same
    set; `nothing` and `everything` say where that set is empty or whole; `unsettled` are the limits whose contests
    cannot be told, the home style being unknown. `too_late` says whether single contests closed before registration.
    """

    kept: tuple[int, ...]
    nothing: tuple[bool, ...]
    everything: tuple[bool, ...]
    unsettled: int
    too_late: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A cast ballot with its contests in ballot order: per contest the mask of limits that take it out."""

    contests: tuple[str, ...]
    takes_out: tuple[int, ...]
    profile: Profile


def sheet_of(
    election: Election, limits: Sequence[Limit], cast_style: str, home_style: str | None, too_late_for: Iterable[str]
) -> Sheet:
    """Lay out a cast ballot under the pack's limits. Unknown contests in `too_late_for` have no effect."""
    contests = election.styles[cast_style]
    late = frozenset(too_late_for)
    keeps = [_keeper(election, scope, home_style, late) for _, scope in limits]
    takes_out = tuple(
        sum(1 << bit for bit, keep in enumerate(keeps) if not keep(election.contests[contest])) for contest in contests
    )
    home_matters = sum(1 << bit for bit, (_, scope) in enumerate(limits) if scope == BOTH_BALLOTS)
    unsettled = home_matters if home_style is None else 0
    return Sheet(contests, takes_out, _profile(takes_out, len(limits), unsettled, bool(late.intersection(contests))))


def _keeper(election: Election, scope: str, home_style: str | None, late: frozenset[str]) -> Callable[[Contest], bool]:
    at_home = frozenset(election.styles[home_style]) if home_style is not None else frozenset(election.contests)
    return {
        PRESIDENT: _president_test(election),
        BOTH_BALLOTS: lambda contest: contest.id in at_home,
        STATEWIDE: lambda contest: contest.is_statewide,
        IN_TIME: lambda contest: contest.id not in late,
    }[scope]


def _president_test(election: Election) -> Callable[[Contest], bool]:
    if any(contest.office for contest in election.contests.values()):
        return lambda contest: contest.office == "president"
    return lambda contest: contest.is_for_president


def _profile(takes_out: tuple[int, ...], limits: int, unsettled: int, too_late: bool) -> Profile:
    numbers: dict[tuple[int, frozenset[int]], int] = {}
    kept: list[int] = []
    nothing: list[bool] = []
    everything: list[bool] = []
    for mask in range(1 << limits):
        left = frozenset(place for place, out in enumerate(takes_out) if not out & mask)
        kept.append(numbers.setdefault((mask & unsettled, left), len(numbers)))
        nothing.append(not left)
        everything.append(len(left) == len(takes_out) and not mask & unsettled)
    return Profile(tuple(kept), tuple(nothing), tuple(everything), unsettled, too_late)


def verdicts(sheet: Sheet, limits: Sequence[Limit], masks: frozenset[int], counted: bool) -> tuple[ContestVerdict, ...]:
    """Say of each contest whether it counts: true or false where all `masks` agree, else None.

    `masks` are the sets of limits of all completions that count, or of all completions where `counted` is false:
    then no contest counts, and the code names the limit that would take it out anyway.
    """
    return tuple(
        _verdict(contest, out, (limits, masks, sheet.profile.unsettled), counted)
        for contest, out in zip(sheet.contests, sheet.takes_out, strict=True)
    )


def _verdict(
    contest: str, out: int, ruled: tuple[Sequence[Limit], frozenset[int], int], counted: bool
) -> ContestVerdict:
    limits, masks, unsettled = ruled
    taken = [out & mask for mask in masks]
    if all(taken):
        return ContestVerdict(contest, False, _first_limit(limits, taken))
    if not counted:
        return ContestVerdict(contest, False)
    agreed = not any(taken) and not any(mask & unsettled for mask in masks)
    return ContestVerdict(contest, True if agreed else None)


def _first_limit(limits: Sequence[Limit], taken: list[int]) -> str | None:
    """The first limit that takes the contest out in all completions, or else in any; None if there is none at all."""
    shared = reduce(and_, taken) if taken else 0
    mask = shared or reduce(or_, taken, 0)
    return limits[(mask & -mask).bit_length() - 1][0] if mask else None
