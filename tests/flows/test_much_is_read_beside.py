"""What a desk has to know of every envelope is read on another thread where there are many, and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.office.behind.count import at_tables, kept_envelopes
from tests.desks import board_cases as cases
from tests.flows.hands import Hands


@pytest.fixture
def sitting(tmp_path, tmp_path_factory, sit_down, monkeypatch) -> Callable[[], Hands]:
    """The supervisor at a case with 36 approved envelopes, which are many here."""
    cases.ready(tmp_path, tmp_path_factory).close()
    for module in (kept_envelopes, at_tables):
        monkeypatch.setattr(module, "AT_ONCE", 10)
        monkeypatch.setattr(module, "TOLD_EACH", 10)
    return lambda: sit_down(tmp_path / "practice.case").sign_in(cases.SUPERVISOR, cases.PASSWORDS[cases.SUPERVISOR])


@pytest.fixture
def read_by(monkeypatch) -> list[int]:
    """The threads that have read every envelope's state, or every approved one's."""
    threads: list[int] = []
    read = CaseLog.states

    def noted(log: CaseLog, what: type[Any], **asked: Any) -> Iterator[Any]:
        if what.__name__ == "EnvelopeState" and threading.current_thread() is threading.main_thread():
            threads.append(threading.get_ident())
        return read(log, what, **asked)

    monkeypatch.setattr(CaseLog, "states", noted)
    return threads


SHOWS = {"Opening": "48 envelopes held, to stay sealed", "Release": "wait for the board's vote"}


@pytest.mark.parametrize("desk", ["Opening", "Release"])
def test_a_desk_reads_every_envelope_beside_the_window(desk: str, sitting, read_by: list[int]) -> None:
    hands = sitting()
    read_by.clear()
    hands.desk(desk).waits(lambda: SHOWS[desk] in hands.words)
    hands.sees_not("Reading the envelopes")
    assert read_by == []


@pytest.mark.parametrize("desk", ["Opening", "Release"])
def test_reading_is_stopped_and_said_and_gone_on_with(desk: str, sitting, monkeypatch) -> None:
    goes_on, states = Event(), CaseLog.states

    def held_up(log: CaseLog, what: type[Any], **asked: Any) -> Iterator[Any]:
        for at, state in enumerate(states(log, what, **asked)):
            if (
                at == 15
                and what.__name__ == "EnvelopeState"
                and threading.current_thread() is not threading.main_thread()
            ):
                goes_on.wait(20)
            yield state

    monkeypatch.setattr(CaseLog, "states", held_up)
    hands = sitting().desk(desk).waits_for("10 of ").sees("Reading the envelopes").sees_not(SHOWS[desk])
    hands.sees_not("Every envelope lies in a pile", "Nothing waits for release")
    hands.tab_to("Stop").press("Space").sees("The envelopes were not read").sees_not("Reading the envelopes")
    goes_on.set()
    hands.tab_to("Read them").press("Space").waits(lambda: SHOWS[desk] in hands.words)
    hands.sees_not("The envelopes were not read")
