"""Whether envelope numbers rise or fall with what is sealed: the voters' names, or the times at which ballots were cast.

A number stands in the clear for good. Where numbers follow the alphabet, an observer who has the roll can tell from the place
of a number among the others about which voter it is; where they follow the queue, when each ballot was cast.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.port.states import States
from adjudicator.records.envelope import Envelope, ordinal_of
from adjudicator.records.trouble import Problem
from adjudicator.words import _, beside, n_

LEAST = 20
"""So many numbers have to be comparable: among fewer, chance alone comes to the strength that is told too often."""
STRONG = 0.5
"""A rank correlation over this is told. Of lists with LEAST envelopes, chance brings one in forty over it."""

CHUNK = 1_000

Sealed = Callable[[Envelope], tuple[str, ...]]

TOLD_OF: Mapping[str, tuple[str, Sealed]] = {
    "last_name": (_("the voters' names"), lambda papers: (papers.last_name.casefold(), papers.first_name.casefold())),
    "cast_at": (_("the times at which the ballots were cast"), lambda papers: (papers.cast_at,)),
}
"""Column -> what it is in words, and its value as it is sorted; one that begins with an empty text is unknown."""

MEANINGLESS = _(
    "Where they can still be chosen, give numbers that mean nothing, so that an observer's copy does not tell."
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A column with which the numbers rise or fall: Spearman's rank correlation, from -1 to 1, over so many envelopes.

    It is that over all of them, or that `within` each polling place, where this is the stronger one.
    """

    column: str
    strength: float
    envelopes: int
    within: bool

    @property
    def words(self) -> str:
        """In words: "the envelope numbers rise with the voters' names (rank correlation 0.97 over 120 envelopes)"."""
        over = n_(
            "rank correlation {strength} over {count} envelope",
            "rank correlation {strength} over {count} envelopes",
            self.envelopes,
            strength=f"{self.strength:.2f}",
        )
        measured = beside(over, _("each polling place by itself") if self.within else "", by=", ")
        what = TOLD_OF[self.column][0]
        if self.strength > 0:
            return _("the envelope numbers rise with {what} ({measured})", what=what, measured=measured)
        return _("the envelope numbers fall with {what} ({measured})", what=what, measured=measured)


def tellings(envelopes: Iterable[Envelope]) -> tuple[Telling, ...]:
    """The columns with which the numbers of envelopes rise or fall strongly."""
    listed = tuple(envelopes)
    found = (_telling(listed, column, sealed) for column, (__, sealed) in TOLD_OF.items())
    return tuple(telling for telling in found if telling is not None and abs(telling.strength) > STRONG)


def number_problems(file: str, envelopes: Iterable[Envelope]) -> tuple[Problem, ...]:
    """A warning for each column with which the numbers of a list rise or fall."""
    return tuple(
        Problem(file, telling.words, MEANINGLESS, column="envelope_number", warning=True)
        for telling in tellings(envelopes)
    )


def tellings_of(log: States) -> tuple[Telling, ...]:
    """The same of all envelopes of a case, by its sealed values; none of an observer's copy, which has no such values."""
    return () if log.is_for_observers else tellings(_papers(log))


def _papers(log: States) -> Iterator[Envelope]:
    """Of each envelope what is compared, and nothing else: that is all that has to be unsealed."""
    states = (state for state in log.states(EnvelopeState) if not state.is_none)
    while chunk := list(islice(states, CHUNK)):
        fields = ("last_name", "first_name", "cast_at")
        values = log.unseal_many(state.sealed[name] for state in chunk for name in fields if name in state.sealed)
        for state in chunk:
            last, first, cast_at = (values.get(state.sealed.get(name, ""), "") for name in fields)
            yield Envelope(state.number, place=state.place, last_name=last, first_name=first, cast_at=cast_at)


def _telling(envelopes: Sequence[Envelope], column: str, sealed: Sealed) -> Telling | None:
    known = [envelope for envelope in envelopes if sealed(envelope)[0]]
    places: defaultdict[str, list[Envelope]] = defaultdict(list)
    for envelope in known:
        places[envelope.place].append(envelope)
    found = [
        Telling(column, _correlation(groups, sealed), len(known), within)
        for within, groups in ((False, [known]), (True, list(places.values())))
        if len(known) - len(groups) >= LEAST - 1  # what is alone at its place is compared with nothing
    ]
    return max(found, key=lambda telling: abs(telling.strength), default=None)


def _correlation(groups: Iterable[Sequence[Envelope]], sealed: Sealed) -> float:
    """Spearman's rank correlation; of several groups that of the ranks within each, about the middle of its own ranks."""
    products = numbers = values = 0.0
    for group in groups:
        first = _ranks([ordinal_of(envelope.number) for envelope in group])
        second = _ranks([sealed(envelope) for envelope in group])
        products += sum(a * b for a, b in zip(first, second, strict=True))
        numbers += sum(a * a for a in first)
        values += sum(b * b for b in second)
    return products / math.sqrt(numbers * values) if numbers and values else 0.0


def _ranks(values: Sequence[str] | Sequence[tuple[str, ...]]) -> list[float]:
    """The rank of each value, counted from the middle; equal ones share theirs."""
    ranks, before = [0.0] * len(values), 0
    for __, equal in groupby(sorted(range(len(values)), key=values.__getitem__), key=values.__getitem__):
        places = list(equal)
        for place in places:
            ranks[place] = before + (len(places) - len(values)) / 2
        before += len(places)
    return ranks
