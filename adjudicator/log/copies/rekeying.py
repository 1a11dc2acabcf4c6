"""A case file, or one that goes with it, under another passphrase or none: a new file in place of the old one."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from adjudicator.at_rest import durable
from adjudicator.at_rest.durable import UNFINISHED
from adjudicator.at_rest.files import connect
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.at_rest.presence import opened_elsewhere
from adjudicator.at_rest.rewriting import Progress, PutInPlace, rewriting
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.backup import verified
from adjudicator.log.file import errors
from adjudicator.records.trouble import WorldError


@contextmanager
def written_anew(
    path: Path,
    old: Passphrase | None,
    new: Passphrase | None,
    complete: Callable[[Path], None],
    progress: Progress | None = None,
) -> Generator[PutInPlace]:
    """Write a file that nobody has open anew under the passphrase `new`, or in the clear where that is None.

    Gives the call that puts it in place; whatever is raised before, a crash too, leaves the old one whole. `complete` is
    called with the new file, and may still change it, check it and raise. Raises WorldError: "locked" where anybody has the
    file open.
    """
    path = path.resolve()
    unfinished = path.with_name(path.name + UNFINISHED)
    with ExitStack() as held:
        with _told(path):
            written = rewriting(path, old, new, unfinished, lambda: complete(unfinished), progress)
            put = held.enter_context(written)

        def put_in_place() -> bool:
            with _told(path):
                return put()

        yield put_in_place


@contextmanager
def rekeying(
    path: Path,
    old: Passphrase | None,
    new: Passphrase | None,
    note: Callable[[CaseLog], None],
    progress: Progress | None = None,
) -> Generator[PutInPlace]:
    """Write a case file anew as `written_anew` does; `note` records the change in the new file, which is then verified."""

    def complete(unfinished: Path) -> None:
        with CaseLog.open(unfinished, passphrase=new) as log:
            note(log)
            log.fold_back()
        durable.refuse_parts(unfinished)
        verified(unfinished, "standard", new)

    with written_anew(path, old, new, complete, progress) as put_in_place:
        yield put_in_place


def lies_under(path: Path, passphrase: Passphrase | None) -> bool:
    """Whether a file is encrypted under this passphrase, or plain where that is None; raises WorldError."""
    with errors.the_world(path):
        if is_encrypted(path) is (passphrase is None):
            return False
        try:
            connect(path, passphrase, mode="ro").close()
        except WorldError as error:
            if error.code != "wrong_passphrase":
                raise
            return False
    return True


@contextmanager
def _told(path: Path) -> Generator[None]:
    try:
        with errors.the_world(path):
            yield
    except WorldError as error:
        raise opened_elsewhere(path) if error.code == "locked" else error from None
