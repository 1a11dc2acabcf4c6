"""What would have to be different, and what a recommendation rests on, in words."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.law.otherwise import Change, Way
from adjudicator.law.words import fact_words, outcome_words, value_words


def way_words(way: Way) -> str:
    """What would have to be different: "Oath: signed; Identification: shown when voting, or came in time"."""
    return "; ".join(change_words(change) for change in way.changes)


def change_words(change: Change) -> str:
    """A fact with the values it would have to have; one that is not known yet says so."""
    unknown = "" if change.now else " (not known yet)"
    return (
        f"{fact_words(change.fact)}{unknown}: {', or '.join(value_words(change.fact, each) for each in change.values)}"
    )


def result_words(way: Way) -> str:
    """What would follow: "Count in part, 16 of 21"; without numbers where none counts, or the own style is not known."""
    words = outcome_words(way.outcome)
    return f"{words}, {way.counted:,} of {way.total:,}" if way.counted else words


def result_note(way: Way, until: str) -> str:
    """What there is to say beside a result: whether it is still possible, which contests it is about, what is open."""
    notes = (
        f"still possible until {until}" if way.curable else "",
        "the contests that are also on the voter's own ballot" if way.counted is None else "",
        "more would have to be known" if way.outcome == "incomplete" else "",
    )
    said = "; ".join(note for note in notes if note)
    return f"{said[:1].upper()}{said[1:]}"


def settling_words(settling: Mapping[str, str]) -> tuple[str, ...]:
    """The facts that settle a recommendation, each with its answer: "Oath: signed"."""
    return tuple(f"{fact_words(fact)}: {value_words(fact, value)}" for fact, value in settling.items())
