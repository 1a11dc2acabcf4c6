"""Made-up electors: households with names, ages and addresses by the frequencies of their county."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, islice, pairwise

from adjudicator.practice import tables
from adjudicator.practice.calendar import days_of
from adjudicator.practice.chance import Chance, Urn
from adjudicator.practice.places import HomePortion, Outside, Places, Street
from adjudicator.records.election import Contest, Election, Portion, Precinct
from adjudicator.records.elector import Elector

FROM_OTHER_COUNTIES = 0.08
NUMBER_STEP = 61_803_399
"""Has no divisor in common with 100,000,000, so that counting in such steps meets every 8-digit number once."""

STATUSES = Urn((("active", 890), ("inactive", 80), ("pending", 12), ("cancelled", 18)))
STATUS_REASONS = {
    "active": ("",),
    "inactive": ("NCOA", "NO CONTACT", "RETURNED MAIL"),
    "pending": ("PENDING VERIFICATION", "MISSING BIRTH DATE", "MISSING SIGNATURE"),
    "cancelled": ("MOVED OUT OF STATE", "DUPLICATE", "VOTER REQUEST", "ERROR"),
}
LATE_ON_THE_ROLL = 0.006

APOSTROPHES = {
    "OBRIEN": "O'BRIEN", "OCONNOR": "O'CONNOR", "ONEAL": "O'NEAL", "ONEIL": "O'NEIL", "ONEILL": "O'NEILL",
    "OREILLY": "O'REILLY", "OCONNELL": "O'CONNELL", "ODONNELL": "O'DONNELL", "OHARA": "O'HARA", "OKEEFE": "O'KEEFE",
    "OLEARY": "O'LEARY", "OMALLEY": "O'MALLEY", "OROURKE": "O'ROURKE", "OSHEA": "O'SHEA", "DANGELO": "D'ANGELO",
    "DAMICO": "D'AMICO", "DAGOSTINO": "D'AGOSTINO",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """A made-up person: the row of the roll, and what the roll does not tell.

    `home` is where the roll has the person; an `Outside` for electors of other counties.
    """

    elector: Elector
    born: date
    sex: str
    race: str
    home: HomePortion | Outside

    @property
    def number(self) -> str:
        """The registration number."""
        return self.elector.registration_number


@dataclass(frozen=True, slots=True)
class Sketch:
    """A member of a household before the roll knows of it."""

    last: str
    first: str
    middle: str
    sex: str
    race: str
    born: date
    suffix: str = ""


class Population:
    """Draws households of one election's county and of the counties around it, all with numbers of their own."""

    def __init__(self, seed: int, places: Places, purpose: str = "roll") -> None:
        self._chance = Chance(seed, purpose)
        self._places = places
        self._days = days_of(places.election.date)
        self._county = places.election.county.upper()
        # the roll has one half of the numbers, people who are made up later the other
        first = Chance(seed, "numbers").below(50_000_000) + (0 if purpose == "roll" else 50_000_000)
        self._numbers = count(first)

    def households(self) -> Iterator[tuple[MadeUpPerson, ...]]:
        """Households without end: at times a couple, grown children, twins, a junior."""
        chance = self._chance
        while True:
            if chance.happens(FROM_OTHER_COUNTIES):
                outside = self._places.outside.draw(chance)
                yield self._settled(self._family(outside.county), outside)
            else:
                yield self._settled(self._family(self._county), self._places.living.draw(chance))

    def _family(self, county: str) -> list[Sketch]:
        chance = self._chance
        head = self._head(county)
        family = [head]
        if chance.happens(0.45):
            family.append(self._partner(head))
        if _age(head.born, self._days.election) >= 40 and chance.happens(0.4):
            family.extend(self._children(head))
        return family

    def _head(self, county: str) -> Sketch:
        chance = self._chance
        member = tables.make_up(county).draw(chance)
        age = chance.between(member.low, member.high)
        if member.high > 90:  # the table's last step is open: the old are fewer the older they are
            age = min(age, chance.between(member.low, member.high))
        born = self._birthday(age)
        first = given_name(chance, member.race, member.sex, born.year)
        return Sketch(
            surname(chance, member.race), first, middle_name(chance, member.race, member.sex, born.year),
            member.sex, member.race, born,
        )  # fmt: skip

    def _partner(self, head: Sketch) -> Sketch:
        chance = self._chance
        sex = head.sex if chance.happens(0.03) else ("F" if head.sex == "M" else "M")
        age = max(18, _age(head.born, self._days.election) + chance.between(-6, 6))
        born = self._birthday(age)
        maiden = surname(chance, head.race)
        last = self._married_name(head.last, maiden, sex)
        middle = maiden if sex == "F" and last == head.last and chance.happens(0.3) else ""
        first = given_name(chance, head.race, sex, born.year)
        return Sketch(
            last, first, middle or middle_name(chance, head.race, sex, born.year), sex, head.race, born
        )  # fmt: skip

    def _married_name(self, common: str, own: str, sex: str) -> str:
        draw = self._chance.unit()
        if sex == "F" and draw < 0.07 and not {"-", " "} & set(common + own):
            return f"{own}-{common}"
        return common if draw < 0.85 else own

    def _children(self, head: Sketch) -> list[Sketch]:
        chance = self._chance
        oldest = _age(head.born, self._days.election) - chance.between(20, 34)
        if oldest < 18:
            return []
        child = self._child(head, self._birthday(oldest))
        if chance.happens(0.06):
            return [child, self._child(head, child.born)]
        return [child]

    def _child(self, head: Sketch, born: date) -> Sketch:
        chance = self._chance
        sex = "M" if chance.happens(0.5) else "F"
        if sex == head.sex == "M" and chance.happens(0.15):
            return Sketch(head.last, head.first, head.middle, sex, head.race, born, "JR")
        first = given_name(chance, head.race, sex, born.year)
        return Sketch(head.last, first, middle_name(chance, head.race, sex, born.year), sex, head.race, born)

    def _birthday(self, age: int) -> date:
        """A birth date of somebody who is `age` years old on election day."""
        day = self._days.election
        eldest = _anniversary(day, -age - 1)
        return eldest + timedelta(days=1 + self._chance.below(364))

    def _settled(self, family: list[Sketch], home: HomePortion | Outside) -> tuple[MadeUpPerson, ...]:
        address = self.address(home)
        return tuple(self.registered(sketch, home, address) for sketch in family)

    def address(self, home: HomePortion | Outside) -> tuple[Street, str, str]:
        """A street of a home, a house number and a unit."""
        chance = self._chance
        street = chance.pick(home.streets)
        return street, str(chance.between(100, 4999)), str(chance.between(1, 420)) if chance.happens(0.15) else ""

    def registered(self, sketch: Sketch, home: HomePortion | Outside, address: tuple[Street, str, str]) -> MadeUpPerson:
        """A person on the roll at an address, with status and dates by chance."""
        status = STATUSES.draw(self._chance)
        registered_on = self._registered_on(sketch.born)
        street, house_number, unit = address
        inside = isinstance(home, HomePortion)
        elector = Elector(
            registration_number=f"{next(self._numbers) * NUMBER_STEP % 100_000_000:08d}",
            county=self._county if inside else home.county,
            status=status,
            last_name=sketch.last,
            first_name=sketch.first,
            middle_name=sketch.middle,
            suffix=sketch.suffix,
            birth_year=sketch.born.year,
            house_number=house_number,
            street=street.name,
            unit=unit,
            city=street.city,
            zip_code=street.zip_code,
            precinct=home.precinct.code if inside else f"{home.county[:2]}{int(house_number) % 60:02d}",
            districts=home.districts if inside else {},
            combo=home.combo if inside else "",
            status_reason=self._chance.pick(STATUS_REASONS[status]),
            registered_on=registered_on,
            changed_on=self._changed_on(registered_on),
        )
        return MadeUpPerson(elector, sketch.born, sketch.sex, sketch.race, home)

    def _registered_on(self, born: date) -> date:
        chance, closes = self._chance, self._days.registration_closes
        if chance.happens(LATE_ON_THE_ROLL):
            return closes + timedelta(days=1 + chance.below((self._days.election - closes).days - 1))
        earliest = max(_anniversary(born, 17) + timedelta(days=180), date(closes.year - 48, 1, 2))
        span = max(0, (closes - earliest).days)
        return closes - timedelta(days=int(chance.unit() * chance.unit() * span))

    def _changed_on(self, registered_on: date) -> date:
        span = max(0, (self._days.election - registered_on).days - 2)
        return registered_on + timedelta(days=int(self._chance.unit() * span))


def made_up_electors(seed: int, n: int, election: Election | None = None) -> Iterator[MadeUpPerson]:
    """`n` electors, one after the other and in little memory, of an election's county and those around it.

    Without an election they live in a plain made-up county of 150 precincts. The same seed gives the same people; a
    larger `n` only adds to them. Up to 100,000,000 have numbers of their own.
    """
    population = Population(seed, Places(election or plain_county()))
    return islice((person for household in population.households() for person in household), n)


def plain_county() -> Election:
    """A made-up county of 150 precincts of one style each, on which electors can be made without a definition."""
    contest = Contest("1", 1, "Governor", "statewide")
    precincts = {
        code: Precinct(code, f"PRECINCT {code}", (Portion(f"{code}-1", code, "1", districts),), 1000)
        for number in range(1, 151)
        for code, districts in [
            (f"{number:03d}", {"us_house": str(number % 3 + 1), "state_house": str(number % 17 + 1)})
        ]
    }
    return Election(
        "General Election", date(2022, 11, 8), "GA", "Piedmont", "13999", "America/New_York",
        {"1": contest}, precincts, {"1": ("1",)},
    )  # fmt: skip


def surname(chance: Chance, race: str) -> str:
    """A surname of a race; one in four Hispanic ones double; some with their apostrophe."""
    name = tables.surnames(race).draw(chance)
    if race == "hp" and chance.happens(0.25):
        return f"{name} {tables.surnames(race).draw(chance)}"
    return APOSTROPHES.get(name, name) if chance.happens(0.7) else name


def given_name(chance: Chance, race: str, sex: str, year: int) -> str:
    """A given name of a race, sex and birth decade."""
    own = tables.own_given_names(race, sex) if chance.happens(0.4) else None
    return (own or tables.given_names(race, sex, year // 10 * 10)).draw(chance)


def middle_name(chance: Chance, race: str, sex: str, year: int) -> str:
    """A middle name, in one of six cases only its initial, in one of eight none."""
    draw = chance.unit()
    if draw < 0.12:
        return ""
    name = tables.given_names(race, sex, year // 10 * 10).draw(chance)
    return name[:1] if draw < 0.28 else name


def resettled(person: MadeUpPerson, home: HomePortion, address: tuple[Street, str, str]) -> MadeUpPerson:
    """The person as the roll would have it at another address of the county."""
    street, house_number, unit = address
    elector = replace(
        person.elector, house_number=house_number, street=street.name, unit=unit, city=street.city,
        zip_code=street.zip_code, precinct=home.precinct.code, districts=home.districts, combo=home.combo,
    )  # fmt: skip
    return replace(person, elector=elector, home=home)


def twins(household: Iterable[MadeUpPerson]) -> list[MadeUpPerson]:
    """The members who share birth date and sex or initial with another, at most two."""
    members = sorted(household, key=lambda person: person.born)
    for one, other in pairwise(members):
        if one.born == other.born:
            return [one, other]
    return []


def father_and_son(household: Iterable[MadeUpPerson]) -> list[MadeUpPerson]:
    """A father and the son of the same name, where the household has them."""
    members = list(household)
    sons = [person for person in members if person.elector.suffix == "JR"]
    return [members[0], sons[0]] if sons else []


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _anniversary(day: date, years: int) -> date:
    leap = day.month == 2 and day.day == 29
    return date(day.year + years, day.month, 28 if leap else day.day)
