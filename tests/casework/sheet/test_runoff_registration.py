"""In a runoff with federal contests those close later than the others (O.C.G.A. 21-2-501(a)(10), Release 78)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from adjudicator.casework.sheet.application_day import closes_last, closings_on, too_late_for
from tests.casework.conftest import CALENDAR, elector, evidence

EARLIEST, FIRST, FEDERAL = date(2020, 9, 1), CALENDAR.registration_closes, date(2020, 12, 7)
RUNOFF = replace(CALENDAR, federal_runoff_closes=FEDERAL)
OWN, OTHERS = ("special",), ("state-101", "state-102")
"""A contest with an earlier closing of its own, and those that close with the first election."""


@pytest.mark.parametrize(
    ("registered_on", "late"),
    [
        (EARLIEST, ()),
        (EARLIEST + timedelta(days=1), OWN),
        (FIRST, OWN),
        (FIRST + timedelta(days=1), (*OTHERS, *OWN)),
        (FEDERAL, (*OTHERS, *OWN)),
        (FEDERAL + timedelta(days=1), (*OTHERS, *OWN)),
    ],
)
def test_who_registered_between_the_closings_votes_for_the_federal_contests_alone(registered_on, late):
    at_hand = replace(evidence(elector=elector(registered_on=registered_on)), calendar=RUNOFF)
    assert too_late_for(at_hand) == late


def test_a_day_that_a_person_said_counts_against_the_federal_contests_too():
    at_hand = replace(evidence(elector=None, applied_on=FEDERAL + timedelta(days=1)), calendar=RUNOFF)
    assert too_late_for(at_hand) == ("president", "house-7", *OTHERS, *OWN)


def test_the_last_of_all_closings_decides_whether_a_registration_is_late_at_all():
    at_hand = replace(evidence(elector=None), calendar=RUNOFF)
    assert closes_last(at_hand) == FEDERAL
    assert closings_on(at_hand, "S1") == {"state-101": FIRST, "special": EARLIEST}


def test_in_an_election_that_is_no_runoff_nothing_changes():
    at_hand = evidence(elector=elector(registered_on=FIRST + timedelta(days=1)))
    assert too_late_for(at_hand) == OWN
