"""What has voters in it may be read by its owner alone, from the first byte, also where the system would allow everybody."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.at_rest.durable import UNFINISHED
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.office.restoring import back_up, restore
from adjudicator.people.passwords import passphrase_of
from adjudicator.practice.make import make_practice
from adjudicator.roll import build_roll
from tests.flows.practice_case import DEFINITION, election
from tests.roll.conftest import DELGADO, list_text
from ui.desks.start.practice import new_folder

from .conftest import WORDS
from .test_passphrase_change import OTHER, made, opened

pytest.importorskip("sqlcipher3")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows gives a file the rights of its folder")

GIVEN = ("list.csv", "envelopes.csv", "front.png")
"""What the tests themselves lay beside the case."""


@pytest.fixture(autouse=True)
def everybody_may() -> Iterator[None]:
    """A system that takes no right from a new file."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """The rights of everything that the program made in a folder, by name: "600"."""
    paths = (path for path in folder.rglob("*") if path.name not in GIVEN)
    return {path.name: f"{stat.S_IMODE(path.stat().st_mode):o}" for path in paths}


def test_case_roll_scans_and_what_sqlite_puts_beside_them(tmp_path: Path) -> None:
    with closing(made(tmp_path, WORDS)):
        assert modes(tmp_path) == dict.fromkeys(
            ("a.case", "a.case-wal", "a.case-shm", "a.case-lock", "a.roll", "a.scans"), "600"
        )


def test_a_backup_a_restored_case_and_an_observers_copy(tmp_path: Path) -> None:
    made(tmp_path / "a", WORDS).close()
    key, case, out = passphrase_of(WORDS), tmp_path / "a" / "a.case", tmp_path / "out"
    out.mkdir()
    back_up(case, out / "backup.case", passphrase=key)
    restore(out / "backup.case", out / "again.case", passphrase=key)
    copy_for_observers(case, out / "public.case", key)
    assert set(modes(out)) >= {"backup.case", "backup.scans", "again.case", "again.scans", "public.case"}
    assert set(modes(out).values()) == {"600"}


@pytest.mark.parametrize("new", [OTHER, ""])
def test_files_written_anew_also_where_the_old_ones_could_be_read_by_all(tmp_path: Path, new: str) -> None:
    made(tmp_path, WORDS).close()
    for name in ("a.case", "a.roll", "a.scans"):
        (tmp_path / name).chmod(0o644)
    seen: dict[str, str] = {}
    with closing(opened(tmp_path, WORDS)) as office:
        at_rest = office.at_rest
        change = at_rest.changing(new) if new else at_rest.removing()
        change.close()
        change.write(lambda _done, _of: seen.update(modes(tmp_path)))
        change.end()
    assert {mode for name, mode in seen.items() if "unfinished" in name} == {"600"}
    assert [modes(tmp_path)[name] for name in ("a.case", "a.roll", "a.scans")] == ["600"] * 3


def test_a_roll_while_it_is_built(tmp_path: Path) -> None:
    seen: dict[str, str] = {}
    (tmp_path / "list.csv").write_text(list_text([DELGADO]), encoding="utf-8")
    build_roll(tmp_path / "list.csv", tmp_path / "a.roll", progress=lambda _done, _of: seen.update(modes(tmp_path)))
    assert any(name.endswith(UNFINISHED) for name in seen)
    assert set(seen.values()) == {"600"}


def test_the_files_of_a_practice_election_and_their_folder(tmp_path: Path) -> None:
    folder = new_folder(str(tmp_path))
    made_there, content = tmp_path / "there", DEFINITION.read_bytes()
    for out in (folder, made_there):
        make_practice(election(), content, out, seed=7, envelopes=3, electors=1_000)
        assert f"{stat.S_IMODE(out.stat().st_mode):o}" == "700"
        found = modes(out)
        assert found.pop("election.json")  # nobody's data
        assert set(found.values()) == {"600"}
