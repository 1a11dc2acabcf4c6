"""Who is taken for the voter, and which portion is taken for the voter's own, as they go into the record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from adjudicator.casework.home import LISTED, home_of, home_on_roll
from adjudicator.casework.sheet import Sheet
from adjudicator.records.election import Portion
from adjudicator.records.elector import Elector
from adjudicator.records.facts import Source


@dataclass(frozen=True, slots=True)
class ElectorTaken:
    """The elector a person takes for the voter, with the home portion; `elector` is None for a portion chosen by hand.

    `portion`, `precinct` and `style` are empty for another county's elector. `address` says which address the portion is
    that of, `home_source` where a portion came from that a person chose, None for one that follows from the roll's row.
    """

    elector: Elector | None
    county: str
    precinct: str
    portion: str
    style: str
    roll: str
    address: str = LISTED
    home_source: Source | None = None


def take_elector(sheet: Sheet, elector: Elector | None, roll: str) -> ElectorTaken:
    """An elector taken for the voter, at home where the roll has them.

    A portion that was chosen by hand before the voter was found stays the voter's; with another elector it is told anew.
    """
    chosen = sheet.state.elector
    evidence = replace(sheet.evidence, elector=elector)
    alone = chosen is not None and not chosen.registration_number
    home = home_of(sheet.state, evidence) if alone else home_on_roll(sheet.state, evidence)
    if home is None:
        return ElectorTaken(elector, sheet.evidence.election.county, "", "", "", roll)
    source = chosen.home_source if chosen is not None and alone else None
    return ElectorTaken(elector, home.county, home.precinct, home.portion, home.style, roll, home.address, source)


def take_portion(sheet: Sheet, portion: Portion, source: Source, roll: str) -> ElectorTaken:
    """A portion taken for the voter's own: that of the new address where the home went along with a move."""
    home = sheet.home
    return replace(
        take_elector(sheet, sheet.elector, roll),
        county=sheet.evidence.election.county,
        precinct=portion.precinct,
        portion=portion.id,
        style=portion.style_of(sheet.party),
        address=home.address if home is not None else LISTED,
        home_source=source,
    )
