"""What the releases before said of every envelope: the record folded once more, up to where each of them was made from."""

from __future__ import annotations

from collections.abc import Iterable

from adjudicator.casework.acts.count.board import as_it_leaves
from adjudicator.casework.record.count_state import DocketState
from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.fold import InForce, fold
from adjudicator.casework.record.fold_count import count_of
from adjudicator.casework.record.state import ReleaseState
from adjudicator.export.files import PUBLIC_LINES
from adjudicator.export.public_plan import CountedAs, Earlier, Standings, standing_of
from adjudicator.log.states.rebuilt import RebuiltShelf


def published_before(
    made: Iterable[ReleaseState], bodies: Iterable[str], in_force: InForce, *, in_memory: bool = False
) -> tuple[Earlier, ...]:
    """The releases made, oldest first, with where each envelope counted when they were made.

    `bodies` are the record from its first entry, of which no more is read than the newest of them was made from; `in_memory`
    keeps everything off the disk. Raises what `fold` raises for an entry that cannot be applied.
    """
    releases = sorted(made, key=lambda release: release.id)
    wanted = {release.size for release in releases}
    found: dict[int, Standings] = {}
    if not wanted:
        return ()
    numbers, standings = dict[str, str](), dict[CountedAs, CountedAs]()  # each is held once for all releases
    with RebuiltShelf(in_memory) as again:
        for seq, body in enumerate(bodies, 1):
            if in_force(seq):
                fold(again, seq, read_body(body))
            if seq in wanted:
                count, dockets = count_of(again), tuple(again.states(DocketState))
                found[seq] = {
                    numbers.setdefault(each.number, each.number): standings.setdefault(standing, standing)
                    for each in again.envelopes(brief=True)
                    for standing in (standing_of(as_it_leaves(each, dockets, count)),)
                }
            if seq == max(wanted):
                break
    return tuple(
        Earlier(release.id, found[release.size], PUBLIC_LINES in release.files)
        for release in releases
        if release.size in found
    )
