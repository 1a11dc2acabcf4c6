"""What the readers share with the writers: harmless cells, reason codes, time zones, words."""

from __future__ import annotations

from datetime import date

import pytest

from adjudicator.intake.definition import DIVIDED_STATES, ZONE_OF_STATE, is_time_zone
from adjudicator.intake.problem_list import nearest, shortened
from adjudicator.intake.words import hour_of, state_day_of
from adjudicator.records.csv_cells import escape_formula
from adjudicator.records.reasons import REASON_CODES
from adjudicator.words import some_of

SIGNS = ["=1+1", "+1", "-1", "@sum", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", "\ufe661", "\u22121"]
AT_ONCE = ["\tx", "\rx", "\nx", *SIGNS]
BEFORE = [" ", "\u00a0 ", "\u200b", "\u3000", "\ufeff", "\u202e"]


@pytest.mark.parametrize("text", [*AT_ONCE, *(before + text for before in BEFORE for text in SIGNS)], ids=ascii)
def test_a_cell_that_starts_a_formula_is_written_out_harmlessly(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "013", "O'Neil", "a=b", "Smith-Jones"])
def test_any_other_cell_is_written_out_as_it_is(text: str) -> None:
    assert escape_formula(text) == text


def test_the_reason_codes_are_those_shipped() -> None:
    assert list(REASON_CODES) == ["PR", "PI", "IR", "EH", "OP", "OC", "V", "AB", "CZ", "OT"]
    assert all(REASON_CODES.values())


def test_every_state_has_one_time_zone_or_must_be_asked() -> None:
    assert not DIVIDED_STATES & set(ZONE_OF_STATE)
    assert len(DIVIDED_STATES | set(ZONE_OF_STATE)) == 50 + len({"DC", "PR", "VI", "GU", "AS", "MP"})
    assert all(is_time_zone(zone) for zone in ZONE_OF_STATE.values())


@pytest.mark.parametrize("name", ["", "Nowhere/Town", "../etc", "a\0b"])
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    assert not is_time_zone(name)


def test_the_states_days_are_read_month_first() -> None:
    assert state_day_of("10/05/2020") == state_day_of("10/5/2020 12:00:00 AM") == date(2020, 10, 5)
    assert state_day_of("2020-10-05") == date(2020, 10, 5)
    assert state_day_of("Oct 5, 2020") is None


def test_an_hour_has_two_digits_and_minutes() -> None:
    assert hour_of("7:00") is None
    assert hour_of("19:60") is None


def test_the_nearest_word_is_found_case_aside_or_none_is() -> None:
    assert nearest("Last Name", ["last_name", "first_name"]) == "last_name"
    assert nearest("colour", ["last_name", "first_name"]) == ""


def test_long_values_and_long_lists_are_cut_in_messages() -> None:
    assert len(shortened("x" * 100)) == 60
    assert some_of(["a", "b", "c", "d", "e", "f", "g"]) == "a, b, c, d, e and 2 more"
