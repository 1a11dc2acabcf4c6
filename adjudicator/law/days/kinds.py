"""Days that differ by the kind of election: "federal: 5 business days after; otherwise: 3 business days after".

A pack's file has a table for it (`by_kind`), which is kept in the parameter's own value: so it is shown wherever the value
is, and the first kind named that the election is of decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from adjudicator.records.election import Election
from adjudicator.words import _


def _is_runoff(election: Election) -> bool:
    return election.runoff or election.runoff_of is not None


KINDS: Mapping[str, Callable[[Election], bool]] = {
    "federal": lambda election: election.has_federal_contest,
    "runoff": _is_runoff,
    "primary": lambda election: election.primary and not _is_runoff(election),
    "general": lambda election: not election.primary and not _is_runoff(election),
}
"""The kinds that a definition tells."""

OTHERWISE = "otherwise"
"""What stands for every election that is of none of the kinds named."""

_HOLDS: Mapping[str, str] = {
    "federal": _("So it is for an election with a federal contest."),
    "runoff": _("So it is for a runoff."),
    "primary": _("So it is for a primary."),
    "general": _("So it is for an election that is neither a primary nor a runoff."),
    OTHERWISE: _("For some kinds of elections there is another day; this election is of none of them."),
}


def with_kinds(value: str, by_kind: Mapping[str, str]) -> str:
    """A parameter's value with the phrases of some kinds of elections before that of all others."""
    if not by_kind:
        return value
    return "; ".join(f"{kind}: {phrase}" for kind, phrase in (*by_kind.items(), (OTHERWISE, value)))


def phrases_of(value: str) -> tuple[str, ...]:
    """Every phrase that a value has, whatever the kind of election."""
    return tuple(phrase for __, phrase in _parts(value))


def phrase_for(value: str, election: Election) -> tuple[str, str]:
    """The phrase that holds for an election, and a sentence for the calendar that says so; empty where there are no kinds."""
    for kind, phrase in _parts(value):
        if not kind:
            return phrase, ""
        if kind == OTHERWISE or KINDS[kind](election):
            return phrase, _HOLDS[kind]
    return value, ""


def _parts(value: str) -> Iterator[tuple[str, str]]:
    """Kinds and phrases, in their order; one phrase without a kind where the value names none."""
    for part in value.split("; "):
        kind, colon, phrase = part.partition(": ")
        if not colon or kind not in (*KINDS, OTHERWISE):
            yield "", value
            return
        yield kind, phrase
