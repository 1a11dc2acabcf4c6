"""Pace and forecast: what counts as work, what does not, and that nothing is foretold from too little."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.canvass.pace import (
    BREAK,
    ENOUGH,
    HOURS,
    Pace,
    WorkStep,
    begins_at,
    foretell,
    progress_of,
    steps_of,
)
from adjudicator.canvass.pace_words import TOO_FEW, forecast_words, median_words, pace_words, progress_json
from adjudicator.casework.record.entry import Entry, instant

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2020, 11, 5, 15, 30, tzinfo=ZONE)
MORNING = datetime(2020, 11, 5, 9, 0, tzinfo=ZONE).astimezone(UTC)
LAST_DAY = datetime(2020, 11, 6, 17, 0, tzinfo=ZONE)


def every(seconds: int, count: int, by: str = "a", begins: datetime = MORNING, first: int = 0) -> list[WorkStep]:
    """A person who takes an envelope and decides one after another, so many seconds each."""
    step = timedelta(seconds=seconds)
    decided = [WorkStep(begins + step * at, by, decided=f"{first + at:04}") for at in range(1, count + 1)]
    return [WorkStep(begins, by), *decided]


def test_what_a_worker_did_is_told_by_the_hour_and_by_the_envelope():
    progress = progress_of(every(60, 120), NOW)
    assert progress.today == 120
    assert progress.pace.median_seconds == 60
    assert progress.pace.per_hour == pytest.approx(60)
    assert progress.pace.worked == timedelta(hours=2)
    by_hour = {hour.begins.hour: hour.decided for hour in progress.hours}
    assert (by_hour[9], by_hour[10], by_hour[11], by_hour[12]) == (59, 60, 1, 0)
    assert progress.this_hour == 0
    assert progress.hours[-1].begins == NOW.replace(minute=0)


def test_a_break_is_no_work_and_slows_nobody_down():
    lunch = MORNING + timedelta(hours=2)
    steps = every(60, 20) + every(60, 20, begins=lunch, first=100)
    progress = progress_of(steps, NOW)
    assert progress.pace.worked == timedelta(minutes=40)
    assert progress.pace.per_hour == pytest.approx(60)


def test_an_envelope_that_follows_a_break_without_a_step_has_no_time_and_lowers_no_median():
    after = [WorkStep(MORNING + timedelta(hours=3), "a", decided="9999")]
    progress = progress_of(every(30, 12) + after, NOW)
    assert progress.today == 13
    assert (progress.pace.envelopes, progress.pace.median_seconds) == (12, 30)


def test_two_people_at_once_work_one_hour_and_not_two():
    steps = every(60, 60) + every(60, 60, by="b", first=500)
    both = progress_of(steps, NOW).pace
    assert both.worked == timedelta(hours=1)
    assert both.per_hour == pytest.approx(120)
    assert both.median_seconds == 60


def test_what_is_taken_back_is_not_done_and_done_again_once():
    steps = every(60, 12)
    undone = WorkStep(steps[-1].at + timedelta(seconds=5), "a", undone="0012")
    assert progress_of([*steps, undone], NOW).today == 11
    again = WorkStep(undone.at + timedelta(seconds=5), "a", decided="0012")
    assert progress_of([*steps, undone, again], NOW).today == 12


def test_yesterday_night_counts_for_the_pace_and_not_for_today():
    night = datetime(2020, 11, 5, 0, 20, tzinfo=ZONE)
    steps = every(60, 30, begins=night.astimezone(UTC) - timedelta(minutes=40))
    progress = progress_of(steps, night)
    assert progress.today == 11
    assert progress.pace.envelopes == 30
    assert begins_at(night) == progress.hours[0].begins
    assert progress.hours[0].begins.astimezone(ZONE).day == 4


def test_the_night_when_the_clocks_go_back_has_the_hour_twice():
    now = datetime(2020, 11, 1, 3, 10, tzinfo=ZONE)
    hours = progress_of((), now).hours
    assert [hour.begins.hour for hour in hours][-4:] == [1, 1, 2, 3]


def test_too_few_tell_nothing():
    for count in range(ENOUGH):
        pace = progress_of(every(60, count), NOW).pace
        assert pace.per_hour is None
        assert foretell(100, pace, NOW, LAST_DAY) is None
        assert pace_words(pace) == median_words(pace) == TOO_FEW
        assert "Too few" in forecast_words(100, None, LAST_DAY)
    assert progress_of(every(60, ENOUGH), NOW).pace.per_hour == pytest.approx(60)


def test_what_is_decided_in_no_time_has_no_pace():
    """A program that records all in one instant says nothing of how fast people are."""
    steps = [WorkStep(MORNING, "a", decided=str(at)) for at in range(50)]
    assert progress_of(steps, NOW).pace.per_hour is None


def test_the_forecast_is_held_against_the_last_day():
    pace = Pace(60, timedelta(hours=1), 60)
    found = foretell(90, pace, NOW, LAST_DAY)
    assert found is not None
    assert found.done_at == NOW + timedelta(minutes=90)
    assert found.spare == timedelta(hours=24)
    assert forecast_words(90, found, LAST_DAY) == (
        "90 envelopes are left to decide. At this pace that is 1 hour 30 minutes of work; without a break it is done "
        "Thu Nov 5, 5:00 p.m.. That leaves 1 day before the last day ends, Fri Nov 6, 5:00 p.m.."
    ).replace("p.m..", "p.m.")
    late = foretell(60 * 26, pace, NOW, LAST_DAY)
    assert late is not None
    assert late.spare == timedelta(minutes=-30)
    assert "30 minutes after the last day ends" in forecast_words(60 * 26, late, LAST_DAY)
    assert "last day" not in forecast_words(90, found, LAST_DAY, over=True)
    assert forecast_words(0, found, LAST_DAY) == "Nothing is left to decide."


def test_a_forecast_over_the_night_when_the_clocks_change_takes_real_hours():
    saturday = datetime(2020, 10, 31, 23, 0, tzinfo=ZONE)
    found = foretell(240, Pace(60, timedelta(hours=1), 60), saturday, LAST_DAY)
    assert found is not None
    assert (found.done_at.day, found.done_at.hour, found.done_at.minute) == (1, 2, 0)


def test_nobody_is_told_of_a_day_beyond_all_calendars():
    assert foretell(10**9, Pace(10, timedelta(hours=9), 3000), NOW, LAST_DAY) is None


def test_json_says_the_same_numbers():
    progress = progress_of(every(60, 20), NOW)
    told = progress_json(progress, 5, foretell(5, progress.pace, NOW, LAST_DAY))
    assert told["today"] == 20
    assert sum(hour["decided"] for hour in told["hours"]) == 20
    assert told["pace"] == {"envelopes": 20, "worked_seconds": 1200, "median_seconds": 60.0, "per_hour": 60.0}
    assert told["forecast"]["takes_seconds"] == 300
    assert progress_json(progress_of((), NOW), 5, None)["forecast"] is None


def entry(kind: str, at: datetime, by: str = "a", **data: object) -> Entry:
    return Entry(kind, 1, instant(at), by, data)


def test_what_only_follows_from_an_order_is_nobodys_work():
    at = MORNING
    entries = [
        entry("facts.recorded", at, envelope="0001"),
        entry("envelope.determined", at, envelope="0001"),
        entry("order.entered", at + timedelta(minutes=1), "sup"),
        entry("determination.withdrawn", at + timedelta(minutes=1), "sup", envelope="0001"),
        entry("envelope.determined", at + timedelta(minutes=1), "sup", envelope="0002"),
        entry("envelope.determined", at + timedelta(minutes=2), "sup", envelope="0003"),
        entry("person.signed_in", at + timedelta(minutes=3)),
        entry("envelope.received", at + timedelta(minutes=3), envelope="0004"),
    ]
    steps = list(steps_of(entries))
    assert [(step.by, step.decided, step.undone) for step in steps] == [
        ("a", "", ""), ("a", "0001", ""), ("sup", "0003", ""),
    ]  # fmt: skip


# properties

PEOPLE = st.sampled_from("abc")
SPREAD = st.integers(-30 * 3600, 4 * 3600)
STEPS = st.lists(
    st.builds(
        lambda by, at, decided, undone, envelope: WorkStep(
            NOW.astimezone(UTC) + timedelta(seconds=at), by,
            decided=envelope if decided else "", undone=envelope if undone and not decided else "",
        ),
        PEOPLE, SPREAD, st.booleans(), st.booleans(), st.integers(0, 40).map(str),
    ),
    max_size=80,
)  # fmt: skip


@given(STEPS, st.randoms())
def test_the_order_in_which_steps_are_told_makes_no_difference(steps, chance):
    unlike = {(step.at, step.by): step for step in steps}  # two at one instant have no order but their own
    other = list(unlike.values())
    chance.shuffle(other)
    assert progress_of(other, NOW) == progress_of(unlike.values(), NOW)


@given(STEPS)
def test_people_add_up_and_what_others_do_is_nothing_to_me(steps):
    each = [progress_of([step for step in steps if step.by == who], NOW) for who in "abc"]
    whole = progress_of(steps, NOW)
    assert whole.today == sum(one.today for one in each)
    assert [hour.decided for hour in whole.hours] == [
        sum(one.hours[at].decided for one in each) for at in range(HOURS)
    ]  # fmt: skip
    assert whole.pace.envelopes == sum(one.pace.envelopes for one in each)
    longest = max(one.pace.worked for one in each)
    assert longest <= whole.pace.worked <= sum((one.pace.worked for one in each), timedelta(0))


@given(STEPS)
def test_no_more_is_worked_than_time_has_passed(steps):
    pace = progress_of(steps, NOW).pace
    assert timedelta(0) <= pace.worked <= HOURS * timedelta(hours=1) + BREAK
    assert (pace.median_seconds is None) == (pace.envelopes < ENOUGH)
    assert pace.median_seconds is None or pace.median_seconds >= 0


@given(STEPS, st.integers(1, 23))
def test_a_longer_break_changes_nothing(steps, hours):
    """Everything before a break moved further back, and no hour of it out of sight, is the same pace."""
    early = [step for step in steps if timedelta(0) <= NOW - step.at <= timedelta(hours=2)]
    moved = [WorkStep(step.at - timedelta(minutes=11 + hours), step.by, step.decided, step.undone) for step in early]
    assert progress_of(moved, NOW).pace == progress_of(early, NOW).pace


@given(STEPS)
def test_what_is_still_to_come_is_left_out(steps):
    assert progress_of(steps, NOW) == progress_of([step for step in steps if step.at <= NOW], NOW)


@given(st.integers(ENOUGH, 500), st.integers(1, 100_000), st.integers(0, 5_000), st.integers(0, 5_000))
def test_more_that_is_left_is_never_done_earlier(done, seconds, fewer, more):
    pace = Pace(done, timedelta(seconds=seconds), 1.0)
    few, many = sorted((fewer, more))
    one, other = (foretell(left, pace, NOW, LAST_DAY) for left in (few, many))
    assert other is None or one is not None
    if one is not None and other is not None:
        assert one.done_at <= other.done_at
        assert one.spare >= other.spare
        assert one.done_at - one.takes == NOW


@given(STEPS)
def test_what_was_decided_before_the_first_hour_is_in_none(steps):
    first = progress_of((), NOW).hours[0].begins
    early = progress_of([step for step in steps if step.at < first], NOW)
    assert not any(hour.decided for hour in early.hours)
    assert early.pace.envelopes == 0
