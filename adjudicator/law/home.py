"""The voter's own portion: from the elector's precinct and districts, never from the precinct alone."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.law.derive import plain_number, same_number
from adjudicator.records.election import Election, Portion
from adjudicator.records.elector import Elector


def portion_of(election: Election, elector: Elector) -> Portion | None:
    """The portion of the elector's precinct whose districts match.

    A district that the definition leaves empty matches any. Where several portions of one style fit, the first; None
    where none fits or where those that fit have different styles: then a person says, nothing is guessed.
    """
    fitting = [portion for portion in _portions(election, elector.precinct) if _fits(portion, elector.districts)]
    styles = {portion.style for portion in fitting}
    return fitting[0] if len(styles) == 1 else None


def _portions(election: Election, code: str) -> tuple[Portion, ...]:
    if not code.strip():
        return ()
    precinct = election.precincts.get(code)
    if precinct is not None:
        return precinct.portions
    return next((each.portions for each in election.precincts.values() if same_number(each.code, code)), ())


def _fits(portion: Portion, districts: Mapping[str, str]) -> bool:
    return all(
        plain_number(district) == plain_number(districts.get(level, ""))
        for level, district in portion.districts.items()
        if district
    )
