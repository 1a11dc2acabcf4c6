"""How much of a case is held in memory while its states are gone through."""

from __future__ import annotations

import tracemalloc

import pytest
from msgspec import Raw, structs

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.port.answers import Head, Stale
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


def kept_pages(asked: CaseLog) -> int:
    """How much a connection keeps of its file, in KiB."""
    return -int(asked.db.execute("PRAGMA cache_size").fetchone()[0])


def test_what_goes_through_the_file_once_keeps_few_of_its_pages(log: CaseLog) -> None:
    with log.reader() as reader:
        assert 0 < kept_pages(reader) <= kept_pages(log) / 8


def test_few_pages_are_kept_while_the_newest_instant_is_sought(long_list: CaseLog) -> None:
    before, meanwhile = kept_pages(long_list), list[int]()
    connection = long_list.db.conn

    def asked(sql: str) -> None:
        connection.set_trace_callback(None)
        meanwhile.append(kept_pages(long_list))
        connection.set_trace_callback(asked if "ORDER BY at" not in sql else None)

    connection.set_trace_callback(asked)
    assert long_list.latest_instant()
    assert min(meanwhile) <= before / 8
    assert kept_pages(long_list) == before


@pytest.mark.parametrize("stale", [False, True])
def test_an_act_on_more_than_a_shelf_holds_keeps_few_states_and_pages(
    long_list: CaseLog, pen: Pen, monkeypatch: pytest.MonkeyPatch, stale: bool
) -> None:
    before, seen = kept_pages(long_list), list[tuple[int, int]]()

    class WatchedShelf(SqlShelf):
        """Notes what is kept whenever it writes."""

        def flush(self) -> None:
            seen.append((self.most, kept_pages(long_list)))
            super().flush()

    monkeypatch.setattr(SqlShelf, "most", 100)
    monkeypatch.setattr("adjudicator.log.append.SqlShelf", WatchedShelf)
    monkeypatch.setattr("adjudicator.log.append.LEAN", 20)
    size = long_list.head().size
    after = {f"envelope {number}": 0 if stale else size for number in NUMBERS}
    done = long_list.append([pen.determined(NUMBERS[0])], after)
    assert isinstance(done, Stale if stale else Head)
    assert all(most == 20 and pages <= before / 8 for most, pages in seen)
    assert bool(seen) != stale
    assert kept_pages(long_list) == before


PASSED_OVER = {"sealed", "elector", "answers", "research"}


@pytest.mark.parametrize("status", ["", "determined"])
def test_a_brief_look_gives_all_of_an_envelope_but_what_takes_long_to_read(
    busy_log: CaseLog, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    monkeypatch.setattr(RebuiltShelf, "most", 2)
    with RebuiltShelf() as shelf:
        busy_log.fold_into(shelf)
        assert shelf.spilled
        whole, brief = list(shelf.envelopes(status)), list(shelf.envelopes(status, brief=True))
    assert whole
    assert [each.number for each in brief] == [each.number for each in whole]
    for one, other in zip(whole, brief, strict=True):
        same = [name for name in structs.asdict(one) if getattr(one, name) == getattr(other, name)]
        assert set(structs.asdict(one)) - set(same) == PASSED_OVER
        assert all(isinstance(getattr(other, name), Raw) for name in PASSED_OVER)
        with pytest.raises(AttributeError):
            other.answers.items()


@pytest.mark.parametrize("in_memory", [False, True])
def test_the_states_of_an_encrypted_case_are_sorted_in_memory(in_memory: bool) -> None:
    """A sort that does not fit into the page cache goes to a file of its own, which holds numbers of envelopes."""
    with RebuiltShelf(in_memory) as shelf:
        (where,) = shelf._connection.execute("PRAGMA temp_store").fetchone()
    assert (where == 2) == in_memory
