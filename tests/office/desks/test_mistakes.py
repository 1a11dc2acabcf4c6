"""Entered by mistake: one person says so, another agrees; nothing is deleted, and every number knows of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.log.checks.verify import verify
from adjudicator.office import Done
from adjudicator.records.mistakes import NO_ENVELOPE, SAME_AS, STANDS
from adjudicator.records.trouble import Refusal
from tests.looking import approve_seen
from tests.office.conftest import Desk, envelope

TWICE = SaidMistake(SAME_AS, "Typed twice", "0001")
TEST_LINE = SaidMistake(NO_ENVELOPE, "A test line")


def code(result: object) -> str:
    """The code of a refusal; "done" where there is none."""
    return result.code if isinstance(result, Refusal) else "done"


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Two envelopes, 0001 and 0002, of which rita decided the second."""
    desk.sign_in("rita")
    desk.receive("0001", "Smith")
    desk.receive("0002")
    return desk


def agreed(desk: Desk, number: str = "0002", said: SaidMistake = TWICE) -> None:
    """Rita says it, and sue agrees."""
    desk.sign_in("rita")
    assert isinstance(desk.office.mistakes.ask(number, said), Done)
    desk.sign_in("sue")
    assert isinstance(desk.office.mistakes.agree([number]), Done)


def test_an_envelope_that_was_typed_twice_is_out_of_what_was_received(two: Desk) -> None:
    agreed(two)
    account = two.office.accounts.account()
    assert (account.received, account.entered_by_mistake) == (1, 1)
    assert [name for name, _, _ in account.differences() if name.startswith("received")] == []
    canvass = two.office.overview.canvass()
    assert (canvass.received, canvass.undecided, canvass.by_mistake, canvass.balances()) == (1, 1, 1, True)
    said = two.office.mistakes.words_of(two.state("0002"))
    assert said == "Envelope 0002 was entered twice: it is the same as envelope 0001."
    assert two.state("0002").is_none


def test_until_another_person_agrees_nothing_changes(two: Desk) -> None:
    two.sign_in("rita")
    assert isinstance(two.office.mistakes.ask("0002", TWICE), Done)
    assert [state.number for state in two.office.mistakes.waiting()] == ["0002"]
    assert two.office.overview.canvass().received == 2
    assert "Asked" not in two.office.mistakes.words_of(two.state("0002"))
    assert code(two.office.mistakes.ask("0002", TEST_LINE)) == "mistake_asked"


def test_nobody_agrees_to_their_own_and_the_database_refuses_it_too(two: Desk) -> None:
    two.sign_in("sam")
    assert isinstance(two.office.mistakes.ask("0002", TWICE), Done)
    assert code(two.office.mistakes.may_answer("0002")) == "four_eyes"
    assert code(two.office.mistakes.agree(["0002"])) == "four_eyes"
    asked = two.office.case.mistakes["0002"]
    data = {"envelope": "0002", "asked": asked, "what": SAME_AS, "same_as": "0001", "agreed": True, "reason": None}
    room = two.office._room  # pyright: ignore[reportPrivateUsage] - past the desk, to the database
    with pytest.raises(Exception, match="another person than who said so"):
        room.put((room.act().entry("mistake.answered", data),))
    assert not two.state("0002").is_none


def test_the_database_takes_one_answer_and_no_second_one(two: Desk) -> None:
    two.sign_in("rita")
    two.office.mistakes.ask("0002", TWICE)
    asked = two.office.case.mistakes["0002"]
    two.sign_in("sue")
    two.office.mistakes.disagree(["0002"], "Two different papers")
    data = {"envelope": "0002", "asked": asked, "what": SAME_AS, "same_as": "0001", "agreed": True, "reason": None}
    room = two.office._room  # pyright: ignore[reportPrivateUsage] - past the desk, to the database
    with pytest.raises(Exception, match="answered once"):
        room.put((room.act().entry("mistake.answered", data),))


def test_a_supervisor_who_does_not_agree_says_why_and_it_stands(two: Desk) -> None:
    two.sign_in("rita")
    two.office.mistakes.ask("0002", TWICE)
    two.sign_in("sue")
    assert code(two.office.mistakes.disagree(["0002"], " ")) == "reason_missing"
    assert isinstance(two.office.mistakes.disagree(["0002"], "Two different papers"), Done)
    assert (two.state("0002").status, two.office.mistakes.number_waiting()) == ("to_do", 0)
    assert code(two.office.mistakes.agree(["0002"])) == "not_asked"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (SaidMistake(SAME_AS, "x", "0002"), "same_number"),
        (SaidMistake(SAME_AS, "x", "0009"), "unknown_envelope"),
        (SaidMistake(SAME_AS, "x"), "unknown_value"),
        (SaidMistake("lost", "x"), "unknown_value"),
        (SaidMistake(NO_ENVELOPE, "  "), "reason_missing"),
        (SaidMistake(STANDS, "x"), "stands"),
    ],
)
def test_what_cannot_be_said_is_refused(two: Desk, said: SaidMistake, refusal: str) -> None:
    assert code(two.office.mistakes.ask("0002", said)) == refusal


def test_two_envelopes_are_never_each_the_same_as_the_other(two: Desk) -> None:
    two.sign_in("rita")
    two.office.mistakes.ask("0001", SaidMistake(SAME_AS, "x", "0002"))
    two.office.mistakes.ask("0002", SaidMistake(SAME_AS, "x", "0001"))
    two.sign_in("sue")
    assert code(two.office.mistakes.agree(["0001", "0002"])) == "by_mistake"
    assert isinstance(two.office.mistakes.agree(["0001"]), Done)
    assert code(two.office.mistakes.agree(["0002"])) == "by_mistake"
    assert two.office.overview.canvass().received == 1


def test_two_people_take_it_back_and_it_is_to_be_decided(two: Desk, tmp_path: Path) -> None:
    two.easy("0002")
    agreed(two)
    assert code(two.office.review.reopen("0002", "x")) == "not_approved"
    agreed(two, said=SaidMistake(STANDS, "The papers are two"))
    state = two.state("0002")
    assert (state.status, state.outcome, state.mistake, state.mistake_asked) == ("to_do", "undecided", None, None)
    assert two.office.overview.canvass().received == 2
    assert verify(two.office.path).findings == ()


def test_one_in_a_batch_leaves_it_with_the_reason(two: Desk) -> None:
    two.receive("0003", "Nguyen")
    two.easy("0002")
    two.easy("0003")
    assert isinstance(two.office.batches.close(), Done)
    assert isinstance(two.office.mistakes.ask("0002", TWICE), Done)
    two.sign_in("sue")
    batch = two.office.batches.batches()[0]
    assert code(approve_seen(two.office, batch)) == "mistake_asked"
    assert isinstance(two.office.mistakes.agree(["0002"]), Done)
    batch = two.office.batches.batches()[0]
    assert list(batch.items) == ["0003"]
    assert isinstance(approve_seen(two.office, batch), Done)
    assert verify(two.office.path).findings == ()


def test_what_is_approved_is_reopened_first(two: Desk) -> None:
    two.easy("0002")
    two.sign_in("rita")
    two.office.batches.close()
    two.sign_in("sue")
    approve_seen(two.office, two.office.batches.batches()[0])
    two.sign_in("rita")
    refused = two.office.mistakes.ask("0002", TWICE)
    assert isinstance(refused, Refusal)
    assert "reopens it first" in refused.words
    two.sign_in("sue")
    two.office.review.reopen("0002", "Typed twice")
    agreed(two)
    assert two.state("0002").is_none


def test_what_left_is_taken_away_by_a_release_of_its_own(two: Desk, tmp_path: Path) -> None:
    two.easy("0002")
    two.sign_in("rita")
    two.office.batches.close()
    two.sign_in("sue")
    approve_seen(two.office, two.office.batches.batches()[0])
    two.office.releases.release(tmp_path / "first")
    two.office.review.reopen("0002", "Typed twice")
    agreed(two)
    assert [each.about for each in two.office.accounts.troubles()] == ["reopened_after_release:0002"]
    assert two.office.releases.to_take_away() == 1
    released = two.office.releases.release(tmp_path / "second")
    assert not isinstance(released, Refusal), released
    assert [each.ballots for each in two.office.accounts.account().releases] == [1, -1]
    assert two.office.releases.to_take_away() == 0
    assert two.office.accounts.troubles() == ()
    assert code(two.office.releases.release(tmp_path / "third")) == "nothing_to_release"
    assert verify(two.office.path).findings == ()


def test_one_voter_entered_twice_is_one_voter(two: Desk) -> None:
    two.easy("0002")
    two.receive("0003")
    assert two.sheet("0003").evidence.other_envelopes == ("0002",)
    agreed(two, "0002", SaidMistake(SAME_AS, "Typed twice", "0003"))
    two.sign_in("rita")
    sheet = two.sheet("0003")
    assert sheet.evidence.other_envelopes == ()


def test_nothing_is_done_with_what_is_none(two: Desk) -> None:
    agreed(two)
    two.sign_in("rita")
    office = two.office
    for result in (
        office.review.refer("0002", "x"),
        office.whose.take("0002"),
        office.receive.correct("0002", {"city": "Duluth"}, "x", two.state("0002").version),
        office.mistakes.ask("0002", TEST_LINE),
    ):
        assert code(result) == "by_mistake"


def test_a_whole_list_is_taken_back_while_nothing_of_it_is_decided(two: Desk, tmp_path: Path) -> None:
    assert code(two.office.mistakes.ask_back("none", "Twice")) == "nothing_received"
    listed = tmp_path / "list.csv"
    listed.write_text("Envelope Number,Place\n0101,School 001\n0102,School 001\n0103,School 001\n")
    office = two.office
    assert isinstance(office.receive.receive(office.receive.preview("envelope_list", listed)), Done)
    file = office.receive.received_list(listed)
    assert file is not None
    assert isinstance(office.mistakes.ask_back(file.digest, "Another county's list"), Done)
    assert {state.number for state in office.mistakes.waiting()} == {"0101", "0102", "0103"}
    assert code(office.mistakes.ask_back(file.digest, "Again")) == "list_touched"
    two.sign_in("sue")
    assert isinstance(office.mistakes.agree(["0101", "0102", "0103"]), Done)
    assert (office.overview.canvass().received, office.mistakes.number_agreed()) == (2, 3)
    assert verify(office.path).findings == ()
    two.sign_in("rita")
    assert office.receive.preview("envelope_list", listed).rows == 0


def test_a_list_of_which_something_is_begun_is_not_taken_back_whole(two: Desk, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("envelope_number,place\n0101,School 001\n0102,School 001\n")
    office = two.office
    office.receive.receive(office.receive.preview("envelope_list", listed))
    office.whose.take("0101")
    file = office.receive.received_list(listed)
    assert file is not None
    refused = office.mistakes.ask_back(file.digest, "Twice")
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.envelope) == ("list_touched", "0101")


def test_a_list_is_held_against_what_was_received_for_likely_pairs(two: Desk, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("envelope_number,last_name,birth_date\n0900,Smyth,1/1/1950\n")
    (problem,) = two.office.receive.preview("envelope_list", listed).problems
    assert "likely the same as envelope 0001" in problem.what
    agreed(two, "0001", TEST_LINE)
    two.sign_in("rita")
    assert two.office.receive.preview("envelope_list", listed).problems == ()


def test_a_number_by_hand_is_one_number_with_and_without_zeros(two: Desk) -> None:
    done = two.office.receive.receive_one(envelope("1"))
    assert isinstance(done, Refusal)
    assert "written 0001" in done.words
    two.receive("0050")
    assert two.office.receive.received_as("00-50") == "0050"


def test_the_day_says_that_an_answer_is_owed(two: Desk) -> None:
    two.sign_in("rita")
    two.office.mistakes.ask("0002", TWICE)
    step = two.office.day.steps()[0]
    assert "said to be entered by mistake" in step.left.words
    assert step.left.count == 1


def test_the_record_says_it_in_words_and_names_no_voter(two: Desk) -> None:
    agreed(two)
    lines = [line.words for line in two.office.record.lines(envelope="0002")]
    assert any("said: Envelope 0002 was entered twice: it is the same as envelope 0001." in line for line in lines)
    assert any("agreed: Envelope 0002 was entered twice" in line for line in lines)
    with sqlite3.connect(two.office.path) as db:
        bodies = " ".join(body for (body,) in db.execute("SELECT body FROM log"))
    assert "Typed twice" not in bodies
