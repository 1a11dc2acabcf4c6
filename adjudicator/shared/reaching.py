"""Opening a case file, whatever it is: one that lies here alone, or a station's copy with its line to the server."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from adjudicator.at_rest import files
from adjudicator.at_rest.foreign import text_of
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.shelf import CASE_KEY
from adjudicator.casework.record.state import CaseState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.file.connection import is_of_a_station
from adjudicator.log.file.errors import the_world
from adjudicator.records.trouble import WorldError
from adjudicator.shared import system_keyring
from adjudicator.shared.case_key import CaseKey, unwrap
from adjudicator.shared.founding import PostgresFounder
from adjudicator.shared.line import Waits, still
from adjudicator.shared.outbox import Outbox, outbox_of
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.record import PATIENCE, Clock, SharedRecord, machine_clock
from adjudicator.shared.server import Founder, Server
from adjudicator.shared.trouble import other_passphrase
from adjudicator.words import _

_PERHAPS_OF_A_STATION = frozenset({"of_a_station", "read_only", "network_drive"})
"""Why a file is not opened to work in it alone, where it is or may be a station's copy: the last two are said of any file."""

PASSWORD_FILE = "ADJUDICATOR_SERVER_PASSWORD_FILE"  # noqa: S105 - the name of a variable, not a password
MOST_OF_PASSWORD = 64 << 10


@dataclass(frozen=True, slots=True)
class Reach:
    """How a station reaches its server: the server at an address, how many seconds an act waits for its answer, and how a
    person's thread waits for any other.
    """

    server: Callable[[str], Server]
    patience: float = PATIENCE
    waits: Waits = still


def by_password(password_of: Callable[[str], str], patience: float = PATIENCE, waits: Waits = still) -> Reach:
    """Reach a server with the password of this station's login, which is asked for once its address is known."""
    return Reach(lambda url: server_at(url, password_of(url)), patience, waits)


def kept_password(url: str, waits: Waits = still) -> str:
    """The password of this station's login, from the file that ADJUDICATOR_SERVER_PASSWORD_FILE names, else from the system's
    keyring; empty where neither has one, so that PostgreSQL looks into its own file of passwords.

    Raises WorldError where the file cannot be read, and "bad_address". A keyring that fails is one without the password: the
    server says that it wants one.
    """
    found = password_of_file()
    if found:
        return found
    try:
        return system_keyring.read(url, waits)
    except WorldError as error:
        if error.code not in system_keyring.TROUBLES:
            raise
        return ""


def password_of_file() -> str:
    """The password in the file that ADJUDICATOR_SERVER_PASSWORD_FILE names; empty where that is not said.

    Raises WorldError where it cannot be read.
    """
    named = os.environ.get(PASSWORD_FILE)
    if not named:
        return ""
    path = Path(named)
    try:
        with the_world(path):
            return text_of(path, MOST_OF_PASSWORD).rstrip("\r\n")
    except UnicodeDecodeError as error:
        what = _("{file} is no file of a password", file=path.name)
        raise WorldError("not_text", what, _("It has to be a plain text file in UTF-8.")) from error


def server_at(url: str, password: str, case: str = "") -> Server:
    """The server of a shared record, by one login; where `case` is empty it is the only record that the login may use."""
    return PostgresServer(url, password, case)


def founder_at(url: str, password: str, case: str = "") -> Founder:
    """A server by a login that may found shared records."""
    return PostgresFounder(url, password, case)


def is_station_copy(path: Path, passphrase: Passphrase | None) -> bool:
    """Whether a case file is a station's copy. Raises WorldError as opening it does."""
    with the_world(path), closing(files.connect(path, passphrase, mode="ro")) as connection:
        return is_of_a_station(connection)


def kept_case_key(path: Path, passphrase: Passphrase | None) -> CaseKey | None:
    """The case key as a station keeps it beside its copy; None for a file that is no station's copy."""
    if passphrase is None or not outbox_of(path).exists():
        return None
    with closing(Outbox.open(path, passphrase)) as outbox:
        return unwrap(outbox.wrapped, passphrase)


def _alone(path: Path, passphrase: Passphrase | None, *, read_only: bool) -> CaseLog:
    log = CaseLog.open(path, read_only=read_only, passphrase=passphrase)
    if read_only:
        return log
    try:
        case = log.state(CaseState, CASE_KEY)
    except UNFIT:  # the projection is damaged: at opening the log itself is asked, and says so
        return log
    except BaseException:
        log.close()
        raise
    if case is None or not case.shared:
        return log
    log.close()
    return CaseLog.open(path, read_only=True, passphrase=passphrase)


def open_record(
    path: Path, passphrase: Passphrase | None, reach: Reach | None, *, read_only: bool, clock: Clock = machine_clock
) -> CaseLog:
    """Open a case file; a station's copy with its line to the server, or to look at where nobody says how that is reached.

    A copy that has left the server, and a file whose record others share since, are opened to look at: recorded here alone,
    it would be another story. Raises WorldError as `CaseLog.open` does, and "wrong_passphrase" where the case's passphrase
    opens no case key.
    """
    try:
        return _alone(path, passphrase, read_only=read_only)
    except WorldError as error:
        if read_only or error.code not in _PERHAPS_OF_A_STATION or not is_station_copy(path, passphrase):
            raise
    if reach is None or not outbox_of(path).exists():
        return CaseLog.open(path, read_only=True, passphrase=passphrase)
    with closing(Outbox.open(path, passphrase)) as outbox:
        url = outbox.url
    key = kept_case_key(path, passphrase)
    if key is None:
        raise other_passphrase()
    return SharedRecord.open_shared(
        path, reach.server(url), key, passphrase, clock=clock, patience=reach.patience, waits=reach.waits
    )
