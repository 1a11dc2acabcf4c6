"""The words that stand beside codes in the files of a release: those of `law.words`, several in a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

SEPARATOR = ";"
"""Between codes in one cell, as in the envelope list."""

STREAMS: Mapping[str, str] = {
    "election_day": "election day",
    "advance": "advance voting",
    "absentee": "absentee",
    "": "not given",
}


def codes_cell(codes: Iterable[str]) -> str:
    """Several codes in one cell, in their order."""
    return SEPARATOR.join(codes)


def words_cell(codes: Iterable[str], words_of: Callable[[str], str]) -> str:
    """The words of several codes in one cell, in the codes' order."""
    return f"{SEPARATOR} ".join(words_of(code) for code in codes)
