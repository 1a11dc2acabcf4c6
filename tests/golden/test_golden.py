"""Files of every form that was ever released open in this version, verify, and go on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.canvass.story import as_json
from adjudicator.log import standalone_proof
from adjudicator.log.case_log import CaseLog
from adjudicator.log.notes import read_note
from adjudicator.log.proofs import note_in
from adjudicator.log.schema import VERSION
from adjudicator.log.verify import Report, Seen
from adjudicator.office import Office
from adjudicator.office.record_desk import verifying
from adjudicator.office.release_check import OLDER, verify_recorded, verify_release
from adjudicator.office.room import Done
from adjudicator.people.passphrases import passphrase_of
from adjudicator.records.trouble import Refusal

HERE = Path(__file__).parent
FORMS = sorted(folder.name for folder in HERE.iterdir() if (folder / "seen.json").exists())


@pytest.fixture(params=FORMS)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the files of one form: opening a file may change it."""
    return Path(shutil.copytree(HERE / request.param, tmp_path / "golden"))


def seen(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "seen.json").read_text(encoding="utf-8"))


def saved(file: Path) -> Seen:
    return Seen(read_note(note_in(file.read_text(encoding="utf-8"))), file.name)


def verified(case: Path, *against: Seen) -> Report:
    with CaseLog.open(case, read_only=True) as log:
        return verifying(log, "deep", against)(lambda _done, _of: None)


def test_this_form_has_its_golden_files() -> None:
    assert f"{VERSION[0]}.{VERSION[1]}" in FORMS


def test_a_case_verifies_and_extends_the_checkpoint_and_the_proof_of_its_time(golden: Path) -> None:
    report = verified(golden / "small.case", saved(golden / "checkpoint.txt"), saved(golden / "proof.json"))
    assert report.findings == ()
    assert (report.entries, report.root.hex()) == (seen(golden)["size"], seen(golden)["root"])


def test_a_case_comes_to_the_same_canvass(golden: Path) -> None:
    with closing(Office.open(golden / "small.case", read_only=True)) as office:
        found, then = office.overview.canvass(), seen(golden)["canvass"]
        assert {name: value for name, value in as_json(found).items() if name in then} == then
        assert (office.overview.waiting().left, len(office.overview.open_again(10))) == (
            found.released,
            found.open_again,
        )


def test_a_case_goes_on_under_the_passwords_of_its_time(golden: Path) -> None:
    case = golden / "small.case"
    with closing(Office.open(case)) as office:
        assert not isinstance(office.people.sign_in(*seen(golden)["supervisor"]), Refusal)
        assert isinstance(office.record.close_day(), Done)
    report = verified(case, saved(golden / "checkpoint.txt"))
    assert (report.findings, report.entries) == ((), seen(golden)["size"] + 2)


def test_an_encrypted_case_opens_under_its_passphrase_and_verifies(golden: Path) -> None:
    passphrase = passphrase_of(seen(golden)["passphrase"])
    with CaseLog.open(golden / "encrypted.case", read_only=True, passphrase=passphrase) as log:
        report = verifying(log, "deep", [saved(golden / "checkpoint.txt")])(lambda _done, _of: None)
    assert (report.findings, report.root.hex()) == ((), seen(golden)["root"])


def test_an_observers_copy_verifies(golden: Path) -> None:
    report = verified(golden / "observers.case", saved(golden / "checkpoint.txt"))
    assert (report.findings, report.for_observers, report.root.hex()) == ((), True, seen(golden)["root"])


def test_a_release_verifies_and_its_checkpoint_is_one_of_the_case(golden: Path, request: pytest.FixtureRequest) -> None:
    release, form = golden / "release.zip", request.node.callspec.params["golden"]
    report = verify_release(release)
    # before version 3 a release carried too little to be made again
    assert (report.findings, report.not_proved) == ((), (OLDER,) if form == "3.0" else ())
    with CaseLog.open(golden / "small.case", read_only=True) as log:
        assert verify_recorded(log, release).findings == ()
    shutil.unpack_archive(release, golden / "release")
    assert verified(golden / "small.case", saved(golden / "release" / "checkpoint.txt")).findings == ()


def test_a_proof_is_still_one(golden: Path) -> None:
    command = [sys.executable, "-I", "-S", standalone_proof.__file__, str(golden / "proof.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("OK\n"), done.stdout + done.stderr
