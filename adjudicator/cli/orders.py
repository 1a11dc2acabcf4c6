"""Commands on the register of court orders: order list, enter, change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import click

from adjudicator.casework.acts.orders import STATUSES
from adjudicator.cli.access import acting, as_json, open_office, sign_in
from adjudicator.cli.commands import group
from adjudicator.cli.confirming import Meant, confirm, confirming
from adjudicator.cli.options import option
from adjudicator.cli.output import answer_json, answer_lines, bad_input
from adjudicator.cli.paths import existing
from adjudicator.law.telling.words import value_words
from adjudicator.office import Office
from adjudicator.records.election import Election, plain_place
from adjudicator.records.orders import CourtOrder
from adjudicator.words import _, beside
from adjudicator.words.dates import hour

STATUS = click.Choice(STATUSES)
HOUR = click.DateTime(["%H:%M"])


@group()
def order() -> None:
    """List, enter, or change court orders that keep places open.

    Example: adjudicator order list gwinnett.case
    """


@order.command("list")
@click.argument("case", type=existing)
@as_json
def list_orders(case: Path, json_: bool) -> None:
    """List the court orders. Each comes with how many envelopes were cast under it.

    Example: adjudicator order list gwinnett.case
    """
    office = open_office(case, read_only=True)
    orders, counts = office.orders.all(), office.orders.cast_under()
    if json_:
        answer_json([_object(each, counts[each.number]) for each in orders])
    else:
        lines = (line for each in orders for line in _lines(each, counts[each.number]))
        answer_lines(lines, _("No court order is entered."))


@order.command()
@click.argument("case", type=existing)
@click.argument("number")
@option("--court", required=True, help=_("The court that made it."))
@option("--judge", default="", help=_("Its judge."))
@option("--place", "places", multiple=True, required=True, help=_("A polling place it names. May be given again."))
@option("--from", "begins", type=HOUR, help=_("From when, on election day.  [default: the regular closing]"))
@option("--to", "ends", type=HOUR, required=True, help=_("Until when, on election day, such as 19:45 for 7:45 p.m."))
@option("--status", type=STATUS, default="in_force", show_default=True, help=_("Where it stands."))
@confirming
@as_json
@acting
def enter(case: Path, number: str, person: str | None, **given: object) -> None:
    """Enter a court order, as a supervisor. What it changes is printed, then asked.

    Example: adjudicator order enter gwinnett.case 20-CV-1187 --court "Superior Court" --place "Harbins Elementary (GCPS)"
    --to 19:45 --as asmith
    """
    office = open_office(case)
    entered = _order(office.election, number, given)
    sign_in(office, person)
    shown = office.orders.what_entering_changes(entered)
    meant = Meant(
        _("Court order {number}: {status}.", number=number, status=value_words("court_order", entered.status)),
        shown.found,
        lambda: office.orders.enter(entered, shown),
        _("Court order {number} is entered.", number=number),
    )
    confirm(meant, yes=bool(given["yes"]), as_json=bool(given["json_"]))


@order.command()
@click.argument("case", type=existing)
@click.argument("number")
@click.argument("status", type=STATUS)
@option("--reason", required=True, help=_("Why, such as the ruling and its date; nothing about a voter."))
@confirming
@as_json
@acting
def change(case: Path, number: str, status: str, person: str | None, **given: object) -> None:
    """Change where a court order stands, as a supervisor. What it changes is printed, then asked.

    Example: adjudicator order change gwinnett.case 20-CV-1187 vacated --reason "Ruling of Nov 6" --as asmith
    """
    office = open_office(case)
    _known(office, number)
    sign_in(office, person)
    shown, said = office.orders.what_status_changes(number, status), value_words("court_order", status)
    meant = Meant(
        _("Court order {number}: {status}.", number=number, status=said),
        shown.found,
        lambda: office.orders.change(number, status, str(given["reason"]), shown),
        _("Court order {number}: {status}.", number=number, status=said),
    )
    confirm(meant, yes=bool(given["yes"]), as_json=bool(given["json_"]))


def _known(office: Office, number: str) -> None:
    numbers = [each.number for each in office.orders.all()]
    if number not in numbers:
        known = beside(*numbers, by=", ") or _("none")
        bad_input(_("There is no court order {number}. Orders: {known}.", number=number, known=known))


def _order(election: Election, number: str, given: dict[str, object]) -> CourtOrder:
    named = given["places"]
    places = _places(election, named if isinstance(named, tuple) else ())
    closing = min(election.closing_of(place) for place in places)
    return CourtOrder(
        number=number.strip(),
        places=frozenset(places),
        begins=datetime.combine(election.date, _hour(given["begins"], closing)),
        ends=datetime.combine(election.date, _hour(given["ends"], closing)),
        status=str(given["status"]),
        court=str(given["court"]),
        judge=str(given["judge"]),
    )


def _hour(given: object, otherwise: time) -> time:
    return given.time() if isinstance(given, datetime) else otherwise


def _places(election: Election, named: tuple[str, ...]) -> list[str]:
    """The places as the election's definition writes them; ends the command for one that it does not have."""
    known = {plain_place(place): place for place in election.places}
    for place in named:
        if plain_place(place) not in known:
            words = _(
                'There is no place "{place}" in this election. Setup lists its places, and so does its definition.',
                place=place,
            )
            bad_input(words)
    return [known[plain_place(place)] for place in named]


def _object(order: CourtOrder, cast_under: int) -> dict[str, object]:
    return {
        "order": order.number,
        "court": order.court,
        "judge": order.judge,
        "places": sorted(order.places),
        "from": order.begins.isoformat(timespec="minutes"),
        "to": order.ends.isoformat(timespec="minutes"),
        "status": order.status,
        "envelopes": cast_under,
    }


def _lines(order: CourtOrder, cast_under: int) -> Iterator[str]:
    by = beside(order.court, order.judge, by=", ")
    hours = _("{begins} to {ends}", begins=hour(order.begins), ends=hour(order.ends))
    status, cast = value_words("court_order", order.status), _("envelopes: {count}", count=cast_under)
    yield beside(order.number, hours, status, by, cast, by="  ")
    yield from (f"  {place}" for place in sorted(order.places))


COMMANDS = (order,)
