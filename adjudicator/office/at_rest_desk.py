"""The case file at rest: whether it is encrypted, and its passphrase."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.opening import change_passphrase
from adjudicator.log.case_log import CaseLog
from adjudicator.log.rekeying import rekey
from adjudicator.log.scans import rekey_scans
from adjudicator.office.room import Done, Room
from adjudicator.people.passphrases import passphrase_of, passphrase_problem
from adjudicator.records.trouble import Refusal, WorldError


class AtRestDesk:
    """Acts of administrators on the file itself."""

    def __init__(self, room: Room) -> None:
        self._room = room

    @property
    def is_encrypted(self) -> bool:
        """Whether the case file is encrypted."""
        return self._room.log.is_encrypted

    def change(self, text: str) -> Done | Refusal:
        """Put the case file under a passphrase: another one, or its first. Refused where it is too easy to guess.

        Nobody else may have the file open meanwhile: else WorldError "locked". The roll stays under what it was built under.
        """
        refusal = self._room.allowed("change_passphrase")
        problem = passphrase_problem(text)
        if refusal is not None or problem is not None:
            return refusal or Refusal("weak_passphrase", problem or "")
        return self._put_under(passphrase_of(text))

    def remove(self) -> Done | Refusal:
        """Decrypt the case file. Nobody else may have it open meanwhile."""
        return self._room.allowed("change_passphrase") or self._put_under(None)

    def _put_under(self, new: Passphrase | None) -> Done | Refusal:
        room, log = self._room, self._room.log
        acted = change_passphrase(log.is_encrypted, new is not None, room.act())
        if isinstance(acted, Refusal):
            return acted
        done: list[Done | Refusal] = []
        log.close()
        try:
            rekey_scans(log.path, log.passphrase, new)
            # whoever listens looks into the file, and hears of it once that is in its place
            rekey(
                log.path,
                log.passphrase,
                new,
                lambda anew: done.append(replace(room, log=anew, listeners=[]).put(acted)),
            )
        except BaseException:
            room.log = _opened_under(log.path, log.passphrase, new)
            rekey_scans(log.path, new, room.log.passphrase)
            raise
        room.log = CaseLog.open(log.path, passphrase=new)
        room.last_saved = acted[-1].at
        room.tell(acted)
        return done[0]


def _opened_under(path: Path, old: Passphrase | None, new: Passphrase | None) -> CaseLog:
    """The log under whichever passphrase the file has; after a failure that is mostly the old one, not always."""
    try:
        return CaseLog.open(path, passphrase=old)
    except WorldError as error:
        if error.code not in ("passphrase_needed", "wrong_passphrase"):
            raise
    return CaseLog.open(path, passphrase=new)
