"""What would have to be different, and what a recommendation rests on, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adjudicator.law.engine.otherwise import FactChange, Way
from adjudicator.law.rules.pack import NO_WORDS
from adjudicator.law.telling.words import fact_words, outcome_words, value_words
from adjudicator.words import _, beside, capital


def way_words(way: Way, own: Mapping[str, str] = NO_WORDS) -> str:
    """What would have to be different: "Oath: signed; Identification: shown when voting, or came in time"."""
    return beside(*(change_words(change, own) for change in way.changes), by="; ")


def change_words(change: FactChange, own: Mapping[str, str] = NO_WORDS) -> str:
    """A fact with the values it would have to have; one that is not known yet says so."""
    fact = fact_words(change.fact)
    answers = beside(*(value_words(change.fact, each, own) for each in change.values), by=_(", or "))
    return beside(fact if change.now else _("{fact} (not known yet)", fact=fact), answers, by=": ")


def result_words(way: Way) -> str:
    """What would follow: "Count in part, 16 of 21"; without numbers where none counts, or the own style is not known."""
    outcome = outcome_words(way.outcome)
    if not way.counted:
        return outcome
    return _("{outcome}, {counted} of {total}", outcome=outcome, counted=way.counted, total=way.total)


def result_note(way: Way, until: str) -> str:
    """What there is to say beside a result: whether it is still possible, which contests it is about, what is open."""
    notes = (
        _("still possible until {time}", time=until) if way.curable else "",
        _("the contests that are also on the voter's own ballot") if way.counted is None else "",
        _("more would have to be known") if way.outcome == "incomplete" else "",
    )
    return capital(beside(*notes, by="; "))


@dataclass(frozen=True, slots=True)
class Result:
    """One result with all ways to it in words; `heading` says it, `note` what there is to say beside it, or nothing."""

    outcome: str
    heading: str
    note: str
    ways: tuple[str, ...]


def by_result(ways: Iterable[Way], until: str, own: Mapping[str, str] = NO_WORDS) -> tuple[Result, ...]:
    """Ways by what they lead to, in their own order; what a person can still bring apart, with the time it ends.

    `own` are a pack's words in place of Georgia's.
    """
    groups: dict[tuple[str, str, str], list[str]] = {}
    for way in ways:
        groups.setdefault((way.outcome, result_words(way), result_note(way, until)), []).append(way_words(way, own))
    return tuple(Result(*result, tuple(lines)) for result, lines in groups.items())


def settling_words(settling: Mapping[str, str], own: Mapping[str, str] = NO_WORDS) -> tuple[str, ...]:
    """The facts that settle a recommendation, each with its answer, in a pack's `own` words where it has any."""
    return tuple(beside(fact_words(fact), value_words(fact, value, own), by=": ") for fact, value in settling.items())
