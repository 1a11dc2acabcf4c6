"""Bad input and a bad world: a clear message, the right exit code, never a traceback, and a case file left as it was."""

from __future__ import annotations

import contextlib
import errno
import gc
import hashlib
import json
import multiprocessing
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.cli import main
from adjudicator.log import append
from adjudicator.log.file.forms import user_version
from adjudicator.log.file.schema import VERSION
from adjudicator.office import office
from adjudicator.port.acts import Document
from adjudicator.rehearsal import ready
from tests.cli.conftest import HEADER, ROWS, Said, Terminal
from tests.needles import tells_of_a_voter
from tests.office.conftest import definition_bytes, roll_text


def changed_definition(change: Callable[[Any], None]) -> str:
    whole = json.loads(definition_bytes())
    change(whole)
    return json.dumps(whole)


DEFINITIONS: tuple[tuple[str, str | bytes, tuple[str, ...]], ...] = (
    (
        "missing contest",
        changed_definition(lambda whole: whole["ballot_styles"]["S1"].append("mayor")),
        ("S1", "mayor"),
    ),
    ("missing style", changed_definition(lambda whole: whole["ballot_styles"].pop("S2")), ("S2",)),
    ("no contests", changed_definition(lambda whole: whole.pop("contests")), ("contests",)),
    ("bad date", changed_definition(lambda whole: whole.update(date="Nov 3, 2020")), ("date", "Nov 3, 2020")),
    ("broken JSON", definition_bytes()[:-20], ("JSON",)),
    ("an array", "[]", ()),
    ("Latin-1", definition_bytes().replace(b"Sheriff", "Shériff".encode("latin-1")), ("UTF-8",)),
    ("empty", b"", ()),
)


@pytest.mark.parametrize(("name", "content", "words"), DEFINITIONS, ids=[name for name, _, _ in DEFINITIONS])
def test_a_definition_with_an_error_makes_no_case(
    terminal: Terminal, name: str, content: str | bytes, words: tuple[str, ...]
) -> None:
    terminal.write("bad.json", content)
    for command in (("new", "n.case", "--plain"), ("practice", "--headless", "--out", "p"), ("determine",)):
        said = terminal(*command, "--definition", "bad.json", stdin=[b"{}"])
        assert (said.code, said.out) == (2, ""), command
        assert "bad.json" in said.err
        assert all(word in said.err for word in words), said.err
    assert not {"n.case", "p"} & terminal.files()


def test_a_fault_of_the_program_is_told_without_its_own_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    voter = "Maria Delgado, 1974-03-02"

    def fail(_: object) -> int:
        raise RuntimeError(voter) from ValueError(voter)

    monkeypatch.setitem(main.__globals__, "run", fail)
    with pytest.raises(SystemExit) as ended:
        main(["status", "c.case"])
    said = capsys.readouterr()
    assert ended.value.code == 4
    assert said.out == ""
    assert "RuntimeError" in said.err
    assert "test_bad_input.py" in said.err
    assert not tells_of_a_voter(said.err)


LISTS: tuple[tuple[str, bytes, tuple[str, ...]], ...] = (
    ("duplicate number", (HEADER + ROWS + ROWS.splitlines(keepends=True)[0]).encode(), ("row 4", "0001")),
    ("unknown precinct", (HEADER + ROWS.replace(",002,S2", ",777,S2")).encode(), ("row 3", "precinct_cast", "777")),
    ("bad time", (HEADER + ROWS.replace("2020-11-03T11:30", "25:99")).encode(), ("row 3", "cast_at")),
    ("Latin-1", (HEADER + ROWS.replace("Nguyen", "Núñez")).encode("latin-1"), ("UTF-8", "byte")),
    ("no header", ROWS.encode(), ("row 1", "header")),
    ("missing column", (HEADER.replace("envelope_number", "no") + ROWS).encode(), ("envelope_number",)),
    ("ragged row", (HEADER + ROWS + "0003,a,b,c,d,e,f,g,h,i,j,k\n").encode(), ("row 4",)),
    ("zero bytes", (HEADER + ROWS).encode().replace(b"Linh", b"Li\0h"), ()),
)


def test_no_practice_election_is_made_of_a_primary(terminal: Terminal) -> None:
    primary = Path(__file__).resolve().parents[2] / "docs" / "definitions" / "primary.json"
    said = terminal("practice", "--definition", str(primary), "--headless", "--out", "practice")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "primary.json, column primary: is a primary, of which no practice election can be made. "
        "Choose the definition of another election.\n"
    )


@pytest.mark.parametrize(("name", "data", "words"), LISTS, ids=[name for name, _, _ in LISTS])
def test_a_list_with_an_error_leaves_the_case_as_it_was(
    terminal: Terminal, name: str, data: bytes, words: tuple[str, ...]
) -> None:
    terminal.write("list.csv", data)
    terminal.password()
    before = terminal.digest()
    for options in (("--check",), ("--as", "jane")):
        said = terminal("receive", "c.case", "list.csv", *options)
        assert (said.code, said.out) == (2, "")
        assert said.err.rstrip().endswith("Nothing was received.")
        assert all(word in said.err for word in ("list.csv", *words)), said.err
        assert terminal.digest() == before


def test_all_problems_of_a_list_are_told_at_once_and_many_are_counted(terminal: Terminal) -> None:
    rows = "".join(f"{number:04d},river,School 001,777,S9,noon,A,B,maybe\n" for number in range(1, 200))
    terminal.write("list.csv", HEADER + rows)
    said = terminal("receive", "c.case", "list.csv", "--check")
    assert said.code == 2
    *told, counted = said.err.splitlines()
    assert len(told) == 5
    assert all("in 199 rows (2, 3, 4, 5, 6 and 194 more)" in line for line in told)
    assert counted == "5 problems. Nothing was received."


def test_warnings_are_left_out_where_they_are_many_and_counted(terminal: Terminal) -> None:
    rows = "".join(f"{number:04d},election_day,yes,\n" for number in range(1, 4))
    terminal.write("list.csv", f"envelope_number,stream,oath_signed,colour\n{rows}")
    loud = terminal("receive", "c.case", "list.csv", "--check")
    warned = [line for line in loud.err.splitlines() if line.startswith("Warning:")]
    assert (loud.code, loud.out) == (0, "list.csv: 3 could be received.\n")
    assert any("colour" in line for line in warned)
    quiet = terminal("receive", "c.case", "list.csv", "--check", "--quiet", "--json")
    assert [line.endswith("not shown.") for line in quiet.err.splitlines()] == [True]
    assert sum(problem["warning"] for problem in quiet.json["problems"]) >= len(warned)


def test_a_list_of_another_kind_is_no_voter_list_and_says_so_once(terminal: Terminal) -> None:
    terminal.write("list.csv", HEADER + ROWS)
    said = terminal("roll", "build", "list.csv", "--out", "b.roll")
    assert said.code == 2
    told, end = said.err.splitlines()
    assert "This is not a state voter list: it has none of the columns" in told
    assert end == "No roll was made."
    header = roll_text().splitlines()[0].replace("Last Name", "X").replace("Birth Year", "Y")
    terminal.write("some.csv", "\n".join([header, *roll_text().splitlines()[1:]]))
    told, _ = terminal("roll", "build", "some.csv", "--out", "b.roll").err.splitlines()
    assert "2 columns are missing: Last Name, Birth Year. " in told


@pytest.mark.parametrize(
    ("column", "says"), [("Voter Registration Number", "voter registration number"), ("County Precinct", "precinct")]
)
def test_a_roll_with_a_missing_column_is_not_built(terminal: Terminal, column: str, says: str) -> None:
    terminal.write("bad.csv", roll_text().replace(column, "Something Else", 1))
    said = terminal("roll", "build", "bad.csv", "--out", "bad.roll")
    assert (said.code, said.out) == (2, "")
    assert says in said.err.casefold()
    assert said.err.rstrip().endswith("No roll was made.")
    assert "bad.roll" not in terminal.files()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", roll_text().replace("MARIA", "MARÍA").encode("latin-1")])
def test_what_is_no_list_of_electors_is_not_built(terminal: Terminal, data: bytes) -> None:
    terminal.write("bad.csv", data)
    said = terminal("roll", "build", "bad.csv", "--out", "bad.roll")
    assert (said.code, said.out) == (2, "")
    assert "bad.roll" not in terminal.files()


def commands_on_a_case(terminal: Terminal) -> Iterator[Said]:
    """Every command that works on a case."""
    terminal.write("list.csv", HEADER + ROWS)
    terminal.password()
    terminal.password(variable="ADJUDICATOR_NEW_PASSWORD_FILE")
    yield terminal("receive", "c.case", "list.csv", "--as", "jane")
    yield terminal("release", "c.case", "--out", "out", "--as", "sue")
    yield terminal("person", "add", "c.case", "mo", "--name", "Mo", "--role", "clerk", "--as", "jane")
    yield terminal("status", "c.case")


def test_a_case_of_a_newer_version_is_left_alone(terminal: Terminal) -> None:
    with closing(sqlite3.connect(terminal.folder / "c.case")) as raw:
        raw.execute(f"PRAGMA user_version = {user_version((VERSION[0] + 1, 0))}")
        raw.commit()
    before = terminal.digest()
    for said in (*commands_on_a_case(terminal), terminal("verify", "c.case")):
        assert (said.code, said.out) == (3, "")
        assert "c.case was written by a newer version of this program" in said.err
        assert "nothing was changed" in said.err
        assert terminal.digest() == before


def test_a_read_only_case_is_left_alone_and_can_be_verified(terminal: Terminal) -> None:
    (terminal.folder / "c.case").chmod(0o400)
    before = terminal.digest()
    for said in list(commands_on_a_case(terminal))[:3]:
        assert (said.code, said.out) == (3, "")
        assert said.err.startswith("c.case is read-only.")
    assert terminal("verify", "c.case").out == "OK\n"
    assert terminal.digest() == before


def test_the_status_of_a_read_only_case_can_be_read(terminal: Terminal) -> None:
    (terminal.folder / "c.case").chmod(0o400)
    said = terminal("status", "c.case", "--json")
    assert said.code == 0
    assert said.json["received"] == 0


def test_a_full_disk_ends_the_command_with_nothing_written(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"{number:05d},advance,,,S1,,Name{number},First,yes\n" for number in range(5000))
    terminal.write("list.csv", HEADER + rows)
    terminal.password()
    before = terminal("status", "c.case", "--json").json
    put = append.append

    def on_a_small_disk(connection: sqlite3.Connection, *rest: Any) -> Any:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 20}")
        return put(connection, *rest)

    monkeypatch.setattr(append, "append", on_a_small_disk)
    said = terminal("receive", "c.case", "list.csv", "--as", "jane")
    assert (said.code, said.out) == (3, "")
    assert said.err == "There is no room left on the disk of c.case. Free some space, then do it again.\n"
    monkeypatch.undo()
    monkeypatch.chdir(terminal.folder)
    assert terminal("status", "c.case", "--json").json == before
    assert terminal("verify", "c.case").out == "OK\n"


@pytest.fixture
def small_disk(terminal: Terminal) -> Iterator[Path]:
    """A disk of one megabyte, where the tests may make one."""
    place = terminal.folder / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    made = subprocess.run(mount, capture_output=True, check=False) if sys.platform == "linux" else None
    if made is None or made.returncode:
        pytest.skip("only root on Linux may mount a small disk")
    yield place
    gc.collect()  # whatever a failed command left to be collected may still hold a file there
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize(
    "words",
    [
        ("practice", "--headless", "--out", "disk/p", "--envelopes", "20"),
        ("roll", "build", "voters.csv", "--out", "disk/a.roll"),
        ("new", "disk/n.case", "--definition", "def.json", "--plain"),
    ],
    ids=["practice", "roll", "new"],
)
def test_a_disk_that_is_really_full_is_told(terminal: Terminal, small_disk: Path, words: tuple[str, ...]) -> None:
    (small_disk / "other").write_bytes(b"x" * ((1 << 20) - 8192))
    said = terminal(*words)
    assert said.code == 3
    assert "no room left on the disk" in said.err or "disk is full" in said.err
    assert "ree some space" in said.err


def test_a_file_that_is_no_case_is_told(terminal: Terminal) -> None:
    for words in (("status", "def.json"), ("verify", "def.json"), ("receive", "def.json", "voters.csv", "--check")):
        said = terminal(*words)
        assert (said.code, said.out) == (3, "")
        assert "def.json is not a case file" in said.err


@pytest.mark.parametrize("out", ["def.json", "def.json/x"])
def test_a_practice_election_needs_a_folder_of_its_own(terminal: Terminal, out: str) -> None:
    before = terminal.digest("def.json")
    said = terminal("practice", "--headless", "--envelopes", "5", "--out", out)
    assert said.code == 3
    assert len(said.err.splitlines()) == 1
    assert terminal.digest("def.json") == before


def test_a_damaged_case_is_told_and_verify_says_where(terminal: Terminal) -> None:
    with closing(sqlite3.connect(terminal.folder / "c.case")) as raw:
        raw.execute("UPDATE case_state SET state = replace(state, 'pack_document', 'pack_documenu')")
        raw.commit()
    said = terminal("status", "c.case")
    assert (said.code, said.out) == (3, "")
    assert "c.case is damaged" in said.err
    verified = terminal("verify", "c.case")
    assert verified.code == 1
    assert "case_state" in verified.out


def test_an_interrupted_command_ends_with_a_word(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("adjudicator.cli.files.rolls.build_roll", interrupted)
    monkeypatch.setattr("adjudicator.cli.files.rolls.teller", interrupted)
    said = terminal("roll", "build", "voters.csv", "--out", "b.roll")
    assert (said.code, said.out) == (2, "")
    assert "Stopped." in said.err


PRACTICE = ("practice", "--headless", "--envelopes", "5", "--out", "p")
MADE = ("election.json", "roll.csv", "absentee.csv", "check_in.csv", "envelopes.csv", "papers.csv", "orders.csv",
        "answers.csv", "cancelled.csv", "pending.csv", "receipts.csv", "practice.roll", "practice.case", "release",
        "release.zip")  # fmt: skip


@pytest.mark.parametrize("name", MADE)
def test_a_practice_election_overwrites_no_file_of_its_folder(terminal: Terminal, name: str) -> None:
    (terminal.folder / "p").mkdir()
    terminal.write(f"p/{name}", "the county's own")
    said = terminal(*PRACTICE)
    assert (said.code, said.out) == (3, "")
    assert f"In p {name} is already there, and nothing is overwritten" in said.err
    assert [(path.name, path.read_text()) for path in (terminal.folder / "p").iterdir()] == [(name, "the county's own")]


def test_a_practice_election_is_not_written_through_a_link(terminal: Terminal) -> None:
    (terminal.folder / "p").mkdir()
    (terminal.folder / "p" / "papers.csv").symlink_to("../elsewhere.csv")
    assert terminal(*PRACTICE).code == 3
    assert not (terminal.folder / "elsewhere.csv").exists()


def test_a_practice_election_that_is_stopped_leaves_nothing_half_made(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(ready, "_receive", full)
    (terminal.folder / "p").mkdir()
    terminal.write("p/notes.txt", "the county's own")
    assert terminal(*PRACTICE).code == 3
    assert [path.name for path in (terminal.folder / "p").iterdir()] == ["notes.txt"]


def test_a_view_in_the_place_of_the_log_is_named_and_never_read(terminal: Terminal) -> None:
    with closing(sqlite3.connect(terminal.folder / "c.case", isolation_level=None)) as raw:
        raw.execute("PRAGMA legacy_alter_table = ON")
        raw.execute("ALTER TABLE log RENAME TO entries")
        raw.execute("CREATE VIEW log AS SELECT * FROM entries")
    for words in (("status", "c.case"), ("checkpoint", "c.case"), ("observe", "c.case", "--out", "o.case")):
        said = terminal(*words)
        assert (said.code, said.out) == (3, "")
        assert "is not as this program makes it" in said.err
    assert "o.case" not in terminal.files()
    for depth in ((), ("--standard",)):
        verified = terminal("verify", "c.case", *depth)
        assert verified.code == 1
        assert "schema.differs: view log" in verified.out


ODD_CHECKPOINTS = {
    "nested": b'{"a":' * 100_000,
    "half a character": b'{"format": "provisional-ballot-proof", "checkpoint": "a\\ud800\\n1\\nAAAA\\n\\nx AAAA\\n"}',
    "a long number": b"o\n" + b"9" * 5_000 + b"\nAAAA\n\n",
    "too long": b"x" * ((4 << 20) + 1),
    "no text": b"\xff\xfe",
}


@pytest.mark.parametrize("saved", ODD_CHECKPOINTS.values(), ids=ODD_CHECKPOINTS.keys())
def test_what_is_no_checkpoint_is_told(terminal: Terminal, saved: bytes) -> None:
    said = terminal("verify", "c.case", "--against", terminal.write("saved.txt", saved))
    assert (said.code, said.out) == (2, "")
    assert "saved.txt" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_a_pipe_or_a_device_is_not_waited_for(terminal: Terminal) -> None:
    os.mkfifo(terminal.folder / "pipe")
    (terminal.folder / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "zero"):
        assert terminal("verify", "c.case", "--against", name).code == 2
        assert terminal("new", "n.case", "--plain", "--definition", name, "--as", "jane").code == 2
        assert terminal("receive", "c.case", name, "--check").code in (2, 3)


def test_what_a_stranger_wrote_does_not_steer_the_terminal(terminal: Terminal) -> None:
    (terminal.folder / "out").mkdir()
    terminal.write("out/manifest.json", '{"format": "provisional-ballot-release", "version": 2, "files": []}')
    terminal.write("out/a\x1b[2Jb\u202e.csv", "")
    said = terminal("verify", "out")
    assert said.code == 1
    assert "a\\u001b[2Jb\\u202e.csv" in said.out
    assert "\x1b" not in said.out


def test_a_high_bit_in_a_document_is_named(terminal: Terminal) -> None:
    case = terminal.folder / "c.case"
    content = bytearray(case.read_bytes())
    for at in [at for at in range(len(content)) if content.startswith(b'"contests"', at)]:
        content[at + 3] ^= 0x80
    case.write_bytes(content)
    said = terminal("verify", "c.case")
    assert said.code == 1
    assert "document.digest" in said.out


@pytest.mark.parametrize("path", [".", "..", "/", "", "a/.."])
@pytest.mark.parametrize(
    "command",
    [
        ("roll", "build", "voters.csv", "--out"),
        ("observe", "c.case", "--out"),
        ("backup", "c.case", "--out"),
        ("restore", "c.case", "--out"),
        ("release", "c.case", "--as", "sue", "--out"),
        ("prove", "c.case", "0001", "--out"),
        ("checkpoint", "c.case", "--sheet"),
        ("new", "n.case", "--definition", "def.json", "--recovery-sheet"),
        ("new", "--definition", "def.json"),
    ],
    ids=" ".join,
)
def test_a_file_that_is_to_be_made_has_a_name(terminal: Terminal, command: tuple[str, ...], path: str) -> None:
    before = terminal.files()
    said = terminal(*command, path)
    assert (said.code, said.out) == (2, "")
    assert f"{path or 'An empty text'} names no file: say what the file or folder is to be called." in said.err
    assert terminal.files() == before


NO_LAW = {
    "brackets": "[" * 200_000, "an array": "[]", "infinite": "1e999", "null": "null", "nested": '{"a":' * 100_000,
    "none of it fits": '{"state": [], "date": 5, "contests": {"x": 1}, "parameters": 1e999}',
}  # fmt: skip


@pytest.mark.parametrize("content", NO_LAW.values(), ids=NO_LAW)
@pytest.mark.parametrize("kind", ["definition", "pack"])
def test_a_case_whose_definition_or_pack_is_something_else_is_told_and_verify_names_it(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, kind: str, content: str
) -> None:
    """Somebody wrote a file of their own, whole in itself."""

    def odd(of: str, text: str) -> Document:
        return Document.of(of, content if of == kind else text)

    with monkeypatch.context() as patch:
        patch.setattr(office, "Document", SimpleNamespace(of=odd))
        with contextlib.suppress(*UNFIT):  # the file is made by then
            office.Office.create(terminal.folder / "odd.case", definition_bytes(), "def.json")
    for command in ("status", "checkpoint"):
        said = terminal(command, "odd.case")
        assert (said.code, said.out) == (3, "")
        assert "odd.case is damaged: its definition, its pack or its state cannot be read" in said.err
    said = terminal("verify", "odd.case")
    named = "definition" if kind == "definition" else "pack "
    assert said.code == 1
    assert [line.partition(named)[0] for line in said.out.splitlines()] == ["error: document.unreadable: "]
    assert "Follows from the rules: NOT OK" in said.err
    assert terminal("restore", "odd.case", "--out", "r.case").code == 3


@pytest.mark.parametrize("body", ["[" * 100_000, '{"at":' * 50_000, '{"at":"' + "9" * 5_000 + '"}', '"\\ud800"'])
def test_a_body_made_to_break_the_reading_is_named(terminal: Terminal, body: str) -> None:
    with closing(sqlite3.connect(terminal.folder / "c.case", isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER log_no_update")
        for (index,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'log_%' AND type = 'index'"
        ).fetchall():
            raw.execute(f"DROP INDEX {index}")
        leaf = hashlib.sha256(b"\x00" + body.encode()).digest()
        raw.execute("UPDATE log SET body = ?, leaf = ? WHERE seq = 2", (body, leaf))
    said = terminal("verify", "c.case")
    assert said.code == 1
    assert "body.form: entry 2" in said.out


def test_in_a_built_program_the_second_process_of_a_verification_begins_before_any_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(multiprocessing, "freeze_support", lambda: sys.exit(77))
    with pytest.raises(SystemExit) as ended:
        main(["no such command"])
    assert ended.value.code == 77
