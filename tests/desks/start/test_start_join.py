"""Joining a shared case on the start screen: a copy in a new file, with the secrets kept nowhere; a stop leaves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.at_rest import passphrase
from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.people.passwords import passphrase_of
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.copying import bring
from adjudicator.shared.outbox import outbox_of
from tests.desks.setup_cases import DEFINITION, Shell, small
from tests.shared.fake_server import FakeRecord, FakeServer, away
from ui.desks.start import joining
from ui.desks.start.presenter import StartPresenter

WORDS, URL, PASSWORD = (
    "seven quiet herons over the marsh",
    "postgresql://east_1@ballots.example.gov/shared",
    "a login's",
)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Keys cost nothing here."""
    monkeypatch.setattr(passphrase, "ROUNDS", 1)


@pytest.fixture
def asked():
    """The addresses and passwords that the server was asked with."""
    return []


@pytest.fixture
def server(tmp_path, monkeypatch, asked):
    """A server with the record of a small case."""
    folder = tmp_path / "first"
    folder.mkdir()
    office, record, key = small(folder), FakeRecord(any_time=True), CaseKey.by_chance()
    record.found("C1", key.wrapped(passphrase_of(WORDS)), "0.1.0")
    bring(office._file.log, record, key)
    office.close()
    given = FakeServer(record)
    monkeypatch.setattr(joining, "server_at", lambda *how: asked.append(how) or given)
    return given


@pytest.fixture
def opened():
    return []


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def presenter(shell, opened, server):
    made = StartPresenter(shell, lambda *_: None, DEFINITION, open_copy=lambda *how: opened.append(how))
    made.go("join")
    return made


def left_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.is_file())


def test_a_copy_is_made_under_the_passphrase_of_the_case_and_opened(presenter, opened, asked, server, tmp_path):
    assert presenter.screen.joining.missing == "Still to choose: a place for the file."
    presenter.joining.choose_place(str(tmp_path / "gwinnett"))
    assert (presenter.screen.joining.missing, presenter.screen.joining.may_join) == ("", True)
    presenter.joining.join(f" {URL} ", PASSWORD, WORDS)
    out = tmp_path / "gwinnett.case"
    ((case, key, password, keep),) = opened
    assert (case, password, keep) == (out, PASSWORD, False)
    assert key.raw_key(b"salt") == passphrase_of(WORDS).raw_key(b"salt")
    assert asked == [(URL, PASSWORD)]
    assert server.closed
    assert is_encrypted(out)
    assert outbox_of(out).exists()
    assert WORDS not in repr(presenter.screen)


def test_whether_this_computer_keeps_the_password_is_said_with_the_copy(presenter, opened, tmp_path):
    presenter.joining.choose_place(str(tmp_path / "gwinnett.case"))
    presenter.joining.join(URL, PASSWORD, WORDS, keep=True)
    assert opened[0][2:] == (PASSWORD, True)


def test_what_is_missing_is_said_beside_its_field(presenter, asked, tmp_path):
    presenter.joining.join(URL, PASSWORD, WORDS)
    presenter.joining.choose_place(str(tmp_path / "gwinnett.case"))
    presenter.joining.join("", "", "")
    assert set(presenter.screen.joining.troubles) == {"url", "passphrase"}
    assert asked == []


def test_another_passphrase_is_said_beside_its_field_and_leaves_nothing(presenter, opened, tmp_path):
    presenter.joining.choose_place(str(tmp_path / "gwinnett.case"))
    presenter.joining.join(URL, PASSWORD, "four shy herons over the marsh")
    assert "does not open" in presenter.screen.joining.troubles["passphrase"]
    assert (presenter.screen.strip, opened, left_in(tmp_path)) == (None, [], [])


def test_a_server_that_is_away_is_said_above_and_leaves_nothing(presenter, server, opened, tmp_path):
    server.before = away("acts")
    presenter.joining.choose_place(str(tmp_path / "gwinnett.case"))
    presenter.joining.join(URL, PASSWORD, WORDS)
    assert presenter.screen.strip.what.startswith("No copy was made: ")
    assert (opened, left_in(tmp_path)) == ([], [])
    server.before = lambda _: None
    presenter.joining.join(URL, PASSWORD, WORDS)
    assert len(opened) == 1


@pytest.mark.parametrize("name", ["gwinnett.case", "gwinnett.case.station"])
def test_no_copy_goes_over_a_file_that_is_there(presenter, asked, tmp_path, name):
    (tmp_path / name).write_bytes(b"other")
    presenter.joining.choose_place(str(tmp_path / "gwinnett.case"))
    assert presenter.screen.joining.taken
    presenter.joining.join(URL, PASSWORD, WORDS)
    assert (asked, left_in(tmp_path)) == ([], [name])


def test_stopped_too_late_the_whole_copy_goes_again(presenter, shell, opened, tmp_path):
    shell.waits = True
    presenter.joining.choose_place(str(tmp_path / "gwinnett.case"))
    presenter.joining.join(URL, PASSWORD, WORDS)
    assert presenter.screen.busy
    presenter.joining.stop()
    assert shell.cancelled
    shell.work_on()
    assert presenter.screen.strip.what == "No copy was made"
    assert (opened, left_in(tmp_path)) == ([], [])
