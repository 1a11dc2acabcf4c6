"""Long work beside the window: it can be stopped, nothing comes of it after sign-out, no thread is left behind."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from adjudicator.office.desks.record import RecordDesk
from tests.flows.hands import Hands, settle
from tests.flows.practice_case import REVIEWER
from ui.shell.window import Window

Progress = Callable[[int, int], None]


class Endless:
    """Work that goes on until it is stopped; `begun` and `ended` tell where it is."""

    def __init__(self) -> None:
        self.begun, self.ended = threading.Event(), threading.Event()

    def __call__(self, progress: Progress) -> None:
        self.begun.set()
        try:
            while True:
                progress(1, 100)
                QThread.msleep(1)
        finally:
            self.ended.set()


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Endless:
    """Verifying takes for ever."""
    work = Endless()
    monkeypatch.setattr(RecordDesk, "verifying", lambda *_: work)
    return work


@pytest.fixture
def verifying(at_work, endless: Endless) -> Hands:
    """A reviewer whose verification is under way."""
    return at_work(REVIEWER).desk("Record").press("V").waits(endless.begun.is_set)


def running(window: Window) -> list[QThread]:
    """The threads that work for the window."""
    return [each for each in window.findChildren(QThread) if each.isRunning()]


def test_verifying_is_stopped_by_keyboard_and_says_so(verifying: Hands, endless: Endless):
    verifying.sees("1 of 100").tab_to("Stop").press("Space").sees("Verifying was stopped.")
    verifying.waits(endless.ended.is_set)


def test_the_window_answers_while_it_verifies(verifying: Hands):
    verifying.desk("Overview").sees("Received 48").desk("Record").sees("1 of 100")


def test_work_of_a_person_who_signed_out_comes_to_nothing(verifying: Hands, endless: Endless):
    verifying.sign_out().waits(endless.ended.is_set).sees("Sign in").sees_not("Verifying")


def test_closing_the_window_ends_the_work_and_closes_the_case(verifying, endless, window: Window, worked: Path):
    verifying.frame.close()
    settle()
    assert endless.ended.is_set()
    assert running(window) == []
    assert not [each for each in worked.parent.iterdir() if each.name.endswith(("-wal", "-shm"))]
    with closing(sqlite3.connect(worked, isolation_level=None, timeout=0)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("ROLLBACK")


def test_a_verification_that_ends_leaves_no_thread(at_work, window: Window):
    before = set(threading.enumerate())
    at_work(REVIEWER).desk("Record").press("V").waits_for("the record is whole")
    assert running(window) == []
    begun = [each for each in threading.enumerate() if not isinstance(each, threading._DummyThread)]
    assert [each for each in begun if each not in before] == []
