"""Commands for a record that many stations share: share, join, leave, stations."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.state import CaseState
from adjudicator.cli.shared.access import (
    NEW_PASSPHRASE_FILE,
    NEW_SERVER_PASSWORD_FILE,
    OTHER_PASSWORD_FILE,
    SERVER_PASSWORD_FILE,
    acting,
    as_json,
    chosen_passphrase,
    forget_server_password,
    open_office,
    passphrase_for,
    password_of,
    record_passphrase,
    server_password,
    signed_in,
)
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_either, answer_json, answer_lines, bad_input, granted, refuse, teller
from adjudicator.cli.shared.paths import existing, new_case
from adjudicator.log.case_log import CaseLog
from adjudicator.office.behind.files.sharing import (
    NOT_ENCRYPTED,
    ServerLogin,
    StationList,
    bring_all,
    found,
    kept_from_sharing,
    look_first,
    server_of,
    wrap_anew,
)
from adjudicator.office.behind.files.sharing import leave as leave_shared
from adjudicator.office.behind.station import this_station
from adjudicator.people.passwords import passphrase_of, passphrase_problem
from adjudicator.port.answers import Head
from adjudicator.shared import reaching, system_keyring
from adjudicator.shared.copying import join as make_copy
from adjudicator.shared.copying import key_of
from adjudicator.shared.server import Server, StationRow
from adjudicator.words import _, beside, joined, n_


@command()
@click.argument("case", type=existing)
@option(
    "--server", "url", required=True, metavar="URL", help=_("Where the server is: postgresql://LOGIN@HOST/DATABASE")
)
@option(
    "--continue", "goes_on", is_flag=True, help=_("Bring what a server lacks that has the beginning of this record.")
)
@as_json
@acting
def share(case: Path, url: str, goes_on: bool, json_: bool, person: str | None) -> None:
    """Share a case with other stations. An administrator does this.

    The whole record goes to a server on PostgreSQL, with scans and roll; names and everything else that is personal are
    encrypted first under the passphrase of the case. From then on this file can only be looked at: each station, this
    computer too, makes a copy with `adjudicator join`. After a server was restored from an older backup, --continue brings
    what it lacks from the longest copy, which `adjudicator stations` names.

    The login has to be one that may found records. Its password comes from ADJUDICATOR_SERVER_PASSWORD_FILE, from the
    system's keyring, or from the terminal.

    Example: adjudicator share gwinnett.case --server postgresql://founder@ballots.example.gov/shared --as jdoe
    """
    passphrase = passphrase_for(case)
    if passphrase is None:
        refuse(NOT_ENCRYPTED)
    about = _case_in(case, passphrase)
    kept = kept_from_sharing(about, encrypted=True)
    if kept is not None:
        refuse(kept)
    office = None if about.shared else signed_in(case, person)
    if office is not None:
        granted(office.may("share") or True)
    login = ServerLogin(url, server_password(url))
    key = look_first(case, passphrase, login) if goes_on else found(case, passphrase, login)
    if office is not None:
        granted(office.sharing.begin())
    told = partial(teller(), _("Bringing the record"))
    head = bring_all(case, passphrase, login, key, this_station(), told)
    words = n_(
        "The server has {count} entry of {case}. Each station makes its copy with: adjudicator join URL --out CASE",
        "The server has all {count} entries of {case}. Each station makes its copy with: adjudicator join URL --out CASE",
        head.size,
        case=case.name,
    )
    answer_either(words, {"file": str(case), "entries": head.size, "root": head.root.hex()}, as_json=json_)


def _case_in(case: Path, passphrase: Passphrase) -> CaseState:
    with CaseLog.open(case, read_only=True, passphrase=passphrase) as log:
        return log.case()


@command()
@click.argument("url")
@option("--out", type=new_case, help=_("The copy to make; it must not exist yet."))
@option("--keep-password", "keeps", is_flag=True, help=_("Have the system's keyring keep the password of the login."))
@option("--forget-password", "forgets", is_flag=True, help=_("Have the system's keyring forget it."))
@as_json
def join(url: str, out: Path | None, keeps: bool, forgets: bool, json_: bool) -> None:
    """Make this computer's copy of a shared case. It is verified whole, and worked in like any case file.

    The passphrase is that of the case, and the copy is encrypted under it. Whenever the copy is opened, the password of this
    station's login comes from ADJUDICATOR_SERVER_PASSWORD_FILE, from the system's keyring, or from the terminal.

    With --keep-password the keyring of your account at this computer keeps the password, once the server has let the login
    in. Without --out nothing else is done then, and with --forget-password nothing is done but that.

    Example: adjudicator join postgresql://east_1@ballots.example.gov/shared --out gwinnett.case
    """
    if forgets:
        if out is not None or keeps:
            bad_input(_("--forget-password goes alone: nothing is joined, and nothing is kept."))
        _forget_password(url, json_=json_)
        return
    if out is None and not keeps:
        bad_input(_("Say where the copy goes: --out CASE."))
    passphrase = None
    if out is not None:
        passphrase = record_passphrase()
    password = server_password(url, ask_keyring=not keeps)
    with closing(reaching.server_at(url, password)) as server:
        if keeps:
            _keep_password(server, url, password)
        if out is None or passphrase is None:
            answer_either(_("The system's keyring keeps the password."), {"password_kept": True}, as_json=json_)
            return
        head = make_copy(server, out, passphrase, url, told=partial(teller(), _("Fetching the record")))
    root = head.root.hex()
    words = _(
        "{file} is a copy of all {size} entries, which verify, root {root}.", file=str(out), size=head.size, root=root
    )
    answer_either(words, {"file": str(out), "entries": head.size, "root": root}, as_json=json_)


def _keep_password(server: Server, url: str, password: str) -> None:
    """Keep a password with which the server lets the login in."""
    if not password:
        words = _("There is no password to keep, and no terminal to ask for it on.")
        bad_input(beside(words, _("Put it into a file and name that in {variable}.", variable=SERVER_PASSWORD_FILE)))
    server.head()
    system_keyring.keep(url, password)


def _forget_password(url: str, *, json_: bool) -> None:
    forgotten = system_keyring.forget(url)
    words = _("The system's keyring keeps the password no more.")
    if not forgotten:
        words = _("The system's keyring keeps no password of this login.")
    answer_either(words, {"password_kept": False}, as_json=json_)


@command()
@click.argument("case", type=existing)
@option(
    "--go-on", "goes_on", is_flag=True, help=_("Go on with the copy by itself: a record that is not the shared one.")
)
@option("--as", "person", default="", metavar="PERSON", help=_("With --go-on: an administrator or a supervisor."))
@option("--with", "other", default="", metavar="PERSON", help=_("With --go-on: the other of the two."))
@as_json
def leave(case: Path, goes_on: bool, person: str, other: str, json_: bool) -> None:
    """Make a station's copy an archive. It can be looked at, verified and copied, and nothing more is recorded in it.

    The other stations go on. What was begun here and not recorded is gone. If the system's keyring keeps the password of the
    login, it forgets it. Have the login of this station revoked as well:
    adjudicator stations URL --revoke LOGIN

    With --go-on an administrator and a supervisor, two people, sign that the copy goes on by itself, and it is worked in like
    any case file. Each of its releases and sheets says since when it is not the shared record. The passwords come from
    ADJUDICATOR_PASSWORD_FILE and ADJUDICATOR_OTHER_PASSWORD_FILE or from the terminal.

    Example: adjudicator leave gwinnett.case --go-on --as jdoe --with mlee
    """
    if goes_on:
        _leave_and_go_on(case, person, other, as_json_=json_)
        return
    passphrase = passphrase_for(case)
    url = server_of(case, passphrase)
    kept = leave_shared(case, passphrase)
    if kept is not None:
        refuse(kept)
    forget_server_password(url)
    words = _("{case} has left the shared record. It can be looked at and verified.", case=case.name)
    answer_either(words, {"file": str(case)}, as_json=json_)


def _leave_and_go_on(case: Path, person: str, other: str, *, as_json_: bool) -> None:
    if not person or not other:
        bad_input(_("Say who signs, an administrator and a supervisor: --as PERSON --with PERSON."))
    office = open_office(case, read_only=True)
    passwords = {person: password_of(_("Password of {person}", person=person))}
    if other not in passwords:
        passwords[other] = password_of(_("Password of {person}", person=other), variable=OTHER_PASSWORD_FILE)
    url = server_of(case, passphrase_for(case))
    head = granted(office.sharing.leave_and_go_on(passwords, partial(teller(), _("Writing the file"))))
    forget_server_password(url)
    words = _(
        "{case} has left the shared record and goes on by itself, with {size} entries, root {root}. Releases and sheets made "
        "from it say so.",
        case=case.name,
        size=head.size,
        root=head.root.hex(),
    )
    answer_either(words, {"file": str(case), "entries": head.size, "root": head.root.hex()}, as_json=as_json_)


@command()
@click.argument("url")
@option("--revoke", metavar="LOGIN", help=_("Let this login in no more."))
@option("--add", metavar="LOGIN", help=_("Make a login for one more station."))
@option("--name", default="", help=_("With --add: what the station is called."))
@option("--new-passphrase", is_flag=True, help=_("Let stations join under another passphrase from now on."))
@as_json
def stations(url: str, revoke: str | None, add: str | None, name: str, new_passphrase: bool, json_: bool) -> None:
    """List the stations of a shared case. It says who is connected, how far each is behind, and how its clock stands.

    With --add the login has to be one that may found records. The new login's password comes from
    ADJUDICATOR_NEW_SERVER_PASSWORD_FILE or from the terminal.

    A new passphrase is asked for by stations that join from then on. The copies that there are stay under the one before, and
    a station that left keeps what it has: it was able to read it.

    Example: adjudicator stations postgresql://founder@ballots.example.gov/shared --add east_1 --name "East counter"
    """
    password = server_password(url)
    with closing(reaching.server_at(url, password)) as server:
        if add:
            chosen = password_of(_("Password for the new login"), confirm=True, variable=NEW_SERVER_PASSWORD_FILE)
            with closing(reaching.founder_at(url, password, _only_case(server))) as founder:
                founder.add_station(add, chosen, name or add)
        if revoke:
            server.revoke(revoke)
        if new_passphrase:
            _wrap_anew(server)
        found_there = StationList.at(server)
    if json_:
        answer_json([_described(row, found_there.head) for row in found_there.rows])
        return
    lines = [_line(row, found_there.head, found_there.now) for row in found_there.rows]
    answer_lines([*lines, *filter(None, (found_there.longest(),))], _("No station has logged in yet."))


def _wrap_anew(server: Server) -> None:
    present = record_passphrase()
    key = key_of(server, present)[0]
    chosen = chosen_passphrase(NEW_PASSPHRASE_FILE)
    problem = passphrase_problem(chosen)
    if problem is not None:
        bad_input(problem)
    wrap_anew(server, key, passphrase_of(chosen))


def _only_case(server: Server) -> str:
    return str(getattr(server, "case", ""))


def _described(row: StationRow, head: Head) -> dict[str, object]:
    return {
        "login": row.login,
        "name": row.name,
        "version": row.version,
        "behind": max(head.size - row.size, 0),
        "clock": row.clock,
        "seen": row.seen,
        "last_act": row.last_act,
        "connected": row.connected,
        "revoked": row.revoked,
        "wrong_passwords_for": list(row.wrong),
    }


def _line(row: StationRow, head: Head, now: datetime) -> str:
    behind = n_("{count} entry behind", "{count} entries behind", max(head.size - row.size, 0))
    if row.size >= head.size:
        behind = _("has every entry")
    state = _("connected") if row.connected else _("not connected")
    if row.revoked:
        state = _("revoked")
    clock = _("its clock is {seconds} seconds off", seconds=format(row.clock, "+.1f")) if abs(row.clock) >= 1 else ""
    wrong = _("many wrong passwords for {people}", people=joined(row.wrong)) if row.wrong else ""
    called = f"{row.login} ({row.name})"
    return beside(called, state, behind, clock, wrong, _seen(row, now), row.version, by="; ")


def _seen(row: StationRow, now: datetime) -> str:
    if not row.seen:
        return ""
    minutes = int((now - moment_of(row.seen)).total_seconds() // 60)
    return n_("seen {count} minute ago", "seen {count} minutes ago", minutes)


COMMANDS = (share, join, leave, stations)
