"""Work on a thread of its own reports, ends, stops, leaves nothing running, and is told only to those who are still here."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject

from adjudicator.records.trouble import WorldError
from ui.shell.worker import Worker

FULL = WorldError("disk_full", "The disk is full", "Make room on it.")


class Heard:
    """A worker, and what came of its work."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[WorldError] = []
        self.told: list[tuple[int, int, str]] = []
        self.broke: list[Exception] = []
        self.world: list[WorldError] = []
        self.owner = QObject()
        self.worker = Worker(self.owner, self.broke.append, self.world.append)

    def run(self, work):
        return self.worker.run(work, self.done.append, self.failed.append, lambda *told: self.told.append(told))


@pytest.fixture
def heard(qapp) -> Iterator[Heard]:
    made = Heard()
    yield made
    made.worker.stop()


@pytest.fixture
def rests(heard: Heard, qtbot):
    """Waits until no work is under way."""
    return lambda: qtbot.waitUntil(lambda: not heard.worker.busy)


def fails(trouble: Exception):
    """Work that comes to nothing but trouble."""

    def work(_):
        raise trouble

    return work


def endless(begun: Event):
    """Work that goes on until it is stopped."""

    def work(progress):
        begun.set()
        while True:
            progress(1, 0)

    return work


def test_the_result_arrives_and_the_work_ran_elsewhere(heard, rests):
    heard.run(lambda _: current_thread() is main_thread())
    rests()
    assert heard.done == [False]


def test_how_far_it_is_arrives_in_order_before_the_result(heard, rests):
    def work(progress):
        for done in range(3):
            progress(done, 3, "Reading")

    heard.done = heard.told
    heard.run(work)
    rests()
    assert heard.told == [(0, 3, "Reading"), (1, 3, "Reading"), (2, 3, "Reading"), None]


def test_each_hundredth_is_told_once_and_each_step_at_once(heard, rests):
    of = 2**40  # more than Qt's integers hold

    def work(progress):
        for step in ("Copying", "Verifying"):
            for thousandth in range(1001):
                progress(of * thousandth // 1000, of, step)

    heard.run(work)
    rests()
    assert [words for *_, words in heard.told] == ["Copying"] * 101 + ["Verifying"] * 101
    assert heard.told[-1][:2] == (of, of)


def test_what_the_world_refuses_and_a_bug_are_told_apart(heard, rests):
    bug = ZeroDivisionError()
    heard.run(fails(FULL))
    heard.run(fails(bug))
    rests()
    assert (heard.failed, heard.broke, heard.done) == ([FULL], [bug], [])


def test_work_that_is_cancelled_tells_nobody(heard, rests):
    begun = Event()
    cancel = heard.run(endless(begun))
    assert begun.wait(5)
    cancel()
    rests()
    assert (heard.done, heard.failed, heard.broke, heard.world) == ([], [], [], [])


def test_who_has_left_is_told_nothing_any_more(heard, rests):
    bug, gate = ZeroDivisionError(), Event()

    def works(progress):
        progress(1, 2)
        gate.wait(5)

    def fails_late(trouble):
        return lambda _: gate.wait(5) and fails(trouble)(None)

    for work in (works, fails_late(FULL), fails_late(bug)):
        heard.run(work)
    heard.worker.leave()
    gate.set()
    rests()
    assert (heard.done, heard.failed, heard.told) == ([], [], [])
    assert (heard.world, heard.broke) == ([FULL], [bug])


def test_stop_waits_until_nothing_runs_and_nobody_is_told(heard, qapp):
    begun, ended = Event(), Event()

    def work(progress):
        try:
            endless(begun)(progress)
        finally:
            ended.set()

    heard.run(work)
    assert begun.wait(5)
    heard.worker.stop()
    assert ended.is_set()
    qapp.processEvents()
    assert (heard.done, heard.failed, heard.told, heard.broke) == ([], [], [], [])
