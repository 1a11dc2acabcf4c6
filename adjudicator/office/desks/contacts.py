"""The office's side of speaking with voters: who was reached when, and the receipt with which they look up their ballot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adjudicator.casework.acts.review import contacting
from adjudicator.casework.acts.review.contacting import Spoken
from adjudicator.casework.record.contact_state import Contact, ContactState, receipts_of
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.room import Done
from adjudicator.people.receipts import NewReceipt
from adjudicator.records.trouble import Refusal
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact for a screen: `by` is a name, `note` the person's words, empty for those who do not see names."""

    way: str
    result: str
    hour: str
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class VoterContact:
    """A voter's telephone number and e-mail address as written on the papers; empty where there is none."""

    phone: str = ""
    email: str = ""


class ContactsDesk(OfficeDesk):
    """Acts of people who speak with voters."""

    @needs("contact")
    def log(self, number: str, spoken: Spoken) -> Done | Refusal:
        """Note a contact with the voter of an envelope."""
        state = self._state(number)
        if isinstance(state, Refusal):
            return state
        return self._room.put(contacting.log_contact(state, spoken, self._room.case, self._room.act()))

    @needs("contact")
    def give_receipt(self, number: str) -> NewReceipt | Refusal:
        """Record a new receipt for the voter of an envelope, in place of an earlier one, and hand it out to be printed.

        Its PIN is kept nowhere: what is not printed now is lost, and another receipt is given.
        """
        state = self._state(number)
        if isinstance(state, Refusal):
            return state
        receipt = NewReceipt.drawn(self._room.salts())
        taken = receipts_of(self._room.log.states(ContactState))
        acted = contacting.give_receipt(state, receipt.number, receipt.check, taken, self._room.act())
        done = self._room.put(acted)
        return done if isinstance(done, Refusal) else receipt

    def of(self, number: str) -> tuple[ContactLine, ...]:
        """The contacts with the voter of an envelope, the latest hour first."""
        found = self._room.log.state(ContactState, number)
        if found is None:
            return ()
        latest = sorted(found.contacts, key=lambda contact: (contact.hour, contact.seq), reverse=True)
        sees = self._room.sees("read_names")
        return tuple(self._line(contact, sees=sees) for contact in latest)

    def voter_of(self, number: str) -> VoterContact:
        """How the voter of an envelope is reached, as the papers say it; empty for those who do not see names."""
        state = self._room.log.state(EnvelopeState, number)
        if state is None or not self._room.sees("read_names"):
            return VoterContact()
        phone, email = (state.sealed.get(field, "") for field in ("phone", "email"))
        return VoterContact(self._unsealed(phone), self._unsealed(email))

    def newest(self) -> Mapping[str, Contact]:
        """The latest contact of every envelope that has one, by number."""
        states = self._room.log.states(ContactState)
        return {state.number: newest for state in states if (newest := state.newest) is not None}

    def receipt_of(self, number: str) -> str:
        """The number of the receipt in force, empty where none was given."""
        found = self._room.log.state(ContactState, number)
        return found.receipt.receipt if found is not None and found.receipt is not None else ""

    def _line(self, contact: Contact, *, sees: bool) -> ContactLine:
        note = self._unsealed(contact.note) if sees else ""
        person = self._room.log.state(PersonState, contact.by)
        return ContactLine(contact.way, contact.result, contact.hour, person.name if person is not None else "", note)

    def _unsealed(self, commitment: str) -> str:
        return self._room.log.unseal(commitment) if commitment else ""

    def _state(self, number: str) -> EnvelopeState | Refusal:
        state = self._room.log.state(EnvelopeState, number)
        if state is None:
            return Refusal("unknown_envelope", _("There is no envelope {number}.", number=number), number)
        return state
