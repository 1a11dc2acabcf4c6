"""Whose an envelope is: taken, put back, taken over, and what nobody else may do meanwhile."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.receiving import correct
from adjudicator.casework.acts.review.chosen_elector import record_applied, record_portion, take_no_portion
from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.acts.review.in_hand import TAKE_OVER_WHYS, Holder, put_back, take, take_over
from adjudicator.casework.acts.review.reviewing import determine, record_answers, record_research, refer
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.entry import Entry, Secret, read_body, seal
from adjudicator.casework.record.fold import fold
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.casework.record.state import EnvelopeState, changed
from adjudicator.casework.sheet.application_day import Applied
from adjudicator.records.facts import Answer, Source
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import EASY, envelope

NOON, QUARTER_PAST, LATER = (f"2020-11-04T{time}:00.000000Z" for time in ("12:00", "12:15", "12:21"))
RITA, THEO = Act(QUARTER_PAST, "rita"), Act(QUARTER_PAST, "theo")
LEFT = Why("left")


def theirs(**changes: Any) -> EnvelopeState:
    """An envelope that Theo has taken at noon."""
    return changed(envelope(**changes), taken_by="theo", taken_at=NOON)


def code_of(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def after(state: EnvelopeState, *entries: Entry) -> EnvelopeState:
    """The state after some entries."""
    shelf = MemoryShelf()
    shelf.put(state.number, state)
    for at, entry in enumerate(entries):
        fold(shelf, 100 + at, read_body(seal(entry, lambda: bytes(32)).body))
    found = shelf.get(EnvelopeState, state.number)
    assert found is not None
    return found


def test_whoever_takes_an_envelope_has_it_until_it_is_put_back() -> None:
    taken = after(envelope(), *acted(take(envelope(), RITA)))
    assert (taken.taken_by, taken.taken_at, taken.version) == ("rita", QUARTER_PAST, 100)
    back = after(taken, *acted(put_back(taken, RITA)))
    assert (back.taken_by, back.taken_at) == ("", "")
    assert changed(back, version=envelope().version) == envelope()


def test_what_one_has_already_is_not_taken_twice() -> None:
    assert take(theirs(), THEO) == ()


def test_an_envelope_that_another_has_is_not_taken() -> None:
    assert code_of(take(theirs(), RITA)) == "taken"


@pytest.mark.parametrize("status", ["held", "determined", "in_batch", "approved", "released"])
def test_only_what_is_to_do_is_taken(status: str) -> None:
    assert code_of(take(envelope(status=status), RITA)) == "already_determined"


def test_what_is_with_a_supervisor_is_not_taken() -> None:
    assert code_of(take(envelope(referred="ab"), RITA)) == "with_supervisor"


@pytest.mark.parametrize("state", [envelope(), theirs()])
def test_only_whoever_has_an_envelope_puts_it_back(state: EnvelopeState) -> None:
    assert code_of(put_back(state, RITA)) == "not_taken"


def test_from_a_person_who_is_working_only_a_supervisor_takes_over() -> None:
    working = Holder(last_act=NOON)
    refusal = take_over(theirs(), working, LEFT, RITA, at_any_time=False)
    assert code_of(refusal) == "at_work"
    assert "20 minutes" in str(refusal)
    (entry,) = acted(take_over(theirs(), working, LEFT, RITA, at_any_time=True))
    assert entry.data == {"envelope": "0417", "from": "theo", "why": "left", "note": Secret("")}
    assert after(theirs(), entry).taken_by == "rita"


@pytest.mark.parametrize("holder", [Holder(NOON), Holder(QUARTER_PAST, signed_out=True)])
def test_after_twenty_minutes_or_once_they_signed_out_anybody_takes_over(holder: Holder) -> None:
    assert len(acted(take_over(theirs(), holder, LEFT, Act(LATER, "rita"), at_any_time=False))) == 1


def test_a_clock_set_back_lets_nobody_take_over() -> None:
    assert code_of(take_over(theirs(), Holder(LATER), LEFT, RITA, at_any_time=False)) == "at_work"


@pytest.mark.parametrize("why", [Why(""), Why("because"), Why("other"), Why("other", "  ")])
def test_taking_over_needs_a_reason_of_the_table(why: Why) -> None:
    assert code_of(take_over(theirs(), Holder(NOON), why, RITA, at_any_time=True)) == "reason_missing"


def test_a_persons_own_words_are_sealed() -> None:
    (entry,) = acted(take_over(theirs(), Holder(NOON), Why("other", "Flu"), RITA, at_any_time=True))
    assert isinstance(entry.data["note"], Secret)
    assert list(TAKE_OVER_WHYS)[-1] == "other"


@pytest.mark.parametrize("state", [envelope(), changed(envelope(), taken_by="rita", taken_at=NOON)])
def test_nothing_is_taken_over_that_no_other_person_has(state: EnvelopeState) -> None:
    assert code_of(take_over(state, Holder(NOON), LEFT, RITA, at_any_time=True)) == "not_taken"


def test_nobody_else_acts_on_an_envelope_that_is_taken(sheets: Any) -> None:
    def results(by: Act) -> list[object]:
        sheet = sheets.make(EASY, taken_by="theo", taken_at=NOON)
        worker = Source("worker", "", by.by)
        return [
            record_answers(sheet, [Answer("oath", "signed", worker)], by),
            record_research(sheet.state, {"driver_services": ("nothing", "")}, by),
            record_portion(sheet.state, take_no_portion(sheet, worker, "roll-1"), by, Why("next_door")),
            record_applied(sheet, Applied(date(2020, 9, 1), worker), by),
            determine(sheet, Decision(), by),
            refer(sheet.state, "Which street?", by),
            correct(sheet.state, {"place": "School 002"}, "Read wrongly", by),
        ]

    assert {code_of(result) for result in results(RITA)} == {"taken"}
    codes = [result.code for result in results(THEO) if isinstance(result, Refusal)]
    assert "taken" not in codes


@pytest.mark.parametrize("kind", ["determined", "held", "referred"])
def test_what_takes_an_envelope_out_of_review_ends_the_taking(folding: Any, kind: str) -> None:
    folding.received()
    folding.add("envelope.taken", envelope="0417")
    assert folding.shelf.get(EnvelopeState, "0417").taken_by == "rita"
    if kind == "referred":
        folding.add("envelope.referred", envelope="0417", reason=Secret("Which street?"))
    else:
        folding.determined(outcome="held" if kind == "held" else "count_full")
    state = folding.shelf.get(EnvelopeState, "0417")
    assert (state.taken_by, state.taken_at) == ("", "")


def acted(result: Acted) -> tuple[Entry, ...]:
    assert not isinstance(result, Refusal), result
    return result
