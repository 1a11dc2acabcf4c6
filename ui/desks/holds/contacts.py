"""Speaking with the voter: how they are reached, what came of each try, and the note of a new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from adjudicator.casework.acts.review.contacting import Spoken
from adjudicator.casework.record.contact_state import Contact
from adjudicator.casework.sheet.source_words import short_name
from adjudicator.office import Office
from adjudicator.office.desks.contacts import ContactLine
from adjudicator.records.contact import FITS, RESULTS, WAYS, tried_words
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside, n_
from adjudicator.words.dates import dated_words
from ui.desks.holds.screen import Contacts, ContactWords
from ui.parts import Choice, Notice
from ui.shared.asking import AskedField, AskedForm, TheOthers
from ui.shared.desk import Shell
from ui.shared.drafting import Values
from ui.shared.hours import HINT, hour_of

WAY_CHOICES = tuple(Choice("", code, words) for code, words in WAYS.items())
QUICK_WAY = "phone"
MORE = "more"
QUICK_CHOICES = (
    *(Choice(str(key), code, RESULTS[code]) for key, code in enumerate(FITS[QUICK_WAY], 1)),
    Choice("0", MORE, _("Another way, another time, or with a note...")),
)
"""What came of a call made just now, each on a key."""

RESULT_CHOICES = (
    Choice("", "", _("Choose what came of it")),
    *(Choice("", code, words) for code, words in RESULTS.items()),
)


class VoterContacts:
    """Contacts with the voter of the envelope that is selected. `strip` tells what was refused."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._number, self._serial = "", 0
        self._asking = self._quick = False
        self._problems: dict[str, str] = {}
        self.strip: Notice | None = None

    def of(self, number: str) -> Contacts:
        """The part as it stands for one envelope; another envelope lets go of a note that was not recorded."""
        if number != self._number:
            self._number, self._asking, self._quick, self._problems = number, False, False, {}
        voter = self._office.contacts.voter_of(number)
        return Contacts(
            phone=voter.phone,
            email=voter.email,
            lines=tuple(map(_line, self._office.contacts.of(number))),
            receipt=self._receipt_words(number),
            may_note=self._office.may("contact") is None,
            asked=self._asked() if self._asking else None,
            quick=QUICK_CHOICES if self._quick else (),
            scans=self._scans_words(number),
        )

    def let_go(self) -> None:
        """Of no envelope until `of` is asked for one: nothing is noted for a voter who is gone."""
        self._number, self._asking, self._quick, self._problems = "", False, False, {}

    def begin(self) -> None:
        """Ask what came of a call made just now, or for another contact."""
        if self._number and self._office.may("contact") is None:
            self._quick, self._asking, self._problems, self.strip = True, False, {}, None
            self._changed()

    def take(self, result: str) -> None:
        """Note a call made just now, or ask for a contact of another kind with all its fields."""
        self._quick = False
        if not self._number:
            return
        if result == MORE:
            self._asking = True
            self._serial += 1
        else:
            hour, __ = hour_of("", self._office.election.date, self._office.now())
            done = self._office.contacts.log(self._number, Spoken(QUICK_WAY, result, hour))
            if isinstance(done, Refusal):
                self.strip = Notice(done.words)
            else:
                self._say_noted()
        self._changed()

    def leave(self) -> None:
        """Ask no longer."""
        self._asking, self._quick, self._problems = False, False, {}
        self._changed()

    def answer(self, values: Values, others: TheOthers) -> None:
        """Note the contact."""
        del others
        hour, wrong = hour_of(values["hour"], self._office.election.date, self._office.now())
        self._problems = {"hour": wrong} if wrong else {}
        if not wrong:
            spoken = Spoken(values["way"], values["result"], hour, values["note"].strip())
            done = self._office.contacts.log(self._number, spoken)
            if isinstance(done, Refusal):
                self._problems = {"result": done.words}
            else:
                self._asking = False
                self._say_noted()
        self._changed()

    def write_receipt(self, path: str) -> None:
        """Give the voter a new receipt, and write the page that they take home."""
        if not self._number:
            return
        out = Path(path).with_suffix(".pdf")
        try:
            given = self._office.voter_papers.write_receipt(self._number, out, self._shell.language)
        except WorldError as error:
            self.strip = Notice(error.what, remedy=error.remedy)
        else:
            self.strip = Notice(given.words) if isinstance(given, Refusal) else None
            if self.strip is None:
                self._shell.said(
                    _("{file} written", file=out.name), instead=_("Print it now; the PIN stands nowhere else.")
                )
        self._changed()

    def attach(self, path: str) -> None:
        """Keep a scan of what the voter brought with the envelope."""
        if not self._number:
            return
        file = Path(path)
        try:
            refusal = self._office.scans.attach(self._number, file)
        except WorldError as error:
            self.strip = Notice(error.what, remedy=error.remedy)
        else:
            self.strip = Notice(refusal.words) if refusal is not None else None
            if refusal is None:
                self._shell.said(_("{file} is kept with envelope {number}", file=file.name, number=self._number))
        self._changed()

    def _say_noted(self) -> None:
        self._shell.said(_("Contact with the voter of envelope {number} noted", number=self._number))

    def _scans_words(self, number: str) -> str:
        count = self._office.scans.brought(number)
        return n_("{count} scan of what was brought", "{count} scans of what was brought", count) if count else ""

    def _receipt_words(self, number: str) -> str:
        receipt = self._office.contacts.receipt_of(number)
        return _("Receipt {receipt} was given", receipt=receipt) if receipt else ""

    def _asked(self) -> AskedForm:
        return AskedForm(
            f"contact {self._number} {self._serial}",
            _("Note a contact with the voter"),
            _("Note it"),
            (
                AskedField("way", _("How"), kind="choice", choices=WAY_CHOICES, value="phone"),
                AskedField("result", _("What came of it"), kind="choice", choices=RESULT_CHOICES),
                AskedField("hour", _("When"), HINT),
                AskedField("note", _("Note"), _("It is kept sealed."), kind="long", chained=False),
            ),
            problems=self._problems,
        )


def newest_words(contact: Contact | None) -> str:
    """The latest contact in a cell: "No answer, Thu Nov 5, 2:10 p.m."; empty where there was none."""
    if contact is None:
        return ""
    return tried_words(contact.result, contact.hour)


def _line(line: ContactLine) -> ContactWords:
    way, result = WAYS.get(line.way, line.way), RESULTS.get(line.result, line.result)
    said = beside(dated_words(line.hour), way, result, by=", ")
    return ContactWords(said, _("Noted by {person}", person=short_name(line.by)), line.note)
