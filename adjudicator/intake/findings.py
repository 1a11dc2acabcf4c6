"""What a field check is: what it holds an envelope against, and how it says what it found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from adjudicator.intake.problem_list import shortened
from adjudicator.records.election import Election, Precinct
from adjudicator.records.envelope import Envelope
from adjudicator.records.trouble import Problem


@dataclass(frozen=True, slots=True)
class Expected:
    """What answers are held against: the election, the reason codes of the case, and the places of `places_of`."""

    election: Election
    reason_codes: Collection[str]
    places: Mapping[str, tuple[str, ...]]


Check = Callable[[Envelope, Expected], Problem | None]


def expected_of(election: Election, reason_codes: Collection[str]) -> Expected:
    """Return what the answers of a list, or of one envelope, are held against."""
    return Expected(election, reason_codes, places_of(election))


def places_of(election: Election) -> dict[str, tuple[str, ...]]:
    """Return each place -> the precincts that vote there, none for an advance site; empty where no place is named."""
    named = [it for it in election.precincts.values() if it.polling_place]
    if not named and not election.advance_sites:
        return {}
    places: dict[str, tuple[str, ...]] = dict.fromkeys(election.advance_sites, ())
    for precinct in election.precincts.values():
        for name in _names(precinct):
            places[name] = (*places.get(name, ()), precinct.code)
    return places


def _names(precinct: Precinct) -> tuple[str, ...]:
    """Return what a precinct's place is called: its polling place, or its name where it has none; and its code."""
    return tuple(dict.fromkeys((precinct.polling_place or precinct.name, precinct.code)))


def problem(column: str, what: str, remedy: str, value: str = "") -> Problem:
    """Return an error in a column; the caller that knows file and row puts them in."""
    return Problem("", what, remedy, 0, column, shortened(value))


def doubt(column: str, what: str, remedy: str, value: str = "") -> Problem:
    """Return a warning in a column: a pen may write anything, so the answer is received as written."""
    return replace(problem(column, what, remedy, value), warning=True)


def one_of(column: str, value: str, allowed: Sequence[str]) -> Problem | None:
    """Return an error where a value is neither empty nor one of those allowed."""
    if not value or value in allowed:
        return None
    return problem(column, "the value is not one of those allowed", f"Write {' or '.join(allowed)}, or nothing.", value)
