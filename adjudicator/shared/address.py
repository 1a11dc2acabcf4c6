"""Where the server of a shared record is, and how it is spoken to: in the clear with this computer alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from adjudicator.records.trouble import WorldError
from adjudicator.words import _

LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that are this computer; so is the path of a socket, and no host at all."""

ALIVE: Final = {
    "connect_timeout": 4,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,
}
"""After how long a line counts as cut, in seconds (the last in thousandths): a pulled cable says nothing by itself."""

OVER_TLS: Final = {
    "sslmode": "verify-full",
    "channel_binding": "require",
    "require_auth": "scram-sha-256",
    "gssencmode": "disable",
}
"""For any host but this computer: its certificate is checked, and no password goes to somebody else in its place."""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """The address of a server as it is given ("postgresql://station_1@db.example.gov/ballots"), without a password."""

    url: str

    @property
    def parts(self) -> dict[str, str]:
        """The parts of the address. Raises WorldError "bad_address" for what is none, and for one with a password in it."""
        try:
            parts = {name: str(value) for name, value in conninfo_to_dict(self.url).items()}
        except ProgrammingError as error:
            what = _("This is no address of a server")
            remedy = _("Write it as in postgresql://LOGIN@HOST/DATABASE.")
            raise WorldError("bad_address", what, remedy) from error
        if "password" in parts:
            what = _("The address of the server has a password in it, which others could read")
            raise WorldError("bad_address", what, _("Leave it out: the program asks for the password."))
        return parts

    @property
    def name(self) -> str:
        """What a message calls the server: its host, and nothing of who logs in."""
        host = self.parts.get("host", "")
        return host if host and not host.startswith("/") else "localhost"

    @property
    def login(self) -> str:
        """The login that the address names; empty where it names none."""
        return self.parts.get("user", "")

    def for_login(self, login: str) -> str:
        """The same address for another login, as it is typed at that login's station. Raises WorldError as `parts` does."""
        parts = self.parts
        if "://" not in self.url:
            return make_conninfo("", **{**parts, "user": login})
        host = urlsplit(self.url)
        return host._replace(netloc=f"{quote(login)}@{host.netloc.rpartition('@')[2]}").geturl()

    @property
    def is_local(self) -> bool:
        """Whether the server runs on this computer."""
        parts = self.parts
        hosts = [each for name in ("host", "hostaddr") for each in parts.get(name, "").split(",") if each]
        return "service" not in parts and all(host in LOCAL or host.startswith("/") for host in hosts)

    def conninfo(self, password: str = "", seconds: int = 30) -> str:
        """What the driver wants to know; no statement takes longer than so many seconds (0: as long as it takes).

        The certificates that are trusted are the system's, or those in the file that the address names (`sslrootcert`).
        """
        parts = self.parts
        over = {} if self.is_local else {**OVER_TLS, "sslrootcert": parts.get("sslrootcert", "system")}
        told = {"password": password} if password else {}
        # an empty one keeps what the environment says from sending everything elsewhere
        own = {
            "client_encoding": "utf8",
            "application_name": "adjudicator",
            "options": f"-c statement_timeout={seconds}s",
        }
        whole: dict[str, str | int] = {"hostaddr": "", **parts, **ALIVE, **own, **over, **told}
        return make_conninfo("", **whole)

    def __str__(self) -> str:
        return self.name
