"""Commands of boxes and bags: box list, seal, move, open, deliver, labels; bag; where, for one envelope."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from adjudicator.casework.acts.count.boxes import BoxStep, Sealed
from adjudicator.casework.record.count_state import BoxState
from adjudicator.cli.shared.access import acting, as_json, open_office, signed_in
from adjudicator.cli.shared.commands import command, group
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_either, answer_json, answer_lines, granted, language
from adjudicator.cli.shared.paths import existing, new_page
from adjudicator.cli.shared.told_hours import LATER, NOW, at, option_hour
from adjudicator.office import Office
from adjudicator.office.desks.count.boxes import WhereItLies
from adjudicator.records.count import BOXES, CONDITIONS
from adjudicator.words import _, beside, number
from adjudicator.words.dates import dated_words

COUNT = click.IntRange(0)


def of_a_step(made: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a step of a box."""
    options = (
        option("--with", "second", required=True, help=_("The second person, by short name.")),
        option_hour("hour", NOW),
        option(
            "--condition", type=click.Choice(tuple(CONDITIONS)), default="whole", show_default=True,
            help=_("How the box was found."),
        ),
        LATER,
    )  # fmt: skip
    for each in reversed(options):
        made = each(made)
    return made


@group("box")
def box_group() -> None:
    """Seal, move, open and hand over boxes.

    Each step has a second person, who signs it, too.

    Example: adjudicator box list gwinnett.case
    """


@box_group.command("list")
@click.argument("case", type=existing)
@as_json
def list_boxes(case: Path, json_: bool) -> None:
    """List the boxes with their seals and last steps.

    Example: adjudicator box list gwinnett.case
    """
    office = open_office(case, read_only=True)
    boxes = office.boxes.boxes()
    if json_:
        answer_json([_box_object(each) for each in boxes])
    else:
        answer_lines((_box_line(each) for each in boxes), _("No box is on record."))


@box_group.command()
@click.argument("case", type=existing)
@click.argument("box")
@option("--holds", type=click.Choice(tuple(BOXES)), required=True, help=_("What the box holds."))
@option("--seal", "seals", multiple=True, required=True, help=_("The number of a seal. May be given again."))
@option("--place", required=True, help=_("Where the box stands."))
@of_a_step
@as_json
@acting
def seal(  # noqa: PLR0913, PLR0917 - its options
    case: Path, box: str, holds: str, seals: tuple[str, ...], place: str, second: str, hour: datetime | None,
    condition: str, later: bool, json_: bool, person: str | None,
) -> None:  # fmt: skip
    """Record that a box went under seal. The first seal names it.

    Example: adjudicator box seal gwinnett.case 3 --holds envelopes --seal A1204411 --place "Vault" --with mokoye --as cdiaz
    """
    office = signed_in(case, person)
    step = BoxStep(second, at(office, hour), condition, later)
    granted(office.boxes.seal(Sealed(box, holds, seals, place), step))
    _answer_box(office, box, json_=json_)


@box_group.command()
@click.argument("case", type=existing)
@click.argument("box")
@click.argument("to")
@of_a_step
@as_json
@acting
def move(  # noqa: PLR0913, PLR0917 - its options
    case: Path, box: str, to: str, second: str, hour: datetime | None, condition: str, later: bool, json_: bool,
    person: str | None,
) -> None:  # fmt: skip
    """Record that a box went to another place.

    Example: adjudicator box move gwinnett.case 3 "Tabulation room" --with mokoye --as cdiaz
    """
    office = signed_in(case, person)
    granted(office.boxes.move(box, to, BoxStep(second, at(office, hour), condition, later)))
    _answer_box(office, box, json_=json_)


@box_group.command("open")
@click.argument("case", type=existing)
@click.argument("box")
@option("--seal", "seals", multiple=True, help=_("A seal as it was found on the box. May be given again."))
@of_a_step
@as_json
@acting
def open_box(  # noqa: PLR0913, PLR0917 - its options
    case: Path, box: str, seals: tuple[str, ...], second: str, hour: datetime | None, condition: str, later: bool,
    json_: bool, person: str | None,
) -> None:  # fmt: skip
    """Record that seals were broken, as they were found.

    Example: adjudicator box open gwinnett.case 3 --seal A1204411 --with mokoye --as cdiaz
    """
    office = signed_in(case, person)
    granted(office.boxes.open(box, seals, BoxStep(second, at(office, hour), condition, later)))
    _answer_box(office, box, json_=json_)


@box_group.command()
@click.argument("case", type=existing)
@click.argument("box")
@click.argument("to")
@of_a_step
@as_json
@acting
def deliver(  # noqa: PLR0913, PLR0917 - its options
    case: Path, box: str, to: str, second: str, hour: datetime | None, condition: str, later: bool, json_: bool,
    person: str | None,
) -> None:  # fmt: skip
    """Record that a box was handed over for good.

    Example: adjudicator box deliver gwinnett.case 3 "Clerk of the superior court" --with mokoye --as cdiaz
    """
    office = signed_in(case, person)
    granted(office.boxes.deliver(box, to, BoxStep(second, at(office, hour), condition, later)))
    _answer_box(office, box, json_=json_)


@box_group.command()
@click.argument("case", type=existing)
@click.argument("box")
@as_json
@acting
def sign(case: Path, box: str, json_: bool, person: str | None) -> None:
    """Sign the steps of a box at which you were the second person.

    Example: adjudicator box sign gwinnett.case 3 --as mokoye
    """
    office = signed_in(case, person)
    known = office.boxes.box(box)
    waiting = [move.seq for move in known.unsigned if move.second == person] if known is not None else []
    for entry in waiting or [0]:  # of no step it is refused, and said why
        granted(office.boxes.sign(box, entry))
    _answer_box(office, box, json_=json_)


@box_group.command()
@click.argument("case", type=existing)
@option("--out", type=new_page, required=True, help=_("The page (PDF); it must not exist yet."))
@as_json
def labels(case: Path, out: Path, json_: bool) -> None:
    """Write labels for all boxes and the list of them.

    Example: adjudicator box labels gwinnett.case --out boxes.pdf
    """
    open_office(case, read_only=True).table_papers.write_boxes(out, language())
    answer_either(_("{page} is written.", page=str(out)), {"file": str(out)}, as_json=json_)


@command()
@click.argument("case", type=existing)
@click.argument("place")
@option("--issued", type=COUNT, required=True, help=_("How many its numbered list has."))
@option("--missing", type=COUNT, default=0, show_default=True, help=_("How many of them were not in the bag."))
@option("--unlisted", type=COUNT, default=0, show_default=True, help=_("How many were in the bag and not on the list."))
@as_json
@acting
def bag(  # noqa: PLR0913, PLR0917 - its options
    case: Path, place: str, issued: int, missing: int, unlisted: int, json_: bool, person: str | None
) -> None:
    """Count what a place brought, as a clerk.

    It is held against the numbered list of the place.

    Example: adjudicator bag gwinnett.case "Harbins Park" --issued 12 --missing 1 --as jdoe
    """
    granted(signed_in(case, person).boxes.count_bag(place, issued, missing, unlisted))
    words = _(
        "{place}: {issued} by the list, {missing} missing, {unlisted} not listed.",
        place=place,
        issued=number(issued),
        missing=number(missing),
        unlisted=number(unlisted),
    )
    answer_either(words, {"place": place, "issued": issued, "missing": missing, "unlisted": unlisted}, as_json=json_)


@command()
@click.argument("case", type=existing)
@click.argument("envelope")
@as_json
def where(case: Path, envelope: str, json_: bool) -> None:
    """Say where an envelope lies.

    That is its box and position, its pile, and the last step of the box with who took it.

    Example: adjudicator where gwinnett.case 0417
    """
    office = open_office(case, read_only=True)
    found = granted(office.boxes.where(envelope))
    if json_:
        answer_json({"envelope": envelope, **_found_object(found)})
    else:
        answer_lines(_found_lines(found, office.people.name_of))


def _found_object(found: WhereItLies) -> Mapping[str, Any]:
    move = found.move
    step = move and {
        "what": move.what, "to": move.to, "by": move.by, "second": move.second, "hour": move.hour,
        "condition": move.condition,
    }  # fmt: skip
    return {
        "box": found.box, "position": found.position, "pile": found.pile, "opened": found.opened, "last_step": step,
    }  # fmt: skip


def _found_lines(found: WhereItLies, name_of: Callable[[str], str]) -> Iterator[str]:
    if found.box and found.position:
        yield _("Box {box}, {position} of {size}", box=found.box, position=str(found.position), size=str(found.size))
    else:
        yield _("Box {box}", box=found.box) if found.box else _("In no box on record")
    if found.pile:
        yield _("Pile {pile}, opened", pile=found.pile) if found.opened else _("Pile {pile}", pile=found.pile)
    if (move := found.move) is not None:
        yield _(
            "Last step: {to}, {when}, {person} with {second}",
            to=move.to, when=dated_words(move.hour), person=name_of(move.by), second=name_of(move.second),
        )  # fmt: skip


def _answer_box(office: Office, name: str, *, json_: bool) -> None:
    box = office.boxes.box(name)
    if box is not None:
        answer_either(_box_line(box), _box_object(box), as_json=json_)


def _box_line(each: BoxState) -> str:
    seals = beside(*each.seals, by=", ") if each.sealed else _("not under seal")
    words = _("{box}: {holds}, {seals}, {place}", box=each.id, holds=BOXES[each.holds], seals=seals, place=each.place)
    missing = dict.fromkeys(move.second for move in each.unsigned)
    unsigned = _("not signed by {people}", people=beside(*missing, by=", ")) if missing else ""
    return beside(words, unsigned, by="; ")


def _box_object(each: BoxState) -> Mapping[str, Any]:
    steps = [
        {
            "what": m.what, "to": m.to, "by": m.by, "second": m.second, "hour": m.hour, "condition": m.condition,
            "signed": m.signed,
        }
        for m in each.moves
    ]  # fmt: skip
    return {"box": each.id, "holds": each.holds, "seals": list(each.seals), "place": each.place, "steps": steps}


COMMANDS = (box_group, bag, where)
