"""What the tables of scenarios say, in words: facts, outcomes under each law, moments. No code without its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from adjudicator.law.telling.words import fact_words, hold_words, mark_words, outcome_words, reason_words, value_words
from adjudicator.resources import PACK_IDS, pack
from adjudicator.words.dates import long_day, long_day_and_hour

Told = Mapping[str, Any]

STATUTE = "georgia-2020"
"""The law that stands first, with which the others are compared."""

AS_BY_STATUTE = "as by the statute"
"""What stands in the column of another law; "the same" could be read as the column beside it."""

LAWS = (STATUTE, *(name for name in PACK_IDS if name != STATUTE))


def laws_head(*before: str, after: tuple[str, ...] = ()) -> Iterator[str]:
    """The head of a table with a column for each law."""
    columns = (*before, *(pack(name).name for name in LAWS), *after)
    yield row(*columns)
    yield row(*("---" for _ in columns))


def by_law(told: Told, words: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """What follows under each law; AS_BY_STATUTE where it is what follows under the statute of the same table."""
    said = {name: outcome_of(told.get(name, told.get("every", {})), words) for name in LAWS}
    first = said[STATUTE]
    return (first, *(AS_BY_STATUTE if said[name] == first else said[name] for name in LAWS[1:]))


def outcome_of(told: Told | str, contests: Mapping[str, str] | None = None) -> str:
    """An expected outcome in words: what, why, and what the envelope is marked with. `contests` maps ids to titles."""
    if isinstance(told, str):
        return outcome_words(told)
    marks = "; ".join(map(mark_words, told.get("marks", ())))
    because = "; ".join(_because(told, contests or {}))
    said = outcome_words(told["outcome"]) + (f": {because}" if because else "")
    return f"{said}. Marked: {marks}." if marks else f"{said}."


def _because(told: Told, contests: Mapping[str, str]) -> Iterator[str]:
    """What stands after an outcome: why it is not counted or held, what is still asked, how much of it counts."""
    yield from map(reason_words, told.get("reasons", ()))
    yield from map(hold_words, told.get("holds", ()))
    if "needs" in told:
        yield f"still open: {', '.join(map(fact_words, told['needs']))}"
    if told["outcome"] == "count_partial":
        named = "; ".join(contests[each] for each in told.get("contests", ()))
        yield f"{told['counted']} contests" + (f" ({named})" if named else "")


def facts_of(facts: Mapping[str, str], unknown: Iterable[str] = ()) -> str:
    """Facts and their answers: "Oath: not signed; Period to determine: closed"; unknown ones are said to be so."""
    given = [f"{fact_words(fact)}: {value_words(fact, value)}" for fact, value in facts.items()]
    return "; ".join([*given, *(f"{fact_words(fact)}: not known" for fact in unknown)])


def moment(at: date | datetime) -> str:
    """ "Fri Nov 6, 2020, 5:00 p.m."; the hour is left out of a day."""
    return long_day_and_hour(at) if isinstance(at, datetime) else long_day(at)


def row(*cells: str) -> str:
    """One row of a table."""
    return f"| {' | '.join(cell.replace('|', ' ') for cell in cells)} |"
