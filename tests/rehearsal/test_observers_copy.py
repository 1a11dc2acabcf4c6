"""The observer's copy: the whole record, verifiable, and not one byte in it that says who a voter is."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.cli.main import run
from adjudicator.log import standalone
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.log.file import schema
from adjudicator.records.trouble import WorldError

from .conftest import PracticeRun

COMMITTED = re.compile(rb"[0-9a-f]{32,}")
"""Salts, commitments, digests and keys in hexadecimal; chance puts short numbers into them."""

SHORTEST = 6
"""Shorter texts occur by chance. None of the whole names, addresses, dates and numbers looked for here is."""

Row = Mapping[str, str]


@pytest.fixture(scope="session")
def copy(sixty: PracticeRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An observer's copy of the sixty, as the command writes it."""
    path = tmp_path_factory.mktemp("observer") / "copy.case"
    assert run(["observe", str(sixty.folder / "practice.case"), "--out", str(path)]) == 0
    return path


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts_of_papers(row: Row) -> Iterator[str]:
    """Everything in one row of the envelope list that says who the voter is or when the ballot was cast."""
    first, last = row["first_name"], row["last_name"]
    yield from (f"{first} {last}", f"{first} {row['middle_name']} {last}", f"{last}, {first}", f"{last},{first}")
    yield from (row["street"], f"{row['house_number']} {row['street']}")
    yield from (row["birth_date"], row["phone"], row["email"], row["registration_number"], row["cast_at"])
    yield from (row["cast_at"].replace("T", " "), re.sub(r"\D", "", row["phone"]))


def texts_of_roll(row: Row) -> Iterator[str]:
    """Everything in one row of the roll that says who the elector is."""
    first, middle, last = row["First Name"], row["Middle Name"], row["Last Name"]
    yield from (f"{first} {last}", f"{first} {middle} {last}", f"{last}, {first}", f"{last},{first}")
    yield " ".join((row["Residence Street Number"], row["Residence Street Name"]))
    yield row["Voter Registration Number"]


def present(texts: Iterable[str], content: bytes) -> int:
    """How many texts are in a file's bytes, in any case, as UTF-8 or UTF-16. Not which: failures print no voters."""
    content = content.replace(b"\0", b"")  # UTF-16 of these texts is their ASCII with zeros between
    parts = {content[at : at + SHORTEST] for at in range(len(content))}
    wanted = (text.lower().encode() for text in texts)
    return sum(1 for text in wanted if text[:SHORTEST] in parts and text[-SHORTEST:] in parts and text in content)


def wanted_of(rows: Iterable[Row], texts: Any) -> set[str]:
    return {text.strip() for row in rows for text in texts(row) if len(text.strip()) >= SHORTEST}


def papers(sixty: PracticeRun) -> list[dict[str, str]]:
    (path,) = sixty.folder.glob("envelopes*.csv")
    return table(path)


def bytes_of(path: Path) -> bytes:
    """A file's bytes in lower case, without its long hexadecimal numbers."""
    return COMMITTED.sub(b"#", path.read_bytes().lower())


def test_the_search_finds_the_voters_in_the_case_file_itself(sixty: PracticeRun, tmp_path: Path) -> None:
    case = tmp_path / "whole.case"
    with closing(sqlite3.connect(sixty.folder / "practice.case")) as source, closing(sqlite3.connect(case)) as target:
        source.backup(target)
    rows = papers(sixty)
    assert present({row["cast_at"] for row in rows if row["cast_at"]}, bytes_of(case)) > 50
    assert present({row["birth_date"] for row in rows if row["birth_date"]}, bytes_of(case)) > 50
    assert present({f"{row['first_name']} {row['last_name']}" for row in rows}, bytes_of(case)) > 10


def test_no_byte_of_the_copy_tells_anything_of_the_papers_of_an_envelope(sixty: PracticeRun, copy: Path) -> None:
    wanted = wanted_of(papers(sixty), texts_of_papers)
    assert len(wanted) > 400
    assert present(wanted, bytes_of(copy)) == 0


def test_no_byte_of_the_copy_tells_when_a_ballot_was_cast_or_a_paper_was_brought(
    sixty: PracticeRun, copy: Path
) -> None:
    rows = table(sixty.folder / "papers.csv")
    times = {row[name] for row in rows for name in ("cast_at", "identification_arrived_at") if row[name]}
    lived = {row[name] for row in rows for name in ("lived_at", "applied_on") if row[name]}
    assert any(row["identification_arrived_at"] for row in rows)
    assert len(times) > 30
    assert present(times | lived, bytes_of(copy)) == 0


def test_no_byte_of_the_copy_tells_anything_of_the_practice_roll(sixty: PracticeRun, copy: Path) -> None:
    """An elector of the practice roll who is called like a candidate on the ballot is the only one whose name is there."""
    ballots = (sixty.folder / "election.json").read_bytes().lower()
    wanted = wanted_of(table(sixty.folder / "roll.csv"), texts_of_roll)
    candidates = {text for text in wanted if text.isupper() and text.lower().encode() in ballots}
    assert len(wanted) > 10_000
    assert len(candidates) < 5
    assert present(wanted - candidates, bytes_of(copy)) == 0


def test_the_copy_has_no_table_of_sealed_values_keys_or_look_ups(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert {"log", "head", "checkpoint", "document", "envelope", "mention"} <= tables
    assert not [name for name in tables if name in ("sealed", "keyring", "draft") or name.startswith("private_")]
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_the_copy_has_the_log_and_its_checkpoints_to_the_byte(sixty: PracticeRun, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, CaseLog.open(sixty.folder / "practice.case", True) as log:
        for name in ("log", "checkpoint", "document", "head"):
            sql = f"SELECT * FROM {name} ORDER BY 1"
            assert connection.execute(sql).fetchall() == log.db.execute(sql).fetchall(), name


def test_the_copy_verifies_and_what_it_cannot_show_is_said(copy: Path, capsys: Any) -> None:
    capsys.readouterr()
    assert run(["verify", str(copy)]) == 0
    said = capsys.readouterr()
    assert said.out == "OK\n"
    assert "This is an observer's copy." in said.err
    done = subprocess.run(
        [sys.executable, "-I", "-S", standalone.__file__, str(copy)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_canvass_and_a_proof_come_from_the_copy_as_from_the_case(
    sixty: PracticeRun, copy: Path, tmp_path: Path, capsys: Any
) -> None:
    case = str(sixty.folder / "practice.case")
    said: list[str] = []
    for at, file in enumerate((case, str(copy))):
        capsys.readouterr()
        assert run(["status", file]) == 0
        said.append(capsys.readouterr().out)
        assert run(["prove", file, "0031", "--out", str(tmp_path / f"{at}.json")]) == 0
    assert said[0] == said[1]
    assert (tmp_path / "0.json").read_bytes() == (tmp_path / "1.json").read_bytes()


def test_nothing_is_ever_recorded_in_a_copy(copy: Path, tmp_path: Path, capsys: Any) -> None:
    before = copy.read_bytes()
    with pytest.raises(WorldError, match="nothing can be recorded"):
        CaseLog.open(copy)
    assert run(["restore", str(copy), "--out", str(tmp_path / "working.case")]) == 3
    assert run(["explain", str(copy), "0031"]) == 3
    assert "does not say who the voters are" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert copy.read_bytes() == before


def test_a_copy_is_never_written_over_another_file(sixty: PracticeRun, copy: Path, tmp_path: Path) -> None:
    there = Path(shutil.copy(copy, tmp_path / "there.case"))
    with pytest.raises(WorldError, match="already there"):
        copy_for_observers(sixty.folder / "practice.case", there)
    assert there.read_bytes() == copy.read_bytes()


SPOIL = {
    "a changed body": "UPDATE log SET body = replace(body, '\"sheets\":1', '\"sheets\":2') WHERE seq = 40",
    "a changed table": "UPDATE envelope SET outcome = 'count_full'",
    "a changed document": "UPDATE document SET content = content || ' '",
    "sealed values that came back": "CREATE TABLE sealed (commitment, salt, value)",
}


@pytest.mark.parametrize("sql", SPOIL.values(), ids=SPOIL)
def test_a_spoilt_copy_is_found(copy: Path, tmp_path: Path, sql: str) -> None:
    spoilt = Path(shutil.copy(copy, tmp_path / "spoilt.case"))
    with closing(sqlite3.connect(spoilt)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(sql)
        connection.commit()
    assert run(["verify", str(spoilt)]) == 1


def test_a_damaged_case_gives_no_copy(sixty: PracticeRun, tmp_path: Path) -> None:
    case, out = tmp_path / "damaged.case", tmp_path / "out.case"
    with closing(sqlite3.connect(sixty.folder / "practice.case")) as source, closing(sqlite3.connect(case)) as target:
        source.backup(target)
        target.execute("DROP TRIGGER log_no_update")
        for index in schema.INDEXES:
            target.execute(f"DROP INDEX {index}")
        target.execute("UPDATE log SET body = CAST(x'ff' AS TEXT) WHERE seq = 9")
        target.commit()
    with pytest.raises(WorldError) as raised:
        copy_for_observers(case, out)
    assert raised.value.code == "damaged"
    assert not out.exists()
