"""The roll that the case names: found where it was, beside the case, or where this workstation found it last.

Without it every answer that hangs on a look-up stays unknown. Another roll is never taken in its place by itself, and none
whose rows do not give its id: the record names that id, and the file is only a file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.state import FileState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.rekeying import lies_under
from adjudicator.log.file.findings import FINDINGS, CheckFinding
from adjudicator.office.behind.station import Station, mark_of
from adjudicator.records.trouble import WorldError
from adjudicator.roll import Roll, check_roll
from adjudicator.roll.checking import Progress
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class WantedRoll:
    """The roll that a case names, as its entry has it: the file's name, its date (ISO, may be empty), electors."""

    id: str
    name: str
    dated: str
    electors: int


def wanted_roll(log: CaseLog) -> WantedRoll | None:
    """The roll that the case names, None where it names none."""
    state = _state_of(log)
    return WantedRoll(state.digest, _place_of(log, state).name, state.dated, state.rows) if state is not None else None


@dataclass(frozen=True, slots=True)
class FoundRoll:
    """What became of the roll of a case: the `roll`, checked and open; or the file that is to be checked `later`; or the
    `trouble` with one that is not what its id says. Nothing of it where it is not to be found."""

    roll: Roll | None = None
    later: Path | None = None
    trouble: WorldError | None = None


NOT_FOUND = FoundRoll()
AT_ONCE = 16 << 20
"""Bytes of a roll that is checked within a second or two, some 60,000 electors."""


def attached_roll(
    log: CaseLog, station: Station, *, later: bool = False, progress: Progress | None = None
) -> FoundRoll:
    """The roll the case names, checked unless this station knows the file; with `later` a long check is left to others."""
    state = _state_of(log)
    found = NOT_FOUND
    for place in roll_places(log, station):
        mark = mark_of(place)
        roll = None if found.roll is not None or state is None else _named(place, state, log)
        if roll is None:
            continue
        if later and station.checked_roll(place) != roll.info.id and place.stat().st_size > AT_ONCE:
            roll.close()
            return FoundRoll(later=place)
        try:
            found = FoundRoll(_checked(roll, mark, log.passphrase, station, progress))
        except WorldError as trouble:
            found = FoundRoll(trouble=trouble)
    return found


def own_roll_places(log: CaseLog, station: Station, opened: Roll | None = None) -> tuple[Path, ...]:
    """Where a file lies that opens as the roll the case names; its rows are not read. One `opened` just now is not again."""
    state = _state_of(log)
    if state is None:
        return ()
    known = opened.path if opened is not None and opened.info.id == state.digest else None
    return tuple(place for place in roll_places(log, station) if place == known or _is_named(place, state, log))


def _is_named(place: Path, state: FileState, log: CaseLog) -> bool:
    """Whether a file opens as the named roll."""
    roll = _named(place, state, log)
    if roll is not None:
        roll.close()
    return roll is not None


def _named(place: Path, state: FileState, log: CaseLog) -> Roll | None:
    """The named roll, open and not checked, None where a file is none or another.

    The path may be anybody's, and a pipe keeps its reader waiting for ever.
    """
    try:
        if not stat.S_ISREG(os.stat(place).st_mode):  # noqa: PTH116 - Path.is_file hides what the disk says
            return None
        roll = Roll.open(place, log.passphrase)
    except (OSError, ValueError, WorldError):  # no system takes a path with a zero in it
        return None
    if roll.info.id == state.digest:
        return roll
    roll.close()
    return None


def checked_roll(path: Path, passphrase: Passphrase | None, station: Station, progress: Progress | None = None) -> Roll:
    """A roll, open for reading, whose rows give its id; a file that this station has checked is not read again.

    Raises WorldError as `Roll.open` does, and "roll_differs".
    """
    mark = mark_of(path)
    return _checked(Roll.open(path, passphrase), mark, passphrase, station, progress)


def _checked(
    roll: Roll, mark: list[int], passphrase: Passphrase | None, station: Station, progress: Progress | None
) -> Roll:
    """A roll that is open already, of a file that had this mark before; one that differs is closed."""
    try:
        if station.checked_roll(roll.path) != roll.info.id:
            report = check_roll(roll.path, passphrase, progress)
            if report.findings or report.id != roll.info.id or mark_of(roll.path) != mark:
                raise differs(roll.path)
            station.note_roll(roll.path, roll.info.id)
    except BaseException:
        roll.close()
        raise
    return roll


def differs(path: Path) -> WorldError:
    """The roll is not what it says it is."""
    what = _(
        "{file} is not the roll that it says it is: electors in it, or what finds them, were changed", file=path.name
    )
    return WorldError(
        "roll_differs",
        what,
        _("Build it again from the state's list; adjudicator verify {file} says where.", file=path.name),
    )


def verifying_roll(log: CaseLog, station: Station) -> Callable[[Progress], tuple[CheckFinding, ...]]:
    """The check of the roll that the case names, where it is at hand, as a call for any thread."""
    try:
        state, passphrase = _state_of(log), log.passphrase
        places = own_roll_places(log, station)
    except (*UNFIT, WorldError):  # the case is damaged, and says so itself
        return lambda __: ()

    def check(progress: Progress) -> tuple[CheckFinding, ...]:
        if state is None or not places or _is_whole(places[0], state, passphrase, progress):
            return ()
        severity, words = FINDINGS["roll.differs"]
        return (CheckFinding("roll.differs", severity, f"file {state.digest[:12]}", words),)

    return check


def _is_whole(path: Path, state: FileState, passphrase: Passphrase | None, progress: Progress) -> bool:
    """Whether a roll is what its id and the record say of it: the date given for a list stands in the record alone."""
    report = check_roll(path, passphrase, progress)
    with Roll.open(path, passphrase) as roll:
        dated = roll.info.dated.isoformat() if roll.info.dated else ""
        return not report.findings and (report.id, dated, roll.info.electors) == (state.digest, state.dated, state.rows)


def locked_roll(log: CaseLog, station: Station) -> Path | None:
    """Where a file lies in the roll's place that the passphrase of the case does not open; None where there is none."""
    return next((place for place in roll_places(log, station) if _is_locked(place, log.passphrase)), None)


def _is_locked(path: Path, passphrase: Passphrase | None) -> bool:
    try:
        return path.is_file() and is_encrypted(path) and not lies_under(path, passphrase)
    except (OSError, WorldError):
        return False


def roll_places(log: CaseLog, station: Station) -> tuple[Path, ...]:
    """Where the roll of a case may lie: as it is named, beside the case, where it was found again; none without a roll."""
    state = _state_of(log)
    if state is None:
        return ()
    named = _place_of(log, state)
    known = station.place(log.case().id, "roll")
    as_named = () if leads_off(str(named)) else (named,)
    return (*as_named, log.path.parent / named.name, *((known,) if known is not None else ()))


def leads_off(place: str, system: str = os.name) -> bool:
    """Whether a path that a case file names may be another computer's (UNC) or a device's.

    Windows signs in to a computer that is named so, with the password of the person at this one. Paths that the program
    writes begin with a drive or a name; what begins with a slash of either kind is not followed there.
    """
    return system == "nt" and place.startswith(("\\", "/"))


def roll_of(path: Path, wanted: str, passphrase: Passphrase | None, station: Station) -> Roll | None:
    """The roll in a file where it is the wanted one (by its id) and checked, None where it is another or cannot be read."""
    try:
        roll = checked_roll(path, passphrase, station)
    except WorldError:
        return None
    if roll.info.id == wanted:
        return roll
    roll.close()
    return None


def _state_of(log: CaseLog) -> FileState | None:
    wanted = log.case().roll
    return log.state(FileState, wanted) if wanted and not log.is_for_observers else None


def _place_of(log: CaseLog, state: FileState) -> Path:
    return Path(log.unseal(state.name)) if state.name else log.path
