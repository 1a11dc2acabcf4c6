"""The life of envelopes and batches, whoever does what in whatever order: what must hold, holds after every step."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import Life


def lived(begun: Path, lives: int, steps: int) -> None:
    """So many lives of so many steps, the same in every run."""
    few = settings(
        max_examples=lives, stateful_step_count=steps, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(lambda: Life(begun), settings=few)


def test_whatever_people_do_the_record_holds(begun: Path) -> None:
    lived(begun, lives=8, steps=25)


@pytest.mark.slow
def test_whatever_people_do_for_long_the_record_holds(begun: Path) -> None:
    lived(begun, lives=60, steps=50)
