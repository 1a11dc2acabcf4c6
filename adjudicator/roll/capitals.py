"""Names and streets as people write them, where a list has nothing but capitals: "4028 Staples Dr SW", "O'Neal"."""

from __future__ import annotations

import re

KEPT = frozenset({"NE", "NW", "SE", "SW", "US", "GA", "SR", "CR", "PO", "MLK"})
"""Words that stay in capitals: directions, and what a road is numbered by. "N" or a middle initial has no other form."""

_ORDINAL = re.compile(r"\d+(ST|ND|RD|TH)")
_PARTS = re.compile(r"([-'’])")
_PARTICLES = frozenset("DLO")
"""Letters that with an apostrophe begin a name: O'Neal, D'Angelo; "Mary's" is none."""


def street_of(listed: str) -> str:
    """A street, with or without its house number; what has small letters already stays as it is."""
    return _written(listed, KEPT)


def name_of(listed: str) -> str:
    """A person's name or a town's; what has small letters already stays as it is."""
    return _written(listed, frozenset())


def _written(listed: str, kept: frozenset[str]) -> str:
    if listed != listed.upper():
        return listed
    return " ".join(word if word in kept else _word(word) for word in listed.split())


def _word(word: str) -> str:
    if word[:1].isdigit():
        return word.lower() if _ORDINAL.fullmatch(word) else word
    parts, written = _PARTS.split(word), ""
    for at, part in enumerate(parts):
        follows = parts[at - 1] in "'’" if at else False
        whole = not follows or parts[at - 2] in _PARTICLES
        written += part.capitalize() if whole else part.lower()
    return written
