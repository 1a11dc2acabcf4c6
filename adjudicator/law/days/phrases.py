"""The phrases in which a pack says when a day is: "3 days after, or the next business day, until 17:00". Read strictly.

| phrase | the day is |
|---|---|
| `3 days after`, `30 days before`, `24 months after` | counted from the day of the election, which is not counted itself |
| `5 business days after` | counted in days that are no Saturday, Sunday or legal holiday |
| `fifth Monday before`, `second Friday after`, `Monday after` | such a weekday, the day of the election not counted |
| `24 months after certification` | counted from another day of the calendar, named by its id |
| `fifth Monday before first_election` | of a runoff, counted from the election whose runoff it is; else from the election |
| `same as last_day` | another day of the calendar, with its hour |
| `17:00` | the day of the election, at this hour |
| `at the earliest time possible after a determination` | none: the law sets no day |

A counted day may go on with `, or the next business day` (O.C.G.A. 21-2-14) or with `, or the business day before`, and
then with `, until 17:00`; instead of the hour there may be the id of the parameter that has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from adjudicator.law.rules.pack import Parameter

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

ROLLS: Mapping[str, int] = {", or the next business day": 1, ", or the business day before": -1}
"""What says that a day moves -> the days by which it does, until it is a business day."""

FIRST_ELECTION = "first_election"
"""Stands for the day of the election whose runoff this is; where it is none, for the day of the election."""

BUSINESS_DAY = "business day"
"""The unit of days that are no Saturday, Sunday or legal holiday; such a day never moves."""

UNDATED = "at the earliest time possible after a determination"

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_NAME = re.compile(r"[a-z][a-z_0-9]*", re.ASCII)
_SAME = re.compile(r"same as (?P<of>[a-z][a-z_0-9]*)", re.ASCII)
_COUNTED = re.compile(
    rf"(?:(?P<number>[1-9]\d{{0,2}}) (?P<unit>day|month|{BUSINESS_DAY})(?P<plural>s?)"
    rf"|(?:(?P<ordinal>{'|'.join(ORDINALS)}) )?(?P<weekday>{'|'.join(WEEKDAYS)}))"
    r" (?P<side>before|after)(?: (?P<of>[a-z][a-z_0-9]*))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class DayRule:
    """How a day is found: `count` units before or after the day `of` (an id; empty: the day of the election).

    `unit` is "day", "business day", "month" or the name of a weekday, and empty for that day itself; `rolls` says where a
    Saturday, a Sunday or a legal holiday moves it: 1 to the next business day, -1 to the one before, 0 nowhere; `until`
    is an hour ("17:00"), the id of a parameter that has one, or empty; `dated` is false where the law sets no day.
    """

    count: int = 0
    unit: str = ""
    before: bool = False
    of: str = ""
    rolls: int = 0
    until: str = ""
    dated: bool = True


def read_rule(parameter: Parameter, phrase: str = "") -> DayRule:
    """Read a parameter's phrase, or one of its phrases where they differ by the kind of election (`kinds`).

    Raises ValueError that names the parameter for one that is none of those above.
    """
    said = phrase or parameter.value
    rule = _read(said)
    if rule is None:
        raise ValueError(f'parameter {parameter.id}: "{said}" is no day that the calendar can read')
    return rule


def is_hour(text: str) -> bool:
    """Whether a text is an hour of the day, as in 17:00."""
    return _HOUR.fullmatch(text) is not None


def _read(phrase: str) -> DayRule | None:
    if phrase == UNDATED:
        return DayRule(dated=False)
    if is_hour(phrase):
        return DayRule(until=phrase)
    if found := _SAME.fullmatch(phrase):
        return DayRule(of=found["of"])
    day, comma, until = phrase.partition(", until ")
    if comma and not is_hour(until) and not _NAME.fullmatch(until):
        return None
    moves = next((moves for moves in ROLLS if day.endswith(moves)), "")
    found = _COUNTED.fullmatch(day.removesuffix(moves))
    return _counted(found, rolls=ROLLS.get(moves, 0), until=until) if found else None


def _counted(found: re.Match[str], *, rolls: int, until: str) -> DayRule | None:
    number, ordinal = found["number"], found["ordinal"]
    if number and (number == "1") == bool(found["plural"]):
        return None
    if found["unit"] == BUSINESS_DAY and rolls:
        return None
    count = int(number) if number else ORDINALS.index(ordinal) + 1 if ordinal else 1
    unit = found["unit"] or found["weekday"]
    return DayRule(count, unit, found["side"] == "before", found["of"] or "", rolls, until)
