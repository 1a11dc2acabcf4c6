"""A station's copy that leaves the shared record and goes on by itself: a new file in place of the copy, entry for entry the
same, under the guards of a case file that lies at one computer.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from adjudicator.at_rest import durable, files
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.at_rest.rewriting import Progress
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.backup import verified
from adjudicator.log.copies.rekeying import written_anew
from adjudicator.log.file import errors
from adjudicator.log.file.schema import APPLICATION_ID
from adjudicator.log.file.tables import guard_as_own
from adjudicator.log.file.transaction import immediate
from adjudicator.log.tree.acts import SignedRecord, read_acts
from adjudicator.port.answers import Head


def go_on_alone(
    path: Path, sign: Callable[[CaseLog], None], progress: Progress | None = None, passphrase: Passphrase | None = None
) -> Head:
    """Make a case file of its own of a station's copy, in its place; `sign` records in the new file who lets it go on.

    Gives the head that the new file has. It is verified before it takes the place of the copy; whatever is raised before, a
    crash too, leaves the copy whole. `progress` hears the first half while the file is written, and the whole once it is
    verified, which is the last moment at which it may raise to stop it. Raises WorldError: "locked" where anybody has the
    file open, "damaged" where it does not verify, and whatever `sign` raises.
    """
    found: list[Head] = []

    def complete(unfinished: Path) -> None:
        _guard(unfinished, passphrase)
        with CaseLog.open(unfinished, passphrase=passphrase) as log:
            sign(log)
            log.fold_back()
        durable.refuse_parts(unfinished)
        found.append(verified(unfinished, "deep", passphrase))

    told = progress or _unheard
    with written_anew(path, passphrase, passphrase, complete, lambda done, of: told(done, of * 2)) as put_in_place:
        told(1, 1)
        put_in_place()
    return found[-1]


def _guard(path: Path, passphrase: Passphrase | None) -> None:
    """Give a file that nobody else has, a copy, the guards of a case file, and the mark of one."""
    with errors.the_world(path), closing(files.connect(path, passphrase, mode="rw")) as connection:
        db = Database(connection, execute_plugins=False)
        with immediate(connection):
            signed = SignedRecord(connection, rights=True)
            nowhere = [(row.first, row.last) for row in read_acts(connection) if not signed.is_in_force(row)]
            guard_as_own(db, nowhere)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _unheard(_done: int, _of: int) -> None:
    """Progress that nobody watches."""
