"""Commands on whole case files: backup, restore, raise."""

from __future__ import annotations

from pathlib import Path

import click

from adjudicator.cli.shared.access import as_json, passphrase_for
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_either, granted, teller
from adjudicator.cli.shared.paths import existing, new_case
from adjudicator.office.behind.station import this_station
from adjudicator.office.raising import raise_case
from adjudicator.office.restoring import back_up
from adjudicator.office.restoring import restore as restored
from adjudicator.words import _


@command()
@click.argument("case", type=existing)
@option("--out", type=new_case, required=True, help=_("The backup's file, on another disk."))
@as_json
def backup(case: Path, out: Path, json_: bool) -> None:
    """Copy a case file and verify the copy. People may go on working meanwhile.

    This computer keeps in mind how far the copy goes: the end of the day and the window count it as a backup.

    Example: adjudicator backup gwinnett.case --out /media/stick/gwinnett-thursday.case
    """
    tell = teller()
    head = back_up(case, out, lambda done, of: tell(_("Copying"), done, of), passphrase_for(case), this_station())
    root = head.root.hex()
    words = _("{file} holds {size} entries and verifies, root {root}.", file=str(out), size=head.size, root=root)
    answer_either(words, {"file": str(out), "entries": head.size, "root": root}, as_json=json_)


@command()
@click.argument("backup", type=existing)
@option("--out", type=new_case, required=True, help=_("The case file to make; it must not exist yet."))
@as_json
def restore(backup: Path, out: Path, json_: bool) -> None:
    """Make a case file from a backup, verified whole. The record notes that it goes on from there.

    Example: adjudicator restore gwinnett-thursday.case --out gwinnett.case
    """
    head = restored(backup, out, tell=teller(), passphrase=passphrase_for(backup))
    words = _("{file} goes on from {size} entries, which verify.", file=str(out), size=head.size)
    answer_either(words, {"file": str(out), "entries": head.size}, as_json=json_)


@command("raise")
@click.argument("case", type=existing)
@as_json
def raise_(case: Path, json_: bool) -> None:
    """Raise an older case file to the form of this version. A backup is made beside it first.

    Its entries stay byte for byte. Nobody may have it open meanwhile. The first administrator to sign in afterwards looks
    at all accounts and confirms them: adjudicator person adopt. Everybody makes a key of their own when they sign in
    next.

    Example: adjudicator raise gwinnett.case
    """
    backup = granted(raise_case(case, tell=teller(), passphrase=passphrase_for(case)))
    words = _(
        "{case} now has the form of this version. {backup} holds it as it was.", case=str(case), backup=backup.name
    )
    answer_either(words, {"file": str(case), "backup": backup.name}, as_json=json_)


COMMANDS = (raise_, backup, restore)
