"""The front counter drawn: one field to find the voter by, and what may be said to the one who stands there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import _
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.holds.screen import CounterScreen
from ui.desks.holds.views.contacts import ContactsBlock
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.choices import Choices
from ui.kit.flow import Flow
from ui.kit.form import FieldRow
from ui.kit.panel import Panel, column, reveal
from ui.kit.personal import PersonalText
from ui.kit.style.tokens import S8, S12
from ui.kit.text import Text


class CounterPart(Panel):
    """The counter. `take_focus()` puts the focus where the next key is wanted. Signal: `looked()` after each look."""

    looked = Signal()

    def __init__(self, presenter: HoldsPresenter) -> None:
        super().__init__(_("At the counter"))
        self._presenter = presenter
        self._serial = 0
        self.field = QLineEdit()
        self._row = FieldRow(
            _("Name, birth date, or number of the receipt or envelope"),
            self.field,
            _("Such as Nguyen 3/14/1980, or 7QK2-M3PD; the beginning of a name is enough"),
        )
        self.look = PrimaryButton(_("Find"), "Enter")
        self.next = QuietButton(_("Next voter"), "Esc")
        self.leave = QuietButton(_("To the list"), "W")
        self._words = Text("", wrap=True, hides=True)
        self._voter = PersonalText("", "strong", wrap=True, hides=True)
        self.envelopes = Choices()
        self._state = Text("", wrap=True, hides=True)
        self.contacts = ContactsBlock(presenter)
        self._offered: object = None
        self._build()

    def draw(self, screen: CounterScreen) -> None:
        """Draws it; for a new voter the field is empty and has the focus."""
        self._words.setText(screen.words)
        self._voter.set_words(screen.voter)
        self._state.setText(screen.state)
        if (screen.envelopes, screen.chosen) != self._offered:
            self._offered = (screen.envelopes, screen.chosen)
            self.envelopes.set_choices(screen.envelopes, screen.chosen)
        reveal(self.envelopes, bool(screen.envelopes))
        reveal(self._found, screen.contacts is not None)
        if screen.contacts is not None:
            self.contacts.draw(screen.contacts)
        if screen.serial != self._serial:
            self._serial = screen.serial
            self.field.clear()
            self.take_focus()

    @property
    def is_empty(self) -> bool:
        """Whether nobody was looked for, and nothing is typed."""
        return not self.field.text()

    def take_focus(self) -> None:
        """Puts the focus on the receipt of a voter who was found, else into the field."""
        if self.contacts.receipt.isVisible():
            self.contacts.receipt.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.selectAll()

    def _build(self) -> None:
        self.field.returnPressed.connect(self._look)
        self.look.clicked.connect(self._look)
        self.next.clicked.connect(self._presenter.next_at_counter)
        self.leave.clicked.connect(self._presenter.leave_counter)
        self.envelopes.chosen.connect(self._choose)
        acts = Flow()
        for button in (self.look, self.next, self.leave):
            acts.addWidget(button)
        self._found = QWidget()
        self._found.setLayout(column(self._state, self.contacts, spacing=S12))
        self._found.hide()
        self.fill(column(self._row, acts, spacing=S8), self._words, self._voter, self.envelopes, self._found, "stretch")

    def _look(self) -> None:
        self._presenter.look_at_counter(self.field.text())
        self.looked.emit()

    def _choose(self, number: str) -> None:
        self._presenter.choose_at_counter(number)
        self.looked.emit()
