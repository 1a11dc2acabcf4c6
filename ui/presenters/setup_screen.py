"""What Setup shows: people, the pack in force, the law's days, reason codes, files received, places, court orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ui.presenters.parts import Choice, Column, Filter, ListWords, Notice, Row
from ui.presenters.sign_in_screen import RoleOffer


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that is only read: the name its widths are remembered by, a sentence over it, columns, words, rows."""

    name: str
    says: str
    columns: tuple[Column, ...]
    words: ListWords
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person opened: roles held, whether the account is open, and the word on the button that changes that."""

    id: str
    name: str
    roles: frozenset[str]
    active: bool
    account: str
    toggle: str


@dataclass(frozen=True, slots=True)
class PeopleScreen:
    """People. `open` is the one being changed, `adding` says that the form for a new one is open."""

    list: Listed
    offers: tuple[RoleOffer, ...]
    password_rules: tuple[str, ...]
    open: PersonCard | None = None
    adding: bool = False
    may_not: str = ""
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text to read: a heading and its lines; `quoted` where the lines are the law's own words."""

    heading: str
    lines: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class LawCard:
    """A rule, parameter, position or day of the law laid open."""

    id: str
    title: str
    kind: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class PackScreen:
    """The pack in force: its name, id and digest, what it is made of, and the part laid open."""

    name: str
    under: str
    list: Listed
    chips: tuple[Filter, ...]
    open: LawCard | None = None


@dataclass(frozen=True, slots=True)
class CalendarScreen:
    """The law's days of the case, and the one laid open."""

    list: Listed
    open: LawCard | None = None


@dataclass(frozen=True, slots=True)
class NewOrder:
    """What was written into the form of a court order; hours as written, on election day."""

    number: str
    court: str
    judge: str
    places: frozenset[str]
    begins: str
    ends: str
    status: str


@dataclass(frozen=True, slots=True)
class OrderCard:
    """One court order laid open. `choices` are how else it may stand, empty for people who may not change it."""

    number: str
    stands: str
    hours: str
    court: str
    places: str
    choices: tuple[Choice, ...] = ()
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class OrdersScreen:
    """The register of court orders. `day` is the election day in words; `may_not` why none can be entered or changed here.

    `open` is the order laid open beside the list; it is not shown while the form for a new one is.
    """

    list: Listed
    day: str
    places: tuple[str, ...]
    statuses: tuple[Choice, ...]
    may_not: str = ""
    adding: bool = False
    open: OrderCard | None = None
    begins: str = ""
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class SetupScreen:
    """Setup. `tab` is what is in front, one of TABS."""

    tab: str
    people: PeopleScreen
    pack: PackScreen
    calendar: CalendarScreen
    orders: OrdersScreen
    reasons: Listed
    files: Listed
    places: Listed
    strip: Notice | None = None


TABS: Mapping[str, str] = {
    "people": "People",
    "pack": "Rules",
    "calendar": "Calendar",
    "orders": "Court orders",
    "places": "Places",
    "reasons": "Reason codes",
    "files": "Files",
}
"""Tab -> its word, in order."""
