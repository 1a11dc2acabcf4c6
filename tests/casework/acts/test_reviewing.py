"""Acts at the Review desk, each with what it records and everything that refuses it."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.acts.review.chosen_elector import ElectorTaken
from adjudicator.casework.acts.review.reviewing import (
    Decision,
    answer_referral,
    cure,
    determine,
    is_unaware_of_another,
    record_answers,
    record_research,
    refer,
    reopen,
    withdraw,
)
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import STATUSES
from adjudicator.records.facts import Answer, Source
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT, CHOSEN, EASY, ELECTOR, STYLES, answers, determination, envelope

WORKER = Source("worker", "", "rita")
TAKEN = ElectorTaken(ELECTOR, "GWINNETT", "001", "001-1", "S1", "roll-1")
DETERMINED = ("determined", "in_batch", "approved", "released")


def code_of(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def data_of(result: Any) -> Any:
    assert not isinstance(result, Refusal), result
    (entry,) = result
    return entry.data


def test_answers_are_recorded_with_their_sources(sheets: Any) -> None:
    data = data_of(record_answers(sheets.make(), [Answer("oath", "signed", WORKER)], ACT))
    source = {"kind": "worker", "dated": "", "ref": "rita"}
    said = {"value": "signed", "source": {"kind": "envelope", "dated": "", "ref": ""}, "weight": "record"}
    assert data["facts"] == [{"fact": "oath", "value": "signed", "source": source, "claims": [said]}]


@pytest.mark.parametrize("value", ["certain", "chosen"])
def test_a_match_takes_the_elector_with_number_and_registration_date_sealed(sheets: Any, value: str) -> None:
    data = data_of(record_answers(sheets.make(), [Answer("match", value, WORKER)], ACT, elector=TAKEN))
    assert isinstance(data["elector"]["registration_number"], Secret)
    assert data["elector"]["style"] == "S1"
    assert data["elector"]["registered_on"] == Secret("2016-01-15")
    assert "01234567" not in repr(data)
    assert "2016-01-15" not in repr(data)


@pytest.mark.parametrize("value", ["none", "several"])
def test_none_and_several_let_a_chosen_elector_go(sheets: Any, value: str) -> None:
    whys = {"match": Why("birth_date")}
    assert (
        data_of(record_answers(sheets.make(elector=CHOSEN), [Answer("match", value, WORKER)], ACT, whys=whys))[
            "elector"
        ]
        is None
    )


@pytest.mark.parametrize(
    ("state", "answer", "code"),
    [
        *[({"status": status}, Answer("oath", "signed", WORKER), "already_determined") for status in DETERMINED],
        ({}, Answer("oath", "yes", WORKER), "unknown_value"),
        ({}, Answer("mood", "good", WORKER), "unknown_value"),
        ({}, Answer("match", "chosen", WORKER), "no_elector"),
        ({}, Answer("match", "certain", WORKER), "no_elector"),
    ],
)
def test_answers_outside_the_list_or_too_late_are_refused(
    sheets: Any, state: dict[str, str], answer: Answer, code: str
) -> None:
    assert code_of(record_answers(sheets.make(**state), [answer], ACT)) == code


def test_a_portion_chosen_by_hand_is_no_elector_for_a_match(sheets: Any) -> None:
    by_hand = ElectorTaken(None, "Gwinnett", "002", "002-1", "S2", "")
    assert (
        code_of(record_answers(sheets.make(), [Answer("match", "chosen", WORKER)], ACT, elector=by_hand))
        == "no_elector"
    )
    assert data_of(record_answers(sheets.make(), [], ACT, elector=by_hand))["elector"]["registration_number"] is None


def test_research_is_recorded_with_sealed_notes() -> None:
    data = data_of(
        record_research(envelope(), {"call": ("found", "Spoke to her"), "driver_services": ("nothing", "")}, ACT)
    )
    call, driver = data["lines"]
    assert (call["where"], call["result"], isinstance(call["note"], Secret)) == ("call", "found", True)
    assert driver["note"] == Secret("")


@pytest.mark.parametrize("status", DETERMINED)
def test_research_is_refused_once_the_envelope_is_determined(status: str) -> None:
    assert code_of(record_research(envelope(status=status), {"call": ("found", "")}, ACT)) == "already_determined"


@pytest.mark.parametrize(
    ("lines", "code"),
    [({"crystal_ball": ("found", "")}, "unknown_value"), ({"call": ("perhaps", "")}, "unknown_value")],
)
def test_research_outside_the_list_is_refused(lines: dict[str, tuple[str, str]], code: str) -> None:
    assert code_of(record_research(envelope(), lines, ACT)) == code


def test_a_determination_holds_the_facts_it_rests_on_and_the_pack(sheets: Any) -> None:
    sheet = sheets.make(EASY, determinations=(5, 7, 9))
    data = data_of(determine(sheet, Decision(), ACT))
    assert (data["outcome"], data["recommended"], data["departs"], data["supersedes"]) == (
        "count_full", "count_full", False, 9,
    )  # fmt: skip
    assert data["facts"] == dict(sheet.facts)
    assert data["pack"] == sheet.recommendation.digest
    assert (data["counted"], data["not_counted"]) == (list(STYLES["S1"]), {})
    assert data_of(determine(sheets.make(EASY), Decision(), ACT))["supersedes"] == 0


def test_a_ballot_in_part_lists_what_counts_and_why_the_rest_does_not(sheets: Any) -> None:
    data = data_of(determine(sheets.make(EASY, precinct_cast="002", style_cast="S2"), Decision(), ACT))
    assert (data["outcome"], data["counted"]) == ("count_partial", ["president", "house-7", "special"])
    assert data["not_counted"] == {"state-102": "wrong_precinct"}


def test_a_held_ballot_counts_nowhere_yet(sheets: Any) -> None:
    data = data_of(determine(sheets.make(EASY | {"oath": "unsigned"}), Decision(), ACT))
    assert (data["outcome"], data["holds"], data["counted"], data["not_counted"]) == ("held", ["oath_unsigned"], [], {})


def test_a_ballot_not_counted_counts_in_no_contest(sheets: Any) -> None:
    data = data_of(determine(sheets.make(EASY | {"eligibility": "felony"}), Decision(), ACT))
    assert (data["outcome"], data["reasons"], data["counted"]) == ("not_counted", ["not_eligible"], [])
    assert set(data["not_counted"]) == set(STYLES["S1"])


UNTIMED = {fact: said for fact, said in EASY.items() if fact != "cast"} | {"eligibility": "felony"}
"""Not counted whenever it was cast, which nobody has said."""


@pytest.mark.parametrize(
    ("said", "state", "decision", "code"),
    [
        ({}, {}, Decision(), "not_ready"),
        ({"match": "none", "registration": "never"}, {}, Decision(), "not_ready"),
        (EASY, {"style_cast": "", "precinct_cast": "003"}, Decision(), "not_ready"),
        (EASY, {"style_cast": "", "precinct_cast": "003"}, Decision("held", "why"), "not_ready"),
        (EASY, {}, Decision("count_partial", "why"), "departure_not_possible"),
        (EASY, {}, Decision("undecided", "why"), "departure_not_possible"),
        (EASY, {}, Decision("held", " "), "reason_missing"),
        (EASY, {}, Decision("not_counted", "why"), "code_missing"),
        (EASY, {}, Decision("not_counted", "why", "bad_mood"), "code_missing"),
        ({}, {}, Decision("not_counted", "why", "not_eligible"), "not_told"),
        ({}, {}, Decision("count_full", "why"), "not_told"),
        ({each: EASY[each] for each in EASY if each != "cast"}, {}, Decision("count_full", "why"), "not_told"),
        (UNTIMED, {}, Decision("count_full", "why"), "cast_first"),
        (EASY | {"registration": "not_found"}, {}, Decision("not_counted", "why", "not_registered"), "owed"),
        *[(EASY, {"status": status}, Decision(), "already_determined") for status in DETERMINED],
    ],
)
def test_what_may_not_be_recorded_is_refused(
    sheets: Any, said: dict[str, str], state: dict[str, str], decision: Decision, code: str
) -> None:
    assert code_of(determine(sheets.make(said, **state), decision, ACT)) == code


def test_a_departure_says_what_was_recommended_and_seals_why(sheets: Any) -> None:
    decision = Decision("not_counted", "The certificate is another person's", "not_eligible")
    data = data_of(determine(sheets.make(EASY), decision, ACT))
    assert (data["departs"], data["outcome"], data["recommended"]) == (True, "not_counted", "count_full")
    assert data["reasons"] == ["not_eligible"]
    assert isinstance(data["reason"], Secret)


def test_a_departure_to_count_in_full_counts_every_contest(sheets: Any) -> None:
    sheet = sheets.make(EASY, precinct_cast="002", style_cast="S2")
    data = data_of(determine(sheet, Decision("count_full", "The label was swapped at the polls"), ACT))
    assert (data["counted"], data["not_counted"]) == (list(STYLES["S2"]), {})


@pytest.mark.parametrize("eligibility", ["eligible", "felony"])
def test_a_ballot_of_extended_hours_stays_kept_apart_whatever_is_decided(sheets: Any, eligibility: str) -> None:
    said = EASY | {"cast": "court_extension", "eligibility": eligibility}
    for decision in (Decision("count_full", "Looked at twice"), Decision("held", "Wait"), Decision()):
        assert "kept_apart" in data_of(determine(sheets.make(said), decision, ACT))["marks"]


def test_what_is_decided_as_recommended_is_no_departure(sheets: Any) -> None:
    assert data_of(determine(sheets.make(EASY), Decision("count_full", "Looked twice"), ACT))["departs"] is False


def test_ones_own_newest_record_is_undone_without_a_reason() -> None:
    state = envelope(status="determined", determination=determination())
    data = data_of(withdraw(state, "", ACT, undo=True))
    assert data == {"envelope": "0417", "determination": 11, "batch": "", "reason": None}


@pytest.mark.parametrize(
    ("state", "undo", "code"),
    [
        ({"status": "determined", "determination": determination()}, False, "reason_missing"),
        ({"status": "determined", "determination": determination(by="rob")}, True, "reason_missing"),
        ({"status": "in_batch", "batch": "B0001", "determination": determination()}, True, "reason_missing"),
        ({"status": "to_do"}, True, "not_withdrawable"),
        ({"status": "to_do", "determination": determination()}, False, "not_withdrawable"),
        ({"status": "approved", "determination": determination()}, False, "not_withdrawable"),
        ({"status": "released", "determination": determination()}, False, "not_withdrawable"),
    ],
)
def test_a_determination_is_not_taken_back_silently_or_after_approval(
    state: dict[str, Any], undo: bool, code: str
) -> None:
    assert code_of(withdraw(envelope(**state), "", ACT, undo=undo)) == code


def test_with_a_reason_it_is_taken_back_out_of_a_waiting_batch() -> None:
    state = envelope(status="in_batch", batch="B0001", determination=determination(by="rob"))
    data = data_of(withdraw(state, "The oath was read wrongly", ACT))
    assert data["batch"] == "B0001"
    assert isinstance(data["reason"], Secret)


@pytest.mark.parametrize(
    ("status", "said", "unaware"),
    [
        ("determined", {"voted_already": "no"}, True),
        ("held", {}, True),
        ("in_batch", {"voted_already": "no"}, True),
        ("determined", {"voted_already": "other_provisional"}, False),
        ("to_do", {}, False),
        ("approved", {"voted_already": "no"}, False),
        ("released", {"voted_already": "no"}, False),
    ],
)
def test_a_determination_made_before_anybody_knew_of_another_envelope_is_found(
    status: str, said: dict[str, str], unaware: bool
) -> None:
    assert is_unaware_of_another(envelope(status=status, answers=answers(**said))) is unaware


def test_a_question_to_a_supervisor_is_sealed_as_is_the_answer() -> None:
    assert isinstance(data_of(refer(envelope(), "Which street?", ACT))["reason"], Secret)
    assert isinstance(data_of(answer_referral(envelope(referred="ab"), "Oak", ACT))["answer"], Secret)


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (refer(envelope(), " ", ACT), "reason_missing"),
        (refer(envelope(status="determined"), "why", ACT), "already_determined"),
        (answer_referral(envelope(), "Oak", ACT), "not_referred"),
        (answer_referral(envelope(referred="ab"), "", ACT), "reason_missing"),
        (reopen(envelope(status="approved"), "", ACT), "reason_missing"),
    ],
)
def test_referring_answering_and_reopening_need_words_and_the_right_state(result: object, code: str) -> None:
    assert code_of(result) == code


def test_a_cure_records_what_came(sheets: Any) -> None:
    data = data_of(cure(sheets.make(status="held"), [Answer("oath", "signed", WORKER)], "She came at 9", ACT))
    assert [fact["value"] for fact in data["facts"]] == ["signed"]
    assert isinstance(data["note"], Secret)


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "held"])
def test_only_a_held_envelope_can_be_cured(sheets: Any, status: str) -> None:
    assert code_of(cure(sheets.make(status=status), [], "", ACT)) == "not_held"


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [("oath", "yes", "unknown_value"), ("mood", "good", "unknown_value"), ("match", "none", "no_elector")],
)
def test_a_cure_outside_the_closed_list_or_of_the_match_is_refused(
    sheets: Any, fact: str, value: str, code: str
) -> None:
    assert code_of(cure(sheets.make(status="held"), [Answer(fact, value, WORKER)], "", ACT)) == code


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_was_approved_can_be_reopened(status: str) -> None:
    result = reopen(envelope(status=status), "A second envelope turned up", ACT)
    if status in ("approved", "released"):
        assert isinstance(data_of(result)["reason"], Secret)
    else:
        assert code_of(result) == "not_approved"
