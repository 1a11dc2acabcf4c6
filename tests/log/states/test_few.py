"""A few envelopes from the log's own entries, also where somebody wrote entries past the program."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.record.state import BatchState, EnvelopeState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.states.few import fold_few, seqs_about
from tests.log.conftest import Pen, forge

NO_LISTS: dict[str, Any] = {
    "lists": [["0001"], ["0003"]], "a list": ["0001", "0003"], "a number": 7, "nothing": None, "a text": "0001",
}  # fmt: skip


def listing(pen: Pen, kind: str, items: Any) -> str:
    """An entry of a kind that lists envelopes, with something else in the place of its list."""
    data = {"batch": "B0001"} if kind == "batch.closed" else {"release": "R0009"}
    return pen.entry(kind, "mo", **data, items=items).body


@pytest.fixture(params=["batch.closed", "release.made"])
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.mark.parametrize("items", NO_LISTS.values(), ids=NO_LISTS.keys())
def test_an_entry_whose_list_is_none_lists_nothing(busy_log: CaseLog, pen: Pen, kind: str, items: Any) -> None:
    connection = busy_log.db.conn
    before = seqs_about(connection, "0001")
    as_they_are = busy_log.folded(["0001", "0003"], "B0001")
    (size,) = connection.execute("SELECT max(seq) FROM log").fetchone()
    for guard in ("log_four_eyes", "log_numbers", "log_rights"):
        connection.execute(f"DROP TRIGGER {guard}")
    forge(connection, listing(pen, kind, items))

    assert seqs_about(connection, "0001") == before
    assert [each.seq for each in busy_log.read_back(envelope="0001")] == before[::-1]
    shelf = fold_few(connection, ["0001", "0003"], "B0001", lambda seq: seq <= size)
    for what, key in ((EnvelopeState, "0001"), (EnvelopeState, "0002"), (EnvelopeState, "0003"), (BatchState, "B0001")):
        assert shelf.get(what, key) == as_they_are.get(what, key) is not None
