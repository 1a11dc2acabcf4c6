"""An elector: a person on the roll."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from adjudicator.records.facts import Source
from adjudicator.records.vote_rows import VoteRow


@dataclass(frozen=True, slots=True)
class Elector:
    """One row of the roll, as the state's list has it.

    `county` is the county's name without the word "County", in capitals as the list writes it; `status` is
    "active", "inactive", "cancelled" or "pending"; `districts` maps the levels of `Portion.districts` to the list's
    values; the list knows the birth year only. `combo` is the state's number of the district combination.
    """

    registration_number: str
    county: str
    status: str
    last_name: str
    first_name: str
    middle_name: str = ""
    suffix: str = ""
    birth_year: int | None = None
    house_number: str = ""
    street: str = ""
    unit: str = ""
    city: str = ""
    zip_code: str = ""
    precinct: str = ""
    districts: Mapping[str, str] = field(default_factory=dict[str, str])
    municipality: str = ""
    combo: str = ""
    status_reason: str = ""
    registered_on: date | None = None
    changed_on: date | None = None
    id_required: bool = False

    @property
    def name(self) -> str:
        """First, middle, last name and suffix as one line."""
        return " ".join(part for part in (self.first_name, self.middle_name, self.last_name, self.suffix) if part)

    @property
    def address(self) -> str:
        """House number, street, unit and city as one line."""
        line = " ".join(part for part in (self.house_number, self.street, self.unit and f"Apt {self.unit}") if part)
        return ", ".join(part for part in (line, self.city) if part)


@dataclass(frozen=True, slots=True)
class AnotherName:
    """A name that is another on the roll: no slip, nickname, initial or part of a double name makes one of the other.

    `field` is "surname" or "given"; `letters` how many would have to be changed, left out, added or exchanged.
    """

    field: str
    written: str
    listed: str
    letters: int


@dataclass(frozen=True, slots=True)
class Spelled:
    """One thing that is written otherwise on the papers than on the roll: its field, and the sentence that says so.

    `words` is the sentence with {written} and {listed} not filled, `grade` how the two agree.
    """

    field: str
    words: str
    written: str
    listed: str
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An elector whom the look-up proposes for a voter.

    `score` runs from 0 to 1; `agrees` and `differs` are sentences for a person, strongest first. `decisive` says
    that the number, or name and year and address, agree. `grades` maps each field that both sides have to how it agrees,
    and `another_names` are the names that are another's; such an elector is never likely, and is ranked by the `evidence`
    alone, which is None for a search by words. `spelled` has what `differs` says, in the same order, with what stands on
    either side; it is empty for a search by words. `listed` is the canceled or pending list on which the elector stands who
    is not on the roll.
    """

    elector: Elector
    score: float
    agrees: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    decisive: bool = False
    evidence: float | None = None
    grades: Mapping[str, str] = field(default_factory=dict[str, str])
    another_names: tuple[AnotherName, ...] = ()
    spelled: tuple[Spelled, ...] = ()
    listed: Source | None = None

    @property
    def rank(self) -> float:
        """What it is ranked by, the highest first."""
        return self.score if self.evidence is None else self.evidence


@dataclass(frozen=True, slots=True)
class Match:
    """What the look-up found: `kind` is "certain" (the first is decisive and no other comes near), "several" or "none".

    "several" covers every case in which candidates exist and a person must choose; nothing is chosen by itself.
    Candidates stand best first.
    """

    kind: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """A line of a list: how an elector is recorded to have voted otherwise, or (`registrations`) to be registered.

    `value` is one of the values of the fact `voted_already`, or of `registration`; `on` the date or instant as the file has
    it; `detail` the words to show ("accepted 27 Oct 2020, mailed"), in a primary with the party's ballot at their end; `file`
    what the record calls the file it is from, while that is only read its SHA-256; `row` what its row says, as the file has
    it.
    """

    registration_number: str
    value: str
    on: str
    detail: str
    file: str
    last_name: str = ""
    first_name: str = ""
    row: VoteRow = ()

    @property
    def party(self) -> str:
        """The party whose ballot it was, in words, as the detail says; empty where it says none."""
        before, _, last = self.detail.rpartition(", ")
        return last.removesuffix(PARTY_BALLOT) if before and last.endswith(PARTY_BALLOT) else ""


PARTY_BALLOT = " ballot"


def with_party(detail: str, party: str) -> str:
    """The words of a credit with the party's ballot at their end ("..., Republican ballot"); none where it is empty."""
    return f"{detail}, {party}{PARTY_BALLOT}" if party else detail
