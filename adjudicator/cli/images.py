"""Commands on scans of envelopes: take a folder of them, draw those of a practice election, check a file of places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from adjudicator.at_rest.durable import make_folder, private
from adjudicator.cli.shared.access import acting, as_json, signed_in
from adjudicator.cli.shared.commands import command, group
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import (
    answer,
    answer_either,
    answer_json,
    answer_lines,
    bad_file,
    bad_input,
    granted,
    say,
    teller,
)
from adjudicator.cli.shared.paths import existing, existing_any, new_folder
from adjudicator.intake.scan_layout import read_layout
from adjudicator.log.file.errors import the_world
from adjudicator.office import Office
from adjudicator.office.behind.files.scan_folder import FolderMatch, LeftOut
from adjudicator.words import Words, _, beside, n_


@group()
def images() -> None:
    """Take a folder of scans, or draw those of practice.

    Example: adjudicator images match gwinnett.case scans --check --as jdoe
    """


@command()
@click.argument("case", type=existing)
@click.argument("source", type=existing_any, metavar="FOLDER")
@option("--check", is_flag=True, help=_("Only say what fits; take nothing."))
@as_json
@acting
def match(case: Path, source: Path, check: bool, json_: bool, person: str | None) -> None:
    """Match a folder of scans to envelopes. File name and barcode tell; what fits is kept with the case.

    Example: adjudicator images match gwinnett.case scans --check --as jdoe
    """
    office = signed_in(case, person)
    tell = teller()
    matching = granted(office.scans.matching(source, _codes()))
    found = matching(lambda done, of: tell(_("Reading the scans"), done, of))
    for left in (*found.twice, *found.unfit):
        say(_left_words(left))
    taken = 0
    if found.fits and not check:
        keep = granted(office.scans.keeping(found))
        taken = keep(lambda done, of: tell(_("Taking the scans"), done, of))
    if json_:
        answer_json(_match_json(found, taken))
    else:
        answer(_found_words(found, taken, check=check))


@command()
@click.argument("case", type=existing)
@option("--out", type=new_folder, required=True, help=_("The folder of the pictures."))
@option("--envelope", "numbers", multiple=True, help=_("Only these envelopes; may be given several times."))
@as_json
@acting
def draw(case: Path, out: Path, numbers: tuple[str, ...], json_: bool, person: str | None) -> None:
    """Write the scans of a practice election. They are PNG files, to look at or to match.

    Example: adjudicator images draw practice.case --out scans --as rwhitfield
    """
    office = signed_in(case, person)
    if office.case.mode != "practice":
        bad_input(_("Only the scans of a practice election are drawn."))
    many = 0
    with the_world(out):
        make_folder(out)
        for name, content in _drawn(office, numbers):
            with open(out / name, "xb", opener=private) as file:
                file.write(content)
            many += 1
    folder = str(out)
    words = n_("{count} scan written to {folder}.", "{count} scans written to {folder}.", many, folder=folder)
    answer_either(words, {"scans": many, "folder": folder}, as_json=json_)


@command()
@click.argument("file", type=existing)
@as_json
def layout(file: Path, json_: bool) -> None:
    """Check a file of places. It says where on the county's papers each field is.

    Example: adjudicator images layout scans.toml
    """
    places, problems = read_layout(file)
    if problems:
        bad_file(problems)
    if json_:
        answer_json([{"paper": paper, "places": len(found)} for paper, found in places.items()])
        return
    answer_lines(
        beside(paper, n_("{count} place", "{count} places", len(found)), by="  ") for paper, found in places.items()
    )


def _codes() -> Callable[[bytes], Sequence[str]]:
    """What reads barcodes: the window's reader of pictures, since the core has none."""
    from ui.kit.scan.codes import codes_in  # noqa: PLC0415 - Qt takes a while to load, and most commands need none

    return codes_in


def _drawn(office: Office, numbers: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    from ui.kit.scan.reading import as_png  # noqa: PLC0415 - Qt takes a while to load, and most commands need none

    for number in numbers or tuple(state.number for state in office.overview.states()):
        for scan in office.scans.of(number):
            if scan.made:
                yield f"{number}-{scan.paper}.png", as_png(scan.read())


def _left_words(left: LeftOut) -> Words:
    name = str(left.file)
    if not left.remedy:
        return _("{file}: {what}", file=name, what=left.why)
    return _("{file}: {what}. {remedy}", file=name, what=left.why, remedy=left.remedy)


def _found_words(found: FolderMatch, taken: int, *, check: bool) -> str:
    fits = n_("{count} scan fits", "{count} scans fit", len(found.fits))
    done = n_("{count} scan taken.", "{count} scans taken.", taken)
    other = (
        n_("{count} does not fit.", "{count} do not fit.", len(found.unfit)),
        n_("{count} is there twice.", "{count} are there twice.", len(found.twice)),
        n_("{count} was taken before.", "{count} were taken before.", found.already),
        n_("{count} envelope has none here.", "{count} envelopes have none here.", found.without),
    )
    many = (len(found.unfit), len(found.twice), found.already, found.without)
    first = _("{fits}; nothing was taken.", fits=fits) if check or not taken else done
    return beside(first, *(words for count, words in zip(many, other, strict=True) if count))


def _match_json(found: FolderMatch, taken: int) -> dict[str, object]:
    return {
        "taken": taken,
        "fits": [
            {"file": str(each.file), "envelope": each.number, "paper": each.paper, "known_by": each.known_by}
            for each in found.fits
        ],
        "unfit": [_left_json(left) for left in found.unfit],
        "twice": [_left_json(left) for left in found.twice],
        "already": found.already,
        "others": found.others,
        "without": found.without,
    }


def _left_json(left: LeftOut) -> dict[str, str]:
    return {"file": str(left.file), "code": left.code, "why": left.why, "remedy": left.remedy}


for each in (match, draw, layout):
    images.add_command(each)

COMMANDS = (images,)
