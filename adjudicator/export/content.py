"""What a release is made from: the approved determinations, the canvass, and where in the record they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from adjudicator.canvass.tally import Canvass
from adjudicator.casework.record.count_state import Overridden
from adjudicator.casework.record.state import DeterminationState, Dispute, EnvelopeState, LeftRecord
from adjudicator.casework.telling.explanation import PublicExplainer
from adjudicator.export.public_plan import CountedAs, Earlier, Standings
from adjudicator.export.status_file import ReceiptInForce
from adjudicator.port.acts import Document
from adjudicator.port.answers import Head
from adjudicator.records.election import Election

PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One envelope that leaves: its state, the batch it was approved in, by whom and when (an instant, UTC)."""

    envelope: EnvelopeState
    batch: str
    approved_by: str
    approved_at: str

    @property
    def determination(self) -> DeterminationState:
        """The determination that leaves; ValueError where there is none."""
        if self.envelope.determination is None:
            raise ValueError(f"envelope {self.envelope.number} has no determination to release")
        return self.envelope.determination


@dataclass(frozen=True, slots=True)
class Correction:
    """An envelope that left before and does not stand like that any more: as it left in `replaces`, and as it stands now.

    `leaves` says that it leaves again in this release; else it is open again, and is only taken away.
    """

    replaces: str
    before: EnvelopeState
    now: EnvelopeState
    leaves: bool

    @classmethod
    def of(cls, envelope: EnvelopeState) -> Correction | None:
        """What an envelope corrects; None where nothing that left has to be taken away."""
        before = envelope.as_left
        if before is None or envelope.left_as is None:
            return None
        return cls(envelope.left_as.release, before, envelope, envelope.status == "approved")


class PackInForce(NamedTuple):
    """Another pack that came into force at an instant (UTC): its name, and the number of the board's motion if it had one."""

    at: str
    name: str
    motion: str


@dataclass(frozen=True, slots=True)
class ReleaseContent:
    """Everything that the files of one release are made from, the record itself apart (see `standing`).

    `follows` is the release before it, or empty; `mode` "practice" or "live"; `rules` the pack in force, `rules_words`
    its name, `pack_digest` its digest and `rules_notice` that it is not the law on the day of the election, empty where it
    is; `head` is that of the record it is made from, `checkpoint` the same as a signed note; `made_at` an instant (UTC).
    `definition` is the election's definition as the case carries it, `packs` are the documents with the tables of every pack
    that was ever in force. `rows` are sorted by envelope number and can be gone
    through more than once: a tuple, or something that reads them afresh each time. `canvass` accounts for every envelope
    of the case, tallied with `approved_only`; ValueError otherwise, since what nobody approved must not leave.
    `standings` say where each of them counts, and `earlier` the same of every release before, oldest first: the public
    totals are read beside those.
    `corrections` are the envelopes that left before and do not stand like that any more, by number: what this release takes
    away. They can be gone through more than once, too.
    `law_changes` are what came into force after the case's first pack, `went_on` what was done although something stood in
    the way.
    `left` says that the record is a file that has left the shared one, None where it has not, `left_notice` the same in
    words.
    `look_ups` are what voters with a receipt look up, in any order.
    `explainer` says why each was determined as it was. `disputes` are keys that another person had used, recorded since
    the release before. `people` maps ids to the names of those who work on the case.
    """

    release: str
    follows: str
    mode: str
    election: Election
    rules: str
    pack_digest: str
    head: Head
    checkpoint: str
    made_at: str
    made_by: str
    definition: str
    packs: tuple[Document, ...]
    rows: Iterable[ReleaseRow]
    canvass: Canvass
    explainer: PublicExplainer
    people: Mapping[str, str] = field(default_factory=dict[str, str])
    rules_words: str = ""
    rules_notice: str = ""
    disputes: tuple[Dispute, ...] = ()
    standings: Standings = field(default_factory=dict[str, CountedAs])
    earlier: tuple[Earlier, ...] = ()
    corrections: Iterable[Correction] = ()
    law_changes: tuple[PackInForce, ...] = ()
    went_on: tuple[Overridden, ...] = ()
    look_ups: Iterable[ReceiptInForce] = ()
    left: LeftRecord | None = None
    left_notice: str = ""

    def __post_init__(self) -> None:
        if not self.canvass.approved_only:
            raise ValueError("the canvass of a release is tallied with approved_only=True")

    @property
    def is_practice(self) -> bool:
        """Whether the case is one to practice on."""
        return self.mode == PRACTICE

    @property
    def folder_name(self) -> str:
        """The name for its folder."""
        return folder_name_of(self.election, self.release, self.mode)

    def corrects(self, envelope: EnvelopeState) -> str:
        """The newest earlier release that carried the envelope, or empty. This release itself does not count."""
        earlier = list(takewhile(lambda release: release != self.release, envelope.releases))
        return earlier[-1] if earlier else ""


def folder_name_of(election: Election, release: str, mode: str) -> str:
    """The name for a release's folder ("gwinnett-2020-11-03-R0001-PRACTICE"); a live case's has no mark."""
    county = re.sub(r"[^a-z0-9]+", "-", election.county.lower()).strip("-")
    parts = (county, election.date.isoformat(), release, "PRACTICE" if mode == PRACTICE else "")
    return "-".join(part for part in parts if part)
