"""The command that encrypts a case file, changes its passphrase, or decrypts it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from adjudicator.cli.access import NEW_PASSPHRASE_FILE, acting, chosen_passphrase, existing, signed_in
from adjudicator.cli.options import option
from adjudicator.cli.output import answer, granted, say, teller
from adjudicator.office import Office
from adjudicator.records.trouble import WorldError
from adjudicator.words import _, told

ROLL_STAYS = _("The roll {roll} stays as it was. A case finds a roll that is encrypted only under its own passphrase.")
ROLL_GOES = _("The roll {roll} was changed in the same way.")
OLD_BYTES = _(
    "What was readable before has been overwritten as far as this system allows. Copies, backups and snapshots made before "
    "stay readable, and so may old blocks of a solid-state disk."
)


@click.command()
@click.argument("case", type=existing)
@option("--remove", is_flag=True, help=_("Decrypt the file instead."))
@option("--roll/--no-roll", "with_roll", default=True, show_default=True, help=_("The roll of the case too."))
@acting
def passphrase(case: Path, remove: bool, with_roll: bool, person: str | None) -> None:
    """Encrypt a case file, or change its passphrase; an administrator's act, while nobody else has the file open.

    Its scans go along, and its roll where it is encrypted like the case or the case was plain. Interrupted, the same command
    again finishes. The present passphrase comes from ADJUDICATOR_PASSPHRASE_FILE, the new one from
    ADJUDICATOR_NEW_PASSPHRASE_FILE, or both from the terminal.

    Example: adjudicator passphrase gwinnett.case --as jdoe
    """
    office = signed_in(case, person)
    roll, was_encrypted = office.at_rest.roll, office.at_rest.is_encrypted
    _put(office, remove, with_roll)
    if not was_encrypted:
        answer(_("{case} is encrypted.", case=str(case)))
    elif remove:
        answer(_("{case} is no longer encrypted.", case=str(case)))
    else:
        answer(_("{case} has another passphrase.", case=str(case)))
    if not was_encrypted:
        say(OLD_BYTES)
    if office.at_rest.linked():
        say(office.at_rest.linked())
    if roll:
        say(told(ROLL_GOES if with_roll else ROLL_STAYS, roll=str(roll)))


def _put(office: Office, remove: bool, with_roll: bool) -> None:
    tell = teller()
    try:
        if remove:
            granted(office.at_rest.remove(with_roll=with_roll, progress=partial(tell, _("Writing"))))
            return
        # a person who may not do it is told before they choose one
        granted(office.may("change_passphrase") or True)
        chosen = chosen_passphrase(NEW_PASSPHRASE_FILE)
        granted(office.at_rest.change(chosen, with_roll=with_roll, progress=partial(tell, _("Writing"))))
    except WorldError:
        for words in office.at_rest.left_behind():
            say(words)
        raise


COMMANDS = (passphrase,)
