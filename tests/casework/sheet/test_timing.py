"""Whether a determination is made in time: by the county's day, in a practice case by the act that closes the period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.making import timing_of
from adjudicator.law.facts.derive import readings_of
from adjudicator.records.facts import Answer, Source
from adjudicator.resources import pack
from tests.casework.conftest import case, evidence

READ = readings_of(pack())
LAST_DAY, AFTER = date(2020, 11, 6), date(2020, 11, 7)
OPEN = EnvelopeState("0417", 7, 7, "2020-11-04T14:00:00.000000Z")


def clarified(on):
    answer = Answer("registration", "registered", Source("paper", on))
    return EnvelopeState("0417", 7, 7, "2020-11-04T14:00:00.000000Z", answers={"registration": answer})


def timing(of, today, state=OPEN, **changes):
    return timing_of(of, state, replace(evidence(), readings=READ, today=today, **changes))


@pytest.mark.parametrize(("today", "said"), [(LAST_DAY, "in_time"), (AFTER, "determined_late")])
def test_in_a_live_case_the_day_decides_and_not_the_act_that_closes_the_period(today, said):
    for closed in (0, 9):
        assert timing(case(mode="live", period_closed=closed), today) == said


def test_in_a_practice_case_whose_election_is_long_past_the_act_decides():
    assert timing(case(mode="practice"), date(2026, 11, 30)) == "in_time"
    assert timing(case(mode="practice", period_closed=9), LAST_DAY) == "determined_late"


@pytest.mark.parametrize(
    ("on", "said"),
    [("2020-11-06", "determined_late"), ("2020-11-07", "clarified_late"), ("2020-11-09", "clarified_late")],
)
def test_what_clarified_the_registration_has_a_day_of_its_own(on, said):
    assert timing(case(mode="live"), date(2020, 11, 9), clarified(on)) == said


def test_a_pack_that_does_not_ask_has_no_such_fact():
    earlier = replace(READ, looks_at_timing=False)
    assert timing_of(case(mode="live"), OPEN, replace(evidence(), readings=earlier, today=AFTER)) is None
    assert timing(case(mode="live"), None) is None
