"""A station's copy leaves the shared record and goes on by itself: an administrator and a supervisor sign that together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from adjudicator.at_rest import durable
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.case_acts import leave_shared
from adjudicator.casework.record.entry import Salts, instant, seal
from adjudicator.casework.record.signing import ACT_BYTES
from adjudicator.casework.record.state import CaseState, FirstToLeave, changed
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.leaving import go_on_alone
from adjudicator.office.behind.co_signing import with_own_key
from adjudicator.office.behind.entrance import Opened, Trial, begin_trial, end_trial
from adjudicator.office.behind.files.case_file import CaseFile
from adjudicator.office.behind.files.sharing import Told
from adjudicator.office.behind.room import Room
from adjudicator.office.behind.time.clock import Clock
from adjudicator.people.keys import SigningKey
from adjudicator.port.acts import NewAct, Signer
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal
from adjudicator.shared.outbox import outbox_of
from adjudicator.shared.reaching import open_record
from adjudicator.shared.record import SharedRecord
from adjudicator.words import _

MARK_CHARACTERS = 8
OPEN_BY_TWO = Refusal("needs_both", _("An administrator and a supervisor sign this, two people."))


@dataclass(slots=True)
class LeavingCopy:
    """A station's copy that is about to go on by itself: two people sign, then `close` the case, `write` on whatever thread,
    and `end` always, which opens the case again.

    A password is tried in three steps, because one takes long: `try_password`, the trial's own `unwrap` on whatever thread,
    and `sign`. Between `close` and `end` nobody asks the case anything.
    """

    room: Room
    file: CaseFile
    signers: list[Opened] = field(default_factory=list[Opened], repr=False)
    _looked_at: bool = False
    _hang_up: Callable[[], None] | None = None
    _left: Head | None = None

    def try_password(self, person: str) -> Trial | Refusal:
        """Count a try at a person's password; refused as `begin_trial` does."""
        return begin_trial(self.room, person)

    def sign(self, trial: Trial, key: SigningKey | None) -> Refusal | None:
        """Take in who signs, with the key that their password gave; None when that is done."""
        opened = end_trial(self.room, trial, key)
        opened = opened if isinstance(opened, Refusal) else with_own_key(opened)
        if isinstance(opened, Refusal):
            return opened
        self.signers.append(opened)
        return None

    def refused(self) -> Refusal | None:
        """Why those who signed cannot let the copy go on by itself, None where they can."""
        return would_refuse(self.room.case, self.signers, self.file.log.head())

    def close(self) -> None:
        """Close the case; its line to the server is closed with `write`, for that takes seconds where the server is away."""
        log = self.file.log
        self._looked_at = log.read_only
        if self.room.closed() is None:
            self.room.station.remember(log)
        if isinstance(log, SharedRecord):
            self._hang_up = log.let_go()
        else:
            log.close()

    def write(self, progress: Told) -> None:
        """Write the file anew and verify it. Raises WorldError and leaves the copy as it was, as `go_on_by_itself` does."""
        file, room = self.file, self.room
        if self._hang_up is not None:
            self._hang_up()
        self._left = go_on_by_itself(file.path, self.signers, file.passphrase, room.clock, room.salts, progress)

    def end(self) -> Head | None:
        """Open the case again, which is worked in where it goes on by itself; gives its head, None where it does not."""
        room, file, left = self.room, self.file, self._left
        reach = file.reach if left is None else None
        read_only = self._looked_at and left is None
        log = open_record(file.path, file.passphrase, reach, read_only=read_only, clock=room.clock)
        if isinstance(log, SharedRecord):
            room.clock = log.server_clock(room.clock)
        room.log = file.log = log
        if left is not None:
            room.station.remember(log)
            room.follow()
        return left


def would_refuse(case: CaseState, signers: Sequence[Opened], at: Head) -> Refusal | None:
    """Why these people cannot let a copy with that head go on by itself, None where they can."""
    if len(signers) != 2:
        return OPEN_BY_TWO
    first, second = (each.person for each in signers)
    base = (at.size, at.root.hex())
    acted = leave_shared(case, first, None, "x", base, Act("", first.id))
    if isinstance(acted, Refusal):
        return acted
    waiting = changed(case, leaving=FirstToLeave(first.id, at.size + 1, str(acted[0].data["incarnation"]), *base))
    acted = leave_shared(waiting, second, first, "x", base, Act("", second.id))
    return acted if isinstance(acted, Refusal) else None


def go_on_by_itself(
    case: Path, signers: Sequence[Opened], passphrase: Passphrase | None, clock: Clock, salts: Salts, told: Told
) -> Head:
    """Let a copy go on as a case file of its own, in its place, with what two people sign; it must not be open.

    Gives its head. What was begun here and not recorded is gone with the station's outbox. Raises WorldError as
    `copies.leaving.go_on_alone` does; the copy is then as it was.
    """
    head = go_on_alone(case, partial(_sign, signers, clock, salts), told, passphrase)
    with suppress(OSError):  # the copy goes on alone already, and an outbox beside a file of its own is never read
        durable.remove(outbox_of(case))
    return head


def _sign(signers: Sequence[Opened], clock: Clock, salts: Salts, log: CaseLog) -> None:
    """Record in the new file that the two of them let it go on."""
    mark, head, first = salts()[:MARK_CHARACTERS].hex()[:MARK_CHARACTERS], log.head(), None
    for signer in signers:
        person, key = signer.person, signer.key
        acted = leave_shared(
            log.case(), person, first, mark, (head.size, head.root.hex()), Act(instant(clock()), person.id)
        )
        if isinstance(acted, Refusal):
            raise AssertionError(acted.words)
        sealed = [seal(entry, salts) for entry in acted]
        answer = log.append(
            NewAct(salts()[:ACT_BYTES], sealed, signer=Signer(log.origin(), person.id, key.public, key.sign))
        )
        if not isinstance(answer, Head):
            raise AssertionError(str(answer))
        first = person
