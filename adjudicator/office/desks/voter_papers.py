"""Paper about voters of held envelopes: the list to call them by, and receipts to take home."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.paper.table_sheets import SheetPlace
from adjudicator.export.paper.voter_sheets import ToCall, call_list, receipt_page
from adjudicator.law.telling.short_words import short_words
from adjudicator.law.telling.words import hold_words
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.files.case_file import write_page
from adjudicator.office.behind.law.calendar import calendar_of
from adjudicator.office.behind.room import Room
from adjudicator.office.desks.contacts import ContactsDesk
from adjudicator.people.receipts import NewReceipt
from adjudicator.records.contact import tried_words
from adjudicator.records.trouble import Refusal
from adjudicator.words import ENGLISH, Language, _, capital
from adjudicator.words.dates import long_day_and_hour


class VoterPapersDesk(OfficeDesk):
    """What is printed for people who speak with voters. Every method may raise WorldError as `write_page`."""

    def __init__(self, room: Room, contacts: ContactsDesk) -> None:
        super().__init__(room)
        self._contacts = contacts

    @needs("read_names")
    def write_call_list(self, numbers: Sequence[str], out: Path, language: Language = ENGLISH) -> Refusal | None:
        """Write a list of the voters of these envelopes, in that order, with room for what came of each call (PDF)."""
        names = self._room.log.voter_names(numbers)
        newest = self._contacts.newest()
        calls: list[ToCall] = []
        for number in numbers:
            voter, contact = self._contacts.voter_of(number), newest.get(number)
            tried = tried_words(contact.result, contact.hour) if contact is not None else ""
            reach = voter.phone or voter.email.replace("@", " @")  # a line breaks there
            calls.append(ToCall(number, names.get(number, ""), reach, short_words(self._holds(number)), tried))
        write_page(out, call_list(calls, self._until(), self._place(language)))
        return None

    @needs("contact")
    def write_receipt(self, number: str, out: Path, language: Language = ENGLISH) -> NewReceipt | Refusal:
        """Give the voter of an envelope a new receipt, and write the page that they take home (PDF).

        A receipt whose page could not be written is lost with its PIN; the next one is in force in its place.
        """
        receipt = self._contacts.give_receipt(number)
        if isinstance(receipt, NewReceipt):
            page = receipt_page(number, receipt, self._waits(number), self._until(), self._place(language))
            write_page(out, page)
        return receipt

    def _waits(self, number: str) -> list[str]:
        return [capital(hold_words(hold)) for hold in self._holds(number)]

    def _holds(self, number: str) -> tuple[str, ...]:
        state = self._room.log.state(EnvelopeState, number)
        determination = state.determination if state is not None and state.status == "held" else None
        return determination.holds if determination is not None else ()

    def _until(self) -> str:
        last_day = calendar_of(self._room.case, self._room.zone).last_day
        when = long_day_and_hour(last_day)
        if self._room.now() > last_day:
            return _("What was missing could come until {when}.", when=when)
        return _("What is missing may come until {when}.", when=when)

    def _place(self, language: Language) -> SheetPlace:
        room = self._room
        return SheetPlace(room.election, room.now(), room.case.mode == "practice", language)
