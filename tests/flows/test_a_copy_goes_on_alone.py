"""By keyboard: a station's copy leaves the shared case, signed by an administrator and a supervisor, and is worked in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adjudicator.at_rest import passphrase
from adjudicator.office import Office
from adjudicator.office.behind.files.sharing import ServerLogin
from adjudicator.office.office import MACHINE
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.people import Person
from adjudicator.shared import reaching
from adjudicator.shared.copying import join
from tests.flows.practice_case import DEFINITION
from tests.shared.fake_server import FakeRecord, FakeServer

pytest.importorskip("sqlcipher3")

WORDS, PASSWORD, OTHER = (
    "seven quiet herons over the marsh",
    "seven lamps on the stairs",
    "nine lamps on the stairs",
)
URL, CHOICE = "postgresql://founder@localhost/all", "Leave, and go on with this copy alone"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A station's copy of a live case with an administrator and a supervisor."""
    monkeypatch.setattr(passphrase, "ROUNDS", 1)
    record, given = FakeRecord(any_time=True), passphrase_of(WORDS)
    monkeypatch.setattr(reaching, "server_at", lambda *_: FakeServer(record, "east_1"))
    monkeypatch.setattr(reaching, "founder_at", lambda *_: record)
    chance = replace(MACHINE, clock=lambda: datetime(2020, 11, 4, 14, tzinfo=UTC))
    made: Any = Office.create(
        tmp_path / "first.case", DEFINITION.read_bytes(), DEFINITION.name, chance=chance, passphrase=given
    )
    made.people.add(Person("ada", "Ada Marsh", frozenset({"administrator", "clerk"})), PASSWORD)
    made.people.sign_in("ada", PASSWORD)
    made.people.add(Person("sue", "Sue Reed", frozenset({"supervisor"})), "handed out for once")
    made.people.sign_out()
    made.people.sign_in("sue", "handed out for once", OTHER)
    made.people.sign_out()
    made.people.sign_in("ada", PASSWORD)
    login = ServerLogin(URL, "")
    key = made.sharing.founding(login)()
    made.sharing.begin()
    made.sharing.bringing(login, key)(lambda *_: None)
    made.close()
    server: Any = FakeServer(record, "east_1")
    join(server, tmp_path / "copy.case", given, URL)
    return tmp_path / "copy.case"


def test_a_copy_goes_on_alone(copy: Path, sit_down: Any) -> None:
    hands = sit_down(copy).write(WORDS).press("Enter", "Enter").waits_for("Sign in").sign_in("ada", PASSWORD)
    hands.desk("Setup").press(*["Ctrl+PgDown"] * 8).waits_for("has every entry")
    hands.tab_to(CHOICE).press("Space").sees('says "not the shared record"', "Ada Marsh, signed in")
    hands.tab_to("Your password").press("Ctrl+Enter").sees("Type your password.", "Choose the other person who signs.")
    hands.tab_to("Your password").write(PASSWORD).tab_to("Second person").choose("Sue Reed")
    hands.press("Tab").write("guessed").press("Ctrl+Enter").waits_for("Name and password do not fit.").sees_not(
        "guessed"
    )
    hands.tab_to("Password of: Second person").write(OTHER).press("Ctrl+Enter")
    hands.waits_for("This copy goes on alone, with ").sees("This case is worked in at this computer alone")
    hands.desk("Overview").sees("Not the shared record: this file left it on").sees_not("Read only")
    hands.desk("Receive").sees_not("Not the shared record")
    hands.desk("Setup").sign_out().waits_for("Sign in").sign_in("sue", OTHER)
    hands.desk("Record").sees("Not the shared record", "Ada Marsh", "Sue Reed")
