"""The law's days of one election, each worked out from a parameter of the pack, with a sentence that says how.

Holidays are the caller's to know.

They are worked out when a case is made, and then kept in it: a library's table of holidays changes, a case does not.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from adjudicator.law.days.kinds import phrase_for
from adjudicator.law.days.phrases import BUSINESS_DAY, FIRST_ELECTION, WEEKDAYS, DayRule, is_hour, read_rule
from adjudicator.law.rules.pack import Pack, Parameter
from adjudicator.records.election import Election
from adjudicator.words import _, beside, capital, joined, n_, small
from adjudicator.words.dates import DAYS as SHORT_DAYS
from adjudicator.words.dates import long_day

SATURDAY = 5

HolidayName = Callable[[date], str]
"""The name of the state's legal holiday on a day; empty where it is none."""

DAYS: Mapping[str, str] = {
    "state_date": _("Last day of an early move to another state"),
    "registration_closes": _("Last day to apply to register"),
    "federal_runoff_closes": _("Last day to apply to register for the federal contests of the runoff"),
    "moves_reported": _("Last day to report a move within the county"),
    "county_date": _("Last day of an early move to another county"),
    "wrong_precinct_from": _("Another precinct may count in part from here on"),
    "polls_close": _("Regular closing of the polls"),
    "papers_to_registrars": _("Papers of provisional ballots are with the registrars"),
    "last_day": _("Last day to determine and to cure"),
    "absentee_cure": _("Last day to cure a rejected absentee ballot"),
    "certification": _("Last day to certify the returns"),
    "voter_credit": _("Last day to enter who has voted"),
    "unused_ballots": _("Unused ballots are kept until then"),
    "federal_records": _("Papers under federal law are kept until then"),
    "election_records": _("Ballots and papers are kept until then, or longer"),
    "rejection_notices": _("Notices of rejected absentee ballots are kept until then, or longer"),
    "notices_to_voters": _("Written notice to voters"),
}
"""The days, by the id of their parameter, in words. One that counts from another stands after it."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the law, local. `on` is None where the law sets no day, `hour` where the whole day counts.

    `words` says what the day is, `how` in a sentence how it was worked out, `law` the citation.
    """

    id: str
    words: str
    on: date | None
    hour: time | None
    law: str
    how: str

    def at(self, zone: tzinfo) -> datetime | None:
        """The moment, aware, where the day has an hour."""
        return datetime.combine(self.on, self.hour, zone) if self.on and self.hour else None


def days_of(pack: Pack, election: Election, holiday: HolidayName) -> tuple[Day, ...]:
    """Work out the days that the pack has parameters for, in order of time, those without a day last.

    The closing of the polls is the definition's, where it has an hour of its own, and so is that of registration; the
    federal records are left out where no federal candidate is on the ballot (52 U.S.C. 20701), and the closing of
    registration for the federal contests of a runoff wherever there are none. Raises ValueError, naming the parameter,
    for a phrase that cannot be read and for one that counts from a day or takes an hour that is not there.
    """
    given = {each.id: each for each in pack.parameters}
    found: dict[str, Day] = {}
    for name in DAYS:
        if name in given and _is_needed(name, election):
            found[name] = _worked_out(given[name], given, found, election, holiday)
    return tuple(sorted(found.values(), key=lambda day: (day.on or date.max, day.hour or time.max)))


def _is_needed(name: str, election: Election) -> bool:
    if name == "federal_runoff_closes":
        return election.runoff_of is not None and election.has_federal_contest
    return name != "federal_records" or election.has_federal_contest


def business_day(day: date, step: int, holiday: HolidayName) -> date:
    """The day itself, or the first that is no Saturday, Sunday or legal holiday, so many days on at a time (-1: back)."""
    while blocked_words(day, holiday):
        day += timedelta(days=step)
    return day


def business_days_on(day: date, count: int, holiday: HolidayName) -> date:
    """The day so many business days after a day (before it, where negative), the day itself not counted."""
    step = -1 if count < 0 else 1
    for __ in range(abs(count)):
        day = business_day(day + timedelta(days=step), step, holiday)
    return day


def weekday_after(day: date, weekday: int, count: int) -> date:
    """The `count`-th such weekday (0 is Monday) after a day, the day itself not counted."""
    first = day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
    return first + timedelta(weeks=count - 1)


def weekday_before(day: date, weekday: int, count: int) -> date:
    """The `count`-th such weekday (0 is Monday) before a day, the day itself not counted."""
    first = day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)
    return first - timedelta(weeks=count - 1)


def months_after(day: date, count: int) -> date:
    """The day of the same number so many months on (back, where negative), or that month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _worked_out(
    parameter: Parameter, given: Mapping[str, Parameter], found: Mapping[str, Day], election: Election,
    holiday: HolidayName,
) -> Day:  # fmt: skip
    phrase, kind = phrase_for(parameter.value, election)
    name, rule = parameter.id, read_rule(parameter, phrase)
    if not rule.dated:
        return Day(name, DAYS[name], None, None, parameter.source, beside(how_words(rule, None, "", holiday), kind))
    if name == "polls_close":
        return Day(name, DAYS[name], election.date, election.polls_close, parameter.source, polls_words(election))
    if name == "registration_closes" and election.registration_closes:
        how = _("The definition of the election names this day.")
        return Day(name, DAYS[name], election.registration_closes, None, parameter.source, how)
    base = _first_election(election) if rule.of == FIRST_ELECTION else _base(parameter, rule, found)
    start = base.on if base and base.on else election.date
    first = _counted(rule, start, holiday)
    on = business_day(first, rule.rolls, holiday) if rule.rolls else first
    hour = base.hour if base and not rule.unit else _hour(parameter, rule, given)
    how = how_words(rule, first, base.words if base else "", holiday, start)
    return Day(name, DAYS[name], on, hour, parameter.source, beside(how, kind))


def _first_election(election: Election) -> Day | None:
    """The election whose runoff this is, as a day to count from; None where it is no runoff."""
    if election.runoff_of is None:
        return None
    words = _("election of {day}, whose runoff this is", day=long_day(election.runoff_of))
    return Day(FIRST_ELECTION, words, election.runoff_of, None, "", "")


def _base(parameter: Parameter, rule: DayRule, found: Mapping[str, Day]) -> Day | None:
    if rule.of and (rule.of not in found or found[rule.of].on is None):
        raise ValueError(f'parameter {parameter.id}: "{parameter.value}" counts from a day that is not there before it')
    return found[rule.of] if rule.of else None


def _hour(parameter: Parameter, rule: DayRule, given: Mapping[str, Parameter]) -> time | None:
    text = given[rule.until].value if rule.until in given else rule.until
    if text and not is_hour(text):
        raise ValueError(f'parameter {parameter.id}: "{parameter.value}" takes its hour from where there is none')
    return time.fromisoformat(text) if text else None


def _counted(rule: DayRule, start: date, holiday: HolidayName) -> date:
    if rule.unit in WEEKDAYS:
        step = weekday_before if rule.before else weekday_after
        return step(start, WEEKDAYS.index(rule.unit), rule.count)
    count = -rule.count if rule.before else rule.count
    if rule.unit == BUSINESS_DAY:
        return business_days_on(start, count, holiday)
    return months_after(start, count) if rule.unit == "month" else start + timedelta(days=count)


def how_words(rule: DayRule, first: date | None, of: str, holiday: HolidayName, start: date | None = None) -> str:
    """The sentence for a rule that came to the day `first`, None for no day, before it was moved on.

    `of` is the day it counts from, in words; empty for the election. `start` is that day, from which business days count.
    """
    if first is None:
        return _("At the earliest time possible after a determination; no day is set.")
    if not rule.unit:
        return _("The same as the {day}.", day=small(of)) if of else _("On the day of the election.")
    said = {"counted": capital(_count_words(rule, small(of) if of else _("election"))), "day": long_day(first)}
    if rule.unit == BUSINESS_DAY:
        return _business_words(said, _blocked_between(start or first, first, holiday))
    if not rule.rolls:
        return _("{counted}: {day}. It does not move for a weekend or a holiday.", **said)
    reason = blocked_words(first, holiday)
    if not reason:
        return _("{counted}, {day}, is a business day.", **said)
    return _moved_words({**said, "reason": reason}, *_moved(first, rule.rolls, holiday), later=rule.rolls > 0)


def _business_words(said: Mapping[str, str], passed: list[str]) -> str:
    """The sentence for a day counted in business days, with those on the way that are none."""
    if not passed:
        return _("{counted}: {day}.", **said)
    return _("{counted}: {day}. Not counted: {others}.", **said, others=joined(passed))


def _moved_words(said: dict[str, str], others: list[str], moved: date, *, later: bool) -> str:
    """The sentence for a day that is no business day, with those that also are none, and the one that is."""
    said |= {"moved": long_day(moved), "others": joined(others)}
    if not others:
        return _("{counted}, {day}, is {reason}: {moved}.", **said)
    if later:
        follows = _("{counted}, {day}, is {reason}; {others} follows: {moved}.", **said)
        return follows if len(others) == 1 else _("{counted}, {day}, is {reason}; {others} follow: {moved}.", **said)
    if len(others) == 1:
        return _("{counted}, {day}, is {reason}; {others} comes before it: {moved}.", **said)
    return _("{counted}, {day}, is {reason}; {others} come before it: {moved}.", **said)


def rewritten(how: str) -> str:
    """A sentence that an earlier version stored in a case, with its days as this one writes them: "Fri Nov 6, 2020"."""
    return _EARLIER_DAY.sub(r"\1 \3 \2, \4", how)


_EARLIER_DAY = re.compile(r"\b([A-Z][a-z]{2}) (\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\b", re.ASCII)


def polls_words(election: Election) -> str:
    """The sentence for the closing of the polls."""
    others = _("Some places have an hour of their own.") if election.closing_times else ""
    return beside(_("The day and the hour are those of the election's definition."), others)


def blocked_words(day: date, holiday: HolidayName) -> str:
    """Why a day is no business day: "a Saturday", or the holiday's name; empty where it is one (O.C.G.A. 21-2-14)."""
    return _WEEKEND.get(day.weekday()) or holiday(day)


_WEEKEND: Mapping[int, str] = {SATURDAY: _("a Saturday"), SATURDAY + 1: _("a Sunday")}


def _moved(first: date, step: int, holiday: HolidayName) -> tuple[list[str], date]:
    """The further days on the way that are no business days, in words, and the business day."""
    others: list[str] = []
    day = first + timedelta(days=step)
    while blocked_words(day, holiday):
        others.append(_blocked_day(day, holiday))
        day += timedelta(days=step)
    return others, day


def _blocked_between(start: date, day: date, holiday: HolidayName) -> list[str]:
    """The days between two that are no business days, in words and in their order; a weekday by its date, too."""
    first, last = min(start, day), max(start, day)
    between = (first + timedelta(days=each) for each in range(1, (last - first).days))
    return [_blocked_day(each, holiday) for each in between if blocked_words(each, holiday)]


def _blocked_day(day: date, holiday: HolidayName) -> str:
    """A day that is no business day, as it stands among others: "Sat", "Wed (Veterans Day)"."""
    short = SHORT_DAYS[day.weekday()]
    if day.weekday() >= SATURDAY:
        return short
    return _("{weekday} ({holiday})", weekday=short, holiday=blocked_words(day, holiday))


_UNITS: Mapping[str, str] = {
    "day": _("day"),
    BUSINESS_DAY: _("business day"),
    "Monday": _("Monday"),
    "Tuesday": _("Tuesday"),
    "Wednesday": _("Wednesday"),
    "Thursday": _("Thursday"),
    "Friday": _("Friday"),
    "Saturday": _("Saturday"),
    "Sunday": _("Sunday"),
}
_ORDINALS = (
    *(_("first"), _("second"), _("third"), _("fourth"), _("fifth")),
    *(_("sixth"), _("seventh"), _("eighth"), _("ninth"), _("tenth")),
)


def _count_words(rule: DayRule, of: str) -> str:
    """ "the third day after the election"."""
    if rule.unit == "month":
        if rule.before:
            return n_("one month before the {day}", "{count} months before the {day}", rule.count, day=of)
        return n_("one month after the {day}", "{count} months after the {day}", rule.count, day=of)
    said = {"unit": _UNITS[rule.unit], "day": of}
    if rule.count == 1:
        return _("the {unit} before the {day}", **said) if rule.before else _("the {unit} after the {day}", **said)
    said["ordinal"] = _ordinal(rule.count)
    if rule.before:
        return _("the {ordinal} {unit} before the {day}", **said)
    return _("the {ordinal} {unit} after the {day}", **said)


def _ordinal(count: int) -> str:
    if count <= len(_ORDINALS):
        return _ORDINALS[count - 1]
    number, last = str(count), 0 if count % 100 in (11, 12, 13) else count % 10
    endings = {1: _("{number}st", number=number), 2: _("{number}nd", number=number), 3: _("{number}rd", number=number)}
    return endings.get(last) or _("{number}th", number=number)
