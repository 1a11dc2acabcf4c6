"""The words of the frame: how much time is left, until when, and what waits for whom."""

from __future__ import annotations

import locale
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from adjudicator.office import Office
from adjudicator.office.behind.time.clock import seeded_clock
from adjudicator.office.office import TimeAndChance
from adjudicator.words.dates import day_and_hour, long_day, long_day_and_hour
from tests.flows.practice_case import PASSWORDS, SUPERVISOR
from ui.frame import FrameScreen
from ui.shared.frame_words import FrameWords, span_words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=1, hours=4, minutes=59), "1 day 4 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(hours=3, minutes=20), "3 hours 20 minutes"),
        (timedelta(hours=1, minutes=1), "1 hour 1 minute"),
        (timedelta(minutes=12, seconds=59), "12 minutes"),
        (timedelta(seconds=59), "less than a minute"),
    ],
)
def test_a_span_is_said_in_its_two_largest_units(span: timedelta, words: str):
    assert span_words(span) == words


@pytest.fixture
def at(worked) -> Iterator:
    """The frame's words for the supervisor at a moment."""
    opened: list[Office] = []

    def words(moment: datetime, *, close: bool = False) -> FrameScreen:
        office = Office.open(worked, chance=TimeAndChance(clock=seeded_clock(moment)))
        opened.append(office)
        office.people.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR])
        if close:
            office.overview.close_period()
        return FrameWords().screen(office, "overview", undo=False)

    yield words
    for office in opened:
        office.close()


def test_before_the_last_day_the_frame_says_how_long_and_until_when(at):
    screen = at(datetime(2020, 11, 6, 18, 39, 10, tzinfo=UTC))
    assert (screen.time_left, screen.deadline) == ("3 hours 20 minutes left", "until Fri Nov 6, 5:00 p.m.")
    assert screen.roles == "Clerk, Supervisor, Administrator"  # as at signing in, not in the order of a set


def test_after_it_the_frame_says_that_it_is_over_and_when_it_ended(at):
    screen = at(datetime(2020, 11, 6, 22, 0, tzinfo=UTC))
    assert (screen.time_left, screen.deadline) == ("The last day is over", "ended Fri Nov 6, 5:00 p.m.")


def test_once_it_is_closed_the_frame_says_so(at):
    screen = at(datetime(2020, 11, 7, 14, 0, tzinfo=UTC), close=True)
    assert (screen.time_left, screen.deadline) == ("The period is closed", "ended Fri Nov 6, 5:00 p.m.")


def test_nobody_signed_in_means_county_and_election_alone(worked):
    with closing(Office.open(worked)) as office:
        screen = FrameWords().screen(office, "", undo=False)
    assert (screen.county, screen.election) == ("Gwinnett County", "General Election, Tue Nov 3, 2020")
    assert (screen.person, screen.desks, screen.time_left) == ("", (), "")


def test_days_are_english_whatever_language_the_machine_speaks():
    kept = locale.setlocale(locale.LC_TIME)
    for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "es_ES.UTF-8", "C.UTF-8", "C"):
        try:
            locale.setlocale(locale.LC_TIME, name)
            break
        except locale.Error:
            continue
    try:
        assert long_day(date(2020, 12, 2)) == "Wed Dec 2, 2020"
        assert day_and_hour(datetime(2020, 10, 6, 9, 5)) == "Tue Oct 6, 9:05 a.m."  # noqa: DTZ001  local by nature
        assert long_day_and_hour(datetime(2020, 11, 6, 17, 0)) == "Fri Nov 6, 2020, 5:00 p.m."  # noqa: DTZ001
    finally:
        locale.setlocale(locale.LC_TIME, kept)
