"""Names that were taken in under older rules: the case still opens, its envelopes can be worked on."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from adjudicator.casework import receiving
from adjudicator.intake.definition import read_definition
from adjudicator.office import Done, Office

from .conftest import Desk, definition_bytes, envelope


def test_a_case_opens_whose_definition_would_be_refused_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = definition_bytes().replace(b'"county": "Gwinnett"', b'"county": "Gwin\\u202enett"')
    path = tmp_path / "old.case"
    assert isinstance(Office.create(path, odd, "small.json"), tuple)
    monkeypatch.setattr("adjudicator.office.office.read_definition", partial(read_definition, kept=True))
    made = Office.create(path, odd, "small.json")
    assert isinstance(made, Office)
    made.close()
    monkeypatch.undo()
    with closing(Office.open(path)) as office:
        assert office.election.county == "Gwin\u202enett"


def test_an_envelope_under_a_number_that_would_be_refused_today_can_be_corrected(desk: Desk) -> None:
    odd, room = "0001\u200b", desk.office.receive._room
    assert isinstance(room.put(receiving.receive((envelope(odd),), "", room.act())), Done)
    corrected = desk.office.receive.correct(odd, {"city": "Buford"}, "Misread", desk.state(odd).version)
    assert isinstance(corrected, Done)
