"""From what every group of facts may contribute to the outcome over all completions (determination.md section 3).

Nothing is approximated: groups are independent, so a statement about all completions is one about each group's
contributions. The class of a completion (free, held, not counted) is two bits a frame, chosen so that joining the
classes of groups is a bitwise or.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_, or_

from adjudicator.law.codes import Codebook
from adjudicator.law.contests import Profile
from adjudicator.law.groups import FRAME_FACTS, FRAMES, Contribution, View
from adjudicator.records.facts import FACTS

FREE, HELD, NOT_COUNTED = 0b00, 0b01, 0b11
_LOW = sum(1 << 2 * place for place in range(len(FRAMES)))

Frames = tuple[int, ...]
"""Places in FRAMES that the known facts leave open."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows for all cast ballots of one profile. `masks` are the sets of limits of the completions that matter."""

    outcome: str
    reasons: tuple[str, ...]
    holds: tuple[str, ...]
    needs: tuple[str, ...]
    marks: tuple[str, ...]
    masks: frozenset[int]
    nothing_left: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A contribution seen through a profile: its class bits, and per frame its codes, limits and what is observed."""

    classes: int
    codes: tuple[int, ...]
    limits: tuple[int, ...]
    observed: tuple[tuple[int, int], ...]


class _Scene:
    """All pieces of all groups for one set of known facts and one profile."""

    def __init__(self, views: Sequence[View], frames: Frames, profile: Profile, codebook: Codebook) -> None:
        self.frames = frames
        self.profile = profile
        self.codebook = codebook
        self.views = views
        self._pieces: dict[Contribution, _Piece] = {}
        self.groups = [[self.piece(given) for given in dict.fromkeys(view.contributions)] for view in views]
        self.classes = [frozenset(piece.classes for piece in pieces) for pieces in self.groups]
        self.joint = _join(self.classes)

    def piece(self, given: Contribution) -> _Piece:
        """Look at a contribution through the profile, in the open frames."""
        if given not in self._pieces:
            self._pieces[given] = self._see(given)
        return self._pieces[given]

    def others(self, group: int) -> frozenset[int]:
        """The classes that the other groups may have together."""
        return _join(self.classes[:group] + self.classes[group + 1 :])

    def _see(self, given: Contribution) -> _Piece:
        cells = [given[frame] for frame in self.frames]
        codes = tuple(code | (if_nothing if self.profile.nothing[limits] else 0) for code, limits, if_nothing in cells)
        limits = tuple(cell[1] for cell in cells)
        observed = tuple(
            (code & self.codebook.observed_mask, self.profile.kept[mask])
            for code, mask in zip(codes, limits, strict=True)
        )
        classes = sum(self._class(code) << 2 * frame for code, frame in zip(codes, self.frames, strict=True))
        return _Piece(classes, codes, limits, observed)

    def _class(self, codes: int) -> int:
        if codes & self.codebook.reason_mask:
            return NOT_COUNTED
        return HELD if codes & self.codebook.hold_mask else FREE


def conclude(views: Sequence[View], known: Mapping[str, str], profile: Profile, codebook: Codebook) -> Conclusion:
    """Draw the conclusion from the groups' views and the known facts, `deadline` and `ruling` among them."""
    scene = _Scene(views, open_frames(known), profile, codebook)
    reasons, holds, marks = codebook.read(_common(scene))
    nobody_counts = all(_is_not_counted(joint, scene.frames) for joint in scene.joint)
    masks = _masks(scene, not nobody_counts)
    needs = () if nobody_counts else _needs(scene, known, masks)
    outcome = _outcome(nobody_counts, holds, needs, all(profile.everything[mask] for mask in masks))
    return Conclusion(outcome, reasons, holds, needs, marks, masks, _nothing_left(scene))


def open_frames(known: Mapping[str, str]) -> Frames:
    """The combinations of deadline and ruling that the known facts leave open."""
    return tuple(
        place
        for place, frame in enumerate(FRAMES)
        if all(known.get(fact, value) == value for fact, value in zip(FRAME_FACTS, frame, strict=True))
    )


def _outcome(nobody_counts: bool, holds: tuple[str, ...], needs: tuple[str, ...], whole: bool) -> str:
    if nobody_counts:
        return "not_counted"
    if holds:
        return "held"
    if needs:
        return "incomplete"
    return "count_full" if whole else "count_partial"


def _join(classes: Iterable[frozenset[int]]) -> frozenset[int]:
    return reduce(
        lambda left, right: frozenset(one | other for one in left for other in right), classes, frozenset({0})
    )


def _not_counted(classes: int) -> int:
    """One low bit for every frame in which the class is *not counted*."""
    return classes & (classes >> 1) & _LOW


def _is_not_counted(classes: int, frames: Frames) -> bool:
    return all(classes >> 2 * frame & 0b11 == NOT_COUNTED for frame in frames)


def _common(scene: _Scene) -> int:
    """The codes that are true in every completion: in each frame, of some group's every contribution."""
    by_frame = [
        reduce(or_, (reduce(and_, (piece.codes[place] for piece in pieces)) for pieces in scene.groups), 0)
        for place in range(len(scene.frames))
    ]
    return reduce(and_, by_frame)


def _masks(scene: _Scene, counting: bool) -> frozenset[int]:
    """The sets of limits of the completions that are not *not counted*; of all completions, where there are none."""
    for group, view in enumerate(scene.views):
        if view.has_limits:
            return frozenset(_group_masks(scene, group, counting))
    return frozenset({0})


def _group_masks(scene: _Scene, group: int, counting: bool) -> Iterable[int]:
    others = scene.others(group)
    for piece in scene.groups[group]:
        barred = reduce(and_, (_not_counted(piece.classes | other) for other in others))
        for place, frame in enumerate(scene.frames):
            if not counting or not barred >> 2 * frame & 1:
                yield piece.limits[place]


def _needs(scene: _Scene, known: Mapping[str, str], masks: frozenset[int]) -> tuple[str, ...]:
    needed = {
        fact
        for group, view in enumerate(scene.views)
        for fact, lines in view.lines
        if lines and _decides(scene, group, lines)
    }
    needed |= {fact for fact in FRAME_FACTS if fact not in known and _frame_decides(scene, FRAME_FACTS.index(fact))}
    if any(mask & scene.profile.unsettled for mask in masks):
        needed.add("home")  # its answer is there, but not yet which style it means
    return tuple(fact for fact in FACTS if fact in needed)


def _decides(scene: _Scene, group: int, lines: tuple[frozenset[Contribution], ...]) -> bool:
    others = scene.others(group)
    pairs = {(scene.piece(one), scene.piece(other)) for line in lines for one, other in combinations(line, 2)}
    return any(_differ(one, other, rest, scene.frames) for one, other in pairs for rest in others)


def _differ(one: _Piece, other: _Piece, rest: int, frames: Frames) -> bool:
    """Whether two completions that share everything else (of class `rest`) differ in what matters, in any frame."""
    if one.classes | rest != other.classes | rest:
        return True
    if one.observed == other.observed:
        return False
    barred = _not_counted(one.classes | rest)
    return any(
        not barred >> 2 * frame & 1 and one.observed[place] != other.observed[place]
        for place, frame in enumerate(frames)
    )


def _frame_decides(scene: _Scene, axis: int) -> bool:
    pairs = [
        (one, other)
        for one, other in combinations(range(len(scene.frames)), 2)
        if _apart_in(axis, FRAMES[scene.frames[one]], FRAMES[scene.frames[other]])
    ]
    if any(
        _class_at(joint, scene.frames[one]) != _class_at(joint, scene.frames[other])
        for one, other in pairs
        for joint in scene.joint
    ):
        return True
    return any(_observes(scene, group, one, other) for group in range(len(scene.views)) for one, other in pairs)


def _apart_in(axis: int, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return [place for place in range(len(one)) if one[place] != other[place]] == [axis]


def _class_at(classes: int, frame: int) -> int:
    return classes >> 2 * frame & 0b11


def _observes(scene: _Scene, group: int, one: int, other: int) -> bool:
    """Whether contests or observed marks differ between two frames of a completion that counts in both."""
    changing = [piece for piece in scene.groups[group] if piece.observed[one] != piece.observed[other]]
    return any(
        NOT_COUNTED
        not in (
            _class_at(piece.classes | rest, scene.frames[one]),
            _class_at(piece.classes | rest, scene.frames[other]),
        )
        for piece in changing
        for rest in scene.others(group)
    )


def _nothing_left(scene: _Scene) -> str:
    """Whether the limits leave no contest: "yes" in all completions, "no" in none, else "unknown"."""
    left = [
        bool(if_nothing and scene.profile.nothing[limits])
        for view in scene.views
        if view.has_limits
        for given in view.contributions
        for _, limits, if_nothing in (given[frame] for frame in scene.frames)
    ]
    return "yes" if left and all(left) else "unknown" if any(left) else "no"
