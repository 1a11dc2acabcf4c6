"""Sorting: what a pile holds, who sorts it, and that no pile to open is so small that its ballots could be told apart."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.acts.count.openable import Lies, may_open, still_in, where_they_lie
from adjudicator.casework.acts.count.piles import Sorted, belongs_to, sort_pile
from adjudicator.casework.record.count_state import CountState, PileState, SessionState
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.state import EnvelopeState, changed
from adjudicator.records.trouble import Refusal

from .table_states import HOUR, at, envelope, envelopes, everybody


def sort(
    given: list[EnvelopeState],
    others: list[EnvelopeState] | None = None,
    lying: dict[str, Lies] | None = None,
    **new: Any,
) -> Entry | Refusal:
    data: dict[str, Any] = {"what": "to_open", "counted": len(given), "people": ("mia", "max"), "hour": HOUR} | new
    acted = sort_pile(
        Sorted(numbers=tuple(state.number for state in given), **data), given, others if others is not None else given,
        lying or {}, everybody, at(),
    )  # fmt: skip
    return acted if isinstance(acted, Refusal) else acted[0]


def refused(found: Entry | Refusal) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def test_a_pile_lists_its_envelopes_by_number_with_their_determinations_in_whatever_order_they_were_sorted() -> None:
    given = envelopes(10)
    entry = sort(list(reversed(given)))
    assert isinstance(entry, Entry)
    assert list(entry.data["items"]) == [state.number for state in given]
    assert entry.data["items"]["0003"] == 1003
    assert (entry.data["pile"], entry.data["apart"], entry.data["copy"]) == ("P0001", False, False)


def test_a_count_by_hand_that_differs_is_recorded() -> None:
    entry = sort(envelopes(10), counted=9)
    assert isinstance(entry, Entry)
    assert entry.data["counted"] == 9


def test_fewer_than_ten_are_a_pile_only_where_they_are_all_that_is_left_of_their_kind() -> None:
    given, more = envelopes(9), envelopes(3, first=100)
    assert refused(sort(given, [*given, *more])) == "too_small"
    assert isinstance(sort(given), Entry)
    assert isinstance(sort(given, [*given, *envelopes(3, "count_partial", first=100)]), Entry)
    assert isinstance(sort(given, [*given, *more], {state.number: Lies("P0001", True) for state in more}), Entry)
    assert isinstance(sort(envelopes(10), [*envelopes(10), *more]), Entry)


def test_a_ballot_that_is_alone_of_its_kind_is_not_withheld() -> None:
    alone = envelope("0007", "count_partial", apart=True)
    assert isinstance(sort([alone], [alone, *envelopes(40)], apart=True, copy=True), Entry)


@pytest.mark.parametrize("changes", [{"apart": True}, {"copy": True}, {"apart": True, "copy": True}])
def test_kinds_are_never_mixed(changes: dict[str, bool]) -> None:
    assert refused(sort(envelopes(10), **changes)) == "another_kind"
    assert refused(sort([*envelopes(10), envelope("0050", "count_partial")])) == "another_kind"
    assert refused(sort([*envelopes(10), envelope("0050", apart=True)])) == "another_kind"


@pytest.mark.parametrize(
    "stray",
    [
        envelope("0050", "not_counted"), envelope("0050", status="determined"), envelope("0050", "", status="to_do"),
        envelope("0050", "held", status="held"), envelope("0050", status="to_do"),
    ],
)  # fmt: skip
def test_a_pile_to_open_takes_only_what_may_be_opened(stray: EnvelopeState) -> None:
    assert refused(sort([*envelopes(10), stray])) == "another_pile"


def test_what_the_board_has_not_voted_on_may_not_be_opened() -> None:
    assert may_open(envelope("0001"), everybody)
    assert not may_open(envelope("0001"), lambda _state: False)
    assert belongs_to(envelope("0001"), lambda _state: False) == "held"
    assert belongs_to(envelope("0001", "not_counted"), lambda _state: False) == "held"


def test_what_is_not_counted_and_what_is_held_is_sorted_too_and_stays_sealed() -> None:
    assert isinstance(sort([envelope("0001", "not_counted")], what="not_counted"), Entry)
    entry = sort([envelope("0001", "held", status="held"), envelope("0002", "", status="to_do")], what="held")
    assert isinstance(entry, Entry)
    assert entry.data["items"] == {"0001": 1001, "0002": 0}
    assert refused(sort([envelope("0001")], what="not_counted")) == "another_pile"
    assert refused(sort([envelope("0001")], what="held")) == "another_pile"
    assert refused(sort([envelope("0001", "not_counted")], what="not_counted", apart=True)) == "another_kind"


def test_an_envelope_that_was_opened_is_sorted_to_no_other_pile() -> None:
    given = envelopes(10)
    assert refused(sort(given, lying={"0004": Lies("P0001", True)})) == "opened_already"
    assert isinstance(sort(given, lying={"0004": Lies("P0001", False)}), Entry)


@pytest.mark.parametrize(
    ("people", "code"),
    [
        (("mia",), "too_few"), (("mia", "mia"), "same_person"), (("max", "mia"), "not_at_the_table"),
        ((), "not_at_the_table"), (("mia", "new"), "not_sworn"), (("mia", "rob"), "no_role"),
        (("mia", "gone"), "unknown_person"), (("mia", "nobody"), "unknown_person"), (("mia", "sue"), "no_role"),
        (("mia", "max", "cleo", "carl"), "same_person"),
    ],
)  # fmt: skip
def test_two_different_people_with_the_role_and_an_oath_sort(people: tuple[str, ...], code: str) -> None:
    assert refused(sort(envelopes(10), people=people)) == code


@pytest.mark.parametrize(("hour", "code"), [("2020-11-11T09:00", "future"), ("noon", "no_hour"), ("", "no_hour")])
def test_an_hour_is_one_that_was(hour: str, code: str) -> None:
    assert refused(sort(envelopes(10), hour=hour)) == code


def test_no_envelope_stands_twice_and_none_is_no_pile() -> None:
    assert refused(sort([])) == "nothing_to_sort"
    given = envelopes(10)
    new = Sorted("to_open", ["0001", *(state.number for state in given)], 11, ("mia", "max"), HOUR)
    acted = sort_pile(new, given, given, {}, everybody, at())
    assert isinstance(acted, Refusal)
    assert acted.code == "nothing_to_sort"


def test_the_next_pile_has_the_next_number() -> None:
    given = envelopes(10)
    new = Sorted("to_open", [state.number for state in given], 10, ("mia", "max"), HOUR)
    acted = sort_pile(new, given, given, {}, everybody, at(count=CountState(3, next={"pile": 12})))
    assert not isinstance(acted, Refusal)
    assert acted[0].data["pile"] == "P0012"


def pile(name: str, items: dict[str, int], session: str = "", **changes: Any) -> PileState:
    return PileState(
        name, 1, "to_open", False, False, items, len(items), ("mia", "max"), HOUR, session=session, **changes
    )


def test_an_envelope_lies_in_the_newest_pile_and_stays_with_the_one_that_it_was_opened_with() -> None:
    first, second = pile("P0001", {"0001": 1, "0002": 2}), pile("P0002", {"0002": 2, "0003": 3})
    assert where_they_lie([second, first], []) == {
        "0001": Lies("P0001", False), "0002": Lies("P0002", False), "0003": Lies("P0002", False),
    }  # fmt: skip
    opened = changed(first, session="S0001")
    session = SessionState("S0001", 1, "opened", "P0001", ("mia", "max"), HOUR, HOUR, left=("0002",))
    assert where_they_lie([opened, second], [session]) == {
        "0001": Lies("P0001", True), "0002": Lies("P0002", False), "0003": Lies("P0002", False),
    }  # fmt: skip


def test_what_was_sorted_again_reopened_or_determined_anew_has_left_its_pile() -> None:
    given = {state.number: state for state in envelopes(5)}
    there = pile("P0001", {number: 1000 + int(number) for number in given})
    again = pile("P0002", {"0001": 1001})
    given["0002"] = changed(given["0002"], status="to_do")
    given["0003"] = changed(given["0003"], determination=changed(given["0003"].determination, seq=2000))
    given["0004"] = envelope("0004", "count_partial")
    found = still_in(there, where_they_lie([there, again], []), given.get, everybody)
    assert found == ("0005",)
