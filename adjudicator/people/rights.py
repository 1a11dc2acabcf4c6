"""What a person may do by the table of `casework.rights`, and which desks they have."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from adjudicator.casework.record.rights import EVERYONE, RIGHTS
from adjudicator.records.people import Person

READS = frozenset({"read", "read_names", "read_departures", "verify", "go_on"})
"""Acts that leave nothing in the record: they go on where nothing can be recorded."""

DESKS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "overview": EVERYONE,
        "receive": frozenset({"clerk"}),
        "review": frozenset({"reviewer"}),
        "holds": frozenset({"clerk", "reviewer", "supervisor"}),
        "batches": frozenset({"reviewer", "supervisor"}),
        "board": frozenset({"secretary", "supervisor"}),
        "opening": frozenset({"clerk", "custodian", "supervisor"}),
        "count": frozenset({"supervisor", "custodian", "secretary"}),
        "release": frozenset({"supervisor"}),
        "record": EVERYONE,
        "setup": frozenset({"supervisor", "secretary", "administrator"}),
    }
)
"""Desk -> the roles that have it, in the order of the rail."""

LOOKS: Mapping[str, frozenset[str]] = MappingProxyType({"review": frozenset({"clerk", "supervisor"})})
"""Desk -> the roles that may look at one envelope there, without having the desk."""


def may(person: Person, act: str) -> bool:
    """Whether one of the person's roles allows the act; never for a person who is no longer active.

    `act` is one of `casework.rights.RIGHTS`; any other is a bug and raises KeyError.
    """
    return person.active and not RIGHTS[act].roles.isdisjoint(person.roles)


def desks_of(person: Person) -> tuple[str, ...]:
    """The desks of a person's roles, in the order of the rail; none for a person who is no longer active."""
    if not person.active:
        return ()
    return tuple(desk for desk, roles in DESKS.items() if not roles.isdisjoint(person.roles))


def looks_of(person: Person) -> tuple[str, ...]:
    """The desks at which a person may look at one envelope that another screen names, beside their own desks."""
    if not person.active:
        return ()
    return tuple(desk for desk, roles in LOOKS.items() if not roles.isdisjoint(person.roles))


def sees_names(person: Person) -> bool:
    """Whether voters' names, addresses and birth dates are shown to the person; masked otherwise."""
    return may(person, "read_names")
