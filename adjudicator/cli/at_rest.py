"""The command that encrypts a case file, changes its passphrase, or decrypts it."""

from __future__ import annotations

from pathlib import Path

import click

from adjudicator.cli.doors import NEW_PASSPHRASE_FILE, acting, chosen_passphrase, existing, open_office, sign_in
from adjudicator.cli.ends import answer, granted, say
from adjudicator.office import Office

ROLL_STAYS = (
    "The roll {roll} is still under the old passphrase, so the case does not find it any more. Build it again from the "
    "state's list with --encrypt under the new one, and attach it."
)
OLD_BYTES = (
    "What was readable before has been overwritten as far as this system allows. Copies, backups and snapshots made before "
    "stay readable, and so may old blocks of a solid-state disk."
)


@click.command()
@click.argument("case", type=existing)
@click.option("--remove", is_flag=True, help="Decrypt the file instead.")
@acting
def passphrase(case: Path, remove: bool, person: str | None) -> None:
    """Encrypt a case file, or change its passphrase; an administrator's act, while nobody else has the file open.

    The present passphrase comes from ADJUDICATOR_PASSPHRASE_FILE, the new one from ADJUDICATOR_NEW_PASSPHRASE_FILE, or both
    from the terminal.

    Example: adjudicator passphrase gwinnett.case --as jdoe
    """
    office = open_office(case)
    sign_in(office, person)
    roll = _encrypted_roll(office)
    was_encrypted = office.at_rest.is_encrypted
    if remove:
        granted(office.at_rest.remove())
        answer(f"{case} is no longer encrypted.")
    else:
        # whoever may not do it is told before they choose one
        granted(office.may("change_passphrase") or True)
        granted(office.at_rest.change(chosen_passphrase(NEW_PASSPHRASE_FILE)))
        answer(f"{case} has another passphrase." if was_encrypted else f"{case} is encrypted.")
    if not was_encrypted:
        say(OLD_BYTES)
    if roll:
        say(ROLL_STAYS.format(roll=roll))


def _encrypted_roll(office: Office) -> str:
    """The name of the case's roll where it is encrypted, else empty."""
    return office.roll.path.name if office.roll is not None and office.roll.is_encrypted else ""


COMMANDS = (passphrase,)
