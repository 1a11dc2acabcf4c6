"""A rule: the facts it looks at, tabulated once over all their values, and the effects it then has.

A provision is a rule before it is known which positions are taken where the law is silent; under them it becomes a rule.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from adjudicator.records.election import FEDERAL_LEVELS
from adjudicator.records.facts import FACTS
from adjudicator.records.findings import EffectKind

BOTH_BALLOTS = "both_ballots"
STATEWIDE = "statewide"
PRESIDENT = "president"
IN_TIME = "in_time"
NO_PARTY = "no_party"
FEDERAL = "federal"
SCOPES = (BOTH_BALLOTS, STATEWIDE, PRESIDENT, IN_TIME, NO_PARTY, FEDERAL)
"""Scopes of a limit: the contests it keeps. Another one is a set of levels (`levels_scope`)."""

POLLS_OPEN = "polls_open"
"""The scope of the limit that no pack has (`rules.hours`): the contests for which a court kept the polls open."""

_LEVELS = "levels:"

BY_MOTION = "counts_by_motion"
"""The mark of a ballot that counts because the board's motion says so where the law is silent."""

FEDERAL_CONTEST = "federal_contest"
TOO_LATE_CONTEST = "too_late_contest"
NOTHING_LEFT = "nothing_left"
"""Conditions of an effect that no fact answers: the election, the query, and what all limits leave."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows where a row of a rule's table fits.

    `code` is the reason, hold or mark; `citation` the paragraph that carries the consequence, `ground` the one that was not
    met, where that is another; `scope` names the contests that a limit keeps; `when` is a condition that must be true
    besides the facts. The last three may be empty.
    """

    kind: EffectKind
    code: str
    citation: str
    scope: str = ""
    when: str = ""
    ground: str = ""

    @property
    def cited(self) -> tuple[str, ...]:
        """The paragraphs it rests on: the one that carries it, then its ground."""
        return (self.citation, self.ground) if self.ground else (self.citation,)


Effects = tuple[Effect, ...]
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One statutory paragraph's rule. `rows` holds the combinations of values of `facts` that have an effect.

    `positions` are the ids of the positions it rests on (`resources/law`); `because` maps an effect's kind, "no",
    "unknown" and "ruled" to a plain sentence.
    """

    id: str
    facts: tuple[str, ...]
    rows: Mapping[Row, Effects]
    positions: tuple[str, ...] = ()
    because: Mapping[str, str] = field(default_factory=dict[str, str])

    def effects(self, values: Row) -> Effects:
        """The effects for one value of each of its facts, in their order; none where the rule does not apply."""
        return self.rows.get(values, ())

    @property
    def decides(self) -> bool:
        """Whether anything follows from it but notes."""
        return any(effect.kind != "note" for effects in self.rows.values() for effect in effects)

    @property
    def citations(self) -> tuple[str, ...]:
        """Every paragraph that its table cites, each once, in the table's order."""
        each = (effect.cited for effects in self.rows.values() for effect in effects)
        return tuple(dict.fromkeys(citation for cited in each for citation in cited))


@dataclass(frozen=True, slots=True)
class Provision:
    """A function from the values of `facts`, and the choices of the positions it `turns_on`, to effects.

    `rests_on` names positions that its text rests on without its table turning on them, because they decide how a fact
    is derived.
    """

    id: str
    function: Callable[..., Effects]
    facts: tuple[str, ...]
    turns_on: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    because: Mapping[str, str] = field(default_factory=dict[str, str])

    def under(self, choices: Mapping[str, str]) -> Rule:
        """Tabulate the rule under the choices taken (position -> value), over the facts that then make a difference."""
        taken = {position: choices[position] for position in self.turns_on}
        cells = {values: self.function(*values, **taken) for values in product(*(FACTS[fact] for fact in self.facts))}
        facts = tuple(fact for place, fact in enumerate(self.facts) if _matters(cells, place))
        places = [self.facts.index(fact) for fact in facts]
        rows = {tuple(values[place] for place in places): effects for values, effects in cells.items() if effects}
        return Rule(self.id, facts, rows, tuple(sorted(self.turns_on + self.rests_on)), self.because)

    def with_words(self, because: Mapping[str, str]) -> Provision:
        """The same provision with its sentences."""
        return replace(self, because=because)


def _matters(cells: Mapping[Row, Effects], place: int) -> bool:
    """Whether two values of the fact in this place ever make a difference."""
    seen: dict[Row, Effects] = {}
    return any(
        seen.setdefault(values[:place] + values[place + 1 :], effects) != effects for values, effects in cells.items()
    )


def rule(rests_on: Sequence[str] = (), name: str = "") -> Callable[[Callable[..., Effects]], Provision]:
    """Make a provision of a function: its parameters are the facts it looks at, those by keyword alone the positions.

    Its id is the function's name, or `name` where packs differ in it.
    """

    def provide(function: Callable[..., Effects]) -> Provision:
        parameters = inspect.signature(function).parameters.values()
        facts = tuple(each.name for each in parameters if each.kind is not each.KEYWORD_ONLY)
        positions = tuple(each.name for each in parameters if each.kind is each.KEYWORD_ONLY)
        return Provision(name or function.__name__, function, facts, positions, tuple(rests_on))

    return provide


def not_counted(code: str, citation: str, ground: str = "", when: str = "") -> Effects:
    """The ballot does not count."""
    return (Effect("not_counted", code, citation, when=when, ground=ground),)


def mark(code: str, citation: str, when: str = "") -> Effects:
    """The envelope carries a mark."""
    return (Effect("mark", code, citation, when=when),)


def note(code: str, citation: str) -> Effects:
    """Nothing changes; the voter relies on the paragraph."""
    return (Effect("note", code, citation),)


def limit(code: str, scope: str, citation: str, when: str = "") -> Effects:
    """Only the contests of the scope count, and the envelope carries the limit's mark."""
    return (Effect("limit", code, citation, scope, when), Effect("mark", code, citation, when=when))


def on_the_clock(deadline: str, hold: Effect, passed: Effect) -> Effects:
    """A hold while the period is open; once it has passed, not counted."""
    return (hold,) if deadline == "open" else (passed,)


def levels_scope(levels: Iterable[str]) -> str:
    """The scope that keeps the contests of these levels, whatever the order in which they are named."""
    return _LEVELS + "+".join(sorted(set(levels)))


def levels_of(scope: str) -> frozenset[str] | None:
    """The levels whose contests a scope keeps; None for a scope that goes by something else."""
    if scope == FEDERAL:
        return FEDERAL_LEVELS
    return frozenset(scope.removeprefix(_LEVELS).split("+")) if scope.startswith(_LEVELS) else None


def hold(code: str, citation: str, ground: str = "") -> Effect:
    """The ballot waits."""
    return Effect("hold", code, citation, ground=ground)


def reason(code: str, citation: str, ground: str = "") -> Effect:
    """The ballot does not count, as one effect."""
    return Effect("not_counted", code, citation, ground=ground)


def for_the_board(ruling: str, code: str, citation: str, ground: str = "") -> Effects:
    """A hold until the board has ruled; then nothing, or not counted by its ruling."""
    by_ruling: Mapping[str, Effects] = {
        "none": (hold(code, citation, ground),),
        "count": (),
        "do_not_count": (reason("board_ruling", citation, ground),),
    }
    return by_ruling[ruling]


def as_decided(choice: str, ruling: str, code: str, citation: str, ground: str = "") -> Effects:
    """What follows where the law is silent, as the position's choice has it.

    "board": the board rules on each envelope; "count": the ballot counts, and a mark says by what; "not_counted".
    """
    if choice == "board":
        return for_the_board(ruling, code, citation, ground)
    return mark(BY_MOTION, citation) if choice == "count" else not_counted("board_ruling", citation, ground)
