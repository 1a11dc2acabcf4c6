"""The life of envelopes and batches, whoever does what in whatever order: what must hold, holds after every step."""

from __future__ import annotations

from pathlib import Path

import pytest

from .machine import Life, lived


def test_whatever_people_do_the_record_holds(begun: Path) -> None:
    lived(lambda: Life(begun), lives=8, steps=25)


@pytest.mark.slow
@pytest.mark.long
def test_whatever_people_do_for_long_the_record_holds(begun: Path) -> None:
    lived(lambda: Life(begun), lives=60, steps=50)
