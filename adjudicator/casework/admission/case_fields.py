"""The data of the entries of the case, its people, its files, its orders and its law, as `fields` has those of envelopes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from msgspec import Meta, field

from adjudicator.casework.admission.count_fields import is_one_of
from adjudicator.casework.admission.parts import Count, Data, Hash, Part, Place, Seal
from adjudicator.casework.record.state import DayState
from adjudicator.records.count import BOARD_VOTES


class DayPart(Part):
    """A day of the law."""

    id: str
    words: str
    day: str
    at: str
    law: str
    how: str


def days_of(days: Iterable[DayPart]) -> tuple[DayState, ...]:
    """The days of an entry as a case keeps them."""
    return tuple(DayState(day.id, day.words, day.day, day.at, day.law, day.how) for day in days)


class CaseOpened(Data):
    """case.opened."""

    case: str
    mode: Literal["practice", "live"]
    county: str
    election: str
    time_zone: str
    definition: str
    rules: str
    pack: str
    pack_document: str
    deadlines: Mapping[str, str]
    form: str
    recovery: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
    board_votes: str
    calendar: tuple[DayPart, ...] = ()

    def __post_init__(self) -> None:
        is_one_of(BOARD_VOTES, self.board_votes)


class CaseRestored(Data):
    """case.restored."""

    incarnation: str
    size: Place
    root: Hash


class CaseLeft(CaseRestored):
    """case.left."""


class FormRaised(Data):
    """form.raised."""

    older: str = field(name="from")
    newer: str = field(name="to")
    size: Place
    root: Hash


class AccountPart(Part):
    """An account of an older form."""

    person: str
    roles: tuple[str, ...]
    active: bool
    keys: tuple[Hash, ...]


class AccountsAdopted(Data):
    """accounts.adopted."""

    accounts: tuple[AccountPart, ...]


class Strict(Data):
    """strict.proposed."""

    strict: bool


class StrictSet(Strict):
    """strict.set."""

    proposed: Place


class PersonAdded(Data):
    """person.added."""

    person: str
    name: str
    roles: tuple[str, ...]
    key: Hash


class PersonChanged(Data):
    """person.changed."""

    person: str
    roles: tuple[str, ...]
    active: bool


class PersonKeyChanged(Data):
    """person.key_changed."""

    person: str
    key: Hash


class KeyMade(PersonKeyChanged):
    """person.key_made."""

    replaces: str
    proof: Annotated[str, Meta(pattern="^[0-9a-f]{128}$")]


class KeyRecovered(KeyMade):
    """person.key_recovered."""

    recovery: Hash


class PersonConfirmed(PersonKeyChanged):
    """person.confirmed."""

    grants: tuple[Place, ...]


class ActsSigned(Data):
    """acts.signed."""

    person: str
    first: Place = field(name="from")
    last: Place = field(name="to")
    number: Place
    root: Hash


class OfPerson(Data):
    """person.signed_in and person.password_changed."""

    person: str


class PersonSignedOut(Data):
    """person.signed_out."""

    person: str
    why: Literal["left", "shift"]


class ClockSetBack(Data):
    """clock.set_back."""

    person: str
    clock: str
    newest: str


class FileReceived(Data):
    """file.received."""

    kind: str
    digest: Seal | str
    name: Seal | None
    dated: str
    rows: Count
    lines: Seal | str = ""
    as_of: Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$")] = ""
    final: bool = False


Changes = Mapping[str, tuple[str, str]]
"""Envelope -> the outcome recorded before, and the one recommended now."""


class KeyDisputed(Data):
    """person.key_disputed."""

    person: str
    since: Place
    until: Place
    changes: Changes
    released: tuple[str, ...]


class OrderEntered(Data):
    """order.entered."""

    order: str
    court: str
    judge: str
    hours: Mapping[str, tuple[str, str]]
    contests: tuple[str, ...]
    status: str
    changes: Changes


class OrderAmended(Data):
    """order.amended."""

    order: str
    called: str
    court: str
    judge: str
    hours: Mapping[str, tuple[str, str]]
    contests: tuple[str, ...]
    reason: Seal
    changes: Changes


class OrderChanged(Data):
    """order.changed."""

    order: str
    status: str
    reason: Seal
    changes: Changes


class LawChanged(Data):
    """What pack.changed and position.set have in common."""

    rules: str
    pack: str
    pack_document: str
    deadlines: Mapping[str, str]
    calendar: tuple[DayPart, ...]
    examined: Count
    changes: Changes


class PackChanged(LawChanged):
    """pack.changed."""

    reason: Seal


class BoardMotion(Part):
    """A motion of the board, which is public."""

    number: str
    date: str
    text: str


class PositionSet(LawChanged):
    """position.set."""

    position: str
    value: str
    motion: BoardMotion


class SittingsChanged(Data):
    """sittings.changed."""

    idle_minutes: int
    shift_ends: tuple[str, ...]


class ReasonsChanged(Data):
    """reasons.changed."""

    code: str
    reasons: Mapping[str, str]


class PassphraseChanged(Data):
    """passphrase.changed."""

    was_encrypted: bool
    encrypted: bool


class DayClosed(Data):
    """day.closed."""

    open: Mapping[str, Count]


class Nothing(Data):
    """period.closed, case.shared: the entry itself says everything."""


DATA_OF: Mapping[str, type[Data]] = {
    "case.opened": CaseOpened,
    "case.restored": CaseRestored,
    "form.raised": FormRaised,
    "accounts.adopted": AccountsAdopted,
    "strict.proposed": Strict,
    "strict.set": StrictSet,
    "acts.signed": ActsSigned,
    "person.added": PersonAdded,
    "person.key_made": KeyMade,
    "person.key_recovered": KeyRecovered,
    "person.key_disputed": KeyDisputed,
    "person.confirmed": PersonConfirmed,
    "person.changed": PersonChanged,
    "person.key_changed": PersonKeyChanged,
    "person.password_changed": OfPerson,
    "person.signed_in": OfPerson,
    "clock.set_back": ClockSetBack,
    "person.signed_out": PersonSignedOut,
    "file.received": FileReceived,
    "order.entered": OrderEntered,
    "order.amended": OrderAmended,
    "order.changed": OrderChanged,
    "pack.changed": PackChanged,
    "position.set": PositionSet,
    "sittings.changed": SittingsChanged,
    "reasons.changed": ReasonsChanged,
    "passphrase.changed": PassphraseChanged,
    "case.shared": Nothing,
    "case.left": CaseLeft,
    "period.closed": Nothing,
    "day.closed": DayClosed,
}
"""Kind of entry -> the description of its data."""
