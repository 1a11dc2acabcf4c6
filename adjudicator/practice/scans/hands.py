"""The outlines of the letters that a practice scan is printed and written with."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from functools import cache

from adjudicator import resources

PRINT, BOLD = "print", "bold"
WRITTEN = ("caveat", "kalam", "indie")
"""The handwritings. A voter and a poll officer have one each."""

HEIGHTS: Mapping[str, float] = {"caveat": 1.12, "kalam": 0.82, "indie": 0.92}
"""What brings the small letters of each hand to about one height."""

APART: Mapping[tuple[str, str], int] = {("indie", ":"): 90}
"""Letters that stand too close to their neighbors to be seen between digits: "7:17" looked like "717"."""

UNKNOWN = (560, "M60-700l440 0l0 740l-440 0zM110-650l0 640l340 0l0-640z")
"""A box in place of a letter that a hand has not."""

Glyph = tuple[int, str]
"""Advance width and outline (an SVG path), in thousandths of an em."""


@cache
def hand(name: str) -> Mapping[str, Glyph]:
    """The letters of a hand."""
    return {
        letter: _set_apart(int(advance), str(path), APART.get((name, letter), 0))
        for letter, (advance, path) in _read()[name].items()
    }


def _set_apart(advance: int, path: str, room: int) -> Glyph:
    """The letter with so much more room on either side."""
    return advance + 2 * room, re.sub(r"M(-?\d+)", lambda start: f"M{int(start[1]) + room}", path) if room else path


def glyph(name: str, letter: str) -> Glyph:
    """A letter of a hand; a box where it has none."""
    return hand(name).get(letter, UNKNOWN)


def width(name: str, words: str, size: float) -> float:
    """How wide words are in a hand, at a size."""
    return sum(glyph(name, letter)[0] for letter in words) * size / 1000


@cache
def _read() -> Mapping[str, Mapping[str, Glyph]]:
    with gzip.open(resources.path("fonts", "hands", "hands.json.gz"), "rt", encoding="utf-8") as file:
        return json.load(file)
