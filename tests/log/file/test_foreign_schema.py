"""What SQLite would run when a file is read or written is compared before anything in it is: a view is no table."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from adjudicator.log import standalone
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import Depth, verify
from adjudicator.log.copies.observers import copy_for_observers
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


COMPUTED_LOG = """
ALTER TABLE log RENAME TO entries; CREATE TABLE log (seq INTEGER PRIMARY KEY, body, leaf, kept AS (body));
INSERT INTO log SELECT seq, body, leaf FROM entries;
"""
VIRTUAL_LOG = """
ALTER TABLE log RENAME TO entries; CREATE VIRTUAL TABLE log USING rtree(seq, body, leaf);
INSERT INTO log SELECT seq, body, leaf FROM entries;
"""
SAYS_TABLES = """
CREATE TABLE pragma_table_list (schema, name, type);
INSERT INTO pragma_table_list VALUES ('main', 'log', 'table'), ('main', 'head', 'table');
"""
SAYS_NOTHING_COMPUTED = "CREATE TABLE pragma_table_xinfo (hidden, arg);"

NO_PLAIN_TABLES = {
    "log as a view": LOG_AS_VIEW,
    "head as an endless view": ENDLESS_HEAD,
    "log with a computed column": COMPUTED_LOG,
    "log as a virtual table": VIRTUAL_LOG,
    "log as a view, beside a table that says otherwise": LOG_AS_VIEW + SAYS_TABLES,
    "head as a view, beside a table that says otherwise": ENDLESS_HEAD + SAYS_TABLES,
    "a computed column, beside a table that says otherwise": COMPUTED_LOG + SAYS_NOTHING_COMPUTED,
    "a virtual table, beside a table that says otherwise": VIRTUAL_LOG + SAYS_TABLES,
    "both, beside tables that say otherwise": COMPUTED_LOG + SAYS_TABLES + SAYS_NOTHING_COMPUTED,
    "under its name in capitals": "ALTER TABLE log RENAME TO entries; ALTER TABLE entries RENAME TO LOG;",
}


def alone(path: Path) -> subprocess.CompletedProcess[str]:
    """The script that needs nothing but Python, run on a file."""
    command = [sys.executable, "-I", "-S", standalone.__file__, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("script", NO_PLAIN_TABLES.values(), ids=NO_PLAIN_TABLES.keys())
def test_the_standalone_script_reads_nothing_but_plain_tables(busy_log: CaseLog, script: str) -> None:
    ran = alone(changed(busy_log, script))
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout == "NOT OK: log or head is no plain table, so nothing was read\n"


def written_as(row: str) -> str:
    """A view called log in a row of the schema that says something else of it."""
    view = "CREATE VIEW log AS SELECT seq, body, leaf FROM entries"
    return f"""
    ALTER TABLE log RENAME TO entries; PRAGMA writable_schema = ON;
    INSERT INTO sqlite_master SELECT {row}, '{view}' FROM sqlite_master WHERE name = 'entries';
    """


@pytest.mark.parametrize("row", ["'table', 'log', 'log', rootpage", "'view', 'more', 'more', 0"])
def test_the_standalone_script_reads_no_view_that_the_schema_calls_otherwise(busy_log: CaseLog, row: str) -> None:
    ran = alone(changed(busy_log, written_as(row)))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "malformed database schema" in ran.stderr


def test_the_standalone_script_reads_plain_tables_beside_one_that_says_otherwise(busy_log: CaseLog) -> None:
    says_views = "CREATE TABLE pragma_table_list (schema, name, type); CREATE TABLE pragma_table_xinfo (hidden, arg);"
    ran = alone(changed(busy_log, says_views))
    assert (ran.returncode, ran.stdout.partition(":")[0]) == (0, "OK")


INDEX_OF_ANOTHER = """
ALTER TABLE log RENAME TO entries; CREATE TABLE log (seq INTEGER, body, leaf); CREATE TABLE twin (seq INTEGER, body, leaf);
INSERT INTO log SELECT seq, replace(body, 'clerk', 'sue'), leaf FROM entries;
INSERT INTO twin SELECT seq, body, leaf FROM entries;
CREATE INDEX log_all ON log (seq, body, leaf); CREATE INDEX twin_all ON twin (seq, body, leaf);
CREATE TABLE twin_root AS SELECT rootpage FROM sqlite_master WHERE name = 'twin_all';
PRAGMA writable_schema = ON;
UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'log_all') WHERE name = 'twin_all';
UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM twin_root) WHERE name = 'log_all';
"""


def test_the_standalone_script_reads_the_log_and_no_index_of_it(busy_log: CaseLog) -> None:
    ran = alone(changed(busy_log, INDEX_OF_ANOTHER))
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "the leaf is not the hash of the body" in ran.stdout


def test_the_standalone_script_says_which_sqlite_it_needs(
    busy_log: CaseLog, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 30, 1))
    assert standalone.main([str(busy_log.path)]) == 2
    assert "SQLite 3.31 or newer is needed" in capsys.readouterr().err


def test_the_standalone_script_tells_a_schema_that_is_no_text_in_words(busy_log: CaseLog) -> None:
    row = "'table', CAST(x'ff' AS TEXT), 'x', 0, 'CREATE TABLE'"
    ran = alone(changed(busy_log, f"PRAGMA writable_schema = ON; INSERT INTO sqlite_master VALUES ({row});"))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "cannot be read as a case file" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_every_connection_takes_the_file_for_a_strangers(busy_log: CaseLog) -> None:
    assert busy_log.db.execute("PRAGMA trusted_schema").fetchone() == (0,)
    assert busy_log.db.execute("PRAGMA cell_size_check").fetchone() == (1,)
