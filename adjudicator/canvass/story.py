"""The canvass in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from adjudicator.canvass.departures import Departures
from adjudicator.canvass.tally import Canvass
from adjudicator.law.telling.words import fact_words, outcome_words
from adjudicator.words import _, beside, n_, number, small


def story(canvass: Canvass) -> str:
    """The whole story in a line ("Received 965. May count 702. Not counted 263."); held and undecided where there are any.

    The last sentence says how many of the ballots that may count are in a release, and how many not yet. Where an envelope
    that left is open again, that follows: the tabulation room still holds it.
    """
    sentences = [
        _("Received {number}.", number=canvass.received),
        _("Entered by mistake {number}, not among them.", number=canvass.by_mistake) if canvass.by_mistake else "",
        _("May count {number}.", number=canvass.may_count),
        _("Not counted {number}.", number=canvass.not_counted),
        _("Held {number}.", number=canvass.held) if canvass.held else "",
        _("Undecided {number}.", number=canvass.undecided) if canvass.undecided else "",
    ]
    if canvass.may_count:
        left = {"number": canvass.released_counting, "waiting": canvass.may_count - canvass.released_counting}
        if canvass.open_again:
            sentences.append(_("Released as decided {number}; {waiting} not yet.", **left))
        else:
            sentences.append(_("In a release {number}; {waiting} not yet.", **left))
    if canvass.open_again:
        again = {release: left.open_again for release, left in canvass.by_release.items() if left.open_again}
        sentences.append(_("{sentence}.", sentence=open_again_words(canvass.released, again)))
    return beside(*sentences)


def open_again_words(left: int, again: Mapping[str, int]) -> str:
    """What left and is open again: "Released 14; 10 of them open again since, in R0001: the tabulation room ...".

    `again` maps the release that the tabulation room holds -> envelopes; without any the words are empty.
    """
    count = sum(again.values())
    if not count:
        return ""
    where = _("in {release}", release=next(iter(again)))
    if len(again) > 1:
        each = (_("{number} in {release}", number=envelopes, release=release) for release, envelopes in again.items())
        where = beside(*each, by=", ")
    if left == 1:
        return _("Released 1; open again since, {where}: the tabulation room still holds it", where=where)
    return n_(
        "Released {left}; 1 of them open again since, {where}: the tabulation room still holds it",
        "Released {left}; {count} of them open again since, {where}: the tabulation room still holds them",
        count,
        left=left,
        where=where,
    )


def resting_words(count: int) -> str:
    """How many determinations and approvals rest on what one person alone gave, in words; empty where none does."""
    if not count:
        return ""
    return n_(
        "{count} determination or approval rests on an account, role or key that one person alone gave",
        "{count} determinations and approvals rest on an account, role or key that one person alone gave",
        count,
    )


def departures_told(found: Departures) -> tuple[str, str]:
    """How often people decided otherwise than recommended, each way with its number; and against a record, by fact."""
    ways = (
        _way_told(count, small(outcome_words(recorded)), recommended)
        for (recommended, recorded), count in found.by_outcome.items()
    )
    facts = (beside(small(fact_words(fact)), number(count)) for fact, count in found.against_record.items())
    departures = _(
        "Departures from the recommendation: {number} of {determinations}",
        number=found.number,
        determinations=found.determinations,
    )
    against = _("Answers against a record: {number}", number=found.answers)
    return _with_list(departures, ways), _with_list(against, facts)


def _way_told(count: int, recorded: str, recommended: str) -> str:
    if recommended == "incomplete":
        return _("{number} {recorded} where nothing was recommended yet", number=count, recorded=recorded)
    return _(
        "{number} {recorded} where {recommended} was recommended",
        number=count,
        recorded=recorded,
        recommended=small(outcome_words(recommended)),
    )


def _with_list(figure: str, parts: Iterable[str]) -> str:
    listed = beside(*parts, by="; ")
    return _("{figure} ({listed}).", figure=figure, listed=listed) if listed else _("{figure}.", figure=figure)


def departures_json(departures: Departures) -> dict[str, Any]:
    """Departures as `status --json` prints them: `by` maps the outcome recommended -> recorded -> determinations."""
    by: dict[str, dict[str, int]] = {}
    for (recommended, recorded), count in departures.by_outcome.items():
        by.setdefault(recommended, {})[recorded] = count
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
