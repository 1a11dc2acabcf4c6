"""The Review desk: one envelope after another, every answer into the record as soon as it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from adjudicator.casework.record.entry import Entry
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.telling.words import outcome_words
from adjudicator.office import Done, Office
from adjudicator.office.behind.unsettled import SettledAct
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, small
from ui.desks.review import panels
from ui.desks.review.ballots import BALLOTS
from ui.desks.review.bar import (
    BAR_PANELS,
    hold_panel,
    not_ready_words,
    otherwise_panel,
    put_right_panel,
    take_back_panel,
    take_over_panel,
)
from ui.desks.review.draft import changed_meanwhile, draft_of, out_of_reach, read_draft, stamp_of
from ui.desks.review.filtering import QueueFilter
from ui.desks.review.guard import Guard
from ui.desks.review.lines.home import portion_panel_of
from ui.desks.review.lines.match import SEARCH_KEY, names_of
from ui.desks.review.lines.papers import in_line_at
from ui.desks.review.lines.table import LINE_PANELS, give_answer
from ui.desks.review.listing import QueueList, left_under
from ui.desks.review.mistakes import MISTAKE, mistake_panel
from ui.desks.review.notices import is_anothers, said_to_be
from ui.desks.review.others import OTHERS
from ui.desks.review.outcome import ALL_CONTESTS, DIFFERENTLY
from ui.desks.review.panels import DeskPanel, Result, Values
from ui.desks.review.papers import picture_of
from ui.desks.review.queue import Queue
from ui.desks.review.screen import PanelScreen, ReviewScreen
from ui.desks.review.sentences import all_but_last, last
from ui.desks.review.sheet import left_words, lists_unread, nothing_left, nothing_under, sheet_screen, under_panel
from ui.desks.review.whys import ASKS_WHY
from ui.desks.review.work import OpenOnDesk, Work, work_of
from ui.parts import Notice, Picture
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.drafting import NOTHING, TakenUp
from ui.shared.opening import number_and_place

TOO_SOON = _("The outcome has only just appeared: look at it, then press again")
OF_A_LINE = frozenset(panel.kind for panel in LINE_PANELS)
"""The panels that an answer opens: they stand where it was given."""

PANELS: Mapping[str, DeskPanel] = {
    panel.kind: panel for panel in (panels.REFER, panels.CORRECT, MISTAKE, *LINE_PANELS, *BAR_PANELS)
}


class ReviewPresenter(DeskPresenter[ReviewScreen]):
    """The envelope on the desk, what is open on it, and what a reviewer does with it.

    `_work` is the envelope as it was drawn last: every act goes by what the person has seen. `_sent` is the determination
    sent last: envelope, outcome, and the envelope taken with it.
    """

    desk = "review"

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._queue = Queue(office)
        self._list = QueueList(office, self._queue)
        self._sheet: Sheet | None = None
        self._work: Work | None = None
        self._standing = OpenOnDesk()
        self._panel: PanelScreen | None = None
        self._typed: Values = {}
        self._strip: Notice | None = None
        self._guard = Guard()
        self._acting = self._waits = False
        self._begun_before: tuple[str, Mapping[str, Any]] = ("", {})
        self._sent = ("", "", "")
        self._ahead: tuple[str, tuple[Picture, ...]] = ("", ())

    # what is on the desk

    def make_screen(self) -> ReviewScreen:
        """Read the envelope on the desk afresh, or take the next where there is none."""
        self._queue.settle()
        if not self._queue.here:
            self._queue.go(self._queue.next())
        found = self._office.review.sheet(self._queue.here) if self._queue.here else None
        if isinstance(found, Refusal):
            self._strip = refused(found) if found.code != "lists_unread" else self._strip
        self._sheet = found if isinstance(found, Sheet) else None
        self._waits = isinstance(found, Refusal) and found.code == "lists_unread"
        number, begun = self._begun_before
        if self._sheet is not None and number == self._queue.here:  # the lists that it waited for were read
            self._begun_before = ("", {})
            self.take_up(begun)
        if self._sheet is not None and self._panel is not None and not self._is_workable(self._sheet):
            self._panel = self._panel if PANELS[self._panel.kind].on_others else None
        return self._compose()

    def _compose(self) -> ReviewScreen:
        left, others, sheet = self._queue.left(), self._queue.with_others(), self._sheet
        narrowed, reasons = self._queue.filter, self._office.case.reasons
        if sheet is None:
            self._work = None
            nothing = nothing_left(self._office, left, others)
            if self._waits:
                nothing = lists_unread(self._queue.here)
            elif narrowed.narrows and left:
                nothing = nothing_under(narrowed.words(reasons))
            return replace(nothing, strip=self._strip, queue=self._list.screen())
        self._standing = replace(self._standing, read_only=not self._is_workable(sheet))
        self._work = work_of(self._office, sheet, self._standing)
        screen = sheet_screen(self._work, (left, others), may_back=self._queue.has_previous)
        position = left_under(narrowed, self._queue.left_here(), screen.head.position, reasons)
        screen = replace(screen, queue=self._list.screen(), head=replace(screen.head, position=position))
        if screen.papers.images:
            screen = replace(screen, papers=replace(screen.papers, ahead=self._scans_ahead(sheet.number)))
        if self._panel is not None:
            names = names_of(self._work, self._panel)
            screen = under_panel(screen, replace(self._panel, names=names), asks=self._panel.kind in OF_A_LINE)
        return replace(screen, strip=self._strip)

    def _scans_ahead(self, number: str) -> tuple[Picture, ...]:
        """The scans of the envelope that comes next, looked for once while this one is on the desk."""
        if self._ahead[0] != number:
            then = self._queue.next(leaving=number)
            self._ahead = (number, tuple(map(picture_of, self._office.scans.of(then))) if then else ())
        return self._ahead[1]

    def _is_workable(self, sheet: Sheet) -> bool:
        """Whether the person signed in may answer and record here: to do, not with a supervisor, not with a colleague."""
        if sheet.state.status != "to_do" or sheet.state.referred or is_anothers(sheet, self._office):
            return False
        return self._office.may("review") is None

    def _redraw(self) -> None:
        """Show the same envelope with what the person has open, without reading it again."""
        self._screen = self._compose()
        self._show()

    def _show(self) -> None:
        for draw in tuple(self._listeners):
            draw(self.screen)

    def _stand(self, **changes: object) -> None:
        self._standing = replace(self._standing, **changes)  # pyright: ignore[reportArgumentType]
        self._redraw()

    def _hint(self, words: str) -> None:
        """Answer a key that did nothing; what happened last, and its Undo, stay in the status line."""
        self._screen = replace(self.screen, bar=replace(self.screen.bar, hint=words))
        self._show()

    def typed_a_word(self) -> None:
        """Letters came one after another faster than keys do."""
        self._hint(_("Letters are keys here, and a word is none. Press / to search the roll"))

    def in_the_list(self) -> None:
        """A key of the envelope was pressed while the list has the focus."""
        self._hint(_("The queue has the focus: Enter opens an envelope, Esc goes back to the one on the desk"))

    def drawn(self, number: str) -> None:
        """The right column has been drawn for an envelope: only now may it be recorded, once it has stood there a moment."""
        self._guard.drawn(number, self._work.ready if self._work is not None else "")

    def happened(self, entries: Sequence[Entry]) -> None:
        """Something was recorded elsewhere; what this desk records itself is drawn once, when it is done."""
        self._queue.heard(entries)
        if not (self._acting or self._queue.taking):
            self._queue.forget()
            if not self._queue.here:
                self._queue.arrive()
            super().happened(entries)

    def dismiss(self) -> None:
        """Take the strip away."""
        self._strip = None
        self._redraw()

    # answering

    def press(self, key: str) -> None:
        """A number: the answer to the question that stands open, or the choice of the panel."""
        if self._panel is not None:
            choice = next((choice for choice in self._panel.choices if choice.key == key), None)
            if choice is not None:
                self.choose(choice.value)
            return
        asking = self.screen.asking
        if asking is not None and key in {choice.key for choice in asking.choices}:
            answered = self._took(self._do(lambda work: give_answer(work, asking.fact, key)))
            if answered and self._sheet is not None:
                said = in_line_at(self._sheet, self._standing.in_line_at)
                self._standing = replace(self._standing, in_line_at=said)

    def is_search(self, key: str) -> bool:
        """Whether a key of the open question asks for the search box."""
        asking = self.screen.asking
        return asking is not None and asking.search and self._panel is None and key == SEARCH_KEY

    def accept(self) -> None:
        """Enter: accept the card as it stands, or say which line is open. It never records."""
        work = self._free()
        if work is None:
            return
        if self._standing.reopened and (work.line is None or not work.line.wants_key):
            self._stand(reopened="")
            return
        card = next((card for card in work.cards if card.id == work.current), None)
        if card is None or work.asked:
            self._hint(_("Ctrl+Enter records") if work.ready else not_ready_words(work))
            return
        self._took(self._do(lambda work: self._office.review.accept(work.sheet, card)))

    def reopen(self, fact: str) -> None:
        """Answer a line again, by its number; the new answer takes the place of the old one."""
        if self._sheet is not None and not self._standing.read_only:
            self._panel = None
            self._stand(reopened=fact)

    def search(self, words: str) -> None:
        """Look on the roll in a person's own words; no words bring the look-up's candidates back."""
        if words.strip() and self._office.review.lists_waited_for():
            self._hint(_("The canceled and pending lists are still to be read: search again then"))
            return
        found = self._office.review.search(words) if words.strip() else None
        asking = self.screen.asking
        reopened = self._standing.reopened if asking is not None and asking.search else "match"
        self._stand(searched=words.strip(), found=found, reopened=reopened)

    def unfold(self, citation: str) -> None:
        """Show a paragraph's text in its place, or fold it again."""
        self._stand(unfolded=self._standing.unfolded ^ {citation})

    def unfold_first(self) -> None:
        """Unfold the deciding paragraph, or fold it again."""
        outcome = self.screen.outcome
        citation = outcome.deciding or next((ground.citation for ground in outcome.grounds), "")
        if citation:
            self.unfold(citation)

    def tell_differently(self) -> None:
        """D: show what would have to be different for another outcome, or fold it again."""
        if self.screen.outcome.may_differ:
            self.unfold(DIFFERENTLY)

    def show_contests(self) -> None:
        """X: list all contests that do not count where there is little room, too, or fold them again."""
        if self._sheet is not None:
            self.unfold(ALL_CONTESTS)

    def show_ballots(self) -> None:
        """V: show the ballot that was cast beside the voter's own, or fold them again."""
        if self._sheet is not None:
            self.unfold(BALLOTS)

    def show_others(self) -> None:
        """W: show the other envelopes of this voter beside this one, or fold them again."""
        if self._sheet is not None and not self._sheet.evidence.other_envelopes:
            self._hint(_("No other envelope of this voter is known"))
        elif self._sheet is not None:
            self.unfold(OTHERS)

    def follow_band(self) -> None:
        """The button of the band that says why the envelope is here again: to the envelope that it names."""
        same = said_to_be(self._sheet.state) if self._sheet is not None else ""
        self.open_other(same) if same else self.show_others()

    def open_other(self, number: str) -> None:
        """Open another envelope of this voter; Back comes back to this one."""
        self._open(number)

    def number_to_copy(self) -> str:
        """The elector's registration number, for the state's system; empty where nobody is taken or proposed."""
        elector = (self._sheet.elector or self._sheet.evidence.elector) if self._sheet is not None else None
        self._hint(_("Registration number copied") if elector else _("There is no registration number to copy yet"))
        return elector.registration_number if elector else ""

    # recording, and the panels of the bar's keys

    def record(self) -> None:
        """Ctrl+Enter: record what is recommended, once it has been seen."""
        work = self._free()
        if work is None:
            return
        number, outcome = work.sheet.number, work.ready
        seen = self._guard.seen(number, outcome)
        if seen == "never":
            return
        if not outcome or seen == "just":
            reason = not_ready_words(work) if not outcome else TOO_SOON
            self._hint(_("Not recorded. {reason}", reason=reason))
            return
        self._record(number, outcome, self._queue.next(leaving=number))

    def _record(self, number: str, outcome: str, then: str) -> None:
        """Record what is recommended, and take the envelope that comes next in the same act."""
        self._sent = (number, outcome, then)
        if self._took(self._do(lambda work: self._office.review.record(work.sheet, then=then)), stays=False):
            self._recorded(number, outcome, then)

    def hold(self) -> None:
        """H: record the hold that is recommended, or ask why it is held otherwise."""
        work = self._free()
        if work is None or work.sheet.recommendation is None:
            return
        if work.ready == "held":
            self.record()
        elif work.sheet.recommendation.outcome == "held":
            self._hint(_("Not recorded. {reason}", reason=not_ready_words(work)))
        else:
            self._ask(hold_panel(work))

    def otherwise(self) -> None:
        """Offer the outcomes that depart from the recommendation."""
        work = self._free()
        if work is not None and work.sheet.recommendation is not None:
            self._ask(otherwise_panel(work))

    def refer(self) -> None:
        """R: ask a supervisor."""
        self._ask_about(lambda __: panels.refer_panel())

    def take_back(self) -> None:
        """T: ask why a determination is taken back, or an envelope taken over from another person."""
        if self._sheet is not None and self._panel is None and self.screen.whose is not None:
            refusal = self._office.whose.may_take_over(self._sheet.state)
            self._ask(take_over_panel()) if refusal is None else self._took(refusal)
        elif self._sheet is not None and self.screen.bar.take_back:
            self._ask(take_back_panel())

    def correct(self, field: str = "cast_at") -> None:
        """Ask which slip is to be corrected."""
        self._ask_about(lambda work: panels.correct_panel(work, field))

    def fix_home(self) -> None:
        """Ask which precinct and portion are the voter's own."""
        self._ask_about(portion_panel_of)

    def put_right(self) -> None:
        """E: ask what is to be put right; where the envelope can only be looked at, whether it was entered by mistake."""
        work = self._work
        if work is None or self._panel is not None:
            return
        if not work.standing.read_only:
            self._ask(put_right_panel())
            return
        refusal = self._office.mistakes.may_ask(work.sheet.number)
        self._ask(mistake_panel(work)) if refusal is None else self._took(refusal)

    # the panel

    def _ask(self, panel: PanelScreen) -> None:
        self._panel, self._typed = panel, {}
        self._redraw()

    def _ask_about(self, make: Callable[[Work], PanelScreen]) -> None:
        work = self._free()
        if work is not None:
            self._ask(make(work))

    def choose(self, value: str) -> None:
        """Take a choice of the panel."""
        panel = self._panel
        if panel is not None:
            self._took(self._do(lambda work: PANELS[panel.kind].choose(work, panel, value)))

    def change(self, values: Values) -> None:
        """A field of the panel has changed."""
        panel, work = self._panel, self._work
        if panel is not None and work is not None:
            follows = PANELS[panel.kind].changed(work, panel, values)
            self._ask(follows)
            self._typed = dict(values) if follows is panel else {}

    def typed(self, values: Values) -> None:
        """Something is being typed or chosen in the panel; it is looked at when the button is pressed."""
        self._typed = dict(values)

    def submit(self, values: Values) -> None:
        """Do what the panel's button says."""
        panel, sheet = self._panel, self._sheet
        if panel is None or sheet is None:
            return
        does = PANELS[panel.kind]
        outcome = panel.about.partition(":")[0] or "held"
        if does.then == "recorded":
            self._sent = (sheet.number, outcome, "")
        if not self._took(self._do(lambda work: does.submit(work, panel, values)), stays=not does.then):
            return
        if told := does.told(values):
            self._shell.said(told)
        if does.then == "afresh":
            self._queue.forget()
            self.refresh()
        elif does.then == "recorded":
            self._recorded(sheet.number, outcome)
        elif does.then == "referred":
            self._queue.done(sheet.number)
            self._next(
                _("Envelope {number} referred to a supervisor", number=sheet.number),
                lambda: self._unrefer(sheet.number),
            )

    def cancel(self) -> None:
        """Close the panel, or keep a reopened line as it was; a question whose reason was asked stays open."""
        asked = self._panel
        self._panel = None
        if asked is not None and asked.kind in ASKS_WHY:
            self._redraw()
        else:
            self._stand(reopened="", searched="", found=None)

    # an act, and what came of it

    def _free(self) -> Work | None:
        """The envelope where a key of the desk may act on it: it can be worked on, and no panel stands over it."""
        return None if self._panel is not None or self._standing.read_only else self._work

    def _do(self, act: Callable[[Work], Result]) -> Result:
        """Act on the envelope as it was seen; what is recorded meanwhile is drawn afterwards."""
        if self._work is None:
            return None
        self._acting = True
        try:
            return act(self._work)
        finally:
            self._acting = False

    def _took(self, result: Result, *, stays: bool = True) -> bool:
        """Show what came of an act; whether it went into the record. An envelope that leaves is not drawn once more."""
        if isinstance(result, PanelScreen):  # an act may have been recorded before it asks for more
            self._panel, self._typed, self._strip = result, {}, None
            self.refresh()
        elif isinstance(result, Refusal):
            self._strip = refused(result)
            self.refresh()
        elif isinstance(result, Done):
            self._panel, self._strip = None, None
            self._standing = replace(self._standing, reopened="", searched="", found=None)
            if stays:
                self._queue.take(self._queue.here)
                self.refresh()
        return isinstance(result, Done)

    def _recorded(self, number: str, outcome: str, then: str = "") -> None:
        self._queue.done(number)
        self._next(
            _("Envelope {number} recorded: {outcome}", number=number, outcome=small(outcome_words(outcome))),
            lambda: self._undo(number),
            then,
        )

    def settled(self, act: SettledAct) -> bool:
        """Go on from a determination whose answer came late, as from one that was answered at once."""
        number, outcome, then = self._sent
        kinds = {entry.kind for entry in act.acted if entry.data.get("envelope") == number}
        if "envelope.determined" not in kinds or number != self._queue.here:
            return False
        if act.refusal is None:
            self._recorded(number, outcome, then)
        elif then and act.refusal.envelope == then and self._work is not None and self._work.ready == outcome:
            self._record(number, outcome, "")  # another person has the next one: the determination does not hang on it
        else:
            return False
        return True

    def _undo(self, number: str) -> None:
        """U: take the last record back at once, and bring its envelope back."""
        self._undone(number, lambda: self._office.review.withdraw(number, undo=True))

    def _unrefer(self, number: str) -> None:
        """U: take the question to a supervisor back, while nobody has answered it."""
        self._undone(number, lambda: self._office.review.take_back_referral(number))

    def _undone(self, number: str, act: Callable[[], Result]) -> None:
        self._acting = True
        try:
            result = act()
        finally:
            self._acting = False
        self._queue.forget()
        self._open(number)
        if isinstance(result, Refusal):
            self._strip = refused(result)
            self._redraw()
        else:
            self._shell.said(_("Undone: envelope {number} is to do again.", number=number))

    # moving

    def enter(self, about: str = "") -> None:
        """Open an envelope by its number; without one, the envelope that was here, else the next of the queue."""
        self._queue.settle()
        self._queue.forget()
        number, place = number_and_place(about)
        if number:
            if place:
                self._queue.narrow(QueueFilter(place=place))
            self._open(number)
            return
        if self._queue.here:
            self._queue.take(self._queue.here)
        else:
            self._queue.arrive()
        self.refresh()

    def skip(self) -> None:
        """S: leave the envelope for later; it comes again when the rest is done."""
        if self._free() is not None:
            number = self._queue.here
            self._queue.skip()
            self._next(_("Envelope {number} skipped", number=number), lambda: self._unskip(number))

    def _unskip(self, number: str) -> None:
        """U: the skipped envelope again, in its place in the queue."""
        self._queue.unskip(number)
        self._open(number)
        self._shell.said(_("Undone: envelope {number} is here again.", number=number))

    def back(self) -> None:
        """B: the line before, the last card that was accepted, or the envelope before."""
        if self._panel is not None:
            self.cancel()
            return
        fact = self._work.before() if self._work is not None else ""
        if fact:
            self._stand(reopened=fact)
            return
        number = self._queue.previous()
        if number:
            self._queue.here = ""
            self._open(number)

    def go_to_batches(self) -> None:
        """From the empty desk to where the work goes on."""
        nothing = self.screen.nothing
        if nothing is not None and nothing.desk:
            self._shell.go(nothing.desk)
        elif nothing is not None:
            self.whole_queue()

    # the queue as a list

    def show_queue(self, on: bool) -> None:
        """Q: show the queue beside the envelope, or put it away."""
        if on != self._list.shown:
            self._list.show(on)
            self._redraw()

    def narrow(self, **to: object) -> None:
        """Narrow the queue to a place, a code that was ticked, a box or tags, or put it in another order."""
        self._queue.narrow(replace(self._queue.filter, **to))  # pyright: ignore[reportArgumentType]
        if self._queue.here:
            self._redraw()
        else:
            self._queue.arrive()
            self.refresh()

    def whole_queue(self) -> None:
        """Take the filter away; the order stays."""
        self.narrow(place="", ticked="", box="", tags=frozenset[str]())

    def open_from_queue(self, number: str) -> None:
        """Open an envelope of the list."""
        self._open(number)

    def _open(self, number: str) -> None:
        self._queue.go(number)
        self._queue.take(number)
        self._clear()
        self.refresh()

    def _next(self, said: str, undo: Callable[[], None] | None = None, then: str = "") -> None:
        """Go on to the next envelope: `then`, where the person has it already, else that of the queue."""
        self._queue.arrive(then)
        self._clear()
        self.refresh()
        left = left_words(self._queue.left(), self._queue.with_others())
        left = left_under(self._queue.filter, self._queue.left_here(), left, self._office.case.reasons)
        self._shell.said(_("{happened}. {left}.", happened=said, left=left), undo)

    def _clear(self) -> None:
        self._standing, self._panel, self._strip = self._standing.of_the_next, None, None
        self._guard.forget()

    # the draft

    def begun(self) -> dict[str, Any] | None:
        """The open envelope, and what is open on it."""
        sheet, (number, before) = self._sheet, self._begun_before
        if self._waits and number == self._queue.here:
            return dict(before)
        if sheet is None or (self._standing.read_only and self._panel is None):
            return None
        return draft_of(sheet, self._standing, self._panel, self._typed)

    def is_place(self, value: Values) -> bool:
        """An envelope with nothing open on it is only a place: another may wait more when the person is back."""
        return not (value["reopened"] or value["searched"] or value["panel"])

    def take_up(self, value: Mapping[str, Any]) -> TakenUp:
        """Open the envelope again with the line, the search and the panel that stood there."""
        read = read_draft(value)
        if read is None:
            return NOTHING
        draft, panel = read
        sheet = self._office.review.sheet(draft.envelope)
        if isinstance(sheet, Refusal) and sheet.code == "lists_unread":
            self._begun_before = (draft.envelope, value)  # put back once the envelope can be shown
            self._queue.settle()
            self._open(draft.envelope)
            return TakenUp()
        changed = isinstance(sheet, Refusal) or stamp_of(sheet.state) != draft.stamp
        if isinstance(sheet, Refusal) or (not self._is_workable(sheet) and (panel is None or changed)):
            return TakenUp(stands=False, notice=out_of_reach(draft.envelope, panel) if panel is not None else None)
        self._queue.settle()
        self._open(draft.envelope)
        found = self._office.review.search(draft.searched) if draft.searched else None
        self._standing = replace(self._standing, reopened=draft.reopened, searched=draft.searched, found=found)
        self._panel, self._strip = panel, changed_meanwhile(draft.envelope) if changed else None
        self.refresh()
        return TakenUp()


def refused(refusal: Refusal) -> Notice:
    """A refusal as a strip: what, and what to do."""
    cited = f"({refusal.citation})" if refusal.citation else ""
    return Notice(beside(all_but_last(refusal.words), cited), remedy=last(refusal.words))
