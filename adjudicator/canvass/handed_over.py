"""What the tabulation room was given and has not said that it has, in words."""

from __future__ import annotations

from collections.abc import Iterable

from adjudicator.casework.record.state import ReleaseState
from adjudicator.words import Words, _, beside, n_


def unsettled_words(releases: Iterable[ReleaseState]) -> tuple[Words, ...]:
    """What stands red of releases, oldest first: one that takes something away and is not acknowledged; another number."""
    return tuple(
        words
        for release in sorted(releases, key=lambda release: release.version)
        for words in (owed_words(release), differs_words(release))
        if words
    )


def owed_words(release: ReleaseState) -> Words | None:
    """That a release corrects another, and the tabulation room has not said yet that it has it; None where it need not."""
    if not release.is_owed:
        return None
    where = beside(*release.corrects, by=", ")
    if not release.taken:
        return _(
            "{release} corrects {earlier}, and is not acknowledged: tell the tabulation room",
            release=release.id,
            earlier=where,
        )
    return n_(
        "{release} corrects {count} ballot of {earlier}, and is not acknowledged: the tabulation room may hold it as it was",
        "{release} corrects {count} ballots of {earlier}, and is not acknowledged: the tabulation room may hold them as they "
        "were",
        release.taken,
        release=release.id,
        earlier=where,
    )


def differs_words(release: ReleaseState) -> Words | None:
    """That the tabulation room has another number than the rows of a release come to; None where it has the same, or none."""
    said = release.acknowledged
    if said is None or said.ballots == release.ballots:
        return None
    return _(
        "{release}: its rows come to {ours}, and the tabulation room has {theirs}. Count again together: the next "
        "acknowledgment puts it right",
        release=release.id,
        ours=n_("{count} ballot", "{count} ballots", release.ballots),
        theirs=n_("{count} ballot", "{count} ballots", said.ballots),
    )


def counts_words(release: ReleaseState) -> Words:
    """The ballots of a release in words: what it adds, and what it takes away."""
    added = n_("{count} ballot to count", "{count} ballots to count", release.added)
    if not release.taken:
        return added
    away = n_("{count} ballot taken away", "{count} ballots taken away", release.taken)
    return beside(added, away, by=", ")


def single_words(orders: tuple[int, int]) -> Words | None:
    """How many lines of a work order are of a single ballot, of how many, and why it matters; None where none is."""
    single, lines = orders
    if not single:
        return None
    return n_(
        "{single} of {count} line of the work order is of a single ballot: who opens by the line sees whose it is. Open "
        "in mixed piles of ten or more.",
        "{single} of {count} lines of the work order are of a single ballot: who opens by the line sees whose it is. "
        "Open in mixed piles of ten or more.",
        lines,
        single=single,
    )
