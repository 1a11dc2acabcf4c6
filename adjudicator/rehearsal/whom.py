"""Whom a careful worker takes for the voter: one whose names fit, with a birth year that agrees or a known address. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.records.elector import Candidate

CLEARLY_BEST = 0.02
"""A first candidate nearer than this to the second cannot be told from it."""

AS_WRITTEN = frozenset({"same", "order"})
LAST_FITS = AS_WRITTEN | {"near", "part", "exchanged"}
FIRST_FITS = frozenset({"same", "nickname", "near", "exchanged"})
"""Grades of a name that a worker takes for the same one without a known address: a slip of one letter, a short form."""

AT_HOME = frozenset({"same", "street"})
"""Grades of an address that is the elector's."""


def pick(candidates: tuple[Candidate, ...]) -> Candidate | str:
    """Whom the worker takes: the clearly best of those who fit, else the answer "none" or "several".

    It is several, too, where another who fits lives at the address written and the best does not.
    """
    fitting = [candidate for candidate in candidates if fits(candidate)] or _alone_of_the_name(candidates)
    if not fitting:
        return "none"
    first, *others = fitting
    near = any(first.rank - other.rank < CLEARLY_BEST for other in others)
    at_home = not _is_at_home(first) and any(map(_is_at_home, others))
    return "several" if near or at_home else first


def fits(candidate: Candidate) -> bool:
    """Whether the elector may be the voter, by how each thing written agrees."""
    grades = candidate.grades
    if grades.get("suffix") == "other":
        return False
    with_number = grades.get("number") == "same"
    at_home, middle_differs = _is_at_home(candidate), grades.get("middle") == "other"
    if candidate.another_names:
        return (at_home or with_number) and not middle_differs and _is_married(grades)
    if with_number:
        return True
    if grades.get("year") == "other":
        return False
    if at_home:
        return grades.get("year") == "same" or not middle_differs
    return not middle_differs and _fits_without_address(grades)


def _is_at_home(candidate: Candidate) -> bool:
    return candidate.grades.get("address") in AT_HOME


def _alone_of_the_name(candidates: tuple[Candidate, ...]) -> list[Candidate]:
    """The one of the whole name where no birth year is written and the roll has no other of first and last name."""
    namesakes = [candidate for candidate in candidates if _is_as_written(candidate.grades)]
    if len(namesakes) != 1:
        return []
    grades = namesakes[0].grades
    whole = grades.get("middle") in ("same", "initial") and grades.get("suffix") != "other"
    return namesakes if whole and "year" not in grades else []


def _is_as_written(grades: Mapping[str, str]) -> bool:
    return grades.get("surname") in AS_WRITTEN and grades.get("given") == "same"


def _is_married(grades: Mapping[str, str]) -> bool:
    """Whether the last name alone is new; the worker, who has the papers, sees there what explains it."""
    return grades.get("given") in ("same", "nickname") and grades.get("year") == "same"


def _fits_without_address(grades: Mapping[str, str]) -> bool:
    last, first = grades.get("surname"), grades.get("given")
    middle, on_street = grades.get("middle", ""), grades.get("address") == "house"
    if grades.get("year") != "same":
        return _is_as_written(grades) and (middle == "same" or ("year" not in grades and on_street))
    if last not in LAST_FITS:
        return False
    one_as_written = last in AS_WRITTEN or first in ("same", "exchanged")
    if first in FIRST_FITS and one_as_written:
        return True
    return middle in ("same", "initial") or on_street
