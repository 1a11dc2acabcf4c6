"""A hold: identification arrives at the counter, the envelope is back in Review and is recorded."""

from __future__ import annotations

from tests.flows.hands import Hands
from tests.flows.practice_case import Practice


def test_identification_arrives_and_the_held_envelope_is_counted(practice: Practice, sit_down):
    hands = sit_down(practice.case)
    number = practice.easy_one("no_identification")
    contests = the_envelope_is_held_for_identification(hands, number)
    an_impossible_time_is_refused_in_words(hands, number)
    the_licence_arrives(hands, number)
    it_is_back_in_review_and_counts(hands, number, contests)


def the_envelope_is_held_for_identification(hands: Hands, number: str) -> int:
    hands.sign_in("rwhitfield", "practice-reviewer-1").open_envelope(number).press("Enter", "Enter")
    hands.sees("Held until Fri Nov 6, 5:00 p.m.", "No identification has been shown yet", "O.C.G.A. 21-2-417(b)")
    would = next(line for line in hands.lines if line.startswith("Would count ("))
    hands.press("H").sees(f"Envelope {number} recorded: held")
    return int(would.removeprefix("Would count (").removesuffix(")"))


def an_impossible_time_is_refused_in_words(hands: Hands, number: str) -> None:
    hands.desk("Holds").sees("1 held envelope", f"Envelope {number}", "No identification yet", "What arrived?")
    hands.press("Ctrl+Enter").sees(f"Envelope {number} is not brought back", "First enter what has come.")
    hands.press("Enter", "1").write("Nov 9, 10:00 a.m.").press("Ctrl+Enter").sees("This time is in the future")


def the_licence_arrives(hands: Hands, number: str) -> None:
    hands.tab_to("When did it arrive?").rewrite("Nov 5 8:40").press("Ctrl+Enter")
    hands.sees(f"Envelope {number} is back in review", "Open in Review")


def it_is_back_in_review_and_counts(hands: Hands, number: str, contests: int) -> None:
    hands.press("O").sees(f"Envelope {number}", f"Count in full, {contests} of {contests}", "came in time")
    hands.press("Ctrl+Enter").sees(f"Envelope {number} recorded: count in full").desk("Holds").sees("0 held envelopes")
