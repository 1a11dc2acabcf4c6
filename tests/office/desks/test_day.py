"""The end of the day: what is left of each step, the act that closes it, and what of it is still open afterwards."""

from __future__ import annotations

import pytest

from adjudicator.casework.acts.case_acts import close_day
from adjudicator.casework.acts.releasing import Said
from adjudicator.office.behind.room import Done
from adjudicator.office.desks.backups import BackedUp
from adjudicator.office.desks.day import LOOKS
from adjudicator.office.desks.release import Released
from adjudicator.records.day import DAY_STEPS
from adjudicator.records.trouble import Refusal
from tests.casework.acts.test_orders import ACT
from tests.looking import approve_seen


def left(desk):
    """What is left of each step that is open."""
    return {step.code: step.left.count for step in desk.office.day.steps() if not step.is_done}


def verify(desk):
    assert desk.office.record.verifying("deep")(lambda done, of: None).findings == ()


def back_up(desk):
    desk.office.backups.made(BackedUp(desk.office.record.head().size, "2020-11-05T15:00:00.000000Z"))


def close(desk):
    desk.sign_in("sue")
    done = desk.office.day.close()
    assert isinstance(done, Done), done
    return done


def test_every_step_that_is_looked_at_has_its_words_in_the_order_of_the_day():
    assert [code for code in DAY_STEPS if code in LOOKS] == list(LOOKS)


def test_a_new_case_is_neither_verified_nor_backed_up_nor_printed(desk):
    assert left(desk).keys() == {"verified", "backed_up", "printed"}


def test_work_that_is_half_done_is_open_and_what_is_to_do_is_only_said(desk):
    desk.receive("0001")
    assert "unfinished" not in left(desk)
    assert "1 envelope is not determined yet." in desk.office.day.steps()[0].left.words
    desk.easy("0001")
    assert left(desk)["unfinished"] == 1
    assert isinstance(desk.office.batches.close(), Done)
    assert (left(desk).get("unfinished"), left(desk)["approved"]) == (None, 1)
    desk.receive("0002", "Nguyen")
    assert isinstance(desk.office.whose.take("0002"), Done)
    assert left(desk)["unfinished"] == 1
    assert isinstance(desk.office.review.refer("0002", "Which street?"), Done)
    assert left(desk)["unfinished"] == 1, "who refers it puts it back"


def test_what_was_approved_is_open_until_it_is_released(desk):
    desk.receive("0001")
    desk.easy("0001")
    desk.office.batches.close()
    desk.sign_in("sue")
    assert isinstance(approve_seen(desk.office, desk.office.batches.batch("B0001")), Done)
    assert (left(desk)["released"], "acknowledged" in left(desk)) == (1, False)


def test_a_release_is_open_until_the_tabulation_room_says_that_it_has_it(desk, tmp_path):
    desk.receive("0001")
    desk.easy("0001")
    desk.office.batches.close()
    desk.sign_in("sue")
    approve_seen(desk.office, desk.office.batches.batch("B0001"))
    made = desk.office.releases.release(tmp_path / "release")
    assert isinstance(made, Released), made
    assert (left(desk)["acknowledged"], "released" in left(desk)) == (1, False)
    said = Said("Dana Reyes", "2020-11-04T09:05", 1, "T-14")
    assert isinstance(desk.office.releases.acknowledge("R0001", said), Done)
    assert "acknowledged" not in left(desk)


def test_verifying_and_backing_up_hold_until_something_is_recorded_that_is_more_than_coming_and_going(desk):
    verify(desk)
    back_up(desk)
    assert not left(desk).keys() & {"verified", "backed_up"}
    desk.sign_in("sue")
    desk.sign_in("rita")
    assert not left(desk).keys() & {"verified", "backed_up"}, "who signs in makes nobody verify again"
    desk.receive("0001")
    desk.receive("0002", "Nguyen")
    assert (left(desk)["verified"], left(desk)["backed_up"]) == (2, 2)


def test_a_finding_is_open_however_new_it_is(desk):
    desk.office.record._verified = (desk.office.record.head().size, False)
    assert left(desk)["verified"] == 1


def test_the_newest_checkpoint_is_printed_and_a_newer_one_is_not(desk, tmp_path):
    close(desk)
    assert left(desk)["printed"] == 1
    assert desk.office.record.write_sheet(tmp_path / "checkpoint.pdf") is None
    assert "printed" not in left(desk)
    close(desk)
    assert left(desk)["printed"] == 1


def test_closing_the_day_says_in_the_record_what_was_open_and_is_refused_to_none(desk):
    desk.receive("0001")
    desk.easy("0001")
    done = close(desk)
    (line,) = desk.office.record.lines(kind="day.closed")
    assert line.words == (
        "Sue Supervisor closed the day and signed the record as it stood; left open: unfinished work, verification, backup, "
        "printed checkpoint"
    )
    assert desk.office.case.day_open["unfinished"] == 1
    assert desk.office.record.newest_checkpoint().splitlines()[1] == str(done.seq)
    verify(desk)


def test_a_step_that_was_left_open_stays_so_until_it_is_done_or_the_next_day_is_closed(desk, tmp_path):
    assert desk.office.day.still_open() == ()
    close(desk)
    assert [step.code for step in desk.office.day.still_open()] == ["verified", "backed_up", "printed"]
    desk.sign_in("rita")
    desk.receive("0001")
    desk.easy("0001")
    assert "unfinished" not in {step.code for step in desk.office.day.still_open()}, (
        "it was done when the day was closed"
    )
    desk.office.record.write_sheet(tmp_path / "checkpoint.pdf")
    verify(desk)
    assert [step.code for step in desk.office.day.still_open()] == ["backed_up"]
    back_up(desk)
    assert desk.office.day.still_open() == ()
    close(desk)
    assert desk.office.case.day_open.keys() == {"unfinished"}, "the printed checkpoint was the newest before it"


def test_only_a_supervisor_closes_the_day(desk):
    desk.sign_in("rita")
    refused = desk.office.day.close()
    assert isinstance(refused, Refusal)
    assert refused.code == "no_right"


@pytest.mark.parametrize("left_open", [{"rested": 1}, {"approved": 0}, {"approved": -2}])
def test_a_step_that_there_is_none_of_is_not_left_open(left_open):
    refused = close_day(left_open, ACT)
    assert isinstance(refused, Refusal)
    assert refused.code == "unknown_step"
