"""Founding a shared record on PostgreSQL: the roles of a server, the schema of a case, its acts, a login for each station.

The statements are those of `resources/server`, which may as well be run by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, LiteralString, Self

import psycopg
from psycopg import sql

from adjudicator import resources
from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from adjudicator.shared.address import ServerAddress
from adjudicator.shared.connections import Connection
from adjudicator.shared.postgres import FORMAT, PREFIX, columns_of, schema_of
from adjudicator.shared.server import PulledAct
from adjudicator.shared.server_trouble import no_record, the_server
from adjudicator.words import _

ROLES: Final = "roles.sql"
ROLES_MADE: Final = ("adjudicator_owner", "adjudicator_keeper", "adjudicator_station")
OF_A_RECORD: Final = ("record.sql", "guards.sql", "functions.sql")
"""The files that make a record, in order; all but the first are run again where the program was brought up to date."""

_LOGIN = re.compile(r"[a-z][a-z0-9_]{0,40}", re.ASCII)

_RECORDS = (
    "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname LIKE 'case\\_%' "
    "AND nspowner = 'adjudicator_owner'::regrole ORDER BY nspname"
)

_BRING = (  # lists go as bytes: as text each element is searched for what has to be quoted
    "%b::bigint[], %b::integer[], %b::bytea[], %b::text[], %b::bigint[], %b::bytea[], %b::bytea[], %b::text[], "
    "%b::text[], %b::integer[], %b::bytea[], %b::bytea[], %b::integer[], %b::text[], %b::bytea[], %b::bytea[], "
    "%b::text[], %b::integer[], %b::text[], %b::text[], %b::integer[], %b::text[]"
)


def statements(name: str, case: str = "") -> str:
    """The statements of one of the files, with the names of a case's schema and of its role put in."""
    text = resources.path("server", name).read_text("utf-8")
    if case:
        for variable, named in (("record", schema_of(case)), ("stations", stations_of(case))):
            text = text.replace(f':"{variable}"', f'"{named}"')
    return text


def stations_of(case: str) -> str:
    """The role of all stations of a case."""
    return f"{schema_of(case)}_station"


def set_up(url: str, password: str = "") -> None:
    """Make the roles of a server, and let none but them into the database: as its administrator. Raises WorldError."""
    address = ServerAddress(url)
    with the_server(address), psycopg.connect(address.conninfo(password)) as connection:
        connection.execute(statements(ROLES).encode())


def make_founder(url: str, password: str, login: str, chosen: str) -> None:
    """Make a login that may found shared records, as the server's administrator. Raises WorldError, "exists" for one that is
    there and "bad_login" for what is no plain word.
    """
    address = ServerAddress(url)
    with the_server(address), psycopg.connect(address.conninfo(password)) as connection:
        _make_login(connection, login, chosen)
        roles = sql.SQL(", ").join(map(sql.Identifier, ROLES_MADE[:2]))
        connection.execute(sql.SQL("GRANT {} TO {}").format(roles, sql.Identifier(login)))


def _make_login(connection: Connection, login: str, password: str) -> None:
    """Make a login: what goes to the server of its password is what checks it, and not the password."""
    if _LOGIN.fullmatch(login) is None:
        what = _("{login} cannot be the name of a login", login=login[:60])
        raise WorldError("bad_login", what, _("Use small letters, digits and underscores, and begin with a letter."))
    scram = connection.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
    make = sql.SQL("CREATE ROLE {} LOGIN CONNECTION LIMIT 20 PASSWORD {}")
    connection.execute(make.format(sql.Identifier(login), sql.Literal(scram)))


def renew(url: str, password: str = "") -> tuple[str, ...]:
    """Bring the functions of all records of a database up to those of this program, by a login that may found; gives the ids
    of their cases. Nothing that they have is touched. Raises WorldError.
    """
    address = ServerAddress(url)
    with the_server(address), psycopg.connect(address.conninfo(password, seconds=0)) as connection:
        rows = connection.execute(_RECORDS).fetchall()
        cases = tuple(str(name).removeprefix(PREFIX) for (name,) in rows)
        for case in cases:
            for name in OF_A_RECORD[1:]:
                connection.execute(statements(name, case).encode())
    return cases


class PostgresFounder:
    """A server by a login that may found the shared record of one case, or go on with it (see shared.server.Founder)."""

    def __init__(self, url: str, password: str = "", case: str = "") -> None:
        self.address = ServerAddress(url)
        self._case = case
        self._conninfo = self.address.conninfo(password, seconds=0)
        self._kept: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def found(self, case: str, wrapped: str, least: str) -> None:
        """Make the schema of a case with all that is in it, or nothing of it. Raises WorldError "exists"."""
        schema_of(case)
        with the_server(self.address), self._connection.transaction():
            for name in OF_A_RECORD:
                self._connection.execute(statements(name, case).encode())
            self._case = case
            self._call("begin_record", "%s, %s::integer, %s, %s", case, FORMAT, least, wrapped)

    def bring(self, acts: Sequence[PulledAct]) -> Head:
        """Add acts of the copy as they are, all of them or none; at least one. Raises WorldError where they are not the next
        here.
        """
        statement = sql.SQL("SELECT size, root FROM {}({})").format(self._named("bring"), sql.SQL(_BRING))
        with the_server(self.address):
            ((size, root),) = self._connection.execute(statement, _columns(acts), binary=True).fetchall()
            return Head(size, root)

    def add_station(self, login: str, password: str, name: str) -> None:
        """Make a login for one station. The password itself does not go to the server. Raises WorldError "exists", and
        "bad_login" for one that is not of small letters, digits and underscores.
        """
        role, stations = sql.Identifier(login), sql.Identifier(stations_of(self._case))
        with the_server(self.address), self._connection.transaction():
            self._connection.execute("SET LOCAL ROLE adjudicator_keeper")
            _make_login(self._connection, login, password)
            self._connection.execute(sql.SQL("GRANT {} TO {}").format(stations, role))
            self._connection.execute("RESET ROLE")
            self._call("let_in", "%s, %s", login, name)

    def close(self) -> None:
        """Give the connection back."""
        if self._kept is not None:
            self._kept.close()

    @property
    def _connection(self) -> Connection:
        if self._kept is None or self._kept.closed:
            self._kept = psycopg.connect(self._conninfo, autocommit=True)
        return self._kept

    def _call(self, function: LiteralString, types: LiteralString, *values: object) -> None:
        call = sql.SQL("SELECT {}({})").format(self._named(function), sql.SQL(types))
        self._connection.execute(call, values)

    def _named(self, function: str) -> sql.Identifier:
        if not self._case:
            raise no_record(self.address, several=False)
        return sql.Identifier(schema_of(self._case), function)


def _columns(acts: Sequence[PulledAct]) -> tuple[list[Any], ...]:
    """Acts as `bring` takes them, column after column; what one has several of is named with its place, from 1."""
    documents = [(place, document) for place, act in enumerate(acts, 1) for document in act.documents]
    keys = [(place, key) for place, act in enumerate(acts, 1) for key in act.keys]
    return (
        *([act.first for act in acts], [len(act.entries) for act in acts], [act.id for act in acts]),
        *([act.person for act in acts], [act.base.size for act in acts], [act.base.root for act in acts]),
        *([act.signature for act in acts], [act.login for act in acts]),
        *columns_of([entry for act in acts for entry in act.entries]),
        *([place for place, __ in documents], [each.kind for __, each in documents]),
        *([each.content.encode() for __, each in documents], [act.lines for act in acts]),
        [note for act in acts for note in act.notes],
        *([place for place, __ in keys], [key.person for __, key in keys], [key.wrapped for __, key in keys]),
        *([key.failures for __, key in keys], [key.last_failure for __, key in keys]),
    )
