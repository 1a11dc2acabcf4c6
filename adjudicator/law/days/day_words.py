"""How a day was worked out, in one plain sentence: "The third day after the election, Fri 11 Nov 2022, is Veterans Day;
Sat and Sun follow: Mon 14 Nov 2022."
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from adjudicator.law.days.days import DAYS, long_day
from adjudicator.law.days.phrases import ORDINALS, UNDATED, WEEKDAYS, DayRule
from adjudicator.records.election import Election

SATURDAY = 5


def how_words(rule: DayRule, first: date | None, of: str, holiday: Callable[[date], str]) -> str:
    """The sentence for a rule that came to the day `first`, None for no day, before it was moved on.

    `of` is the day it counts from, in words; empty for the election.
    """
    if first is None:
        return f"{_start(UNDATED)}; no day is set."
    if not rule.unit:
        return f"The same as the {_inside(of)}." if of else "On the day of the election."
    said = f"{_start(_counted(rule))} {'before' if rule.before else 'after'} the {_inside(of or 'election')}"
    if rule.rolls:
        return f"{said}, {long_day(first)}, {_moved(first, rule.rolls, holiday)}."
    return f"{said}: {long_day(first)}. It does not move for a weekend or a holiday."


def polls_words(election: Election) -> str:
    """The sentence for the closing of the polls."""
    others = " Some places have an hour of their own." if election.closing_times else ""
    return f"The day and the hour are those of the election's definition.{others}"


def blocked_words(day: date, holiday: Callable[[date], str]) -> str:
    """Why a day is no business day: "a Saturday", or the holiday's name; empty where it is one (O.C.G.A. 21-2-14)."""
    return f"a {WEEKDAYS[day.weekday()]}" if day.weekday() >= SATURDAY else holiday(day)


def _moved(first: date, step: int, holiday: Callable[[date], str]) -> str:
    why = blocked_words(first, holiday)
    if not why:
        return "is a business day"
    others: list[str] = []
    day = first + timedelta(days=step)
    while blocked := blocked_words(day, holiday):
        short = DAYS[day.weekday()]
        others.append(short if day.weekday() >= SATURDAY else f"{short} ({blocked})")
        day += timedelta(days=step)
    many, one = ("follow", "follows") if step > 0 else ("come before it", "comes before it")
    more = f"; {_listed(others)} {one if len(others) == 1 else many}" if others else ""
    return f"is {why}{more}: {long_day(day)}"


def _counted(rule: DayRule) -> str:
    if rule.unit == "month":
        return f"{rule.count} months" if rule.count > 1 else "one month"
    return f"the {_ordinal(rule.count)} {rule.unit}" if rule.count > 1 else f"the {rule.unit}"


def _ordinal(count: int) -> str:
    if count <= len(ORDINALS):
        return ORDINALS[count - 1]
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _listed(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _start(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _inside(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
