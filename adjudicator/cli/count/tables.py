"""Commands of the tables: pile list, sort, look-up, open, duplicate, sign, settle, print; hit list, tell, print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from adjudicator.casework.acts.count.piles import Sorted
from adjudicator.casework.acts.count.sessions import FoundInside, Seated, Stock
from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.cli.shared.access import acting, as_json, open_office, signed_in
from adjudicator.cli.shared.commands import group
from adjudicator.cli.shared.looked_up import look_up_and_say
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_either, answer_json, answer_lines, bad_input, granted, language
from adjudicator.cli.shared.paths import existing, new_page
from adjudicator.cli.shared.told_hours import LATER, NOW, at, option_hour
from adjudicator.office import Office
from adjudicator.office.behind.co_signing import Together
from adjudicator.office.behind.count.at_tables import Unsorted
from adjudicator.office.desks.count.table_papers import SHEETS, hit_words, sort_words
from adjudicator.records.count import EXCEPTIONS, HIT_TOLD, PILES, SETTLED_AS
from adjudicator.words import _, beside, n_, number

COUNT = click.IntRange(0)
SORTING = "sorting"

WITH = option(
    "--with", "others", multiple=True, required=True, help=_("Who else sat there; they sign later. May be given again.")
)


@group()
def pile() -> None:
    """Sort, open and duplicate, with a second person.

    Example: adjudicator pile list gwinnett.case
    """


@pile.command("list")
@click.argument("case", type=existing)
@as_json
def list_piles(case: Path, json_: bool) -> None:
    """List the piles with their sessions. What lies in no pile yet stands below.

    Example: adjudicator pile list gwinnett.case
    """
    office = open_office(case, read_only=True)
    tables = office.tables
    piles, sessions, left = tables.piles(), tables.sessions(), tables.left()
    if json_:
        answer_json(
            {
                "piles": [_pile_object(each) for each in piles],
                "sessions": [_session_object(each) for each in sessions],
                "in_no_pile": [
                    {"what": each.what, "apart": each.apart, "copy": each.copy, "envelopes": list(each.numbers)}
                    for each in left
                ],
            }
        )
        return
    answer_lines((*map(_pile_line, piles), *map(_session_line, sessions), *map(_left_line, left)))


@pile.command()
@click.argument("case", type=existing)
@click.argument("what", type=click.Choice(tuple(PILES)))
@option("--counted", type=COUNT, required=True, help=_("How many were counted by hand."))
@option("--apart", is_flag=True, help=_("They are kept apart from all others."))
@option("--copy", "copies", is_flag=True, help=_("Their ballots are duplicated."))
@option(
    "--envelope",
    "numbers",
    multiple=True,
    help=_("Only this envelope. May be given again.  [default: all of the sort]"),
)
@option("--box", default="", help=_("The box in which the pile lies now."))
@option_hour("hour", NOW)
@LATER
@WITH
@as_json
@acting
def sort(  # noqa: PLR0913, PLR0917 - its options
    case: Path, what: str, counted: int, apart: bool, copies: bool, numbers: tuple[str, ...], box: str,
    hour: datetime | None, later: bool, others: tuple[str, ...], json_: bool, person: str | None,
) -> None:  # fmt: skip
    """Record a sorted pile, as one of two people.

    Both have counted it by hand; the other signs later.

    Example: adjudicator pile sort gwinnett.case to_open --counted 42 --with max --as mia
    """
    office = signed_in(case, person)
    every = next(
        (each for each in office.tables.left() if (each.what, each.apart, each.copy) == (what, apart, copies)), None
    )
    listed = numbers or (every.numbers if every is not None else ())
    new = Sorted(what, listed, counted, (str(person), *others), at(office, hour), apart, copies, box, later)
    _answer_pile(office, granted(office.tables.sort(new)).id, json_=json_)


@pile.command("look-up")
@click.argument("case", type=existing)
@click.argument("about", metavar="PILE")
@as_json
@acting
def look_up(case: Path, about: str, json_: bool, person: str | None) -> None:
    """Look a pile or docket up in the newest lists.

    A vote that nobody knew sends an envelope back to its reviewer.

    Example: adjudicator pile look-up gwinnett.case P0001 --as mia
    """
    look_up_and_say(signed_in(case, person), about, as_json=json_)


@pile.command("open")
@click.argument("case", type=existing)
@click.argument("pile_id", metavar="PILE")
@option("--counted", type=COUNT, required=True, help=_("How many were opened, counted by hand."))
@option_hour("begins", _("When it began, such as 2020-11-09T14:00."), required=True)
@option_hour("ends", _("When it ended.  [default: now]"))
@option(
    "--found", multiple=True, nargs=2, metavar=f"ENVELOPE [{'|'.join(EXCEPTIONS)}]",
    help=_("What was found in an envelope. May be given again."),
)  # fmt: skip
@option("--override", default="", help=_("Why it is opened all the same; a supervisor sits at the table."))
@LATER
@WITH
@as_json
@acting
def open_pile(  # noqa: PLR0913, PLR0917 - its options
    case: Path, pile_id: str, counted: int, begins: datetime, ends: datetime | None, found: tuple[tuple[str, str], ...],
    override: str, later: bool, others: tuple[str, ...], json_: bool, person: str | None,
) -> None:  # fmt: skip
    """Record that a pile was opened.

    One of the two or three people does; the others sign later.

    Example: adjudicator pile open gwinnett.case P0001 --counted 42 --begins 2020-11-09T14:00 --with max --as mia
    """
    office = signed_in(case, person)
    known = _known(office, pile_id)
    inside = FoundInside(len(office.tables.still_in(known)), counted, dict(found), override)
    seated = Seated((str(person), *others), at(office, begins), at(office, ends), later)
    _said(office, granted(office.tables.open(pile_id, seated, inside)), json_=json_)


@pile.command()
@click.argument("case", type=existing)
@click.argument("pile_id", metavar="PILE")
@option("--issued", type=COUNT, required=True, help=_("Blank ballots given out."))
@option("--done", type=COUNT, required=True, help=_("Duplicates done."))
@option("--spoiled", type=COUNT, default=0, show_default=True, help=_("Blank ballots spoiled."))
@option("--returned", type=COUNT, default=0, show_default=True, help=_("Blank ballots returned."))
@option_hour("begins", _("When it began, such as 2020-11-09T14:00."), required=True)
@option_hour("ends", _("When it ended.  [default: now]"))
@LATER
@WITH
@as_json
@acting
def duplicate(  # noqa: PLR0913, PLR0917 - its options
    case: Path, pile_id: str, issued: int, done: int, spoiled: int, returned: int, begins: datetime,
    ends: datetime | None, later: bool, others: tuple[str, ...], json_: bool, person: str | None,
) -> None:  # fmt: skip
    """Record what was duplicated of a pile.

    The maker does; the witness signs later.

    Example: adjudicator pile duplicate gwinnett.case P0002 --issued 9 --done 8 --spoiled 1 --begins 2020-11-09T16:00
    --with carl --as cleo
    """
    office = signed_in(case, person)
    seated = Seated((str(person), *others), at(office, begins), at(office, ends), later)
    done_ = granted(office.tables.duplicate(pile_id, seated, Stock(issued, done, spoiled, returned)))
    _said(office, done_, json_=json_)


@pile.command()
@click.argument("case", type=existing)
@click.argument("about", metavar="PILE|SESSION")
@as_json
@acting
def sign(case: Path, about: str, json_: bool, person: str | None) -> None:
    """Sign a pile or session at which you were.

    Example: adjudicator pile sign gwinnett.case S0001 --as max
    """
    office = signed_in(case, person)
    if office.tables.pile(about) is not None:
        granted(office.tables.sign_pile(about))
        _answer_pile(office, about, json_=json_)
        return
    granted(office.tables.sign(about))
    _answer_session(office, about, json_=json_)


@pile.command()
@click.argument("case", type=existing)
@click.argument("session_id", metavar="SESSION")
@click.argument("envelope")
@click.argument("settled", type=click.Choice(tuple(SETTLED_AS)))
@option("--reason", required=True, help=_("Why, in a sentence without a number of a ballot."))
@as_json
@acting
def settle(  # noqa: PLR0913, PLR0917 - its options
    case: Path, session_id: str, envelope: str, settled: str, reason: str, json_: bool, person: str | None
) -> None:
    """Say what becomes of an exception, as a supervisor.

    An exception is an envelope that had something else in it than one ballot.

    Example: adjudicator pile settle gwinnett.case S0001 0417 no_ballot --reason "Nothing was in it" --as schen
    """
    office = signed_in(case, person)
    granted(office.tables.settle(session_id, envelope, settled, reason))
    _answer_session(office, session_id, json_=json_)


@pile.command("print")
@click.argument("case", type=existing)
@click.argument("sheet", type=click.Choice((SORTING, *SHEETS)))
@click.argument("pile_id", metavar="[PILE]", default="")
@option("--out", type=new_page, required=True, help=_("The page (PDF); it must not exist yet."))
@as_json
def print_sheet(case: Path, sheet: str, pile_id: str, out: Path, json_: bool) -> None:
    """Write a sheet to work by with a pen.

    The sheet for sorting is of no pile, the others are of one.

    Example: adjudicator pile print gwinnett.case opening P0001 --out opening.pdf
    """
    office = open_office(case, read_only=True)
    if sheet == SORTING:
        office.table_papers.write_sorting_sheet(out, language())
    elif not pile_id:
        bad_input(_("Say which pile: adjudicator pile list {case} has them.", case=case.name))
    else:
        granted(office.table_papers.write(sheet, pile_id, out, language()))
    answer_either(_("{page} is written.", page=str(out)), {"file": str(out)}, as_json=json_)


@group()
def hit() -> None:
    """List and report votes found after opening.

    Example: adjudicator hit list gwinnett.case
    """


@hit.command("list")
@click.argument("case", type=existing)
@as_json
def list_hits(case: Path, json_: bool) -> None:
    """List what was found in a newer list after an envelope was opened, with who was told.

    Example: adjudicator hit list gwinnett.case
    """
    hits = open_office(case, read_only=True).looking_up.late_hits()
    if json_:
        answer_json([{"envelope": h.number, "list": h.kind, "pile": h.pile, "told": list(h.told)} for h in hits])
        return
    lines = (
        _(
            "{envelope}: opened with pile {pile}. {found} Told: {whom}",
            envelope=each.number,
            pile=each.pile,
            found=hit_words(each.kind),
            whom=beside(*(HIT_TOLD[whom] for whom in each.told), by=", ") or _("nobody"),
        )
        for each in hits
    )
    answer_lines(lines, _("Nothing was found after an envelope was opened."))


@hit.command()
@click.argument("case", type=existing)
@click.argument("envelope")
@click.argument("to", type=click.Choice(tuple(HIT_TOLD)))
@option_hour("hour", NOW)
@as_json
@acting
def tell(case: Path, envelope: str, to: str, hour: datetime | None, json_: bool, person: str | None) -> None:
    """Record who was told of it.

    Example: adjudicator hit tell gwinnett.case 0417 district_attorney --as schen
    """
    office = signed_in(case, person)
    granted(office.looking_up.tell(envelope, to, at(office, hour)))
    words = _("Recorded: {whom} was told of envelope {envelope}.", whom=HIT_TOLD[to], envelope=envelope)
    answer_either(words, {"envelope": envelope, "told": to}, as_json=json_)


@hit.command("print")
@click.argument("case", type=existing)
@click.argument("envelope")
@option("--out", type=new_page, required=True, help=_("The page (PDF); it must not exist yet."))
@as_json
def print_hit(case: Path, envelope: str, out: Path, json_: bool) -> None:
    """Write the page that reports such a vote.

    Example: adjudicator hit print gwinnett.case 0417 --out report.pdf
    """
    granted(open_office(case, read_only=True).table_papers.write_hit(envelope, out, language()))
    answer_either(_("{page} is written.", page=str(out)), {"file": str(out)}, as_json=json_)


def _known(office: Office, pile_id: str) -> PileState:
    found = office.tables.pile(pile_id)
    if found is None:
        bad_input(_("There is no pile {pile}.", pile=pile_id))
    return found


def _said(office: Office, done: Together, *, json_: bool) -> None:
    _answer_session(office, done.id, json_=json_)


def _answer_pile(office: Office, pile_id: str, *, json_: bool) -> None:
    made = office.tables.pile(pile_id)
    if made is not None:
        answer_either(_pile_line(made), _pile_object(made), as_json=json_)


def _answer_session(office: Office, session_id: str, *, json_: bool) -> None:
    session = office.tables.session(session_id)
    if session is not None:
        answer_either(_session_line(session), _session_object(session), as_json=json_)


def _pile_line(each: PileState) -> str:
    words = _(
        "{pile}: {what}, {count} by the record, {hand} counted by hand",
        pile=each.id,
        what=sort_words(each.what, apart=each.apart, copy=each.copy),
        count=number(len(each.items)),
        hand=number(each.counted),
    )
    opened = _("opened in {session}", session=each.session) if each.session else ""
    return beside(beside(words, opened, by=", "), _missing(each.people, each.signed), by="; ")


def _missing(people: Sequence[str], signed: Sequence[str]) -> str:
    unsigned = [who for who in people if who not in signed]
    return _("not signed by {people}", people=beside(*unsigned, by=", ")) if unsigned else ""


def _left_line(each: Unsorted) -> str:
    words = sort_words(each.what, apart=each.apart, copy=each.copy)
    return _("In no pile: {count} {what}", count=number(len(each.numbers)), what=words)


def _session_line(each: SessionState) -> str:
    if each.what == "opened":
        what = _(
            "{session}: pile {pile} opened, {count} by the record, {hand} by hand",
            session=each.id,
            pile=each.pile,
            count=number(each.by_record),
            hand=number(each.by_hand),
        )
    else:
        what = _(
            "{session}: {count} duplicated of pile {pile}", session=each.id, count=number(each.done), pile=each.pile
        )
    waits = (
        n_("{count} exception to settle", "{count} exceptions to settle", len(each.unsettled)) if each.unsettled else ""
    )
    return beside(what, waits, _missing(each.people, each.signed), by="; ")


def _pile_object(each: PileState) -> Mapping[str, Any]:
    return {
        "pile": each.id, "what": each.what, "apart": each.apart, "copy": each.copy, "envelopes": list(each.items),
        "counted": each.counted, "people": list(each.people), "hour": each.hour, "box": each.box, "later": each.later,
        "session": each.session, "signed": list(each.signed),
    }  # fmt: skip


def _session_object(each: SessionState) -> Mapping[str, Any]:
    common: dict[str, Any] = {
        "session": each.id, "what": each.what, "pile": each.pile, "people": list(each.people),
        "signed": list(each.signed), "begins": each.begins, "ends": each.ends, "later": each.later,
    }  # fmt: skip
    if each.what == "opened":
        return {
            **common, "by_record": each.by_record, "by_hand": each.by_hand, "left": list(each.left),
            "exceptions": dict(each.exceptions), "settled": dict(each.settled),
        }  # fmt: skip
    stock = {"issued": each.issued, "done": each.done, "spoiled": each.spoiled, "returned": each.returned}
    return {**common, **stock}


COMMANDS = (pile, hit)
