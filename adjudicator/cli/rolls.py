"""Commands on a roll file: build, find."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from adjudicator.cli.access import as_json, existing, new_passphrase, passphrase_for, writable
from adjudicator.cli.output import REFUSED, EndError, answer, answer_json, bad_file, bad_input, say, teller
from adjudicator.records.elector import Candidate
from adjudicator.roll import Roll, RollQuery, build_roll


@click.group()
def roll() -> None:
    """Build a roll from the state's list, and look electors up."""


@roll.command()
@click.argument("file", type=existing)
@click.option("--out", type=writable, required=True, help="The roll file to make, suffix .roll.")
@click.option("--layout", type=click.Choice(("garvis", "enet")), default="garvis", show_default=True)
@click.option("--encrypt", is_flag=True, help="Encrypt the roll; a case opens it only under the case's own passphrase.")
@as_json
def build(file: Path, out: Path, layout: str, encrypt: bool, json_: bool) -> None:
    """Build a roll from the state's list of registered electors.

    With --encrypt its passphrase comes from ADJUDICATOR_PASSPHRASE_FILE or the terminal; give that of the case.

    Example: adjudicator roll build voters.csv --out gwinnett.roll
    """
    if out.suffix != ".roll":
        bad_input(f"The name of a roll ends in .roll: --out {out.with_suffix('.roll')}")
    tell = teller()
    passphrase = new_passphrase() if encrypt else None
    built = build_roll(
        file, out, layout=layout, passphrase=passphrase, progress=lambda done, of: tell("Building the roll", done, of)
    )
    if isinstance(built, list):
        bad_file(built, "No roll was made.")
    for note in built.notes:
        say(note)
    if json_:
        dated = built.dated.isoformat() if built.dated else None
        answer_json({"id": built.id, "electors": built.electors, "counties": list(built.counties), "dated": dated})
    else:
        answer(f"{out}: {built.electors:,} electors of {len(built.counties)} counties, id {built.id[:12]}.")


@roll.command()
@click.argument("file", type=existing)
@click.argument("words", nargs=-1, required=True)
@click.option("--county", default="", help="The county whose electors come first where all else is equal.")
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
        answer("\n".join(_line(candidate) for candidate in found) or "Nobody found.")
    if not found:
        raise EndError(REFUSED)


def _line(candidate: Candidate) -> str:
    elector = candidate.elector
    head = f"{elector.registration_number}  {elector.name}, {elector.birth_year or '?'}  {elector.address}"
    place = f"{elector.county.title()} County, precinct {elector.precinct}, {elector.status}"
    reasons = "; ".join((*candidate.agrees, *candidate.differs))
    return f"{candidate.score:.2f}  {head}\n      {place}\n      {reasons}"


COMMANDS = (roll,)
