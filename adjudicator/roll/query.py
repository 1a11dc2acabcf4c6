"""What is looked for: what the papers say of a voter, or the words of a search box."""

from __future__ import annotations

from dataclasses import dataclass

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
    of it, in any order; a name may be written apart (O Brien).
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
class PreparedQuery:
    """A query in the spelling in which names are compared; made once, held against many electors.

    `own_surname` and `own_given` say that the name written is one of its own in the roll that is asked (`common`).
    """

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
    own_surname: bool = False
    own_given: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known by which anybody could be found (free words apart)."""
        return not (self.surname or self.given or self.street or self.number)


def wanted_of(query: RollQuery) -> PreparedQuery:
    """Prepares a query: a suffix written into the last name is taken out of it, "J." is an initial."""
    last_name, suffix_in_name = without_suffix(query.last_name)
    return PreparedQuery(
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
