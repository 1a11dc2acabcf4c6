"""Opening a case from the command line, and who acts in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from adjudicator.cli.ends import bad_input, granted, say
from adjudicator.office import Office
from adjudicator.office.station import this_station
from adjudicator.records.people import Person

PASSWORD_FILE = "ADJUDICATOR_PASSWORD_FILE"  # noqa: S105 - the name of a variable, not a password
FIRST_ROLES = frozenset({"administrator", "clerk"})

existing = click.Path(exists=True, dir_okay=False, path_type=Path)
writable = click.Path(path_type=Path)
acting = click.option("--as", "person", metavar="PERSON", help="Who acts: the short name to sign in with.")
as_json = click.option("--json", "json_", is_flag=True, help="Answer as JSON.")


def open_office(case: Path, *, read_only: bool = False) -> Office:
    """Open a case; it is closed when the command ends, however it ends."""
    return closing(Office.open(case, read_only=read_only, station=this_station()))


def closing(office: Office) -> Office:
    """Have a case closed when the command ends, however it ends."""
    click.get_current_context().call_on_close(office.close)
    return office


def sign_in(office: Office, person: str | None) -> None:
    """Sign a person in, with the password of ADJUDICATOR_PASSWORD_FILE or from the terminal.

    In a live case that has nobody yet, the first person to act becomes its first administrator.
    """
    if not person:
        bad_input("Say who acts: --as PERSON.")
    if office.people.needs_first():
        password = password_of("Choose a password", confirm=True)
        granted(office.people.add(Person(person, person, FIRST_ROLES), password))
        say(f"{person} is now the first administrator of this case.")
    else:
        password = password_of("Password")
    granted(office.people.sign_in(person, password))


def password_of(prompt: str, *, confirm: bool = False, variable: str = PASSWORD_FILE) -> str:
    """A password, from the file that a variable names, else asked for on the terminal. Never an argument."""
    named = os.environ.get(variable)
    if named:
        try:
            return Path(named).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            bad_input(f"{variable} names a file that cannot be read as text.")
    if not sys.stdin.isatty():
        bad_input(f"There is no terminal to ask for the password on. Put it into a file and name that in {variable}.")
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True))


def read(path: Path) -> bytes:
    """The bytes of an input file."""
    try:
        return path.read_bytes()
    except OSError as error:
        bad_input(f"{path.name} cannot be read: {error.strerror}.")
