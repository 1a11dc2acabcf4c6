"""Looking up once more: what a new hit is, what it does before and after the opening, and when files tell the last word."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from adjudicator.casework.acts.count.looking_up import (
    EITHER,
    LISTS,
    NOT_REGISTERED,
    OTHER_VOTE,
    is_looked_up,
    look_up,
    new_hit,
    newest_files,
    not_fresh,
    tell_hit,
)
from adjudicator.casework.record.entry import Entry, Secret
from adjudicator.casework.record.state import EnvelopeState, FileState, changed
from adjudicator.records.elector import Credit
from adjudicator.records.facts import Answer, Claim, Source
from adjudicator.records.trouble import Refusal

from .table_states import AT, CASE, HOUR, Act, at, envelope, looked_up, other_votes

KINDS = {"a": "absentee_file", "c": "check_in_list"}
ACT = Act(AT, "mia")


def hit_of(state: EnvelopeState, *credits_found: tuple[str, str]) -> str:
    def credits_of(_state: EnvelopeState) -> Iterable[Credit]:
        return [Credit("1", value, "2020-11-05", "detail", file) for value, file in credits_found]

    return new_hit(state, credits_of, KINDS)


def test_a_vote_that_nobody_knew_when_it_was_determined_is_a_new_hit() -> None:
    assert hit_of(envelope("0001"), ("absentee_accepted", "a")) == LISTS["before"] == "absentee"
    assert hit_of(envelope("0001"), ("election_day", "c")) == LISTS["election_day"] == "check_in"
    assert hit_of(envelope("0001")) == ""


def test_a_ballot_that_was_only_issued_or_rejected_is_no_vote() -> None:
    assert hit_of(envelope("0001"), ("absentee_outstanding", "a"), ("absentee_rejected", "a")) == ""


def test_what_a_record_said_then_and_a_person_put_aside_is_not_new() -> None:
    claims = (
        Claim("election_day", Source("check_in_list", "", "old"), "record"),
        Claim("absentee_accepted", Source("envelope"), "record"),
    )
    answer = Answer("voted_already", "no", Source("check_in_list"), claims)
    state = envelope("0001", answers={"voted_already": answer})
    assert hit_of(state, ("election_day", "c")) == ""
    assert hit_of(state, ("absentee_accepted", "a")) == "absentee"


def found(hits: list[tuple[EnvelopeState, str]], opened: tuple[str, ...] = ()) -> Entry | Refusal:
    acted = look_up("P0001", {"0001", "0002", "0003"}, hits, opened.__contains__, other_votes(), ACT, size=7)
    return acted if isinstance(acted, Refusal) else acted[0]


def test_a_look_up_without_a_hit_names_the_files_alone() -> None:
    entry = found([])
    assert isinstance(entry, Entry)
    assert entry.data == {"about": "P0001", "size": 7, "files": ["a", "c"], "hits": {}, "back": {}, "reason": None}


def test_a_new_hit_goes_back_and_one_that_was_opened_is_only_reported() -> None:
    entry = found([(envelope("0002"), "absentee"), (envelope("0001"), "check_in")], ("0002",))
    assert isinstance(entry, Entry)
    assert entry.data["hits"] == {"0001": "check_in", "0002": "absentee"}
    assert entry.data["back"] == {"0001": 1001}
    assert isinstance(entry.data["reason"], Secret)


def test_the_reason_says_whether_votes_or_the_registration_are_looked_at_again() -> None:
    def reason(*kinds: str) -> str:
        entry = found([(envelope(f"000{at}"), kind) for at, kind in enumerate(kinds, 1)])
        assert isinstance(entry, Entry)
        return entry.data["reason"].value

    assert (reason("absentee"), reason("cancelled", "pending")) == (OTHER_VOTE, NOT_REGISTERED)
    assert reason("check_in", "cancelled") == EITHER


def test_what_is_open_already_does_not_go_back_once_more() -> None:
    entry = found([(envelope("0001", status="to_do"), "absentee")])
    assert isinstance(entry, Entry)
    assert entry.data["back"] == {}


def test_a_hit_on_another_list_is_refused_and_so_is_a_look_up_in_nothing() -> None:
    stray = found([(envelope("0009"), "absentee")])
    assert isinstance(stray, Refusal)
    assert stray.code == "not_listed"
    nothing = look_up("P0001", set(), [], lambda _number: False, {}, ACT, size=7)
    assert isinstance(nothing, Refusal)
    assert nothing.code == "no_files"


def test_the_newest_file_of_each_sort_counts() -> None:
    older = FileState("old", 3, "absentee_file", "2020-11-02", 1, AT, "rita")
    newest = other_votes()
    assert newest_files([newest["before"], older, newest["election_day"]]) == newest


@pytest.mark.parametrize(
    ("as_of", "final", "code"),
    [
        ("", True, "absentee_not_final"), ("2020-11-06T17:00", True, "absentee_not_final"),
        ("2020-11-05T23:59", True, "absentee_not_final"), ("2020-11-06T17:01", False, "check_in_not_final"),
    ],
)  # fmt: skip
def test_the_absentee_file_speaks_past_the_last_day_and_the_check_in_list_is_final(
    as_of: str, final: bool, code: str
) -> None:
    refusal = not_fresh("P0001", looked_up("P0001"), CASE, other_votes(as_of, final=final))
    assert refusal is not None
    assert refusal.code == code


def test_a_pile_is_looked_up_in_the_very_newest_files() -> None:
    assert not_fresh("P0001", looked_up("P0001"), CASE, other_votes()) is None
    for count in (looked_up("P0002"), looked_up("P0001", ("old", "c"))):
        refusal = not_fresh("P0001", count, CASE, other_votes())
        assert refusal is not None
        assert refusal.code == "not_looked_up"
        assert not is_looked_up("P0001", count, other_votes())


def test_a_canceled_list_that_came_since_has_to_be_looked_through_too() -> None:
    newest = {**other_votes(), "cancelled": FileState("x", 7, "cancelled_list", "2020-11-05", 2, AT, "rita")}
    refusal = not_fresh("P0001", looked_up("P0001"), CASE, newest)
    assert refusal is not None
    assert refusal.code == "not_looked_up"
    assert not_fresh("P0001", looked_up("P0001", ("a", "c", "x")), CASE, newest) is None
    without = {"cancelled": newest["cancelled"], "before": newest["before"]}
    nothing = look_up("P0001", set(), [], lambda _number: False, without, ACT, size=7)
    assert isinstance(nothing, Refusal), "two files are not enough where none tells of election day"


def test_who_was_told_of_a_hit_after_the_opening_is_recorded_once_each() -> None:
    count = looked_up("P0001", hits={"0001": "absentee"})
    acted = tell_hit("0001", "board", HOUR, at("sue", count), opened=True)
    assert not isinstance(acted, Refusal)
    assert acted[0].data == {"envelope": "0001", "to": "board", "hour": HOUR}
    told = changed(count, told={"0001": ("board",)})
    for number, to, opened, code in (
        ("0001", "board", True, "nothing_changed"), ("0001", "press", True, "unknown_receiver"),
        ("0001", "board", False, "no_hit"), ("0002", "board", True, "no_hit"),
    ):  # fmt: skip
        refusal = tell_hit(number, to, HOUR, at("sue", told), opened=opened)
        assert isinstance(refusal, Refusal)
        assert refusal.code == code
