"""Who works here, and what each role is for."""

from __future__ import annotations

from dataclasses import dataclass

REHEARSERS = frozenset({"rwhitfield", "tnakamura", "jbellamy", "oquinn"})
"""Short names of the practice election's ready-made people, whose passwords anyone can read. A live case has none of them."""

ROLES = ("clerk", "reviewer", "supervisor", "secretary", "custodian", "observer", "administrator")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs in. `id` is short and stable ("mortiz"); one person may hold several roles."""

    id: str
    name: str
    roles: frozenset[str]
    active: bool = True
