"""What the contract says of every query over a block of facts, from all of its completions.

What follows in a completion comes from `reference`; nothing here is taken from the engine. Every completion is written as
one number of yes-or-no statements ("in some completion ..."), and `grid` makes the numbers of all queries from these.
"""

from functools import reduce
from itertools import product, starmap
from math import prod
from operator import or_

from adjudicator.records.findings import ContestVerdict
from tests.law.engine import reference
from tests.law.engine.grid import Grid
from tests.law.engine.tables import FRAME, OBSERVED

FRAMES = tuple(product(*(reference.VALUES[fact] for fact in FRAME)))
INERT = {fact: values[0] for fact, values in reference.VALUES.items()}
"""A value of each fact that has no effect."""

KINDS = ("in_full", "in_part", "held", "not_counted")
IN_FULL, IN_PART, HELD, NOT_COUNTED = range(len(KINDS))

CODES, FACTS, LIMITS = 64, 16, 32
"""Bits of a number: codes that are missing, kinds, facts that decide, limits where the ballot counts, limits."""
KIND_AT = CODES
DECIDES_AT = KIND_AT + len(KINDS)
COUNTING_AT = DECIDES_AT + FACTS
LIMITS_AT = COUNTING_AT + LIMITS
DECIDES = {fact: 1 << DECIDES_AT + place for place, fact in enumerate(reference.ASKED)}
NO_FACTS = ~sum(DECIDES.values())


class Codes:
    """The codes and the sets of limits of completions, as bits given out as they come."""

    def __init__(self):
        self._codes, self._limits, self.ones = {}, {}, []

    def codes(self, one):
        """The bits of a completion's reasons, holds and marks."""
        names = [("reason", each) for each in one.reasons] + [("hold", each) for each in one.holds]
        names += [("mark", each) for each in one.marks]
        return sum(1 << self._codes.setdefault(name, len(self._codes)) for name in names)

    def limits(self, one):
        """The bit of a completion's limits; `ones` has a completion for each bit."""
        place = self._limits.setdefault(frozenset(one.limits), len(self._limits))
        if place == len(self.ones):
            self.ones.append(one)
        return 1 << place

    def mask(self, kind, code=None):
        """The bits of a kind's codes, or of one of them."""
        return sum(1 << at for (each, name), at in self._codes.items() if each == kind and code in (None, name))

    def read(self, kind, codes):
        """The codes of a kind among some bits."""
        return [name for (each, name), at in self._codes.items() if each == kind and codes >> at & 1]

    def kind(self, codes, limits, cast):
        """The kind of a completion with these codes and limits."""
        if codes & self.mask("reason"):
            return NOT_COUNTED
        if codes & self.mask("hold"):
            return HELD
        return IN_FULL if self.kept(limits) == set(cast) else IN_PART

    def kept(self, limits):
        """The contests that the limits of one bit leave."""
        return self.ones[limits.bit_length() - 1].kept


class Law:
    """What the contract says of one ballot, block by block: the facts of the other blocks are inert or beside it."""

    def __init__(self, tables, law, election, ballot):
        self.tables, self._law = tables, law
        self._ballot = reference.Ballot(election, *ballot)
        self._plain = reference.Ballot(election, ballot[0], ballot[0], ())
        self._bits = Codes()
        self._parts, self._told, self._matters, self._offers, self._answers = {}, {}, {}, {}, {}
        self._fits, self._decide = {}, {}
        one = reference.One(INERT, law, self._plain, self._plain.home)
        assert one.kind == "in_full"
        assert not one.marks

    def grid(self, block, frame=FRAME):
        """The combinations of the values that are told apart."""
        return Grid({fact: self.tables.classes[fact] for fact in (*block, *frame)})

    def parts(self, block):
        """Codes, and limits or 0, as bits: per completion of a block, the frames in a row."""
        if block not in self._parts:
            limiting = block == self.tables.limiting
            self._parts[block] = [self._part(facts, limiting) for facts in self.grid(block).completions()]
        return self._parts[block]

    def _part(self, facts, limiting):
        ballot = self._ballot if limiting else self._plain
        one = reference.One({**INERT, **facts}, self._law, ballot, ballot.homes()[0])
        return self._bits.codes(one), self._bits.limits(one) if limiting else 0

    def offers(self, block):
        """The patterns of kinds that what is known of a block leaves open -> such knowledge with fewest completions."""
        if block not in self._offers:
            patterns = {}
            numbers = [
                1 << patterns.setdefault(each, len(patterns))
                for each in map(self._pattern, _by_frames(self.parts(block)))
            ]
            grid, offers = self.grid(block, ()), {}
            for known, number in zip(grid.queries(), grid.swept(numbers), strict=True):
                offer = frozenset(pattern for pattern, place in patterns.items() if number >> place & 1)
                _keep(offers, offer, known, prod(len(grid.choices[fact]) for fact in block if fact not in known))
            self._offers[block] = offers
        return self._offers[block]

    def _pattern(self, frames):
        reasons, holds = self._bits.mask("reason"), self._bits.mask("hold")
        return tuple(2 if codes & reasons else 1 if codes & holds else 0 for codes, _ in frames)

    def rests(self, block):
        """Every set of patterns that knowledge of the other blocks' facts can leave open -> such knowledge."""
        rests = {frozenset({(0,) * len(FRAMES)}): ({}, 1)}
        for other in self.tables.blocks:
            if other != block:
                joined = {}
                for (one, (known, count)), (two, (more, times)) in product(rests.items(), self.offers(other).items()):
                    _keep(joined, frozenset(starmap(_join, product(one, two))), {**known, **more}, count * times)
                rests = joined
        return {patterns: known for patterns, (known, _) in rests.items()}

    def stand_ins(self, block):
        """For each query over a block and the frame, the place of the one without the facts that make no difference."""
        stand_ins = self.tables.stand_ins
        if block not in stand_ins:
            queries = self.grid(block, ()).queries()
            places = {frozenset(known.items()): place for place, known in enumerate(queries)}
            of_block = [places[frozenset(self.tables.canonical(known).items())] for known in queries]
            frames = len(self.grid(()).queries())
            stand_ins[block] = [same * frames + frame for same in of_block for frame in range(frames)]
        return stand_ins[block]

    def numbers(self, block, rest):
        """The numbers of all queries over a block and the frame, beside what is known of the rest."""
        grid, unknown = self.grid(block), [fact for fact in self._others(block) if fact not in rest]
        beside = {facts: self._told_beside(block, parts) for facts, parts in self._completions_of(block, rest, unknown)}
        matters = {facts: [matter for _, matter in told] for facts, told in beside.items()}
        numbers = [
            self._deciding(grid, [number for number, _ in told], matters[facts]) for facts, told in beside.items()
        ]
        number = reduce(lambda one, other: list(map(or_, one, other)), numbers)
        for place, fact in enumerate(unknown):
            number = list(map(or_, number, _decided_beside(place, DECIDES[fact], matters)))
        return grid.swept(number)

    def _others(self, block):
        return [fact for other in self.tables.blocks if other != block for fact in other]

    def _completions_of(self, block, rest, unknown):
        """The completions of the rest: values of its unknown facts, and its parts' codes and limits in each frame."""
        joined = [((), ((0, 0),) * len(FRAMES))]
        for other in self.tables.blocks:
            if other != block:
                parts = self._fitting(other, rest)
                joined = [
                    ((*facts, *more), tuple((a | c, b | d) for (a, b), (c, d) in zip(one, two, strict=True)))
                    for (facts, one), (more, two) in product(joined, parts)
                ]
        return joined

    def _fitting(self, block, rest):
        """The completions of a block that fit what is known: the values of its unknown facts, and its parts by frame."""
        known = {fact: value for fact, value in rest.items() if fact in block}
        key = (block, *known.items())
        if key not in self._fits:
            completions = zip(self.grid(block, ()).completions(), _by_frames(self.parts(block)), strict=True)
            self._fits[key] = [
                (tuple(value for fact, value in facts.items() if fact not in known), frames)
                for facts, frames in completions
                if known.items() <= facts.items()
            ]
        return self._fits[key]

    def _told_beside(self, block, frames):
        own = self.parts(block)
        beside = list(frames) * (len(own) // len(FRAMES))
        keys = [(a | c, b | d) for (a, b), (c, d) in zip(own, beside, strict=True)]
        return [self._told.get(key) or self._tell(*key) for key in keys]

    def _tell(self, codes, limits):
        """The number of a completion, and a number for what matters of it."""
        kind = self._bits.kind(codes, limits, self._ballot.cast)
        number = ~codes & (1 << CODES) - 1 | 1 << KIND_AT + kind | limits << LIMITS_AT
        matters = ("not_counted",)
        if kind != NOT_COUNTED:
            number |= limits << COUNTING_AT
            watched = codes & sum(self._bits.mask("mark", mark) for mark in OBSERVED)
            matters = kind, frozenset(self._bits.kept(limits)), watched
        self._told[codes, limits] = number, self._matters.setdefault(matters, len(self._matters))
        return self._told[codes, limits]

    def _deciding(self, grid, numbers, matters):
        """The numbers with the bits of the facts that decide; many completions of the rest leave the same to matter."""
        key = tuple(grid.choices), tuple(matters)
        if key not in self._decide:
            bits = [0] * len(matters)
            for fact in grid.choices:
                bit = DECIDES[fact]
                decided = grid.decided_by(fact, matters)
                bits = [have | bit if more else have for have, more in zip(bits, decided, strict=True)]
            self._decide[key] = bits
        return list(map(or_, numbers, self._decide[key]))

    def answer(self, number):
        """What the contract says of a query, given its number; the bits of known facts are to be taken off first."""
        if number not in self._answers:
            self._answers[number] = self._answer(number)
        return self._answers[number]

    def _answer(self, number):
        codes = ~number & (1 << CODES) - 1
        kinds = [kind for kind in range(len(KINDS)) if number >> KIND_AT + kind & 1]
        needs = [fact for fact in reference.ASKED if number & DECIDES[fact]] if kinds != [NOT_COUNTED] else []
        holds = sorted(self._bits.read("hold", codes))
        return (
            reference.outcome_of([KINDS[kind] for kind in kinds], holds, needs),
            tuple(sorted(self._bits.read("reason", codes), key=reference.REASONS.index)),
            tuple(holds),
            tuple(needs),
            tuple(sorted(self._bits.read("mark", codes))),
            self._contests(number),
        )

    def _contests(self, number):
        counting, every = (
            [one for place, one in enumerate(self._bits.ones) if number >> at + place & 1]
            for at in (COUNTING_AT, LIMITS_AT)
        )
        return tuple(ContestVerdict(c, *reference.verdict(c, counting, every)) for c in self._ballot.cast)


def _by_frames(parts):
    return [parts[at : at + len(FRAMES)] for at in range(0, len(parts), len(FRAMES))]


def _decided_beside(place, bit, matters):
    """Where a fact of the rest would change what matters: the bit, else 0. `matters` is by completions of the rest."""
    lines = {}
    for values, of_completion in matters.items():
        lines.setdefault(values[:place] + values[place + 1 :], []).append(of_completion)
    decided = [0] * len(next(iter(matters.values())))
    for first, *others in lines.values():
        for other in others:
            decided = [bit if one != two else so_far for one, two, so_far in zip(first, other, decided, strict=True)]
    return decided


def _keep(offers, offer, known, count):
    if offer not in offers or count < offers[offer][1]:
        offers[offer] = known, count


def _join(one, two):
    return tuple(map(max, one, two))
