"""A record whose answer comes late: the window says so at once, takes no second act, and says when it is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adjudicator.office import Office
from adjudicator.office.behind.unsettled import ON_ITS_WAY as ON_THE_WAY
from adjudicator.records.trouble import WorldError
from tests.flows.hands import Hands
from tests.flows.practice_case import PASSWORDS, REVIEWER, Practice
from tests.port.records import Late, Never
from ui.shell.window import MOMENT, SOON, Window

ON_ITS_WAY = "Recording envelope"
NOT_KNOWN = "Not known yet whether this was recorded"


@pytest.fixture
def working(sit_down, practice: Practice) -> Hands:
    """A reviewer at an easy envelope."""
    return sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(practice.easy_one("left_off"))


def put_behind(window: Window, kind: type[Any]) -> tuple[Office, Any]:
    office = window._office
    assert office is not None
    record = kind(office._room.log)
    office._room.log = record
    return office, record


def late(window: Window) -> None:
    """Two seconds go by without an answer."""
    assert window._office is not None
    unsettled = window._office._room.unsettled
    unsettled[:] = [replace(each, sent=each.sent - ON_THE_WAY) for each in unsettled if each.sent is not None]
    window.draw_frame()


def test_the_window_says_that_it_is_not_known_and_then_that_it_is_recorded(window: Window, working: Hands) -> None:
    office, record = put_behind(window, Late)
    before = office.record.head().size
    working.press("Enter").sees(ON_ITS_WAY).sees_not(NOT_KNOWN, "It is not known yet whether")
    late(window)
    working.sees(NOT_KNOWN, "It is not known yet whether envelope")
    assert working.words.count("It is not known yet whether") == 1, "the band alone says it"
    assert window._watch.interval() == SOON
    assert office.record.head().size == before
    working.press("Enter").sees(NOT_KNOWN)
    assert len(record._way) == 1, "a second act on the same envelope was taken"
    for _ in range(3):
        window.look_again()
    working.sees_not(NOT_KNOWN, ON_ITS_WAY)
    assert office.record.head().size > before
    assert window._watch.interval() == MOMENT
    record.settle = record.record.settle
    office._room.log = record.record
    working.press("Enter", "Ctrl+Enter").sees(" recorded: count in full")


def test_a_server_that_comes_back_between_two_looks_at_it_is_no_bug(
    window: Window, working: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([WorldError("server_away", "", "")])
    monkeypatch.setattr(type(window._office), "stopped", property(lambda _: next(answers, None)))
    window.look_again()
    assert window._stopped == "server_away"
    window.look_again()
    assert window._stopped == ""
    assert not window.frame.covered


def test_while_nobody_knows_the_window_goes_on(window: Window, working: Hands) -> None:
    office, _ = put_behind(window, Never)
    working.press("Enter").sees(ON_ITS_WAY)
    late(window)
    for _ in range(3):
        window.look_again()
    working.sees(NOT_KNOWN).press("Ctrl+2")
    working.sees(NOT_KNOWN)
    assert office.unsettled is not None
