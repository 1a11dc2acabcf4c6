"""A search from query to candidates: pools until somebody fits well, each elector scored once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from adjudicator.records.elector import Candidate, Elector
from adjudicator.roll.common import Commonness
from adjudicator.roll.finding import ROUGH_LIMIT, Finder
from adjudicator.roll.query import PreparedQuery, RollQuery, wanted_of
from adjudicator.roll.readings import addresses_of, cells_of, readings_of, street_of, terms_of, year_in
from adjudicator.roll.scoring import candidate_of, evidence_of, grades_of
from adjudicator.roll.spelling import SHORTEST_MISSPELT, key_of
from adjudicator.roll.tables import RollTables
from adjudicator.roll.weights import PLAUSIBLE
from adjudicator.roll.words import PLAUSIBLE_WORDS, score_words

SATISFIED = 0.85
"""With a candidate this good, slips of the year and exchanged names are not looked for: they would score less."""

LIKELY = 0.65
"""With a candidate this good, nobody is looked for under a name that begins with another letter."""

SHORTEST_NUMBER_PART = 4
"""Fewer digits are in too many registration numbers."""


class Search:
    """Searches one roll."""

    def __init__(self, tables: RollTables) -> None:
        self._tables = tables
        self._finder = Finder(tables)
        self._common = Commonness(tables)
        self._pools = (
            (self._finder.close, SATISFIED),
            (self._finder.wide, SATISFIED),
            (self._finder.far, LIKELY),
            (self._finder.farthest, LIKELY),
        )

    def candidates(self, query: RollQuery) -> list[Candidate]:
        """Everybody plausible, in no order."""
        wanted = self._common.known(wanted_of(replace(query, words="")))
        words = query.words.strip()
        if not words:
            return self._by_fields(wanted)
        found = self._by_words(words)
        return found if wanted.is_empty else self._in_both(wanted, found)

    def compared(self, query: RollQuery, elector: Elector) -> Candidate:
        """An elector held against what is written, whatever words found the elector."""
        wanted = self._common.known(wanted_of(replace(query, words="")))
        return self._candidate(wanted, elector)

    def _candidate(self, wanted: PreparedQuery, elector: Elector) -> Candidate:
        return candidate_of(wanted, elector, self._common.worth(wanted, elector))

    def _by_fields(self, wanted: PreparedQuery) -> list[Candidate]:
        if wanted.is_empty:
            return []
        found: list[tuple[float, Elector]] = []
        seen: set[int] = set()
        for pool, enough in self._pools:
            rows = set(pool(wanted)) - seen
            seen |= rows
            found += [(self._evidence(wanted, elector), elector) for elector in self._tables.electors(rows)]
            if any(evidence >= enough for evidence, _ in found):
                break
        # a score is never lower than plausible where the evidence is not
        return [self._candidate(wanted, elector) for evidence, elector in found if evidence >= PLAUSIBLE]

    def _evidence(self, wanted: PreparedQuery, elector: Elector) -> float:
        return evidence_of(grades_of(wanted, elector), self._common.worth(wanted, elector))

    def _by_words(self, words: str) -> list[Candidate]:
        seen: set[int] = set()
        candidates: list[Candidate] = []
        for pool in (self._as_meant, self._by_street, self._by_start, self._by_first_name):
            rows = set(pool(words)) - seen
            seen |= rows
            candidates += [score_words(words, elector) for elector in self._tables.electors(rows)]
            candidates = [candidate for candidate in candidates if candidate.score >= PLAUSIBLE_WORDS]
            if any(candidate.score >= SATISFIED for candidate in candidates):
                break
        return candidates

    def _as_meant(self, words: str) -> Iterable[int]:
        """Rows for each way in which the words may be meant."""
        for reading in readings_of(words):
            yield from self._finder.close(wanted_of(reading))
        for address in addresses_of(words):
            yield from self._finder.at_house(address)

    def _by_street(self, words: str) -> Iterable[int]:
        """Rows of a house and any one word of its street, and of a street and a year without a house."""
        for address in addresses_of(words):
            yield from self._finder.at_house_of_part(address)
        yield from self._finder.street_and_year(street_of(words))

    def _by_start(self, words: str) -> Iterable[int]:
        """Rows whose number holds a word's digits, or whose surname begins with a word."""
        cells = cells_of(words)
        for word in dict.fromkeys((*cells, *map(" ".join, terms_of(cells)))):
            if word.isdigit() and len(word) >= SHORTEST_NUMBER_PART:
                yield from self._tables.rows_with_part(word, ROUGH_LIMIT)
            elif len(key_of(word)) >= SHORTEST_MISSPELT:
                yield from self._finder.surname_start(key_of(word), year_in(cells))

    def _by_first_name(self, words: str) -> Iterable[int]:
        """Rows of a first name and a year, where no surname is among the words."""
        year = year_in(cells_of(words))
        keys = [key_of(word) for word in words.split() if word.isalpha()]
        return self._finder.given_and_year(keys, year) if year and keys else ()

    def _in_both(self, wanted: PreparedQuery, found: list[Candidate]) -> list[Candidate]:
        """Those found by words who also fit the fields, with the mean of both scores."""
        both: list[Candidate] = []
        for by_words in found:
            by_fields = self._candidate(wanted, by_words.elector)
            if by_fields.score >= PLAUSIBLE:
                score = (by_fields.score + by_words.score) / 2
                agrees, differs = by_fields.agrees + by_words.agrees, by_fields.differs + by_words.differs
                both.append(replace(by_fields, score=score, evidence=None, agrees=agrees, differs=differs))
        return both
