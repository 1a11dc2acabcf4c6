"""Short reasons: on keys, fitting the answer, and no answer against a record without one."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from adjudicator.casework.acts.review.reviewing import ElectorTaken, cure, record_answers
from adjudicator.casework.acts.review.whys import (
    OTHER,
    WHY_MISSING,
    Why,
    explanations,
    is_reason,
    reasons_for,
    why_words,
)
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.fold_envelope import answers_of
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.lines.line import ReviewLine
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.lines.voter import MATCH
from adjudicator.records.elector import Credit
from adjudicator.records.facts import FACTS, Answer, Source
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT, ELECTOR, evidence

WORKER = Source("worker", "", "rita")
CREDIT = Credit("01234567", "absentee_accepted", "2020-10-27", "accepted Oct 27, 2020", "absentee-1")
CREDITED = evidence(credits=(CREDIT,))
WHYS = {fact: line.reasons for fact, line in LINES.items() if line.reasons}
NO = Answer("voted_already", "no", WORKER)
TAKEN = ElectorTaken(ELECTOR, "GWINNETT", "001", "001-1", "S1", "roll-1", differs=True)


def recorded(result: object) -> Any:
    assert not isinstance(result, Refusal), result
    (entry,) = result  # pyright: ignore[reportGeneralTypeIssues]
    return entry.data["facts"][0]


def code_of(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.mark.parametrize("fact", WHYS)
def test_every_answer_has_fewer_reasons_than_keys_and_its_own_words_stand_last(fact: str) -> None:
    for value, record in permutations(FACTS[fact], 2):
        *short, own = reasons_for(fact, value, record)
        assert 0 < len(short) < 10
        assert own.code == OTHER


def test_reasons_fit_the_answer() -> None:
    for_no = {reason.code for reason in reasons_for("voted_already", "no", "election_day")}
    for_elsewhere = {reason.code for reason in reasons_for("voted_already", "elsewhere", "no")}
    assert "cancelled" in for_no - for_elsewhere
    assert "other_office" in for_elsewhere - for_no


@pytest.mark.parametrize(
    ("record", "fitting", "not_fitting"),
    [("election_day", "cancelled", "surrendered"), ("absentee_outstanding", "surrendered", "cancelled")],
)
def test_reasons_fit_the_record(record: str, fitting: str, not_fitting: str) -> None:
    codes = {reason.code for reason in reasons_for("voted_already", "no", record)}
    assert fitting in codes
    assert not_fitting not in codes


def test_every_value_that_a_reason_names_is_one_of_the_facts() -> None:
    lines = ((line.fact, (*line.reasons, *line.said_with)) for line in LINES.values())
    named = ((fact, {*reason.values, *reason.against}) for fact, table in lines for reason in table)
    assert all(values <= set(FACTS.get(fact, ())) for fact, values in named)


def test_every_code_has_words_and_no_fact_has_two_words_for_one() -> None:
    for fact in FACTS:
        line = LINES.get(fact, ReviewLine(fact))
        codes = [reason.code for reason in (*line.reasons, *line.said_with)]
        assert all(why_words(fact, code) != code.replace("_", " ") for code in codes)
        assert len(codes) == len(set(codes))


def test_a_code_of_a_newer_version_is_shown_as_it_is() -> None:
    assert why_words("oath", "no_such_thing") == "no such thing"


def test_not_sure_explains_no_voter_who_differs() -> None:
    *explains, not_sure = explanations()
    assert tuple(explains) == MATCH.said_with
    assert all(is_reason("match", Why(reason.code)) for reason in explains)
    assert not is_reason("match", Why(not_sure.code))


def test_an_answer_against_a_record_is_refused_without_a_reason(sheets: Any) -> None:
    assert code_of(record_answers(sheets.make(at_hand=CREDITED), [NO], ACT)) == WHY_MISSING


@pytest.mark.parametrize(
    "why", [Why("evening"), Why("no_such_code"), Why(OTHER), Why(OTHER, "  "), Why("", "Because I say so")]
)
def test_a_reason_outside_the_facts_own_table_or_without_words_is_refused(sheets: Any, why: Why) -> None:
    refused = record_answers(sheets.make(at_hand=CREDITED), [NO], ACT, whys={"voted_already": why})
    assert code_of(refused) == "unknown_why"


def test_both_sides_and_the_reason_stand_in_the_entry(sheets: Any) -> None:
    why = {"voted_already": Why("other_person")}
    data = recorded(record_answers(sheets.make(at_hand=CREDITED), [NO], ACT, whys=why))
    assert [(claim["value"], claim["source"]["kind"]) for claim in data["claims"]] == [
        ("absentee_accepted", "absentee_file"),
        ("no", "envelope"),
    ]
    assert (data["why"], data["note"]) == ("other_person", Secret(""))


def test_a_persons_own_words_are_sealed(sheets: Any) -> None:
    why = {"voted_already": Why(OTHER, "It was her mother, Maria senior")}
    data = recorded(record_answers(sheets.make(at_hand=CREDITED), [NO], ACT, whys=why))
    assert (data["why"], data["note"]) == (OTHER, Secret("It was her mother, Maria senior"))
    assert "senior" not in repr(data)


@pytest.mark.parametrize("value", ["absentee_accepted", "credit_in_question"])
def test_what_agrees_with_the_record_or_leaves_it_open_needs_no_reason(sheets: Any, value: str) -> None:
    answer = Answer("voted_already", value, WORKER)
    assert "why" not in recorded(record_answers(sheets.make(at_hand=CREDITED), [answer], ACT))


def test_a_suggestion_is_picked_or_not_without_a_reason(sheets: Any) -> None:
    sheet = sheets.make(at_hand=evidence({"id_shown": None}))
    for value in ("shown", "missing"):
        assert "why" not in recorded(record_answers(sheet, [Answer("identification", value, WORKER)], ACT))


def test_another_address_needs_no_reason_and_is_kept_without_being_named(sheets: Any) -> None:
    sheet = sheets.make(at_hand=evidence({"house_number": "88", "street": "Elm Street"}))
    data = recorded(record_answers(sheet, [Answer("residence", "moved_county_late", WORKER)], ACT))
    assert [(claim["value"], claim["source"]["kind"]) for claim in data["claims"]] == [
        ("as_listed", "roll"),
        ("", "envelope"),
    ]
    assert "Elm" not in repr(data)


def test_an_elector_who_differs_is_taken_only_with_what_explains_it(sheets: Any) -> None:
    sheet, chosen = sheets.make(), [Answer("match", "chosen", WORKER)]
    assert code_of(record_answers(sheet, chosen, ACT, elector=TAKEN)) == WHY_MISSING
    why = {"match": Why("nickname")}
    assert recorded(record_answers(sheet, chosen, ACT, elector=TAKEN, whys=why))["why"] == "nickname"


def test_a_cure_against_a_record_needs_a_reason_too(sheets: Any) -> None:
    sheet = sheets.make(at_hand=CREDITED, status="held")
    assert code_of(cure(sheet, [NO], "Called", ACT)) == WHY_MISSING
    data = recorded(cure(sheet, [NO], "Called", ACT, whys={"voted_already": Why("office_confirms")}))
    assert data["why"] == "office_confirms"


def test_an_entry_without_claims_folds_as_before_and_one_with_them_into_the_state(sheets: Any, folding: Any) -> None:
    folding.received()
    source = {"kind": "worker", "dated": "", "ref": "rita"}
    folding.add("facts.recorded", envelope="0417", facts=[{"fact": "oath", "value": "signed", "source": source}])
    why = {"voted_already": Why(OTHER, "It was her mother")}
    (entry,) = record_answers(sheets.make(at_hand=CREDITED), [NO], ACT, whys=why)
    folding.log(entry)
    state = folding.shelf.get(EnvelopeState, "0417")
    assert state.answers["oath"] == Answer("oath", "signed", WORKER)
    kept = state.answers["voted_already"]
    assert ([claim.weight for claim in kept.claims], kept.why, len(kept.note)) == (["record", "other"], OTHER, 64)
    assert answers_of(entry)["voted_already"].note == ""
