"""What leaves the office of a copy that goes on alone: releases before and after, verified as those who receive them do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adjudicator.cli.main import run
from adjudicator.log.checks.verdicts import PROMISES
from adjudicator.log.checks.verify import verify
from adjudicator.office.behind.files import leaving
from adjudicator.office.behind.releases.check import verify_release
from adjudicator.port.answers import Head
from adjudicator.shared.outbox import outbox_of
from tests.office.conftest import PASSWORD, Desk, begun, roll_file  # noqa: F401 - fixtures
from tests.office.desks.test_release import approve_everything, release, rows

from .stations import PASSPHRASE
from .test_office import Stations, east, stations  # noqa: F401 - fixtures


class Holding:
    """A disk that does not let a file go."""

    def remove(self, path: Path) -> None:
        raise PermissionError(path)


def test_releases_before_and_after_a_copy_went_on_alone_verify(
    stations: Stations,  # noqa: F811
    east: Desk,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = stations.folder / "east" / "case.case"
    east.receive("0001")
    east.easy("0001")
    approve_everything(east)
    shared = release(east, tmp_path / "shared")
    with monkeypatch.context() as patch:
        patch.setattr(leaving, "durable", Holding())
        left = east.office.sharing.leave_and_go_on({"admin": PASSWORD, "sue": PASSWORD}, lambda *_: None)
    assert isinstance(left, Head), left
    assert outbox_of(path).exists()  # another program had it open
    east.sign_in("rita")
    east.receive("0002", "Nguyen")
    east.easy("0002")
    approve_everything(east)
    alone = release(east, tmp_path / "alone")
    east.office.close()
    for made in (shared, alone):
        report = verify_release(made.folder)
        assert report.findings == (), made
        assert {each.promise: each.state for each in report.verdicts} == dict.fromkeys(PROMISES, "ok")
        assert run(["verify", str(made.folder)]) == 0
    assert [row["envelope"] for row in rows(shared.folder, "dispositions.csv")] == ["0001"]
    assert [row["envelope"] for row in rows(alone.folder, "dispositions.csv")] == ["0002"]
    assert "not_the_shared_record" not in json.loads((shared.folder / "manifest.json").read_bytes())
    assert "not_the_shared_record" in json.loads((alone.folder / "manifest.json").read_bytes())
    assert verify(path, passphrase=PASSPHRASE).findings == ()
