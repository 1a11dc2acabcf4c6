"""Makes the golden files of this version's form: `PYTHONPATH=. .venv/bin/python tests/golden/make.py`.

They are made once a form and then kept: every later version has to open them (test_golden.py). Run it after raising
`log.schema.VERSION`, and never again over a folder that was released.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

from adjudicator.canvass.story import as_json
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.log.copies.proofs import prove
from adjudicator.log.copies.rekeying import rekeying
from adjudicator.log.file.schema import VERSION
from adjudicator.office import Office
from adjudicator.people import passwords
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.trouble import Refusal
from adjudicator.roll import build_roll
from tests.faults.life import ANOTHER, CASE, lived
from tests.office.conftest import roll_text

WORDS = "seven quiet herons over the marsh"
HERE = Path(__file__).parent
FOLDER = HERE / f"{VERSION[0]}.{VERSION[1]}"
PROVED, BEFORE_IT_CHANGES = "0001", "an envelope is reopened"


def main() -> None:
    """Make the folder of this form; refuses where it is there."""
    if FOLDER.exists():
        sys.exit(f"{FOLDER.name} is there already: golden files are never made again.")
    with tempfile.TemporaryDirectory() as made, patch.multiple(passwords, MEMORY_KIB=32, PASSES=1):
        folder = Path(made)
        FOLDER.mkdir()
        for chapter in lived(folder, _roll(folder)):
            if chapter.deed.name == BEFORE_IT_CHANGES:
                _keep_proof(folder / CASE)
        _keep(folder)
    sys.stdout.write(f"{FOLDER} is made.\n")


def _roll(folder: Path) -> Path:
    source = folder / "voters.csv"
    source.write_text(roll_text(), encoding="utf-8")
    build_roll(source, folder / "small.roll")
    return folder / "small.roll"


def _keep(folder: Path) -> None:
    case = folder / CASE
    shutil.copy(case, FOLDER / CASE)
    shutil.copy(folder / "release.zip", FOLDER / "release.zip")
    shutil.copy(case, FOLDER / "encrypted.case")
    with rekeying(FOLDER / "encrypted.case", None, passphrase_of(WORDS), lambda _: None) as put_in_place:
        put_in_place()
    head = copy_for_observers(case, FOLDER / "observers.case")
    with closing(Office.open(case, read_only=True)) as office:
        seen = {"size": head.size, "root": head.root.hex(), "canvass": as_json(office.overview.canvass())}
    with CaseLog.open(case, read_only=True) as log:
        (FOLDER / "checkpoint.txt").write_text(log.checkpoints(limit=1)[0], encoding="utf-8")
    (FOLDER / "seen.json").write_text(_laid_out({**seen, "supervisor": ["sue", ANOTHER], "passphrase": WORDS}))


def _keep_proof(case: Path) -> None:
    with CaseLog.open(case, read_only=True) as log:
        proof = prove(log, PROVED)
    if isinstance(proof, Refusal):
        sys.exit(proof.words)
    (FOLDER / "proof.json").write_text(proof, encoding="utf-8")


def _laid_out(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2) + "\n"


if __name__ == "__main__":
    main()
