"""Whether the person at the screen sees who voters are."""

from __future__ import annotations

from adjudicator.office import Office
from adjudicator.people import rights
from adjudicator.records.people import Person


def sees_names(office: Office) -> bool:
    """Whether voters' names, addresses and birth dates are shown to the person signed in."""
    person = office.people.signed_in
    return person is not None and rights.sees_names(
        Person(person.id, person.name, frozenset(person.roles), person.active)
    )
