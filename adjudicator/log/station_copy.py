"""A station's copy of a record that many stations share: a case file that is written by pulling alone.

What is pulled is not on the disk at once. An act is acknowledged because the server has it on its disk, and the outbox has
had it on ours before it was sent; the copy is what can be pulled again. A write-ahead log with `synchronous = NORMAL` loses
its newest commits when the power is cut, each whole, and is never torn: the copy is then older, by two seconds at the most
while its case is open and the server tells of anything, and goes on from there as one that was away. A program that is killed
loses nothing. After a cut of the power the outbox may know more than the copy, that an act was recorded, and
says so; or less, and asks the server by the act's id. Only where all computers lose power at once, and the server its
disk with it, do these two seconds lie nowhere.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import ClassVar

from sqlite_utils import Database

from adjudicator.at_rest import durable, files
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.append import head_left_by, read_head
from adjudicator.log.case_log import CaseLog
from adjudicator.log.file import errors, place
from adjudicator.log.file.connection import prepare_to_write
from adjudicator.log.file.forms import user_version
from adjudicator.log.file.place import wal_of
from adjudicator.log.file.schema import STATION_ID, VERSION
from adjudicator.log.file.tables import make_for_station, make_projections
from adjudicator.log.file.transaction import immediate
from adjudicator.log.pulling import in_parts, pull, take_note
from adjudicator.log.tree.acts import SignedRecord
from adjudicator.log.tree.merkle import Frontier
from adjudicator.log.tree.notes import read_note
from adjudicator.port.acts import WholeAct
from adjudicator.port.answers import Head


@dataclass(frozen=True, slots=True)
class PulledHere:
    """An act that was pulled: its id and person, where it begins, the head that it left, and whether it is in force.

    `people` is what a checkpoint over that head says of the people, where that was wanted.
    """

    id: bytes
    person: str
    first: int
    head: Head
    in_force: bool
    people: str = ""


SYNC_EVERY = 2.0
"""Seconds between two times that what was pulled is written to the disk for good."""

_MOST_RECENT = 1_000


def _in_order(acts: Iterable[WholeAct], size: int) -> Iterator[WholeAct]:
    """The acts, each of which has to begin behind the one before it; raises AnotherStoryError."""
    for act in acts:
        if act.first != size + 1:
            raise AnotherStoryError
        size += len(act.entries)
        yield act


def _size_of(note: str) -> int:
    """The size of the head that a checkpoint signs; 0 for what is no checkpoint."""
    try:
        return read_note(note).head.size
    except ValueError:
        return 0


def _sync_log(wal: Path) -> None:
    """Sync a write-ahead log; one that is not there was folded into its file, which SQLite has synced then."""
    if wal.exists():
        durable.sync_file(wal)


class AnotherStoryError(Exception):
    """What the server has does not go on from this copy."""


class StationCopy(CaseLog):
    """A station's copy, open to pull into it or to be read."""

    _pulls: ClassVar[bool] = True

    def __init__(
        self, db: Database, path: Path, read_only: bool, held: ExitStack, passphrase: Passphrase | None = None
    ) -> None:
        super().__init__(db, path, read_only, held, passphrase)
        self._recent: dict[int, bytes] = {}
        self._unsynced, self._synced_at = False, 0.0
        if not read_only:
            # see the module's words: a commit is not waited for until it is on the disk, but it is whole or not there
            db.execute("PRAGMA synchronous = NORMAL")

    @staticmethod
    def found(path: Path, passphrase: Passphrase | None) -> None:
        """Make an empty copy, under a name that a whole one will have; it is given its acts and then opened.

        Raises WorldError "exists", "network_drive", and what the disk says.
        """
        place.refuse_network_drive(path)
        with errors.the_world(path):
            if not path.exists():
                durable.make_file(path)
            db = Database(files.connect(path, passphrase), execute_plugins=False)
            try:
                db.execute(f"PRAGMA application_id = {STATION_ID}")
                db.execute(f"PRAGMA user_version = {user_version(VERSION)}")
                prepare_to_write(db)
                with immediate(db.conn):
                    make_for_station(db)
                    make_projections(db)
            finally:
                db.close()

    def pull(self, acts: Sequence[WholeAct], root: bytes, wanted: Container[bytes] = ()) -> list[PulledHere]:
        """Put acts of the server into the copy, in one transaction, where the tree over all of it has this root behind them.

        Acts that are here already are passed over. Of `wanted` acts it is told what checkpoints say of the people. Raises
        AnotherStoryError, and nothing was written, where they do not go on from here; WorldError "another_program" at what
        a newer program has recorded.
        """
        pulled: list[PulledHere] = []
        connection = self.db.conn
        with self._brake.writing():
            try:
                with immediate(connection):
                    head = read_head(connection)
                    new = [act for act in acts if act.first > head.size]
                    for part in in_parts(_in_order(new, head.size)):
                        for act, (head, in_force) in zip(part.acts, pull(connection, part, self._signed), strict=True):
                            people = self._signed.chain.people_line() if act.id in wanted else ""
                            pulled.append(PulledHere(act.id, act.person, act.first, head, in_force, people))
                    if pulled and head.root != root:
                        raise AnotherStoryError
            except BaseException:
                # it may know of entries that are not there
                self._signed = SignedRecord(connection, rights=True)
                raise
        self._remember(pulled)
        self._unsynced = self._unsynced or bool(pulled)
        return pulled

    def sync(self) -> None:
        """Make sure that what was pulled survives a cut of the power; not more often than every two seconds."""
        if self._unsynced and monotonic() - self._synced_at >= SYNC_EVERY:
            with self._brake.writing():
                _sync_log(wal_of(self.path))
            self._unsynced, self._synced_at = False, monotonic()

    def _remember(self, pulled: Iterable[PulledHere]) -> None:
        """Keep the newest heads at hand: to work one out means to hash all leaves before it."""
        self._recent.update((each.head.size, each.head.root) for each in pulled)
        for size in sorted(self._recent)[:-_MOST_RECENT]:
            del self._recent[size]

    def holds(self, act: bytes) -> Head | None:
        """The head that an act left, None where it is not in the copy."""
        with errors.the_world(self.path):
            return head_left_by(self.db.conn, act)

    def take_checkpoints(self, notes: Iterable[str]) -> None:
        """Keep signed heads that the log has had; others are passed over."""
        with self._brake.writing(), immediate(self.db.conn):
            sizes = {note: _size_of(note) for note in notes}
            heads = self._heads_of(set(sizes.values()))
            for note, size in sizes.items():
                if size in heads:
                    take_note(self.db.conn, note, Head(size, heads[size]))

    def _heads_of(self, sizes: Set[int]) -> dict[int, bytes]:
        """The roots that the log has had at some sizes; the leaves are gone through at most once."""
        now = read_head(self.db.conn)
        known = {**self._recent, now.size: now.root}
        found = {size: known[size] for size in sizes & known.keys()}
        tree, rows = Frontier(), self.db.execute("SELECT leaf FROM log ORDER BY seq")
        for size in sorted(each for each in sizes - known.keys() if 0 < each < now.size):
            tree.extend([leaf for (leaf,) in rows.fetchmany(size - tree.size)])
            found[size] = tree.root()
        return found
