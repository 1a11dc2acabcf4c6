"""Numbers of envelopes that are kept up while entries are appended."""

from __future__ import annotations

import pytest

from adjudicator.casework.bodies import SealedEntry, Secret
from adjudicator.log.case_log import CaseLog
from adjudicator.log.entries import Head, Stale
from adjudicator.log.rows import QueueQuery

from .conftest import Pen

TO_DO = QueueQuery(status=("to_do",))
QUERIES = (
    TO_DO,
    QueueQuery(outcome=("count_partial", "held")),
    QueueQuery(status=("to_do",), referred=True),
    QueueQuery(status=("to_do",), referred=False, returned=True, returned_to="mo"),
    QueueQuery(kept_apart=False, reopened=False),
)


def acts(pen: Pen) -> list[list[SealedEntry]]:
    return [
        [pen.entry("envelope.referred", "mo", envelope="0006", reason=Secret("Which style?"))],
        [pen.determined("0002", outcome="held"), pen.elector("0006", "01234567")],
        [pen.received("0100"), pen.received("0101")],
        [pen.determined("0100")],
        [pen.received("0100")],
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
    with CaseLog.open(busy_log.path) as other:
        other.append([Pen("other").determined("0006")])
    assert busy_log.count_envelopes(TO_DO) == before - 1


def test_a_refused_append_leaves_the_numbers_as_they_were(busy_log: CaseLog) -> None:
    before = busy_log.counts()
    pen = Pen("refused")
    assert isinstance(busy_log.append([pen.determined("0006")], {"envelope 0006": 0}), Stale)
    with pytest.raises(LookupError):
        busy_log.append([pen.determined("0006"), pen.determined("9999")])
    assert busy_log.counts() == before
