"""Opening and duplicating: who sits there, what is refused, and that a difference is recorded."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.acts.count.at_table import swear
from adjudicator.casework.acts.count.sessions import FoundInside, Seated, Stock, duplicate, open_pile, settle, sign
from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.casework.record.entry import Entry, Secret
from adjudicator.casework.record.state import EnvelopeState, changed
from adjudicator.records.trouble import Refusal

from .table_states import AT, CASE, HOUR, PEOPLE, Act, at, envelope, envelopes

GIVEN = envelopes(10)
PILE = PileState(
    "P0001", 1, "to_open", False, False, {state.number: 1000 + int(state.number) for state in GIVEN}, 10,
    ("mia", "max"), HOUR,
)  # fmt: skip
STALE = Refusal("not_looked_up", "Look it up first.")
LATER = "2020-11-09T15:30"


def opening(
    people: tuple[str, ...] = ("mia", "max"), pile: PileState = PILE, still: list[EnvelopeState] = GIVEN,
    not_fresh: Refusal | None = None, *, begins: str = HOUR, ends: str = LATER, by_record: int | None = None, **found: Any,
) -> Entry | Refusal:  # fmt: skip
    there = FoundInside(len(still) if by_record is None else by_record, found.pop("by_hand", len(still)), **found)
    acted = open_pile(pile, still, Seated(people, begins, ends), there, not_fresh, at(people[0] if people else "mia"))
    return acted if isinstance(acted, Refusal) else acted[0]


def refused(found: Entry | Refusal) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def test_an_opening_says_what_the_record_has_and_what_the_hand_counted() -> None:
    entry = opening(by_hand=9, exceptions={"0007": "empty", "0003": "two_ballots"})
    assert isinstance(entry, Entry)
    data = entry.data
    assert (data["by_record"], data["by_hand"], data["left"]) == (10, 9, [])
    assert list(data["exceptions"]) == ["0003", "0007"]
    assert data["override"] is None


def test_those_that_left_the_pile_are_named_and_not_opened() -> None:
    entry = opening(still=GIVEN[:8])
    assert isinstance(entry, Entry)
    assert (entry.data["left"], entry.data["by_record"]) == (["0009", "0010"], 8)
    assert refused(opening(still=GIVEN[:8], exceptions={"0009": "empty"})) == "not_in_pile"


def test_a_pile_that_changed_since_it_was_shown_is_looked_at_again() -> None:
    assert refused(opening(still=GIVEN[:8], by_record=10)) == "list_changed"


def test_only_a_pile_to_open_is_opened_and_only_once() -> None:
    assert refused(opening(pile=changed(PILE, what="not_counted"))) == "stays_sealed"
    assert refused(opening(pile=changed(PILE, what="held"))) == "stays_sealed"
    assert refused(opening(pile=changed(PILE, session="S0001"))) == "opened_already"
    assert refused(opening(still=[])) == "nothing_to_open"


@pytest.mark.parametrize(
    ("people", "code"),
    [
        (("mia",), "too_few"), (("mia", "mia"), "same_person"), (("mia", "new"), "not_sworn"), (("mia", "rob"), "no_role"),
        (("mia", "sue"), "no_role"), (("new", "mia"), "not_sworn"), (("mia", "gone"), "unknown_person"),
    ],
)  # fmt: skip
def test_two_different_people_with_the_role_and_an_oath_open(people: tuple[str, ...], code: str) -> None:
    assert refused(opening(people)) == code


def test_what_came_in_the_absentee_stream_is_opened_by_three() -> None:
    still = [*GIVEN[:9], envelope("0010", stream="absentee")]
    assert refused(opening(still=still)) == "too_few"
    assert isinstance(opening(("mia", "max", "cleo"), still=still), Entry)


def test_without_a_fresh_look_up_only_a_supervisor_at_the_table_goes_on_with_a_reason() -> None:
    assert refused(opening(not_fresh=STALE)) == "not_looked_up"
    assert refused(opening(not_fresh=STALE, override="  ")) == "not_looked_up"
    assert refused(opening(not_fresh=STALE, override="The state sends none tonight")) == "no_supervisor"
    entry = opening(("mia", "max", "sue"), not_fresh=STALE, override="The state sends none tonight")
    assert isinstance(entry, Entry)
    assert isinstance(entry.data["override"], Secret)
    assert refused(opening(("mia", "max", "sue"), not_fresh=STALE, override="Ballot 004711 first")) == "number_written"


def test_a_reason_to_go_on_is_not_kept_where_nothing_stood_in_the_way() -> None:
    entry = opening(("mia", "max", "sue"), override="To be safe")
    assert isinstance(entry, Entry)
    assert entry.data["override"] is None


def test_a_supervisor_alone_with_another_cannot_let_themselves_go_on_without_two_people() -> None:
    assert refused(opening(("mia",), not_fresh=STALE, override="Nobody else is here")) == "too_few"


def test_hours_run_forward_and_are_past() -> None:
    assert refused(opening(begins=LATER, ends=HOUR)) == "ends_before"
    assert refused(opening(ends="2020-11-11T10:00")) == "future"


def test_an_exception_has_a_code_of_the_table() -> None:
    assert refused(opening(exceptions={"0001": "torn"})) == "unknown_exception"


OPENED = SessionState(
    "S0001", 7, "opened", "P0001", ("mia", "max"), HOUR, LATER, signed=("mia",), by_record=10, by_hand=10,
    exceptions={"0003": "other_style"}, seq=77,
)  # fmt: skip
COPIED = changed(PILE, copy=True, session="S0001")


def copying(
    people: tuple[str, ...] = ("cleo", "carl"), pile: PileState = COPIED, opened: SessionState | None = OPENED,
    **stock: int,
) -> Entry | Refusal:  # fmt: skip
    given = Stock(**({"issued": 12, "done": 10, "spoiled": 1, "returned": 1} | stock))
    acted = duplicate(pile, opened, Seated(people, HOUR, LATER), given, at(people[0]))
    return acted if isinstance(acted, Refusal) else acted[0]


@pytest.mark.parametrize("people", [("mia", "cleo"), ("cleo", "mia"), ("max", "cleo"), ("cleo", "carl", "max")])
def test_who_opened_a_pile_neither_duplicates_nor_witnesses_from_it(people: tuple[str, ...]) -> None:
    assert refused(copying(people)) == "opened_it"


def test_duplicating_says_numbers_of_blank_ballots_and_takes_those_that_do_not_come_out_even() -> None:
    entry = copying(done=9, returned=0)
    assert isinstance(entry, Entry)
    assert {name: entry.data[name] for name in ("issued", "done", "spoiled", "returned")} == {
        "issued": 12, "done": 9, "spoiled": 1, "returned": 0,
    }  # fmt: skip


def test_nothing_is_duplicated_before_the_pile_is_opened_or_where_nothing_is_to_be_copied() -> None:
    assert refused(copying(opened=None)) == "not_opened"
    as_they_are = changed(COPIED, copy=False)
    assert refused(copying(pile=as_they_are)) == "nothing_to_copy"
    assert isinstance(copying(pile=as_they_are, opened=changed(OPENED, settled={"0003": "copy"})), Entry)


def test_a_session_is_signed_once_by_each_who_sat_there() -> None:
    acted = sign(OPENED, Act(AT, "max"))
    assert not isinstance(acted, Refusal)
    assert (acted[0].data["session"], acted[0].data["entry"]) == ("S0001", 77)
    again, stranger = sign(OPENED, Act(AT, "mia")), sign(OPENED, Act(AT, "cleo"))
    assert isinstance(again, Refusal)
    assert isinstance(stranger, Refusal)
    assert (again.code, stranger.code) == ("signed_already", "not_at_the_table")


@pytest.mark.parametrize(
    ("number", "settled", "reason", "code"),
    [
        ("0004", "copy", "Wrong style", "no_exception"), ("0003", "burn", "Wrong style", "unknown_way"),
        ("0003", "copy", " ", "reason_missing"), ("0003", "copy", "The ballot with serial 0047110", "number_written"),
    ],
)  # fmt: skip
def test_an_exception_is_settled_with_a_reason_that_names_no_ballot(
    number: str, settled: str, reason: str, code: str
) -> None:
    acted = settle(OPENED, number, settled, reason, Act(AT, "sue"))
    assert isinstance(acted, Refusal)
    assert acted.code == code


def test_a_reason_may_name_the_envelope_and_a_paragraph() -> None:
    acted = settle(OPENED, "0003", "copy", "Envelope 0003 held style 12; 483(f)", Act(AT, "sue"))
    assert not isinstance(acted, Refusal)
    again = settle(changed(OPENED, settled={"0003": "copy"}), "0003", "copy", "So", Act(AT, "sue"))
    assert isinstance(again, Refusal)
    assert again.code == "nothing_changed"


def test_an_oath_has_a_day_that_was() -> None:
    acted = swear(PEOPLE["new"], "2020-11-02", CASE, Act(AT, "sue"))
    assert not isinstance(acted, Refusal)
    assert acted[0].data == {"person": "new", "day": "2020-11-02"}
    for who, day, code in (("new", "2020-11-11", "future"), ("mia", "2020-11-02", "nothing_changed")):
        refusal = swear(PEOPLE[who], day, CASE, Act(AT, "sue"))
        assert isinstance(refusal, Refusal)
        assert refusal.code == code
