"""Who works here, their roles, and the ready-made people of the practice election."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adjudicator.words import _, beside

ROLES = ("clerk", "reviewer", "supervisor", "secretary", "custodian", "observer", "administrator")

_ROLE_WORDS: Mapping[str, str] = {
    "clerk": _("clerk"),
    "reviewer": _("reviewer"),
    "supervisor": _("supervisor"),
    "secretary": _("secretary"),
    "custodian": _("custodian"),
    "observer": _("observer"),
    "administrator": _("administrator"),
}


def role_words(roles: Iterable[str]) -> str:
    """Roles as a list: "clerk, reviewer"."""
    return beside(*(_ROLE_WORDS.get(role, role) for role in roles), by=", ")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs in. `id` is short and stable ("mortiz"); one person may hold several roles."""

    id: str
    name: str
    roles: frozenset[str]
    active: bool = True


_PEOPLE = (
    (Person("rwhitfield", "Rosa Whitfield", frozenset({"clerk", "reviewer"})), "practice-reviewer-1"),
    (Person("tnakamura", "Theo Nakamura", frozenset({"clerk", "reviewer"})), "practice-reviewer-2"),
    (Person("jbellamy", "June Bellamy", frozenset({"clerk", "supervisor", "administrator"})), "practice-supervisor-1"),
    (Person("oquinn", "Oscar Quinn", frozenset({"observer"})), "practice-observer-1"),
    (Person("vlang", "Vera Lang", frozenset({"secretary"})), "practice-secretary-1"),
    (Person("cdiaz", "Carlos Diaz", frozenset({"custodian"})), "practice-custodian-1"),
    (Person("mokoye", "Mina Okoye", frozenset({"custodian"})), "practice-custodian-2"),
)

REHEARSERS = frozenset(person.id for person, __ in _PEOPLE)
"""Short names of the practice election's ready-made people, whose passwords anyone can read. A live case has none of them."""


def practice_people() -> tuple[tuple[Person, str], ...]:
    """Two reviewers, a supervisor, an observer, the secretary and two custodians, with the passwords that sign-in shows."""
    return _PEOPLE
