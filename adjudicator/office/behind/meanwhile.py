"""What happened to a subject since a person looked at it, in words for the refusal of what they wanted to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from adjudicator.casework.record.entry import Entry, moment_of
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.office.behind.narration.record import told
from adjudicator.port.answers import Stale
from adjudicator.port.states import States
from adjudicator.records.trouble import Refusal
from adjudicator.words import ENGLISH, Language, _, beside, said
from adjudicator.words.dates import day_and_hour, hour
from adjudicator.words.sentence import made

CHANGED = "changed_meanwhile"

MOST = 3
"""So many entries are told, the newest; of the others there is a count."""


def changed_meanwhile(log: States, stale: Stale, now: datetime) -> Refusal:
    """The refusal of an act on a subject that has moved on: what was recorded since, when and by whom; no personal data.

    `now` is the present moment in the county's time zone.
    """
    kind, __, key = stale.subject.partition(" ")
    what = _subject(kind, key)
    envelope = key if kind == "envelope" else ""
    entries, count = log.since(stale.subject, stale.seen, MOST)
    names = names_of(log)
    since = beside(*(_told(logged.entry, names, now, stale.subject) for logged in entries), by="; ")
    if since and count > len(entries):
        since = beside(since, _("and {count} more before", count=count - len(entries)), by="; ")
    words = _("{what} has changed meanwhile. Look again.", what=what)
    if since:
        words = _("{what} has changed meanwhile: {since}. Look again.", what=what, since=since)
    return Refusal(CHANGED, words, envelope)


def _subject(kind: str, key: str) -> str:
    """A subject as it begins a sentence: "Envelope 0417"."""
    said: Mapping[str, str] = {
        "log": _("The record"),
        "envelope": _("Envelope {number}", number=key),
        "batch": _("Batch {number}", number=key),
        "release": _("Release {number}", number=key),
        "order": _("Order {number}", number=key),
        "case": _("The case"),
        "scan": _("Scanner batch {number}", number=key),
        "upload": _("Upload {number}", number=key),
        "docket": _("Docket {number}", number=key),
        "count": _("What the board has done"),
        "person": _("The account {name}", name=key),
    }
    return said.get(kind) or beside(kind.capitalize(), key)


def with_whom(log: States, number: str, now: datetime) -> Refusal | None:
    """The refusal where another person has taken an envelope, with who and since when; None where nobody has by now."""
    state = log.state(EnvelopeState, number)
    if state is None or not state.taken_by:
        return None
    person = log.state(PersonState, state.taken_by)
    who, since = person.name if person else state.taken_by, clock(state.taken_at, now)
    words = _(
        "Envelope {number} is with {person} since {time}. Take it over, or work on another.",
        number=number,
        person=who,
        time=since,
    )
    return Refusal("taken", words, number)


def names_of(log: States) -> Mapping[str, str]:
    """The names of everybody who has or had an account, by id."""
    return {person.id: person.name for person in log.states(PersonState)}


def clock(at: str, now: datetime) -> str:
    """An instant of the record as the county's clock showed it; with the day where that is not today."""
    assert isinstance(now.tzinfo, ZoneInfo)  # noqa: S101 - a room's present moment has the county's zone
    moment = moment_of(at).astimezone(now.tzinfo)
    return hour(moment) if moment.date() == now.date() else day_and_hour(moment)


def _told(entry: Entry, names: Mapping[str, str], now: datetime, subject: str) -> str:
    return beside(clock(entry.at, now), about_it(told(entry, names), subject))


def about_it(words: str, subject: str) -> str:
    """A sentence of the record with "it" for what it is about: "took back its determination"; in English alone."""
    return made(_about_it, words, subject)


def _about_it(language: Language, words: str, subject: str) -> str:
    whole = said(words, language)
    if language.code != ENGLISH.code:
        return whole
    its = re.sub(rf"\bthe (\w+) of {re.escape(subject)}\b", r"its \1", whole)
    return re.sub(rf"\b{re.escape(subject)}\b", "it", its)
