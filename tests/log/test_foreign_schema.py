"""What SQLite would run when a file is read or written is compared before anything in it is: a view is no table."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from adjudicator.log import standalone
from adjudicator.log.case_log import CaseLog
from adjudicator.log.observers import copy_for_observers
from adjudicator.log.verify import Depth, verify
from adjudicator.records.trouble import WorldError

ENDLESS = (
    "WITH RECURSIVE without_end(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM without_end) SELECT {} FROM without_end"
)

LOG_AS_VIEW = "ALTER TABLE log RENAME TO entries; CREATE VIEW log AS SELECT seq, body, leaf FROM entries;"
ENDLESS_HEAD = (
    f"DROP TABLE head; CREATE VIEW head AS {ENDLESS.format('1 AS one, 1 AS size, 1 AS root, 1 AS frontier')};"
)
COMPUTED = """
ALTER TABLE checkpoint RENAME TO kept; CREATE TABLE checkpoint (number INTEGER PRIMARY KEY, origin, size, root, person,
note TEXT GENERATED ALWAYS AS (concat_ws(',', person, origin)) VIRTUAL);
"""
COMPUTED_STATE = """
DROP TABLE release; CREATE TABLE release (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, follows TEXT NOT NULL,
made_by TEXT NOT NULL, made_at TEXT NOT NULL, size INTEGER NOT NULL, state TEXT AS (hex(id)) STORED NOT NULL) STRICT;
"""
OTHER_CAPITALS = 'DROP TABLE draft; CREATE TABLE "DRAFT" (person, desk, value, saved_at AS (zeroblob(9)));'


def renamed(table: str, name: str) -> str:
    """Computed columns under a name that SQLite reads as that of the table, and Python as another."""
    return f"{COMPUTED} PRAGMA writable_schema = ON; UPDATE sqlite_master SET name = {name} WHERE name = '{table}';"


FOREIGN = {
    "log as a view": LOG_AS_VIEW,
    "head as an endless view": ENDLESS_HEAD,
    "head as a virtual table": "DROP TABLE head; CREATE VIRTUAL TABLE head USING fts5(one, size, root, frontier);",
    "checkpoint with a computed column": COMPUTED,
    "a projection with a computed column": COMPUTED_STATE,
    "a table under the same name in capitals": OTHER_CAPITALS,
    "a view that nobody asks for": "CREATE VIEW more AS SELECT 1;",
    "a table in the place of SQLite's list of tables": "CREATE TABLE pragma_table_list (type TEXT, strict INT, name TEXT);",
    "the same, of columns": 'CREATE TABLE "Pragma_Table_Info" (name TEXT);',
    "the same, of all columns": "CREATE TABLE pragma_table_xinfo (name TEXT);",
    "the same, of an index": "CREATE TABLE pragma_index_xinfo (seqno INT, name TEXT, desc INT, coll TEXT);",
    "a table in the place of what reads JSON": "CREATE TABLE json_each (key TEXT, value TEXT);",
    "a name in bytes": renamed("checkpoint", "CAST(name AS BLOB)"),
    "a name with more behind its end": renamed("checkpoint", "name || char(0)"),
    "an index whose name goes on behind its end": (
        "CREATE INDEX more ON envelope (hex(state)); PRAGMA writable_schema = ON;"
        "UPDATE sqlite_master SET name = name || char(0) WHERE name = 'more';"
    ),
    "an index that computes": "CREATE INDEX more ON log (hex(body));",
}

TRIGGERS = {
    "foreign": "CREATE TRIGGER more AFTER INSERT ON log BEGIN DELETE FROM draft; END;",
    "altered": "DROP TRIGGER log_no_update; CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT 1; END;",
}


def changed(log: CaseLog, script: str) -> Path:
    """The file after its owner ran a script on it; legacy renaming leaves triggers and indexes as they are written."""
    log.close()
    raw = sqlite3.connect(log.path, isolation_level=None)
    raw.execute("PRAGMA legacy_alter_table = ON")
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if "DROP TABLE" in script or "ALTER TABLE" in script:
            raw.execute(f"DROP TRIGGER {name}")
    raw.executescript(script)
    raw.close()
    return log.path


@pytest.mark.parametrize("depth", ["standard", "deep"])
@pytest.mark.parametrize("script", FOREIGN.values(), ids=FOREIGN.keys())
def test_verify_names_a_foreign_schema_and_reads_no_row(busy_log: CaseLog, script: str, depth: Depth) -> None:
    report = verify(changed(busy_log, script), depth)
    assert not report.ok
    assert {finding.id for finding in report.findings} == {"schema.differs"}
    assert report.entries == 0


@pytest.mark.parametrize("script", FOREIGN.values(), ids=FOREIGN.keys())
@pytest.mark.parametrize("read_only", [True, False], ids=["to read", "to write"])
def test_a_case_of_a_foreign_schema_is_not_opened(busy_log: CaseLog, script: str, read_only: bool) -> None:
    path = changed(busy_log, script)
    with pytest.raises(WorldError, match="is not as this program makes it") as caught:
        CaseLog.open(path, read_only)
    assert caught.value.code == "foreign_schema"
    with pytest.raises(WorldError, match="is not as this program makes it"):
        copy_for_observers(path, path.with_name("copy.case"))
    assert not path.with_name("copy.case").exists()


@pytest.mark.parametrize("name", ["pragma_table_list", "PRAGMA_TABLE_XINFO", "json_each", "json_tree"])
def test_a_table_that_sqlite_reads_in_the_place_of_its_own_is_named(busy_log: CaseLog, name: str) -> None:
    path = changed(busy_log, f"CREATE TABLE {name} (type TEXT, strict INT, name TEXT);")
    assert [str(finding) for finding in verify(path).findings] == [
        f"error: schema.differs: table {name}: It does not belong here."
    ]


@pytest.mark.parametrize("script", TRIGGERS.values(), ids=TRIGGERS.keys())
def test_a_case_with_a_trigger_of_somebody_else_is_not_opened_and_verified_whole(
    busy_log: CaseLog, script: str
) -> None:
    entries = busy_log.head().size
    path = changed(busy_log, script)
    with pytest.raises(WorldError, match="trigger"):
        CaseLog.open(path)
    report = verify(path)
    assert {finding.id for finding in report.findings} == {"schema.differs"}
    assert report.entries == entries


@pytest.mark.parametrize(
    "script", ["CREATE TABLE more (x TEXT PRIMARY KEY);", "ANALYZE;", "DROP INDEX envelope_queue;"]
)
def test_what_nobody_reads_and_what_is_missing_keeps_no_case_from_being_opened(busy_log: CaseLog, script: str) -> None:
    CaseLog.open(changed(busy_log, script)).close()


def test_the_standalone_script_asks_no_table_of_the_file_which_tables_there_are(busy_log: CaseLog) -> None:
    told = "CREATE TABLE pragma_table_list (schema TEXT, name TEXT, type TEXT);"
    for name in ("log", "head"):
        told += f"INSERT INTO pragma_table_list VALUES ('main', '{name}', 'table');"
    with sqlite3.connect(changed(busy_log, LOG_AS_VIEW + told)) as raw:
        raw.text_factory = bytes
        assert not standalone.are_tables(raw)


@pytest.mark.parametrize("script", [LOG_AS_VIEW, ENDLESS_HEAD], ids=["log", "head"])
def test_the_standalone_script_reads_no_view(busy_log: CaseLog, script: str) -> None:
    path = changed(busy_log, script)
    ran = subprocess.run(
        [sys.executable, "-I", standalone.__file__, str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, ran.stdout.partition(":")[0]) == (1, "NOT OK")


def test_every_connection_takes_the_file_for_a_strangers(busy_log: CaseLog) -> None:
    assert busy_log.db.execute("PRAGMA trusted_schema").fetchone() == (0,)
    assert busy_log.db.execute("PRAGMA cell_size_check").fetchone() == (1,)
