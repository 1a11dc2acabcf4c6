"""What the pictures of the desks share: the sizes and looks, a desk in the window's frame, and a picture that has to fit."""

from __future__ import annotations

import os
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from adjudicator.office import Office
from tests.pictures.harness import MORE_LOOKS
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords

BY_COMMAND = pytest.mark.skipif(MORE_LOOKS not in os.environ, reason="taken by python -m tests.pictures alone")
"""For a state that costs seconds to come to: only the command takes it."""

Look = tuple[tuple[int, int], str, int]
"""A window's size, a theme and a text size."""

PLAIN: Look = ((1280, 800), "light", 100)
DARK: Look = ((1280, 800), "dark", 100)
WIDE: Look = ((1920, 1080), "light", 100)
LARGE: Look = ((1280, 800), "light", 200)


def framed(office: Office, qtbot: Any, desk: str, view: QWidget) -> Frame:
    """The view of a desk as the page of a window."""
    frame = Frame()
    frame.add_page(desk, view)
    frame.draw(FrameWords().screen(office, desk, undo=False))
    qtbot.addWidget(frame)
    return frame


def taken(pictures: ModuleType, frame: Frame, desk: str, name: str, *looks: Look) -> None:
    """Take the picture of a desk in each look; it shows something, and nothing on its page is cut off."""
    for path in pictures.take_all(frame, f"{desk}-{name}", *looks):
        assert pictures.colours(path) > 40, path.name
        assert pictures.clipped(frame.page(desk)) == [], path.name
