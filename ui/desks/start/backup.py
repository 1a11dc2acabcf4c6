"""A backup that is about to be opened like a case: what it is, and the ways on. Before one is taken nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from adjudicator.office.restoring import FoundBackup
from adjudicator.words import _, n_
from adjudicator.words.dates import long_day_and_hour
from ui.shared.listening import Listening


@dataclass(frozen=True, slots=True)
class BackupScreen:
    """The file, and what it means to open it, a paragraph each."""

    name: str
    folder: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupWays:
    """The ways on: restore it, open it to look at, work in the backup itself, or back to where it was chosen."""

    restore: Callable[[], None]
    look: Callable[[], None]
    work: Callable[[], None]
    back: Callable[[], None]


class BackupPresenter(Listening[BackupScreen]):
    """Offers the `ways` on from a backup."""

    def __init__(self, file: Path, found: FoundBackup, ways: BackupWays) -> None:
        self.ways = ways
        says = (
            n_(
                "It has {count} entry, of {when}.",
                "It has {count} entries, the newest of {when}.",
                found.entries,
                when=long_day_and_hour(found.newest),
            ),
            _(
                "Restore it to go on with the case from there: it becomes a case file of its own, verified whole before it "
                "is used, and the record says that the case went on from a backup. The backup stays as it is."
            ),
            _("Work in the backup itself is in no other file, and nothing says later that it was a backup."),
        )
        super().__init__(BackupScreen(file.name, str(file.absolute().parent), says))
