"""What is typed into Setup's fields of days and hours is read as Georgia's offices write it, and is shown so."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.desks.setup_cases import PLACE
from ui.desks.setup.screen import NewMotion, NewOrder
from ui.shared.reading_times import read_day_of_season, read_hour

ELECTION = date(2020, 11, 3)


def _enter(presenter, begins, ends):
    presenter.orders.begin()
    presenter.orders.propose_entry(NewOrder("20-CV-2001", "Superior Court", "", {PLACE: (begins, ends)}, "in_force"))


@pytest.mark.parametrize("begins", ["7:00 p.m.", "7:00 PM", "7 p.m.", "7pm", "19:00"])
@pytest.mark.parametrize("ends", ["8:30 p.m.", "8:30 pm", "20:30"])
def test_the_hours_of_an_order(presenter, office, begins, ends):
    _enter(presenter, begins, ends)
    assert not presenter.screen.orders.troubles
    presenter.changing.confirm("")
    order = next(order for order in office.orders.all() if order.number == "20-CV-2001")
    assert (order.begins.time(), order.ends.time()) == (time(19), time(20, 30))


def test_an_hour_that_cannot_be_read_is_asked_for_as_offices_write_it(presenter):
    _enter(presenter, "13 p.m.", "soon")
    assert presenter.screen.orders.troubles == dict.fromkeys(("begins", "ends"), "Write an hour such as 7:45 p.m.")


def test_the_register_sorts_hours_by_the_clock(presenter, office):
    _enter(presenter, "7:00 p.m.", "10:00 p.m.")
    presenter.changing.confirm("")
    rows = presenter.screen.orders.list.rows
    hours = {row.order[2]: row.cells[2] for row in rows}
    assert [hours[each] for each in sorted(hours)] == ["7:00 p.m. to 7:45 p.m.", "7:00 p.m. to 10:00 p.m."]


@pytest.mark.parametrize(
    "written",
    [
        "11/5/2020",
        "11/5/20",
        "Nov 5, 2020",
        "Nov. 5, 2020",
        "November 5th, 2020",
        "Thu Nov 5, 2020",
        "Nov 5",
        "2020-11-05",
    ],
)
def test_the_day_of_a_motion(presenter, written):
    presenter.law.open("position:two_envelopes")
    presenter.law.begin_motion()
    presenter.law.propose_motion(NewMotion("board", "2020-12", written, "Resolved, as before."))
    assert not presenter.screen.pack.motion.troubles.get("date", "").startswith("Write a date")
    assert read_day_of_season(written, ELECTION) == date(2020, 11, 5)


def test_a_day_that_cannot_be_read_is_asked_for_as_offices_write_it(presenter):
    presenter.law.open("position:two_envelopes")
    presenter.law.begin_motion()
    presenter.law.propose_motion(NewMotion("board", "2020-12", "soon", "Resolved, as before."))
    assert presenter.screen.pack.motion.troubles["date"] == "Write a date such as Nov 5, 2020 or 11/5/2020."


@pytest.mark.parametrize(
    "written",
    [
        "5:00 p.m., 9:30 p.m.",
        "9:30 PM; 5 PM",
        "5:00 p.m. 9:30 p.m.",
        "17:00 21:30",
        "17:00, 9:30pm",
        "5 p. m., 9:30 p. m.",
    ],
)
def test_the_ends_of_shifts(presenter, office, shell, written):
    presenter.sittings.save("12", written)
    assert office.sittings.shift_ends == ("17:00", "21:30")
    assert presenter.screen.sittings.ends == "5:00 p.m., 9:30 p.m."
    assert shell.heard == ["A screen is locked after 12 minutes. Shifts end at 5:00 p.m. and 9:30 p.m."]


def test_what_is_shown_of_shifts_is_read_again(presenter, office, shell):
    presenter.sittings.save("12", "5:00 p.m., 9:30 p.m.")
    presenter.sittings.save("15", presenter.screen.sittings.ends)
    assert office.sittings.shift_ends == ("17:00", "21:30")
    presenter.sittings.save("15", "")
    assert shell.heard[-1] == "A screen is locked after 15 minutes. No shift ends by itself"


def test_an_end_of_a_shift_that_is_no_time_is_named(presenter):
    presenter.sittings.save("12", "5:00 p.m. and 25:00")
    assert '"and"' in presenter.screen.sittings.troubles["ends"]


@pytest.mark.parametrize("written", ["", "p.m.", "7", "12", "7:60 p.m.", "0 p.m.", "7:00 x.m."])
def test_what_is_no_hour_is_not_guessed(written):
    assert read_hour(written) is None
