"""Gwinnett County's election of 3 November 2020, as the product carries it."""

import json
from datetime import date

import pytest

from adjudicator.records.election import Contest, Election
from adjudicator.resources import path


@pytest.fixture(scope="session")
def gwinnett():
    definition = json.loads(path("practice", "gwinnett-2020.json").read_text(encoding="utf-8"))
    contests = [
        Contest(each["contest_id"], each["ordinal"], each["title"], each["level"], each["district"])
        for each in definition["contests"]
    ]
    return Election(
        name=definition["election"],
        date=date.fromisoformat(definition["date"]),
        state=definition["state"],
        county=definition["county"],
        fips=definition["fips"],
        time_zone="America/New_York",
        contests={contest.id: contest for contest in contests},
        precincts={},
        styles={style: tuple(ids) for style, ids in definition["ballot_styles"].items()},
    )
