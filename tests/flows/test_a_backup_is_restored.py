"""A backup restored in the window: chosen, copied into a new file, verified, opened, and said to be a restored copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.office.behind.station import Station
from adjudicator.office.restoring import back_up, restore
from tests.flows.hands import Hands
from tests.flows.practice_case import PASSWORDS, REVIEWER, SUPERVISOR, Practice
from ui.kit.file_dialog import FileDialog


@pytest.fixture
def backup(practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of the practice case in a folder of its own, which the system's file dialog answers."""
    made = tmp_path / "shelf" / "Practice (c41f), backup 2020-11-05 14.02.11.case"
    made.parent.mkdir()
    back_up(practice.case, made)
    monkeypatch.setattr(FileDialog, "file", lambda *_: str(made))
    return made


def test_a_backup_is_restored_by_keyboard_and_the_copy_says_what_it_is(backup: Path, sit_down) -> None:
    hands: Hands = sit_down(None)
    hands.press("5").sees("Restore a backup", "No backup chosen yet", "Still to choose: a backup.")
    hands.tab_to("Choose a backup").press("Space").sees_not("Still to choose")
    restored = backup.parent / "Practice, restored.case"
    hands.sees(str(restored)).sees_not("Passphrase of the backup")
    hands.tab_to("Restore and open").press("Space").waits_for("This is a restored copy")
    hands.sees("a checkpoint signed in one does not fit the other", "Work in this copy only")
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees("This is a restored copy").desk("Record")
    hands.sees("restored the case from a backup of")
    assert verify(restored, "deep").findings == ()
    assert [each.name for each in backup.parent.glob("*.unfinished*")] == []


def test_a_restored_backup_in_the_files_place_is_told_and_gone_on_with_by_keyboard(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sit_down
) -> None:
    monkeypatch.setattr("ui.shell.entering.this_station", lambda: Station(tmp_path / "station"))
    back_up(practice.case, tmp_path / "yesterday.case")
    hands: Hands = sit_down(practice.case)
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(practice.easy_one("left_off"))
    hands.press("Enter", "Enter", "Ctrl+Enter").sees(" recorded: count in full").sign_out()
    hands.frame.close()
    restore(tmp_path / "yesterday.case", tmp_path / "restored.case")
    shutil.move(tmp_path / "restored.case", practice.case)
    hands = sit_down(practice.case).sees("This is not the file that was on this computer", "It goes on from entry ")
    before = _kinds(practice.case)
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees_not("Go on with this file")
    hands.open_envelope(practice.easy_one("left_off")).press("Enter", "Enter", "Ctrl+Enter")
    hands.sees_not(" recorded: count in full").sign_out()
    assert _kinds(practice.case) == before
    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).tab_to("Go on with this file").press("Space")
    hands.sees_not("This is not the file that was on this computer").sign_out()
    assert [kind for kind in _kinds(practice.case)[len(before) :] if kind.startswith("person.")] == [
        "person.signed_in",
        "person.signed_out",
    ]
    hands.frame.close()
    sit_down(practice.case).sees_not("This is not the file")
    assert verify(practice.case, "deep").findings == ()


def test_a_backup_that_is_opened_like_a_case_is_called_one_and_restored_by_keyboard(backup: Path, sit_down) -> None:
    before = backup.read_bytes()
    hands: Hands = sit_down(None)
    hands.press("1").sees("This file is a backup", backup.name, "the newest of", "The backup stays as it is.")
    hands.press("Esc").sees("Recent cases").press("1").sees("This file is a backup")
    hands.press("Space").sees("Restore a backup", "Practice, restored.case")
    hands.press("Space").waits_for("This is a restored copy")
    assert backup.read_bytes() == before
    assert {each.name for each in backup.parent.glob("Practice (c41f)*")} == {backup.name}


def test_a_backup_is_only_looked_at_and_stays_as_it_is(backup: Path, sit_down) -> None:
    before = backup.read_bytes()
    hands: Hands = sit_down(backup).sees("This file is a backup")
    hands.tab_to("Only look at it").press("Space").sees("Read only")
    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).sees("Overview").sign_out()
    assert backup.read_bytes() == before
    hands.frame.close()
    sit_down(backup).sees("This file is a backup")


def test_a_backup_is_worked_in_where_somebody_says_so_and_never_asked_again(backup: Path, sit_down) -> None:
    plain = backup.rename(backup.with_name("for the other office.case"))
    hands: Hands = sit_down(plain).sees("This file is a backup")
    hands.tab_to("Work in the backup itself").press("Space").sees("Sign in")
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees("Overview").sign_out()
    assert "person.signed_out" in _kinds(plain)[-2:]
    hands.frame.close()
    sit_down(plain).sees_not("This file is a backup").sees("Sign in")


def _kinds(case: Path) -> list[str]:
    with CaseLog.open(case, read_only=True) as log:
        return [logged.entry.kind for logged in log.entries()]
