"""How a name sounds, in four characters (Soundex): Sara and Sarah sound alike, Ronald and Donald do not."""

from __future__ import annotations

from functools import lru_cache

_SOUNDS = {
    letter: digit
    for digit, letters in {"1": "BFPV", "2": "CGJKQSXZ", "3": "DT", "4": "L", "5": "MN", "6": "R"}.items()
    for letter in letters
}
_SILENT = frozenset("HW")
"""Letters that do not part two of one sound."""

LENGTH = 4


@lru_cache(maxsize=16384)
def sound_of(key: str) -> str:
    """The first letter and the sounds that follow; empty for an empty key."""
    if not key:
        return ""
    sounds, before = key[0], _SOUNDS.get(key[0], "")
    for letter in key[1:]:
        sound = _SOUNDS.get(letter, "")
        if sound and sound != before:
            sounds += sound
        if letter not in _SILENT:
            before = sound
    return sounds[:LENGTH].ljust(LENGTH, "0")
