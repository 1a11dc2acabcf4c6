"""The long work of a presenter: how far it is, a late answer, a stop, a second start, and trouble."""

from __future__ import annotations

import pytest

from adjudicator.records.trouble import WorldError
from ui.parts import Working
from ui.shared.work import LongWork

FULL = WorldError("disk_full", "The disk is full", "Make room on it.")


class LaterRuns:
    """Keeps the work that was begun, to be done when the test says so; work that was cancelled ends all the same."""

    def __init__(self) -> None:
        self.begun: list[tuple] = []
        self.cancelled: list[int] = []

    def __call__(self, work, done, failed, progress=None):
        place = len(self.begun)
        self.begun.append((work, done, failed, progress))
        return lambda: self.cancelled.append(place)

    def finish(self, place: int = 0) -> None:
        work, done, failed, progress = self.begun[place]
        try:
            result = work(progress)
        except WorldError as error:
            failed(error)
        else:
            done(result)


class Desk:
    """A presenter with long work, and what it was told."""

    def __init__(self) -> None:
        self.runs, self.heard = LaterRuns(), []
        self.seen: list[Working | None] = []
        self.long = LongWork(self.runs, lambda: self.seen.append(self.long.working))

    def start(self, result: str, work=None) -> None:
        self.long.start(
            "Reading",
            work or (lambda _: result),
            lambda made: self.heard.append(("done", made)),
            lambda error: self.heard.append(("failed", error)),
            lambda made: self.heard.append(("late", made)),
        )


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_it_says_how_far_it_is_and_rests_before_the_end_is_told(desk):
    def work(progress):
        progress(1, 4)
        progress(2, 4, "Checking")
        progress(3, 4)
        return "a list"

    desk.start("", work)
    desk.runs.finish()
    assert desk.seen == [
        Working("Reading"), Working("Reading", 1, 4), Working("Checking", 2, 4), Working("Checking", 3, 4),
    ]  # fmt: skip
    assert (desk.heard, desk.long.working) == ([("done", "a list")], None)


def test_what_was_stopped_is_cancelled_and_ends_too_late_to_be_told(desk):
    desk.start("a list")
    desk.long.stop()
    assert (desk.runs.cancelled, desk.long.working) == ([0], None)
    desk.runs.begun[0][3](1, 4)
    assert (desk.seen, desk.long.working) == ([Working("Reading")], None)
    desk.runs.finish()
    assert desk.heard == [("late", "a list")]


def test_a_stop_where_nothing_runs_cancels_nothing(desk):
    desk.start("a list")
    desk.runs.finish()
    desk.long.stop()
    assert desk.runs.cancelled == []


def test_a_second_start_takes_the_place_of_the_first(desk):
    desk.start("first")
    desk.start("second")
    assert desk.runs.cancelled == [0]
    desk.runs.finish(0)
    assert desk.long.working == Working("Reading")
    desk.runs.finish(1)
    assert desk.heard == [("late", "first"), ("done", "second")]


def test_work_that_is_begun_while_the_end_of_another_is_told_can_be_stopped(desk):
    def at_once(work, done, failed, progress=None):
        cancel = desk.runs(work, done, failed, progress)
        if len(desk.runs.begun) == 1:
            desk.runs.finish()
        return cancel

    desk.long = LongWork(at_once)
    desk.long.start("Reading", lambda _: None, lambda _: desk.start("second"), desk.heard.append)
    desk.long.stop()
    assert desk.runs.cancelled == [1]


def test_what_the_world_refuses_is_told_once_and_not_after_a_stop(desk):
    def refused(_):
        raise FULL

    desk.start("", refused)
    desk.runs.finish()
    assert (desk.heard, desk.long.working) == ([("failed", FULL)], None)
    desk.start("", refused)
    desk.long.stop()
    desk.runs.finish(1)
    assert desk.heard == [("failed", FULL)]
