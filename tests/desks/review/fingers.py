"""The Review desk in the window's frame on a practice case, and fingers on its keys."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.words import ENGLISH
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.views.review import ReviewView
from ui.frame import FrameScreen
from ui.kit.window.frame import Frame

cases = sys.modules["tests_review_cases"]  # loaded by the conftest of the desks

NAMED = {
    "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Down": Qt.Key.Key_Down, "Tab": Qt.Key.Key_Tab,
    "Space": Qt.Key.Key_Space,
}  # fmt: skip


class FrameShell:
    """A shell around a real frame: what is said and undone goes through the status line and its key."""

    language = ENGLISH

    def __init__(self, frame: Frame) -> None:
        self.frame, self.happened, self._undo = frame, "", None
        frame.undo.connect(self._undo_last)

    def said(self, words: str, undo: Callable[[], None] | None = None, instead: str = "") -> None:
        self.happened, self._undo = words, undo
        self.frame.draw(FrameScreen(person="R", current="review", happened=words, undo="Undo" if undo else ""))

    def go(self, desk: str, about: str = "") -> None:
        self.happened = f"went to {desk}"

    def run(self, work, done, failed, progress=None):
        done(work(lambda *_: None))
        return lambda: None

    def _undo_last(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()


FIRST_STEPS = 5
"""The desk is drawn step by step when it is first seen."""


class Desk:
    """The desk under test: the window, and fingers on its keys."""

    def __init__(self, qtbot, office: Office) -> None:
        self.qtbot, self.office, self.frame = qtbot, office, Frame()
        self.shell = FrameShell(self.frame)
        self.presenter = ReviewPresenter(office, self.shell)
        self.view = ReviewView(self.presenter)
        office.listen(self.presenter.happened)
        self.frame.add_page("review", self.view)
        self.frame.draw(FrameScreen(person="R", current="review"))
        qtbot.addWidget(self.frame)
        self.frame.resize(1280, 800)
        self.frame.show()
        qtbot.waitExposed(self.frame)
        self.frame.activateWindow()

    def open(self, number: str) -> None:
        self.presenter.enter(number)
        self.view.setFocus()
        self.settle()

    def keys(self, *names: str) -> None:
        for name in names:
            control = name.startswith("Ctrl+")
            key = name.removeprefix("Ctrl+")
            modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
            if key in NAMED:
                self.qtbot.keyClick(self._target(), NAMED[key], modifier)
            else:
                self.qtbot.keyClick(self._target(), key, modifier)
            self.settle()

    def write(self, text: str) -> None:
        self.qtbot.keyClicks(self._target(), text)
        self.settle()

    def settle(self) -> None:
        for _ in range(FIRST_STEPS):
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def state(self, number: str):
        sheet = self.office.review.sheet(number)
        assert isinstance(sheet, Sheet)
        return sheet.state

    @property
    def focus(self):
        return QApplication.focusWidget()

    def _target(self):
        return self.focus or self.frame
