"""The Release desk: what is approved and not yet released leaves as files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from adjudicator.at_rest.durable import write_new
from adjudicator.canvass.handed_over import unsettled_words
from adjudicator.casework.acts import releasing
from adjudicator.casework.acts.count.board import as_it_leaves, voted
from adjudicator.casework.acts.releasing import Said
from adjudicator.casework.acts.vouching import by_one_person, not_yet
from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.count_state import CountState, DocketState, SessionState
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.fold import InForce
from adjudicator.casework.record.fold_release import STEPS
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState, PersonState, ReleaseState
from adjudicator.export.files import SUMMARY, Made, Package, Parts, made_files, record_files
from adjudicator.export.folder import WrittenRelease, write_release
from adjudicator.export.paper.plain_page import PLAIN
from adjudicator.export.paper.stop_notice import StopLine, stop_lines, stop_notice
from adjudicator.export.public_plan import Earlier, joined_lines, standing_of, values_of
from adjudicator.export.standing import ProvenHead, signature_of
from adjudicator.export.survey import group_of
from adjudicator.export.work_order import singles
from adjudicator.log.case_log import CaseLog
from adjudicator.log.file.errors import damaged, refuse_nameless, the_world
from adjudicator.log.states.folding import Folding, UnfitEntryError
from adjudicator.log.states.rebuilt import LEAN, RebuiltShelf
from adjudicator.office.behind.count.approved_states import ApprovedStates
from adjudicator.office.behind.count.board_rows import BoardRows
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.files.case_file import CaseFile
from adjudicator.office.behind.releases.content import Leaving, case_of, content_of, next_folder, next_release
from adjudicator.office.behind.releases.published import published_before
from adjudicator.office.behind.room import Done, Room
from adjudicator.office.desks.count.board import BoardDesk
from adjudicator.port.acts import Signer
from adjudicator.port.rows import BatchRow, QueueQuery
from adjudicator.records.trouble import Refusal
from adjudicator.words import ENGLISH, Language, Words, _

Progress = Callable[[int, int], None]
"""Is told how far the writing has come, of how much; may raise to stop, and then nothing is left."""

UNSET_SUMMARY = _(
    "summary.pdf could not be typeset: it holds the words of the page without their layout, and without the "
    "QR code. All other files are whole."
)

FOLDED, WHOLE = 60, 100
"""Of a hundred steps so many are the record, the rest is what is made from it."""

LISTS_DIFFER = _(
    "The lists on screen do not say what the record says, so nothing is released. Run verify on the Record: "
    "it names what differs."
)


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A release whose files are whole on disk and which the record does not name yet.

    `size` and `root` are those of the record that it is made from; `items` and `seen` map each envelope in it to the seq of
    its determination and to the version that the files are made from, `taken_away` those that it takes away. `unset` says
    that its summary could not be typeset and is a plain page.
    """

    release: str
    follows: str
    size: int
    root: str
    items: Mapping[str, int]
    seen: Mapping[str, int]
    written: WrittenRelease
    taken_away: Mapping[str, int]
    unset: bool = False


@dataclass(frozen=True, slots=True)
class Released:
    """A release that was written: its id, its folder and two ZIPs, how many envelopes, and which release it follows.

    `unset` says that its summary could not be typeset and is a plain page.
    """

    id: str
    folder: Path
    archive: Path
    room_archive: Path
    envelopes: int
    follows: str
    unset: bool = False


class _Standing(NamedTuple):
    """What stood red of the releases when the record had so many entries, and how many were not acknowledged."""

    size: int
    red: tuple[Words, ...]
    unsaid: int


class WaitingRead(NamedTuple):
    """What waits to leave, and what can be before the board, None where it does not vote, as they were read."""

    approved: ApprovedStates
    for_the_board: BoardRows | None


class TheySaid(NamedTuple):
    """What the tabulation room said: who, when (local, ISO 8601), its mark and number; recorded by whom, when (UTC)."""

    who: str
    told_at: str
    reference: str
    ballots: int
    by: str
    at: str


class Orders(NamedTuple):
    """How many lines of a work order are of a single ballot, of how many."""

    single: int
    lines: int


class JoinedPrecincts(NamedTuple):
    """How many precincts are counted together in the public totals, of how many, when the record had so many entries."""

    size: int
    joined: int
    precincts: int


class ReleaseDesk(OfficeDesk):
    """Acts of supervisors."""

    def __init__(self, room: Room, file: CaseFile, board: BoardDesk) -> None:
        super().__init__(room)
        self._file, self._board = file, board
        self._stands = _Standing(-1, (), 0)
        self._approved = ApprovedStates(room)
        self._waiting: tuple[object, tuple[EnvelopeState, ...]] = (None, ())
        room.listeners.append(self._heard)

    def waiting(self) -> tuple[EnvelopeState, ...]:
        """The envelopes that may leave and are not yet released, by number: approved, and voted on where it is set so.

        The same tuple as long as none of them has changed.
        """
        approved = self._approved.now()
        key = (self._approved.turn, self._board.count().version)  # a docket that is voted on moves that on, too
        if self._waiting[0] != key:
            self._waiting = (key, tuple(filter(self._board.goes_on(), approved)))
        return self._waiting[1]

    @property
    def is_near(self) -> bool:
        """Whether what waits, here and for the board, is read in a moment; else `reading` does it on another thread."""
        return self._approved.is_near and self._board.is_near

    def reading(self) -> Callable[[Progress], WaitingRead]:
        """Read what waits, as a call that any thread may make; `take` takes what it gives."""
        approved, votes = self._approved.reading(), self._board.count().board_votes != "off"
        for_the_board = self._board.reading() if votes else None
        return lambda progress: WaitingRead(approved(progress), for_the_board(progress) if for_the_board else None)

    def take(self, read: WaitingRead) -> None:
        """Go on from what was read."""
        self._approved.take(read.approved)
        if read.for_the_board is not None:
            self._board.take(read.for_the_board)

    def to_take_away(self) -> int:
        """How many envelopes have left and are open again: a release written now takes them away without anything instead."""
        log = self._room.log
        rows = log.envelope_rows(QueueQuery(open_again=True, limit=log.head().size))
        approved = (log.state(EnvelopeState, row.number) for row in rows if row.status == "approved")
        may_leave = self._board.goes_on()
        return len(rows) - sum(each is not None and may_leave(each) for each in approved)

    def for_the_board(self) -> int:
        """How many are approved and wait for the board's vote before they can leave."""
        return self._board.waits_to_leave()

    def resting_on_one(self, waiting: Sequence[EnvelopeState]) -> int:
        """How many determinations and approvals of what waits rest on what one person alone gave."""
        one = self._room.by_one_person()
        determined = sum(1 for each in waiting if each.determination is not None and each.determination.by in one)
        return determined + sum(1 for batch in self._batches_of(waiting) if batch.decided_by in one)

    @needs("release")
    def may_release(self, waiting: Sequence[EnvelopeState]) -> Refusal | None:
        """Why the person signed in cannot release what waits, None where they can; writing looks again, from the log."""
        people = {each.determination.by for each in waiting if each.determination is not None}
        people |= {person for batch in self._batches_of(waiting) for person in (batch.closed_by, batch.decided_by)}
        return self._room.not_yet(people) or releasing.exceptions_open(self._room.log.states(SessionState))

    def _batches_of(self, waiting: Sequence[EnvelopeState]) -> tuple[BatchRow, ...]:
        listed = {envelope.batch for envelope in waiting}
        return tuple(batch for batch in self._room.log.batch_rows("approved") if batch.id in listed)

    def joining(self) -> Callable[[], JoinedPrecincts]:
        """How many precincts the public totals of a release written now would count together, as a call for any thread.

        The call raises WorldError where the record cannot be read.
        """
        file = self._file

        def look() -> JoinedPrecincts:
            with file.log.reader() as log, log.one_state():
                passed_over = log.not_in_force()
                count, dockets = log.state(CountState, COUNT_KEY) or CountState(0), tuple(log.states(DocketState))
                leaving = (as_it_leaves(each, dockets, count) for each in log.states(EnvelopeState))
                now = {each.number: standing_of(each) for each in leaving}
                try:
                    before = _before(log, log.states(ReleaseState), lambda seq: seq not in passed_over)
                except UNFIT as error:
                    raise damaged(log.path, _("an entry in it cannot be read")) from error
                joined = joined_lines(now, before)["precinct"]
                return JoinedPrecincts(log.head().size, len(joined), len(values_of(now, "precinct")))

        return look

    def releases(self) -> tuple[ReleaseState, ...]:
        """The releases made, newest first."""
        return tuple(sorted(self._room.log.states(ReleaseState), key=lambda release: release.id, reverse=True))

    def unsettled(self) -> tuple[Words, ...]:
        """What stands red of the releases made: one that corrects and is not acknowledged, and one with another number."""
        return self._what_stands().red

    def not_acknowledged(self) -> int:
        """How many releases the tabulation room has not said that it has."""
        return self._what_stands().unsaid

    def _what_stands(self) -> _Standing:
        """Releases list every envelope in them, so they are read again only where one was made or acknowledged."""
        size = self._room.log.head().size
        if self._stands.size != size:
            made = tuple(self._room.log.states(ReleaseState))
            self._stands = _Standing(size, unsettled_words(made), sum(not each.acknowledgments for each in made))
        return self._stands

    def _heard(self, entries: Sequence[Entry]) -> None:
        size = self._stands.size + len(entries)
        if size == self._room.log.head().size and not any(each.kind in STEPS for each in entries):
            self._stands = self._stands._replace(size=size)

    def said_of(self, release: ReleaseState) -> tuple[TheySaid, ...]:
        """What the tabulation room said of a release, oldest first; names and marks for those who see names."""
        unseal = self._room.log.unseal if self._room.sees("read_names") else lambda _commitment: ""
        return tuple(
            TheySaid(unseal(each.who), each.told_at, unseal(each.reference), each.ballots, each.by, each.at)
            for each in release.acknowledgments
        )

    def orders(self, waiting: Sequence[EnvelopeState]) -> Orders:
        """How many lines a work order of what waits would have, and how many of them of a single ballot."""
        groups = Counter(group for each in waiting for group in (group_of(each),) if group is not None)
        return Orders(*singles(groups))

    def stop_lines(self) -> tuple[StopLine, ...]:
        """What the tabulation room holds that is open again, without an envelope: the lines of a stop notice."""
        rows = self._room.log.envelope_rows(QueueQuery(open_again=True, limit=self._room.log.head().size))
        found = (self._room.log.state(EnvelopeState, row.number) for row in rows)
        return stop_lines(each for each in found if each is not None)

    @needs("acknowledge")
    def write_stop_notice(self, out: Path, language: Language = ENGLISH) -> Refusal | None:
        """Write the stop notice (PDF). Refused where no ballot that has left is open again.

        Raises WorldError: "exists" where there is such a file, and what the disk says.
        """
        lines, room = self.stop_lines(), self._room
        if not lines:
            return Refusal("nothing_open_again", _("No ballot that has left in a release is open again."))
        page = stop_notice(lines, room.election, room.now(), practice=room.case.mode == "practice", language=language)
        with the_world(out):
            write_new(out, page)
        return None

    def proposed_name(self) -> str:
        """The name for the next release's folder ("gwinnett-2020-11-03-R0001-PRACTICE")."""
        return next_folder(self._room.election, self._room.case)

    def release(self, folder: Path) -> Released | Refusal:
        """Write a release of everything approved and not yet released as `folder` and a ZIP beside it, then record it.

        It takes away what has left and is open again, and may do nothing else.

        The files are whole on disk before the entry is written: a crash between the two leaves files that the record does
        not name, never a recorded release without files. Made again from the same record they are byte-identical.
        """
        on_disk = self.write(folder)
        return on_disk if isinstance(on_disk, Refusal) else self.record(on_disk)

    def write(self, folder: Path, progress: Progress | None = None) -> OnDisk | Refusal:
        """Write the files alone. Reads the record through a connection of its own, so that any thread may do it.

        Everything is made from states that are folded while the record's entries are written, from those that their
        people signed; refused where the lists on screen say something else of an envelope that leaves. Raises WorldError,
        and whatever `progress` raises; nothing half-written is left then.
        """
        refuse_nameless(folder)
        with self._file.log.reader() as log, log.one_state():
            refusal = self._room.allowed("release", log)
            if refusal is not None:
                return refusal
            signer = self._room.signer(log)
            if refusal := releasing.exceptions_open(log.states(SessionState)) or _nothing_leaves(log):
                return refusal
            if isinstance(signer, Refusal):
                return signer
            # killed now, what is half written is found there when the case is next opened
            self._room.station.keep_place(log.case().id, "release", folder)
            with RebuiltShelf(log.is_encrypted, LEAN) as shelf:
                steps = _WritingSteps(log.head().size, progress)
                return _Making(log, shelf, signer, steps).write(folder)

    @needs("release")
    def record(self, on_disk: OnDisk) -> Released | Refusal:
        """Record a release whose files are on disk. Refused where one of its envelopes has moved on since."""
        # a checkpoint has left with the files, whether they are recorded or not: no other story may be signed from here on
        self._room.station.remember(self._room.log)
        case = self._room.case
        if (next_release(case), case.last_release) != (on_disk.release, on_disk.follows):
            return _changed_meanwhile()
        acted = releasing.make_release(
            case,
            on_disk.items,
            on_disk.written.digests,
            size=on_disk.size,
            root=on_disk.root,
            act=self._room.act(),
            taken_away=on_disk.taken_away,
        )
        seen = {f"envelope {number}": version for number, version in on_disk.seen.items()}
        seen[f"release {on_disk.release}"] = 0
        done = self._room.put(acted, seen=seen)
        if not isinstance(done, Done):
            return done
        written, unset = on_disk.written, on_disk.unset
        where = (written.folder, written.archive, written.room_archive)
        return Released(on_disk.release, *where, len(on_disk.items), on_disk.follows, unset)

    @needs("acknowledge")
    def acknowledge(self, release: str, said: Said, version: int | None = None) -> Done | Refusal:
        """Record that the tabulation room has a release, by whom, when, under which reference and with how many ballots.

        A number that is not ours is recorded. `version` is that of the release as it was seen: refused where it has moved on.
        """
        state = self._room.log.state(ReleaseState, release)
        if state is None:
            return Refusal("no_such_release", _("There is no release {release} in this case.", release=release))
        acted = releasing.acknowledge(state, said, self._room.act())
        return self._room.put(acted, seen={f"release {release}": state.version if version is None else version})


class _Making:
    """One release on its way: the record is written and folded, then the other files are made from the states."""

    def __init__(self, log: CaseLog, shelf: RebuiltShelf, signer: Signer, steps: _WritingSteps) -> None:
        self._log, self._shelf, self._steps = log, shelf, steps
        passed_over = log.not_in_force()
        self._in_force: InForce = lambda seq: seq not in passed_over
        self._folding = Folding(log.bodies(), shelf, self._in_force, steps.folded)
        checkpoints = log.checkpoints(limit=-1)[::-1]
        self._standing = ProvenHead(log.head(), signer, self._folding, checkpoints, log.signatures())
        self._leaving = Leaving(shelf)
        self._claims: Mapping[str, str] = {}

    def write(self, folder: Path) -> OnDisk | Refusal:
        """Write the files; nothing is left where that is refused."""
        standing, leaving = self._standing, self._leaving
        package = Package(record_files(standing), self._made, partial(signature_of, standing))
        try:
            written = write_release(folder, package)
        except UnfitEntryError as error:
            raise damaged(self._log.path, str(error)) from error
        if isinstance(written, Refusal):
            return written
        release, follows, head = self._claims["release"], self._claims["follows"], standing.head
        made = OnDisk(
            release, follows, head.size, head.root.hex(), leaving.items, leaving.seen, written, leaving.taken_away
        )
        with the_world(written.folder), (written.folder / SUMMARY).open("rb") as page:
            return replace(made, unset=page.read(len(PLAIN)) == PLAIN)

    def _made(self) -> Made | Refusal:
        """What the folded states give; refused where the lists differ from them."""
        standing = self._standing
        if self._folding.head != standing.head:
            raise damaged(self._log.path, _("its entries do not hash to its own head"))
        other = self._log.first_other_envelope(self._shelf, "approved")
        if other:
            return Refusal("lists_differ", LISTS_DIFFER, other)
        try:
            content = content_of(
                self._leaving,
                self._log.document,
                standing.head,
                standing.checkpoint,
                standing.signer.person,
                _before(self._log, self._shelf.states(ReleaseState), self._in_force),
            )
        except UNFIT as error:
            raise damaged(self._log.path, _("its definition or a pack cannot be read")) from error
        # asked of what was folded: whether two people are demanded, and what one alone gave, is no matter of lists
        refusal = not_yet(case_of(self._shelf), self._leaving.people, by_one_person(self._shelf.states(PersonState)))
        if refusal is not None:
            return refusal
        made = made_files(content)
        self._claims = made.claims
        return self._steps.watching(made)


class _WritingSteps:
    """Tells how far the writing has come, in hundredths: first the entries, then the files that are made from them."""

    def __init__(self, entries: int, progress: Progress | None) -> None:
        self._entries = max(entries, 1)
        self._progress = progress

    def folded(self, done: int) -> None:
        """So many entries are written and folded."""
        self._tell(done * FOLDED // self._entries)

    def watching(self, made: Made) -> Made:
        """The same files, that tell with each of their parts."""
        names = sorted(made.parts)
        share = (WHOLE - FOLDED) / len(names)
        parts = {name: self._watched(made.parts[name], FOLDED + int(at * share)) for at, name in enumerate(names)}
        return replace(made, parts=parts)

    def _watched(self, parts: Parts, done: int) -> Parts:
        def told() -> Iterator[bytes]:
            for part in parts():
                self._tell(done)
                yield part

        return told

    def _tell(self, done: int) -> None:
        if self._progress is not None:
            self._progress(done, WHOLE)


def _nothing_leaves(log: CaseLog) -> Refusal | None:
    """Why there is nothing to release, None where there is: nothing is approved, or the board has not voted on any of it.

    What has left and is open again is taken away, whether or not anything leaves beside it.
    """
    if log.envelope_rows(QueueQuery(open_again=True, limit=1)):
        return None
    if not log.envelope_rows(QueueQuery(status=("approved",), limit=1)):
        return Refusal("nothing_to_release", _("Nothing is approved and not yet released."))
    count, dockets = log.state(CountState, COUNT_KEY) or CountState(0), tuple(log.states(DocketState))
    if any(voted(each, dockets, count) for each in log.states(EnvelopeState, status="approved")):
        return None
    return Refusal("not_voted", _("The board has not voted on what is approved. It leaves once a docket has carried."))


def _before(log: CaseLog, made: Iterable[ReleaseState], in_force: InForce) -> tuple[Earlier, ...]:
    return published_before(made, log.bodies(), in_force, in_memory=log.is_encrypted)


def _changed_meanwhile() -> Refusal:
    return Refusal("changed_meanwhile", _("What was approved has changed meanwhile. Write the release again."))
