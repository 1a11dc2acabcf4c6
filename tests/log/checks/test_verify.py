"""Verify names whatever was changed in a file, by whomever, in whichever table."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.casework.record.entry import SealedEntry, canonical, read_body
from adjudicator.casework.record.state import DeterminationState
from adjudicator.log import standalone
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import Depth, Report, Rules, verify
from adjudicator.log.file.findings import MOST
from adjudicator.log.file.projections import PROJECTIONS
from adjudicator.log.tree.merkle import leaf_hash
from adjudicator.records.trouble import WorldError
from tests.log.conftest import Pen, begin

Spoil = Callable[[sqlite3.Connection], object]


def spoil(log: CaseLog, change: Spoil) -> Path:
    """Change the file as its owner could: on a raw connection, with every trigger set aside and put back after."""
    log.close()
    with sqlite3.connect(log.path, isolation_level=None) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        change(raw)
        for _, sql in triggers:
            raw.execute(sql)
    raw.close()
    return log.path


def ids(report: Report) -> set[str]:
    return {finding.id for finding in report.findings}


def flipped(value: str | bytes | int) -> str | bytes | int:
    """The same value with one bit of it changed, in its middle."""
    if isinstance(value, int):
        return value ^ 1
    half = len(value) // 2
    if isinstance(value, bytes):
        return value[:half] + bytes([value[half] ^ 1]) + value[half + 1 :]
    return value[:half] + chr(ord(value[half]) ^ 1) + value[half + 1 :] if value else "x"


LOOSE = """
PRAGMA writable_schema = ON;
CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_master WHERE name = '{0}';
UPDATE sqlite_master SET sql = replace(replace(sql, 'NOT NULL', ''), ') STRICT', ')') WHERE name = '{0}';
PRAGMA writable_schema = RESET;
UPDATE {0} SET {1} = {2} WHERE rowid = 1;
PRAGMA writable_schema = ON;
UPDATE sqlite_master SET sql = (SELECT sql FROM kept) WHERE name = '{0}';
PRAGMA writable_schema = RESET;
"""
"""Puts a value into a column that could not hold it: the table is strict before and after, and not meanwhile."""


def flip(table: str, column: str, row: int = 0) -> Spoil:
    """Flip one bit in one column of one row, in the order of the table's key."""

    def change(raw: sqlite3.Connection) -> None:
        keys = [name for (name,) in raw.execute(f"SELECT name FROM pragma_table_info('{table}') WHERE pk ORDER BY pk")]
        order = ", ".join(keys)
        *at, value = raw.execute(
            f"SELECT {order}, {column} FROM {table} ORDER BY {order} LIMIT 1 OFFSET {row}"
        ).fetchone()
        where = " AND ".join(f"{key} = ?" for key in keys)
        changed = raw.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (flipped(value), *at))
        assert changed.rowcount == 1

    return change


def edit(log: CaseLog, old: bytes, new: bytes) -> Path:
    """Change bytes in the file itself, past SQLite, wherever they stand."""
    log.close()
    content = log.path.read_bytes()
    assert old in content
    log.path.write_bytes(content.replace(old, new))
    return log.path


@pytest.mark.parametrize("depth", ["standard", "deep"])
def test_a_record_that_nobody_touched_is_whole(busy_log: CaseLog, depth: str) -> None:
    report = verify(busy_log.path, depth)  # pyright: ignore[reportArgumentType]
    assert report.findings == ()
    assert report.ok
    assert (report.entries, report.root) == (busy_log.head().size, busy_log.head().root)


@pytest.mark.parametrize("depth", ["standard", "deep"])
@pytest.mark.parametrize(
    ("table", "column", "found"),
    [
        ("log", "body", "log.leaf"),
        ("log", "leaf", "log.leaf"),
        ("log", "seq", "log.gap"),
        ("head", "frontier", "tree.frontier"),
        ("head", "size", "tree.head"),
        ("head", "root", "tree.head"),
    ],
)
def test_one_bit_of_log_tree_or_head_is_named_at_either_depth(
    busy_log: CaseLog, depth: str, table: str, column: str, found: str
) -> None:
    path = spoil(busy_log, flip(table, column, row=busy_log.head().size - 1 if table == "log" else 0))
    report = verify(path, depth)  # pyright: ignore[reportArgumentType]
    assert found in ids(report)
    assert not report.ok


@pytest.mark.parametrize(
    ("table", "column", "found"),
    [
        ("sealed", "commitment", "sealed.value"),
        ("sealed", "salt", "sealed.value"),
        ("sealed", "value", "sealed.value"),
        ("document", "digest", "document.digest"),
        ("document", "kind", "document.digest"),
        ("document", "content", "document.digest"),
        ("mention", "subject", "lookup.differs"),
        ("mention", "seq", "lookup.differs"),
        ("private_name", "envelope", "lookup.differs"),
        ("private_name", "name", "lookup.differs"),
        ("private_word", "word", "lookup.differs"),
        ("private_word", "envelope", "lookup.differs"),
        ("private_elector", "envelope", "lookup.differs"),
        ("private_elector", "registration_number", "lookup.differs"),
    ],
)
def test_one_bit_beside_the_log_is_named(busy_log: CaseLog, table: str, column: str, found: str) -> None:
    assert found in ids(verify(spoil(busy_log, flip(table, column))))


@pytest.mark.parametrize(
    ("table", "column"), [(projection.table, name) for projection in PROJECTIONS for name in projection.names]
)
def test_one_bit_of_any_column_of_a_projection_is_named(busy_log: CaseLog, table: str, column: str) -> None:
    busy_log.append(Pen("counted", 3000).counted())
    report = verify(spoil(busy_log, flip(table, column)))
    named = {"projection.differs", "projection.missing", "projection.extra"} & ids(report)
    assert any(finding.place.startswith(table) for finding in report.findings if finding.id in named)


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("DELETE FROM log WHERE seq = 3", "log.gap"),
        ("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)", "tree.head"),
        ("INSERT INTO log SELECT (SELECT max(seq) + 1 FROM log), body, leaf FROM log WHERE seq = 3", "tree.head"),
        (
            "UPDATE log SET body = other.body, leaf = other.leaf FROM (SELECT * FROM log) AS other "
            "WHERE log.seq IN (8, 9) AND other.seq = 17 - log.seq",
            "tree.head",
        ),
        ("DELETE FROM sealed WHERE rowid = 1", "sealed.missing"),
        ("INSERT INTO sealed SELECT zeroblob(32), zeroblob(32), 'x'", "sealed.orphan"),
        ("DELETE FROM document", "document.missing"),
        ("DELETE FROM head", "tree.head"),
        ("UPDATE head SET one = 2", "tree.head"),
        ("UPDATE checkpoint SET number = 70 WHERE number = (SELECT max(number) FROM checkpoint)", "checkpoint.gap"),
        ("DELETE FROM envelope WHERE number = '0003'", "projection.missing"),
        ("INSERT INTO person SELECT 'x', version, name, active, state FROM person LIMIT 1", "projection.extra"),
        ("DELETE FROM private_word", "lookup.differs"),
        ("INSERT INTO private_name VALUES ('9999', 'x')", "lookup.differs"),
        ("INSERT INTO mention VALUES ('envelope 9999', 1)", "lookup.differs"),
        ("UPDATE private_credit SET file = 'cd'", "credit.file"),
        ("INSERT INTO checkpoint SELECT 71, 'o', 5, zeroblob(32), 'p', 'n'", "checkpoint.differs"),
        ("INSERT INTO checkpoint SELECT 71, 'o', 999, zeroblob(32), 'p', 'n'", "checkpoint.differs"),
        ("DROP TABLE release", "schema.differs"),
        ("DROP INDEX envelope_queue", "schema.differs"),
        ("CREATE TABLE stowaway (x)", "schema.differs"),
        ("ALTER TABLE keyring ADD COLUMN x TEXT", "schema.differs"),
    ],
)
def test_what_an_owner_of_the_file_takes_out_or_puts_in_is_named(busy_log: CaseLog, sql: str, found: str) -> None:
    assert found in ids(verify(spoil(busy_log, lambda raw: raw.execute(sql))))


def test_a_missing_trigger_is_named(busy_log: CaseLog) -> None:
    busy_log.db.execute("DROP TRIGGER log_four_eyes")
    report = verify(busy_log.path)
    assert [finding.place for finding in report.findings] == ["trigger log_four_eyes"]


def test_an_index_that_does_not_agree_with_its_table_is_named(busy_log: CaseLog) -> None:
    root = busy_log.db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'envelope_queue'").fetchone()[0]
    page = busy_log.db.execute("PRAGMA page_size").fetchone()[0]
    busy_log.close()
    content = bytearray(busy_log.path.read_bytes())
    at = content.index(b"to_do", (root - 1) * page)
    assert at < root * page
    content[at + 4] ^= 1
    busy_log.path.write_bytes(content)
    assert ids(verify(busy_log.path)) == {"file.damaged"}


def test_pages_that_cannot_be_read_are_a_finding_and_no_crash(busy_log: CaseLog) -> None:
    root = busy_log.db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'log'").fetchone()[0]
    page = busy_log.db.execute("PRAGMA page_size").fetchone()[0]
    busy_log.close()
    content = bytearray(busy_log.path.read_bytes())
    content[(root - 1) * page : root * page] = b"\xff" * page
    busy_log.path.write_bytes(content)
    assert "file.damaged" in ids(verify(busy_log.path))
    assert "file.damaged" in ids(verify(busy_log.path, "standard"))


@pytest.mark.parametrize("old", [b"CREATE TABLE log", b"log_four_eyes", b"sqlite_autoindex_sealed_1"])
def test_a_schema_that_is_no_text_is_damage_and_no_crash(busy_log: CaseLog, old: bytes) -> None:
    path = edit(busy_log, old, old[:-1] + b"\xff")
    try:
        found = {finding.id for finding in verify(path).findings}
    except WorldError as error:
        found = {f"file.{error.code}"}
    assert found & {"file.damaged", "schema.differs"}


def test_a_number_where_a_text_is_due_is_damage_and_no_crash(busy_log: CaseLog) -> None:
    path = spoil(busy_log, lambda raw: raw.executescript(LOOSE.format("document", "content", 7)))
    assert {"file.damaged", "document.digest"} & ids(verify(path))


@pytest.mark.parametrize("depth", ["standard", "deep"])
def test_nothing_where_a_body_is_due_is_damage_and_no_crash(busy_log: CaseLog, depth: str) -> None:
    path = spoil(busy_log, lambda raw: raw.executescript(LOOSE.format("log", "body", "NULL")))
    assert "file.damaged" in ids(verify(path, depth))  # pyright: ignore[reportArgumentType]


def test_a_file_that_is_something_else_cannot_be_verified(tmp_path: Path) -> None:
    path = tmp_path / "notes.case"
    path.write_text("not a database, only words" * 100)
    with pytest.raises(WorldError) as caught:
        verify(path)
    assert caught.value.code == "not_a_case"


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"kind":"file.received"', b'"kind":"file.received}'), (b'"file.received"', b'"file.receive\xff"')],
    ids=["no JSON", "no UTF-8"],
)
def test_a_body_that_can_no_longer_be_read_is_named(busy_log: CaseLog, old: bytes, new: bytes) -> None:
    path = edit(busy_log, old, new)
    assert {"log.leaf", "body.form"} <= ids(verify(path))
    assert "log.leaf" in ids(verify(path, "standard"))


def rewritten(raw: sqlite3.Connection, seq: int, body: str) -> None:
    """Forge a body together with its leaf, as someone would who knows how leaves are made."""
    raw.execute("UPDATE log SET body = ?, leaf = ? WHERE seq = ?", (body, leaf_hash(body.encode()), seq))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('"by":', '"by": ', "body.form"),
        ('"by":"clerk"', '"by":1.5', "body.form"),
        ('{"at"', '{"aa":1,"at"', "body.form"),
        ("envelope.received", "envelope.deceived", "body.kind"),
        ('"v":3', '"v":4', "body.kind"),
        ('"phone":{', '"phone":"555","phony":{', "body.open"),
        ('"phone":{', '"phony":{', "body.open"),
        ('"papers"', '"pepers"', "body.meaning"),
        ('"place":"001"', '"place":"002"', "projection.differs"),
        ('"place":"001"', '"place":"002"', "tree.head"),
        ('"last_name":{"sealed":"', '"last_name":{"sealed":"x', "sealed.orphan"),
    ],
)
def test_a_forged_body_is_named_even_with_its_leaf_made_new(busy_log: CaseLog, old: str, new: str, found: str) -> None:
    seq, body = next((logged.seq, logged.body) for logged in busy_log.entries() if "envelope.received" in logged.body)
    assert old in body
    report = verify(spoil(busy_log, lambda raw: rewritten(raw, seq, body.replace(old, new))))
    assert found in ids(report)


def test_a_self_approval_is_named_even_in_a_log_that_is_whole_otherwise(tmp_path: Path, pen: Pen) -> None:
    with begin(tmp_path / "forged.case", pen) as log:
        log.append([pen.received("0001"), pen.determined("0001", by="sup")])
        log.append([pen.closed("B0001", {"0001": 8})])
        trigger = log.db.execute("SELECT sql FROM sqlite_master WHERE name = 'log_four_eyes'").fetchone()[0]
        log.db.execute("DROP TRIGGER log_four_eyes")
        log.append([pen.approved("B0001", {"0001": 8}, by="sup")])
        log.db.execute(trigger)
        found = verify(log.path).findings
    assert [(finding.id, finding.place) for finding in found] == [("batch.four_eyes", "entry 10")]


@pytest.mark.parametrize(
    ("items", "apart"),
    [
        ({}, "0001, 0002"),
        ({"0001": 17}, "0002"),
        ({"0001": 18, "0002": 18}, "0001"),
        ({"0001": 17, "0002": 18, "0004": 20}, "0004"),
        ({f"{number:04d}": number for number in range(3, 9)}, "0001, 0002, 0003"),
    ],
)
def test_an_approval_of_something_else_than_the_list_is_named_without_a_fold(
    tmp_path: Path, pen: Pen, items: dict[str, int], apart: str
) -> None:
    with begin(tmp_path / "forged.case", pen) as log:
        log.append([pen.received(f"{number:04d}") for number in range(1, 11)])
        log.append([pen.determined("0001"), pen.determined("0002"), pen.determined("0003")])  # 17 to 19
        log.append([pen.closed("B0001", {"0001": 17, "0002": 18, "0003": 19})])
        log.append([pen.returned("B0001", "0003")])
        log.append([pen.approved("B0001", items, looked_at=["0001", "0002", "0003"])])
    found = verify(log.path, "standard").findings
    words = f"What it approves is not what the batch lists; they differ in envelope {apart}."
    assert [(finding.id, finding.place, finding.words) for finding in found] == [("admission.batch", "entry 22", words)]


def test_an_approval_of_what_is_left_of_the_list_is_whole_without_a_fold(busy_log: CaseLog) -> None:
    assert verify(busy_log.path, "standard").findings == ()


def test_every_determination_is_replayed(busy_log: CaseLog) -> None:
    asked: list[int] = []

    def replay(determination: DeterminationState) -> str | None:
        asked.append(determination.seq)
        return "outcome count_full where count_partial was recorded" if determination.seq == 19 else None

    report = verify(busy_log.path, rules=Rules(replay))
    assert asked == [17, 18, 19, 20]
    assert [(finding.id, finding.place) for finding in report.findings] == [("determination.replay", "entry 19")]


@pytest.mark.parametrize(("depth", "passes"), [("standard", 1), ("deep", 2)])
def test_progress_runs_up_to_the_number_of_entries_for_each_pass(busy_log: CaseLog, depth: Depth, passes: int) -> None:
    told: list[tuple[int, int]] = []
    verify(busy_log.path, depth, progress=lambda done, total: told.append((done, total)))
    entries = passes * busy_log.head().size
    assert told[-1] == (entries, entries)
    assert len(told) == passes


def test_too_many_findings_of_one_kind_are_counted(log: CaseLog, pen: Pen) -> None:
    log.append([pen.received(f"{number:04d}") for number in range(MOST + 20)])
    report = verify(spoil(log, lambda raw: raw.execute("UPDATE log SET leaf = zeroblob(32)")), "standard")
    assert [str(finding) for finding in report.findings][-1].endswith("There are 26 more of these.")


def test_no_finding_names_a_sealed_value(busy_log: CaseLog) -> None:
    report = verify(spoil(busy_log, lambda raw: raw.execute("UPDATE sealed SET value = value || 'x'")))
    assert report.findings
    assert not [finding for finding in report.findings if "Example" in str(finding) or "0123" in str(finding)]


def test_a_line_of_other_votes_under_a_file_that_was_not_received_is_named(busy_log: CaseLog) -> None:
    stray = "INSERT INTO private_credit VALUES ('0124', 'advance_vote', '', '', 'cd', 'Doe', 'Jo')"
    report = verify(spoil(busy_log, lambda raw: raw.execute(stray)))
    assert ids(report) == {"credit.file"}
    assert not report.ok


def test_the_compiled_encoder_writes_what_the_canonical_form_writes(pen: Pen) -> None:
    entry: SealedEntry = pen.entry("person.added", "é", person='\x00\x1f\x7f\u2028\U0001f5f3"\\/', name="Ω", roles=[])
    again = read_body(entry.body)
    assert canonical({"at": again.at, "by": "é", "data": again.data, "kind": again.kind, "v": 2}) == entry.body


@pytest.mark.parametrize("spoiled", [False, True])
def test_the_standalone_script_agrees_with_verify(busy_log: CaseLog, spoiled: bool) -> None:
    path = spoil(busy_log, flip("log", "body", row=3)) if spoiled else busy_log.path
    report = verify(path, "standard")
    ran = subprocess.run(
        [sys.executable, "-I", standalone.__file__, str(path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == int(spoiled)
    assert (
        ran.stdout.splitlines()[-1]
        == f"{'NOT OK' if spoiled else 'OK'}: {report.entries} entries, root {report.root.hex()}"
    )


def test_the_standalone_script_tells_a_foreign_file_s_trouble_without_its_escapes(tmp_path: Path) -> None:
    path = tmp_path / "foreign.case"
    raw = sqlite3.connect(path)
    raw.execute('CREATE TABLE "\x1b[2Jgone" (seq)')
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("UPDATE sqlite_master SET sql = 'no SQL'")
    raw.commit()
    raw.close()
    ran = subprocess.run(
        [sys.executable, "-I", standalone.__file__, str(path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert r"\x1b[2Jgone" in ran.stderr
    assert "\x1b" not in ran.stderr


def test_the_standalone_script_reads_no_view_in_the_place_of_the_log(tmp_path: Path) -> None:
    path = tmp_path / "foreign.case"
    raw = sqlite3.connect(path)
    raw.execute('CREATE VIEW log AS SELECT seq, body, leaf FROM "\x1b[2Jgone"')
    raw.commit()
    raw.close()
    ran = subprocess.run(
        [sys.executable, "-I", standalone.__file__, str(path)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout == "NOT OK: log or head is no plain table, so nothing was read\n"


def test_the_standalone_script_says_how_it_is_used() -> None:
    ran = subprocess.run([sys.executable, "-I", standalone.__file__], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "usage" in ran.stderr
