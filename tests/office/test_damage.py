"""One byte changed anywhere in a body, a leaf, a projection or a document: verify names it, and nothing breaks."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import Report
from adjudicator.log.file import schema
from adjudicator.office import Office
from adjudicator.office.desks.record import verifying
from adjudicator.office.desks.release import Released
from adjudicator.records.trouble import WorldError
from tests.looking import approve_seen
from tests.office.desks.test_batches import batch_of, close_two, done

from .conftest import Desk, Watch, open_again

PROJECTIONS = ("envelope", "batch", "person", "received_file", "release", "case_state")


@pytest.fixture(scope="module")
def released(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed case in which two envelopes were determined, approved and released. Copied, never changed."""
    folder = tmp_path_factory.mktemp("released")
    with closing(open_again(Path(shutil.copy(begun, folder / "small.case")), Watch(), 1000)) as office:
        desk = Desk(office)
        close_two(desk)
        desk.sign_in("sue")
        done(approve_seen(office, batch_of(office)))
        assert isinstance(office.releases.release(folder / "release"), Released)
        desk.sign_in("rita")
        desk.receive("0003", "Smith")
    return folder / "small.case"


@pytest.fixture
def worked(released: Path, tmp_path: Path) -> Path:
    """A copy of that case, in which one envelope is to do."""
    return Path(shutil.copy(released, tmp_path / "small.case"))


def verified(case: Path) -> Report:
    """What the deep verification finds."""
    with CaseLog.open(case, read_only=True) as log:
        return verifying(log, "deep")(lambda _done, _of: None)


def spoil(case: Path, table: str, column: str, key: Any, at: int) -> Path:
    """A copy of the case in which one character of one cell is another; triggers and indexes stand as before."""
    copy = Path(shutil.copy(case, case.with_name("spoiled.case")))
    with closing(sqlite3.connect(copy)) as raw:
        guards = raw.execute(
            "SELECT name, type, sql FROM sqlite_master WHERE tbl_name = ? AND type = 'trigger'", (table,)
        ).fetchall()
        for name, kind, _ in guards:
            raw.execute(f"DROP {kind} {name}")
        (value,) = raw.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (key,)).fetchone()
        raw.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (changed(value, at), key))
        for _, _, sql in guards:
            raw.execute(sql)
        raw.commit()
    return copy


def changed(value: Any, at: int) -> Any:
    """The value with its lowest bit at one place turned, so that JSON mostly stays JSON."""
    if isinstance(value, int):
        return value + 1
    place = at % len(value)
    if isinstance(value, bytes):
        return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
    return value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]


def cells(case: Path, table: str, column: str) -> Iterator[tuple[Any, Any]]:
    """Each row's key and cell."""
    with closing(sqlite3.connect(case)) as raw:
        yield from raw.execute(f"SELECT rowid, {column} FROM {table}").fetchall()


def test_an_untouched_case_verifies(worked: Path) -> None:
    assert verified(worked).findings == ()


@pytest.mark.parametrize("column", ["leaf", "seq"])
def test_a_changed_leaf_or_place_in_the_log_is_found(worked: Path, column: str) -> None:
    key, _ = list(cells(worked, "log", column))[-1]
    assert not verified(spoil(worked, "log", column, key, 7)).ok


def test_a_changed_byte_in_the_body_of_each_kind_of_entry_is_found(worked: Path) -> None:
    with closing(sqlite3.connect(worked)) as raw:
        sql = "SELECT max(seq), json_extract(body, '$.kind') FROM log GROUP BY 2"
        newest = raw.execute(sql).fetchall()
    assert len(newest) >= 9
    for key, kind in newest:
        body = dict(cells(worked, "log", "body"))[key]
        values = [at for at in range(len(body)) if body[at].isalnum()]
        for at in values[:: max(1, len(values) // 3)]:
            report = verified(spoil_body(worked, key, at))
            assert any(f"entry {key}" in str(finding) for finding in report.findings), (kind, at)


def spoil_body(case: Path, key: int, at: int) -> Path:
    """As `spoil`, for a body, whose indexes have to stand aside as well."""
    copy = Path(shutil.copy(case, case.with_name("spoiled.case")))
    with closing(sqlite3.connect(copy)) as raw:
        raw.execute("DROP TRIGGER log_no_update")
        for index in schema.INDEXES:
            raw.execute(f"DROP INDEX {index}")
        (body,) = raw.execute("SELECT body FROM log WHERE seq = ?", (key,)).fetchone()
        raw.execute("UPDATE log SET body = ? WHERE seq = ?", (changed(body, at), key))
        raw.commit()
    return copy


@pytest.mark.parametrize("table", PROJECTIONS)
def test_a_changed_byte_in_any_column_of_a_projection_is_found_and_named(worked: Path, table: str) -> None:
    with closing(sqlite3.connect(worked)) as raw:
        columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    for column in columns:
        key, value = next(cells(worked, table, column))
        if value in ("", b""):
            continue
        size = len(value) if isinstance(value, str) else 1
        for at in {size // 2, size - 1}:
            report = verified(spoil(worked, table, column, key, at))
            assert any(table in str(finding) for finding in report.findings), (column, at)


@pytest.mark.parametrize("column", ["content", "digest"])
def test_a_changed_byte_in_a_document_is_found(worked: Path, column: str) -> None:
    for key, value in cells(worked, "document", column):
        report = verified(spoil(worked, "document", column, key, len(value) // 2))
        assert any("document" in str(finding) for finding in report.findings)


@pytest.mark.parametrize("table", ["document", "case_state"])
def test_a_damaged_case_is_not_opened_to_work_on_and_says_so(worked: Path, table: str) -> None:
    column = {"document": "digest", "case_state": "state"}[table]
    key, _ = next(cells(worked, table, column))
    with pytest.raises(WorldError) as caught:
        Office.open(spoil(worked, table, column, key, 0))
    assert caught.value.code == "damaged"
    assert "restore" in caught.value.remedy


@pytest.mark.parametrize("column", ["registration_number", "value", "dated", "detail", "last_name", "first_name"])
def test_a_changed_line_of_the_files_of_other_votes_is_named(worked: Path, column: str) -> None:
    report = verified(spoil(worked, "private_credit", column, 1, 0))
    assert "credit.lines" in {finding.id for finding in report.findings}
    assert not report.ok
