"""Problems as they are collected, file order kept, and what of a value may be shown."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from adjudicator.records.trouble import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

SHOWN_AT_MOST = 200
VALUE_AT_MOST = 60
NAMED_AT_MOST = 5


class ProblemList:
    """The problems of one file in the order met: the first 200 errors and the first 200 warnings, and how many more.

    Errors and warnings have a cap each, so that no number of warnings can hide an error.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._kept: list[Problem] = []
        self._seen = {False: 0, True: 0}

    @property
    def has_errors(self) -> bool:
        """Whether anything was met that keeps the file from being received."""
        return self._seen[False] > 0

    def add(self, *problems: Problem) -> None:
        """Collect problems; beyond the cap they are only counted."""
        for problem in problems:
            self._seen[problem.warning] += 1
            if self._seen[problem.warning] <= SHOWN_AT_MOST:
                self._kept.append(problem)

    def shown(self) -> tuple[Problem, ...]:
        """Return the problems kept, and one more for each kind of which some were left out."""
        return (*self._kept, *self._left_out(warning=False), *self._left_out(warning=True))

    def _left_out(self, *, warning: bool) -> Iterable[Problem]:
        more = self._seen[warning] - SHOWN_AT_MOST
        if more > 0:
            kind = "warnings" if warning else "errors"
            yield Problem(
                self.file,
                f"{more} more {kind} are not shown",
                "Correct the ones above and read the file again.",
                warning=warning,
            )


def shortened(value: object) -> str:
    """Return a value as text for a message, at most 60 characters of it."""
    text = str(value)
    return text if len(text) <= VALUE_AT_MOST else f"{text[: VALUE_AT_MOST - 1]}…"


def some_of(names: Collection[str]) -> str:
    """Return the first five names, and how many more there are."""
    first = ", ".join(list(names)[:NAMED_AT_MOST])
    more = len(names) - NAMED_AT_MOST
    return f"{first} and {more} more" if more > 0 else first


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word that is spelt most like this one, case aside, or empty where none is near."""
    by_spelling = {name.casefold(): name for name in known}
    found = get_close_matches(word.strip().casefold(), by_spelling, n=1, cutoff=0.6)
    return by_spelling[found[0]] if found else ""
