"""The command that answers a voter with a receipt: look-up."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from adjudicator.cli.shared.access import as_json, read
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.output import answer_either, bad_input, refuse, spoken
from adjudicator.cli.shared.paths import existing_any
from adjudicator.export.files import STATUS_FILE
from adjudicator.export.opening import ARCHIVE_FAULTS, TooMuchError, opened
from adjudicator.export.status_file import answer_in
from adjudicator.log.file.errors import the_world
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside

MOST = 64 << 20
"""Bytes of a file of the look-up; one of 100,000 receipts has some 20 million."""

MOST_TYPED = 200
"""Letters of the line with number and PIN."""


@command("look-up")
@click.argument("release", type=existing_any)
@as_json
def look_up(release: Path, json_: bool) -> None:
    """Answer a voter with a receipt what became of the ballot. It needs no account and no case.

    Both are asked for on the terminal, or read as one line from standard input: they are never an argument. The newest
    release, its ZIP or its file status.csv answers for all receipts that were given before it.

    Example: adjudicator look-up release/status.csv
    """
    number, pin = _asked()
    data = _status_of(release)
    try:
        found = answer_in(data, number, pin)
    except (ValueError, csv.Error):
        bad_input(_("{file} is not a file of the look-up.", file=release.name))
    if found is None:
        refuse(Refusal("unknown_receipt", _("No receipt in force has this number and this PIN.")))
    answer_either(beside(found.words, found.sentence, by=": "), found._asdict(), as_json=json_)


def _asked() -> tuple[str, str]:
    """The number and the PIN of a receipt, which may be typed in groups: the PIN is the last eight digits."""
    if sys.stdin.isatty():
        number = click.prompt(spoken(_("Number of the receipt")), err=True)
        return str(number), str(click.prompt(spoken(_("PIN")), hide_input=True, err=True))
    number, __, pin = sys.stdin.readline(MOST_TYPED).strip().rpartition(" ")
    if not number or not pin:
        bad_input(_("Give the receipt's number and its PIN in one line, with a blank between them."))
    return number, pin


def _status_of(release: Path) -> bytes:
    if release.is_file() and release.suffix == ".csv":
        return read(release, MOST)
    with the_world(release):
        try:
            with opened(release) as source:
                if STATUS_FILE in source.names:
                    return source.whole(STATUS_FILE, MOST)
        except (*ARCHIVE_FAULTS, TooMuchError):
            bad_input(_("{file} is not a file of the look-up.", file=release.name))
    older = _("{file} has no {status}: it is no release, or an older one.", file=release.name, status=STATUS_FILE)
    return bad_input(older)


COMMANDS = (look_up,)
