"""Commands on a roll file: build, find, attach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from adjudicator.cli.access import acting, as_json, existing, new_passphrase, passphrase_for, signed_in, writable
from adjudicator.cli.options import option
from adjudicator.cli.output import EndError, REFUSED, answer, answer_json, answer_lines, bad_file, bad_input, granted, say, teller
from adjudicator.cli.exits import REFUSED
from adjudicator.cli.paths import existing, new_roll
from adjudicator.records.elector import Candidate
from adjudicator.roll import Roll, RollInfo, RollQuery, build_roll
from adjudicator.words import Words, _, beside, n_


@click.group()
def roll() -> None:
    """Build a roll from the state's list, look electors up, and give a case its roll."""


@roll.command()
@click.argument("file", type=existing)
@option("--out", type=new_roll, required=True, help=_("The roll file to make, suffix .roll."))
@option("--layout", type=click.Choice(("garvis", "enet")), default="garvis", show_default=True)
@option("--encrypt", is_flag=True, help=_("Encrypt the roll; a case opens it only under the case's own passphrase."))
@as_json
def build(file: Path, out: Path, layout: str, encrypt: bool, json_: bool) -> None:
    """Build a roll from the state's list of registered electors.

    With --encrypt its passphrase comes from ADJUDICATOR_PASSPHRASE_FILE or the terminal; give that of the case.

    Example: adjudicator roll build voters.csv --out gwinnett.roll
    """
    tell = teller()
    passphrase = new_passphrase() if encrypt else None
    built = build_roll(
        file,
        out,
        layout=layout,
        passphrase=passphrase,
        progress=lambda done, of: tell(_("Building the roll"), done, of),
    )
    if isinstance(built, list):
        bad_file(built, _("No roll was made."))
    for note in built.notes:
        say(note)
    if json_:
        dated = built.dated.isoformat() if built.dated else None
        answer_json({"id": built.id, "electors": built.electors, "counties": list(built.counties), "dated": dated})
    else:
        answer(_built_words(out, built))


@roll.command()
@click.argument("file", type=existing)
@click.argument("words", nargs=-1, required=True)
@option("--county", default="", help=_("The county whose electors come first where all else is equal."))
@as_json
def find(file: Path, words: tuple[str, ...], county: str, json_: bool) -> None:
    """Look electors up by number, name, year of birth, address, or part of them.

    Example: adjudicator roll find gwinnett.roll delgado 1974 grayson
    """
    with Roll.open(file, passphrase_for(file)) as opened:
        found = opened.find(RollQuery(words=" ".join(words)), county=county)
    if json_:
        answer_json([asdict(candidate) for candidate in found])
    else:
        answer_lines(map(_line, found), _("Nobody found."))
    if not found:
        raise EndError(REFUSED)


@roll.command()
@click.argument("case", type=existing)
@click.argument("file", type=existing)
@acting
def attach(case: Path, file: Path, person: str | None) -> None:
    """Have a case look electors up in a roll: its own where that lies now, or another one, which the record then names.

    Example: adjudicator roll attach gwinnett.case gwinnett.roll --as jdoe
    """
    office = signed_in(case, person)
    if office.receive.find_roll(file) is None:
        answer(_("{case} finds its roll in {file}. Nothing was recorded.", case=case.name, file=file.name))
        return
    granted(office.receive.attach_roll(file))
    if office.roll is not None:
        electors = n_("{count} elector", "{count} electors", office.roll.electors)
        answer(_("{case} looks up in {file}: {electors}.", case=case.name, file=file.name, electors=electors))


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
