"""From what every group of facts may contribute to the outcome over all completions (determination.md section 3).

Nothing is approximated. In one frame the completions are all combinations of the groups' contributions: some completion
is free where every group can leave the ballot free, and some counts where no group must keep it from counting. Where a
fact decides within its group, it decides for the ballot wherever the others can leave it free, or let it count; and
that its own group can too goes without saying, since otherwise there were nothing to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from adjudicator.law.engine.codes import Codebook
from adjudicator.law.engine.contests import Profile
from adjudicator.law.engine.stance import NO_LIMITS, Stance
from adjudicator.law.engine.turns import EVERYWHERE, FRAME_FACTS, Frames, Turns, from_each, places_of, turns_of
from adjudicator.records.facts import FACTS


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows for all cast ballots of one profile. `masks` are the sets of limits of the completions that matter.

    `nothing_left` says whether the limits leave no contest: "yes", "no" or "unknown".
    """

    outcome: str
    reasons: tuple[str, ...]
    holds: tuple[str, ...]
    needs: tuple[str, ...]
    marks: tuple[str, ...]
    masks: frozenset[int]
    nothing_left: str


def conclude(stances: Sequence[Stance], frames: Frames, profile: Profile, codebook: Codebook) -> Conclusion:
    """Draw the conclusion from the groups' stances in the frames that the known facts leave open."""
    counts, common, limits = EVERYWHERE, 0, NO_LIMITS
    for stance in stances:
        counts &= stance.counts
        common |= stance.common
        limits = stance.limits or limits
    reasons, holds, marks = codebook.read(codebook.in_all(common, frames))
    nothing_left = _extent(limits.some_leave_nothing, limits.all_leave_nothing, frames)
    counting = frames & counts
    if not counting:
        masks = _in_any(limits.of_all, frames)
        return Conclusion("not_counted", reasons, holds, (), marks, masks, nothing_left)
    masks = _in_any(limits.of_counting, counting)
    needs = _needs(stances, frames, counts, any(mask & profile.unsettled for mask in masks))
    outcome = _outcome(holds, needs, all(profile.everything[mask] for mask in masks))
    return Conclusion(outcome, reasons, holds, needs, marks, masks, nothing_left)


def _outcome(holds: tuple[str, ...], needs: tuple[str, ...], whole: bool) -> str:
    if holds:
        return "held"
    if needs:
        return "incomplete"
    return "count_full" if whole else "count_partial"


def _in_any(by_frame: Sequence[frozenset[int]], frames: Frames) -> frozenset[int]:
    """The sets of limits that stand in any of some frames."""
    first, *others = places_of(frames)
    return by_frame[first].union(*[by_frame[frame] for frame in others]) if others else by_frame[first]


def _extent(some: Frames, every: Frames, frames: Frames) -> str:
    if not some & frames:
        return "no"
    return "unknown" if frames & ~every else "yes"


def _needs(stances: Sequence[Stance], frames: Frames, counts: Frames, home_style_wanted: bool) -> tuple[str, ...]:
    free = frames & reduce(and_, [stance.free for stance in stances])
    needed = {
        deciding.fact
        for stance in stances
        for deciding in stance.deciding
        if deciding.if_free & free or deciding.if_counts & counts & frames
    }
    if len(places_of(frames)) > 1:
        turns = _deciding_turns(stances)
        needed.update(fact for fact in FRAME_FACTS if turns & turns_of(fact, frames))
    if home_style_wanted:
        needed.add("home")  # its answer may be there, but not yet which style it means
    return tuple([fact for fact in FACTS if fact in needed]) if needed else ()


def _deciding_turns(stances: Sequence[Stance]) -> Turns:
    """The turns of deadline or ruling that change what matters of some completion.

    A completion that is free before is bound after where any of its contributions is; one that counts is lost likewise.
    """
    turned = [stance.turned for stance in stances]
    bound = reduce(or_, [each.bound for each in turned]) & from_each(reduce(and_, [each.free for each in stances]))
    lost = reduce(or_, [each.lost for each in turned]) & from_each(reduce(and_, [each.counts for each in stances]))
    shown = reduce(or_, [each.shown for each in turned]) & reduce(and_, [each.both for each in turned])
    return bound | lost | shown
