"""Passphrases, and keys that cost little: the real cost is tried where it matters."""

from __future__ import annotations

import pytest

from adjudicator.at_rest import passphrase
from adjudicator.at_rest.passphrase import Passphrase
from tests.log.conftest import Pen
from tests.office.conftest import make_passwords_cheap, wait_for_no_disk

WORDS = "seven quiet herons over the marsh"


def make_passphrases_cheap(patch: pytest.MonkeyPatch) -> None:
    """Keys are worked out in one round; that SQLCipher works out the same ones is tested in test_files."""
    patch.setattr(passphrase, "ROUNDS", 1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here pays for keys, or waits for the disk."""
    make_passphrases_cheap(monkeypatch)
    make_passwords_cheap(monkeypatch)
    wait_for_no_disk(monkeypatch)


@pytest.fixture
def right() -> Passphrase:
    """The passphrase."""
    return Passphrase(WORDS.encode())


@pytest.fixture
def other() -> Passphrase:
    """Another one."""
    return Passphrase(b"three loud herons over the marsh")


@pytest.fixture
def pen() -> Pen:
    """Writes entries."""
    return Pen()
