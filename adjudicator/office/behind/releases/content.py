"""What a release is made from: the states of a folded log, and the documents that the case carries. No projection is asked.

The check of a release makes the same from the record and the documents that the release carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from zoneinfo import ZoneInfo

from adjudicator.canvass.tally import tally
from adjudicator.casework.acts.count.board import as_it_leaves
from adjudicator.casework.record.contact_state import ContactState
from adjudicator.casework.record.count_state import DocketState
from adjudicator.casework.record.fold_count import count_of
from adjudicator.casework.record.shelf import CASE_KEY
from adjudicator.casework.record.state import BatchState, CaseState, DeterminationState, EnvelopeState, PersonState
from adjudicator.casework.telling.explanation import PublicExplainer
from adjudicator.casework.telling.left_words import left_words
from adjudicator.casework.telling.particulars import election_particulars
from adjudicator.export.content import Correction, PackInForce, ReleaseContent, ReleaseRow, folder_name_of
from adjudicator.export.public_plan import CountedAs, Earlier, standing_of
from adjudicator.export.status_file import ReceiptInForce
from adjudicator.law.telling.span_words import outside_told
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.office.behind.law.calendar import calendar_of
from adjudicator.office.behind.law.laws import Laws
from adjudicator.office.behind.law.replay import election_in
from adjudicator.port.acts import Document
from adjudicator.port.answers import Head
from adjudicator.records.election import Election

ReadDocument = Callable[[str], str]
"""Gives the document with that SHA-256 (hexadecimal); KeyError where there is none."""


class _Approval(NamedTuple):
    """Who closed and approved a batch, and when it was approved: without the list of its envelopes."""

    closed_by: str
    by: str
    at: str


@dataclass(slots=True)
class Leaving:
    """What leaves in a release: what is approved, voted on where the case is set so, and not yet released. Read again from
    the states at each pass.

    Once `counted` was gone through, `items` map envelopes to the seqs of their determinations, `seen` to their versions, and
    `left` those that left before and do not stand like that any more; `taken_away` maps those of them that are open again
    to the seqs of the determinations that left, and `newest` is the instant of the last approval among them, of all that
    ever were where nothing leaves. `people` are those who determined, closed and approved them; `standings` say where every
    envelope of the case counts.
    """

    shelf: RebuiltShelf
    items: dict[str, int] = field(default_factory=dict[str, int])
    seen: dict[str, int] = field(default_factory=dict[str, int])
    newest: str = ""
    people: set[str] = field(default_factory=set[str])
    standings: dict[str, CountedAs] = field(default_factory=dict[str, CountedAs])
    taken_away: dict[str, int] = field(default_factory=dict[str, int])
    left: list[str] = field(default_factory=list[str])

    def __iter__(self) -> Iterator[ReleaseRow]:
        approvals = self._approvals()
        for envelope in self.as_they_leave("approved"):
            if envelope.status == "approved":
                approval = approvals[envelope.batch]
                yield ReleaseRow(envelope, envelope.batch, approval.by, approval.at)

    def counted(self) -> Iterator[EnvelopeState]:
        """Every envelope of the case, as releases have it; what leaves is noted on the way."""
        approvals, alike = self._approvals(), dict[CountedAs, CountedAs]()  # of many envelopes one standing is held
        for envelope in self.as_they_leave():
            if envelope.status == "approved" and envelope.determination is not None:
                self._note(envelope, envelope.determination, approvals[envelope.batch])
            elif envelope.left_as is not None:
                self.taken_away[envelope.number] = envelope.left_as.determination.seq
                self.seen[envelope.number] = envelope.version
                self._note_mistake(envelope)
            if envelope.left_as is not None:
                self.left.append(envelope.number)
            standing = standing_of(envelope)
            self.standings[envelope.number] = alike.setdefault(standing, standing)
            yield envelope
        if not self.items:
            self.newest = max((approval.at for approval in approvals.values()), default="")

    def left_otherwise(self) -> Iterator[EnvelopeState]:
        """Those that left before and do not stand like that any more, by number: few of many, which are not read for them."""
        count, dockets = count_of(self.shelf), tuple(self.shelf.states(DocketState))
        found = (self.shelf.get(EnvelopeState, number) for number in self.left)
        return (as_it_leaves(envelope, dockets, count) for envelope in found if envelope is not None)

    def as_they_leave(self, status: str = "") -> Iterator[EnvelopeState]:
        """The envelopes by number, each as releases have it."""
        count, dockets = count_of(self.shelf), tuple(self.shelf.states(DocketState))
        return (as_it_leaves(envelope, dockets, count) for envelope in self.shelf.envelopes(status, brief=True))

    def _note(self, envelope: EnvelopeState, determination: DeterminationState, approval: _Approval) -> None:
        self.items[envelope.number] = determination.seq
        self.seen[envelope.number] = envelope.version
        self.newest = max(self.newest, approval.at)
        self.people |= {determination.by, approval.closed_by, approval.by}

    def _note_mistake(self, envelope: EnvelopeState) -> None:
        """What left and was none is taken away by what two people said of it, as what leaves is by its approval."""
        said = envelope.mistake
        if said is not None:
            self.newest = max(self.newest, said.agreed_at)
            self.people |= {said.by, said.agreed_by}

    def _approvals(self) -> dict[str, _Approval]:
        batches = self.shelf.states(BatchState)
        return {batch.id: _Approval(batch.closed_by, batch.decided_by, batch.decided_at) for batch in batches}


@dataclass(frozen=True, slots=True)
class Corrections:
    """What left before and does not stand like that any more, by number. Read again from the states at each pass."""

    leaving: Leaving

    def __iter__(self) -> Iterator[Correction]:
        for envelope in self.leaving.left_otherwise():
            correction = Correction.of(envelope)
            if correction is not None:
                yield correction


@dataclass(frozen=True, slots=True)
class ReceiptsInForce:
    """What voters with a receipt look up, by the receipt in force. Read again from the states at each pass."""

    shelf: RebuiltShelf

    def __iter__(self) -> Iterator[ReceiptInForce]:
        count, dockets = count_of(self.shelf), tuple(self.shelf.states(DocketState))
        given = {
            each.number: each.receipt.check for each in self.shelf.states(ContactState) if each.receipt is not None
        }
        for number, check in given.items():
            envelope = self.shelf.get(EnvelopeState, number)
            if envelope is not None:
                yield ReceiptInForce(check, as_it_leaves(envelope, dockets, count))


def content_of(
    leaving: Leaving,
    document: ReadDocument,
    head: Head,
    checkpoint: str,
    made_by: str,
    earlier: tuple[Earlier, ...] = (),
) -> ReleaseContent:
    """The content of the release that follows from folded states; `earlier` is what those before it said.

    Raises LookupError or ValueError where a document is missing, cannot be read, or is not the one that is named.
    """
    case = case_of(leaving.shelf)
    election = election_in(document(case.definition))
    laws = Laws(lambda: case.packs, document, election)
    law = laws.of(case.pack).pack
    canvass = tally(leaving.counted(), election, approved_only=True, departures=False)
    calendar = calendar_of(case, ZoneInfo(election.time_zone))
    return ReleaseContent(
        release=next_release(case),
        follows=case.last_release,
        mode=case.mode,
        election=election,
        rules=case.rules,
        rules_words=law.name,
        rules_notice=outside_told(law, election.date),
        left=case.left,
        left_notice=left_words(case, ZoneInfo(election.time_zone)),
        pack_digest=case.pack,
        head=head,
        checkpoint=checkpoint,
        made_at=leaving.newest,
        made_by=made_by,
        rows=leaving,
        canvass=canvass,
        explainer=PublicExplainer(laws.of, election_particulars(election.date, calendar)),
        disputes=case.disputes,
        people={person.id: person.name for person in leaving.shelf.states(PersonState)},
        definition=document(case.definition),
        standings=leaving.standings,
        earlier=earlier,
        corrections=Corrections(leaving),
        law_changes=tuple(PackInForce(each.at, laws.of(each.pack).pack.name, each.motion) for each in case.law_changes),
        went_on=count_of(leaving.shelf).overridden,
        look_ups=ReceiptsInForce(leaving.shelf),
        packs=tuple(Document.of("pack", document(each)) for each in sorted(set(case.packs.values()))),
    )


def case_of(shelf: RebuiltShelf) -> CaseState:
    """The case of a folded log; KeyError for a log that opens none."""
    case = shelf.get(CaseState, CASE_KEY)
    if case is None:
        raise KeyError("the record opens no case")
    return case


def next_release(case: CaseState) -> str:
    """The id of the next release."""
    return f"R{case.next_release:04d}"


def next_folder(election: Election, case: CaseState) -> str:
    """The name for the next release's folder ("gwinnett-2020-11-03-R0001-PRACTICE")."""
    return folder_name_of(election, next_release(case), case.mode)
