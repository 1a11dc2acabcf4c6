"""People who do whatever comes into their heads in one case, and copy, restore and make cases beside it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.cards import cards_of, current_card
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.office import Office
from adjudicator.office.restoring import back_up, restore
from adjudicator.port.answers import Head
from adjudicator.records.facts import Answer, Source
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.reasons import why_against
from tests.looking import approve_seen
from tests.office.conftest import PASSWORD, VOTERS, definition_bytes, envelope

from .life import ORDER

Told = Callable[[Head], None]
"""Told the head of the record after each act."""


class Shift:
    """Random acts through the office. `told` hears of the head after each act, which is acknowledged then."""

    def __init__(self, path: Path, seed: int, told: Told) -> None:
        self._path, self._told = path, told
        self._chance = random.Random(seed)
        self._mark = f"{seed:x}"
        self._made = 0
        self.office = Office.open(path)

    def work(self, acts: int) -> None:
        """Do that many acts, then close the file."""
        for _ in range(acts):
            self.act()
        self.office.close()

    def act(self) -> None:
        """Do one thing; it may be refused."""
        by, do = self._chance.choice(
            [
                *[("rita", self._receive)] * 2,
                *[("rita", self._determine)] * 4,
                *[("rob", self._determine)] * 2,
                ("rita", self._say),
                ("rita", self._take),
                ("rob", self._take),
                ("rita", lambda: self.office.drafts.keep("review", {"why": self._mark})),
                ("rita", lambda: self.office.drafts.drop("review")),
                ("rob", self.office.people.sign_out),
                ("rita", self._withdraw),
                ("rob", lambda: self._refer("Which street?")),
                ("sue", lambda: self._answer("The first")),
                ("rita", self._cure),
                *[("rita", self.office.batches.close)] * 2,
                ("rob", self.office.batches.close),
                *[("sue", self._approve)] * 3,
                ("sue", self._give_back),
                ("sue", self._reopen),
                ("sue", self._release),
                ("sue", self.office.record.close_day),
                ("sue", self._order),
                ("sue", self._pack),
                ("", self._copy),
            ]
        )
        if by:
            self._sign_in(by)
        do()
        self._acknowledge()

    def _sign_in(self, person: str) -> None:
        signed = self.office.people.signed_in
        if signed is None or signed.id != person:
            assert not isinstance(self.office.people.sign_in(person, PASSWORD), Refusal)
            self._acknowledge()

    def _acknowledge(self) -> None:
        self._told(self.office.record.head())

    def _envelopes(self, *status: str) -> list[EnvelopeState]:
        return [state for state in self.office.overview.states() if not status or state.status in status]

    def _one(self, *status: str) -> EnvelopeState | None:
        found = self._envelopes(*status)
        return self._chance.choice(found) if found else None

    def _sheet(self, *status: str) -> Sheet | None:
        state = self._one(*status)
        sheet = self.office.review.sheet(state.number) if state is not None else None
        return sheet if isinstance(sheet, Sheet) else None

    def _receive(self) -> None:
        number = f"{len(self._envelopes()) + 1:04d}"
        voter = VOTERS.get(self._chance.choice(["", *VOTERS]), {})
        self.office.receive.receive_one(envelope(number, **voter))

    def _determine(self) -> None:
        sheet = self._sheet("to_do")
        for _ in range(4):
            card = current_card(cards_of(sheet)) if sheet is not None else None
            if sheet is None or card is None or card.open_line is not None:
                break
            self.office.review.accept(sheet, card)
            self._acknowledge()
            found = self.office.review.sheet(sheet.number)
            sheet = found if isinstance(found, Sheet) else None
        if sheet is not None:
            decision = Decision("held", "Ask the voter") if self._chance.random() < 0.1 else Decision()
            self.office.review.record(sheet, decision)

    def _say(self) -> None:
        sheet = self._sheet()
        fact, value = self._chance.choice([("oath", "signed"), ("residence", "as_listed"), ("match", "none")])
        if sheet is not None:
            self.office.review.say(sheet, fact, value, why=why_against(sheet, fact, value))

    def _take(self) -> None:
        state = self._one("to_do")
        if state is not None:
            self.office.whose.take(state.number)

    def _withdraw(self) -> None:
        state = self._one("determined", "held", "in_batch")
        if state is not None:
            self.office.review.withdraw(state.number, "Recorded too early")

    def _refer(self, words: str) -> None:
        state = self._one("to_do")
        if state is not None:
            self.office.review.refer(state.number, words)

    def _answer(self, words: str) -> None:
        state = self._one()
        if state is not None:
            self.office.review.answer_referral(state.number, words)

    def _cure(self) -> None:
        state = self._one("held")
        if state is not None:
            came = Answer("identification", "supplied_in_time", Source("paper", "2020-11-05T09:00", "licence"))
            self.office.review.cure(state.number, [came], "It came by post")

    def _approve(self) -> None:
        for batch in self.office.batches.batches():
            approve_seen(self.office, batch)
            self._acknowledge()

    def _give_back(self) -> None:
        for batch in self.office.batches.batches()[:1]:
            self.office.batches.give_back(batch, sorted(batch.items)[:1], "Look again")

    def _reopen(self) -> None:
        state = self._one("approved", "released")
        if state is not None:
            self.office.review.reopen(state.number, "A late letter came")

    def _release(self) -> None:
        self.office.releases.release(self._new("release"))

    def _order(self) -> None:
        if self.office.orders.all():
            status = self._chance.choice(["in_force", "under_review", "vacated"])
            self.office.orders.change(ORDER.number, status, "The court said so")
        else:
            self.office.orders.enter(ORDER)

    def _pack(self) -> None:
        rules = self._chance.choice(["georgia-2020", "georgia-2020-sos"])
        if rules != self.office.case.rules:
            self.office.law.change_pack(self.office.law.another_pack(rules), "Counsel advises it")

    def _copy(self) -> None:
        """A copy of some kind, or a new case, under a name of its own."""
        backup = self._new("backup.case")
        back_up(self._path, backup)
        do = self._chance.choice([copy_for_observers, restore, None])
        if do is not None:
            do(backup, self._new(f"{do.__name__}.case"))
            return
        made = Office.create(self._new("made.case"), definition_bytes(), "small.json")
        assert isinstance(made, Office)
        made.close()

    def _new(self, name: str) -> Path:
        self._made += 1
        return self._path.with_name(f"{self._mark}-{self._made}-{name}")
