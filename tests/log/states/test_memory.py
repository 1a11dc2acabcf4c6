"""How much of a case is held in memory while its states are gone through."""

from __future__ import annotations

import tracemalloc

import pytest

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.states.shelf import SqlShelf
from tests.log.conftest import Pen

NUMBERS = [f"{number:04d}" for number in range(1, 401)]


@pytest.fixture
def long_list(log: CaseLog, pen: Pen) -> CaseLog:
    """A case with some hundred envelopes."""
    log.append([pen.received(number) for number in NUMBERS])
    return log


def test_states_that_are_only_looked_at_are_not_kept_either(
    long_list: CaseLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def peak(numbers: list[str]) -> int:
        shelf = SqlShelf(lambda: long_list.db.conn)
        tracemalloc.start()
        versions = [state.version for number in numbers if (state := shelf.get(EnvelopeState, number)) is not None]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(versions) == len(numbers)
        return peak

    monkeypatch.setattr(SqlShelf, "most", 20)
    peak(NUMBERS[:2])
    few, many = peak(NUMBERS[:100]), peak(NUMBERS)
    assert (many - few) / (len(NUMBERS) - 100) < 200  # a state takes two thousand bytes and more


def test_envelopes_are_compared_in_the_order_in_which_they_are_stored(long_list: CaseLog) -> None:
    """Sorting them, SQLite would hold all their states in memory."""
    asked: list[str] = []
    connection = long_list.db.conn
    with RebuiltShelf() as shelf:
        long_list.fold_into(shelf)
        connection.set_trace_callback(asked.append)
        assert long_list.first_other_envelope(shelf, "received") == ""
        connection.set_trace_callback(None)
    plans = [row[3] for sql in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert plans
    assert not [plan for plan in plans if "TEMP B-TREE" in plan]


def test_what_goes_through_the_file_once_keeps_few_of_its_pages(log: CaseLog) -> None:
    def kept(asked: CaseLog) -> int:
        return -int(asked.db.execute("PRAGMA cache_size").fetchone()[0])

    with log.reader() as reader:
        assert 0 < kept(reader) <= kept(log) / 8


@pytest.mark.parametrize("in_memory", [False, True])
def test_the_states_of_an_encrypted_case_are_sorted_in_memory(in_memory: bool) -> None:
    """A sort that does not fit into the page cache goes to a file of its own, which holds numbers of envelopes."""
    with RebuiltShelf(in_memory) as shelf:
        (where,) = shelf._connection.execute("PRAGMA temp_store").fetchone()
    assert (where == 2) == in_memory
