"""A group of facts seen through one ballot: what it contributes, in the terms on which the outcome hangs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_

from adjudicator.law.codes import Codebook
from adjudicator.law.contests import Profile
from adjudicator.law.groups import FRAMES, Contribution, View

FREE, HELD, NOT_COUNTED = 0b00, 0b01, 0b11
"""Classes of a completion, two bits a frame, so that joining the classes of groups is a bitwise or."""

LOW_BITS = sum(1 << 2 * place for place in range(len(FRAMES)))

Frames = tuple[int, ...]
"""Places in FRAMES that the known facts leave open."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A contribution in the open frames: its class bits, and per frame its codes, limits and what is observed."""

    classes: int
    codes: tuple[int, ...]
    limits: tuple[int, ...]
    observed: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two contributions between which one fact decides: their classes, and the frames whose observed parts differ."""

    one: int
    other: int
    differs: int


@dataclass(frozen=True, slots=True)
class Stance:
    """What a group may contribute. `common` are, per open frame, the codes of its every contribution.

    `nothing_left` says whether the limits leave no contest: "yes" in all cases, "no" in none, else "unknown".
    """

    pieces: tuple[Piece, ...]
    classes: frozenset[int]
    common: tuple[int, ...]
    contrasts: tuple[tuple[str, frozenset[Contrast]], ...]
    has_limits: bool
    nothing_left: str


def stance_of(view: View, frames: Frames, profile: Profile, codebook: Codebook) -> Stance:
    """Look at a group's view through the open frames and a ballot's profile."""
    seen = {given: _piece(given, frames, profile, codebook) for given in view.contributions}
    pieces = tuple(dict.fromkeys(seen.values()))
    return Stance(
        pieces,
        frozenset(piece.classes for piece in pieces),
        tuple(reduce(and_, codes) for codes in zip(*(piece.codes for piece in pieces), strict=True)),
        tuple((fact, _contrasts(lines, seen, frames)) for fact, lines in view.lines),
        view.has_limits,
        _nothing_left(view, frames, profile, codebook),
    )


def _piece(given: Contribution, frames: Frames, profile: Profile, codebook: Codebook) -> Piece:
    cells = [codebook.cell(given, frame) for frame in frames]
    codes = tuple(code | (if_nothing if profile.nothing[limits] else 0) for code, limits, if_nothing in cells)
    limits = tuple(cell[1] for cell in cells)
    watched = codebook.observed_mask
    observed = tuple((code & watched, profile.kept[mask]) for code, mask in zip(codes, limits, strict=True))
    classes = sum(_class(code, codebook) << 2 * frame for code, frame in zip(codes, frames, strict=True))
    return Piece(classes, codes, limits, observed)


def _class(codes: int, codebook: Codebook) -> int:
    if codes & codebook.reason_mask:
        return NOT_COUNTED
    return HELD if codes & codebook.hold_mask else FREE


def _contrasts(
    lines: Iterable[frozenset[Contribution]], seen: dict[Contribution, Piece], frames: Frames
) -> frozenset[Contrast]:
    ends = {frozenset(seen[given] for given in line) for line in lines}
    pairs = {pair for line in ends for pair in combinations(line, 2)}
    return frozenset(_contrast(one, other, frames) for one, other in pairs)


def _contrast(one: Piece, other: Piece, frames: Frames) -> Contrast:
    differs = sum(1 << 2 * frame for place, frame in enumerate(frames) if one.observed[place] != other.observed[place])
    return Contrast(one.classes, other.classes, differs)


def not_counted(classes: int) -> int:
    """One low bit for every frame in which the class is *not counted*."""
    return classes & (classes >> 1) & LOW_BITS


def _nothing_left(view: View, frames: Frames, profile: Profile, codebook: Codebook) -> str:
    cells = (codebook.cell(given, frame) for given in view.contributions for frame in frames)
    left = [bool(if_nothing and profile.nothing[limits]) for _, limits, if_nothing in cells]
    if not any(left):
        return "no"
    return "yes" if all(left) else "unknown"
