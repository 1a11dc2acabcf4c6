"""Contacts with voters and their receipts, done again."""

from __future__ import annotations

from adjudicator.casework.acts import contacting
from adjudicator.casework.admission import fields
from adjudicator.casework.admission.again import done_again, text_of
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.record.contact_state import ContactState
from adjudicator.casework.record.state import EnvelopeState

CONTACT = "admission.contact"


def contact_logged(placed: Placed, data: fields.ContactLogged) -> Wrong:
    """Of an envelope that was received, by a way and with a result of the tables, at an hour that has come."""
    spoken = contacting.Spoken(data.way, data.result, data.hour, text_of(placed, data.note))
    state = placed.state(EnvelopeState, data.envelope)
    yield from done_again(placed, contacting.log_contact(state, spoken, placed.case(), placed.act), CONTACT)


def receipt_given(placed: Placed, data: fields.ReceiptGiven) -> Wrong:
    """A number that no other receipt has."""
    given = tuple(placed.before.states(ContactState))
    state = placed.state(EnvelopeState, data.envelope)
    yield from done_again(placed, contacting.give_receipt(state, data.receipt, data.check, given, placed.act), CONTACT)


CHECKS = {
    "contact.logged": contact_logged,
    "receipt.given": receipt_given,
}
