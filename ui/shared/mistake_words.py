"""Words on an envelope that was entered by mistake, as several desks show them."""

from __future__ import annotations

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.source_words import NameOf
from adjudicator.records.mistakes import mistake_words
from adjudicator.words import _
from ui.parts import Notice


def mistake_notice(state: EnvelopeState, name_of: NameOf, reason: str = "") -> Notice | None:
    """What is asked of an envelope, or agreed, with who said so; None where nothing is. `reason` stands below it."""
    asked, stands = state.mistake_asked, state.mistake
    if asked is not None:
        what = mistake_words(state.number, asked.what, asked.same_as)
        words = _("{person} says: {what} A supervisor answers at Batches.", person=name_of(asked.by), what=what)
        return Notice(words, reason, kind="warning")
    if stands is None:
        return None
    what = mistake_words(state.number, stands.what, stands.same_as)
    said, agreed = name_of(stands.by), name_of(stands.agreed_by)
    return Notice(_("{what} Said by {person}, agreed by {other}.", what=what, person=said, other=agreed), reason)


def said_in(state: EnvelopeState) -> str:
    """The commitment of the reason that was given; empty where nothing is said of the envelope."""
    said = state.mistake_asked or state.mistake
    return said.reason if said is not None else ""
