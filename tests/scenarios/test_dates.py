"""Every day and hour on which something turns: before it, on it, after it, the fact that follows and the outcome."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from typing import Any

import pytest

from adjudicator.casework.sheet.lines.voter import AT_NEW_ADDRESS, INACTIVE_AT_NEW
from adjudicator.law.days.calendar import days_of
from adjudicator.resources import PACK_IDS, georgia_holiday_name, pack
from tests.scenarios.telling import HERE, Given, Law, Situation, calendar_on, election_of, sheet_of, situation_of
from ui.shared.questions import QUESTIONS, Question, question_words

ORDINARY: Given = tomllib.loads((HERE / "situations.toml").read_text(encoding="utf-8"))["ordinary"]
DATES: list[Given] = tomllib.loads((HERE / "dates.toml").read_text(encoding="utf-8"))["date"]


def tried(row: Given, case: Given, name: str) -> Any:
    why = case.get("pending", row.get("pending"))
    pending = [pytest.mark.xfail(reason=why, strict=True)] if why else []
    return pytest.param(row, case, name, id=f"{row['name']}-{case['at']}-{name}", marks=pending)


CASES = [tried(row, case, name) for row in DATES for case in row["case"] for name in PACK_IDS]


def situation_at(row: Given, case: Given) -> Situation:
    """The date's situation with the moment of one case put where it belongs, and the answer a person gives to it."""
    entry = entry_at(row, case)
    situation = situation_of(entry, ORDINARY)
    if "answer" not in case:
        return situation
    established = {row["fact"]: value_of(case["answer"], row, situation)}
    return situation_of({**entry, "established": established}, ORDINARY)


def entry_at(row: Given, case: Given) -> Given:
    """The date's entry with the case's own, and its moment under the name after `put`."""
    entry = {**row, **case}
    if "put" not in row:
        return entry
    table, _, name = row["put"].rpartition(".")
    moment = {name: written(case["at"], name)}
    return {**entry, table: {**row.get(table, {}), **moment}} if table else {**entry, **moment}


def written(at: date, name: str) -> Any:
    """A moment as papers and roll have it: of a birth the roll knows the year, and the certificate has text."""
    return at.year if name == "birth_year" else at.isoformat() if name == "birth_date" else at


def value_of(answer: str, row: Given, situation: Situation) -> str:
    """The value that an answer of the screen records; StopIteration where the screen has no answer of these words."""
    calendar = calendar_on(election_of(situation))
    options = QUESTIONS[row["fact"]].options
    return next(option.value for option in options if question_words(option.words, calendar) == answer)


@pytest.mark.parametrize(("row", "case", "name"), CASES)
def test_what_follows_is_what_the_table_says(row: Given, case: Given, name: str) -> None:
    sheet = sheet_of(situation_at(row, case), Law(name))
    assert sheet.recommendation is not None
    assert sheet.facts.get(row["fact"], "") == case["is"]
    assert sheet.recommendation.outcome == case["then"].get(name, case["then"]["every"])


@pytest.mark.parametrize("row", [row for row in DATES if "day" in row], ids=lambda row: row["name"])
def test_the_calendar_of_the_program_has_the_same_day(row: Given) -> None:
    election = election_of(situation_of(row, ORDINARY))
    days = [day for name in PACK_IDS for day in days_of(pack(name), election, georgia_holiday_name)]
    found = {(day.on, day.hour) for day in days if day.id == row["day"]}
    falls_on = row["falls_on"]
    if isinstance(falls_on, datetime):
        assert found == {(falls_on.date(), falls_on.time())}
    else:
        assert {on for on, _ in found} == {falls_on}


@pytest.mark.parametrize("row", DATES, ids=lambda row: row["name"])
def test_every_date_has_a_case_before_it_one_on_it_and_one_after_it(row: Given) -> None:
    falls_on = row["falls_on"]
    moments = [alike(case["at"], falls_on) for case in row["case"]]
    assert {-1, 0, 1} == {(moment > falls_on) - (moment < falls_on) for moment in moments}
    assert [case["at"] for case in row["case"]] == sorted(case["at"] for case in row["case"])


def alike(at: date, falls_on: date) -> date:
    """A moment as a day, where what it is held against is a day."""
    return at.date() if isinstance(at, datetime) and not isinstance(falls_on, datetime) else at


@pytest.mark.parametrize("row", [row for row in DATES if "answer" in row["case"][0]], ids=lambda row: row["name"])
def test_the_answer_that_a_person_gives_has_the_day_in_its_words(row: Given) -> None:
    for case in row["case"]:
        later = any(word in case["answer"] for word in (" after ", " later", "not reported by"))
        assert later == (case["at"] > row["falls_on"]), case["answer"]


RESIDENCE = QUESTIONS["residence"]
OF_GEORGIA = [
    RESIDENCE,
    *(each for case, each in RESIDENCE.cases.items() if case not in (AT_NEW_ADDRESS, INACTIVE_AT_NEW)),
]


@pytest.mark.parametrize("question", OF_GEORGIA)
def test_a_move_to_another_county_is_asked_against_that_monday_whatever_the_words(question: Question) -> None:
    moved = [option.words for option in question.options if option.value in ("moved_county_late", "moved_county_early")]
    assert len(moved) == 2
    for words in moved:
        assert "{county_date}" in words
        assert "{closes}" not in words
    assert "{county_date}" in question.help
