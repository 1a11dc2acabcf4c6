"""Backups of the open case: where they go, what is not in one yet, when one is due, making one, and which are kept.

The place belongs to the machine and is kept in the workstation's memory. A backup is a finished, verified file of its own, so
it may lie on a network drive, where a case file may not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from adjudicator.casework.record.entry import instant, moment_of
from adjudicator.log.copies.backup import Progress, copy_case
from adjudicator.log.copies.scans import scans_of
from adjudicator.log.file import errors, place
from adjudicator.office.behind.desk import OfficeDesk
from adjudicator.office.behind.files.case_file import CaseFile
from adjudicator.office.behind.room import Room
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

QUIET, AT_MOST, OVERDUE = timedelta(minutes=5), timedelta(minutes=30), timedelta(minutes=35)
"""A backup is made after so long without an act, and at the latest so long after the first entry that is in none; it is
overdue so long after that entry."""

KEPT = 24
"""So many of the newest backups are kept, and beside them the last of each day."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Entries that are in no backup yet: instants of the first of them and of the newest."""

    first: str
    newest: str

    def is_due(self, now: datetime) -> bool:
        """Whether a backup is to be made now; a clock that was set back is no reason to wait."""
        newest = moment_of(self.newest)
        return now < newest or now - newest >= QUIET or now - moment_of(self.first) >= AT_MOST

    def is_overdue(self, now: datetime) -> bool:
        """Whether a backup should have been made."""
        return now - moment_of(self.first) > OVERDUE


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made and verified: how many entries it has, when it was begun, and which older ones were removed."""

    size: int
    at: str
    file: Path | None = None
    removed: tuple[Path, ...] = ()


class BackupDesk(OfficeDesk):
    """Backups of one case. No act of the record: anyone at the machine may make one."""

    def __init__(self, room: Room, file: CaseFile) -> None:
        super().__init__(room)
        self._file = file
        self._place: Path | None = None
        self._newest: BackedUp | None = None

    @property
    def place(self) -> Path | None:
        """The folder for backups on this machine, None where nobody has chosen one."""
        return self._place or self._room.station.place(self._room.case.id, "backups")

    @property
    def newest(self) -> BackedUp | None:
        """The newest backup that this machine made, None where it has made none; another window or a command may have."""
        noted = self._room.station.backed_up(self._room.case.id)
        if noted is not None and (self._newest is None or noted[0] > self._newest.size):
            self._newest = BackedUp(*noted)
        return self._newest

    @property
    def doubt(self) -> str:
        """What is to be said of the place in words: that it is out of reach, or on the case's own disk; empty for nothing."""
        folder = self.place
        if folder is None:
            return ""
        try:
            return SAME_DISK if folder.stat().st_dev == self._file.path.stat().st_dev else ""
        except OSError:
            return OUT_OF_REACH

    def choose(self, folder: Path) -> Refusal | str:
        """Have backups go to a folder; gives a warning in words (empty: none). Refused where nothing can be written there."""
        if not folder.is_dir() or not place.may_write(folder):
            return Refusal(
                "no_place", _("Nothing can be written to {folder}. Choose another folder.", folder=folder.name)
            )
        self._place = folder
        self._room.station.keep_place(self._room.case.id, "backups", folder)
        return self.doubt

    def pending(self) -> Pending | None:
        """What is in no backup yet, None where everything is."""
        newest, log = self.newest, self._room.log
        size = log.head().size
        if newest is not None and newest.size == size:
            return None
        after = newest.size if newest is not None and newest.size < size else 0
        first = next(iter(log.entries(after + 1, limit=1)))
        return Pending(first.entry.at, log.read_back(limit=1)[0].entry.at)

    def making(self) -> Callable[[Progress], BackedUp]:
        """The making of a backup as a call for another thread: it copies, verifies, and removes what is no longer kept.

        The call raises WorldError for what the disks refuse; nothing half-written is left then.
        """
        folder, path, passphrase = self.place, self._file.path, self._file.passphrase
        if folder is None:
            raise errors.no_place_for_backups(path)
        series, now = Series(path.stem, self._room.case.id), self._room.now()
        at, file = instant(now), series.free_file(folder, now)

        def make(progress: Progress) -> BackedUp:
            head: Head = copy_case(path, file, "standard", progress, passphrase)
            return BackedUp(head.size, at, file, tuple(_thinned(folder, series)))

        return make

    def made(self, backup: BackedUp) -> None:
        """Note a backup that was made; what its reading kept in the write-ahead log is folded in."""
        self._newest = backup
        self._room.station.note_backup(self._room.case.id, backup.size, backup.at)
        self._file.log.cut_back()


def _thinned(folder: Path, series: Series) -> Iterator[Path]:
    """Remove the backups that are no longer kept; one that cannot be removed now is removed another time."""
    with suppress(OSError):
        for name in series.no_longer_kept([each.name for each in folder.iterdir()]):
            scans_of(folder / name).unlink(missing_ok=True)
            (folder / name).unlink(missing_ok=True)
            yield folder / name


OUT_OF_REACH = _("This folder cannot be reached now. Connect its disk or network drive, or choose another folder.")
SAME_DISK = _("This folder is on the same disk as the case: a disk that fails takes both. Another disk is safer.")


_WHEN = r"(\d{4}-\d\d-\d\d) (\d\d\.\d\d\.\d\d)"


def is_named_so(file: Path, case_id: str) -> bool:
    """Whether a file has the name of an automatic backup of a case, whatever the case's own file is called."""
    return re.fullmatch(rf".+ \({re.escape(case_id[:4])}\), backup {_WHEN}\.case", file.name) is not None


class Series:
    """The backups of one case in a folder, by their names: the case's own, a mark of its id, and the county's local time."""

    def __init__(self, stem: str, case_id: str) -> None:
        self._begins = f"{stem} ({case_id[:4]}), backup "
        self._pattern = re.compile(rf"{re.escape(self._begins)}{_WHEN}\.case")

    def name(self, now: datetime) -> str:
        """The name of a backup begun at a local time."""
        return f"{self._begins}{now:%Y-%m-%d %H.%M.%S}.case"

    def free_file(self, folder: Path, now: datetime) -> Path:
        """Where a backup begun at a local time is written: under the next second that has none."""
        while (folder / self.name(now)).exists():
            now += timedelta(seconds=1)
        return folder / self.name(now)

    def no_longer_kept(self, names: Sequence[str]) -> tuple[str, ...]:
        """Those of the names that are backups of this series and neither among the newest nor the last of their day."""
        mine = sorted((name for name in names if self._pattern.fullmatch(name)), reverse=True)
        last_of_day: dict[str, str] = {}
        for name in mine:
            found = self._pattern.fullmatch(name)
            if found is not None:
                last_of_day.setdefault(found[1], name)
        return tuple(name for name in mine[KEPT:] if name not in last_of_day.values())
