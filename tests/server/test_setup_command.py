"""`adjudicator server-setup`: what the people who run the server type."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.shared.founding import ROLES_MADE, PostgresFounder
from tests.cli.conftest import Terminal
from tests.server.engine import Engine


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Terminal(tmp_path, capsys, monkeypatch)


@pytest.fixture
def fresh(engine: Engine) -> str:
    """The address of a new database, for its administrator."""
    with engine.administrator("postgres") as administrator:
        administrator.execute(b"DROP DATABASE IF EXISTS fresh WITH (FORCE)")
        administrator.execute(b"DROP ROLE IF EXISTS county")
        administrator.execute(b"CREATE DATABASE fresh TEMPLATE template0")
    return engine.url("administrator", "fresh")


def test_a_database_is_made_ready_and_a_login_founds(fresh: str, engine: Engine, terminal: Terminal) -> None:
    terminal.password("a long password of the county", "ADJUDICATOR_NEW_SERVER_PASSWORD_FILE")
    made = terminal("server-setup", fresh, "--founder", "county", "--json")
    assert (made.code, made.err) == (0, "")
    assert made.json == {"roles": list(ROLES_MADE), "founder": "county"}
    again = terminal("server-setup", fresh)
    assert (again.code, again.err) == (0, "")
    assert "adjudicator_owner" in again.out
    twice = terminal("server-setup", fresh, "--founder", "county")
    assert twice.code == 3
    assert "already" in twice.err
    with PostgresFounder(engine.url("county", "fresh")) as founder:
        founder.found("setup1", "wrapped", "0.1.0")
    renewed = terminal("server-setup", engine.url("county", "fresh"), "--renew", "--json")
    assert renewed.json == {"renewed": ["setup1"]}
    with engine.administrator("postgres") as administrator:
        administrator.execute(b"DROP DATABASE fresh WITH (FORCE)")


def test_the_statements_are_printed_and_nothing_is_done(terminal: Terminal) -> None:
    printed = terminal("server-setup", "postgresql://nobody@nowhere.example/x", "--print")
    assert (printed.code, printed.err) == (0, "")
    assert "CREATE ROLE adjudicator_owner NOLOGIN" in printed.out
    assert "CREATE OR REPLACE FUNCTION append" in terminal("server-setup", "x=y", "--renew", "--print").out


def test_a_mistake_is_told_in_plain_words(fresh: str, engine: Engine, terminal: Terminal) -> None:
    terminal.password("a long password of the county", "ADJUDICATOR_NEW_SERVER_PASSWORD_FILE")
    for words in (
        (fresh, "--founder", "The County"),
        ("nonsense",),
        ("postgresql://administrator:secret@localhost/fresh",),
        (engine.url("nobody_there", "fresh"),),
        (engine.url("administrator", "not_there"),),
    ):
        said = terminal("server-setup", *words)
        assert said.code == 3, words
        assert "secret" not in said.err
        assert len(said.err.splitlines()) < 5
