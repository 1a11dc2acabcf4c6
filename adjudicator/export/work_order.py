"""The tabulation room's work orders, as CSV and to print: what to count as it is, to duplicate, and to take away.

They hold neither an envelope nor a ticket, and are sorted by what they are. What is kept apart is on sheets of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from adjudicator.casework.record.entry import moment_of
from adjudicator.export.content import ReleaseContent
from adjudicator.export.corrections import BallotChange, counted, sentences
from adjudicator.export.csv_parts import Cell, codes_cell, csv_parts
from adjudicator.export.group_files import blank_of, precinct_name, titles_of
from adjudicator.export.paper.page_words import over
from adjudicator.export.paper.typeset import set_page
from adjudicator.export.survey import BallotGroup, Survey
from adjudicator.words import ENGLISH
from adjudicator.words.dates import long_day_and_hour

WORK_ORDER = (
    "place", "precinct", "precinct_name", "style", "do", "copy", "copy_titles", "leave_blank", "leave_blank_titles",
    "ballots", "replaces",
)  # fmt: skip

AS_IT_IS, DUPLICATE, TAKE_AWAY = "count as it is", "duplicate", "take away"
SMALLEST_PILE = 10
"""So many ballots, at least, are opened together."""

SAID: Mapping[str, str] = {
    "title": "Work order {release}",
    "title_apart": "Work order {release}: kept apart",
    "what": "For the tabulation room. {follows} With all that was approved until {until}",
    "first": "The first of this election.",
    "follows": "Follows {release}.",
    "apart": "KEPT APART. These ballots are opened, copied, scanned and stored apart from all others, so that a court can "
    "have them taken out whole.",
    "sum": "As they are: {as_is}. To duplicate: {duplicate}. To take away: {away}.",
    "none": "Nothing is to be counted or duplicated by this order.",
    "single": "Lines of a single ballot: {single} of {orders}. Who opens by the line sees whose ballot it is: open in "
    "mixed piles of {smallest} or more, or all that is left of a kind.",
    "away": "Take away first",
    "do_all": "Count as it is",
    "do_part": "DUPLICATE",
    "copy": "Copy: {contests}.",
    "blank": "Leave blank: {contests}.",
    "no_blank": "Leave nothing blank.",
    "precinct": "{code} {name}",
    "foot": "No line names an envelope or a voter. Never keep this beside a file that names envelopes.",
    "place_not_given": "Place not given",
}
"""The sentences of a work order, with {places} for numbers and names: English, as is every file of a release."""

SIGN = ("Handed over by", "Received by")

PRACTICE = "PRACTICE: made-up voters and envelopes. Nothing on this page is real."

Order = tuple[BallotGroup, str, int]
"""Ballots to work on: their group, the release that carried them where they are taken away, and how many."""


def orders_of(found: Survey, *, kept_apart: bool) -> list[Order]:
    """The lines of a work order, by place and precinct; what leaves again in the same group is no work, and left out."""
    added, away = Counter(found.ballots), Counter(found.taken)
    for (group, replaces), ballots in found.same.items():
        added[group] -= ballots
        away[group, replaces] -= ballots
    lines = [(group, "", ballots) for group, ballots in added.items() if ballots]
    lines += [(group, replaces, -ballots) for (group, replaces), ballots in away.items() if ballots]
    return sorted((each for each in lines if each[0].kept_apart == kept_apart), key=_by_place)


def singles(found: Mapping[BallotGroup, int]) -> tuple[int, int]:
    """How many groups have a single ballot, of how many groups."""
    return sum(ballots == 1 for ballots in found.values()), len(found)


def work_order(content: ReleaseContent, found: Survey, *, kept_apart: bool) -> Iterator[bytes]:
    """`work_order.csv`: one row a line of the order; `ballots` is less than zero where they are taken away."""
    lines = orders_of(found, kept_apart=kept_apart)
    return csv_parts(WORK_ORDER, (_row(content, each) for each in lines))


def work_order_page(content: ReleaseContent, found: Survey, *, kept_apart: bool) -> Iterator[bytes]:
    """`work_order.pdf`: the same to print, with room to tick off each line, and lines to sign."""
    data, made = work_order_data(content, found, kept_apart=kept_apart), _made(content)
    yield set_page("work_order.typ", data, made, ENGLISH, _lines)


def work_order_data(content: ReleaseContent, found: Survey, *, kept_apart: bool) -> dict[str, Any]:
    """What stands on the sheets, as their template takes it."""
    lines = orders_of(found, kept_apart=kept_apart)
    adding = [each for each in lines if not each[1]]
    follows = SAID["follows"].format(release=content.follows) if content.follows else SAID["first"]
    single, groups = sum(ballots == 1 for _, _, ballots in adding), len(adding)
    warns = SAID["single"].format(single=f"{single:,}", orders=f"{groups:,}", smallest=SMALLEST_PILE) if single else ""
    title = SAID["title_apart" if kept_apart else "title"].format(release=content.release)
    return {
        "over": over(content.election),
        "practice": PRACTICE if content.is_practice else "",
        "title": title,
        "what": SAID["what"].format(until=long_day_and_hour(_made(content)), follows=follows),
        "apart": SAID["apart"] if kept_apart else "",
        "sum": _sum(lines),
        "single": warns,
        "away_title": SAID["away"],
        "away": sentences(_changes(content, kept_apart=kept_apart)),
        "places": _places(content, adding),
        "none": "" if adding else SAID["none"],
        "sign": list(SIGN),
        "foot": SAID["foot"],
    }


def _changes(content: ReleaseContent, *, kept_apart: bool) -> dict[BallotChange, int]:
    """The changes that a sheet tells of: those that take a ballot of its kind away, or put one there."""
    return {
        change: number
        for change, number in counted(content).items()
        if change.before != change.now
        and any(group is not None and group.kept_apart == kept_apart for group in (change.before, change.now))
    }


def _sum(lines: list[Order]) -> str:
    numbers = {
        "as_is": sum(ballots for group, replaces, ballots in lines if group.whole and not replaces),
        "duplicate": sum(ballots for group, replaces, ballots in lines if not group.whole and not replaces),
        "away": -sum(ballots for _, replaces, ballots in lines if replaces),
    }
    return SAID["sum"].format(**{name: f"{number:,}" for name, number in numbers.items()})


def _places(content: ReleaseContent, lines: list[Order]) -> list[dict[str, Any]]:
    places: dict[str, list[dict[str, str]]] = {}
    for group, _, ballots in lines:
        places.setdefault(group.place, []).append(_line(content, group, ballots))
    return [{"place": place or SAID["place_not_given"], "lines": found} for place, found in places.items()]


def _line(content: ReleaseContent, group: BallotGroup, ballots: int) -> dict[str, str]:
    election, blank = content.election, blank_of(content.election, group)
    name = precinct_name(election, group.precinct)
    kept = SAID["blank"].format(contests=titles_of(election, blank)) if blank else SAID["no_blank"]
    return {
        "precinct": SAID["precinct"].format(code=group.precinct, name=name).strip() if name else group.precinct,
        "style": group.style,
        "do": SAID["do_all" if group.whole else "do_part"],
        "copy": "" if group.whole else SAID["copy"].format(contests=titles_of(election, group.contests)),
        "blank": "" if group.whole else kept,
        "ballots": f"{ballots:,}",
    }


def _row(content: ReleaseContent, order: Order) -> tuple[Cell, ...]:
    group, replaces, ballots = order
    election, blank = content.election, blank_of(content.election, group)
    do = TAKE_AWAY if replaces else AS_IT_IS if group.whole else DUPLICATE
    contests = (
        codes_cell(group.contests),
        titles_of(election, group.contests),
        codes_cell(blank),
        titles_of(election, blank),
    )
    where = (group.place, group.precinct, precinct_name(election, group.precinct), group.style)
    return (*where, do, *contests, ballots, replaces)


def _by_place(order: Order) -> tuple[object, ...]:
    group, replaces, _ = order
    return (not replaces, group.place, group.precinct, group.style, not group.whole, group.contests, replaces)


def _made(content: ReleaseContent) -> datetime:
    return moment_of(content.made_at).astimezone(ZoneInfo(content.election.time_zone))


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for key in ("practice", "over", "title", "what", "apart", "sum", "single", "none"):
        yield from (data[key], "") if data[key] else ()
    yield from (*data["away"], "")
    for place in data["places"]:
        yield place["place"]
        for each in place["lines"]:
            words = (each["precinct"], each["style"], each["do"], each["copy"], each["blank"], each["ballots"])
            yield f"  {'  '.join(word for word in words if word)}  [ ]"
    yield from ("", *(f"{'_' * 40}  {who}" for who in data["sign"]), "", data["foot"])
