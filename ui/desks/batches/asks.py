"""What the Batches desk asks words for: the reason to return or reopen, the answer to a question. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from adjudicator.casework.record.state import BatchState, EnvelopeState
from ui.desks.batches.screen import Ask
from ui.shared.counting import counted


def ask_return(batch: BatchState, numbers: Sequence[str], who: str) -> Ask:
    """Asks why envelopes of a batch are returned; `who` closed it, and sees the words."""
    what = f"envelope {numbers[0]}" if len(numbers) == 1 else counted(len(numbers), "envelope")
    verb = "is" if len(numbers) == 1 else "are"
    label = f"{who} sees these words with the envelope. The rest of batch {batch.id} can still be approved"
    if len(numbers) == len(batch.items):
        label = f"{who} sees these words with each envelope"
    return Ask("return", f"Why {verb} {what} returned?", label, f"Return {what}")


def ask_reopen(state: EnvelopeState) -> Ask:
    """Asks why an approved envelope is reopened, and says so where it has left in a release."""
    number, lines = state.number, (left_words(state),) if state.released_in else ()
    label = "It goes back to review, and the next release says what changed"
    return Ask("reopen", f"Why is envelope {number} reopened?", label, f"Reopen envelope {number}", lines)


def left_words(state: EnvelopeState) -> str:
    """What the person who reopens a released envelope has to do."""
    return f"Envelope {state.number} is in {state.released_in}: tell the tabulation room, which still holds it"


def ask_answer(number: str) -> Ask:
    """Asks for the answer to a reviewer's question."""
    label = "The envelope goes back to the reviewer with these words"
    return Ask("answer", f"Answer the question on envelope {number}", label, "Send the answer")
