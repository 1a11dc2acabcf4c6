"""The voter's own portion: from the elector's precinct and districts, never from the precinct alone."""

from __future__ import annotations

from adjudicator.law.facts.derive import plain_number, same_number
from adjudicator.records.election import MUNICIPALITY, NO_DISTRICT, Election, Portion
from adjudicator.records.elector import Elector

_OUTSIDE_CITIES = frozenset({"", NO_DISTRICT, "unincorporated"})
_KINDS_OF_CITY = ("city of ", "town of ")


def portion_of(election: Election, elector: Elector) -> Portion | None:
    """The portion of the elector's precinct whose districts and city match.

    A district that the definition leaves empty matches any, "none" an elector who has none of that level. Where several
    portions of one style fit, the first; None where none fits or where those that fit have different styles: then a
    person says, nothing is guessed.
    """
    fitting = [portion for portion in _portions(election, elector.precinct) if _fits(portion, elector)]
    styles = {(portion.style, frozenset(portion.styles.items())) for portion in fitting}
    return fitting[0] if len(styles) == 1 else None


def _portions(election: Election, code: str) -> tuple[Portion, ...]:
    if not code.strip():
        return ()
    precinct = election.precincts.get(code)
    if precinct is not None:
        return precinct.portions
    return next((each.portions for each in election.precincts.values() if same_number(each.code, code)), ())


def _fits(portion: Portion, elector: Elector) -> bool:
    return all(_is_in(elector, level, district) for level, district in portion.districts.items() if district)


def _is_in(elector: Elector, level: str, district: str) -> bool:
    if level == MUNICIPALITY:
        return _city(district) == _city(elector.municipality)
    listed = elector.districts.get(level, "")
    return not listed if district == NO_DISTRICT else plain_number(district) == plain_number(listed)


def _city(name: str) -> str:
    """A city's name as it is compared; empty outside every city, which lists write in several ways."""
    plain = " ".join(name.casefold().split())
    for kind in _KINDS_OF_CITY:
        plain = plain.removeprefix(kind)
    return "" if plain in _OUTSIDE_CITIES else plain
