"""Automatic backups: when one is made, how far it is, and what the status line and a notice say of it. Told the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from adjudicator.office import Office
from adjudicator.office.desks.backups import KEPT, BackedUp
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words.dates import day_and_hour, hour
from ui.parts import Notice
from ui.shared.standing import saved_words
from ui.shared.work import LongWork, Runs

BACK_UP, CHOOSE, CLOSE_NOW = "Back up now", "Choose a folder...", "Close without a backup"
"""Words on buttons, by which the window knows what to do."""

RETRY = timedelta(minutes=5)
NO_PLACE = "Should this disk fail, the case is lost with it. Choose a folder on another disk, or on a network drive."
LATE = "What was recorded in the last half hour or longer is in no backup. Is the folder for backups within reach?"
KEEPS = f"One is made after five quiet minutes, at least every thirty. The newest {KEPT} and the last of each day stay."


class BackupsPresenter:
    """The backups of the case that is open. `changed` is called when there is something else to show."""

    def __init__(self, office: Office, run: Runs, changed: Callable[[], None]) -> None:
        self._office, self._changed = office, changed
        self._making = LongWork(run, changed)
        self._failed: WorldError | None = None
        self._tried = office.now()
        self._then: Callable[[], None] | None = None

    # what is shown

    def saved(self) -> str:
        """ "Saved 14:02, backed up 13:58", with how far a backup is while one is made."""
        saved, newest = saved_words(self._office), self._office.backups.newest
        made = self._making.working
        if made is not None:
            return f"{saved}, backing up: {made.done * 100 // made.of if made.of else 0} %"
        return f"{saved}, backed up {self._when(newest.at)}" if newest is not None else saved

    def sign(self) -> str:
        """What is wrong with backups, in two or three words for the status line; empty where nothing is."""
        if self._making.working is not None or self._office.closed is not None:
            return ""
        if self._office.backups.place is None:
            return "No backups" if self._is_live else ""
        if self._failed is not None:
            return "Backup failed"
        pending = self._office.backups.pending()
        return "Backup overdue" if pending is not None and pending.is_overdue(self._office.now()) else ""

    def notice(self) -> Notice | None:
        """Why there is a sign, and what to do; None where there is none."""
        sign, failed = self.sign(), self._failed
        if sign == "No backups":
            return Notice("No place for backups is chosen yet", NO_PLACE, action=CHOOSE, kind="warning")
        if sign == "Backup failed" and failed is not None:
            what = f"The last backup could not be made: {failed.what}"
            return Notice(what, remedy=failed.remedy, action=BACK_UP, kind="warning")
        return Notice(sign, LATE, action=BACK_UP, kind="warning") if sign else None

    @property
    def failed_before(self) -> bool:
        """Whether the last backup could not be made: waiting for another would hold the person up for nothing."""
        return self._failed is not None

    # what is done

    def tick(self) -> None:
        """Time has gone on: make a backup where one is due; one that failed is tried again after five minutes."""
        office, now = self._office, self._office.now()
        if self._making.working is not None or office.closed is not None or office.backups.place is None:
            return
        pending = office.backups.pending()
        if pending is not None and pending.is_due(now) and (self._failed is None or now - self._tried >= RETRY):
            self.back_up()

    def back_up(self, then: Callable[[], None] | None = None) -> None:
        """Make a backup now; `then` is called once it is made. One that is under way is enough."""
        self._then = then or self._then
        if self._making.working is not None:
            return
        self._tried = self._office.now()
        try:
            making = self._office.backups.making()
        except WorldError as error:
            self._fail(error)
            return
        self._making.start("Backing up", making, self._made, self._fail)

    def must_wait_to_close(self) -> bool:
        """Whether there is a place for backups and something that is in none yet."""
        office = self._office
        return office.closed is None and office.backups.place is not None and office.backups.pending() is not None

    def choose(self, folder: Path) -> Notice:
        """Have backups go to a folder, and make the first one; gives what to say of it."""
        chosen = self._office.backups.choose(folder)
        if isinstance(chosen, Refusal):
            return Notice(chosen.words, action=CHOOSE)
        self._failed = None
        self.back_up()
        return Notice(f"Backups go to {folder}", KEEPS, chosen, kind="warning" if chosen else "done")

    def _made(self, backup: BackedUp) -> None:
        self._failed = None
        self._office.backups.made(backup)
        self._go_on()

    def _fail(self, error: WorldError) -> None:
        self._failed, self._then = error, None
        self._changed()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        self._changed()
        if then is not None:
            then()

    def _when(self, at: str) -> str:
        then = self._office.local(at)
        return hour(then) if then.date() == self._office.now().date() else day_and_hour(then)

    @property
    def _is_live(self) -> bool:
        return self._office.case.mode == "live"
