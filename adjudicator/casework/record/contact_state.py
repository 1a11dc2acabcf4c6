"""What passed between the office and the voter of an envelope, apart from the envelope's own state.

It is a subject of its own so that a call noted by one person refuses nothing that another does to the envelope meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Contact(Struct, frozen=True, gc=False):
    """One contact: `way` and `result` are codes of `records/contact.py`.

    `hour` is the county's time as told ("2020-11-05T14:10"), `note` the commitment to the person's words, `seq` that of its
    entry.
    """

    way: str
    result: str
    hour: str
    by: str
    seq: int
    note: str = ""


class Receipt(Struct, frozen=True, gc=False):
    """A receipt that was printed for the voter: its number, and what it comes to with its PIN, which is kept nowhere."""

    receipt: str
    check: str
    by: str
    at: str


class ContactState(Struct, frozen=True, gc=False):
    """All contacts with the voter of an envelope, oldest first, and the receipts; the newest receipt is the one in force."""

    number: str
    version: int
    contacts: tuple[Contact, ...] = ()
    receipts: tuple[Receipt, ...] = ()

    @property
    def newest(self) -> Contact | None:
        """The contact of the latest hour; of two with one hour, the one that was recorded last."""
        return max(self.contacts, key=lambda contact: (contact.hour, contact.seq), default=None)

    @property
    def receipt(self) -> Receipt | None:
        """The receipt in force."""
        return self.receipts[-1] if self.receipts else None


def receipts_of(given: Iterable[ContactState]) -> set[str]:
    """The numbers of all receipts, those replaced since among them."""
    return {receipt.receipt for contacts in given for receipt in contacts.receipts}
