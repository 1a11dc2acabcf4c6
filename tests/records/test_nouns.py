"""The nouns: what they derive from themselves."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from adjudicator.records.csv_cells import FORMULA_STARTS, escape_formula
from adjudicator.records.election import Contest, Election, Portion, Precinct
from adjudicator.records.elector import Elector
from adjudicator.records.envelope import SEALED_FIELDS, Envelope
from adjudicator.records.facts import FACTS
from adjudicator.records.findings import ContestVerdict, Recommendation
from adjudicator.records.reasons import REASON_CODES
from adjudicator.records.trouble import Problem, Refusal, WorldError


def election(**changes: Any) -> Election:
    ordinary: dict[str, Any] = {
        "name": "General", "date": date(2020, 11, 3), "state": "GA", "county": "Gwinnett", "fips": "13135",
        "time_zone": "America/New_York", "contests": {}, "precincts": {}, "styles": {},
    }  # fmt: skip
    return Election(**(ordinary | changes))


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    for before in ("", " ", "\u00a0 ", "\u200b", "\ufeff"):
        assert escape_formula(f"{before}{start}HYPERLINK()") == f"'{before}{start}HYPERLINK()"


@pytest.mark.parametrize("text", ["", "O'Neil", "12", " ", " 1", "\u200b", "a=b", "'=1", "\u200bx"])
def test_any_other_cell_is_left_as_it_is(text: str) -> None:
    assert escape_formula(text) == text


@pytest.mark.parametrize(
    ("level", "statewide", "federal"),
    [
        ("federal_statewide", True, True),
        ("congressional", False, True),
        ("statewide", True, False),
        ("statewide_measure", True, False),
        ("state_house", False, False),
        ("county_office", False, False),
    ],
)
def test_the_level_tells_whether_a_contest_is_state_wide_or_federal(level: str, statewide: bool, federal: bool) -> None:
    contest = Contest("1", 1, "Title", level)
    assert (contest.is_statewide, contest.is_federal) == (statewide, federal)


@pytest.mark.parametrize(
    ("title", "level", "office", "found"),
    [
        ("President", "federal_statewide", "", True),
        ("President of the United States", "federal_statewide", "", True),
        ("Presidential straw poll", "federal_statewide", "", False),
        ("President of the Board", "county_office", "", False),
        ("President", "federal_statewide", "senator", False),
        ("US Chief Executive", "federal_statewide", "president", True),
    ],
)
def test_the_contest_for_president_is_told_by_office_else_by_level_and_title(
    title: str, level: str, office: str, found: bool
) -> None:
    assert Contest("1", 1, title, level, office=office).is_for_president is found


def test_an_election_is_federal_where_one_contest_is() -> None:
    local, house = Contest("1", 1, "Sheriff", "county_office"), Contest("2", 2, "House", "congressional", "7")
    assert not election(contests={"1": local}).has_federal_contest
    assert election(contests={"1": local, "2": house}).has_federal_contest


def test_a_place_closes_at_its_own_hour_else_at_the_elections() -> None:
    late = election(closing_times={"School 001": time(20)})
    assert (late.closing_of("School 001"), late.closing_of("School 002")) == (time(20), time(19))


def test_a_precinct_names_each_style_of_its_portions_once_in_order() -> None:
    portions = tuple(Portion(f"001-{style}{at}", "001", style, {}) for at, style in enumerate(("B", "A", "B")))
    assert Precinct("001", "First", portions).styles == ("B", "A")


def test_names_and_addresses_leave_out_what_is_empty() -> None:
    elector = Elector("1", "GWINNETT", "active", "DELGADO", "MARIA", house_number="12", street="OAK ST", unit="4B")
    assert (elector.name, elector.address) == ("MARIA DELGADO", "12 OAK ST Apt 4B")
    papers = Envelope("1", first_name="Maria", last_name="Delgado", suffix="Jr.", street="Oak St", city="Lawrenceville")
    assert (papers.voter_name, papers.voter_address) == ("Maria Delgado Jr.", "Oak St, Lawrenceville")
    assert Envelope("1").voter_name == Envelope("1").voter_address == ""


def test_what_is_sealed_are_fields_of_an_envelope_and_never_its_number() -> None:
    fields = set(Envelope.__slots__)
    assert fields > SEALED_FIELDS
    open_fields = fields - SEALED_FIELDS
    assert open_fields == {
        "number", "stream", "place", "precinct_cast", "style_cast", "party", "reasons", "oath_signed", "id_shown",
        "statement", "sheets", "box", "position",
    }  # fmt: skip


def test_the_facts_stand_in_the_order_in_which_they_are_asked() -> None:
    assert tuple(FACTS) == (
        "oath", "signature", "secrecy_envelope", "withdrawn", "match", "registration", "registration_data", "residence",
        "eligibility", "voted_already", "identification", "party", "cast", "court_order", "statement", "home", "deadline",
        "timing", "ballot_in_envelope", "ruling",
    )  # fmt: skip
    assert all(len(values) == len(set(values)) > 1 for values in FACTS.values())


def test_the_reason_codes_are_those_that_ship() -> None:
    assert tuple(REASON_CODES) == ("PR", "PI", "IR", "EH", "OP", "OC", "V", "AB", "CZ", "OT")


def test_the_contests_that_count_keep_ballot_order_and_leave_out_what_cannot_be_told() -> None:
    verdicts = (ContestVerdict("b", True), ContestVerdict("a", None), ContestVerdict("c", False, "wrong_precinct"))
    found = Recommendation("r", "d", "count_partial", (), (), (), (), (*verdicts, ContestVerdict("d", True)))
    assert found.counted == ("b", "d")


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Problem("a.csv", "is empty", "Choose another."), "a.csv: is empty. Choose another."),
        (
            Problem("a.csv", "unknown precinct", "Check it.", row=4, column="precinct_cast", value="999"),
            'a.csv, row 4, column precinct_cast: unknown precinct ("999"). Check it.',
        ),
        (Problem("", "is wrong", "Check it.", column="zip"), "column zip: is wrong. Check it."),
    ],
)
def test_a_problem_says_where_what_which_value_and_what_to_do(problem: Problem, words: str) -> None:
    assert str(problem) == words


def test_a_refusal_reads_as_its_words_and_the_worlds_fault_with_its_remedy() -> None:
    assert str(Refusal("four_eyes", "Another supervisor has to approve it.")) == "Another supervisor has to approve it."
    error = WorldError("disk_full", "There is no room left", "Free some space.")
    assert (str(error), error.code) == ("There is no room left. Free some space.", "disk_full")
