"""What Setup shows: people, the pack in force, the law's days, reason codes, files received, places, court orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from adjudicator.words import _
from ui.desks.setup.at_rest import AtRestScreen
from ui.desks.setup.backups import BackupsScreen
from ui.desks.setup.listed import ReadOnlyList
from ui.desks.setup.stations import StationsScreen
from ui.parts import Choice, Filter, Notice, Row, Working
from ui.shared.law_card import LawCard
from ui.shared.new_person import RoleOffer


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person opened: roles held, whether the account is open, and the word on the button that changes that.

    `notes` are about signing in: a password yet to be chosen, tries that failed; `key` is the word on the button for a new
    key, empty where none can be given, and `key_says` what one means.

    `key_words` are the words of the key in force and `key_whose` says whether the person made it; `given` is what one person
    alone gave, empty for nothing, `confirm` the word on the button for a second one and `confirm_not` why there is none;
    `dispute` is the word on the button for a key that somebody else used. `oath` says when the person took the oath of those
    who touch ballots, and `swear` is the word on the button that records its day, empty for who may not.
    """

    id: str
    name: str
    roles: frozenset[str]
    active: bool
    account: str
    toggle: str
    notes: tuple[str, ...] = ()
    key: str = ""
    key_says: str = ""
    key_words: str = ""
    key_whose: str = ""
    given: str = ""
    confirm: str = ""
    confirm_not: str = ""
    dispute: str = ""
    oath: str = ""
    swear: str = ""


@dataclass(frozen=True, slots=True)
class PeopleScreen:
    """People. `open` is the one being changed; `adding` says that the form for a new one is open, `keying` that for a key,
    `confirming` the page on which words of a key are compared, `disputing` the form for a key that somebody else used,
    `swearing` the one for an oath.

    `strict` is what stands over the list: whether two people have to have given every account, and the act that changes it.
    `alone` says over it that nobody could approve what the only supervisor does; None where there are two.
    """

    list: ReadOnlyList
    offers: tuple[RoleOffer, ...]
    password_rules: tuple[str, ...]
    open: PersonCard | None = None
    adding: bool = False
    keying: bool = False
    confirming: bool = False
    disputing: bool = False
    swearing: bool = False
    strict: Notice | None = None
    alone: Notice | None = None
    may_not: str = ""
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class SittingsScreen:
    """When an idle screen is locked and when shifts end, as they are set; `may_not` why they cannot be set here."""

    idle: str
    ends: str
    may_not: str = ""
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class NewMotion:
    """What was written into the form of a motion: the choice taken, number, date as written, and text."""

    value: str
    number: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class MotionForm:
    """The form of a motion on one position: its question, the choices, and the one in force, which is chosen at first."""

    position: str
    title: str
    asks: str
    choices: tuple[Choice, ...]
    in_force: str
    today: str
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class PacksForm:
    """The other packs to choose from. `outside` says that the chosen one is not the law on the day of the election, and
    offers the one that is; `differs` is what the chosen one says of itself and the statute.
    """

    choices: tuple[Choice, ...]
    chosen: str = ""
    outside: Notice | None = None
    differs: Notice | None = None


@dataclass(frozen=True, slots=True)
class PackScreen:
    """The pack in force, what it is made of, and the part laid open or the form beside the list.

    `under` are lines about it, `digest` is its whole digest, `differs` says where it is not as the statute is, while no
    form is open; `another` is the word on the button for another pack, empty for people who may not change it.
    """

    name: str
    under: tuple[str, ...]
    digest: str
    list: ReadOnlyList
    chips: tuple[Filter, ...]
    differs: Notice | None = None
    open: LawCard | None = None
    another: str = ""
    motion: MotionForm | None = None
    packs: PacksForm | None = None


@dataclass(frozen=True, slots=True)
class CalendarScreen:
    """The law's days of the case, and the one laid open."""

    list: ReadOnlyList
    open: LawCard | None = None


@dataclass(frozen=True, slots=True)
class NewOrder:
    """What was written into the form of a court order; `hours` maps a place to its two hours as written, on election day.

    `contests` are those for which it keeps the places open, None where it is for all.
    """

    number: str
    court: str
    judge: str
    hours: Mapping[str, tuple[str, str]]
    status: str
    contests: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class OrderCard:
    """One court order laid open. `choices` are how else it may stand, empty for people who may not change it.

    `title` has its number as the court wrote it, `number` is the one that it was entered with.
    `contests` are those that it is for, empty where it is for all.
    """

    number: str
    title: str
    stands: str
    hours: str
    court: str
    envelopes: str
    places: str
    choices: tuple[Choice, ...] = ()
    contests: str = ""


@dataclass(frozen=True, slots=True)
class OrdersScreen:
    """The register of court orders. `day` is the election day in words; `may_not` why none can be entered or changed here.

    `places` maps each to its regular closing, `begins` is the closing of most. `contests` maps each contest to its title.

    `open` is the order laid open beside the list; it is not shown while the form for a new one is. `amends` is an order as
    it stands, while the form is to put it right, in words `title`.
    """

    list: ReadOnlyList
    day: str
    places: Mapping[str, time]
    begins: time
    statuses: tuple[Choice, ...]
    contests: Mapping[str, str]
    may_not: str = ""
    adding: bool = False
    title: str = ""
    amends: NewOrder | None = None
    open: OrderCard | None = None
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class ChangesScreen:
    """What an act would change, before it is done: the act in words, a row an envelope, and what will happen to them.

    `reason` is the hint of the field that asks why, empty where nothing is asked; `trouble` stands beside it. `number` is
    another for each act that is shown. While it is worked out afresh it cannot be confirmed.

    `restore` asks whether determinations that an earlier act sent back are restored, empty where there are none, and
    `restoring` is the answer.
    """

    number: int
    title: str
    says: str
    summary: str
    follows: tuple[str, ...]
    rows: tuple[Row, ...]
    chips: tuple[Filter, ...]
    confirm: str
    reason: str = ""
    trouble: str = ""
    notice: Notice | None = None
    restore: str = ""
    restoring: bool = False


@dataclass(frozen=True, slots=True)
class SecondScreen:
    """How many of each batch are decided a second time; `may_not` says why the person cannot set it, else empty."""

    percent: str
    may_not: str = ""
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class SetupScreen:
    """Setup. `tab` is what is in front, one of TABS; `changes` stands before it while an act is to be confirmed."""

    tab: str
    people: PeopleScreen
    pack: PackScreen
    calendar: CalendarScreen
    orders: OrdersScreen
    reasons: ReadOnlyList
    files: ReadOnlyList
    places: ReadOnlyList
    at_rest: AtRestScreen
    backups: BackupsScreen
    stations: StationsScreen
    sittings: SittingsScreen
    second: SecondScreen
    strip: Notice | None = None
    changes: ChangesScreen | None = None
    working: Working | None = None


TABS: Mapping[str, str] = {
    "people": _("People"),
    "pack": _("Rules"),
    "calendar": _("Calendar"),
    "orders": _("Court orders"),
    "places": _("Places"),
    "reasons": _("Reason codes"),
    "files": _("Files"),
    "at_rest": _("Case file"),
    "stations": _("Stations"),
    "sittings": _("Shifts"),
    "second": _("Second decisions"),
}
"""Tab -> its word, in order."""
