"""PostgreSQL for the tests of shared records: installed where it may be, done without where not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import start_server as server
from start_machine import Machine, Ran


@pytest.fixture
def none_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without PostgreSQL."""
    monkeypatch.setattr(server, "is_there", lambda: False)


def test_root_on_debian_gets_it(debian: Machine, recorder: Callable, none_there: None) -> None:
    run, said = recorder(), list[str]()
    server.add(debian, run, said.append)
    assert run.commands[-1].endswith(" postgresql")
    assert len(said) == 1


def test_nothing_is_installed_for_anybody_else(visitor: Machine, recorder: Callable, none_there: None) -> None:
    run, said = recorder(), list[str]()
    server.add(visitor, run, said.append)
    assert (run.commands, said) == ([], [])


def test_nothing_is_installed_where_it_is_there(
    debian: Machine, recorder: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "is_there", lambda: True)
    run, said = recorder(), list[str]()
    server.add(debian, run, said.append)
    assert (run.commands, said) == ([], [])


def test_where_that_fails_the_tests_do_without(debian: Machine, recorder: Callable, none_there: None) -> None:
    said = list[str]()
    server.add(debian, recorder(install=Ran(100, "E: Unable to fetch")), said.append)
    assert said[-1] == server.LEFT_OUT


def test_it_is_found_where_debian_puts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.shutil, "which", lambda _name: None)
    assert not server.is_there(tmp_path)
    (tmp_path / "15" / "bin").mkdir(parents=True)
    (tmp_path / "15" / "bin" / "initdb").touch()
    assert server.is_there(tmp_path)
