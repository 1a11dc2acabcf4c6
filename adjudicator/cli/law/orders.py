"""Commands on the register of court orders: order list, enter, amend, change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from adjudicator.casework.acts.orders import STATUSES
from adjudicator.cli.shared.access import acting, as_json, open_office, sign_in
from adjudicator.cli.shared.commands import group
from adjudicator.cli.shared.confirming import Meant, confirm, confirming, restoring, stuck
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_json, answer_lines, bad_input
from adjudicator.cli.shared.paths import existing
from adjudicator.law.telling.words import value_words
from adjudicator.office import Office
from adjudicator.records.election import Election, plain_place
from adjudicator.records.orders import CourtOrder, Hours, by_hours, for_contests
from adjudicator.words import _, beside
from adjudicator.words.dates import hour

STATUS = click.Choice(STATUSES)
HOUR = click.DateTime(["%H:%M"])

PLACE_HELP = _(
    "A polling place it names. Where its hours are its own, write them behind it: NAME=19:00..19:45. May be given again."
)
FROM_HELP = _("From when, on election day.  [default: each place's regular closing]")
TO_HELP = _("Until when, on election day, such as 19:45 for 7:45 p.m.; not needed where each place has its own hours.")

CONTEST_HELP = _(
    "A contest for which it keeps the places open, by its id; may be given again.  [default: all contests]"
)
NOW_CONTEST_HELP = _('Every contest it is for, as with `enter`; "all" for all of them; without any they stay.')
ALL = "all"

_OWN_HOURS = re.compile(r"(?P<place>.+)=(?P<begins>\d{1,2}:\d{2})\.\.(?P<ends>\d{1,2}:\d{2})")


@group()
def order() -> None:
    """List, enter, put right or change court orders.

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
        lines = (line for each in orders for line in _lines(each, counts[each.number], office.election))
        answer_lines(lines, _("No court order is entered."))


@order.command()
@click.argument("case", type=existing)
@click.argument("number")
@option("--court", required=True, help=_("The court that made it."))
@option("--judge", default="", help=_("Its judge."))
@option("--place", "places", multiple=True, required=True, help=PLACE_HELP)
@option("--from", "begins", type=HOUR, help=FROM_HELP)
@option("--to", "ends", type=HOUR, help=TO_HELP)
@option("--contest", "contests", multiple=True, help=CONTEST_HELP)
@option("--status", type=STATUS, default="in_force", show_default=True, help=_("Where it stands."))
@confirming
@restoring
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
    shown = office.orders.what_entering_changes(entered).chosen(restore=not given["leave"])
    meant = Meant(
        _("Court order {number}: {status}.", number=number, status=value_words("court_order", entered.status)),
        shown.found,
        lambda: office.orders.enter(entered, shown),
        _("Court order {number} is entered.", number=number),
        (*_place_lines(entered), *_contest_lines(entered, office.election), *stuck(office, shown.found)),
    )
    confirm(meant, yes=bool(given["yes"]), as_json=bool(given["json_"]))


@order.command()
@click.argument("case", type=existing)
@click.argument("number")
@option("--reason", required=True, help=_("What was wrong, such as a mistyped hour; nothing about a voter."))
@option("--called", help=_("The number as the court wrote it, where it was mistyped; it is shown from then on."))
@option("--court", help=_("The court that made it."))
@option("--judge", help=_("Its judge."))
@option("--place", "places", multiple=True, help=_("Every place it names, as with `enter`; without any they stay."))
@option("--from", "begins", type=HOUR, help=FROM_HELP)
@option("--to", "ends", type=HOUR, help=TO_HELP)
@option("--contest", "contests", multiple=True, help=NOW_CONTEST_HELP)
@confirming
@restoring
@as_json
@acting
def amend(case: Path, number: str, reason: str, person: str | None, **given: object) -> None:
    """Put right what was entered of a court order, as a supervisor. What it changes is printed, then asked.

    Example: adjudicator order amend gwinnett.case 20-CV-1187 --place "Harbins Elementary (GCPS)=19:00..20:00"
    --reason "The order says 8 p.m." --as asmith
    """
    office = open_office(case)
    now = _amended(office.election, _known(office, number), given)
    sign_in(office, person)
    shown = office.orders.what_amending_changes(now).chosen(restore=not given["leave"])
    meant = Meant(
        _("Court order {number}: {hours}.", number=now.name, hours=_hours_words(now)),
        shown.found,
        lambda: office.orders.amend(now, reason, shown),
        _("Court order {number} is put right.", number=now.name),
        (*_place_lines(now), *_contest_lines(now, office.election), *stuck(office, shown.found)),
    )
    confirm(meant, yes=bool(given["yes"]), as_json=bool(given["json_"]))


@order.command()
@click.argument("case", type=existing)
@click.argument("number")
@click.argument("status", type=STATUS)
@option("--reason", required=True, help=_("Why, such as the ruling and its date; nothing about a voter."))
@confirming
@restoring
@as_json
@acting
def change(case: Path, number: str, status: str, person: str | None, **given: object) -> None:
    """Change where a court order stands, as a supervisor. What it changes is printed, then asked.

    Example: adjudicator order change gwinnett.case 20-CV-1187 vacated --reason "Ruling of Nov 6" --as asmith
    """
    office = open_office(case)
    number = _known(office, number).number
    sign_in(office, person)
    shown = office.orders.what_status_changes(number, status).chosen(restore=not given["leave"])
    said = value_words("court_order", status)
    meant = Meant(
        _("Court order {number}: {status}.", number=number, status=said),
        shown.found,
        lambda: office.orders.change(number, status, str(given["reason"]), shown),
        _("Court order {number}: {status}.", number=number, status=said),
        stuck(office, shown.found),
    )
    confirm(meant, yes=bool(given["yes"]), as_json=bool(given["json_"]))


def _known(office: Office, number: str) -> CourtOrder:
    """The order that was entered with a number, or is called so; ends the command for one that is not there."""
    orders = office.orders.all()
    found = next((each for each in orders if number in (each.number, each.name)), None)
    if found is None:
        known = beside(*(each.name for each in orders), by=", ") or _("none")
        bad_input(_("There is no court order {number}. Orders: {known}.", number=number, known=known))
    return found


def _order(election: Election, number: str, given: dict[str, object]) -> CourtOrder:
    return CourtOrder(
        number=number.strip(),
        hours=_hours(election, given),
        status=str(given["status"]),
        court=str(given["court"]),
        judge=str(given["judge"]),
        contests=_contests(election, given["contests"]),
    )


def _amended(election: Election, order: CourtOrder, given: dict[str, object]) -> CourtOrder:
    """An order as it should be: what is not given stays."""
    said: dict[str, Any] = {
        name: str(given[name]).strip() for name in ("called", "court", "judge") if given[name] is not None
    }
    if given["contests"]:
        said["contests"] = _contests(election, given["contests"])
    if given["places"] or given["begins"] or given["ends"]:
        places = given["places"] or tuple(order.places)
        return replace(order, hours=_hours(election, {**given, "places": places}, order.hours), **said)
    return replace(order, **said)


def _hours(
    election: Election, given: dict[str, object], known: Mapping[str, Hours] = MappingProxyType({})
) -> dict[str, Hours]:
    """The hours of each place that is named: its own, or those that are given for all.

    `known` are those where none is given. Ends the command for a place that the definition does not have, or that has
    no end.
    """
    named, hours = given["places"], dict[str, Hours]()
    for written in named if isinstance(named, tuple) else ():
        own = _OWN_HOURS.fullmatch(written)
        place = _place(election, own["place"] if own else written)
        begins = _hour(own["begins"] if own else given["begins"])
        ends = _hour(own["ends"] if own else given["ends"])
        was = known.get(place)
        if ends is None and was is None:
            bad_input(_('Say until when "{place}" was open: --to, or {place}=FROM..UNTIL.', place=place))
        since = begins or (was.begins.time() if was is not None else election.closing_of(place))
        until = ends or (was.ends.time() if was is not None else since)
        hours[place] = Hours(datetime.combine(election.date, since), datetime.combine(election.date, until))
    return hours


def _contests(election: Election, named: object) -> tuple[str, ...]:
    """The contests that are named, in ballot order, none where they are all; ends the command for one that is not there."""
    wanted = frozenset(map(str, named)) if isinstance(named, tuple) else frozenset[str]()
    if wanted == frozenset({ALL}):
        return ()
    for contest in sorted(wanted - election.contests.keys()):
        words = _(
            'There is no contest "{contest}" in this election. Its definition names them, such as {example}.',
            contest=contest,
            example=next(iter(election.contests), ""),
        )
        bad_input(words)
    return for_contests(wanted, election.contests)


def _hour(given: object) -> time | None:
    """An hour that was given, as click reads it or as it stands behind a place; ends the command for one that is none."""
    if isinstance(given, datetime):
        return given.time()
    if not given:
        return None
    try:
        return datetime.strptime(str(given), "%H:%M").time()  # noqa: DTZ007 - an hour of the wall, without a zone
    except ValueError:
        bad_input(_('"{hour}" is no hour of the day. Write it as 19:45.', hour=str(given)))


def _place(election: Election, named: str) -> str:
    """A place as the election's definition writes it; ends the command for one that it does not have."""
    known = {plain_place(place): place for place in election.places}
    if plain_place(named) not in known:
        words = _(
            'There is no place "{place}" in this election. Setup lists its places, and so does its definition.',
            place=named,
        )
        bad_input(words)
    return known[plain_place(named)]


def _object(order: CourtOrder, cast_under: int) -> dict[str, object]:
    return {
        "order": order.number,
        "called": order.name,
        "court": order.court,
        "judge": order.judge,
        "places": sorted(order.places),
        "from": order.begins.isoformat(timespec="minutes"),
        "to": order.ends.isoformat(timespec="minutes"),
        "hours": {
            place: [moment.isoformat(timespec="minutes") for moment in (there.begins, there.ends)]
            for place, there in sorted(order.hours.items())
        },
        "contests": list(order.contests),
        "status": order.status,
        "envelopes": cast_under,
    }


def _lines(order: CourtOrder, cast_under: int, election: Election) -> Iterator[str]:
    by = beside(order.court, order.judge, by=", ")
    status, cast = value_words("court_order", order.status), _("envelopes: {count}", count=cast_under)
    entered = _("(entered as {number})", number=order.number) if order.called else ""
    yield beside(beside(order.name, entered), _hours_words(order), status, by, cast, by="  ")
    yield from (f"  {line}" for line in (*_place_lines(order), *_contest_lines(order, election)))


def _place_lines(order: CourtOrder) -> Iterator[str]:
    """The places, a line each; behind each its hours, where they are not the same everywhere."""
    several = len(by_hours(order)) > 1
    for there, places in by_hours(order):
        hours = _("{begins} to {ends}", begins=hour(there.begins), ends=hour(there.ends)) if several else ""
        yield from (beside(place, hours, by="  ") for place in places)


def _contest_lines(order: CourtOrder, election: Election) -> Iterator[str]:
    """The contests for which it keeps its places open, a line each; nothing where it is for all of them."""
    if order.contests:
        yield _("For these contests alone; votes in the others were cast too late:")
        for contest in order.contests:
            known = election.contests.get(contest)
            yield beside(contest, known.title if known is not None else "", by="  ")


def _hours_words(order: CourtOrder) -> str:
    return _("{begins} to {ends}", begins=hour(order.begins), ends=hour(order.ends))


COMMANDS = (order,)
