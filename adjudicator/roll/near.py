"""Who lives near an address: electors of the same street by house number, those of the same side first."""

from __future__ import annotations

import re

from adjudicator.roll.query import RollQuery
from adjudicator.roll.spelling import key_of, street_key
from adjudicator.roll.tables import RollTables, StreetRow

FARTHEST_HOUSE = 200
"""Houses whose number differs by more say nothing of where an address lies: streets run through several precincts."""


def rows_near(tables: RollTables, query: RollQuery, county: str, limit: int) -> list[int]:
    """Rows of electors near the query's address, nearest first; none where it has no house number or no street.

    Precincts often part along the middle of a street, so even and odd numbers are not mixed: the same side comes first.
    """
    house, street = _number(query.house_number), street_key(query.street)
    if house is None or not street:
        return []
    streets = _meant(tables.streets_of(street), query)
    ranked: list[tuple[bool, int, int]] = []
    for row, written in tables.houses_on(streets, county):
        other = _number(written)
        if other is not None and abs(other - house) <= FARTHEST_HOUSE:
            ranked.append((bool((other - house) % 2), abs(other - house), row))
    return [row for _, _, row in sorted(ranked)[:limit]]


def _meant(streets: list[StreetRow], query: RollQuery) -> list[int]:
    """Of several streets of one name those of the ZIP code, else of the town, else all."""
    zip_code, city = query.zip_code.strip()[:5], key_of(query.city)
    in_zip = [street.id for street in streets if zip_code and street.zip_code[:5] == zip_code]
    in_city = [street.id for street in streets if city and key_of(street.city) == city]
    return in_zip or in_city or [street.id for street in streets]


def _number(written: str) -> int | None:
    found = re.search(r"\d+", written)
    return int(found[0]) if found else None
