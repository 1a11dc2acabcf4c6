"""Words of envelopes and of their facts that several desks show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from adjudicator.casework.sheet.lines.line import ShortReason
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.source_words import NameOf, short_name
from adjudicator.law.telling.words import fact_words
from adjudicator.port.rows import EnvelopeRow
from adjudicator.records.reasons import REASON_CODES
from adjudicator.words import _, beside, told
from ui.parts import Choice

NO_PLACE = _("(no place given)")

AFTER_YOURS = _("Shown after your second decision")
"""In place of an outcome, for a person who is to decide the envelope a second time."""

WHERE_WORDS: Mapping[str, str] = {
    "to_do": _("Review"),
    "held": _("Holds"),
    "determined": _("Review: in no batch yet"),
    "in_batch": _("Batches"),
    "approved": _("Release"),
    "released": _("has left the office"),
    "by_mistake": _("no envelope"),
}


def where_words(row: EnvelopeRow) -> str:
    """At which desk an envelope waits."""
    if row.status == "to_do" and row.referred:
        return _("Review: supervisor")
    if row.status == "in_batch" and row.batch:
        return _("Batches: {batch}", batch=row.batch)
    return WHERE_WORDS[row.status]


STREAMS: Mapping[str, str] = {
    "election_day": _("election day"),
    "advance": _("advance voting"),
    "absentee": _("by mail"),
}


def ticked_words(codes: Iterable[str], reasons: Mapping[str, str] = REASON_CODES) -> str:
    """What the poll worker ticked, in the words of the case's table, with the codes beside them."""
    return beside(*(beside(told(reasons[code]), f"({code})") if code in reasons else code for code in codes), by=", ")


def label_of(fact: str) -> str:
    """A fact's short label on a card."""
    return (LINES[fact].name if fact in LINES else "") or fact_words(fact)


def looked_by(person: str, name_of: NameOf) -> str:
    """Who looked for a voter in one place: a colleague, or the program by itself."""
    return short_name(name_of(person)) if person else _("this program")


NOT_THE_RECORD = _("Why do you answer against the record?")


def on_keys(reasons: Sequence[ShortReason]) -> tuple[Choice, ...]:
    """Reasons against a record on the keys from 1, the last on 0; the value reported is the reason's code."""
    keys = (*map(str, range(1, len(reasons))), "0")
    return tuple(Choice(key, reason.code, reason.words) for key, reason in zip(keys, reasons, strict=True))
