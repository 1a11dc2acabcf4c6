"""Fold steps of releases: what leaves, what is taken away again, and what the tabulation room says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from adjudicator.casework.record.entry import Entry, commitment_in
from adjudicator.casework.record.fold_batch import move
from adjudicator.casework.record.fold_case import change_case
from adjudicator.casework.record.shelf import CASE_KEY, Shelf
from adjudicator.casework.record.state import (
    Acknowledgment,
    CaseState,
    DeterminationState,
    EnvelopeState,
    LeftAs,
    ReleaseState,
    changed,
)

COUNTING = frozenset({"count_full", "count_partial"})
"""Outcomes of a ballot that counts."""


def released(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A release has left; its envelopes are released, and what was open again and not approved anew is taken away."""
    data, sums = entry.data, _ReleaseSums()
    # before form 5.0 nothing was taken away, though an envelope left for the second time
    away = data.get("taken_away")
    release = ReleaseState(
        id=data["release"],
        version=seq,
        follows=data["follows"],
        made_by=entry.by,
        made_at=entry.at,
        size=data["size"],
        root=data["root"],
        items=dict(data["items"]),
        files=dict(data["files"]),
        taken_away=dict(away or {}),
    )
    for envelope in _envelopes(shelf, release.items):  # one at a time: there may be a hundred thousand
        sums.added += _counts(envelope.determination)
        if away is not None:
            sums.take(envelope.left_as)
        carried = (*envelope.releases, release.id)
        move(shelf, seq, [envelope.number], status="released", releases=carried, left_as=None, taken_away="")
    for envelope in _envelopes(shelf, release.taken_away):
        sums.take(envelope.left_as)
        move(shelf, seq, [envelope.number], left_as=None, taken_away=release.id)
    corrects = tuple(sorted(sums.corrects))
    shelf.put(release.id, changed(release, corrects=corrects, added=sums.added, taken=sums.taken))
    case = shelf.get(CaseState, CASE_KEY)
    if case is not None:
        change_case(shelf, case.version, next_release=case.next_release + 1, last_release=release.id, disputes=())


@dataclass(slots=True)
class _ReleaseSums:
    """What a release adds and takes away, in ballots, and the releases that it corrects."""

    added: int = 0
    taken: int = 0
    corrects: set[str] = field(default_factory=set[str])

    def take(self, left: LeftAs | None) -> None:
        if left is not None:
            self.taken += _counts(left.determination)
            self.corrects.add(left.release)


def acknowledged(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The tabulation room has a release, and says how many ballots it found in it."""
    data, release = entry.data, shelf.get(ReleaseState, entry.data["release"])
    if release is None:
        raise LookupError("an entry acknowledges a release that was never made")
    said = Acknowledgment(
        by=entry.by,
        at=entry.at,
        who=commitment_in(data["who"]),
        told_at=data["told_at"],
        reference=commitment_in(data["reference"]),
        ballots=data["ballots"],
    )
    shelf.put(release.id, changed(release, version=seq, acknowledgments=(*release.acknowledgments, said)))


def _envelopes(shelf: Shelf, numbers: Mapping[str, int]) -> Iterator[EnvelopeState]:
    found = (shelf.get(EnvelopeState, number) for number in numbers)
    return (envelope for envelope in found if envelope is not None)


def _counts(determination: DeterminationState | None) -> bool:
    return determination is not None and determination.outcome in COUNTING


STEPS = {
    "release.made": released,
    "release.acknowledged": acknowledged,
}
