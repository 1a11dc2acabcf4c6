"""What several tests of the Review desk begin with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from tests.desks.review.fingers import Desk, cases


@pytest.fixture
def first(practice_case: Path) -> Callable[[Callable[[Sheet], bool]], str]:
    """Gives the number of the first envelope of a kind."""
    return lambda wanted: next(sheet.number for sheet in cases.pristine_sheets(practice_case) if wanted(sheet))


@pytest.fixture
def desk(qtbot, office: Office) -> Desk:
    """The desk with a person's fingers before it."""
    return Desk(qtbot, office)
