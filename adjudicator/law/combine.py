"""From what every group of facts may contribute to the outcome over all completions (determination.md section 3).

Nothing is approximated: groups are independent, so a statement about all completions is one about each group's
contributions, and what decides between two completions decides whatever the other groups allow beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_, or_

from adjudicator.law.codes import Codebook
from adjudicator.law.contests import Profile
from adjudicator.law.groups import FRAME_FACTS, FRAMES
from adjudicator.law.stance import LOW_BITS, NOT_COUNTED, Contrast, Frames, Stance, not_counted
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


class _Scene:
    """The stances of all groups, and what they allow together."""

    def __init__(self, stances: Sequence[Stance], frames: Frames) -> None:
        self.stances = stances
        self.frames = frames
        self.settled = reduce(or_, (next(iter(stance.classes)) for stance in stances if len(stance.classes) == 1), 0)
        self.open = [stance for stance in stances if len(stance.classes) > 1]
        self.joint = self._join(self.open)

    def others(self, stance: Stance) -> frozenset[int]:
        """The classes that the other groups may have together."""
        if len(stance.classes) > 1:
            return self._join([each for each in self.open if each is not stance])
        if not next(iter(stance.classes)):
            return self.joint
        settled = (next(iter(each.classes)) for each in self.stances if each is not stance and len(each.classes) == 1)
        return _joined([frozenset({reduce(or_, settled, 0)}), *(each.classes for each in self.open)])

    def _join(self, stances: Iterable[Stance]) -> frozenset[int]:
        return _joined([frozenset({self.settled}), *(stance.classes for stance in stances)])


def conclude(
    stances: Sequence[Stance], known: Mapping[str, str], frames: Frames, profile: Profile, codebook: Codebook
) -> Conclusion:
    """Draw the conclusion from the groups' stances in the frames that the known facts leave open."""
    scene = _Scene(stances, frames)
    everywhere = sum(1 << 2 * frame for frame in frames)
    nobody_counts = all(not_counted(joint) == everywhere for joint in scene.joint)
    reasons, holds, marks = codebook.read(_common(stances, len(frames)))
    masks = _masks(scene, not nobody_counts)
    needs = () if nobody_counts else _needs(scene, known, any(mask & profile.unsettled for mask in masks))
    whole = all(profile.everything[mask] for mask in masks)
    outcome = _outcome(nobody_counts, holds, needs, whole)
    return Conclusion(outcome, reasons, holds, needs, marks, masks, _nothing_left(stances))


def _outcome(nobody_counts: bool, holds: tuple[str, ...], needs: tuple[str, ...], whole: bool) -> str:
    if nobody_counts:
        return "not_counted"
    if holds:
        return "held"
    if needs:
        return "incomplete"
    return "count_full" if whole else "count_partial"


def _joined(classes: Iterable[frozenset[int]]) -> frozenset[int]:
    return reduce(lambda left, right: frozenset([one | other for one in left for other in right]), classes)


def _common(stances: Sequence[Stance], frames: int) -> int:
    """The codes that are true in every completion: in each frame, of some group's every contribution."""
    return reduce(and_, (reduce(or_, (stance.common[place] for stance in stances)) for place in range(frames)))


def _nothing_left(stances: Sequence[Stance]) -> str:
    return next((stance.nothing_left for stance in stances if stance.has_limits), "no")


def _masks(scene: _Scene, counting: bool) -> frozenset[int]:
    """The sets of limits of the completions that are not *not counted*; of all completions, where there are none."""
    limiting = next((stance for stance in scene.stances if stance.has_limits), None)
    return frozenset(_group_masks(scene, limiting, counting)) if limiting else frozenset({0})


def _group_masks(scene: _Scene, limiting: Stance, counting: bool) -> Iterable[int]:
    others = scene.others(limiting)
    for piece in limiting.pieces:
        barred = reduce(and_, (not_counted(piece.classes | other) for other in others))
        for place, frame in enumerate(scene.frames):
            if not counting or not barred >> 2 * frame & 1:
                yield piece.limits[place]


def _needs(scene: _Scene, known: Mapping[str, str], home_style_wanted: bool) -> tuple[str, ...]:
    needed = {
        fact
        for stance in scene.stances
        for fact, contrasts in stance.contrasts
        if contrasts and _decides(contrasts, scene.others(stance))
    }
    needed |= {fact for axis, fact in enumerate(FRAME_FACTS) if fact not in known and _frame_decides(scene, axis)}
    if home_style_wanted:
        needed.add("home")  # its answer may be there, but not yet which style it means
    return tuple(fact for fact in FACTS if fact in needed)


def _decides(contrasts: frozenset[Contrast], others: frozenset[int]) -> bool:
    return any(_shows(contrast, rest) for contrast in contrasts for rest in others)


def _shows(contrast: Contrast, rest: int) -> bool:
    """Whether two completions that share everything else (of class `rest`) differ in what matters, in any frame."""
    one, other = contrast.one | rest, contrast.other | rest
    return one != other or bool(contrast.differs & ~not_counted(one) & LOW_BITS)


def _frame_decides(scene: _Scene, axis: int) -> bool:
    """Whether two completions that differ in deadline, or in ruling, alone differ in what matters."""
    pairs = [
        (one, other)
        for one, other in combinations(range(len(scene.frames)), 2)
        if _apart_in(axis, FRAMES[scene.frames[one]], FRAMES[scene.frames[other]])
    ]
    at = scene.frames
    if any(_class_at(each, at[one]) != _class_at(each, at[other]) for one, other in pairs for each in scene.joint):
        return True
    return any(_observes(scene, stance, pair) for stance in scene.stances for pair in pairs)


def _apart_in(axis: int, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return [place for place in range(len(one)) if one[place] != other[place]] == [axis]


def _class_at(classes: int, frame: int) -> int:
    return classes >> 2 * frame & 0b11


def _observes(scene: _Scene, stance: Stance, pair: tuple[int, int]) -> bool:
    """Whether contests or observed marks differ between two frames of a completion that counts in both."""
    one, other = pair
    changing = [piece.classes for piece in stance.pieces if piece.observed[one] != piece.observed[other]]
    together = {classes | rest for classes in changing for rest in scene.others(stance)} if changing else set[int]()
    at = scene.frames
    return any(NOT_COUNTED not in (_class_at(each, at[one]), _class_at(each, at[other])) for each in together)
