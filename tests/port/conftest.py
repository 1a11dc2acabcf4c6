"""The record in a file, as it is, and behind something slow; and one that stations share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.people import passwords
from adjudicator.port.record import Record
from adjudicator.shared.record import SharedRecord
from tests.log.conftest import Pen, begin, busy_case, busy_log, pen  # noqa: F401 - fixtures

from .records import KINDS


@pytest.fixture(params=sorted(KINDS))
def record(request: pytest.FixtureRequest, tmp_path: Path, pen: Pen) -> Iterator[Record]:  # noqa: F811 - a fixture
    """A record with a case and its people: one of each kind."""
    with begin(tmp_path / "a.case", pen) as log:
        made = KINDS[request.param](log)
        yield made
        if isinstance(made, SharedRecord):
            made.close()


@pytest.fixture(autouse=True)
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a passphrase costs is tried elsewhere."""
    monkeypatch.setattr(passwords, "MEMORY_KIB", 64)
    monkeypatch.setattr(passwords, "PASSES", 1)
