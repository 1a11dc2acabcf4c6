"""The frequency tables that the product carries: surnames, given names, counties' make-up, streets and points."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from adjudicator import resources
from adjudicator.practice.chance import Urn

RACES = {"wh": "white", "bh": "black", "ap": "api", "hp": "hispanic"}
"""The roll's letters -> the name tables' columns; the other letters draw names of everybody."""

AVERAGE_SHARES = {"white": 62.0, "black": 12.5, "api": 5.5, "hispanic": 17.0}
"""Shares in per cent for a given name that the race table does not list."""

OWN_SHARE = 40.0
"""From this share on, in per cent, a given name belongs to the own names of a race."""


class Member(NamedTuple):
    """One cell of a county's make-up: race letters of the roll, "M" or "F", lowest and highest age."""

    race: str
    sex: str
    low: int
    high: int


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table, by column name, in the file's order."""
    path = resources.path("practice", name)
    with gzip.open(path, "rt", encoding="utf-8") if name.endswith(".gz") else path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@cache
def surnames(race: str) -> Urn[str]:
    """Surnames by how many people of a race carry them."""
    column = RACES.get(race)
    return Urn((row["name"], int(row["count"]) * _per_mille(row, column)) for row in rows("surnames.csv.gz"))


@cache
def given_names(race: str, sex: str, decade: int) -> Urn[str]:
    """Given names of people of a race and sex who were born in a decade (1920 to 2000)."""
    shares = _shares(RACES.get(race))
    average = _average(RACES.get(race))
    listed = _names_by_decade()[sex, min(max(decade, 1920), 2000)]
    return Urn((name, count * shares.get(name, average)) for name, count in listed)


@cache
def own_given_names(race: str, sex: str) -> Urn[str] | None:
    """Given names that mostly people of one race carry; None where the race has no column of its own."""
    column = RACES.get(race)
    if column not in {"api", "hispanic"}:
        return None
    return Urn(
        (row["name"], int(row["count"]) * _per_mille(row, column))
        for row in rows("given_names.csv.gz")
        if float(row[column] or 0) >= OWN_SHARE and (float(row["male"]) >= 50) == (sex == "M")
    )


@cache
def make_up(county: str) -> Urn[Member]:
    """Race, sex and age of a county's electors; of all Georgia together where the county is not in the table."""
    listed = _counties()
    wanted = [listed[county.upper()]] if county.upper() in listed else list(listed.values())
    totals: dict[str, int] = {}
    for row in wanted:
        for cell, count in row.items():
            totals[cell] = totals.get(cell, 0) + count
    return Urn((_member(cell), count) for cell, count in totals.items())


def georgia_counties() -> tuple[str, ...]:
    """Georgia's counties in capitals, by number of electors, most first."""
    sizes = {name: sum(row.values()) for name, row in _counties().items()}
    return tuple(sorted(sizes, key=lambda name: (-sizes[name], name)))


@cache
def _counties() -> dict[str, dict[str, int]]:
    return {
        row["county"].upper(): {cell: int(count) for cell, count in row.items() if cell != "county"}
        for row in rows("counties.csv.gz")
    }


def _member(cell: str) -> Member:
    race, sex, ages = cell.split("_")
    low, _, high = ages.removesuffix("+").partition("-")
    return Member(race, "M" if sex == "male" else "F", int(low), int(high or 94))


@cache
def _shares(column: str | None) -> dict[str, int]:
    return {row["name"]: _per_mille(row, column) for row in rows("given_names.csv.gz")}


@cache
def _names_by_decade() -> dict[tuple[str, int], list[tuple[str, int]]]:
    """Given names with their counts, by sex and decade of birth."""
    listed: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for row in rows("given_names_by_decade.csv.gz"):
        listed.setdefault((row["sex"], int(row["birth_decade"])), []).append((row["name"], int(row["count"])))
    return listed


def _per_mille(row: dict[str, str], column: str | None) -> int:
    return round(float(row[column] or 0) * 10) if column else 1000


def _average(column: str | None) -> int:
    return round(AVERAGE_SHARES[column] * 10) if column else 1000
