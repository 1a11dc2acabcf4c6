"""Two sources disagree and a person decides with a reason; a departure is opened and weighed before it is approved."""

from __future__ import annotations

from adjudicator.office import Office
from tests.eyes import look_as
from tests.flows.hands import Hands
from tests.flows.practice_case import PASSWORDS, REVIEWER, SUPERVISOR, Practice

OWN_WORDS = "The oath on the absentee envelope is the father's"
DEPARTURE = "The certificate carries two signatures"


def credited(practice: Practice) -> str:
    """The envelope of a voter whose absentee ballot was accepted, by the file."""
    office = Office.open(practice.case)
    look_as(office, REVIEWER)
    sheets = [office.review.sheet(state.number) for state in office.overview.states()]
    office.close()
    return next(
        sheet.number
        for sheet in sheets
        if hasattr(sheet, "evidence") and [credit.value for credit in sheet.evidence.credits] == ["absentee_accepted"]
    )


def test_a_credit_is_decided_against_with_a_reason_and_a_departure_with_another_and_both_are_seen(
    practice: Practice, sit_down
):
    number, plain = credited(practice), practice.easy_one("left_off")
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    the_reviewer_decides_against_the_file(hands, number)
    the_reviewer_departs_from_the_recommendation(hands, plain)
    hands.desk("Batches").press("Ctrl+Enter").sees("Batch B0001 closed with 2 envelopes")
    hands.sign_out().sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR])
    the_supervisor_opens_what_departs_and_approves(hands, number, plain)
    hands.desk("Record").sees(
        "approved batch B0001, with 1 departure from the recommendation, having looked at 2 envelopes"
    )


def the_reviewer_decides_against_the_file(hands: Hands, number: str) -> None:
    """Both sides stand beside the answers; the reason is asked before anything is recorded."""
    hands.open_envelope(number).press("Enter", "Enter")
    hands.sees("Says: the voter's oath", "mailed, absentee file of Tue Nov 3")
    hands.press("1").sees("Other votes: why do you answer against the record?", "Another person of the same name")
    hands.press("0").write(OWN_WORDS).press("Ctrl+Enter")
    hands.sees("Record: count").press("Ctrl+Enter").sees(f"Envelope {number} recorded: count in full")


def the_reviewer_departs_from_the_recommendation(hands: Hands, number: str) -> None:
    """Another outcome wants a reason in words."""
    hands.open_envelope(number).press("Enter", "Enter", "O", "1", "Ctrl+Enter")
    hands.sees("Choose a reason.").press("Down", "Ctrl+Enter")
    hands.sees("This departs from the recommendation").write(DEPARTURE).press("Ctrl+Enter")
    hands.sees(f"Envelope {number} recorded: not counted")


def the_supervisor_opens_what_departs_and_approves(hands: Hands, number: str, departure: str) -> None:
    """The departure stands first with its reason; approving is confirmed in words."""
    hands.desk("Batches").press("Enter").sees("1 departure from the recommendation, 0 opened", "Not counted, departs")
    hands.sees("Departs from the recommendation", DEPARTURE)
    hands.press("Down").waits_for(OWN_WORDS).sees(
        "Absentee file of ", "The voter's oath: none", "Why, in their own words:"
    )
    hands.look_through().sees("1 departure from the recommendation, opened")
    hands.press("Ctrl+Enter").sees("Batch B0001 departs from the recommendation in 1 envelope")
    hands.sees(f"{departure}: not counted, where count in full was recommended", "Approving says that you stand by it.")
    hands.press("Ctrl+Enter").sees("Batch B0001: 2 envelopes approved, not yet released")
    assert number in hands.words
