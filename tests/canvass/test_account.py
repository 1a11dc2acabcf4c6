"""The account: every ballot once, every difference with both numbers, and nothing found where everything fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.canvass.account import account_json
from adjudicator.canvass.steps import steps_of, still_to_come
from adjudicator.casework.record.entry import Secret
from tests.canvass.counting import Counting

FULL, PART, NOT, HELD = "count_full", "count_partial", "not_counted", "held"


def whole(full: int = 12, part: int = 11, refused: int = 3, held: int = 2) -> Counting:
    """A count from the lists to certified in which everything fits."""
    count, numbers = Counting(), iter(range(1, 10_000))
    sorts = [(FULL, full), (PART, part), (NOT, refused), (HELD, held)]
    of = {outcome: [f"{next(numbers):04d}" for _ in range(size)] for outcome, size in sorts}
    for outcome, found in of.items():
        for number in found:
            count.received(number)
            count.decided(number, outcome)
    count.add("bag.counted", place="Hall 1", issued=full + part + refused + held + 1, missing=2, unlisted=1)
    count.approved(*of[FULL], *of[PART], *of[NOT])
    count.released(*of[FULL], *of[PART], *of[NOT])
    count.sorted("P0001", *of[FULL])
    count.sorted("P0002", *of[PART], copy=True)
    count.sorted("P0003", *of[NOT], what="not_counted")
    count.sorted("P0004", *of[HELD], what="held")
    count.opened("P0001")
    count.opened("P0002")
    count.duplicated("P0002", part, spoiled=1, returned=2)
    count.scanned("17", full)
    count.scanned("18", part, holds="duplicates", flagged=min(part, 1))
    count.add("scan.cleared", scan="18", cleared=1, hour="2020-11-06T22:00")
    count.seen(count.uploaded("17", "18", ballots=full + part))
    count.certified()
    return count


def test_where_everything_fits_every_equation_holds_and_nothing_is_found() -> None:
    found = whole().account()
    assert list(found.differences()) == []
    assert found.troubles == ()
    assert (found.received, found.may_count, found.certified) == (28, 23, 23)


@settings(deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 10), st.integers(0, 10))
def test_of_any_numbers_each_ballot_is_there_once(full: int, part: int, refused: int, held: int) -> None:
    found = whole(full, part, refused, held).account()
    assert list(found.differences()) == []
    assert found.troubles == ()


def test_the_json_has_every_number_of_the_contract() -> None:
    found = account_json(whole().account())
    whole_numbers = {
        *(
            "issued",
            "missing",
            "unlisted",
            "entered_by_mistake",
            "approved",
            "voted",
            "may_count",
            "opened",
            "not_opened",
        ),
        *("as_is", "remade", "tickets", "tickets_done", "tickets_spoiled", "tickets_returned", "scanned", "flagged"),
        *("cleared", "reviewed", "published", "uploaded", "seen", "certified"),
    }
    assert all(isinstance(found[name], int) for name in whole_numbers)
    assert found["sorted"] == {"to_open": 23, "not_counted": 3, "held": 2}
    assert found["releases"] == [{"id": "R0001", "ballots": 23, "acknowledged": False}]
    assert (found["no_ballot"], found["apart"]) == ({}, {"opened": 0, "scanned": 0, "seen": 0})
    assert (found["found"], found["troubles"]) == ([], [])


def test_the_steps_say_what_has_come_so_far_and_what_is_waiting() -> None:
    count = Counting()
    for number in ("1", "2", "3"):
        count.received(number)
    count.decided("1")
    count.approved("1")
    steps = {step.code: (step.number, step.waiting) for step in steps_of(count.account())}
    assert (steps["received"], steps["decided"], steps["opened"]) == ((3, 0), (1, 2), (0, 1))


def ten(count: Counting) -> list[str]:
    """Ten approved envelopes that count in full, sorted into one pile and opened."""
    numbers = [str(number) for number in range(1, 11)]
    for number in numbers:
        count.received(number)
        count.decided(number)
    count.approved(*numbers)
    count.sorted("P0001", *numbers)
    return numbers


def short(count: Counting) -> None:
    ten(count)
    count.opened("P0001", by_hand=9)


def not_in_an_upload(count: Counting) -> None:
    ten(count)
    count.opened("P0001")
    count.scanned("17", 6)
    count.scanned("18", 4)
    count.uploaded("17", ballots=6)


def replaced(count: Counting) -> None:
    ten(count)
    count.opened("P0001")
    count.scanned("17", 6)
    count.scanned("18", 4)
    count.uploaded("17", "18", ballots=10)
    count.uploaded("18", ballots=4)


def twice(count: Counting) -> None:
    ten(count)
    count.opened("P0001")
    count.scanned("17", 10)
    count.scanned("18", 10)


def copies_missing(count: Counting) -> None:
    numbers = [str(number) for number in range(1, 11)]
    for number in numbers:
        count.received(number)
        count.decided(number, PART)
    count.approved(*numbers)
    count.sorted("P0001", *numbers, copy=True)
    count.opened("P0001")
    count.duplicated("P0001", 9)
    count.scanned("17", 9, holds="duplicates")
    count.uploaded("17", ballots=9)


def voted_elsewhere(count: Counting) -> None:
    ten(count)
    count.add("envelopes.looked_up", about="P0001", size=1, files=["f"], hits={"3": "absentee"}, back={}, reason=None)


def counted_wrong_twice(count: Counting) -> None:
    numbers = [str(number) for number in range(1, 11)]
    for number in numbers:
        count.received(number)
        count.decided(number)
    count.approved(*numbers)
    count.sorted("P0001", *numbers, counted=9)
    count.opened("P0001", by_hand=8)


def sent_back(count: Counting) -> None:
    ten(count)
    back = {"3": count.determination("3")}
    count.add(
        "envelopes.looked_up",
        about="P0001",
        size=1,
        files=["f"],
        hits={"3": "absentee"},
        back=back,
        reason=Secret("hit"),
    )


def opened_and_back(count: Counting) -> None:
    ten(count)
    count.opened("P0001")
    count.add("envelope.reopened", "june", envelope="4", reason=None)


def waiting(count: Counting) -> set[str]:
    """What does not fit now, and nobody has explained."""
    return {about for about, settled in count.found().items() if not settled}


def opened_and_decided(
    opened_as: str = FULL, then: Mapping[str, Any] | None = None, **now: Any
) -> Callable[[Counting], None]:
    """One of ten opened envelopes was decided again: first as `then` says, now as `now` says."""

    def plant(count: Counting) -> None:
        numbers = [str(number) for number in range(1, 11)]
        for number in numbers:
            count.received(number)
            count.decided(number, opened_as, **(then or {}))
        count.approved(*numbers)
        count.sorted("P0001", *numbers, copy=opened_as == PART)
        count.opened("P0001")
        count.add("envelope.reopened", "june", envelope="4", reason=None)
        count.decided("4", **({"outcome": opened_as} | (then or {}) | now))
        count.approved("4")

    return plant


def open_again(count: Counting) -> None:
    numbers = ten(count)
    count.released(*numbers)
    count.add("envelope.reopened", "june", envelope="4", reason=None)


def a_bag_too_few(count: Counting) -> None:
    count.add("bag.counted", place="Hall 1", issued=11, missing=0, unlisted=0)
    ten(count)


def unlike_the_site(count: Counting) -> None:
    ten(count)
    count.opened("P0001")
    count.scanned("17", 10)
    count.seen(count.uploaded("17", ballots=10), votes=99)


def file_says_otherwise(count: Counting) -> None:
    ten(count)
    count.opened("P0001")
    count.scanned("17", 10)
    count.uploaded("17", ballots=9)


def stock_missing(count: Counting) -> None:
    ten(count)
    count.opened("P0001", exceptions={"3": "other_style"})
    count.add("exception.settled", "june", session="S0001", envelope="3", settled="copy", reason=None)
    count.duplicated("P0001", 1, issued=3)


def not_settled(count: Counting) -> None:
    ten(count)
    count.opened("P0001", exceptions={"3": "two_ballots"})
    count.scanned("17", 9)


def flagged_in_an_upload(count: Counting) -> None:
    ten(count)
    count.opened("P0001")
    count.scanned("17", 10, flagged=2)
    count.uploaded("17", ballots=10)


def more_flagged_than_scanned(count: Counting) -> None:
    ten(count)
    count.opened("P0001")
    count.scanned("17", 10, flagged=11)


@pytest.mark.parametrize(
    ("plant", "about", "numbers"),
    [
        (short, "hand_count_short:P0001", (10, 9)),
        (not_in_an_upload, "scanned_not_uploaded:18", (4, 0)),
        (replaced, "upload_replaced:U0001", (2, 1)),
        (twice, "scanned_twice:18", (10, 20)),
        (copies_missing, "duplicate_not_made:P0001", (10, 9)),
        (voted_elsewhere, "late_absentee_return:3", (0, 1)),
        (sent_back, "late_absentee_return:3", (0, 1)),
        (opened_and_back, "opened_in_vain:4", (0, 1)),
        (opened_and_decided(FULL, outcome=PART, counted=["governor"]), "opened_otherwise:4", (0, 1)),
        (opened_and_decided(PART, outcome=FULL), "opened_otherwise:4", (0, 1)),
        (opened_and_decided(PART, {"counted": ["governor"]}, counted=["senator"]), "opened_otherwise:4", (0, 1)),
        (opened_and_decided(FULL, cast_style="S2"), "opened_otherwise:4", (0, 1)),
        (opened_and_decided(FULL, marks=["kept_apart"]), "opened_otherwise:4", (0, 1)),
        (open_again, "reopened_after_release:4", (0, 1)),
        (a_bag_too_few, "bag_differs:Hall 1", (11, 10)),
        (unlike_the_site, "seen_differs:U0001", (100, 99)),
        (file_says_otherwise, "upload_differs:U0001", (10, 9)),
        (stock_missing, "stock_differs:S0002", (3, 1)),
        (not_settled, "exception_open:3", (0, 1)),
        (more_flagged_than_scanned, "flagged_too_many:17", (10, 11)),
        (flagged_in_an_upload, "not_cleared:17", (2, 0)),
    ],
)
def test_each_disturbance_is_found_alone_with_both_numbers(
    plant: Callable[[Counting], None], about: str, numbers: tuple[int, int]
) -> None:
    count = Counting()
    plant(count)
    (trouble,) = (each for each in count.account().troubles if not each.settled)
    assert (trouble.about, (trouble.expected, trouble.actual), trouble.settled) == (about, numbers, False)
    assert str(trouble.sentence).strip().endswith((".", "?"))


def test_what_was_explained_with_the_same_numbers_is_settled_and_stays_in_the_account() -> None:
    count = Counting()
    short(count)
    count.explained("hand_count_short:P0001", 10, 8)
    assert count.found() == {"hand_count_short:P0001": False}, "it was explained with another number"
    count.explained("hand_count_short:P0001", 10, 9)
    assert count.found() == {"hand_count_short:P0001": True}


def test_both_hand_counts_of_a_pile_can_be_explained() -> None:
    count = Counting()
    counted_wrong_twice(count)
    count.explained("sorted_short:P0001", 10, 9)
    count.explained("hand_count_short:P0001", 10, 8)
    assert count.found() == {"sorted_short:P0001": True, "hand_count_short:P0001": True}


def test_what_was_put_right_is_settled() -> None:
    count = Counting()
    twice(count)
    count.add("scan.voided", "june", scan="18", instead="", reason=Secret("it was scanned before"))
    assert count.found() == {"scanned_twice:18": True}
    count = Counting()
    sent_back(count)
    count.decided("3", NOT)
    assert count.found() == {"late_absentee_return:3": True}
    count = Counting()
    opened_and_back(count)
    count.decided("4", NOT)
    count.approved("4")
    assert count.found() == {"opened_in_vain:4": False}
    count.add("envelope.reopened", "june", envelope="4", reason=None)
    count.decided("4")
    count.approved("4")
    assert count.found() == {"opened_in_vain:4": True}
    count = Counting()
    replaced(count)
    count.uploaded("17", "18", ballots=10)
    assert count.found() == {"upload_replaced:U0001": True}


@pytest.mark.parametrize("what", [{}, {"home_style": "S2"}, {"facts": {"oath": "signed"}, "departs": True}])
def test_what_was_opened_and_decided_again_to_count_the_same_fits(what: Mapping[str, Any]) -> None:
    count = Counting()
    opened_and_decided(PART, {"counted": ["governor"]}, **what)(count)
    found = count.account()
    assert (waiting(count), found.opened, found.as_opened) == (set(), 10, 10)


def test_where_duplicates_are_on_the_home_style_another_one_is_another_ballot() -> None:
    count = Counting()
    count.add("steps.set", "june", board_votes="off", duplicate_on="home", reason=Secret("the scanner's set-up"))
    opened_and_decided(PART, home_style="S2")(count)
    assert waiting(count) == {"opened_otherwise:4"}


def test_an_opened_envelope_without_a_ballot_is_decided_again_in_peace() -> None:
    count = Counting()
    numbers = ten(count)
    count.opened("P0001", exceptions={"4": "no_inner"})
    count.add("exception.settled", "june", session="S0001", envelope="4", settled="no_ballot", reason=Secret("empty"))
    count.add("envelope.reopened", "june", envelope="4", reason=None)
    count.decided("4", PART)
    count.approved("4")
    assert (waiting(count), count.account().as_opened) == (set(), len(numbers))


def test_what_was_opened_and_counts_otherwise_is_no_more_once_it_counts_as_it_did() -> None:
    count = Counting()
    opened_and_decided(FULL, outcome=PART)(count)
    found = count.account()
    assert ("opened = counting as when opened", 10, 9) in list(found.differences())
    sentence = next(str(each.sentence) for each in found.troubles if not each.settled)
    assert "tell the board" in sentence
    assert "P0001" in sentence
    count.explained("opened_otherwise:4", 0, 1)
    assert waiting(count) == set()
    count.add("envelope.reopened", "june", envelope="4", reason=None)
    assert waiting(count) == {"opened_in_vain:4"}
    count.decided("4")
    count.approved("4")
    assert waiting(count) == set()
    assert count.account().as_opened == 10


def test_a_release_that_takes_a_ballot_away_counts_less() -> None:
    count = Counting()
    numbers = ten(count)
    count.released(*numbers)
    count.add("envelope.reopened", "june", envelope="4", reason=None)
    count.decided("4", NOT)
    count.approved("4")
    count.released("4")
    found = count.account()
    assert [(release.id, release.ballots) for release in found.releases] == [("R0001", 10), ("R0002", -1)]
    assert found.may_count == 9
    assert count.found() == {"reopened_after_release:4": True}


def test_what_has_not_come_as_far_as_the_states_site_stands_in_the_way_step_by_step() -> None:
    count = Counting()
    ten(count)

    def waits() -> list[str]:
        return [str(words) for words in still_to_come(count.history.standing, 10)]

    assert waits() == ["10 ballots are not yet: opened."]
    count.opened("P0001")
    assert waits() == ["10 ballots are not yet: scanned."]
    count.scanned("17", 10)
    assert waits() == ["10 ballots are not yet: uploaded."]
    upload = count.uploaded("17", ballots=10)
    assert waits() == ["10 ballots are not yet: seen on the state's site."]
    count.seen(upload)
    assert waits() == []
