"""Nothing leaves while nobody has said what becomes of an envelope that held something else than one ballot."""

from __future__ import annotations

from adjudicator.casework.acts.releasing import exceptions_open
from adjudicator.casework.record.count_state import SessionState
from adjudicator.casework.record.state import changed

OPENED = SessionState(
    "S0001", 1, "opened", "P0001", ("cdiaz", "mokoye"), "2020-11-09T15:00", "2020-11-09T15:40", exceptions={"0417": "empty"}
)  # fmt: skip


def test_an_exception_that_nobody_settled_keeps_a_release_back_and_is_named() -> None:
    refusal = exceptions_open([OPENED])
    assert refusal is not None
    assert (refusal.code, refusal.envelope) == ("exception_open", "0417")
    assert "0417" in refusal.words
    assert "S0001" in refusal.words


def test_once_it_is_settled_or_where_there_is_none_a_release_can_be_made() -> None:
    assert exceptions_open([changed(OPENED, settled={"0417": "no_ballot"})]) is None
    assert exceptions_open([]) is None
