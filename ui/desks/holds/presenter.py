"""The Holds desk: what is held, for what and until when; what has come brings an envelope back to review."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from adjudicator.casework.acts.review.whys import OTHER
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import short_name
from adjudicator.office import Office
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside, capital, n_
from adjudicator.words.dates import day_and_hour, long_day_and_hour
from ui.desks.holds.contacts import VoterContacts
from ui.desks.holds.counter import FrontCounter
from ui.desks.holds.cures import CureDraft, Cures, no_longer_held, read_drafts
from ui.desks.holds.list import HoldsList
from ui.desks.holds.screen import CounterScreen, Held, HoldsScreen
from ui.desks.holds.words import held_by_words, is_for_court, proposal_words
from ui.parts import Notice, Query
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.drafting import TakenUp, Values
from ui.shared.envelope_words import STREAMS
from ui.shared.frame_words import span_words

NOW = "now"
"""What is typed for the time that it is."""


class HoldsPresenter(DeskPresenter[HoldsScreen]):
    """The list of held envelopes and the one selected; what was entered for each is kept until it is recorded."""

    desk = "holds"

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._list = HoldsList(office)
        self.contacts = VoterContacts(office, shell, self.refresh)
        self.counter = FrontCounter(office, self.contacts, self.refresh)
        self._before_counter = Query()
        self._drafts: dict[str, CureDraft] = {}
        self._here = ""
        self._place = 0
        self._back = ""
        self._just = self._asking = False
        self._strip: Notice | None = None

    def make_screen(self) -> HoldsScreen:
        """Make the Screen from the office as it is now."""
        self._list.settle()
        place = self._settled_place()
        counter = self.counter.screen()
        return HoldsScreen(
            clock=self._clock(),
            rows=self._list.rows(self._office.overview.last_day(), closed=self._closed),
            total=self._list.total(),
            filters=self._list.filters(),
            query=self._list.query,
            selected=place,
            held=self._held() if self._is_here(counter) else None,
            unread=self._unread() if self._is_here(counter) else "",
            strip=self._strip or self.contacts.strip,
            has_call_list=bool(self._list.shown) and self._office.may("read_names") is None,
            counter=counter,
            has_counter=self._office.may("contact") is None,
            all_back="" if counter is not None else self._all_back_words(),
            asking=() if counter is not None else self._asking_words(),
        )

    def enter(self, about: str = "") -> None:
        """The desk came to the front, about one envelope or none; the voter at the counter is gone."""
        self._close_counter()
        if about:
            self._list.query = Query()
            self._here = about
        self.refresh()

    def begun(self) -> Values | None:
        """What was entered for each envelope, and which one is selected."""
        entered = {number: asdict(draft) for number, draft in self._drafts.items() if draft != CureDraft()}
        return {"here": self._here, "entered": entered} if entered else None

    def take_up(self, value: Values) -> TakenUp:
        """Put back what was entered; for an envelope that is no longer held, its words are shown."""
        drafts = read_drafts(value)
        self._list.query = Query()
        self._list.settle()
        held = {number: draft for number, draft in drafts.items() if self._list.place_of(number) >= 0}
        gone = [number for number in drafts if number not in held]
        self._drafts = held
        self._here = str(value.get("here", "")) if value.get("here") in held else next(iter(held), "")
        self.refresh()
        return TakenUp(bool(held), no_longer_held(gone, drafts) if gone else None)

    def ask(self, query: Query) -> None:
        """Show what passes a query, in its order."""
        self._list.query = query
        self.refresh()

    def select(self, number: str) -> None:
        """Show one envelope beside the list."""
        if number and number != self._here:
            self._here, self._just = number, False
            self.refresh()

    def open_counter(self) -> None:
        """Serve voters at the counter, in place of the list."""
        if not self.counter.is_open:
            self._before_counter, self._strip = self._list.query, None
            self.counter.begin()

    def leave_counter(self) -> None:
        """Back to the list as it was."""
        self._close_counter()
        self.refresh()

    def look_at_counter(self, typed: str) -> None:
        """Find the voter at the counter by what was typed, and show what is still needed."""
        self._strip = self.contacts.strip = None
        self.counter.look(typed)
        self._follow_counter()

    def choose_at_counter(self, number: str) -> None:
        """Take another envelope of the voter at the counter."""
        self.counter.choose(number)
        self._follow_counter()

    def next_at_counter(self) -> None:
        """Let go of the voter at the counter."""
        self._strip = self.contacts.strip = None
        self.counter.next_voter()

    def choose(self, hold: str, value: str) -> None:
        """Enter what has come, or what is known now; at the counter it comes now, unless another time is written."""
        self._draft.chosen[hold] = value
        if self.counter.is_open and not self._draft.typed.get(hold, ""):
            self._draft.typed[hold] = self._now_words()
        self.refresh()

    def give_reason(self, hold: str, why: str) -> None:
        """Say why a record does not hold."""
        self._draft.whys[hold] = why
        self.refresh()

    def write_moment(self, hold: str, text: str) -> None:
        """Enter when it came; "now" is the time that it is."""
        if text.strip().casefold() == NOW:
            text = self._now_words()
        if text != self._draft.typed.get(hold, ""):
            self._draft.typed[hold] = text
            self.refresh()

    def write_note(self, text: str) -> None:
        """Enter a note for the record, which is kept sealed; it may be the reason that is wanted."""
        self._draft.note = text
        if OTHER in self._draft.whys.values():
            self.refresh()

    def bring_back(self) -> None:
        """Record what has come; the envelope goes back to review."""
        number, sheet = self._here, self._sheet()
        if sheet is None:
            return
        cures = self._cures(sheet)
        blocked = cures.blocked()
        if blocked:
            self._strip = Notice(_("Envelope {number} is not brought back", number=number), blocked, kind="notice")
            self.refresh()
            return
        done = self._office.review.cure(number, cures.answers(), self._draft.note.strip(), cures.whys())
        if isinstance(done, Refusal):
            self._strip = Notice(done.words, why=done.citation)
        else:
            self._drafts.pop(number, None)
            self._back, self._just = number, True
            self._strip = self._done_notice(number)
            self._shell.said(_("Envelope {number} is back in review", number=number))
        self.refresh()

    def ask_all_back(self) -> None:
        """Ask whether all that the list shows go back to review."""
        self._asking = bool(self._all_back())
        self.refresh()

    def leave_all_back(self) -> None:
        """Bring none back."""
        self._asking = False
        self.refresh()

    def bring_all_back(self) -> None:
        """Bring back to review, in one act, all that the list shows and that no court keeps waiting."""
        numbers, self._asking = self._all_back(), False
        done = self._office.review.bring_back(numbers)
        if isinstance(done, Refusal):
            self._strip = Notice(done.words, why=done.citation)
        else:
            self._shell.said(
                n_("{count} envelope is back in review", "{count} envelopes are back in review", len(numbers))
            )
        self.refresh()

    def open_brought_back(self) -> None:
        """Open the envelope that was brought back last."""
        self._open(self._back)

    def open_in_review(self) -> None:
        """Open the envelope that was just brought back, as long as no other was selected since; else the selected one.

        One that is held, or that the person may not work on, is there to look at.
        """
        here = self.counter.number if self.counter.is_open else self._here
        self._open(self._back if self._just and not self.counter.is_open else here)

    def _open(self, number: str) -> None:
        people = self._office.people
        if number and "review" in (*people.desks(), *people.looks_at()):
            self._strip, self._just = None, False
            self._shell.go("review", number)

    def write_call_list(self, path: str) -> None:
        """Write all that the list shows as a list to call by, in its order."""
        out = Path(path).with_suffix(".pdf")
        numbers = [row.number for row in self._list.shown]
        try:
            refusal = self._office.voter_papers.write_call_list(numbers, out, self._shell.language)
        except WorldError as error:
            self._strip = Notice(error.what, remedy=error.remedy)
        else:
            self._strip = Notice(refusal.words) if refusal is not None else None
            if refusal is None:
                self._shell.said(_("{file} written", file=out.name))
        self.refresh()

    def dismiss(self) -> None:
        """Put the strip away."""
        self._strip = self.contacts.strip = None
        self.refresh()

    def _is_here(self, counter: CounterScreen | None) -> bool:
        """Whether the selected envelope is shown: at the counter only one that was found there, and is held."""
        return counter is None or (counter.contacts is None and self._here == self.counter.number)

    def _follow_counter(self) -> None:
        if self.counter.number:
            self._list.query = Query()
            self._here, self._just = self.counter.number, False
            self.refresh()

    def _close_counter(self) -> None:
        if self.counter.is_open:
            self._list.query = self._before_counter
            self.counter.leave()

    def _now_words(self) -> str:
        return str(long_day_and_hour(self._office.now()))

    @property
    def _draft(self) -> CureDraft:
        return self._drafts.setdefault(self._here, CureDraft())

    def _all_back(self) -> list[str]:
        """What the button brings back: all that the list shows, but for what waits for a court or has something entered."""
        if not self._closed or self._office.may("cure") is not None:
            return []
        entered = {number for number, draft in self._drafts.items() if draft != CureDraft()}
        rows = (row for row in self._list.shown if not is_for_court(row.holds.split()))
        return [row.number for row in rows if row.number not in entered]

    def _all_back_words(self) -> str:
        count = len(self._all_back())
        return n_("Bring back {count} hold...", "Bring back all {count} holds...", count) if count else ""

    def _asking_words(self) -> tuple[str, ...]:
        numbers = self._all_back() if self._asking else []
        if not numbers:
            return ()
        left = len(self._list.shown) - len(numbers)
        stay = n_(
            "{count} stays: a court has to decide, or something is entered for it.",
            "{count} stay: a court has to decide, or something is entered for them.",
            left,
        )
        return (
            n_(
                "{count} envelope goes back to review without anything having come, in one act.",
                "{count} envelopes go back to review without anything having come, in one act.",
                len(numbers),
            ),
            _("A reviewer records each one with what is recommended now, and another person approves it."),
            *([stay] if left else []),
        )

    @property
    def _closed(self) -> bool:
        return bool(self._office.case.period_closed)

    def _settled_place(self) -> int:
        """The selected row; where it has gone, the one that took its place."""
        shown = self._list.shown
        place = self._list.place_of(self._here)
        if place < 0:
            place = min(self._place, len(shown) - 1)
        self._here = shown[place].number if place >= 0 else ""
        self._place = max(place, 0)
        return place

    def _done_notice(self, number: str) -> Notice:
        reviewer = "review" in self._office.people.desks()
        return Notice(
            _("Envelope {number} is back in review", number=number),
            "" if reviewer else _("A reviewer decides on it now."),
            action=_("Open in Review") if reviewer else "",
            kind="done",
        )

    def _clock(self) -> str:
        if self._closed:
            return _("The period is closed. Each hold shows what its outcome would be now. A reviewer records it.")
        left, until = self._office.overview.time_left(), day_and_hour(self._office.overview.last_day())
        if left <= timedelta(0):
            return _(
                "The last day ended {until}. Nothing changes until a supervisor closes the period at the Overview.",
                until=until,
            )
        return _(
            "{time} left, until {until}. What waits for a court has no last day.", time=span_words(left), until=until
        )

    def _sheet(self) -> Sheet | None:
        sheet = self._office.review.sheet(self._here) if self._here else None
        return None if isinstance(sheet, Refusal) else sheet

    def _unread(self) -> str:
        """The selected envelope where it cannot be shown before long lists are read; empty for none."""
        sheet = self._office.review.sheet(self._here) if self._here else None
        return self._here if isinstance(sheet, Refusal) and sheet.code == "lists_unread" else ""

    def _cures(self, sheet: Sheet) -> Cures:
        return Cures(self._office, sheet, self._holds(sheet), self._draft, closed=self._closed)

    def _holds(self, sheet: Sheet) -> tuple[str, ...]:
        determination = sheet.state.determination
        return determination.holds if determination is not None else ()

    def _held(self) -> Held | None:
        sheet = self._sheet()
        if sheet is None:
            return None
        cures, holds = self._cures(sheet), self._holds(sheet)
        refusal = self._office.may("cure")
        outcome, words = proposal_words(sheet.recommendation) if self._closed else ("", "")
        return Held(
            number=sheet.number,
            voter=sheet.evidence.papers.voter_name,
            about=self._about(sheet),
            waits=self._waits_for(sheet),
            until=self._until(holds),
            kept_apart=sheet.state.kept_apart,
            cures=cures.shown(self._office.review.calendar),
            note=self._draft.note,
            button=_("Back to review"),
            blocked=refusal.words if refusal else cures.blocked(),
            proposal=_("Would now be: {outcome}", outcome=words) if words else "",
            proposal_outcome=outcome,
            contacts=self.contacts.of(sheet.number),
        )

    def _until(self, holds: tuple[str, ...]) -> str:
        last_day = self._office.overview.last_day()
        if is_for_court(holds):
            return _("Until the court decides, even after the last day")
        if self._closed:
            return _("The period ended {when}", when=long_day_and_hour(last_day))
        return _("Until {when}", when=long_day_and_hour(last_day))

    def _about(self, sheet: Sheet) -> tuple[str, ...]:
        """Place, stream and who held it, and why where a person departed from the recommendation."""
        state, determination = sheet.state, sheet.state.determination
        voted = beside(state.place, STREAMS.get(state.stream, ""), by=", ")
        lines = [voted] if voted else []
        if determination is not None:
            by = short_name(self._office.people.name_of(determination.by))
            lines.append(
                _("Held by {person}, {when}", person=by, when=day_and_hour(self._office.local(determination.at)))
            )
        if determination is not None and determination.holds and (reason := self._reason(sheet)):
            lines.append(_("In their words: “{reason}”", reason=reason))
        return tuple(lines)

    def _waits_for(self, sheet: Sheet) -> str:
        """What an envelope waits for that a person held against the recommendation; empty where the law names it."""
        determination = sheet.state.determination
        if determination is None or determination.holds:
            return ""
        by = short_name(self._office.people.name_of(determination.by))
        return capital(held_by_words(by, self._reason(sheet)))

    def _reason(self, sheet: Sheet) -> str:
        """Why the person departed from the recommendation, for those who may see a voter's data."""
        determination = sheet.state.determination
        if determination is None or not determination.reason or self._office.may("read_names") is not None:
            return ""
        return self._office.review.reason_of(determination.reason)
