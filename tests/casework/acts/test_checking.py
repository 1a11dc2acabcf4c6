"""What is looked at before approval, and second decisions: who may, what agrees, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.batching import FOUR_EYES, NOT_CHECKED, NOT_LOOKED_AT, approve
from adjudicator.casework.acts.checking import SecondOpinion, check, set_second_decisions
from adjudicator.casework.acts.looking import LookingView, to_look_at, view_of
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import BatchState, EnvelopeState, SecondDecision, changed
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT, AT, CASE, determination, envelope

SUE, ROB = Act(AT, "sue"), Act(AT, "rob")
NUMBERS = [f"{number:04d}" for number in range(1, 41)]
BATCH = BatchState("B0001", 20, "waiting", "rita", AT, {number: int(number) for number in NUMBERS}, closing=20)
ROOT = "ab" * 32


def in_batch(number: str, **changes: Any) -> EnvelopeState:
    found = determination(seq=int(number), by="rita", **{"outcome": "count_full", **changes})
    return envelope(number=number, status="in_batch", batch="B0001", determination=found)


LIST = tuple(in_batch(number) for number in NUMBERS)
DRAWN = view_of(BATCH, ROOT).sample
LEFT = next(number for number in NUMBERS if number not in DRAWN)


def approved(
    view: LookingView, envelopes: tuple[EnvelopeState, ...] = LIST, batch: BatchState = BATCH, act: Act = SUE
) -> Any:
    return approve(batch, envelopes, act, view)


def code_of(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def with_one(number: str, **changes: Any) -> tuple[EnvelopeState, ...]:
    return tuple(in_batch(number, **changes) if each.number == number else each for each in LIST)


def test_the_sample_is_looked_at_before_approval_and_named_in_it() -> None:
    (entry,) = approved(LookingView(DRAWN, (), DRAWN))
    assert (entry.data["sample"], entry.data["looked_at"]) == (list(DRAWN), list(DRAWN))
    refused = approved(LookingView(DRAWN, (), DRAWN[1:]))
    assert code_of(refused) == NOT_LOOKED_AT
    assert "1 envelope of batch B0001" in refused.words


@pytest.mark.parametrize("changes", [{"outcome": "not_counted"}, {"departs": True}])
def test_what_is_not_counted_and_what_departs_is_looked_at_whether_drawn_or_not(changes: dict[str, Any]) -> None:
    envelopes = with_one(LEFT, **changes)
    assert to_look_at(BATCH, envelopes, DRAWN) == tuple(sorted((*DRAWN, LEFT)))
    assert code_of(approved(LookingView(DRAWN, (), DRAWN), envelopes)) == NOT_LOOKED_AT
    assert not isinstance(approved(LookingView(DRAWN, (), (*DRAWN, LEFT)), envelopes), Refusal)


def test_what_was_looked_at_beside_is_named_and_what_is_in_no_batch_is_not() -> None:
    (entry,) = approved(LookingView(DRAWN, (), (*DRAWN, LEFT, LEFT, "9999")))
    assert entry.data["looked_at"] == sorted((*DRAWN, LEFT))


def checked(by: str = "rob", *, agrees: bool = True, number: str = LEFT, of: int | None = None) -> BatchState:
    decision = SecondDecision(21, by, AT, int(number) if of is None else of, "count_full", (), agrees)
    return changed(BATCH, checks={number: decision})


def test_a_batch_waits_until_all_that_are_drawn_were_decided_a_second_time() -> None:
    view = LookingView(DRAWN, (LEFT,), DRAWN)
    assert code_of(approved(view)) == NOT_CHECKED
    assert not isinstance(approved(view, batch=checked()), Refusal)
    assert code_of(approved(view, batch=checked(of=999))) == NOT_CHECKED


def test_what_was_decided_otherwise_a_second_time_is_looked_at() -> None:
    view = LookingView(DRAWN, (LEFT,), DRAWN)
    assert code_of(approved(view, batch=checked(agrees=False))) == NOT_LOOKED_AT
    seen = LookingView(DRAWN, (LEFT,), (*DRAWN, LEFT))
    assert not isinstance(approved(seen, batch=checked(agrees=False)), Refusal)


def test_who_decided_one_a_second_time_approves_none_of_the_batch() -> None:
    assert code_of(approved(LookingView(DRAWN, (LEFT,), DRAWN), batch=checked("sue"))) == FOUR_EYES


def opinion(outcome: str, *counted: str) -> SecondOpinion:
    return SecondOpinion(outcome, counted, "as I read it")


@pytest.mark.parametrize(
    ("given", "agrees"),
    [(opinion("count_full"), True), (opinion("not_counted"), False), (opinion("held"), False)],
)
def test_whether_two_decisions_agree_follows_from_them(given: SecondOpinion, agrees: bool) -> None:
    entry: Any = check(BATCH, LIST[0], given, ("0001",), ROB)[0]  # pyright: ignore[reportIndexIssue]
    assert (entry.data["agrees"], entry.data["outcome"], entry.data["determination"]) == (agrees, given.outcome, 1)
    assert isinstance(entry.data["note"], Secret)


@pytest.mark.parametrize(("counted", "agrees"), [(("a", "b"), True), (("b", "a"), True), (("a",), False)])
def test_a_ballot_that_counts_in_part_counts_for_the_same_contests(counted: tuple[str, ...], agrees: bool) -> None:
    part = in_batch("0001", outcome="count_partial", counted=("a", "b"), not_counted={"c": "wrong_precinct"})
    entry: Any = check(BATCH, part, opinion("count_partial", *counted), ("0001",), ROB)[0]  # pyright: ignore[reportIndexIssue]
    assert (entry.data["agrees"], entry.data["counted"]) == (agrees, sorted(counted))


@pytest.mark.parametrize(
    ("batch", "given", "drawn", "act", "code"),
    [
        (changed(BATCH, status="approved"), opinion("count_full"), ("0001",), ROB, "not_waiting"),
        (BATCH, opinion("count_full"), ("0002",), ROB, "not_drawn"),
        (checked(number="0001"), opinion("count_full"), ("0001",), ROB, "checked"),
        (BATCH, opinion("count_full"), ("0001",), Act(AT, "rita"), "own"),
        (BATCH, opinion("lost"), ("0001",), ROB, "unknown_value"),
        (BATCH, opinion("count_partial"), ("0001",), ROB, "unknown_value"),
        (BATCH, opinion("count_partial", "no such contest"), ("0001",), ROB, "unknown_value"),
        (BATCH, opinion("count_full", "a"), ("0001",), ROB, "unknown_value"),
    ],
)
def test_a_second_decision_is_another_persons_on_what_was_drawn(
    batch: BatchState, given: SecondOpinion, drawn: tuple[str, ...], act: Act, code: str
) -> None:
    assert code_of(check(batch, LIST[0], given, drawn, act)) == code


@pytest.mark.parametrize(
    ("percent", "reason", "code"),
    [(-1, "x", "bad_percent"), (101, "x", "bad_percent"), (0, "x", "nothing_changed"), (5, " ", "reason_missing")],
)
def test_how_many_are_decided_a_second_time_is_set_with_a_reason(percent: int, reason: str, code: str) -> None:
    assert code_of(set_second_decisions(CASE, percent, reason, ACT)) == code


def test_the_setting_stands_in_the_record_with_its_reason_sealed() -> None:
    (entry,) = set_second_decisions(CASE, 10, "The board wishes it", ACT)  # pyright: ignore[reportGeneralTypeIssues]
    assert entry.data["percent"] == 10
    assert isinstance(entry.data["reason"], Secret)
