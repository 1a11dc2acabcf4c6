"""Words of envelopes and of their facts that several desks show."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.casework.sheet.questions import QUESTIONS
from adjudicator.law.telling.words import fact_words
from adjudicator.port.rows import EnvelopeRow
from ui.shared.times import short_day

NO_PLACE = "(no place given)"


WHERE_WORDS: Mapping[str, str] = {
    "to_do": "Review",
    "held": "Holds",
    "determined": "Review: to be closed",
    "in_batch": "Batches",
    "approved": "Release",
    "released": "has left the office",
}


def where_words(row: EnvelopeRow) -> str:
    """At which desk an envelope waits."""
    if row.status == "to_do" and row.referred:
        return "Review: supervisor"
    if row.status == "in_batch" and row.batch:
        return f"Batches: {row.batch}"
    return WHERE_WORDS[row.status]


STREAMS: Mapping[str, str] = {"election_day": "election day", "advance": "advance voting", "absentee": "by mail"}


LABELS: Mapping[str, str] = {"style_cast": "Ballot style"}
"""Short labels of lines that stand for no question of the table."""


def label_of(fact: str) -> str:
    """A fact's short label on a card."""
    question = QUESTIONS.get(fact)
    return (question.short if question else "") or LABELS.get(fact) or fact_words(fact)


def question_words(text: str, calendar: Calendar, **more: str) -> str:
    """A question's or answer's words with its places in braces filled."""
    days = {
        "closes": short_day(calendar.registration_closes),
        "county_date": short_day(calendar.county_date),
        "state_date": short_day(calendar.state_date),
    }
    return text.format_map({**days, **more})
