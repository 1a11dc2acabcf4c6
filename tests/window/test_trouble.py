"""Trouble: what the world refuses is said and the work goes on; a fault stops the program before the next entry."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from adjudicator.log import append
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Office
from adjudicator.office.desks.review import ReviewDesk
from adjudicator.records.trouble import WorldError
from tests.flows.hands import Hands
from tests.flows.practice_case import PASSWORDS, REVIEWER, Practice
from ui.desks.review.queue import Queue
from ui.shell.window import Window

pytestmark = pytest.mark.qt_no_exception_capture

VOTER = "Delgado-Ruiz"


@pytest.fixture
def working(window: Window, sit_down, practice: Practice, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """A reviewer at an easy envelope, with the window told of what nobody caught, as the program runs."""
    monkeypatch.setattr(sys, "excepthook", window.bug)
    return sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(practice.easy_one("left_off"))


def entries(case: Path) -> int:
    """How many entries the record holds, read beside the program."""
    with closing(Office.open(case)) as office:
        return office.record.head().size


def failing(error: Exception) -> Callable[..., None]:
    """Something that fails."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_a_full_disk_is_said_with_its_remedy_and_the_work_goes_on(working: Hands, practice: Practice):
    before = entries(practice.case)
    full = WorldError(
        "disk_full", "The disk is full. Nothing was written.", "Free some room, then press the key again."
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CaseLog, "append", failing(full))
        working.press("Enter").sees("The disk is full. Nothing was written.", "Free some room")
    assert entries(practice.case) == before
    working.press("Enter", "Enter", "Ctrl+Enter").sees(" recorded: count in full")
    assert entries(practice.case) > before


def test_the_notice_can_be_put_away_by_keyboard(working: Hands):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            CaseLog, "append", failing(WorldError("locked", "The file is locked.", "Close the other program."))
        )
        working.press("Enter").sees("The file is locked.")
    working.tab_to("Dismiss").press("Space").sees_not("The file is locked.")


def test_a_fault_stops_the_program_before_the_next_entry(working: Hands, practice: Practice, capsys):
    before = entries(practice.case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ReviewDesk, "accept", failing(RuntimeError(f"what of {VOTER}?")))
        working.press("Enter")
    working.sees("The program found a fault of its own and stops here", "RuntimeError at test_trouble.py:")
    working.sees("What was recorded is safe. Start it again.").sees_not(VOTER)
    told = capsys.readouterr()
    assert "RuntimeError" in told.err
    assert VOTER not in told.out + told.err
    working.press("Enter", "Enter", "Ctrl+Enter", "Ctrl+1", "H", "U", "F10")
    assert entries(practice.case) == before
    assert QApplication.activePopupWidget() is None
    assert not Path(f"{practice.case}-wal").exists()


@pytest.mark.parametrize("keys", [("Ctrl+Q",), ("Tab", "Space")])
def test_after_a_fault_the_window_can_be_closed_by_keyboard(working: Hands, keys: tuple[str, ...]):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Queue, "skip", failing(KeyError("number")))
        working.press("S")
    working.sees("Close the window").press(*keys)
    assert not working.frame.isVisible()


@pytest.mark.parametrize(
    ("words", "content"), [("There is no file county.case", None), ("not a case file", b"no case at all")]
)
def test_a_file_that_cannot_be_opened_is_said_over_the_start_screen(sit_down, tmp_path: Path, words, content):
    path = tmp_path / "county.case"
    if content is not None:
        path.write_bytes(content)
    hands = sit_down(path).sees("Open a case", "Make a new case")
    assert words in hands.frame.notice.accessibleName()


def test_after_the_disk_failed_acts_are_closed_and_a_band_says_so_for_good(working: Hands, practice: Practice):
    before = entries(practice.case)
    broken = WorldError("io", "The disk reported an error with practice.case", "Check the disk.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(append, "append", failing(broken))
        working.press("Enter")
    working.sees("Stopped: The disk reported an error", "Nothing more is recorded", "open the case again")
    working.press("Enter", "Enter", "Ctrl+Enter", "1", "Esc").sees("Stopped: ")
    assert entries(practice.case) == before
    working.desk("Receive").sees("Nothing more is recorded").desk("Record").sees("Stopped: ")
    working.tab_to("Close the window").press("Space")
    assert not working.frame.isVisible()
    assert entries(practice.case) == before


def test_a_file_that_may_not_be_written_is_opened_to_look_at(sit_down, practice: Practice):
    before = practice.case.read_bytes()
    practice.case.chmod(0o400)
    hands = sit_down(practice.case).sees("Read only", "opened to look at")
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees("Read only").sees_not("Nothing changed yet")
    hands.open_envelope(practice.easy_one("left_off")).press("Enter", "Enter", "Ctrl+Enter").sees("Read only")
    assert practice.case.read_bytes() == before
