"""What is typed and not yet recorded comes back: after the program was killed, after a sign-out, to that person alone."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.office import Office
from tests.eyes import look_as
from tests.flows.practice_case import PASSWORDS, REVIEWER, SUPERVISOR, Practice

ROOT = Path(__file__).parents[2]
QUESTION = "Is Oak Street the one in Duluth, or"


def typed_and_killed(case: Path, person: str, *steps: tuple[str, ...]) -> None:
    """A person does the steps in a program of their own, which is then killed."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.window.typist", str(case), person, json.dumps(steps)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    with child.stdout:
        said = child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert said == "typed\n"


def kept(case: Path) -> list[tuple[str, str]]:
    """Whose drafts the file has, and of which desk."""
    with closing(sqlite3.connect(case)) as connection:
        return connection.execute("SELECT person, desk FROM draft ORDER BY 1, 2").fetchall()


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_after_a_kill_a_person_is_led_back_to_the_envelope_the_panel_and_the_words(sit_down, practice: Practice):
    number = practice.easy_one("left_off")
    typed_and_killed(practice.case, REVIEWER, ("open_envelope", number), ("press", "R"), ("write", QUESTION))
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.sees(f"Envelope {number}", "Refer to a supervisor", QUESTION, "Taken up where you left off, ")
    hands.write(" Norcross?").press("Ctrl+Enter").sees(f"Envelope {number} referred to a supervisor")
    with closing(Office.open(practice.case)) as office:
        state = next(state for state in office.overview.states() if state.number == number)
        look_as(office, REVIEWER)
        assert QUESTION in office.review.reason_of(state.referred)


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_after_a_kill_every_field_of_a_hand_entry_is_there_again(sit_down, practice: Practice):
    steps = [
        ("desk", "Receive"),
        ("press", "Alt+2"),
        ("rewrite", "0999"),
        ("tab_to", "Last name"),
        ("write", "Quillfea"),
    ]
    typed_and_killed(practice.case, REVIEWER, *steps)
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    assert hands.frame.screen_drawn.current == "receive"
    hands.sees("0999", "Quillfea", "Taken up where you left off, ")


def test_what_was_typed_comes_back_after_a_sign_out_to_that_person_alone(sit_down, practice: Practice):
    number = practice.easy_one("left_off")
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(number)
    hands.press("R").write(QUESTION).sign_out()
    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).sees_not(QUESTION, "Taken up").sign_out()
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees(f"Envelope {number}", QUESTION, "Taken up where you left off")
    hands.press("Esc").sees_not(QUESTION)
    hands.sign_out().sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees_not(QUESTION, "Taken up", f"Envelope {number}")


def test_who_is_made_to_leave_comes_back_to_the_envelope_and_who_chose_to_begins_where_work_waits(
    sit_down, window, practice: Practice
):
    number = practice.easy_one("left_off")
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(number)
    window.leave(made_to=True)
    window._office.people.sign_out()
    window._ask_who()
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees(f"Envelope {number}", "Taken up where you left off, ")
    hands.sign_out().sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees_not(f"Envelope {number}", "Taken up")


def test_what_was_recorded_leaves_no_draft_and_none_of_its_words_in_the_file(sit_down, window, practice: Practice):
    words = "Quillfeather of Yonkers Lane"
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).desk("Receive")
    hands.press("Alt+2").tab_to("Last name").write(words)
    window._drafts.keep()
    assert (REVIEWER, "receive") in kept(practice.case)
    window._pages["receive"].presenter.hand.clear()
    window._drafts.keep()
    assert (REVIEWER, "receive") not in kept(practice.case)
    hands.press("Ctrl+Q")
    assert words.encode() not in practice.case.read_bytes()


def test_words_for_an_envelope_that_another_has_dealt_with_are_shown_and_not_lost(sit_down, practice: Practice):
    number = practice.easy_one("left_off")
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(number)
    hands.press("R").write(QUESTION).sign_out()
    with closing(Office.open(practice.case)) as office:
        office.people.sign_in(REVIEWER, PASSWORDS[REVIEWER])
        assert office.review.refer(number, "Another question").seq
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.sees(f"Envelope {number} is no longer to do here", f"You had written: “{QUESTION}”")


def test_a_reason_half_written_at_batches_and_a_note_at_holds_come_back(at_work):
    hands = at_work(SUPERVISOR).desk("Batches").press("Enter").tab_to("Return").press("Space").write("The oath of")
    hands.sign_out().sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).sees("The oath of", "Taken up where you left off")
    hands.sign_out().sign_in(REVIEWER, PASSWORDS[REVIEWER]).desk("Holds").tab_to("Note").write("Their sister rang")
    hands.sign_out().sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees("Their sister rang", "Taken up where you left off")


def test_a_file_that_is_locked_for_a_moment_keeps_the_draft_a_moment_later(sit_down, window, practice: Practice):
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.open_envelope(practice.easy_one("left_off")).press("R").write(QUESTION)
    with closing(sqlite3.connect(practice.case, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        window._drafts.keep()
        hands.sees(QUESTION).sees_not("Another program")
        other.execute("ROLLBACK")
    window._drafts.keep()
    with closing(sqlite3.connect(practice.case)) as connection:
        assert QUESTION in connection.execute("SELECT value FROM draft").fetchone()[0]
