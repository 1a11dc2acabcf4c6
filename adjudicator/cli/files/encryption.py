"""The command that encrypts a case file, changes its passphrase, or decrypts it."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from adjudicator.cli.shared.access import NEW_PASSPHRASE_FILE, acting, as_json, chosen_passphrase, open_office, sign_in
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import REFUSED, EndError, answer_either, granted, refuse, say, spoken, teller
from adjudicator.cli.shared.paths import existing
from adjudicator.office import Office
from adjudicator.office.desks.at_rest import FOR_THE_OTHERS
from adjudicator.records.trouble import WorldError
from adjudicator.words import _, told

ROLL_STAYS = _("The roll {roll} stays as it was. A case finds a roll that is encrypted only under its own passphrase.")
ROLL_GOES = _("The roll {roll} was changed in the same way.")
OLD_BYTES = _(
    "What was readable before has been overwritten as far as this system allows. Copies, backups and snapshots made before "
    "stay readable, and so may old blocks of a solid-state disk."
)


@command()
@click.argument("case", type=existing)
@option("--remove", is_flag=True, help=_("Decrypt the file instead."))
@option("--roll/--no-roll", "with_roll", default=None, help=_("The roll of the case too; asked where others use it."))
@as_json
@acting
def passphrase(case: Path, remove: bool, with_roll: bool | None, json_: bool, person: str | None) -> None:
    """Encrypt a case file, or change its passphrase. An administrator does this while nobody else has the file open.

    Its scans go along, and its roll where it is encrypted like the case or the case was plain; where other cases of this
    computer use that roll, it is asked. Interrupted, the same command again finishes. The present passphrase comes from
    ADJUDICATOR_PASSPHRASE_FILE, the new one from ADJUDICATOR_NEW_PASSPHRASE_FILE, or both from the terminal.

    Example: adjudicator passphrase gwinnett.case --as jdoe
    """
    office = open_office(case)
    roll, was_encrypted, shared = office.at_rest.roll, office.at_rest.is_encrypted, office.at_rest.shared_roll()
    if office.people.needs_first():
        goes, chosen = _as_the_first(office, remove, with_roll)
        sign_in(office, person, may_begin=True)
    else:
        sign_in(office, person)
        # a person who may not do it is told before they choose anything
        granted(office.may("change_passphrase") or True)
        goes, chosen = _wanted(shared, remove, with_roll)
    _put(office, chosen, goes)
    words = _("{case} has another passphrase.", case=str(case))
    if not was_encrypted:
        words = _("{case} is encrypted.", case=str(case))
    elif remove:
        words = _("{case} is no longer encrypted.", case=str(case))
    described = {
        "file": str(case),
        "encrypted": office.at_rest.is_encrypted,
        "roll": str(roll) if roll else None,
        "roll_changed": bool(roll) and goes,
    }
    answer_either(words, described, as_json=json_)
    if not was_encrypted:
        say(OLD_BYTES)
    if office.at_rest.linked():
        say(office.at_rest.linked())
    if roll:
        say(told(ROLL_GOES if goes else ROLL_STAYS, roll=str(roll)))
    if shared and goes:
        say(FOR_THE_OTHERS)


def _wanted(shared: str, remove: bool, with_roll: bool | None) -> tuple[bool, str | None]:
    """Whether the roll goes along, and the new passphrase; None where the file is to be decrypted."""
    goes = _goes_along(shared) if with_roll is None else with_roll
    return goes, None if remove else chosen_passphrase(NEW_PASSPHRASE_FILE)


def _as_the_first(office: Office, remove: bool, with_roll: bool | None) -> tuple[bool, str | None]:
    """What is wanted by who becomes the first administrator: all that could fail is looked at before there is one."""
    goes, chosen = _wanted(office.at_rest.shared_roll(), remove, with_roll)
    refusal = office.at_rest.in_the_way(chosen, with_roll=goes)
    if refusal is not None:
        refuse(refusal)
    return goes, chosen


def _goes_along(shared: str) -> bool:
    """Whether the roll goes along: as a person says, where other cases use it; without a terminal nothing is done then."""
    if not shared:
        return True
    say(shared)
    if not sys.stdin.isatty():
        say(_("Nothing was done: there is no terminal to ask on. Give --roll or --no-roll."))
        raise EndError(REFUSED)
    return click.confirm(spoken(_("Change the roll too?")), default=False, err=True)


def _put(office: Office, chosen: str | None, with_roll: bool) -> None:
    tell = teller()
    try:
        if chosen is None:
            granted(office.at_rest.remove(with_roll=with_roll, progress=partial(tell, _("Writing"))))
            return
        granted(office.at_rest.change(chosen, with_roll=with_roll, progress=partial(tell, _("Writing"))))
    except WorldError:
        for words in office.at_rest.left_behind():
            say(words)
        raise


COMMANDS = (passphrase,)
