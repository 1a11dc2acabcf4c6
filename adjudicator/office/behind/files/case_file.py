"""The file at this computer in which the record lies: what works on files asks for it, and nothing that decides does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from adjudicator.at_rest.durable import write_new
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.scans import ScanFile
from adjudicator.log.file.errors import refuse_nameless, the_world
from adjudicator.port.scans import Scans
from adjudicator.shared.reaching import Reach

T = TypeVar("T")


@dataclass(slots=True)
class CaseFile:
    """The open case file. `log` is another one after the file was written anew, or is looked at only from then on.

    `reach` says how a station's copy comes to its server, None where nobody has said.
    """

    log: CaseLog
    reach: Reach | None = None

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.log.path

    @property
    def scans(self) -> Scans:
        """The scans kept with it."""
        return ScanFile(self.path, self.passphrase)

    @property
    def passphrase(self) -> Passphrase | None:
        """What it is encrypted under, None for a plain file."""
        return self.log.passphrase

    def look_only(self, meanwhile: Callable[[], T]) -> T:
        """Close it, do something with the file, and open it anew to look at it; gives what that gave."""
        path, passphrase = self.path, self.passphrase
        self.log.close()
        try:
            return meanwhile()
        finally:
            self.log = CaseLog.open(path, read_only=True, passphrase=passphrase)


def write_page(out: Path, page: bytes) -> None:
    """Write a page to print. Raises WorldError: "exists" where there is such a file, and what the disk says."""
    refuse_nameless(out)
    with the_world(out):
        write_new(out, page)
