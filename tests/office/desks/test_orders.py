"""The register of court orders acts on all envelopes of its places at once, and shows first what it will do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.sheet.claims import facts_against_records
from adjudicator.office.behind.room import Done
from adjudicator.records.orders import CourtOrder, Hours
from adjudicator.records.trouble import Refusal
from tests.looking import approve_seen

SEVEN, EIGHT = datetime(2020, 11, 3, 19), datetime(2020, 11, 3, 20)  # noqa: DTZ001 - an order's times are local
ORDER = CourtOrder.for_all(
    "20-CV-1187", frozenset({"School 001"}), SEVEN, EIGHT, "in_force", "Superior Court", "J. Doe"
)


def at(hour, minute=0):
    return datetime(2020, 11, 3, hour, minute)  # noqa: DTZ001


EVENING = {"cast_at": "2020-11-03T19:31"}


@pytest.fixture
def evening(desk):
    """Three envelopes of School 001: two cast at 19:31, one in the morning; and one of another place at 19:31."""
    desk.receive("0001", **EVENING)
    desk.receive("0002", "Late", **EVENING)
    desk.receive("0003", "Okafor", place="School 002", precinct_cast="002", style_cast="S2")
    desk.receive("0004", "Nguyen", place="School 002", precinct_cast="002", style_cast="S2", **EVENING)
    return desk


def enter(desk, order=ORDER):
    desk.sign_in("sue")
    done = desk.office.orders.enter(order)
    assert isinstance(done, Done), done
    desk.sign_in("rita")


def test_an_order_is_not_entered_twice_under_a_number_with_blanks_around_it(evening):
    enter(evening)
    evening.sign_in("sue")
    again = evening.office.orders.enter(replace(ORDER, number=f" {ORDER.number} "))
    assert isinstance(again, Refusal)
    assert again.code == "order_exists"


def test_an_order_for_a_contest_that_is_not_there_is_neither_entered_nor_put_right_so(evening):
    enter(evening)
    evening.sign_in("sue")
    other = replace(ORDER, number="20-CV-1188", contests=("no_such_contest",))
    amended = replace(ORDER, contests=("no_such_contest",))
    orders = evening.office.orders
    for refused in (orders.enter(other), orders.amend(amended, "Read again")):
        assert isinstance(refused, Refusal)
        assert (refused.code, "no_such_contest" in refused.words) == ("unknown_contest", True)


def change(desk, status, why="The court said so"):
    desk.sign_in("sue")
    done = desk.office.orders.change(ORDER.number, status, why)
    assert isinstance(done, Done), done
    desk.sign_in("rita")


def verified(desk):
    report = desk.office.record.verifying("deep")(lambda done, of: None)
    assert report.findings == ()


def test_an_envelope_cast_in_the_place_and_time_is_marked_by_itself(evening):
    enter(evening)
    state = evening.easy("0001")
    assert state.determination.marks == ("kept_apart",)
    assert state.answers["cast"].value == "court_extension"
    assert state.answers["cast"].source.ref == ORDER.number


def test_an_order_entered_late_marks_what_was_answered_and_determined_before(evening):
    evening.in_line("0001")
    before = evening.easy("0001")
    evening.in_line("0002")
    assert before.answers["cast"].value == "in_line_at_closing"
    enter(evening)
    after = evening.state("0001")
    assert (after.status, after.outcome, after.determination.by) == ("determined", "count_full", "sue")
    assert after.determination.marks == ("kept_apart",)
    assert after.determination.supersedes == before.determination.seq
    assert evening.state("0002").answers["cast"].value == "court_extension"
    assert evening.state("0002").status == "to_do"
    verified(evening)


def test_an_order_entered_late_for_another_hour_or_place_leaves_who_was_in_line(evening):
    evening.in_line("0001")
    before = evening.easy("0001").determination
    elsewhere = CourtOrder.for_all("20-CV-1187", frozenset({"School 002"}), SEVEN, EIGHT, "in_force")
    enter(evening, elsewhere)
    later = CourtOrder.for_all("20-CV-1188", frozenset({"School 001"}), at(20), at(21), "in_force")
    enter(evening, later)
    assert evening.state("0001").determination == before
    verified(evening)


def test_what_a_person_said_against_what_follows_is_not_derived_anew(evening):
    evening.say("0001", "cast", "from_5pm_to_close")
    before = evening.easy("0001").determination
    enter(evening)
    assert evening.state("0001").determination == before
    verified(evening)


def test_a_time_after_closing_is_not_accepted_with_the_card_while_no_order_is_entered(evening):
    evening.accept("0001")
    assert "cast" not in evening.state("0001").answers
    assert evening.open_fact("0001") == "cast"
    evening.in_line("0001")
    recorded = evening.state("0001").answers["cast"]
    assert (recorded.value, recorded.why) == ("in_line_at_closing", "")
    assert facts_against_records(evening.state("0001")) == ()
    assert evening.easy("0001").determination.marks == ()
    verified(evening)


def test_what_an_order_changes_is_shown_before_it_is_done(evening):
    evening.in_line("0001")
    evening.easy("0001")
    evening.sign_in("sue")
    shown = evening.office.orders.what_entering_changes(ORDER)
    assert shown.found.examined == 1
    assert shown.found.listed() == {"0001": ["count_full", "count_full"]}
    assert evening.state("0001").determination.marks == ()
    assert isinstance(evening.office.orders.enter(ORDER, shown), Done)
    assert evening.state("0001").determination.marks == ("kept_apart",)


def test_the_register_counts_the_envelopes_cast_under_each_order(evening):
    enter(evening)
    assert evening.office.orders.cast_under() == {ORDER.number: 2}
    evening.receive("0005", "Smith", place="SCHOOL 001 ", cast_at="2020-11-03T19:40")
    evening.accept("0002")
    assert evening.office.orders.cast_under() == {ORDER.number: 3}


def test_a_sheet_seen_before_an_order_was_entered_is_not_recorded_after_it(evening):
    for _ in range(3):
        evening.accept("0004")
    stale = evening.sheet("0004")
    enter(evening)
    refused = evening.office.review.record(stale)
    assert isinstance(refused, Refusal)
    assert refused.code == "changed_meanwhile"


def test_what_was_shown_is_refused_once_the_record_has_moved_on(evening):
    evening.sign_in("sue")
    shown = evening.office.orders.what_entering_changes(ORDER)
    evening.sign_in("rita")
    evening.in_line("0001")
    evening.easy("0001")
    evening.sign_in("sue")
    refused = evening.office.orders.enter(ORDER, shown)
    assert isinstance(refused, Refusal)
    assert refused.code == "changed_meanwhile"
    assert evening.office.orders.all() == ()


def test_setting_an_order_aside_acts_on_all_its_envelopes_in_one_act(evening):
    enter(evening)
    evening.easy("0001")
    evening.accept("0003")
    evening.say("0003", "residence", "as_listed")
    evening.easy("0003")
    told = []
    evening.office.listen(told.append)
    change(evening, "vacated")
    (act,) = [entries for entries in told if entries[0].kind == "order.changed"]
    assert act[0].data["changes"] == {"0001": ["count_full", "held"]}
    assert [entry.kind for entry in act[1:]] == ["determination.withdrawn", "envelope.determined"]
    assert len({(entry.at, entry.by) for entry in act}) == 1
    state = evening.state("0001")
    assert (state.status, state.determination.holds) == ("held", ("court_order_vacated",))
    assert evening.state("0003").status == "determined"
    verified(evening)


def test_an_order_back_in_force_lets_its_envelopes_count_again(evening):
    enter(evening)
    evening.easy("0001")
    change(evening, "under_review")
    assert evening.state("0001").determination.holds == ("court_order_under_review",)
    change(evening, "in_force")
    assert (evening.state("0001").status, evening.state("0001").outcome) == ("determined", "count_full")
    verified(evening)


def test_an_approved_envelope_is_reopened_and_needs_another_persons_approval_again(evening):
    enter(evening)
    evening.easy("0001")
    assert isinstance(evening.office.batches.close(["0001"]), Done)
    evening.sign_in("sam")
    assert isinstance(approve_seen(evening.office, evening.office.batches.batch("B0001")), Done)
    change(evening, "under_review")
    state = evening.state("0001")
    assert (state.status, state.batch, state.outcome) == ("held", "", "held")
    change(evening, "in_force")
    assert evening.state("0001").status == "determined"
    evening.sign_in("sue")
    assert isinstance(evening.office.batches.close(["0001"]), Done)
    refused = approve_seen(evening.office, evening.office.batches.batch("B0002"))
    assert isinstance(refused, Refusal)
    assert refused.code == "four_eyes"
    evening.sign_in("sam")
    assert isinstance(approve_seen(evening.office, evening.office.batches.batch("B0002")), Done)
    verified(evening)


def test_a_departure_is_weighed_again_by_a_person(evening):
    enter(evening)
    for _ in range(3):
        evening.accept("0001")
    decision = Decision("held", "The list has another time")
    assert isinstance(evening.office.review.record(evening.sheet("0001"), decision), Done)
    change(evening, "vacated")
    state = evening.state("0001")
    assert (state.status, state.returned_to) == ("to_do", "rita")
    assert evening.office.review.reason_of(state.returned).startswith("Court order 20-CV-1187 changed")
    verified(evening)


def test_only_a_supervisor_keeps_the_register(evening):
    for refused in (evening.office.orders.enter(ORDER), evening.office.orders.change("20-CV-1187", "vacated", "Why")):
        assert isinstance(refused, Refusal)
        assert refused.code == "no_right"
    assert evening.office.orders.all() == ()


def amend(desk, now, why="The order says 7:25 at this place"):
    desk.sign_in("sue")
    done = desk.office.orders.amend(now, why)
    assert isinstance(done, Done), done
    desk.sign_in("rita")


TWO = replace(ORDER, hours={"School 001": Hours(SEVEN, EIGHT), "School 002": Hours(at(19, 45), at(20, 30))})
"""As Fulton's of 2024: each place has its own hours."""


def test_each_place_of_an_order_has_its_own_hours(evening):
    enter(evening, TWO)
    assert evening.easy("0001").determination.marks == ("kept_apart",)
    assert evening.easy("0004").answers["cast"].value == "in_line_at_closing"
    assert evening.office.orders.cast_under() == {ORDER.number: 2}
    verified(evening)


def test_an_hour_that_was_mistyped_is_put_right_with_all_its_envelopes_and_shown_before(evening):
    enter(evening, TWO)
    evening.easy("0001")
    evening.easy("0004")
    right = replace(TWO, hours={**TWO.hours, "School 002": Hours(at(19), at(20, 30))})
    shown = evening.office.orders.what_amending_changes(right)
    assert shown.found.listed() == {"0004": ["count_full", "count_full"]}
    told = []
    evening.office.listen(told.append)
    amend(evening, right)
    (act,) = [entries for entries in told if entries[0].kind == "order.amended"]
    assert [entry.kind for entry in act[1:]] == [
        "determination.withdrawn", "facts.recorded", "envelope.determined",
    ]  # fmt: skip
    assert evening.state("0004").determination.marks == ("kept_apart",)
    assert evening.state("0001").determination.by == "rita"
    assert evening.office.orders.all() == (right,)
    verified(evening)


def test_a_mistyped_number_is_put_right_and_the_order_found_by_the_one_it_was_entered_with(evening):
    enter(evening)
    evening.easy("0001")
    amend(evening, replace(ORDER, called="20-CV-1178"), "Two digits were mixed up")
    (order,) = evening.office.orders.all()
    assert (order.number, order.name) == ("20-CV-1187", "20-CV-1178")
    assert evening.state("0001").status == "determined"
    evening.sign_in("sue")
    again = evening.office.orders.enter(replace(ORDER, number="20-CV-1178"))
    assert isinstance(again, Refusal)
    assert again.code == "order_exists"
    verified(evening)


def test_an_amendment_that_was_shown_is_refused_once_the_record_has_moved_on(evening):
    enter(evening)
    shown = evening.office.orders.what_amending_changes(TWO)
    evening.easy("0001")
    evening.sign_in("sue")
    refused = evening.office.orders.amend(TWO, "Why", shown)
    assert isinstance(refused, Refusal)
    assert refused.code == "changed_meanwhile"


def test_an_order_that_there_is_none_of_is_not_put_right(evening):
    evening.sign_in("sue")
    refused = evening.office.orders.amend(ORDER, "Why")
    assert isinstance(refused, Refusal)
    assert refused.code == "unknown_order"


SOME = replace(ORDER, contests=("sheriff",))
"""An order that keeps the place open for one contest alone."""


def test_an_order_for_some_contests_alone_leaves_the_others_cast_too_late(evening):
    enter(evening, SOME)
    made = evening.easy("0001").determination
    assert (made.outcome, made.counted) == ("count_partial", ("sheriff",))
    assert made.cast_too_late_for == ("president", "house-7", "state-101")
    assert set(made.not_counted.values()) == {"cast_too_late_for"}
    told = evening.office.explanations.of(evening.sheet("0001"))
    assert (
        "when you voted: a court kept them open for others alone. One contest was counted; 3 were not: "
        in told.sentence
    )
    assert told.sentence.startswith("The polls had closed for some of the contests on your ballot when you voted")
    assert told.deciding.rule == "cast_too_late_for"
    verified(evening)


def test_an_order_that_is_put_right_to_be_for_every_contest_counts_them_all_again(evening):
    enter(evening, SOME)
    evening.easy("0001")
    amend(evening, ORDER, "It is for every contest")
    after = evening.state("0001").determination
    assert (after.outcome, after.cast_too_late_for, after.by) == ("count_full", (), "sue")
    amend(evening, SOME, "It is for the sheriff alone after all")
    assert evening.state("0001").determination.counted == ("sheriff",)
    verified(evening)


def test_an_order_for_some_contests_entered_late_takes_the_others_out_and_says_so_before(evening):
    evening.in_line("0001")
    evening.easy("0001")
    evening.sign_in("sue")
    shown = evening.office.orders.what_entering_changes(SOME)
    assert shown.found.listed() == {"0001": ["count_full", "count_partial"]}
    assert evening.office.orders.enter(SOME, shown)
    assert evening.state("0001").determination.counted == ("sheriff",)
    assert evening.office.orders.all() == (SOME,)
    verified(evening)


def test_an_order_names_each_contest_once(evening):
    enter(evening, replace(SOME, contests=("sheriff", "sheriff")))
    assert evening.office.orders.all() == (SOME,)
    evening.sign_in("sue")
    again = evening.office.orders.amend(replace(SOME, contests=("sheriff", "sheriff")), "Nothing")
    assert isinstance(again, Refusal)
    assert again.code == "same_order"
