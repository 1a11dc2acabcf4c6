"""A raising that was killed is done again; what else lies where its backup is to be is never taken for that."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.casework.record.catalogue import FORM
from adjudicator.log.copies.raising import form_of
from adjudicator.log.copies.scans import scans_of
from adjudicator.office import raising
from adjudicator.office.raising import backup_beside, raise_case
from adjudicator.office.restoring import back_up
from adjudicator.records.trouble import WorldError

GOLDEN = Path(__file__).parents[1] / "golden" / "3.0"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A case file of form 3.0."""
    case = tmp_path / "small.case"
    case.write_bytes((GOLDEN / "small.case").read_bytes())
    return case


KILLED = """
import os, signal, sys
from pathlib import Path
from adjudicator.log.copies import raising as the_file
from adjudicator.office.raising import raise_case
the_file.upgrade = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
raise_case(Path(sys.argv[1]))
"""


@pytest.fixture
def killed(older: Path) -> Path:
    """A case whose raising was killed after its backup was made."""
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    child = subprocess.run([sys.executable, "-c", KILLED, str(older)], check=False, env=env)
    assert child.returncode == -9
    backup = backup_beside(older, "3.0")
    backup.with_name(f"{backup.name}.unfinished").hardlink_to(backup)  # killed before that name was taken away
    assert {path.name for path in older.parent.glob("*.unfinished")} == {
        "small.case.unfinished", "small-form-3.0.case.unfinished"
    }  # fmt: skip
    return older


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_a_raising_that_was_killed_goes_on_with_the_backup_that_it_made(killed: Path) -> None:
    backup = backup_beside(killed, "3.0")
    before = backup.read_bytes()
    assert raise_case(killed) == backup
    assert (form_of(killed), form_of(backup), backup.read_bytes()) == (FORM, "3.0", before)
    assert not list(killed.parent.glob("*.unfinished"))


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_a_raising_that_fails_with_a_backup_that_was_there_leaves_that(
    killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(raising, "raise_form", broken)
    with pytest.raises(OSError, match="the disk is gone"):
        raise_case(killed)
    assert form_of(backup_beside(killed, "3.0")) == "3.0"


def damage(backup: Path, _case: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-4096])


def observers(backup: Path, _case: Path) -> None:
    backup.write_bytes((GOLDEN / "observers.case").read_bytes())


def link(backup: Path, case: Path) -> None:
    backup.symlink_to(case)


def link_hard(backup: Path, case: Path) -> None:
    backup.hardlink_to(case)


def lone_scans(backup: Path, _case: Path) -> None:
    scans_of(backup).write_bytes(b"of a raising that was killed")


def stray_scans(backup: Path, case: Path) -> None:
    back_up(case, backup)
    scans_of(backup).write_bytes(b"of another case")


@pytest.mark.parametrize("put", [damage, observers, link, link_hard, lone_scans, stray_scans])
def test_anything_else_under_the_name_of_the_backup_is_to_be_moved_and_stays(
    older: Path, put: Callable[[Path, Path], None]
) -> None:
    backup = backup_beside(older, "3.0")
    if put is damage:
        back_up(older, backup)
    put(backup, older)
    before = {path: path.read_bytes() for path in older.parent.iterdir()}
    with pytest.raises(WorldError, match="never overwritten") as told:
        raise_case(older)
    assert (told.value.code, told.value.remedy) == ("exists", "Move that backup to another folder, then try again.")
    assert {path: path.read_bytes() for path in before} == before
    assert form_of(older) == "3.0"
