"""What stands of a count, as its account and what does not fit are made from it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from adjudicator.canvass.counts_as import CountsAs
from adjudicator.casework.record.count_state import (
    CountState,
    PileState,
    ScanState,
    SessionState,
    UploadState,
)
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState, State

S = TypeVar("S", bound=State)


class CountStates(Protocol):
    """The states that the account is made from."""

    def get(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none."""
        ...

    def states(self, what: type[S]) -> Iterable[S]:
        """All states of one kind."""
        ...

    def open_again(self) -> Iterable[EnvelopeState]:
        """The envelopes that have left in a release and are open again."""
        ...

    def not_counting(self) -> Iterable[str]:
        """The envelopes that may not count as they stand: undecided, held, not counted, or not approved.

        Those that were not opened may be left out.
        """
        ...

    def decided_again(self, since: int) -> Iterable[tuple[str, int]]:
        """The envelopes that may count as they stand, by determinations behind that place of the log: number and place.

        Those that were determined only once may be left out.
        """
        ...

    def counts_as(self, seq: int) -> CountsAs | None:
        """How the determination at that place of the log lets its ballot count; None where there is none."""
        ...

    def received_by_place(self) -> Mapping[str, int]:
        """Place -> envelopes received from it."""
        ...


Sort = tuple[str, bool]
"""What a scanner batch holds, and whether it is kept apart."""


@dataclass(frozen=True, slots=True)
class TablePile:
    """What the table holds of one pile that was opened: ballots that count as they are, to copy, none; and copies done."""

    pile: PileState
    session: SessionState
    as_they_are: int
    to_copy: int
    none: Counter[str]
    done: int

    @property
    def inside(self) -> Iterator[str]:
        """The envelopes that were opened with it."""
        left = frozenset(self.session.left)
        return (number for number in self.pile.items if number not in left)


def tables(standing: CountStates, before: int = sys.maxsize) -> list[TablePile]:
    """Every pile that was opened, in order, by the sessions `before` an entry. An open exception gives no ballot so far."""
    sessions = [each for each in standing.states(SessionState) if each.seq < before]
    opened = {each.pile: each for each in sessions if each.what == "opened"}
    done = Counter[str]()
    for each in sessions:
        if each.what == "duplicated":
            done[each.pile] += each.done
    piles = (pile for pile in standing.states(PileState) if pile.id in opened)
    return [_table(pile, opened[pile.id], done[pile.id]) for pile in piles]


def opened_with(opened: Iterable[TablePile]) -> Mapping[str, TablePile]:
    """Envelope that was opened -> what the table holds of the pile that it was opened with."""
    return {number: each for each in opened for number in each.inside}


def _table(pile: PileState, session: SessionState, done: int) -> TablePile:
    plain = session.by_record - len(session.exceptions)
    settled = Counter(session.settled.values())
    none = Counter(
        code for number, code in session.exceptions.items() if session.settled.get(number) in (None, "no_ballot")
    )
    as_they_are = settled["as_it_is"] + (0 if pile.copy else plain)
    to_copy = settled["copy"] + (plain if pile.copy else 0)
    return TablePile(pile, session, as_they_are, to_copy, none, done)


class StandingCount:
    """The states of a count, read once for all steps."""

    def __init__(self, standing: CountStates) -> None:
        self.standing = standing
        self.count = standing.get(CountState, COUNT_KEY) or CountState(0)
        self.tables = tables(standing)
        self.piles = list(standing.states(PileState))
        self.sessions = list(standing.states(SessionState))
        self.scans = sorted((each for each in standing.states(ScanState) if not each.voided), key=lambda scan: scan.seq)
        self.uploads = sorted(standing.states(UploadState), key=lambda upload: upload.seq)
        self.upload = newest_upload(self.uploads)
        reconciled = self.count.reconciled.seq if self.count.reconciled is not None else 0
        self.put_together = max(self.uploads[-1].seq if self.uploads else 0, reconciled)

    @cached_property
    def opened(self) -> Mapping[str, TablePile]:
        """Envelope that was opened -> what the table holds of its pile."""
        return opened_with(self.tables)

    def counts_otherwise(self, number: str, seq: int) -> bool:
        """Whether the ballot of an opened envelope counts otherwise by the determination at that place of the log than by
        that by which it was opened. One that held no ballot does not.
        """
        table = self.opened[number]
        opened_by = table.pile.items[number]
        if seq == opened_by or table.session.settled.get(number) == "no_ballot":
            return False
        then, now = self.standing.counts_as(opened_by), self.standing.counts_as(seq)
        return then is not None and now is not None and not then.same_ballot(now, self.count.duplicate_on)

    def may_be_scanned(self, sort: Sort) -> int:
        """How many ballots of a sort the tables gave."""
        return of_sort(sort, self.tables)

    def sorts_opened(self) -> set[Sort]:
        """The sorts of which the tables gave ballots."""
        sorts = {("as_they_are", each.pile.apart) for each in self.tables if each.as_they_are}
        return sorts | {("duplicates", each.pile.apart) for each in self.tables if each.done}


def of_sort(sort: Sort, opened: Iterable[TablePile]) -> int:
    """How many ballots of a sort these tables gave."""
    holds, apart = sort
    here = (each for each in opened if each.pile.apart == apart)
    return sum(each.done if holds == "duplicates" else each.as_they_are for each in here)


def sorts_to_scan(standing: CountStates) -> Mapping[Sort, int]:
    """How many ballots of each sort the tables gave that no scanner batch has yet; below none where there are too many."""
    found = StandingCount(standing)
    sorts = found.sorts_opened() | {(scan.holds, scan.apart) for scan in found.scans}
    scanned = Counter[Sort]()
    for scan in found.scans:
        scanned[scan.holds, scan.apart] += scan.ballots
    return {sort: found.may_be_scanned(sort) - scanned[sort] for sort in sorted(sorts)}


def newest_upload(uploads: Iterable[UploadState]) -> UploadState | None:
    """The upload that stands: the newest one, unless it was withdrawn; then none stands."""
    newest = max(uploads, key=lambda upload: upload.seq, default=None)
    return newest if newest is not None and not newest.withdrawn else None
