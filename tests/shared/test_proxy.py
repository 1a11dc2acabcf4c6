"""A real line to a real server fails at its messages: an act is recorded once or not at all, and what is not known is settled
rightly, over a restart and a kill of the station, too. The whole of it is `python -m tests.shared.faults`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.log.checks.verify import verify
from adjudicator.port.answers import Head, NotRecorded
from tests.server.conftest import engine
from tests.server.engine import Engine

from .cuts import KINDS, Trials, soon_too_late
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
    kinds, answers = list(KINDS), list[object]()
    many = trials.messages(kinds[0])
    for turn, at in enumerate(range(2, many + 1, max(1, many // 4))):
        answers.append(trials.act(kinds[turn % len(kinds)], at, how, restarts=turn % 2 == 1))
    assert any(isinstance(answer, Head) for answer in answers)


def test_a_message_that_comes_too_late_is_recorded_no_more(trials: Trials) -> None:
    assert isinstance(trials.act("an envelope is received", 1, "late"), NotRecorded)


@pytest.mark.parametrize("at", [1, 9])
def test_a_station_that_is_killed_finds_out_what_became_of_its_act(trials: Trials, at: int) -> None:
    assert isinstance(trials.killed(at), Head)
