"""A group of facts seen through one ballot: what it may contribute, in the terms on which the outcome hangs.

Deadline and ruling being given, the outcome hangs on three kinds alone: a contribution leaves the ballot free, holds it,
or does not count it. So everything is told frame by frame, as sets of frames.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from adjudicator.law.engine.codes import Codebook
from adjudicator.law.engine.contests import Profile
from adjudicator.law.engine.diagram import Contribution
from adjudicator.law.engine.groups import View
from adjudicator.law.engine.memo import remember
from adjudicator.law.engine.turns import EVERYWHERE, FRAMES, TURNS, Frames, Turns, from_each, into_each, set_where

Observed = tuple[tuple[int, int], ...]
"""What is observed of marks and contests, frame by frame. Equal ones are one object as long as they are remembered."""


@dataclass(frozen=True, slots=True)
class Turned:
    """The turns of deadline or ruling that change a contribution, the group's facts being the same before and after.

    `bound`: free before, not after. `lost`: counts before, not after. `both`: counts before and after, and `shown` where
    what is observed is then another.
    """

    bound: Turns
    lost: Turns
    both: Turns
    shown: Turns


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A contribution: the frames in which it leaves the ballot free, and those in which it does not keep it from counting.

    `codes` are packed by frame; `limits`, and what is `observed` of marks and contests, stand one for each frame. In the
    frames of `nothing_left` a rule has its effect because the limits leave no contest; `turned` is as in a stance.
    """

    free: Frames
    counts: Frames
    codes: int
    limits: tuple[int, ...]
    observed: Observed
    nothing_left: Frames
    turned: Turned


@dataclass(frozen=True, slots=True)
class Deciding:
    """Where an unknown fact decides: in `if_free` if every other group can leave the ballot free, in `if_counts` if none
    must keep it from counting."""

    fact: str
    if_free: Frames
    if_counts: Frames


@dataclass(frozen=True, slots=True)
class Limits:
    """The sets of limits of all contributions, and of those that count, frame by frame.

    `some_leave_nothing` and `all_leave_nothing` are the frames in which they leave no contest.
    """

    of_all: tuple[frozenset[int], ...]
    of_counting: tuple[frozenset[int], ...]
    some_leave_nothing: Frames
    all_leave_nothing: Frames


NO_LIMITS = Limits((frozenset({0}),) * len(FRAMES), (frozenset({0}),) * len(FRAMES), 0, 0)
"""Where no group bears on the contests."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What a group may contribute: the frames in which some contribution leaves the ballot free, and lets it count.

    `common` has the codes of every contribution, packed by frame; `turned` the turns that change any. `limits` is there
    for the group that bears on the contests.
    """

    free: Frames
    counts: Frames
    common: int
    deciding: tuple[Deciding, ...]
    turned: Turned
    limits: Limits | None


class Stances:
    """The stances of views under one profile. A view without limits is the same under all."""

    def __init__(self, profile: Profile, codebook: Codebook) -> None:
        self._profile, self._codebook = profile, codebook
        self._pieces: dict[Contribution, Piece] = {}
        self._observed: dict[Observed, Observed] = {}
        self._stances: dict[View, Stance] = {}

    def of(self, view: View) -> Stance:
        """Look at a view through the profile."""
        return self._stances.get(view) or remember(self._stances, view, lambda: self._look(view))

    def _look(self, view: View) -> Stance:
        pieces = [self._piece(given) for given in view.contributions]
        return Stance(
            reduce(or_, [piece.free for piece in pieces]),
            reduce(or_, [piece.counts for piece in pieces]),
            reduce(and_, [piece.codes for piece in pieces]),
            tuple([_deciding(fact, [map(self._piece, line) for line in lines]) for fact, lines in view.lines.items()]),
            _turned_by_any(pieces),
            _limits(pieces) if view.has_limits else None,
        )

    def _piece(self, given: Contribution) -> Piece:
        return self._pieces.get(given) or remember(self._pieces, given, lambda: self._seen(given))

    def _seen(self, given: Contribution) -> Piece:
        book, profile = self._codebook, self._profile
        cells = [book.cell(given, frame) for frame in range(len(FRAMES))]
        codes = [code | (if_nothing if profile.nothing[limits] else 0) for code, limits, if_nothing in cells]
        counts = set_where(not code & book.reason_mask for code in codes)
        free = counts & set_where(not code & book.hold_mask for code in codes)
        observed = tuple(
            [(code & book.observed_mask, profile.kept[cell[1]]) for code, cell in zip(codes, cells, strict=True)]
        )
        return Piece(
            free,
            counts,
            book.packed(codes),
            tuple([limits for _, limits, _ in cells]),
            remember(self._observed, observed, lambda: observed),
            set_where(bool(if_nothing and profile.nothing[limits]) for _, limits, if_nothing in cells),
            _turned(free, counts, observed),
        )


def _limits(pieces: Sequence[Piece]) -> Limits:
    frames = range(len(FRAMES))
    return Limits(
        tuple([frozenset([piece.limits[frame] for piece in pieces]) for frame in frames]),
        tuple([frozenset([piece.limits[frame] for piece in pieces if piece.counts >> frame & 1]) for frame in frames]),
        reduce(or_, [piece.nothing_left for piece in pieces]),
        reduce(and_, [piece.nothing_left for piece in pieces]),
    )


def _deciding(fact: str, lines: Iterable[Iterable[Piece]]) -> Deciding:
    if_free = if_counts = 0
    for line in set(map(frozenset, lines)):
        free = held = some = 0
        every = EVERYWHERE
        for piece in line:
            free |= piece.free
            held |= piece.counts & ~piece.free
            some |= piece.counts
            every &= piece.counts
        if_free |= free & held
        if_counts |= some & ~every | _shows(line)
    return Deciding(fact, if_free, if_counts)


def _shows(line: Iterable[Piece]) -> Frames:
    """The frames in which contributions that count differ in what is observed."""
    first, *others = [piece.observed for piece in line]
    if all(each is first for each in others):
        return 0
    return set_where(
        len({piece.observed[frame] for piece in line if piece.counts >> frame & 1}) > 1 for frame in range(len(FRAMES))
    )


def _turned(free: Frames, counts: Frames, observed: Sequence[object]) -> Turned:
    """What the turns change of one contribution."""
    stays = from_each(counts) & into_each(counts)
    return Turned(
        from_each(free) & ~into_each(free),
        from_each(counts) & ~stays,
        stays,
        stays & _changes(observed) if len(set(observed)) > 1 else 0,
    )


def _turned_by_any(pieces: Iterable[Piece]) -> Turned:
    bound = lost = both = shown = 0
    for piece in pieces:
        turned = piece.turned
        bound |= turned.bound
        lost |= turned.lost
        both |= turned.both
        shown |= turned.shown
    return Turned(bound, lost, both, shown)


def _changes(observed: Sequence[object]) -> Turns:
    return set_where(observed[at] != observed[partner] for _, partners in TURNS for at, partner in enumerate(partners))
