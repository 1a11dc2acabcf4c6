"""Problems as they are collected, file order kept, and what of a value may be shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from adjudicator.intake.characters import visible
from adjudicator.records.trouble import Problem
from adjudicator.words import _, beside, n_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

SHOWN_AT_MOST = 200
ALIKE_AT_MOST = 20
KINDS_AT_MOST = 10_000
VALUE_AT_MOST = 60
NAMED_AT_MOST = 5
EACH = _("Compare each with its paper.")


Kind = tuple[str, str]
"""What makes problems alike: the column, and what is wrong in it."""


@dataclass(slots=True)
class _Alike:
    """The problems of one kind: how many there are, the first rows, and what they all have in common."""

    common: Problem
    count: int = 0
    rows: list[int] = field(default_factory=list[int])

    @property
    def is_summed_up(self) -> bool:
        return self.count > ALIKE_AT_MOST

    def add(self, problem: Problem) -> None:
        self.count += 1
        if len(self.rows) < NAMED_AT_MOST:
            self.rows.append(problem.row)
        if problem.value != self.common.value:
            self.common = replace(self.common, value="")
        if problem.remedy != self.common.remedy:
            self.common = replace(self.common, remedy=EACH)

    def summed_up(self) -> Problem:
        rows = _(
            "{first} and {more} more", first=beside(*map(str, self.rows), by=", "), more=self.count - len(self.rows)
        )
        what = _("{what}, in {count} rows ({rows})", what=self.common.what, count=self.count, rows=rows)
        return replace(self.common, row=0, what=what)


class ProblemList:
    """The problems of one file in the order met: the first 200 errors and the first 200 warnings, and how many more.

    Errors and warnings have a cap each, so that no number of warnings can hide an error. Those alike in more than
    20 rows are summed up in one. `kept` says that the file was taken in earlier and has to stay readable: names in it that
    would be refused today are no error.
    """

    def __init__(self, file: str, *, kept: bool = False) -> None:
        self.file = file
        self.kept = kept
        self._kept: list[Problem] = []
        self._seen = {False: 0, True: 0}
        self._kept_of = {False: 0, True: 0}
        self._alike: dict[tuple[bool, str, str], _Alike] = {}

    @property
    def has_errors(self) -> bool:
        """Whether anything was met that keeps the file from being received."""
        return self._seen[False] > 0

    def add(self, *problems: Problem) -> None:
        """Collect problems; beyond the cap they are only counted."""
        for problem in problems:
            self._seen[problem.warning] += 1
            if self._is_single(problem) and self._kept_of[problem.warning] < SHOWN_AT_MOST:
                self._kept_of[problem.warning] += 1
                self._kept.append(problem)

    def put_together(self, kind: Kind, whole: Problem) -> None:
        """Show one warning in place of all warnings of a kind, where there are any."""
        alike = self._alike.pop((True, *kind), None)
        if alike is not None:
            self._seen[True] -= alike.count - 1
            self._keep_one((True, *kind), whole)

    def shown(self) -> tuple[Problem, ...]:
        """Return the problems kept, and one more for each kind of which some were left out."""
        kept = (self._summed_up(problem) for problem in self._kept)
        return (*kept, *self._left_out(warning=False), *self._left_out(warning=True))

    def _is_single(self, problem: Problem) -> bool:
        """Whether a problem is to be kept by itself; the one that makes too many of a kind sums all of them up."""
        if not problem.row:
            return True
        kind = (problem.warning, problem.column, problem.what)
        if kind not in self._alike and len(self._alike) >= KINDS_AT_MOST:
            return True
        alike = self._alike.setdefault(kind, _Alike(problem))
        alike.add(problem)
        if alike.count == ALIKE_AT_MOST + 1:
            self._keep_one(kind, alike.common)
        return not alike.is_summed_up

    def _keep_one(self, kind: tuple[bool, str, str], one: Problem) -> None:
        """Keep one problem of a kind, at the place of the first; a kind that is wholly beyond the cap comes last."""
        places = [place for place, it in enumerate(self._kept) if (it.warning, it.column, it.what) == kind]
        first = places[0] if places else len(self._kept)
        for place in reversed(places):
            del self._kept[place]
        self._kept.insert(first, one)
        self._kept_of[kind[0]] += 1 - len(places)

    def _summed_up(self, problem: Problem) -> Problem:
        alike = self._alike.get((problem.warning, problem.column, problem.what))
        return alike.summed_up() if alike and alike.is_summed_up else problem

    def _left_out(self, *, warning: bool) -> Iterable[Problem]:
        more = self._seen[warning] - self._kept_of[warning]
        alike = (each for kind, each in self._alike.items() if kind[0] == warning and each.is_summed_up)
        more -= sum(each.count - 1 for each in alike)
        if more > 0:
            what = (
                n_("{count} more warning is not shown", "{count} more warnings are not shown", more)
                if warning
                else n_("{count} more error is not shown", "{count} more errors are not shown", more)
            )
            yield Problem(self.file, what, _("Correct the ones above and read the file again."), warning=warning)


def shortened(value: object) -> str:
    """Return a value as text for a message, at most 60 characters of it, control characters made visible."""
    text = visible(str(value))
    return text if len(text) <= VALUE_AT_MOST else f"{text[: VALUE_AT_MOST - 1]}…"


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word that is spelt most like this one, case aside, or empty where none is near."""
    return _nearest(word.strip().casefold(), tuple(known))


@lru_cache(maxsize=256)  # a list has the same misspelt place in hundreds of rows, and the comparison is slow
def _nearest(word: str, known: tuple[str, ...]) -> str:
    by_spelling = {name.casefold(): name for name in known}
    found = get_close_matches(word, by_spelling, n=1, cutoff=0.6)
    return by_spelling[found[0]] if found else ""
