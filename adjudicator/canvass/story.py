"""The canvass in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from adjudicator.canvass.departures import Departures
from adjudicator.canvass.tally import Canvass
from adjudicator.law.telling.words import fact_words, outcome_words


def story(canvass: Canvass) -> str:
    """The whole story in a line ("Received 965. May count 702. Not counted 263."); held and undecided where there are any.

    The last sentence says how many of the ballots that may count are in a release, and how many not yet. Where an envelope
    that left is open again, that follows: the tabulation room still holds it.
    """
    always = (("Received", canvass.received), ("May count", canvass.may_count), ("Not counted", canvass.not_counted))
    open_ones = (("Held", canvass.held), ("Undecided", canvass.undecided))
    shown = (*always, *(pair for pair in open_ones if pair[1]))
    sentences = [f"{words} {number:,}." for words, number in shown]
    if canvass.may_count:
        waiting = canvass.may_count - canvass.released_counting
        as_released = "Released as decided" if canvass.open_again else "In a release"
        sentences.append(f"{as_released} {canvass.released_counting:,}; {waiting:,} not yet.")
    if canvass.open_again:
        again = {release: left.open_again for release, left in canvass.by_release.items() if left.open_again}
        sentences.append(f"{open_again_words(canvass.released, again)}.")
    return " ".join(sentences)


def open_again_words(left: int, again: Mapping[str, int]) -> str:
    """What left and is open again: "Released 14; 10 of them open again since, in R0001: the tabulation room ...".

    `again` maps the release that the tabulation room holds -> envelopes; without any the words are empty.
    """
    number = sum(again.values())
    if not number:
        return ""
    where = "in " + ", ".join(again)
    if len(again) > 1:
        where = ", ".join(f"{envelopes:,} in {release}" for release, envelopes in again.items())
    whose = "open" if left == 1 else f"{number:,} of them open"
    return f"Released {left:,}; {whose} again since, {where}: the tabulation room still holds {_them(number)}"


def _them(number: int) -> str:
    return "it" if number == 1 else "them"


def resting_words(number: int) -> str:
    """How many determinations and approvals rest on what one person alone gave, in words; empty where none does."""
    if not number:
        return ""
    one = "1 determination or approval rests" if number == 1 else f"{number:,} determinations and approvals rest"
    return f"{one} on an account, role or key that one person alone gave"


def departures_told(found: Departures) -> tuple[str, str]:
    """How often people decided otherwise than recommended, each way with its number; and against a record, by fact."""
    ways = (
        f"{number:,} {outcome_words(recorded).lower()} where {outcome_words(recommended).lower()} was recommended"
        for (recommended, recorded), number in found.by_outcome.items()
    )
    facts = (f"{fact_words(fact).lower()} {number:,}" for fact, number in found.against_record.items())
    departures = f"Departures from the recommendation: {found.number:,} of {found.determinations:,}"
    return (
        f"{departures}{_in_brackets(ways)}.",
        f"Answers against a record: {found.answers:,}{_in_brackets(facts)}.",
    )


def _in_brackets(parts: Iterable[str]) -> str:
    said = "; ".join(parts)
    return f" ({said})" if said else ""


def departures_json(departures: Departures) -> dict[str, Any]:
    """Departures as `status --json` prints them: `by` maps the outcome recommended -> recorded -> determinations."""
    by: dict[str, dict[str, int]] = {}
    for (recommended, recorded), number in departures.by_outcome.items():
        by.setdefault(recommended, {})[recorded] = number
    return {"number": departures.number, "determinations": departures.determinations, "by": by}


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
        "released": {
            "envelopes": canvass.released,
            "open_again": canvass.open_again,
            "releases": {
                release: {"envelopes": left.envelopes, "open_again": left.open_again}
                for release, left in canvass.by_release.items()
            },
        },
        "departures": departures_json(canvass.departures),
        "against_record": {"number": canvass.departures.answers, "by": dict(canvass.departures.against_record)},
        "contests": dict(canvass.contests),
    }
