"""Days counted in business days, and days that differ by the kind of election."""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path

import pytest

from adjudicator import resources
from adjudicator.law.days.calendar import Day, days_of
from adjudicator.law.days.kinds import phrase_for, with_kinds
from adjudicator.law.days.phrases import DayRule, read_rule
from adjudicator.law.rules.pack import Parameter
from adjudicator.records.election import Contest, Election

ATLANTIS = Path(__file__).parents[1] / "packs" / "atlantis-2022"
HOLIDAYS = {date(2022, 11, 11): "Veterans Day", date(2022, 11, 24): "Thanksgiving"}
LOCAL = Contest("L", 1, "Mayor", "municipal")
FEDERAL = Contest("H", 1, "US House", "congressional")


def election(
    *contests: Contest, day: date = date(2022, 11, 8), primary: bool = False, runoff: bool = False
) -> Election:
    held = {each.id: each for each in contests}
    return Election("", day, "AZ", "", "", "", held, {}, {}, primary=primary, runoff=runoff)


def last_day(value: str, of: Election, **more: str) -> Day:
    given = {"last_day": value, **more}
    parameters = tuple(Parameter(name, each, "It is.", "Code 1") for name, each in given.items())
    law = resources.pack("georgia-2020")
    days = days_of(type(law)("x", "X", (), parameters, (), {}, ""), of, lambda day: HOLIDAYS.get(day, ""))
    return {day.id: day for day in days}["last_day"]


@pytest.mark.parametrize(
    ("value", "on", "how"),
    [
        (
            "5 business days after", date(2022, 11, 16),
            "The fifth business day after the election: Wed Nov 16, 2022. Not counted: Fri (Veterans Day), Sat and Sun.",
        ),
        ("1 business day after", date(2022, 11, 9), "The business day after the election: Wed Nov 9, 2022."),
        (
            "3 business days before", date(2022, 11, 3),
            "The third business day before the election: Thu Nov 3, 2022. Not counted: Sat and Sun.",
        ),
    ],
)  # fmt: skip
def test_business_days_are_counted_and_those_between_are_named(value: str, on: date, how: str) -> None:
    day = last_day(value, election(LOCAL))
    assert (day.on, day.how) == (on, how)


def test_election_day_itself_is_not_named_where_it_is_a_holiday() -> None:
    day = last_day("1 business day after", election(LOCAL, day=date(2022, 11, 11)))
    assert (day.on, day.how) == (
        date(2022, 11, 14), "The business day after the election: Mon Nov 14, 2022. Not counted: Sat and Sun.",
    )  # fmt: skip


def test_business_days_count_from_another_day_and_end_at_an_hour() -> None:
    assert read_rule(Parameter("x", "2 business days before certification", "", "")) == DayRule(
        2, "business day", before=True, of="certification"
    )
    day = last_day("5 business days after, until 17:00", election(LOCAL))
    assert (day.on, day.hour) == (date(2022, 11, 16), time(17))


@pytest.mark.parametrize(
    "value",
    [
        "5 business day after", "1 business days after", "5 business days after, or the next business day",
        "business day after", "fifth business day after", "5 businessdays after",
    ],
)  # fmt: skip
def test_what_is_no_such_phrase_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="is no day that the calendar can read"):
        read_rule(Parameter("last_day", value, "", ""))


ARIZONA = with_kinds("3 business days after, until 17:00", {"federal": "5 business days after, until 17:00"})


@pytest.mark.parametrize(
    ("contest", "on", "kind"),
    [
        (FEDERAL, date(2022, 11, 16), "So it is for an election with a federal contest."),
        (
            LOCAL, date(2022, 11, 14),
            "For some kinds of elections there is another day; this election is of none of them.",
        ),
    ],
)  # fmt: skip
def test_a_day_may_differ_by_the_kind_of_election_and_says_so(contest: Contest, on: date, kind: str) -> None:
    day = last_day(ARIZONA, election(contest))
    assert (day.on, day.hour) == (on, time(17))
    assert day.how.endswith(kind)


def test_the_first_kind_named_decides() -> None:
    by_kind = {"runoff": "1 day after", "primary": "2 days after", "general": "4 days after"}
    value = with_kinds("9 days after", by_kind)
    assert value == "runoff: 1 day after; primary: 2 days after; general: 4 days after; otherwise: 9 days after"
    ran_off, primary = election(LOCAL, primary=True, runoff=True), election(LOCAL, primary=True)
    found = [phrase_for(value, each)[0] for each in (ran_off, primary, election(LOCAL))]
    assert found == ["1 day after", "2 days after", "4 days after"]
    assert phrase_for("3 days after, until 17:00", primary) == ("3 days after, until 17:00", "")
    assert phrase_for("odd: 3 days after", primary) == ("odd: 3 days after", "")


def problems_with(folder: Path, last: str) -> list[str]:
    place = Path(shutil.copytree(ATLANTIS, folder / ATLANTIS.name))
    file = place / "parameters.toml"
    right = 'value = "9 days after, until office_hour"'
    said = file.read_text(encoding="utf-8")
    assert right in said
    file.write_text(said.replace(right, last), encoding="utf-8")
    folder_read, problems = resources.read_folder(place)
    assert (folder_read is None) == bool(problems)
    return [str(problem) for problem in problems]


IN_FILE = "atlantis-2022/parameters.toml"


@pytest.mark.parametrize(
    ("last", "says"),
    [
        ('value = "3 business days after, until 17:00"\nby_kind = { federal = "5 business days after, until 17:00" }', []),
        (
            'value = "9 days after, until 17:00"\nby_kind = { federl = "5 days after" }',
            [f'{IN_FILE}, parameter "last_day": "federl" is not a kind of election. Did you mean "federal"? Allowed: '
             "federal, runoff, primary, general."],
        ),
        (
            'value = "9 days after, until 17:00"\nby_kind = { federal = "5 bussiness days after" }',
            [f'{IN_FILE}: parameter last_day: "5 bussiness days after" is no day that the calendar can read. Write it as in '
             '"3 days after, or the next business day, until 17:00"; docs/packs.md has every form.'],
        ),
        (
            'value = "9 days after, until 17:00"\nby_kind = { runoff = "5 days after" }',
            [f'{IN_FILE}: the parameter last_day has no hour. Let it end with ", until 17:00" or another hour.'],
        ),
    ],
)  # fmt: skip
def test_days_by_kind_are_checked_for_every_kind(last: str, says: list[str], tmp_path: Path) -> None:
    assert problems_with(tmp_path, last) == says
