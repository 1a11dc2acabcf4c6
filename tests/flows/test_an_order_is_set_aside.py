"""A supervisor sets a court order aside and restores it: what it changes is seen first, and another person approves."""

from __future__ import annotations

from contextlib import closing

import pytest

from adjudicator.office import Office
from adjudicator.office.behind.room import Done
from tests.flows.hands import Hands
from tests.flows.practice_case import OBSERVER, PASSWORDS, REVIEWER, SUPERVISOR, Practice


@pytest.fixture
def two_supervisors(practice: Practice) -> Practice:
    """The case, in which a second person supervises."""
    with closing(Office.open(practice.case)) as office:
        office.people.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR])
        changed = office.people.change(OBSERVER, frozenset({"supervisor"}), active=True)
        assert isinstance(changed, Done)
    return practice


def test_an_order_is_set_aside_and_its_envelopes_are_held_until_it_stands_again(two_supervisors, sit_down):
    practice = two_supervisors
    number, order = practice.easy_one("extended_hours"), order_of(practice)
    hands = sit_down(practice.case)
    an_envelope_of_extended_hours_is_approved(hands, number)
    the_supervisor_sees_first_what_setting_the_order_aside_changes(hands, order, number)
    leaving_it_does_nothing(hands)
    it_is_done_with_a_reason_and_the_envelope_is_held(hands, order, number)
    the_order_stands_again_and_the_envelope_is_recorded_anew(hands, order, number)
    who_changed_the_order_closes_it_into_a_batch_and_cannot_approve_it(hands)
    another_supervisor_approves(hands)
    the_record_tells_all_of_it(hands, order)


def order_of(practice: Practice) -> str:
    """The order under which the easy envelope of extended hours was cast."""
    with closing(Office.open(practice.case, read_only=True)) as office:
        state = office.review.sheet(practice.easy_one("extended_hours")).state
        return next(order.number for order in office.orders.all() if state.place in order.places)


def an_envelope_of_extended_hours_is_approved(hands: Hands, number: str) -> None:
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(number).press("Enter", "Enter", "Ctrl+Enter")
    hands.sees(f"Envelope {number} recorded").desk("Batches").press("Ctrl+Enter").sees("Batch B0001 closed").sign_out()
    hands.sign_in(OBSERVER, PASSWORDS[OBSERVER]).sees("Waiting for approval").press("Enter")
    hands.look_through().press("Ctrl+Enter").sees("approved").sign_out()


def the_supervisor_sees_first_what_setting_the_order_aside_changes(hands: Hands, order: str, number: str) -> None:
    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).desk("Setup").press("Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgDown")
    hands.sees("Orders of a court that keep polling places open").press("/").write(order).press("Enter", "Enter")
    hands.sees(f"Order {order}", "cast under it").press("2")
    hands.waits_for(f"Order {order}: set aside")
    hands.sees("1 determination was looked at again. 1 envelope would change.")
    hands.sees("1 is held from then on, recorded in your name.", "1 was approved and needs a new approval.")
    hands.sees(number, "Approved in B0001", "Count in full, kept apart", "Held, kept apart", "Recorded anew")


def leaving_it_does_nothing(hands: Hands) -> None:
    hands.press("Esc").sees("In force").sees_not("would change")


def it_is_done_with_a_reason_and_the_envelope_is_held(hands: Hands, order: str, number: str) -> None:
    hands.press("Enter", "2").waits_for("would change").press("Ctrl+Enter")
    hands.sees("Changing a court order needs a reason.").write("Ruling of Nov 5").press("Ctrl+Enter")
    hands.sees(f"Court order {order} changed: set aside", "Set aside").sees_not("would change")
    hands.desk("Holds").press("/").write(number).press("Enter").sees("Order set aside")


def the_order_stands_again_and_the_envelope_is_recorded_anew(hands: Hands, order: str, number: str) -> None:
    hands.desk("Setup").press("/").rewrite(order).press("Enter", "Enter", "1").waits_for(f"Order {order}: in force")
    hands.sees("1 is recorded anew, in your name, and waits for a batch of yours and another person's approval.")
    hands.sees(number, "No longer: the court order was set aside")
    hands.tab_to("Reason").write("The higher court restored it").press("Ctrl+Enter").sees("In force")


def who_changed_the_order_closes_it_into_a_batch_and_cannot_approve_it(hands: Hands) -> None:
    hands.desk("Batches").tab_to("Sections")
    while "Close batch with 1 envelope" not in hands.words:
        hands.press("Right")
    hands.press("Ctrl+Enter").sees("Batch B0002 closed").press("Home")
    hands.tab_to("List of batches").press("Enter").sees("of your own").sees_not("Approve 1 envelope").sign_out()


def another_supervisor_approves(hands: Hands) -> None:
    hands.sign_in(OBSERVER, PASSWORDS[OBSERVER]).sees("Waiting for approval (1)").press("Enter")
    hands.sees("Count in full", "kept apart").look_through().press("Ctrl+Enter").sees("approved")


def the_record_tells_all_of_it(hands: Hands, order: str) -> None:
    hands.desk("Record").sees(
        f"June Bellamy changed court order {order} to set aside, which changed 1 envelope",
        f"June Bellamy changed court order {order} to in force, which changed 1 envelope",
    )
