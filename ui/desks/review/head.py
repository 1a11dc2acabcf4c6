"""The identity strip, and why an envelope came back. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.records.reasons import REASON_CODES
from ui.desks.review.screen import IdentityStrip
from ui.desks.review.words import ticked_words
from ui.parts import Notice
from ui.shared.counting import counted
from ui.shared.envelope_words import STREAMS

STATUSES: Mapping[str, str] = {
    "to_do": "",
    "held": "Held",
    "determined": "Determined, in no batch yet",
    "in_batch": "In a batch, waiting for approval",
    "approved": "Approved",
    "released": "Released",
}


def head_of(
    state: EnvelopeState, waiting: tuple[int, int], open_lines: int, reasons: Mapping[str, str] = REASON_CODES
) -> IdentityStrip:
    """Which envelope, from where, how many are left and with others, what was ticked, how many lines are open."""
    ticked = ticked_words(state.reasons, reasons)
    status = "Referred to a supervisor" if state.referred else STATUSES[state.status]
    to_do = state.status == "to_do" and not state.referred
    return IdentityStrip(
        title=f"Envelope {state.number}",
        place=", ".join(part for part in (state.place, STREAMS.get(state.stream, "")) if part),
        position=left_words(*waiting),
        ticked=f"Poll worker ticked: {ticked}" if ticked else "Poll worker ticked nothing",
        open_words=(f"{counted(open_lines, 'line')} open" if open_lines else "no line open") if to_do else "",
        status=status,
    )


def left_words(left: int, with_others: int = 0) -> str:
    """How many envelopes are left: "3 left in this queue, 2 with others"."""
    others = f", {with_others:,} with others" if with_others else ""
    return f"{left:,} left in this queue{others}" if left else f"nothing left in this queue{others}"


def came_back(state: EnvelopeState, returned: str, reopened: str, referred: str) -> Notice | None:
    """Why the envelope is here again: a supervisor returned or reopened it, or it is still with a supervisor."""
    left = f"It left in {state.released_in}, and the tabulation room still holds it." if state.open_again else ""
    if state.returned:
        return Notice("A supervisor sent this envelope back", returned, left, kind="warning")
    if state.reopened:
        return Notice("A supervisor reopened this envelope", reopened, left, kind="warning")
    if state.referred:
        return Notice("This envelope is with a supervisor", referred, left, kind="notice")
    return Notice("This envelope was released and is open again", left, kind="warning") if left else None
