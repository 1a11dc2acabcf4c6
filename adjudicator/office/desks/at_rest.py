"""The case file at rest: whether it is encrypted, its passphrase, and what lies under the same one."""

from __future__ import annotations

from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.at_rest.rewriting import Progress
from adjudicator.casework.acts.case_acts import change_passphrase
from adjudicator.log.copies.rekeying import lies_under
from adjudicator.log.copies.scans import scans_of
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.files import leftovers
from adjudicator.office.behind.files.case_file import CaseFile
from adjudicator.office.behind.files.passphrase_change import PassphraseChange
from adjudicator.office.behind.files.rolls import locked_roll
from adjudicator.office.behind.room import Done, Room
from adjudicator.people.passwords import passphrase_of, passphrase_problem
from adjudicator.records.trouble import Refusal
from adjudicator.roll import Roll
from adjudicator.words import _, beside, joined

ROLL_IN_THE_CLEAR = _(
    "If it is encrypted too, those cases no longer find it. If it stays, anyone who gets hold of it can read every elector "
    "in it."
)
ROLL_UNDER_THE_OLD = _(
    "If it changes too, those cases may no longer find it; decrypted, anyone who gets hold of it can read every elector in "
    "it. If it stays, this case no longer finds it."
)
FOR_THE_OTHERS = _(
    "Give a case that no longer finds its roll one of its own: build it again from the state's list, under the passphrase of "
    "that case, and attach it at the Receive desk or with: adjudicator roll attach CASE ROLL"
)


OF_A_STATION = _(
    "This file is a station's copy of a shared record, and stays under the passphrase that it was made with: what the "
    "station keeps beside it opens with the same one. To have it under another, set that in Setup, Stations, or with: "
    "adjudicator stations URL --new-passphrase. Then leave with this copy, and join anew under another file name."
)


class AtRestDesk(OfficeDesk):
    """Acts of administrators on the file itself."""

    def __init__(self, room: Room, file: CaseFile) -> None:
        super().__init__(room)
        self._file = file

    @property
    def is_encrypted(self) -> bool:
        """Whether the case file is encrypted."""
        return self._file.log.is_encrypted

    @property
    def roll(self) -> str:
        """The name of the roll that can go along with a change of the passphrase, empty where there is none."""
        roll = self._roll()
        return roll.path.name if roll is not None else ""

    def shared_roll(self) -> str:
        """That other cases of this station use the roll that can go along, which they are, and what each choice leads to;
        empty where none is known."""
        roll = self._roll()
        users = self._room.station.users_of(roll.path, self._room.case.id) if roll is not None else ()
        if roll is None or not users:
            return ""
        also = _("The roll {roll} is also used by {cases}.", roll=roll.path.name, cases=joined(map(str, users)))
        return beside(also, ROLL_UNDER_THE_OLD if self.is_encrypted else ROLL_IN_THE_CLEAR, FOR_THE_OTHERS)

    def change(self, text: str, *, with_roll: bool | None = None, progress: Progress | None = None) -> Done | Refusal:
        """Put the case file under a passphrase: another one, or its first; its scans and its roll go along.

        Refused where it is too easy to guess, and where other cases use the roll (`shared_roll`) unless `with_roll` says
        whether it goes along. Nobody else may have the file open meanwhile: else WorldError "locked".
        """
        return _made(self.changing(text, with_roll=with_roll), progress)

    def remove(self, *, with_roll: bool | None = None, progress: Progress | None = None) -> Done | Refusal:
        """Decrypt the case file, its scans and its roll. Nobody else may have it open meanwhile."""
        return _made(self.removing(with_roll=with_roll), progress)

    @needs("change_passphrase")
    def changing(self, text: str, *, with_roll: bool | None = None) -> PassphraseChange | Refusal:
        """A change of the passphrase that is made on another thread; refused as `change` is."""
        return self._too_weak(text) or self._put_under(passphrase_of(text), with_roll)

    @needs("change_passphrase")
    def removing(self, *, with_roll: bool | None = None) -> PassphraseChange | Refusal:
        """A decryption that is made on another thread."""
        return self._put_under(None, with_roll)

    def in_the_way(self, text: str | None, *, with_roll: bool | None = None) -> Refusal | None:
        """Why nobody could put the file under a passphrase, or decrypt it (None); None where an administrator could."""
        weak = self._too_weak(text) if text is not None else None
        acted = change_passphrase(self.is_encrypted, text is not None, self._room.act())
        return weak or (acted if isinstance(acted, Refusal) else None) or self._shared(with_roll)

    def left_behind(self) -> tuple[str, ...]:
        """What a change or an interrupted work has left: files under another passphrase, copies; each with its remedy."""
        log = self._file.log
        scans, roll = scans_of(log.path), self.roll_left_behind()
        said = _interrupted(scans.name, log.path.name) if self._is_apart(scans) else ""
        return tuple(words for words in (said, roll, self.linked(), self.still_there()) if words)

    def linked(self) -> str:
        """That a change made in this window left what it replaced under another name; empty where it did not."""
        files = self._room.linked
        return _linked(leftovers.named(files)) if files else ""

    def cleared(self) -> str:
        """What an interrupted work had left on the disk and was taken away when the case was opened; empty for nothing."""
        gone = self._room.cleared
        return _cleared(leftovers.named(gone)) if gone else ""

    def still_there(self) -> str:
        """What an interrupted work has left on the disk and could not be taken away; empty for nothing."""
        there = leftovers.left(self._room, self._file)
        return _still_there(leftovers.named(there)) if there else ""

    def roll_left_behind(self) -> str:
        """That the case's roll lies under another passphrase, and how it is put right; empty where it does not."""
        log = self._file.log
        roll = locked_roll(log, self._room.station) if self._room.roll is None else None
        return _roll_apart(roll.name, log.path.name) if roll is not None else ""

    def _is_apart(self, scans: Path) -> bool:
        return scans.exists() and not lies_under(scans, self._file.passphrase)

    def _too_weak(self, text: str) -> Refusal | None:
        election = self._room.election
        problem = passphrase_problem(text, election.county, election.name)
        return Refusal("weak_passphrase", problem) if problem is not None else None

    def _shared(self, with_roll: bool | None) -> Refusal | None:
        shared = self.shared_roll() if with_roll is None else ""
        return Refusal("roll_shared", shared) if shared else None

    def _put_under(self, new: Passphrase | None, with_roll: bool | None) -> PassphraseChange | Refusal:
        log = self._file.log
        if log.is_of_a_station:
            return Refusal("of_a_station", OF_A_STATION)
        acted = change_passphrase(log.is_encrypted, new is not None, self._room.act())
        if isinstance(acted, Refusal):
            return acted
        shared = self._shared(with_roll)
        if shared is not None:
            return shared
        roll = None if with_roll is False else self._roll()
        return PassphraseChange(self._room, self._file, log.passphrase, new, acted, roll)

    def _roll(self) -> Roll | None:
        """The roll that the case names: of a plain case in any form, of an encrypted one where it is encrypted like it."""
        roll = self._room.roll
        if roll is None or roll.info.id != self._room.case.roll:
            return None
        return roll if roll.is_encrypted or not self.is_encrypted else None


def _interrupted(file: str, case: str) -> str:
    return _(
        "{file} lies under another passphrase than {case}: a change was interrupted, and {case} is still under "
        "the old one. Make the same change again, and it is finished.",
        file=file,
        case=case,
    )


def _roll_apart(file: str, case: str) -> str:
    return _(
        "The roll {file} lies under another passphrase than {case}, so the program cannot read it. If a change "
        "was interrupted, {case} is still under the old one: make the same change again, and it is finished. "
        "Otherwise build the roll again from the state's list, and attach it.",
        file=file,
        case=case,
    )


def _cleared(files: str) -> str:
    return _(
        "Writing the case anew, or a release, was interrupted before and had left {files}. It has been removed; "
        "what could be read in it has been overwritten as far as this system allows.",
        files=files,
    )


def _linked(files: str) -> str:
    return _(
        "As it was before, {files} is still there by another name (a hard link, as backup programs make them). It"
        " opens as it did before the change, so it was not overwritten. If nobody is to read it, remove that one "
        "yourself.",
        files=files,
    )


def _still_there(files: str) -> str:
    return _(
        "Writing the case anew, or a release, was interrupted before and has left {files}. Anyone who gets hold "
        "of it may read every voter in it. Close all other windows and commands, and open the case again where "
        "its folder may be written: then it is removed. If it stays, remove it yourself.",
        files=files,
    )


def _made(change: PassphraseChange | Refusal, progress: Progress | None) -> Done | Refusal:
    if isinstance(change, Refusal):
        return change
    change.close()
    try:
        change.write(progress or _unheard)
    except BaseException:
        change.end()
        raise
    done = change.end()
    if done is None:
        raise AssertionError("a change that was written has ended without one")
    return done


def _unheard(_done: int, _of: int) -> None:
    """Progress that nobody watches."""
