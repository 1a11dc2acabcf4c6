"""Where made-up people live and vote: portions with their streets, polling places, and what lies near what."""

from __future__ import annotations

import heapq
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from adjudicator.practice import tables
from adjudicator.practice.chance import Urn
from adjudicator.records.election import NO_BALLOT, Election, Portion, Precinct

STREETS_A_PORTION = 10
NEAREST = 60
"""So many precincts around a home are where its electors may turn up by mistake."""

NEAR = 12.0
"""Distance in km at which a wrong polling place is a quarter as likely as next door (fitted to Gwinnett 2020)."""

KM_NORTH, KM_EAST = 111.2, 92.3
"""Kilometres in a degree of latitude, and of longitude at Georgia's 34th parallel."""

NEIGHBOURS = {"13135": ("BARROW", "DEKALB", "FORSYTH", "FULTON", "HALL", "JACKSON", "ROCKDALE", "WALTON")}
MADE_UP_COUNTIES = ("EASTON", "NORWOOD", "SUDBURY", "WESTLAKE")

TREES = (
    "OAK", "MAPLE", "CEDAR", "HOLLY", "LAUREL", "PECAN", "POPLAR", "SYCAMORE", "WILLOW", "DOGWOOD", "HICKORY", "BIRCH",
    "MAGNOLIA", "CYPRESS", "CHESTNUT", "ELM",
)  # fmt: skip
LANDS = ("RIDGE", "MILL", "CREEK", "HILL", "SPRINGS", "MEADOW", "GROVE", "HOLLOW", "BRANCH", "POINT", "STATION")
TYPES = ("DR", "CT", "LN", "RD", "WAY", "ST", "TRL", "PL", "CIR")


@dataclass(frozen=True, slots=True)
class Street:
    """A street in one portion: name with type and direction, city, ZIP."""

    name: str
    city: str
    zip_code: str


@dataclass(frozen=True, slots=True)
class HomePortion:
    """A portion as a place to live in. `combo` is the state's number of its district combination."""

    precinct: Precinct
    portion: Portion
    streets: tuple[Street, ...]
    combo: str
    districts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outside:
    """Another county as a place to live in: its name in capitals and some streets."""

    county: str
    streets: tuple[Street, ...]


class Places:
    """The homes of an election's county and the counties around it; `near` remembers what it worked out."""

    def __init__(self, election: Election) -> None:
        self.election = election
        self.homes = _homes(election)
        self.outside = _outside(election)
        self.living: Urn[HomePortion] = Urn(
            (home, home.precinct.registered * home.portion.share) for home in self.homes
        )
        self._points = _points(election)
        self._ordinals = {code: ordinal for ordinal, code in enumerate(election.precincts)}
        self._near: dict[str, Urn[Precinct] | None] = {}
        by_precinct: dict[str, list[tuple[HomePortion, float]]] = {}
        for home in self.homes:
            by_precinct.setdefault(home.precinct.code, []).append((home, home.portion.share))
        self._homes_in = {code: Urn(homes) for code, homes in by_precinct.items()}

    def home_in(self, precinct: str) -> Urn[HomePortion]:
        """The portions of a precinct, by share."""
        return self._homes_in[precinct]

    def near(self, precinct: str) -> Urn[Precinct] | None:
        """Other precincts with voters, by nearness to a precinct; None where there is no other."""
        if precinct not in self._near:
            self._near[precinct] = self._measure(precinct)
        return self._near[precinct]

    def _measure(self, precinct: str) -> Urn[Precinct] | None:
        others = [self.election.precincts[code] for code in self._homes_in if code != precinct]
        inhabited = [other for other in others if other.registered > 0] or others
        measured = ((self.distance(precinct, other.code), other.code) for other in inhabited)
        nearest = heapq.nsmallest(NEAREST, measured)
        weighted = [(self.election.precincts[code], _attraction(km)) for km, code in nearest]
        return Urn(weighted) if weighted else None

    def distance(self, one: str, other: str) -> float:
        """Kilometres between two precincts; where no points are known, plausible ones from districts and order."""
        if one in self._points and other in self._points:
            return _kilometres(self._points[one], self._points[other])
        apart = abs(self._ordinals[one] - self._ordinals[other])
        mine, theirs = (self._homes_in[code].items[0].districts for code in (one, other))
        return 1.5 + 3.0 * len([level for level in mine if mine[level] != theirs.get(level)]) + min(apart, 40) * 0.2


def place_of(precinct: Precinct) -> str:
    """The polling place's name as written on papers; the precinct's where it has none."""
    return precinct.polling_place or precinct.name or precinct.code


def _attraction(km: float) -> float:
    ratio = km / NEAR
    return 1.0 / ((1.0 + ratio * ratio) * (1.0 + ratio * ratio))


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north, east = (one[0] - other[0]) * KM_NORTH, (one[1] - other[1]) * KM_EAST
    return (north * north + east * east) ** 0.5


def _points(election: Election) -> dict[str, tuple[float, float]]:
    if election.fips != "13135":
        return {}
    return {
        row["precinct"]: (float(row["latitude"]), float(row["longitude"])) for row in tables.rows("gwinnett-points.csv")
    }


def _homes(election: Election) -> tuple[HomePortion, ...]:
    combos = {style: f"{ordinal:03d}" for ordinal, style in enumerate(election.styles, start=1)}
    unnamed = _unnamed_districts(election)
    seen = list(tables.rows("gwinnett-streets.csv")) if election.fips == "13135" else []
    return tuple(
        HomePortion(
            precinct, portion, _streets(election, precinct, portion, seen), combos.get(portion.style, ""), districts
        )
        for precinct in election.precincts.values()
        for portion in precinct.portions
        if portion.style != NO_BALLOT  # who lives there is given no ballot
        for districts in [{level: name or unnamed[level] for level, name in sorted(portion.districts.items())}]
    )


def _unnamed_districts(election: Election) -> dict[str, str]:
    """A district number for each level that no portion names: the list shows one where the seat was not up."""
    named: dict[str, set[str]] = {}
    for precinct in election.precincts.values():
        for portion in precinct.portions:
            for level, district in portion.districts.items():
                named.setdefault(level, set()).add(district)
    return {
        level: next(str(number) for number in range(1, len(taken) + 2) if str(number) not in taken)
        for level, taken in named.items()
    }


def _streets(
    election: Election, precinct: Precinct, portion: Portion, seen: Sequence[Mapping[str, str]]
) -> tuple[Street, ...]:
    here = [row for row in seen if row["precinct"] == precinct.code]
    fitting = [row for row in here if all(portion.districts.get(level) == row[level] for level in _LEVELS)] or here
    real = [Street(row["street_name"], row["city"], row["zip"]) for row in fitting]
    city, zip_code = (real[0].city, real[0].zip_code) if real else _town(election, precinct, seen)
    ordinal = list(election.precincts).index(precinct.code) * 3 + precinct.portions.index(portion)
    made_up = (Street(name, city, zip_code) for name in _street_names(ordinal, STREETS_A_PORTION))
    known = {street.name for street in real}
    return (*real, *islice((s for s in made_up if s.name not in known), max(0, STREETS_A_PORTION - len(real))))


_LEVELS = ("us_house", "state_senate", "state_house")


def _town(election: Election, precinct: Precinct, seen: Sequence[Mapping[str, str]]) -> tuple[str, str]:
    codes: list[str] = re.findall(r"\b\d{5}\b", precinct.address)
    zip_code = codes[-1] if codes else "30000"
    cities = [row["city"] for row in seen if row["zip"] == zip_code]
    return (cities[0] if cities else election.county.upper()), zip_code


def _street_names(ordinal: int, count: int) -> list[str]:
    """Street names for one portion; neighbouring ordinals share none."""
    first = ordinal * count
    total = len(TREES) * len(LANDS)
    return [
        f"{TREES[n % len(TREES)]} {LANDS[n // len(TREES) % len(LANDS)]} {TYPES[(n + n // total) % len(TYPES)]}"
        for n in range(first, first + count)
    ]


def _outside(election: Election) -> Urn[Outside]:
    counties = _neighbours(election)
    return Urn((Outside(county, _outside_streets(county, number)), 1.0) for number, county in enumerate(counties))


def _outside_streets(county: str, number: int) -> tuple[Street, ...]:
    return tuple(Street(name, county, f"31{number:01d}{number:02d}") for name in _street_names(500 + number, 40))


def _neighbours(election: Election) -> tuple[str, ...]:
    own = election.county.upper()
    if election.fips in NEIGHBOURS:
        return NEIGHBOURS[election.fips]
    if election.state.upper() == "GA":
        return tuple(county for county in tables.georgia_counties()[:9] if county != own)
    return tuple(county for county in MADE_UP_COUNTIES if county != own)
