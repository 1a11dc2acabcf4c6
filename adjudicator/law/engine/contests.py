"""Which contests of the cast ballot the limits leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from adjudicator.law.engine.memo import remember
from adjudicator.law.rules.rule import BOTH_BALLOTS, IN_TIME, NO_PARTY, PRESIDENT, STATEWIDE
from adjudicator.records.election import NO_BALLOT, Contest, Election

Limit = tuple[str, str]
"""Code and scope. A set of limits is a bit mask over the pack's limits in the law's order."""

Ballot = tuple[str, str | None, frozenset[str]]
"""Cast style, home style or None, and the contests for which the voter registered too late."""

Verdict = tuple[bool | None, str | None]
"""Whether a contest counts, None where it cannot be told yet, and the first limit that takes it out."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What the sets of limits do to one cast ballot, as far as the rules can tell ballots apart.

    `kept[mask]` is a number for the set of contests that the limits of the mask leave, the same number for the same
    set; `nothing` and `everything` say where that set is empty or whole; `unsettled` are the limits whose contests
    cannot be told, the home style being unknown. `too_late` says whether single contests closed before registration.
    Profiles are compared by identity: equal ones are one object as long as they are remembered.
    """

    kept: tuple[int, ...]
    nothing: tuple[bool, ...]
    everything: tuple[bool, ...]
    unsettled: int
    too_late: bool


@dataclass(frozen=True, slots=True)
class CastBallot:
    """A cast ballot with its contests in ballot order: per contest the mask of limits that take it out."""

    contests: tuple[str, ...]
    takes_out: tuple[int, ...]
    profile: Profile


class Ballots:
    """The ballots of an election under the limits of a pack. Sets of contests are bit masks over the election's."""

    def __init__(self, election: Election, limits: Sequence[Limit]) -> None:
        self._styles = election.styles
        self._limits = limits
        self._bits = {contest: 1 << place for place, contest in enumerate(election.contests)}
        self._fixed = {
            STATEWIDE: self._mask(each.id for each in election.contests.values() if each.is_statewide),
            NO_PARTY: self._mask(each.id for each in election.contests.values() if not each.party),
            PRESIDENT: self._mask(each.id for each in _for_president(election)),
        }
        self._profiles: dict[tuple[object, ...], Profile] = {}

    def sheet(self, ballot: Ballot) -> CastBallot:
        """Lay out a cast ballot. Contests that are not on it have no effect; KeyError for an unknown style.

        A home style of NO_BALLOT has no contest: the voter's address is outside the area of the election.
        """
        cast_style, home_style, late = ballot
        contests = self._styles[cast_style]
        here = self._mask(contests)
        closed = self._mask(late.intersection(contests))
        at_home = self._mask(self._of_home(home_style)) if home_style is not None else here
        scopes = {**self._fixed, BOTH_BALLOTS: at_home, IN_TIME: ~closed}
        keeps = [scopes[scope] for _, scope in self._limits]
        takes_out = tuple(
            sum(1 << place for place, keep in enumerate(keeps) if not keep & self._bits[contest])
            for contest in contests
        )
        return CastBallot(contests, takes_out, self._profile(here, keeps, home_style is None, bool(closed)))

    def _of_home(self, style: str) -> tuple[str, ...]:
        return () if style == NO_BALLOT else self._styles[style]

    def _mask(self, contests: Iterable[str]) -> int:
        return sum({self._bits[contest] for contest in contests})

    def _profile(self, here: int, keeps: Sequence[int], homeless: bool, too_late: bool) -> Profile:
        home_matters = sum(1 << place for place, (_, scope) in enumerate(self._limits) if scope == BOTH_BALLOTS)
        unsettled = home_matters if homeless else 0
        left = [here]
        for mask in range(1, 1 << len(keeps)):
            left.append(left[mask & (mask - 1)] & keeps[(mask & -mask).bit_length() - 1])
        numbers: dict[tuple[int, int], int] = {}
        kept = tuple(numbers.setdefault((mask & unsettled, each), len(numbers)) for mask, each in enumerate(left))
        nothing = tuple(not each for each in left)
        everything = tuple(each == here and not mask & unsettled for mask, each in enumerate(left))
        key = (kept, nothing, everything, unsettled, too_late)
        return remember(self._profiles, key, lambda: Profile(*key))


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
