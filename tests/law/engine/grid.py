"""Combinations of the values of some facts, and every query over them at once.

The completions of a query are those of the queries with one of its unknown facts known, taken together. So where each
completion has a number whose bits say "in some completion ...", the number of a query is the bitwise or of the numbers of
its completions, and one sweep along each fact gives the numbers of all queries.
"""

from functools import reduce
from itertools import product
from math import prod
from operator import ne, or_


class Grid:
    """Facts with their values; of the combinations the last fact changes fastest, and unknown stands after the values."""

    def __init__(self, choices):
        self.choices = choices
        self._known = {fact: len(values) for fact, values in choices.items()}

    def completions(self):
        """Every combination of values."""
        return [dict(zip(self.choices, values, strict=True)) for values in product(*self.choices.values())]

    def queries(self):
        """Every combination of values and unknown facts."""
        choices = [(*values, None) for values in self.choices.values()]
        return [
            {fact: value for fact, value in zip(self.choices, values, strict=True) if value is not None}
            for values in product(*choices)
        ]

    def swept(self, numbers):
        """The numbers of all queries from the numbers of the completions."""
        inner = 1
        for fact in reversed(self.choices):
            swept = []
            for slabs in _slabs(numbers, self._known[fact], inner):
                swept += [number for slab in slabs for number in slab]
                swept += reduce(lambda one, other: list(map(or_, one, other)), slabs)
            numbers, inner = swept, inner * (self._known[fact] + 1)
        return numbers

    def decided_by(self, fact, matters):
        """Per completion, whether another value of one fact would change what matters."""
        inner, decided = self._inner(fact, 0), []
        for slabs in _slabs(matters, self._known[fact], inner):
            differs = [False] * inner
            for slab in slabs[1:]:
                differs = list(map(or_, differs, map(ne, slabs[0], slab)))
            decided += differs * self._known[fact]
        return decided

    def steps(self, of_queries):
        """What queries have, in pairs: that of a query, and that of one that knows one fact more."""
        steps = set()
        for fact, count in self._known.items():
            for slabs in _slabs(of_queries, count + 1, self._inner(fact, 1)):
                for slab in slabs[:-1]:
                    steps.update(zip(slabs[-1], slab, strict=True))
        return steps

    def _inner(self, fact, unknown):
        place = list(self.choices).index(fact)
        return prod(count + unknown for count in list(self._known.values())[place + 1 :])


def _slabs(numbers, count, inner):
    for start in range(0, len(numbers), count * inner):
        yield [numbers[start + place * inner : start + (place + 1) * inner] for place in range(count)]
