"""One open case file: the narrow door through which everything above writes and reads the record.

A CaseLog belongs to the thread that opened it. Long work (verify, a release) opens a second one on the same path, to
read only: in WAL mode it sees one unchanging state per query and never blocks who writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import MappingProxyType, TracebackType

from sqlite_utils import Database

from adjudicator.at_rest import files
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.at_rest.presence import shared
from adjudicator.casework.record.entry import SealedEntry
from adjudicator.log import append, keyring
from adjudicator.log.append import Delivery, Signer
from adjudicator.log.case_reading import CaseReading
from adjudicator.log.drafts import Drafts
from adjudicator.log.file import errors, place
from adjudicator.log.file.brake import Brake
from adjudicator.log.file.connection import PATIENCE, connect, cut_back, prepare_to_write
from adjudicator.log.file.forms import user_version
from adjudicator.log.file.schema import APPLICATION_ID, VERSION
from adjudicator.log.file.tables import make_projections, make_record
from adjudicator.log.file.transaction import immediate
from adjudicator.log.keyring import WrappedKey
from adjudicator.port.answers import Document, Head, Refused, Stale
from adjudicator.records.elector import Credit
from adjudicator.records.trouble import WorldError


class CaseLog(CaseReading):
    """The record of one case in its file. Every method may raise WorldError; a failed append has written nothing."""

    def __init__(
        self, db: Database, path: Path, read_only: bool, held: ExitStack, passphrase: Passphrase | None = None
    ) -> None:
        """What `held` has is taken over and let go at closing: the connection, and the lock by which others see it open."""
        super().__init__(db, path)
        self.passphrase = passphrase
        self.read_only = read_only
        self._brake = Brake(path)
        self.drafts = Drafts(db, self._brake, path)
        self._held = held.pop_all()

    @classmethod
    def create(
        cls,
        path: Path,
        entries: Sequence[SealedEntry] = (),
        documents: Sequence[Document] = (),
        passphrase: Passphrase | None = None,
        act: bytes = b"",
    ) -> CaseLog:
        """Make a case file, with its first entries where given, and open it to write; encrypted under a passphrase.

        `act` is the id of the act that the entries are, as in `append`.

        Raises WorldError "exists" where there is a file already, "network_drive" on one; nothing is left after failure.
        """
        place.refuse_network_drive(path)
        with errors.the_world(path), place.whole_or_nothing(path) as unfinished:
            _make_tables(unfinished, passphrase)
            with cls.open(unfinished, passphrase=passphrase) as log:
                if entries or documents:
                    log.append(entries, documents=documents, act=act)
                log.fold_back()
        try:
            return cls.open(path, passphrase=passphrase)
        except BaseException:
            place.remove(path)
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
            db = held.enter_context(closing(connect(path, read_only, patience, passphrase)))
            return cls(db, path, read_only, held, passphrase if is_encrypted(path) else None)

    def reader(self) -> CaseLog:
        """Open the same file once more, to read only: for long work, on the thread that does it."""
        return CaseLog.open(self.path, read_only=True, passphrase=self.passphrase)

    @property
    def is_encrypted(self) -> bool:
        """Whether the file is encrypted."""
        return self.passphrase is not None

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

    def append(  # noqa: PLR0913 - all that is written together
        self,
        entries: Sequence[SealedEntry],
        after: Mapping[str, int] = MappingProxyType({}),
        documents: Sequence[Document] = (),
        credit_lines: Mapping[str, Sequence[Credit]] = MappingProxyType({}),
        *,
        signer: Signer | None = None,
        key: WrappedKey | None = None,
        act: bytes = b"",
        checkpoint: bool = False,
    ) -> Head | Stale | Refused:
        """Append entries in one durable transaction, as one act, with the documents they name and the credit lines of files.

        `after` maps subjects ("envelope 0417", "batch B0001", "log" for the record as a whole) to the seq of the version
        that the person saw: where one has moved on, Stale is returned and nothing written; 0 says that the subject must
        not exist yet. Refused is returned where the signer was given another key since, or no role allows it any more.
        `credit_lines` maps what the record calls an absentee file or check-in list to its lines. `signer`
        signs the act, and with `checkpoint` also the head that is left; the program's own acts have none. `key` is kept
        for a person in place of the old one; `act` is the act's id (16 bytes; drawn by chance where none is given).

        After an error of the disk nothing more is appended: WorldError "stopped" (see brake).
        """
        with self._brake.writing():
            mark = {"act": act} if act else {}
            delivery = Delivery(entries, documents, credit_lines, signer, key, checkpoint=checkpoint, **mark)
            return append.append(self.db.conn, delivery, after, self._census, self._signed)

    def revise_key(
        self, person: str, revised: Callable[[WrappedKey], WrappedKey]
    ) -> tuple[WrappedKey, WrappedKey] | None:
        """Keep what becomes of a person's key: as it was, and as it is; None where there is none. See keyring.revise."""
        with self._brake.writing():
            return keyring.revise(self.db, person, revised)


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
