"""A question that a desk asks with a few fields, as data: what stands in them, what is wrong, who sits at the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from adjudicator.words import _
from ui.parts import Choice

NOBODY = Choice("", "", _("Nobody chosen yet"))
"""What stands where a person is still to be chosen: nobody is named by pressing Enter too soon."""

SEATS = "seats"
"""The name of the field in which those at the table stand."""

FieldKind = Literal["text", "long", "choice", "secret"]


@dataclass(frozen=True, slots=True)
class AskedField:
    """One field of a question: its name, label and hint, what stands in it, and what is offered where it is a choice.

    One that is not `chained` is passed over by Enter.
    """

    name: str
    label: str
    hint: str = ""
    value: str = ""
    kind: FieldKind = "text"
    choices: tuple[Choice, ...] = ()
    chained: bool = True


@dataclass(frozen=True, slots=True)
class Seats:
    """Who sits at the table: the person signed in is the first, and at least `least` sit there in all.

    `people` are those who may sit there, and `roles` what each seat is called, the first for the person signed in. Where they
    cannot sign `later`, each signs at once.
    """

    me: str
    people: tuple[Choice, ...]
    roles: tuple[str, ...]
    least: int = 2
    later: bool = True


@dataclass(frozen=True, slots=True)
class AskedForm:
    """What is asked: `id` says about what, `button` what is done with the answer, `words` what to know before."""

    id: str
    title: str
    button: str
    fields: tuple[AskedField, ...] = ()
    words: str = ""
    seats: Seats | None = None
    problems: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class OfferedAct:
    """Something that can be done: its code, its word and its key."""

    code: str
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in a list: its words, a line each, and what can be done with it; `warns` of what is wrong with it."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    offers: tuple[OfferedAct, ...] = ()
    warns: str = ""


TheOthers = Sequence[tuple[str, str]]
"""The others at the table, each with the password that they typed, empty where they sign later."""
