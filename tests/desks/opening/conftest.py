"""A small case at the tables, and the desk's presenter with what its shell was told."""

from __future__ import annotations

import pytest

from adjudicator.office import Office
from tests.desks import opening_cases as hall
from tests.desks.batches_cases import RecordingShell
from tests.office.conftest import Desk, Watch, begun, desk, office, quick, roll_file, watch
from ui.desks.opening.presenter import OpeningPresenter

__all__ = ["begun", "desk", "office", "quick", "roll_file", "watch"]


@pytest.fixture
def tables(desk: Desk, watch: Watch) -> Office:
    """Two piles that were looked up, with Mia signed in."""
    made = hall.at_the_tables(desk, watch)
    hall.sign_in(made, "mia")
    return made


@pytest.fixture
def presenter(tables: Office) -> OpeningPresenter:
    """The desk over them."""
    return OpeningPresenter(tables, RecordingShell())
