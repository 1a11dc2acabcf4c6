"""Days and hours as an office in Georgia writes them: "Fri Nov 6, 2020, 5:00 p.m."; files keep ISO 8601."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from adjudicator.words.joining import beside
from adjudicator.words.sentence import Language, Words, _, made, plural, said

DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
MONTHS = (
    *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
    *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
)
"""Written out: `strftime` speaks the language of the machine, not that of the screen."""

A_DAY, AN_HOUR, A_MINUTE = (
    plural("{count} day", "{count} days"),
    plural("{count} hour", "{count} hours"),
    plural("{count} minute", "{count} minutes"),
)


def long_day(day: date) -> Words:
    """ "Fri Nov 6, 2020"."""
    return _("{weekday} {month} {day}, {year}", **_parts(day), year=str(day.year))


def dated(day: date) -> Words:
    """ "Nov 6, 2020", where the day of the week says nothing: births, registrations."""
    return _("{month} {day}, {year}", month=MONTHS[day.month - 1], day=str(day.day), year=str(day.year))


def short_day(day: date) -> Words:
    """ "Fri Nov 6"."""
    return _("{weekday} {month} {day}", **_parts(day))


def bare_day(day: date) -> Words:
    """ "Nov 6"."""
    return _("{month} {day}", month=MONTHS[day.month - 1], day=str(day.day))


def hour(at: time | datetime) -> Words:
    """ "5:00 p.m."."""
    return made(_hour, at.hour, f"{at.minute:02}")


def hour_and_second(at: time | datetime) -> Words:
    """ "5:00:09 p.m."."""
    return made(_hour, at.hour, f"{at.minute:02}:{at.second:02}")


def day_and_hour(moment: datetime) -> Words:
    """ "Fri Nov 6, 5:00 p.m.", the year left out: for times of this election."""
    return _("{day}, {hour}", day=short_day(moment), hour=hour(moment))


def long_day_and_hour(moment: datetime) -> Words:
    """ "Fri Nov 6, 2020, 5:00 p.m."."""
    return _("{day}, {hour}", day=long_day(moment), hour=hour(moment))


def dated_cell(text: str) -> str:
    """A day as a file has it, in ISO 8601, as people here write it; what a pen wrote stays as it is."""
    try:
        return dated(date.fromisoformat(text))
    except ValueError:
        return text


def dated_words(text: str) -> str:
    """A date or instant in ISO 8601 as words, without its year; the text itself where it is neither."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return short_day(moment) if len(text) <= len("2020-11-02") else day_and_hour(moment)


def span_words(span: timedelta) -> Words:
    """A span of time in its two largest units: "1 day 4 hours", "3 hours 20 minutes", "12 minutes"."""
    minutes = int(span.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        parts = ((days, A_DAY), (hours, AN_HOUR))
    elif hours:
        parts = ((hours, AN_HOUR), (rest, A_MINUTE))
    else:
        parts = ((rest, A_MINUTE),)
    return beside(*(unit(count) for count, unit in parts if count)) or _("less than a minute")


def _parts(day: date) -> dict[str, str]:
    return {"weekday": DAYS[day.weekday()], "month": MONTHS[day.month - 1], "day": str(day.day)}


def _hour(language: Language, of_day: int, rest: str) -> str:
    clock = f"{of_day % 12 or 12}:{rest}"
    half = _("{clock} a.m.", clock=clock) if of_day < 12 else _("{clock} p.m.", clock=clock)
    return said(half, language)
