"""Has Qt draw the same on every machine: window system, fonts and scale are settled here, before it starts."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    QT_FONT_DPI="96",
    QT_SCALE_FACTOR="1",
    QT_ENABLE_HIGHDPI_SCALING="0",
    FONTCONFIG_FILE=str(Path(__file__).with_name("fonts.conf")),
)
for _name in ("QT_SCREEN_SCALE_FACTORS", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "FREETYPE_PROPERTIES"):
    os.environ.pop(_name, None)
