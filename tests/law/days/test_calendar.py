"""The law's days: every date that the sources work out, each rule swept over fifteen years, and the sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import pytest

from adjudicator.intake.definition import read_definition
from adjudicator.law.days.calendar import DAYS, days_of
from adjudicator.law.facts.derive import FIVE_O_CLOCK, derive_identification, derive_oath
from adjudicator.law.rules.pack import Parameter
from adjudicator.records.election import Election
from adjudicator.resources import PACK_IDS, georgia_holiday, georgia_holiday_name, pack, path

SOS, STATUTE, SB202 = "georgia-2020-sos", "georgia-2020", "georgia-2021"
GWINNETT, _ = read_definition(path("practice", "gwinnett-2020.json").read_bytes(), "gwinnett-2020.json")
ZONE = ZoneInfo("America/New_York")


def day(text):
    """ "3 Nov 2020" as a date."""
    return datetime.strptime(text, "%d %b %Y").date()  # noqa: DTZ007


@cache
def days(election, rules=SOS):
    """The days by id, of Gwinnett's ballot on another date."""
    found = days_of(pack(rules), replace(GWINNETT, date=election), georgia_holiday_name)
    return {each.id: each for each in found}


def on(election, name, rules=SOS):
    return days(day(election), rules)[name].on


# every date worked out in the sources


@pytest.mark.parametrize(
    ("election", "last_day"),
    [
        ("3 Nov 2020", "6 Nov 2020"),
        ("8 Nov 2022", "14 Nov 2022"),  # the third day was Veterans Day
        ("5 Nov 2024", "8 Nov 2024"),
        ("3 Nov 2026", "6 Nov 2026"),
        ("1 Dec 2020", "4 Dec 2020"),
        ("5 Jan 2021", "8 Jan 2021"),
        ("6 Dec 2022", "9 Dec 2022"),
        ("22 Dec 2020", "28 Dec 2020"),  # Christmas Day, then a weekend
        ("24 Nov 2020", "30 Nov 2020"),  # the state's holiday after Thanksgiving, then a weekend
        ("21 Dec 2020", "28 Dec 2020"),  # two days of Christmas, then a weekend
        ("6 Nov 2018", "9 Nov 2018"),
        ("5 Nov 2027", "8 Nov 2027"),
    ],
)
@pytest.mark.parametrize("rules", PACK_IDS)
def test_the_last_day_is_the_third_after_the_election_or_the_next_business_day(election, last_day, rules):
    assert on(election, "last_day", rules) == on(election, "absentee_cure", rules) == day(last_day)


@pytest.mark.parametrize(
    ("election", "law_2020", "law_2021"),
    [
        ("3 Nov 2020", "13 Nov 2020", "9 Nov 2020"),
        ("8 Nov 2022", "18 Nov 2022", "14 Nov 2022"),
        ("5 Nov 2024", "15 Nov 2024", "12 Nov 2024"),  # Monday was Veterans Day
        ("3 Nov 2026", "13 Nov 2026", "9 Nov 2026"),
        ("1 Dec 2020", "11 Dec 2020", "7 Dec 2020"),
        ("5 Jan 2021", "15 Jan 2021", "11 Jan 2021"),
        ("6 Dec 2022", "16 Dec 2022", "12 Dec 2022"),
        ("22 Dec 2020", "4 Jan 2021", "28 Dec 2020"),  # the second Friday was New Year's Day
        ("17 Nov 2020", "30 Nov 2020", "23 Nov 2020"),  # the second Friday came after Thanksgiving
    ],
)
def test_certification_is_the_second_friday_then_by_later_law_the_monday_after(election, law_2020, law_2021):
    assert on(election, "certification", SOS) == on(election, "certification", STATUTE) == day(law_2020)
    assert on(election, "certification", SB202) == day(law_2021)


@pytest.mark.parametrize(
    ("election", "closes", "monday", "state"),
    [
        ("3 Nov 2020", "5 Oct 2020", "5 Oct 2020", "4 Oct 2020"),
        ("8 Nov 2022", "11 Oct 2022", "10 Oct 2022", "9 Oct 2022"),  # the Monday was Columbus Day
        ("5 Nov 2024", "7 Oct 2024", "7 Oct 2024", "6 Oct 2024"),
        ("5 Jan 2021", "7 Dec 2020", "7 Dec 2020", "6 Dec 2020"),
        ("1 Dec 2020", "2 Nov 2020", "2 Nov 2020", "1 Nov 2020"),
        ("6 Dec 2022", "7 Nov 2022", "7 Nov 2022", "6 Nov 2022"),
        ("2 Nov 2020", "28 Sep 2020", "28 Sep 2020", "3 Oct 2020"),  # an election on a Monday does not count itself
    ],
)
def test_a_holiday_moves_the_closing_of_registration_and_no_day_that_a_move_is_compared_with(
    election, closes, monday, state
):
    assert on(election, "registration_closes") == on(election, "moves_reported") == day(closes)
    assert on(election, "county_date") == day(monday)
    assert on(election, "state_date") == day(state)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("papers_to_registrars", "4 Nov 2020"),
        ("unused_ballots", "3 Dec 2020"),
        ("voter_credit", "4 Jan 2021"),  # the sixtieth day was a Saturday
        ("federal_records", "3 Sep 2022"),  # a Saturday: what is kept does not move
        ("rejection_notices", "6 Nov 2022"),  # a Sunday
        ("election_records", "13 Nov 2022"),  # a Sunday
        ("notices_to_voters", None),
    ],
)
def test_a_last_day_to_act_moves_on_and_the_end_of_keeping_does_not(name, kept):
    assert on("3 Nov 2020", name) == (day(kept) if kept else None)


def test_the_days_stand_in_order_of_time_and_the_one_without_a_day_last():
    found = days_of(pack(SOS), GWINNETT, georgia_holiday_name)
    dated = [each.on for each in found[:-1]]
    assert dated == sorted(dated)
    assert found[-1].id == "notices_to_voters"
    assert all(each.words == DAYS[each.id] and each.law and each.how.endswith(".") for each in found)


def test_only_the_law_of_2021_has_an_hour_from_which_another_precinct_counts():
    assert "wrong_precinct_from" not in days(GWINNETT.date, SOS)
    found = days(day("8 Nov 2022"), SB202)["wrong_precinct_from"]
    assert (found.on, found.hour) == (day("8 Nov 2022"), time(17))


def test_federal_records_are_kept_only_where_a_federal_candidate_is_on_the_ballot():
    county = {name: each for name, each in GWINNETT.contests.items() if not each.is_federal}
    found = days_of(pack(SOS), replace(GWINNETT, contests=county), georgia_holiday_name)
    assert "federal_records" not in {each.id for each in found}
    assert "federal_records" in days(GWINNETT.date)


def test_the_polls_close_when_the_definition_says():
    other = replace(GWINNETT, polls_close=time(20), closing_times={"Harbins Elementary (GCPS)": time(21)})
    found = next(each for each in days_of(pack(SOS), other, georgia_holiday_name) if each.id == "polls_close")
    assert (found.on, found.hour) == (GWINNETT.date, time(20))
    assert found.how == (
        "The day and the hour are those of the election's definition. Some places have an hour of their own."
    )


def test_hours_are_the_packs_and_a_cure_of_an_absentee_ballot_ends_with_the_period():
    found = days(GWINNETT.date)
    assert [found[name].hour for name in ("last_day", "absentee_cure", "certification")] == [time(17)] * 3
    assert found["registration_closes"].hour is None
    later = [replace(each, value="18:30") if each.id == "office_hour" else each for each in pack(SOS).parameters]
    moved = days_of(replace(pack(SOS), parameters=tuple(later)), GWINNETT, georgia_holiday_name)
    hours = {each.id: each.hour for each in moved}
    assert (hours["last_day"], hours["absentee_cure"], hours["certification"]) == (time(18, 30), time(18, 30), time(17))


def test_a_day_with_an_hour_is_a_moment_and_one_without_is_none():
    found = days(day("8 Nov 2022"))
    assert found["last_day"].at(ZONE).astimezone(UTC) == datetime(2022, 11, 14, 22, tzinfo=UTC)
    assert found["registration_closes"].at(ZONE) is None
    assert found["notices_to_voters"].at(ZONE) is None


@pytest.mark.parametrize(
    ("election", "on", "how"),
    [
        ("3 Nov 2020", "12 Nov 2020", "The ninth day after the election, Thu 12 Nov 2020, is a business day."),
        ("2 Nov 2021", "10 Nov 2021", "The ninth day after the election, Thu 11 Nov 2021, is Veterans Day: Wed 10 Nov 2021."),
        (
            "4 Nov 2022", "10 Nov 2022",
            "The ninth day after the election, Sun 13 Nov 2022, is a Sunday; Sat and Fri (Veterans Day) come before it: "
            "Thu 10 Nov 2022.",
        ),
    ],
)  # fmt: skip
def test_a_day_may_move_back_to_the_business_day_before(election, on, how):
    before = Parameter("last_day", "9 days after, or the business day before, until 17:00", "", "")
    parameters = tuple(before if each.id == "last_day" else each for each in pack(SOS).parameters)
    moved = days_of(
        replace(pack(SOS), parameters=parameters), replace(GWINNETT, date=day(election)), georgia_holiday_name
    )
    found = next(each for each in moved if each.id == "last_day")
    assert (found.on, found.hour, found.how) == (day(on), time(17), how)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (Parameter("last_day", "3 dais after", "", ""), 'parameter last_day: "3 dais after" is no day'),
        (Parameter("last_day", "3 days after, until lunch", "", ""), "parameter last_day: .* takes its hour from"),
        (Parameter("last_day", "3 days after, until polls", "", ""), "parameter last_day: .* takes its hour from"),
        (Parameter("last_day", "3 days after certification", "", ""), "parameter last_day: .* counts from a day"),
        (Parameter("last_day", "same as last_day", "", ""), "parameter last_day: .* counts from a day"),
        (Parameter("absentee_cure", "same as christmas", "", ""), "parameter absentee_cure: .* counts from a day"),
        (Parameter("polls_close", "at seven", "", ""), "parameter polls_close: .* is no day"),
    ],
)
def test_a_phrase_that_leads_nowhere_is_an_error_that_names_the_parameter(changed, says):
    parameters = tuple(changed if each.id == changed.id else each for each in pack(SOS).parameters)
    with pytest.raises(ValueError, match=says):
        days_of(replace(pack(SOS), parameters=parameters), GWINNETT, georgia_holiday_name)


# the sentence


@pytest.mark.parametrize(
    ("election", "name", "how"),
    [
        ("3 Nov 2020", "last_day", "The third day after the election, Fri 6 Nov 2020, is a business day."),
        (
            "8 Nov 2022", "last_day",
            "The third day after the election, Fri 11 Nov 2022, is Veterans Day; Sat and Sun follow: Mon 14 Nov 2022.",
        ),
        ("5 Nov 2027", "last_day", "The third day after the election, Mon 8 Nov 2027, is a business day."),
        (
            "4 Nov 2020", "last_day",
            "The third day after the election, Sat 7 Nov 2020, is a Saturday; Sun follows: Mon 9 Nov 2020.",
        ),
        (
            "21 Dec 2020", "last_day",
            "The third day after the election, Thu 24 Dec 2020, is Washington's Birthday; Fri (Christmas Day), Sat and Sun "
            "follow: Mon 28 Dec 2020.",
        ),
        (
            "1 Jul 2021", "last_day",
            "The third day after the election, Sun 4 Jul 2021, is a Sunday; Mon (Independence Day (observed)) follows: "
            "Tue 6 Jul 2021.",
        ),
        (
            "8 Nov 2022", "registration_closes",
            "The fifth Monday before the election, Mon 10 Oct 2022, is Columbus Day: Tue 11 Oct 2022.",
        ),
        (
            "8 Nov 2022", "county_date",
            "The fifth Monday before the election: Mon 10 Oct 2022. It does not move for a weekend or a holiday.",
        ),
        ("3 Nov 2020", "papers_to_registrars", "The day after the election, Wed 4 Nov 2020, is a business day."),
        (
            "3 Nov 2020", "state_date",
            "The 30th day before the election: Sun 4 Oct 2020. It does not move for a weekend or a holiday.",
        ),
        ("3 Nov 2020", "absentee_cure", "The same as the last day to determine and to cure."),
        (
            "3 Nov 2020", "election_records",
            "24 months after the last day to certify the returns: Sun 13 Nov 2022. It does not move for a weekend or a "
            "holiday.",
        ),
        ("3 Nov 2020", "notices_to_voters", "At the earliest time possible after a determination; no day is set."),
    ],
)  # fmt: skip
def test_a_sentence_says_how_a_day_was_worked_out(election, name, how):
    assert days(day(election))[name].how == how


def test_the_monday_after_is_named_without_a_number():
    how = days(day("5 Nov 2024"), SB202)["certification"].how
    assert how == "The Monday after the election, Mon 11 Nov 2024, is Veterans Day: Tue 12 Nov 2024."


# each date the day before, on, and after


@pytest.mark.parametrize("election", ["3 Nov 2020", "8 Nov 2022", "5 Nov 2027"])
@pytest.mark.parametrize(
    ("days_later", "at", "identification", "oath"),
    [
        (-1, "23:59", "supplied_in_time", "signed"),
        (0, "00:00", "supplied_in_time", "signed"),
        (0, "16:59", "supplied_in_time", "signed"),
        (0, "17:00", "supplied_in_time", "signed"),
        (0, "17:01", "supplied_after_hours", "signed"),
        (0, "23:59", "supplied_after_hours", "signed"),
        (1, "00:00", "supplied_late", "unsigned"),
        (1, "09:00", "supplied_late", "unsigned"),
    ],
)
def test_what_comes_before_on_and_after_the_last_day(election, days_later, at, identification, oath):
    last = days(day(election))["last_day"]
    arrived = datetime.combine(last.on + timedelta(days=days_later), time.fromisoformat(at))
    assert derive_identification(arrived, last.on, last.hour) == identification
    assert derive_oath(arrived, last.on, day(election)) == oath


# a second implementation, day by day


def is_business_day(one, table):
    return one.weekday() < 5 and one not in table


def walked(start, step, wanted):
    """The day reached by walking until `wanted` days that please it have been met."""
    please, count = wanted
    one = start
    while count:
        one += timedelta(days=step)
        count -= please(one)
    return one


def moved_on(one, table):
    while not is_business_day(one, table):
        one += timedelta(days=1)
    return one


def months_on(start, count):
    """So many times over the first of a month, then to the day of the same number, if the month reaches it."""
    first = walked(start, 1, (lambda one: one.day == 1, count))
    inside = [first + timedelta(days=number) for number in range(31)]
    return [one for one in inside if one.month == first.month and one.day <= start.day][-1]


def expected(election, table, certified):
    """The days of an election, by walking day after day."""
    every, monday = (lambda _: True), (lambda one: one.strftime("%w") == "1")
    fifth_monday = walked(election, -1, (monday, 5))
    last_day = moved_on(walked(election, 1, (every, 3)), table)
    certification = moved_on(walked(election, 1, certified), table)
    return {
        "state_date": walked(election, -1, (every, 30)),
        "registration_closes": moved_on(fifth_monday, table),
        "moves_reported": moved_on(fifth_monday, table),
        "county_date": fifth_monday,
        "polls_close": election,
        "papers_to_registrars": moved_on(walked(election, 1, (every, 1)), table),
        "last_day": last_day,
        "absentee_cure": last_day,
        "certification": certification,
        "voter_credit": moved_on(walked(election, 1, (every, 60)), table),
        "unused_ballots": walked(election, 1, (every, 30)),
        "federal_records": months_on(election, 22),
        "election_records": months_on(certification, 24),
        "rejection_notices": months_on(last_day, 24),
        "notices_to_voters": None,
    }


TABLE = holidays.country_holidays("US", subdiv="GA")
SECOND_FRIDAY = (lambda one: one.strftime("%w") == "5", 2)
MONDAY_AFTER = (lambda one: one.strftime("%w") == "1", 1)
EVERY_DAY = [date(2018, 1, 1) + timedelta(days=number) for number in range(5479)]


def check(election):
    found = {name: each.on for name, each in days.__wrapped__(election).items()}
    assert found == expected(election, TABLE, SECOND_FRIDAY), election
    later = days.__wrapped__(election, SB202)["certification"].on
    assert later == expected(election, TABLE, MONDAY_AFTER)["certification"], election


def test_the_tuesdays_of_elections_and_every_31st_day_agree_with_a_calendar_walked_day_by_day():
    assert EVERY_DAY[-1] == date(2032, 12, 31)
    tuesdays = {one for one in EVERY_DAY if one.month in (11, 12) and one.weekday() == 1 and one.day <= 8}
    for election in sorted(tuesdays | set(EVERY_DAY[::31])):
        check(election)


@pytest.mark.slow
@pytest.mark.parametrize("year", range(2018, 2033))
def test_every_day_of_fifteen_years_agrees_with_a_calendar_walked_day_by_day(year):
    for election in EVERY_DAY:
        if election.year == year:
            check(election)


def test_a_name_is_given_exactly_where_the_library_has_a_holiday():
    assert georgia_holiday_name(date(2022, 11, 11)) == "Veterans Day"
    assert georgia_holiday_name(date(2022, 11, 10)) == ""
    assert [georgia_holiday(date(2022, 11, number)) for number in (10, 11, 12)] == [False, True, False]


def test_the_clock_of_the_facts_is_the_packs():
    numbers = pack(SB202)
    assert numbers.hour("wrong_precinct_from") == FIVE_O_CLOCK
    assert numbers.hour("polls_close") == Election.__dataclass_fields__["polls_close"].default
