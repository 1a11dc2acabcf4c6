"""A file dialog opens none of the files that it lists: closing them would take SQLite's locks on an open case away."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileSystemModel
from pytestqt.qtbot import QtBot

from ui.kit.file_dialog import FileDialog

ROOT = Path(__file__).parents[2]
LOOKS_INTO_FILES = re.compile(r"\bQ(FileDialog|FileSystemModel|MimeDatabase|FileIconProvider|FileSystemWatcher)\b")

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc/locks is Linux's")


def locks() -> int:
    """How many locks this process has on files."""
    lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return sum(line.split()[4] == str(os.getpid()) for line in lines)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Path]:
    """A file that SQLite has open, with its write-ahead log, beside one of another kind."""
    path = tmp_path / "a.case"
    (tmp_path / "list.csv").write_text("x", encoding="utf-8")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE voter (name TEXT)")
    connection.execute("SELECT * FROM voter").fetchall()
    yield path
    connection.close()


def listed(dialog: FileDialog, folder: Path) -> list[str]:
    """What the dialog shows of a folder: each file's kind."""
    model = dialog.findChild(QFileSystemModel)
    assert model is not None
    place = model.index(str(folder))
    kinds = [model.data(model.index(row, 2, place)) for row in range(model.rowCount(place))]
    return sorted(kind for kind in kinds if kind)


@on_linux
def test_the_folder_of_the_open_case_is_listed_and_its_locks_stay(qtbot: QtBot, case: Path) -> None:
    before = locks()
    assert before
    dialog = FileDialog(None, "Choose", str(case.parent))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(listed(dialog, case.parent)) == 4)
    assert listed(dialog, case.parent) == ["case file", "case-shm file", "case-wal file", "csv file"]
    assert locks() == before


def test_no_other_place_makes_a_dialog_or_looks_for_the_kinds_of_files() -> None:
    places = [path for path in (ROOT / "ui").rglob("*.py") if LOOKS_INTO_FILES.search(path.read_text(encoding="utf-8"))]
    assert [path.relative_to(ROOT).as_posix() for path in places] == ["ui/kit/file_dialog.py"]


@pytest.mark.parametrize(("start", "selected"), [("there", ""), ("there/new.case", "new.case"), ("there/gone", "gone")])
def test_a_dialog_begins_in_the_folder_that_is_named_with_the_name_of_the_file(
    qtbot: QtBot, tmp_path: Path, start: str, selected: str
) -> None:
    (tmp_path / "there").mkdir()
    dialog = FileDialog(None, "Choose", str(tmp_path / start))
    qtbot.addWidget(dialog)
    assert Path(dialog.directory().absolutePath()) == tmp_path / "there"
    assert dialog.selectedFiles() == [str(tmp_path / "there" / selected)]


def test_a_dialog_without_a_folder_begins_where_the_newest_choice_was_made(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileDialog, "newest", str(tmp_path))
    dialog = FileDialog(None, "Choose", "checkpoint.pdf")
    qtbot.addWidget(dialog)
    assert dialog.selectedFiles() == [str(tmp_path / "checkpoint.pdf")]
