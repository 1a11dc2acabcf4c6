"""From when until when a pack is the law, in words, and that it is not the law on the day of an election."""

from __future__ import annotations

from datetime import date

from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.span import day_in, has_begun, holds_on
from adjudicator.words import Words, _, beside, told
from adjudicator.words.dates import dated

ENDED = _('"{pack}" is not the law on {day}: it was the law to {until}')
TO_COME = _('"{pack}" is not the law on {day}: it is the law only from {since}')
BECAUSE = _("Chosen because: {reason}")


def span_words(since: str, until: str, begun_by: str = "", ended_by: str = "") -> str:
    """The days of a pack or of a part of it, and what began and ended it: "from Jul 1, 2021 (SB 202 of 2021)".

    Free text, which the packs of older cases have, stands as it is. Empty where nothing is said.
    """
    first, last = _end(since, begun_by), _end(until, ended_by)
    if since and until:
        return _("from {since} to {until}", since=first, until=last)
    if since:
        return _("from {since}", since=first)
    return _("to {until}", until=last) if until else ""


def span_of(pack: Pack) -> str:
    """The days of a pack in words; empty where it does not say."""
    return span_words(pack.since, pack.until, pack.begun_by, pack.ended_by)


def outside_words(pack: Pack, day: date) -> str:
    """That a pack is not the law on the day of an election, and until or from when it is; empty where it is."""
    if holds_on(pack, day):
        return ""
    name, held = told(pack.name), dated(day)
    if has_begun(pack, day):
        ended = _end(pack.until, pack.ended_by)
        return told(ENDED, pack=name, day=held, until=ended)
    begins = _end(pack.since, pack.begun_by)
    return told(TO_COME, pack=name, day=held, since=begins)


def outside_told(pack: Pack, day: date) -> str:
    """The same as a sentence, with the reason for which a case was made with it, where one stands with the pack."""
    outside = outside_words(pack, day)
    if not outside:
        return ""
    return beside(_("{sentence}.", sentence=outside), because_words(pack))


def because_words(pack: Pack) -> str:
    """Why a case was made with a pack, where a reason stands with it."""
    return told(BECAUSE, reason=pack.chosen_because) if pack.chosen_because else ""


def _end(text: str, by: str) -> Words:
    """One end of a span, with what brought it about."""
    day = day_in(text)
    said = dated(day) if day else told(text)
    return _("{day} ({cause})", day=said, cause=told(by)) if by else said
