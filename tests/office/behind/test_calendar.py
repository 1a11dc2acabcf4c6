"""The law's days in a case: worked out once when it is made, stored, read back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.case_acts import close_period
from adjudicator.casework.record.entry import instant, moment_of
from adjudicator.casework.record.state import DayState, changed
from adjudicator.log.checks.verify import verify
from adjudicator.office import Office
from adjudicator.office import office as office_module
from adjudicator.office.behind.law.calendar import NOT_KEPT, calendar_of, days_of_case
from adjudicator.office.behind.time.clock import Clock, machine_clock
from adjudicator.office.office import TimeAndChance
from adjudicator.records.trouble import Refusal
from tests.office.conftest import definition_bytes
from ui.shared.frame_words import deadline_words, time_left_words

ZONE = ZoneInfo("America/New_York")


def made(folder: Path, day: str, rules: str = "georgia-2020-sos", clock: Clock = machine_clock, **more: Any) -> Office:
    """A case of the small election on another day."""
    whole = json.dumps({**json.loads(definition_bytes()), "date": day, **more}).encode()
    office = Office.create(
        folder / "c.case", whole, "def.json", rules=rules, reason="In a test", chance=TimeAndChance(clock)
    )
    assert isinstance(office, Office)
    return office


def days(office: Office) -> dict[str, DayState]:
    return {day.id: day for day in office.case.calendar}


def test_a_case_keeps_its_days_and_still_has_them_when_the_librarys_table_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = made(tmp_path, "2022-11-08", "georgia-2021")
    before = office.case.calendar
    office.close()
    another = {date(2022, 11, 14): "Another Day"}
    monkeypatch.setattr(office_module, "holidays_of", lambda _state: lambda day: another.get(day, ""))
    again = Office.open(tmp_path / "c.case")
    assert again.case.calendar == before
    assert days(again)["last_day"] == DayState(
        "last_day", "Last day to determine and to cure", "2022-11-14", "2022-11-14T22:00:00.000000Z",
        "O.C.G.A. 21-2-419(c), 21-2-14",
        "The third day after the election, Fri Nov 11, 2022, is Veterans Day; Sat and Sun follow: Mon Nov 14, 2022.",
    )  # fmt: skip
    again.close()


@pytest.mark.parametrize(
    ("rules", "certified"),
    [("georgia-2020-sos", "2020-11-13"), ("georgia-2020", "2020-11-13"), ("georgia-2021", "2020-11-09")],
)
def test_certification_is_the_packs(tmp_path: Path, rules: str, certified: str) -> None:
    office = made(tmp_path, "2020-11-03", rules)
    found = days(office)["certification"]
    assert (found.day, found.at) == (certified, f"{certified}T22:00:00.000000Z")
    office.close()


@pytest.mark.parametrize(
    ("day", "zone", "last_day"),
    [
        ("2020-11-03", "America/New_York", "2020-11-06T22:00:00.000000Z"),
        ("2020-10-27", "America/New_York", "2020-10-30T21:00:00.000000Z"),
        ("2020-10-30", "America/New_York", "2020-11-02T22:00:00.000000Z"),
        ("2020-11-03", "America/Chicago", "2020-11-06T23:00:00.000000Z"),
    ],
)
def test_the_hour_of_the_office_is_the_countys_and_stored_in_utc(
    tmp_path: Path, day: str, zone: str, last_day: str
) -> None:
    office = made(tmp_path, day, time_zone=zone)
    assert office.case.deadlines["last_day"] == days(office)["last_day"].at == last_day
    assert calendar_of(office.case, ZoneInfo(zone)).last_day.strftime("%H:%M") == "17:00"
    office.close()


def test_the_days_that_questions_turn_on_are_those_of_the_calendar(tmp_path: Path) -> None:
    office = made(tmp_path, "2022-11-08")
    found, stored = calendar_of(office.case, ZONE), days(office)
    assert found.registration_closes == date(2022, 10, 11)
    assert (found.state_date, found.county_date) == (date(2022, 10, 9), date(2022, 10, 10))
    assert office.case.deadlines == {
        "last_day": stored["last_day"].at,
        "registration_closes": stored["registration_closes"].day,
        "state_date": stored["state_date"].day,
        "county_date": stored["county_date"].day,
    }
    office.close()


def test_a_day_without_hour_or_without_date_says_nothing_of_them(tmp_path: Path) -> None:
    office = made(tmp_path, "2020-11-03")
    found = days(office)
    assert (found["unused_ballots"].day, found["unused_ballots"].at) == ("2020-12-03", "")
    assert (found["notices_to_voters"].day, found["notices_to_voters"].at) == ("", "")
    office.close()


def test_an_older_case_shows_the_days_its_deadlines_have(tmp_path: Path) -> None:
    office = made(tmp_path, "2022-11-08")
    older = changed(office.case, calendar=())
    found = days_of_case(older, ZONE)
    assert [(day.id, day.day) for day in found] == [
        ("state_date", "2022-10-09"), ("county_date", "2022-10-10"), ("registration_closes", "2022-10-11"),
        ("last_day", "2022-11-14"),
    ]  # fmt: skip
    assert {day.how for day in found} == {NOT_KEPT}
    assert days_of_case(office.case, ZONE) == office.case.calendar
    office.close()


def test_a_case_from_before_moves_had_a_day_of_their_own_still_tells_one(tmp_path: Path) -> None:
    office = made(tmp_path, "2022-11-08")
    kept = {name: text for name, text in office.case.deadlines.items() if name != "county_date"}
    assert calendar_of(changed(office.case, deadlines=kept), ZONE).county_date == date(2022, 10, 11)
    office.close()


@pytest.mark.parametrize(
    ("day", "now", "hours"),
    [
        ("2020-11-03", "2020-11-05T17:00-05:00", 24),
        ("2020-11-03", "2020-10-31T17:00-04:00", 145),  # clocks were put back on Nov 1
        ("2022-11-08", "2022-11-05T17:00-04:00", 217),  # and on Nov 6
        ("2027-11-05", "2027-11-06T17:00-04:00", 49),  # and on Nov 7, between the election and its last day
        ("2027-11-05", "2027-11-07T01:30-04:00", 40.5),
        ("2027-11-05", "2027-11-07T01:30-05:00", 39.5),
        ("2027-11-05", "2027-11-08T17:00-05:00", 0),
        ("2027-11-05", "2027-11-08T18:00-05:00", -1),
        ("2020-03-06", "2020-03-07T17:00-05:00", 47),  # clocks were put forward on Mar 8
    ],
)
def test_the_time_left_is_real_time_across_a_change_of_clocks(tmp_path: Path, day: str, now: str, hours: float) -> None:
    office = made(tmp_path, day, clock=lambda: datetime.fromisoformat(now).astimezone(UTC))
    assert office.overview.time_left() == timedelta(hours=hours)
    office.close()


def test_the_time_left_is_told_in_real_hours(tmp_path: Path) -> None:
    office = made(tmp_path, "2027-11-05", clock=lambda: datetime(2027, 11, 6, 21, tzinfo=UTC))
    assert time_left_words(office) == "2 days 1 hour left"
    assert deadline_words(office) == "until Mon Nov 8, 5:00 p.m."
    office.close()


@pytest.mark.parametrize("day", ["2020-11-03", "2022-11-08", "2027-11-05"])
@pytest.mark.parametrize(("seconds", "closes"), [(-86400, False), (-1, False), (0, True), (1, True), (86400, True)])
def test_the_period_closes_from_its_last_moment_on(tmp_path: Path, day: str, seconds: int, closes: bool) -> None:
    office = made(tmp_path, day)
    moment = moment_of(office.case.deadlines["last_day"]) + timedelta(seconds=seconds)
    closed = close_period(office.case, Act(instant(moment), "sam"))
    assert isinstance(closed, Refusal) != closes
    office.close()


def test_a_case_with_its_days_verifies(tmp_path: Path) -> None:
    made(tmp_path, "2020-11-03").close()
    assert list(verify(tmp_path / "c.case").findings) == []


def test_holidays_are_those_of_the_definitions_state(tmp_path: Path) -> None:
    how: dict[str, str] = {}
    for state in ("GA", "NC"):
        (tmp_path / state).mkdir()
        office = made(tmp_path / state, "2022-10-07", state=state)
        how[state] = days(office)["last_day"].how
        office.close()
    assert how == {
        "GA": "The third day after the election, Mon Oct 10, 2022, is Columbus Day: Tue Oct 11, 2022.",
        "NC": "The third day after the election, Mon Oct 10, 2022, is a business day.",
    }
