"""A small election and the real one, as every reader's tests need them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from adjudicator.intake.definition import read_definition
from adjudicator.intake.envelope_list import EnvelopeList, read_envelope_list
from adjudicator.records.election import Election
from adjudicator.records.reasons import REASON_CODES

GWINNETT = Path(__file__).parents[2] / "resources" / "practice" / "gwinnett-2020.json"

SMALL: dict[str, Any] = {
    "election": "General Election",
    "date": "2020-11-03",
    "state": "GA",
    "county": "Gwinnett",
    "fips": "13135",
    "contests": [
        {"contest_id": "C1", "title": "President", "title_es": "Presidente", "level": "federal_statewide"},
        {"contest_id": "C2", "title": "House 1", "title_es": "Casa 1", "level": "state_house", "district": "1"},
        {"contest_id": "C3", "title": "House 2", "title_es": "Casa 2", "level": "state_house", "district": "2"},
    ],
    "precincts": [
        {
            "code": "001",
            "name": "HARBINS A",
            "registered": 10,
            "polling_place": "Harbins Park",
            "address": "1 Main St",
            "portions": [{"portion": "001-1", "ballot_style": "G-BS01", "state_house": "1", "share": 1.0}],
        },
        {
            "code": "013",
            "name": "DUNCANS A",
            "registered": 20,
            "polling_place": "Duncan Park",
            "address": "2 Main St",
            "portions": [{"portion": "013-1", "ballot_style": "G-BS02", "state_house": "2", "share": 1.0}],
        },
    ],
    "ballot_styles": {"G-BS01": ["C1", "C2"], "G-BS02": ["C1", "C3"]},
}

Change = Callable[[dict[str, Any]], object]


def _changed(change: Change) -> bytes:
    definition = copy.deepcopy(SMALL)
    change(definition)
    return json.dumps(definition).encode()


@pytest.fixture(scope="session")
def plain() -> Mapping[str, Any]:
    """The small definition, not to be changed."""
    return SMALL


@pytest.fixture(scope="session")
def changed() -> Callable[[Change], bytes]:
    """The small definition with one change, as a file."""
    return _changed


@pytest.fixture(scope="session")
def gwinnett_file() -> bytes:
    return GWINNETT.read_bytes()


@pytest.fixture(scope="session")
def gwinnett(gwinnett_file: bytes) -> Election:
    election, _ = read_definition(gwinnett_file, "gwinnett-2020.json")
    assert election is not None
    return election


@pytest.fixture(scope="session")
def small() -> Election:
    election, _ = read_definition(json.dumps(SMALL).encode(), "small.json")
    assert election is not None
    return election


@pytest.fixture(scope="session")
def primary() -> Election:
    def of_parties(definition: dict[str, Any]) -> None:
        definition["primary"] = True
        definition["contests"][0]["party"] = "REP"
        definition["contests"][1]["party"] = "DEM"

    election, _ = read_definition(_changed(of_parties), "primary.json")
    assert election is not None
    return election


@pytest.fixture(scope="session")
def read(small: Election) -> Callable[..., EnvelopeList]:
    """Read one row of cells by column, or the text of a whole list."""

    def reader(content: Mapping[str, str] | str | bytes, election: Election = small, **more: Any) -> EnvelopeList:
        if isinstance(content, Mapping):
            cells = {"envelope_number": "0733"} | dict(content)
            quoted = ('"' + cell.replace('"', '""') + '"' for cell in cells.values())
            content = ",".join(cells) + "\r\n" + ",".join(quoted) + "\r\n"
        data = content.encode() if isinstance(content, str) else content
        return read_envelope_list(data, "list.csv", election, reason_codes=REASON_CODES, **more)

    return reader
