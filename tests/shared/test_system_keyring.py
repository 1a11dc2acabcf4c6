"""The password of a station's login in the system's keyring: one that works, none, one that is locked, one that hangs."""

from __future__ import annotations

import sys
from concurrent.futures import Future
from typing import Any

import pytest

from adjudicator.records.trouble import WorldError
from adjudicator.shared import system_keyring
from adjudicator.shared.reaching import PASSWORD_FILE, kept_password
from tests.shared.keyrings import HangingKeyring, KeyringInMemory, LockedKeyring

URL, PASSWORD = "postgresql://east_1@ballots.example.gov/shared", "lamp by the stairs"


def use(monkeypatch: pytest.MonkeyPatch, ring: KeyringInMemory) -> None:
    monkeypatch.setattr(system_keyring, "system_keyring", lambda: ring)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> KeyringInMemory:
    made = KeyringInMemory()
    use(monkeypatch, made)
    return made


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Any:
    made = HangingKeyring()
    use(monkeypatch, made)
    monkeypatch.setattr(system_keyring, "LIMIT", 0.05)
    yield made
    made.go_on.set()


def test_a_password_is_kept_read_and_forgotten(ring: KeyringInMemory) -> None:
    assert system_keyring.read(URL) == ""
    assert system_keyring.forget(URL) is False
    system_keyring.keep(URL, "first")
    system_keyring.keep(URL, PASSWORD)
    assert ring.passwords == [PASSWORD]
    assert {service for service, _ in ring.kept} == {system_keyring.SERVICE}
    assert system_keyring.read(URL) == PASSWORD
    assert system_keyring.forget(URL) is True
    assert (ring.kept, system_keyring.read(URL)) == ({}, "")


@pytest.mark.parametrize(
    "same",
    [
        "postgresql://east_1@ballots.example.gov:5432/shared?sslrootcert=/a.crt",
        "user=east_1 dbname=shared host=ballots.example.gov",
    ],
)
def test_one_login_has_one_password_however_its_address_is_written(ring: KeyringInMemory, same: str) -> None:
    system_keyring.keep(URL, PASSWORD)
    assert system_keyring.read(same) == PASSWORD


@pytest.mark.parametrize(
    "other",
    [
        "postgresql://west_1@ballots.example.gov/shared",
        "postgresql://east_1@other.example.gov/shared",
        "postgresql://east_1@ballots.example.gov:5433/shared",
        "postgresql://east_1@ballots.example.gov/other",
        "postgresql://east_1@ballots.example.gov/shared?hostaddr=10.0.0.9",
        "service=other",
    ],
)
def test_a_password_goes_to_no_other_login_and_no_other_server(ring: KeyringInMemory, other: str) -> None:
    system_keyring.keep(URL, PASSWORD)
    assert system_keyring.read(other) == ""
    assert system_keyring.forget(other) is False


def test_a_computer_without_a_keyring_keeps_nothing_and_asks_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert (system_keyring.read(URL), system_keyring.forget(URL), kept_password(URL)) == ("", False, "")
    with pytest.raises(WorldError) as trouble:
        system_keyring.keep(URL, PASSWORD)
    assert trouble.value.code == "no_keyring"
    assert PASSWORD not in str(trouble.value)


def test_the_librarys_backend_that_only_fails_is_no_keyring() -> None:
    pytest.importorskip("keyring")
    assert kept_password(URL) == ""
    with pytest.raises(WorldError) as trouble:
        system_keyring.keep(URL, PASSWORD)
    assert trouble.value.code == "no_keyring"


def test_the_librarys_backend_that_keeps_nothing_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    null = pytest.importorskip("keyring.backends.null")
    use(monkeypatch, null.Keyring())
    with pytest.raises(WorldError) as trouble:
        system_keyring.keep(URL, PASSWORD)
    assert trouble.value.code == "keyring_refuses"


def test_a_locked_keyring_is_said_without_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, LockedKeyring())
    for call in (system_keyring.read, system_keyring.forget, lambda url: system_keyring.keep(url, PASSWORD)):
        with pytest.raises(WorldError) as trouble:
            call(URL)
        assert trouble.value.code == "keyring_refuses"
        assert PASSWORD not in str(trouble.value)
        assert trouble.value.__cause__ is trouble.value.__context__ is None
    assert kept_password(URL) == ""


def test_a_keyring_that_does_not_answer_is_given_up(hanging: HangingKeyring) -> None:
    for call in (system_keyring.read, system_keyring.forget):
        with pytest.raises(WorldError) as trouble:
            call(URL)
        assert trouble.value.code == "keyring_silent"
    assert kept_password(URL) == ""


def test_what_a_keyring_keeps_too_late_it_forgets_again(hanging: HangingKeyring) -> None:
    with pytest.raises(WorldError) as trouble:
        system_keyring.keep(URL, PASSWORD)
    assert trouble.value.code == "keyring_silent"
    hanging.go_on.set()
    assert hanging.forgotten.wait(30)
    assert hanging.kept == {}


def test_a_window_waits_in_its_own_way(ring: KeyringInMemory) -> None:
    waited: list[float] = []

    def waits(future: Future[Any], seconds: float) -> Any:
        waited.append(seconds)
        return future.result(seconds)

    system_keyring.keep(URL, PASSWORD)
    assert kept_password(URL, waits) == PASSWORD
    assert waited == [system_keyring.LIMIT]


def test_a_file_that_is_named_goes_before_the_keyring(
    ring: KeyringInMemory, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_keyring.keep(URL, PASSWORD)
    (tmp_path / "password").write_text("of the file\n", encoding="utf-8")
    monkeypatch.setenv(PASSWORD_FILE, str(tmp_path / "password"))
    assert kept_password(URL) == "of the file"


def test_an_address_with_a_password_is_refused_before_the_keyring_is_asked(ring: KeyringInMemory) -> None:
    with pytest.raises(WorldError) as trouble:
        system_keyring.keep("postgresql://east_1:secret@localhost/shared", PASSWORD)
    assert trouble.value.code == "bad_address"
    assert ring.kept == {}
