"""Random people take a count from approval to the certified results, and back: out of order, miscounted, refused, put right.

What must hold holds after every act; see `count_holds`. Nobody here keeps to an order: `go_on` alone does a step as an office
does it, so that some lives come as far as the end.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from adjudicator.casework.acts.count.boxes import BoxStep, Sealed
from adjudicator.casework.acts.count.piles import Sorted
from adjudicator.casework.acts.count.sessions import FoundInside, Seated, Stock
from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile
from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.casework.acts.releasing import Said
from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.record.count_state import DocketState, PileState, Ruling, Vote
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import GoingClock, seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.practice.make import files_in
from adjudicator.practice.newest_lists import write_final, write_newer
from adjudicator.practice.papers import read_papers
from adjudicator.records.count import BOARD_VOTES, EXCEPTIONS, PILES, SETTLED_AS
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.worker import ScriptedWorker
from tests.desks import batches_cases as cases
from tests.held_results import held_results
from tests.looking import approve_seen
from tests.needles import tells_of_a_voter

from .count_holds import CountSoFar

MAKER, WITNESS, FIRST, SECOND, SUPERVISOR, SECRETARY = (
    "rwhitfield", "tnakamura", "cdiaz", "mokoye", "jbellamy", "vlang",
)  # fmt: skip
EVERYBODY = (MAKER, WITNESS, FIRST, SECOND, SUPERVISOR, SECRETARY)
SWORN = (MAKER, WITNESS, FIRST, SECOND, SUPERVISOR)
MONDAY = datetime(2020, 11, 9, 14, 0, tzinfo=UTC)
OATH, HOUR, LAST_HOUR = "2020-11-02", "2020-11-09T08:00", "2020-11-06T17:30"
PLACES = ("135-001", "135-002")
NEWER_LISTS = 2
"""So many lists that are newer than the last ones are received in a life: each is read whole."""

picks = st.integers(0, 50)
off = st.sampled_from([0, 0, 0, 0, 1, -1])
"""By how much somebody miscounts."""

outcomes = st.sampled_from(["as recommended", "as recommended", "held", "not_counted", "count_full"])
tables = st.sampled_from(
    [(FIRST, SECOND), (MAKER, WITNESS), (FIRST, SECOND, SUPERVISOR), (FIRST, MAKER), (FIRST, FIRST)]
)
supervisors = st.sampled_from([SUPERVISOR, SUPERVISOR, SUPERVISOR, SECRETARY, FIRST])
secretaries = st.sampled_from([SECRETARY, SECRETARY, SUPERVISOR, MAKER])
handlers = st.sampled_from([FIRST, SECOND, MAKER, SECRETARY])

Does = Callable[[Office], object]
Rule = Callable[..., None]


def while_there_is(what: str) -> Callable[[Rule], Rule]:
    """Leave a rule alone where there is nothing to do it to."""
    return precondition(lambda life: what in life.there)


def approved(made: Path, folder: Path) -> None:
    """Leave a practice case in a folder: all is approved that is not held, people are sworn in, the last lists are there."""
    for path in made.iterdir():
        shutil.copy(path, folder)
    files = files_in(folder)
    office = opened(folder / "practice.case", folder / "practice.roll", GoingClock(MONDAY), 1)
    for person in EVERYBODY:  # with keys of their own, so that they can sign at another's screen
        sign_in(office, person)
    cases.approve_batch(office, cases.close_batch(office))
    sign_in(office, SUPERVISOR)
    for person in SWORN:
        assert not isinstance(office.tables.swear(person, OATH), Refusal)
    sign_in(office, MAKER)
    write_final(files.check_in, folder / "final.csv")
    write_newer(files.absentee, files.roll, folder / "newest.csv", "", date(2020, 11, 6))
    for kind, name, final in (("check_in_list", "final.csv", True), ("absentee_file", "newest.csv", False)):
        preview = office.receive.preview(kind, folder / name)
        assert not isinstance(office.receive.receive(preview, as_of=LAST_HOUR, final=final), Refusal)
    office.close()


def opened(case: Path, roll: Path, clock: GoingClock, salts: int) -> Office:
    """The case by that clock; `salts` is a seed that no opening of it had before."""
    return Office.open(case, roll=roll, chance=TimeAndChance(clock, seeded_salts(salts)))


def sign_in(office: Office, person: str) -> None:
    """Sign a person in, unless they are."""
    signed = office.people.signed_in
    if signed is None or signed.id != person:
        assert not isinstance(office.people.sign_in(person, cases.PASSWORDS[person]), Refusal)


class CountLife(RuleBasedStateMachine):
    """A case in a file of its own. Who acts may lack the right, what is counted may be wrong, and order is anybody's."""

    def __init__(self, made: Path) -> None:
        super().__init__()
        self.folder, self.made = tempfile.TemporaryDirectory(), made
        self.path = Path(shutil.copy(made / "practice.case", Path(self.folder.name) / "count.case"))
        self.clock = GoingClock(MONDAY)
        self.office = opened(self.path, made / "practice.roll", self.clock, 2)
        self.worker = ScriptedWorker(self.office, read_papers(files_in(made).papers))
        self.so_far = CountSoFar(self.office)
        self.numbers = [state.number for state in self.office.overview.states()]
        self.made_up = count(1)
        self.newer = 0
        self.there: frozenset[str] = frozenset()

    def teardown(self) -> None:
        self.so_far.verified(self.path)
        self.office.close()
        self.folder.cleanup()

    def do(self, person: str, act: Does) -> object:
        """Let a person do something: either it is refused and leaves no trace, or the log has grown."""
        sign_in(self.office, person)
        size = self.office.record.head().size
        result = act(self.office)
        assert (self.office.record.head().size > size) is not (result is None or isinstance(result, Refusal))
        assert not (isinstance(result, Refusal) and tells_of_a_voter(result.words))
        return result

    def envelope(self, pick: int, *statuses: str) -> EnvelopeState | None:
        """One of the envelopes, of these statuses where there are any."""
        states = list(self.office.overview.states())
        among = [state for state in states if state.status in statuses] or ([] if statuses else states)
        return among[pick % len(among)] if among else None

    def pile(self, pick: int, *, unopened: bool = False) -> PileState | None:
        """One of the piles."""
        piles = [
            each for each in self.office.tables.piles() if not (unopened and (each.session or each.what != "to_open"))
        ]
        return piles[pick % len(piles)] if piles else None

    def vote(self, in_favor: int = 4, against: int = 0) -> Vote:
        """The next motion."""
        return Vote(f"2020-{next(self.made_up)}", HOUR, "Resolved, that staff may go on.", in_favor, against)

    # decided, approved, voted

    @initialize(votes=st.sampled_from(list(BOARD_VOTES)), steps=st.integers(0, 9), in_part=st.booleans())
    def first(self, votes: str, steps: int, in_part: bool) -> None:
        self.do(SUPERVISOR, lambda office: office.board.set_steps(votes, "cast", "As the board wishes"))
        if not in_part:
            self.anew(self.in_part_by_law(self.numbers)[0], "count_full", approved=True)
        self.go_on_by(steps)

    @while_there_is("approved")
    @rule(pick=picks, person=supervisors)
    def reopen(self, pick: int, person: str) -> None:
        state = self.envelope(pick, "approved", "released")
        if state is not None:
            self.do(person, lambda office: office.review.reopen(state.number, "The label was read wrongly"))

    @while_there_is("session")
    @rule(pick=picks, outcome=outcomes, approved=st.booleans(), in_part=st.booleans())
    def what_was_opened_is_decided_anew(self, pick: int, outcome: str, approved: bool, in_part: bool) -> None:
        opened = [number for each in self.so_far.tables() for number in each.pile.items]
        opened = (in_part and self.in_part_by_law(opened)) or opened
        self.anew(opened[pick % len(opened)], outcome, approved=approved)

    def in_part_by_law(self, numbers: Sequence[str]) -> list[str]:
        """Those of some envelopes of which the rules let some contests count, whatever a person made of it."""
        found = {state.number: state.determination for state in self.office.overview.states()}
        return [
            number for number in numbers if (what := found[number]) is not None and what.recommended == "count_partial"
        ]

    def anew(self, number: str, outcome: str, *, approved: bool) -> None:
        """Let an approved envelope be decided again, and approved again."""
        self.do(SUPERVISOR, lambda office: office.review.reopen(number, "The label was read wrongly"))
        self.decide(0, outcome)
        if approved:
            self.close_and_approve()

    @while_there_is("to do")
    @rule(pick=picks, outcome=outcomes)
    def decide(self, pick: int, outcome: str) -> None:
        state = self.envelope(pick, "to_do")
        if state is None:
            return
        sign_in(self.office, MAKER)
        if outcome == "as recommended":
            self.worker.work(state.number)
            return
        sheet = self.office.review.sheet(state.number)
        assert isinstance(sheet, Sheet)
        code = "unable_to_determine" if outcome == "not_counted" else ""
        decision = Decision(outcome, "The certificate is another's", code)
        self.do(MAKER, lambda office: office.review.record(sheet, decision))

    @while_there_is("to close")
    @rule()
    def close_and_approve(self) -> None:
        if not isinstance(self.do(MAKER, lambda office: office.batches.close()), Refusal):
            self.do(SUPERVISOR, lambda office: approve_seen(office, office.batches.batches()[0]))

    @while_there_is("waiting")
    @rule(pick=picks, person=supervisors)
    def give_back(self, pick: int, person: str) -> None:
        batches = [batch for batch in self.office.batches.batches() if batch.status == "waiting"]
        if batches:
            number = sorted(batches[0].items)[pick % len(batches[0].items)]
            self.do(person, lambda office: office.batches.give_back(batches[0], [number], "Look again"))

    @rule(person=secretaries, reason=st.sampled_from(["", "", "0001 was taken out"]), asked=st.booleans())
    def draw(self, person: str, reason: str, asked: bool) -> None:
        self.do(person, lambda office: office.board.draw(reason=reason, asked=asked))

    @while_there_is("docket")
    @rule(pick=picks, person=secretaries, carried=st.booleans(), without=st.booleans())
    def board_votes(self, pick: int, person: str, carried: bool, without: bool) -> None:
        waiting = self.office.board.waiting()
        if not waiting:
            return
        docket = waiting[pick % len(waiting)]
        numbers = sorted(docket.items)
        removed = {numbers[pick % len(numbers)]: "Its papers were asked for"} if numbers and without and carried else {}
        rulings = dict.fromkeys(docket.questions, Ruling("count")) if carried else {}
        vote = self.vote() if carried else self.vote(2, 2)
        self.do(person, lambda office: office.board.vote(docket, vote, removed, rulings))

    @rule(person=secretaries)
    def staff_may_go_on(self, person: str) -> None:
        self.do(person, lambda office: office.board.give_authority(self.vote()))

    @rule(person=supervisors, votes=st.sampled_from(list(BOARD_VOTES)))
    def other_steps(self, person: str, votes: str) -> None:
        self.do(person, lambda office: office.board.set_steps(votes, "home", "The board wishes it"))

    @rule(
        pick=picks,
        what=st.sampled_from(["no_envelope", "no_envelope", "stands"]),
        person=supervisors,
        agrees=st.booleans(),
    )
    def entered_by_mistake(self, pick: int, what: str, person: str, agrees: bool) -> None:
        """One says that an entry is none, or that it is one after all; another agrees, or does not."""
        state = self.envelope(
            pick, *(("by_mistake",) if what == "stands" else ("to_do", "held", "determined", "in_batch"))
        )
        if state is None:
            return
        said = SaidMistake(what, "A line of the list that belongs to another day")
        if not isinstance(self.do(MAKER, lambda office: office.mistakes.ask(state.number, said)), Refusal):
            answers: Does = lambda office: office.mistakes.agree([state.number])  # noqa: E731
            if not agrees:
                answers = lambda office: office.mistakes.disagree([state.number], "It lies in box 3")  # noqa: E731
            self.do(person, answers)

    # the tables

    @while_there_is("left")
    @rule(pick=picks, people=tables, miscounted=off, part=st.sampled_from([1, 1, 1, 2, 3]), signs=st.booleans())
    def sort(self, pick: int, people: Sequence[str], miscounted: int, part: int, signs: bool) -> None:
        left = self.office.tables.left()
        if left:
            sort = left[pick % len(left)]
            numbers = sort.numbers[::part]
            new = Sorted(sort.what, numbers, len(numbers) + miscounted, people, HOUR, sort.apart, sort.copy)
            passwords = {who: cases.PASSWORDS[who] for who in people[1:]} if signs else {}
            self.do(people[0], lambda office: office.tables.sort(new, passwords))

    @rule(pick=picks, people=tables, what=st.sampled_from(list(PILES)), apart=st.booleans(), copy=st.booleans())
    def sort_anything(self, pick: int, people: Sequence[str], what: str, apart: bool, copy: bool) -> None:
        numbers = self.numbers[pick % 7 :: 5]
        new = Sorted(what, numbers, len(numbers), people, HOUR, apart, copy)
        self.do(people[0], lambda office: office.tables.sort(new))

    @rule(pick=picks, person=handlers)
    def look_up(self, pick: int, person: str) -> None:
        listed = [*(each.id for each in self.office.tables.piles()), *(each.id for each in self.office.board.dockets())]
        if listed:
            self.do(person, lambda office: office.looking_up.look_up(listed[pick % len(listed)]))

    @while_there_is("pile")
    @rule(
        pick=picks, people=tables, miscounted=off, signs=st.booleans(), over=st.booleans(),
        inside=st.sampled_from(["", "", *EXCEPTIONS]),
    )  # fmt: skip
    def open(self, pick: int, people: Sequence[str], miscounted: int, signs: bool, over: bool, inside: str) -> None:
        pile = self.pile(pick, unopened=True) or self.pile(pick)
        if pile is None:
            return
        still = self.office.tables.still_in(pile)
        strange = {still[pick % len(still)]: inside} if still and inside else {}
        found = FoundInside(len(still), len(still) + miscounted, strange, "The lists come on Friday" if over else "")
        passwords = {who: cases.PASSWORDS[who] for who in people[1:]} if signs else {}
        self.do(people[0], lambda office: office.tables.open(pile.id, Seated(people, HOUR, HOUR), found, passwords))

    @while_there_is("session")
    @rule(pick=picks, person=handlers)
    def sign(self, pick: int, person: str) -> None:
        sessions = self.office.tables.sessions()
        if sessions:
            self.do(person, lambda office: office.tables.sign(sessions[pick % len(sessions)].id))
        piles = self.office.tables.piles()
        if piles:
            self.do(person, lambda office: office.tables.sign_pile(piles[pick % len(piles)].id))

    @while_there_is("exception")
    @rule(pick=picks, person=supervisors, settled=st.sampled_from(list(SETTLED_AS)))
    def settle(self, pick: int, person: str, settled: str) -> None:
        found = [(each.id, number) for each in self.office.tables.sessions() for number in each.exceptions]
        if found:
            session, number = found[pick % len(found)]
            self.do(
                person, lambda office: office.tables.settle(session, number, settled, "The style of another precinct")
            )

    @while_there_is("session")
    @rule(pick=picks, people=tables, miscounted=off, lost=off, spoiled=st.integers(0, 2))
    def duplicate(self, pick: int, people: Sequence[str], miscounted: int, lost: int, spoiled: int) -> None:
        pile = self.pile(pick)
        if pile is None:
            return
        done = max(0, self.to_copy().get(pile.id, 1) + miscounted)
        stock = Stock(max(0, done + spoiled + lost), done, spoiled)
        self.do(people[0], lambda office: office.tables.duplicate(pile.id, Seated(people, HOUR, HOUR), stock))

    def to_copy(self) -> Mapping[str, int]:
        """Pile -> ballots of it that nobody has duplicated yet."""
        return {each.pile.id: each.to_copy - each.done for each in self.so_far.tables()}

    @precondition(lambda self: self.newer < NEWER_LISTS)
    @rule(pick=picks)
    def another_vote_comes(self, pick: int) -> None:
        """A newer absentee file, with a ballot of the voter of one of the envelopes."""
        state = self.envelope(pick, "approved", "released")
        sign_in(self.office, MAKER)
        sheet = self.office.review.sheet(state.number) if state is not None else None
        if not isinstance(sheet, Sheet) or sheet.elector is None:
            return
        self.newer += 1
        files, newest = files_in(self.made), Path(self.folder.name) / f"newest-{self.newer}.csv"
        write_newer(files.absentee, files.roll, newest, sheet.elector.registration_number, date(2020, 11, 6))
        preview = self.office.receive.preview("absentee_file", newest)
        self.do(MAKER, lambda office: office.receive.receive(preview, as_of=f"2020-11-06T18:0{self.newer}"))

    @rule(pick=picks, person=supervisors)
    def tell(self, pick: int, person: str) -> None:
        late = self.office.looking_up.late_hits()
        number = late[pick % len(late)].number if late else self.numbers[pick % len(self.numbers)]
        self.do(person, lambda office: office.looking_up.tell(number, "board", HOUR))

    @rule(pick=picks, person=handlers, difference=off)
    def count_a_bag(self, pick: int, person: str, difference: int) -> None:
        place, number = sorted(self.office.overview.counted_by("place").items())[pick % 3]
        self.do(
            person, lambda office: office.boxes.count_bag(str(place[0]), number + difference, 0, max(0, -difference))
        )

    @rule(name=st.sampled_from(["1", "2"]), what=st.sampled_from(["seal", "move", "open", "deliver"]), seal=picks)
    def box(self, name: str, what: str, seal: int) -> None:
        step, new = BoxStep(SECOND, HOUR), Sealed(name, "outer", (f"A{seal}",), "Vault")
        box = self.office.boxes.box(name)
        acts: Mapping[str, Does] = {
            "seal": lambda office: office.boxes.seal(new, step),
            "move": lambda office: office.boxes.move(name, "Truck", step),
            "open": lambda office: office.boxes.open(name, box.seals if box is not None else ["A0"], step),
            "deliver": lambda office: office.boxes.deliver(name, "Clerk of the court", step),
        }
        self.do(FIRST, acts[what])

    # in the count

    @rule(pick=picks, person=handlers, miscounted=off, flagged=st.sampled_from([0, 0, 1]))
    def scan(self, pick: int, person: str, miscounted: int, flagged: int) -> None:
        to_scan = sorted(self.office.tabulation.to_scan().items())
        (holds, apart), number = to_scan[pick % len(to_scan)] if to_scan else (("as_they_are", False), 1)
        ballots = max(1, number + miscounted)
        batch = ScannedBatch(f"ICC1/{next(self.made_up)}", holds, apart, ballots, HOUR, min(flagged, ballots))
        self.do(person, lambda office: office.tabulation.record_scan(batch))

    @while_there_is("scan")
    @rule(pick=picks, person=handlers, miscounted=off, what=st.sampled_from(["clear", "take", "take", "void"]))
    def on_a_scan(self, pick: int, person: str, miscounted: int, what: str) -> None:
        scans = self.office.tabulation.scans()
        if not scans:
            return
        scan = scans[pick % len(scans)]
        acts: Mapping[str, Does] = {
            "clear": lambda office: office.tabulation.clear_scan(scan, scan.flagged, HOUR),
            "take": lambda office: office.tabulation.take_into_results(scan, scan.ballots + miscounted, HOUR),
            "void": lambda office: office.tabulation.void_scan(scan, "", "The same ballots as the batch before"),
        }
        self.do(person, acts[what])

    @rule(person=supervisors, miscounted=off, part=st.sampled_from([1, 1, 1, 2]), over=st.booleans())
    def upload(self, person: str, miscounted: int, part: int, over: bool) -> None:
        scans = [scan for scan in self.office.tabulation.scans() if not scan.voided][::part]
        ballots = sum(scan.ballots for scan in scans) + miscounted
        file = f"{next(self.made_up):064x}"
        sent = SentFile(tuple(scan.id for scan in scans), file, "r.csv", ballots, "135-01", ballots, HOUR)
        self.do(person, lambda office: office.tabulation.upload(sent, "The state asked for it" if over else ""))

    @while_there_is("upload")
    @rule(pick=picks, person=supervisors, miscounted=off, what=st.sampled_from(["see", "see", "withdraw"]))
    def on_an_upload(self, pick: int, person: str, miscounted: int, what: str) -> None:
        uploads = self.office.tabulation.uploads()
        if not uploads:
            return
        upload = uploads[-1 - pick % len(uploads)]
        acts: Mapping[str, Does] = {
            "see": lambda office: office.tabulation.see(upload, upload.votes + miscounted, HOUR),
            "withdraw": lambda office: office.tabulation.withdraw(upload, HOUR, "The wrong file"),
        }
        self.do(person, acts[what])

    @rule(person=supervisors, differing=st.booleans())
    def reconcile(self, person: str, differing: bool) -> None:
        found = [("more_than_scanned", "135-001", 0, 1)] if differing else []
        held = held_results(self.office.record.head().size, *found)
        self.do(person, lambda office: office.tabulation.reconcile(held))

    @while_there_is("trouble")
    @rule(pick=picks, person=supervisors)
    def explain(self, pick: int, person: str) -> None:
        troubles = self.office.tabulation.troubles()
        if troubles:
            self.do(person, lambda office: office.tabulation.explain(troubles[pick % len(troubles)], "Counted again"))

    @rule(person=supervisors)
    def release(self, person: str) -> None:
        out = Path(self.folder.name) / f"release-{next(self.made_up)}"
        self.do(person, lambda office: office.releases.release(out))

    @while_there_is("release")
    @rule(pick=picks, person=supervisors, miscounted=off)
    def acknowledge(self, pick: int, person: str, miscounted: int) -> None:
        releases = self.office.accounts.account().releases
        if releases:
            release = releases[pick % len(releases)]
            said = Said("The tabulation room", HOUR, release.ballots + miscounted, release.id)
            self.do(person, lambda office: office.releases.acknowledge(release.id, said))

    @rule(person=st.sampled_from([SECRETARY, SUPERVISOR]), over=st.booleans())
    def certify(self, person: str, over: bool) -> None:
        missing = self.office.board.in_the_way()
        done = self.do(person, lambda office: office.board.certify(self.vote(), "It is Monday" if over else ""))
        assert isinstance(done, Refusal) or over or not missing

    # as an office does it

    @rule(steps=st.integers(1, 9))
    def go_on(self, steps: int) -> None:
        self.go_on_by(steps)

    @rule()
    def go_on_to_the_end(self) -> None:
        self.go_on_by(9)

    def go_on_by(self, steps: int) -> None:
        """Do the first so many steps with what there is, all of it and nothing miscounted."""
        for step in (
            self.everything_decided, self.everything_voted, self.everything_sorted, self.everything_opened,
            self.everything_duplicated, self.everything_scanned, self.everything_sent, self.everything_released,
            self.everything_explained,
        )[:steps]:  # fmt: skip
            step()

    def everything_decided(self) -> None:
        for __ in self.numbers:
            self.decide(0, "as recommended")
        if self.envelope(0, "determined") is not None:
            self.close_and_approve()

    def everything_voted(self) -> None:
        if self.office.board.ready():
            self.do(SUPERVISOR, lambda office: office.board.draw(asked=False, reason="What came since"))
        for docket in self.office.board.waiting():
            self.do(
                SECRETARY, lambda office, docket=docket: office.board.vote(docket, self.vote(), {}, self.ruled(docket))
            )

    def ruled(self, docket: DocketState) -> dict[str, Ruling]:
        """Count whatever a docket asks."""
        return dict.fromkeys(docket.questions, Ruling("count"))

    def everything_sorted(self) -> None:
        for left in self.office.tables.left():
            new = Sorted(left.what, left.numbers, len(left.numbers), (FIRST, SECOND), HOUR, left.apart, left.copy)
            self.do(FIRST, lambda office, new=new: office.tables.sort(new, {SECOND: cases.PASSWORDS[SECOND]}))

    def everything_opened(self) -> None:
        for pile in self.office.tables.piles():
            if pile.session or pile.what != "to_open":
                continue
            self.do(FIRST, lambda office, pile=pile: office.looking_up.look_up(pile.id))
            people = (FIRST, SECOND, MAKER)[: self.office.tables.least_people(pile)]
            found = FoundInside(number := len(self.office.tables.still_in(pile)), number)
            passwords = {who: cases.PASSWORDS[who] for who in people[1:]}
            seated = Seated(people, HOUR, HOUR)
            self.do(FIRST, lambda office, pile=pile, seated=seated, found=found, passwords=passwords: office.tables.open(
                pile.id, seated, found, passwords
            ))  # fmt: skip

    def everything_duplicated(self) -> None:
        for pile, number in self.to_copy().items():
            stock = Stock(number, number)
            session = next(each for each in self.office.tables.sessions() if each.pile == pile)
            people = (
                (MAKER, WITNESS) if MAKER not in session.people and WITNESS not in session.people else (FIRST, SECOND)
            )
            passwords = {people[1]: cases.PASSWORDS[people[1]]}
            if number > 0:
                self.do(people[0], lambda office, pile=pile, people=people, stock=stock, passwords=passwords: (
                    office.tables.duplicate(pile, Seated(people, HOUR, HOUR), stock, passwords)
                ))  # fmt: skip

    def everything_scanned(self) -> None:
        for at, number in enumerate(self.office.tabulation.to_scan().values()):
            if number > 0:
                self.scan(at, FIRST, 0, 0)
        for scan in self.office.tabulation.scans():
            if not scan.voided and not scan.is_reviewed:
                self.do(FIRST, lambda office, scan=scan: office.tabulation.clear_scan(scan, scan.flagged, HOUR))
        for scan in self.office.tabulation.scans():
            if not scan.voided and scan.in_results != scan.ballots:
                self.do(FIRST, lambda office, scan=scan: office.tabulation.take_into_results(scan, scan.ballots, HOUR))

    def everything_sent(self) -> None:
        standing = {scan.id for scan in self.office.tabulation.scans() if not scan.voided}
        uploads = self.office.tabulation.uploads()
        if not standing or (uploads and uploads[-1].seen >= 0 and set(uploads[-1].scans) == standing):
            return
        self.reconcile(SUPERVISOR, differing=False)
        self.upload(SUPERVISOR, 0, 1, over=False)
        newest = self.office.tabulation.uploads()[-1]
        self.do(SUPERVISOR, lambda office: office.tabulation.see(newest, newest.votes, HOUR))

    def everything_released(self) -> None:
        if self.office.releases.waiting():
            self.release(SUPERVISOR)
        for release in self.office.accounts.account().releases:
            if not release.acknowledged:
                said = Said("The tabulation room", HOUR, release.ballots, release.id)
                self.do(SUPERVISOR, lambda office, said=said: office.releases.acknowledge(said.reference, said))

    def everything_explained(self) -> None:
        for trouble in self.office.tabulation.troubles():
            if not trouble.settled:
                self.do(SUPERVISOR, lambda office, trouble=trouble: office.tabulation.explain(trouble, "Counted again"))

    @rule(minutes=st.integers(1, 200))
    def time_passes(self, minutes: int) -> None:
        self.clock.go_on_to(self.office.now() + timedelta(minutes=minutes))

    @invariant()
    def everything_holds(self) -> None:
        self.so_far.holds(self.office, self.numbers)
        self.there = frozenset(self.what_there_is())

    def what_there_is(self) -> Iterator[str]:
        """What somebody could do something to now."""
        office, statuses = self.office, {state.status for state in self.office.overview.states()}
        sessions, batches = office.tables.sessions(), office.batches.batches()
        something: Mapping[str, object] = {
            "to do": "to_do" in statuses,
            "to close": "determined" in statuses,
            "waiting": any(batch.status == "waiting" for batch in batches),
            "approved": statuses & {"approved", "released"},
            "docket": office.board.waiting(),
            "left": office.tables.left(),
            "pile": office.tables.piles(),
            "session": sessions,
            "exception": any(session.exceptions for session in sessions),
            "scan": office.tabulation.scans(),
            "upload": office.tabulation.uploads(),
            "trouble": office.tabulation.troubles(),
            "release": office.releases.releases(),
        }
        return (what for what, there in something.items() if there)
