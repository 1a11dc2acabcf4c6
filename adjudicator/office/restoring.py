"""Backups, and going on from one: a restored copy is verified whole, and the record says that it was restored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from adjudicator.at_rest.durable import remove
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.acts import case_acts as opening
from adjudicator.casework.acts.act import Act
from adjudicator.casework.record.catalogue import FORM
from adjudicator.casework.record.entry import instant, moment_of
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.backup import Progress, copy_case, finished_with_scans, write_copy
from adjudicator.log.copies.raising import form_of, upgrade
from adjudicator.log.copies.scans import scans_of
from adjudicator.log.file.errors import refuse_nameless
from adjudicator.office.behind.law.replay import election_of
from adjudicator.office.behind.station import NO_STATION, Station
from adjudicator.office.behind.time.practice_clock import case_clock
from adjudicator.office.desks.backups import is_named_so
from adjudicator.office.desks.record import verifying
from adjudicator.office.office import MACHINE, TimeAndChance
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _

MARK_CHARACTERS = 8

BEHIND = ("parted", "differs")
"""How a file stands to what a station saw of its case, where the station saw more."""

JUST_MADE = frozenset({"case.opened", "case.restored", "form.raised", "passphrase.changed"})
"""The newest entry of a file that was just made or written anew, and was not opened since."""

Tell = Callable[[str, int, int], None]
"""Told now and then: what is being done, how much of it is done, how much there is."""


def back_up(
    case: Path,
    out: Path,
    progress: Progress | None = None,
    passphrase: Passphrase | None = None,
    station: Station = NO_STATION,
    chance: TimeAndChance = MACHINE,
) -> Head:
    """Copy a case file and its scans to another place, also while people work on it; gives the head that the copy has.

    The copy is verified after it is written, and that of an encrypted case is encrypted under the same passphrase. The
    `station` keeps in mind that there is one, as of those that a window makes by itself. Raises WorldError; nothing
    half-written is left then.
    """
    refuse_nameless(out)
    begun = instant(chance.clock())
    head = copy_case(case, out, "standard", progress, passphrase)
    with CaseLog.open(case, read_only=True, passphrase=passphrase) as log:
        station.note_backup(log.case().id, head.size, begun)
    return head


def restore(
    backup: Path,
    out: Path,
    chance: TimeAndChance = MACHINE,
    tell: Tell | None = None,
    passphrase: Passphrase | None = None,
) -> Head:
    """Make a case file from a backup, verified whole, and note in it that the case goes on from there; its scans come along.

    A backup is a finished file, and may lie on a network drive. Raises WorldError: "exists" where there is a file of that
    name, "damaged" where the backup or one of its scans does not verify. A backup of an older form is raised on the way. What
    `tell` raises stops it; nothing is left then either.
    """
    refuse_nameless(out)
    found: list[Head] = []
    say = tell or quietly

    def write(unfinished: Path) -> None:
        write_copy(backup, unfinished, partial(say, _("Copying the backup")), passphrase)
        with CaseLog.open(unfinished, read_only=True, passphrase=passphrase) as log:
            _refuse_damaged(log, partial(say, _("Verifying the copy")))
            found.append(log.head())
        was = form_of(unfinished, passphrase)
        if was != FORM:
            upgrade(unfinished, passphrase)
        with CaseLog.open(unfinished, passphrase=passphrase) as log:
            if was != FORM:
                note_raised(chance, log, was)
            _note_restored(log, log.head(), chance)
            log.fold_back()

    finished_with_scans(backup, out, write, "standard", passphrase)
    return found[0]


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """What a backup holds: how many entries, and when the newest of them was made, in the county's time."""

    entries: int
    newest: datetime


def backup_in(file: Path, station: Station, passphrase: Passphrase | None = None) -> FoundBackup | None:
    """What a file holds that is a backup in which nobody has worked yet, None for any other. Nothing is written.

    A backup is finished as one file, which it no longer is once it was opened to work in; so is a file that was just made,
    restored or raised, whose newest entry says so. Where this station saw more of the case than the file has, that is told
    at the first act in it (`Office.left_behind`), unless the file's name says that it is a backup. Raises WorldError.
    """
    with CaseLog.open(file, read_only=True, passphrase=passphrase) as log:
        case, newest = log.case(), log.read_back(limit=1)[0].entry
        if not log.is_one_file or log.is_for_observers or log.is_of_a_station:
            return None
        if not is_named_so(file, case.id) and (newest.kind in JUST_MADE or station.continuity(log) in BEHIND):
            return None
        return FoundBackup(log.head().size, moment_of(newest.at).astimezone(ZoneInfo(case.time_zone)))


def undo_restore(backup: Path, out: Path) -> None:
    """Remove a case file that was just made from a backup, and its scans, where it is not wanted after all."""
    remove(out)
    if scans_of(backup).exists():
        scans_of(out).unlink(missing_ok=True)


def _note_restored(log: CaseLog, head: Head, chance: TimeAndChance) -> None:
    mark, act = chance.case_id()[:MARK_CHARACTERS], _by_nobody(log, chance)
    acted = opening.restore_case(log.case(), mark, head.size, head.root.hex(), act)
    if isinstance(acted, Refusal):
        raise AssertionError(acted.words)
    log.append(chance.act(acted))


def note_raised(chance: TimeAndChance, log: CaseLog, was: str) -> None:
    """Note in a file that was given this program's form which form it had, and the head that it had then."""
    head, act = log.head(), _by_nobody(log, chance)
    acted = opening.raise_form(was, FORM, head.size, head.root.hex(), act)
    if isinstance(acted, Refusal):
        raise AssertionError(acted.words)
    log.append(chance.act(acted))


def _by_nobody(log: CaseLog, chance: TimeAndChance) -> Act:
    """The program's own act, now; in a practice case that is a time of the practice."""
    clock = case_clock(log.case().mode, chance.clock, election_of(log), log.latest_instant())
    return Act(instant(clock()), "")


def quietly(_words: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


def _refuse_damaged(log: CaseLog, progress: Progress) -> None:
    report = verifying(log, "deep")(progress)
    if report.spoils is not None:
        raise WorldError(
            "damaged",
            _("The backup does not verify ({finding})", finding=report.spoils.id),
            _("Keep it as it is, and restore the newest one that passes verify."),
        )
