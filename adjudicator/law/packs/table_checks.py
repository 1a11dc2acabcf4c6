"""What can be wrong with the rows of a written rule taken together: two answers to one case, waiting without end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import prod

from adjudicator.law.packs.table_cases import Questions, When
from adjudicator.law.packs.toml_table import Table
from adjudicator.law.rules.rule import BY_MOTION

MOST_CASES = 20_000
"""Cases that one rule may tell apart; every paragraph of Georgia's law needs fewer than 2,000."""

_ENDS: Mapping[str, tuple[str, str]] = {
    "deadline": ("passed", "once the period is closed nothing keeps this ballot from counting"),
    "ruling": ("do_not_count", 'the board\'s ruling "do not count" would change nothing'),
}
"""The facts that end a hold -> the value for which another row must say what follows, and what is wrong without."""


def check_whens(rule: Table, questions: Questions, whens: Sequence[When]) -> tuple[str, ...]:
    """Collect what is wrong with a rule's rows; gives the kinds of sentences that they show (`[rule.because]`)."""
    before = rule.errors
    for when in whens:
        _home(when)
    if prod(len(values) for values in questions.values()) > MOST_CASES:
        rule.refuse("it tells too many cases apart", "Look at fewer facts, or make two rules of it.")
    elif rule.errors == before:
        _all_are_named(rule, questions, whens)
    for one, other in combinations(whens, 2):
        _agree(one, other)
    for when in whens:
        if when.then == "hold":
            _ends(when, whens)
    return tuple(_kinds(questions, whens))


def _all_are_named(rule: Table, questions: Questions, whens: Sequence[When]) -> None:
    unused = [each for each, all_ in questions.items() if all(when.values[each] == frozenset(all_) for when in whens)]
    if unused:
        what = f"no row says anything of {', '.join(unused)}"
        rule.refuse(what, "Take it out of the rule, or name it in a [[rule.when]].")


def _agree(one: When, other: When) -> None:
    """Of *not counted*, *hold* and *limit* one case has one; marks may stand beside it, each once."""
    if not one.meets(other) or not _excludes(one, other):
        return
    case = ", ".join(f"{each} = {min(values & other.values[each])}" for each, values in one.values.items())
    first, second = f'{one.then} "{one.code}"', f'{other.then} "{other.code}"'
    other.table.refuse(
        f"for {case} it says {second}, and {_last(one.table.place)} above says {first}",
        "Change the facts of one of the two, so that each case has one answer.",
    )


def _excludes(one: When, other: When) -> bool:
    if "mark" in (one.then, other.then):
        return (one.then, one.code) == (other.then, other.code)
    return bool(one.then and other.then)


def _home(when: When) -> None:
    """Where a voter lives and belongs is settled only for one who is registered (the contract's section 1)."""
    fact = next((fact for fact in ("home", "residence") if fact in when.values), None)
    if fact and when.values.get("registration") != frozenset({"registered"}):
        what = f"{fact} matters only for a voter who is registered"
        when.table.refuse(what, 'Add registration to looks_at, and registration = "registered" to these facts.')


def _ends(when: When, whens: Sequence[When]) -> None:
    ending = [fact for fact in _ENDS if fact in when.values and _ENDS[fact][0] not in when.values[fact]]
    if not ending:
        remedy = "Let it turn on deadline, open and passed, or on the board's ruling."
        when.table.warn("it waits and no row ends it", remedy)
    for fact in ending:
        value, without = _ENDS[fact]
        after = (each for each in whens if each.then in ("not_counted", "hold") and value in each.values[fact])
        if not any(each.meets(when, fact) for each in after):
            when.table.warn(without, f'Add a row for the same facts with {fact} = "{value}".')


def _kinds(questions: Questions, whens: Sequence[When]) -> Iterator[str]:
    strong = [when for when in whens if when.then not in ("", "mark")]
    yield from dict.fromkeys(when.then for when in strong)
    if any(when.then == "mark" and not any(when.within(other) for other in strong) for when in whens):
        yield "mark"
    yield from ("no", "unknown")
    if "ruling" in questions or any(when.code == BY_MOTION for when in whens):
        yield "ruled"


def _last(place: str) -> str:
    """The last part of a place: "[[rule.when]] 2"."""
    return place.rpartition(", ")[2]
