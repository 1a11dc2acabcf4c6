"""Runoffs: which days follow the election that they continue, over those of 2018 to 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from adjudicator.intake.definition import read_definition
from adjudicator.law.days.calendar import days_of
from adjudicator.resources import georgia_holiday_name, pack, path

BEFORE, AFTER = "georgia-2020", "georgia-2021"
GWINNETT, _ = read_definition(path("practice", "gwinnett-2020.json").read_bytes(), "gwinnett-2020.json")


def day(text):
    """ "Nov 3, 2020" as a date."""
    return datetime.strptime(text, "%b %d, %Y").date()  # noqa: DTZ007


def days(rules, election, first=None, **changes):
    """The days by id, of Gwinnett's ballot on another date, as an election or as the runoff of one."""
    held = replace(GWINNETT, date=day(election), runoff_of=day(first) if first else None, **changes)
    return {each.id: each for each in days_of(pack(rules), held, georgia_holiday_name)}


# an election, the closing of registration for it, and the last day to determine
ELECTIONS = [
    (BEFORE, "May 22, 2018", "Apr 24, 2018", "May 25, 2018"),  # the Monday was a holiday of the state
    (BEFORE, "Nov 6, 2018", "Oct 9, 2018", "Nov 9, 2018"),  # the Monday was Columbus Day
    (BEFORE, "Jun 9, 2020", "May 11, 2020", "Jun 12, 2020"),
    (BEFORE, "Nov 3, 2020", "Oct 5, 2020", "Nov 6, 2020"),
    (AFTER, "Nov 2, 2021", "Oct 4, 2021", "Nov 5, 2021"),
    (AFTER, "May 24, 2022", "Apr 25, 2022", "May 27, 2022"),
    (AFTER, "Nov 8, 2022", "Oct 11, 2022", "Nov 14, 2022"),
    (AFTER, "May 21, 2024", "Apr 22, 2024", "May 24, 2024"),
    (AFTER, "Nov 5, 2024", "Oct 7, 2024", "Nov 8, 2024"),
    (AFTER, "May 19, 2026", "Apr 20, 2026", "May 22, 2026"),
    (AFTER, "Nov 3, 2026", "Oct 5, 2026", "Nov 6, 2026"),
]

# a runoff, the election that it continues, the closing of registration, that for its federal contests, and its last day
RUNOFFS = [
    (BEFORE, "Jul 24, 2018", "May 22, 2018", "Apr 24, 2018", "Jun 25, 2018", "Jul 27, 2018"),
    (BEFORE, "Dec 4, 2018", "Nov 6, 2018", "Oct 9, 2018", "Nov 5, 2018", "Dec 7, 2018"),
    (BEFORE, "Aug 11, 2020", "Jun 9, 2020", "May 11, 2020", "Jul 13, 2020", "Aug 14, 2020"),
    (BEFORE, "Dec 1, 2020", "Nov 3, 2020", "Oct 5, 2020", "Nov 2, 2020", "Dec 4, 2020"),
    (BEFORE, "Jan 5, 2021", "Nov 3, 2020", "Oct 5, 2020", "Dec 7, 2020", "Jan 8, 2021"),
    (AFTER, "Jun 21, 2022", "May 24, 2022", "May 23, 2022", "", "Jun 24, 2022"),
    (AFTER, "Dec 6, 2022", "Nov 8, 2022", "Nov 7, 2022", "", "Dec 9, 2022"),
    (AFTER, "Jun 18, 2024", "May 21, 2024", "May 20, 2024", "", "Jun 21, 2024"),
    (AFTER, "Dec 3, 2024", "Nov 5, 2024", "Nov 4, 2024", "", "Dec 6, 2024"),
    (AFTER, "Jun 16, 2026", "May 19, 2026", "May 18, 2026", "", "Jun 22, 2026"),  # the third day is Juneteenth
    (AFTER, "Dec 1, 2026", "Nov 3, 2026", "Nov 2, 2026", "", "Dec 4, 2026"),
]


@pytest.mark.parametrize(("rules", "election", "closes", "last_day"), ELECTIONS)
def test_registration_closes_for_an_election_by_its_own_day(rules, election, closes, last_day):
    found = days(rules, election)
    assert (found["registration_closes"].on, found["last_day"].on) == (day(closes), day(last_day))
    assert "federal_runoff_closes" not in found


@pytest.mark.parametrize(("rules", "runoff", "first", "closes", "federal", "last_day"), RUNOFFS)
def test_who_may_vote_in_a_runoff_follows_the_law_of_its_time(rules, runoff, first, closes, federal, last_day):
    found = days(rules, runoff, first)
    assert (found["registration_closes"].on, found["last_day"].on) == (day(closes), day(last_day))
    told = found["federal_runoff_closes"].on if federal else found.get("federal_runoff_closes")
    assert told == (day(federal) if federal else None)


@pytest.mark.parametrize(("rules", "runoff", "first", "closes", "federal", "last_day"), RUNOFFS)
def test_moves_before_a_runoff_are_held_against_the_election_that_it_continues(
    rules, runoff, first, closes, federal, last_day
):
    found, before = days(rules, runoff, first), days(rules, first)
    for name in ("moves_reported", "county_date"):
        assert found[name].on == before[name].on
    assert found["state_date"].on > before["state_date"].on, "a day of the presidential election alone"


def test_without_federal_contests_a_runoff_has_one_closing():
    local = {each.id: replace(each, level="county_office") for each in GWINNETT.contests.values()}
    found = days(BEFORE, "Dec 1, 2020", "Nov 3, 2020", contests=local)
    assert "federal_runoff_closes" not in found


def test_a_sentence_says_from_which_election_a_day_counts():
    how = days(BEFORE, "Dec 1, 2020", "Nov 3, 2020")["registration_closes"].how
    assert how == (
        "The fifth Monday before the election of Tue Nov 3, 2020, whose runoff this is, Mon Oct 5, 2020, is a business day."
    )
    assert "election of" not in days(BEFORE, "Nov 3, 2020")["registration_closes"].how


def test_a_definition_may_name_the_closing_itself():
    found = days(BEFORE, "Dec 1, 2020", "Nov 3, 2020", registration_closes=date(2020, 11, 2))["registration_closes"]
    assert (found.on, found.how) == (date(2020, 11, 2), "The definition of the election names this day.")
