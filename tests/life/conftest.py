"""The small election of tests/office, on which people live."""

from __future__ import annotations

from hypothesis import settings

from tests.life.machine import AS_ALWAYS
from tests.office.conftest import begun, quick, roll_file

# here, because hypothesis asks for its profile before a module of tests is read
settings.register_profile("long", max_examples=10 * AS_ALWAYS)

__all__ = ["begun", "quick", "roll_file"]
