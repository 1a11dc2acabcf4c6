"""Which role may do what, and which desks a person has."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from adjudicator.records.people import ROLES, Person

EVERYONE = frozenset(ROLES)

RIGHTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "receive": frozenset({"clerk"}),
        "correct": frozenset({"clerk", "reviewer"}),
        "cure": frozenset({"clerk", "reviewer"}),
        "review": frozenset({"reviewer"}),
        "determine": frozenset({"reviewer"}),
        "refer": frozenset({"reviewer"}),
        "close_batch": frozenset({"reviewer", "supervisor"}),
        "answer_referral": frozenset({"supervisor"}),
        "approve": frozenset({"supervisor"}),
        "return": frozenset({"supervisor"}),
        "reopen": frozenset({"supervisor"}),
        "read_departures": frozenset({"supervisor"}),
        "close_period": frozenset({"supervisor"}),
        "close_day": frozenset({"supervisor"}),
        "enter_order": frozenset({"supervisor"}),
        "change_pack": frozenset({"supervisor"}),
        "set_position": frozenset({"supervisor", "secretary"}),
        "release": frozenset({"supervisor"}),
        "add_person": frozenset({"administrator"}),
        "change_person": frozenset({"administrator"}),
        "change_reasons": frozenset({"administrator"}),
        "read": EVERYONE,
        "read_names": EVERYONE - {"observer", "administrator"},
        "verify": EVERYONE,
    }
)
"""Act -> the roles that may do it.

That nobody approves a batch with a determination of their own is no matter of roles: `casework` and the database
refuse it, whatever roles a person holds.
"""

READS = frozenset({"read", "read_names", "read_departures", "verify"})
"""Acts that leave nothing in the record: they go on where nothing can be recorded."""

DESKS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "overview": EVERYONE,
        "receive": frozenset({"clerk"}),
        "review": frozenset({"reviewer"}),
        "holds": frozenset({"clerk", "reviewer", "supervisor"}),
        "batches": frozenset({"reviewer", "supervisor"}),
        "release": frozenset({"supervisor"}),
        "record": EVERYONE,
        "setup": frozenset({"supervisor", "secretary", "administrator"}),
    }
)
"""Desk -> the roles that have it, in the order of the rail."""


def may(person: Person, act: str) -> bool:
    """Whether one of the person's roles allows the act; never for a person who is no longer active.

    `act` is one of RIGHTS; any other is a bug and raises KeyError.
    """
    return person.active and not RIGHTS[act].isdisjoint(person.roles)


def desks_of(person: Person) -> tuple[str, ...]:
    """The desks of a person's roles, in the order of the rail; none for a person who is no longer active."""
    if not person.active:
        return ()
    return tuple(desk for desk, roles in DESKS.items() if not roles.isdisjoint(person.roles))


def sees_names(person: Person) -> bool:
    """Whether voters' names, addresses and birth dates are shown to the person; masked otherwise."""
    return may(person, "read_names")
