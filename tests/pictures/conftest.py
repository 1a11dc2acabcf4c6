"""Has Qt draw the same on every machine: window system, fonts and scale are settled here, before it starts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.office import Office

os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    QT_FONT_DPI="96",
    QT_SCALE_FACTOR="1",
    QT_ENABLE_HIGHDPI_SCALING="0",
    FONTCONFIG_FILE=str(Path(__file__).with_name("fonts.conf")),
)
for _name in ("QT_SCREEN_SCALE_FACTORS", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "FREETYPE_PROPERTIES"):
    os.environ.pop(_name, None)


@pytest.fixture
def office(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A case in which one reviewer has determined everything; some desks have another one."""
    from tests.desks import batches_cases as cases  # noqa: PLC0415 - Qt starts with it, and is to be settled before

    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    yield made
    made.close()
