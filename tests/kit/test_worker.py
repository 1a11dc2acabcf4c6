"""Work off the window's thread reports, ends, stops, and leaves nothing running."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest

from ui.kit.worker import Worker


@pytest.fixture
def worker(qapp):
    made = Worker()
    yield made
    made.stop()


def test_the_result_arrives_and_the_work_ran_elsewhere(worker, qtbot):
    with qtbot.waitSignal(worker.start(lambda ticket: current_thread() is main_thread()).succeeded) as heard:
        pass
    assert heard.args == [False]


def test_progress_arrives_in_order_before_the_result(worker, qtbot):
    def call(ticket):
        for done in range(3):
            ticket.progress(done, 3, "Reading")

    job, heard = worker.start(call), []
    job.progressed.connect(lambda *report: heard.append(report))
    with qtbot.waitSignal(job.succeeded):
        pass
    assert heard == [(0, 3, "Reading"), (1, 3, "Reading"), (2, 3, "Reading")]


def test_an_exception_arrives_as_it_was_raised(worker, qtbot):
    def call(ticket):
        raise OSError("disk full")

    with qtbot.waitSignal(worker.start(call).failed) as heard:
        pass
    assert isinstance(heard.args[0], OSError)


def test_cancelled_work_ends_without_a_result(worker, qtbot):
    started = Event()

    def call(ticket):
        started.set()
        while True:
            ticket.progress(1)

    job = worker.start(call)
    assert started.wait(5)
    with qtbot.assertNotEmitted(job.succeeded), qtbot.waitSignal(job.cancelled):
        job.cancel()


def test_stop_leaves_no_thread_running(worker):
    def call(ticket):
        while not ticket.cancelled:
            pass

    jobs = [worker.start(call) for _ in range(2)]
    worker.stop()
    assert not any(job.running for job in jobs)
