"""What the sources say is kept beside an answer, a record decided against is named, and what comes later asks again."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.acts.review.answering import answered
from adjudicator.casework.sheet.cards import cards_of
from adjudicator.casework.sheet.claims import is_overtaken, record_against, with_claims
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.lines.table import LINES, known_answers
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.elector import Candidate, Credit, Match
from adjudicator.records.facts import Answer, Claim, Known, Source
from tests.casework.conftest import CHOSEN, ELECTOR, FILES, answers, elector, evidence

WORKER = Source("worker", "2020-11-04T09:10-05:00", "rita")
ROLL, PAPER = FILES["roll"], Source("envelope")
CREDIT = Credit("01234567", "absentee_accepted", "2020-10-27", "accepted Oct 27, 2020", "absentee-1")
LATER = Source("roll", "2020-11-05", "roll-2")
OTHER = elector(registration_number="09999999")


def claims(fact: str, at_hand: Evidence) -> list[tuple[str, str, str]]:
    found = LINES[fact].claims(at_hand, known_answers(at_hand).get(fact))
    return [(claim.value, claim.source.kind, claim.weight) for claim in found]


@pytest.mark.parametrize(
    ("fact", "at_hand", "expected"),
    [
        ("registration", evidence(), [("registered", "roll", "record")]),
        ("registration", evidence(elector=elector(status="cancelled")), [("cancelled", "roll", "silence")]),
        ("identification", evidence({"id_shown": None}), [("shown", "envelope", "silence")]),
        ("identification", evidence({"reasons": ("PI",)}),
         [("shown", "envelope", "record"), ("missing", "envelope", "other")]),
        ("voted_already", evidence(credits=(CREDIT,)),
         [("absentee_accepted", "absentee_file", "record"), ("no", "envelope", "other")]),
        ("oath", evidence({"oath_signed": None}), []),
        ("residence", evidence(), [("as_listed", "roll", "record"), ("as_listed", "envelope", "other")]),
        ("residence", evidence({"house_number": "14"}), [("as_listed", "roll", "other"), ("", "envelope", "other")]),
        ("residence", evidence({"house_number": "", "street": ""}), [("as_listed", "roll", "silence")]),
        ("residence", evidence(elector=None), []),
    ],
)  # fmt: skip
def test_each_source_says_what_it_says_and_another_address_is_said_without_naming_it(
    fact: str, at_hand: Evidence, expected: list[tuple[str, str, str]]
) -> None:
    assert claims(fact, at_hand) == expected


def test_an_answer_taken_from_the_only_source_needs_no_claims_beside_it() -> None:
    taken = Answer("registration", "registered", ROLL)
    assert with_claims(taken, (Claim("registered", ROLL, "record"),)) == taken


def test_a_persons_answer_keeps_what_the_sources_said_even_where_they_agree() -> None:
    kept = with_claims(Answer("residence", "as_listed", WORKER), (Claim("as_listed", ROLL, "other"),))
    assert kept.claims == (Claim("as_listed", ROLL, "other"),)


def test_of_two_sides_the_one_that_was_taken_is_not_repeated() -> None:
    sides = (Claim("shown", PAPER, "record"), Claim("missing", PAPER, "other"))
    assert with_claims(Answer("identification", "shown", PAPER), sides).claims == sides[1:]


@pytest.mark.parametrize(
    ("fact", "value", "source", "record", "against"),
    [
        ("voted_already", "no", WORKER, Claim("absentee_accepted", PAPER, "record"), True),
        ("voted_already", "absentee_accepted", WORKER, Claim("absentee_accepted", PAPER, "record"), False),
        ("voted_already", "credit_in_question", WORKER, Claim("absentee_accepted", PAPER, "record"), False),
        ("voted_already", "credit_in_question", WORKER, Claim("no", PAPER, "record"), True),
        ("eligibility", "in_question", WORKER, Claim("felony", ROLL, "record"), False),
        ("eligibility", "in_question", WORKER, Claim("eligible", ROLL, "record"), True),
        ("eligibility", "eligible", WORKER, Claim("in_question", PAPER, "record"), True),
        ("registration", "registered", WORKER, Claim("late", ROLL, "silence"), False),
        ("residence", "moved_county_late", WORKER, Claim("as_listed", ROLL, "other"), False),
        ("identification", "supplied_in_time", Source("paper", "2020-11-05"), Claim("missing", PAPER, "record"), False),
    ],
)
def test_only_a_decision_against_the_stronger_source_is_one_against_a_record(
    fact: str, value: str, source: Source, record: Claim, against: bool
) -> None:
    assert (record_against(Answer(fact, value, source, (record,))) is not None) is against


def matched(found: Candidate) -> Evidence:
    return evidence(match=Match("certain", (found,)))


@pytest.mark.parametrize(("decided", "against"), [(ELECTOR, False), (OTHER, True)])
def test_taking_the_elector_for_whom_the_look_up_decides_is_against_nothing(
    sheets: Any, decided: Any, against: bool
) -> None:
    sheet = sheets.make(at_hand=matched(Candidate(decided, 1.0, decisive=True)))
    found = answered(sheet, Answer("match", "chosen", WORKER), ELECTOR)
    assert (record_against(found) is not None) is against


def known(fact: str, value: str, source: Source, strength: Any = "record") -> Known:
    return Known(Answer(fact, value, source), strength)


def registered(source: Source, *said: Claim) -> Answer:
    return Answer("registration", "registered", source, said)


@pytest.mark.parametrize(
    ("answer", "now", "expected"),
    [
        (registered(ROLL), known("registration", "registered", LATER), False),
        (registered(ROLL), known("registration", "cancelled", LATER, "silence"), True),
        (registered(WORKER, Claim("late", ROLL, "silence")), known("registration", "late", LATER, "silence"), False),
        (registered(WORKER, Claim("late", ROLL, "silence")), known("registration", "pending", LATER, "silence"), True),
        (registered(PAPER), known("registration", "late", LATER, "silence"), False),
        (registered(PAPER), known("registration", "not_found", LATER), True),
        (registered(WORKER), known("registration", "not_found", LATER), True),
        (registered(WORKER), known("registration", "not_found", ROLL), False),
        (registered(WORKER), known("registration", "not_found", Source("case", "2020-11-09")), False),
        (registered(WORKER), None, False),
    ],
)
def test_only_what_a_source_did_not_say_when_it_was_answered_asks_again(
    answer: Answer, now: Known | None, expected: bool
) -> None:
    assert is_overtaken(answer, now) is expected


def test_a_court_order_that_is_entered_later_does_not_ask_by_itself() -> None:
    now = known("cast", "court_extension", Source("order", "", "20-CV-1"))
    assert not is_overtaken(Answer("cast", "in_line_at_closing", PAPER), now)


def state_of(sheet: Sheet, fact: str) -> str:
    return next(line.state for card in cards_of(sheet) for line in card.lines if line.fact == fact)


def test_a_newer_roll_in_which_the_status_changed_shows_both_with_their_dates_and_asks_again(sheets: Any) -> None:
    newer = evidence(elector=elector(status="cancelled"), files=FILES | {"roll": LATER})
    recorded = answers(match="certain") | {"registration": registered(ROLL)}
    sheet = sheets.make(at_hand=newer, answers=recorded, elector=CHOSEN)
    assert sheet.overtaken == {"registration"}
    assert state_of(sheet, "registration") == "contradiction"
    sides = [sheet.known["registration"].answer, *sheet.known["registration"].others]
    assert [(side.value, side.source) for side in sides] == [("cancelled", LATER), ("registered", ROLL)]
    again = answered(sheet, Answer("registration", "registered", WORKER))
    assert again.claims == (Claim("cancelled", LATER, "record"), Claim("registered", ROLL, "other"))
    assert record_against(again) == again.claims[0]


def test_once_answered_again_it_is_settled(sheets: Any) -> None:
    newer = evidence(elector=elector(status="cancelled"), files=FILES | {"roll": LATER})
    said = (Claim("cancelled", LATER, "record"), Claim("registered", ROLL, "other"))
    recorded = answers(match="certain") | {"registration": registered(WORKER, *said)}
    sheet = sheets.make(at_hand=newer, answers=recorded, elector=CHOSEN)
    assert sheet.overtaken == frozenset()
    assert state_of(sheet, "registration") == "answered"


def test_a_corrected_paper_asks_again_what_was_taken_from_it(sheets: Any) -> None:
    recorded = {"cast": Answer("cast", "before_5pm", PAPER)}
    sheet = sheets.make(at_hand=evidence({"cast_at": "2020-11-03T18:05"}), answers=recorded)
    assert state_of(sheet, "cast") == "contradiction"


@pytest.mark.parametrize(("decided", "overtaken"), [(ELECTOR, False), (OTHER, True)])
def test_the_voter_is_asked_again_where_the_look_up_has_come_to_decide_for_another(
    sheets: Any, decided: Any, overtaken: bool
) -> None:
    recorded = {"match": Answer("match", "certain", ROLL)}
    at_hand = matched(Candidate(decided, 1.0, decisive=True))
    sheet = sheets.make(at_hand=at_hand, answers=recorded, elector=CHOSEN)
    assert ("match" in sheet.overtaken) is overtaken


def test_a_persons_no_is_asked_again_when_a_fresher_file_says_that_the_voter_voted(sheets: Any) -> None:
    silent = Claim("no", Source("absentee_file"), "silence")
    recorded = answers(match="certain") | {"voted_already": Answer("voted_already", "no", WORKER, (silent,))}
    sheet = sheets.make(at_hand=evidence(credits=(CREDIT,)), answers=recorded, elector=CHOSEN)
    assert state_of(sheet, "voted_already") == "contradiction"


def test_what_a_person_decided_against_does_not_ask_again_when_the_file_repeats_it(sheets: Any) -> None:
    said = Claim("absentee_accepted", Source("absentee_file", "2020-11-01", "absentee-0"), "record")
    recorded = answers(match="certain") | {
        "voted_already": Answer("voted_already", "no", WORKER, (said,), why="other_person")
    }
    sheet = sheets.make(at_hand=evidence(credits=(CREDIT,)), answers=recorded, elector=CHOSEN)
    assert state_of(sheet, "voted_already") == "answered"
