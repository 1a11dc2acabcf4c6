"""Random people do random things to one case, at two windows of the same file: whatever is refused leaves no trace."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

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

from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.state import BatchState
from adjudicator.casework.sheet.cards import cards_of, current_card
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.rules.position import Motion
from adjudicator.office import Office
from adjudicator.people.rights import may
from adjudicator.records.facts import FACTS, Answer, Source
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.reasons import why_against
from tests.examples import AS_ALWAYS, examples
from tests.looking import approve_seen
from tests.needles import tells_of_a_voter
from tests.office.conftest import PASSWORD, PEOPLE, VOTERS, Watch, envelope, open_again

from .holds import RecordSoFar, nothing_is_lost_or_twice, the_whole_record_verifies

LAST_DAY = datetime(2020, 11, 6, 22, 0, tzinfo=UTC)
SEVEN, EIGHT = datetime(2020, 11, 3, 19), datetime(2020, 11, 3, 20)  # noqa: DTZ001 - an order's times are local
ORDER = CourtOrder.for_all(
    "20-CV-1187", frozenset({"School 001"}), SEVEN, EIGHT, "in_force", "Superior Court", "J. Doe"
)
MOTION = Motion("2020-11", "2020-11-04", "Resolved, that a voter's two envelopes are not counted.")

picks = st.integers(0, 9)
reviewers = st.sampled_from(["rita", "rob", "sam", "rita", "rob", "sam", "olga", "admin"])
supervisors = st.sampled_from(["sam", "sue", "sam", "sue", "rita"])
anybody = st.sampled_from([person.id for person in PEOPLE])
reasons = st.sampled_from(["The label was read wrongly", ""])
askable = ("oath", "registration", "residence", "eligibility", "voted_already", "identification", "cast")
said = st.sampled_from([(fact, value) for fact in askable for value in FACTS[fact]])
decisions = st.sampled_from(
    [Decision(), Decision("held", "Ask the voter"), Decision("count_full", "Seen twice"), Decision("count_partial", "x"),
     Decision("not_counted", "The certificate is another's", "not_eligible"), Decision("held", "")]
)  # fmt: skip

Does = Callable[[Office], object]


def lived(begin: Callable[[], RuleBasedStateMachine], lives: int, steps: int, *, derandomize: bool = True) -> None:
    """So many lives of so many steps, the same in every run unless chance is let in.

    The profile "long" (`pytest tests/life --hypothesis-profile=long`) lets it in, and lives ten times as many.
    """
    by_chance = settings().max_examples > AS_ALWAYS
    many = settings(
        max_examples=examples(lives), stateful_step_count=steps, deadline=None,
        derandomize=derandomize and not by_chance, database=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(begin, settings=many)


class Life(RuleBasedStateMachine):
    """A case in a file of its own, with two windows on it; who acts may lack the right, and the sheet may be an old one."""

    def __init__(self, begun: Path) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.watch, self.salts = Watch(), count(1000)
        self.path = Path(shutil.copy(begun, Path(self.folder.name) / "life.case"))
        self.windows = [self.window(), self.window()]
        self.numbers: list[str] = []
        self.old: list[Sheet] = []
        self.so_far = RecordSoFar(self.path)

    def window(self) -> Office:
        """A window on the file."""
        return open_again(self.path, self.watch, next(self.salts))

    @property
    def office(self) -> Office:
        """The window at which people sit."""
        return self.windows[0]

    def teardown(self) -> None:
        for window in self.windows:
            window.close()
        the_whole_record_verifies(self.path)
        self.folder.cleanup()

    def do(self, person: str, right: str, act: Does) -> object:
        """Let a person do something: refused without the right, and either it leaves no trace or the log has grown."""
        signed = self.office.people.signed_in
        if signed is None or signed.id != person:
            assert not isinstance(self.office.people.sign_in(person, PASSWORD), Refusal)
        size = self.office.record.head().size
        result = act(self.office)
        assert (self.office.record.head().size > size) is not (result is None or isinstance(result, Refusal))
        assert not (isinstance(result, Refusal) and tells_of_a_voter(result.words))
        if not may(next(each for each in PEOPLE if each.id == person), right):
            assert isinstance(result, Refusal)
            assert result.code == "no_right"
        return result

    def sheet(self, pick: int) -> Sheet:
        """The sheet of one of the envelopes, as the window sees it now."""
        found = self.office.review.sheet(self.numbers[pick % len(self.numbers)])
        assert isinstance(found, Sheet)
        self.old = [*self.old[-4:], found]
        return found

    def batch(self, pick: int) -> BatchState:
        """One of the batches."""
        batches = self.office.batches.batches()
        return batches[pick % len(batches)]

    @initialize()
    def first(self) -> None:
        for voter in ("", "Nguyen", "Okafor"):
            self.receive("rita", voter)

    @precondition(lambda self: len(self.numbers) < 8)
    @rule(person=st.sampled_from(["rita", "admin", "rob"]), voter=st.sampled_from(["", *VOTERS]))
    def receive(self, person: str, voter: str) -> None:
        made = envelope(f"{len(self.numbers) + 1:04d}", **VOTERS.get(voter, {}))
        if not isinstance(self.do(person, "receive", lambda office: office.receive.receive_one(made)), Refusal):
            self.numbers.append(made.number)

    @rule(pick=picks)
    def receive_again(self, pick: int) -> None:
        made = envelope(self.numbers[pick % len(self.numbers)])
        assert isinstance(self.do("rita", "receive", lambda office: office.receive.receive_one(made)), Refusal)

    @rule(pick=picks, person=reviewers, answer=said)
    def answer(self, pick: int, person: str, answer: tuple[str, str]) -> None:
        sheet = self.sheet(pick)
        why = why_against(sheet, *answer)
        self.do(person, "review", lambda office: office.review.say(sheet, *answer, why=why))

    @precondition(lambda self: self.old)
    @rule(pick=picks, person=reviewers, answer=said)
    def answer_what_was_seen_before(self, pick: int, person: str, answer: tuple[str, str]) -> None:
        sheet = self.old[pick % len(self.old)]
        now = self.office.review.sheet(sheet.number)
        assert isinstance(now, Sheet)
        done = self.do(
            person, "review", lambda office: office.review.say(sheet, *answer, why=why_against(sheet, *answer))
        )
        assert isinstance(done, Refusal) or now.state.version == sheet.state.version

    @rule(pick=picks, person=reviewers)
    def accept_every_card(self, pick: int, person: str) -> None:
        for _ in range(4):
            sheet = self.sheet(pick)
            card = current_card(cards_of(sheet))
            if card is None or card.open_line is not None or not card.to_accept:
                return
            self.do(person, "review", lambda office, sheet=sheet, card=card: office.review.accept(sheet, card))

    @rule(pick=picks, person=reviewers)
    def take_nobody(self, pick: int, person: str) -> None:
        sheet = self.sheet(pick)
        why = why_against(sheet, "match", "none")
        self.do(person, "review", lambda office: office.review.say(sheet, "match", "none", why=why))

    @rule(pick=picks, person=reviewers, decision=decisions)
    def record(self, pick: int, person: str, decision: Decision) -> None:
        sheet = self.sheet(pick)
        self.do(person, "determine", lambda office: office.review.record(sheet, decision))

    @rule(pick=picks, person=reviewers)
    def work(self, pick: int, person: str) -> None:
        self.accept_every_card(pick, person)
        self.record(pick, person, Decision())

    @rule(pick=picks, person=reviewers, reason=reasons, undo=st.booleans())
    def withdraw(self, pick: int, person: str, reason: str, undo: bool) -> None:
        number = self.sheet(pick).number
        self.do(person, "determine", lambda office: office.review.withdraw(number, reason, undo=undo))

    @rule(pick=picks, person=reviewers, reason=reasons)
    def refer(self, pick: int, person: str, reason: str) -> None:
        number = self.sheet(pick).number
        self.do(person, "refer", lambda office: office.review.refer(number, reason))

    @rule(pick=picks, person=reviewers, instead=picks)
    def take(self, pick: int, person: str, instead: int) -> None:
        number, other = self.sheet(pick).number, self.sheet(instead).number
        self.do(person, "take", lambda office: office.whose.take(number, other if other != number else ""))

    @rule(pick=picks, person=reviewers)
    def put_back(self, pick: int, person: str) -> None:
        number = self.sheet(pick).number
        self.do(person, "put_back", lambda office: office.whose.put_back((number,)))

    @rule(pick=picks, person=reviewers, why=st.sampled_from(["left", "urgent", "nonsense"]))
    def take_over(self, pick: int, person: str, why: str) -> None:
        number = self.sheet(pick).number
        self.do(person, "take_over", lambda office: office.whose.take_over(number, Why(why)))

    @rule()
    def half_an_hour_passes(self) -> None:
        self.watch.moment += timedelta(minutes=30)

    @rule(pick=picks, person=reviewers)
    def take_back_referral(self, pick: int, person: str) -> None:
        number = self.sheet(pick).number
        self.do(person, "refer", lambda office: office.review.take_back_referral(number))

    @rule(pick=picks, person=supervisors, reason=reasons)
    def answer_referral(self, pick: int, person: str, reason: str) -> None:
        number = self.sheet(pick).number
        self.do(person, "answer_referral", lambda office: office.review.answer_referral(number, reason))

    @rule(pick=picks, person=anybody, answer=said)
    def cure(self, pick: int, person: str, answer: tuple[str, str]) -> None:
        number = self.sheet(pick).number
        came = Answer(*answer, Source("paper", "2020-11-05T09:00", "licence"))
        self.do(person, "cure", lambda office: office.review.cure(number, [came], "It came"))

    @rule(person=reviewers)
    def close_batch(self, person: str) -> None:
        self.do(person, "close_batch", lambda office: office.batches.close())

    @precondition(lambda self: self.office.batches.batches())
    @rule(pick=picks, person=supervisors)
    def approve(self, pick: int, person: str) -> None:
        batch = self.batch(pick)
        self.do(person, "approve", lambda office: approve_seen(office, batch))

    @rule(person=st.sampled_from(["rita", "rob", "sam"]), supervisor=st.sampled_from(["sue", "sam"]), out=st.booleans())
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
        self.do(person, "return", lambda office: office.batches.give_back(batch, [number], reason))

    @rule(
        pick=picks,
        other=picks,
        person=anybody,
        what=st.sampled_from(["same_as", "no_envelope", "stands"]),
        reason=reasons,
    )
    def say_it_was_a_mistake(self, pick: int, other: int, person: str, what: str, reason: str) -> None:
        number, same_as = self.sheet(pick).number, self.sheet(other).number if what == "same_as" else ""
        self.do(person, "ask_mistake", lambda office: office.mistakes.ask(number, SaidMistake(what, reason, same_as)))

    @rule(pick=picks, person=supervisors, agrees=st.booleans(), reason=reasons)
    def answer_that_it_was_a_mistake(self, pick: int, person: str, agrees: bool, reason: str) -> None:
        asked = [state.number for state in self.office.mistakes.waiting()] or self.numbers
        numbers = [asked[pick % len(asked)]]

        def answer(office: Office) -> object:
            return (office.mistakes.agree if agrees else office.mistakes.disagree)(numbers, reason)

        self.do(person, "answer_mistake", answer)

    @rule(pick=picks, person=supervisors, reason=reasons)
    def reopen(self, pick: int, person: str, reason: str) -> None:
        done = [state.number for state in self.office.overview.states() if state.status in ("approved", "released")]
        number = (done or self.numbers)[pick % len(done or self.numbers)]
        self.do(person, "reopen", lambda office: office.review.reopen(number, reason))

    @precondition(lambda self: self.office.releases.waiting() or self.so_far.head.size % 3 == 0)
    @rule(person=supervisors)
    def release(self, person: str) -> None:
        folder = Path(self.folder.name) / f"release-{self.office.record.head().size}"
        self.do(person, "release", lambda office: office.releases.release(folder))

    @rule(person=supervisors, status=st.sampled_from(["in_force", "under_review", "vacated"]))
    def court(self, person: str, status: str) -> None:
        if self.office.orders.all():
            self.do(person, "enter_order", lambda office: office.orders.change(ORDER.number, status, "It said so"))
        else:
            self.do(person, "enter_order", lambda office: office.orders.enter(ORDER))

    @rule(person=supervisors, rules=st.sampled_from(["georgia-2020", "georgia-2020-sos"]))
    def another_law(self, person: str, rules: str) -> None:
        draft = self.office.law.another_pack(rules)
        self.do(person, "change_pack", lambda office: office.law.change_pack(draft, "Counsel advises it"))

    @rule(person=supervisors, pick=picks)
    def motion(self, person: str, pick: int) -> None:
        choices = next(each.choices for each in self.office.law.pack.positions if each.id == "two_envelopes")
        draft = self.office.law.another_choice("two_envelopes", choices[pick % len(choices)].value, MOTION)
        self.do(person, "set_position", lambda office: office.law.set_position(draft))

    @rule(person=supervisors)
    def close_day(self, person: str) -> None:
        self.do(person, "close_day", lambda office: office.day.close())

    @rule()
    def the_deadline_passes(self) -> None:
        self.watch.moment = max(self.watch.moment, LAST_DAY)

    @rule(person=supervisors)
    def close_period(self, person: str) -> None:
        is_over = self.watch.moment >= LAST_DAY
        done = self.do(person, "close_period", lambda office: office.overview.close_period())
        assert isinstance(done, Refusal) or is_over

    @rule(pick=picks, answer=said)
    def nobody_is_signed_in(self, pick: int, answer: tuple[str, str]) -> None:
        self.office.people.sign_out()
        size, sheet = self.office.record.head().size, self.sheet(pick)
        refused = self.office.review.say(sheet, *answer, why=why_against(sheet, *answer))
        assert isinstance(refused, Refusal)
        assert (refused.code, self.office.record.head().size) == ("nobody", size)

    @rule()
    def the_other_window(self) -> None:
        self.windows.reverse()

    @rule()
    def close_the_window_and_open_it_again(self) -> None:
        self.office.close()
        self.windows[0] = self.window()

    @invariant()
    def everything_holds(self) -> None:
        nothing_is_lost_or_twice(self.office, self.numbers)
        self.so_far.holds()
