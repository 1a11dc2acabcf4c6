"""A court order that keeps polling places open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from adjudicator.records.election import plain_place

BEST_FIRST = ("in_force", "under_review", "vacated")
"""Where an order may stand, the best for a ballot first."""

NEVER = datetime.max  # noqa: DTZ901 - hours of the wall have no zone


@dataclass(frozen=True, slots=True)
class Hours:
    """Extended hours: `begins` is the regular closing or later, `ends` the extended closing.

    Both as the clock on the wall of the place shows them, without zone (see `law.days.clocks`).
    """

    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class CourtOrder:
    """An order that extends the hours at some places, at each its own.

    `hours` maps a place to its hours; `status` is "in_force", "under_review" or "vacated". `number` is the one it was
    entered with, by which entries and answers name it; `called` is the number as the court wrote it, where that one was
    mistyped, else empty. `contests` are those for which it keeps the places open, by their ids; none where it is for all.
    """

    number: str
    hours: Mapping[str, Hours]
    status: str
    court: str = ""
    judge: str = ""
    called: str = ""
    contests: tuple[str, ...] = ()

    @classmethod
    def for_all(  # noqa: PLR0913, PLR0917 - all that an order says
        cls, number: str, places: Iterable[str], begins: datetime, ends: datetime, status: str,
        court: str = "", judge: str = "",
    ) -> CourtOrder:  # fmt: skip
        """An order that has the same hours at all its places."""
        return cls(number, {place: Hours(begins, ends) for place in sorted(places)}, status, court, judge)

    @property
    def places(self) -> frozenset[str]:
        """The places that it names."""
        return frozenset(self.hours)

    @property
    def begins(self) -> datetime:
        """When it begins, at the place where that is earliest; never, where it names none."""
        return min((hours.begins for hours in self.hours.values()), default=NEVER)

    @property
    def ends(self) -> datetime:
        """When it ends, at the place where that is latest; never, where it names none."""
        return max((hours.ends for hours in self.hours.values()), default=NEVER)

    @property
    def name(self) -> str:
        """The number as the court wrote it."""
        return self.called or self.number

    def at(self, place: str) -> CourtOrder | None:
        """The order as it stands for one place alone, however a list writes its name; None where it does not name it."""
        named = plain_place(place)
        hours = {each: there for each, there in self.hours.items() if plain_place(each) == named}
        if len(hours) == len(self.hours):
            return self if hours else None
        return replace(self, hours=hours) if hours else None


def for_contests(named: Collection[str], contests: Iterable[str]) -> tuple[str, ...]:
    """The contests named of all that an election has, in ballot order; none where they are all, as an order has it."""
    every = tuple(contests)
    return tuple(each for each in every if each in named) if set(every) - set(named) else ()


def by_hours(order: CourtOrder) -> tuple[tuple[Hours, tuple[str, ...]], ...]:
    """The places of an order grouped by their hours, in order of time; places by name."""
    grouped: dict[Hours, list[str]] = {}
    for place in sorted(order.hours):
        grouped.setdefault(order.hours[place], []).append(place)
    ordered = sorted(grouped.items(), key=lambda item: (item[0].begins, item[0].ends))
    return tuple((hours, tuple(places)) for hours, places in ordered)
