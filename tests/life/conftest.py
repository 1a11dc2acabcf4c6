"""The small election of tests/office, on which people live."""

from __future__ import annotations

from tests.office.conftest import begun, quick, roll_file

__all__ = ["begun", "quick", "roll_file"]
