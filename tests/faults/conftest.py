"""A case file with one envelope in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.casework.bodies import SealedEntry, seal
from adjudicator.casework.catalogue import new_entry
from adjudicator.log.case_log import CaseLog
from adjudicator.log.entries import Document

DEFINITION = Document.of("definition", "{}")
PACK = Document.of("pack", "[]")


def opened() -> SealedEntry:
    """The first entry of a case."""
    data = {
        "case": "C1", "mode": "practice", "county": "GWINNETT", "election": "General", "time_zone": "America/New_York",
        "definition": DEFINITION.digest, "rules": "r", "pack": "p", "pack_document": PACK.digest, "deadlines": {},
    }  # fmt: skip
    return entry("case.opened", data, by="")


def added() -> SealedEntry:
    """The only person of the case, who may do what these tests do."""
    roles = ["administrator", "clerk", "reviewer"]
    return entry("person.added", {"person": "mo", "name": "Mo", "roles": roles, "key": ""}, by="")


def received(number: str) -> SealedEntry:
    """An envelope with nothing on its papers."""
    return entry("envelope.received", {"envelope": number, "papers": {"place": "001"}})


def entry(kind: str, data: dict[str, object], by: str = "mo") -> SealedEntry:
    """An entry without personal data."""
    return seal(new_entry(kind, "2020-11-04T14:00:00.000000Z", by, data), lambda: b"s" * 32)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The path of a closed case file."""
    path = tmp_path / "practice.case"
    CaseLog.create(path, [opened(), added(), received("0001")], [DEFINITION, PACK]).close()
    return path
