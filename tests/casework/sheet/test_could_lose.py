"""What is asked before a hold is recorded: nobody is sent to cure what an answer may lose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from adjudicator.casework.acts.review.determining import AS_RECOMMENDED, Decision
from adjudicator.casework.acts.review.reviewing import determine
from adjudicator.casework.sheet.cards import asked_first, cards_of, current_card, ready_outcome
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.engine.recommend import Recommender
from adjudicator.office.behind.shown import masked
from adjudicator.records.elector import Credit, Match
from adjudicator.records.facts import Answer, Source
from adjudicator.records.trouble import Refusal
from adjudicator.resources import pack
from tests.casework.conftest import ACT, CHOSEN, EASY, ELECTION, Sheets, answers, elector, evidence

PAPERS = {"oath": "unsigned", "identification": "shown", "cast": "before_5pm"}
"""The Papers card of a ballot that waits for a signature."""

UNSIGNED = EASY | PAPERS
NOBODY = evidence(match=Match("none"), elector=None)
SEVERAL = evidence(match=Match("several"), elector=None)
ADVANCE = Credit("01234567", "advance_vote", "2020-10-27", "advance Oct 27, 2020", "absentee-1")
ELSEWHERE = evidence(elector=elector(precinct="002", districts={"state_house": "102"}))


def without(*facts: str, said: dict[str, str] = UNSIGNED) -> dict[str, str]:
    return {fact: value for fact, value in said.items() if fact not in facts}


def is_asked(sheet: Sheet) -> tuple[str, ...]:
    """What is asked first, of a ballot that is held; the hold may be recorded exactly where nothing is."""
    assert sheet.recommendation is not None
    assert sheet.recommendation.outcome == "held"
    first, cards = asked_first(sheet), cards_of(sheet)
    assert ready_outcome(sheet, cards) == ("" if first else "held")
    assert isinstance(determine(sheet, AS_RECOMMENDED, ACT), Refusal) == bool(first)
    if first:
        card = current_card(cards)
        assert card is not None
        assert not card.optional
    return first


@pytest.fixture
def since_2021() -> Sheets:
    """Makes sheets of the ordinary envelope under the law of 2021."""
    return Sheets(Recommender(pack("georgia-2021"), ELECTION))


def test_all_that_is_open_on_a_card_with_an_answer_that_could_lose_the_ballot_is_asked(sheets: Any) -> None:
    papers, voter = ("identification", "cast"), ("match", "registration", "residence", "eligibility", "voted_already")
    assert is_asked(sheets.make({"oath": "unsigned"})) == (*papers, *voter)
    assert is_asked(sheets.make(PAPERS)) == voter
    assert is_asked(sheets.make(UNSIGNED)) == ()


@pytest.mark.parametrize("fact", ["registration", "residence", "eligibility", "voted_already", "identification"])
def test_one_line_that_could_lose_it_is_enough(fact: str, sheets: Any) -> None:
    assert is_asked(sheets.make(without(fact))) == (fact,)


@pytest.mark.parametrize("fact", ["oath", "cast"])
def test_a_line_that_can_lose_nothing_does_not_stand_in_the_way(fact: str, sheets: Any) -> None:
    said = without(fact, said=EASY | {"identification": "missing"})
    sheet = sheets.make(said)
    assert current_card(cards_of(sheet)).id == "papers"
    assert is_asked(sheet) == ()


@pytest.mark.parametrize("at_hand", [NOBODY, SEVERAL])
def test_who_the_voter_is_is_asked_before_all_that_hangs_on_the_elector(at_hand: Evidence, sheets: Any) -> None:
    assert is_asked(sheets.make(PAPERS, at_hand=at_hand)) == ("match",)


def test_where_several_electors_fit_the_papers_are_asked_and_nothing_of_an_elector(sheets: Any) -> None:
    sheet = sheets.make({"match": "several"}, at_hand=SEVERAL)
    assert is_asked(sheet) == ("oath", "identification", "cast")
    sheet = sheets.make({"match": "several", "oath": "signed", "identification": "shown"}, at_hand=SEVERAL)
    assert is_asked(sheet) == ()
    sheet = sheets.make(PAPERS | {"match": "several"}, at_hand=SEVERAL)
    assert current_card(cards_of(sheet)) is None
    assert is_asked(sheet) == ()


def test_of_a_voter_who_is_found_nowhere_the_registration_is_asked_and_nothing_of_an_elector(sheets: Any) -> None:
    assert is_asked(sheets.make(PAPERS | {"match": "none"}, at_hand=NOBODY)) == ("registration",)
    sheet = sheets.make(PAPERS | {"match": "none", "registration": "not_found"}, at_hand=NOBODY)
    assert is_asked(sheet) == ()


def test_of_a_voter_whom_other_records_show_registered_the_rest_is_asked_one_by_one(sheets: Any) -> None:
    said, at_hand = (
        PAPERS | {"match": "none", "registration": "registered"},
        replace(NOBODY, applied_on=date(2020, 9, 1)),
    )
    for fact, value in (("residence", "as_listed"), ("eligibility", "eligible"), ("voted_already", "no")):
        sheet = sheets.make(said, at_hand=at_hand)
        assert is_asked(sheet)[0] == fact
        assert current_card(cards_of(sheet)).lines[0].fact == fact
        said |= {fact: value}
    assert is_asked(sheets.make(said, at_hand=at_hand)) == ("home",)


def test_an_answer_that_a_source_has_overtaken_is_asked_again(sheets: Any) -> None:
    recorded = answers(**UNSIGNED) | {"voted_already": Answer("voted_already", "no", Source("absentee_file"))}
    sheet = sheets.make(at_hand=evidence(credits=(ADVANCE,)), answers=recorded, elector=CHOSEN)
    assert sheet.overtaken == {"voted_already"}
    assert is_asked(sheet) == ("voted_already",)
    assert masked(sheet).could_lose == frozenset()


def test_a_masked_sheet_says_of_a_hold_only_what_stands_in_the_clear(sheets: Any) -> None:
    sheet = sheets.make(PAPERS)
    assert masked(sheet).could_lose == sheet.could_lose
    assert ready_outcome(masked(sheet), cards_of(masked(sheet))) == ""


def test_without_identification_and_with_another_vote_it_is_not_counted_and_never_held(sheets: Any) -> None:
    said = without("voted_already", said=EASY | {"identification": "missing"})
    at_hand = evidence(credits=(ADVANCE,))
    assert is_asked(sheets.make(said, at_hand=at_hand)) == ("voted_already",)
    answered = sheets.make(said | {"voted_already": "advance_vote"}, at_hand=at_hand)
    assert answered.recommendation.outcome == "not_counted"
    assert ready_outcome(answered, cards_of(answered)) == "not_counted"
    assert is_asked(sheets.make(said | {"voted_already": "no"}, at_hand=at_hand)) == ()


def test_under_the_law_of_2021_the_statement_is_looked_at_before_the_voter_is_asked_to_sign(since_2021: Sheets) -> None:
    said = UNSIGNED | {"cast": "from_5pm_to_close"}
    sheet = since_2021.make(said, at_hand=ELSEWHERE, precinct_cast="001")
    assert is_asked(sheet) == ("statement",)
    assert [line.fact for line in cards_of(sheet)[-1].lines] == ["statement"]
    assert is_asked(since_2021.make(said | {"statement": "complete"}, at_hand=ELSEWHERE)) == ()
    missing = since_2021.make(said | {"statement": "missing"}, at_hand=ELSEWHERE).recommendation
    assert missing is not None
    assert missing.outcome != "held"
    assert is_asked(since_2021.make(said)) == ()  # in the own precinct there is none to look at


def test_the_statement_waits_for_the_hour_and_the_voter(since_2021: Sheets) -> None:
    early = since_2021.make(without("cast"), at_hand=ELSEWHERE)
    assert is_asked(early) == ("cast",)
    assert is_asked(since_2021.make(PAPERS | {"cast": "from_5pm_to_close"}, at_hand=ELSEWHERE))[0] == "match"


def test_the_own_precinct_is_asked_where_the_roll_does_not_tell_it_and_it_could_lose_the_ballot(
    since_2021: Sheets,
) -> None:
    nowhere = evidence(elector=elector(precinct="999", districts={}))
    sheet = since_2021.make(UNSIGNED, at_hand=nowhere, precinct_cast="")
    assert "home" not in sheet.facts
    assert is_asked(sheet) == ("home",)


def test_the_own_precinct_is_asked_where_outside_the_area_no_contest_would_be_left(sheets: Any) -> None:
    untold = evidence(elector=elector(precinct="003", districts={}))
    sheet = sheets.make(UNSIGNED, at_hand=untold, precinct_cast="003")
    assert "home" not in sheet.facts
    assert is_asked(sheet) == ("home",)


def test_a_contest_that_closed_early_may_lose_a_ballot_that_has_no_other(recommender: Any) -> None:
    styles = {**ELECTION.styles, "S1": ("special",), "S2": ("special", "state-102")}
    only = replace(ELECTION, styles=styles)
    late = elector(registered_on=date(2020, 9, 2))
    sheet = Sheets(Recommender(recommender.pack, only)).make(UNSIGNED, at_hand=evidence(election=only, elector=late))
    assert sheet.recommendation is not None
    assert sheet.recommendation.outcome == "incomplete"
    assert ready_outcome(sheet, cards_of(sheet)) == ""


def test_a_primary_asks_for_the_party_before_the_hold(recommender: Any) -> None:
    primary = replace(ELECTION, primary=True)
    making = Sheets(Recommender(recommender.pack, primary))
    assert is_asked(making.make(UNSIGNED, at_hand=evidence(election=primary))) == ("party",)
    assert is_asked(making.make(UNSIGNED | {"party": "entitled"}, at_hand=evidence(election=primary))) == ()


def test_without_the_style_nothing_can_be_told_to_lose_it(sheets: Any) -> None:
    sheet = sheets.make(UNSIGNED, style_cast="", precinct_cast="003")
    assert (sheet.recommendation, sheet.could_lose, asked_first(sheet)) == (None, frozenset(), ())
    assert ready_outcome(sheet, cards_of(sheet)) == ""


def test_only_of_a_ballot_that_waits_is_it_told(sheets: Any) -> None:
    assert sheets.make({}).could_lose == frozenset()
    assert sheets.make(EASY).could_lose == frozenset()
    assert sheets.make({"eligibility": "felony"}).could_lose == frozenset()


def test_after_the_period_a_ballot_that_waits_for_the_board_asks_all_that_could_lose_it(sheets: Any) -> None:
    sheet = sheets.make(without("identification", said=EASY | {"voted_already": "other_provisional"}))
    assert is_asked(sheet) == ("identification",)


@pytest.mark.parametrize("said", [{}, EASY])
def test_a_person_may_hold_otherwise_than_recommended_with_a_reason(said: dict[str, str], sheets: Any) -> None:
    sheet = sheets.make(said)
    refused = determine(sheet, Decision("held"), ACT)
    assert isinstance(refused, Refusal)
    assert refused.code == "reason_missing"
    assert not isinstance(determine(sheet, Decision("held", "The registrar asked to wait"), ACT), Refusal)


def test_a_reason_opens_no_way_past_what_is_asked_before_a_recommended_hold(sheets: Any) -> None:
    refused = determine(sheets.make(PAPERS), Decision("held", "I cannot tell"), ACT)
    assert isinstance(refused, Refusal)
    assert refused.code == "not_ready"
