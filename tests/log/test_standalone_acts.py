"""The script that checks whose acts a release's record holds, with the standard library alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adjudicator.log import standalone_acts
from adjudicator.log.case_log import CaseLog

Acts = list[dict[str, Any]]


@pytest.fixture
def folder(busy_log: CaseLog, tmp_path: Path) -> Path:
    """A record as it lies in a release."""
    (tmp_path / "log").mkdir()
    write(tmp_path / "log" / "entries.jsonl", list(busy_log.bodies()))
    write(tmp_path / "log" / "signatures.jsonl", [json.dumps(each) for each in busy_log.signatures()])
    return tmp_path


def write(path: Path, lines: list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def said(folder: Path) -> list[str]:
    command = [sys.executable, "-I", "-S", standalone_acts.__file__, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == (0 if done.stdout.startswith("OK\n") else 1)
    return done.stdout.splitlines()


def change(folder: Path, how: Callable[[Acts], None]) -> None:
    file = folder / "log" / "signatures.jsonl"
    acts = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    how(acts)
    write(file, [json.dumps(act) for act in acts])


def test_a_whole_record_is_ok_and_counted(folder: Path, busy_log: CaseLog) -> None:
    acts = len(list(busy_log.signatures()))
    assert said(folder) == ["OK", f"{acts} acts of {busy_log.head().size} entries"]


def test_a_signature_of_another_act_is_named(folder: Path) -> None:
    def exchange(acts: Acts) -> None:
        acts[6]["signature"], acts[7]["signature"] = acts[7]["signature"], acts[6]["signature"]

    change(folder, exchange)
    assert len(said(folder)) == 2


def test_a_changed_entry_is_named_and_so_is_all_that_rests_on_it(folder: Path) -> None:
    file = folder / "log" / "entries.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[8] = lines[8].replace('"place":"001"', '"place":"002"')
    write(file, lines)
    found = said(folder)
    assert found[0] == "entry 9 is not signed by clerk"
    assert len(found) > 2


def test_an_entry_at_the_end_in_no_act_is_named(folder: Path) -> None:
    file = folder / "log" / "entries.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    write(file, [*lines, lines[-1]])
    assert said(folder) == [f"entry {len(lines) + 1} stands in no act"]


def test_an_act_under_another_name_is_named(folder: Path) -> None:
    def rename(acts: Acts) -> None:
        acts[-1]["person"] = "clerk"

    change(folder, rename)
    assert "not clerk's alone" in said(folder)[0]


@pytest.mark.parametrize("message", [b"", b"a", b"provisional ballots" * 50])
def test_its_own_ed25519_agrees_with_the_librarys(message: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert standalone_acts.is_good(public, signature, message)
    spoilt = bytes([signature[0] ^ 1]) + signature[1:]
    assert not standalone_acts.is_good(public, signature, message + b"x")
    with suppress(ValueError):  # the first half may be no point of the curve any more
        assert not standalone_acts.is_good(public, spoilt, message)


def test_without_the_files_it_says_how_it_is_used(tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-S", standalone_acts.__file__, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage" in done.stderr
