"""The Batches desk: a reviewer closes determinations into a batch; another person looks through it, approves, returns.

Nothing is closed or approved by itself: a person presses the button once they have looked at what has to be looked at. What
they brought before them by key or click counts after some seconds; what came there on its own does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import monotonic

from adjudicator.casework.acts.checking import SecondOpinion
from adjudicator.casework.record.state import BatchState, EnvelopeState
from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_
from ui.desks.batches.asking import (
    ask_about,
    ask_answer,
    ask_check,
    ask_contests,
    ask_reopen,
    ask_return,
    chosen_out,
    contests_asked,
    left_words,
    read_draft,
    titles_of,
)
from ui.desks.batches.front import InFront
from ui.desks.batches.groups import ALL, next_left
from ui.desks.batches.lists import SECTIONS, BatchLists
from ui.desks.batches.mistakes import AGREE, ask_mistake, asked_together
from ui.desks.batches.open import BatchOpener, Looking
from ui.desks.batches.screen import Ask, BatchesScreen, OpenBatch, SectionId, Tab
from ui.envelope.blind import look_blind
from ui.envelope.panel import look_at
from ui.parts import Notice, OutcomeCell, Row, Slice
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.drafting import NOTHING, TakenUp, Values

FIRST: SectionId = "to_close"
NO_WAY_BACK: Mapping[str, str] = {
    "close": _("A closed batch cannot be undone. A supervisor can return it, or single envelopes of it, with a reason"),
    "approve": _("An approval cannot be undone. A supervisor can reopen an envelope of the batch, with a reason (O)"),
    "return": _("A return cannot be undone. The reviewer can record the envelope again"),
    "check": _("A second decision cannot be undone. Tell the supervisor who approves the batch"),
    "mistake": _("An answer cannot be undone. It can be asked again, and answered otherwise"),
    "reopen": _("Reopening cannot be undone. The reviewer can record the envelope again"),
}
"""Act -> what is said to a person who wants to undo it."""

DRAFTED_IN: Mapping[str, SectionId] = {"mistake": "mistakes", "check": "again", "check_contests": "again"}
"""What is asked -> the section in which it stands again; questions stand in their own."""

OUTCOMES = ("count_full", "count_partial", "not_counted")


class BatchesPresenter(DeskPresenter[BatchesScreen]):
    """What a person can do at the Batches desk."""

    desk = "batches"

    def __init__(self, office: Office, shell: Shell, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(office, shell)
        self._front = InFront(clock)
        self._lists = BatchLists(office)
        self._opener = BatchOpener(office, self._lists)
        self._section: SectionId = FIRST
        self._chosen = False
        self._looking: dict[str, Looking] = {}
        self._open_id = ""
        self._batch: BatchState | None = None
        self._to_return: tuple[str, ...] = ()
        self._asked = ""
        self._ask: Ask | None = None
        self._written = self._picked = self._note = ""
        self._strip: Notice | None = None

    def make_screen(self) -> BatchesScreen:
        """Make the Screen from the office as it is now."""
        batches = self._office.batches.batches()
        counts = self._lists.counts(batches)
        if not self._chosen or self._section not in counts:
            self._section = next(iter(counts)) if counts else FIRST
        opened = self._open_screen()
        frame = BatchesScreen(
            tabs=tuple(_tab(each, count) for each, count in counts.items()),
            section=self._section,
            strip=self._strip,
            nag=self._nag(),
            open=opened,
            ask=self._ask,
        )
        if opened is not None or self._section not in counts:
            return frame
        return self._with_section(frame, self._lists.rows(self._section, batches))

    def enter(self, about: str = "") -> None:
        """The desk came to the front; `about` a batch opens it."""
        if about and self._office.batches.batch(about) is not None:
            self.open_batch(about)
            return
        if self._section == "mine" and self._office.batches.closable():
            self._chosen = False  # after a batch was closed; there is something to close again
        self.refresh()

    # what is begun

    def begun(self) -> Values | None:
        """What is being written or chosen: a reason, an answer, a second decision, of which nothing of the first is kept."""
        ask, here = self._ask, self._here
        if ask is None or not (self._written.strip() or self._picked or ask.kind == "check_contests"):
            return None
        asked = (self._asked,)
        about = {
            "return": self._to_return,
            "reopen": (here.current,) if here else (),
            "answer": asked,
            "mistake": asked,
            "check": asked,
            "check_contests": asked,
        }
        numbers = about.get(ask.kind, ())
        begun = {"kind": ask.kind, "envelopes": list(numbers), "words": self._written, "batch": self._open_id}
        own = {"choice": self._picked, "note": self._note if ask.kind == "check_contests" else ""}
        return {**begun, **{name: value for name, value in own.items() if value}} if numbers else None

    def take_up(self, value: Values) -> TakenUp:
        """Ask again what was asked, with the words written so far."""
        draft = read_draft(value)
        ask = draft.asked_again(self._office) if draft is not None else None
        if draft is None or ask is None:
            return TakenUp(stands=False, notice=draft.out_of_reach()) if draft is not None else NOTHING
        if draft.batch:
            self.open_batch(draft.batch)
            self.look(draft.envelopes[0])
        else:
            section = DRAFTED_IN.get(draft.kind, "questions")
            self._section, self._chosen, self._asked = section, True, draft.envelopes[0]
        self._to_return, self._ask = draft.envelopes, ask
        self._written, self._picked, self._note = draft.words, draft.choice, draft.note
        self.refresh()
        return TakenUp()

    def typed(self, words: str) -> None:
        """Words are being written to what is asked; the contests whose numbers they are stand apart at once."""
        self._written = words
        if self._ask is not None and self._ask.kind == "check_contests":
            self._follow_contests(self._ask)

    def chose(self, choice: str) -> None:
        """An answer was taken, and is not given yet."""
        self._picked = choice

    # going about

    def turn_to(self, section: SectionId) -> None:
        """Show a section's list."""
        self._section, self._chosen = section, True
        self._ask = self._strip = None
        self.refresh()

    def open_batch(self, batch_id: str) -> None:
        """Lay a batch on the desk."""
        self._open_id, self._ask, self._strip = batch_id, None, None
        self._front.put_away()
        self._looking.setdefault(batch_id, Looking(batch_id))
        self.refresh()

    def open_row(self, row_id: str) -> None:
        """Open a row: a batch, a question, or an envelope at the Review desk."""
        if self._section in ("waiting", "decided", "mine"):
            self.open_batch(row_id)
        elif self._section in ("questions", "mistakes", "again"):
            self.ask_answer(row_id)
        else:
            self._shell.go("review", row_id)

    def leave_batch(self) -> None:
        """Go back to the list."""
        self._open_id, self._batch, self._ask, self._strip = "", None, None, None
        self._front.put_away()
        self.refresh()

    def show_group(self, group: str) -> None:
        """Show one group of identical cases of the open batch."""
        if self._here is not None and self._here.group != group:
            self._here.group, self._here.current = group, ""
            self.refresh()

    def look(self, number: str, *, by_hand: bool = True) -> None:
        """Look at an envelope of the open batch, or at a question; `by_hand` where the person went there themselves."""
        here = self._here
        if here is None:
            if number and number != self._asked:
                self._asked = number
                self.refresh()
        elif number:
            moved, here.current = number != here.current, number
            if by_hand:
                self._front.bring(here.batch_id, number)
            if moved or by_hand:
                self.refresh()

    def look_at_next(self) -> None:
        """Go to the next envelope that has to be looked at: those that need it first."""
        here, left = self._here, self._left()
        if here is None or not left or self._batch is None:
            return
        behind = here.current if self._front.is_there(here.batch_id, here.current) else ""
        number = next_left(self._opener.envelopes(self._batch), left, behind)
        here.group = here.group if number == here.current else ALL
        self.look(number)

    def go_on(self, number: str) -> None:
        """Enter or a double click on an envelope: it lies before the person; once it was looked at, the next one."""
        here = self._here
        if here is None:
            return
        if number in self._left() or self._batch is None or self._batch.status != "waiting":
            self.look(number)
        else:
            self.look_at_next()

    def stayed(self) -> float:
        """The window says that the envelope still lies on the screen; gives the seconds that are missing until it counts."""
        here, batch = self._here, self._batch
        if here is None or batch is None or not self._front.is_there(batch.id, here.current):
            return 0.0
        missing = self._front.left()
        if not missing and here.current in self._left():
            self._office.batches.looked(batch, here.current)
            self.refresh()
        return missing

    def put_away(self) -> None:
        """The envelope does not lie on the screen any more."""
        self._front.put_away()

    def to_review(self) -> None:
        """Go to the Review desk."""
        self._shell.go("review")

    def to_release(self) -> None:
        """Go to the Release desk."""
        self._shell.go("release")

    def dismiss(self) -> None:
        """Take the strip away."""
        self._strip = None
        self.refresh()

    # acts of a reviewer

    def close_batch(self) -> None:
        """Close the person's determinations into a batch."""
        closed = self._office.batches.closable()
        done = self._office.batches.close()
        if self._went(done, _("The batch was not closed")):
            newest = self._office.batches.batches()[0]
            self._shell.said(
                n_(
                    "Batch {batch} closed with {count} envelope. It waits for another person's approval",
                    "Batch {batch} closed with {count} envelopes. It waits for another person's approval",
                    len(closed),
                    batch=newest.id,
                ),
                instead=NO_WAY_BACK["close"],
            )
            self._section, self._chosen = "mine", True
        self.refresh()

    # acts of a supervisor

    def approve(self) -> None:
        """Approve the open batch exactly as it was drawn; where it is to be weighed, ask first."""
        batch = self._batch
        if batch is None:
            return
        found = self._opener.weighed(batch)
        if found and self._opener.may_look(batch) and not self._left():
            self._ask, self._strip = ask_about(batch, found, self._office.people.name_of), None
            self.refresh()
        else:
            self._approve(batch)

    def _approve(self, batch: BatchState) -> None:
        if self._went(self._office.batches.approve(batch), _("Batch {batch} was not approved", batch=batch.id)):
            self._shell.said(
                n_(
                    "Batch {batch}: {count} envelope approved, not yet released",
                    "Batch {batch}: {count} envelopes approved, not yet released",
                    len(batch.items),
                    batch=batch.id,
                ),
                instead=NO_WAY_BACK["approve"],
            )
            self._ask = None
        self.refresh()

    def mark(self) -> None:
        """Mark the envelope that is looked at to be returned, or take the mark off."""
        here = self._here
        if here is not None and here.current and self._office.may("return") is None:
            here.marked ^= {here.current}
            self.refresh()

    def ask_return(self) -> None:
        """Ask for the reason to return what is marked, or the envelope that is looked at."""
        here = self._here
        if here is not None:
            self._begin_return(self._opener.to_return(here))

    def ask_return_all(self) -> None:
        """Ask for the reason to return the whole batch."""
        if self._batch is not None:
            self._begin_return(tuple(sorted(self._batch.items)))

    def ask_reopen(self) -> None:
        """Ask for the reason to reopen the envelope that is looked at."""
        screen = self.screen.open
        if screen is not None and screen.reopen:
            state = self._state_of(screen.current)
            self._begin(ask_reopen(state) if state is not None else None)
            self.refresh()

    def ask_answer(self, number: str = "") -> None:
        """Ask for the answer to a reviewer's question, or for a second decision."""
        self._asked = number or self._asked
        if self._asked:
            if self._section == "mistakes":
                self._begin(ask_mistake(self._office, self._asked))
            else:
                self._begin(ask_check(self._asked) if self._section == "again" else ask_answer(self._asked))
            self.refresh()

    def _begin(self, ask: Ask | None) -> None:
        """Ask for something; nothing of it is written or chosen yet."""
        self._ask, self._written, self._picked = ask, "", ""

    def cancel(self) -> None:
        """Ask for nothing any more."""
        self._ask = None
        self.refresh()

    def answer(self, words: str, choice: str = "") -> None:
        """What was asked for: a reason, an answer, a choice, or going on."""
        asked = self._ask
        if asked is None:
            return
        if asked.kind in ("check", "check_contests"):
            self._check(asked, words, choice)
            return
        if asked.kind == "mistake":
            self._answer_mistake(words, choice)
            return
        went = {
            "return": self._return,
            "reopen": self._reopen,
            "answer": self._answer,
            "approve": self._approve_asked,
        }[asked.kind](words)
        if went:
            self._ask = None
        self.refresh()

    # inside

    def _begin_return(self, numbers: tuple[str, ...]) -> None:
        batch = self._batch
        if batch is None or not numbers or self._office.may("return") is not None:
            return
        self._to_return = numbers
        self._begin(ask_return(batch, numbers, self._office.people.name_of(batch.closed_by)))
        self.refresh()

    def _approve_asked(self, __: str) -> bool:
        if self._batch is not None:
            self._approve(self._batch)
        return True

    def _return(self, reason: str) -> bool:
        batch, numbers = self._batch, self._to_return
        if batch is None:
            return False
        done = self._office.batches.give_back(batch, numbers, reason)
        if not self._went(done, _("Nothing was returned")):
            return False
        words = _returned(batch, numbers, self._office.people.name_of(batch.closed_by))
        self._shell.said(words, instead=NO_WAY_BACK["return"])
        return True

    def _reopen(self, reason: str) -> bool:
        number = self._here.current if self._here else ""
        done = self._office.review.reopen(number, reason)
        if not self._went(done, _("Envelope {number} was not reopened", number=number)):
            return False
        state = self._state_of(number)
        left = left_words(state) if state is not None and state.open_again else ""
        words = beside(_("Envelope {number} reopened: it is to do again", number=number), left, by=". ")
        self._shell.said(words, instead=NO_WAY_BACK["reopen"])
        return True

    def _state_of(self, number: str) -> EnvelopeState | None:
        batch = self._batch
        envelopes = self._opener.envelopes(batch) if batch is not None else ()
        return next((envelope for envelope in envelopes if envelope.number == number), None)

    def _answer(self, words: str) -> bool:
        number = self._asked
        done = self._office.review.answer_referral(number, words)
        if self._went(done, _("The answer was not sent")):
            self._shell.said(_("Envelope {number} goes back to its reviewer with the answer", number=number))
            return True
        return False

    def _answer_mistake(self, words: str, choice: str) -> None:
        """Agree, or do not, to what was asked of an envelope, and of all that were asked about in the same act."""
        numbers = [state.number for state in asked_together(self._office).get(self._asked, ())]
        answer = self._office.mistakes.agree if choice == AGREE else self._office.mistakes.disagree
        if not choice:
            self._strip = Notice(_("Nothing was answered"), _("Choose whether you agree."))
        elif self._went(answer(numbers, words), _("Nothing was answered")):
            self._shell.said(_("Answered: envelope {number}", number=self._asked), instead=NO_WAY_BACK["mistake"])
            self._ask = None
        self.refresh()

    def _check(self, asked: Ask, words: str, choice: str) -> None:
        """A second decision; of a ballot that counts in part, which contests count is asked first."""
        number, contests = self._asked, self._office.second.contests(self._asked)
        if isinstance(contests, Refusal):
            self._went(contests, _("The second decision was not recorded"))
        elif asked.kind == "check" and choice == "count_partial":
            self._begin(ask_contests(number, titles_of(self._office, contests)))
            self._note = words
        else:
            self._record_check(contests, asked, words, choice)
        self.refresh()

    def _follow_contests(self, ask: Ask) -> None:
        contests = self._office.second.contests(self._asked)
        if isinstance(contests, Refusal):
            return
        groups = contests_asked(titles_of(self._office, contests), self._written)
        if groups != ask.contests:
            self._ask = replace(ask, contests=groups)
            self.refresh()

    def _record_check(self, contests: Sequence[str], asked: Ask, words: str, choice: str) -> None:
        opinion, counted = SecondOpinion(choice, (), words), chosen_out(words, contests)
        if asked.kind == "check_contests":
            if counted is None:
                why = _("Write numbers of the list, such as 3, 7, 12.")
                self._strip = Notice(_("The second decision was not recorded"), why)
                return
            opinion = SecondOpinion("count_partial", counted, self._note)
        done = self._office.second.check(self._asked, opinion)
        if self._went(done, _("The second decision was not recorded")):
            self._shell.said(
                _("Envelope {number} was decided a second time", number=self._asked), instead=NO_WAY_BACK["check"]
            )
            self._ask = None

    def _with_section(self, frame: BatchesScreen, rows: tuple[Row, ...]) -> BatchesScreen:
        """The section's list, and what belongs to it."""
        if frame.section == "to_close" and rows:
            words = n_("Close batch with {count} envelope", "Close batch with {count} envelopes", len(rows))
            return replace(frame, rows=rows, slices=_slices(rows), close=words)
        if frame.section not in ("questions", "mistakes", "again") or not rows:
            return replace(frame, rows=rows)
        if self._asked not in {row.id for row in rows}:
            self._asked = rows[0].id
        if frame.section == "again":
            words = _("Decide envelope {number}", number=self._asked)
            return replace(frame, rows=rows, asked=look_blind(self._office, self._asked), answer=words)
        words = _("Answer the question on envelope {number}", number=self._asked)
        if frame.section == "mistakes":
            words = _("Answer: envelope {number}", number=self._asked)
        return replace(frame, rows=rows, asked=look_at(self._office, self._asked), answer=words)

    @property
    def _here(self) -> Looking | None:
        return self._looking.get(self._open_id)

    def _open_screen(self) -> OpenBatch | None:
        here = self._here
        self._batch = self._office.batches.batch(self._open_id) if here else None
        return self._opener.screen(self._batch, here, self._front) if self._batch and here else None

    def _left(self) -> frozenset[str]:
        """What the person has still to look at before they approve the open batch."""
        batch = self._batch
        if batch is None or not self._opener.may_look(batch):
            return frozenset()
        return frozenset(self._office.batches.left_to_look_at(batch))

    def _went(self, result: Done | Refusal, what: str) -> bool:
        """Whether an act went through; a refusal is put on the strip in its own words."""
        self._strip = Notice(what, result.words) if isinstance(result, Refusal) else None
        return not isinstance(result, Refusal)

    def _nag(self) -> Notice | None:
        """What is approved and not released: approval alone reaches nobody."""
        waiting = self._office.overview.waiting().to_release if self._office.may("release") is None else 0
        if not waiting:
            return None
        return Notice(
            n_("{count} approved, not yet released", "{count} approved, not yet released", waiting),
            action=_("Go to Release"),
            kind="notice",
        )


def _tab(section: SectionId, count: int) -> Tab:
    return Tab(section, _("{section} ({count})", section=SECTIONS[section].label, count=count))


def _returned(batch: BatchState, numbers: Sequence[str], who: str) -> str:
    """What the status line says once envelopes of a batch are returned to the person who closed it."""
    left = len(batch.items) - len(numbers)
    if left:
        return n_(
            "Envelope {number} returned to {person}, {left} left in batch {batch}",
            "{count} envelopes returned to {person}, {left} left in batch {batch}",
            len(numbers),
            number=numbers[0],
            person=who,
            left=left,
            batch=batch.id,
        )
    return n_(
        "Envelope {number} returned to {person}, batch {batch} is empty",
        "{count} envelopes returned to {person}, batch {batch} is empty",
        len(numbers),
        number=numbers[0],
        person=who,
        batch=batch.id,
    )


def _slices(rows: tuple[Row, ...]) -> tuple[Slice, ...]:
    outcomes = [cell.outcome for row in rows for cell in row.cells if isinstance(cell, OutcomeCell)]
    return tuple(Slice(outcome, outcomes.count(outcome)) for outcome in OUTCOMES)
