"""Which holds wait for the board: those that its ruling ends, as the rules of a pack have it."""

from __future__ import annotations

from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.rule import Effects, Rule

RULING = "ruling"


def board_holds(pack: Pack) -> frozenset[str]:
    """The codes of the holds that a ruling of the board ends."""
    return frozenset(code for rule in pack.rules if RULING in rule.facts for code in _ended(rule))


def _ended(rule: Rule) -> frozenset[str]:
    """The holds that a rule has while the board has not ruled, and no longer once it has ruled to count."""
    place, found = rule.facts.index(RULING), frozenset[str]()
    for row, effects in rule.rows.items():
        if row[place] == "none":
            ruled = rule.rows.get((*row[:place], "count", *row[place + 1 :]), ())
            found |= _holds(effects) - _holds(ruled)
    return found


def _holds(effects: Effects) -> frozenset[str]:
    return frozenset(effect.code for effect in effects if effect.kind == "hold")
