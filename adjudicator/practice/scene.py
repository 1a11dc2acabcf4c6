"""The scene of a practice election: its roll, its polling places and hours, and who has not been in a story yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from adjudicator.practice.calendar import Days, days_of
from adjudicator.practice.chance import Chance
from adjudicator.practice.people import MadeUpPerson, Population, father_and_son, twins
from adjudicator.practice.places import HomePortion, Outside, Places, Street, place_of
from adjudicator.records.election import Election
from adjudicator.records.orders import CourtOrder

T = TypeVar("T")

Address = tuple[Street, str, str]
"""Street, house number, unit."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot as it was really cast; `cast_at` is None where nobody wrote the time down."""

    stream: str
    place: str
    precinct: str
    style: str
    cast_at: datetime | None


@dataclass(frozen=True, slots=True)
class Story:
    """What really happened with one envelope.

    `home` is where the law sees the voter's home; `facts` holds what differs from an ordinary envelope; `asked` what
    papers.csv tells beyond the ordinary, by column; `address` where the voter says to live, if not as the roll has it.
    """

    kind: str
    person: MadeUpPerson
    ballot: Ballot
    home: HomePortion | Outside
    on_roll: bool = True
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    asked: Mapping[str, str] = field(default_factory=dict[str, str])
    reasons: tuple[str, ...] = ()
    address: Address | None = None

    def told(self, *, facts: Mapping[str, str] | None = None, asked: Mapping[str, str] | None = None) -> Story:
        """The story with more facts, and more that a worker can read or ask."""
        return replace(self, facts={**self.facts, **(facts or {})}, asked={**self.asked, **(asked or {})})


@dataclass(frozen=True, slots=True)
class OtherVote:
    """How the files say that an elector has voted otherwise; `kind` names a row of credits.py."""

    person: MadeUpPerson
    kind: str


class Scene:
    """Everything that stories are made from. Drawing from it changes it: no elector is in two stories by accident."""

    def __init__(
        self, election: Election, seed: int, electors: int, tell: Callable[[int], None], days: Days | None = None,
        *, movers_at_new: bool = False,
    ) -> None:  # fmt: skip
        self.election = election
        self.places = Places(election)
        self.days: Days = days or days_of(election.date)
        self.movers_at_new = movers_at_new
        self.chance = Chance(seed, "stories")
        self.orders = _orders(self, Chance(seed, "orders"))
        self.roll: dict[str, MadeUpPerson] = {}
        self.twins: list[list[MadeUpPerson]] = []
        self.fathers: list[list[MadeUpPerson]] = []
        self.credits: list[OtherVote] = []
        self._turns: dict[str, int] = {}
        self._newcomers = Population(seed, self.places, "newcomers")
        self._newcomer_households = self._newcomers.households()
        self._seed = seed
        self._enrol(electors, tell)

    def _enrol(self, electors: int, tell: Callable[[int], None]) -> None:
        ready: list[str] = []
        outside: list[str] = []
        for household in Population(self._seed, self.places).households():
            self.roll.update((person.number, person) for person in household)
            self._sort(household, ready, outside)
            if len(self.roll) % 1000 < len(household):
                tell(min(len(self.roll), electors))
            if len(self.roll) >= electors:
                break
        deck = Chance(self._seed, "deck")
        self._ready, self._outside = deck.shuffled(ready), deck.shuffled(outside)
        self.known = {(p.elector.last_name, p.elector.first_name, p.born.year) for p in self.roll.values()}

    def _sort(self, household: tuple[MadeUpPerson, ...], ready: list[str], outside: list[str]) -> None:
        plain = [person for person in household if self._is_plain(person)]
        whole = len(plain) == len(household) and isinstance(household[0].home, HomePortion)
        if whole and (pair := twins(household)):
            self.twins.append(pair)
        elif whole and (pair := father_and_son(household)):
            self.fathers.append(pair)
        else:
            for person in plain:
                (ready if isinstance(person.home, HomePortion) else outside).append(person.number)

    def _is_plain(self, person: MadeUpPerson) -> bool:
        registered_on = person.elector.registered_on
        in_time = registered_on is not None and registered_on <= self.days.registration_closes
        return in_time and person.elector.status in {"active", "inactive"}

    def elector(self) -> MadeUpPerson:
        """Another elector of the county, on the roll in time, active or inactive; made up anew when all are used."""
        while self._ready:
            return self.roll[self._ready.pop()]
        return self.put(self._plain_newcomer(HomePortion))

    def outsider(self) -> MadeUpPerson:
        """Another elector of another county, on the roll in time."""
        while self._outside:
            return self.roll[self._outside.pop()]
        return self.put(self._plain_newcomer(Outside))

    def newcomer(self) -> MadeUpPerson:
        """Somebody who lives in the county and is not on the roll, nor has the name and year of anybody who is."""
        while True:
            person = self._plain_newcomer(HomePortion)
            if (person.elector.last_name, person.elector.first_name, person.born.year) not in self.known:
                return person

    def _plain_newcomer(self, kind: type[HomePortion] | type[Outside]) -> MadeUpPerson:
        while True:
            for person in next(self._newcomer_households):
                if self._is_plain(person) and isinstance(person.home, kind):
                    return person

    def put(self, person: MadeUpPerson) -> MadeUpPerson:
        """Writes the person's row of the roll as it is now; returns the person."""
        self.roll[person.number] = person
        return person

    def turn(self, name: str, of: Sequence[T]) -> T:
        """Each of the items in turn, so that with enough envelopes every one occurs."""
        turn = self._turns[name] = self._turns.get(name, -1) + 1
        return of[turn % len(of)]

    def address_in(self, home: HomePortion | Outside) -> Address:
        """Some address in a portion or another county."""
        return self._newcomers.address(home)

    def home_of(self, person: MadeUpPerson) -> HomePortion:
        """The portion a person of the county lives in."""
        assert isinstance(person.home, HomePortion)  # noqa: S101
        return person.home

    def order_at(self, place: str) -> CourtOrder | None:
        """The order that keeps a place open, if there is one."""
        return next((order for order in self.orders if place in order.places), None)

    def ballot(self, home: HomePortion) -> Ballot:
        """A ballot at the voter's own precinct mostly, near it at times, or at an advance site."""
        draw = self.chance.unit()
        if draw < 0.12:
            return self.advance_ballot(home)
        near = self.near_ballot(home) if draw < 0.24 else None
        return near or self.own_ballot(home)

    def own_ballot(self, home: HomePortion) -> Ballot:
        """The right ballot at the right place on election day."""
        place = place_of(home.precinct)
        return Ballot("election_day", place, home.precinct.code, home.portion.style, self.moment(place))

    def near_ballot(self, home: HomePortion) -> Ballot | None:
        """The ballot of another precinct, mostly near home; None where the county has only one."""
        near = self.places.near(home.precinct.code)
        return self.own_ballot(self.places.home_in(near.draw(self.chance).code).draw(self.chance)) if near else None

    def any_ballot(self) -> Ballot:
        """A ballot somewhere in the county on election day."""
        return self.own_ballot(self.places.living.draw(self.chance))

    def advance_ballot(self, home: HomePortion) -> Ballot:
        """The right ballot at an advance site, on one of the days of advance voting."""
        sites = self.election.advance_sites or (f"{self.election.county} County elections office",)
        day = self.chance.pick(self.days.advance)
        at = datetime.combine(day, time(8)) + timedelta(minutes=self.chance.below(9 * 60))
        return Ballot("advance", self.chance.pick(sites), home.precinct.code, home.portion.style, at)

    def moment(self, place: str) -> datetime:
        """A moment within the regular hours of a place, more often towards the evening."""
        opening = datetime.combine(self.election.date, self.election.polls_open)
        minutes = (self.closing(place) - opening) // timedelta(minutes=1)
        late = max(self.chance.unit(), self.chance.unit()) if self.chance.happens(0.4) else self.chance.unit()
        return opening + timedelta(minutes=int(late * minutes))

    def closing(self, place: str) -> datetime:
        """When a place closes by the regular hours."""
        return datetime.combine(self.election.date, self.election.closing_of(place))

    def day_between(self, first: date, last: date) -> date:
        """A day of chance, both ends included."""
        return first + timedelta(days=self.chance.between(0, (last - first).days))


def _orders(scene: Scene, chance: Chance) -> tuple[CourtOrder, ...]:
    """Two places kept open, as courts do after a late opening; one where the county has only one place."""
    voting = [home.precinct for home in scene.places.living.items]
    names = chance.shuffled(dict.fromkeys(place_of(precinct) for precinct in voting))[:2]
    year = scene.election.date.year % 100
    serial = chance.between(1100, 9700)
    judges = ("R. T. Ashworth", "L. M. Calloway")
    return tuple(
        CourtOrder.for_all(
            number=f"{year:02d}-CV-{serial + number}",
            places=frozenset({name}),
            begins=scene.closing(name),
            ends=scene.closing(name) + timedelta(minutes=(45, 60)[number]),
            status="in_force",
            court=f"Superior Court of {scene.election.county} County",
            judge=judges[number],
        )
        for number, name in enumerate(names)
    )
