"""The sheet: where the voter belongs, which style the envelope holds, and the facts that follow."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from adjudicator.casework.sheet.application_day import too_late_for
from adjudicator.casework.sheet.home import cast_style_of, home_of
from adjudicator.casework.sheet.making import facts_of
from adjudicator.records.orders import CourtOrder
from tests.casework.conftest import CASE, CHOSEN, EASY, ELECTION, case, choice, elector, envelope, evidence


@pytest.mark.parametrize(
    ("row", "home"),
    [
        ({}, ("GWINNETT", "001", "001-1", "S1")),
        ({"precinct": "003", "districts": {"state_house": "102"}}, ("GWINNETT", "003", "003-2", "S2")),
        ({"precinct": "3", "districts": {"state_house": "102"}}, ("GWINNETT", "003", "003-2", "S2")),
        ({"precinct": "003", "districts": {}}, ("GWINNETT", "003", "", "")),
        ({"precinct": "999"}, ("GWINNETT", "999", "", "")),
        ({"county": "DEKALB", "precinct": "001"}, ("DEKALB", "", "", "")),
    ],
)
def test_home_follows_from_precinct_and_districts_of_the_roll_and_is_never_guessed(
    row: dict[str, Any], home: tuple[str, str, str, str]
) -> None:
    found = home_of(envelope(), evidence(elector=elector(**row)))
    assert found is not None
    assert (found.county, found.precinct, found.portion, found.style) == home


def test_without_an_elector_there_is_no_home() -> None:
    assert home_of(envelope(), evidence(elector=None)) is None


@pytest.mark.parametrize("row", [elector(), elector(county="DEKALB"), None])
def test_a_portion_chosen_by_hand_stands_before_the_roll(row: Any) -> None:
    by_hand = choice(county="Gwinnett", precinct="002", portion="002-1", style="S2")
    found = home_of(envelope(elector=by_hand), evidence(elector=row))
    assert found is not None
    assert (found.county, found.precinct, found.portion, found.style) == ("Gwinnett", "002", "002-1", "S2")


@pytest.mark.parametrize(
    ("state", "style"),
    [
        ({"style_cast": "S2"}, "S2"),
        ({"style_cast": ""}, "S1"),
        ({"style_cast": "", "precinct_cast": "003"}, ""),
        ({"style_cast": "", "precinct_cast": ""}, ""),
    ],
)
def test_the_cast_style_is_the_label_or_the_precincts_only_one(state: dict[str, str], style: str) -> None:
    assert cast_style_of(envelope(**state), evidence()) == style


@pytest.mark.parametrize(
    ("registered_on", "late"),
    [
        (date(2020, 9, 1), ()),
        (date(2020, 9, 2), ("special",)),
        (None, ()),
    ],
)
def test_a_contest_with_a_deadline_of_its_own_may_be_missed(registered_on: date | None, late: tuple[str, ...]) -> None:
    assert too_late_for(evidence(elector=elector(registered_on=registered_on))) == late


def test_nobody_is_too_late_for_nothing() -> None:
    assert too_late_for(evidence(elector=None)) == ()


def test_a_contest_that_was_registered_for_too_late_does_not_count(sheets: Any) -> None:
    row = elector(registered_on=date(2020, 9, 2))
    open_yet = sheets.make(EASY, at_hand=evidence(elector=row)).recommendation
    assert (open_yet.outcome, open_yet.needs) == ("incomplete", ("applied",))
    assert [verdict.id for verdict in open_yet.contests if verdict.counts is None] == ["special"]
    sheet = sheets.make(EASY, at_hand=evidence(elector=row, applied_on=date(2020, 9, 2)))
    assert sheet.recommendation.outcome == "count_partial"
    assert sheet.recommendation.counted == ("president", "house-7", "state-101")


@pytest.mark.parametrize(
    ("state", "home"),
    [
        ({}, "same_style"),
        ({"precinct_cast": "002", "style_cast": "S2"}, "other_precinct"),
        ({"precinct_cast": "002", "style_cast": "S2", "stream": "advance"}, "other_style"),
        ({"precinct_cast": "002", "style_cast": "S1", "stream": "advance"}, "same_style"),
        ({"precinct_cast": "", "style_cast": "S2", "place": "Main office"}, "other_style"),
        ({"precinct_cast": ""}, None),
    ],
)
def test_home_is_told_against_where_the_ballot_was_cast(state: dict[str, str], home: str | None) -> None:
    taken = envelope(elector=CHOSEN, **state)
    at_hand = evidence()
    assert facts_of(CASE, taken, at_hand, home_of(taken, at_hand)).get("home") == home


def test_an_elector_whom_nobody_took_yet_says_nothing_of_home(sheets: Any) -> None:
    sheet = sheets.make({})
    assert "home" not in sheet.facts
    assert sheet.home_style == ""


def test_a_voter_of_another_county_is_at_home_there(sheets: Any) -> None:
    sheet = sheets.make(EASY, at_hand=evidence(elector=elector(county="DEKALB")))
    assert sheet.facts["home"] == "other_county"
    assert sheet.recommendation.counted == ("president",)


def test_what_is_set_at_receipt_and_by_the_calendar_is_derived() -> None:
    found = facts_of(CASE, envelope(), evidence(), None)
    assert found == {
        "party": "not_a_primary", "court_order": "none", "deadline": "open", "ballot_in_envelope": "sealed",
        "ruling": "none",
    }  # fmt: skip


def test_a_closed_period_is_a_passed_deadline_and_a_given_statement_a_fact() -> None:
    found = facts_of(case(period_closed=40), envelope(statement="incomplete"), evidence(), None)
    assert (found["deadline"], found["statement"]) == ("passed", "incomplete")


def test_a_recorded_answer_stands_before_what_would_be_derived(sheets: Any) -> None:
    assert sheets.make({"court_order": "vacated"}).facts["court_order"] == "vacated"


def test_the_order_for_the_place_decides_where_it_stands(sheets: Any) -> None:
    begins, ends = datetime(2020, 11, 3, 19), datetime(2020, 11, 3, 20)  # noqa: DTZ001 - an order's times are local
    order = CourtOrder.for_all("20-CV-1", frozenset({"School 001"}), begins, ends, "under_review")
    sheet = sheets.make(EASY | {"cast": "court_extension"}, at_hand=evidence(orders=(order,)))
    assert sheet.facts["court_order"] == "under_review"
    assert sheet.recommendation.holds == ("court_order_under_review",)


def test_a_candidate_is_no_elector_before_somebody_takes_him(sheets: Any) -> None:
    assert sheets.make({}).elector is None
    assert sheets.make({"match": "chosen"}).elector == evidence().elector


def test_the_sheet_knows_its_number_and_the_flag_in_words(sheets: Any) -> None:
    sheet = sheets.make({}, at_hand=evidence({"reasons": ("CZ",)}))
    assert sheet.number == "0417"
    assert sheet.flag == "The poll worker ticked: citizenship to be shown"
    assert ELECTION.contests.keys() >= {verdict.id for verdict in sheet.recommendation.contests}
