"""The data of every kind of entry: which fields there are, of which type, and which of them are sealed.

A field that is left out stands as UNSET. Each entry's data end with a salt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType, ValidationError, convert, field

from adjudicator.casework.admission import count_fields
from adjudicator.casework.admission.parts import Count, Data, Hash, Part, Percent, Place, Seal
from adjudicator.casework.record.state import DayState
from adjudicator.records.count import BOARD_VOTES
from adjudicator.records.envelope import SEALED_FIELDS
from adjudicator.records.facts import SOURCE_KINDS
from adjudicator.words import _

SEALED_NAMES = SEALED_FIELDS | {
    "name",
    "reason",
    "answer",
    "moment",
    "on",
    "registered_on",
    "sealed",
    "words",
    "override",
    "who",
    "reference",
}
"""Fields that hold a person's data or words: where a text stands in one, it lies in the clear."""


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
        count_fields.is_one_of(BOARD_VOTES, self.board_votes)


class CaseRestored(Data):
    """case.restored."""

    incarnation: str
    size: Place
    root: Hash


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


class PapersPart(Part):
    """What the papers of an envelope say; in a correction a field may be emptied."""

    stream: Literal["election_day", "advance", "absentee", ""] | UnsetType = UNSET
    place: str | UnsetType = UNSET
    precinct_cast: str | UnsetType = UNSET
    style_cast: str | UnsetType = UNSET
    party: str | UnsetType = UNSET
    reasons: tuple[str, ...] | UnsetType = UNSET
    oath_signed: bool | UnsetType | None = UNSET
    id_shown: bool | UnsetType | None = UNSET
    statement: Literal["complete", "incomplete", "missing", ""] | UnsetType = UNSET
    sheets: Count | UnsetType | None = UNSET
    cast_at: Seal | UnsetType | None = UNSET
    last_name: Seal | UnsetType | None = UNSET
    first_name: Seal | UnsetType | None = UNSET
    middle_name: Seal | UnsetType | None = UNSET
    suffix: Seal | UnsetType | None = UNSET
    birth_date: Seal | UnsetType | None = UNSET
    house_number: Seal | UnsetType | None = UNSET
    street: Seal | UnsetType | None = UNSET
    city: Seal | UnsetType | None = UNSET
    zip_code: Seal | UnsetType | None = UNSET
    phone: Seal | UnsetType | None = UNSET
    email: Seal | UnsetType | None = UNSET
    registration_number: Seal | UnsetType | None = UNSET
    image: Seal | UnsetType | None = UNSET
    note: Seal | UnsetType | None = UNSET
    box: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET
    position: Count | UnsetType | None = UNSET


class EnvelopeReceived(Data):
    """envelope.received."""

    envelope: str
    file: str
    papers: PapersPart


class EnvelopeCorrected(Data):
    """envelope.corrected."""

    envelope: str
    papers: PapersPart
    reason: Seal


class OfEnvelope(Data):
    """envelope.taken and envelope.put_back."""

    envelope: str


class EnvelopeTakenOver(Data):
    """envelope.taken_over."""

    envelope: str
    holder: str = field(name="from")
    why: str
    note: Seal | UnsetType = UNSET


class OfSource(Part):
    """Where an answer came from."""

    kind: str
    dated: str
    ref: str

    def __post_init__(self) -> None:
        # the kinds come from a table, of which no Literal can be made
        if self.kind not in SOURCE_KINDS:
            raise ValueError("no kind of source")


class OfClaim(Part):
    """What a source said of a fact."""

    value: str
    source: OfSource
    weight: Literal["record", "other", "silence"]


class OfAnswer(Part):
    """One answer to one fact."""

    fact: str
    value: str
    source: OfSource
    claims: tuple[OfClaim, ...] | UnsetType = UNSET
    moment: Seal | UnsetType = UNSET
    why: str | UnsetType = UNSET
    note: Seal | UnsetType = UNSET


class OfElector(Part):
    """Who is taken for the voter, and which portion for the voter's own."""

    registration_number: Seal | None
    county: str
    precinct: str
    portion: str
    style: str
    status: str
    registered_on: Seal | None
    roll: str
    address: Literal["listed", "new"] | UnsetType = UNSET
    home_source: OfSource | UnsetType | None = UNSET
    listed: str | UnsetType = UNSET
    why: str | UnsetType = UNSET
    note: Seal | UnsetType = UNSET


class OfApplied(Part):
    """The day on which the voter applied to register."""

    on: Seal
    source: OfSource


class FactsRecorded(Data):
    """facts.recorded."""

    envelope: str
    facts: tuple[OfAnswer, ...]
    elector: OfElector | UnsetType | None = UNSET
    applied: OfApplied | UnsetType = UNSET
    forgotten: tuple[str, ...] | UnsetType = UNSET


class OfResearch(Part):
    """One line of the research list."""

    where: str
    result: str
    note: Seal | None


class ResearchRecorded(Data):
    """research.recorded."""

    envelope: str
    lines: tuple[OfResearch, ...]


class CureRecorded(Data):
    """cure.recorded."""

    envelope: str
    facts: tuple[OfAnswer, ...]
    note: Seal | None


class ContactLogged(Data):
    """contact.logged."""

    envelope: str
    way: str
    result: str
    hour: count_fields.Hour
    note: Seal


class ReceiptGiven(Data):
    """receipt.given."""

    envelope: str
    receipt: str
    check: str


class EnvelopeDetermined(Data):
    """envelope.determined."""

    envelope: str
    outcome: str
    recommended: str
    reasons: tuple[str, ...]
    holds: tuple[str, ...]
    marks: tuple[str, ...]
    counted: tuple[str, ...]
    not_counted: Mapping[str, str]
    facts: Mapping[str, str]
    cast_style: str
    home_style: str
    too_late_for: tuple[str, ...]
    cast_too_late_for: tuple[str, ...]
    rules: str
    pack: str
    departs: bool
    reason: Seal | None
    supersedes: Count


class DeterminationWithdrawn(Data):
    """determination.withdrawn."""

    envelope: str
    determination: Place
    batch: str
    reason: Seal | None


class WithReason(Data):
    """envelope.referred and envelope.reopened."""

    envelope: str
    reason: Seal


class ReferralAnswered(Data):
    """referral.answered."""

    envelope: str
    answer: Seal


class ReferralTakenBack(Data):
    """referral.taken_back."""

    envelope: str


class BatchClosed(Data):
    """batch.closed."""

    batch: str
    items: Mapping[str, Place]
    second_decisions: Percent


class DeterminationChecked(Data):
    """determination.checked."""

    batch: str
    envelope: str
    determination: Place
    outcome: str
    counted: tuple[str, ...]
    agrees: bool
    note: Seal


class SecondDecisionsSet(Data):
    """second_decisions.set."""

    percent: Percent
    reason: Seal


class EnvelopeReturned(Data):
    """envelope.returned."""

    batch: str
    envelope: str
    reason: Seal


class BatchApproved(Data):
    """batch.approved."""

    batch: str
    approved: Mapping[str, Place]
    looked_at: tuple[str, ...]
    sample: tuple[str, ...]
    departures: tuple[str, ...] | UnsetType = UNSET


class MistakeAsked(Data):
    """mistake.asked."""

    envelope: str
    what: str
    same_as: str
    reason: Seal


class MistakeAnswered(Data):
    """mistake.answered."""

    envelope: str
    asked: Place
    what: str
    same_as: str
    agreed: bool
    reason: Seal


class ReleaseMade(Data):
    """release.made."""

    release: str
    follows: str
    size: Place
    root: Hash
    items: Mapping[str, Place]
    files: Mapping[str, Hash]
    taken_away: Mapping[str, Place] | None


class ReleaseAcknowledged(Data):
    """release.acknowledged."""

    release: str
    who: Seal
    told_at: str
    reference: Seal
    ballots: int


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
    "period.closed": Nothing,
    "day.closed": DayClosed,
    "envelope.received": EnvelopeReceived,
    "envelope.corrected": EnvelopeCorrected,
    "envelope.taken": OfEnvelope,
    "envelope.put_back": OfEnvelope,
    "envelope.taken_over": EnvelopeTakenOver,
    "facts.recorded": FactsRecorded,
    "research.recorded": ResearchRecorded,
    "cure.recorded": CureRecorded,
    "contact.logged": ContactLogged,
    "receipt.given": ReceiptGiven,
    "envelope.determined": EnvelopeDetermined,
    "determination.withdrawn": DeterminationWithdrawn,
    "envelope.referred": WithReason,
    "referral.answered": ReferralAnswered,
    "referral.taken_back": ReferralTakenBack,
    "batch.closed": BatchClosed,
    "envelope.returned": EnvelopeReturned,
    "determination.checked": DeterminationChecked,
    "second_decisions.set": SecondDecisionsSet,
    "batch.approved": BatchApproved,
    "envelope.reopened": WithReason,
    "mistake.asked": MistakeAsked,
    "mistake.answered": MistakeAnswered,
    "release.made": ReleaseMade,
    **count_fields.DATA_OF,
    "release.acknowledged": ReleaseAcknowledged,
}
"""Kind of entry, in its newest version -> the description of its data."""


def data_of(kind: str, data: object) -> Data | tuple[str, str]:
    """The data as their kind describes them; else the finding: "body.open" or "body.meaning", and the place in the data."""
    try:
        return convert(data, DATA_OF[kind])
    except ValidationError as error:
        return _finding(str(error))


def _finding(message: str) -> tuple[str, str]:
    """The finding in msgspec's message ("Expected `object`, got `str` - at `$.reason`"), of which values are left out."""
    what, __, place = message.rpartition(" - at ")
    place = place.strip("`").removeprefix("$").removeprefix(".") or _("the whole")
    in_the_clear = "got `str`" in what and place.rpartition(".")[2] in SEALED_NAMES
    return ("body.open" if in_the_clear else "body.meaning"), place
