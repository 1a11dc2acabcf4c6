"""What happened to a subject since a person looked at it, in words for the refusal of what they wanted to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from adjudicator.casework.record.entry import Entry, moment_of
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.office.behind.narration import told
from adjudicator.port.answers import Stale
from adjudicator.port.states import States
from adjudicator.records.trouble import Refusal
from adjudicator.words.dates import day_and_hour

CHANGED = "changed_meanwhile"

MOST = 3
"""So many entries are told, the newest; of the others there is a count."""

_CLOCK = "%H:%M"


def changed_meanwhile(log: States, stale: Stale, now: datetime) -> Refusal:
    """The refusal of an act on a subject that has moved on: what was recorded since, when and by whom; no personal data.

    `now` is the present moment in the county's time zone.
    """
    kind, _, key = stale.subject.partition(" ")
    what = "The record" if stale.subject == "log" else f"{kind.capitalize()} {key}".strip()
    envelope = key if kind == "envelope" else ""
    entries, count = log.since(stale.subject, stale.seen, MOST)
    names = names_of(log)
    since = "; ".join(_told(logged.entry, names, now, stale.subject) for logged in entries)
    more = f"; and {count - len(entries):,} more before" if count > len(entries) else ""
    said = f": {since}{more}" if since else ""
    return Refusal(CHANGED, f"{what} has changed meanwhile{said}. Look again.", envelope)


def with_whom(log: States, number: str, now: datetime) -> Refusal | None:
    """The refusal where another person has taken an envelope, with who and since when; None where nobody has by now."""
    state = log.state(EnvelopeState, number)
    if state is None or not state.taken_by:
        return None
    person = log.state(PersonState, state.taken_by)
    who, since = person.name if person else state.taken_by, clock(state.taken_at, now)
    words = f"Envelope {number} is with {who} since {since}. Take it over, or work on another."
    return Refusal("taken", words, number)


def names_of(log: States) -> Mapping[str, str]:
    """The names of everybody who has or had an account, by id."""
    return {person.id: person.name for person in log.states(PersonState)}


def clock(at: str, now: datetime) -> str:
    """An instant of the record as the county's clock showed it; with the day where that is not today."""
    assert isinstance(now.tzinfo, ZoneInfo)  # noqa: S101 - a room's present moment has the county's zone
    moment = moment_of(at).astimezone(now.tzinfo)
    return f"{moment:{_CLOCK}}" if moment.date() == now.date() else day_and_hour(moment)


def _told(entry: Entry, names: Mapping[str, str], now: datetime, subject: str) -> str:
    return f"{clock(entry.at, now)} {about_it(told(entry, names), subject)}"


def about_it(words: str, subject: str) -> str:
    """A sentence of the record with "it" for what it is about: "took back its determination"."""
    its = re.sub(rf"\bthe (\w+) of {re.escape(subject)}\b", r"its \1", words)
    return re.sub(rf"\b{re.escape(subject)}\b", "it", its)
