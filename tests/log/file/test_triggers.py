"""What the database itself forbids, whoever asks and by whatever program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from adjudicator.casework.record.entry import Secret, read_body
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from tests.log.conftest import Pen, forge


@pytest.fixture
def raw(busy_log: CaseLog) -> Iterator[sqlite3.Connection]:
    """Somebody else's connection to the file, with none of the program's settings."""
    connection = sqlite3.connect(busy_log.path, isolation_level=None)
    connection.execute("PRAGMA recursive_triggers = OFF")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE log SET body = '{}' WHERE seq = 1",
        "UPDATE log SET seq = 100 WHERE seq = 1",
        "DELETE FROM log WHERE seq = 2",
        "DELETE FROM log",
        "INSERT OR REPLACE INTO log SELECT seq, '{}', leaf FROM log WHERE seq = 1",
        "INSERT INTO log SELECT seq, '{}', leaf FROM log WHERE seq = 1 ON CONFLICT DO UPDATE SET body = '{}'",
        "INSERT INTO log (body, leaf) SELECT '{}', leaf FROM log WHERE seq = 1",
        "INSERT INTO log SELECT max(seq) + 2, '{}', zeroblob(32) FROM log",
        "INSERT INTO log SELECT 0, '{}', zeroblob(32)",
        "UPDATE sealed SET value = 'x'",
        "DELETE FROM sealed",
        "INSERT OR REPLACE INTO sealed SELECT commitment, salt, 'x' FROM sealed LIMIT 1",
        "UPDATE document SET content = 'x'",
        "DELETE FROM document",
        "INSERT OR REPLACE INTO document SELECT digest, kind, 'x' FROM document LIMIT 1",
    ],
)
def test_the_record_only_grows(raw: sqlite3.Connection, sql: str) -> None:
    before = list(raw.iterdump())
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(sql)
    assert list(raw.iterdump()) == before


def test_checkpoints_only_grow_and_never_disagree(raw: sqlite3.Connection) -> None:
    raw.execute("INSERT INTO checkpoint VALUES (71, 'case C1', 3, zeroblob(32), 'mo', 'note')")
    raw.execute("INSERT INTO checkpoint VALUES (72, 'case C1', 3, zeroblob(32), 'al', 'another signer')")
    for sql in (
        "UPDATE checkpoint SET note = 'x'",
        "DELETE FROM checkpoint",
        "INSERT OR REPLACE INTO checkpoint VALUES (71, 'case C1', 3, zeroblob(32), 'mo', 'x')",
        "INSERT INTO checkpoint VALUES (73, 'case C1', 3, randomblob(32), 'mo', 'x')",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(sql)


@pytest.mark.parametrize("value", ["text", 1.5, None, b"short"])
def test_a_leaf_is_thirty_two_bytes(raw: sqlite3.Connection, value: object) -> None:
    seq = raw.execute("SELECT max(seq) + 1 FROM log").fetchone()[0]
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("INSERT INTO log VALUES (?, '{}', ?)", (seq, value))


def test_nobody_approves_a_determination_of_their_own_even_past_the_program(
    raw: sqlite3.Connection, busy_log: CaseLog, pen: Pen
) -> None:
    seq = busy_log.head().size + 1
    for body in (pen.approved("B0002", by=by).body for by in ("mo", "sup")):
        raw.execute("BEGIN")
        if '"by":"mo"' in body:
            with pytest.raises(sqlite3.IntegrityError, match="of their own"):
                forge(raw, body)
        else:
            assert forge(raw, body) == seq
        raw.execute("ROLLBACK")


def test_changed_projections_do_not_get_anybody_past_four_eyes(raw: sqlite3.Connection, pen: Pen) -> None:
    raw.execute("UPDATE batch SET closed_by = 'x', state = replace(state, '19', '1')")
    assert raw.execute("SELECT changes()").fetchone() == (2,)
    raw.execute("DELETE FROM envelope")
    with pytest.raises(sqlite3.IntegrityError, match="of their own"):
        forge(raw, pen.approved("B0002", by="mo").body)


def test_an_act_that_forgot_four_eyes_is_refused_and_leaves_nothing(busy_log: CaseLog, pen: Pen) -> None:
    before = list(busy_log.db.conn.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match="of their own"):
        busy_log.append([pen.approved("B0002", by="mo")])
    assert list(busy_log.db.conn.iterdump()) == before
    assert verify(busy_log.path).ok


def test_whoever_closed_a_batch_of_other_people_may_approve_it(log: CaseLog, pen: Pen) -> None:
    log.append([pen.received("0001"), pen.determined("0001", by="mo"), pen.closed("B0001", {"0001": 8}, by="sup")])
    log.append([pen.approved("B0001", {"0001": 8}, by="sup")])
    assert verify(log.path).findings == ()


def test_a_determination_that_left_the_batch_no_longer_binds_its_maker(log: CaseLog, pen: Pen) -> None:
    log.append([pen.received(number) for number in ("0001", "0002", "0003")])  # 7 to 9
    log.append([pen.determined("0001", by="mo"), pen.determined("0002", by="sup"), pen.determined("0003", by="sup")])
    log.append([pen.closed("B0001", {"0001": 10, "0002": 11, "0003": 12})])
    log.append([pen.returned("B0001", "0002", by="sup")])
    with pytest.raises(sqlite3.IntegrityError, match="of their own"):
        log.append([pen.approved("B0001", by="sup")])
    withdrawn = {"envelope": "0003", "determination": 12, "batch": "B0001", "reason": Secret("Seen again")}
    log.append([pen.entry("determination.withdrawn", "sup", **withdrawn)])
    log.append([pen.approved("B0001", {"0001": 10}, by="sup")])
    assert verify(log.path).findings == ()


@pytest.mark.parametrize("batch", ["B0001", "B0009"])
def test_only_a_batch_that_waits_can_be_approved(raw: sqlite3.Connection, pen: Pen, batch: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="that waits"):
        forge(raw, pen.approved(batch, by="sup").body)


def test_a_batch_from_which_everything_was_returned_cannot_be_approved(busy_log: CaseLog, pen: Pen) -> None:
    busy_log.append([pen.returned("B0002", "0003")])
    with pytest.raises(sqlite3.IntegrityError, match="that waits"):
        busy_log.append([pen.approved("B0002", by="sup")])


@pytest.mark.parametrize("seq", [1, 18, 999])
def test_a_batch_lists_determinations_of_its_own_envelopes(busy_log: CaseLog, pen: Pen, seq: int) -> None:
    assert read_body(next(busy_log.entries(20)).body).kind == "envelope.determined"
    with pytest.raises(sqlite3.IntegrityError, match="determinations of its own envelopes"):
        busy_log.append([pen.closed("B0003", {"0004": seq})])
    busy_log.append([pen.closed("B0003", {"0004": 20})])
