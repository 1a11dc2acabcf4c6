"""The window's part of keeping a case safe: what is said when the computer is in the way, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from adjudicator.casework.bodies import Entry
from adjudicator.office import Office
from ui.kit.frame import Frame
from ui.presenters.parts import Notice
from ui.presenters.standing import clock_notice


class Keeping(QObject):
    """Told by the window of a case opened and of what happened in it; `changed` draws the desk in front and the frame."""

    def __init__(self, frame: Frame, changed: Callable[[], None]) -> None:
        super().__init__(frame)
        self._frame, self._changed = frame, changed
        self._office: Office | None = None
        self._does: Mapping[str, Callable[[], object]] = {"close": frame.close, "find_roll": self.ask_for_roll}
        frame.standing.acted.connect(self._act)

    def opened(self, office: Office) -> None:
        """A case was opened: say at once where the clock cannot be trusted."""
        self._office = office
        self._frame.notice.show_notice(clock_notice(office))

    def closed(self) -> None:
        """The case was closed."""
        self._office = None

    def heard(self, entries: Sequence[Entry]) -> None:
        """Something was recorded; a clock set back is said when it happens."""
        if self._office is not None and any(entry.kind == "clock.set_back" for entry in entries):
            self._frame.notice.show_notice(clock_notice(self._office))

    def ask_for_roll(self) -> None:
        """Ask where the roll of the case lies now."""
        office = self._office
        if office is not None:
            path, _ = QFileDialog.getOpenFileName(
                self._frame, "Find the roll", str(office.path.parent), "Rolls (*.roll)"
            )
            if path:
                self.find_roll(Path(path))

    def find_roll(self, path: Path) -> None:
        """Use the roll in a file where it is the one that the case names."""
        if self._office is None:
            return
        refusal = self._office.receive.find_roll(path)
        self._frame.notice.show_notice(Notice(refusal.words) if refusal is not None else None)
        self._changed()

    def _act(self) -> None:
        standing = self._frame.screen_drawn.standing
        if standing is not None and standing.does:
            self._does[standing.does]()
