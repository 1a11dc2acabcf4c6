"""The part of Setup for a record that many stations share: bringing a case to a server, who is connected, letting stations
in and out, and leaving.

Passwords and passphrases pass through and are never kept in the Screen, but for that of a login just made, which is shown
once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from adjudicator.office import Office
from adjudicator.office.behind.files.sharing import ServerLogin, StationList, StationLogin
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.reaching import password_of_file
from adjudicator.shared.server import StationRow
from adjudicator.words import _, beside, joined, n_, plural
from adjudicator.words.dates import day_and_hour
from ui.desks.setup import going_on
from ui.desks.setup.going_on import GoingOnPart
from ui.desks.setup.listed import ReadOnlyList
from ui.desks.setup.station_acts import ACTS, BRINGING, FOUNDING, OF_A_PART, TO_FOUND
from ui.parts import Cell, Choice, Column, ListWords, Notice, Row, Working, Wrong
from ui.shared.asking import AskedForm
from ui.shared.desk import Shell
from ui.shared.people_words import LOST, RULE, passphrase_troubles
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
        _("A station is listed here once it has joined with a login of its own."),
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
        "To work in the case here, add a login for this computer, and make its copy: Join a shared case, on the start screen."
    ),
    "station": _(
        "Everything recorded here goes to the server, and everything recorded at other stations comes here by itself."
    ),
    "archive": _("It can be looked at and verified. Nothing more comes from the server, and nothing is recorded."),
}
NOT_AN_ADMINISTRATOR = _("Only an administrator can share a case, let stations in and out, or have the case left.")
A_SUPERVISOR_BEGINS = _(
    "Only an administrator can let stations in and out, or have the case left. A supervisor can begin that this copy goes on "
    "alone; an administrator signs that, too."
)
NOT_ENCRYPTED = _(
    "The case file is not encrypted, and without a passphrase the server could read the voters' names. Encrypt it first: "
    "Setup, Case file."
)
NO_ADDRESS, NO_STATION = _("Write where the server is."), _("Choose the station in the list first.")
NO_LOGIN = _("Write a short name: small letters, digits and underscores, such as east_1.")
SHEET_SUFFIX = ".pdf"
LEAVING = _(
    "What was begun here and not recorded is gone. The copy can then be looked at and verified, and nothing more is recorded "
    "in it. The other stations go on."
)
STOPPED = Notice(
    _("Not everything is at the server yet"), remedy=_("Bring the rest before any station joins."), kind="warning"
)


@dataclass(frozen=True, slots=True)
class HandedLogin:
    """A login that was just made, to be handed over: shown until it is put away. `strip` says what became of the sheet."""

    title: str
    url: str
    password: str = field(repr=False)
    suggested: str = ""
    strip: Notice | None = None


@dataclass(frozen=True, slots=True)
class StationsScreen:
    """What this file is of a shared record, and what an administrator can do about it.

    `acts` are what can be done about the server, `doing` the one chosen, `fields` those of its form, `act` the word on its
    button, empty where there is no form, and `means` what it means; `asked` says it once more before it is done. `list` is
    there for a station's copy, `chosen` the login of the row chosen in it, `list_trouble` why it is not known, `longest`
    which copy has most of what the server lacks, `wrong` from where many wrong passwords came. `leave` is the word on the
    button for that, and `leaving` what it means while it is asked for. `go_on` is the word on the button that lets the copy
    go on alone, `going_on` the question who signs that, `trying` that their passwords are tried. `forget` is the word on the
    button for the keyring. `may_not` says why nothing can be done here. `handed` is a login to hand over. `turn` is another
    once what was written has been used, so that passwords are forgotten.
    """

    title: str
    says: str
    act: str = ""
    may_not: str = ""
    acts: tuple[Choice, ...] = ()
    doing: str = ""
    fields: frozenset[str] = TO_FOUND
    means: str = ""
    asked: str = ""
    list: ReadOnlyList | None = None
    list_trouble: str = ""
    longest: str = ""
    wrong: str = ""
    chosen: str = ""
    leave: str = ""
    leaving: str = ""
    go_on: str = ""
    going_on: AskedForm | None = None
    trying: Working | None = None
    forget: str = ""
    rule: str = RULE
    if_lost: str = LOST
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])
    handed: HandedLogin | None = None
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
        self._office, self._shell, self._changed, self._tell, self._said = office, shell, changed, tell, said
        self._work, self._asking = LongWork(shell.run, changed), LongWork(shell.run)
        self._forgetting = LongWork(shell.run)
        self._troubles: dict[str, str] = {}
        self._found: StationList | None = None
        self._doing, self._list_trouble, self._chosen, self._leaving, self._turn = "", "", "", False, 0
        self._asked, self._meant = "", _nothing
        self._new: StationLogin | None = None
        self._sheet: Notice | None = None
        self.going_on = GoingOnPart(office, shell, changed, tell, said, self._forget_by)

    def screen(self) -> StationsScreen:
        """The part as it stands; what the server says of its stations was asked before."""
        sharing = self._office.sharing
        part, refusal = sharing.part, self._office.case.shared == 0 and sharing.kept_from
        may = part == "archive" or sharing.may_keep() is None
        begins = part == "station" and sharing.may_go_on() is None
        not_may = NOT_AN_ADMINISTRATOR if not begins else A_SUPERVISOR_BEGINS
        may_not = _kept_words(refusal) if refusal else "" if may else not_may
        offered = () if may_not else OF_A_PART[part]
        doing = self._doing if self._doing in offered else next(iter(offered), "")
        act = ACTS.get(doing)
        screen = StationsScreen(
            TITLES[part], SAYS[part], act.button if act else "", may_not,
            tuple(Choice("", each, ACTS[each].choice) for each in offered), doing,
            act.fields if act else TO_FOUND, self._means(doing), self._asked,
            troubles=self._troubles, handed=self._handed(), working=self._work.working, turn=self._turn,
        )  # fmt: skip
        if part != "station":
            return screen
        found = self._found
        rows = tuple(station_row(row, found, self._office.local) for row in found.rows) if found else ()
        tried = wrong_words(found.rows, self._office.people.name_of) if found else ""
        return replace(
            screen, list=replace(STATIONS, rows=rows), wrong=tried, list_trouble=self._list_trouble, chosen=self._chosen,
            longest=found.longest() if found else "",
            leave="" if may_not else _("Leave the shared case"), leaving=LEAVING if self._leaving else "",
            go_on=going_on.CHOICE if begins else "", going_on=self.going_on.form() if begins else None,
            trying=self.going_on.working,
            forget=_("Forget the password kept at this computer"),
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
            self._take_back()
            self._changed()

    def choose_act(self, doing: str) -> None:
        """Choose what is to be done about the server; its form stands there."""
        if doing != self._doing and self._work.working is None:
            self._doing, self._troubles = doing, {}
            self._take_back()
            self._turn += 1
            self._changed()

    def send(
        self, url: str = "", password: str = "", login: str = "", name: str = "", passphrase: str = "", again: str = ""
    ) -> None:
        """Do what the form is for, or say first what it means; what is wrong with a field stands beside it."""
        doing = self.screen().doing
        if self._work.working is not None or not doing:
            return
        self._turn += 1
        self._troubles = self._wrong(doing, {"url": url, "login": login}, passphrase, again)
        if self._troubles:
            self._changed()
            return
        try:
            server = ServerLogin(url.strip(), password or password_of_file())
            does = self._what_does(doing, server, login.strip(), name.strip(), passphrase)
        except WorldError as error:
            self._failed(_("Nothing was done"), error)
            return
        if isinstance(does, Refusal):
            self._refused(does)
        elif ACTS[doing].at_once:
            does()
        else:
            self._ask(doing, does, login.strip(), name.strip())

    def confirm(self) -> None:
        """Do what was asked for."""
        meant = self._meant
        self._take_back()
        meant()
        self._changed()

    def take_back(self) -> None:
        """Think better of it: the form stands there again, without the passwords."""
        self._take_back()
        self._changed()

    def stop(self) -> None:
        """Stop bringing the record; what is at the server stays there."""
        if self._work.working is not None:
            self._work.stop()
            self._tell(STOPPED)

    def ask_to_leave(self) -> None:
        """Say what leaving means before it is done."""
        self.going_on.forget()
        self._leaving = True
        self._changed()

    def ask_to_go_on(self) -> None:
        """Ask who signs that this copy goes on alone."""
        self._leaving = False
        self.going_on.ask()

    def leave(self) -> None:
        """Make this copy an archive."""
        self._leaving = False
        forgetting = self._office.sharing.forgetting()
        try:
            refusal = self._office.sharing.leave()
        except WorldError as error:
            self._failed(_("The shared case was not left"), error)
            return
        if refusal is not None:
            self._tell(Notice(_("The shared case was not left"), refusal.words))
            return
        self._said(_("This copy has left the shared case. Have its login revoked at another station"))
        if forgetting is not None:
            self._forget_by(forgetting)

    def forget_password(self) -> None:
        """Have the system's keyring forget the password of this station's login."""
        forgetting = self._office.sharing.forgetting()
        if forgetting is not None:
            self._forget_by(forgetting, self._forgotten)

    def _forget_by(self, forgetting: Callable[[], bool], done: Callable[[bool], None] = lambda __: None) -> None:
        failed = partial(self._failed, _("The password of the login may still be kept at this computer"))
        self._forgetting.start("", lambda __: forgetting(), done, failed)

    def _forgotten(self, was_kept: bool) -> None:
        words = _("The password of the login is kept at this computer no more")
        self._said(words if was_kept else _("This computer keeps no password of the login"))

    def save_sheet(self, path: str) -> None:
        """Write the sheet with what is typed at the new station; no path where the person thought better of it."""
        new = self._new
        if new is None or not path:
            return
        out = Path(path if path.endswith(SHEET_SUFFIX) else f"{path}{SHEET_SUFFIX}")
        try:
            refusal = self._office.sharing.write_login_sheet(out, new, self._shell.language)
        except WorldError as error:
            self._sheet = Notice(_("The sheet was not saved: {trouble}", trouble=error.what), remedy=error.remedy)
        else:
            remedy = _("Print it, hand it over, and remove the file.")
            saved = Notice(_("The sheet is saved as {file}", file=out.name), remedy=remedy, kind="done")
            self._sheet = Notice(refusal.words) if refusal is not None else saved
        self._changed()

    def hand_over(self) -> None:
        """The new login was handed over: nothing of its password stays."""
        self._new, self._sheet = None, None
        self.look()
        self._changed()

    def forget(self) -> None:
        """Nothing of what was written stays."""
        self._troubles, self._leaving, self._chosen = {}, False, ""
        self._new, self._sheet = None, None
        self.going_on.forget()
        self._take_back()
        self._turn += 1

    # what stands in the Screen

    def _means(self, doing: str) -> str:
        """What an act means; of continuing, how long both records are, too."""
        means, found = ACTS[doing].means if doing else "", self._found
        if doing == "continue" and found is not None:
            own, there = self._office.record.head().size, found.head.size
            return beside(means, _("This copy has {own} entries, the server {there}.", own=own, there=there))
        if doing == "revoke" and not self._chosen:
            return beside(_("Choose its station in the list."), means)
        return means

    def _handed(self) -> HandedLogin | None:
        new = self._new
        if new is None:
            return None
        title = _("The login {login}, for {name}", login=new.login, name=new.name)
        suggested = str(self._office.path.with_name(f"{new.login}{SHEET_SUFFIX}"))
        return HandedLogin(title, new.url, new.password, suggested, self._sheet)

    # acts

    def _wrong(self, doing: str, written: Mapping[str, str], passphrase: str, again: str) -> dict[str, str]:
        wanted = {"url": NO_ADDRESS, "login": NO_LOGIN}
        fields = ACTS[doing].fields
        troubles: dict[str, str] = {}
        troubles |= {name: words for name, words in wanted.items() if name in fields and not written[name].strip()}
        if doing == "revoke" and not self._chosen:
            troubles["url"] = NO_STATION
        if "passphrase" in fields:
            troubles |= passphrase_troubles(passphrase, again, self._office.election)
        return troubles

    def _what_does(
        self, doing: str, server: ServerLogin, login: str, name: str, passphrase: str
    ) -> Callable[[], None] | Refusal:
        """What does an act once it is meant. Raises WorldError "bad_address"."""
        if doing == "share":
            return lambda: self._share(server)
        if doing in ("bring", "continue"):
            return lambda: self._bring(server)
        sharing, chosen = self._office.sharing, self._chosen
        if doing == "add":
            new = StationLogin.by_chance(server, login, name)
            return self._then(doing, sharing.letting_in(server, new), lambda: self._let_in(new))
        if doing == "revoke":
            return self._then(doing, sharing.revoking(server, chosen), lambda: self._revoked(chosen))
        return self._then(doing, sharing.wrapping_anew(passphrase), self._wrapped_anew)

    def _then(
        self, doing: str, does: Callable[[], None] | Refusal, done: Callable[[], None]
    ) -> Callable[[], None] | Refusal:
        """What begins an act that is done in one step, off the window's thread."""
        if isinstance(does, Refusal):
            return does
        words, failed = ACTS[doing].doing, partial(self._failed, ACTS[doing].failed)
        return lambda: self._work.start(words, lambda __: does(), lambda __: done(), failed)

    def _ask(self, doing: str, does: Callable[[], None], login: str, name: str) -> None:
        questions = {
            "add": _("Add the login {login} for {name}?", login=login, name=name or login),
            "revoke": _("Revoke the login {login}?", login=self._chosen),
            "passphrase": _("Set another passphrase?"),
            "continue": _("Continue from this copy?"),
        }
        self._meant, self._asked = does, beside(questions[doing], self._means(doing))
        self._changed()

    def _take_back(self) -> None:
        self._asked, self._meant = "", _nothing

    def _share(self, login: ServerLogin) -> None:
        founding = self._office.sharing.founding(login)
        if isinstance(founding, Refusal):
            self._refused(founding)
            return
        failed = partial(self._failed, ACTS["share"].failed)
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
        failed = partial(self._failed, ACTS["bring"].failed)
        self._work.start(BRINGING, bringing, self._brought, failed)

    def _brought(self, head: Head) -> None:
        said = n_(
            "The server has the {count} entry of this case",
            "The server has all {count} entries of this case",
            head.size,
        )
        self._said(said)
        self.look()

    def _let_in(self, new: StationLogin) -> None:
        self._said(_("The login {login} is made. Hand its password over", login=new.login))
        self._new = new
        self._changed()

    def _revoked(self, login: str) -> None:
        self._said(_("The login {login} is let in no more", login=login))
        self.look()

    def _wrapped_anew(self) -> None:
        self._said(_("Stations that join from now on are asked for the new passphrase"))

    def _listed(self, found: StationList) -> None:
        self._found, self._list_trouble = found, ""
        self._changed()

    def _not_listed(self, error: WorldError) -> None:
        self._list_trouble = str(error)
        self._changed()

    def _refused(self, refusal: Refusal) -> None:
        self._tell(Notice(_("Nothing was done"), refusal.words))

    def _failed(self, what: str, error: WorldError) -> None:
        beside_field = {"bad_address": "url", "bad_login": "login"}.get(error.code, "")
        if beside_field:
            self._troubles = {beside_field: str(error)}
            self._changed()
        else:
            self._tell(Notice(_("{what}: {trouble}", what=what, trouble=error.what), remedy=error.remedy))


def _nothing() -> None:
    """Nothing was asked for."""


def _kept_words(refusal: Refusal) -> str:
    """Why a case cannot be shared as it is, with what to do about it in the window."""
    return NOT_ENCRYPTED if refusal.code == "not_encrypted" else refusal.words


def wrong_words(rows: Sequence[StationRow], name_of: Callable[[str], str]) -> str:
    """From which stations many wrong passwords came, for whom, and what to do; empty where there were none."""
    tried = [
        _("Many wrong passwords at {station} ({login}), for {people}.",
          station=row.name, login=row.login, people=joined(name_of(person) for person in row.wrong))
        for row in rows
        if row.wrong
    ]  # fmt: skip
    return beside(*tried, _("If nobody there has forgotten a password, revoke the login.")) if tried else ""


def station_row(row: StationRow, found: StationList, local: Callable[[str], datetime]) -> Row:
    """A station as a row: what is amiss stands out."""
    behind = max(found.head.size - row.size, 0)
    more = max(row.size - found.head.size, 0)
    record = n_("{count} entry behind", "{count} entries behind", behind) if behind else _("has every entry")
    if more:  # the server was restored from an older backup
        record = n_("{count} entry more", "{count} entries more", more)
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
