"""Where the voter belongs after a move, and who suggests where a new address lies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.review.chosen_elector import record_portion, take_elector, take_no_portion, take_portion
from adjudicator.casework.acts.review.whys import WHY_MISSING, Why
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.claims import facts_against_records
from adjudicator.casework.sheet.home import Home, home_of, suggestions
from adjudicator.intake.definition import read_definition
from adjudicator.law.facts.derive import Readings, derive_home
from adjudicator.records.election import Election
from adjudicator.records.facts import Source
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT, CHOSEN, EASY, ELECTION, answers, choice, elector, envelope, evidence

REPORTED = answers(residence="moved_in_county_reported")
ELSEWHERE = {"house_number": "88", "street": "Elm Street"}
LISTED_HOME = Home("GWINNETT", "001", "001-1", "S1")
WORKER = Source("worker", "2020-11-04", "rita")


@pytest.fixture(scope="module")
def primary() -> Election:
    file = Path(__file__).resolve().parents[3] / "docs" / "definitions" / "primary.json"
    election, _ = read_definition(file.read_bytes(), file.name)
    assert election is not None
    return election


@pytest.mark.parametrize(
    ("residence", "home"),
    [
        ("as_listed", LISTED_HOME),
        ("moved_in_county_unreported", LISTED_HOME),
        ("moved_county_late", LISTED_HOME),
        ("moved_state_late", LISTED_HOME),
        ("moved_in_county_reported", Home("GWINNETT", "", "", "", "new")),
    ],
)
def test_only_a_move_that_was_reported_takes_the_home_along(residence: str, home: Home) -> None:
    state = envelope(elector=CHOSEN, answers=answers(residence=residence))
    assert home_of(state, evidence(ELSEWHERE)) == home


def test_an_unreported_move_takes_the_home_along_where_the_pack_says_so() -> None:
    state = envelope(elector=CHOSEN, answers=answers(residence="moved_in_county_unreported"))
    there = evidence(ELSEWHERE, readings=Readings(unreported_mover_at_new=True))
    assert home_of(state, there) == Home("GWINNETT", "", "", "", "new")
    assert home_of(state, evidence(readings=there.readings)) == LISTED_HOME


def test_a_roll_that_has_the_new_address_already_leaves_nothing_to_ask() -> None:
    assert home_of(envelope(elector=CHOSEN, answers=REPORTED), evidence()) == LISTED_HOME


def test_papers_without_an_address_say_nothing_of_where_the_voter_moved() -> None:
    found = home_of(envelope(elector=CHOSEN, answers=REPORTED), evidence({"house_number": "", "street": ""}))
    assert found == Home("GWINNETT", "", "", "", "new")


def test_what_is_said_of_the_new_address_counts_only_while_the_move_counts_as_reported() -> None:
    said = choice(county="Gwinnett", precinct="002", portion="002-1", style="S2", address="new")
    at_hand = evidence(ELSEWHERE)
    assert home_of(envelope(elector=said, answers=REPORTED), at_hand) == Home("Gwinnett", "002", "002-1", "S2", "new")
    back = envelope(elector=said, answers=answers(residence="moved_in_county_unreported"))
    assert home_of(back, at_hand) == LISTED_HOME


def test_a_move_within_another_county_is_no_matter_of_this_one() -> None:
    row = elector(county="DEKALB", precinct="100")
    there = choice(county="DEKALB", precinct="", portion="")
    assert home_of(envelope(elector=there, answers=REPORTED), evidence(ELSEWHERE, elector=row)) == Home(
        "DEKALB", "", "", ""
    )


def test_the_new_home_is_needed_before_anything_can_be_recorded(sheets: Any) -> None:
    sheet = sheets.make(EASY | {"residence": "moved_in_county_reported"}, at_hand=evidence(ELSEWHERE))
    assert "home" not in sheet.facts
    assert (sheet.recommendation.outcome, sheet.recommendation.needs) == ("incomplete", ("home",))


@pytest.mark.parametrize(("party", "style"), [("R", "003-2-R"), ("D", "003-2-D"), ("N", "003-2-N"), ("", "")])
def test_in_a_primary_the_own_style_is_that_of_the_party_of_the_ballot(
    party: str, style: str, primary: Election
) -> None:
    row = elector(precinct="003", districts={"us_house": "7", "state_house": "102", "school_board": "2"})
    state = envelope(precinct_cast="001", style_cast=f"001-1-{party}" if party else "", party=party)
    found = home_of(state, evidence(election=primary, elector=row))
    assert found == Home("GWINNETT", "003", "003-2", style)


def test_a_portion_chosen_in_a_primary_follows_a_correction_of_the_party(primary: Election) -> None:
    taken = choice(precinct="003", portion="003-1", style="003-1-D", address="listed")
    row = evidence(election=primary)
    for party in ("D", "R"):
        state = envelope(elector=taken, precinct_cast="001", style_cast=f"001-1-{party}", party=party)
        found = home_of(state, row)
        assert found is not None
        assert found.style == f"003-1-{party}"


def test_neighbours_suggest_portions_by_how_many_they_are() -> None:
    near = [elector(precinct=code) for code in ("001", "002", "001", "999")]
    near[1] = replace(near[1], districts={"state_house": "102"})
    found = suggestions(evidence(neighbours=tuple(near)))
    assert [(each.portion.id, each.electors, each.of) for each in found] == [("001-1", 2, 4), ("002-1", 1, 4)]
    assert suggestions(evidence()) == ()


def test_a_portion_is_taken_for_the_address_that_it_is_asked_for(sheets: Any) -> None:
    portion = ELECTION.precincts["002"].portions[0]
    listed = take_portion(sheets.make(EASY), portion, WORKER, "roll-1")
    assert (listed.address, listed.portion, listed.style, listed.home_source) == ("listed", "002-1", "S2", WORKER)
    moved = sheets.make(EASY | {"residence": "moved_in_county_reported"}, at_hand=evidence(ELSEWHERE))
    assert take_portion(moved, portion, WORKER, "roll-1").address == "new"


def test_another_elector_is_taken_at_home_where_the_roll_has_them(sheets: Any) -> None:
    moved = sheets.make(EASY | {"residence": "moved_in_county_reported"}, at_hand=evidence(ELSEWHERE))
    taken = take_elector(moved, elector(registration_number="2"), "roll-1")
    assert (taken.portion, taken.address, taken.home_source) == ("001-1", "listed", None)
    by_hand = sheets.make(EASY, elector=choice(home_source=WORKER))
    assert take_elector(by_hand, elector(registration_number="2"), "roll-1").home_source is None


def test_no_portion_is_taken_as_such_and_nothing_of_the_ballot_is_the_voters(sheets: Any) -> None:
    sheet = sheets.make(EASY)
    taken = take_no_portion(sheet, WORKER, "roll-1")
    assert (taken.precinct, taken.portion, taken.style) == ("", "none", "none")
    outside = sheets.make(EASY, elector=choice(county="Gwinnett", precinct="", portion="none", style="none"))
    assert outside.facts["home"] == "other_style"
    assert (outside.recommendation.outcome, outside.recommendation.reasons) == ("not_counted", ("no_entitled_contest",))


@pytest.mark.parametrize(("stream", "place"), [("election_day", "School 001"), ("advance", "Main office")])
def test_outside_the_area_precincts_say_nothing(stream: str, place: str) -> None:
    found = derive_home(
        ELECTION, home_county="Gwinnett", home_precinct="", home_style="none", precinct_cast="001", style_cast="S1",
        stream=stream, place=place,
    )  # fmt: skip
    assert found == "other_style"


def test_nothing_is_taken_for_an_envelope_that_is_determined(sheets: Any) -> None:
    taken = take_elector(sheets.make(EASY), elector(), "roll-1")
    refused = record_portion(envelope(status="approved"), taken, ACT)
    assert isinstance(refused, Refusal)
    assert refused.code == "already_determined"


PORTIONS = {portion.id: portion for precinct in ELECTION.precincts.values() for portion in precinct.portions}


def test_a_portion_against_the_rolls_own_is_taken_only_with_a_reason_and_both_are_kept(
    sheets: Any, folding: Any
) -> None:
    taken = take_portion(sheets.make(EASY), PORTIONS["003-1"], WORKER, "roll-1")
    assert taken.listed == "001-1"
    refused = record_portion(envelope(), taken, ACT)
    assert isinstance(refused, Refusal)
    assert refused.code == WHY_MISSING
    unknown = record_portion(envelope(), taken, ACT, Why("other_person"))
    assert isinstance(unknown, Refusal)
    assert unknown.code == "unknown_why"
    (entry,) = record_portion(envelope(), taken, ACT, Why("other", "The map of 2019 is wrong"))
    folding.received()
    folding.log(entry)
    state = folding.shelf.get(EnvelopeState, "0417")
    assert (state.elector.portion, state.elector.listed, state.elector.why) == ("003-1", "001-1", "other")
    assert len(state.elector.note) == 64
    assert facts_against_records(state) == ("home",)
    assert "map of 2019" not in repr(entry)


def test_the_rolls_own_portion_taken_by_hand_needs_no_reason(sheets: Any) -> None:
    taken = take_portion(sheets.make(EASY), PORTIONS["001-1"], WORKER, "roll-1")
    (entry,) = record_portion(envelope(), taken, ACT)
    assert "listed" not in entry.data["elector"]


def test_the_portion_of_a_new_address_is_against_nothing(sheets: Any) -> None:
    moved = sheets.make(EASY | {"residence": "moved_in_county_reported"}, at_hand=evidence({"house_number": "99"}))
    assert take_portion(moved, PORTIONS["002-1"], WORKER, "roll-1").listed == ""
