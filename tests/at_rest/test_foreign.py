"""The open case is no file to be received: by whatever name, it is not opened, and SQLite keeps its locks on it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adjudicator.at_rest import foreign
from adjudicator.at_rest.beginning import is_open_here
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.intake.absentee import read_absentee
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.scans import ScanFile
from adjudicator.office import Office
from adjudicator.office.behind.files.scans import keeping, names_in
from adjudicator.office.desks.scans import with_list
from adjudicator.records.envelope import Envelope
from adjudicator.records.trouble import WorldError
from adjudicator.roll import Roll, build_roll
from tests.office.conftest import definition_bytes, roll_text
from ui.desks.receive.kinds import recognise
from ui.desks.start.words import read_file

ROOT = Path(__file__).parents[2]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Path]:
    """A case that is open, and has just been read."""
    office = Office.create(tmp_path / "a.case", definition_bytes(), "def.json")
    assert isinstance(office, Office)
    assert office.record.head().size == 1
    yield office.path
    office.close()


def other_names(case: Path) -> Iterator[Path]:
    """The case, what belongs to it, and other names for it that look like lists."""
    link, symlink, wal = (case.with_name(f"{name}.csv") for name in ("link", "symlink", "wal"))
    link.hardlink_to(case)
    symlink.symlink_to(case)
    wal.hardlink_to(f"{case}-wal")
    yield from (case, Path(f"{case}-wal"), Path(f"{case}-shm"), Path(f"{case}-lock"), link, symlink, wal)


def locks() -> int:
    """How many POSIX locks this process has."""
    lines = (line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines())
    return sum(line[1] == "POSIX" and line[4] == str(os.getpid()) for line in lines)


READERS: dict[str, Callable[[Path], object]] = {
    "recognise": recognise,
    "absentee": lambda path: read_absentee(path, path.name, "Gwinnett"),
    "roll": Roll.open,
    "build": lambda path: build_roll(path, path.with_name("new.roll")),
    "over": lambda path: build_roll(path.with_name("voters.txt"), path),
    "bytes": foreign.bytes_of,
    "text": lambda path: foreign.text_of(path, 1 << 10),
}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/locks is Linux's")
@pytest.mark.parametrize("reads", READERS)
def test_the_open_case_is_refused_by_every_name_and_keeps_its_locks(case: Path, reads: str) -> None:
    case.with_name("voters.txt").write_text(roll_text(), encoding="utf-8")
    before = locks()
    assert before
    words, code = ("is never overwritten", "exists") if reads == "over" else ("is the case that is open", "open_here")
    for name in other_names(case):
        with pytest.raises(WorldError, match=words) as told:
            READERS[reads](name)
        assert told.value.code == code
    assert locks() == before


def test_a_definition_that_is_the_open_case_cannot_be_read(case: Path) -> None:
    definition, content, _ = read_file(str(case))
    assert (definition.usable, content) == (False, b"")


def test_a_scan_named_like_the_open_case_is_not_there(case: Path) -> None:
    (case.parent / "front.png").write_bytes(b"front")
    found = with_list(names_in("a.case;front.png"), case.parent, {})
    assert [(scan.paper, scan.read()) for scan in found] == [("certificate", b"front")]


def test_the_open_case_is_not_kept_as_a_scan(tmp_path: Path, right: Passphrase) -> None:
    pytest.importorskip("sqlcipher3")
    case = tmp_path / "a.case"
    with CaseLog.create(case, passphrase=right):
        (tmp_path / "front.png").write_bytes(b"front")
        keep = keeping(ScanFile(case, right), "digest", case, [Envelope("0001", "", "", image="a.case;front.png")])
        assert keep is not None
        keep(None)
        assert ScanFile(case, right).names("digest") == ("front.png",)


def test_a_case_that_is_closed_and_a_roll_that_is_in_use_may_be_read(case: Path, tmp_path: Path) -> None:
    (tmp_path / "voters.csv").write_text(roll_text(), encoding="utf-8")
    build_roll(tmp_path / "voters.csv", tmp_path / "a.roll")
    with Roll.open(tmp_path / "a.roll"):  # it is never written, so SQLite locks nothing
        assert recognise(tmp_path / "a.roll") == "roll"
    with CaseLog.create(tmp_path / "other.case"):
        assert is_open_here(tmp_path / "other.case")
    assert not is_open_here(tmp_path / "other.case")
    assert is_open_here(case)


OPENS = re.compile(r"\.open\((encoding|[\"]r)|\bread_(bytes|text)\(|file_digest\(|ZipFile\(|shutil\.copy")

OWN = {
    "adjudicator/at_rest": "the one place, and files that are being made",
    "adjudicator/export/archive.py": "files of a release that was just written",
    "adjudicator/export/folder.py": "what `foreign` has opened",
    "adjudicator/log/file/forms.py": "resources",
    "adjudicator/log/file/place.py": "/proc/mounts",
    "adjudicator/export/opening.py": "what `foreign` has opened",
    "adjudicator/intake/workbook.py": "parts of a workbook that `foreign` has opened",
    "adjudicator/languages.py": "resources",
    "adjudicator/log/standalone": "programs of their own",
    "adjudicator/office/desks/release.py": "a release that was just written",
    "adjudicator/office/behind/station.py": "the workstation's memory",
    "adjudicator/people/common.py": "resources",
    "adjudicator/practice": "files that were just made, and resources",
    "adjudicator/rehearsal": "files that were just made",
    "adjudicator/resources.py": "packs, by their own fixed names",
    "adjudicator/cli/shared/packs.py": "packs, by their own fixed names",
    "adjudicator/shared/founding.py": "resources",
    "adjudicator/roll/building.py": "what `foreign` has opened",
    "ui/kit": "resources",
    "ui/shell/handbook.py": "the manual, which travels with the program",
}
"""Where files are read that nobody chooses."""


def test_no_other_place_reads_a_file_that_a_person_names() -> None:
    sources = (*(ROOT / "adjudicator").rglob("*.py"), *(ROOT / "ui").rglob("*.py"))
    names = (path.relative_to(ROOT).as_posix() for path in sources if OPENS.search(path.read_text(encoding="utf-8")))
    assert [name for name in names if not name.startswith(tuple(OWN))] == []
