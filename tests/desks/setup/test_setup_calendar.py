"""Setup's calendar: the law's days in words, sorted by time, and how far off each is in days of the county."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.state import DayState
from tests.desks.setup_cases import Shell, small
from ui.desks.setup.calendar import CalendarReader, left_words
from ui.desks.setup.presenter import SetupPresenter

ZONE = ZoneInfo("America/New_York")
LAST_DAY = DayState("last_day", "Last day", "2020-11-06", "2020-11-06T22:00:00.000000Z", "419(c)", "Third.")
KEPT = DayState("unused_ballots", "Kept", "2020-12-03", "", "500(b)", "The 30th.")
NEVER = DayState("notices_to_voters", "Notice", "", "", "419(d)(1)", "No day.")


def local(at):
    return moment_of(at).astimezone(ZONE)


def now(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path, "jbellamy")
    yield made
    made.close()


@pytest.fixture
def presenter(office):
    made = SetupPresenter(office, Shell())
    made.go("calendar")
    return made


def test_each_day_stands_with_what_it_is_how_far_off_and_its_law(presenter):
    rows = {row.id: row.cells for row in presenter.screen.calendar.list.rows}
    assert rows["last_day"] == (
        "Fri Nov 6, 2020, 5:00 p.m.", "Last day to determine and to cure", "in 2 days", "O.C.G.A. 21-2-419(c), 21-2-14",
    )  # fmt: skip
    assert rows["registration_closes"][0] == "Mon Oct 5, 2020"
    assert rows["notices_to_voters"][:3] == ("No day is set", "Written notice to voters", "")


def test_days_are_sorted_by_time_and_what_has_none_comes_last(presenter):
    rows = presenter.screen.calendar.list.rows
    by_day = sorted(rows, key=lambda row: row.order[0])
    assert [row.id for row in by_day] == [row.id for row in rows]
    assert by_day[-1].id == "notices_to_voters"
    assert [row.order[2] for row in by_day] == [row.order[0] for row in by_day]


def test_a_day_laid_open_says_how_it_was_worked_out_and_what_it_means(presenter):
    presenter.open_day("state_date")
    card = presenter.screen.calendar.open
    assert (card.title, card.kind) == ("Last day of an early move to another state", "Sun Oct 4, 2020 (31 days ago)")
    told = {section.heading: section.lines for section in card.sections}
    assert told["How it was worked out"] == (
        "The 30th day before the election: Sun Oct 4, 2020. It does not move for a weekend or a holiday.",
    )
    assert told["What it means"][0].startswith("Who moved to another state after this day")


def test_every_day_can_be_laid_open(presenter):
    for row in presenter.screen.calendar.list.rows:
        presenter.open_day(row.id)
        card = presenter.screen.calendar.open
        assert card.title == row.cells[1]
        assert [section.heading for section in card.sections] == ["How it was worked out", "What it means"]


@pytest.mark.parametrize(
    ("day", "at", "left"),
    [
        (LAST_DAY, "2020-10-03T12:00", "in 34 days"),
        (LAST_DAY, "2020-11-04T23:59", "in 2 days"),
        (LAST_DAY, "2020-11-05T00:00", "tomorrow"),
        (LAST_DAY, "2020-11-06T00:00", "today"),
        (LAST_DAY, "2020-11-06T17:00", "today"),
        (LAST_DAY, "2020-11-06T17:01", "today, over"),
        (LAST_DAY, "2020-11-07T00:00", "yesterday"),
        (LAST_DAY, "2020-11-08T00:00", "2 days ago"),
        (LAST_DAY, "2024-11-06T00:00", "1,461 days ago"),
        (KEPT, "2020-12-03T23:59", "today"),
        (KEPT, "2020-11-01T01:30", "in 32 days"),
        (NEVER, "2020-11-06T17:00", ""),
    ],
)
def test_days_are_counted_as_the_countys_days(day, at, left):
    assert left_words(day, now(at), local) == left


def test_the_day_of_the_county_counts_where_utc_has_another(office):
    late = datetime(2020, 11, 6, 3, tzinfo=UTC).astimezone(ZONE)
    assert left_words(LAST_DAY, late, local) == "tomorrow"


def test_a_day_that_the_pack_says_nothing_of_has_no_meaning_to_show(office):
    strange = DayState("other", "Another day", "2020-11-09", "", "", "Stored.")
    screen = CalendarReader((strange,), office.recommender.pack, local).screen("other", now("2020-11-06T12:00"))
    assert [section.heading for section in screen.open.sections] == ["How it was worked out"]
    assert CalendarReader((), office.recommender.pack, local).screen("other", now("2020-11-06T12:00")).open is None
