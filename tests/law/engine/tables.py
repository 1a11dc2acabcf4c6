"""What the rules' tables tell apart, read afresh: classes of values, blocks of facts, and facts that make no difference.

Nothing is taken from the engine's own grouping: only a rule's `facts`, its `rows`, and the effects in them.
"""

from itertools import product

from adjudicator.records.facts import FACTS

FRAME = ("deadline", "ruling")
"""Facts that many rules look at. They belong to no block."""

OBSERVED = ("kept_apart", "send_statement")
"""Marks on which an answer may hang (section 3 of the contract)."""


class Tables:
    """The tables of some rules.

    `first`: fact -> value -> the first value of its class; `classes`: fact -> these. `blocks`: the facts that meet,
    `limiting` the block that bears on the contests, `quiet` those that bear neither on contests nor on an observed mark.
    Facts that no rule looks at are in no block. `stand_ins` is what `Law` has found for a block: the same for every ballot.
    """

    def __init__(self, rules):
        self.rules = rules
        self.first = {fact: self._told_apart(fact) for fact in FACTS}
        self.classes = {fact: tuple(dict.fromkeys(first.values())) for fact, first in self.first.items()}
        self.blocks = tuple(self._blocks())
        self.limiting = next(block for block in self.blocks if self._facts_of_limits() & set(block))
        shown = self._facts_of_limits().union(*map(self._facts_of_mark, OBSERVED))
        self.quiet = tuple(block for block in self.blocks if not shown & set(block))
        self._same = {}
        self.stand_ins = {}

    def _told_apart(self, fact):
        seen = {}
        columns = {
            value: tuple(_column(rule, fact, value) for rule in self.rules if fact in rule.facts)
            for value in FACTS[fact]
        }
        return {value: seen.setdefault(column, value) for value, column in columns.items()}

    def _blocks(self):
        """Facts in one block: those of one rule, those that bear on the contests, those that bear on one observed mark."""
        ties = [set(rule.facts) - set(FRAME) for rule in self.rules]
        ties += [self._facts_of_limits(), *(self._facts_of_mark(mark) for mark in OBSERVED)]
        blocks = []
        for tie in filter(None, ties):
            touching = [block for block in blocks if block & tie]
            blocks = [block for block in blocks if block not in touching] + [tie.union(*touching)]
        return sorted(tuple(fact for fact in FACTS if fact in block) for block in blocks)

    def _facts_of_limits(self):
        return self._facts_of(_limits)

    def _facts_of_mark(self, mark):
        return self._facts_of(lambda effect: (effect.kind, effect.code) == ("mark", mark))

    def _facts_of(self, wanted):
        return {fact for rule in self.rules for fact in rule.facts if any(map(wanted, _effects(rule)))} - set(FRAME)

    def assert_blocks_meet_only_in_kind(self):
        """That a rule looks at one block alone, and what else the proof in `test_whole_space` says of blocks."""
        homes = {fact: block for block in self.blocks for fact in block}
        holds = {}
        for rule in self.rules:
            (block,) = {homes[fact] for fact in rule.facts if fact not in FRAME}
            for effect in _effects(rule):
                assert block == self.limiting or not _limits(effect), rule.id
                assert effect.kind != "hold" or holds.setdefault(effect.code, block) == block, effect.code
            for shown in _shown(rule).values():
                assert len(set(shown)) == 1, rule.id

    def canonical(self, known):
        """The same knowledge without the facts that make no difference beside it, taken away one after the other."""
        for fact in list(known):
            if fact not in FRAME and self.is_idle(fact, known):
                known = {each: value for each, value in known.items() if each != fact}
        return known

    def is_idle(self, fact, known):
        """Whether all values of a fact have the same effects whatever the unknown facts are."""
        return all(self._is_same(place, fact, known) for place, rule in enumerate(self.rules) if fact in rule.facts)

    def _is_same(self, place, fact, known):
        others = [known.get(each) for each in self.rules[place].facts if each != fact]
        key = (place, fact, *others)
        if key not in self._same:
            self._same[key] = len(set(self._columns(self.rules[place], fact, others))) == 1
        return self._same[key]

    def _columns(self, rule, fact, others):
        return [_column(rule, fact, value, others) for value in self.classes[fact]]


def _limits(effect):
    return effect.kind == "limit" or effect.when == "nothing_left"


def _shown(rule):
    """What a rule says of contests and observed marks, by its facts outside the frame: once for each frame."""
    shown = {}
    for row in product(*(FACTS[fact] for fact in rule.facts)):
        values = tuple(value for fact, value in zip(rule.facts, row, strict=True) if fact not in FRAME)
        effects = [each for each in rule.rows.get(row, ()) if _limits(each) or each.code in OBSERVED]
        shown.setdefault(values, []).append(_outward(effects))
    return shown


def _effects(rule):
    return [effect for effects in rule.rows.values() for effect in effects]


def _column(rule, fact, value, known=None):
    """A rule's effects for one value of a fact and all values, or the known ones, of its other facts."""
    others = [each for each in rule.facts if each != fact]
    known = known or [None] * len(others)
    choices = [FACTS[each] if given is None else (given,) for each, given in zip(others, known, strict=True)]
    at = rule.facts.index(fact)
    return tuple(_outward(rule.rows.get((*row[:at], value, *row[at:]), ())) for row in product(*choices))


def _outward(effects):
    """Effects as a set, without the paragraph they rest on: an outcome does not hang on that."""
    return frozenset((effect.kind, effect.code, effect.scope, effect.when) for effect in effects)
