"""A supervisor puts another pack in force: what it changes is seen first, and what differs comes back to its reviewer."""

from __future__ import annotations

from tests.flows.hands import Hands
from tests.flows.practice_case import PASSWORDS, REVIEWER, SUPERVISOR, Practice

ANNOUNCED, STATUTE = "Georgia 2020, as the Secretary of State announced", "Georgia 2020, by the statute"
WHY = "Counsel advises the statute"


def test_another_pack_sends_back_what_it_decides_otherwise(practice: Practice, sit_down):
    hands, number = sit_down(practice.case), practice.easy_one("other_county")
    a_voter_of_another_county_counts_in_part(hands, number)
    where_the_pack_differs_is_said_on_its_page(hands)
    what_another_pack_changes_is_seen_first(hands, number)
    it_is_put_in_force_with_a_reason(hands)
    the_envelope_is_back_with_the_reason_and_is_not_counted_now(hands, number)


def a_voter_of_another_county_counts_in_part(hands: Hands, number: str) -> None:
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees(ANNOUNCED).open_envelope(number)
    hands.press("Enter", "Enter", "1", "Enter", "Ctrl+Enter").sees(
        f"Envelope {number} recorded: count in part"
    ).sign_out()


def where_the_pack_differs_is_said_on_its_page(hands: Hands) -> None:
    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).desk("Setup").press("Ctrl+PgDown")
    hands.sees("Where this differs from the statute", "(O.C.G.A. 21-2-218(f))", "In force since the case was made")


def what_another_pack_changes_is_seen_first(hands: Hands, number: str) -> None:
    hands.tab_to("Use another pack").press("Space").sees("Every determination is looked at again.").press("1")
    hands.press("Ctrl+Enter").waits_for("1 determination was looked at again. 1 envelope would change.")
    hands.sees(f"Use another pack: {STATUTE}", number, "Not counted", "Back to review")
    hands.sees("The voter is registered in another county", ANNOUNCED)


def it_is_put_in_force_with_a_reason(hands: Hands) -> None:
    hands.press("Ctrl+Enter").sees("Another pack of rules needs a reason.").write(WHY).press("Ctrl+Enter")
    hands.sees(f"Rules in force: {STATUTE}", "Put in force by June Bellamy").sees_not(ANNOUNCED)
    hands.desk("Record").sees(f"June Bellamy put these rules in force: {STATUTE}, which changed 1 envelope").sign_out()


def the_envelope_is_back_with_the_reason_and_is_not_counted_now(hands: Hands, number: str) -> None:
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.sees(STATUTE, f"Envelope {number}", f"The rules in force changed to {STATUTE}: {WHY}")
    hands.sees("Not counted", "O.C.G.A. 21-2-419(c)(3), 21-2-218(f)").press("Ctrl+Enter").sees(
        f"Envelope {number} recorded: not counted"
    )
