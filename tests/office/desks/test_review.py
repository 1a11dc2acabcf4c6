"""One envelope after another at the Review desk, as a reviewer would take it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.acts.review.whys import Why, reasons_for
from adjudicator.casework.sheet.cards import cards_of, current_card
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Done, Office
from adjudicator.office.office import TimeAndChance
from adjudicator.records.facts import Answer, Source
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal
from tests.office.conftest import PASSWORD, PEOPLE, definition_bytes, envelope, receive_other_votes


def test_an_easy_envelope_takes_two_cards_and_one_record(desk: Any) -> None:
    desk.receive("0001")
    assert [card.id for card in cards_of(desk.sheet("0001"))] == ["papers", "voter"]
    desk.accept("0001")
    desk.accept("0001")
    assert desk.ready("0001") == "count_full"
    assert desk.record("0001").outcome == "count_full"


def test_a_voter_in_another_precinct_counts_in_the_contests_on_both_ballots(desk: Any) -> None:
    desk.receive("0001", precinct_cast="002", place="School 002", style_cast="S2")
    state = desk.easy("0001")
    assert state.outcome == "count_partial"
    assert state.determination is not None
    assert state.determination.counted == ("president", "house-7", "sheriff")
    assert state.determination.not_counted == {"state-102": "wrong_precinct"}


def test_a_voter_of_another_county_counts_in_state_wide_contests_only(desk: Any) -> None:
    desk.receive("0001", voter="Okafor")
    desk.accept("0001")
    assert desk.open_fact("0001") == "residence"
    desk.say("0001", "residence", "as_listed")
    desk.accept("0001")
    state = desk.record("0001")
    assert state.determination is not None
    assert (state.outcome, state.determination.counted) == ("count_partial", ("president",))


def test_nobody_on_the_roll_is_held_until_the_registration_is_clarified(desk: Any) -> None:
    desk.receive("0001", voter="Nobody")
    desk.accept("0001")
    desk.say("0001", "match", "none")
    desk.say("0001", "registration", "not_found")
    state = desk.record("0001")
    assert state.outcome == "held"
    assert state.determination is not None
    assert state.determination.holds == ("registration_unclear",)


def test_the_program_enters_its_own_searches_on_the_research_list(desk: Any) -> None:
    desk.receive("0001", voter="Nobody")
    desk.accept("0001")
    desk.say("0001", "match", "none")
    desk.say("0001", "registration", "never")
    found = {line.where: line.result for line in desk.state("0001").research}
    assert found == {"county_list": "nothing", "state_wide": "nothing"}, "this roll has no canceled or pending ones"
    assert {line.by for line in desk.state("0001").research} == {""}, "nobody has looked: the program has"


def test_what_the_roll_does_not_cover_is_left_to_a_person(desk: Any) -> None:
    """A county's own list of active electors says nothing of the state, nor of the canceled."""
    roll = desk.office._room.roll
    roll.info = replace(roll.info, counties=("GWINNETT",))
    desk.receive("0001", voter="Nobody")
    desk.accept("0001")
    desk.say("0001", "match", "none")
    with patch.object(type(roll), "statuses", frozenset({"active", "inactive"})):
        desk.say("0001", "registration", "never")
    assert [(line.where, line.by) for line in desk.state("0001").research] == [("county_list", "")]
    sheet = desk.sheet("0001")
    assert not isinstance(desk.office.review.research(sheet, {"state_wide": ("nothing", "asked by phone")}), Refusal)
    line = next(line for line in desk.state("0001").research if line.where == "state_wide")
    assert line.by == "rita"
    assert desk.office.review.reason_of(line.note) == "asked by phone"


def test_a_ballot_that_will_not_count_cannot_be_recorded_before_the_research_is_done(desk: Any) -> None:
    desk.receive("0001", voter="Nobody")
    desk.accept("0001")
    desk.say("0001", "match", "none")
    desk.say("0001", "registration", "never")
    refused = desk.office.review.record(desk.sheet("0001"))
    assert isinstance(refused, Refusal)
    assert refused.code == "not_ready"
    owed = [item.id for item in desk.sheet("0001").owed if not item.done]
    assert owed == ["cancelled_pending", "driver_services", "other_county", "voter_told", "papers_brought", "call"]
    desk.office.review.research(desk.sheet("0001"), dict.fromkeys(owed, ("nothing", "")))
    assert desk.record("0001").outcome == "not_counted"


def test_a_registration_date_after_the_closing_is_suggested_and_never_accepted_with_the_card(desk: Any) -> None:
    desk.receive("0001", voter="Late")
    desk.accept("0001")
    assert desk.open_fact("0001") == "registration"
    refused = desk.office.review.record(desk.sheet("0001"))
    assert isinstance(refused, Refusal)


def test_an_inactive_elector_is_asked_for_the_residence(desk: Any) -> None:
    desk.receive("0001", voter="Smith")
    desk.accept("0001")
    assert desk.open_fact("0001") == "residence"
    desk.say("0001", "residence", "as_listed")
    desk.accept("0001")
    assert desk.record("0001").outcome == "count_full"


def test_an_empty_box_is_never_accepted_with_the_card(desk: Any) -> None:
    desk.receive("0001", oath_signed=None)
    assert desk.open_fact("0001") == "oath"
    desk.accept("0001")
    assert "oath" not in desk.state("0001").answers


def test_extended_hours_without_an_order_have_their_reason_and_lead_to_the_hold(desk: Any) -> None:
    """Ticked EH, 7:22 p.m., and the court's order is not entered yet: the short reason for that is offered first."""
    desk.receive("0001", reasons=("EH",), cast_at="2020-11-03T19:22")
    for _ in range(2):
        desk.accept("0001")
    first, *_others = reasons_for("cast", "court_extension", "in_line_at_closing")
    assert first.code == "order_not_entered"
    assert "order_not_entered" not in {each.code for each in reasons_for("cast", "before_5pm", "in_line_at_closing")}
    done = desk.office.review.say(desk.sheet("0001"), "cast", "court_extension", why=Why("order_not_entered"))
    assert isinstance(done, Done), done
    state = desk.easy("0001")
    assert (state.status, state.determination.holds) == ("held", ("court_order_missing",))
    assert "kept_apart" in state.determination.marks
    desk.sign_in("sue")
    evening = datetime.fromisoformat("2020-11-03T19:00"), datetime.fromisoformat("2020-11-03T20:00")
    order = CourtOrder.for_all("20-CV-1", ["School 001"], *evening, "in_force", "Superior")
    assert isinstance(desk.office.orders.enter(order), Done)
    assert desk.state("0001").outcome == "count_full", "the order, once entered, lets it count"
    assert desk.office.record.verifying("deep")(lambda *__: None).findings == ()


def test_extended_hours_ticked_at_another_time_is_a_contradiction_for_a_person(desk: Any) -> None:
    desk.receive("0001", reasons=("EH",))
    card = current_card(cards_of(desk.sheet("0001")))
    assert card is not None
    assert card.open_line is not None
    assert (card.open_line.fact, card.open_line.state) == ("cast", "contradiction")


def test_a_place_kept_open_by_a_court_keeps_its_ballots_apart(desk: Any) -> None:
    desk.sign_in("sam")
    order = CourtOrder.for_all(
        number="20-CV-1", places=frozenset({"School 001"}),
        begins=datetime.fromisoformat("2020-11-03T19:00"), status="in_force",
        ends=datetime.fromisoformat("2020-11-03T20:00"), court="Superior Court", judge="A. Judge",
    )  # fmt: skip
    assert isinstance(desk.office.orders.enter(order), Done)
    desk.sign_in("rita")
    desk.receive("0001", cast_at="2020-11-03T19:31")
    state = desk.easy("0001")
    assert state.outcome == "count_full"
    assert state.kept_apart


def test_identification_that_came_in_time_counts(desk: Any) -> None:
    desk.receive("0001", id_shown=False, reasons=("PI",))
    sheet = desk.sheet("0001")
    arrived = datetime.fromisoformat("2020-11-05T14:05")
    assert isinstance(desk.office.review.identification_arrived(sheet, arrived, "licence"), Done)
    assert desk.state("0001").answers["identification"].value == "supplied_in_time"
    assert desk.easy("0001").outcome == "count_full"


def test_identification_after_the_office_hour_of_the_last_day_waits_for_the_board(desk: Any) -> None:
    desk.receive("0001", id_shown=False)
    desk.office.review.identification_arrived(desk.sheet("0001"), datetime.fromisoformat("2020-11-06T21:00"), "licence")
    state = desk.easy("0001")
    assert state.determination is not None
    assert state.determination.holds == ("identification_after_hours",)


@pytest.mark.parametrize(
    ("arrived", "value", "moment"),
    [
        ("2020-11-05T09:00", "supplied_in_time", "2020-11-05T09:00-05:00"),
        ("2020-11-06T16:59", "supplied_in_time", "2020-11-06T16:59-05:00"),
        ("2020-11-06T17:00", "supplied_in_time", "2020-11-06T17:00-05:00"),
        ("2020-11-06T17:01", "supplied_after_hours", "2020-11-06T17:01-05:00"),
        ("2020-11-07T00:00", "supplied_late", "2020-11-07T00:00-05:00"),
        ("2020-11-06T22:00+00:00", "supplied_in_time", "2020-11-06T17:00-05:00"),
        ("2020-11-07T04:59+00:00", "supplied_after_hours", "2020-11-06T23:59-05:00"),
        ("2020-11-01T01:30", "supplied_in_time", "2020-11-01T01:30-04:00"),
    ],
)
def test_an_arrival_is_told_by_the_clock_of_the_county(desk: Any, arrived: str, value: str, moment: str) -> None:
    answer = desk.office.review.arrival(datetime.fromisoformat(arrived), "licence")
    assert (answer.value, answer.moment, answer.source.dated) == (value, moment, moment[:10])


@pytest.mark.parametrize(
    ("signed", "value"),
    [("2020-11-06T23:59", "signed"), ("2020-11-07T04:59+00:00", "signed"), ("2020-11-07T00:00", "unsigned")],
)
def test_an_oath_signed_after_all_is_told_by_the_day_of_the_county(desk: Any, signed: str, value: str) -> None:
    assert desk.office.review.signature(datetime.fromisoformat(signed)).value == value


def test_an_arrival_at_a_time_that_no_clock_showed_is_a_slip_of_whoever_asks(desk: Any) -> None:
    with pytest.raises(ValueError, match="no clock"):
        desk.office.review.arrival(datetime.fromisoformat("2020-03-08T02:30"), "licence")


@pytest.mark.parametrize(("received", "fresh"), [("2020-11-03T04:30", False), ("2020-11-03T05:30", True)])
def test_a_file_without_a_date_speaks_up_to_the_countys_day_on_which_it_came(
    tmp_path: Path, received: str, fresh: bool
) -> None:
    moment = datetime.fromisoformat(received).replace(tzinfo=UTC)
    office = Office.create(tmp_path / "c.case", definition_bytes(), "small.json", chance=TimeAndChance(lambda: moment))
    assert isinstance(office, Office)
    office.people.add(PEOPLE[0], PASSWORD)
    office.people.sign_in("admin", PASSWORD)
    receive_other_votes(office, tmp_path)
    assert not isinstance(office.receive.receive_one(envelope("0001")), Refusal)
    sheet = office.review.sheet("0001")
    assert isinstance(sheet, Sheet)
    assert sheet.evidence.votes_known == fresh
    office.close()


def test_a_cure_brings_a_held_envelope_back_to_review(desk: Any) -> None:
    desk.receive("0001", id_shown=False)
    assert desk.easy("0001").outcome == "held"
    answer = desk.office.review.arrival(datetime.fromisoformat("2020-11-05T09:00"), "licence")
    assert isinstance(desk.office.review.cure("0001", [answer]), Done)
    assert desk.state("0001").outcome == "undecided"
    recorded = desk.state("0001").answers["identification"]
    assert (recorded.source.dated, len(recorded.moment)) == ("2020-11-05", 64)
    assert "09:00-05:00" not in desk.office.record.lines(limit=1)[0].body
    assert desk.record("0001").outcome == "count_full"


def test_a_second_envelope_of_one_voter_sends_the_first_back(desk: Any) -> None:
    desk.receive("0001")
    assert desk.easy("0001").outcome == "count_full"
    desk.receive("0002")
    desk.accept("0002")
    desk.accept("0002")
    assert desk.open_fact("0002") == "voted_already"
    desk.say("0002", "voted_already", "other_provisional")
    first = desk.state("0001")
    assert first.status == "to_do"
    assert desk.office.review.reason_of(first.returned) == "Envelope 0002 is of the same voter."
    assert desk.open_fact("0001") == "voted_already"


def test_two_envelopes_of_one_voter_find_each_other_before_anybody_was_taken_for_the_voter(desk: Any) -> None:
    desk.receive("0001")
    desk.receive("0002")
    desk.receive("0003", first_name="Oswald", last_name="Quimby", registration_number="")
    assert desk.sheet("0001").evidence.other_envelopes == ("0002",)
    assert desk.sheet("0002").evidence.other_envelopes == ("0001",)
    assert desk.sheet("0003").evidence.other_envelopes == ()


def test_an_envelope_held_before_its_voter_was_accepted_goes_back_once_another_says_it_is_the_same(desk: Any) -> None:
    desk.receive("0001", oath_signed=False)
    held = Decision("held", "The oath is not signed")
    assert isinstance(desk.office.review.record(desk.sheet("0001"), held), Done)
    assert desk.state("0001").elector is None
    desk.receive("0002")
    desk.accept("0002")
    desk.accept("0002")
    assert desk.open_fact("0002") == "voted_already"
    desk.say("0002", "voted_already", "other_provisional")
    assert desk.state("0001").status == "to_do"


def test_whom_somebody_said_is_another_is_no_second_envelope(desk: Any) -> None:
    desk.receive("0001")
    desk.say("0001", "match", "none")
    desk.receive("0002")
    assert desk.sheet("0002").evidence.other_envelopes == ()


def test_a_determination_is_corrected_only_with_a_reason_and_the_old_one_stays(desk: Any) -> None:
    desk.receive("0001")
    desk.easy("0001")
    refused = desk.office.review.withdraw("0001")
    assert isinstance(refused, Refusal)
    assert refused.code == "reason_missing"
    assert isinstance(desk.office.review.withdraw("0001", "The oath was read wrongly"), Done)
    desk.say("0001", "oath", "unsigned")
    state = desk.record("0001")
    assert state.outcome == "held"
    assert len(state.determinations) == 2
    assert state.determination is not None
    assert state.determination.supersedes == state.determinations[0]


def test_the_newest_record_of_ones_own_is_undone_without_a_reason(desk: Any) -> None:
    desk.receive("0001")
    desk.easy("0001")
    assert isinstance(desk.office.review.withdraw("0001", undo=True), Done)
    assert desk.state("0001").outcome == "undecided"


def test_nobody_undoes_another_persons_record_without_a_reason(desk: Any) -> None:
    desk.receive("0001")
    desk.easy("0001")
    desk.sign_in("rob")
    refused = desk.office.review.withdraw("0001", undo=True)
    assert isinstance(refused, Refusal)


def test_departing_from_the_recommendation_needs_a_reason_and_is_marked(desk: Any) -> None:
    desk.receive("0001")
    desk.accept("0001")
    desk.accept("0001")
    refused = desk.office.review.record(desk.sheet("0001"), Decision("held"))
    assert isinstance(refused, Refusal)
    desk.office.review.record(desk.sheet("0001"), Decision("held", "The certificate looks altered"))
    state = desk.state("0001")
    assert state.determination is not None
    assert state.determination.departs
    assert (state.determination.outcome, state.determination.recommended) == ("held", "count_full")


def test_what_changed_meanwhile_is_refused_and_nothing_is_written(desk: Any) -> None:
    desk.receive("0001")
    old = desk.sheet("0001")
    desk.accept("0001")
    size = desk.office.record.head().size
    refused = desk.office.review.say(old, "oath", "signed")
    assert isinstance(refused, Refusal)
    assert refused.code == "changed_meanwhile"
    assert desk.office.record.head().size == size


def test_a_slip_of_the_list_is_corrected_from_the_paper_with_a_reason(desk: Any) -> None:
    desk.receive("0001", precinct_cast="002", place="School 002", style_cast="S2")
    state = desk.state("0001")
    changes = {"precinct_cast": "001", "place": "School 001", "style_cast": "S1"}
    assert isinstance(desk.office.receive.correct("0001", changes, "", state.version), Refusal)
    assert isinstance(desk.office.receive.correct("0001", changes, "The label says 001", state.version), Done)
    assert desk.easy("0001").outcome == "count_full"


def test_an_observer_can_record_nothing(desk: Any) -> None:
    desk.receive("0001")
    desk.sign_in("olga")
    refused = desk.office.review.say(desk.sheet("0001"), "oath", "signed")
    assert isinstance(refused, Refusal)
    assert refused.code == "no_right"


def moved_to_the_second_portion(desk: Any) -> Any:
    """The voter, asked, moved within the county and told the office: the own portion is chosen before the card's Enter."""
    desk.receive("0001", house_number="99", street="New Street", registration_number="00000001")
    desk.accept("0001")
    assert desk.open_fact("0001") == "residence"
    desk.say("0001", "residence", "moved_in_county_reported")
    assert isinstance(desk.office.review.choose_portion(desk.sheet("0001"), "002", "002-1"), Done)
    return desk.sheet("0001")


def test_a_portion_chosen_before_the_voter_was_accepted_stays_the_voters(desk: Any) -> None:
    sheet = moved_to_the_second_portion(desk)
    assert sheet.elector is None
    assert sheet.known["match"].answer.value == "certain"
    desk.accept("0001")
    sheet = desk.sheet("0001")
    assert sheet.elector.last_name == "DELGADO"
    assert (sheet.home.portion, sheet.home_style) == ("002-1", "S2")
    assert desk.record("0001").outcome == "count_partial"


def test_another_elector_is_asked_for_the_portion_anew(desk: Any) -> None:
    moved_to_the_second_portion(desk)
    desk.accept("0001")
    other = desk.office.review.search("Patel")[0].elector
    assert isinstance(desk.office.review.choose(desk.sheet("0001"), other, Why("other", "She told us so")), Done)
    sheet = desk.sheet("0001")
    assert (sheet.home.portion, sheet.home.address) == ("", "new")
    assert "home" not in sheet.facts
    desk.say("0001", "residence", "as_listed")
    assert desk.sheet("0001").home.portion == "003-1"


def test_a_portion_that_does_not_exist_is_refused(desk: Any) -> None:
    desk.receive("0001")
    for precinct, portion in (("001", "002-1"), ("999", "001-1")):
        refused = desk.office.review.choose_portion(desk.sheet("0001"), precinct, portion)
        assert isinstance(refused, Refusal)
        assert refused.code == "unknown_portion"


def test_a_residence_cured_to_a_reported_move_asks_for_the_new_portion_when_it_is_back(desk: Any) -> None:
    desk.receive("0001", house_number="99", street="New Street", registration_number="00000001")
    desk.accept("0001")
    desk.say("0001", "residence", "unclear")
    desk.accept("0001")
    assert desk.record("0001").determination.holds == ("residence_unclear",)
    answer = Answer("residence", "moved_in_county_reported", Source("worker", "", "rita"))
    assert isinstance(desk.office.review.cure("0001", [answer]), Done)
    assert desk.open_fact("0001") == "home"
    assert isinstance(desk.office.review.choose_portion(desk.sheet("0001"), "003", "003-1"), Done)
    assert (desk.sheet("0001").home.portion, desk.sheet("0001").home.address) == ("003-1", "new")
