"""The Review desk: one envelope after another, every answer into the record as soon as it is given."""

from __future__ import annotations

from adjudicator.casework.acts.whys import OTHER, Why
from adjudicator.casework.sheet.cards import Card, ready_outcome
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.telling.words import outcome_words
from adjudicator.records.trouble import Refusal
from ui.desks.review import forms, panels
from ui.desks.review.answers import Result, give_answer, give_reason, portion_panel_of
from ui.desks.review.bar import not_ready_words
from ui.desks.review.cards import line_of, work_of
from ui.desks.review.outcome import DIFFERENTLY
from ui.desks.review.panels import Values
from ui.desks.review.place import ReviewPlace, refused
from ui.desks.review.screen import PanelScreen
from ui.desks.review.steps import step_back
from ui.desks.review.whose import TAKE_OVER, TAKE_OVER_WORDS, choose_why, give_words, take_over_panel
from ui.desks.review.whys import WHY, WHY_WORDS

SEARCH_KEY = "9"
LEAVES = forms.RECORDS | {panels.REFER, panels.TAKE_BACK}
"""Panels after whose act another envelope is shown, or the same one in another way."""


class ReviewPresenter(ReviewPlace):
    """What a reviewer does with the envelope on the desk, and which one comes next."""

    # what is on the desk

    def enter(self, about: str = "") -> None:
        """Open an envelope by its number; without one, the envelope that was here, else the next of the queue."""
        self._queue.settle()
        self._queue.forget()
        if about:
            self._open(about)
            return
        if self._queue.here:
            self._take(self._queue.here)
        else:
            self._arrive()
        self.refresh()

    def drawn(self, number: str) -> None:
        """The right column has been drawn for an envelope: only now may it be recorded."""
        self._drawn = number

    # answering

    def press(self, key: str) -> None:
        """A number: the answer to the question that stands open, or the choice of the panel."""
        if self._panel is not None:
            choice = next((choice for choice in self._panel.choices if choice.key == key), None)
            if choice is not None:
                self.choose(choice.value)
            return
        asking = self.screen.asking
        if self._sheet is None or asking is None or key not in {choice.key for choice in asking.choices}:
            return
        self._took(self._do(lambda sheet: give_answer(self._office, sheet, self._standing, asking.fact, key)))

    def is_search(self, key: str) -> bool:
        """Whether a key of the open question asks for the search box."""
        asking = self.screen.asking
        return asking is not None and asking.search and self._panel is None and key == SEARCH_KEY

    def accept(self) -> None:
        """Enter: accept the card as it stands, or say which line is open. It never records."""
        sheet = self._sheet
        if sheet is None or self._panel is not None or self._standing.read_only:
            return
        work = work_of(sheet, self._standing)
        line = line_of(work.cards, work.asked) if work.asked else None
        if self._standing.reopened and (line is None or not line.wants_key):
            self._stand(reopened="")
            return
        card = next((card for card in work.cards if card.id == work.current), None)
        if card is None or work.asked:
            self._hint(not_ready_words(sheet, work) if not ready_outcome(sheet) else "Ctrl+Enter records")
            return
        self._accept(card)

    def reopen(self, fact: str) -> None:
        """Answer a line again, by its number; the new answer takes the place of the old one."""
        if self._sheet is not None and not self._standing.read_only:
            self._panel = None
            self._stand(reopened=fact)

    def search(self, words: str) -> None:
        """Look on the roll in a person's own words; no words bring the look-up's candidates back."""
        found = self._office.review.search(words) if words.strip() else None
        reopened = self._standing.reopened
        if self.screen.asking is None or self.screen.asking.fact != "match":
            reopened = "match"
        self._stand(searched=words.strip(), found=found, reopened=reopened)

    def unfold(self, citation: str) -> None:
        """Show a paragraph's text in its place, or fold it again."""
        self._stand(unfolded=self._standing.unfolded ^ {citation})

    def unfold_first(self) -> None:
        """Unfold the deciding paragraph, or fold it again."""
        outcome = self.screen.outcome
        first = next((ground.citation for ground in outcome.grounds), "")
        if outcome.deciding or first:
            self.unfold(outcome.deciding or first)

    def tell_differently(self) -> None:
        """D: show what would have to be different for another outcome, or fold it again."""
        if self.screen.outcome.may_differ:
            self.unfold(DIFFERENTLY)

    def number_to_copy(self) -> str:
        """The elector's registration number, for the state's system; empty where nobody is taken or proposed."""
        elector = (self._sheet.elector or self._sheet.evidence.elector) if self._sheet is not None else None
        self._hint("Registration number copied" if elector else "There is no registration number to copy yet")
        return elector.registration_number if elector else ""

    # recording

    def record(self) -> None:
        """Ctrl+Enter: record what is recommended, once it has been seen."""
        sheet = self._sheet
        if sheet is None or self._panel is not None or self._standing.read_only or self._drawn != sheet.number:
            return
        outcome = ready_outcome(sheet)
        if not outcome:
            self._hint(f"Not recorded. {not_ready_words(sheet, work_of(sheet, self._standing))}")
            return
        then = self._queue.next(leaving=sheet.number)
        if self._took(self._do(lambda sheet: self._office.review.record(sheet, then=then)), stays=False):
            self._recorded(sheet.number, outcome, then)

    def hold(self) -> None:
        """H: record the hold that is recommended, or ask why it is held otherwise."""
        sheet = self._sheet
        if sheet is None or self._panel is not None or self._standing.read_only or sheet.recommendation is None:
            return
        if ready_outcome(sheet) == "held":
            self.record()
        else:
            self._ask(panels.hold_panel(sheet.recommendation.outcome))

    def otherwise(self) -> None:
        """Offer the outcomes that depart from the recommendation."""
        if self._may_ask() and self._sheet is not None and self._sheet.recommendation is not None:
            self._ask(panels.otherwise_panel(self._sheet.recommendation.outcome))

    def refer(self) -> None:
        """R: ask a supervisor."""
        if self._may_ask():
            self._ask(panels.refer_panel())

    def take_back(self) -> None:
        """T: ask why a determination is taken back, or an envelope taken over from another person."""
        if self._sheet is not None and self._panel is None and self.screen.whose is not None:
            refusal = self._office.whose.may_take_over(self._sheet.state)
            self._ask(take_over_panel()) if refusal is None else self._took(refusal)
        elif self._sheet is not None and self.screen.bar.take_back:
            self._ask(panels.take_back_panel())

    def correct(self, field: str = "cast_at") -> None:
        """Ask which slip is to be corrected."""
        if self._may_ask() and self._sheet is not None:
            self._ask(panels.correct_panel(self._sheet.evidence.papers, self._office.election, {"field": field}))

    def fix_home(self) -> None:
        """Ask which precinct and portion are the voter's own."""
        if self._may_ask() and self._sheet is not None:
            self._ask(portion_panel_of(self._sheet))

    def put_right(self) -> None:
        """E: ask what is to be put right."""
        if self._may_ask():
            self._ask(panels.put_right_panel())

    # the panel

    def choose(self, value: str) -> None:
        """Take a choice of the panel."""
        panel = self._panel
        if panel is None:
            return
        if panel.kind == TAKE_OVER:
            self._took(self._do(lambda sheet: choose_why(self._office, sheet, value)))
        elif panel.kind == WHY:
            self._took(self._do(lambda sheet: give_reason(self._office, sheet, self._standing, panel, Why(value))))
        else:
            self._took(self._do(lambda sheet: forms.choose(sheet, panel, value)))

    def change(self, values: Values) -> None:
        """A field of the panel has changed."""
        panel, sheet = self._panel, self._sheet
        if panel is not None and sheet is not None:
            follows = forms.changed(self._office, sheet, panel, values)
            self._ask(follows)
            self._typed = dict(values) if follows is panel else {}

    def submit(self, values: Values) -> None:
        """Do what the panel's button says."""
        panel, sheet = self._panel, self._sheet
        if panel is None or sheet is None:
            return
        result = self._do(lambda sheet: self._submitted(sheet, panel, values))
        if not self._took(result, stays=panel.kind not in LEAVES):
            return
        if panel.kind == panels.TAKE_BACK:
            self._queue.forget()
            self.refresh()
        elif panel.kind in forms.RECORDS:
            self._recorded(sheet.number, panel.about.partition(":")[0] or "held")
        elif panel.kind == panels.REFER:
            self._queue.done(sheet.number)
            self._next(f"Envelope {sheet.number} referred to a supervisor")

    def cancel(self) -> None:
        """Close the panel, or keep a reopened line as it was; a question whose reason was asked stays open."""
        asked = self._panel
        self._panel = None
        if asked is not None and asked.kind in (WHY, WHY_WORDS):
            self._redraw()
        else:
            self._stand(reopened="", searched="", found=None)

    def dismiss(self) -> None:
        """Take the strip away."""
        self._strip = None
        self._redraw()

    # moving

    def skip(self) -> None:
        """S: leave the envelope for later; it comes again when the rest is done."""
        if self._may_ask():
            number = self._queue.here
            self._queue.skip()
            self._next(f"Envelope {number} skipped", lambda: self._open(number))

    def back(self) -> None:
        """B: the line before, the last card that was accepted, or the envelope before."""
        if self._panel is not None:
            self.cancel()
            return
        fact = step_back(self._sheet, self._standing) if self._sheet is not None else ""
        if fact:
            self._stand(reopened=fact)
            return
        number = self._queue.previous()
        if number:
            self._queue.here = ""
            self._open(number)

    def go_to_batches(self) -> None:
        """From the empty desk to where the work goes on."""
        if self.screen.nothing is not None:
            self._shell.go(self.screen.nothing.desk)

    # what follows

    def _submitted(self, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
        if panel.kind == TAKE_OVER_WORDS:
            return give_words(self._office, sheet, panel, values)
        if panel.kind != WHY_WORDS:
            return forms.submit(self._office, sheet, panel, values)
        wrong = forms.missing_reason(panel, values)
        why = Why(OTHER, values.get("reason", ""))
        return wrong or give_reason(self._office, sheet, self._standing, panel, why)

    def _accept(self, card: Card) -> None:
        self._took(self._do(lambda sheet: self._office.review.accept(sheet, card)))

    def _recorded(self, number: str, outcome: str, then: str = "") -> None:
        self._queue.done(number)
        self._next(f"Envelope {number} recorded: {outcome_words(outcome).lower()}", lambda: self._undo(number), then)

    def _undo(self, number: str) -> None:
        """U: take the last record back at once, and bring its envelope back."""
        self._acting = True
        try:
            result = self._office.review.withdraw(number, undo=True)
        finally:
            self._acting = False
        self._queue.forget()
        self._open(number)
        if isinstance(result, Refusal):
            self._strip = refused(result)
            self._redraw()
        else:
            self._shell.said(f"Undone: envelope {number} is to do again.")
