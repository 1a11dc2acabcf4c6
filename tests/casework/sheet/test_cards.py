"""The cards: which lines stand before the worker, in which order and state."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.record.state import ResearchLine
from adjudicator.casework.sheet.cards import cards_of, current_card, ready_outcome
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.research import RESEARCH
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.election import Election
from adjudicator.records.elector import Credit, Match
from adjudicator.records.facts import Answer, Source
from tests.casework.conftest import CHOSEN, EASY, ELECTION, answers, elector, evidence

NOBODY = evidence(match=Match("none"), elector=None)
SEVERAL = evidence(match=Match("several"), elector=None)
CREDIT = Credit("01234567", "absentee_accepted", "2020-10-27", "accepted Oct 27, 2020", "absentee-1")


def lines(sheet: Sheet) -> dict[str, dict[str, str]]:
    return {card.id: {line.fact: line.state for line in card.lines} for card in cards_of(sheet)}


def test_an_easy_envelope_has_two_cards_that_enter_accepts(sheets: Any) -> None:
    sheet = sheets.make()
    assert lines(sheet) == {
        "papers": dict.fromkeys(("oath", "identification", "cast"), "known"),
        "voter": dict.fromkeys(("match", "registration", "residence", "eligibility", "voted_already"), "known"),
    }
    assert all(card.open_line is None and len(card.to_accept) == len(card.lines) for card in cards_of(sheet))


def test_the_card_that_is_worked_on_is_the_first_that_is_not_done(sheets: Any) -> None:
    papers = {fact: EASY[fact] for fact in ("oath", "identification", "cast")}
    assert current_card(cards_of(sheets.make())).id == "papers"
    assert current_card(cards_of(sheets.make(papers))).id == "voter"
    assert current_card(cards_of(sheets.make(EASY))) is None


@pytest.mark.parametrize(
    ("papers", "fact", "state"),
    [
        ({"oath_signed": None}, "oath", "open"),
        ({"id_shown": None}, "identification", "suggested"),
        ({"reasons": ("PI",)}, "identification", "contradiction"),
        ({"cast_at": ""}, "cast", "suggested"),
        ({"stream": ""}, "cast", "open"),
    ],
)
def test_a_line_without_a_record_wants_its_own_key(sheets: Any, papers: dict[str, Any], fact: str, state: str) -> None:
    card = current_card(cards_of(sheets.make(at_hand=evidence(papers))))
    assert card.open_line.fact == fact
    assert card.open_line.state == state
    assert fact not in [line.fact for line in card.to_accept]


@pytest.mark.parametrize(
    ("said", "at_hand", "asked"),
    [
        ({}, evidence(), ["match", "registration", "residence", "eligibility", "voted_already"]),
        ({"match": "none"}, NOBODY, ["match", "registration"]),
        ({"match": "several"}, SEVERAL, ["match"]),
        ({"match": "chosen", "registration": "cancelled"}, evidence(),
         ["match", "registration", "eligibility", "voted_already"]),
        ({"match": "none"}, evidence({"reasons": ("CZ",)}, match=Match("none"), elector=None),
         ["match", "registration", "eligibility"]),
    ],
)  # fmt: skip
def test_the_voter_card_asks_only_what_can_belong_to_the_voter(
    sheets: Any, said: dict[str, str], at_hand: Evidence, asked: list[str]
) -> None:
    cards = {card.id: card for card in cards_of(sheets.make(said, at_hand=at_hand))}
    assert [line.fact for line in cards["voter"].lines] == asked


@pytest.mark.parametrize(
    ("at_hand", "state"),
    [
        (evidence(credits=(CREDIT,)), "contradiction"),
        (evidence(other_envelopes=("0002",)), "contradiction"),
        (evidence(votes_known=False), "suggested"),
    ],
)
def test_other_votes_stand_on_a_card_of_their_own_unless_fresh_files_have_no_hit(
    sheets: Any, at_hand: Evidence, state: str
) -> None:
    found = lines(sheets.make(at_hand=at_hand))
    assert list(found) == ["papers", "voter", "votes"]
    assert found["votes"] == {"voted_already": state}
    assert "voted_already" not in found["voter"]


@pytest.mark.parametrize(("source", "state"), [("absentee_file", "contradiction"), ("worker", "answered")])
def test_a_no_of_the_files_is_asked_again_when_they_say_otherwise_and_a_persons_no_stands(
    sheets: Any, source: str, state: str
) -> None:
    recorded = answers(**EASY) | {"voted_already": Answer("voted_already", "no", Source(source))}
    sheet = sheets.make(at_hand=evidence(other_envelopes=("0002",)), answers=recorded, elector=CHOSEN)
    assert lines(sheet)["votes"] == {"voted_already": state}


def test_a_style_that_nobody_knows_is_asked_first(sheets: Any) -> None:
    sheet = sheets.make(EASY, style_cast="", precinct_cast="003")
    assert current_card(cards_of(sheet)).id == "style"
    assert current_card(cards_of(sheet)).open_line.fact == "style_cast"
    assert sheet.recommendation is None
    assert ready_outcome(sheet, cards_of(sheet)) == ""


def test_what_the_law_needs_shows_only_once_the_cards_are_done(sheets: Any) -> None:
    elsewhere = evidence(elector=elector(districts={"state_house": "999"}))
    assert "needs" not in lines(sheets.make({}, at_hand=elsewhere))
    found = lines(sheets.make(EASY, at_hand=elsewhere, elector=CHOSEN))
    assert found["needs"] == {"home": "open"}


def test_a_primary_asks_for_the_party(sheets: Any, recommender: Any) -> None:
    primary = Election(**{name: getattr(ELECTION, name) for name in ELECTION.__slots__} | {"primary": True})
    sheet = sheets.make(EASY, at_hand=evidence(election=primary))
    assert lines(sheet)["voter"]["party"] == "open"


def test_nothing_else_is_needed_where_the_cards_settle_it(sheets: Any) -> None:
    assert list(lines(sheets.make(EASY))) == ["papers", "voter"]


NEVER = EASY | {"match": "none", "registration": "never"}


def test_a_ballot_that_will_not_count_shows_what_is_owed_to_the_voter(sheets: Any) -> None:
    card = current_card(cards_of(sheets.make(NEVER, at_hand=NOBODY)))
    assert (card.id, card.lines, card.done) == ("owed", (), False)
    research = tuple(ResearchLine(where, "nothing", "rita", "t") for where in RESEARCH)
    assert current_card(cards_of(sheets.make(NEVER, at_hand=NOBODY, research=research))) is None


def test_a_ballot_held_for_its_registration_has_the_research_list_which_does_not_stand_in_the_way(sheets: Any) -> None:
    sheet = sheets.make(EASY | {"match": "none", "registration": "not_found"}, at_hand=NOBODY)
    *_, last = cards = cards_of(sheet)
    assert (last.id, last.done, last.optional) == ("owed", False, True)
    assert current_card(cards) is None
    assert ready_outcome(sheet, cards) == "held"


def test_while_nobody_is_taken_for_the_voter_only_that_is_asked_of_the_voter(sheets: Any) -> None:
    assert lines(sheets.make({}, at_hand=NOBODY)) == {
        "papers": dict.fromkeys(("oath", "identification", "cast"), "known"),
        "voter": {"match": "open"},
    }


@pytest.mark.parametrize(
    ("said", "ready"),
    [
        ({}, ""),
        ({fact: EASY[fact] for fact in EASY if fact != "voted_already"}, ""),
        (EASY, "count_full"),
        ({"oath": "unsigned"}, ""),
        (EASY | {"oath": "unsigned"}, "held"),
        (EASY | {"identification": "missing"}, "held"),
        (EASY | {"eligibility": "felony"}, "not_counted"),
        ({"eligibility": "felony"}, ""),
        (NEVER, ""),
    ],
)
def test_only_what_is_settled_can_be_recorded(sheets: Any, said: dict[str, str], ready: str) -> None:
    sheet = sheets.make(said)
    assert ready_outcome(sheet, cards_of(sheet)) == ready
