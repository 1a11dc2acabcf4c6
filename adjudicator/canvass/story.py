"""The canvass in words and as JSON."""

from __future__ import annotations

from typing import Any

from adjudicator.canvass.tally import Canvass


def story(canvass: Canvass) -> str:
    """The whole story in a line ("Received 965. May count 702. Not counted 263."); held and undecided where there are any.

    The last sentence says how many of the ballots that may count are in a release, and how many not yet.
    """
    always = (("Received", canvass.received), ("May count", canvass.may_count), ("Not counted", canvass.not_counted))
    open_ones = (("Held", canvass.held), ("Undecided", canvass.undecided))
    shown = (*always, *(pair for pair in open_ones if pair[1]))
    sentences = [f"{words} {number:,}." for words, number in shown]
    if canvass.may_count:
        waiting = canvass.may_count - canvass.released_counting
        sentences.append(f"In a release {canvass.released_counting:,}; {waiting:,} not yet.")
    return " ".join(sentences)


def as_json(canvass: Canvass) -> dict[str, Any]:
    """The canvass as `practice --json` and `status --json` print it; `contests` in ballot order."""
    return {
        "received": canvass.received,
        "count_full": canvass.count_full,
        "count_partial": canvass.count_partial,
        "not_counted": canvass.not_counted,
        "held": canvass.held,
        "undecided": canvass.undecided,
        "kept_apart": canvass.kept_apart,
        "contests": dict(canvass.contests),
    }
