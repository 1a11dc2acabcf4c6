"""A rule: the facts it looks at, tabulated once over all their values, and the effects it then has."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from adjudicator.records.facts import FACTS
from adjudicator.records.findings import EffectKind

BOTH_BALLOTS = "both_ballots"
STATEWIDE = "statewide"
PRESIDENT = "president"
IN_TIME = "in_time"
"""Scopes of a limit: the contests it keeps."""

FEDERAL_CONTEST = "federal_contest"
TOO_LATE_CONTEST = "too_late_contest"
NOTHING_LEFT = "nothing_left"
"""Conditions of an effect that no fact answers: the election, the query, and what all limits leave."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows where a row of a rule's table fits.

    `code` is the reason, hold or mark; `scope` names the contests that a limit keeps; `when` is a condition that
    must be true besides the facts, or empty.
    """

    kind: EffectKind
    code: str
    citation: str
    scope: str = ""
    when: str = ""


Effects = tuple[Effect, ...]
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One statutory paragraph's rule. `rows` holds the combinations of values of `facts` that have an effect.

    `position` is the id of a position taken where the law is silent (`parameters.toml`), or empty; `because` maps
    an effect's kind, "no", "unknown" and "ruled" to a plain sentence.
    """

    id: str
    facts: tuple[str, ...]
    rows: Mapping[Row, Effects]
    position: str = ""
    because: Mapping[str, str] = field(default_factory=dict[str, str])

    def effects(self, values: Row) -> Effects:
        """The effects for one value of each of its facts, in their order; none where the rule does not apply."""
        return self.rows.get(values, ())

    @property
    def citations(self) -> tuple[str, ...]:
        """Every paragraph that its table cites, each once, in the table's order."""
        return tuple(dict.fromkeys(effect.citation for effects in self.rows.values() for effect in effects))

    def with_words(self, because: Mapping[str, str]) -> Rule:
        """The same rule with its sentences."""
        return replace(self, because=because)


def rule(position: str = "", name: str = "") -> Callable[[Callable[..., Effects]], Rule]:
    """Make a Rule of a function whose parameters are the facts it looks at, by calling it for all their values.

    The rule's id is the function's name, or `name` where packs differ in it.
    """

    def tabulate(function: Callable[..., Effects]) -> Rule:
        facts = tuple(inspect.signature(function).parameters)
        cells = {values: function(*values) for values in product(*(FACTS[fact] for fact in facts))}
        rows = {values: effects for values, effects in cells.items() if effects}
        return Rule(name or function.__name__, facts, rows, position)

    return tabulate


def not_counted(code: str, citation: str, when: str = "") -> Effects:
    """The ballot does not count."""
    return (Effect("not_counted", code, citation, when=when),)


def mark(code: str, citation: str, when: str = "") -> Effects:
    """The envelope carries a mark."""
    return (Effect("mark", code, citation, when=when),)


def limit(code: str, scope: str, citation: str, when: str = "") -> Effects:
    """Only the contests of the scope count, and the envelope carries the limit's mark."""
    return (Effect("limit", code, citation, scope, when), Effect("mark", code, citation, when=when))


def on_the_clock(deadline: str, hold: Effect, passed: Effect) -> Effects:
    """A hold while the period is open; once it has passed, not counted."""
    return (hold,) if deadline == "open" else (passed,)


def hold(code: str, citation: str) -> Effect:
    """The ballot waits."""
    return Effect("hold", code, citation)


def reason(code: str, citation: str) -> Effect:
    """The ballot does not count, as one effect."""
    return Effect("not_counted", code, citation)


def for_the_board(ruling: str, code: str, citation: str) -> Effects:
    """A hold until the board has ruled; then nothing, or not counted by its ruling."""
    by_ruling: Mapping[str, Effects] = {
        "none": (hold(code, citation),),
        "count": (),
        "do_not_count": (reason("board_ruling", citation),),
    }
    return by_ruling[ruling]
