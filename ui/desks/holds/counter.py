"""The front counter: one voter after the other, found by what they say or show; nobody else is on the screen."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office import Office
from adjudicator.office.desks.counter import AtCounter
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_
from ui.desks.holds.contacts import VoterContacts
from ui.desks.holds.screen import CounterScreen
from ui.parts import Choice

ASKS = _("Type what the voter says or shows. The voter's name appears once only one voter fits.")
NOBODY_FITS = _("Nobody fits. Try another spelling, the birth date, or the number on the receipt.")


class FrontCounter:
    """Who stands at the counter; `number` is the envelope that is chosen, empty for none."""

    def __init__(self, office: Office, contacts: VoterContacts, changed: Callable[[], None]) -> None:
        self._office, self._contacts, self._changed = office, contacts, changed
        self._found: AtCounter | None = None
        self._refused = ""
        self._serial = 0
        self.is_open = False
        self.number = ""

    def begin(self) -> None:
        """Serve voters: the list goes away."""
        if self._office.may("contact") is None:
            self.is_open = True
            self.next_voter()

    def leave(self) -> None:
        """Back to the list."""
        self.is_open = False
        self._forget()
        self._changed()

    def next_voter(self) -> None:
        """Let go of the voter: nothing of them stays on the screen."""
        self._forget()
        self._serial += 1
        self._changed()

    def look(self, typed: str) -> None:
        """Find the voter by what was typed."""
        self._forget()
        found = self._office.counter.find(typed)
        if isinstance(found, Refusal):
            self._refused = found.words
        else:
            self._found = found
            held = [number for number in found.numbers if self._is_held(number)]
            self.number = next(iter((*held, *found.numbers)), "")
        self._changed()

    def choose(self, number: str) -> None:
        """Take another envelope of the same voter."""
        if self._found is not None and number in self._found.numbers:
            self.number = number
            self._changed()

    def screen(self) -> CounterScreen | None:
        """The counter as it stands; None while the list is shown."""
        if not self.is_open:
            return None
        found = self._found
        if found is None or found.voters != 1:
            return CounterScreen(words=self._words(found), serial=self._serial)
        held = self._is_held(self.number)
        return CounterScreen(
            voter=found.voter or _("Envelope {number}", number=self.number),
            envelopes=tuple(self._offered(found.numbers)) if len(found.numbers) > 1 else (),
            chosen=self.number,
            state="" if held else self._state_words(),
            contacts=None if held else self._contacts.of(self.number),
            serial=self._serial,
        )

    def _words(self, found: AtCounter | None) -> str:
        if found is None:
            return self._refused or ASKS
        if not found.voters:
            return NOBODY_FITS
        fit = n_("{count} voter fits.", "{count} voters fit.", found.voters)
        return beside(fit, _("Type more of the name, or the birth date, too. Nobody is shown until one fits."))

    def _offered(self, numbers: tuple[str, ...]) -> list[Choice]:
        return [Choice(str(at), each, _("Envelope {number}", number=each)) for at, each in enumerate(numbers, 1)]

    def _state_words(self) -> str:
        """Where an envelope is that nothing is waited for, in words that tell nobody's outcome."""
        state = self._state(self.number)
        if state is None or state.is_none:
            return _("Envelope {number} was entered by mistake. Ask a supervisor.", number=self.number)
        if state.status == "released":
            return _(
                "Envelope {number} is decided and released. With the number and PIN of a receipt the voter learns what "
                "became of the ballot, and why.",
                number=self.number,
            )
        if state.open_again:
            return _("Envelope {number} is being decided again. Nothing is asked of the voter now.", number=self.number)
        return _("Envelope {number} is being decided. Nothing is asked of the voter now.", number=self.number)

    def _is_held(self, number: str) -> bool:
        state = self._state(number)
        return state is not None and state.status == "held"

    def _state(self, number: str) -> EnvelopeState | None:
        sheet = self._office.review.sheet(number) if number else None
        return None if sheet is None or isinstance(sheet, Refusal) else sheet.state

    def _forget(self) -> None:
        self._found, self._refused, self.number = None, "", ""
        self._contacts.let_go()
