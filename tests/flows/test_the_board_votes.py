"""A meeting by keyboard: a docket drawn, its vote and three rulings entered, and what follows from them in Review."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from typing import Any

import pytest

from adjudicator.office.desks.count.looking_up import LookingUpDesk
from tests.desks import board_cases as cases
from tests.desks.batches_cases import determined_case


@pytest.fixture
def case(tmp_path, tmp_path_factory):
    """A case with everything approved but three envelopes for the board; nobody has it open."""
    office = cases.ready(tmp_path, tmp_path_factory)
    numbers = tuple(office.board.ready().questions)
    office.close()
    shutil.copy(determined_case(tmp_path_factory) / "practice.roll", tmp_path)
    return tmp_path / "practice.case", numbers


def test_a_meeting_of_the_board(case, sit_down):
    path, (counts, part, loses) = case
    hands = sit_down(path).sign_in(cases.SUPERVISOR, cases.PASSWORDS[cases.SUPERVISOR])
    hands.desk("Release").sees("36 more envelopes are approved and wait for the board's vote")
    hands.desk("Board").sees("36 determinations are ready; 3 envelopes want a ruling")
    hands.press("L").waits_for("were looked up in the newest lists").press("D").waits_for(
        "Docket D0001 is drawn"
    ).sign_out()

    hands.sign_in(cases.SECRETARY, cases.PASSWORDS[cases.SECRETARY])
    hands.desk("Board").sees("The board votes before anything is opened").press("V")
    hands.sees("The vote on docket D0001", f"Envelope {counts}", "If the board rules to count")
    hands.press("1").sees(f"Envelope {part}").press("2", "Enter").sees("does not count").press("2")
    hands.sees(f"Envelope {loses}").press("3")
    hands.write("2020-12").press("Enter", "Enter").write("4").press("Enter").sees("The motion carries.")
    hands.press("Ctrl+Enter").sees("Motion 2020-12: 4 for, 0 against, 0 abstained: carried")
    hands.sees(f"Envelope {part}: Count in part, without President of the United States").sign_out()

    hands.sign_in(cases.REVIEWER, cases.PASSWORDS[cases.REVIEWER])
    hands.open_envelope(part).sees("Count in part", "the board ruled that this contest does not count")
    hands.press("Ctrl+Enter").sees(f"Envelope {part} recorded: count in part")
    hands.open_envelope(loses).sees("The board ruled that it is not counted").press("Ctrl+Enter")
    hands.sees(f"Envelope {loses} recorded: not counted")


def test_what_the_board_takes_out_is_ready_for_another_docket(case, sit_down):
    path, _ = case
    hands = sit_down(path).sign_in(cases.SUPERVISOR, cases.PASSWORDS[cases.SUPERVISOR])
    hands.desk("Board").press("L").waits_for("were looked up in the newest lists")
    hands.press("D").waits_for("Docket D0001 is drawn").sign_out()
    hands.sign_in(cases.SECRETARY, cases.PASSWORDS[cases.SECRETARY]).desk("Board").press("V")
    hands.tab_to("Motion number").write("2020-12").tab_to("For").write("4")
    hands.tab_to("Taken out of the docket").write("1 papers asked for").press("Ctrl+Enter")
    hands.sees("carried", "Envelope 0001 was taken out: papers asked for", "1 determination is ready")


def test_looking_up_once_more_reads_beside_the_window(case, sit_down, monkeypatch):
    path, _ = case
    looked_by: list[int] = []
    looked = LookingUpDesk._looked

    def noted(desk: LookingUpDesk, *asked: Any) -> Any:
        looked_by.append(threading.get_ident())
        return looked(desk, *asked)

    monkeypatch.setattr(LookingUpDesk, "_looked", noted)
    hands = sit_down(path).sign_in(cases.SUPERVISOR, cases.PASSWORDS[cases.SUPERVISOR])
    hands.desk("Board").press("L").waits_for("36 envelopes were looked up").sees("Draw docket D0001")
    (thread,) = looked_by
    assert thread != threading.main_thread().ident


def test_looking_up_is_stopped_and_nothing_is_recorded(case, sit_down, monkeypatch):
    path, _ = case
    begun = threading.Event()

    def endless(_desk: LookingUpDesk, _about: str, progress: Callable[[int, int], None]) -> None:
        begun.set()
        while True:
            progress(18, 36)
            threading.Event().wait(0.001)

    monkeypatch.setattr(LookingUpDesk, "_looked", endless)
    hands = sit_down(path).sign_in(cases.SUPERVISOR, cases.PASSWORDS[cases.SUPERVISOR])
    hands.desk("Board").press("L").waits_for("18 of 36").sees("Looking up once more").sees_not("Look up once more")
    hands.tab_to("Stop").press("Space").sees("Looking up was stopped", "Nothing was recorded.", "Look up once more")
