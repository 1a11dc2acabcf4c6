"""The command `new`: a case file for one election, with its passphrase, its roll and its recovery key."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from adjudicator.at_rest.durable import remove
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.cli.shared.access import (
    CHECKING,
    PASSPHRASE_FILE,
    acting,
    as_json,
    can_give_passphrase,
    closing,
    new_passphrase,
    read,
    sign_in,
)
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import (
    answer_either,
    bad_file,
    bad_input,
    granted,
    language,
    say,
    show_problems,
    spoken,
    teller,
)
from adjudicator.cli.shared.packs import BOARD_VOTES_HELP, PACK, PACK_HELP, REASON_HELP, law_for_case
from adjudicator.cli.shared.paths import existing, new_case, new_page
from adjudicator.intake.definition import read_definition
from adjudicator.log.file.errors import exists, missing
from adjudicator.office import Office
from adjudicator.office.behind.law.laws import board_votes_under
from adjudicator.office.behind.station import this_station
from adjudicator.office.desks.receive import opened_roll
from adjudicator.office.office import Recovery, new_recovery, write_recovery_sheet
from adjudicator.records.count import BOARD_VOTES
from adjudicator.records.election import Election
from adjudicator.words import _, beside, told
from adjudicator.words.dates import dated

PLAIN = _(
    "WARNING: {case} is NOT ENCRYPTED. Anyone who gets hold of the file can read every voter's name and address in it. "
    "Encrypt it with: adjudicator passphrase {case} --as PERSON"
)
NO_PASSPHRASE = _(
    "There is neither a terminal nor a file to take the passphrase from. Put it into a file and name that in {variable}; or "
    "give --plain for a case that is not encrypted."
)

NO_CASE = _("No case was made.")
NO_RECOVERY = _(
    "The case has no recovery key: there was neither a terminal nor --recovery-sheet to give its words to. If every "
    "administrator loses the password, nobody can give accounts any more."
)
WORDS = _(
    "The recovery key of this case, shown once. Write the 24 words down and lock them away: they give a new key to an "
    "administrator who lost the password, and they are kept nowhere else."
)


@command()
@click.argument("case", type=new_case)
@option("--definition", type=existing, required=True, help=_("The election definition, native JSON."))
@option("--rules", type=PACK, help=PACK_HELP)
@option("--reason", default="", help=REASON_HELP)
@option("--roll", type=existing, help=_("A roll file to look electors up in."))
@option("--encrypt/--plain", default=None, help=_("Encrypt the file under a passphrase, or leave it plain."))
@option("--board-votes", type=click.Choice(tuple(BOARD_VOTES)), help=BOARD_VOTES_HELP)
@option("--recovery-sheet", "sheet", type=new_page, help=_("A page (PDF) for the words of the recovery key, to print."))
@as_json
@acting
def new(  # noqa: PLR0913, PLR0917 - its options
    case: Path,
    definition: Path,
    rules: str | None,
    reason: str,
    roll: Path | None,
    encrypt: bool | None,
    board_votes: str | None,
    sheet: Path | None,
    json_: bool,
    person: str | None,
) -> None:
    """Make a LIVE case file for one election in one county.

    It is encrypted unless --plain is given; the passphrase comes from ADJUDICATOR_PASSPHRASE_FILE or the terminal. The
    recovery key is shown on the terminal, or written to the sheet that is named; without either the case has none. Its pack
    is the one that is the law on the day of the election; for another one give a reason. Where it differs from the statute,
    that is said on standard error.

    Example: adjudicator new gwinnett.case --definition election.json --roll gwinnett.roll --as jdoe
    """
    election, problems = read_definition(read(definition), definition.name)
    if election is None:
        bad_file(problems, NO_CASE)
    law = law_for_case(definition, rules, reason)
    passphrase, station = _chosen(encrypt, election), this_station()
    opened = opened_roll(roll, passphrase, station, partial(teller(), CHECKING)) if roll else None
    recovery = _recovery(sheet)
    made = Office.create(
        case, read(definition), definition.name, rules=law.id, reason=reason, passphrase=passphrase,
        station=station, recovery=recovery.fingerprint if recovery else "",
        board_votes=board_votes or board_votes_under(law.id),
    )  # fmt: skip
    if isinstance(made, tuple):
        bad_file(made, NO_CASE)
    closing(made)
    show_problems(problems)
    if opened is not None:
        opened.close()
    with _whole_or_none(made):
        if roll is not None:
            _attach(made, roll, person)
        _give_recovery(made, recovery, sheet)
    _say_differs(made)
    if passphrase is None:
        say(told(PLAIN, case=str(case)))
    described = {
        "roll": str(roll) if roll is not None else None,
        "recovery_sheet": str(sheet) if sheet is not None else None,
    }
    _say_ready(made, {"file": str(case), "encrypted": passphrase is not None}, described, as_json=json_)


def _say_ready(made: Office, file: Mapping[str, object], beside_it: Mapping[str, object], *, as_json: bool) -> None:
    """Answer what was made: the election in one sentence, or all of it as JSON."""
    election = made.election
    ready = _(
        "{case} is ready: {county} County, {election}, {day}.",
        case=str(file["file"]), county=election.county, election=election.name, day=dated(election.date),
    )  # fmt: skip
    what = {"county": election.county, "election": election.name, "date": election.date, "rules": made.law.pack.id}
    answer_either(ready, {**file, **what, **beside_it}, as_json=as_json)


@contextmanager
def _whole_or_none(made: Office) -> Generator[None]:
    """Around what belongs to the making of a case: without its roll, or words that somebody has, none stays."""
    try:
        yield
    except BaseException:
        made.close()
        remove(made.path)
        say(NO_CASE)
        raise


def _recovery(sheet: Path | None) -> Recovery | None:
    """A recovery key where there is somewhere to show it; refuses a sheet that cannot be made before anything is made."""
    if sheet is not None and os.path.lexists(sheet):
        raise exists(sheet)
    if sheet is not None and not sheet.parent.is_dir():
        raise missing(sheet.parent)
    return new_recovery() if sheet is not None or sys.stderr.isatty() else None


def _give_recovery(office: Office, recovery: Recovery | None, sheet: Path | None) -> None:
    if recovery is None:
        say(NO_RECOVERY)
    elif sheet is not None:
        write_recovery_sheet(sheet, recovery, office.election, office.now(), language())
        say(_("The recovery key is on {sheet}. Print it, lock it away, and remove the file.", sheet=str(sheet)))
    else:
        words = recovery.words.split()
        lines = (" ".join(words[at : at + 6]) for at in range(0, len(words), 6))
        say("\n".join((spoken(WORDS), "", *lines, "")))


def _chosen(encrypt: bool | None, election: Election) -> Passphrase | None:
    """The passphrase of a new case, None where it is to be plain, which is never so by accident: somebody says --plain."""
    if encrypt is False:
        return None
    if not can_give_passphrase():
        bad_input(beside(told(NO_PASSPHRASE, variable=PASSPHRASE_FILE), NO_CASE))
    return new_passphrase(election)


def _say_differs(office: Office) -> None:
    """A LIVE case is not made silently with rules that are not the statute's."""
    law = office.law.pack
    if law.differs:
        say(_("Rules: {pack}. Where this differs from the statute: {differs}", pack=law.name, differs=law.differs))


def _attach(office: Office, roll: Path, person: str | None) -> None:
    """The roll belongs to the making of the case; with --as the first administrator is made as well, and gives it."""
    if person:
        sign_in(office, person, may_begin=True)
    granted(office.receive.attach_roll(roll))
    show_problems(office.receive.roll_problems())


COMMANDS = (new,)
