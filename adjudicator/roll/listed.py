"""The names of a list that is no roll, looked through as a roll's are: who on it may be meant, to be read whole.

The list is held by number and name alone, in memory: tens of thousands are read in a moment. So nobody is found by an
address under another name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import nlargest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from adjudicator.records.elector import Candidate, Elector
from adjudicator.roll.grades import related_grade, spelling_grade
from adjudicator.roll.query import PreparedQuery, RollQuery, wanted_of
from adjudicator.roll.readings import cells_of, readings_of
from adjudicator.roll.scoring import candidate_of
from adjudicator.roll.spelling import SHORTEST_MISSPELT, key_of, parts_of
from adjudicator.roll.weights import PLAUSIBLE, WEIGHTS
from adjudicator.roll.words import PLAUSIBLE_WORDS, score_words

MOST_READ = 60
"""Electors that are read whole, a way of looking."""

FARTHEST = 2
"""Letters by which a surname may differ from the one written."""

ListedName = tuple[str, str, str]
"""Registration number, last name, first name."""


ElectorOf = Callable[[str], Elector | None]
"""Reads an elector of a list whole, by number."""


class ListedNames:
    """The names of one list. Once made they never change: several threads may look through them."""

    def __init__(self, names: Iterable[ListedName]) -> None:
        self._of_surname: dict[str, list[tuple[str, str]]] = {}
        self._of_given: dict[str, list[str]] = {}
        self._numbers: dict[str, str] = {}
        for number, last, first in names:
            given = key_of(first)
            for key in (key_of(last), *parts_of(last)):
                self._of_surname.setdefault(key, []).append((number, given))
            self._of_given.setdefault(given, []).append(number)
            self._numbers[number.lstrip("0")] = number
        self._by_length: dict[int, list[str]] = {}
        for key in self._of_surname:
            self._by_length.setdefault(len(key), []).append(key)

    def candidates(
        self, query: RollQuery, elector_of: ElectorOf, compared: Callable[[RollQuery, Elector], Candidate] | None = None
    ) -> list[Candidate]:
        """Everybody plausible, in no order; `compared` weighs them as a roll does, where there is one."""

        def electors(numbers: Iterable[str]) -> Iterator[Elector]:
            return (elector for number in dict.fromkeys(numbers) if (elector := elector_of(number)) is not None)

        if query.words.strip():
            found = (score_words(query.words, elector) for elector in electors(self._by_words(query.words)))
            return [candidate for candidate in found if candidate.score >= PLAUSIBLE_WORDS]
        wanted = wanted_of(query)
        weigh = compared or (lambda _query, elector: candidate_of(wanted, elector))
        weighed = (weigh(query, elector) for elector in electors(self._by_fields(wanted)))
        return [candidate for candidate in weighed if candidate.rank >= PLAUSIBLE]

    def _by_fields(self, wanted: PreparedQuery) -> Iterator[str]:
        """By number, by a surname like the one written, and with first and last name exchanged."""
        if (number := self._numbers.get(wanted.number.lstrip("0"))) is not None:
            yield number
        surnames = (key for each in (wanted.surname, *wanted.surname_parts) if each for key in self._near(each))
        entries = [(key, entry) for key in dict.fromkeys(surnames) for entry in self._of_surname[key]]

        def rough(found: tuple[str, tuple[str, str]]) -> float:
            surname, (__, given) = found
            points = WEIGHTS["surname", spelling_grade(wanted.surname, surname)].points
            return points + (
                WEIGHTS["given", related_grade(wanted.given, given)].points if wanted.given and given else 0
            )

        yield from (number for __, (number, __) in nlargest(MOST_READ, entries, key=rough))
        exchanged = self._of_surname.get(wanted.given, ()) if wanted.given else ()
        yield from (number for number, given in exchanged if given == wanted.surname)

    def _near(self, surname: str) -> Iterator[str]:
        if len(surname) < SHORTEST_MISSPELT:
            yield from (surname,) if surname in self._of_surname else ()
            return
        for length in range(len(surname) - FARTHEST, len(surname) + FARTHEST + 1):
            keys = self._by_length.get(length, [])
            near = process.extract(surname, keys, scorer=OSA.distance, score_cutoff=FARTHEST, limit=None)
            yield from (key for key, __, __ in near)

    def _by_words(self, words: str) -> Iterator[str]:
        """For each way in which the words may be meant; and by a first name, or the beginning of a surname, alone."""
        for reading in readings_of(words):
            yield from self._by_fields(wanted_of(reading))
        for key in map(key_of, cells_of(words)):
            yield from self._of_given.get(key, ())[:MOST_READ] if key else ()
            if len(key) >= SHORTEST_MISSPELT and key.isalpha():
                begun = (each for each in self._of_surname if each.startswith(key))
                yield from [number for each in begun for number, __ in self._of_surname[each]][:MOST_READ]
