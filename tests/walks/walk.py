"""An election from its lists to certified at one real window, by keyboard: people sign in and out, and nothing but keys acts.

Where the walk looks at what stands (a screen, the office), it only reads. Files are chosen in the system's dialog, which is
answered for it; files that a county gets from outside are written beside the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from adjudicator.canvass.ceilings import may_count
from adjudicator.canvass.tally import APPROVED, COUNTING
from adjudicator.casework.record.count_state import PileState
from adjudicator.office import Office
from adjudicator.office.behind.law.laws import board_votes_under
from adjudicator.practice.make import PracticeFiles, make_practice
from adjudicator.practice.newest_lists import write_final, write_newer
from adjudicator.practice.papers import read_papers
from adjudicator.practice.results import results_of
from adjudicator.records.people import practice_people
from adjudicator.resources import DEFAULT_PACK
from adjudicator.words.dates import hour, long_day_and_hour
from tests.flows.hands import Hands, rows_of
from tests.flows.practice_case import DEFINITION, PASSWORDS, election
from tests.walks.worker import KeyboardReviewer
from ui.desks.count.words import SORTS
from ui.kit.file_dialog import FileDialog
from ui.shell.window import Window

NAMES = {person.id: person.name for person, _ in practice_people()}
CLERKS, CUSTODIANS = ("rwhitfield", "tnakamura"), ("cdiaz", "mokoye")
SUPERVISOR, SECRETARY = "jbellamy", "vlang"
AT_THE_TABLES = (*CLERKS, *CUSTODIANS, SUPERVISOR)

Results = dict[str, tuple[str, tuple[str, ...]]]
"""Outcome and contests of each envelope."""

IN_A_BATCH, IN_A_PILE, LEAST_IN_A_PILE = 100, 60, 10
MOST_ROUNDS, MOST_MEETINGS = 400, 4


@dataclass(frozen=True, slots=True)
class Begun:
    """A practice case with its people and nothing received, and the files that are to come in."""

    case: Path
    files: PracticeFiles


def begin(out: Path, seed: int, envelopes: int, electors: int) -> Begun:
    """Make the files and an empty practice case with the seven practice people."""
    definition = DEFINITION.read_bytes()
    files = make_practice(election(), definition, out, seed=seed, envelopes=envelopes, electors=electors)
    case = out / "practice.case"
    office = Office.create(
        case, definition, DEFINITION.name, mode="practice", board_votes=board_votes_under(DEFAULT_PACK)
    )
    assert isinstance(office, Office)
    for person, password in sorted(practice_people(), key=lambda pair: "administrator" not in pair[0].roles):
        office.people.add(person, password)
        if "administrator" in person.roles:
            office.people.sign_in(person.id, password)
    office.close()
    return Begun(case, files)


class ElectionWalk:
    """One election on its way, at one window. `tell` hears how far it is."""

    def __init__(self, hands: Hands, window: Window, begun: Begun, seed: int, tell: Callable[[str], object]) -> None:
        self._hands, self._window, self._begun, self._seed, self._tell = hands, window, begun, seed, tell
        self._reviewer = KeyboardReviewer(hands, window, read_papers(begun.files.papers), tell)
        self.reviewed: Results = {}
        self._motions = 0
        self._person = ""

    @property
    def keys(self) -> int:
        """How many keys the reviewers pressed."""
        return self._reviewer.keys

    def results(self) -> Results:
        """What came of each envelope so far: its outcome, and the contests that count."""
        states = self._office.overview.states()
        return {
            each.number: (each.outcome, each.determination.counted if each.determination else ()) for each in states
        }

    def whole_way(self) -> None:
        """From the lists to certified."""
        steps = (
            self.everybody, self.receive, self.swear, self.review, self.count_bags, self.close_the_period,
            self.newest_lists, self.meet, self.sort, self.look_up, self.release, self.open, self.duplicate, self.scan,
            self.reconcile_and_upload, self.certify, self.end_the_day,
        )  # fmt: skip
        for step in steps:
            self._tell(step.__name__)
            step()
            self.reviewed = self.reviewed or (self.results() if step == self.review else {})

    def everybody(self) -> None:
        """Each of the seven signs in once, which makes a key of their own, looks at the Overview, and leaves."""
        for person in NAMES:
            self._sit(person, "Overview")

    # the lists

    def receive(self) -> None:
        """The roll and the lists come in, and what the courts ordered."""
        self._sit(SUPERVISOR, "Receive")
        files = self._begun.files
        for file in (files.roll, files.absentee, files.check_in, files.envelopes):
            self._receive(file)

        self._enter_orders()

    def _enter_orders(self) -> None:
        """What the courts ordered, as it stands in the file of orders."""
        hands = self._sit(SUPERVISOR, "Setup")
        while "Orders of a court that keep polling places open" not in hands.words:
            hands.press("Ctrl+PgDown")
        for row in rows_of(self._begun.files.orders):
            begins, ends = (str(hour(datetime.fromisoformat(row[name]))) for name in ("from", "to"))
            hands.tab_to("Enter an order").press("Space")
            hands.write(row["number"]).press("Enter").write(row["court"]).press("Enter").write(row["judge"])
            hands.press("Enter").rewrite(begins).press("Enter").rewrite(ends).press("Enter")
            for place in row["places"].split(";"):
                hands.rewrite(place).press("Enter", "Space", "Shift+Tab")
            hands.press("Ctrl+Enter")
            hands.waits(lambda number=row["number"]: f"Enter order {number}" in hands.words)
            hands.press("Ctrl+Enter")
            assert row["number"] in {order.number for order in self._office.orders.all()}, hands.words

    def _receive(self, file: Path, as_of: str = "", *, final: bool = False) -> None:
        hands = self._hands
        self._choose_file(file)
        hands.waits(lambda: self._screen("receive").files.previewed is not None)
        if as_of:
            hands.tab_to("As of").write(as_of)
        if final:
            hands.tab_to("Final").press("Space")
        hands.press("Ctrl+Enter").waits(lambda: self._screen("receive").files.previewed is None)

    def swear(self) -> None:
        """Those who touch ballots took the oath."""
        hands = self._sit(SUPERVISOR, "Opening")
        for person in AT_THE_TABLES:
            hands.press("H")
            hands.tab_to("Who took the oath").choose(NAMES[person]).press("Tab").write("Nov 2").press("Ctrl+Enter")
            assert any(each.id == person and each.sworn for each in self._office.tables.handlers()), person

    def count_bags(self) -> None:
        """What each place brought is held against its numbered list, once slips in the places were put right."""
        hands = self._sit(CLERKS[0], "Receive").press("Alt+3", "B")
        received = self._office.overview.counted_by("place")
        for _ in received:
            chosen = self._screen("receive").bags.chosen
            assert chosen is not None, hands.words
            hands.write(str(received[chosen.id,])).press("Enter", "Enter", "Enter")
        assert len(self._office.boxes.bags()) == len(received), hands.words

    # decisions

    def review(self) -> None:
        """Everything that is to do is reviewed, closed into batches, and approved by another person."""
        self._set_clock("closing")
        while self._office.now() < self._reviewer.last_arrival(self._office.now()):
            self._set_clock("morning")
        while self._counted("to_do"):
            self._sit(CLERKS[0], "Review")
            self._hands.waits(lambda: self._screen("review").nothing is not None or bool(self._screen("review").number))
            self._reviewer.work_all(IN_A_BATCH)
            self._close_batch()
        self._approve()

    def _close_batch(self) -> None:
        hands = self._hands.desk("Batches")
        if self._office.batches.closable():
            hands.press("Ctrl+Enter").sees("closed with")

    def _approve(self) -> None:
        waiting = [batch.id for batch in self._office.batches.batches() if batch.status == "waiting"]
        if not waiting:
            return
        hands = self._sit(SUPERVISOR, "Batches")
        for _ in waiting:
            hands.desk("Batches").press("Enter")
            assert self._screen("batches").open is not None, hands.words
            hands.look_through().press("Ctrl+Enter")
            if self._screen("batches").ask is not None:  # departures are named once more
                hands.press("Ctrl+Enter")
            hands.sees("approved, not yet released")
            if self._screen("batches").open is not None:
                hands.press("Esc")
        assert not [batch for batch in self._office.batches.batches() if batch.status == "waiting"]

    def close_the_period(self) -> None:
        """The supervisor closes the period; what is held goes back, and is decided without what did not come."""
        hands = self._sit(SUPERVISOR, "Overview")
        hands.tab_to("Close the period").press("Space").sees("Close the period?").press("Ctrl+Enter")
        assert self._office.case.period_closed, hands.words
        if self._counted("held"):
            self._sit(CLERKS[0], "Holds").tab_to("Bring").press("Space").press("Ctrl+Enter")
            assert not self._counted("held"), self._hands.words
            self.review()

    def newest_lists(self) -> None:
        """On the day of the meeting: the final check-in list, and the newest absentee file."""
        self._set_clock("meeting")
        files, out = self._begun.files, self._begun.case.parent
        final, newest = out / "check_in-final.csv", out / "absentee-final.csv"
        write_final(files.check_in, final)
        write_newer(files.absentee, files.roll, newest, "", self._office.election.date + timedelta(days=3))
        self._sit(SUPERVISOR, "Receive")
        self._receive(final, "Nov 9, 8:00 a.m.", final=True)
        self._receive(newest, "Nov 9, 8:00 a.m.")

    # the board

    def meet(self) -> None:
        """A docket is drawn, and the secretary enters the vote on it; what the board ruled on is decided by that, and drawn
        again.
        """
        for _ in range(MOST_MEETINGS):
            ready = self._office.board.ready()
            if not ready.batches and not ready.questions:
                return
            self._vote()
            self.review()
        raise AssertionError("the board never comes to an end")

    def _vote(self) -> None:
        """What is ready is looked up once more, drawn, and voted on; where something goes back, that comes first."""
        hands = self._sit(SUPERVISOR, "Board")
        if self._screen("board").ready.look_up:
            hands.press("L").waits_for("looked up in the newest lists")
        if self._counted("to_do"):
            return
        before = len(self._office.board.dockets())
        hands.press("D").waits(lambda: len(self._office.board.dockets()) == before + 1)
        hands = self._sit(SECRETARY, "Board")
        while self._office.board.waiting():
            hands.press("V")
            form = self._screen("board").form
            assert form is not None, hands.words
            for _ in form.cases:
                hands.press("1")
            self._motion()

    def _motion(self, why: str = "") -> None:
        """Write the motion that is asked for: its number, four votes for it."""
        self._motions += 1
        hands = self._hands.tab_to("Motion number").write(f"2020-{self._motions}").tab_to("For").write("4")
        if why:
            hands.tab_to("Why it is certified").write(why)
        hands.press("Ctrl+Enter")
        assert self._screen("board").form is None, hands.words

    # at the tables

    def sort(self) -> None:
        """Everything that was voted on lies in piles, sorted and counted by two people."""
        hands = self._sit(CUSTODIANS[0], "Opening")
        for numbers in self._piles_to_sort():
            left = self._office.tables.left()[0]
            hands.press("S").tab_to("Counted by hand").write(str(len(numbers)))
            if len(numbers) != len(left.numbers):
                hands.tab_to("Only these envelopes").write(" ".join(numbers))
            before = len(self._office.tables.piles())
            self._take_seats((CUSTODIANS[1],))
            assert len(self._office.tables.piles()) == before + 1, hands.words

    def _piles_to_sort(self) -> Iterator[Sequence[str]]:
        for _ in range(MOST_ROUNDS):
            left = self._office.tables.left()
            if not left:
                return
            numbers = left[0].numbers
            yield numbers if len(numbers) < IN_A_PILE + LEAST_IN_A_PILE else numbers[:IN_A_PILE]
        raise AssertionError(f"piles without end\n---\n{self._hands.words}")

    def look_up(self) -> None:
        """Each pile is looked up once more; what goes back is decided, approved, voted on and sorted again."""
        for _ in range(3):
            back = [number for pile in self._to_open() for number in self._looked_up(pile)]
            if not back:
                return
            self.review()
            self.meet()
            self.sort()
        raise AssertionError("what is looked up never comes to rest")

    def _looked_up(self, pile: PileState) -> Sequence[str]:
        hands = self._sit(CUSTODIANS[0], "Opening")
        before = self._counted("to_do")
        self._go_to_pile(pile.id)
        hands.press("L").waits_for("looked up in the newest lists")
        return ["back"] * (self._counted("to_do") - before)

    def open(self) -> None:
        """Two people open each pile."""
        hands = self._sit(CUSTODIANS[0], "Opening")
        for pile in self._to_open():
            number = len(self._office.tables.still_in(pile))
            if not number:
                continue
            self._go_to_pile(pile.id)
            hands.press("O").tab_to("Opened, counted by hand").write(str(number))
            hands.tab_to("Begins").write(self._hour())
            least = self._office.tables.least_people(pile)
            self._take_seats((CUSTODIANS[1],) if least == len(CUSTODIANS) else (CUSTODIANS[1], SUPERVISOR))
            assert not any(each.id == pile.id for each in self._to_open()), hands.words

    def duplicate(self) -> None:
        """Two others copy what has to be copied."""
        piles = [pile for pile in self._office.tables.piles() if pile.session and self._to_copy(pile)]
        if not piles:
            return
        hands = self._sit(CLERKS[0], "Opening")
        for pile in piles:
            number = self._to_copy(pile)
            self._go_to_pile(pile.id)
            hands.press("D").tab_to("Blank ballots given out").write(str(number + 2))
            hands.tab_to("Duplicates done").write(str(number)).tab_to("Spoiled").rewrite("1")
            hands.tab_to("Returned").rewrite("1").tab_to("Begins").write(self._hour())
            before = len(self._office.tables.sessions())
            self._take_seats((CLERKS[1],), "Witness")
            assert len(self._office.tables.sessions()) == before + 1, hands.words

    def _to_copy(self, pile: PileState) -> int:
        return self._office.table_papers.to_copy(pile)

    def _to_open(self) -> list[PileState]:
        return [pile for pile in self._office.tables.piles() if pile.what == "to_open" and not pile.session]

    def _go_to_pile(self, pile: str) -> None:
        """Go with the arrows to a pile of the list."""
        hands = self._hands.tab_to("List of piles").press("Home")
        for _ in range(MOST_ROUNDS):
            chosen = self._screen("opening").tables.chosen
            if chosen is not None and chosen.id == pile:
                return
            hands.press("Down")
        raise AssertionError(f"the arrows never came to pile {pile}\n---\n{hands.words}")

    def _take_seats(self, people: Sequence[str], first: str = "Second person") -> None:
        """The others at the table are named, type their passwords, and the form is recorded."""
        hands = self._hands
        for person, seat in zip(people, (first, "Third person"), strict=False):
            hands.tab_to(seat).choose(NAMES[person]).press("Tab").write(PASSWORDS[person])
        hands.press("Ctrl+Enter")

    # out, and into the count

    def release(self) -> None:
        """The tabulation room gets what it works from, and says that it has it."""
        hands = self._sit(SUPERVISOR, "Release").press("Ctrl+Enter")
        hands.waits(lambda: bool(self._office.releases.releases()))
        made = self._office.releases.releases()[0]
        ballots = next(each.ballots for each in self._office.accounts.account().releases if each.id == made.id)
        hands.press("A").tab_to("Ballots, as the tabulation room counted them").write(str(ballots))
        hands.tab_to("Who said so").write("Dana Reyes").press("Ctrl+Enter").sees("is acknowledged")

    def scan(self) -> None:
        """What was opened goes through the scanner, and into the county's results."""
        self._set_clock("opening")
        hands = self._sit(CUSTODIANS[0], "In the count?")
        while any(self._office.tabulation.to_scan().values()):
            values = self._screen("count").scanner.values
            ballots = self._office.tabulation.to_scan()[SORTS[values["sort"]]]
            number = len(self._office.tabulation.scans()) + 1
            hands.tab_to("Batch").rewrite(f"ICC1/{number}").press("Enter").write(str(ballots)).press("Enter")
            assert len(self._office.tabulation.scans()) == number, hands.words
        hands.tab_to("List of scanner batches").press("I")
        for _ in self._office.tabulation.scans():
            asked = self._screen("count").scanner
            hands.write(
                str(next(each.ballots for each in self._office.tabulation.scans() if each.id == asked.chosen.id))
            )
            hands.press("Enter")
        assert all(scan.in_results == scan.ballots for scan in self._office.tabulation.scans()), hands.words

    def reconcile_and_upload(self) -> None:
        """Results are held against the ballots that may count, sent to the state, and seen on its site."""
        results = self._results()
        hands = self._sit(SUPERVISOR, "In the count?").press("Alt+3")
        self._choose_file(results)
        hands.waits(lambda: self._screen("count").results.read is not None)
        hands.press("Ctrl+Enter").waits(lambda: self._screen("count").results.read is None)
        hands.press("Alt+2")
        self._choose_file(results)
        hands.waits(lambda: self._screen("count").uploads.sending is not None)
        hands.press("Ctrl+Enter")
        assert self._office.tabulation.uploads(), hands.words
        votes = self._office.tabulation.uploads()[-1].votes
        hands.tab_to("List of uploads").press("S").write(str(votes)).press("Enter").sees("Upload U0001: recorded")

    def _results(self) -> Path:
        ballots = sum(scan.ballots for scan in self._office.tabulation.scans() if not scan.voided)
        approved = (state for state in self._office.overview.states() if state.status in APPROVED)
        counting = [state for state in approved if state.outcome in COUNTING][:ballots]
        path = self._begun.case.parent / "results-1.csv"
        counted = may_count(counting, self._office.election)
        path.write_bytes(results_of(self._office.election, DEFINITION.read_bytes(), counted, self._seed))
        return path

    def certify(self) -> None:
        """The board certifies."""
        self._set_clock("certification")
        why = "" if not self._office.board.in_the_way() else "What does not fit is explained in the minutes"
        hands = self._sit(SUPERVISOR if why else SECRETARY, "Board").press("C")
        assert self._screen("board").form is not None, hands.words
        self._motion(why)
        hands.sees("Certified by motion")

    def end_the_day(self) -> None:
        """The supervisor closes the day."""
        hands = self._sit(SUPERVISOR, "Overview").press("D").sees("Close the day").press("Ctrl+Enter")
        hands.sees("The day is closed").sign_out()
        self._person = ""

    # how

    @property
    def _office(self) -> Any:
        """The office behind the window: read, and never called to act."""
        return self._window._office

    def _screen(self, desk: str) -> Any:
        return self._window._pages[desk].presenter.screen

    def _counted(self, status: str) -> int:
        return sum(state.status == status for state in self._office.overview.states())

    def _sit(self, person: str, desk: str) -> Hands:
        """Have a person sit down at a desk, in place of whoever sat there."""
        if self._person != person:
            if self._person:
                self._hands.sign_out()
            self._hands.sign_in(person, PASSWORDS[person]).sees(NAMES[person])
            self._person = person
        return self._hands.desk(desk)

    def _set_clock(self, point: str) -> None:
        """Set the practice clock on, where that is still to come."""
        points = [each.id for each in self._office.practice_clock.points()]
        if point in points:
            if not self._person:
                self._sit(SUPERVISOR, "Overview")
            self._hands.press("F7", str(points.index(point) + 1), "Ctrl+Enter").sees("The practice clock says")

    def _hour(self) -> str:
        return str(long_day_and_hour(self._office.now()))

    def _choose_file(self, file: Path) -> None:
        """Press the key for a file; the system's dialog gives this one."""
        asked, FileDialog.file = FileDialog.file, staticmethod(lambda *_, **__: str(file))
        try:
            self._hands.press("Ctrl+O")
        finally:
            FileDialog.file = asked
