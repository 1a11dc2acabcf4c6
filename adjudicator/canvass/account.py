"""The account: where every envelope and every ballot is, from the numbered lists to the certified count.

Its numbers come from two sides, as the equations do: envelopes and their determinations, and what people counted by hand,
scanned, sent and saw. Where two of them should be one, `equations` says which are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from adjudicator.canvass.standing import CountStates, StandingCount, TablePile
from adjudicator.canvass.tally import APPROVED, COUNTING, OUTCOME_COLUMNS
from adjudicator.canvass.trouble import Trouble
from adjudicator.canvass.troubles import troubles
from adjudicator.casework.record.count_state import Overridden, PileState, ScanState, UploadState
from adjudicator.casework.record.state import EnvelopeState, ReleaseState
from adjudicator.records.count import PILES

Voted = Callable[[EnvelopeState], bool]
"""Whether the determination in force of an approved envelope was voted on, or needs no vote."""

Voting = Callable[[CountStates], Voted]
"""Reads from the states how it is told whether an envelope was voted on."""

Counts = Callable[[int], bool]
"""Whether the determination at that place of the log lets the ballot count, in full or in part."""


@dataclass(frozen=True, slots=True)
class PartBallots:
    """Ballots of one sort of pile, those kept apart or the others: opened, scanned, and seen on the state's site."""

    opened: int = 0
    scanned: int = 0
    seen: int = 0


@dataclass(frozen=True, slots=True)
class ReleasedBallots:
    """The ballots of one release: those that it adds, less those that it takes away."""

    id: str
    ballots: int
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class CountAccount:
    """The numbers, in the order of the steps. `entered_by_mistake` is outside of `received`.

    `voted` are approved envelopes of any outcome that the board took; `may_count` those of them that count in full or in
    part. `sorted` maps a code of `records.count.PILES` to envelopes. `remade` are ballots to be duplicated, `tickets` the
    blank ballots given out for that, done, spoiled and returned. `reviewed` are ballots of batches with nothing waiting,
    `published` those in the county's results, `uploaded` those in the upload that stands. `went_on` is what was done although
    something stood in the way. `as_opened` are opened envelopes that count as they did when they were opened.
    """

    issued: int
    missing: int
    unlisted: int
    entered_by_mistake: int
    received: int
    outcomes: Mapping[str, int]
    approved: int
    voted: int
    may_count: int
    sorted: Mapping[str, int]
    opened: int
    not_opened: int
    no_ballot: Mapping[str, int]
    as_is: int
    remade: int
    tickets: int
    tickets_done: int
    tickets_spoiled: int
    tickets_returned: int
    scanned: int
    flagged: int
    cleared: int
    reviewed: int
    published: int
    uploaded: int
    seen: int
    certified: int
    apart: PartBallots
    releases: tuple[ReleasedBallots, ...]
    troubles: tuple[Trouble, ...] = field(default=())
    went_on: tuple[Overridden, ...] = field(default=())
    as_opened: int = 0

    def differences(self) -> Iterator[tuple[str, int, int]]:
        """Each equation of which the two sides differ: its name, and both numbers."""
        for name, left, right in self.equations():
            if left != right:
                yield name, left, right

    def equations(self) -> Iterator[tuple[str, int, int]]:
        """Every equation: its name, its left and its right side."""
        outcomes = sum(self.outcomes.values())
        at_table = self.as_is + self.tickets_done
        yield "received = issued - missing + unlisted", self.received, self.issued - self.missing + self.unlisted
        yield "received = sum of outcomes", self.received, outcomes
        yield "may count = opened + not opened", self.may_count, self.opened + self.not_opened
        yield "opened = counting as when opened", self.opened, self.as_opened
        yield "opened = as they are + to copy + no ballot", self.opened, self._from_the_table()
        yield "to copy = done", self.remade, self.tickets_done
        yield "issued blank ballots = done + spoiled + returned", self.tickets, self._stock()
        for name in ("scanned", "reviewed", "published", "uploaded", "seen", "certified"):
            yield f"as they are + done = {name}", at_table, getattr(self, name)
        yield "sorted = received", sum(self.sorted.values()), self.received
        yield "releases = may count", sum(release.ballots for release in self.releases), self.may_count

    def _from_the_table(self) -> int:
        return self.as_is + self.remade + sum(self.no_ballot.values())

    def _stock(self) -> int:
        return self.tickets_done + self.tickets_spoiled + self.tickets_returned


def account(envelopes: Iterable[EnvelopeState], standing: CountStates, voted: Voted, counts: Counts) -> CountAccount:
    """The account of a case; `envelopes` are read once, and everything else is few.

    `counts` is asked for the determinations that releases carried.
    """
    found = StandingCount(standing)
    count, opened = found.count, found.tables
    sums = _sums(envelopes, voted, found)
    bags = count.bags.values()
    copying = [each for each in found.sessions if each.what == "duplicated"]
    scans, upload = found.scans, found.upload
    by_record = sum(each.session.by_record for each in opened)
    none = sum((each.none for each in opened), Counter[str]())
    uploaded = upload.ballots if upload is not None else 0
    was_seen = upload is not None and upload.seen == upload.votes
    certified = count.certified is not None and count.certified.carried
    issued = sum(bag.issued for bag in bags) if bags else sums.received
    return CountAccount(
        issued=issued,
        missing=sum(bag.missing for bag in bags),
        unlisted=sum(bag.unlisted for bag in bags),
        entered_by_mistake=len(sums.by_mistake),
        received=sums.received,
        outcomes=sums.outcomes,
        approved=sums.approved,
        voted=sums.voted,
        may_count=sums.may_count,
        sorted=_sorted(found.piles, sums.by_mistake),
        opened=by_record,
        not_opened=sums.not_opened,
        no_ballot=dict(sorted(none.items())),
        as_is=sum(each.as_they_are for each in opened),
        remade=sum(each.to_copy for each in opened),
        tickets=sum(each.issued for each in copying),
        tickets_done=sum(each.done for each in copying),
        tickets_spoiled=sum(each.spoiled for each in copying),
        tickets_returned=sum(each.returned for each in copying),
        scanned=sum(each.ballots for each in scans),
        flagged=sum(each.flagged for each in scans),
        cleared=sum(each.cleared for each in scans),
        reviewed=sum(each.ballots for each in scans if each.is_reviewed),
        published=sum(max(each.in_results, 0) for each in scans),
        uploaded=uploaded,
        seen=uploaded if was_seen else 0,
        certified=uploaded if certified else 0,
        apart=_apart(opened, scans, upload if was_seen else None),
        releases=tuple(_released(standing.states(ReleaseState), counts)),
        troubles=troubles(standing),
        went_on=count.overridden,
        as_opened=sums.as_opened,
    )


@dataclass(slots=True)
class _AccountSums:
    received: int = 0
    outcomes: Counter[str] = field(default_factory=Counter[str])
    approved: int = 0
    voted: int = 0
    may_count: int = 0
    not_opened: int = 0
    as_opened: int = 0
    by_mistake: set[str] = field(default_factory=set[str])


def _sums(envelopes: Iterable[EnvelopeState], voted: Voted, found: StandingCount) -> _AccountSums:
    sums = _AccountSums()
    for state in envelopes:
        if state.is_none:
            sums.by_mistake.add(state.number)
            continue
        sums.received += 1
        sums.outcomes[state.outcome] += 1
        if state.status in APPROVED:
            sums.approved += 1
            opened, counts = state.number in found.opened, state.outcome in COUNTING
            if opened and counts and state.determination is not None:
                sums.as_opened += not found.counts_otherwise(state.number, state.determination.seq)
            if voted(state):
                sums.voted += 1
                sums.may_count += counts
                sums.not_opened += counts and not opened
    return sums


def _sorted(piles: Iterable[PileState], none: Collection[str]) -> dict[str, int]:
    """Envelopes by what they were sorted to; one that was sorted again stands where it lies now. `none` are no envelopes."""
    where: dict[str, str] = {}
    for pile in sorted(piles, key=lambda pile: pile.id):
        where.update(dict.fromkeys(pile.items, pile.what))
    found = Counter(what for number, what in where.items() if number not in none)
    return {what: found[what] for what in PILES}


def _apart(opened: Iterable[TablePile], scans: Iterable[ScanState], seen: UploadState | None) -> PartBallots:
    apart = [each for each in scans if each.apart]
    return PartBallots(
        sum(each.session.by_record for each in opened if each.pile.apart),
        sum(each.ballots for each in apart),
        sum(each.ballots for each in apart if seen is not None and each.id in seen.scans),
    )


def _released(releases: Iterable[ReleaseState], counts: Counts) -> Iterator[ReleasedBallots]:
    """Each release with the ballots that it adds, less those that an earlier one added and it takes away."""
    there: dict[str, bool] = {}
    for release in sorted(releases, key=lambda release: release.version):
        now = {number: counts(seq) for number, seq in release.items.items()}
        now |= dict.fromkeys(release.taken_away, False)
        change = sum(counting - there.get(number, False) for number, counting in now.items())
        there |= now
        yield ReleasedBallots(release.id, change, bool(release.acknowledgments))


def account_json(found: CountAccount) -> dict[str, Any]:
    """The account as `adjudicator account --json` and `practice --json` print it."""
    whole = {
        name: getattr(found, name)
        for name in (
            "issued", "missing", "unlisted", "entered_by_mistake", "received", "approved", "voted", "may_count",
        )
    }  # fmt: skip
    outcomes = {name: found.outcomes.get(name, 0) for name in OUTCOME_COLUMNS}
    steps = {
        name: getattr(found, name)
        for name in (
            "opened", "not_opened", "as_is", "remade", "tickets", "tickets_done", "tickets_spoiled", "tickets_returned",
            "scanned", "flagged", "cleared", "reviewed", "published", "uploaded", "seen", "certified",
        )
    }  # fmt: skip
    apart = {"opened": found.apart.opened, "scanned": found.apart.scanned, "seen": found.apart.seen}
    releases = [{"id": each.id, "ballots": each.ballots, "acknowledged": each.acknowledged} for each in found.releases]
    return {
        **whole,
        **outcomes,
        "sorted": dict(found.sorted),
        **steps,
        "no_ballot": dict(found.no_ballot),
        "apart": apart,
        "releases": releases,
        "found": sorted(each.about for each in found.troubles),
        "troubles": [_trouble_json(each) for each in found.troubles],
        "went_on": [{"act": each.kind, "about": each.about, "by": each.by, "why": each.why} for each in found.went_on],
    }


def _trouble_json(trouble: Trouble) -> dict[str, Any]:
    return {
        "code": trouble.code,
        "subject": trouble.subject,
        "step": trouble.step,
        "expected": trouble.expected,
        "actual": trouble.actual,
        "settled": trouble.settled,
        "sentence": str(trouble.sentence),
    }
