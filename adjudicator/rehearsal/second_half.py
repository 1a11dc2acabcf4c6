"""The second half of a practice run: from the last day to the certified count, by the practice people.

Mistakes of November 2020 are planted on the way, in files and acts, one of each; what finds them is the account, which
knows nothing of the plan. Each is then put right or explained, as an office would.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from adjudicator.canvass.ceilings import may_count
from adjudicator.canvass.tally import APPROVED, COUNTING
from adjudicator.casework.acts.count.piles import Sorted
from adjudicator.casework.acts.count.sessions import FoundInside, Seated, Stock
from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile
from adjudicator.casework.acts.releasing import Said
from adjudicator.casework.record.count_state import PileState, ScanState, UploadState
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office.behind.time.clock import GoingClock
from adjudicator.office.behind.time.practice_clock import meeting_after
from adjudicator.practice.newest_lists import write_final, write_newer
from adjudicator.practice.results import results_of
from adjudicator.rehearsal.ready import Rehearsal, Tell
from adjudicator.rehearsal.rounds import PASSWORDS, approve, motion, must, review, sign_in, vote
from adjudicator.rehearsal.worker import ScriptedWorker
from adjudicator.words import _

PLANTS = (
    "scanned_not_uploaded", "hand_count_short", "late_absentee_return", "reopened_after_release", "scanned_twice",
    "upload_replaced", "duplicate_not_made",
)  # fmt: skip
"""What is planted by default, one of each."""

CLERKS, CUSTODIANS = ("rwhitfield", "tnakamura"), ("cdiaz", "mokoye")
SUPERVISOR, SECRETARY = "jbellamy", "vlang"

IN_A_PILE, LEAST_IN_A_PILE = 60, 10
SCANNER = "ICC1"
FLAGGED = 40
"""One ballot in so many waits for the review panel."""


@dataclass(slots=True)
class SecondHalf:
    """One case on its way to certified. `planted` names what was planted, as "code:subject"."""

    ready: Rehearsal
    out: Path
    definition: bytes
    seed: int
    clock: GoingClock
    worker: ScriptedWorker
    tell: Tell
    plants: frozenset[str] = frozenset(PLANTS)
    planted: list[str] = field(default_factory=list[str])

    def run(self) -> None:
        """Go the whole way; a supervisor is signed in at the beginning."""
        steps = (
            (_("Counting bags"), self._bags),
            (_("Receiving the newest lists"), self._newest_lists),
            (_("Voting"), self._meeting),
            (_("Sorting"), self._sort),
            (_("Looking up again"), self._look_up),
            (_("Releasing"), self._release),
            (_("Opening"), self._open),
            (_("Duplicating"), self._duplicate),
            (_("Scanning"), self._scan),
            (_("Uploading"), self._upload),
            (_("Certifying"), self._certify),
        )
        for at, (words, step) in enumerate(steps):
            self.tell(words, at, len(steps))
            step()
        self.tell(_("Certified"), len(steps), len(steps))

    # before the meeting

    def _bags(self) -> None:
        office = self.ready.office
        for person in (*CLERKS, *CUSTODIANS, SUPERVISOR):
            sign_in(office, person)
        for person in (*CLERKS, *CUSTODIANS, SUPERVISOR):
            must(office.tables.swear(person, (office.election.date - timedelta(days=1)).isoformat()))
        for (place,), number in sorted(office.overview.counted_by("place").items()):
            must(office.boxes.count_bag(str(place), number, 0, 0))

    def _newest_lists(self) -> None:
        """The evening of the last day: the final check-in list, and an absentee file with what came in until then."""
        office, files = self.ready.office, self.ready.files
        self._go_on_to(office.overview.last_day() + timedelta(hours=3))
        number, elector = self._late_voter() if "late_absentee_return" in self.plants else ("", "")
        newest = self.out / "absentee-final.csv"
        write_newer(files.absentee, files.roll, newest, elector, office.election.date + timedelta(days=3))
        if number:
            self.planted.append(f"late_absentee_return:{number}")
        hour = self._hour()
        sign_in(office, SUPERVISOR)
        final = self.out / "check_in-final.csv"
        write_final(files.check_in, final)
        must(office.receive.receive(office.receive.preview("check_in_list", final), as_of=hour, final=True))
        must(office.receive.receive(office.receive.preview("absentee_file", newest), as_of=hour))

    def _late_voter(self) -> tuple[str, str]:
        """An envelope that counts in full, and the registration number of its voter."""
        office = self.ready.office
        sign_in(office, CLERKS[0])
        for state in self._approved():
            if state.outcome == "count_full":
                elector = must(office.review.sheet(state.number)).elector
                if elector is not None:
                    return state.number, elector.registration_number
        return "", ""

    def _meeting(self) -> None:
        """The board meets on the Monday after; what is on its docket is looked up first, and what goes back is done again."""
        office = self.ready.office
        last = office.overview.last_day()
        self._go_on_to(datetime.combine(meeting_after(last.date()), time(14), last.tzinfo))
        if office.board.ready().batches and must(office.looking_up.look_up(office.board.next_docket())).back:
            self._decide_again()
        vote(office, self.tell)

    def _again(self) -> None:
        """What went back to review is reviewed, approved and voted on."""
        self._decide_again()
        vote(self.ready.office, self.tell)

    def _decide_again(self) -> None:
        """What went back to review is reviewed and approved; a supervisor is signed in afterwards."""
        office = self.ready.office
        sign_in(office, CLERKS[0])
        review(office, self.worker, self.tell)
        sign_in(office, SUPERVISOR)
        approve(office, self.tell)

    # at the tables

    def _sort(self) -> None:
        office = self.ready.office
        sign_in(office, CUSTODIANS[0])
        for left in office.tables.left():
            for numbers in _in_piles(left.numbers):
                new = Sorted(
                    left.what, numbers, len(numbers), CUSTODIANS, self._hour(), apart=left.apart, copy=left.copy
                )
                must(office.tables.sort(new, PASSWORDS))

    def _look_up(self) -> None:
        office = self.ready.office
        back = [number for pile in self._to_open() for number in must(office.looking_up.look_up(pile.id)).back]
        if back:
            self._again()
            self._sort()
            for pile in self._to_open():
                must(office.looking_up.look_up(pile.id))
        sign_in(office, SUPERVISOR)

    def _release(self) -> None:
        office = self.ready.office
        if not office.releases.waiting():
            return
        self._let_out("release")
        number = next((state.number for state in self._approved() if state.outcome == "count_full"), "")
        if "reopened_after_release" not in self.plants or not number:
            return
        must(office.review.reopen(number, "The supervisor wants the address looked at once more"))
        self.planted.append(f"reopened_after_release:{number}")
        self._again()
        self._let_out("release-2")
        self._sort()
        for pile in self._to_open():
            must(office.looking_up.look_up(pile.id))
        sign_in(office, SUPERVISOR)

    def _let_out(self, name: str) -> None:
        office = self.ready.office
        made = must(office.releases.release(self.out / name))
        ballots = next(each.ballots for each in office.accounts.account().releases if each.id == made.id)
        said = Said("The tabulation room", self._hour(), ballots, made.id)
        must(office.releases.acknowledge(made.id, said))

    def _open(self) -> None:
        office = self.ready.office
        sign_in(office, CUSTODIANS[0])
        for pile in self._to_open():
            people = CUSTODIANS if office.tables.least_people(pile) == len(CUSTODIANS) else (*CUSTODIANS, SUPERVISOR)
            number = len(office.tables.still_in(pile))
            if not number:
                continue
            short = "hand_count_short" in self.plants and not self._is_planted("hand_count_short")
            seated = Seated(people, self._hour(), self._hour())
            must(office.tables.open(pile.id, seated, FoundInside(number, number - short), PASSWORDS))
            if short:
                self.planted.append(f"hand_count_short:{pile.id}")
        self._explain("hand_count_short", "Counted again by both: two envelopes had stuck together")

    def _duplicate(self) -> None:
        office = self.ready.office
        sign_in(office, CLERKS[0])
        for pile in (pile for pile in office.tables.piles() if pile.copy and pile.session):
            missing = "duplicate_not_made" in self.plants and not self._is_planted("duplicate_not_made")
            done = len(pile.items) - self._left_before(pile) - missing
            if missing:
                self.planted.append(f"duplicate_not_made:{pile.id}")
            if done:
                self._copy(pile.id, done, spoiled=1)

    def _copy(self, pile: str, done: int, spoiled: int = 0) -> None:
        stock = Stock(done + spoiled + 1, done, spoiled, 1)
        seated = Seated(CLERKS, self._hour(), self._hour())
        must(self.ready.office.tables.duplicate(pile, seated, stock, PASSWORDS))

    def _left_before(self, pile: PileState) -> int:
        session = self.ready.office.tables.session(pile.session)
        return len(session.left) if session is not None else 0

    # in the count

    def _scan(self) -> None:
        self._go_on_to(self._local().replace(hour=20, minute=0))
        self._scan_what_is_left()
        batches = self._standing()
        if "scanned_twice" in self.plants and batches:
            newest = batches[-1]
            again = self._recorded(newest.holds, newest.ballots, apart=newest.apart)
            self.planted.append(f"scanned_twice:{again}")
            scan = next(each for each in self.ready.office.tabulation.scans() if each.id == again)
            must(self.ready.office.tabulation.void_scan(scan, newest.id, "The same ballots as the batch before"))

    def _scan_what_is_left(self) -> None:
        office = self.ready.office
        sign_in(office, CUSTODIANS[0])
        for (holds, apart), number in sorted(office.tabulation.to_scan().items()):
            for ballots in _in_batches(number):
                scan = self._recorded(holds, ballots, apart=apart, flagged=ballots // FLAGGED)
                state = next(each for each in office.tabulation.scans() if each.id == scan)
                if state.flagged:
                    must(office.tabulation.clear_scan(state, state.flagged, self._hour()))
                    state = next(each for each in office.tabulation.scans() if each.id == scan)
                must(office.tabulation.take_into_results(state, ballots, self._hour()))

    def _recorded(self, holds: str, ballots: int, *, apart: bool, flagged: int = 0) -> str:
        scan = f"{SCANNER}/{len(self.ready.office.tabulation.scans()) + 1}"
        batch = ScannedBatch(scan, holds, apart, ballots, self._hour(), flagged)
        must(self.ready.office.tabulation.record_scan(batch))
        return scan

    def _upload(self) -> None:
        """The mistakes first: uploaded before anything was reconciled, without a batch, and a duplicate that nobody made."""
        office = self.ready.office
        self._go_on_to(self._local().replace(hour=23, minute=5))
        sign_in(office, SUPERVISOR)
        batches = [scan.id for scan in self._standing()]
        if len(batches) > 1 and "scanned_not_uploaded" in self.plants:
            self._send(batches[:-1], "The state asked for figures before midnight")
            self.planted.append(f"scanned_not_uploaded:{batches[-1]}")
        elif self._is_planted("duplicate_not_made"):
            self._send(batches, "The state asked for figures before midnight")
        self._make_what_is_missing()
        sign_in(office, SUPERVISOR)
        self._reconcile()
        batches = [scan.id for scan in self._standing()]
        if len(batches) > 1 and "upload_replaced" in self.plants:
            whole = self._send(batches)
            self._send(batches[1:])
            self.planted.append(f"upload_replaced:{whole.id}")
        newest = self._send(batches)
        must(office.tabulation.see(newest, newest.votes, self._hour()))

    def _make_what_is_missing(self) -> None:
        pile = next((about.partition(":")[2] for about in self.planted if about.startswith("duplicate_not_made")), "")
        if pile:
            sign_in(self.ready.office, CLERKS[0])
            self._copy(pile, 1)
            self._scan_what_is_left()

    def _reconcile(self) -> None:
        office = self.ready.office
        held = office.tabulation.holding_against(self._results([scan.id for scan in self._standing()]))()
        must(office.tabulation.reconcile(held))

    def _send(self, scans: Sequence[str], override: str = "") -> UploadState:
        """Upload these batches; the next file of results is made for each."""
        office = self.ready.office
        sent = office.tabulation.looking_into(self._results(scans))()
        contest = next(iter(sorted(sent.votes, key=lambda each: office.election.contests[each].ordinal)), "")
        ballots = sum(scan.ballots for scan in office.tabulation.scans() if scan.id in scans)
        file = SentFile(
            tuple(scans), sent.digest, sent.name, ballots, contest, sent.votes.get(contest, 0), self._hour()
        )
        must(office.tabulation.upload(file, override))
        return office.tabulation.uploads()[-1]

    def _results(self, scans: Sequence[str]) -> Path:
        """A file of results of as many ballots as these batches have."""
        office = self.ready.office
        ballots = sum(scan.ballots for scan in office.tabulation.scans() if scan.id in scans)
        counting = [state for state in self._approved() if state.outcome in COUNTING][:ballots]
        number = sum(1 for __ in self.out.glob("results-*.csv")) + 1
        path = self.out / f"results-{number}.csv"
        counted = may_count(counting, office.election)
        path.write_bytes(results_of(office.election, self.definition, counted, self.seed + number))
        return path

    def _certify(self) -> None:
        """The last act of the run: the newest checkpoint is of the whole record."""
        office = self.ready.office
        self._go_on_to(self._local() + timedelta(days=1))
        if office.board.in_the_way():
            sign_in(office, SUPERVISOR)
            reason = "What is still held waits for papers that did not come; it is not counted"
            must(office.board.certify(motion(office, _("Resolved, that the count is certified.")), reason))
        else:
            sign_in(office, SECRETARY)
            must(office.board.certify(motion(office, _("Resolved, that the count is certified."))))

    # how

    def _explain(self, code: str, words: str) -> None:
        office = self.ready.office
        sign_in(office, SUPERVISOR)
        for trouble in office.tabulation.troubles():
            if trouble.code == code and not trouble.settled:
                must(office.tabulation.explain(trouble, words))

    def _is_planted(self, code: str) -> bool:
        return any(about.startswith(f"{code}:") for about in self.planted)

    def _approved(self) -> Iterable[EnvelopeState]:
        return (state for state in self.ready.office.overview.states() if state.status in APPROVED)

    def _to_open(self) -> list[PileState]:
        return [pile for pile in self.ready.office.tables.piles() if pile.what == "to_open" and not pile.session]

    def _standing(self) -> list[ScanState]:
        return [scan for scan in self.ready.office.tabulation.scans() if not scan.voided]

    def _go_on_to(self, moment: datetime) -> None:
        self.clock.go_on_to(moment)

    def _local(self) -> datetime:
        return self.ready.office.now()

    def _hour(self) -> str:
        return self._local().strftime("%Y-%m-%dT%H:%M")


def _in_piles(numbers: Sequence[str]) -> list[Sequence[str]]:
    """Piles of a size that two people open in one sitting; a rest that is too few goes with the last."""
    piles = [numbers[at : at + IN_A_PILE] for at in range(0, len(numbers), IN_A_PILE)]
    if len(piles) > 1 and len(piles[-1]) < LEAST_IN_A_PILE:
        *most, last, rest = piles
        piles = [*most, [*last, *rest]]
    return piles


def _in_batches(number: int) -> list[int]:
    """Ballots that go through the scanner together: two batches where there is more than one ballot."""
    half = number // 2
    return [part for part in (number - half, half) if part > 0]
