"""A small election with every kind of ballot, and recommenders for every pack."""

from datetime import date
from functools import cache

import pytest

from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.election import Contest, Election, Portion, Precinct
from adjudicator.resources import pack
from tests import packs

CONTESTS = (
    Contest("P", 1, "President of the United States", "federal_statewide"),
    Contest("S", 2, "Public Service Commission", "statewide"),
    Contest("A", 3, "Amendment 1", "statewide_measure", measure=True),
    Contest("H7", 4, "US House District 7", "congressional", "7"),
    Contest("H4", 5, "US House District 4", "congressional", "4"),
    Contest("N1", 6, "State Senate District 1", "state_senate", "1"),
    Contest("L", 7, "Local question", "county"),
)
STYLES = {
    "main": ("P", "S", "A", "H7", "N1", "L"),
    "twin": ("P", "S", "A", "H7", "N1", "L"),
    "near": ("P", "S", "A", "H7", "L"),
    "far": ("P", "S", "A", "H4"),
    "local": ("N1", "L"),
    "other_local": ("H4",),
    "president": ("P",),
}


def _portion(name: str, style: str, **districts: str) -> Portion:
    return Portion(name, name.partition("-")[0], style, districts)


def _precinct(code: str, *portions: Portion) -> tuple[str, Precinct]:
    return code, Precinct(code, f"Precinct {code}", portions)


PRECINCTS = dict(
    (
        _precinct("001", _portion("001-1", "main", us_house="7"), _portion("001-2", "far", us_house="4")),
        _precinct("002", _portion("002-1", "near", us_house="7", state_senate="")),
        _precinct("014A", _portion("014A-1", "main"), _portion("014A-2", "main", us_house="007")),
        _precinct("020", _portion("020-1", "main"), _portion("020-2", "near")),
        _precinct(
            "030", _portion("030-1", "main", municipality="Duluth"), _portion("030-2", "near", municipality="none")
        ),
        _precinct("031", _portion("031-1", "main", city_council="1"), _portion("031-2", "near", city_council="none")),
    )
)


def election_of(contests: tuple[Contest, ...] = CONTESTS, **changes: object) -> Election:
    """The small election, with other contests or other words."""
    given = {
        "name": "General",
        "date": date(2020, 11, 3),
        "state": "GA",
        "county": "Gwinnett",
        "fips": "13135",
        "time_zone": "America/New_York",
        "contests": {contest.id: contest for contest in contests},
        "precincts": PRECINCTS,
        "styles": STYLES,
        "advance_sites": ("Main office",),
    }
    return Election(**{**given, **changes})


@pytest.fixture
def make_election():
    return election_of


@pytest.fixture
def election():
    return election_of()


@cache
def _recommender(name: str) -> Recommender:
    return Recommender(pack(name), election_of())


@pytest.fixture
def recommender():
    """Pack id -> recommender for the small election."""
    return _recommender


@pytest.fixture(scope="session")
def motion():
    return packs.MOTION


@pytest.fixture(scope="session")
def every_pack():
    """Every pack as it is, and with every other choice of each of its positions."""
    return packs.every_pack()


def said(recommendation):
    """A recommendation without pack and findings, as the reference says it."""
    return {
        "outcome": recommendation.outcome,
        "reasons": list(recommendation.reasons),
        "holds": list(recommendation.holds),
        "needs": list(recommendation.needs),
        "marks": list(recommendation.marks),
        "contests": [(contest.id, contest.counts, contest.code) for contest in recommendation.contests],
    }
