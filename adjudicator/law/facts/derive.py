"""Derived facts: pure functions from envelope, roll, court orders and calendar to a fact's value, or None for unknown.

Where the law is silent on a time, `Readings` says how it is read; the defaults are those of determination.md section 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from adjudicator.law.facts.party import is_nonpartisan
from adjudicator.law.rules.pack import Pack
from adjudicator.records.election import NO_BALLOT, Election
from adjudicator.records.orders import BEST_FIRST, CourtOrder

FIVE_O_CLOCK = time(17)

BEST_ORDER_DECIDES = 2
"""The form of tables up to which the best of a place's court orders decides, whatever their hours (`pack.FORMAT`)."""


@dataclass(frozen=True, slots=True)
class Readings:
    """How papers and times are read where the law is silent: one field for each position that a derivation turns on.

    `five_o_clock_within`: 17:00:00 is within the hours that begin then. `closing_minute_regular`: the closing minute is
    still regular. `extension_takes_all`: who was in line at the regular closing votes in the extension too.
    `oath_until_last_day`: an oath signed before the last day is over counts. `other_table_is_elsewhere`: the table of
    another precinct in the building of the voter's own is in another precinct. `death_ends_nothing`: who died after
    casting the ballot was eligible all the same.

    Two are no positions but tell a pack from earlier ones, which a case goes on to be read by as it was:
    `looks_at_timing`, that a rule asks whether the determination was made in time; `orders_by_time`, that of several orders
    for one place the one that covers the time decides, and not the best.

    `unreported_mover_at_new` is no position either but what the law says (`UNREPORTED_MOVER`): who moved within the county
    and did not report it belongs to the precinct of the new address.
    """

    five_o_clock_within: bool = True
    closing_minute_regular: bool = True
    extension_takes_all: bool = True
    oath_until_last_day: bool = True
    other_table_is_elsewhere: bool = True
    death_ends_nothing: bool = True
    looks_at_timing: bool = False
    orders_by_time: bool = True
    unreported_mover_at_new: bool = False


UNREPORTED_MOVER = "unreported_mover"
"""The parameter that says where who moved within the county unreported belongs: "former", as without it, or "new"."""

READ_POSITIONS: Mapping[str, str] = {
    "five_o_clock": "within",
    "closing_minute": "regular",
    "court_extension": "everybody",
    "oath_signed_later": "counts",
    "shared_building": "wrong_precinct",
    "died_after_casting": "counts",
}
"""The positions that decide how a fact is derived, in the order of `Readings`, each with the choice that its field means."""


def readings_of(pack: Pack) -> Readings:
    """The readings that a pack's positions take; a position that the pack does not have is read as by default."""
    taken = (pack.choices.get(position, choice) == choice for position, choice in READ_POSITIONS.items())
    timed = any("timing" in rule.facts for rule in pack.rules)
    at_new = any((each.id, each.value) == (UNREPORTED_MOVER, "new") for each in pack.parameters)
    by_time = pack.format > BEST_ORDER_DECIDES
    return Readings(*taken, looks_at_timing=timed, orders_by_time=by_time, unreported_mover_at_new=at_new)


READ_BY_DEFAULT = Readings()


def derive_home(  # noqa: PLR0913 - two sides of one comparison, each with place and style
    election: Election,
    *,
    home_county: str,
    home_precinct: str,
    home_style: str,
    precinct_cast: str,
    style_cast: str,
    stream: str,
    place: str = "",
    readings: Readings = READ_BY_DEFAULT,
) -> str | None:
    """Where the ballot was cast against where the voter belongs: a value of the fact `home`.

    An empty text is unknown. Places that serve every precinct (advance sites, the registrar's office, absentee)
    compare styles only; on election day another precinct is `other_precinct`, even with the same style, unless it votes
    in one building with the voter's own and `readings` take that for the own one.
    """
    if not home_county:
        return None
    if not same_county(home_county, election.county):
        return "other_county"
    outside = home_style == NO_BALLOT  # no ballot of the election is the voter's, in whichever precinct it was cast
    if not outside and not serves_every_precinct(election, stream, place):
        if not stream or not precinct_cast or not home_precinct:
            return None
        own_building = not readings.other_table_is_elsewhere and _in_one_building(
            election, precinct_cast, home_precinct
        )
        if not own_building and not same_number(precinct_cast, home_precinct):
            return "other_precinct"
    if not home_style or not style_cast:
        return None
    return "same_style" if home_style == style_cast else "other_style"


def _in_one_building(election: Election, one: str, other: str) -> bool:
    both = {plain_number(one), plain_number(other)}
    return any(both <= set(map(plain_number, group)) for group in election.shared_buildings)


def serves_every_precinct(election: Election, stream: str, place: str) -> bool:
    """Whether ballots of every style are handed out there, so that precincts say nothing."""
    return stream in {"advance", "absentee"} or election.is_advance_site(place)


def same_county(one: str, other: str) -> bool:
    """Whether two names mean one county, with or without the word "County", in any case."""
    return _county(one) == _county(other)


def same_number(one: str, other: str) -> bool:
    """Whether two numbers of precinct or district are one, without leading zeros and in any case."""
    return plain_number(one) == plain_number(other)


def plain_number(text: str) -> str:
    """A number of precinct or district as it is compared: no leading zeros, one case."""
    trimmed = text.strip().casefold()
    return trimmed.lstrip("0") or trimmed[-1:]


def _county(name: str) -> str:
    return name.strip().casefold().removesuffix(" county")


def derive_cast(
    cast_at: datetime | None,
    stream: str,
    place: str,
    election: Election,
    orders: Iterable[CourtOrder] = (),
    readings: Readings = READ_BY_DEFAULT,
) -> str | None:
    """When the ballot was cast: a value of the fact `cast`. `cast_at` and the orders' times are as the clocks there showed.

    An order extends the hours from where it begins; before that, who votes after closing was in line. None where the stream
    is unknown; where no time is given while an order was made that is or may be for that place; where the time is after
    closing and it is not known which place; and where it is not of the day of the election.
    """
    if stream in {"advance", "absentee"}:
        return "not_election_day"
    if not stream:
        return None
    entered = orders_for(place, orders) if place else tuple(orders)  # each with the hours of this place alone
    if cast_at is None:
        return "time_unknown" if _order_at(place, entered) is False else None
    if readings.orders_by_time:
        entered = tuple(each for each in entered if _minute(each.begins) <= _minute(cast_at))
    order = _order_at(place, entered)
    if cast_at.date() != election.date:
        return None
    if _is_after(cast_at.time(), election.closing_of(place), first_minute_regular=readings.closing_minute_regular):
        return {True: "court_extension", False: "in_line_at_closing", None: None}[order]
    at_five = readings.five_o_clock_within and cast_at.time() == FIVE_O_CLOCK
    return "from_5pm_to_close" if at_five or cast_at.time() > FIVE_O_CLOCK else "before_5pm"


def _is_after(at: time, closing: time, *, first_minute_regular: bool) -> bool:
    """Whether a time is after closing; seconds within the closing minute are regular where that is the reading."""
    return at.replace(second=0, microsecond=0) > closing if first_minute_regular else at >= closing


def _minute(moment: datetime) -> datetime:
    """A time as papers and orders write it, without seconds."""
    return moment.replace(second=0, microsecond=0)


def _order_at(place: str, orders: Sequence[CourtOrder]) -> bool | None:
    """Whether an order was made for the place; None where the place is unknown and there are orders."""
    if not place:
        return None if orders else False
    return bool(orders_for(place, orders))


def orders_for(place: str, orders: Iterable[CourtOrder]) -> Sequence[CourtOrder]:
    """The orders that name a place, in their order, however a list writes its name; each with its hours there alone."""
    return [there for order in orders if (there := order.at(place)) is not None]


def deciding_orders(orders: Sequence[CourtOrder], cast_at: datetime | None) -> Sequence[CourtOrder]:
    """Of the orders for one place, those that a ballot cast at a time hangs on.

    Those whose hours cover the time; else those that ended last before it, whose voters were in line then. All of them
    where the time is not known, or none had begun.
    """
    if cast_at is None:
        return orders
    at = _minute(cast_at)
    covering = [order for order in orders if _minute(order.begins) <= at <= _minute(order.ends)]
    last = max((order.ends for order in orders if order.ends < at), default=None)
    return covering or [order for order in orders if order.ends == last] or orders


def derive_court_order(
    cast: str | None,
    place: str,
    orders: Iterable[CourtOrder],
    cast_at: datetime | None = None,
    readings: Readings = READ_BY_DEFAULT,
) -> str | None:
    """Where the court's order stands on which a ballot hangs: a value of the fact `court_order`.

    `none` where no order names the place. Of several, the one that covers the time decides (`deciding_orders`); of several
    that do, the best: one in force carries the ballot, else one under review, else they were all vacated. None where the
    ballot was or may have been cast in extended hours, and the place is unknown while there are orders, or the time while
    the place's orders stand differently.
    """
    entered = tuple(orders)
    may_be_extended = cast in (None, "court_extension")
    if _order_at(place, entered) is None and may_be_extended:
        return None
    named = orders_for(place, entered)
    standing = {order.status for order in (deciding_orders(named, cast_at) if readings.orders_by_time else named)}
    if readings.orders_by_time and cast_at is None and len(standing) > 1 and may_be_extended:
        return None
    return next((status for status in BEST_FIRST if status in standing), "none")


def derive_party(election: Election, answer: str | None = None, style_cast: str = "") -> str | None:
    """Outside primaries nobody is asked; in a primary a person's answer stands.

    A nonpartisan ballot is no vote in a party's primary, so every elector who may vote may vote it (O.C.G.A. 21-2-224(d)).
    """
    if not election.primary:
        return "not_a_primary"
    return "entitled" if answer is None and is_nonpartisan(election, style_cast) else answer


def derive_deadline(period_closed: bool) -> str:
    """`passed` only by a supervisor's act, never by the clock alone."""
    return "passed" if period_closed else "open"


def derive_timing(determined_on: date, last_day: date, clarified_on: date | None = None) -> str:
    """When a determination was made against the last day for it: a value of the fact `timing`; all local.

    O.C.G.A. 21-2-419(c)(1) and 419(c)(2) speak of what is determined "not later than three days following" the election.
    `clarified_on` is the day on which what clarified the registration reached the office.
    """
    if clarified_on is not None and clarified_on > last_day:
        return "clarified_late"
    return "determined_late" if determined_on > last_day else "in_time"


def derive_identification(arrived_at: datetime, last_day: date, hour: time) -> str:
    """When identification arrived against the last day and the office's hour there; all local.

    Up to the hour on the last day: in time (the hour itself included); later on that day: after hours.
    """
    if arrived_at <= datetime.combine(last_day, hour):
        return "supplied_in_time"
    return "supplied_after_hours" if arrived_at.date() == last_day else "supplied_late"


CURES: Mapping[str, tuple[str, str]] = {
    "signature": ("cured_in_time", "cured_late"),
    "registration_data": ("supplied_in_time", "supplied_late"),
}
"""The facts that something which comes later cures -> their value where it came in time, and where too late."""


def derive_cure(fact: str, came_at: datetime, last_day: date, hour: time) -> str:
    """What a fact of CURES is by when its cure came, local: up to the hour on the last day, the hour itself included."""
    in_time, late = CURES[fact]
    return in_time if came_at <= datetime.combine(last_day, hour) else late


def derive_oath(signed_at: datetime, last_day: date, election_day: date, readings: Readings = READ_BY_DEFAULT) -> str:
    """When the oath was signed after all, local: `signed` until the last day is over, else `unsigned`.

    The law is silent on an oath signed later; by another reading only the day of the election counts.
    """
    until = last_day if readings.oath_until_last_day else election_day
    return "signed" if signed_at.date() <= until else "unsigned"


def derive_after_death(readings: Readings = READ_BY_DEFAULT) -> str:
    """Whether who died after casting the ballot, and before it was determined, was eligible; the law is silent on it."""
    return "eligible" if readings.death_ends_nothing else "deceased"
