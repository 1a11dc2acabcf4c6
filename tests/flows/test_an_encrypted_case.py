"""An encrypted case in the window: its passphrase is asked for, said to be wrong, and changed in Setup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QTimer

from adjudicator.at_rest import passphrase, rewriting
from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.log.copies.rekeying import lies_under
from adjudicator.office import Office
from adjudicator.office.office import MACHINE
from adjudicator.office.restoring import back_up
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.people import Person
from adjudicator.records.trouble import WorldError
from tests.flows.hands import Hands, settle
from tests.flows.practice_case import DEFINITION
from tests.roll.conftest import DELGADO, list_text
from ui.kit.file_dialog import FileDialog

pytest.importorskip("sqlcipher3")

WORDS, OTHER = "seven quiet herons over the marsh", "four shy herons over the marsh"
CHANGING = "Changing the passphrase of the case"
PATIENCE = 10.0
"""Seconds a change waits at most, so that a test that fails ends."""

PASSWORD = "seven lamps on the stairs"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys cost nothing here."""
    monkeypatch.setattr(passphrase, "ROUNDS", 1)


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    """An encrypted live case with an administrator, made before anybody sits down in the tests."""
    case, chance = tmp_path / "gwinnett.case", replace(MACHINE, clock=lambda: datetime(2020, 11, 4, 14, tzinfo=UTC))
    made = Office.create(case, DEFINITION.read_bytes(), DEFINITION.name, chance=chance, passphrase=passphrase_of(WORDS))
    assert isinstance(made, Office)
    made.people.add(Person("ada", "Ada Marsh", frozenset({"administrator", "clerk"})), PASSWORD)
    made.close()
    return case


def test_an_encrypted_case_is_opened_worked_on_and_put_under_another_passphrase(encrypted: Path, sit_down):
    hands = sit_down(encrypted)
    nothing_is_shown_before_the_passphrase(hands)
    a_wrong_passphrase_is_said_in_place(hands)
    the_right_one_opens_the_case(hands)
    setup_says_so_and_takes_another(hands)
    with pytest.raises(WorldError):
        Office.open(encrypted, passphrase=passphrase_of(WORDS))
    decrypted_it_is_plain(hands, encrypted)


def test_whoever_does_not_know_the_passphrase_goes_back_to_the_start(encrypted: Path, sit_down):
    hands = sit_down(encrypted)
    hands.press("Escape").sees("Open a case", "Practice").sees_not("This case is encrypted")


def test_an_encrypted_backup_is_restored_by_its_passphrase_and_no_other(encrypted: Path, sit_down, monkeypatch):
    backup = encrypted.with_name("thursday.case")
    back_up(encrypted, backup, passphrase=passphrase_of(WORDS))
    monkeypatch.setattr(FileDialog, "file", lambda *_: str(backup))
    hands = sit_down(None).press("5").tab_to("Choose a backup").press("Space").sees("Passphrase of the backup")
    hands.tab_to("Passphrase of the backup").press("Enter").sees("Type the passphrase of the backup.")
    hands.write(OTHER).press("Enter").waits_for("This passphrase does not open thursday.case")
    hands.sees_not(OTHER, "Gwinnett County").write(WORDS).press("Enter").waits_for("This is a restored copy")
    hands.sees("Gwinnett County", "Sign in").sees_not(WORDS)
    assert is_encrypted(encrypted.with_name("thursday, restored.case"))


def nothing_is_shown_before_the_passphrase(hands: Hands) -> None:
    hands.sees("This case is encrypted", "gwinnett.case").sees_not("Gwinnett County", "Ada Marsh")


def a_wrong_passphrase_is_said_in_place(hands: Hands) -> None:
    hands.press("Enter").sees("Type the passphrase of the case.")
    hands.write(OTHER).press("Enter").sees("This passphrase does not open gwinnett.case, or it is not a file of this")
    hands.sees_not(OTHER, "Gwinnett County")


def the_right_one_opens_the_case(hands: Hands) -> None:
    hands.write(WORDS).press("Enter").sees("Gwinnett County", "Sign in").sees_not("This case is encrypted")
    hands.sign_in("ada", PASSWORD)


def setup_says_so_and_takes_another(hands: Hands) -> None:
    hands.desk("Setup").press(*["Ctrl+PgDown"] * 7).sees(
        "The case file is encrypted", "If you lose it, you lose the file"
    )
    hands.write(OTHER).press("Enter").write(WORDS).press("Enter")
    hands.sees("The two passphrases differ.").rewrite(OTHER).press("Enter")
    hands.waits_for("The case file has another passphrase").sees("Ada Marsh").sees_not(OTHER, WORDS)


def decrypted_it_is_plain(hands: Hands, case: Path) -> None:
    hands.tab_to("Decrypt the file").press("Space").waits_for("The case file is not encrypted").sees("Encrypt the file")
    assert not is_encrypted(case)
    hands.desk("Record").sees("Ada Marsh decrypted the case file")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """A change of the passphrase waits for it in the middle."""
    opens, copy = Event(), rewriting._copy
    monkeypatch.setattr(rewriting, "_copy", lambda *given: (opens.wait(PATIENCE), copy(*given)))
    yield opens
    opens.set()


def changing(hands: Hands) -> Hands:
    """Ada's change of the passphrase is under way."""
    the_right_one_opens_the_case(hands)
    hands.desk("Setup").press(*["Ctrl+PgDown"] * 7)
    return hands.write(OTHER).press("Enter").write(OTHER).press("Enter").waits_for(CHANGING)


def test_while_the_passphrase_is_changed_nothing_asks_the_case_and_the_window_stays(
    encrypted: Path, sit_down, gate: Event
):
    hands = changing(sit_down(encrypted))
    hands.sees("Until it is done, this window can do nothing else").press(
        "Ctrl+1", "Ctrl+B", "Ctrl+L", "F10", "U", "Ctrl+Q"
    )
    for timer in hands.frame.findChildren(QTimer):
        if timer.isActive():
            timer.timeout.emit()
    settle()
    assert hands.frame.isVisible()
    hands.sees(CHANGING)
    gate.set()
    hands.waits_for("The case file has another passphrase").sees_not(CHANGING)
    hands.desk("Record").sees("Ada Marsh changed the passphrase of the case file")
    Office.open(encrypted, passphrase=passphrase_of(OTHER)).close()
    hands.frame.close()
    assert not hands.frame.isVisible()


def test_a_change_that_is_stopped_leaves_everything_as_it_was(encrypted: Path, sit_down, gate: Event):
    hands = changing(sit_down(encrypted))
    hands.tab_to("Stop").press("Space")
    gate.set()
    hands.waits_for("The passphrase was not changed").sees("every file is as it was", "The case file is encrypted")
    hands.desk("Record").sees_not("changed the passphrase")
    Office.open(encrypted, passphrase=passphrase_of(WORDS)).close()
    assert [path.name for path in encrypted.parent.glob("*.unfinished")] == []


def test_a_change_that_fails_says_why_and_work_goes_on(encrypted: Path, sit_down, gate: Event, monkeypatch):
    hands = changing(sit_down(encrypted))

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rewriting, "sync_file", fails)
    gate.set()
    hands.waits_for("There is no room left on the disk of gwinnett.case").sees("Free some space")
    hands.desk("Record").sees_not("changed the passphrase")


def test_the_roll_goes_along_unless_it_is_to_stay(encrypted: Path, sit_down):
    roll = encrypted.with_name("list.roll")
    with closing(Office.open(encrypted, passphrase=passphrase_of(WORDS))) as office:
        office.people.sign_in("ada", PASSWORD)
        source = encrypted.with_name("list.csv")
        source.write_text(list_text([DELGADO]), encoding="utf-8")
        office.receive.build_roll(source, roll, "garvis", lambda *_: None)
        office.receive.attach_roll(roll)
    hands = sit_down(encrypted)
    the_right_one_opens_the_case(hands)
    hands.desk("Setup").press(*["Ctrl+PgDown"] * 7).sees("The roll too: list.roll")
    hands.write(OTHER).press("Enter").write(OTHER).press("Enter").waits_for("The case file has another passphrase")
    assert lies_under(roll, passphrase_of(OTHER))
    hands.tab_to("The roll too: list.roll").press("Space")
    hands.tab_to("Decrypt the file").press("Space").waits_for("The case file is not encrypted")
    assert lies_under(roll, passphrase_of(OTHER))
