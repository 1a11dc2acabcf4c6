"""The part of Setup for a record that many stations share: bringing a case to a server, who is connected, and leaving.

Passwords pass through and are never kept in the Screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from adjudicator.office import Office
from adjudicator.office.behind.sharing import ServerLogin, StationList
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.reaching import kept_password
from adjudicator.shared.server import StationRow
from adjudicator.words import _, n_, plural
from adjudicator.words.dates import day_and_hour
from ui.desks.setup.listed import ReadOnlyList
from ui.parts import Cell, Column, ListWords, Notice, Row, Working, Wrong
from ui.shared.desk import Shell
from ui.shared.work import LongWork

STATIONS = ReadOnlyList(
    "stations",
    "",
    (
        Column("name", _("Station"), "strong", 130, stretch=True),
        Column("login", _("Login"), width=110),
        Column("state", _("Now"), width=130),
        Column("behind", _("Record"), width=160),
        Column("clock", _("Clock"), width=160),
        Column("last", _("Last act"), "muted", 165),
        Column("version", _("Version"), "muted", 80),
    ),
    ListWords(
        plural("{count} station", "{count} stations"),
        _("stations"),
        _("No station has logged in yet"),
        hint=_("Filter stations"),
        icon="users",
    ),
)
TITLES: Mapping[str, str] = {
    "alone": _("This case is worked in at this computer alone"),
    "shared": _("This case is shared, and this file can only be looked at"),
    "station": _("This is a station's copy of a shared case"),
    "archive": _("This copy has left the shared case"),
}
SAYS: Mapping[str, str] = {
    "alone": _(
        "Several computers can work on one case through a server on PostgreSQL, which your IT runs. Everything personal is "
        "encrypted before it leaves this computer. From then on this file can only be looked at, and each computer, this one "
        "too, makes a copy of its own: Join a shared case, on the start screen."
    ),
    "shared": _(
        "To work in the case here, make this computer's copy: Join a shared case, on the start screen. If bringing it was "
        "interrupted, or the server was restored from an older backup, bring what the server lacks."
    ),
    "station": _(
        "Everything recorded here goes to the server, and everything recorded at other stations comes here by itself."
    ),
    "archive": _("It can be looked at and verified. Nothing more comes from the server, and nothing is recorded."),
}
NOT_AN_ADMINISTRATOR = _("Only an administrator can share a case, have it left, or revoke a login.")
FOUNDING, BRINGING, REVOKING = (
    _("Asking the server"),
    _("Bringing the record to the server"),
    _("Having the login revoked"),
)
NOT_ENCRYPTED = _(
    "The case file is not encrypted, and without a passphrase the server could read the voters' names. Encrypt it first: "
    "Setup, Case file."
)
NO_ADDRESS, NO_STATION = _("Write where the server is."), _("Choose the station in the list first.")
LEAVING = _(
    "What was begun here and not recorded is gone. The copy can then be looked at and verified, and nothing more is recorded "
    "in it. The other stations go on."
)
STOPPED = Notice(
    _("Not everything is at the server yet"), remedy=_("Bring the rest before any station joins."), kind="warning"
)


@dataclass(frozen=True, slots=True)
class StationsScreen:
    """What this file is of a shared record, and what an administrator can do about it.

    `act` is the word on the button of the form for a server's address and password, empty where there is no form. `list`
    is there for a station's copy, `chosen` the login of the row chosen in it, `list_trouble` why it is not known. `leave` is
    the word on the button for that, and `leaving` what it means while it is asked for. `may_not` says why nothing can be
    done here. `turn` is another once what was written has been used, so that the password is forgotten.
    """

    title: str
    says: str
    act: str = ""
    may_not: str = ""
    list: ReadOnlyList | None = None
    list_trouble: str = ""
    chosen: str = ""
    leave: str = ""
    leaving: str = ""
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])
    working: Working | None = None
    turn: int = 0


class StationsPart:
    """Its acts. `changed` draws, `tell` is told what went wrong, `said` what was done."""

    def __init__(
        self,
        office: Office,
        shell: Shell,
        changed: Callable[[], None],
        tell: Callable[[Notice], None],
        said: Callable[[str], None],
    ) -> None:
        self._office, self._changed, self._tell, self._said = office, changed, tell, said
        self._work, self._asking = LongWork(shell.run, changed), LongWork(shell.run)
        self._troubles: dict[str, str] = {}
        self._found: StationList | None = None
        self._list_trouble, self._chosen, self._leaving, self._turn = "", "", False, 0

    def screen(self) -> StationsScreen:
        """The part as it stands; what the server says of its stations was asked before."""
        sharing = self._office.sharing
        part, refusal = sharing.part, self._office.case.shared == 0 and sharing.kept_from
        may = part == "archive" or self._may()
        may_not = _kept_words(refusal) if refusal else "" if may else NOT_AN_ADMINISTRATOR
        act = {
            "alone": _("Share the case"),
            "shared": _("Bring what the server lacks"),
            "station": _("Revoke the login"),
        }
        screen = StationsScreen(
            TITLES[part], SAYS[part], "" if may_not else act.get(part, ""), may_not,
            troubles=self._troubles, working=self._work.working, turn=self._turn,
        )  # fmt: skip
        if part != "station":
            return screen
        found = self._found
        rows = tuple(station_row(row, found, self._office.local) for row in found.rows) if found else ()
        return replace(
            screen, list=replace(STATIONS, rows=rows), list_trouble=self._list_trouble, chosen=self._chosen,
            leave="" if may_not else _("Leave the shared case"), leaving=LEAVING if self._leaving else "",
        )  # fmt: skip

    def look(self) -> None:
        """Ask the server for its stations."""
        asked = self._office.sharing.stations()
        if asked is not None:
            self._asking.start("", lambda __: asked(), self._listed, self._not_listed)

    def choose(self, login: str) -> None:
        """Choose the station whose login may be revoked."""
        if login != self._chosen:
            self._chosen = login
            self._changed()

    def send(self, url: str, password: str) -> None:
        """Do what the form is for: share the case, bring the server what it lacks, or revoke the chosen login."""
        if self._work.working is not None or not self.screen().act:
            return
        part = self._office.sharing.part
        self._turn += 1
        self._troubles = {} if url.strip() else {"url": NO_ADDRESS}
        if part == "station" and not self._chosen:
            self._troubles["url"] = NO_STATION
        if self._troubles:
            self._changed()
            return
        try:
            login = ServerLogin(url.strip(), password or kept_password(url))
        except WorldError as error:
            self._failed(_("Nothing was done"), error)
            return
        {"alone": self._share, "shared": self._bring, "station": self._revoke}[part](login)

    def stop(self) -> None:
        """Stop bringing the record; what is at the server stays there."""
        if self._work.working is not None:
            self._work.stop()
            self._tell(STOPPED)

    def ask_to_leave(self) -> None:
        """Say what leaving means before it is done."""
        self._leaving = True
        self._changed()

    def leave(self) -> None:
        """Make this copy an archive."""
        self._leaving = False
        try:
            refusal = self._office.sharing.leave()
        except WorldError as error:
            self._failed(_("The shared case was not left"), error)
            return
        if refusal is not None:
            self._tell(Notice(_("The shared case was not left"), refusal.words))
            return
        self._said(_("This copy has left the shared case. Have its login revoked at another station"))

    def forget(self) -> None:
        """Nothing of what was written stays."""
        self._troubles, self._leaving, self._chosen = {}, False, ""
        self._turn += 1

    def _may(self) -> bool:
        """Whether the person may see to it; a file that is shared is looked at, and who may is asked at the server."""
        return self._office.sharing.part == "shared" or self._office.may("share") is None

    def _share(self, login: ServerLogin) -> None:
        founding = self._office.sharing.founding(login)
        if isinstance(founding, Refusal):
            self._refused(founding)
            return
        failed = partial(self._failed, _("The case was not shared"))
        self._work.start(FOUNDING, lambda __: founding(), partial(self._founded, login), failed)

    def _founded(self, login: ServerLogin, key: CaseKey) -> None:
        begun = self._office.sharing.begin()
        if isinstance(begun, Refusal):
            self._refused(begun)
        else:
            self._bring(login, key)

    def _bring(self, login: ServerLogin, key: CaseKey | None = None) -> None:
        bringing = self._office.sharing.bringing(login, key)
        if isinstance(bringing, Refusal):
            self._refused(bringing)
            return

        failed = partial(self._failed, _("Not everything is at the server yet"))
        self._work.start(BRINGING, bringing, self._brought, failed)

    def _brought(self, head: Head) -> None:
        said = n_(
            "The server has the {count} entry of this case",
            "The server has all {count} entries of this case",
            head.size,
        )
        self._said(said)

    def _revoke(self, login: ServerLogin) -> None:
        chosen = self._chosen
        revoking = self._office.sharing.revoking(login, chosen)
        if isinstance(revoking, Refusal):
            self._refused(revoking)
            return
        failed = partial(self._failed, _("The login was not revoked"))
        self._work.start(REVOKING, lambda __: revoking(), lambda __: self._revoked(chosen), failed)

    def _revoked(self, login: str) -> None:
        self._said(_("The login {login} is let in no more", login=login))
        self.look()

    def _listed(self, found: StationList) -> None:
        self._found, self._list_trouble = found, ""
        self._changed()

    def _not_listed(self, error: WorldError) -> None:
        self._list_trouble = str(error)
        self._changed()

    def _refused(self, refusal: Refusal) -> None:
        self._tell(Notice(_("Nothing was done"), refusal.words))

    def _failed(self, what: str, error: WorldError) -> None:
        if error.code == "bad_address":
            self._troubles = {"url": str(error)}
            self._changed()
        else:
            self._tell(Notice(_("{what}: {trouble}", what=what, trouble=error.what), remedy=error.remedy))


def _kept_words(refusal: Refusal) -> str:
    """Why a case cannot be shared as it is, with what to do about it in the window."""
    return NOT_ENCRYPTED if refusal.code == "not_encrypted" else refusal.words


def station_row(row: StationRow, found: StationList, local: Callable[[str], datetime]) -> Row:
    """A station as a row: what is amiss stands out."""
    behind = max(found.head.size - row.size, 0)
    record = n_("{count} entry behind", "{count} entries behind", behind) if behind else _("has every entry")
    state: Cell = _("connected") if row.connected else _("not connected")
    if row.revoked:
        state = Wrong(_("revoked"))
    clock: Cell = _("right")
    if abs(row.clock) >= 1:
        clock = Wrong(_("{seconds} seconds off", seconds=format(row.clock, "+.1f")))
    last = day_and_hour(local(row.last_act)) if row.last_act else _("none yet")
    if not row.seen:
        record, clock = "", _("never seen")
    cells = (row.name, row.login, state, record, clock, last, row.version)
    return Row(row.login, cells, order=("", "", "", behind, "", row.last_act, ""))
