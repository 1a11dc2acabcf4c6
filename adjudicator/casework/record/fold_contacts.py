"""Fold steps of contacts with voters, and of the receipts that they were given."""

from __future__ import annotations

from adjudicator.casework.record.contact_state import Contact, ContactState, Receipt
from adjudicator.casework.record.entry import Entry, commitment_in
from adjudicator.casework.record.shelf import Shelf
from adjudicator.casework.record.state import changed


def contact_logged(shelf: Shelf, seq: int, entry: Entry) -> None:
    """One more contact with the voter of an envelope."""
    data, before = entry.data, _before(shelf, entry)
    contact = Contact(data["way"], data["result"], data["hour"], entry.by, seq, commitment_in(data["note"]))
    shelf.put(before.number, changed(before, version=seq, contacts=(*before.contacts, contact)))


def receipt_given(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A receipt, in force in place of an earlier one."""
    data, before = entry.data, _before(shelf, entry)
    receipt = Receipt(data["receipt"], data["check"], entry.by, entry.at)
    shelf.put(before.number, changed(before, version=seq, receipts=(*before.receipts, receipt)))


def _before(shelf: Shelf, entry: Entry) -> ContactState:
    number = str(entry.data["envelope"])
    return shelf.get(ContactState, number) or ContactState(number, 0)


STEPS = {
    "contact.logged": contact_logged,
    "receipt.given": receipt_given,
}
