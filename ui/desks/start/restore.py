"""Restoring a backup on the start screen: which one, into which new file, under which passphrase, and how far it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.office.office import TimeAndChance
from adjudicator.office.restoring import restore, undo_restore
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.trouble import WorldError
from adjudicator.words import _
from ui.parts import Notice, Working
from ui.shared.work import LongWork, Runs, TellsProgress

SUFFIX = ".case"
SERIES = re.compile(r" \([0-9a-z]+\), backup \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d$")
"""What an automatic backup has in its name after that of its case."""

TAKEN = _("A file of this name is already there, and is never overwritten. Choose another name.")
NOTHING_WRITTEN = _("Type the passphrase of the backup.")
STOPPED = Notice(_("Nothing was restored"), _("The backup is as it was, and no new file was left."), kind="notice")


@dataclass(frozen=True, slots=True)
class RestoreScreen:
    """The form of a restored case: its backup, the new file, and whether the backup asks for its passphrase.

    `taken` says that the new file's name is taken; `trouble` what is wrong with the passphrase. `making` says how far the
    copy is.
    """

    backup: str = ""
    place: str = ""
    taken: str = ""
    encrypted: bool = False
    trouble: str = ""
    may_restore: bool = False
    missing: str = _("Still to choose: a backup.")
    making: Working | None = None


@dataclass(frozen=True, slots=True)
class RestoreWork:
    """One case file to make from a backup; gives the new file. Raises WorldError, and what `progress` raises."""

    backup: Path
    out: Path
    passphrase: Passphrase | None
    chance: TimeAndChance

    def __call__(self, progress: TellsProgress) -> Path:
        """Copy, verify and note; nothing is left where that fails or is stopped."""

        def tell(words: str, done: int, of: int) -> None:
            progress(done, of, words)

        restore(self.backup, self.out, self.chance, tell, self.passphrase)
        return self.out


class RestorePart:
    """Its acts. `changed` draws the part with what is said in the strip; `open_case` opens the restored case."""

    def __init__(
        self,
        run: Runs,
        open_case: Callable[[Path, Passphrase | None], None],
        changed: Callable[[RestoreScreen, Notice | None], None],
        chance: TimeAndChance,
    ) -> None:
        self._open_case, self._changed, self._chance = open_case, changed, chance
        self._screen = RestoreScreen()
        self._making = LongWork(run, self._show_making)

    def choose_backup(self, path: str, beside: str = "") -> None:
        """Take a backup; a new file in the folder `beside` (empty: the backup's own) is proposed, of a name that is free."""
        backup = Path(path)
        try:
            encrypted = is_encrypted(backup)
        except OSError:
            self._show(
                self._screen,
                Notice(
                    _("{file} cannot be read", file=backup.name), remedy=_("Check that it is there and may be read.")
                ),
            )
            return
        place = proposed(backup, Path(beside) if beside else backup.parent)
        self._show(replace(self._screen, backup=path, place=str(place), encrypted=encrypted, trouble=""))

    def choose_place(self, path: str) -> None:
        """Say where the restored case's file will be; the suffix is added where it is missing."""
        self._show(replace(self._screen, place=path if path.endswith(SUFFIX) else f"{path}{SUFFIX}"))

    def restore(self, passphrase: str = "") -> None:
        """Make the restored case and open it; an encrypted backup needs its passphrase, of which nothing is kept here."""
        screen = self._screen
        if screen.making or not screen.may_restore:
            return
        if screen.encrypted and not passphrase:
            self._fail_passphrase(NOTHING_WRITTEN)
            return
        key = passphrase_of(passphrase) if screen.encrypted else None
        work = RestoreWork(Path(screen.backup), Path(screen.place), key, self._chance)
        self._screen = replace(screen, trouble="")
        self._making.start(
            _("Copying the backup"),
            work,
            lambda __: self._made(work),
            self._failed,
            late=lambda __: undo_restore(work.backup, work.out),  # stopped when all but the telling was done
        )

    def stop(self) -> None:
        """Stop; nothing is left of the new file."""
        if self._screen.making is not None:
            self._making.stop()
            self._show(replace(self._screen, making=None), STOPPED)

    def _show_making(self) -> None:
        self._show(replace(self._screen, making=self._making.working))

    def _made(self, work: RestoreWork) -> None:
        self._show(RestoreScreen())
        self._open_case(work.out, work.passphrase)

    def _failed(self, error: WorldError) -> None:
        self._screen = replace(self._screen, making=None)
        if error.code == "wrong_passphrase":
            self._fail_passphrase(str(error))
        else:
            self._show(
                self._screen, Notice(_("Nothing was restored: {trouble}", trouble=error.what), remedy=error.remedy)
            )

    def _fail_passphrase(self, words: str) -> None:
        self._show(replace(self._screen, trouble=words))

    def _show(self, screen: RestoreScreen, strip: Notice | None = None) -> None:
        self._screen = _judged(screen)
        self._changed(self._screen, strip)


def proposed(backup: Path, folder: Path) -> Path:
    """A new file for a restored case: "Gwinnett, restored.case", with a number where that is taken."""
    stem = SERIES.sub("", backup.stem)
    names = (f"{stem}, restored{'' if number == 1 else f' {number}'}{SUFFIX}" for number in count(1))
    return next(path for name in names if not (path := folder / name).exists())


def _judged(screen: RestoreScreen) -> RestoreScreen:
    """Whether it can be restored, and what stands in the way."""
    if screen.making:
        return screen
    taken = TAKEN if screen.place and Path(screen.place).exists() else ""
    missing = "" if screen.backup else _("Still to choose: a backup.")
    return replace(screen, taken=taken, missing=missing, may_restore=bool(screen.backup and screen.place) and not taken)
