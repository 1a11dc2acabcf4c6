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
    """ "Nov 3, 2020" as a date."""
    return datetime.strptime(text, "%b %d, %Y").date()  # noqa: DTZ007


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
        ("Nov 3, 2020", "Nov 6, 2020"),
        ("Nov 8, 2022", "Nov 14, 2022"),  # the third day was Veterans Day
        ("Nov 5, 2024", "Nov 8, 2024"),
        ("Nov 3, 2026", "Nov 6, 2026"),
        ("Dec 1, 2020", "Dec 4, 2020"),
        ("Jan 5, 2021", "Jan 8, 2021"),
        ("Dec 6, 2022", "Dec 9, 2022"),
        ("Dec 22, 2020", "Dec 28, 2020"),  # Christmas Day, then a weekend
        ("Nov 24, 2020", "Nov 30, 2020"),  # the state's holiday after Thanksgiving, then a weekend
        ("Dec 21, 2020", "Dec 28, 2020"),  # two days of Christmas, then a weekend
        ("Nov 6, 2018", "Nov 9, 2018"),
        ("Nov 5, 2027", "Nov 8, 2027"),
    ],
)
@pytest.mark.parametrize("rules", PACK_IDS)
def test_the_last_day_is_the_third_after_the_election_or_the_next_business_day(election, last_day, rules):
    assert on(election, "last_day", rules) == on(election, "absentee_cure", rules) == day(last_day)


@pytest.mark.parametrize(
    ("election", "law_2020", "law_2021"),
    [
        ("Nov 3, 2020", "Nov 13, 2020", "Nov 9, 2020"),
        ("Nov 8, 2022", "Nov 18, 2022", "Nov 14, 2022"),
        ("Nov 5, 2024", "Nov 15, 2024", "Nov 12, 2024"),  # Monday was Veterans Day
        ("Nov 3, 2026", "Nov 13, 2026", "Nov 9, 2026"),
        ("Dec 1, 2020", "Dec 11, 2020", "Dec 7, 2020"),
        ("Jan 5, 2021", "Jan 15, 2021", "Jan 11, 2021"),
        ("Dec 6, 2022", "Dec 16, 2022", "Dec 12, 2022"),
        ("Dec 22, 2020", "Jan 4, 2021", "Dec 28, 2020"),  # the second Friday was New Year's Day
        ("Nov 17, 2020", "Nov 30, 2020", "Nov 23, 2020"),  # the second Friday came after Thanksgiving
    ],
)
def test_certification_is_the_second_friday_then_by_later_law_the_monday_after(election, law_2020, law_2021):
    assert on(election, "certification", SOS) == on(election, "certification", STATUTE) == day(law_2020)
    assert on(election, "certification", SB202) == day(law_2021)


@pytest.mark.parametrize(
    ("election", "closes", "monday", "state"),
    [
        ("Nov 3, 2020", "Oct 5, 2020", "Oct 5, 2020", "Oct 4, 2020"),
        ("Nov 8, 2022", "Oct 11, 2022", "Oct 10, 2022", "Oct 9, 2022"),  # the Monday was Columbus Day
        ("Nov 5, 2024", "Oct 7, 2024", "Oct 7, 2024", "Oct 6, 2024"),
        ("Jan 5, 2021", "Dec 7, 2020", "Dec 7, 2020", "Dec 6, 2020"),
        ("Dec 1, 2020", "Nov 2, 2020", "Nov 2, 2020", "Nov 1, 2020"),
        ("Dec 6, 2022", "Nov 7, 2022", "Nov 7, 2022", "Nov 6, 2022"),
        ("Nov 2, 2020", "Sep 28, 2020", "Sep 28, 2020", "Oct 3, 2020"),  # an election on a Monday does not count itself
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
        ("papers_to_registrars", "Nov 4, 2020"),
        ("unused_ballots", "Dec 3, 2020"),
        ("voter_credit", "Jan 4, 2021"),  # the sixtieth day was a Saturday
        ("federal_records", "Sep 3, 2022"),  # a Saturday: what is kept does not move
        ("rejection_notices", "Nov 6, 2022"),  # a Sunday
        ("election_records", "Nov 13, 2022"),  # a Sunday
        ("notices_to_voters", None),
    ],
)
def test_a_last_day_to_act_moves_on_and_the_end_of_keeping_does_not(name, kept):
    assert on("Nov 3, 2020", name) == (day(kept) if kept else None)


def test_the_days_stand_in_order_of_time_and_the_one_without_a_day_last():
    found = days_of(pack(SOS), GWINNETT, georgia_holiday_name)
    dated = [each.on for each in found[:-1]]
    assert dated == sorted(dated)
    assert found[-1].id == "notices_to_voters"
    assert all(each.words == DAYS[each.id] and each.law and each.how.endswith(".") for each in found)


def test_only_the_law_of_2021_has_an_hour_from_which_another_precinct_counts():
    assert "wrong_precinct_from" not in days(GWINNETT.date, SOS)
    found = days(day("Nov 8, 2022"), SB202)["wrong_precinct_from"]
    assert (found.on, found.hour) == (day("Nov 8, 2022"), time(17))


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
    found = days(day("Nov 8, 2022"))
    assert found["last_day"].at(ZONE).astimezone(UTC) == datetime(2022, 11, 14, 22, tzinfo=UTC)
    assert found["registration_closes"].at(ZONE) is None
    assert found["notices_to_voters"].at(ZONE) is None


@pytest.mark.parametrize(
    ("election", "on", "how"),
    [
        ("Nov 3, 2020", "Nov 12, 2020", "The ninth day after the election, Thu Nov 12, 2020, is a business day."),
        (
            "Nov 2, 2021", "Nov 10, 2021",
            "The ninth day after the election, Thu Nov 11, 2021, is Veterans Day: Wed Nov 10, 2021.",
        ),
        (
            "Nov 4, 2022", "Nov 10, 2022",
            "The ninth day after the election, Sun Nov 13, 2022, is a Sunday; Sat and Fri (Veterans Day) come before it: "
            "Thu Nov 10, 2022.",
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
        ("Nov 3, 2020", "last_day", "The third day after the election, Fri Nov 6, 2020, is a business day."),
        (
            "Nov 8, 2022", "last_day",
            "The third day after the election, Fri Nov 11, 2022, is Veterans Day; Sat and Sun follow: Mon Nov 14, 2022.",
        ),
        ("Nov 5, 2027", "last_day", "The third day after the election, Mon Nov 8, 2027, is a business day."),
        (
            "Nov 4, 2020", "last_day",
            "The third day after the election, Sat Nov 7, 2020, is a Saturday; Sun follows: Mon Nov 9, 2020.",
        ),
        (
            "Dec 21, 2020", "last_day",
            "The third day after the election, Thu Dec 24, 2020, is Washington's Birthday; Fri (Christmas Day), Sat and Sun "
            "follow: Mon Dec 28, 2020.",
        ),
        (
            "Jul 1, 2021", "last_day",
            "The third day after the election, Sun Jul 4, 2021, is a Sunday; Mon (Independence Day (observed)) follows: "
            "Tue Jul 6, 2021.",
        ),
        (
            "Nov 8, 2022", "registration_closes",
            "The fifth Monday before the election, Mon Oct 10, 2022, is Columbus Day: Tue Oct 11, 2022.",
        ),
        (
            "Nov 8, 2022", "county_date",
            "The fifth Monday before the election: Mon Oct 10, 2022. It does not move for a weekend or a holiday.",
        ),
        ("Nov 3, 2020", "papers_to_registrars", "The day after the election, Wed Nov 4, 2020, is a business day."),
        (
            "Nov 3, 2020", "state_date",
            "The 30th day before the election: Sun Oct 4, 2020. It does not move for a weekend or a holiday.",
        ),
        ("Nov 3, 2020", "absentee_cure", "The same as the last day to determine and to cure."),
        (
            "Nov 3, 2020", "election_records",
            "24 months after the last day to certify the returns: Sun Nov 13, 2022. It does not move for a weekend or a "
            "holiday.",
        ),
        ("Nov 3, 2020", "notices_to_voters", "At the earliest time possible after a determination; no day is set."),
    ],
)  # fmt: skip
def test_a_sentence_says_how_a_day_was_worked_out(election, name, how):
    assert days(day(election))[name].how == how


def test_the_monday_after_is_named_without_a_number():
    how = days(day("Nov 5, 2024"), SB202)["certification"].how
    assert how == "The Monday after the election, Mon Nov 11, 2024, is Veterans Day: Tue Nov 12, 2024."


# each date the day before, on, and after


@pytest.mark.parametrize("election", ["Nov 3, 2020", "Nov 8, 2022", "Nov 5, 2027"])
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


@cache
def first_of_month(start, count):
    """The first of the month so many months on: the same from every day of a month."""
    return walked(start, 1, (lambda one: one.day == 1, count))


def months_on(start, count):
    """So many times over the first of a month, then to the day of the same number, if the month reaches it."""
    first = first_of_month(start.replace(day=1), count)
    inside = [first + timedelta(days=number) for number in range(31)]
    return [one for one in inside if one.month == first.month and one.day <= start.day][-1]


def certified_by(election, table, certified):
    return moved_on(walked(election, 1, certified), table)


def expected(election, table, certified):
    """The days of an election, by walking day after day."""
    every, monday = (lambda _: True), (lambda one: one.strftime("%w") == "1")
    fifth_monday = walked(election, -1, (monday, 5))
    last_day = moved_on(walked(election, 1, (every, 3)), table)
    certification = certified_by(election, table, certified)
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
CERTIFICATION = replace(
    pack(SB202), parameters=tuple(each for each in pack(SB202).parameters if each.id == "certification")
)
"""The only day of a later law that is another one than before."""
EVERY_DAY = [date(2018, 1, 1) + timedelta(days=number) for number in range(5479)]


def check(election):
    found = {name: each.on for name, each in days.__wrapped__(election).items()}
    assert found == expected(election, TABLE, SECOND_FRIDAY), election
    (later,) = days_of(CERTIFICATION, replace(GWINNETT, date=election), georgia_holiday_name)
    assert later.on == certified_by(election, TABLE, MONDAY_AFTER), election


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
