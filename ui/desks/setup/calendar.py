"""The law's days of the case, laid open for reading: what each is, how far off, by which law, and how it was worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from adjudicator.casework.record.state import DayState
from adjudicator.law.rules.pack import Pack
from adjudicator.words import _, plural, told
from adjudicator.words.dates import long_day, long_day_and_hour
from ui.desks.setup.screen import CalendarScreen, ReadOnlyList
from ui.parts import Column, ListWords, Row
from ui.shared.law_card import LawCard, Section

LIST = ReadOnlyList(
    "calendar",
    _(
        "The days that the law sets, worked out from the rules in force and Georgia's legal holidays, and kept in the case. "
        "Hours are in the county's time."
    ),
    (
        Column("day", _("Day"), "strong", 230),
        Column("what", _("What"), width=190, stretch=True),
        Column("left", _("From today"), width=112),
        Column("law", _("Law"), "muted", 280),
    ),
    ListWords(
        plural("{count} day", "{count} days"),
        _("days"),
        _("No days are stored"),
        hint=_("Filter days"),
        icon="calendar",
    ),
)
NO_DAY = _("No day is set")
LAST = "9999"
"""Sorts what has no day after what has one."""

Local = Callable[[str], datetime]
"""Gives an instant of the record in the county's time zone."""


class CalendarReader:
    """Makes the calendar's screen from the days of a case and the rules they follow from."""

    def __init__(self, days: Iterable[DayState], pack: Pack, local: Local) -> None:
        self._days: Mapping[str, DayState] = {day.id: day for day in days}
        self._says = {parameter.id: told(parameter.says) for parameter in pack.parameters}
        self._local = local

    def screen(self, opened: str, now: datetime) -> CalendarScreen:
        """The calendar with one day laid open, by its id; empty for none. `now` is the county's."""
        rows = tuple(self._row(day, now) for day in self._days.values())
        listed = ReadOnlyList(LIST.name, LIST.says, LIST.columns, LIST.words, rows)
        return CalendarScreen(listed, self._card(self._days[opened], now) if opened in self._days else None)

    def _row(self, day: DayState, now: datetime) -> Row:
        when = f"{day.day or LAST} {day.at}"
        cells = (self._when(day), day.words, left_words(day, now, self._local), day.law)
        return Row(day.id, cells, order=(when, day.words, when, day.law))

    def _card(self, day: DayState, now: datetime) -> LawCard:
        left = left_words(day, now, self._local)
        sections = (
            Section(_("How it was worked out"), (day.how,)),
            Section(_("What it means"), (self._says.get(day.id, ""),)),
        )
        told = tuple(section for section in sections if section.lines[0])
        when = _("{when} ({left})", when=self._when(day), left=left) if left else self._when(day)
        return LawCard(day.id, day.words, when, told)

    def _when(self, day: DayState) -> str:
        if not day.day:
            return NO_DAY
        return long_day_and_hour(self._local(day.at)) if day.at else long_day(date.fromisoformat(day.day))


def left_words(day: DayState, now: datetime, local: Local) -> str:
    """How far off a day is, counted in days of the county: "in 12 days", "today", "today, over", "3 days ago".

    Empty where no day is set.
    """
    if not day.day:
        return ""
    days = (date.fromisoformat(day.day) - now.date()).days
    if days == 0:
        return _("today, over") if day.at and local(day.at).timestamp() < now.timestamp() else _("today")
    if abs(days) == 1:
        return _("tomorrow") if days > 0 else _("yesterday")
    return _("in {days} days", days=days) if days > 0 else _("{days} days ago", days=-days)
