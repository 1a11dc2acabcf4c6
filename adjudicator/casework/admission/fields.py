"""The data of every kind of entry: which fields there are, of which type, and which of them are sealed. Those of the case and
its people are in `case_fields`, those of the second half in `count_fields`.

A field that is left out stands as UNSET. Each entry's data end with a salt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType, ValidationError, convert, field

from adjudicator.casework.admission import case_fields, count_fields
from adjudicator.casework.admission.parts import Count, Data, Hash, Part, Percent, Place, Seal
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
    by_program: bool


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
    **case_fields.DATA_OF,
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
