"""Contacts with voters and their receipts, done again."""

from __future__ import annotations

from adjudicator.casework.acts.review import contacting
from adjudicator.casework.admission import fields
from adjudicator.casework.admission.again import done_again, text_of
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.record.contact_state import ContactState, receipts_of
from adjudicator.casework.record.state import EnvelopeState

CONTACT = "admission.contact"


def contact_logged(placed: Placed, data: fields.ContactLogged) -> Wrong:
    """Of an envelope that was received, by a way and with a result of the tables, at an hour that has come."""
    spoken = contacting.Spoken(data.way, data.result, data.hour, text_of(placed, data.note))
    state = placed.state(EnvelopeState, data.envelope)
    yield from done_again(placed, contacting.log_contact(state, spoken, placed.case(), placed.act), CONTACT)


def receipt_given(placed: Placed, data: fields.ReceiptGiven) -> Wrong:
    """A number that no other receipt has."""
    taken, state = _receipts_before(placed), placed.state(EnvelopeState, data.envelope)
    yield from done_again(placed, contacting.give_receipt(state, data.receipt, data.check, taken, placed.act), CONTACT)


def _receipts_before(placed: Placed) -> set[str]:
    """The numbers of all receipts before an entry: read from the states once, and kept in mind from then on."""
    if placed.context.receipts is None:
        placed.context.receipts = receipts_of(placed.before.states(ContactState))
    return placed.context.receipts


def remember(placed: Placed) -> None:
    """Keep the number of a receipt in mind, whatever else is wrong with the entry: its state has it from now on."""
    if placed.entry.kind == "receipt.given" and placed.context.receipts is not None:
        placed.context.receipts.add(str(placed.entry.data.get("receipt")))


CHECKS = {
    "contact.logged": contact_logged,
    "receipt.given": receipt_given,
}
