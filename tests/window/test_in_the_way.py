"""When the computer is in the way: a clock set back and a roll that is not there are told where the work is."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from adjudicator.office import Office
from adjudicator.office.behind.files import rolls
from adjudicator.office.behind.time.clock import seeded_clock
from tests.flows import practice_case as cases
from tests.flows.practice_case import AFTER_THE_ELECTION, PASSWORDS, REVIEWER, SUPERVISOR, Practice
from ui.kit.file_dialog import FileDialog


def test_a_roll_that_is_not_there_is_told_where_work_rests_on_it_and_found_again(
    sit_down, practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    moved = Path(shutil.move(practice.folder / "practice.roll", tmp_path / "moved.roll"))
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.desk("Overview").sees_not("The roll that this case names")
    for desk in ("Receive", "Review"):
        hands.desk(desk).sees("The roll that this case names is not where it was", "practice.roll, 1,001 electors")
    for found, words in ((practice.case, "is not the roll that the case names"), (moved, "")):
        monkeypatch.setattr(FileDialog, "file", lambda *_, found=found: str(found))
        hands.tab_to("Find the roll...").press("Space").waits_for(words)
    hands.waits(lambda: "The roll that this case names is not where it was" not in hands.words)
    hands.sees_not("is not the roll")
    hands.desk("Receive").sees("The roll in use has 1,001 electors")


def test_setup_says_that_the_roll_is_missing(sit_down, practice: Practice):
    (practice.folder / "practice.roll").unlink()
    hands = sit_down(practice.case).sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR])
    hands.desk("Setup").sees("The roll that this case names is not where it was")


def test_a_clock_that_was_set_back_is_told_at_opening_and_acts_go_on(sit_down, practice: Practice, window):
    with closing(Office.open(practice.case)) as office:
        newest = office._room.watch.newest
        behind = office.local(newest) - timedelta(hours=5)
    window._opening.chance = cases.TimeAndChance(clock=seeded_clock(behind))
    hands = sit_down(practice.case).sees("This computer's clock was set back: it says ", "Set the clock right")
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(practice.easy_one("left_off"))
    hands.press("Enter", "Enter", "Ctrl+Enter").sees(" recorded: count in full")
    hands.desk("Record").sees("acted while the machine's clock stood before the newest entry")


def test_a_clock_that_is_right_is_no_matter(sit_down, practice: Practice, window):
    window._opening.chance = cases.TimeAndChance(clock=seeded_clock(AFTER_THE_ELECTION))
    sit_down(practice.case).sees_not("clock was set back")


def test_a_large_roll_is_checked_beside_the_window_and_then_used(
    sit_down, practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rolls, "AT_ONCE", 0)
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.desk("Receive").waits_for("The roll in use has 1,001 electors").sees_not("The roll is being checked")


def test_a_large_roll_in_which_an_elector_was_changed_is_told_and_not_used(
    sit_down, practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rolls, "AT_ONCE", 0)
    with closing(sqlite3.connect(practice.folder / "practice.roll")) as connection, connection:
        connection.execute("UPDATE elector SET birth_year = 1900")
    hands = sit_down(practice.case).waits_for("practice.roll is not the roll that it says it is")
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.desk("Receive").sees("practice.roll is not the roll that it says it is", "No roll is attached")
