"""Contests for which the polls had closed: before, in and after the hours of orders that are for some contests alone."""

from datetime import datetime

import pytest

from adjudicator.law.facts.closing import derive_closed_contests
from adjudicator.law.facts.derive import READ_BY_DEFAULT, Readings
from adjudicator.records.orders import CourtOrder, Hours

PLACE, BALLOT = "School 001", ("P", "S", "L")


def at(hour, minute=0):
    return datetime(2020, 11, 3, hour, minute)  # noqa: DTZ001 - an order's times are local


def order(begins, ends, *contests, status="in_force", place=PLACE):
    return CourtOrder("1", {place: Hours(begins, ends)}, status, contests=contests)


EARLY, LATE = order(at(19), at(19, 45), "L"), order(at(19, 45), at(20), "S", "L")


def closed(*orders, cast="court_extension", moment=None, readings=READ_BY_DEFAULT):
    return derive_closed_contests(cast, moment, PLACE, BALLOT, orders, readings)


def test_without_an_order_for_some_contests_alone_none_is_closed():
    assert closed() == ()
    assert closed(order(at(19), at(20))) == ()
    assert closed(order(at(19), at(20), "L", place="School 002")) == ()


def test_contests_that_the_order_does_not_name_are_closed_in_ballot_order():
    assert closed(EARLY, moment=at(19, 30)) == ("P", "S")
    assert closed(order(at(19), at(20), "another")) == BALLOT


@pytest.mark.parametrize(
    "cast", ["before_5pm", "from_5pm_to_close", "in_line_at_closing", "not_election_day", "time_unknown"]
)
def test_who_did_not_vote_in_the_extension_voted_in_time_for_every_contest(cast):
    assert closed(EARLY, cast=cast, moment=at(19, 30)) == ()


def test_while_nobody_knows_when_it_was_cast_the_contests_hang_on_it():
    assert closed(EARLY, cast=None) == ("P", "S")


@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        (at(19, 44), ("P", "S")),
        (at(19, 45), ("P",)),  # the minute in which the one ends and the other begins is in both
        (at(19, 46), ("P",)),
        (at(20, 1), ("P",)),  # in line at the end of the second
        (None, ("P",)),  # in one of the two: only what neither has is closed for sure
    ],
)
def test_of_several_orders_the_one_of_the_time_decides(moment, wanted):
    assert closed(EARLY, LATE, moment=moment) == wanted


def test_an_order_for_every_contest_at_the_same_time_leaves_none_closed():
    assert closed(EARLY, order(at(19), at(20)), moment=at(19, 30)) == ()


def test_the_orders_that_stand_best_carry_the_ballot():
    aside = order(at(19), at(20), status="vacated")
    assert closed(EARLY, aside, moment=at(19, 30)) == ("P", "S")
    assert closed(aside, moment=at(19, 30)) == ()


def test_by_older_tables_the_best_order_decides_whatever_its_hours():
    assert closed(EARLY, LATE, moment=at(19, 30), readings=Readings(orders_by_time=False)) == ("P",)
