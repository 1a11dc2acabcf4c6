"""The contacts with a voter drawn: how they are reached, what came of each try, and the note of a new one in its place."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.desks.holds.contacts import VoterContacts
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.holds.screen import Contacts, ContactWords
from ui.kit.buttons import WHOLE, Face, QuietButton
from ui.kit.choices import Choices
from ui.kit.file_dialog import FileDialog
from ui.kit.flow import Flow
from ui.kit.keys import Key, Keys
from ui.kit.language import tip
from ui.kit.panel import Repeater, bring, column, reveal
from ui.kit.personal import PersonalText
from ui.kit.style.tokens import S4, S8
from ui.kit.text import Text
from ui.parts import Choice
from ui.shared.views.asked import AskedPart

WITHOUT_KEY: Face = WHOLE - {"key"}


class ContactsBlock(QWidget):
    """Telephone number and address, the button for a new contact, and the contacts so far."""

    def __init__(self, presenter: HoldsPresenter) -> None:
        super().__init__()
        contacts = presenter.contacts
        self._reach = PersonalText("", wrap=True)
        self.button = QuietButton(_("Contact"), "C")
        self.button.clicked.connect(lambda *__: contacts.begin())
        self.receipt = QuietButton(_("Receipt"), "R")
        self.receipt.clicked.connect(lambda *__: self.ask_receipt())
        self.scan = QuietButton(_("Scan"), "S")
        self.scan.clicked.connect(lambda *__: self.ask_scan())
        self.quick = QuickResults(contacts)
        self._scans = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._given = Text("", "caption", tone="muted", wrap=True, hides=True)
        self.asked = AskedPart(contacts.answer, contacts.leave, in_a_row=1)
        self._lines: Repeater[ContactWords] = Repeater(ContactRow)
        self._none = Text(_("Nobody has tried to reach the voter yet."), "caption", tone="muted", wrap=True)
        self._contacts = contacts
        self._acts, self._buttons = Flow(), (self.button, self.receipt, self.scan)
        for button in self._buttons:
            self._acts.addWidget(button)
        head = Text(_("Contacts"), "strong")
        asked = (self.quick, self.asked)
        parts = (head, self._reach, self._acts, *asked, self._none, self._lines, self._scans, self._given)
        self.setLayout(column(*parts, spacing=S8))

    def draw(self, contacts: Contacts) -> None:
        """Draws them; a question that is new gets the focus, and the button once it is answered."""
        asked, was = contacts.asked, self.asked.form is not None or self.quick.is_asking
        self._reach.set_words(
            beside(contacts.phone, contacts.email, by=" \N{MIDDLE DOT} ")
            or _("No telephone number or e-mail address on the papers"),
            personal=bool(contacts.phone or contacts.email),
        )
        for button in self._buttons:
            reveal(button, contacts.may_note and not contacts.is_asking)
        self._scans.setText(contacts.scans)
        self._given.setText(contacts.receipt)
        self.quick.draw(contacts.quick)
        self.asked.draw(asked)
        self._lines.draw(contacts.lines)
        reveal(self._none, not contacts.lines)
        if was and not contacts.is_asking and not self.button.isHidden():
            self.button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the buttons in one line: where it is too short for their keys, the tooltips say them."""
        super().resizeEvent(event)
        whole = sum(button.width_with(WHOLE) for button in self._buttons) + S8 * (len(self._buttons) - 1)
        fits = whole <= event.size().width()
        for button in self._buttons:
            button.show_face(WHOLE if fits else WITHOUT_KEY)
            tip(button, "" if fits else _("{act} ({key})", act=button.text(), key=button.key))

    def ask_receipt(self) -> None:
        """Asks where the page is written, and gives the voter a receipt."""
        path = FileDialog.new_file(self, _("Write the receipt"), "receipt.pdf") if self.receipt.isVisible() else ""
        if path:
            self._contacts.write_receipt(path)

    def ask_scan(self) -> None:
        """Asks for the scan of what the voter brought, and keeps it with the envelope."""
        path = FileDialog.file(self, _("Scan of what was brought")) if self.scan.isVisible() else ""
        if path:
            self._contacts.attach(path)


class QuickResults(QWidget):
    """What came of a call made just now, each on a number; Esc leaves it."""

    def __init__(self, contacts: VoterContacts) -> None:
        super().__init__()
        self.choices = Choices(dense=True)
        self.choices.chosen.connect(contacts.take)
        self.is_asking = False
        self.setLayout(column(Text(_("What came of the call?"), "strong"), self.choices, spacing=S8))
        Keys(self, "").bind(Key("contact_leave", "Esc", ""), contacts.leave)
        self.hide()

    def draw(self, quick: tuple[Choice, ...]) -> None:
        """Draws them; when they are asked for anew, the first has the focus."""
        opens, self.is_asking = bool(quick) and not self.is_asking, bool(quick)
        if opens:
            self.choices.set_choices(quick)
        reveal(self, bool(quick))
        if opens:
            self.choices.focus_first()
            bring(self.choices)


class ContactRow(QWidget):
    """One contact: what came of it, who noted it, and the note."""

    def __init__(self, contact: ContactWords) -> None:
        super().__init__()
        said = Text(contact.said, wrap=True)
        by = Text(contact.by, "caption", tone="muted", wrap=True)
        note = PersonalText(contact.note, wrap=True, hides=True)
        self.setLayout(column(said, note, by, spacing=S4))
