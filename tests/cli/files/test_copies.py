"""Backups and restores: verified copies, another incarnation, and a workstation that notices another story."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.log.tree.notes import read_note
from adjudicator.office import Office
from adjudicator.office.behind.station import this_station
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal
from tests.cli.conftest import Terminal
from tests.office.conftest import PASSWORD, envelope


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workstation that remembers."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def work(case: str, number: str) -> None:
    with closing(Office.open(Path(case))) as office:
        assert not isinstance(office.people.sign_in("jane", PASSWORD), Refusal)
        assert not isinstance(office.receive.receive_one(envelope(number)), Refusal)


def head(case: str) -> Head:
    with closing(Office.open(Path(case), read_only=True)) as office:
        return office.record.head()


def test_a_backup_is_one_verified_file_with_the_same_root(terminal: Terminal) -> None:
    said = terminal("backup", "c.case", "--out", "b.case")
    assert said.code == 0, said.err
    assert terminal("verify", "b.case").out == "OK\n"
    assert not {name for name in terminal.files() if name.startswith("b.case") and name != "b.case"}


def test_the_end_of_the_day_knows_of_a_backup_that_was_made_by_command(terminal: Terminal, station: Path) -> None:
    with closing(Office.open(Path("c.case"), station=this_station())) as office:

        def is_backed_up() -> bool:
            return next(step.is_done for step in office.day.steps() if step.code == "backed_up")

        assert not is_backed_up()
        assert terminal("backup", "c.case", "--out", "b.case").code == 0
        assert is_backed_up(), "the window that is open meanwhile knows it, too"
        assert not isinstance(office.people.sign_in("jane", PASSWORD), Refusal)
        office.receive.receive_one(envelope("0901"))
        assert not is_backed_up()
        assert station.exists()


def test_a_backup_is_taken_while_somebody_works(terminal: Terminal) -> None:
    with closing(Office.open(Path("c.case"))) as office:
        assert not isinstance(office.people.sign_in("jane", PASSWORD), Refusal)
        office.receive.receive_one(envelope("0901"))
        assert terminal("backup", "c.case", "--out", "b.case").code == 0
        office.receive.receive_one(envelope("0902"))
    with closing(Office.open(Path("b.case"), read_only=True)) as copied:
        assert not isinstance(copied.review.sheet("0901"), Refusal)
        assert isinstance(copied.review.sheet("0902"), Refusal)


def test_no_backup_and_no_restore_is_made_over_another_file(terminal: Terminal) -> None:
    terminal.write("b.case", "mine")
    for words in (("backup", "c.case", "--out", "b.case"), ("restore", "c.case", "--out", "b.case")):
        said = terminal(*words)
        assert said.code == 3
        assert "already there" in said.err
    assert Path("b.case").read_text(encoding="utf-8") == "mine"


def test_a_restored_case_goes_on_under_an_origin_of_its_own(terminal: Terminal) -> None:
    terminal.password()
    before = read_note(terminal("checkpoint", "c.case", "--as", "sue").out)
    terminal("backup", "c.case", "--out", "b.case")
    said = terminal("restore", "b.case", "--out", "r.case")
    assert said.code == 0, said.err
    after = read_note(terminal("checkpoint", "r.case", "--as", "sue").out)
    assert after.origin != before.origin
    assert after.origin.rpartition("/")[2].startswith("2-")
    assert terminal("verify", "r.case").out == "OK\n"


def test_a_damaged_backup_is_not_restored_and_nothing_is_left(terminal: Terminal) -> None:
    terminal("backup", "c.case", "--out", "b.case")
    content = bytearray(Path("b.case").read_bytes())
    at = content.index(b"Gwinnett")
    content[at] ^= 1
    Path("b.case").write_bytes(content)
    said = terminal("restore", "b.case", "--out", "r.case")
    assert said.code == 3
    assert "does not verify" in said.err
    assert not any(name.startswith("r.case") for name in terminal.files())


def test_a_workstation_signs_nothing_on_an_older_copy_put_in_the_files_place(terminal: Terminal, station: Path) -> None:
    terminal.password()
    shutil.copy("c.case", "old.case")
    assert terminal("checkpoint", "c.case", "--as", "sue").code == 0
    assert list(station.rglob("*.json"))
    shutil.copy("old.case", "c.case")
    said = terminal("checkpoint", "c.case", "--as", "sue")
    assert said.code == 1
    assert "not the one that this computer left" in said.err


def test_a_workstation_signs_nothing_on_a_file_with_another_tail(terminal: Terminal, station: Path) -> None:
    terminal.password()
    shutil.copy("c.case", "other.case")
    assert terminal("checkpoint", "c.case", "--as", "sue").code == 0
    work("other.case", "0901")
    work("other.case", "0902")
    assert terminal("checkpoint", "other.case", "--as", "sue").code == 1
    assert terminal("checkpoint", "c.case", "--as", "sue").code == 0


def test_a_restored_backup_in_the_files_place_is_told_and_asks_before_the_first_act(
    terminal: Terminal, station: Path
) -> None:
    terminal.password()
    backed_up = terminal("status", "c.case", "--json").json["received"]
    terminal("backup", "c.case", "--out", "yesterday.case")
    for _ in range(3):
        assert terminal("checkpoint", "c.case", "--as", "sue").code == 0
    terminal("restore", "yesterday.case", "--out", "r.case")
    shutil.move("r.case", "c.case")
    said = terminal("status", "c.case", "--json")
    assert said.json["received"] == backed_up
    assert "c.case is not the file that was on this computer. It goes on from entry " in said.err
    before = head("c.case")
    said = terminal("checkpoint", "c.case", "--as", "sue")
    assert (said.code, said.out) == (1, "")
    assert "6 entries that this computer saw after that are not in it" in said.err
    assert "--go-on" in said.err
    assert terminal("release", "c.case", "--out", "out", "--as", "rita", "--go-on").code == 1
    assert head("c.case") == before
    assert terminal("checkpoint", "c.case", "--as", "sue", "--go-on").code == 0
    said = terminal("checkpoint", "c.case", "--as", "sue")
    assert (said.code, said.err) == (0, "")
    assert terminal("verify", "c.case").code == 0


def test_the_old_file_put_back_after_going_on_asks_too(terminal: Terminal, station: Path) -> None:
    terminal.password()
    terminal("backup", "c.case", "--out", "b.case")
    assert terminal("checkpoint", "c.case", "--as", "sue").code == 0
    terminal("restore", "b.case", "--out", "r.case")
    assert terminal("checkpoint", "r.case", "--as", "sue", "--go-on").code == 0
    assert "not in it" in terminal("checkpoint", "c.case", "--as", "sue").err


def test_a_restored_backup_that_lacks_nothing_asks_nothing(terminal: Terminal, station: Path) -> None:
    terminal.password()
    assert terminal("checkpoint", "c.case", "--as", "sue").code == 0
    terminal("backup", "c.case", "--out", "b.case")
    terminal("restore", "b.case", "--out", "r.case")
    said = terminal("checkpoint", "r.case", "--as", "sue")
    assert (said.code, said.err) == (0, "")
