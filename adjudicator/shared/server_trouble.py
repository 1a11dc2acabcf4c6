"""The one place where an error of the server or of the line to it becomes a WorldError: what, and what to do.

Nothing of what the server says is passed on: it may quote what was sent.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

import psycopg

from adjudicator.records.trouble import WorldError
from adjudicator.shared.address import ServerAddress
from adjudicator.words import _, told

_COMES_BACK = _("Reading and drafts go on. Recording comes back as soon as the server answers.")
_ASK = _("Ask the people who run the server.")

AWAY = ("server_away", _("The server {server} does not answer"), _COMES_BACK)
_FULL = ("server_away", _("There is no room left on the disk of the server {server}"), _ASK)
_DISK = ("server_away", _("The server {server} reported an error of its disk"), _ASK)
_HELD_UP = ("server_away", _("Another station holds the server {server} up"), _COMES_BACK)
_LOOKS_ON = ("server_away", _("The server {server} takes nothing new at the moment"), _ASK)
_NOT_IN = (
    "server_refuses",
    _("The server {server} does not let this login in"),
    _(
        "Check login and password. If they are right, ask the people who run the server: the login may have been revoked."
    ),
)
_NOT_TRUSTED = (
    "server_refuses",
    _("The certificate of the server {server} is not the one that is expected, so nothing was sent to it"),
    _("Ask the people who run the server for the file of its certificate, and name it in the address (sslrootcert)."),
)
_NO_RIGHT = (
    "server_refuses",
    _("The server {server} does not let this login do that"),
    _("Ask the people who run the server."),
)
_REFUSED = (
    "server_refuses",
    _("The server {server} did not take what was sent, because it does not follow from the record"),
    _("Nothing was recorded. Look at what the record has now, and do it again."),
)
_ANOTHER_STORY = (
    "server_refuses",
    _("What was sent to the server {server} rests on another record than it has"),
    _("Nothing was recorded. Keep this copy as it is, and ask the people who run the server whether it was restored."),
)
_ANOTHER_PROGRAM = (
    "another_program",
    _("The shared record on {server} is for another version of this program"),
    _("Use the version that the other stations use; the server's administrator may have to bring it up to date."),
)
_UNFIT = (
    "server_refuses",
    _("The server {server} is not one on which a record can be shared"),
    _("It has to be PostgreSQL 15 or newer, with a database in UTF-8: see the page for IT in the manual."),
)
_NO_RECORD = (
    "server_refuses",
    _("There is no shared record on {server} that this login may use"),
    _("Check the address, and ask the people who run the server for a login of its record."),
)
_SEVERAL = (
    "server_refuses",
    _("There are several shared records on {server} that this login may use"),
    _("Say which case is meant, or ask for a login that is for one of them alone."),
)
EXISTS = (
    "exists",
    _("There is one of that name on the server {server} already, and it is never overwritten"),
    _("Use another name, or go on with the one that is there."),
)

RIGHT, OTHER_HEAD = "PB001", "PB005"


class NoRoleError(Exception):
    """No role of the person allows what an act says."""


OF_STATE: Mapping[str, tuple[str, str, str]] = {
    "PB002": _REFUSED,
    "PB003": _NOT_IN,
    "PB004": _REFUSED,
    OTHER_HEAD: _ANOTHER_STORY,
    "PB006": _REFUSED,
    "PB007": _REFUSED,
    "PB008": _UNFIT,
    "53100": _FULL,
    "25006": _LOOKS_ON,
    "55P03": _HELD_UP,
    "57014": _HELD_UP,
    "42501": _NO_RIGHT,
    "42P06": EXISTS,
    "42710": EXISTS,
    "3D000": _NO_RECORD,
    "3F000": _NO_RECORD,
    "42883": _ANOTHER_PROGRAM,
}
"""SQLSTATE -> (code, what, what to do)."""

OF_CLASS: Mapping[str, tuple[str, str, str]] = {
    "08": AWAY,
    "22": _REFUSED,
    "23": _REFUSED,
    "28": _NOT_IN,
    "40": _HELD_UP,
    "53": AWAY,
    "57": AWAY,
    "58": _DISK,
    "XX": _DISK,
}
"""The first two characters of a SQLSTATE, which name its class -> the same."""

_ON_CONNECTING = (
    ("the database system is", AWAY),  # starting up, shutting down, in recovery
    ("certificate", _NOT_TRUSTED),
    ("does not match host name", _NOT_TRUSTED),
    ("root certificate", _NOT_TRUSTED),
    ("channel binding", _NOT_TRUSTED),
    ("does not support SSL", _NOT_TRUSTED),
    ("authentication", _NOT_IN),
    ("no password supplied", _NOT_IN),
    ("pg_hba.conf", _NOT_IN),
    ("is not permitted to log in", _NOT_IN),
    ("permission denied for database", _NOT_IN),
    ("role ", _NOT_IN),
    ("database ", _NO_RECORD),
)
"""What the driver says where no connection came about, which has no SQLSTATE; anything else means that it is away."""


@contextmanager
def the_server(address: ServerAddress) -> Generator[None]:
    """Turn the failures of the server into WorldError; bugs pass through. NoRoleError says that no role allows an entry."""
    try:
        yield
    except psycopg.Error as error:
        if error.sqlstate == RIGHT:
            raise NoRoleError from None
        words = words_of(error)
        if words is None:
            raise
        raise trouble(address, words) from None  # what the server said may quote what was sent


def words_of(error: psycopg.Error) -> tuple[str, str, str] | None:
    """What is said of an error of the driver; None for a mistake of this program."""
    state = error.sqlstate
    if state is not None:
        return OF_STATE.get(state) or OF_CLASS.get(state[:2])
    if isinstance(error, psycopg.DataError):  # a text with a character that PostgreSQL does not have
        return _REFUSED
    if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return None
    said = str(error)
    return next((words for part, words in _ON_CONNECTING if part in said), AWAY)


def trouble(address: ServerAddress, words: tuple[str, str, str]) -> WorldError:
    """Make a WorldError of (code, what, what to do)."""
    code, what, remedy = words
    return WorldError(code, told(what, server=address.name), remedy)


def no_record(address: ServerAddress, *, several: bool) -> WorldError:
    """The login may use no record there, or several and it was not said which."""
    return trouble(address, _SEVERAL if several else _NO_RECORD)


def another_program(address: ServerAddress) -> WorldError:
    """The record wants another version of the program."""
    return trouble(address, _ANOTHER_PROGRAM)


def away(address: ServerAddress) -> WorldError:
    """The server does not answer."""
    return trouble(address, AWAY)
