"""The form for a new person, as the first start and Setup have it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RoleOffer:
    """A role the first administrator may take as well: code, word, and what it is for. `fixed` ones cannot be left."""

    id: str
    label: str
    detail: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What was written into the form: name, short name, password twice, roles."""

    name: str
    id: str
    password: str = field(repr=False)
    again: str = field(repr=False)
    roles: frozenset[str] = frozenset()
