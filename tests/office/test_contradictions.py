"""A file that comes later and says otherwise asks again, with both sides and their dates; the record keeps both and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.sheet.cards import cards_of
from adjudicator.office import Done
from adjudicator.roll import build_roll

from .conftest import ABSENTEE, CHECK_IN, Desk, roll_text

NGUYEN = (
    "GWINNETT,00000002,NGUYEN,LINH,,,9,ELM ST,,LAWRENCEVILLE,GA,30043,,,,,,,A,A,,10/20/2020,10/22/2020,11/03/2020,"
    "MAILED,NO,NO,NO,,002,7,,102,,,,,,\n"
)
LATE_LAST = "GWINNETT,00000077,LAST,LENA"


@pytest.fixture
def voter(desk: Desk) -> Desk:
    """Linh Nguyen's envelope, every card accepted: the files know of no other vote."""
    desk.receive("0001", "Nguyen", place="School 002", precinct_cast="002", style_cast="S2")
    desk.accept("0001")
    desk.accept("0001")
    return desk


def receive_absentee(desk: Desk, folder: Path, text: str, name: str) -> None:
    """Receive a fresher absentee file, as the clerk that Rita is, too."""
    (folder / name).write_text(text, encoding="utf-8")
    preview = desk.office.receive.preview("absentee_file", folder / name)
    assert not preview.errors, preview.errors
    assert isinstance(desk.office.receive.receive(preview), Done)


def line(desk: Desk, fact: str) -> Any:
    found = (each for card in cards_of(desk.sheet("0001")) for each in card.lines)
    return next(each for each in found if each.fact == fact)


def test_a_fresher_file_that_says_otherwise_asks_again_with_both_sides(voter: Desk, tmp_path: Path) -> None:
    assert line(voter, "voted_already").state == "answered"
    receive_absentee(voter, tmp_path, ABSENTEE + NGUYEN, "fresher.csv")
    again = line(voter, "voted_already")
    assert again.state == "contradiction"
    sides = [again.known.answer, *again.known.others]
    assert [(side.value, side.source.kind) for side in sides] == [
        ("absentee_accepted", "absentee_file"),
        ("no", "absentee_file"),
    ]
    assert sides[0].source.ref != sides[1].source.ref


def test_an_older_line_that_is_repeated_does_not_ask_again(voter: Desk, tmp_path: Path) -> None:
    receive_absentee(voter, tmp_path, ABSENTEE + NGUYEN, "fresher.csv")
    why = Why("other_person")
    assert isinstance(voter.office.review.say(voter.sheet("0001"), "voted_already", "no", why=why), Done)
    assert line(voter, "voted_already").state == "answered"
    receive_absentee(voter, tmp_path, (ABSENTEE + NGUYEN).replace(LATE_LAST, f"{LATE_LAST}A"), "freshest.csv")
    assert line(voter, "voted_already").state == "answered"
    receive_absentee(
        voter, tmp_path, ABSENTEE + NGUYEN.replace("A,A,", "A,R,").replace("A,R,,", "A,R,Late,"), "other.csv"
    )
    assert line(voter, "voted_already").state == "contradiction"


def test_the_record_tells_both_sides_with_their_dates_and_why(voter: Desk, tmp_path: Path) -> None:
    receive_absentee(voter, tmp_path, ABSENTEE + NGUYEN, "fresher.csv")
    voter.office.review.say(voter.sheet("0001"), "voted_already", "no", why=Why("other_person"))
    told = voter.office.record.lines(limit=1)[0].words
    assert told == (
        "Rita Reviewer recorded for envelope 0001: Other votes: none (absentee file of Tue Nov 3: absentee ballot "
        "accepted), because: another person of the same name"
    )
    voter.accept("0001")
    voter.record("0001")
    report = voter.office.record.verifying("deep")(lambda done, of: None)
    assert report.findings == ()


def newer_roll(folder: Path) -> Path:
    """The roll of two days later, in which Linh Nguyen's registration is cancelled."""
    source = folder / "newer.csv"
    text = roll_text().replace("Gwinnett,00000002,Active", "Gwinnett,00000002,Cancelled")
    source.write_text(text.replace("11/02/2020", "11/04/2020"), encoding="utf-8")
    built = build_roll(source, folder / "newer.roll")
    assert not isinstance(built, list), built
    return folder / "newer.roll"


def test_a_newer_roll_in_which_the_status_changed_asks_again_and_the_pick_against_it_needs_why(
    voter: Desk, tmp_path: Path
) -> None:
    assert isinstance(voter.office.receive.attach_roll(newer_roll(tmp_path)), Done)
    again = line(voter, "registration")
    assert (again.state, again.value) == ("contradiction", "cancelled")
    assert [side.source.dated for side in (again.known.answer, *again.known.others)] == ["2020-11-04", "2020-11-02"]
    say = voter.office.review.say
    refused = say(voter.sheet("0001"), "registration", "registered")
    assert not isinstance(refused, Done)
    assert refused.code == "why_missing"
    assert isinstance(say(voter.sheet("0001"), "registration", "registered", why=Why("cancelled_by_mistake")), Done)
    assert line(voter, "registration").state == "answered"
    assert [claim.value for claim in voter.state("0001").answers["registration"].claims] == ["cancelled", "registered"]


def test_a_check_in_that_comes_to_light_asks_a_person_again_who_had_said_no(desk: Desk, tmp_path: Path) -> None:
    desk.receive("0001", "Nguyen", place="School 002", precinct_cast="002", style_cast="S2")
    desk.accept("0001")
    desk.accept("0001")
    desk.say("0001", "voted_already", "no")
    text = CHECK_IN + "00000002,NGUYEN,LINH,002,2020-11-03T08:12,voted\n"
    (tmp_path / "checked.csv").write_text(text, encoding="utf-8")
    preview = desk.office.receive.preview("check_in_list", tmp_path / "checked.csv")
    assert isinstance(desk.office.receive.receive(preview), Done)
    again = line(desk, "voted_already")
    assert (again.state, again.value) == ("contradiction", "election_day")
