"""The small election of tests/office, on which people live."""

from __future__ import annotations

import tests.examples  # noqa: F401 - here, because hypothesis asks for its profile before a module of tests is read
from tests.office.conftest import begun, quick, roll_file

__all__ = ["begun", "quick", "roll_file"]
