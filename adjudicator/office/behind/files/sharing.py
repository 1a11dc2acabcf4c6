"""A case that is shared, seen from its file: what keeps it from being shared, how it is brought to a server, how stations
are let in, and how a copy leaves the shared record.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from adjudicator import __version__
from adjudicator.at_rest import durable
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.state import CaseState
from adjudicator.log.case_log import CaseLog
from adjudicator.office.behind.files.rolls import own_roll_places
from adjudicator.office.behind.station import Station
from adjudicator.people.passwords import password_by_chance
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.shared import reaching
from adjudicator.shared.address import ServerAddress
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.comparing import Compared, against_server
from adjudicator.shared.copying import bring, common_with, key_of, not_shared, refuse_what_it_left
from adjudicator.shared.outbox import Outbox, outbox_of
from adjudicator.shared.papers import bring_roll, bring_scans
from adjudicator.shared.server import Founder, Server, StationRow
from adjudicator.words import _

NOT_ENCRYPTED = Refusal(
    "not_encrypted",
    _(
        "The case file is not encrypted, and without a passphrase the server could read the voters' names. Encrypt it first: "
        "adjudicator passphrase CASE --as PERSON"
    ),
)
PRACTICE = Refusal(
    "practice",
    _(
        "A practice case is not shared: its clock is its own and can be set on, and stations share the time of the server. "
        "Practice at each computer by itself. To try out sharing, make a live case of a made-up election, and share that one."
    ),
)
NOT_ANSWERED = Refusal(
    "not_known",
    _("It is not known yet whether some acts of this station were recorded. Open the copy once more before."),
)

Told = Callable[[int, int], None]
"""Hears how many entries are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class ServerLogin:
    """Where a server is, with the login to it, and that login's password; empty where a file of PostgreSQL has it."""

    url: str
    password: str = field(repr=False)

    def server(self, case: str = "") -> Server:
        """The server of a record; where `case` is empty, of the only one that the login may use."""
        return reaching.server_at(self.url, self.password, case)

    def founder(self, case: str = "") -> Founder:
        """The server by a login that may found."""
        return reaching.founder_at(self.url, self.password, case)


@dataclass(frozen=True, slots=True)
class StationList:
    """The stations of a record, its head, and the server's time."""

    rows: tuple[StationRow, ...]
    head: Head
    now: datetime

    @classmethod
    def at(cls, server: Server) -> StationList:
        """Ask a server. Raises WorldError as it does."""
        return cls(tuple(server.stations()), server.head(), moment_of(server.now()))

    def longest(self) -> str:
        """Which copy has most of what the server lacks, after it was restored from an older backup; empty where it lacks
        nothing that a station has told it of.
        """
        row = max(self.rows, key=lambda each: each.size, default=None)
        if row is None or row.size <= self.head.size:
            return ""
        return _(
            "The server has {count} entries. The longest copy that it was told of is at {name}, with {more}: bring what the "
            "server lacks from there.",
            count=self.head.size,
            name=row.name,
            more=row.size,
        )


@dataclass(frozen=True, slots=True)
class StationLogin:
    """A login made for one more station: its name, the station's, its first password, and the address to type there."""

    login: str
    name: str
    url: str
    password: str = field(repr=False)

    @classmethod
    def by_chance(cls, founder: ServerLogin, login: str, name: str) -> StationLogin:
        """One with a password made by chance, at the same server. Raises WorldError "bad_address"."""
        return cls(login, name or login, ServerAddress(founder.url).for_login(login), password_by_chance())


def kept_from_sharing(case: CaseState, *, encrypted: bool) -> Refusal | None:
    """Why a case cannot be shared as it is, None where it can."""
    if case.mode != "live":
        return PRACTICE
    return None if encrypted else NOT_ENCRYPTED


def found(case: Path, passphrase: Passphrase, login: ServerLogin) -> CaseKey:
    """Make the schema of a case at a server, with a new case key; gives the key.

    One that was begun from this file and cut off is gone on with: what the server has is then a beginning of this record, and
    no station was added yet. Raises WorldError "exists" where stations work on it, and "another_story" where the server has
    another record, or the one that this file has left.
    """
    with CaseLog.open(case, read_only=True, passphrase=passphrase) as log:
        about, key = log.case(), CaseKey.by_chance()
        try:
            with closing(login.founder(about.id)) as founder:
                founder.found(about.id, key.wrapped(passphrase), __version__)
        except WorldError as error:
            if error.code != "exists":
                raise
            with closing(login.server(about.id)) as server:
                refuse_what_it_left(log, server, common_with(log, server))
                if server.stations():
                    raise
                return key_of(server, passphrase)[0]
        return key


def look_first(case: Path, passphrase: Passphrase, login: ServerLogin) -> None:
    """Raise WorldError where a server cannot be gone on with: it has another record, or the one that this file has left."""
    with (
        CaseLog.open(case, read_only=True, passphrase=passphrase) as log,
        closing(login.server(log.case().id)) as server,
    ):
        refuse_what_it_left(log, server, common_with(log, server))


def bring_all(
    case: Path, passphrase: Passphrase, login: ServerLogin, key: CaseKey | None, station: Station, told: Told
) -> Head:
    """Bring a server what it lacks of a case file: entries, scans, roll. Without a `key` it is the one that a station keeps
    beside its copy, or, for any other file, the one that is kept there.

    May run on any thread. Raises WorldError as `copying.bring` and `common_with` do, and what `told` raises; what is at the
    server then stays, and it can be gone on with.
    """
    with CaseLog.open(case, read_only=True, passphrase=passphrase) as log:
        about = log.case()
        with closing(login.server(about.id)) as server:
            key = key or reaching.kept_case_key(case, passphrase) or key_of(server, passphrase)[0]
            common = common_with(log, server)
            refuse_what_it_left(log, server, common)
            with closing(login.founder(about.id)) as founder:
                head = bring(log, founder, key, common, told)
            bring_scans(case, passphrase, server, key)
            roll = next(iter(own_roll_places(log, station)), None)
            if roll is not None and not server.roll(about.roll, 0):
                bring_roll(roll, about.roll, server, key, passphrase)
    return head


def wrap_anew(server: Server, key: CaseKey, new: Passphrase) -> None:
    """Have stations that join from now on asked for another passphrase. Raises WorldError "changed_meanwhile"."""
    if not server.wrap_anew(key.wrapped(new), server.case_key()):
        what = _("Somebody has changed the passphrase at this moment")
        raise WorldError("changed_meanwhile", what, _("Look again, and ask who did."))


def server_of(case: Path, passphrase: Passphrase | None) -> str:
    """The address of the server of a station's copy; empty for a copy that has none, as one that has left."""
    if not outbox_of(case).exists():
        return ""
    with closing(Outbox.open(case, passphrase)) as outbox:
        return outbox.url


def hold_against_server(
    case: Path, passphrase: Passphrase | None, login: ServerLogin, told: Told, of_record: Passphrase | None = None
) -> Compared:
    """Hold a copy against the record at its server, by any login that may ask there.

    What the server has encrypted is opened with the case key that the station keeps, else with what the passphrase of the
    record opens there, which is the copy's where `of_record` is not given. An observer's copy has nothing to hold that
    against. Raises WorldError as the server does, and "wrong_passphrase".
    """
    with (
        CaseLog.open(case, read_only=True, passphrase=passphrase) as log,
        closing(login.server(log.case().id)) as server,
    ):
        key, opens = reaching.kept_case_key(case, passphrase), of_record or passphrase
        if key is None and opens is not None and not log.is_for_observers:
            key, __ = key_of(server, opens)
        return against_server(log, server, key, told)


def leave(case: Path, passphrase: Passphrase | None) -> Refusal | None:
    """Make a station's copy an archive; it must not be open. Refused while it is not known what became of an act of it.

    Raises WorldError "not_shared" for a file that is no station's copy, or has left already.
    """
    kept = kept_from_leaving(case, passphrase)
    if kept is None:
        durable.remove(outbox_of(case))
    return kept


def kept_from_leaving(case: Path, passphrase: Passphrase | None) -> Refusal | None:
    """Why a copy cannot leave the shared record now, None where it can.

    Raises WorldError "not_shared" for a file that is no station's copy, or has left already.
    """
    if not outbox_of(case).exists() or not reaching.is_station_copy(case, passphrase):
        raise not_shared()
    with closing(Outbox.open(case, passphrase)) as outbox:
        return NOT_ANSWERED if outbox.waiting() else None
