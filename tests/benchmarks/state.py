"""A state of made-up counties, as many and as large as Georgia's, and what may be asked about ballots in them.

Counties and their rolls are real (`counties.csv`: active voters of 2020). Precincts and styles are not known for all of
them, so both are shared out by the rolls; contests and districts are made up from a seed.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from adjudicator.records.election import Contest, Election, Portion, Precinct
from adjudicator.records.facts import FACTS, Facts

PRECINCTS, STYLES, QUERIES = 2656, 1625, 14_203
"""Of the whole state; as many queries as it had provisional ballots in November 2020."""

Query = tuple[Facts, str, str | None]
"""What is known, the style of the ballot cast and that of the voter, where there is one."""

_STATEWIDE = (
    ("President of the United States", "federal_statewide"),
    ("US Senate", "federal_statewide"),
    ("US Senate (special)", "federal_statewide"),
    ("Public Service Commission District 1", "statewide"),
    ("Public Service Commission District 4", "statewide"),
    ("Amendment 1", "statewide_measure"),
    ("Amendment 2", "statewide_measure"),
    ("Referendum A", "statewide_measure"),
)
_COUNTYWIDE = ("Sheriff", "Tax Commissioner", "Clerk of Superior Court", "Soil and Water")
_BY_DISTRICT = ("congressional", "state_senate", "state_house", "county_commission", "school_board")
_STEEPNESS = 1.2
"""Larger counties have more precincts for a voter: with this, from one precinct to some four hundred."""


@cache
def counties() -> tuple[Election, ...]:
    """The elections of all counties, in the order of the file."""
    with Path(__file__).with_name("counties.csv").open(encoding="utf-8", newline="") as file:
        rolls = {row["county"]: int(row["voters"]) ** _STEEPNESS for row in csv.DictReader(file)}
    shares = zip(rolls, _shared_out(PRECINCTS, rolls), _shared_out(STYLES, rolls), strict=True)
    return tuple(_election(*each) for each in shares)


def queries_of(county: Election, place: int) -> list[Query]:
    """The queries of one county, by its place in the state: as many as of any other, so that most are few for its engine."""
    chance, styles = Random(place), list(county.styles)
    few, more = divmod(QUERIES, len(counties()))
    return [any_query(chance, styles) for _ in range(few + (place < more))]


def any_query(chance: Random, styles: Sequence[str]) -> Query:
    """A query of any facts at all, each known or not, on any two ballots."""
    facts = {fact: chance.choice(values) for fact, values in FACTS.items() if chance.random() < 0.7}
    return facts, chance.choice(styles), chance.choice(styles)


def _shared_out(total: int, weights: dict[str, float]) -> list[int]:
    """A total in whole parts by weight, at least one each; what remains goes to the largest fractions."""
    free, weight = total - len(weights), sum(weights.values())
    shares = [1 + free * each / weight for each in weights.values()]
    by_fraction = sorted(range(len(shares)), key=lambda place: -(shares[place] % 1))
    rounded_up = set(by_fraction[: total - sum(map(int, shares))])
    return [int(share) + (place in rounded_up) for place, share in enumerate(shares)]


def _election(county: str, precincts: int, styles: int) -> Election:
    chance = Random(county)
    everywhere = [*_STATEWIDE, *((title, "county_office") for title in _COUNTYWIDE)]
    districts = [(level, f"{number}") for level in _BY_DISTRICT for number in range(1, 2 + styles // 8)]
    titles = [*everywhere, *((f"{level} {number}", level) for level, number in districts)]
    contests = [
        Contest(f"{place:03d}", place, title, level, title.rpartition(" ")[2] if place > len(everywhere) else "")
        for place, (title, level) in enumerate(titles, 1)
    ]
    by_level = {level: [each.id for each in contests if each.level == level] for level in _BY_DISTRICT}
    shared = [each.id for each in contests[: len(everywhere)]]
    made = {
        f"{number}": (*shared, *(chance.choice(by_level[level]) for level in _BY_DISTRICT if chance.random() < 0.8))
        for number in range(1, styles + 1)
    }
    codes = [f"{number:03d}" for number in range(1, precincts + 1)]
    return Election(
        name="General election", date=date(2020, 11, 3), state="GA", county=county, fips="13000",
        time_zone="America/New_York", contests={each.id: each for each in contests},
        precincts={code: _precinct(code, chance.choice(list(made))) for code in codes}, styles=made,
    )  # fmt: skip


def _precinct(code: str, style: str) -> Precinct:
    return Precinct(code, f"Precinct {code}", (Portion(f"{code}-1", code, style, {}),))
