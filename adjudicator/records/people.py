"""Who works here, their roles, and the ready-made people of the practice election."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("clerk", "reviewer", "supervisor", "secretary", "custodian", "observer", "administrator")


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
)

REHEARSERS = frozenset(person.id for person, _ in _PEOPLE)
"""Short names of the practice election's ready-made people, whose passwords anyone can read. A live case has none of them."""


def practice_people() -> tuple[tuple[Person, str], ...]:
    """Two reviewers, a supervisor and an observer, each with the password that the sign-in screen shows."""
    return _PEOPLE
