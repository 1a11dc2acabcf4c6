"""The facts, their values, and where an answer came from (the closed list of the contract).

Answers and what they are made of are structs, as the states that hold them: the fold reads millions of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from adjudicator.records.received import FILE_KINDS

FACTS: Mapping[str, tuple[str, ...]] = {
    "oath": ("signed", "unsigned", "paper_missing"),
    "signature": ("accepted", "mismatch", "cured_in_time", "cured_late"),
    "secrecy_envelope": ("present", "missing"),
    "withdrawn": ("no", "withdrawn"),
    "match": ("certain", "chosen", "several", "none"),
    "registration": ("registered", "not_found", "pending", "completed_late", "cancelled", "late", "never"),
    "registration_data": ("complete", "lacking", "supplied_in_time", "supplied_late"),
    "residence": (
        "as_listed", "moved_in_county_unreported", "moved_in_county_reported", "moved_county_late",
        "moved_county_early", "moved_state_late", "moved_state_early", "unclear",
    ),
    "eligibility": ("eligible", "felony", "under_age", "not_citizen", "incompetent", "deceased", "in_question"),
    "voted_already": (
        "no", "absentee_outstanding", "absentee_accepted", "absentee_rejected", "advance_vote", "election_day",
        "elsewhere", "other_provisional", "credit_in_question",
    ),
    "identification": ("shown", "not_required", "missing", "supplied_in_time", "supplied_after_hours", "supplied_late"),
    "party": ("not_a_primary", "entitled", "not_entitled"),
    "cast": (
        "before_5pm", "from_5pm_to_close", "in_line_at_closing", "court_extension", "not_election_day", "time_unknown",
    ),
    "court_order": ("none", "in_force", "under_review", "vacated"),
    "statement": ("complete", "incomplete", "missing"),
    "home": ("same_style", "other_style", "other_precinct", "other_county"),
    "deadline": ("open", "passed"),
    "timing": ("in_time", "determined_late", "clarified_late"),
    "ballot_in_envelope": ("sealed", "one", "none", "more_than_one"),
    "ruling": ("none", "count", "do_not_count"),
}  # fmt: skip
"""Fact -> its values. The order of the facts is the order in which a person is asked."""

OF_PACKS = frozenset({"signature", "secrecy_envelope", "withdrawn", "registration_data"})
"""The facts that are asked only where a rule of the pack in force looks at them: no law of Georgia does."""

Facts = Mapping[str, str]
"""Known facts: name -> value. A fact that is not in it is unknown; facts are never defaulted."""

Strength = Literal["record", "silence", "contradiction"]
"""How well a filled-in answer is sourced: a dated record, an empty box, or two sources that disagree."""

Weight = Literal["record", "other", "silence"]
"""What a claim weighs: a dated record or the stronger side of a contradiction, the other side, or an empty box."""


SOURCE_KINDS = frozenset({"envelope", "case", "order", "calendar", "election", "paper", "worker", "board"}) | {
    code for code, kind in FILE_KINDS.items() if kind.source
}
"""What an answer may come from; a kind of file is its own code."""


class Source(Struct, frozen=True, gc=False):
    """Where an answer came from.

    `kind` is one of SOURCE_KINDS; `dated` the date or instant it speaks of (ISO 8601) or empty; `ref` the id of a file,
    order or person, never personal data.
    """

    kind: str
    dated: str = ""
    ref: str = ""


NOT_ENTERED = Source("order")
"""A court order of which the register has nothing, as the source of what would hold if one were entered."""


class Claim(Struct, frozen=True, gc=False):
    """What one source said of a fact when a person answered it.

    `value` is one of the fact's values; empty where the source says otherwise than the roll and what it says would be
    personal data (another address).
    """

    value: str
    source: Source
    weight: Weight


class Answer(Struct, frozen=True, gc=False):
    """One answer to one fact, with its source. `value` is one of FACTS[fact].

    Once recorded, `claims` are what the sources said of it then, where that is more than the answer itself; `why` is the
    code of the short reason that a person gave, and `note` the commitment (hexadecimal) of their own words. `moment` is when
    exactly a paper arrived or was signed (ISO 8601), of which the source has the day alone, because a camera at the door
    tells who came at which minute; once recorded it is the commitment.
    """

    fact: str
    value: str
    source: Source
    claims: tuple[Claim, ...] = ()
    why: str = ""
    note: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An answer that the files already give, shown before a person accepts it.

    `words` is the short sentence beside it ("order 20-CV-1187"); it may name what a person of this desk may see, and
    never goes into the record. For a contradiction, `others` are the answers that disagree.
    """

    answer: Answer
    strength: Strength
    words: str = ""
    others: tuple[Answer, ...] = ()
