"""Opening a case from the command line, and who acts in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from adjudicator.at_rest import foreign
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.cli.shared.exits import REFUSED
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import EndError, bad_file, bad_input, granted, refuse, say, spoken, teller
from adjudicator.intake.definition import read_definition
from adjudicator.intake.sources import MOST_OF_DEFINITION, read_whole
from adjudicator.log.file.errors import the_world
from adjudicator.office import Office
from adjudicator.office.behind.room import ANOTHER_STORY
from adjudicator.office.behind.station import this_station
from adjudicator.office.desks.people import CHOOSE_OWN
from adjudicator.people.passwords import IF_LOST, passphrase_of, passphrase_problem
from adjudicator.records.election import Election
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.shared import system_keyring
from adjudicator.shared.reaching import by_password
from adjudicator.words import _, beside, told

PASSWORD_FILE = "ADJUDICATOR_PASSWORD_FILE"  # noqa: S105 - the name of a variable, not a password
OTHER_PASSWORD_FILE = "ADJUDICATOR_OTHER_PASSWORD_FILE"  # noqa: S105 - the same
PASSPHRASE_FILE = "ADJUDICATOR_PASSPHRASE_FILE"  # noqa: S105 - the same
NEW_PASSPHRASE_FILE = "ADJUDICATOR_NEW_PASSPHRASE_FILE"  # noqa: S105 - the same
SERVER_PASSWORD_FILE = "ADJUDICATOR_SERVER_PASSWORD_FILE"  # noqa: S105 - the same
NEW_SERVER_PASSWORD_FILE = "ADJUDICATOR_NEW_SERVER_PASSWORD_FILE"  # noqa: S105 - the same
WAITS = 10.0
"""Seconds that a command waits for what the server of a shared record says of an act: nobody sits in front of a window."""

CHECKING = _("Checking the roll")
FIRST_ROLES = frozenset({"administrator", "clerk"})

MOST_OF_PASSWORD = 64 << 10
"""Bytes of a file that has a password in it."""


GO_ON = "go_on"


def acting(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a command in which somebody acts."""
    person = option("--as", "person", metavar="PERSON", help=_("Who acts: the short name to sign in with."))
    going_on = option(
        "--go-on",
        is_flag=True,
        expose_value=False,
        callback=_noted,
        help=_("Act also in a restored file that lacks entries."),
    )
    return person(going_on(command))


def _noted(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    context.meta[GO_ON] = value


as_json = option("--json", "json_", is_flag=True, help=_("Answer as JSON."))


def open_office(case: Path, *, read_only: bool = False) -> Office:
    """Open a case; it is closed when the command ends, however it ends. What an interrupted work has left is said."""
    told = partial(teller(), CHECKING)
    office = Office.open(
        case, read_only=read_only, station=this_station(), passphrase=passphrase_for(case), checking=told,
        reach=by_password(server_password, WAITS),
    )  # fmt: skip
    closing(office)
    for words in filter(None, (office.at_rest.cleared(), *office.at_rest.left_behind())):
        say(words)
    if office.roll_trouble is not None:
        say(str(office.roll_trouble))
    if office.is_another_story or office.left_behind:
        told = _("{file} is not the file that was on this computer.", file=case.name)
        if office.is_in_doubt:
            told = _("{file} may not be the file that was on this computer.", file=case.name)
        say(beside(told, office.left_behind or ANOTHER_STORY))
    return office


def closing(office: Office) -> Office:
    """Have a case closed when the command ends, however it ends."""
    click.get_current_context().call_on_close(office.close)
    return office


NOBODY_YET = _(
    "Nobody has an account in this case yet, and this is nothing to begin with. Begin with: adjudicator person add {case} "
    "SHORT_NAME --name NAME --role ROLE --as PERSON"
)


def signed_in(case: Path, person: str | None, *, may_begin: bool = False) -> Office:
    """Open a case and sign in who acts."""
    office = open_office(case)
    sign_in(office, person, may_begin=may_begin)
    return office


def sign_in(office: Office, person: str | None, *, may_begin: bool = False) -> None:
    """Sign a person in, with the password of ADJUDICATOR_PASSWORD_FILE or from the terminal.

    In a live case that has nobody yet, the first person to act becomes its first administrator, where the command is one
    that a case may begin with: an administrator or clerk does it, and all that could fail was looked at before.
    """
    if not person:
        bad_input(_("Say who acts: --as PERSON."))
    if office.people.needs_first():
        if not may_begin:
            refuse(Refusal("nobody_yet", told(NOBODY_YET, case=office.path.name)))
        password = password_of(_("Choose a password"), confirm=True)
        granted(office.people.add(Person(person, person, FIRST_ROLES), password))
        say(_("{person} is now the first administrator of this case.", person=person))
    else:
        password = password_of(_("Password"))
    found = office.people.sign_in(person, password)
    if isinstance(found, Refusal) and found == CHOOSE_OWN:
        say(found.words)
        say(
            _(
                "Choose one first: adjudicator person password {file} --as {person}",
                file=office.path.name,
                person=person,
            )
        )
        raise EndError(REFUSED)
    granted(found)
    if office.left_behind:
        _go_on(office)


def _go_on(office: Office) -> None:
    """Before the first act in a file that left entries behind: who may go on is asked, or has said so."""
    granted(office.may("go_on") or True)
    said = bool(click.get_current_context().meta.get(GO_ON))
    if not said and sys.stdin.isatty():
        said = click.confirm(spoken(_("Go on with this file?")), err=True)
    if not said:
        refuse(Refusal("left_behind", _("Nothing was recorded. To go on with this file add --go-on.")))
    granted(office.go_on() or True)


def password_of(prompt: str, *, confirm: bool = False, variable: str = PASSWORD_FILE) -> str:
    """A password, from the file that a variable names, else asked for on the terminal. Never an argument."""
    named = os.environ.get(variable)
    if named:
        try:
            return foreign.text_of(Path(named), MOST_OF_PASSWORD).rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            words = _(
                "{variable} names a file that cannot be read: it has to be a plain text file of at most {most} bytes, in "
                "UTF-8.",
                variable=variable,
                most=MOST_OF_PASSWORD,
            )
            bad_input(words)
    if not sys.stdin.isatty():
        words = _("There is no terminal to ask for the password on.")
        if "passphrase" in prompt.casefold():
            words = _("There is no terminal to ask for the passphrase on.")
        bad_input(beside(words, _("Put it into a file and name that in {variable}.", variable=variable)))
    again = spoken(_("Repeat for confirmation")) if confirm else False
    return str(click.prompt(spoken(prompt), hide_input=True, confirmation_prompt=again, err=True))


def server_password(url: str, *, ask_keyring: bool = True) -> str:
    """The password of a login at the server of a shared record: from the file that ADJUDICATOR_SERVER_PASSWORD_FILE names,
    else from the system's keyring, else asked for on the terminal; empty where there is none of them, so that PostgreSQL
    looks into its own file of passwords. What is wrong with the keyring is said.
    """
    if os.environ.get(SERVER_PASSWORD_FILE):
        return password_of("", variable=SERVER_PASSWORD_FILE)
    if ask_keyring and (kept := _kept_in_keyring(url)):
        return kept
    if not sys.stdin.isatty():
        return ""
    words = spoken(_("Password of the login at {server}", server=url))
    return str(click.prompt(words, hide_input=True, default="", show_default=False, err=True))


def _kept_in_keyring(url: str) -> str:
    try:
        return system_keyring.read(url)
    except WorldError as error:
        if error.code in system_keyring.TROUBLES:
            say(str(error))
        return ""  # what is wrong with the address is said by what the password is for


def forget_server_password(url: str) -> None:
    """Have the system's keyring forget the password of a login that is used no more; what is wrong with it is said."""
    try:
        system_keyring.forget(url)
    except WorldError as error:
        say(beside(_("The password of the login may still be kept at this computer."), str(error)))


def passphrase_for(path: Path) -> Passphrase | None:
    """What opens a file: None for a plain one, else the passphrase, asked for once in a command."""
    with the_world(path):
        if not is_encrypted(path):
            return None
    known = click.get_current_context().meta
    if PASSPHRASE_FILE not in known:
        known[PASSPHRASE_FILE] = passphrase_of(password_of(_("Passphrase of the file"), variable=PASSPHRASE_FILE))
    return known[PASSPHRASE_FILE]


def record_passphrase() -> Passphrase:
    """The passphrase of a shared record, asked for where no file here says which it is."""
    return passphrase_of(password_of(_("Passphrase of the case"), variable=PASSPHRASE_FILE))


def new_passphrase(election: Election | None = None) -> Passphrase:
    """The passphrase of a file that is to be made; a weak one, also for the election that it is about, ends the command."""
    text = chosen_passphrase(PASSPHRASE_FILE)
    problem = passphrase_problem(text, election.county, election.name) if election else passphrase_problem(text)
    if problem is not None:
        bad_input(problem)
    return passphrase_of(text)


def chosen_passphrase(variable: str) -> str:
    """A passphrase chosen now, from the file that a variable names, or typed twice."""
    if not os.environ.get(variable):
        say(IF_LOST)
    return password_of(_("Choose a passphrase"), confirm=True, variable=variable)


def can_give_passphrase() -> bool:
    """Whether there is anything to take a passphrase from: a file that the variable names, or a terminal."""
    return bool(os.environ.get(PASSPHRASE_FILE)) or sys.stdin.isatty()


def read(path: Path, most: int = MOST_OF_DEFINITION) -> bytes:
    """The bytes of an input file, at most so many; a larger one, a pipe or a device ends the command."""
    found = read_whole(path, most)
    if not isinstance(found, bytes):
        bad_input(str(found))
    return found


def election_in(definition: Path) -> Election:
    """The election that a file defines; one with errors ends the command."""
    election, problems = read_definition(read(definition), definition.name)
    if election is None:
        bad_file(problems)
    return election
