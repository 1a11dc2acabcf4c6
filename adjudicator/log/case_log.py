"""One open case file: the narrow door through which everything above writes and reads the record.

A CaseLog belongs to the thread that opened it. Long work (verify, a release) opens a second one on the same path, to
read only: in WAL mode it sees one unchanging state per query and never blocks who writes.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import ClassVar

from sqlite_utils import Database

from adjudicator.at_rest import durable, files
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.at_rest.presence import shared
from adjudicator.log import append, keyring
from adjudicator.log.case_reading import CaseReading
from adjudicator.log.drafts import DraftTable
from adjudicator.log.file import errors, place
from adjudicator.log.file.brake import Brake
from adjudicator.log.file.connection import PATIENCE, connect, cut_back, keep_few_pages, prepare_to_write
from adjudicator.log.file.forms import user_version
from adjudicator.log.file.schema import APPLICATION_ID, VERSION
from adjudicator.log.file.tables import make_projections, make_record
from adjudicator.log.file.transaction import immediate
from adjudicator.port.acts import NewAct, WholeAct
from adjudicator.port.answers import Head, NotRecorded, Refused, Stale
from adjudicator.port.keys import Attempt, WrappedKey
from adjudicator.records.trouble import WorldError


class CaseLog(CaseReading):
    """The record of one case in its file. Every method may raise WorldError; a failed append has written nothing."""

    _pulls: ClassVar[bool] = False
    """Whether the file is a station's copy, which is written by pulling alone."""

    def __init__(
        self, db: Database, path: Path, read_only: bool, held: ExitStack, passphrase: Passphrase | None = None
    ) -> None:
        """What `held` has is taken over and let go at closing: the connection, and the lock by which others see it open."""
        super().__init__(db, path)
        self.passphrase = passphrase
        self.read_only = read_only
        self._brake = Brake(path)
        self.drafts = DraftTable(db, self._brake, path)
        self._held = held.pop_all()

    @classmethod
    def create(
        cls,
        path: Path,
        first: NewAct | None = None,
        passphrase: Passphrase | None = None,
    ) -> CaseLog:
        """Make a case file, with its first act where given, and open it to write; encrypted under a passphrase.

        Raises WorldError "exists" where there is a file already, "network_drive" on one; nothing is left after failure.
        """
        place.refuse_network_drive(path)
        with errors.the_world(path), durable.whole_or_nothing(path) as unfinished:
            _make_tables(unfinished, passphrase)
            with cls.open(unfinished, passphrase=passphrase) as log:
                if first is not None:
                    log.append(first)
                log.fold_back()
        try:
            return cls.open(path, passphrase=passphrase)
        except BaseException:
            durable.remove(path)
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        read_only: bool = False,
        patience: float = PATIENCE,
        passphrase: Passphrase | None = None,
    ) -> CaseLog:
        """Open a case file; `patience` in seconds, for a file that another program is writing to.

        Raises WorldError: missing, not_a_case, newer_version, older_form, read_only, network_drive, locked, damaged, io;
        for an encrypted file passphrase_needed, wrong_passphrase, no_encryption.
        """
        if not read_only:
            place.refuse_network_drive(path)
        if not path.is_file():
            raise errors.missing(path)
        with errors.the_world(path), ExitStack() as held:
            held.enter_context(shared(path, patience))
            pulling = cls._pulls and not read_only
            db = held.enter_context(closing(connect(path, read_only, patience, passphrase, pulling=pulling)))
            return cls(db, path, read_only, held, passphrase if is_encrypted(path) else None)

    def reader(self) -> CaseLog:
        """Open the same file once more, to read only: for long work, on the thread that does it."""
        log = CaseLog.open(self.path, read_only=True, passphrase=self.passphrase)
        keep_few_pages(log.db.conn)
        return log

    @property
    def is_encrypted(self) -> bool:
        """Whether the file is encrypted."""
        return self.passphrase is not None

    @property
    def is_one_file(self) -> bool:
        """Whether the file was finished as one, as every copy is, and nobody has opened it to work in it since."""
        return str(self.db.execute("PRAGMA journal_mode").fetchone()[0]).casefold() == "delete"

    @property
    def stopped(self) -> WorldError | None:
        """What stopped all writing, None while acts are taken; a file that vanished is noticed here too."""
        return None if self.read_only else self._brake.look()

    def fold_back(self) -> None:
        """Bring everything into the one file, before it is given its name; closing does so too, but says of no failure."""
        with errors.the_world(self.path):
            self.db.execute("PRAGMA journal_mode = DELETE")

    def cut_back(self) -> None:
        """Leave no long write-ahead log behind; quiet where others are in it, and after an error of the disk."""
        if not self.read_only and self.stopped is None:
            cut_back(self.db)

    def close(self) -> None:
        """Close the file; the last writer folds the write-ahead log back into it, others cut it back."""
        self.cut_back()
        self._held.close()

    def __enter__(self) -> CaseLog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(self, act: NewAct) -> Head | Stale | Refused:
        """Append an act in one durable transaction. A file answers at once: nothing is ever unknown of it.

        After an error of the disk nothing more is appended: WorldError "stopped" (see brake).
        """
        with self._brake.writing():
            return append.append(self.db.conn, act, self._census, self._signed)

    def settle(self, act: bytes) -> Head | NotRecorded:
        """The head that an act left, found by its id; what is not in the file when it is asked is not recorded."""
        with errors.the_world(self.path):
            return append.head_left_by(self.db.conn, act) or NotRecorded(act)

    def take(self, act: WholeAct) -> Head:
        """Add an act as another record of this case has it; the next one in order, else ValueError."""
        with self._brake.writing():
            return append.take(self.db.conn, act)

    def attempt(self, person: str, now: datetime) -> Attempt | None:
        with self._brake.writing():
            return keyring.attempt(self.db.conn, person, now)

    def keep(self, key: WrappedKey) -> None:
        with self._brake.writing():
            keyring.keep(self.db.conn, key)


def _make_tables(path: Path, passphrase: Passphrase | None) -> None:
    with errors.the_world(path):
        db = Database(files.connect(path, passphrase), execute_plugins=False)
        try:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {user_version(VERSION)}")
            prepare_to_write(db)
            with immediate(db.conn):
                make_record(db)
                make_projections(db)
        finally:
            db.close()
