"""Opening a case in the window: the start screen, the passphrase of an encrypted one and the password of a station's copy,
the raising of one of an older form, and the office behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.copies.raising import form_of
from adjudicator.office import Office
from adjudicator.office.behind.station import Station, this_station
from adjudicator.office.office import LATER, TimeAndChance
from adjudicator.office.restoring import backup_in
from adjudicator.records.trouble import WorldError
from adjudicator.shared import system_keyring
from adjudicator.shared.line import Waits, still
from adjudicator.shared.outbox import outbox_of
from adjudicator.shared.reaching import by_password, kept_password
from adjudicator.words import _
from ui.desks.start.backup import BackupPresenter, BackupWays
from ui.desks.start.presenter import ShellWindow, StartPresenter
from ui.desks.start.raising import RaisePresenter, RaiseWork, Ways
from ui.desks.start.unlock import StationDoor, UnlockPresenter
from ui.desks.start.views.backup import BackupView
from ui.desks.start.views.raising import RaiseView
from ui.desks.start.views.start import StartView
from ui.desks.start.views.unlock import UnlockView


class TypedPassword:
    """The password of a station's login as a person typed it, whether this computer keeps it, and where it was sent."""

    def __init__(self, password: str, *, keep: bool) -> None:
        self.password, self.keep, self.url = password, keep, ""

    def __call__(self, url: str) -> str:
        self.url = url
        return self.password


class Opening:
    """The way into a case. `show` brings a page to the front, `entered` is given the office."""

    def __init__(
        self, window: ShellWindow, practice_definition: Path, chance: TimeAndChance,
        show: Callable[[str, QWidget], None], entered: Callable[[Office], None], waits: Waits = still,
    ) -> None:  # fmt: skip
        self._window, self._definition, self.chance = window, practice_definition, chance
        self._show, self._entered, self._waits = show, entered, waits
        self._worked_in: set[Path] = set()  # backups of which a person said so

    def begin(self, case: Path | None) -> None:
        """Open a case; without one, or where it cannot be opened, show the start screen."""
        if case is None or not self.open(case):
            self.show_start()

    def show_start(self) -> None:
        """Show the start screen."""
        self._start()

    def _start(self) -> tuple[StartPresenter, StartView]:
        presenter = StartPresenter(self._window, self._chosen, self._definition, self.chance, self._joined)
        view = StartView(presenter)
        self._show("start", view)
        return presenter, view

    def _restore(self, backup: Path) -> None:
        """Show the start screen at the door where a backup is restored, with this one chosen."""
        presenter, view = self._start()
        presenter.go("restore")
        presenter.choose_backup(str(backup))
        view.restore.begin()

    def open(self, case: Path, passphrase: Passphrase | None = None) -> bool:
        """Open a case, or ask for its passphrase where that is needed and not given; False where the world refuses it."""
        error = self._enter(case, passphrase)
        if error is not None and error.code == "passphrase_needed":
            presenter = UnlockPresenter(
                case, lambda given: self._enter(case, given), self.show_start, self._station_door(case)
            )
            self._show("unlock", UnlockView(presenter))
            return True
        if error is not None:
            self._window.world(error)
        return error is None

    def _station_door(self, case: Path) -> StationDoor | None:
        """How a station's copy is opened; None for a case that has no server."""
        if not outbox_of(case).exists():
            return None
        return StationDoor(
            lambda given, password, keep: self._enter(case, given, TypedPassword(password, keep=keep)),
            lambda given: self._looked(case, given),
        )

    def _joined(self, case: Path, passphrase: Passphrase, password: str, keep: bool) -> None:
        error = self._enter(case, passphrase, TypedPassword(password, keep=keep))
        if error is not None:
            self._window.world(error)

    def _chosen(self, case: Path, passphrase: Passphrase | None = None) -> None:
        self.open(case, passphrase)

    def _enter(
        self, case: Path, passphrase: Passphrase | None, typed: TypedPassword | None = None
    ) -> WorldError | None:
        if case not in self._worked_in and self._offer_restoring(case, passphrase):
            return None
        try:
            office = opened(case, self.chance, this_station(), passphrase, typed, self._waits)
        except WorldError as error:
            return self._offer_raising(case, passphrase) if error.code == "older_form" else error
        turned_away = office.stopped
        if turned_away is not None and turned_away.code == "server_refuses":
            office.close()
            return turned_away
        self._entered(office)
        if typed is not None and typed.keep and typed.password and typed.url:
            self._keep(typed)
        return None

    def _keep(self, typed: TypedPassword) -> None:
        """Have the system's keyring keep a password, while the work goes on; where it does not, that is said."""

        def failed(error: WorldError) -> None:
            what = _("The password of the login was not kept: {trouble}", trouble=error.what)
            self._window.world(WorldError(error.code, what, error.remedy))

        self._window.run(lambda __: system_keyring.keep(typed.url, typed.password), lambda __: None, failed)

    def _offer_restoring(self, case: Path, passphrase: Passphrase | None) -> bool:
        """Show what a backup is before anything is written to it; False where the file is none, or cannot be read so."""
        try:
            found = backup_in(case, this_station(), passphrase)
        except WorldError:
            return False  # opening it says what is the matter
        if found is None:
            return False

        def work() -> None:
            self._worked_in.add(case)
            self._chosen(case, passphrase)

        ways = BackupWays(lambda: self._restore(case), lambda: self._look(case, passphrase), work, self.show_start)
        self._show("backup", BackupView(BackupPresenter(case, found, ways)))
        return True

    def _offer_raising(self, case: Path, passphrase: Passphrase | None) -> WorldError | None:
        """Show what raising a file of an older form means, and do it, or open it to look at."""
        try:
            form = form_of(case, passphrase)
        except WorldError as error:
            return error
        ways = Ways(lambda: self._chosen(case, passphrase), lambda: self._look(case, passphrase), self.show_start)
        work = RaiseWork(case, passphrase, self.chance)
        self._show("raise", RaiseView(RaisePresenter(work, form, self._window.run, ways)))
        return None

    def _look(self, case: Path, passphrase: Passphrase | None) -> None:
        error = self._looked(case, passphrase)
        if error is not None:
            self._window.world(error)

    def _looked(self, case: Path, passphrase: Passphrase | None) -> WorldError | None:
        """Open a case to look at it; gives what the world refused."""
        try:
            office = Office.open(
                case, chance=self.chance, station=this_station(), read_only=True, passphrase=passphrase, checking=LATER
            )
        except WorldError as error:
            return error
        self._entered(office)
        return None


def opened(
    case: Path, chance: TimeAndChance, station: Station, passphrase: Passphrase | None = None,
    typed: TypedPassword | None = None, waits: Waits = still,
) -> Office:  # fmt: skip
    """The office of a case file, to work in it or, where it may not be written, to look at it. `typed` is the password of a
    station's login at the server; where that is empty a file or the system's keyring is asked for it. `waits` waits for
    their answers and the server's.

    Raises WorldError where it can be neither written nor read, or needs a passphrase.
    """
    password_of = typed if typed is not None and typed.password else partial(kept_password, waits=waits)
    try:
        return Office.open(
            case,
            chance=chance,
            station=station,
            passphrase=passphrase,
            checking=LATER,
            reach=by_password(password_of, waits=waits),
        )
    except WorldError as error:
        if error.code != "read_only":
            raise
        return Office.open(case, chance=chance, station=station, read_only=True, passphrase=passphrase, checking=LATER)
