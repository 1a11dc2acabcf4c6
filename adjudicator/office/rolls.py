"""The roll that the case names: found where it was, beside the case, or where this workstation found it last.

Without it every answer that hangs on a look-up stays unknown. Another roll is never taken in its place by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.casework.state import FileState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.rekeying import lies_under
from adjudicator.office.station import Station
from adjudicator.records.trouble import WorldError
from adjudicator.roll import Roll


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


def attached_roll(log: CaseLog, station: Station) -> Roll | None:
    """The roll the case names, opened; None where it names none or it is not to be found."""
    state = _state_of(log)
    if state is None:
        return None
    found = (roll_of(place, state.digest, log.passphrase) for place in roll_places(log, station))
    return next((roll for roll in found if roll is not None), None)


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
    return (named, log.path.parent / named.name, *((known,) if known is not None else ()))


def roll_of(path: Path, wanted: str, passphrase: Passphrase | None = None) -> Roll | None:
    """The roll in a file where it is the wanted one (by its id), None where it is another or cannot be read."""
    try:
        roll = Roll.open(path, passphrase)
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
