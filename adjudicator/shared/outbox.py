"""What a station keeps beside its copy: where the server is, the acts that were sent and what became of each, who brought
what, and the drafts. No part of the record, and gone with the station; encrypted where the copy is. Passwords are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from adjudicator.at_rest import durable, files
from adjudicator.at_rest.own_schema import foreign_in, kept_of
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.drafts import DraftTable
from adjudicator.log.file import errors
from adjudicator.log.file.brake import Brake
from adjudicator.log.file.connection import prepare_to_write
from adjudicator.log.file.schema import TABLES
from adjudicator.log.file.transaction import immediate
from adjudicator.port.answers import Head, NotRecorded, Refused
from adjudicator.shared.server import SentAct

_TABLES = f"""
CREATE TABLE IF NOT EXISTS station (
    one INTEGER PRIMARY KEY CHECK (one = 1), url TEXT NOT NULL, wrapped TEXT NOT NULL, checkpoints INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS sent (
    act BLOB PRIMARY KEY NOT NULL, latest TEXT NOT NULL, bodies TEXT NOT NULL, subjects TEXT NOT NULL,
    answer TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS owed (
    act BLOB PRIMARY KEY NOT NULL, person TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL,
    people TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS brought (
    first INTEGER PRIMARY KEY, act BLOB NOT NULL, login TEXT NOT NULL, in_force INTEGER NOT NULL, told INTEGER NOT NULL
) STRICT;
{TABLES["draft"].replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")};
"""

WAITING, RECORDED, NOT_RECORDED, OTHER_KEY = "", "recorded", "not_recorded", "other_key"


@dataclass(frozen=True, slots=True)
class WaitingAct:
    """An act that was sent and of which nobody knows yet whether it was recorded: until when the server takes it (UTC
    instant), its entries' bodies, and the subjects that it is about.
    """

    id: bytes
    latest: str
    bodies: tuple[str, ...]
    subjects: frozenset[str]

    def __repr__(self) -> str:
        return f"WaitingAct({len(self.bodies)} entries)"


@dataclass(frozen=True, slots=True)
class PulledFrom:
    """An act that was pulled: where it begins, its id, the login that brought it, and whether it is in force."""

    first: int
    id: bytes
    login: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class OutOfForce:
    """An act that is in force nowhere: where it begins, and the login that brought it."""

    first: int
    login: str


def outbox_of(case: Path) -> Path:
    """Where a station keeps what belongs to its copy of a case."""
    return case.with_name(f"{case.name}.station")


class Outbox:
    """The file beside a copy, open on the thread that opened it. Every method may raise WorldError."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db, self.path = db, path
        self._brake = Brake(path)
        self.drafts = DraftTable(db, self._brake, path)

    @classmethod
    def make(cls, case: Path, passphrase: Passphrase | None, url: str, wrapped: str) -> None:
        """Make the file beside a copy: where the server is, and the case key as it is wrapped there."""
        path = outbox_of(case)
        with (
            errors.the_world(path),
            durable.whole_or_nothing(path) as unfinished,
            closing(files.connect(unfinished, passphrase)) as connection,
        ):
            connection.executescript(_TABLES)
            connection.execute("INSERT INTO station VALUES (1, ?, ?, 0)", (url, wrapped))

    @classmethod
    def open(cls, case: Path, passphrase: Passphrase | None) -> Outbox:
        """Open the file beside a copy. Raises WorldError "missing", "foreign_schema" and those of an encrypted file."""
        path = outbox_of(case)
        if not path.is_file():
            raise errors.missing(path)
        with errors.the_world(path):
            db = Database(files.connect(path, passphrase, mode="rw"), execute_plugins=False)
            try:
                name = foreign_in(db.conn, kept_of(_TABLES))
                if name:
                    raise errors.foreign_schema(path, f"table {name}")
                prepare_to_write(db)
            except BaseException:
                db.close()
                raise
        return cls(db, path)

    @property
    def url(self) -> str:
        """Where the server is."""
        return str(self._one("SELECT url FROM station"))

    @property
    def wrapped(self) -> str:
        """The case key, as it was wrapped when it was seen last."""
        return str(self._one("SELECT wrapped FROM station"))

    @property
    def checkpoints(self) -> int:
        """The number of the newest checkpoint that came from the server."""
        return int(self._one("SELECT checkpoints FROM station"))

    def note(self, *, wrapped: str | None = None, checkpoints: int | None = None) -> None:
        """Note what has changed at the server."""
        with self._writing():
            sql = "UPDATE station SET wrapped = coalesce(?, wrapped), checkpoints = coalesce(?, checkpoints)"
            self._db.conn.execute(sql, (wrapped, checkpoints))

    def put(self, act: SentAct, subjects: Iterable[str], *, owes: bool = False) -> None:
        """Keep an act, durably, before it is sent; one that is there stays as it is. `owes` says that the head which it
        leaves is then to be signed.
        """
        bodies, about = json.dumps([entry.body for entry in act.entries]), json.dumps(sorted(subjects))
        with self._writing(durably=True):
            self._db.conn.execute(
                "INSERT INTO sent VALUES (?, ?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING",
                (act.id, act.latest, bodies, about, WAITING, b""),
            )
            if owes:
                sql = "INSERT INTO owed VALUES (?, ?, 0, ?, '', '') ON CONFLICT DO NOTHING"
                self._db.conn.execute(sql, (act.id, act.person, b""))

    def answered(self, act: bytes, answer: Head | NotRecorded | Refused) -> None:
        """Keep what became of an act; what was answered once stays so. What it said is in the record, or was nothing."""
        size, root = (answer.size, answer.root) if isinstance(answer, Head) else (0, b"")
        what = RECORDED if isinstance(answer, Head) else NOT_RECORDED if isinstance(answer, NotRecorded) else OTHER_KEY
        with self._writing():
            self._db.conn.execute(
                "UPDATE sent SET answer = ?, size = ?, root = ?, bodies = '[]', subjects = '[]' WHERE act = ? AND answer = ?",
                (what, size, root, act, WAITING),
            )
            if not isinstance(answer, Head):
                self._db.conn.execute("DELETE FROM owed WHERE act = ?", (act,))

    def drop(self, act: bytes) -> None:
        """Forget an act that was refused: it may be sent again."""
        with self._writing():
            self._db.conn.execute("DELETE FROM sent WHERE act = ? AND answer = ?", (act, WAITING))
            self._db.conn.execute("DELETE FROM owed WHERE act = ?", (act,))

    def owed_by(self) -> frozenset[bytes]:
        """The acts behind which a head is to be signed once they have come back."""
        return frozenset(bytes(act) for (act,) in self._rows("SELECT act FROM owed WHERE size = 0"))

    def owe(self, act: bytes, head: Head, people: str) -> None:
        """Keep the head that an act left, and what its checkpoint says of the people, until it is signed."""
        self._do("UPDATE owed SET size = ?, root = ?, people = ? WHERE act = ?", (head.size, head.root, people, act))

    def owed(self, person: str) -> tuple[tuple[bytes, Head, str], ...]:
        """The heads that a person has still to sign, each with its act and what it says of the people."""
        sql = "SELECT act, size, root, people FROM owed WHERE person = ? AND size > 0 AND note = '' ORDER BY size"
        with errors.the_world(self.path):
            rows = self._db.conn.execute(sql, (person,)).fetchall()
        return tuple((bytes(act), Head(int(size), bytes(root)), str(people)) for act, size, root, people in rows)

    def signed(self, act: bytes, note: str) -> None:
        """Keep a signed head until the server has it."""
        self._do("UPDATE owed SET note = ? WHERE act = ?", (note, act))

    def to_bring(self) -> tuple[tuple[bytes, str], ...]:
        """The signed heads that the server does not have yet, each with its act."""
        with errors.the_world(self.path):
            rows = self._db.conn.execute("SELECT act, note FROM owed WHERE note <> '' ORDER BY size").fetchall()
        return tuple((bytes(act), str(note)) for act, note in rows)

    def paid(self, act: bytes) -> None:
        """The server has the signed head, or nobody can sign it any more."""
        self._do("DELETE FROM owed WHERE act = ?", (act,))

    def answer(self, act: bytes) -> Head | NotRecorded | Refused | None:
        """What became of an act that was sent from here; None where that is not known, or it was not."""
        row = self._row("SELECT answer, size, root FROM sent WHERE act = ?", (act,))
        if row is None or row[0] == WAITING:
            return None
        if row[0] == RECORDED:
            return Head(int(row[1]), bytes(row[2]))
        return Refused("key") if row[0] == OTHER_KEY else NotRecorded(act)

    def latest(self, act: bytes) -> str:
        """Until when the server takes an act that was sent from here and not answered (UTC instant); empty for any other."""
        row = self._row("SELECT latest FROM sent WHERE act = ? AND answer = ?", (act, WAITING))
        return "" if row is None else str(row[0])

    def unanswered(self) -> frozenset[bytes]:
        """The ids of the acts that were sent and not answered."""
        return frozenset(bytes(act) for (act,) in self._rows("SELECT act FROM sent WHERE answer = ''"))

    def waiting(self) -> tuple[WaitingAct, ...]:
        """The acts that were sent and not answered, oldest first."""
        sql = "SELECT act, latest, bodies, subjects FROM sent WHERE answer = ? ORDER BY latest, act"
        with errors.the_world(self.path):
            rows = self._db.conn.execute(sql, (WAITING,)).fetchall()
        return tuple(
            WaitingAct(bytes(act), str(latest), tuple(json.loads(bodies)), frozenset(json.loads(subjects)))
            for act, latest, bodies, subjects in rows
        )

    def brought(self, acts: Sequence[PulledFrom]) -> None:
        """Keep of acts that were pulled which login brought each, and whether it is in force."""
        with self._writing():
            rows = [(each.first, each.id, each.login, int(each.in_force), int(each.in_force)) for each in acts]
            self._db.conn.executemany("INSERT INTO brought VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def to_disown(self) -> tuple[bytes, ...]:
        """The acts that are in force nowhere, of which the server was not told so from here."""
        return tuple(bytes(act) for (act,) in self._rows("SELECT act FROM brought WHERE NOT told ORDER BY first"))

    def disowned(self, act: bytes) -> None:
        """The server was told that an act is in force nowhere."""
        self._do("UPDATE brought SET told = 1 WHERE act = ?", (act,))

    def bad(self) -> tuple[OutOfForce, ...]:
        """The acts that are in force nowhere, each with the login that brought it, in order."""
        return tuple(
            OutOfForce(*row) for row in self._rows("SELECT first, login FROM brought WHERE NOT in_force ORDER BY first")
        )

    def login_of(self, seq: int) -> str:
        """The login that brought the act which the entry at a place is of; empty where that is not known."""
        row = self._row("SELECT login FROM brought WHERE first <= ? ORDER BY first DESC LIMIT 1", (seq,))
        return "" if row is None else str(row[0])

    @contextmanager
    def _writing(self, *, durably: bool = False) -> Generator[None]:
        """One transaction. What tells only what the record at the server tells, too, need not outlast a cut of the power."""
        self._db.conn.execute(f"PRAGMA synchronous = {'FULL' if durably else 'NORMAL'}")
        with self._brake.writing(), immediate(self._db.conn):
            yield

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _do(self, sql: str, given: tuple[Any, ...]) -> None:
        with self._writing():
            self._db.conn.execute(sql, given)

    def _one(self, sql: str) -> Any:
        row = self._row(sql, ())
        if row is None:
            raise errors.missing(self.path)
        return row[0]

    def _row(self, sql: str, given: tuple[Any, ...]) -> tuple[Any, ...] | None:
        with errors.the_world(self.path):
            return self._db.conn.execute(sql, given).fetchone()

    def _rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        with errors.the_world(self.path):
            yield from self._db.conn.execute(sql).fetchall()
