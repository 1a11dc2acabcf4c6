"""Departures from the recommendation in a batch: how many, which, and what is asked before they are approved. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from adjudicator.casework.record.state import BatchState, EnvelopeState
from adjudicator.casework.sheet.source_words import NameOf
from adjudicator.law.telling.words import outcome_words
from ui.desks.batches.groups import case_of
from ui.desks.batches.screen import Ask
from ui.shared.counting import counted

MOST_LINES = 8
"""As many departures are listed before a batch is approved; the list of the batch has them all."""

WEIGHED = "You have opened each, with the reason given. Approving says that you stand by it."


def departing(envelopes: Sequence[EnvelopeState]) -> tuple[EnvelopeState, ...]:
    """The envelopes whose determination departs from the recommendation."""
    return tuple(envelope for envelope in envelopes if case_of(envelope).departs)


def departures_words(envelopes: Sequence[EnvelopeState], seen: Collection[str]) -> str:
    """How many depart and how many of them were opened: "2 departures from the recommendation, each opened"."""
    found = departing(envelopes)
    if not found:
        return ""
    opened = sum(envelope.number in seen for envelope in found)
    whole = "opened" if len(found) == 1 else "each opened"
    how = whole if opened == len(found) else f"{opened:,} opened"
    return f"{counted(len(found), 'departure')} from the recommendation, {how}"


def ask_about(batch: BatchState, found: Sequence[EnvelopeState], seen: Collection[str], name_of: NameOf) -> Ask:
    """Asks to open each departure; once each was opened, whether the batch is approved with them."""
    lines = [departure_line(envelope, name_of) for envelope in found]
    further = (f"and {len(found) - MOST_LINES:,} more",) if len(found) > MOST_LINES else ()
    shown = (*lines[:MOST_LINES], *further)
    left = [envelope.number for envelope in found if envelope.number not in seen]
    if left:
        title = f"Open each departure before you approve: {counted(len(left), 'envelope')} not opened yet"
        return Ask("open_departure", title, "", f"Open envelope {left[0]}", shown)
    title = f"Batch {batch.id} departs from the recommendation in {counted(len(found), 'envelope')}"
    accept = f"Approve {counted(len(batch.items), 'envelope')}, {counted(len(found), 'departure')} among them"
    return Ask("approve", title, "", accept, (*shown, WEIGHED))


def departure_line(envelope: EnvelopeState, name_of: NameOf) -> str:
    """One departure in a line: "0417: held, where count in full was recommended (Rita Ames)"."""
    determination = envelope.determination
    if determination is None:
        return envelope.number
    recorded, recommended = outcome_words(determination.outcome), outcome_words(determination.recommended)
    by = name_of(determination.by)
    return f"{envelope.number}: {recorded.lower()}, where {recommended.lower()} was recommended ({by})"
