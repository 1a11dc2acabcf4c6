"""A small case at the tables, and the desk's presenter with what its shell was told."""

from __future__ import annotations

import pytest

from adjudicator.office import Office
from tests.desks.batches_cases import RecordingShell
from tests.office.conftest import Desk, begun, desk, office, quick, roll_file, watch
from tests.office.tables_cases import desk_at_tables, worked_tables
from ui.desks.opening.presenter import OpeningPresenter

__all__ = ["begun", "desk", "desk_at_tables", "office", "quick", "roll_file", "watch", "worked_tables"]


@pytest.fixture
def tables(desk_at_tables: Desk) -> Office:
    """Two piles that were looked up, with Mia signed in."""
    return desk_at_tables.office


@pytest.fixture
def presenter(tables: Office) -> OpeningPresenter:
    """The desk over them."""
    return OpeningPresenter(tables, RecordingShell())
