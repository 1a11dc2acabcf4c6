"""A view on a window of its own, and a person's hands on the keyboard before it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


def shown(view, qtbot):
    """Show a view and give it the keyboard."""
    qtbot.addWidget(view)
    view.resize(1060, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    return view


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key where the focus is."""
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def write(qtbot, text: str) -> None:
    """Write a text where the focus is."""
    qtbot.keyClicks(QApplication.focusWidget(), text)
