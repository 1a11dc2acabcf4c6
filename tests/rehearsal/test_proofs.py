"""A proof shows that one envelope's determination is in the record, to anybody with Python alone, and tells of no other."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.record.entry import canonical
from adjudicator.cli.main import run
from adjudicator.log import standalone_proof
from adjudicator.log.case_log import CaseLog
from adjudicator.log.tree.merkle import inclusion_proof, leaf_hash
from adjudicator.log.tree.notes import read_note

from .conftest import PracticeRun

ENVELOPE = "0031"
Spoil = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="session")
def proof(sixty: PracticeRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A proof of one of the sixty, as the command writes it."""
    path = tmp_path_factory.mktemp("proof") / "0031.json"
    assert run(["prove", str(sixty.folder / "practice.case"), ENVELOPE, "--out", str(path)]) == 0
    return path


def checked(*files: Path) -> subprocess.CompletedProcess[str]:
    """What the stand-alone script says, in a Python without any library but its own."""
    command = [sys.executable, "-I", "-S", standalone_proof.__file__, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def checkpoint_of(proof: Path, folder: Path) -> Path:
    """The proof's checkpoint, as somebody may have saved it earlier."""
    path = folder / "saved.txt"
    path.write_text(json.loads(proof.read_text(encoding="utf-8"))["checkpoint"], encoding="utf-8")
    return path


def test_a_proof_is_checked_by_the_script_under_a_checkpoint_saved_elsewhere(proof: Path, tmp_path: Path) -> None:
    said = checked(proof, checkpoint_of(proof, tmp_path))
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith(f"OK\nEnvelope {ENVELOPE}: ")
    assert "Not shown: that nothing later changed it, that it was approved" in said.stdout


def test_without_a_saved_checkpoint_the_script_says_what_is_still_to_be_compared(proof: Path) -> None:
    said = checked(proof)
    assert said.returncode == 0
    assert said.stdout.endswith("Compare the root with a checkpoint that you have from elsewhere.\n")


def body_changed(proof: dict[str, Any]) -> None:
    entry = proof["entries"][0]
    entry["body"] = entry["body"].replace('"by":"rwhitfield"', '"by":"jbellamy"')


def place_changed(proof: dict[str, Any]) -> None:
    proof["entries"][0]["seq"] += 1


def path_changed(proof: dict[str, Any]) -> None:
    path = proof["entries"][0]["path"]
    path[2] = ("0" if path[2][0] != "0" else "1") + path[2][1:]


def path_shortened(proof: dict[str, Any]) -> None:
    del proof["entries"][0]["path"][-1]


def path_lengthened(proof: dict[str, Any]) -> None:
    proof["entries"][0]["path"].append("00" * 32)


def root_changed(proof: dict[str, Any]) -> None:
    origin, size, _, rest = proof["checkpoint"].split("\n", 3)
    proof["checkpoint"] = "\n".join((origin, size, base64.b64encode(b"x" * 32).decode(), rest))


def size_changed(proof: dict[str, Any]) -> None:
    origin, size, rest = proof["checkpoint"].split("\n", 2)
    proof["checkpoint"] = "\n".join((origin, str(int(size) * 4), rest))


SPOILT = (body_changed, place_changed, path_changed, path_shortened, path_lengthened, root_changed, size_changed)


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_spoilt_proof_fails(proof: Path, tmp_path: Path, spoil: Spoil) -> None:
    content = json.loads(proof.read_text(encoding="utf-8"))
    spoil(content)
    spoilt = tmp_path / "spoilt.json"
    spoilt.write_text(json.dumps(content), encoding="utf-8")
    said = checked(spoilt)
    assert said.returncode == 1
    assert said.stdout.endswith("NOT OK\n")


def test_what_a_forger_wrote_into_a_proof_does_nothing_to_the_terminal(proof: Path, tmp_path: Path) -> None:
    content = json.loads(proof.read_text(encoding="utf-8"))
    content["checkpoint"] = content["checkpoint"].replace("provisional-ballots/", "\x1b[2J\x9bprovisional-ballots/", 1)
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(content), encoding="utf-8")
    said = checked(forged)
    assert said.stdout.startswith("OK\n")
    assert said.stdout.replace("\n", "").isprintable()


def test_another_checkpoint_than_the_saved_one_is_told(proof: Path, tmp_path: Path) -> None:
    saved = checkpoint_of(proof, tmp_path)
    saved.write_text(saved.read_text(encoding="utf-8").replace("provisional-ballots/", "provisional-ballots/x"))
    said = checked(proof, saved)
    assert said.returncode == 1
    assert "is not the one that you saved" in said.stdout


def other_envelope(proof: dict[str, Any]) -> None:
    proof["envelope"] = "0032"


def other_version(proof: dict[str, Any]) -> None:
    proof["version"] = 2


def no_entry(proof: dict[str, Any]) -> None:
    proof["entries"] = []


@pytest.mark.parametrize("spoil", [other_envelope, other_version, no_entry])
def test_what_is_no_proof_of_this_envelope_is_bad_input(proof: Path, tmp_path: Path, spoil: Spoil) -> None:
    content = json.loads(proof.read_text(encoding="utf-8"))
    spoil(content)
    other = tmp_path / "other.json"
    other.write_text(json.dumps(content), encoding="utf-8")
    said = checked(other)
    assert (said.returncode, said.stdout) == (2, "")
    assert "cannot be read as a proof" in said.stderr


def escapes_in_codes(content: dict[str, Any]) -> None:
    """Codes and origin that clear the screen, in a proof that is whole in itself."""
    (entry,) = content["entries"]
    body = json.loads(entry["body"])
    body["data"]["reasons"], body["by"] = ["\x1b[2J\x9b\u202e"], "\x1b]0;owned\x07"
    entry.update(body=json.dumps(body), seq=1, path=[])
    root = base64.b64encode(leaf_hash(entry["body"].encode())).decode()
    content["checkpoint"] = f"origin\x1b[2J\n1\n{root}\n\nsigned\n"


def test_nothing_in_a_proof_is_obeyed_by_the_terminal(proof: Path, tmp_path: Path) -> None:
    content = json.loads(proof.read_text(encoding="utf-8"))
    escapes_in_codes(content)
    other = tmp_path / "other.json"
    other.write_text(json.dumps(content), encoding="utf-8")
    said = checked(other)
    assert (said.returncode, said.stderr) == (0, "")
    for escaped in (r"\x1b[2J\x9b\u202e", r"\x1b]0;owned\x07", r"origin\x1b[2J"):
        assert escaped in said.stdout
    assert not [letter for letter in said.stdout if letter != "\n" and not letter.isprintable()]


def test_what_is_wrong_with_a_file_is_told_without_its_escapes(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    content = {"format": "provisional-ballot-proof", "version": 1, "envelope": "\x1b[2J", "checkpoint": "a\n1\nb\n"}
    body = json.dumps({"kind": "envelope.determined", "data": {"envelope": "1"}})
    other.write_text(json.dumps({**content, "entries": [{"body": body, "seq": 1, "path": []}]}), encoding="utf-8")
    said = checked(other)
    assert said.returncode == 2
    assert "no determination of the envelope it names" in said.stderr


@pytest.mark.parametrize(
    "odd",
    [
        b"[" * 100_000,
        b'{"format": "provisional-ballot-proof", "version": 1, "checkpoint": ' + b"9" * 5_000 + b"}",
        b" " * ((16 << 20) + 1),
        b"\xff",
    ],
    ids=["nested", "a long number", "too large", "no text"],
)
def test_what_was_made_to_break_the_script_is_bad_input(proof: Path, tmp_path: Path, odd: bytes) -> None:
    (tmp_path / "odd.json").write_bytes(odd)
    for files in ([tmp_path / "odd.json"], [proof, tmp_path / "odd.json"]):
        said = checked(*files)
        assert said.returncode in {1, 2}
        assert "Traceback" not in said.stderr


def test_a_nested_entry_is_bad_input(proof: Path, tmp_path: Path) -> None:
    content = json.loads(proof.read_text(encoding="utf-8"))
    content["entries"][0]["body"] = "[" * 100_000
    (tmp_path / "odd.json").write_text(json.dumps(content), encoding="utf-8")
    said = checked(tmp_path / "odd.json")
    assert (said.returncode, said.stdout) == (2, "")
    assert "cannot be read as a proof" in said.stderr


def test_the_script_is_one_page_and_wants_a_file() -> None:
    assert len(Path(standalone_proof.__file__).read_text(encoding="utf-8").splitlines()) <= 86
    assert checked().returncode == checked(Path("nope.json")).returncode == 2


def test_a_proof_names_no_other_envelope_and_no_salt_of_another_entry(sixty: PracticeRun, proof: Path) -> None:
    content = json.loads(proof.read_text(encoding="utf-8"))
    (entry,) = content["entries"]
    body = json.loads(entry["body"])
    assert content.keys() == {"format", "version", "envelope", "checkpoint", "entries"}
    assert (body["kind"], body["data"]["envelope"]) == ("envelope.determined", ENVELOPE)
    text = proof.read_text(encoding="utf-8")
    with CaseLog.open(sixty.folder / "practice.case", read_only=True) as log:
        others = [logged for logged in log.entries() if logged.seq != entry["seq"]]
    assert not any(logged.entry.data["salt"] in text for logged in others)
    numbers = {logged.entry.data["envelope"] for logged in others if "envelope" in logged.entry.data} - {ENVELOPE}
    assert len(numbers) == 59
    assert not any(f'"{number}"' in text for number in numbers)


def test_a_neighbour_cannot_be_found_by_guessing_what_its_entry_says(sixty: PracticeRun) -> None:
    """A proof names its neighbour's hash: who knows every word of the neighbour still lacks its salt."""
    with CaseLog.open(sixty.folder / "practice.case", read_only=True) as log:
        entries, leaves = list(log.entries()), log.leaves(log.head().size)
    proved = next(one for one in entries if one.entry.kind == "envelope.determined" and one.seq % 2)
    neighbour = entries[proved.seq]
    assert inclusion_proof(leaves, proved.seq - 1)[0] == neighbour.leaf == leaf_hash(neighbour.body.encode())
    guessed = json.loads(neighbour.body)
    assert len(bytes.fromhex(guessed["data"].pop("salt"))) == 16
    assert leaf_hash(canonical(guessed).encode()) != neighbour.leaf
    assert len({one.entry.data["salt"] for one in entries}) == len(entries)


def test_a_proof_serves_as_the_checkpoint_that_a_record_has_to_extend(sixty: PracticeRun, proof: Path) -> None:
    assert run(["verify", str(sixty.folder / "practice.case"), "--standard", "--against", str(proof)]) == 0


def test_a_proof_can_be_had_under_an_older_checkpoint_that_covers_the_entry(sixty: PracticeRun, tmp_path: Path) -> None:
    case, saved, out = sixty.folder / "practice.case", tmp_path / "older.txt", tmp_path / "proof.json"
    with CaseLog.open(case, read_only=True) as log:
        newest, *_, oldest = log.checkpoints()
        closed = next(note for note in log.checkpoints() if read_note(note).signer == "rwhitfield")
    assert newest not in (closed, oldest)
    saved.write_text(closed, encoding="utf-8")
    assert run(["prove", str(case), ENVELOPE, "--out", str(out), "--under", str(saved)]) == 0
    assert checked(out, saved).returncode == 0
    saved.write_text(oldest, encoding="utf-8")
    assert run(["prove", str(case), ENVELOPE, "--out", str(tmp_path / "no.json"), "--under", str(saved)]) == 1
    assert not (tmp_path / "no.json").exists()


def test_a_checkpoint_of_another_log_gives_no_proof(sixty: PracticeRun, proof: Path, tmp_path: Path) -> None:
    content = json.loads(proof.read_text(encoding="utf-8"))
    root_changed(content)
    other = tmp_path / "other.json"
    other.write_text(json.dumps(content), encoding="utf-8")
    words = ["prove", str(sixty.folder / "practice.case"), ENVELOPE, "--out", str(tmp_path / "no.json")]
    assert run([*words, "--under", str(other)]) == 3
    assert not (tmp_path / "no.json").exists()


def test_what_cannot_be_proved_is_said(sixty: PracticeRun, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "new.json"
    assert run(["prove", str(sixty.folder / "practice.case"), "9999", "--out", str(out)]) == 1
    assert "There is no envelope 9999" in capsys.readouterr().err
    assert not out.exists()


def test_a_proof_is_not_overwritten(sixty: PracticeRun, proof: Path, tmp_path: Path, capsys: Any) -> None:
    there = Path(shutil.copy(proof, tmp_path / "there.json"))
    assert run(["prove", str(sixty.folder / "practice.case"), "0001", "--out", str(there)]) == 3
    assert "already there" in capsys.readouterr().err
    assert there.read_bytes() == proof.read_bytes()
