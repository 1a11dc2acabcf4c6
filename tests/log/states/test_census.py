"""Numbers of envelopes that are kept up while entries are appended."""

from __future__ import annotations

import pytest

from adjudicator.casework.record.entry import SealedEntry, Secret
from adjudicator.log.case_log import CaseLog
from adjudicator.port.answers import Head, Stale
from adjudicator.port.rows import QueueQuery
from tests.log.conftest import Pen, SigningLog

TO_DO = QueueQuery(status=("to_do",))
QUERIES = (
    TO_DO,
    QueueQuery(outcome=("count_partial", "held")),
    QueueQuery(status=("to_do",), referred=True),
    QueueQuery(status=("to_do",), referred=False, returned=True, returned_to="mo"),
    QueueQuery(kept_apart=False, reopened=False),
    QueueQuery(open_again=True),
    QueueQuery(status=("to_do",), open_again=False),
)


def acts(pen: Pen) -> list[list[SealedEntry]]:
    return [
        [pen.entry("envelope.referred", "mo", envelope="0006", reason=Secret("Which style?"))],
        [pen.determined("0002", outcome="held"), pen.elector("0006", "01234567")],
        [pen.received("0100"), pen.received("0101")],
        [pen.determined("0100")],
        [pen.determined("0100", outcome="held")],
    ]


def test_numbers_are_the_same_whether_kept_up_or_counted_afresh(busy_log: CaseLog) -> None:
    pen = Pen("census")
    before = busy_log.counts()
    for entries in acts(pen):
        assert isinstance(busy_log.append(entries), Head)
        with busy_log.reader() as fresh:
            assert busy_log.counts() == fresh.counts() != before
            assert [busy_log.count_envelopes(query) for query in QUERIES] == [
                len(fresh.envelope_rows(query)) for query in QUERIES
            ]
        before = busy_log.counts()


def test_what_another_program_wrote_is_counted(busy_log: CaseLog) -> None:
    before = busy_log.count_envelopes(TO_DO)
    with SigningLog.open(busy_log.path) as other:
        other.append([Pen("other").determined("0006")])
    assert busy_log.count_envelopes(TO_DO) == before - 1


def test_what_another_program_wrote_before_ones_own_is_counted_too(busy_log: CaseLog) -> None:
    before, pen = busy_log.count_envelopes(TO_DO), Pen("own")
    with SigningLog.open(busy_log.path) as other:
        other.append([Pen("other").determined("0006")])
    busy_log.append([pen.entry("envelope.taken", "mo", envelope="0002")])
    with busy_log.reader() as fresh:
        assert busy_log.counts() == fresh.counts()
    assert busy_log.count_envelopes(TO_DO) == before - 1


def test_what_others_record_is_followed_without_counting_afresh(busy_log: CaseLog) -> None:
    busy_log.counts()
    with SigningLog.open(busy_log.path) as other:
        asked: list[str] = []
        for entries in acts(Pen("others")):
            assert isinstance(other.append(entries), Head)
            busy_log.append([Pen(f"own {len(asked)}").entry("envelope.taken", "mo", envelope="0002")])
            assert busy_log.counts() == other.counts()
            assert [busy_log.count_envelopes(query) for query in QUERIES] == [
                len(busy_log.envelope_rows(query)) for query in QUERIES
            ]
            busy_log.db.conn.set_trace_callback(asked.append)  # from the second time on
    busy_log.db.conn.set_trace_callback(None)
    assert [sql for sql in asked if "GROUP BY" in sql or sql.startswith("SELECT number, status, outcome")] == []


def test_much_at_once_is_counted_afresh(busy_log: CaseLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adjudicator.log.states.census.MOST_FOLLOWED", 1)
    pen = Pen("much")
    busy_log.counts()
    with SigningLog.open(busy_log.path) as other:
        for number in ("0100", "0102"):
            other.append([pen.received(number), pen.received(f"{number}-2")])
            assert busy_log.counts() == other.counts()


def test_nothing_is_counted_afresh_for_what_stands_beside_the_record(busy_log: CaseLog) -> None:
    busy_log.counts()
    asked: list[str] = []
    busy_log.db.conn.set_trace_callback(asked.append)
    with CaseLog.open(busy_log.path) as other:
        other.db.execute("UPDATE private_name SET name = name")
    busy_log.append([Pen("own").entry("envelope.taken", "mo", envelope="0002")])
    busy_log.counts()
    busy_log.db.conn.set_trace_callback(None)
    assert [sql for sql in asked if "GROUP BY" in sql] == []


def test_a_refused_append_leaves_the_numbers_as_they_were(busy_log: CaseLog) -> None:
    before = busy_log.counts()
    pen = Pen("refused")
    assert isinstance(busy_log.append([pen.determined("0006")], {"envelope 0006": 0}), Stale)
    with pytest.raises(LookupError):
        busy_log.append([pen.determined("0006"), pen.determined("9999")])
    assert busy_log.counts() == before
