"""The canceled and the pending list of a practice election: the county's own electors, as the roll has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from adjudicator.practice.credits import us_date
from adjudicator.practice.people import MadeUpPerson
from adjudicator.practice.places import HomePortion
from adjudicator.records.elector import Elector

ELECTOR_COLUMNS = (
    "county", "registration_number", "last_name", "first_name", "middle_name", "suffix", "birth_year", "house_number",
    "street", "unit", "city", "zip", "precinct",
)  # fmt: skip
CANCELLED_COLUMNS = (*ELECTOR_COLUMNS, "cancelled_on", "reason", "list_date")
PENDING_COLUMNS = (*ELECTOR_COLUMNS, "pending_since", "missing", "list_date")


def cancelled_rows(people: Iterable[MadeUpPerson], made: date) -> Iterator[list[str]]:
    """Who is canceled, as of a day; the roll was last changed when that was done."""
    return _rows(people, "cancelled", lambda elector: elector.changed_on, made)


def pending_rows(people: Iterable[MadeUpPerson], made: date) -> Iterator[list[str]]:
    """Who is pending as of a day, since the day of the application."""
    return _rows(people, "pending", lambda elector: elector.registered_on, made)


def _rows(
    people: Iterable[MadeUpPerson], status: str, day: Callable[[Elector], date | None], made: date
) -> Iterator[list[str]]:
    for person in people:
        elector = person.elector
        if elector.status == status and isinstance(person.home, HomePortion):
            on = day(elector)
            yield [
                elector.county, elector.registration_number, elector.last_name, elector.first_name, elector.middle_name,
                elector.suffix, str(elector.birth_year), elector.house_number, elector.street, elector.unit, elector.city,
                elector.zip_code, elector.precinct, us_date(on) if on else "", elector.status_reason, us_date(made),
            ]  # fmt: skip
