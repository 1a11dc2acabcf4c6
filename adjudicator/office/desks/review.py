"""The Review desk: one envelope after another, each answer into the record as soon as it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from adjudicator.casework.acts.act import Act, Acted, joined
from adjudicator.casework.acts.review import reviewing
from adjudicator.casework.acts.review.answering import NO_WHYS
from adjudicator.casework.acts.review.chosen_elector import (
    record_applied,
    record_portion,
    take_elector,
    take_no_portion,
    take_portion,
)
from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.register import orders_of
from adjudicator.casework.record.state import EnvelopeState, OrderState
from adjudicator.casework.sheet.application_day import Application, Applied
from adjudicator.casework.sheet.cards import Card
from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.casework.sheet.making import make_sheet, timing_of
from adjudicator.casework.sheet.preview import if_the_cards_hold
from adjudicator.casework.sheet.research import RESEARCHED, covered_by, found_in
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import ARRIVALS
from adjudicator.law.days.clocks import first_shown
from adjudicator.law.facts.derive import derive_cure, derive_identification, derive_oath, readings_of
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.evidence.papers import query_of
from adjudicator.office.behind.evidence.reader import AtHand
from adjudicator.office.behind.evidence.registration_lists import RegistrationLists, Told, lists_received
from adjudicator.office.behind.law.calendar import calendar_of
from adjudicator.office.behind.room import Done, Room
from adjudicator.office.behind.shown import masked, masked_candidate
from adjudicator.office.desks.in_hand import WhoseDesk
from adjudicator.records.elector import Candidate, Elector
from adjudicator.records.facts import Answer, Source
from adjudicator.records.trouble import Refusal
from adjudicator.roll.listed import ListedNames
from adjudicator.roll.query import wanted_of
from adjudicator.roll.scoring import candidate_of
from adjudicator.words import _

SEEN_MASKED = _("This was shown without the voter's data. Look at the envelope again.")


class ReviewDesk(OfficeDesk):
    """Acts of reviewers, and of supervisors on what was referred to them."""

    def __init__(self, room: Room, whose: WhoseDesk) -> None:
        super().__init__(room)
        self._whose = whose
        self._at_hand, self._lists = AtHand(room), RegistrationLists(room)

    def sheet(self, number: str) -> Sheet | Refusal:
        """Everything about one envelope: papers, look-up, known answers, recorded answers, recommendation.

        A person who does not see voters' names gets it masked. Refused where an entry about it is not signed.
        """
        return self._room.unsigned(number) or self._shown(self._whole(number))

    def recorded_sheet(self, number: str) -> Sheet | Refusal:
        """The same, with what the log's own entries say of the envelope: for what is signed for, or told to others."""
        return self._shown(self._sheet_of(number, self._room.log.folded_envelope(number)))

    def _shown(self, sheet: Sheet | Refusal) -> Sheet | Refusal:
        return sheet if isinstance(sheet, Refusal) or self._room.sees("read_names") else masked(sheet)

    def _whole(self, number: str) -> Sheet | Refusal:
        return self._sheet_of(number, self._room.log.state(EnvelopeState, number))

    def _sheet_of(self, number: str, state: EnvelopeState | None) -> Sheet | Refusal:
        if state is None:
            return Refusal("unknown_envelope", _("There is no envelope {number}.", number=number), number)
        if state.status == "in_batch" and number in self._room.blind():
            words = _(
                "Envelope {number} waits for your second decision (Batches). What was decided first is shown once yours is "
                "recorded.",
                number=number,
            )
            return Refusal("blind", words, number)
        unread = self._at_hand.lists_unread(state)
        return unread or make_sheet(self._room.case, state, self._at_hand.evidence(state), self._room.recommender)

    def if_the_cards_hold(self, sheet: Sheet) -> Sheet:
        """The sheet as it would be with every card accepted as it stands: a preview, on which no act rests.

        A person who does not see voters' names gets it masked.
        """
        preview = if_the_cards_hold(self._room.case, sheet, self._room.recommender)
        return preview if self._room.sees("read_names") else masked(preview)

    def unread_lists(self) -> int:
        """Rows of the newest canceled and pending lists that are too long to be read in a moment, and were not read yet."""
        return sum(each.rows for each in self._lists.unread())

    def lists_waited_for(self) -> bool:
        """Whether these lists are read on another thread, so that nobody can be looked for on them now."""
        return self._lists.waited_for()

    def reading_lists(self) -> Callable[[Told], Mapping[str, ListedNames]]:
        """Read these lists, as a call that any thread may make; `take_lists` takes what it gives.

        From now on an envelope is refused while they have to be looked through for its voter.
        """
        self._room.reads_aside = True
        return self._lists.reading()

    def take_lists(self, read: Mapping[str, ListedNames]) -> None:
        """Look through the lists that were read."""
        self._room.listed.update(read)

    def search(self, words: str) -> tuple[Candidate, ...]:
        """Look for a voter with a person's own words, on the roll and the lists of canceled and pending registrations.

        Nobody is found for a person who sees no names.
        """
        if not words.strip() or not self._room.sees("read_names"):
            return ()
        return self._at_hand.search(words)

    def accept(self, sheet: Sheet, card: Card) -> Done | Refusal:
        """Accept every line of a card that a dated record answers."""
        answers = [line.known.answer for line in card.to_accept if line.known is not None]
        return self.answer(sheet, answers)

    def answer(
        self,
        sheet: Sheet,
        answers: Sequence[Answer],
        elector: Elector | None = None,
        *,
        whys: Mapping[str, Why] = NO_WHYS,
        application: Application | None = None,
    ) -> Done | Refusal:
        """Record answers. `elector` is who was chosen, for "chosen" to `match`; "certain" takes the decisive one.

        `whys` has reasons by fact: an answer against a record, and an elector who differs from the papers, need one.
        `application` is what shows on which day the voter applied, for an answer about the registration that wants it.
        """

        def recorded(act: Act) -> Acted:
            match = next((answer.value for answer in answers if answer.fact == "match"), "")
            chosen = elector or sheet.evidence.elector
            taken = take_elector(sheet, chosen, self._roll_id) if match in ("certain", "chosen") else None
            if taken is not None and elector is not None:
                found = self._compared(sheet, elector)
                taken = replace(taken, differs=bool(found.differs), another_names=found.another_names)
            acted = reviewing.record_answers(sheet, answers, act, elector=taken, whys=whys, application=application)
            acted = joined(acted, self._own_searches(sheet, answers, act))
            return joined(acted, self._sent_back(sheet, answers, act))

        return self._on_sheet(sheet, recorded)

    def say(
        self, sheet: Sheet, fact: str, value: str, also: Sequence[Answer] = (), why: Why | None = None
    ) -> Done | Refusal:
        """Record one answer that the person gives of their own; `also` are answers of files, accepted in the same act."""
        return self.answer(sheet, [Answer(fact, value, self._worker()), *also], whys=_of(fact, why))

    def registered_by(
        self,
        sheet: Sheet,
        value: str,
        application: Application,
        also: Sequence[Answer] = (),
        why: Why | None = None,
    ) -> Done | Refusal:
        """Answer the question about the registration by an application: when the voter applied, and what shows it.

        Refused without a document, and for a day that says the opposite of the answer.
        """
        answers = [Answer("registration", value, self._worker()), *also]
        return self.answer(sheet, answers, whys=_of("registration", why), application=application)

    def choose(self, sheet: Sheet, elector: Elector, why: Why | None = None) -> Done | Refusal:
        """Take an elector for the voter; `why` explains what differs from the papers, another name above all."""
        return self.answer(sheet, [Answer("match", "chosen", self._worker())], elector, whys=_of("match", why))

    def compared(self, sheet: Sheet, elector: Elector) -> Candidate:
        """An elector held against the papers: what agrees and what differs, whatever words found the elector."""
        return self._compared(sheet, elector) if self._room.sees("read_names") else masked_candidate()

    def choose_portion(
        self, sheet: Sheet, precinct: str, portion: str, *, nearby: bool = False, why: Why | None = None
    ) -> Done | Refusal:
        """Say which portion is the voter's own: that of the new address, or where none fits the roll's row or there is none.

        `nearby` says that a suggestion was taken that rests on electors who live near the new address. A portion against the
        roll's own needs a reason.
        """
        chosen = self._room.election.portion(precinct, portion)
        if chosen is None:
            unknown = Refusal(
                "unknown_portion",
                _("There is no portion {portion} in precinct {precinct}.", portion=portion, precinct=precinct),
            )
            return self._may("review", sheet) or unknown
        source = sheet.evidence.source("roll") if nearby else self._worker()
        taken = take_portion(sheet, chosen, source, self._roll_id)
        return self._on_sheet(sheet, lambda act: record_portion(sheet.state, taken, act, why))

    def in_no_portion(self, sheet: Sheet, why: Why | None = None) -> Done | Refusal:
        """Say that the voter's address is in no portion: outside the area of this election."""
        taken = take_no_portion(sheet, self._worker(), self._roll_id)
        return self._on_sheet(sheet, lambda act: record_portion(sheet.state, taken, act, why))

    def applied(self, sheet: Sheet, on: date, *, listed: bool = False) -> Done | Refusal:
        """Say on which day the voter applied to register; `listed` says that the roll's date is that day."""
        source = sheet.evidence.source("roll") if listed else self._worker()
        return self._on_sheet(sheet, lambda act: record_applied(sheet, Applied(on, source), act))

    def identification_arrived(self, sheet: Sheet, arrived_at: datetime, what: str) -> Done | Refusal:
        """Record that identification arrived, local time; the record compares the time with the last day."""
        return self.answer(sheet, [self.arrival(arrived_at, what)])

    def arrival(self, arrived_at: datetime, what: str) -> Answer:
        """The answer that follows from when identification arrived; ValueError where `what` is none of ARRIVALS.

        A time without zone is the county's (`law.days.clocks`), and ValueError for one that no clock showed.
        """
        if what not in ARRIVALS:
            raise ValueError(
                "what arrived is one of a closed list: the answer's source stands in the record in the clear"
            )
        arrived, last_day = self._in_county(arrived_at), self.calendar.last_day
        value = derive_identification(arrived.replace(tzinfo=None), last_day.date(), last_day.time())
        source = Source("paper", arrived.date().isoformat(), what)
        return Answer("identification", value, source, moment=arrived.isoformat(timespec="minutes"))

    def cured(self, fact: str, came_at: datetime) -> Answer:
        """The answer that follows from when what cures a fact came (`law.facts.derive.CURES`); times as in `arrival`."""
        came, last_day = self._in_county(came_at), self.calendar.last_day
        value = derive_cure(fact, came.replace(tzinfo=None), last_day.date(), last_day.time())
        source = Source("paper", came.date().isoformat())
        return Answer(fact, value, source, moment=came.isoformat(timespec="minutes"))

    def signature(self, signed_at: datetime) -> Answer:
        """The answer that follows from when the oath was signed after all; times are read as in `arrival`."""
        signed, days = self._in_county(signed_at), (self.calendar.last_day.date(), self._room.election.date)
        value = derive_oath(signed.replace(tzinfo=None), *days, readings_of(self._room.recommender.pack))
        source = Source("paper", signed.date().isoformat())
        return Answer("oath", value, source, moment=signed.isoformat(timespec="minutes"))

    def clarification(self, value: str, arrived_at: datetime) -> Answer:
        """The answer to `registration` with when what shows it reached the office; times are read as in `arrival`.

        The time is kept as that of identification is: what came after the last day makes a determination of its own kind.
        """
        arrived = self._in_county(arrived_at)
        source = Source("paper", arrived.date().isoformat())
        return Answer("registration", value, source, moment=arrived.isoformat(timespec="minutes"))

    def research(self, sheet: Sheet, lines: Mapping[str, tuple[str, str]]) -> Done | Refusal:
        """Record where the voter was looked for: place -> (result, note)."""
        return self._on_sheet(sheet, lambda act: reviewing.record_research(sheet.state, lines, act))

    def record(self, sheet: Sheet, decision: Decision | None = None, then: str = "") -> Done | Refusal:
        """Record the determination: as recommended, or with a decision that departs and says why.

        `then` is the envelope that comes next: it is taken in the same transaction, where it can be.
        """
        act = self._room.act()
        refusal = self._may("determine", sheet) or self._other_ground(sheet) or self._other_day(sheet, act)
        if refusal is not None:
            return refusal
        acted = reviewing.determine(sheet, decision or Decision(), act)
        return self._whose.along(acted, _seen(sheet), then)

    def withdraw(self, number: str, reason: str = "", *, undo: bool = False) -> Done | Refusal:
        """Take a determination back. `undo`: one's own newest record, at once, without a reason."""
        return self._on_state(number, "determine", lambda state: reviewing.withdraw(
            state, reason, self._room.act(), undo=undo
        ))  # fmt: skip

    def refer(self, number: str, reason: str) -> Done | Refusal:
        """Ask a supervisor."""
        return self._on_state(number, "refer", lambda state: reviewing.refer(state, reason, self._room.act()))

    def take_back_referral(self, number: str) -> Done | Refusal:
        """Take back one's own question to a supervisor."""
        return self._on_state(number, "refer", lambda state: reviewing.take_back_referral(state, self._room.act()))

    def answer_referral(self, number: str, answer: str) -> Done | Refusal:
        """Answer a reviewer's question, as a supervisor."""
        return self._on_state(
            number, "answer_referral", lambda state: reviewing.answer_referral(state, answer, self._room.act())
        )

    @needs("cure")
    def cure(
        self, number: str, answers: Sequence[Answer], note: str = "", whys: Mapping[str, Why] = NO_WHYS
    ) -> Done | Refusal:
        """What a held envelope waited for has come; it goes back to review. `whys` has reasons by fact."""
        sheet = self._whole(number)
        if isinstance(sheet, Refusal):
            return sheet
        return self._room.put(reviewing.cure(sheet, answers, note, self._room.act(), whys=whys), seen=_seen(sheet))

    @needs("cure")
    def bring_back(self, numbers: Sequence[str]) -> Done | Refusal:
        """Bring held envelopes back to review in one act, once the period is closed."""
        found = (self._room.log.state(EnvelopeState, number) for number in numbers)
        states = [state for state in found if state is not None]
        acted = reviewing.bring_back(states, self._room.act(), closed=bool(self._room.case.period_closed))
        return self._room.put(acted, seen={f"envelope {state.number}": state.version for state in states})

    def reopen(self, number: str, reason: str) -> Done | Refusal:
        """Reopen an approved or released envelope, as a supervisor."""
        return self._on_state(number, "reopen", lambda state: reviewing.reopen(state, reason, self._room.act()))

    def reason_of(self, commitment: str) -> str:
        """The words of a sealed reason or note; empty where there is none or names are not shown: it may name one."""
        return self._room.log.unseal(commitment) if commitment and self._room.sees("read_names") else ""

    @property
    def calendar(self) -> Calendar:
        """The dates that questions turn on."""
        return calendar_of(self._room.case, self._room.zone)

    def _compared(self, sheet: Sheet, elector: Elector) -> Candidate:
        """As the roll has it; without one, as if nothing were known of how common names, streets and towns are."""
        query, roll = query_of(sheet.evidence.papers), self._room.roll
        return roll.compared(query, elector) if roll is not None else candidate_of(wanted_of(query), elector)

    def _may(self, act: str, sheet: Sheet) -> Refusal | None:
        """Why the person cannot act on a sheet that they hold, None where they can; a masked one is too little to act on."""
        unseen = Refusal("seen_masked", SEEN_MASKED, sheet.number) if sheet.masked else None
        return self._room.allowed(act) or unseen

    def _on_sheet(self, sheet: Sheet, act: Callable[[Act], Acted]) -> Done | Refusal:
        """Do an act of a reviewer on a sheet as the person saw it."""
        return self._may("review", sheet) or self._room.put(act(self._room.act()), seen=_seen(sheet))

    def _other_ground(self, sheet: Sheet) -> Refusal | None:
        """Refuses what was seen on a ground that has gone: another law is in force, or the register of orders changed."""
        recommendation, orders = sheet.recommendation, orders_of(self._room.log.states(OrderState))
        if recommendation is None or (
            recommendation.digest == self._room.case.pack and sheet.evidence.orders == orders
        ):
            return None
        words = _("The rules in force or a court order have changed meanwhile. Look again.")
        return Refusal("changed_meanwhile", words, sheet.number)

    def _other_day(self, sheet: Sheet, act: Act) -> Refusal | None:
        """Refuses what was seen before midnight where the last day to determine has passed since."""
        evidence = replace(sheet.evidence, today=moment_of(act.at).astimezone(self._room.zone).date())
        if timing_of(self._room.case, sheet.state, evidence) == sheet.facts.get("timing"):
            return None
        words = _("The last day to determine has passed meanwhile. Look again.")
        return Refusal("changed_meanwhile", words, sheet.number)

    def _in_county(self, moment: datetime) -> datetime:
        zone = self._room.zone
        return first_shown(moment, zone) if moment.tzinfo is None else moment.astimezone(zone)

    def _own_searches(self, sheet: Sheet, answers: Sequence[Answer], act: Act) -> Acted:
        """The lines of the research list that the program's own look-up fills, once the registration is in doubt.

        Only those that the roll and the lists of registrations cover; of the others a person says what came of a look in the
        state's own system.
        """
        registration = next((answer.value for answer in answers if answer.fact == "registration"), "")
        if registration not in RESEARCHED:
            return ()
        roll, evidence = self._room.roll, sheet.evidence
        counties, statuses = (roll.info.counties, roll.statuses) if roll is not None else ((), frozenset[str]())
        lists = lists_received(evidence.files)
        covered = covered_by(counties, statuses | lists, evidence.election.county)
        done = {line.where for line in sheet.state.research}
        lines = {where: (found_in(where, evidence, lists), "") for where in covered if where not in done}
        return reviewing.record_research(sheet.state, lines, act, by_program=True) if lines else ()

    def _sent_back(self, sheet: Sheet, answers: Sequence[Answer], act: Act) -> Acted:
        """A second envelope of one voter sends the first, determined before anybody knew, back to review."""
        if not any(answer.value == "other_provisional" for answer in answers):
            return ()
        found = (self._room.log.state(EnvelopeState, number) for number in sheet.evidence.other_envelopes)
        unaware = [state for state in found if state is not None and reviewing.is_unaware_of_another(state)]
        reason = reviewing.same_voter_reason(sheet.number)
        acted: Acted = ()
        for state in unaware:
            acted = joined(acted, reviewing.withdraw(state, reason, act))
        return acted

    def _on_state(self, number: str, right: str, act: reviewing.StateAct) -> Done | Refusal:
        refusal = self._room.allowed(right)
        state = self._room.log.state(EnvelopeState, number)
        if refusal is not None or state is None:
            return refusal or Refusal("unknown_envelope", _("There is no envelope {number}.", number=number), number)
        return self._room.put(act(state), seen={f"envelope {number}": state.version})

    def _worker(self) -> Source:
        person = self._room.person
        return Source("worker", self._room.now().isoformat(timespec="minutes"), person.id if person else "")

    @property
    def _roll_id(self) -> str:
        return self._room.roll.info.id if self._room.roll else ""


def _of(fact: str, why: Why | None) -> Mapping[str, Why]:
    return {fact: why} if why is not None else NO_WHYS


def _seen(sheet: Sheet) -> dict[str, int]:
    return {f"envelope {sheet.number}": sheet.state.version}
