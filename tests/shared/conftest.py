"""A shared record on a server in memory, and stations with copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.people import passwords
from tests.log.conftest import Pen, SigningLog, begin, busy_case, busy_log, pen  # noqa: F401 - fixtures

from .fake_server import FakeRecord
from .stations import founded


@pytest.fixture(autouse=True)
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a passphrase costs is tried elsewhere."""
    monkeypatch.setattr(passwords, "MEMORY_KIB", 64)
    monkeypatch.setattr(passwords, "PASSES", 1)


@pytest.fixture
def case(tmp_path: Path, pen: Pen) -> Iterator[SigningLog]:  # noqa: F811 - a fixture
    """A case that is shared: six entries, and the one that says so."""
    with begin(tmp_path / "first.case", pen) as log:
        log.append([pen.entry("case.shared", "clerk")])
        yield log


@pytest.fixture
def record(case: SigningLog) -> FakeRecord:
    """The record at the server."""
    return founded(case)
