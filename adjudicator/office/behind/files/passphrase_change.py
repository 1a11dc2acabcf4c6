"""A case under another passphrase, with its scans and its roll: all written first, then put in place one after the other.

The case comes last. Whatever happens on the way, a crash too, each file opens under the old passphrase or the new one, and
the case under the old one while anything is left to do; the same change once more passes over what is under the new one and
finishes the rest.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.at_rest.rewriting import Progress, PutInPlace
from adjudicator.casework.record.entry import Entry
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.rekeying import lies_under, rekeying, written_anew
from adjudicator.log.copies.scans import check_scans, scans_of
from adjudicator.office.behind.files import leftovers
from adjudicator.office.behind.files.case_file import CaseFile
from adjudicator.office.behind.files.rolls import attached_roll, roll_of
from adjudicator.office.behind.room import Done, Room
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.roll import Roll, check_roll
from adjudicator.words import _

Rewriting = AbstractContextManager[PutInPlace]


@dataclass(slots=True)
class PassphraseChange:
    """A change under way: `close` the case, `write` on whatever thread, and `end` always, which opens the case again.

    Between `close` and `end` nobody asks the case anything. `new` None decrypts; `roll` goes along, None does not.
    """

    room: Room
    file: CaseFile
    old: Passphrase | None
    new: Passphrase | None
    acted: tuple[Entry, ...]
    roll: Roll | None
    _noted: list[Done] = field(default_factory=list[Done])
    _in_place: bool = False

    def close(self) -> None:
        """Close the case, and the roll that goes along."""
        self.file.log.close()
        if self.roll is not None:
            self.roll.close()

    def write(self, progress: Progress) -> None:
        """Write every file anew, then put each in place. `progress` hears bytes, and may raise to stop it before that.

        Raises WorldError: "locked" where anybody else has the case open, "unfinished_change" for scans under a third
        passphrase, and what the disks refuse.
        """
        case = self.file.path
        files = (case, *self._companions())
        told = _Summed(progress, sum(file.stat().st_size for file in files))
        with ExitStack() as held:
            put_in_place = [held.enter_context(self._anew(file, told.next(file))) for file in files]
            told.last()
            linked = [file for file, put in reversed(tuple(zip(files, put_in_place, strict=True))) if put()]
            self.room.linked = tuple(linked)
            self._in_place = True

    def end(self) -> Done | None:
        """Open the case again and tell of the change; None where it did not come to it."""
        room, path = self.room, self.file.path
        log = CaseLog.open(path, passphrase=self.new) if self._in_place else self._opened()
        room.log = self.file.log = log
        if self.roll is not None or room.roll is None:
            room.roll = self._roll_again() or attached_roll(log, room.station).roll
        if not self._in_place:
            return None
        room.cleared = leftovers.clear(room, self.file)
        room.last_saved = self.acted[-1].at
        room.told = self._noted[0].seq
        room.tell(self.acted)
        return self._noted[0]

    def _roll_again(self) -> Roll | None:
        """The roll that has gone along: what was put in place was checked before."""
        if self.roll is None:
            return None
        if self._in_place:
            self.room.station.note_roll(self.roll.path, self.roll.info.id)
        return roll_of(self.roll.path, self.roll.info.id, self.file.passphrase, self.room.station)

    def _opened(self) -> CaseLog:
        """The log under whichever passphrase the file has; after a failure that is mostly the old one, not always."""
        path = self.file.path
        return CaseLog.open(path, passphrase=self.new if lies_under(path, self.new) else self.old)

    def _companions(self) -> Generator[Path]:
        """The files that go along and are not under the new passphrase already."""
        scans = scans_of(self.file.path)
        if scans.exists() and not lies_under(scans, self.new):
            if is_encrypted(scans) and not lies_under(scans, self.old):
                raise _under_a_third(scans)
            yield scans
        if self.roll is not None:
            yield self.roll.path

    def _anew(self, file: Path, progress: Progress) -> Rewriting:
        if file == self.file.path:
            return rekeying(file, self.old, self.new, self._note, progress)
        check = self._check_roll if self.roll is not None and file == self.roll.path else self._check_scans
        return written_anew(file, self.old, self.new, check, progress)

    def _note(self, anew: CaseLog) -> None:
        # a listener looks into the file, and hears of it once that is in its place
        done = replace(self.room, log=anew, listeners=[]).put(self.acted)
        if isinstance(done, Refusal):
            raise AssertionError(done.words)
        self._noted.append(done)

    def _check_scans(self, unfinished: Path) -> None:
        check_scans(unfinished, self.new)

    def _check_roll(self, unfinished: Path) -> None:
        """The id is a digest of the rows; it stays, so that the case goes on naming this roll."""
        report = check_roll(unfinished, self.new)
        if self.roll is None or report.findings or report.id != self.roll.info.id:
            raise WorldError(
                "damaged", _("{file} is not the roll it was", file=unfinished.name), _("Leave the roll as it is.")
            )


@dataclass(slots=True)
class _Summed:
    """Progress of several files as that of one work."""

    progress: Progress
    total: int
    before: int = 0

    def next(self, file: Path) -> Progress:
        """The progress of the next file."""
        before, self.before = self.before, self.before + file.stat().st_size
        return lambda done, _of: self.progress(before + done, self.total)

    def last(self) -> None:
        """Everything is written; from here on it cannot be stopped."""
        self.progress(self.total, self.total)


def _under_a_third(scans: Path) -> WorldError:
    what = _("{file} opens neither with the present passphrase of the case nor with the new one", file=scans.name)
    remedy = _("An earlier change was interrupted: choose the passphrase that was chosen then, and it is finished.")
    return WorldError("unfinished_change", what, remedy)
