"""When the voter applied to register, where a contest closed on a day of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adjudicator.casework.acts.review.chosen_elector import record_applied
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.application_day import Applied, too_late_for
from adjudicator.casework.sheet.cards import cards_of, current_card, ready_outcome
from adjudicator.casework.telling.explanation import explain
from adjudicator.records.facts import Source
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT, EASY, elector, evidence

WORKER = Source("worker", "2020-11-04", "rita")
IN_TIME, LATE, LATER_STILL = date(2020, 9, 1), date(2020, 9, 2), date(2020, 10, 6)


def open_line(sheet: Any) -> tuple[str, str]:
    card = current_card(cards_of(sheet))
    line = card.open_line if card is not None else None
    return (line.fact, line.state) if line is not None else ("", "")


@pytest.mark.parametrize(
    ("registered_on", "line"), [(IN_TIME, ("", "")), (LATE, ("applied", "suggested")), (None, ("applied", "open"))]
)
def test_the_roll_speaks_by_itself_only_where_its_day_is_early_enough(
    registered_on: date | None, line: tuple[str, str], sheets: Any
) -> None:
    sheet = sheets.make(EASY, at_hand=evidence(elector=elector(registered_on=registered_on)))
    assert open_line(sheet) == line
    assert bool(ready_outcome(sheet, cards_of(sheet))) == (line == ("", ""))


def test_who_was_found_registered_by_a_person_is_asked_whatever_the_rolls_day(sheets: Any) -> None:
    sheet = sheets.make(EASY, at_hand=evidence(elector=elector(status="pending", registered_on=IN_TIME)))
    assert open_line(sheet) == ("applied", "suggested")


def test_nothing_is_asked_where_no_contest_of_the_ballot_hangs_on_the_day(sheets: Any) -> None:
    row = elector(registered_on=None)
    late = EASY | {"registration": "late"}
    assert open_line(sheets.make(late, at_hand=evidence(elector=row)))[0] != "applied"
    elsewhere = evidence(elector=elector(registered_on=None, county="DEKALB"))
    assert open_line(sheets.make(EASY, at_hand=elsewhere)) == ("", "")


@pytest.mark.parametrize(
    ("said", "late"),
    [
        (IN_TIME, ()),
        (LATE, ("special",)),
        (LATER_STILL, ("president", "house-7", "state-101", "state-102", "special")),
    ],
)
def test_the_day_that_a_person_says_goes_before_the_rolls(said: date, late: tuple[str, ...]) -> None:
    assert too_late_for(evidence(applied_on=said, elector=elector(registered_on=LATE))) == late


def test_nothing_is_explained_as_settled_while_the_day_is_open(sheets: Any, recommender: Any) -> None:
    sheet = sheets.make(EASY, at_hand=evidence(elector=elector(registered_on=LATE)))
    explained = explain(sheet, recommender)
    assert explained is not None
    assert (explained.outcome, explained.sentence, explained.grounds, explained.settling) == ("incomplete", "", (), {})
    assert sheet.too_late_for == ()


def test_a_day_said_is_an_answered_line_and_decides_about_the_contest(sheets: Any) -> None:
    at_hand = evidence(elector=elector(registered_on=None), applied_on=LATE)
    sheet = sheets.make(EASY, at_hand=at_hand)
    line = next(line for card in cards_of(sheet) for line in card.lines if line.fact == "applied")
    assert line.state == "answered"
    assert sheet.recommendation.counted == ("president", "house-7", "state-101")
    assert ready_outcome(sheet, cards_of(sheet)) == "count_partial"


def test_a_ballot_that_is_held_anyway_is_held_while_the_day_is_open(sheets: Any) -> None:
    at_hand = evidence(elector=elector(registered_on=None))
    sheet = sheets.make(EASY | {"oath": "unsigned"}, at_hand=at_hand)
    assert (sheet.recommendation.outcome, ready_outcome(sheet, cards_of(sheet))) == ("held", "held")


def test_the_day_is_sealed_and_its_source_is_named(sheets: Any) -> None:
    acted = record_applied(sheets.make(EASY), Applied(IN_TIME, WORKER), ACT)
    assert not isinstance(acted, Refusal)
    assert acted[0].data["applied"]["on"] == Secret("2020-09-01")
    assert acted[0].data["applied"]["source"]["ref"] == "rita"


@pytest.mark.parametrize(("on", "code"), [(date(2020, 11, 4), "bad_input"), (LATER_STILL, "applied_late")])
def test_a_day_after_every_closing_is_an_answer_to_another_question(on: date, code: str, sheets: Any) -> None:
    refused = record_applied(sheets.make(EASY), Applied(on, WORKER), ACT)
    assert isinstance(refused, Refusal)
    assert refused.code == code


def test_what_is_determined_is_answered_no_more(sheets: Any) -> None:
    refused = record_applied(sheets.make(EASY, status="approved"), Applied(IN_TIME, WORKER), ACT)
    assert isinstance(refused, Refusal)
    assert refused.code == "already_determined"


def test_the_fold_keeps_the_commitment_and_the_source(folding: Any) -> None:
    folding.received()
    folding.add(
        "facts.recorded", envelope="0417", facts=[],
        applied={"on": Secret("2020-09-01"), "source": {"kind": "worker", "dated": "2020-11-04", "ref": "rita"}},
    )  # fmt: skip
    state = folding.shelf.get(EnvelopeState, "0417")
    assert len(state.applied_on) == 64
    assert state.applied_source == WORKER
