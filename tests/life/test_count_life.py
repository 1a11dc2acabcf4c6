"""The life of a count from approval to the certified results, whoever does what in whatever order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desks import batches_cases as cases
from tests.made import made_once

from .count_machine import CountLife, approved
from .machine import lived


@pytest.fixture(scope="session")
def approved_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a practice case in which everything is approved. Copied, never changed."""
    determined = cases.determined_case(tmp_path_factory)
    return made_once(tmp_path_factory, "approved", lambda folder: approved(determined, folder))


@pytest.mark.long
@pytest.mark.usefixtures("quick")
def test_whatever_people_do_no_ballot_of_a_count_is_twice_or_lost(approved_case: Path) -> None:
    lived(lambda: CountLife(approved_case), lives=12, steps=20)
