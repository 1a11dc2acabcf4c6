"""Raising a case file of an older form: a verified backup first, then the file in its place, and the record says so."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.raising import form_of, raise_form
from adjudicator.log.schema import FORM
from adjudicator.office.office import MACHINE, Chance
from adjudicator.office.restoring import Tell, back_up, note_raised, quietly, undo_restore
from adjudicator.records.trouble import Refusal


def backup_beside(case: Path, form: str) -> Path:
    """Where the backup of a file of an older form is put: "gwinnett-form-3.0.case" beside it."""
    return case.with_name(f"{case.stem}-form-{form}{case.suffix}")


def raise_case(
    case: Path, chance: Chance = MACHINE, tell: Tell | None = None, passphrase: Passphrase | None = None
) -> Path | Refusal:
    """Raise a case file to this program's form; gives the backup that was made of it before, with its scans.

    Refused where it is of this form already. Raises WorldError: "exists" where the backup's name is taken, "locked" where
    anybody has the file open, "damaged" where it does not verify; the file is then as it was, and the backup is removed, so
    that it may be tried again.
    """
    was, say = form_of(case, passphrase), tell or quietly
    if was == FORM:
        return Refusal("nothing_to_raise", f"{case.name} is of form {FORM} already.")
    backup = backup_beside(case, was)
    back_up(case, backup, partial(say, "Making a backup"), passphrase)
    try:
        raise_form(case, partial(note_raised, chance), partial(say, "Raising the file"), passphrase)
    except BaseException:
        undo_restore(case, backup)
        raise
    return backup
