"""Commands on a roll file: build, find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from adjudicator.cli.shared.access import (
    CHECKING,
    acting,
    as_json,
    new_passphrase,
    open_office,
    passphrase_for,
    sign_in,
)
from adjudicator.cli.shared.commands import group
from adjudicator.cli.shared.exits import REFUSED
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import (
    EndError,
    answer_either,
    answer_json,
    answer_lines,
    bad_file,
    granted,
    say,
    show_problems,
    teller,
)
from adjudicator.cli.shared.paths import existing, new_roll
from adjudicator.intake.voter_list import text_of_workbook
from adjudicator.office.behind.files.roll_fit import RollFit, change_words
from adjudicator.records.elector import Candidate
from adjudicator.roll import Roll, RollInfo, RollQuery, build_roll
from adjudicator.roll.layouts import LAYOUTS
from adjudicator.words import Words, _, beside, n_


@group()
def roll() -> None:
    """Build and attach a roll, and look voters up.

    Example: adjudicator roll find gwinnett.roll delgado 1974 grayson
    """


@roll.command()
@click.argument("file", type=existing)
@option("--out", type=new_roll, required=True, help=_("The roll file to make, suffix .roll."))
@option("--layout", type=click.Choice(("garvis", "enet")), default="garvis", show_default=True)
@option("--sheet", default="", metavar="NAME", help=_("Which sheet of a workbook (.xlsx) is meant."))
@option("--encrypt", is_flag=True, help=_("Encrypt the roll; a case opens it only under the case's own passphrase."))
@as_json
def build(file: Path, out: Path, layout: str, sheet: str, encrypt: bool, json_: bool) -> None:
    """Build a roll from the state's voter list.

    With --encrypt its passphrase comes from ADJUDICATOR_PASSPHRASE_FILE or the terminal; give that of the case.

    Example: adjudicator roll build voters.csv --out gwinnett.roll
    """
    tell = teller()
    text = text_of_workbook(file, LAYOUTS[layout], sheet)
    if isinstance(text, list):
        bad_file(text, _("No roll was made."))
    passphrase = new_passphrase() if encrypt else None
    built = build_roll(
        file,
        out,
        layout=layout,
        passphrase=passphrase,
        progress=lambda done, of: tell(_("Building the roll"), done, of),
        text=text,
    )
    if isinstance(built, list):
        bad_file(built, _("No roll was made."))
    for note in built.notes:
        say(note)
    described = {
        "file": str(out),
        "id": built.id,
        "electors": built.electors,
        "counties": list(built.counties),
        "dated": built.dated,
    }
    answer_either(_built_words(out, built), described, as_json=json_)


@roll.command()
@click.argument("case", type=existing)
@click.argument("file", metavar="ROLL", type=existing)
@option("--check", is_flag=True, help=_("Only say whether it fits, and what is other than on the roll in use."))
@as_json
@acting
def attach(case: Path, file: Path, check: bool, json_: bool, person: str | None) -> None:
    """Attach a roll to a case, in place of the one it has. Voters are looked up in it from then on.

    What does not fit the election is said first, and who is new, gone or moved beside the roll in use.

    Where the file is the roll that the case has already, only its new place is noted, on this computer.

    Example: adjudicator roll attach gwinnett.case gwinnett.roll --as jdoe
    """
    office = open_office(case, read_only=check)
    fit = office.receive.fitting(file)(partial(teller(), CHECKING))  # told before anybody is asked who they are
    show_problems(fit.problems)
    if fit.change is not None:
        say(_("Beside the roll in use: {what}.", what=beside(*change_words(fit.change), by=", ")))
    if check:
        described = _fit_described(file, fit)
        answer_either(_("{roll}: nothing is attached.", roll=str(file)), described, as_json=json_)
        return
    sign_in(office, person, may_begin=True)
    granted(office.may("receive") or True)
    new = office.receive.find_roll(file) is not None
    if new:
        granted(office.receive.attach_roll(file))
    words = _("{case} looks voters up in {roll} from now on.", case=str(case), roll=str(file))
    if not new:
        words = _(
            "{roll} is the roll that {case} has already, and is found there again.", case=str(case), roll=str(file)
        )
    answer_either(words, {**_fit_described(file, fit), "recorded": new}, as_json=json_)


def _fit_described(file: Path, fit: RollFit) -> dict[str, object]:
    """A roll and what it changes, as a program reads it; nothing is recorded so far."""
    return {
        "file": str(file), "id": fit.info.id, "electors": fit.info.electors, "dated": fit.info.dated, "recorded": False,
        "change": asdict(fit.change) if fit.change is not None else None,
    }  # fmt: skip


@roll.command()
@click.argument("file", type=existing)
@click.argument("words", nargs=-1, required=True)
@option("--county", default="", help=_("The county whose electors come first where all else is equal."))
@as_json
def find(file: Path, words: tuple[str, ...], county: str, json_: bool) -> None:
    """Look voters up by number, name, year of birth or address. Parts of them do, too.

    Example: adjudicator roll find gwinnett.roll delgado 1974 grayson
    """
    with Roll.open(file, passphrase_for(file)) as opened:
        found = opened.find(RollQuery(words=" ".join(words)), county=county)
    if json_:
        answer_json([_told(candidate) for candidate in found])
    else:
        answer_lines(map(_line, found), _("Nobody found."))
    if not found:
        raise EndError(REFUSED)


def _told(candidate: Candidate) -> dict[str, object]:
    """What a program relies on; how each field was graded is this program's own."""
    whole = asdict(candidate)
    return {name: whole[name] for name in ("elector", "score", "agrees", "differs", "decisive")}


def _line(candidate: Candidate) -> str:
    elector = candidate.elector
    head = f"{elector.registration_number}  {elector.name}, {elector.birth_year or '?'}  {elector.address}"
    place = _(
        "{county} County, precinct {precinct}, {status}",
        county=elector.county.title(),
        precinct=elector.precinct,
        status=STATUSES.get(elector.status, elector.status),
    )
    reasons = beside(*candidate.agrees, *candidate.differs, by="; ")
    return beside(f"{candidate.score:.2f}  {head}", place, reasons, by="\n      ")


def _built_words(out: Path, built: RollInfo) -> Words:
    electors = n_("{count} elector", "{count} electors", built.electors)
    counties = n_("{count} county", "{count} counties", len(built.counties))
    said = {"electors": electors, "counties": counties, "id": built.id[:12]}
    return _("{file}: {electors} of {counties}, id {id}.", file=str(out), **said)


STATUSES: Mapping[str, str] = {
    "active": _("active"),
    "inactive": _("inactive"),
    "pending": _("pending"),
    "cancelled": _("canceled"),
}
"""An elector's status on the roll, as people read it."""


COMMANDS = (roll,)
