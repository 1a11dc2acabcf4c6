"""Numbers with their nouns, and lists in a sentence."""

from __future__ import annotations

from collections.abc import Iterable


def joined(parts: Iterable[str]) -> str:
    """Parts as a list in a sentence: "a, b and c"."""
    found = [part for part in parts if part]
    return " and ".join(found) if len(found) < 3 else f"{', '.join(found[:-1])} and {found[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 line", "1,200 lines"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
