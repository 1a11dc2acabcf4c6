"""The life of envelopes and batches, whoever does what in whatever order: what must hold, holds after every step."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from adjudicator.casework.cards import cards_of, current_card
from adjudicator.casework.determining import Decision
from adjudicator.casework.fold import fold
from adjudicator.casework.sheet import Sheet
from adjudicator.casework.shelf import MemoryShelf
from adjudicator.casework.state import (
    BatchState,
    CaseState,
    EnvelopeState,
    FileState,
    OrderState,
    PersonState,
    ReleaseState,
    State,
)
from adjudicator.log.case_log import CaseLog
from adjudicator.log.entries import Logged
from adjudicator.log.verify import verify
from adjudicator.office import Office
from adjudicator.records.facts import FACTS, Answer, Source
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.reasons import why_against

from .conftest import PASSWORD, VOTERS, Watch, envelope, open_again

LAST_DAY = datetime(2020, 11, 6, 22, 0, tzinfo=UTC)
KINDS: tuple[type[State], ...] = (
    CaseState, PersonState, EnvelopeState, BatchState, OrderState, FileState, ReleaseState,
)  # fmt: skip

picks = st.integers(0, 9)
reviewers = st.sampled_from(["rita", "rob", "sam"])
supervisors = st.sampled_from(["sam", "sue", "rita"])
reasons = st.sampled_from(["The label was read wrongly", ""])
askable = ("oath", "registration", "residence", "eligibility", "voted_already", "identification", "cast")
said = st.sampled_from([(fact, value) for fact in askable for value in FACTS[fact]])
decisions = st.sampled_from(
    [Decision(), Decision("held", "Ask the voter"), Decision("count_full", "Seen twice"), Decision("count_partial", "x"),
     Decision("not_counted", "The certificate is another's", "not_eligible"), Decision("held", "")]
)  # fmt: skip


class Life(RuleBasedStateMachine):
    """A case in a file of its own, on which random people do random things through the office."""

    def __init__(self, begun: Path) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.watch = Watch()
        self.path = Path(shutil.copy(begun, Path(self.folder.name) / "life.case"))
        self.office = open_again(self.path, self.watch, 1000)
        self.numbers: list[str] = []
        self.leaves: list[bytes] = []

    def teardown(self) -> None:
        self.office.close()
        self.folder.cleanup()

    def do(self, person: str, act: Callable[[Office], object]) -> None:
        """Let a person do something: it is refused and leaves no trace, or the log has grown."""
        signed = self.office.people.signed_in
        if signed is None or signed.id != person:
            assert not isinstance(self.office.people.sign_in(person, PASSWORD), Refusal)
        size = self.office.record.head().size
        result = act(self.office)
        assert (self.office.record.head().size > size) is not isinstance(result, Refusal)

    def sheet(self, pick: int) -> Sheet:
        """The sheet of one of the envelopes."""
        found = self.office.review.sheet(self.numbers[pick % len(self.numbers)])
        assert isinstance(found, Sheet)
        return found

    def batch(self, pick: int) -> BatchState:
        """One of the batches."""
        batches = self.office.batches.batches()
        return batches[pick % len(batches)]

    @initialize()
    def first(self) -> None:
        for voter in ("", "Nguyen", "Okafor"):
            self.receive(voter)

    @precondition(lambda self: len(self.numbers) < 8)
    @rule(voter=st.sampled_from(["", *VOTERS]))
    def receive(self, voter: str) -> None:
        number = f"{len(self.numbers) + 1:04d}"
        self.do("rita", lambda office: office.receive.receive_one(envelope(number, **VOTERS.get(voter, {}))))
        self.numbers.append(number)

    @rule(pick=picks, person=reviewers, answer=said)
    def answer(self, pick: int, person: str, answer: tuple[str, str]) -> None:
        sheet = self.sheet(pick)
        self.do(person, lambda office: office.review.say(sheet, *answer, why=why_against(sheet, *answer)))

    @rule(pick=picks, person=reviewers)
    def accept_every_card(self, pick: int, person: str) -> None:
        for _ in range(4):
            sheet = self.sheet(pick)
            card = current_card(cards_of(sheet))
            if card is None or card.open_line is not None or not card.to_accept:
                return
            self.do(person, lambda office, sheet=sheet, card=card: office.review.accept(sheet, card))

    @rule(pick=picks, person=reviewers)
    def take_nobody(self, pick: int, person: str) -> None:
        sheet = self.sheet(pick)
        why = why_against(sheet, "match", "none")
        self.do(person, lambda office: office.review.say(sheet, "match", "none", why=why))

    @rule(pick=picks, person=reviewers, decision=decisions)
    def record(self, pick: int, person: str, decision: Decision) -> None:
        sheet = self.sheet(pick)
        self.do(person, lambda office: office.review.record(sheet, decision))

    @rule(pick=picks, person=reviewers)
    def work(self, pick: int, person: str) -> None:
        self.accept_every_card(pick, person)
        self.record(pick, person, Decision())

    @rule(pick=picks, person=reviewers, reason=reasons, undo=st.booleans())
    def withdraw(self, pick: int, person: str, reason: str, undo: bool) -> None:
        number = self.sheet(pick).number
        self.do(person, lambda office: office.review.withdraw(number, reason, undo=undo))

    @rule(pick=picks, person=reviewers, reason=reasons)
    def refer(self, pick: int, person: str, reason: str) -> None:
        number = self.sheet(pick).number
        self.do(person, lambda office: office.review.refer(number, reason))

    @rule(pick=picks, person=supervisors, reason=reasons)
    def answer_referral(self, pick: int, person: str, reason: str) -> None:
        number = self.sheet(pick).number
        self.do(person, lambda office: office.review.answer_referral(number, reason))

    @rule(pick=picks, answer=said)
    def cure(self, pick: int, answer: tuple[str, str]) -> None:
        number = self.sheet(pick).number
        came = Answer(*answer, Source("paper", "2020-11-05T09:00", "licence"))
        self.do("rita", lambda office: office.review.cure(number, [came], "It came"))

    @rule(person=reviewers)
    def close_batch(self, person: str) -> None:
        self.do(person, lambda office: office.batches.close())

    @precondition(lambda self: self.office.batches.batches())
    @rule(pick=picks, person=supervisors)
    def approve(self, pick: int, person: str) -> None:
        batch = self.batch(pick)
        self.do(person, lambda office: office.batches.approve(batch))

    @rule(person=reviewers, supervisor=st.sampled_from(["sue", "sam"]), out=st.booleans())
    def finish_what_there_is(self, person: str, supervisor: str, out: bool) -> None:
        for at in range(len(self.numbers)):
            self.work(at, person)
        self.close_batch(person)
        if self.office.batches.batches():
            self.approve(0, supervisor)
        if out:
            self.release(supervisor)

    @precondition(lambda self: self.office.batches.batches())
    @rule(pick=picks, at=picks, person=supervisors, reason=reasons)
    def give_back(self, pick: int, at: int, person: str, reason: str) -> None:
        batch, number = self.batch(pick), self.numbers[at % len(self.numbers)]
        self.do(person, lambda office: office.batches.give_back(batch, [number], reason))

    @rule(pick=picks, person=supervisors, reason=reasons)
    def reopen(self, pick: int, person: str, reason: str) -> None:
        done = [state.number for state in self.office.overview.states() if state.status in ("approved", "released")]
        number = (done or self.numbers)[pick % len(done or self.numbers)]
        self.do(person, lambda office: office.review.reopen(number, reason))

    @precondition(lambda self: self.office.releases.waiting() or len(self.leaves) % 3 == 0)
    @rule(person=supervisors)
    def release(self, person: str) -> None:
        folder = Path(self.folder.name) / f"release-{self.office.record.head().size}"
        self.do(person, lambda office: office.releases.release(folder))

    @rule(person=supervisors, is_over=st.booleans())
    def close_period(self, person: str, is_over: bool) -> None:
        self.watch.moment = max(self.watch.moment, LAST_DAY) if is_over else self.watch.moment
        self.do(person, lambda office: office.overview.close_period())

    @invariant()
    def the_canvass_balances(self) -> None:
        canvass = self.office.overview.canvass()
        parts = (canvass.count_full, canvass.count_partial, canvass.not_counted, canvass.held, canvass.undecided)
        assert sum(parts) == canvass.received == len(self.numbers)

    @invariant()
    def the_record_holds(self) -> None:
        with CaseLog.open(self.path, read_only=True) as log:
            logged = list(log.read())
            self.only_grew(logged)
            projected = {what: {key_of(state): state for state in log.states(what)} for what in KINDS}
        shelf = MemoryShelf()
        for item in logged:
            fold(shelf, item.seq, item.entry)
        assert projected == {what: dict(shelf.all(what)) for what in KINDS}
        approved = approved_items(projected[BatchState], logged)
        assert released_items(projected[ReleaseState]) <= approved
        assert verify(self.path, "standard").findings == ()

    def only_grew(self, logged: list[Logged]) -> None:
        """What was there before is still there, unchanged."""
        leaves = [item.leaf for item in logged]
        assert leaves[: len(self.leaves)] == self.leaves
        self.leaves = leaves


def key_of(state: State) -> str:
    """The key under which a state is kept."""
    if isinstance(state, CaseState):
        return "case"
    if isinstance(state, FileState):
        return state.digest
    return state.number if isinstance(state, EnvelopeState | OrderState) else state.id


def approved_items(batches: Mapping[str, State], logged: list[Logged]) -> set[tuple[str, int]]:
    """The determinations that were approved, each by somebody who had not made it."""
    found: set[tuple[str, int]] = set()
    for batch in batches.values():
        if isinstance(batch, BatchState) and batch.status == "approved":
            makers = {logged[seq - 1].entry.by for seq in batch.items.values()}
            assert batch.decided_by
            assert batch.decided_by not in makers
            found |= set(batch.items.items())
    return found


def released_items(releases: Mapping[str, State]) -> set[tuple[str, int]]:
    """The determinations that have left."""
    return {
        item for release in releases.values() if isinstance(release, ReleaseState) for item in release.items.items()
    }


def test_whatever_people_do_the_record_holds(begun: Path) -> None:
    run_state_machine_as_test(
        lambda: Life(begun),
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )


@pytest.mark.slow
def test_whatever_people_do_for_long_the_record_holds(begun: Path) -> None:
    run_state_machine_as_test(
        lambda: Life(begun),
        settings=settings(
            max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
