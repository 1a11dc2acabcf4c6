"""Making a practice election in a folder of its own, off the window's thread, and clearing up where it is stopped."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from adjudicator.at_rest.durable import OWNERS_FOLDER
from adjudicator.office.office import MACHINE
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.rehearsal.ready import USUAL, RehearsalPlan, make_ready
from adjudicator.words import _
from ui.shared.work import TellsProgress

NAME = "Practice election"
"""What its folder is called."""
MAKING = _("Making electors and envelopes")
COURSE = "course"
"""The size of a practice election that is the course."""


@dataclass(frozen=True, slots=True)
class PracticeWork:
    """One practice election to make: from a definition's bytes, in `folder` or (empty) a temporary place.

    `size` is how many envelopes it has, or COURSE.
    """

    definition: bytes
    name: str
    folder: str
    size: str

    def __call__(self, progress: TellsProgress) -> Path | tuple[Problem, ...]:
        """Make it, and give the case's path; the definition's problems where it has errors. Raises WorldError."""
        folder = new_folder(self.folder)
        try:
            return self._make(folder, progress)
        except BaseException:
            # stopped or failed: what is half made serves nobody, and the folder is ours
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _make(self, folder: Path, progress: TellsProgress) -> Path | tuple[Problem, ...]:
        def tell(words: str, done: int, of: int) -> None:
            progress(done, of, words)

        ready = make_ready(
            self.definition,
            self.name,
            folder,
            self._plan(),
            chance=MACHINE,
            tell=tell,
        )
        if isinstance(ready, tuple):
            return ready
        ready.office.close()
        return ready.case

    def _plan(self) -> RehearsalPlan:
        if self.size == COURSE:
            return RehearsalPlan(course=True, board_votes=USUAL)
        return RehearsalPlan(envelopes=int(self.size), board_votes=USUAL)


def new_folder(parent: str) -> Path:
    """A new folder for a practice election, in `parent` or a temporary place. Raises WorldError where it cannot be."""
    try:
        if not parent:
            return Path(tempfile.mkdtemp(prefix="practice-election-"))
        names = (NAME if number == 1 else f"{NAME} {number}" for number in count(1))
        folder = next(path for name in names if not (path := Path(parent, name)).exists())
        folder.mkdir(OWNERS_FOLDER)
    except OSError as error:
        what = _("No folder for the practice election can be made in the temporary place")
        if parent:
            what = _("No folder for the practice election can be made in {folder}", folder=parent)
        raise WorldError("io", what, _("Choose another folder.")) from error
    return folder
