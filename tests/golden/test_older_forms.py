"""A file of an older form is copied, backed up and shown in its own form; what goes on from it is raised first."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.casework.record.catalogue import FORM
from adjudicator.cli.main import run
from adjudicator.log import standalone_acts
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.log.file.forms import form_name
from adjudicator.office import Done, Office
from adjudicator.office.behind.station import Station
from adjudicator.office.desks.record import verifying_all
from adjudicator.office.desks.release import Released
from adjudicator.office.raising import raise_case
from adjudicator.office.restoring import back_up, restore
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.roll import build_roll
from tests.looking import approve_seen
from tests.office.conftest import PASSWORD, Desk, roll_text

OLDER = Path(__file__).parent / "3.0"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A case file of form 3.0."""
    return Path(shutil.copy(OLDER / "small.case", tmp_path / "small.case"))


def form_of(case: Path) -> str:
    with CaseLog.open(case, read_only=True) as log:
        return form_name(log.db.conn)


def kinds_behind(case: Path, size: int) -> list[str]:
    with CaseLog.open(case, read_only=True) as log:
        return [logged.entry.kind for logged in log.entries(size + 1)]


def test_copies_of_it_are_of_its_form_and_verify(older: Path, tmp_path: Path) -> None:
    head = copy_for_observers(older, tmp_path / "observers.case")
    assert back_up(older, tmp_path / "backup.case") == head
    for copy in (tmp_path / "observers.case", tmp_path / "backup.case"):
        assert form_of(copy) == "3.0"
        assert verify(copy).findings == ()


def test_it_is_not_written_to_and_the_way_is_said(older: Path) -> None:
    before = older.read_bytes()
    with pytest.raises(WorldError) as caught:
        Office.open(older)
    assert caught.value.code == "older_form"
    assert "adjudicator raise" in str(caught.value)
    assert older.read_bytes() == before


def test_a_backup_of_it_is_raised_when_it_is_restored(older: Path, tmp_path: Path) -> None:
    head = restore(older, tmp_path / "restored.case")
    assert form_of(tmp_path / "restored.case") == FORM
    assert kinds_behind(tmp_path / "restored.case", head.size) == ["form.raised", "case.restored"]
    report = verify(tmp_path / "restored.case")
    assert report.findings == ()
    assert [each.state for each in report.verdicts] == ["ok", "not_proved", "not_checked"]


def test_a_release_of_a_raised_case_is_made_again_from_the_record_that_it_carries(older: Path, tmp_path: Path) -> None:
    source = tmp_path / "voters.csv"
    source.write_text(roll_text(), encoding="utf-8")
    build_roll(source, tmp_path / "small.roll")
    assert isinstance(raise_case(older), Path)
    supervisor, password = json.loads((OLDER / "seen.json").read_text(encoding="utf-8"))["supervisor"]
    with closing(Office.open(older)) as office:
        assert not isinstance(office.people.sign_in("admin", PASSWORD), Refusal)
        assert isinstance(office.vouching.adopt(), Done)
        desk = Desk(office)
        desk.receive("0101")
        while desk.open_fact("0101") != "voted_already":
            desk.accept("0101")
        desk.say("0101", "voted_already", "no")
        desk.easy("0101")
        assert isinstance(office.batches.close(), Done)
        assert not isinstance(office.people.sign_in(supervisor, password), Refusal)
        (waiting,) = (batch for batch in office.batches.batches() if batch.status == "waiting")
        assert isinstance(approve_seen(office, waiting), Done)
        released = office.releases.release(tmp_path / "out")
        assert isinstance(released, Released)
    assert run(["verify", str(released.folder)]) == 0
    assert standalone_acts.main([str(released.folder)]) == 0
    assert verify(older).findings == ()


def test_a_file_of_this_form_is_not_raised_again(older: Path) -> None:
    assert raise_case(older) == older.with_name("small-form-3.0.case")
    refused = raise_case(older)
    assert isinstance(refused, Refusal)
    assert refused.code == "nothing_to_raise"


def test_a_workstation_that_has_seen_the_newer_form_names_the_older_file(older: Path, tmp_path: Path) -> None:
    station = Station(tmp_path / "station")
    backup = raise_case(older)
    assert isinstance(backup, Path)
    with CaseLog.open(backup, read_only=True) as log:
        assert verifying_all(log, "standard", station)(lambda *_: None).findings == ()
    Office.open(older, station=station).close()
    with closing(CaseLog.open(backup, read_only=True)) as log:
        (finding,) = verifying_all(log, "standard", station)(lambda *_: None).findings
    assert finding.id == "form.older"
