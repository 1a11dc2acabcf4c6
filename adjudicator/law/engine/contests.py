"""Which contests of the cast ballot the limits leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from adjudicator.law.engine.memo import remember
from adjudicator.law.rules.rule import (
    BOTH_BALLOTS,
    FEDERAL_CONTEST,
    IN_TIME,
    NO_PARTY,
    POLLS_OPEN,
    PRESIDENT,
    STATEWIDE,
    TOO_LATE_CONTEST,
    levels_of,
)
from adjudicator.records.election import NO_BALLOT, Contest, Election
from adjudicator.records.findings import ContestVerdict

Limit = tuple[str, str]
"""Code and scope. A set of limits is a bit mask over the pack's limits in the law's order."""

Ballot = tuple[str, str | None, frozenset[str], frozenset[str]]
"""Cast style, home style or None, the contests for which the voter registered too late, and those for which the polls had
closed (`rules.hours`)."""

Verdict = tuple[bool | None, str | None]
"""Whether a contest counts, None where it cannot be told yet, and the first limit that takes it out."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What the sets of limits do to one cast ballot, as far as the rules can tell ballots apart.

    `kept[mask]` is a number for the set of contests that the limits of the mask leave, the same number for the same
    set; `nothing` and `everything` say where that set is empty or whole; `unsettled` are the limits whose contests
    cannot be told, the home style being unknown. `conditions` are those of effects that are true of election and ballot.
    Profiles are compared by identity: equal ones are one object as long as they are remembered.
    """

    kept: tuple[int, ...]
    nothing: tuple[bool, ...]
    everything: tuple[bool, ...]
    unsettled: int
    conditions: frozenset[str]


class Profiles:
    """The profiles of any ballots under the limits of a pack."""

    def __init__(self, limits: Sequence[Limit]) -> None:
        self.limits = limits
        self._of: dict[tuple[frozenset[int], int, frozenset[str]], Profile] = {}
        self._profiles: dict[tuple[object, ...], Profile] = {}

    def of(self, outs: frozenset[int], unsettled: int, conditions: frozenset[str]) -> Profile:
        """The profile of a ballot; contests that the same limits take out, one of `outs`, stay or go together."""
        about = (outs, unsettled, conditions)
        return self._of.get(about) or remember(self._of, about, lambda: self._profile(*about))

    def _profile(self, outs: frozenset[int], unsettled: int, conditions: frozenset[str]) -> Profile:
        masks = range(1 << len(self.limits))
        left = [frozenset(out for out in outs if not out & mask) for mask in masks]
        numbers: dict[tuple[int, frozenset[int]], int] = {}
        kept = tuple(numbers.setdefault((mask & unsettled, left[mask]), len(numbers)) for mask in masks)
        nothing = tuple(not each for each in left)
        everything = tuple(left[mask] == outs and not mask & unsettled for mask in masks)
        key = (kept, nothing, everything, unsettled, conditions)
        return remember(self._profiles, key, lambda: Profile(*key))


@dataclass(frozen=True, slots=True)
class CastBallot:
    """A cast ballot with its contests in ballot order: per contest the mask of limits that take it out."""

    contests: tuple[str, ...]
    takes_out: tuple[int, ...]
    profile: Profile


@dataclass(frozen=True, slots=True)
class _Style:
    """A ballot style: its contests, each with its bit and the limits that take it out on every ballot of the style."""

    contests: tuple[str, ...]
    bits: tuple[tuple[int, int], ...]
    mask: int


class Ballots:
    """The ballots of an election under the limits of a pack. Sets of contests are bit masks over the election's."""

    def __init__(self, election: Election, profiles: Profiles) -> None:
        self._limits, self._profiles = profiles.limits, profiles
        self._conditions = [conditions_of(election, too_late=late) for late in (False, True)]
        self._bits = {contest: 1 << place for place, contest in enumerate(election.contests)}
        kept_by = {
            STATEWIDE: {each.id for each in election.contests.values() if each.is_statewide},
            NO_PARTY: {each.id for each in election.contests.values() if not each.party},
            PRESIDENT: {each.id for each in _for_president(election)},
            **{
                scope: {each.id for each in election.contests.values() if each.level in levels}
                for __, scope in profiles.limits
                if (levels := levels_of(scope)) is not None
            },
        }
        always_out = {
            contest: self._limits_where(lambda scope, contest=contest: contest not in kept_by.get(scope, (contest,)))
            for contest in election.contests
        }
        self._styles = {
            style: _Style(
                contests, tuple((self._bits[each], always_out[each]) for each in contests), self._mask(contests)
            )
            for style, contests in election.styles.items()
        }
        self._by_home = self._limits_where(lambda scope: scope == BOTH_BALLOTS)
        self._by_time = self._limits_where(lambda scope: scope == IN_TIME)
        self._by_hours = self._limits_where(lambda scope: scope == POLLS_OPEN)

    def sheet(self, ballot: Ballot) -> CastBallot:
        """Lay out a cast ballot. Contests that are not on it have no effect; KeyError for an unknown style.

        A home style of NO_BALLOT has no contest: the voter's address is outside the area of the election.
        """
        cast_style, home_style, late, shut = ballot
        style, by_home = self._styles[cast_style], self._by_home
        at_home = style.mask if home_style is None else self._at_home(home_style)
        takes_out = tuple([out if at_home & bit else out | by_home for bit, out in style.bits])
        closed = self._mask(late.intersection(style.contests)) if late else 0
        if closed:
            pairs = zip(style.bits, takes_out, strict=True)
            takes_out = tuple([out | self._by_time if closed & bit else out for (bit, _), out in pairs])
        if shut:
            over, pairs = self._mask(shut.intersection(style.contests)), zip(style.bits, takes_out, strict=True)
            takes_out = tuple([out | self._by_hours if over & bit else out for (bit, _), out in pairs])
        unsettled = by_home if home_style is None else 0
        profile = self._profiles.of(frozenset(takes_out), unsettled, self._conditions[bool(closed)])
        return CastBallot(style.contests, takes_out, profile)

    def _at_home(self, style: str) -> int:
        return 0 if style == NO_BALLOT else self._styles[style].mask

    def _mask(self, contests: Iterable[str]) -> int:
        return sum({self._bits[contest] for contest in contests})

    def _limits_where(self, true_of: Callable[[str], bool]) -> int:
        """The limits of whose scope something is true, as a mask."""
        return sum(1 << place for place, (_, scope) in enumerate(self._limits) if true_of(scope))


class Verdicts:
    """What becomes of the contests of cast ballots under the limits of a pack. Verdicts that are equal are one object."""

    def __init__(self, limits: Sequence[Limit]) -> None:
        self._limits = limits
        self._shared: dict[tuple[int, frozenset[int], int, bool], _Shared] = {}

    def of(self, sheet: CastBallot, masks: frozenset[int], counted: bool) -> tuple[ContestVerdict, ...]:
        """A verdict for each contest of a ballot, `masks` and `counted` being as for `verdict_of`."""
        unsettled = sheet.profile.unsettled
        by_limits = {out: self._of_contests((out, masks, unsettled, counted)) for out in set(sheet.takes_out)}
        return tuple([by_limits[out][contest] for contest, out in zip(sheet.contests, sheet.takes_out, strict=True)])

    def _of_contests(self, about: tuple[int, frozenset[int], int, bool]) -> _Shared:
        shared = self._shared.get(about)
        return shared or remember(self._shared, about, lambda: _Shared(*verdict_of(*about, self._limits)))


class _Shared(dict[str, ContestVerdict]):
    """Contest -> its verdict, of contests that fare alike; made when first asked for."""

    def __init__(self, counts: bool | None, code: str | None) -> None:
        super().__init__()
        self._fare = (counts, code)

    def __missing__(self, contest: str) -> ContestVerdict:
        verdict = self[contest] = ContestVerdict(contest, *self._fare)
        return verdict


def conditions_of(election: Election, *, too_late: bool) -> frozenset[str]:
    """The conditions of effects that are true of an election, and of a ballot where single contests closed too early."""
    federal = {FEDERAL_CONTEST} if election.has_federal_contest else set[str]()
    return frozenset(federal | {TOO_LATE_CONTEST} if too_late else federal)


def _for_president(election: Election) -> Iterable[Contest]:
    contests = election.contests.values()
    if any(contest.office for contest in contests):
        return [contest for contest in contests if contest.office == "president"]
    return [contest for contest in contests if contest.is_for_president]


def verdict_of(out: int, masks: frozenset[int], unsettled: int, counted: bool, limits: Sequence[Limit]) -> Verdict:
    """Say whether a contest that the limits `out` take out counts: true or false where all `masks` agree, else None.

    `masks` are the sets of limits of all completions that count, or of all completions where `counted` is false:
    then no contest counts, and the code names the limit that would take it out anyway.
    """
    taken = [out & mask for mask in masks]
    if all(taken):
        return False, _first_limit(taken, limits)
    if not counted:
        return False, None
    agreed = not any(taken) and not any(mask & unsettled for mask in masks)
    return (True if agreed else None), None


def _first_limit(taken: Sequence[int], limits: Sequence[Limit]) -> str:
    """The first limit that takes the contest out in all completions, or else the first in any."""
    mask = reduce(and_, taken) or reduce(or_, taken)
    return limits[(mask & -mask).bit_length() - 1][0]
