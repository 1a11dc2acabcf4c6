"""The server of a shared record on PostgreSQL: each method is one function there (`resources/server/functions.sql`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from threading import Lock
from time import monotonic
from typing import Any, LiteralString, Self

from psycopg import sql

import adjudicator
from adjudicator.port.acts import Document
from adjudicator.port.answers import Head, NotRecorded, Refused, Stale, Unknown
from adjudicator.port.keys import Attempt, WrappedKey
from adjudicator.shared.address import ServerAddress
from adjudicator.shared.connections import Connection, Connections
from adjudicator.shared.server import Appended, ClockApart, PulledAct, SentAct, SentEntry, StationRow
from adjudicator.shared.server_trouble import NoRoleError, another_program, no_record, the_server

FORMAT = 1
"""Which functions a record on a server has, and what each takes and gives."""

PREFIX = "case_"
"""The schema of a case is called so, and then its id."""

_SLICE = 0.5  # seconds: so soon a wait ends once all is closed
_CASE_ID = re.compile(r"[a-z0-9_-]{1,40}", re.ASCII)

_APPEND = (
    "%s, %s, %s, %s, %s, %s, %b::text[], %b::integer[], %b::bytea[], %b::bytea[], %b::text[], %b::bigint[], "
    "%b::text[], %b::bytea[], %s, %s, %s"
)

_KNOWN = (
    "SELECT nspname FROM pg_catalog.pg_namespace "
    "WHERE nspname LIKE 'case\\_%' AND pg_catalog.has_schema_privilege(nspname, 'USAGE')"
)


def schema_of(case: str) -> str:
    """The schema of a case on its server. Raises ValueError for an id that no program gives."""
    if _CASE_ID.fullmatch(case) is None:
        raise ValueError("the id of a case has letters, digits, dashes and underscores")
    return PREFIX + case


class PostgresServer:
    """One shared record on PostgreSQL, by one login (see shared.server.Server). Nothing is asked before the first method is.

    `case` says which record is meant; where it is empty, it is the only one that the login may use. Any thread may ask, and
    `wait` one at a time.
    """

    def __init__(self, url: str, password: str = "", case: str = "") -> None:
        self.address = ServerAddress(url)
        self._schema = schema_of(case) if case else ""
        self._least = ""
        self._connections = Connections(self.address, self.address.conninfo(password), self._greet)
        self._listening: Connection | None = None
        self._waits = Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    @property
    def case(self) -> str:
        """The id of the case. Raises WorldError as all methods do."""
        if not self._schema:
            self.now()
        return self._schema.removeprefix(PREFIX)

    def append(self, act: SentAct) -> Appended:
        """Record an act (see Server)."""
        try:
            (row,) = self._ask("append", _APPEND, *_sent(act))
        except NoRoleError:
            return Refused("right")
        return _answer(act, row)

    def append_and_see(self, act: SentAct, from_seq: int, limit: int) -> tuple[Appended, Sequence[PulledAct]]:
        """Record an act, and give what is there from a seq on where it is recorded (see Server)."""
        # `acts` is called behind `append` because it hangs on what that answers
        call = sql.SQL(
            "SELECT said.answer, said.about, said.was, said.size, said.root, seen.* FROM {}({}) AS said "
            "LEFT JOIN LATERAL {}(CASE said.answer WHEN 'head' THEN %s::bigint END, %s::integer) AS seen ON true"
        )
        whole = call.format(self._named("append"), sql.SQL(_APPEND), self._named("acts"))
        try:
            rows = self._ask_for(whole, (*_sent(act), from_seq, limit))
        except NoRoleError:
            return Refused("right"), []
        acts = [_pulled(row[5:]) for row in rows if row[5] is not None]
        return _answer(act, rows[0][:5]), sorted(acts, key=lambda act: act.first)

    def settle(self, act: bytes, latest: str) -> Head | NotRecorded | Unknown:
        """What became of an act (see Server)."""
        ((answer, size, root),) = self._ask("settle", "%s, %s", act, latest)
        if answer == "head":
            return Head(size, root)
        return NotRecorded(act) if answer == "late" else Unknown(act)

    def head(self) -> Head:
        """The head of the log."""
        ((size, root),) = self._ask("tell_head")
        return Head(size, root)

    def acts(self, from_seq: int, limit: int = 200) -> Sequence[PulledAct]:
        """Whole acts, in order (see Server)."""
        return [_pulled(row) for row in self._ask("acts", "%s, %s", from_seq, limit)]

    def root_at(self, size: int) -> bytes | None:
        """The root at a size, where an act ends there."""
        return self._value("root_at", "%s", size)

    def wait(self, seconds: float) -> bool:
        """Wait until something is told, at most so long; the first time it is told at once that one had better look."""
        with self._waits, the_server(self.address):
            if self._listening is None or self._listening.closed:
                self._listening = self._connections.open()
                self._listening.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._schema)))
                return True
            until = monotonic() + seconds
            while not self._closed and (left := until - monotonic()) > 0:
                if list(self._listening.notifies(timeout=min(left, _SLICE), stop_after=1)):
                    return True
            return False

    def put_checkpoint(self, note: str) -> bool:
        """Keep a signed head, where the log had it."""
        return self._value("put_checkpoint", "%s", note)

    def checkpoints(self, after: int = 0) -> Sequence[tuple[int, str]]:
        """The checkpoints behind a number."""
        return [(number, note) for number, note in self._ask("checkpoints", "%s", after)]

    def disown(self, act: bytes) -> bool:
        """Say that an act is in force nowhere (see Server)."""
        return self._value("disown", "%s", act)

    def key(self, person: str) -> WrappedKey | None:
        """What is kept to check a person's password."""
        rows = self._ask("key", "%s", person)
        return WrappedKey(person, *rows[0]) if rows else None

    def attempt(self, person: str) -> Attempt | None:
        """Count a try of a password."""
        rows = self._ask("attempt", "%s", person)
        if not rows:
            return None
        ((*key, waits),) = rows
        return Attempt(WrappedKey(person, *key), waits)

    def keep(self, key: WrappedKey) -> None:
        """Keep the failures of a key that is still the person's."""
        self._ask("keep", "%s, %s, %s::integer, %s", key.person, key.wrapped, key.failures, key.last_failure)

    def now(self) -> str:
        """The server's clock."""
        return self._value("tell_now")

    def case_key(self) -> str:
        """The case key, wrapped."""
        return self._value("case_key")

    def wrap_anew(self, wrapped: str, instead_of: str) -> bool:
        """Keep the case key under another passphrase."""
        return self._value("wrap_anew", "%s, %s", wrapped, instead_of)

    def scan_names(self) -> frozenset[tuple[str, str]]:
        """What scans there are."""
        return frozenset((came_with, name) for came_with, name in self._ask("scan_names"))

    def put_scan(self, came_with: str, name: str, content: bytes) -> None:
        """Keep a scan."""
        self._ask("put_scan", "%s, %s, %s", came_with, name, content)

    def scan(self, came_with: str, name: str) -> bytes:
        """The bytes of a scan."""
        return self._value("scan", "%s, %s", came_with, name)

    def put_roll(self, roll: str, part: int, content: bytes) -> None:
        """Keep one part of a roll."""
        self._ask("put_roll", "%s, %s::integer, %s", roll, part, content)

    def roll(self, roll: str, part: int) -> bytes:
        """One part of a roll."""
        return self._value("roll", "%s, %s::integer", roll, part)

    def say_hello(self, version: str, size: int, at: str) -> None:
        """Tell what `stations` shows of this one."""
        self._ask("say_hello", "%s, %s, %s", version, size, at)

    def stations(self) -> Sequence[StationRow]:
        """The stations that have logged in, by name."""
        return [StationRow(*row) for row in self._ask("stations")]

    def revoke(self, login: str) -> None:
        """Let a login in no more."""
        with self._connections.open() as connection, the_server(self.address), connection.transaction():
            connection.execute("SET LOCAL ROLE adjudicator_keeper")
            connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(login)))
            connection.execute("SET LOCAL ROLE adjudicator_owner")
            connection.execute(sql.SQL("SELECT {}(%s)").format(self._named("take_away")), (login,))

    def close(self) -> None:
        """Give the connections back."""
        self._closed = True
        self._connections.close()
        with self._waits:
            if self._listening is not None:
                self._listening.close()

    def _value(self, function: LiteralString, types: LiteralString = "", *values: object) -> Any:
        ((value,),) = self._ask(function, types, *values)
        return value

    def _ask(self, function: LiteralString, types: LiteralString = "", *values: object) -> list[tuple[Any, ...]]:
        call = sql.SQL("SELECT * FROM {}({})").format(self._named(function), sql.SQL(types))
        return self._ask_for(call, values)

    def _ask_for(self, call: sql.Composed, values: Sequence[object]) -> list[tuple[Any, ...]]:
        unblock = sql.SQL("SELECT {}()").format(self._named("unblock"))
        return self._connections.ask(call, values, unblock)

    def _named(self, function: str) -> sql.Identifier:
        if not self._schema:
            self._connections.open().close()  # which finds out what it is called
        return sql.Identifier(self._schema, function)

    def _greet(self, connection: Connection) -> None:
        """Look at what a new connection leads to. Raises WorldError where this program may not use it."""
        if not self._schema:
            found = [name for (name,) in connection.execute(_KNOWN)]
            if len(found) != 1:
                raise no_record(self.address, several=bool(found))
            (self._schema,) = found
        rows = connection.execute(sql.SQL("SELECT * FROM {}()").format(self._named("greet"))).fetchall()
        ((_name, form, least, _now),) = rows
        if form != FORMAT or version_of(least) > version_of(adjudicator.__version__):
            raise another_program(self.address)


def version_of(text: str) -> tuple[int, ...]:
    """A version ("0.2.0") as numbers, so that two can be compared; what is no number counts as 0."""
    return tuple(int(part) if part.isascii() and part.isdigit() else 0 for part in text.split("."))


def columns_of(entries: Sequence[SentEntry]) -> tuple[list[str], list[int], list[bytes], list[bytes]]:
    """Entries as the functions take them: the bodies, and each sealed value with the place of its entry, from 1."""
    sealed = [(place, *pair) for place, entry in enumerate(entries, 1) for pair in entry.sealed.items()]
    bodies = [entry.body for entry in entries]
    return bodies, [place for place, _, _ in sealed], [key for _, key, _ in sealed], [value for _, _, value in sealed]


def _sent(act: SentAct) -> tuple[object, ...]:
    """An act as `append` takes it."""
    return (
        *(act.id, act.person, act.base.size, act.base.root, act.signature, act.latest),
        *columns_of(act.entries),
        *(list(act.after), list(act.after.values())),
        *([each.kind for each in act.documents], [each.content.encode() for each in act.documents]),
        *(act.lines, None if act.key is None else act.key.person, None if act.key is None else act.key.wrapped),
    )


def _answer(act: SentAct, row: Sequence[Any]) -> Appended:
    answer, about, was, size, root = row
    match answer:
        case "head":
            return Head(size, root)
        case "stale":
            return Stale(about, was, size)
        case "clock":
            return ClockApart(about)
        case "key":
            return Refused("key")
        case _:
            return NotRecorded(act.id)


def _pulled(row: Sequence[Any]) -> PulledAct:
    first, login, act, person, size, root, signature, bodies, places, commitments, contents, *rest = row
    digests, kinds, papers, lines, notes, people, wrapped, failures, last = rest
    sealed: list[dict[bytes, bytes]] = [{} for _ in bodies]
    for place, commitment, content in zip(places or (), commitments or (), contents or (), strict=True):
        sealed[place - 1][commitment] = content
    documents = zip(digests or (), kinds or (), papers or (), strict=True)
    keys = zip(people or (), wrapped or (), failures or (), last or (), strict=True)
    return PulledAct(
        first,
        login,
        act,
        person,
        Head(size, root),
        signature,
        [SentEntry(body, own) for body, own in zip(bodies, sealed, strict=True)],
        [Document(digest, kind, content.decode()) for digest, kind, content in documents],
        lines,
        list(notes),
        [WrappedKey(*key) for key in keys],
    )
