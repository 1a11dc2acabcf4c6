"""What is looked for: what the papers say of a voter, or the words of a search box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from adjudicator.roll.spelling import (
    house_key,
    key_of,
    parts_of,
    street_key,
    suffix_of,
    without_suffix,
    words_of,
)


@dataclass(frozen=True, slots=True)
class RollQuery:
    """What is known of the voter, as written; an empty text and None are unknown. `words` is free text.

    Each word of `words` may be a name, a year, a house number, a street, a place, or a registration number or part
    of it, in any order.
    """

    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    suffix: str = ""
    birth_year: int | None = None
    house_number: str = ""
    street: str = ""
    city: str = ""
    zip_code: str = ""
    registration_number: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query in the spelling in which names are compared; made once, held against many electors."""

    query: RollQuery
    last_name: str
    suffix: str
    surname: str
    surname_words: frozenset[str]
    surname_parts: tuple[str, ...]
    given: str
    given_words: tuple[str, ...]
    middle_words: tuple[str, ...]
    year: int | None
    house: str
    street: str
    city: str
    zip_code: str
    number: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known by which anybody could be found (free words apart)."""
        return not (self.surname or self.given or self.street or self.number)


def wanted_of(query: RollQuery) -> Wanted:
    """Prepares a query: a suffix written into the last name is taken out of it, "J." is an initial."""
    last_name, suffix_in_name = without_suffix(query.last_name)
    return Wanted(
        query=query,
        last_name=last_name,
        suffix=suffix_of(query.suffix) or suffix_in_name,
        surname=key_of(last_name),
        surname_words=frozenset(words_of(last_name)),
        surname_parts=parts_of(last_name),
        given=key_of(query.first_name),
        given_words=words_of(query.first_name),
        middle_words=words_of(query.middle_name),
        year=query.birth_year,
        house=house_key(query.house_number),
        street=street_key(query.street),
        city=key_of(query.city),
        zip_code=query.zip_code.strip()[:5],
        number="".join(filter(str.isdigit, query.registration_number)),
    )


def is_year(word: str) -> bool:
    """Whether a word may be a year of birth."""
    return len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2030


def readings_of(words: str) -> Iterator[RollQuery]:
    """The ways in which free words may be meant: which one is the last name, what is a year, what an address."""
    cells = words.replace(",", " ").split()
    names = [cell for cell in cells if not any(map(str.isdigit, cell))]
    numbers = [cell for cell in cells if any(map(str.isdigit, cell))]
    year = next((int(number) for number in numbers if is_year(number)), None)
    for number in numbers:
        if number.isdigit() and len(number) > 5:
            yield RollQuery(registration_number=number)
    for name in _name_readings(names):
        yield replace(name, birth_year=year)
    for at, cell in enumerate(cells[:-1]):
        if cell in numbers and cells[at + 1] in names:
            yield RollQuery(house_number=cell, street=" ".join(cells[at + 1 :]), birth_year=None)
            yield RollQuery(house_number=cell, street=cells[at + 1], birth_year=None)


def _name_readings(names: list[str]) -> Iterator[RollQuery]:
    """Each word as the last name with the others as first name, and the first and last two as a double name."""
    for at in reversed(range(len(names))):
        others = names[:at] + names[at + 1 :]
        yield RollQuery(last_name=names[at], first_name=others[0] if others else "")
    if len(names) > 2:
        yield RollQuery(last_name=" ".join(names[1:]), first_name=names[0])
        yield RollQuery(last_name=" ".join(names[:-1]), first_name=names[-1])
    elif len(names) == 2:
        yield RollQuery(last_name=" ".join(names))
