"""A case file under another passphrase, its first one, or none: a new file in place of the old one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.at_rest.rewriting import rewrite
from adjudicator.log import errors, place
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies import verified
from adjudicator.log.errors import UNFINISHED
from adjudicator.records.trouble import WorldError


def rekey(path: Path, old: Passphrase | None, new: Passphrase | None, note: Callable[[CaseLog], None]) -> None:
    """Put a case file that nobody has open under the passphrase `new`, or in the clear where that is None.

    `note` records the change in the new file, which is verified before it takes the place of the old one; whatever is
    raised on the way, a crash too, leaves the old one whole. Raises WorldError: "locked" where anybody has it open, and those
    of CaseLog.
    """

    def complete() -> None:
        with CaseLog.open(unfinished, passphrase=new) as log:
            note(log)
            log.fold_back()
        place.refuse_parts(unfinished)
        verified(unfinished, "standard", new)

    path = path.resolve()
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        with errors.the_world(path):
            place.remove(unfinished)
            place.make_file(unfinished)
            rewrite(path, old, new, unfinished, complete)
    except WorldError as error:
        raise _opened_elsewhere(path) if error.code == "locked" else error from None
    finally:
        place.remove(unfinished)


def _opened_elsewhere(path: Path) -> WorldError:
    what = f"{path.name} is open in another window or command"
    return WorldError("locked", what, "Close all others that have it open, then do it again.")
