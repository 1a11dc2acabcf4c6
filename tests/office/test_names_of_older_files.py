"""Names that were taken in under older rules: the case still opens, its envelopes can be worked on."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from adjudicator.casework.acts import receiving
from adjudicator.export.checking import check_release
from adjudicator.intake.definition import read_definition
from adjudicator.office import Done, Office
from adjudicator.office.desks.release import Released
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.looking import approve_seen

from .conftest import FIRST_PASSWORD, PASSWORD, Desk, definition_bytes, envelope


def test_a_case_opens_whose_definition_would_be_refused_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = definition_bytes().replace(b'"county": "Gwinnett"', b'"county": "Gwin\\u202enett"')
    path = tmp_path / "old.case"
    assert isinstance(Office.create(path, odd, "small.json"), tuple)
    with monkeypatch.context() as older:
        older.setattr("adjudicator.office.office.read_definition", partial(read_definition, kept=True))
        made = Office.create(path, odd, "small.json")
    assert isinstance(made, Office)
    made.close()
    with closing(Office.open(path)) as office:
        assert office.election.county == "Gwin\u202enett"


def test_an_envelope_under_a_number_that_would_be_refused_today_can_be_corrected(desk: Desk) -> None:
    odd, room = "0001\u200b", desk.office.receive._room
    assert isinstance(room.put(receiving.receive((envelope(odd),), "", room.act(), room.salts)), Done)
    corrected = desk.office.receive.correct(odd, {"city": "Buford"}, "Misread", desk.state(odd).version)
    assert isinstance(corrected, Done)


NAMES = {"Korean": "김민준", "emoji": "Kim 😀", "escape": "Kim\x1b[2J", "NUL": "Kim\0", "override": "Kim\u202e"}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_supervisor_of_any_name_releases(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    people = desk.office.people
    desk.sign_in("admin")
    with monkeypatch.context() as older:
        older.setattr("adjudicator.casework.acts.case_acts._not_a_name", lambda _: None)
        assert isinstance(people.add(Person("kim", name, frozenset({"supervisor"})), FIRST_PASSWORD), Done)
    desk.sign_in("rita")
    desk.receive("0001")
    desk.easy("0001")
    assert isinstance(desk.office.batches.close(), Done)
    assert not isinstance(people.sign_in("kim", FIRST_PASSWORD, PASSWORD), Refusal)
    assert isinstance(approve_seen(desk.office, desk.office.batches.batches()[0]), Done)
    made = desk.office.releases.release(tmp_path / "release")
    assert isinstance(made, Released), made
    assert not made.unset
    assert b"pdfuaid" in (made.folder / "summary.pdf").read_bytes()
    assert check_release(made.folder) == ()
