"""Lists, counts and searches for the desks."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.casework.record.state import (
    BatchState,
    EnvelopeState,
    FileState,
    OrderState,
    PersonState,
    ReleaseState,
)
from adjudicator.log.case_log import CaseLog
from adjudicator.log.states.lookups import words_of
from adjudicator.port.rows import TICKED_NOTHING, Counts, EnvelopeRow, QueueQuery
from adjudicator.records.envelope import ordinal_of
from tests.log.conftest import OTHER_VOTES, Pen, SigningLog, credit

GOLDEN = Path(__file__).parents[2] / "golden"


def numbers(rows: list[EnvelopeRow]) -> list[str]:
    return [row.number for row in rows]


def test_a_row_says_what_a_list_shows_of_an_envelope(busy_log: CaseLog) -> None:
    (row,) = busy_log.envelope_rows(QueueQuery(words="0001"))
    state = busy_log.state(EnvelopeState, "0001")
    assert state is not None
    assert row == EnvelopeRow(
        number="0001", status="released", ordinal="0000000001", version=state.version, received=9,
        outcome="count_partial", stream="election_day", place="001", precinct_cast="001", kept_apart=False,
        reviewer="mo", determined=17, holds="", reasons="", counted=2, not_counted=1, batch="B0001", referred=False,
        referred_by="", returned=False, returned_to="", reopened=False, elector=True, taken_by="",
        released_in="R0001", ticked="OP",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (QueueQuery(), ["0001", "0002", "0003", "0004", "0005", "0006"]),
        (QueueQuery(status=("to_do",)), ["0002", "0005", "0006"]),
        (QueueQuery(status=("to_do",), referred=False, returned=False), ["0006"]),
        (QueueQuery(referred=True), ["0005"]),
        (QueueQuery(returned=True, returned_to="mo"), ["0002"]),
        (QueueQuery(returned_to="other"), []),
        (QueueQuery(outcome=("count_partial",), reviewer="mo"), ["0001", "0003", "0004"]),
        (QueueQuery(status=("determined",), not_reviewer="mo"), []),
        (QueueQuery(batch="B0002"), ["0003"]),
        (QueueQuery(status=("to_do",), without=("0002", "0005")), ["0006"]),
        (QueueQuery(place="002"), []),
        (QueueQuery(kept_apart=True), []),
        (QueueQuery(numbers=("0005", "0002", "none")), ["0002", "0005"]),
        (QueueQuery(ticked="OP", status=("to_do",)), ["0002", "0005", "0006"]),
        (QueueQuery(ticked="P"), []),
        (QueueQuery(ticked=TICKED_NOTHING), []),
        (QueueQuery(box="3"), []),
        (QueueQuery(received_before=11), ["0001", "0002"]),
        (QueueQuery(words="000", limit=2), ["0001", "0002"]),
        (QueueQuery(words="ann exam", status=("held", "determined")), ["0004"]),
    ],
    ids=str,
)
def test_a_list_holds_what_was_asked_for(busy_log: CaseLog, query: QueueQuery, found: list[str]) -> None:
    assert numbers(busy_log.envelope_rows(query)) == found


@pytest.mark.parametrize("sort", ["ordinal", "place", "received", "version", "status", "outcome", "reviewer", "box"])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_follow_each_other_without_gap_or_repetition(
    busy_log: CaseLog, pen: Pen, sort: str, descending: bool
) -> None:
    busy_log.append([pen.received(f"B-{number}", place=str(number % 3)) for number in range(8, 20)])
    query = QueueQuery(sort=sort, descending=descending, limit=5)  # pyright: ignore[reportArgumentType]
    whole = busy_log.envelope_rows(replace(query, limit=100))
    paged: list[EnvelopeRow] = []
    while page := busy_log.envelope_rows(replace(query, after=paged[-1] if paged else None)):
        paged += page
    assert paged == whole
    assert len(whole) == busy_log.count_envelopes(query) == 18
    values = [getattr(row, sort) for row in whole]
    assert values == sorted(values, reverse=descending)


def test_numbers_stand_as_a_person_counts(log: CaseLog, pen: Pen) -> None:
    log.append([pen.received(number) for number in ("10", "9", "B-10", "B-9", "0009")])
    assert numbers(log.envelope_rows()) == ["0009", "9", "10", "B-9", "B-10"]
    assert ordinal_of("B-9") < ordinal_of("B-10")


def test_an_order_or_count_outside_the_closed_list_is_a_bug(log: CaseLog) -> None:
    with pytest.raises(ValueError, match="sorted"):
        log.envelope_rows(QueueQuery(sort="number; DROP TABLE log"))  # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="counted"):
        log.counts_by("state")  # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="envelope has no"):
        list(log.states(EnvelopeState, colour="blue"))


def test_the_numbers_beside_the_desks_account_for_every_envelope(busy_log: CaseLog) -> None:
    assert busy_log.counts() == Counts(
        envelopes=6,
        by_status={"determined": 1, "in_batch": 1, "released": 1, "to_do": 3},
        by_outcome={"count_partial": 3, "undecided": 3},
        kept_apart=0,
        referred=1,
        returned=1,
        batches_waiting=1,
        left=1,
    )


def test_envelopes_are_counted_by_place_and_outcome(busy_log: CaseLog) -> None:
    assert busy_log.counts_by("place", "outcome") == {("001", "count_partial"): 3, ("001", "undecided"): 3}


@pytest.mark.parametrize("words", ["O'Brien-Diaz", "obrien", "DÍAZ", "diaz ann", "O’Brien", "o'brien díaz", "obr di a"])
def test_a_name_is_found_whatever_its_accents_apostrophes_and_hyphens(log: CaseLog, pen: Pen, words: str) -> None:
    log.append([pen.received("0001", last_name="O'Brien-Díaz"), pen.received("0002", last_name="Brien")])
    assert numbers(log.search_envelopes(words)) == ["0001"]


@pytest.mark.parametrize("words", ["", "  ", "-", "rien", "ann zoe"])
def test_what_nobody_is_called_finds_nobody(log: CaseLog, pen: Pen, words: str) -> None:
    log.append([pen.received("0001", last_name="Brien")])
    assert log.search_envelopes(words) == []


def test_the_words_of_a_name_are_plain() -> None:
    assert words_of("María-José  O'NEILL, Jr. Ann ann") == ("maria", "jose", "oneill", "jr", "ann")


def test_a_corrected_name_is_found_and_the_old_one_is_not(log: CaseLog, pen: Pen) -> None:
    log.append([pen.received("0001", last_name="Bryan")])
    fresh = pen.received("x", last_name="Brien")
    corrected = fresh.body.replace("envelope.received", "envelope.corrected").replace(
        '"envelope":"x"', '"envelope":"0001"'
    )
    log.append([replace(fresh, body=corrected)])
    assert numbers(log.search_envelopes("brien")) == ["0001"]
    assert log.search_envelopes("bryan") == []
    assert log.voter_names(["0001", "9999"]) == {"0001": "Ann Brien"}


def test_two_envelopes_of_one_elector_are_found(busy_log: CaseLog, pen: Pen) -> None:
    assert busy_log.envelopes_of_elector("0123") == ("0001", "0002")
    busy_log.append([pen.elector("0002", "0999")])
    assert busy_log.envelopes_of_elector("0123") == ("0001",)
    source = {"kind": "worker", "dated": "", "ref": "mo"}
    let_go = [{"fact": "match", "value": "none", "source": source}]
    busy_log.append([pen.entry("facts.recorded", "mo", envelope="0001", facts=let_go, elector=None)])
    assert busy_log.envelopes_of_elector("0123") == ()


def test_credits_of_an_elector_come_from_the_files_received(busy_log: CaseLog) -> None:
    assert busy_log.credits_of("0123") == (replace(credit(), file=OTHER_VOTES.commitment),)
    assert busy_log.credits_of("0124") == ()


def test_batches_stand_in_the_order_in_which_they_were_closed(busy_log: CaseLog) -> None:
    first, second = busy_log.batch_rows()
    assert (first.id, first.status, first.size, first.returned, first.decided_by) == ("B0001", "approved", 1, 1, "sup")
    assert (second.id, second.status, second.size, second.closed_by) == ("B0002", "waiting", 1, "mo")
    assert busy_log.batch_rows("waiting") == [second]


def test_states_are_found_by_key_and_by_what_their_rows_say(busy_log: CaseLog) -> None:
    assert [person.id for person in busy_log.states(PersonState)] == ["clerk", "mo", "sup"]
    assert [e.number for e in busy_log.states(EnvelopeState, status="to_do", referred=0)] == ["0002", "0006"]
    assert [order.status for order in busy_log.states(OrderState)] == ["in_force"]
    assert [file.kind for file in busy_log.states(FileState, kind="absentee_file")] == ["absentee_file"]
    release = busy_log.state(ReleaseState, "R0001")
    assert release is not None
    assert release.items == {"0001": 17}
    assert busy_log.state(BatchState, "B0099") is None


def test_states_may_be_changed_while_they_are_gone_through(busy_log: CaseLog, pen: Pen) -> None:
    for envelope in busy_log.states(EnvelopeState, status="to_do"):
        busy_log.append([pen.determined(envelope.number)])
    assert busy_log.count_envelopes(QueueQuery(status=("to_do",))) == 0


def test_the_record_can_be_read_back_by_person_envelope_and_kind(busy_log: CaseLog) -> None:
    size = busy_log.head().size
    assert [logged.seq for logged in busy_log.read_back(limit=2)] == [size, size - 1]
    assert [logged.seq for logged in busy_log.read_back(before=3)] == [2, 1]
    kinds = [logged.entry.kind for logged in busy_log.read_back(envelope="0002")]
    assert kinds == ["envelope.returned", "batch.closed", "envelope.determined", "facts.recorded", "envelope.received"]
    assert {logged.entry.by for logged in busy_log.read_back(by="sup")} == {"sup"}
    assert len(busy_log.read_back(by="mo", envelope="0001", kind="envelope.")) == 1
    assert busy_log.read_back(kind="envelope_") == []


def test_no_list_reads_the_states_of_envelopes(busy_log: CaseLog) -> None:
    asked: list[str] = []
    busy_log.db.conn.set_trace_callback(asked.append)
    busy_log.envelope_rows(QueueQuery(status=("to_do",), free_for="mo", limit=1))
    busy_log.envelope_rows(QueueQuery(sort="place"))
    busy_log.count_envelopes(QueueQuery(place="001"))
    busy_log.counts_by("place", "outcome")
    next(busy_log.states(EnvelopeState, status="to_do"))
    with SigningLog.open(busy_log.path) as other:
        other.append([Pen("other").determined("0006")])
    busy_log.counts()
    busy_log.db.conn.set_trace_callback(None)
    lists = [sql for sql in asked if "FROM envelope" in sql and " state " not in sql]
    plans = [busy_log.db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall() for sql in lists]
    assert len(plans) >= 6  # the states of the rows found are read afterwards, by number
    assert [plan for plan in plans if "USING COVERING INDEX envelope_queue" not in plan[0][3]] == []


def test_what_people_have_taken_is_found_without_looking_at_the_rest(busy_log: CaseLog) -> None:
    pen, mine, free = Pen("taken"), QueueQuery(status=("to_do",), free_for="mo"), QueueQuery(taken=False)
    before, everything = busy_log.count_envelopes(mine), busy_log.count_envelopes(free)
    busy_log.append(
        [pen.entry("envelope.taken", "sup", envelope="0006"), pen.entry("envelope.taken", "mo", envelope="0002")]
    )
    assert busy_log.count_envelopes(mine) == len(busy_log.envelope_rows(mine)) == before - 1
    assert busy_log.count_envelopes(free) == len(busy_log.envelope_rows(free)) == everything - 2
    taken = busy_log.envelope_rows(QueueQuery(taken=True))
    assert [(row.number, row.taken_by) for row in taken] == [("0002", "mo"), ("0006", "sup")]
    sql = "EXPLAIN QUERY PLAN SELECT number FROM envelope WHERE taken_by <> '' ORDER BY ordinal"
    assert "INDEX envelope_taken" in busy_log.db.execute(sql).fetchall()[0][3]


@pytest.mark.parametrize("form", ["3.0", "4.0", "5.0"])
def test_a_file_of_an_older_form_is_listed_and_counted_by_columns_that_it_has_not(form: str, tmp_path: Path) -> None:
    case = tmp_path / "small.case"
    shutil.copy(GOLDEN / form / "small.case", case)
    with CaseLog.open(case, read_only=True) as log:
        rows = log.envelope_rows(QueueQuery(sort="alike"))
        assert log.envelope_rows(QueueQuery(sort="alike", after=rows[0])) == rows[1:]
        ticked = log.counts_by("ticked", "box")
        assert sum(ticked.values()) == len(rows)
        assert log.count_envelopes(QueueQuery(ticked=TICKED_NOTHING, box="no such")) == 0
        assert {(row.ticked, row.box) for row in rows} == set(ticked)
