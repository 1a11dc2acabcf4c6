"""Three stations as processes, one killed now and then. Twelve for minutes are `python -m tests.shared.faults`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.conftest import engine
from tests.server.engine import Engine

from .crowd import Crowd
from .on_postgres import Shared

__all__ = ["engine"]


@pytest.fixture
def shared(engine: Engine, tmp_path: Path) -> Iterator[Shared]:
    made = Shared(engine, "crowd", tmp_path)
    yield made
    made.close()


def test_one_record_whoever_is_killed(shared: Shared) -> None:
    crowd = Crowd(shared, 3, 7, pace=0.02)
    crowd.work(8, 2)
    held = crowd.held()
    assert int(str(held["told"])) > 5
