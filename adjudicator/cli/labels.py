"""The command that prints labels for envelopes."""

from __future__ import annotations

from pathlib import Path

import click

from adjudicator.cli.shared.access import as_json, open_office
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_either, granted, language
from adjudicator.cli.shared.paths import existing, new_page
from adjudicator.export.paper.labels import PAPERS
from adjudicator.words import _, n_


@command()
@click.argument("case", type=existing)
@option("--out", type=new_page, required=True, help=_("The labels (PDF); the file must not exist yet."))
@option("--from", "first", default="", metavar="NUMBER", help=_("The first envelope, with or without zeros."))
@option("--to", "last", default="", metavar="NUMBER", help=_("The last envelope, with or without zeros."))
@option("--place", default="", help=_("Only envelopes of this place."))
@option(
    "--paper", type=click.Choice(tuple(PAPERS)), default="sheet", show_default=True,
    help=_("A letter page of 30 (sheet), or a label printer's: 3.5 by 1.125 inches (long), 2.25 by 1.25 (short)."),
)  # fmt: skip
@option(
    "--used",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help=_("So many of the first sheet are used already."),
)
@as_json
def labels(  # noqa: PLR0913, PLR0917 - its options
    case: Path, out: Path, first: str, last: str, place: str, paper: str, used: int, json_: bool
) -> None:
    """Write labels for envelopes, each with a barcode.

    They have the number and the place, and no name. A scan of an envelope that has one is known by its barcode.

    Example: adjudicator labels gwinnett.case --from 1 --to 60 --out labels.pdf
    """
    office = open_office(case, read_only=True)
    wanted = office.labels.wanted(first, last, place)
    refusal = office.labels.write(wanted, paper, out, used=used, language=language())
    granted(refusal or True)
    words = n_("{page}: {count} label.", "{page}: {count} labels.", len(wanted), page=str(out))
    answer_either(words, {"file": str(out), "labels": len(wanted)}, as_json=json_)


COMMANDS = (labels,)
