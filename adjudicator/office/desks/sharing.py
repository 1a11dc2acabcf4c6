"""Sharing the record with other stations: what this file is of it, and the acts of administrators."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Literal, TypeVar

from adjudicator.casework.acts.case_acts import share
from adjudicator.casework.telling.left_words import left_words
from adjudicator.export.paper.login_sheet import login_sheet
from adjudicator.office.behind.co_signing import Passwords
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.files import sharing
from adjudicator.office.behind.files.case_file import CaseFile, write_page
from adjudicator.office.behind.files.leaving import LeavingCopy
from adjudicator.office.behind.files.sharing import ServerLogin, StationList, StationLogin, Told
from adjudicator.office.behind.room import OF_THE_SERVER, Done, Room
from adjudicator.people.passwords import passphrase_of, passphrase_problem
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal
from adjudicator.shared import reaching, system_keyring
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.outbox import OutOfForce, outbox_of
from adjudicator.shared.record import SharedRecord
from adjudicator.words import ENGLISH, Language, _

T = TypeVar("T")
NOT_SHARED = Refusal("not_shared", _("This case file is not shared with other stations."))
Part = Literal["alone", "shared", "station", "archive"]
"""What a case file is of a shared record: none, the file that it was founded from, a station's copy, or one that has left."""


class SharingDesk(OfficeDesk):
    """Acts of administrators, before and while the record is at a server. What asks a server may run on any thread."""

    def __init__(self, room: Room, file: CaseFile) -> None:
        super().__init__(room)
        self._file = file
        self._looked_at: tuple[int, tuple[OutOfForce, ...]] = (0, ())

    @property
    def part(self) -> Part:
        """What this file is of a shared record."""
        log = self._file.log
        if log.is_of_a_station:
            return "station" if outbox_of(log.path).exists() else "archive"
        return "shared" if self._room.case.shared else "alone"

    def left_words(self) -> str:
        """Since when this file is not the shared record, and behind which entry; empty where that is no matter."""
        return left_words(self._room.case, self._room.zone)

    @property
    def kept_from(self) -> Refusal | None:
        """Why this case cannot be shared as it is, None where it can."""
        return sharing.kept_from_sharing(self._room.case, encrypted=self._file.passphrase is not None)

    @needs("share")
    def begin(self) -> Done | Refusal:
        """Say in the record that from here on several stations share it; refused where they do already."""
        return self._room.put(share(self._room.case, self._room.act()))

    @needs("share")
    def founding(self, login: ServerLogin) -> Callable[[], CaseKey] | Refusal:
        """What makes the schema of this case at a server, or goes on with one that was begun from this file and cut off.

        Raises WorldError "exists" and "another_story" as `sharing.found` does.
        """
        path, passphrase, kept = self._file.path, self._file.passphrase, self.kept_from
        if passphrase is None or kept is not None:
            return kept or sharing.NOT_ENCRYPTED
        return lambda: sharing.found(path, passphrase, login)

    def bringing(self, login: ServerLogin, key: CaseKey | None = None) -> Callable[[Told], Head] | Refusal:
        """What brings a server the entries that it lacks, with scans and roll. A station's copy is worked in on; any other
        file is looked at only from here on.

        Refused for a file whose record is not shared: `begin` says so in it first.
        """
        path, passphrase, station = self._file.path, self._file.passphrase, self._room.station
        refusal = self.may_keep()
        if refusal is not None:
            return refusal
        if passphrase is None or not self._room.case.shared:
            return self.kept_from or NOT_SHARED
        if self.part != "station" and not self._file.log.read_only:
            self._only_look(lambda: None)
        return lambda told: sharing.bring_all(path, passphrase, login, key, station, told)

    def may_keep(self) -> Refusal | None:
        """Why the person may not see to the server and its stations, None where they may: an administrator may, also while
        nothing can be recorded in this file, for that is no act in it.
        """
        return self._may_meanwhile("share")

    def may_go_on(self) -> Refusal | None:
        """Why the person may not begin that this station's copy goes on by itself, None where they may: an administrator or a
        supervisor may, also while nothing can be recorded, and one of the other role then signs, too.
        """
        return self._may_meanwhile("go_on")

    def _may_meanwhile(self, act: str) -> Refusal | None:
        """Why the person has not the right, also while nothing can be recorded in this file of a shared record."""
        refusal = self._room.allowed(act)
        meanwhile = {"read_only", *OF_THE_SERVER} if self._room.case.shared else set[str]()
        return None if refusal is not None and refusal.code in meanwhile else refusal

    def letting_in(self, login: ServerLogin, new: StationLogin) -> Callable[[], None] | Refusal:
        """What makes a login for one more station, by one that may found. Raises WorldError "exists" and "bad_login"."""
        case = self._room.case.id
        return self.may_keep() or (lambda: login.founder(case).add_station(new.login, new.password, new.name))

    def write_login_sheet(self, out: Path, new: StationLogin, language: Language = ENGLISH) -> Refusal | None:
        """Write the sheet (PDF) with what is typed at a new station. Raises WorldError as `write_page`."""
        refusal = self.may_keep()
        if refusal is None:
            now, election = self._room.now(), self._room.election
            write_page(out, login_sheet(new.name, new.url, new.password, election, now, language))
        return refusal

    def wrapping_anew(self, text: str) -> Callable[[], None] | Refusal:
        """What has stations that join from now on asked for another passphrase; this copy and the others that are there stay
        as they are. Refused for a file that is no station's copy, and where the passphrase is too easy to guess.
        """
        log, election = self._file.log, self._room.election
        refusal = self.may_keep()
        if refusal is not None or not isinstance(log, SharedRecord):
            return refusal or NOT_SHARED
        problem = passphrase_problem(text, election.county, election.name)
        if problem is not None:
            return Refusal("weak_passphrase", problem)
        path, passphrase, new = self._file.path, self._file.passphrase, passphrase_of(text)

        def wrap() -> None:
            key = reaching.kept_case_key(path, passphrase)
            if key is not None:
                log.ask_server(lambda server: sharing.wrap_anew(server, key, new))

        return wrap

    def stations(self) -> Callable[[], StationList] | None:
        """What asks the server for its stations by the login of this one; None for a file without a server."""
        log = self._file.log
        return (lambda: log.ask_server(StationList.at)) if isinstance(log, SharedRecord) else None

    def revoking(self, login: ServerLogin, revoked: str) -> Callable[[], None] | Refusal:
        """What lets a station's login in no more, by one that may found."""
        case, refusal = self._room.case.id, self.may_keep()
        if refusal is not None:
            return refusal

        def revoke() -> None:
            with closing(login.server(case)) as server:
                server.revoke(revoked)

        return revoke

    def forgetting(self) -> Callable[[], bool] | None:
        """What has the system's keyring forget the password of this station's login, and says whether one was kept; None for
        a file without a server. It may run on any thread, also once the copy has left. Raises WorldError as
        `system_keyring.forget`.
        """
        log = self._file.log
        if self.part != "station":
            return None
        url = log.url if isinstance(log, SharedRecord) else sharing.server_of(log.path, self._file.passphrase)
        return lambda: system_keyring.forget(url)

    @needs("share")
    def leave(self) -> Refusal | None:
        """Make this station's copy an archive, which is looked at from here on; refused for any other file.

        Raises WorldError where the disk does.
        """
        if self.part != "station":
            return NOT_SHARED
        log = self._file.log
        if isinstance(log, SharedRecord) and log.unanswered:
            return sharing.NOT_ANSWERED
        path, passphrase = self._file.path, self._file.passphrase
        return self._only_look(lambda: sharing.leave(path, passphrase))

    def going_on(self) -> LeavingCopy | Refusal:
        """What lets this station's copy leave the shared record and go on by itself, once an administrator and a supervisor
        have signed that; it is made on another thread.

        Refused for any other file, and while it is not known what became of an act of this station. Raises WorldError where
        the disk does.
        """
        if self.part != "station":
            return NOT_SHARED
        kept = sharing.kept_from_leaving(self._file.path, self._file.passphrase)
        return kept or LeavingCopy(self._room, self._file)

    def leave_and_go_on(self, passwords: Passwords, told: Told) -> Head | Refusal:
        """Let this station's copy leave the shared record and go on by itself, signed by an administrator and a supervisor
        with their passwords; it is worked in from here on.

        `told` hears how much of the file is written and verified. Refused as `going_on` is, and for anybody else's
        signatures. Raises WorldError where the disk does, and where the copy does not verify.
        """
        going_on = self.going_on()
        if isinstance(going_on, Refusal):
            return going_on
        for person, password in passwords.items():
            trial = going_on.try_password(person)
            refusal = trial if isinstance(trial, Refusal) else going_on.sign(trial, trial.unwrap(password))
            if refusal is not None:
                return refusal
        refusal = going_on.refused()
        if refusal is not None:
            return refusal
        going_on.close()
        try:
            going_on.write(told)
        except BaseException:
            going_on.end()
            raise
        return going_on.end() or NOT_SHARED

    def in_force_nowhere(self) -> tuple[OutOfForce, ...]:
        """The acts that the server gave this copy and that are in force nowhere, each with the login that brought it."""
        log = self._file.log
        if not isinstance(log, SharedRecord):
            return ()
        size = log.head().size
        if size != self._looked_at[0]:  # a frame is drawn often
            self._looked_at = size, log.bad
        return self._looked_at[1]

    def _only_look(self, meanwhile: Callable[[], T]) -> T:
        """Open the case file anew, to look at it: recorded here alone, an act would be another story."""
        if self._room.closed() is None:
            self._room.station.remember(self._file.log)
        self._room.unsettled.clear()
        try:
            return self._file.look_only(meanwhile)
        finally:
            self._room.log = self._file.log
