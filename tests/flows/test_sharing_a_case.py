"""An administrator shares a case in the window, joins it at this computer, and leaves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adjudicator.at_rest import passphrase
from adjudicator.office import Office
from adjudicator.office.office import MACHINE
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.people import Person
from adjudicator.shared import reaching
from tests.flows.practice_case import DEFINITION
from tests.shared.fake_server import FakeRecord, FakeServer
from ui.desks.start import joining
from ui.kit.file_dialog import FileDialog

pytest.importorskip("sqlcipher3")

WORDS, PASSWORD, URL = (
    "seven quiet herons over the marsh",
    "seven lamps on the stairs",
    "postgresql://founder@localhost/all",
)
ADDRESS = "Address of the server"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An encrypted live case with an administrator; and a server on which it can be shared."""
    monkeypatch.setattr(passphrase, "ROUNDS", 1)
    record, place = FakeRecord(any_time=True), tmp_path / "gwinnett.case"
    for module in (joining, reaching):
        monkeypatch.setattr(module, "server_at", lambda *_: FakeServer(record, "east_1"))
    monkeypatch.setattr(reaching, "founder_at", lambda *_: record)
    monkeypatch.setattr(FileDialog, "new_file", lambda *_: str(tmp_path / "copy.case"))
    chance = replace(MACHINE, clock=lambda: datetime(2020, 11, 4, 14, tzinfo=UTC))
    made = Office.create(
        place, DEFINITION.read_bytes(), DEFINITION.name, chance=chance, passphrase=passphrase_of(WORDS)
    )
    assert isinstance(made, Office)
    made.people.add(Person("ada", "Ada Marsh", frozenset({"administrator", "clerk"})), PASSWORD)
    made.close()
    return place


def test_a_case_is_shared_joined_and_left(case: Path, sit_down: Any) -> None:
    hands = sit_down(case).write(WORDS).press("Enter").sign_in("ada", PASSWORD)
    hands.desk("Setup").press(*["Ctrl+PgDown"] * 8).sees("This case is worked in at this computer alone")
    hands.tab_to(ADDRESS).press("Ctrl+Enter").sees("Write where the server is.")
    hands.write(URL).press("Enter").write("the founder's").press("Enter")
    hands.waits_for("The server has all").sees("Read only", "Bring what the server lacks").sees_not("the founder's")
    hands = (
        sit_down(None)
        .press("6")
        .tab_to("Choose a place")
        .press("Space")
        .tab_to(ADDRESS)
        .write(URL)
        .press("Enter", "Enter")
    )
    hands.write(WORDS).press("Enter").waits_for("Sign in").sign_in("ada", PASSWORD)
    hands.desk("Setup").press(*["Ctrl+PgDown"] * 8).waits_for("has every entry").sees("east_1")
    hands.tab_to("Leave the shared case").press("Space").sees("nothing more is recorded").tab_to("Leave now").press(
        "Space"
    )
    hands.waits_for("This copy has left the shared case").sees("Read only")
