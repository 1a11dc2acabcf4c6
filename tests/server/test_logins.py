"""What a login may do: call the functions of its record, and nothing else; and what nobody may do to what only grows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from adjudicator.shared.founding import PostgresFounder
from adjudicator.shared.postgres import PostgresServer
from tests.server.conftest import Place, act, founded, received

Raw = psycopg.Connection[Any]

TABLES = (
    "record", "wrapped_key", "log", "act", "gone", "sealed", "lines", "document", "act_document", "subject", "given_key",
    "tries", "checkpoint", "disowned", "aside", "station", "scan", "roll", "head",
)  # fmt: skip

GROW = frozenset(TABLES) - {"tries", "station", "head"}


@pytest.fixture
def raw(place: Place, staffed: PostgresServer) -> Iterator[Raw]:
    """The connection of a station's login, in the hands of somebody with psql."""
    with psycopg.connect(place.engine.url(place.login("front")), autocommit=True) as connection:
        yield connection


def test_all_tables_are_known_here(place: Place) -> None:
    with place.engine.administrator() as administrator:
        rows = administrator.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s", (place.schema,)
        ).fetchall()
    assert {name for (name,) in rows} == set(TABLES)


def test_a_station_reads_and_writes_no_table(raw: Raw, place: Place) -> None:
    for table in TABLES:
        name = f"{place.schema}.{table}"
        for statement in (
            f"SELECT * FROM {name}", f"INSERT INTO {name} DEFAULT VALUES", f"DELETE FROM {name}", f"TRUNCATE {name}",
            f"DROP TABLE {name}", f"ALTER TABLE {name} DISABLE TRIGGER ALL",
            f"COPY {name} TO STDOUT", f"BEGIN; LOCK TABLE {name}",
            f"CREATE TRIGGER t BEFORE INSERT ON {name} EXECUTE FUNCTION {place.schema}.only_grows()",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                raw.execute(statement.encode())
            raw.rollback()
    for table, column in (("log", "body"), ("station", "revoked"), ("head", "size")):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(f"UPDATE {place.schema}.{table} SET {column} = {column}".encode())


def test_a_station_becomes_nobody_else_and_makes_nothing(raw: Raw, place: Place) -> None:
    for statement in (
        "SET ROLE adjudicator_owner", "SET ROLE adjudicator_keeper", "SET ROLE founder", "SET ROLE administrator",
        "SET SESSION AUTHORIZATION founder", "CREATE ROLE mine", f"ALTER ROLE {place.login('front')} CREATEROLE",
        "GRANT adjudicator_owner TO CURRENT_USER", f"CREATE TABLE {place.schema}.mine (x int)",
        "CREATE TABLE public.mine (x int)", "CREATE SCHEMA mine", "CREATE TEMPORARY TABLE log (x int)",
        f"DROP SCHEMA {place.schema} CASCADE", f"DROP FUNCTION {place.schema}.tell_now()",
        f"CREATE OR REPLACE FUNCTION {place.schema}.tell_now() RETURNS text LANGUAGE sql AS 'SELECT 1'",
        "SET session_replication_role = replica", "ALTER SYSTEM SET fsync = off", "SELECT pg_read_file('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ):  # fmt: skip
        with pytest.raises(psycopg.errors.Error) as refused:
            raw.execute(statement.encode())
        assert refused.value.sqlstate == "42501", statement


def test_a_station_calls_nothing_that_is_for_the_functions_alone(raw: Raw, place: Place) -> None:
    granted = set[str]()
    with place.engine.administrator() as administrator:
        sql = (
            "SELECT proname, pg_get_function_identity_arguments(oid), has_function_privilege(%s, oid, 'EXECUTE'), prosecdef "
            "FROM pg_proc WHERE pronamespace = %s::regnamespace"
        )
        rows = administrator.execute(sql, (place.login("front"), place.schema)).fetchall()
        (anybody,) = administrator.execute(
            "SELECT count(*) FROM pg_proc WHERE pronamespace = %s::regnamespace AND EXISTS "
            "(SELECT 1 FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0)", (place.schema,)
        ).fetchone() or (None,)  # fmt: skip
    assert anybody == 0
    for name, _, may, definer in rows:
        if may:
            granted.add(str(name))
            assert definer, name
    asked = {name for name in dir(PostgresServer) if not name.startswith("_")}
    own = {"greet", "tell_head", "tell_now", "unblock"}
    assert granted - own == asked - {"append_and_see", "case", "close", "head", "now", "revoke", "wait"}
    for call in ("bring", "put_acts", "take_away", "let_in", "begin_record", "admit"):
        assert call not in granted


def test_a_station_of_one_record_sees_nothing_of_another(raw: Raw, place: Place) -> None:
    other = founded(place.engine)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute(f"SELECT * FROM {other.schema}.tell_head()".encode())
    other.close()


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_acts_are_recorded_at_one_isolation_alone(raw: Raw, place: Place, level: str) -> None:
    raw.execute(f"BEGIN ISOLATION LEVEL {level}".encode())
    with pytest.raises(psycopg.Error) as refused:
        raw.execute(f"SELECT {place.schema}.tell_head()".encode())
    assert refused.value.sqlstate == "PB006"
    raw.execute("ROLLBACK")
    raw.execute(f"SELECT {place.schema}.tell_head()".encode())


def test_what_a_station_sets_in_its_session_changes_no_function(
    staffed: PostgresServer, raw: Raw, place: Place
) -> None:
    raw.execute("SET search_path = public, pg_temp")
    raw.execute("SET synchronous_commit = off")
    raw.execute("BEGIN")
    raw.execute(f"SELECT {place.schema}.say_hello('1', 1, '')".encode())
    assert raw.execute("SHOW synchronous_commit").fetchone() == ("on",)
    raw.execute("COMMIT")
    assert staffed.stations()[0].version == "1"


def test_nobody_changes_what_only_grows(place: Place, staffed: PostgresServer) -> None:
    staffed.append(act(staffed, received("0001"), sealed={bytes(32): b"x"}))
    with psycopg.connect(place.engine.url("founder"), autocommit=True) as owner:
        owner.execute("SET ROLE adjudicator_owner")
        refused_all_ways(owner, place.schema)
    with place.engine.administrator() as administrator:
        administrator.execute("SET session_replication_role = replica")  # which switches other triggers off
        refused_all_ways(administrator, place.schema)


def refused_all_ways(connection: Raw, schema: str) -> None:
    """UPDATE, DELETE and TRUNCATE of every table that only grows, the head set back, a gap in the log."""
    for table in TABLES:
        statements = [f"TRUNCATE {schema}.{table}"] if table in GROW else []
        if table in GROW:
            column = connection.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = 1", (f"{schema}.{table}",)
            ).fetchone()
            assert column is not None
            statements += [
                f"DELETE FROM {schema}.{table}",
                f'UPDATE {schema}.{table} SET "{column[0]}" = "{column[0]}"',
            ]
        for statement in statements:
            with pytest.raises(psycopg.Error) as refused:
                connection.execute(statement.encode())
            assert refused.value.sqlstate == "PB007", statement
    for statement in (
        f"UPDATE {schema}.head SET size = size - 1", f"UPDATE {schema}.head SET root = root", f"DELETE FROM {schema}.head",
        f"TRUNCATE {schema}.head", f"INSERT INTO {schema}.log (seq, body, leaf) VALUES (1000, '1', sha256('\\x0031'))",
    ):  # fmt: skip
        with pytest.raises(psycopg.Error) as refused:
            connection.execute(statement.encode())
        assert refused.value.sqlstate == "PB007", statement
    (size,) = connection.execute(f"SELECT size FROM {schema}.head".encode()).fetchone() or (0,)
    for leaf in ("\\x00", "sha256('x')"):
        literal = leaf if leaf.startswith("sha") else f"'{leaf}'"
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute(
                f"INSERT INTO {schema}.log (seq, body, leaf) VALUES ({size + 1}, '1', {literal})".encode()
            )


def test_only_who_may_found_founds(place: Place, staffed: PostgresServer) -> None:
    url = place.engine.url(place.login("front"))
    for call in (
        lambda founder: founder.found("mine", "", ""),
        lambda founder: founder.add_station("friend", "x", "Friend"),
        lambda founder: founder.bring(staffed.acts(1)),
    ):
        with PostgresFounder(url, case=place.case) as founder, pytest.raises(WorldError) as refused:
            call(founder)
        assert refused.value.code == "server_refuses"
    assert isinstance(staffed.append(act(staffed, received("0001"))), Head)
