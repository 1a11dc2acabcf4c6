"""What holds whatever people do: nothing lost, nothing twice, four eyes, one record that only grows and gives every state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from adjudicator.casework.record.fold import fold
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.casework.record.state import (
    BatchState,
    CaseState,
    EnvelopeState,
    FileState,
    OrderState,
    PersonState,
    ReleaseState,
    State,
)
from adjudicator.log.case_log import CaseLog
from adjudicator.log.tree.merkle import check_consistency, consistency_proof, root_of
from adjudicator.office import Office
from adjudicator.office.desks.record import verifying
from adjudicator.port.acts import Logged
from adjudicator.port.answers import Head

KINDS: tuple[type[State], ...] = (
    CaseState, PersonState, EnvelopeState, BatchState, OrderState, FileState, ReleaseState,
)  # fmt: skip


def nothing_is_lost_or_twice(office: Office, numbers: Sequence[str]) -> None:
    """Every envelope received is there once, and the canvass adds up to all of them but those entered by mistake."""
    canvass = office.overview.canvass()
    parts = (canvass.count_full, canvass.count_partial, canvass.not_counted, canvass.held, canvass.undecided)
    assert sum(parts) == canvass.received == len(numbers) - canvass.by_mistake
    states = list(office.overview.states())
    mistaken = [state for state in states if state.is_none]
    assert canvass.by_mistake == len(mistaken) == office.accounts.account().entered_by_mistake
    assert all(state.mistake is not None and state.mistake.by != state.mistake.agreed_by for state in mistaken)
    standing = {state.number for state in states if not state.is_none}
    assert standing or not any(state.mistake and state.mistake.same_as for state in mistaken), "the same as none"
    assert [state.number for state in states] == sorted(numbers)
    waiting = Counter(
        number for batch in office.batches.batches() if batch.status == "waiting" for number in batch.items
    )
    assert all(times == 1 for times in waiting.values())
    left = Counter(item for release in office.releases.releases() for item in release.items.items())
    assert all(times == 1 for times in left.values())


class RecordSoFar:
    """The record as it was when it was last looked at. It only grows, so each entry is folded once."""

    def __init__(self, path: Path) -> None:
        self.head = Head(0, b"")
        self._path, self._shelf = path, MemoryShelf()
        self._logged: list[Logged] = []

    def holds(self) -> None:
        """It has grown from the head seen before, and folds to the states kept; each approval is another person's."""
        with CaseLog.open(self._path, read_only=True) as log:
            new = list(log.entries(self.head.size + 1))
            leaves = log.leaves(log.head().size)
            projected = {what: {key_of(state): state for state in log.states(what)} for what in KINDS}
        self.head = grown(self.head, leaves)
        for item in new:
            nobody_works_on_anothers(self._shelf, self._logged[-1] if self._logged else None, item)
            fold(self._shelf, item.seq, item.entry)
            self._logged.append(item)
        assert projected == {what: dict(self._shelf.all(what)) for what in KINDS}
        assert released_items(projected[ReleaseState]) <= approved_items(projected[BatchState], self._logged)


WORK = frozenset({"facts.recorded", "research.recorded", "envelope.determined", "envelope.referred", "cure.recorded"})
"""Kinds of entry by which a person works on an envelope."""


def nobody_works_on_anothers(shelf: MemoryShelf, before: Logged | None, item: Logged) -> None:
    """A person's own act on an envelope is on one that no other person has taken; what a court orders comes over all."""
    entry = item.entry
    follows = before is not None and (before.entry.by, before.entry.at) == (entry.by, entry.at)
    if entry.kind in WORK and not follows:
        state = shelf.get(EnvelopeState, entry.data["envelope"])
        assert state is not None
        assert state.taken_by in ("", entry.by)


def the_whole_record_verifies(path: Path) -> None:
    """The deep verification, with every determination replayed, finds nothing: neither rights nor four eyes broken."""
    with CaseLog.open(path, read_only=True) as log:
        assert verifying(log, "deep")(lambda _done, _of: None).findings == ()


def grown(seen: Head, leaves: Sequence[bytes]) -> Head:
    """The head over the leaves, which is proved to extend the one seen before."""
    head = Head(len(leaves), root_of(leaves))
    if seen.size:
        proof = consistency_proof(leaves, seen.size)
        assert check_consistency((seen.size, head.size), (seen.root, head.root), proof)
    return head


def key_of(state: State) -> str:
    """The key under which a state is kept."""
    if isinstance(state, CaseState):
        return "case"
    if isinstance(state, FileState):
        return state.digest
    return state.number if isinstance(state, EnvelopeState | OrderState) else state.id


def approved_items(batches: Mapping[str, State], logged: Sequence[Logged]) -> set[tuple[str, int]]:
    """The determinations that were approved, each by somebody who had not made it."""
    found: set[tuple[str, int]] = set()
    for batch in batches.values():
        if isinstance(batch, BatchState) and batch.status == "approved":
            makers = {logged[seq - 1].entry.by for seq in batch.items.values()}
            assert batch.decided_by
            assert batch.decided_by not in makers
            found |= set(batch.items.items())
    return found


def released_items(releases: Mapping[str, State]) -> set[tuple[str, int]]:
    """The determinations that have left."""
    return {
        item for release in releases.values() if isinstance(release, ReleaseState) for item in release.items.items()
    }
