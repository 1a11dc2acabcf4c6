"""What the words of a search box may mean: names, some of them written apart, a year, an address. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from adjudicator.roll.query import RollQuery
from adjudicator.roll.spelling import PARTICLES, SHORTEST_MISSPELT, key_of, street_key

LONGEST_STREET = 4
"""Words that are tried together as the name of a street."""

LONGEST_HOUSE = 6
"""Characters of a house number; a number of as many or more may be a registration number."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that words may mean: `house` empty where none is written, streets as keys, longest first."""

    house: str
    streets: tuple[str, ...]
    year: int | None


def cells_of(words: str) -> list[str]:
    """The words as they are parted: by spaces and commas."""
    return words.replace(",", " ").split()


def is_year(word: str) -> bool:
    """Whether a word may be a year of birth."""
    return len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2030


def year_in(cells: list[str]) -> int | None:
    """The first of the words that may be a year of birth."""
    return next((int(cell) for cell in cells if is_year(cell)), None)


def terms_of(cells: list[str]) -> list[tuple[str, ...]]:
    """The words in order, those together that may be one name: ("kathleen",), ("o", "brien"); ("de", "la", "cruz")."""
    terms: list[tuple[str, ...]] = []
    pending: list[str] = []
    for cell in cells:
        key = key_of(cell)
        if pending and not (key in PARTICLES and _is_letter(pending[-1])) and key.isalpha() and len(key) > 1:
            pending.append(cell)
        else:
            terms += [(one,) for one in pending]
            pending = [cell]
        if not (_is_letter(cell) or key in PARTICLES):
            terms.append(tuple(pending))
            pending = []
    return terms + [(one,) for one in pending]


def _is_letter(cell: str) -> bool:
    key = key_of(cell)
    return len(key) == 1 and key.isalpha()


def readings_of(words: str) -> Iterator[RollQuery]:
    """The ways in which free words may be a number or a name with a year: which one is the last name."""
    cells = cells_of(words)
    names = [cell for cell in cells if not _has_digit(cell)]
    year = year_in(cells)
    for cell in cells:
        if cell.isdigit() and len(cell) >= LONGEST_HOUSE:
            yield RollQuery(registration_number=cell)
    joined = [" ".join(term) for term in terms_of(names)]
    for name in dict.fromkeys((*_name_readings(names), *_name_readings(joined))):
        yield replace(name, birth_year=year)


def addresses_of(words: str) -> Iterator[Address]:
    """The ways in which free words may be an address: each number as the house, any neighbouring words as the street."""
    cells = cells_of(words)
    for at, cell in enumerate(cells):
        others = cells[:at] + cells[at + 1 :]
        if _has_digit(cell) and len(cell) <= LONGEST_HOUSE:
            yield Address(cell, _streets(others), year_in(others))


def street_of(words: str) -> Address:
    """The words as a street and a year, without a house."""
    cells = cells_of(words)
    return Address("", _streets(cells), year_in(cells))


def _streets(cells: list[str]) -> tuple[str, ...]:
    """Keys of neighbouring words, the most words first; words that may be years are left out."""
    words = [cell for cell in cells if not is_year(cell)]
    runs = [
        street_key(" ".join(words[at : at + length]))
        for length in range(LONGEST_STREET, 0, -1)
        for at in range(len(words) - length + 1)
    ]
    return tuple(dict.fromkeys(key for key in runs if key))


def is_start(street: str) -> bool:
    """Whether a key is long enough to be the beginning or another part of a street's."""
    return len(street) >= SHORTEST_MISSPELT


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))


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
