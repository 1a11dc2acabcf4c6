"""An envelope that is on no list: entered by hand field by field, then reviewed like any other."""

from __future__ import annotations

from adjudicator.records.elector import Elector
from tests.flows.hands import Hands
from tests.flows.practice_case import Practice


def test_an_envelope_is_entered_by_hand_and_reviewed(practice: Practice, sit_down, election, elector: Elector):
    hands = sit_down(practice.case)
    precinct = election.precincts[elector.precinct]
    style = precinct.portions[0].style

    the_clerk_opens_the_form(hands)
    the_envelope_itself_is_written_down(hands, precinct.polling_place, precinct.code, style)
    a_time_that_is_none_is_said_and_put_right(hands)
    the_voter_is_copied_as_written(hands, elector)
    the_papers_are_ticked_and_it_is_received(hands)
    it_is_reviewed_like_any_other(hands, elector, len(election.styles[style]))


def the_clerk_opens_the_form(hands: Hands) -> None:
    hands.sign_in("tnakamura", "practice-reviewer-2").desk("Receive").press("Alt+2")
    hands.sees("Enter an envelope by hand", "Envelope number", "0049")


def the_envelope_itself_is_written_down(hands: Hands, place: str, precinct: str, style: str) -> None:
    hands.rewrite("7001").press("Enter").choose("Election day").press("Enter")
    hands.rewrite(place).press("Enter").rewrite(precinct).press("Enter")
    hands.rewrite(style).press("Enter").sees("7001", place, style)


def a_time_that_is_none_is_said_and_put_right(hands: Hands) -> None:
    hands.rewrite("after lunch").press("Enter").sees("This is not a time", "1 field has to be corrected first.")
    hands.press("Ctrl+Enter").sees_not("Envelope 7001 received")
    hands.tab_to("Cast at").rewrite("14:05").press("Enter").sees_not("This is not a time").write("PR").press("Enter")
    hands.write("P-02").press("Enter").write("17").press("Enter")


def the_voter_is_copied_as_written(hands: Hands, voter: Elector) -> None:
    for words in (
        voter.last_name, voter.first_name, voter.middle_name, "", f"4 July {voter.birth_year}", voter.house_number,
        voter.street, voter.city, voter.zip_code, "404-555-0101", "", voter.registration_number,
    ):  # fmt: skip
        hands.write(words).press("Enter")


def the_papers_are_ticked_and_it_is_received(hands: Hands) -> None:
    hands.choose("Yes").press("Enter").choose("Yes").press("Ctrl+Enter")
    hands.sees("Envelope 7001 received", "7002", "1 envelope entered since you opened this desk")


def it_is_reviewed_like_any_other(hands: Hands, voter: Elector, contests: int) -> None:
    hands.open_envelope("7001").sees(f"{voter.first_name}", "Ticked", "not on the list of electors (PR)")
    hands.sees("own style: the right ballot", f"{voter.last_name}").press("Enter", "Enter")
    hands.sees(f"Count in full, {contests} of {contests}", f"Counts ({contests})").press("Ctrl+Enter")
    hands.sees("Envelope 7001 recorded: count in full")
    hands.desk("Record").sees("Theo Nakamura received envelope 7001", "determined envelope 7001: count in full")
