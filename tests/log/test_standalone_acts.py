"""The script that checks whose acts a release's record holds, with the standard library alone."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adjudicator.casework.record.entry import SealedEntry
from adjudicator.log import standalone_acts
from adjudicator.log.case_log import CaseLog
from adjudicator.log.tree.acts import ActRow, as_json
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.office import Done, Office
from adjudicator.office.raising import raise_case
from adjudicator.records.trouble import Refusal
from tests.office.conftest import PASSWORD

from .conftest import ORIGIN, Pen, key_of, public_of

Acts = list[dict[str, Any]]
GOLDEN = Path(__file__).parents[1] / "golden" / "3.0" / "small.case"
NESTED = "[" * 100_000


@pytest.fixture
def folder(busy_log: CaseLog, tmp_path: Path) -> Path:
    """A record as it lies in a release."""
    return written(busy_log, tmp_path)


def written(log: CaseLog, folder: Path) -> Path:
    (folder / "log").mkdir()
    write(folder / "log" / "entries.jsonl", list(log.bodies()))
    write(folder / "log" / "signatures.jsonl", [json.dumps(each) for each in log.signatures()])
    return folder


def write(path: Path, lines: list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def said(folder: Path) -> list[str]:
    """What the script says of a folder, in this process: to start one for each record takes longer than all the checks."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")  # a terminal that has few letters
    with redirect_stdout(out):
        code = standalone_acts.main([str(folder)])
    out.seek(0)
    return lines_of(out.read(), code)


def said_by_itself(folder: Path) -> list[str]:
    """The same, where the script runs as an auditor runs it."""
    command = [sys.executable, "-S", standalone_acts.__file__, str(folder)]
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=narrow, timeout=60)
    assert done.stderr == ""
    return lines_of(done.stdout, done.returncode)


def lines_of(words: str, code: int) -> list[str]:
    assert all(line.isascii() and line.isprintable() for line in words.splitlines())
    assert code == (0 if words.startswith("OK\n") else 1)
    return words.splitlines()


def change(folder: Path, how: Callable[[Acts], object]) -> None:
    file = folder / "log" / "signatures.jsonl"
    acts = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    how(acts)
    write(file, [json.dumps(act) for act in acts])


def test_a_whole_record_is_ok_and_counted(folder: Path, busy_log: CaseLog) -> None:
    acts = len(list(busy_log.signatures()))
    assert said(folder) == said_by_itself(folder) == ["OK", f"{acts} acts of {busy_log.head().size} entries"]


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
    assert said_by_itself(folder) == found


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
    assert not standalone_acts.is_good(public, spoilt, message)
    assert not standalone_acts.is_good(bytes([2, *bytes(31)]), signature, message)  # no point of the curve


BROKEN = {
    "no JSON": "{",
    "nothing": "",
    "no UTF-8": b"\xff",
    "nested": NESTED,
    "nested in an object": f'{{"data":{NESTED}',
    "a number without end": "9" * 5_000,
    "a list": "[]",
    "a text": '"\x1b[2J"',
    "null": "null",
    "an empty object": "{}",
}


def put(folder: Path, name: str, number: int, line: str | bytes) -> None:
    """Put a line in the place of another."""
    file = folder / "log" / name
    lines = file.read_bytes().splitlines()
    lines[number - 1] = line if isinstance(line, bytes) else line.encode()
    file.write_bytes(b"".join(each + b"\n" for each in lines))


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN.keys())
def test_a_line_that_is_no_entry_or_no_act_is_named(folder: Path, line: str | bytes) -> None:
    put(folder, "entries.jsonl", 9, line)
    assert said(folder)[0].startswith("entry 9 is no entry: ")
    put(folder, "signatures.jsonl", 8, line)
    assert said(folder)[1].startswith("act 8 is no act: ")


def test_a_line_nested_without_end_ends_no_process(folder: Path) -> None:
    put(folder, "entries.jsonl", 9, NESTED)
    assert said_by_itself(folder)[0].startswith("entry 9 is no entry: ")


@pytest.mark.parametrize("name", ["first", "entries", "act", "person", "signature"])
@pytest.mark.parametrize("value", [None, [], {}, True, 1.0, "x", "\x1b[2J\u00e9", -1, 0, 10**20, "\ud800"])
def test_an_act_of_wrong_values_is_named(folder: Path, name: str, value: object) -> None:
    change(folder, lambda acts: acts[8].update({name: value}))
    of_act = ("act 9 is no act", "the act at entry ", "entry 9 stands in no act", "entry 9 is not signed by")
    assert said(folder)[0].startswith(of_act)


@pytest.mark.parametrize("name", ["first", "entries", "act", "person", "signature"])
def test_an_act_that_lacks_a_value_is_named(folder: Path, name: str) -> None:
    change(folder, lambda acts: acts[8].pop(name))
    assert said(folder)[0].startswith(f"act 9 is no act: '{name}'")


def test_an_act_without_its_signature_is_named(folder: Path) -> None:
    change(folder, lambda acts: acts[8].update(signature=""))
    assert said(folder) == ["entry 9 is not signed by clerk"]


def compact(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize(
    ("seq", "name", "value"),
    [(9, "by", 5), (9, "kind", None), (9, "data", []), (9, "v", "1"), (9, "v", True), (1, "case", None),
     (1, "case", 7), (1, "form", 4), (1, "recovery", []), (2, "key", 5), (2, "key", "zz" * 32), (2, "key", "ab" * 31),
     (2, "key", "AB" * 32), (2, "person", None), (2, "person", {}), (5, "key", None), (5, "person", [])],
)  # fmt: skip
def test_an_entry_of_wrong_values_is_named(folder: Path, seq: int, name: str, value: object) -> None:
    lines = (folder / "log" / "entries.jsonl").read_text(encoding="utf-8").splitlines()
    entry = json.loads(lines[seq - 1])
    (entry if name in entry else entry["data"])[name] = value
    put(folder, "entries.jsonl", seq, compact(entry))
    assert said(folder)[0].startswith(f"entry {seq} is no entry: ")


def test_an_entry_that_says_something_twice_is_named(folder: Path) -> None:
    line = (folder / "log" / "entries.jsonl").read_text(encoding="utf-8").splitlines()[8]
    put(folder, "entries.jsonl", 9, line.replace('"by":"clerk"', '"by":"mo","by":"clerk"'))
    assert said(folder)[0].startswith("entry 9 is no entry: it is not in canonical form")


def test_acts_that_begin_twice_or_nowhere_are_named(folder: Path) -> None:
    change(folder, lambda acts: acts.append(acts[8]))
    number = len((folder / "log" / "signatures.jsonl").read_bytes().splitlines())
    assert said(folder) == [f"act {number} begins where another act does"]
    change(folder, lambda acts: acts[-1].update(first=1_000))
    assert said(folder) == ["the act at entry 1000 begins where another act stands, or no entry"]
    change(folder, lambda acts: acts[-1].update(first=10))
    assert said(folder) == ["the act at entry 10 begins where another act stands, or no entry"]


def test_a_record_whose_last_act_lost_its_entries_is_named(folder: Path) -> None:
    file = folder / "log" / "entries.jsonl"
    write(file, file.read_text(encoding="utf-8").splitlines()[:-1])
    assert "begins where another act stands, or no entry" in said(folder)[0]


def test_files_without_a_line_are_no_record(folder: Path) -> None:
    for name in ("signatures.jsonl", "entries.jsonl"):
        (folder / "log" / name).write_bytes(b"")
        assert said(folder)[-1] == "no act is signed"


# what somebody adds to the record without the key that it takes


def add(folder: Path, *entries: SealedEntry, key: str = "") -> int:
    """Add an act under somebody's key (that of nobody without one), and give the seq of its first entry."""
    bodies, rows = (folder / "log" / name for name in ("entries.jsonl", "signatures.jsonl"))
    lines = [*bodies.read_text(encoding="utf-8").splitlines(), *(entry.body for entry in entries)]
    leaves = [leaf_hash(line.encode()) for line in lines]
    size, own = len(lines) - len(entries), leaves[len(lines) - len(entries) :]
    by = json.loads(entries[0].body)["by"]
    row = ActRow(size + 1, len(entries), bytes(16), by, size, root_of(leaves[:size]), b"")
    signature = key_of(key).sign(row.statement(own).text(ORIGIN)) if key else b""
    act = as_json(row) | {"signature": signature.hex()}
    write(bodies, lines)
    write(rows, [*rows.read_text(encoding="utf-8").splitlines(), json.dumps(act)])
    return size + 1


@pytest.fixture
def pen() -> Pen:
    return Pen("forger")


def test_what_is_added_under_the_right_key_is_ok(folder: Path, pen: Pen) -> None:
    add(folder, pen.received("0100"), pen.received("0101"), key="clerk")
    assert said(folder)[0] == "OK"


def test_a_case_is_opened_once_so_nobody_puts_another_recovery_key_in_force(folder: Path, pen: Pen) -> None:
    spare = hashlib.sha256(bytes.fromhex(public_of("forger"))).hexdigest()
    entry = json.loads(pen.opened().body)
    entry["data"]["recovery"] = spare
    first = add(folder, SealedEntry(compact(entry)))
    recovered = pen.entry(
        "person.key_recovered", "clerk", person="clerk", key=public_of("forger's"), replaces=public_of("clerk"),
        proof="", recovery=public_of("forger"),
    )  # fmt: skip
    add(folder, recovered, key="forger")
    add(folder, pen.received("0100"), key="forger's")
    assert said(folder) == [
        f"the act at entry {first} opens, restores or raises the case out of place",
        f"entry {first + 1} is not signed by clerk",
        f"entry {first + 2} is not signed by clerk",
    ]


@pytest.mark.parametrize(("was", "to"), [("4.0", "3.0"), ("3.0", "4.0"), ("3.0", "3.0")])
def test_no_form_is_raised_to_one_without_signatures(folder: Path, pen: Pen, was: str, to: str) -> None:
    first = add(folder, pen.entry("form.raised", "", **{"from": was}, to=to, size=0, root=""))
    add(folder, pen.received("0100"), key="clerk")
    file = folder / "log" / "entries.jsonl"
    write(file, [*file.read_text(encoding="utf-8").splitlines(), pen.received("0101").body])
    assert said(folder) == [
        f"the act at entry {first} opens, restores or raises the case out of place",
        f"entry {first + 2} stands in no act",
    ]


def test_a_copy_goes_on_under_an_origin_of_its_own(folder: Path, pen: Pen) -> None:
    first = add(folder, pen.entry("case.restored", "", incarnation="1", size=0, root=""))
    assert said(folder) == [f"the act at entry {first} opens, restores or raises the case out of place"]


def test_a_key_that_was_handed_out_signs_its_replacement_alone(folder: Path, pen: Pen) -> None:
    handed = pen.entry("person.key_changed", "clerk", person="mo", key=public_of("mo, again"))
    first = add(folder, handed, key="clerk")
    add(folder, pen.determined("0006"), key="mo, again")
    add(folder, pen.key_made("mo", "mo, again", "mo's"), pen.determined("0006"), key="mo, again")
    assert said(folder) == [f"entry {first + 1} is not signed by mo", f"entry {first + 2} is not signed by mo"]


def test_a_new_key_is_an_act_by_itself(folder: Path, pen: Pen) -> None:
    first = add(folder, pen.determined("0006"), pen.key_made("mo", "mo", "mo's"), key="mo")
    assert said(folder) == [f"entry {first} is not signed by mo"]


def test_what_the_program_adds_by_itself_gives_nobody_a_key(folder: Path, pen: Pen) -> None:
    first = add(folder, pen.entry("person.added", "", person="eve", name="Eve", roles=[], key=public_of("eve")))
    add(folder, pen.determined("0006", by="eve"), key="eve")
    assert said(folder) == [
        f"entry {first} is not one that the program adds by itself", f"entry {first + 1} is not signed by eve",
    ]  # fmt: skip


# a case of form 3.0 that was raised


@pytest.fixture
def raised(tmp_path: Path) -> tuple[Path, int]:
    """The record of a case that was raised from form 3.0, and how many entries it had before."""
    case = Path(shutil.copy(GOLDEN, tmp_path / "small.case"))
    with CaseLog.open(case, read_only=True) as log:
        size = log.head().size
    assert isinstance(raise_case(case), Path)
    with closing(Office.open(case)) as office:
        assert not isinstance(office.people.sign_in("admin", PASSWORD), Refusal)
        assert isinstance(office.vouching.adopt(), Done)
    with CaseLog.open(case, read_only=True) as log:
        return written(log, tmp_path), size


def test_a_raised_case_is_ok_and_what_is_not_proved_is_said(raised: tuple[Path, int]) -> None:
    folder, size = raised
    ok, counted, not_proved = said(folder)
    assert (ok, "acts of" in counted) == ("OK", True)
    assert not_proved == f"not proved: entries 1 to {size} are of form 3.0, whose acts are not signed"


def test_a_raised_case_takes_no_entry_without_an_act_after_the_raising(raised: tuple[Path, int], pen: Pen) -> None:
    folder, size = raised
    file = folder / "log" / "entries.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    write(file, [*lines, pen.received("0900").body])
    found = said(folder)
    assert (found[0], found[1].startswith("not proved")) == (f"entry {len(lines) + 1} stands in no act", True)
    write(file, lines)
    change(folder, lambda acts: acts.pop(0))
    assert said(folder)[0] == f"entry {size + 1} stands in no act"


def test_a_raised_case_that_was_changed_before_the_raising_is_named(raised: tuple[Path, int]) -> None:
    folder, size = raised
    line = (folder / "log" / "entries.jsonl").read_text(encoding="utf-8").splitlines()[size - 1]
    entry = json.loads(line)
    put(folder, "entries.jsonl", size, compact(entry | {"at": "2020-11-04T23:00:00.000000Z"}))
    assert "is not signed by admin" in said(folder)[0]


def test_a_raised_case_of_which_nothing_is_signed_is_not_ok(raised: tuple[Path, int]) -> None:
    folder, size = raised
    file = folder / "log" / "entries.jsonl"
    write(file, file.read_text(encoding="utf-8").splitlines()[: size + 1])
    change(folder, lambda acts: acts.__delitem__(slice(1, None)))
    assert said(folder)[0] == "no act is signed"


def test_raising_leaves_every_key_as_one_that_was_handed_out(tmp_path: Path, pen: Pen) -> None:
    opened = json.loads(pen.opened().body)
    del opened["data"]["form"], opened["data"]["recovery"]
    added = pen.entry("person.added", "", person="clerk", name="Clerk", roles=[], key=public_of("clerk, first"))
    own = pen.entry("person.key_changed", "clerk", person="clerk", key=public_of("clerk"))
    (tmp_path / "log").mkdir()
    write(tmp_path / "log" / "entries.jsonl", [compact(opened | {"v": 1}), added.body, own.body])
    (tmp_path / "log" / "signatures.jsonl").touch()
    add(tmp_path, pen.entry("form.raised", "", **{"from": "3.0"}, to="4.0", size=3, root=""))
    add(tmp_path, pen.received("0001"), key="clerk")
    add(tmp_path, pen.key_made("clerk", "clerk", "clerk's"), key="clerk")
    add(tmp_path, pen.received("0002"), key="clerk's")
    not_proved = "not proved: entries 1 to 3 are of form 3.0, whose acts are not signed"
    assert said(tmp_path) == ["entry 5 is not signed by clerk", not_proved]


def test_a_case_of_this_form_whose_first_acts_are_missing_is_none_that_was_raised(folder: Path) -> None:
    change(folder, lambda acts: acts.__delitem__(slice(0, 8)))
    found = said(folder)
    assert found[:8] == [f"entry {seq} stands in no act" for seq in range(1, 9)]
    assert not any("not proved" in line for line in found)


def test_without_the_files_it_says_how_it_is_used(tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-S", standalone_acts.__file__, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage" in done.stderr
