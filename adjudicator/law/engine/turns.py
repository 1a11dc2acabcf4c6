"""The frames, which are the combinations of deadline and ruling, and the turns from one to another.

A set of frames is an int with one bit a frame; a set of turns has one such set for every kind of turn, the first lowest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from adjudicator.records.facts import FACTS

FRAME_FACTS = ("deadline", "ruling")
FRAMES = tuple(product(*(FACTS[fact] for fact in FRAME_FACTS)))

Frames = int
Turns = int

EVERYWHERE: Frames = (1 << len(FRAMES)) - 1


def set_where(true_of: Iterable[bool]) -> int:
    """The set of frames, or of turns, of which something is true: told one by one, turns kind by kind."""
    return sum(1 << place for place, true in enumerate(true_of) if true)


def places_of(frames: Frames) -> tuple[int, ...]:
    """The places in FRAMES of a set of frames."""
    return _PLACES[frames]


_SETS = range(EVERYWHERE + 1)
_PLACES = [tuple(place for place in range(len(FRAMES)) if frames >> place & 1) for frames in _SETS]


def open_frames(known: Mapping[str, str]) -> Frames:
    """The frames that the known facts leave open."""
    return _OPEN[tuple(map(known.get, FRAME_FACTS))]


def _leave_open(known: tuple[str | None, ...]) -> Frames:
    return set_where(all(map(_fits, frame, known)) for frame in FRAMES)


def _fits(value: str, known: str | None) -> bool:
    return known in (None, value)


_OPEN = {known: _leave_open(known) for known in product(*((*FACTS[fact], None) for fact in FRAME_FACTS))}


def _partners(fact: str, steps: int) -> tuple[int, ...]:
    """For each frame the place of the one where a fact has the value so many steps on, the first following the last."""
    at, values = FRAME_FACTS.index(fact), FACTS[fact]
    on = {value: values[(place + steps) % len(values)] for place, value in enumerate(values)}
    return tuple(FRAMES.index((*frame[:at], on[frame[at]], *frame[at + 1 :])) for frame in FRAMES)


TURNS = tuple((fact, _partners(fact, steps)) for fact in FRAME_FACTS for steps in range(1, len(FACTS[fact])))
"""The kinds of turn: a fact, and to each frame its partner. Two frames that differ in one fact alone are partners."""


def from_each(frames: Frames) -> Turns:
    """The turns that begin in one of the frames."""
    return _FROM[frames]


def into_each(frames: Frames) -> Turns:
    """The turns that end in one of the frames."""
    return _INTO[frames]


def turns_of(fact: str, frames: Frames) -> Turns:
    """The turns of one fact that begin and end in these frames."""
    return _FROM[frames] & _INTO[frames] & _TURNS_OF[fact]


_FROM = [set_where(at in places for _, partners in TURNS for at in range(len(partners))) for places in _PLACES]
_INTO = [set_where(partner in places for _, partners in TURNS for partner in partners) for places in _PLACES]
_TURNS_OF = {fact: set_where(each == fact for each, partners in TURNS for _ in partners) for fact in FRAME_FACTS}
