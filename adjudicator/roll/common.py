"""How common what is written is in one roll: what many share says little of one, and a name of many is no misspelling."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from math import log

from adjudicator.records.elector import Elector
from adjudicator.roll.query import PreparedQuery
from adjudicator.roll.scoring import Worth
from adjudicator.roll.spelling import key_of, street_key
from adjudicator.roll.tables import RollTables

TELLING_TOWN = 0.05
"""A town of one elector in twenty of the county weighs in full; one where everybody lives weighs nothing."""

TELLING_STREET = 0.005
"""A street of one elector in two hundred: the hundred people that a street of a county has."""

LEAST_BEARERS = 5
"""So many bear a last name before it is one of its own: fewer may be one family that a list misspells."""

BEARERS_IN = 100_000
"""In a larger roll it takes one more for each so many electors: a list of millions has every misspelling some times."""

SAMPLES, SAMPLE_SIZE = 64, 64
"""First names are counted in a sample, some rows here and there: the roll keeps no index of them."""

LEAST_IN_SAMPLE = 3

MOST_COUNTED = 50_000
"""Where more live in a town or a street, they are not counted to the end."""


class Commonness:
    """Asks one open roll, and remembers what it has counted."""

    def __init__(self, tables: RollTables) -> None:
        self._tables = tables
        self._bearers: dict[str, bool] = {}
        self._towns: dict[tuple[bool, str], int] = {}
        self._streets: dict[tuple[str, str, str], int] = {}

    def known(self, wanted: PreparedQuery) -> PreparedQuery:
        """The query, told which of the names written are names of their own in this roll."""
        return replace(
            wanted, own_surname=self._is_surname(wanted.surname), own_given=wanted.given in self._given_names
        )

    def worth(self, wanted: PreparedQuery, elector: Elector) -> Worth:
        """What it is worth that the elector lives in the town and the street written, each from 0 to 1."""
        of = self._electors.get(elector.county, 0)
        if not of:
            return Worth()
        town = self._in_town(wanted) if wanted.zip_code or wanted.city else 0
        street = self._in_street(elector) if wanted.street and street_key(elector.street) == wanted.street else 0
        return Worth(_worth(town, of, TELLING_TOWN), _worth(street, of, TELLING_STREET))

    @cached_property
    def _electors(self) -> dict[str, int]:
        return self._tables.electors_of_counties()

    @cached_property
    def _given_names(self) -> frozenset[str]:
        counted: Counter[int] = Counter(self._tables.sample_of_given(SAMPLES, SAMPLE_SIZE))
        common = [number for number, count in counted.items() if count >= LEAST_IN_SAMPLE]
        return frozenset(self._tables.given_spellings(common).values()) - {""}

    def _is_surname(self, key: str) -> bool:
        if not key:
            return False
        if key not in self._bearers:
            least = LEAST_BEARERS + sum(self._electors.values()) // BEARERS_IN
            self._bearers[key] = self._tables.bearers(key, least) >= least
        return self._bearers[key]

    def _in_town(self, wanted: PreparedQuery) -> int:
        town = (bool(wanted.zip_code), wanted.zip_code or wanted.city)
        if town not in self._towns:
            streets = self._tables.streets_of_zip(wanted.zip_code) if wanted.zip_code else self._of_city(wanted.city)
            self._towns[town] = self._tables.count_on(streets, MOST_COUNTED)
        return self._towns[town]

    def _of_city(self, city: str) -> list[int]:
        return self._tables.streets_of_cities([text for text in self._cities if key_of(text) == city])

    @cached_property
    def _cities(self) -> list[str]:
        return self._tables.cities()

    def _in_street(self, elector: Elector) -> int:
        street = (street_key(elector.street), elector.city, elector.zip_code)
        if street not in self._streets:
            same = [
                row.id
                for row in self._tables.streets_of(street[0])
                if (row.city, row.zip_code) == (elector.city, elector.zip_code)
            ]
            self._streets[street] = self._tables.count_on(same, MOST_COUNTED)
        return self._streets[street]


def _worth(count: int, of: int, telling: float) -> float:
    """1 where no more share it than `telling`, 0 where everybody does; what was not counted weighs in full."""
    return 1.0 if not count else max(0.0, min(1.0, log(min(count, of) / of) / log(telling)))
