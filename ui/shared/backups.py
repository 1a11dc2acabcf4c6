"""Automatic backups: when one is made, how far it is, and what the status line and a notice say of it. Told the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from adjudicator.office import Office
from adjudicator.office.desks.backups import KEPT, BackedUp
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _
from adjudicator.words.dates import day_and_hour, hour
from ui.parts import Notice
from ui.shared.standing import saved_words
from ui.shared.work import LongWork, Runs

BACK_UP, CHOOSE, CLOSE_NOW = _("Back up now"), _("Choose a folder..."), _("Close without a backup")
"""Words on buttons, by which the window knows what to do."""

NO_BACKUPS, FAILED, OVERDUE = _("No backups"), _("Backup failed"), _("Backup overdue")

RETRY = timedelta(minutes=5)
NO_PLACE = _("If this disk fails, the case is lost. Choose a folder on another disk or on a network drive.")
LATE = _(
    "What was recorded in the last half hour or longer is in no backup. Can this computer reach the backup folder?"
)
KEEPS = _(
    "A backup is made after five quiet minutes, and at least every thirty minutes. "
    "The newest {kept} and the last of each day are kept.",
    kept=KEPT,
)


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
        """ "Saved 2:02 p.m., backed up 1:58 p.m.", with how far a backup is while one is made."""
        saved, newest = saved_words(self._office), self._office.backups.newest
        made = self._making.working
        if made is not None:
            percent = made.done * 100 // made.of if made.of else 0
            return _("{saved}, backing up: {percent}%", saved=saved, percent=percent)
        return _("{saved}, backed up {when}", saved=saved, when=self._when(newest.at)) if newest is not None else saved

    def sign(self) -> str:
        """What is wrong with backups, in two or three words for the status line; empty where nothing is."""
        if self._making.working is not None or self._office.closed is not None:
            return ""
        if self._office.backups.place is None:
            return NO_BACKUPS if self._is_live else ""
        if self._failed is not None:
            return FAILED
        pending = self._office.backups.pending()
        return OVERDUE if pending is not None and pending.is_overdue(self._office.now()) else ""

    def notice(self) -> Notice | None:
        """Why there is a sign, and what to do; None where there is none."""
        sign, failed = self.sign(), self._failed
        if sign == NO_BACKUPS:
            return Notice(_("No place for backups is chosen yet"), NO_PLACE, action=CHOOSE, kind="warning")
        if sign == FAILED and failed is not None:
            what = _("The last backup could not be made: {trouble}", trouble=failed.what)
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
        self._making.start(_("Backing up"), making, self._made, self._fail)

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
        return Notice(
            _("Backups go to {folder}", folder=str(folder)), KEEPS, chosen, kind="warning" if chosen else "done"
        )

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
