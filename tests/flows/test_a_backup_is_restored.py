"""A backup restored in the window: chosen, copied into a new file, verified, opened, and said to be a restored copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.log.verify import verify
from adjudicator.office.restoring import back_up
from tests.flows.hands import Hands
from tests.flows.practice_case import PASSWORDS, REVIEWER, Practice
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
    hands.sees("Checkpoints signed from here on tell a story of their own", "Work in this copy only")
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees("This is a restored copy").desk("Record")
    hands.sees("restored the case from a backup of")
    assert verify(restored, "deep").findings == ()
    assert [each.name for each in backup.parent.glob("*.unfinished*")] == []
