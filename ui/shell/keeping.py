"""The window's part of keeping a case safe: what is said when the computer is in the way, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from adjudicator.casework.record.entry import Entry
from adjudicator.office import Office
from adjudicator.records.trouble import WorldError
from adjudicator.words import _
from ui.frame import FrameScreen
from ui.kit.file_dialog import FileDialog
from ui.kit.window.frame import Frame
from ui.parts import Notice
from ui.shared.backups import BACK_UP, CHOOSE, CLOSE_NOW, BackupsPresenter
from ui.shared.standing import clock_notice, leftovers_notice, restored_notice
from ui.shared.work import TellsProgress
from ui.shell.worker import Worker

T = TypeVar("T")

CLOSING = Notice(_("Backing up before the window closes"), _("It closes by itself."), action=CLOSE_NOW, kind="notice")
NOTHING_ELSE: Mapping[str, Callable[[], object]] = {}
TICK = 15_000
"""How often it is looked whether a backup is due, in milliseconds."""


class Keeping(QObject):
    """Told by the window of a case opened and of what happened in it.

    `changed` draws the frame, `redraw` the desk in front as well; `bug` is told of a fault of the program's own; `also` are
    further things that the button of what stands over the screens may do, and `of_notices` what that of the strip below may.
    """

    def __init__(
        self, frame: Frame, changed: Callable[[], None], redraw: Callable[[], None], bug: Callable[[Exception], None],
        also: Mapping[str, Callable[[], object]] = NOTHING_ELSE,
        of_notices: Mapping[str, Callable[[], object]] = NOTHING_ELSE,
    ) -> None:  # fmt: skip
        super().__init__(frame)
        self._frame, self._changed, self._redraw = frame, changed, redraw
        self._office: Office | None = None
        self.backups: BackupsPresenter | None = None
        self._worker = Worker(self, bug)
        self._closes = self._paused = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        self._does: Mapping[str, Callable[[], object]] = {
            "close": frame.close,
            "find_roll": self.ask_for_roll,
            "go_on": self.go_on_with_file,
            **also,
        }
        self._words: Mapping[str, Callable[[], object]] = {
            BACK_UP: self.back_up, CHOOSE: self.ask_for_place, CLOSE_NOW: self.close_now, **of_notices,
        }  # fmt: skip
        frame.standing.acted.connect(self._act)
        frame.notice.acted.connect(self._act_on_notice)
        frame.back_up.connect(self.back_up)
        frame.backup_place.connect(self.ask_for_place)
        frame.may_close = self.may_close

    def opened(self, office: Office) -> None:
        """A case was opened: say at once what an interrupted work had left, where the clock cannot be trusted, or that this
        is a restored copy.
        """
        self._office, self._closes = office, False
        self.backups = BackupsPresenter(office, self._run, self._changed)
        self._frame.notice.show_notice(leftovers_notice(office) or clock_notice(office) or restored_notice(office))
        self._timer.start()
        if office.roll_later is not None:
            self.find_roll(office.roll_later)

    def signed_in(self) -> None:
        """Somebody is at work: ask once for a place for backups, and say where one is overdue."""
        if self.backups is not None and self._frame.notice.notice is None:
            self._frame.notice.show_notice(self.backups.notice())

    @property
    def busy(self) -> bool:
        """Whether a backup is being made."""
        return self._worker.busy

    def pause(self) -> None:
        """The case is being written anew: no backup, and the window does not close."""
        self._timer.stop()
        self._paused = True

    def go_on(self) -> None:
        """The case is open again."""
        self._paused = False
        self._timer.start()

    def closed(self) -> None:
        """The case was closed."""
        self._timer.stop()
        self._worker.stop()
        self._office = self.backups = None

    def heard(self, entries: Sequence[Entry]) -> None:
        """Something was recorded; a clock set back is said when it happens."""
        if self._office is not None and any(entry.kind == "clock.set_back" for entry in entries):
            self._frame.notice.show_notice(clock_notice(self._office))

    def drawn(self, screen: FrameScreen) -> FrameScreen:
        """The frame's screen with what is to be said of backups."""
        if self.backups is None or not screen.person:
            return screen
        return replace(screen, saved=self.backups.saved(), sign=self.backups.sign())

    # backups

    def tick(self) -> None:
        """Time has gone on: a backup may be due, or overdue."""
        if self.backups is None:
            return
        before = self._frame.screen_drawn.sign
        self.backups.tick()
        if self.backups.sign() != before:
            self._say_backups()

    def back_up(self) -> None:
        """Make a backup now; without a place, ask for one first."""
        if self._office is None or self.backups is None:
            return
        if self._office.backups.place is None:
            self.ask_for_place()
        else:
            self._frame.notice.show_notice(None)
            self.backups.back_up()

    def ask_for_place(self) -> None:
        """Ask where backups go."""
        if self.backups is not None:
            folder = FileDialog.folder(self._frame, _("A folder for backups"))
            if folder:
                self._frame.notice.show_notice(self.backups.choose(Path(folder)))
                self._changed()

    def may_close(self) -> bool:
        """Whether the window may close; what is in no backup yet is backed up first, unless the person does not wait."""
        if self._paused:
            return False
        if self._closes or self.backups is None or not self.backups.must_wait_to_close():
            return True
        if self.backups.failed_before:
            return True
        self._frame.notice.show_notice(CLOSING)
        self.backups.back_up(then=self._shut)
        return False

    def _shut(self) -> None:
        self._frame.close()

    def close_now(self) -> None:
        """Close without waiting for the backup."""
        self._closes = True
        self._worker.cancel()
        self._frame.close()

    def _run(
        self,
        work: Callable[[TellsProgress], T],
        done: Callable[[T], None],
        failed: Callable[[WorldError], None],
        progress: TellsProgress | None = None,
    ) -> Callable[[], None]:
        def fail(trouble: WorldError) -> None:
            failed(trouble)
            self._say_backups()

        return self._worker.run(work, done, fail, progress)

    def _say_backups(self) -> None:
        if self.backups is not None and self._frame.screen_drawn.person:
            self._frame.notice.show_notice(self.backups.notice())
            self._changed()

    def go_on_with_file(self) -> None:
        """Go on with a file that lacks what was recorded here, as the person who is signed in."""
        if self._office is not None:
            refusal = self._office.go_on()
            self._frame.notice.show_notice(Notice(refusal.words) if refusal is not None else None)
            self._redraw()

    # the roll

    def ask_for_roll(self) -> None:
        """Ask where the roll of the case lies now."""
        office = self._office
        if office is not None:
            path = FileDialog.file(self._frame, _("Find the roll"), str(office.path.parent), _("Rolls (*.roll)"))
            if path:
                self.find_roll(Path(path))

    def find_roll(self, path: Path) -> None:
        """Check the roll in a file, beside the window, and use it where it is the one that the case names."""
        office = self._office
        if office is None:
            return

        self._worker.run(
            lambda progress: office.receive.read_roll(path, progress),
            lambda __: self._use_roll(path, None),
            lambda trouble: self._use_roll(path, trouble),
        )

    def _use_roll(self, path: Path, trouble: WorldError | None) -> None:
        office = self._office
        if office is None:
            return
        if trouble is not None and trouble.code == "roll_differs":
            office.receive.not_the_roll(trouble)
            self._frame.notice.show_notice(Notice(trouble.what, remedy=trouble.remedy))
        else:
            refusal = office.receive.find_roll(path)
            self._frame.notice.show_notice(Notice(refusal.words) if refusal is not None else None)
        self._redraw()

    def _act(self) -> None:
        standing = self._frame.screen_drawn.standing
        if standing is not None and standing.does:
            self._does[standing.does]()

    def _act_on_notice(self) -> None:
        notice = self._frame.notice.notice
        self._words.get(notice.action if notice is not None else "", self._frame.close)()
