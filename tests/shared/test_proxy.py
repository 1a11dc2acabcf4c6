"""A real line to a real server fails at its messages: an act is recorded once or not at all, and what is not known is settled
rightly, over a restart and a kill of the station, too. With the variable ADJUDICATOR_EVERY_MESSAGE it is every message of
every kind of act, instead of a few; so it is by `python -m tests.shared.faults`, which counts what became of the acts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from adjudicator.log.checks.verify import verify
from adjudicator.port.answers import Head, NotRecorded
from tests.server.conftest import engine
from tests.server.engine import Engine

from .cuts import EVERY_MESSAGE, KINDS, Trials, soon_too_late
from .on_postgres import Shared
from .proxy import HOWS, How

__all__ = ["engine"]


@pytest.fixture
def trials(engine: Engine, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Trials]:
    shared = Shared(engine, f"px{abs(hash(request.node.name)) % 10**6:06d}", tmp_path)
    with soon_too_late():
        made = Trials(shared)
        yield made
        made.finish()
    shared.close()
    assert verify(tmp_path / "cut.case").findings == ()


@pytest.mark.parametrize("how", HOWS)
def test_a_line_that_fails_at_some_message(trials: Trials, how: How) -> None:
    places = every_message(trials) if os.environ.get(EVERY_MESSAGE) else some_messages(trials)
    answers = [trials.act(kind, at, how, restarts=turn % 2 == 1) for turn, (kind, at) in enumerate(places)]
    assert any(isinstance(answer, Head) for answer in answers)


def some_messages(trials: Trials) -> Iterator[tuple[str, int]]:
    """A few messages, each of another kind of act."""
    many = trials.messages(next(iter(KINDS)))
    yield from zip(cycle(KINDS), range(2, many + 1, max(1, many // 4)))


def every_message(trials: Trials) -> Iterator[tuple[str, int]]:
    """Every message of each kind of act."""
    for kind in KINDS:
        for at in range(1, trials.messages(kind) + 1):
            yield kind, at


def test_a_message_that_comes_too_late_is_recorded_no_more(trials: Trials) -> None:
    assert isinstance(trials.act("an envelope is received", 1, "late"), NotRecorded)


@pytest.mark.parametrize("at", [1, 9])
def test_a_station_that_is_killed_finds_out_what_became_of_its_act(trials: Trials, at: int) -> None:
    assert isinstance(trials.killed(at), Head)
