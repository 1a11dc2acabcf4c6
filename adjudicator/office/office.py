"""One open case and its desks."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from adjudicator.at_rest.durable import write_new
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.case_acts import NewCase, open_case
from adjudicator.casework.record.catalogue import FORM, UNFIT
from adjudicator.casework.record.entry import Entry, Salts, instant, seal
from adjudicator.casework.record.signing import ACT_BYTES, fingerprint
from adjudicator.casework.record.state import CaseState
from adjudicator.export.paper.recovery_sheet import recovery_sheet
from adjudicator.intake.definition import read_definition
from adjudicator.law.days.calendar import days_of
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.rules.pack import Pack
from adjudicator.log.case_log import CaseLog
from adjudicator.log.file.errors import damaged, exists, missing, refuse_nameless, the_world
from adjudicator.log.file.place import refuse_network_drive
from adjudicator.office.behind.files import leftovers
from adjudicator.office.behind.files.case_file import CaseFile
from adjudicator.office.behind.files.rolls import FoundRoll, WantedRoll, attached_roll, checked_roll, wanted_roll
from adjudicator.office.behind.law.calendar import stored_calendar, stored_deadlines
from adjudicator.office.behind.law.laws import law_for, law_of
from adjudicator.office.behind.law.replay import election_of
from adjudicator.office.behind.room import Listener, Room
from adjudicator.office.behind.station import NO_STATION, Station
from adjudicator.office.behind.time.clock import Clock, machine_clock, machine_salts
from adjudicator.office.behind.time.practice_clock import case_clock
from adjudicator.office.behind.time.set_back import ClockWatch
from adjudicator.office.behind.unsettled import SettledAct, UnsettledAct
from adjudicator.office.desks.at_rest import AtRestDesk
from adjudicator.office.desks.backups import BackupDesk
from adjudicator.office.desks.batches import BatchDesk
from adjudicator.office.desks.contacts import ContactsDesk
from adjudicator.office.desks.count.account import AccountDesk
from adjudicator.office.desks.count.board import BoardDesk
from adjudicator.office.desks.count.board_papers import BoardPapersDesk
from adjudicator.office.desks.count.boxes import BoxesDesk
from adjudicator.office.desks.count.looking_up import LookingUpDesk
from adjudicator.office.desks.count.table_papers import TablePapersDesk
from adjudicator.office.desks.count.tables import TablesDesk
from adjudicator.office.desks.count.tabulation import TabulationDesk
from adjudicator.office.desks.counter import CounterDesk
from adjudicator.office.desks.day import DayDesk, DayDesks
from adjudicator.office.desks.drafts import DraftsDesk
from adjudicator.office.desks.explanation import ExplanationDesk
from adjudicator.office.desks.in_hand import WhoseDesk
from adjudicator.office.desks.labels import LabelsDesk
from adjudicator.office.desks.law import LawDesk
from adjudicator.office.desks.mistakes import MistakeDesk
from adjudicator.office.desks.orders import OrderDesk
from adjudicator.office.desks.overview import OverviewDesk
from adjudicator.office.desks.people import PeopleDesk
from adjudicator.office.desks.practice_clock import PracticeClockDesk
from adjudicator.office.desks.progress import ProgressDesk
from adjudicator.office.desks.receive import ReceiveDesk
from adjudicator.office.desks.record import RecordDesk
from adjudicator.office.desks.release import ReleaseDesk
from adjudicator.office.desks.review import ReviewDesk
from adjudicator.office.desks.scans import ScansDesk
from adjudicator.office.desks.second import SecondDesk
from adjudicator.office.desks.sharing import SharingDesk
from adjudicator.office.desks.sitting import SittingDesk
from adjudicator.office.desks.voter_papers import VoterPapersDesk
from adjudicator.office.desks.vouching import VouchingDesk
from adjudicator.people.keys import SigningKey
from adjudicator.people.words import secret_words
from adjudicator.port.acts import Document, NewAct
from adjudicator.records.election import Election
from adjudicator.records.trouble import Problem, Refusal, WorldError
from adjudicator.resources import holidays_of
from adjudicator.roll import Roll, RollInfo
from adjudicator.shared.reaching import Reach, open_record
from adjudicator.shared.record import SharedRecord
from adjudicator.words import ENGLISH, Language, _

LATER: Literal["later"] = "later"
RollCheck = Callable[[int, int], None] | Literal["later"]
"""Who hears of the checking of a roll; or that it is done after the case was opened, on another thread."""


@dataclass(frozen=True, slots=True)
class TimeAndChance:
    """Time and chance for a case: the machine's, or from a seed in a headless practice run."""

    clock: Clock = machine_clock
    salts: Salts = machine_salts
    case_id: Callable[[], str] = lambda: secrets.token_hex(8)

    def act(self, entries: Iterable[Entry], documents: Sequence[Document] = ()) -> NewAct:
        """An act that the program does by itself."""
        sealed = [seal(entry, self.salts) for entry in entries]
        return NewAct(self.salts()[:ACT_BYTES], sealed, documents=documents)


MACHINE = TimeAndChance()


@dataclass(frozen=True, slots=True)
class Recovery:
    """A recovery key: 24 words for paper, and the fingerprint (hexadecimal) that the case keeps of it."""

    words: str
    fingerprint: str

    def __repr__(self) -> str:
        return f"Recovery({self.fingerprint[:12]}...)"


def new_recovery(salts: Salts = machine_salts) -> Recovery:
    """Draw a recovery key. It is kept nowhere: the maker of the case prints its words."""
    seed = salts()
    return Recovery(secret_words(seed), fingerprint(SigningKey(seed).public.hex()))


def refuse_place(path: Path) -> None:
    """Raise WorldError where no case file can be made under a path: "no_name", "exists", "missing" for its folder,
    "network_drive".
    """
    refuse_nameless(path)
    if os.path.lexists(path):
        raise exists(path)
    if not path.parent.is_dir():
        raise missing(path.parent)
    refuse_network_drive(path)


def write_recovery_sheet(
    out: Path, recovery: Recovery, election: Election, now: datetime, language: Language = ENGLISH
) -> None:
    """Write the sheet (PDF) with the words of a recovery key, for its owner alone; `now` carries the county's time zone.

    Raises WorldError: "exists" where there is such a file, and what the disk says.
    """
    refuse_nameless(out)
    sheet = recovery_sheet(recovery.words, recovery.fingerprint, election, now, language)
    with the_world(out):
        write_new(out, sheet)


class Office:
    """One open case: its desks, and who is told when something happens."""

    def __init__(self, room: Room, file: CaseFile) -> None:
        self._room, self._file = room, file
        self.whose = WhoseDesk(room)
        self.people = PeopleDesk(room, self.whose)
        self.vouching = VouchingDesk(room)
        self.receive = ReceiveDesk(room, file)
        self.scans = ScansDesk(room, file, self.receive)
        self.review = ReviewDesk(room, self.whose)
        self.batches = BatchDesk(room)
        self.looking_up = LookingUpDesk(room)
        self.tables = TablesDesk(room)
        self.boxes = BoxesDesk(room)
        self.table_papers = TablePapersDesk(room, self.tables, self.boxes, self.looking_up)
        self.labels = LabelsDesk(room)
        self.tabulation = TabulationDesk(room)
        self.contacts = ContactsDesk(room)
        self.counter = CounterDesk(room)
        self.voter_papers = VoterPapersDesk(room, self.contacts)
        self.record = RecordDesk(room, file)
        self.board = BoardDesk(room, self.looking_up)
        self.board_papers = BoardPapersDesk(room, self.board, self.record)
        self.releases = ReleaseDesk(room, file, self.board)
        self.explanations = ExplanationDesk(room)
        self.overview = OverviewDesk(room)
        self.accounts = AccountDesk(room)
        self.progress = ProgressDesk(room)
        self.orders = OrderDesk(room)
        self.law = LawDesk(room)
        self.at_rest = AtRestDesk(room, file)
        self.drafts = DraftsDesk(room)
        self.second = SecondDesk(room, self.batches)
        room.blind = self.second.blind
        self.mistakes = MistakeDesk(room)
        self.sittings = SittingDesk(room)
        self.sharing = SharingDesk(room, file)
        self.backups = BackupDesk(room, file)
        self.practice_clock = PracticeClockDesk(room)
        self.day = DayDesk(
            room,
            DayDesks(
                self.overview,
                self.board,
                self.tables,
                self.boxes,
                self.tabulation,
                self.releases,
                self.record,
                self.backups,
                self.mistakes,
            ),
        )

    @classmethod
    def create(  # noqa: PLR0913 - all that a case is made of
        cls, path: Path, definition: bytes, name: str, *, rules: str = "", reason: str = "",
        mode: str = "live", chance: TimeAndChance = MACHINE, passphrase: Passphrase | None = None,
        station: Station = NO_STATION, recovery: str = "", board_votes: str = "off",
    ) -> Office | tuple[Problem, ...]:  # fmt: skip
        """Make a case file from a definition's bytes; gives the problems instead where it has errors.

        `rules` is the id of its pack; left empty it is the one of the product that fits the election's day best. For a pack
        that is not the law on that day, and in a live case for an example, `reason` says why, and stays with the case as a
        public text; without one that is a problem too. KeyError for a pack that there is not.

        `board_votes` is a code of `records.count.BOARD_VOTES`: when the board votes; "off" where it does not.

        With a passphrase the file is encrypted. `recovery` is the fingerprint of the recovery key (see `new_recovery`).

        The case carries the definition and the pack's tables, and the law's days are worked out once and stored: holiday
        tables of libraries change, a case's days do not. Raises WorldError where the file exists or cannot be written.
        """
        refuse_nameless(path)
        election, problems = read_definition(definition, name)
        if election is None:
            return problems
        law = law_for(election.date, name, rules, reason, live=mode == "live")
        if isinstance(law, tuple):
            return law
        documents = (Document.of("definition", definition.decode("utf-8-sig")), Document.of("pack", law.tables()))
        new = _new_case(
            election, law, documents, id=chance.case_id(), mode=mode, recovery=recovery, board_votes=board_votes
        )
        clock = case_clock(mode, chance.clock, election)
        acted = open_case(new, Act(instant(clock()), ""))
        if isinstance(acted, Refusal):
            raise AssertionError(acted.words)
        log = CaseLog.create(path, chance.act(acted, documents), passphrase)
        room = _room(log, None, replace(chance, clock=clock))
        room.station = station
        return cls(room, CaseFile(log))

    @classmethod
    def open(  # noqa: PLR0913 - whose file it is, and how it is opened
        cls, path: Path, *, roll: Path | None = None, chance: TimeAndChance = MACHINE, read_only: bool = False,
        station: Station = NO_STATION, passphrase: Passphrase | None = None, checking: RollCheck | None = None,
        reach: Reach | None = None,
    ) -> Office:  # fmt: skip
        """Open a case file; `reach` says how a station's copy comes to its server, without which it is looked at. The roll is
        the given one, else the one last attached, where its file still is.

        A roll file that this station has not checked since it was written is read whole, which takes a second for each 50,000
        electors; `checking` hears how far it is. With LATER a long one is not in use until `receive.read_roll` has done that.

        Opened `read_only` it can be looked at, and every act raises WorldError. `station` is the workstation's memory of
        the cases it has seen.

        Raises WorldError: not a case file, newer version, read-only, locked, damaged, no passphrase that fits.
        """
        log = open_record(path, passphrase, reach, read_only=read_only, clock=chance.clock)
        if isinstance(log, SharedRecord):
            chance = replace(chance, clock=log.server_clock(chance.clock))
        try:
            given = FoundRoll(checked_roll(roll, log.passphrase, station)) if roll else None
            told = None if checking is None or checking == LATER else checking
            found = given or attached_roll(log, station, later=checking == LATER, progress=told)
            room = _room(log, found.roll, chance)
            room.roll_later, room.roll_trouble = found.later, found.trouble
            room.station, continuity = station, station.continuity(log)
            if log.is_of_a_station and station.is_behind(log):  # it is the server that has the record
                continuity = "extends"
            room.is_another_story = continuity == "differs"
            room.left = station.left_behind(log) if continuity in ("parted", "unknown") else None
            room.cleared = leftovers.clear(room, CaseFile(log), room.roll)
            if isinstance(log, SharedRecord):
                room.unsettled += (
                    UnsettledAct.sent_before(each.id, each.bodies, each.subjects) for each in log.waiting
                )
            if room.roll is not None and not read_only:
                station.note_use(room.case.id, path, room.roll.path)
            return cls(room, CaseFile(log, reach))
        except UNFIT as error:
            log.close()
            raise damaged(path, _("its definition, its pack or its state cannot be read")) from error
        except BaseException:
            log.close()
            raise

    @property
    def case(self) -> CaseState:
        """The case's state."""
        return self._room.case

    @property
    def election(self) -> Election:
        """The election."""
        return self._room.election

    @property
    def recommender(self) -> Recommender:
        """The law in force."""
        return self._room.recommender

    @property
    def roll(self) -> RollInfo | None:
        """What the roll in use is; who is on it, Review alone looks up."""
        return self._room.roll.info if self._room.roll is not None else None

    @property
    def missing_roll(self) -> WantedRoll | None:
        """The roll that the case names where it is not the one in use: it was moved, renamed, or another was given."""
        wanted, roll = self.case.roll, self._room.roll
        return wanted_roll(self._file.log) if wanted and (roll is None or roll.info.id != wanted) else None

    @property
    def roll_later(self) -> Path | None:
        """The file of the roll where it is still to be checked; until then it is not in use."""
        return self._room.roll_later

    @property
    def roll_trouble(self) -> WorldError | None:
        """Why the file that should be the roll is not in use: it is not what its id says."""
        return self._room.roll_trouble if self._room.roll is None else None

    @property
    def path(self) -> Path:
        """The case file."""
        return self._file.path

    @property
    def last_saved(self) -> str:
        """Instant of the newest entry this program wrote, empty before the first."""
        return self._room.last_saved

    def now(self) -> datetime:
        """The present moment in the county's time zone."""
        return self._room.now()

    def local(self, at: str) -> datetime:
        """An instant of the record in the county's time zone."""
        return datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC).astimezone(self._room.zone)

    def follow(self) -> bool:
        """Tell listeners what other windows and programs have recorded since; whether there was anything. Cheap if not."""
        return self._room.follow()

    @property
    def unsettled(self) -> Refusal | None:
        """The first act of which nobody knows yet whether it was recorded, as it is said; None where there is none."""
        return next((asked.refusal for asked in self._room.unsettled), None)

    @property
    def on_its_way(self) -> str:
        """That the first act which is not settled is being recorded, in words; empty where its answer should have come."""
        return next((asked.on_its_way for asked in self._room.unsettled), "")

    def settle(self) -> tuple[str, ...]:
        """Ask again after the acts that are not settled; gives what became of those that are now, a sentence each."""
        return tuple(each.words for each in self.settled())

    def settled(self) -> tuple[SettledAct, ...]:
        """Ask again after the acts that are not settled; gives those that are now."""
        return tuple(
            SettledAct(asked.acted, answer if isinstance(answer, Refusal) else None, asked.came_to(answer))
            for asked, answer in self._room.settle()
        )

    def when_unsettled(self, listener: Callable[[], None]) -> None:
        """Be told when nobody knows for the moment whether an act was recorded."""
        self._room.waiters.append(listener)

    def listen(self, listener: Listener) -> None:
        """Be told of every entry after it is durable."""
        self._room.listeners.append(listener)

    def may(self, act: str) -> Refusal | None:
        """Why the person signed in may not do something, None where they may."""
        return self._room.allowed(act)

    @property
    def closed(self) -> Refusal | None:
        """Why nothing can be recorded here at all, None where it can: "read_only" to look at, "stopped" by the disk,
        "another_story" or "left_behind" where the file is not the one that this workstation left."""
        return self._room.closed()

    @property
    def stopped(self) -> WorldError | None:
        """What stopped all recording, None while acts are taken."""
        return self._room.log.stopped

    @property
    def clock_behind(self) -> str:
        """The instant of the newest entry where the machine's clock stands before it by more than two minutes, else empty."""
        watch = self._room.watch
        return watch.newest if watch.behind(instant(self._room.clock())) else ""

    @property
    def is_another_story(self) -> bool:
        """Whether the file is not the one that this workstation left; then nothing can be signed on it."""
        return self._room.is_another_story

    @property
    def left_behind(self) -> str:
        """From where the file goes on and what it lacks of what this workstation saw, in words, or that this is not known.

        Empty where it lacks nothing. Until `go_on` nothing can be recorded.
        """
        return self._room.left_words()

    @property
    def is_in_doubt(self) -> bool:
        """Whether what this workstation remembered of the case cannot be read, until somebody goes on."""
        return self._room.left is not None and self._room.left.unreadable

    def go_on(self) -> Refusal | None:
        """Go on with a file that left entries behind, as a supervisor or administrator; None when it is done."""
        refusal = self._room.allowed("go_on")
        if refusal is not None or self._room.left is None:
            return refusal
        self._room.left = None
        self._room.station.go_on(self._room.log)
        person, act = self._room.person, self._room.act()
        if person is not None and person.own_key:  # else they make their own key when they sign in next
            self._room.put((act.entry("person.signed_in", {"person": person.id}),))  # it could not be recorded before
        return None

    def close(self) -> None:
        """Close the case file, and the roll; the workstation keeps in mind where the record stood."""
        if self._room.closed() is None:
            self._room.station.remember(self._room.log)
        self._room.log.close()
        if self._room.roll is not None:
            self._room.roll.close()


def _new_case(election: Election, law: Pack, documents: Sequence[Document], **named: str) -> NewCase:
    """A case on an election under a pack, with its days worked out; `documents` are its definition and the pack's tables."""
    days, zone = days_of(law, election, holidays_of(election.state)), ZoneInfo(election.time_zone)
    definition, pack = (document.digest for document in documents)
    return NewCase(
        county=election.county,
        election=election.name,
        time_zone=election.time_zone,
        definition=definition,
        rules=law.id,
        pack=law.digest,
        pack_document=pack,
        deadlines=stored_deadlines(days, zone),
        calendar=stored_calendar(days, zone),
        form=FORM,
        **named,
    )


def _room(log: CaseLog, roll: Roll | None, chance: TimeAndChance) -> Room:
    election = election_of(log)
    recommender = law_of(log.document(log.case().pack_document), election)
    newest = log.read_back(limit=1)[0]
    watch = ClockWatch(log.latest_instant())
    clock = case_clock(log.case().mode, chance.clock, election, watch.newest)
    return Room(log, election, recommender, roll, clock, chance.salts, watch=watch, told=newest.seq)
