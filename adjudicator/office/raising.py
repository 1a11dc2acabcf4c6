"""Raising a case file of an older form: a verified backup first, then the file in its place, and the record says so."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path

from adjudicator.at_rest.durable import UNFINISHED
from adjudicator.at_rest.leftovers import clear_beside
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.record.catalogue import FORM
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.backup import verified
from adjudicator.log.copies.raising import form_of, raise_form
from adjudicator.log.copies.scans import are_alike, scans_of
from adjudicator.office.office import MACHINE, TimeAndChance
from adjudicator.office.restoring import Tell, back_up, note_raised, quietly, undo_restore
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, joined

MOVE_IT = _("Move that backup to another folder, then try again.")


def backup_beside(case: Path, form: str) -> Path:
    """Where the backup of a file of an older form is put: "gwinnett-form-3.0.case" beside it."""
    return case.with_name(f"{case.stem}-form-{form}{case.suffix}")


def raise_case(
    case: Path, chance: TimeAndChance = MACHINE, tell: Tell | None = None, passphrase: Passphrase | None = None
) -> Path | Refusal:
    """Raise a case file to this program's form; gives the backup that was made of it before, with its scans.

    Refused where it is of this form already. A backup of the case as it is, which a raising that was killed has left, is
    taken for it. Raises WorldError: "exists" where anything else has the backup's name, "locked" where anybody has the file
    open, "damaged" where it does not verify; the file is then as it was, and a backup that was made now is removed, so that
    it may be tried again.
    """
    was, say = form_of(case, passphrase), tell or quietly
    if was == FORM:
        return Refusal("nothing_to_raise", _("{file} is of form {form} already.", file=case.name, form=FORM))
    backup = backup_beside(case, was)
    was_there = _is_there(case, was, backup, passphrase)
    if not was_there:
        back_up(case, backup, partial(say, _("Making a backup")), passphrase)
    try:
        raise_form(case, partial(note_raised, chance), partial(say, _("Raising the file")), passphrase)
    except BaseException:
        if not was_there:
            _remove_needless(case, was, backup, passphrase)
        raise
    return backup


def _is_there(case: Path, was: str, backup: Path, passphrase: Passphrase | None) -> bool:
    """Whether the backup of the case as it is lies there already, with its scans; what is unfinished beside it is removed.

    Raises WorldError "exists" where anything else has one of the names.
    """
    files = (backup, scans_of(backup))
    there = [file for file in files if os.path.lexists(file)]
    if not there:
        return False
    if not _is_backup(case, was, backup, passphrase):
        what = _("{file} is already there, and is never overwritten", file=there[0].name)
        if len(there) > 1:
            files = joined(file.name for file in there)
            what = _("{files} are already there, and are never overwritten", files=files)
        raise WorldError("exists", what, MOVE_IT)
    for file in files:
        clear_beside(file, (UNFINISHED,), overwrite=False)
    return True


def _is_backup(case: Path, was: str, backup: Path, passphrase: Passphrase | None) -> bool:
    """Whether a file, another one than the case, verifies and ends where the case ends, with the same scans beside it."""
    try:
        if backup.is_symlink() or backup.samefile(case) or form_of(backup, passphrase) != was:
            return False
        with CaseLog.open(backup, read_only=True, passphrase=passphrase) as log:
            if log.is_for_observers:
                return False
        with CaseLog.open(case, read_only=True, passphrase=passphrase) as log:
            head = log.head()
        return verified(backup, "deep", passphrase) == head and are_alike(case, backup, passphrase)
    except (OSError, WorldError):
        return False


def _remove_needless(case: Path, was: str, backup: Path, passphrase: Passphrase | None) -> None:
    """Remove the backup of a file that has stayed as it was; where that is not certain, the backup stays."""
    with suppress(WorldError, OSError):
        if form_of(case, passphrase) == was:
            undo_restore(case, backup)
