"""Backups in the window: made by themselves and before closing, said in the status line, with a sign where one is overdue."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from adjudicator.log.checks.verify import verify
from adjudicator.log.copies import backup as copies
from adjudicator.office import Office
from adjudicator.office.behind import station as stations
from adjudicator.office.office import TimeAndChance
from adjudicator.records.people import Person
from adjudicator.records.trouble import WorldError
from tests.flows.hands import Hands
from tests.flows.practice_case import AFTER_THE_ELECTION, DEFINITION, PASSWORDS, REVIEWER, SUPERVISOR, Practice
from ui.kit.file_dialog import FileDialog
from ui.shell.window import Window

PATIENCE = 20


class Hand:
    """A clock in the test's hand."""

    def __init__(self) -> None:
        self.moment = AFTER_THE_ELECTION

    def __call__(self) -> datetime:
        """The moment, in UTC."""
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def after(self, minutes: float) -> None:
        """Let time go by."""
        self.moment += timedelta(minutes=minutes)


@pytest.fixture(autouse=True)
def _own_station(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("ui.shell.entering.this_station", lambda: stations.Station(tmp_path / "station"))


@pytest.fixture
def clock(window: Window) -> Hand:
    """The window's clock."""
    hand = Hand()
    window._opening.chance = TimeAndChance(clock=hand)
    return hand


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen where one is asked for."""
    folder = tmp_path / "backups"
    folder.mkdir()
    monkeypatch.setattr(FileDialog, "folder", lambda *_: str(folder))
    return folder


@pytest.fixture
def working(sit_down: Callable[[Path], Hands], clock: Hand, practice: Practice, shelf: Path) -> Hands:
    """A reviewer at work, who has chosen where backups go; the first one is made."""
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).press("Ctrl+B")
    return hands.sees(f"Backups go to {shelf}", "on the same disk as the case").waits_for(", backed up ")


def count(shelf: Path) -> int:
    """How many finished backups there are; each of them verifies."""
    files = list(shelf.glob("*.case"))
    assert [verify(file).findings for file in files] == [()] * len(files)
    return len(files)


def decide(hands: Hands, practice: Practice) -> None:
    """Record one envelope."""
    hands.open_envelope(practice.easy_one("left_off")).press("Enter", "Enter", "Ctrl+Enter").sees(" recorded: ")


def test_a_backup_is_made_by_itself_after_five_quiet_minutes(working, window, clock, practice, shelf):
    decide(working, practice)
    clock.after(4)
    window._keeping.tick()
    assert count(shelf) == 1
    clock.after(1)
    window._keeping.tick()
    working.waits(lambda: count(shelf) == 2).waits_for("backed up 9:05 a.m.")
    clock.after(60)
    window._keeping.tick()
    assert count(shelf) == 2


def test_a_backup_that_fails_has_a_sign_its_reason_and_a_way_to_try_again(working, window, clock, practice, shelf):
    decide(working, practice)
    clock.after(6)
    with pytest.MonkeyPatch.context() as patch:
        full = WorldError("disk_full", "There is no room left on the disk of the backup", "Free some space.")
        patch.setattr(copies, "write_copy", failing(full))
        window._keeping.tick()
        working.waits_for("Backup failed").sees("There is no room left on the disk of the backup", "Free some space.")
        clock.after(1)
        window._keeping.tick()
    assert count(shelf) == 1
    working.tab_to("Back up now").press("Space").waits(lambda: count(shelf) == 2).sees_not("Backup failed")


def test_a_backup_that_is_overdue_is_said_in_the_status_line_and_over_the_desk(working, window, clock, practice, shelf):
    decide(working, practice)
    shutil.rmtree(shelf)
    clock.after(36)
    window._keeping.tick()
    working.waits_for("Backup failed").sees("Back up now")
    assert working.frame.status.accessibleName()


def test_a_live_case_without_a_place_asks_once_and_keeps_a_sign(sit_down, window, clock, shelf, tmp_path):
    case = tmp_path / "live.case"
    made = Office.create(case, DEFINITION.read_bytes(), DEFINITION.name, chance=TimeAndChance(clock=clock))
    assert isinstance(made, Office)
    made.close()
    hands = sit_down(case)
    office = window._office
    office.people.add(Person("anna", "Anna Able", frozenset({"administrator", "clerk"})), "seven grey herons fly")
    window._ask_who()
    hands.sign_in("anna", "seven grey herons fly").sees("No place for backups is chosen yet", "No backups")
    hands.tab_to("Dismiss").press("Space").sees_not("is chosen yet").sees("No backups")
    hands.tab_to("No backups").press("Space").waits(lambda: count(shelf) == 1).sees_not("No backups")


def test_a_practice_case_without_a_place_asks_for_nothing(sit_down, clock, practice):
    hands = (
        sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees_not("No place for backups", "No backups")
    )
    hands.press("Ctrl+Q")
    assert not hands.frame.isVisible()


def test_before_the_window_closes_what_is_in_no_backup_is_backed_up(working, practice, shelf, monkeypatch):
    decide(working, practice)
    gate, copy = Event(), copies.write_copy
    monkeypatch.setattr(copies, "write_copy", lambda *given: (gate.wait(PATIENCE), copy(*given)))
    working.press("Ctrl+Q").sees("Backing up before the window closes")
    gate.set()
    working.waits(lambda: not working.frame.isVisible())
    assert count(shelf) == 2
    with closing(Office.open(practice.case)) as office:
        newest = max(shelf.glob("*.case"))
        since = office.record.lines(limit=office.record.head().size - verify(newest).entries)
        assert {line.kind for line in since} <= {"person.signed_out", "envelope.put_back", "acts.signed"}


def test_who_does_not_wait_closes_without_a_backup_and_nothing_half_written_stays(
    working, practice, shelf, monkeypatch
):
    decide(working, practice)
    monkeypatch.setattr(copies, "write_copy", for_ever)
    working.press("Ctrl+Q").tab_to("Close without a backup").press("Space")
    working.waits(lambda: not working.frame.isVisible())
    assert [path.suffix for path in shelf.iterdir()] == [".case"] * count(shelf)


def for_ever(path: Path, to: Path, progress: Callable[[int, int], None], passphrase: object) -> None:
    """A copy that is never done, until it is stopped."""
    del path, passphrase
    to.write_bytes(b"half")
    while not Event().wait(0.01):
        progress(1, 2)


def failing(error: Exception) -> Callable[..., None]:
    """Something that fails."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_setup_says_where_backups_go_and_makes_one_by_keyboard(
    sit_down: Callable[[Path], Hands], clock: Hand, practice: Practice, shelf: Path
) -> None:
    hands = sit_down(practice.case).sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).desk("Setup").press(*["Ctrl+PgDown"] * 7)
    hands.sees("No folder for backups is chosen yet", "This computer has made no backup of this case yet.")
    hands.tab_to("Choose a folder...").press("Space").waits_for("No entry came after it.")
    hands.sees(f"Backups go to {shelf}", "on the same disk as the case", "The newest was made ")
    assert count(shelf) == 1
    clock.after(1)
    hands.desk("Record").desk("Setup").tab_to("Back up now").press("Space").waits(lambda: count(shelf) == 2)
