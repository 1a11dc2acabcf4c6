"""A person makes this computer's copy of a shared case in the window, and opens it again with the password of its login."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from adjudicator.at_rest import passphrase
from adjudicator.office import Office
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.trouble import WorldError
from adjudicator.shared import reaching, system_keyring
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.copying import bring
from tests.flows.practice_case import Practice
from tests.shared.fake_server import FakeRecord, FakeServer, away
from tests.shared.keyrings import HangingKeyring, KeyringInMemory, LockedKeyring
from ui.desks.start import joining
from ui.kit.file_dialog import FileDialog

pytest.importorskip("sqlcipher3")

WORDS, PASSWORD, URL = "seven quiet herons over the marsh", "lamp by the stairs", "postgresql://east_1@localhost/shared"
THE_PASSPHRASE, THE_PASSWORD = "Passphrase of the case", "Password of this computer's login at the server"


@pytest.fixture
def reached(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], FakeServer]:
    """A server that has the record of the practice case, and lets one login in with one password."""
    monkeypatch.setattr(passphrase, "ROUNDS", 1)
    record, key = FakeRecord(any_time=True), CaseKey.by_chance()
    record.found("C1", key.wrapped(passphrase_of(WORDS)), "0.1.0")
    office = Office.open(practice.case, read_only=True)
    bring(office._file.log, record, key)
    office.close()

    def reach(url: str, password: str, _case: str = "") -> FakeServer:
        server = FakeServer(record, "east_1")
        if url != URL:
            server.before = away()
        elif password != PASSWORD:

            def turned_away(_call: str) -> None:
                raise WorldError("server_refuses", "The server localhost does not let this login in", "Check it.")

            server.before = turned_away
        return server

    for module in (joining, reaching):
        monkeypatch.setattr(module, "server_at", reach)
    return reach


def test_a_copy_is_joined_and_opened_again(
    reached: Callable[[str, str], FakeServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sit_down: Any
) -> None:
    copy = tmp_path / "copy.case"
    monkeypatch.setattr(FileDialog, "new_file", lambda *_: str(copy))
    hands = sit_down(None).press("6").sees("Join a shared case", "Still to choose: a place for the file.")
    hands.tab_to("Choose a place").press("Space").sees("copy.case")
    hands.tab_to("Address of the server").write(URL).press("Enter").write("guessed").press("Enter").write(WORDS).press(
        "Enter"
    )
    hands.waits_for("does not let this login in").sees("No copy was made").sees_not(WORDS)
    hands.tab_to("Password of this computer's login").write(PASSWORD).press("Enter").write(WORDS).press("Enter")
    hands.waits_for("Sign in").sees_not("Read only", "Join a shared case", WORDS)
    hands = sit_down(copy).sees("This case is encrypted", THE_PASSWORD)
    hands.tab_to(THE_PASSPHRASE).write(WORDS).press("Enter").write("guessed").press("Enter")
    hands.sees("This case is encrypted", "does not let this login in").sees_not("guessed")
    hands.tab_to(THE_PASSPHRASE).write(WORDS).press("Enter").write(PASSWORD).press("Enter")
    hands.sees("Sign in").sees_not("Read only", "This case is encrypted")
    hands = sit_down(copy).tab_to(THE_PASSPHRASE).write(WORDS).tab_to("Look at it without the server").press("Space")
    hands.sees("Read only").sees_not("This case is encrypted")


KEEP = "Keep the password at this computer"


def test_the_keyring_keeps_the_password_where_the_person_says_so(
    reached: Callable[[str, str], FakeServer],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sit_down: Any,
    qtbot: Any,
) -> None:
    copy, ring = tmp_path / "copy.case", KeyringInMemory()
    monkeypatch.setattr(FileDialog, "new_file", lambda *_: str(copy))
    monkeypatch.setattr(system_keyring, "system_keyring", lambda: ring)
    hands = sit_down(None).press("6").tab_to("Choose a place").press("Space")
    hands.tab_to("Address of the server").write(URL).press("Enter").write(PASSWORD).press("Enter").write(WORDS).press(
        "Enter"
    )
    hands.waits_for("Sign in")
    assert ring.kept == {}
    hands = sit_down(copy).tab_to(THE_PASSPHRASE).write(WORDS).press("Enter").press("Enter")
    hands.sees("does not let this login in")
    hands.tab_to(KEEP).press("Space").tab_to(THE_PASSPHRASE).write(WORDS).press("Enter").write(PASSWORD).press("Enter")
    hands.sees("Sign in")
    qtbot.waitUntil(lambda: ring.passwords == [PASSWORD])
    hands = sit_down(copy).tab_to(THE_PASSPHRASE).write(WORDS).press("Enter").press("Enter")
    hands.sees("Sign in").sees_not("Read only", "This case is encrypted")


def test_a_password_that_is_not_kept_is_said_and_the_work_goes_on(
    reached: Callable[[str, str], FakeServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sit_down: Any
) -> None:
    copy = tmp_path / "copy.case"
    monkeypatch.setattr(FileDialog, "new_file", lambda *_: str(copy))
    monkeypatch.setattr(system_keyring, "system_keyring", LockedKeyring)
    hands = sit_down(None).press("6").tab_to("Choose a place").press("Space")
    hands.tab_to("Address of the server").write(URL).press("Enter").write(PASSWORD)
    hands.tab_to(KEEP).press("Space").tab_to(THE_PASSPHRASE).write(WORDS).press("Enter")
    hands.waits_for("The password of the login was not kept").sees("Sign in").sees_not(PASSWORD)


def test_a_keyring_that_does_not_answer_lets_the_window_draw(
    reached: Callable[[str, str], FakeServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sit_down: Any
) -> None:
    copy, ring = tmp_path / "copy.case", HangingKeyring()
    monkeypatch.setattr(FileDialog, "new_file", lambda *_: str(copy))
    monkeypatch.setattr(system_keyring, "system_keyring", lambda: ring)
    monkeypatch.setattr(system_keyring, "LIMIT", 0.5)
    hands = sit_down(None).press("6").tab_to("Choose a place").press("Space")
    hands.tab_to("Address of the server").write(URL).press("Enter").write(PASSWORD).press("Enter").write(WORDS).press(
        "Enter"
    )
    hands.waits_for("Sign in")
    hands = sit_down(copy).tab_to(THE_PASSPHRASE).write(WORDS).press("Enter")
    beats: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(1))
    timer.start(10)
    hands.press("Enter").sees("does not let this login in")
    timer.stop()
    ring.go_on.set()
    assert len(beats) > 1
