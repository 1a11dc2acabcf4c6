"""The panel beside the holds: what the selected envelope waits for, and the fields for what has come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from adjudicator.words import _, beside
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.holds.screen import Cure, Held
from ui.desks.holds.views.contacts import ContactsBlock
from ui.kit.buttons import PrimaryButton
from ui.kit.choices import Choices
from ui.kit.drawn.outcome import OutcomeBadge
from ui.kit.empty import EmptyState
from ui.kit.form import FieldRow, LongField
from ui.kit.language import name
from ui.kit.panel import Hairline, Panel, bring, clear, column, reveal, row
from ui.kit.personal import PersonalText
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import Heading, Text
from ui.parts import Choice

NOTHING = _("No envelope is selected"), _("The envelope that you choose in the list is shown here.")
UNREAD = _("Its voter may stand on the canceled or the pending list. It is shown once these are read.")

HINT = _("Such as Nov 5, 2:05 p.m., or 2:05 p.m. for today, or now")


class HeldPanel(Panel):
    """One held envelope. `begin()` puts the focus into the first thing to enter."""

    def __init__(self, presenter: HoldsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._number = ""
        self._shape: tuple[tuple[str, bool, int], ...] = ()
        self.cures: list[CureBlock] = []
        self._head, self._badge = Heading(""), OutcomeBadge("held")
        self._voter = PersonalText("", tone="text", wrap=True)
        self._about = Text("", "caption", tone="muted", wrap=True)
        self._until = Text("", "strong", wrap=True)
        self._waits = PersonalText("", tone="text", wrap=True, hides=True)
        self._proposal = Text("", "strong", wrap=True, hides=True)
        self._blocks = QVBoxLayout()
        self.contacts = ContactsBlock(presenter)
        self.note = LongField(60)
        self.button = PrimaryButton("", "Ctrl+Enter")
        self._blocked = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._inside = QWidget()
        self._nothing = EmptyState(*NOTHING, icon="hourglass")
        self._build()

    def draw(self, held: Held | None, unread: str = "") -> None:
        """Draws the envelope, else that the one `unread` waits for long lists, or that none is selected.

        Fields that have the focus keep it.
        """
        reveal(self._inside, held is not None)
        reveal(self._nothing, held is None)
        if held is None:
            self._number = ""
            waits = _("Envelope {number} waits for the lists", number=unread), UNREAD
            self._nothing.say(*(waits if unread else NOTHING))
            return
        self._head.setText(_("Envelope {number}", number=held.number))
        self._badge.set_outcome("held", held.kept_apart, _("Held, kept apart") if held.kept_apart else _("Held"))
        self._voter.set_words(held.voter)
        self._about.setText(beside(*held.about, by="\n"))
        self._until.setText(held.until)
        self._waits.set_words(held.waits)
        self._proposal.setText(held.proposal)
        self._proposal.set_tone(held.proposal_outcome or "text")
        self.contacts.draw(held.contacts)
        self._draw_cures(held)
        if self.note.toPlainText() != held.note:
            self.note.setPlainText(held.note)
        self.button.setText(held.button)
        self.button.updateGeometry()
        self.button.setEnabled(not held.blocked)
        self._blocked.setText(held.blocked)
        self._number = held.number

    def begin(self) -> None:
        """Puts the focus into the first thing to enter, or into the note where there is nothing."""
        for block in self.cures:
            if block.begin():
                return
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Says what is wrong with what is being typed."""
        for block in self.cures:
            block.commit()

    def _draw_cures(self, held: Held) -> None:
        shape = tuple((cure.hold, cure.asks_time, len(cure.choices)) for cure in held.cures)
        if held.number != self._number or shape != self._shape:
            self._shape = shape
            clear(self._blocks)
            self.cures = [CureBlock(cure, self._presenter) for cure in held.cures]
            for block in self.cures:
                self._blocks.addWidget(block)
        for block, cure in zip(self.cures, held.cures, strict=True):
            block.draw(cure)

    def _build(self) -> None:
        self._blocks.setSpacing(S12)
        self.note.textChanged.connect(lambda: self._presenter.write_note(self.note.toPlainText()))
        self.button.clicked.connect(self._presenter.bring_back)
        who = column(row(self._head, "stretch", self._badge), self._voter, self._about, spacing=S4)
        down = column(
            who,
            self._until,
            self._waits,
            self._proposal,
            self.contacts,
            Hairline(),
            self._blocks,
            FieldRow(_("Note"), self.note),
            spacing=S12,
        )
        down.addLayout(column(row(self.button, "stretch"), self._blocked, spacing=S8))
        self._inside.setLayout(down)
        self.fill(self._inside, self._nothing, "stretch")


class CureBlock(QWidget):
    """One hold: what is waited for, the answers on their keys, and the moment where one is asked."""

    def __init__(self, cure: Cure, presenter: HoldsPresenter) -> None:
        super().__init__()
        self._hold = cure.hold
        self.choices = Choices(cure.choices, cure.chosen)
        self.whys = Choices()
        self._against = Text("", "strong", wrap=True, hides=True)
        self.moment = QLineEdit()
        self._row = FieldRow(cure.moment or _("When"), self.moment, HINT)
        self._cure = cure
        self._presenter = presenter
        self.choices.chosen.connect(self._choose)
        self.whys.chosen.connect(lambda why: presenter.give_reason(self._hold, why))
        self.moment.textEdited.connect(lambda text: presenter.write_moment(self._hold, text))
        self.moment.editingFinished.connect(lambda: self._row.set_problem(self._cure.problem))
        self.moment.returnPressed.connect(self.focusNextChild)
        prompt = Text(cure.prompt, wrap=True, hides=True)
        help_words = Text(cure.help, "caption", tone="muted", wrap=True, hides=True)
        waits = Text(cure.waits, "strong", wrap=True)
        down = column(waits, prompt, self.choices, self._row, help_words, self._against, self.whys, spacing=S8)
        self.setLayout(down)
        reveal(self._row, cure.asks_time)
        reveal(self.choices, bool(cure.choices))
        self._asks, self._chosen = cure.asks_time, cure.chosen
        self._drawn: tuple[tuple[Choice, ...], str] = ((), "")

    def draw(self, cure: Cure) -> None:
        """Draws what was entered so far."""
        if cure.chosen != self._chosen:
            self._chosen = cure.chosen
            self.choices.set_choices(cure.choices, cure.chosen)
        if self.moment.text() != cure.typed:
            self.moment.setText(cure.typed)
        self._draw_whys(cure)
        self._cure = cure
        if not self.moment.hasFocus() or not cure.problem:
            self._row.set_problem(cure.problem)

    def _draw_whys(self, cure: Cure) -> None:
        """Shows the reasons where the answer stands against a record, and goes on to them."""
        before = self._drawn
        self._drawn = (cure.whys, cure.why)
        self._against.setText(cure.against)
        name(self.whys, cure.against)
        if before != self._drawn:
            self.whys.set_choices(*self._drawn)
        reveal(self.whys, bool(cure.whys))
        if cure.whys and not before[0] and self.choices.isAncestorOf(self.focusWidget()):
            self.whys.focus_first()
            bring(self.whys)

    def commit(self) -> None:
        """Says what is wrong with the moment, though it has the focus still."""
        self._row.set_problem(self._cure.problem)

    def _choose(self, value: str) -> None:
        self._chosen = value
        self._presenter.choose(self._hold, value)
        if self._asks:
            self.moment.setFocus(Qt.FocusReason.OtherFocusReason)  # what came is said; when is next

    def begin(self) -> bool:
        """Puts the focus into the first field; False where there is none."""
        if not self.choices.isHidden():
            self.choices.focus_first()
            return True
        if self._asks:
            self.moment.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False
