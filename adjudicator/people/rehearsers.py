"""The ready-made people of the practice election. A LIVE case never has them."""

from __future__ import annotations

from adjudicator.records.people import Person

_PEOPLE = (
    (Person("rwhitfield", "Rosa Whitfield", frozenset({"clerk", "reviewer"})), "practice-reviewer-1"),
    (Person("tnakamura", "Theo Nakamura", frozenset({"clerk", "reviewer"})), "practice-reviewer-2"),
    (Person("jbellamy", "June Bellamy", frozenset({"clerk", "supervisor", "administrator"})), "practice-supervisor-1"),
    (Person("oquinn", "Oscar Quinn", frozenset({"observer"})), "practice-observer-1"),
)


def practice_people() -> tuple[tuple[Person, str], ...]:
    """Two reviewers, a supervisor and an observer, each with the password that the sign-in screen shows."""
    return _PEOPLE
