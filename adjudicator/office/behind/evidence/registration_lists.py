"""The canceled and the pending list, looked through for who is not on the roll: by the papers, by words, by number.

The names of a list are read into memory once for all desks. A long one takes seconds: a window has it read on another thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from adjudicator.casework.record.state import FileState
from adjudicator.office.behind.room import Room
from adjudicator.records.elector import Candidate, Credit, Elector, Match
from adjudicator.records.facts import Source
from adjudicator.records.received import REGISTRATION_LISTS
from adjudicator.records.registrations import elector_on
from adjudicator.roll import ListedNames, RollQuery
from adjudicator.roll.listed import ListedName

MOST = 8
"""Candidates of roll and lists together."""

NUMBER_DIGITS = 8

AT_ONCE = 2_000
"""Rows of a list that are read in a moment: some 15 ms in a plain file, 100,000 take 0.7 s."""

Told = Callable[[int, int], None]
"""Is told how many rows are read, of how many. Raises to stop it."""

TOLD_EACH = 200
"""Rows between two times that it is told."""


class RegistrationLists:
    """Looks in the newest list of each kind. Its names are read when it is first looked through, unless they were before."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def unread(self) -> tuple[FileState, ...]:
        """The newest lists that are too long to be read in a moment, and were not read yet."""
        newest = sorted(self._room.log.states(FileState), key=lambda file: (file.dated, file.version))
        lists = {file.kind: file for file in newest if file.kind in REGISTRATION_LISTS}
        return tuple(each for each in lists.values() if each.rows > AT_ONCE and each.digest not in self._room.listed)

    def waited_for(self) -> bool:
        """Whether these lists are read on another thread, so that nobody can be looked for on them now."""
        return self._room.reads_aside and bool(self.unread())

    def reading(self) -> Callable[[Told], Mapping[str, ListedNames]]:
        """Read these lists, as a call that any thread may make."""
        lists, room = self.unread(), self._room
        rows = sum(each.rows for each in lists)

        def read(told: Told) -> Mapping[str, ListedNames]:
            found, before = dict[str, ListedNames](), 0
            for each in lists:
                with room.log.reader() as log:
                    names = log.names_in(each.digest)
                found[each.digest] = ListedNames(_counted(names, before, rows, told))
                before += each.rows
            return found

        return read

    def rows_of(self, number: str, sources: Mapping[str, Source]) -> tuple[Credit, ...]:
        """What the newest lists say of an elector, the newest row first."""
        newest = {source.ref for source in _lists(sources)}
        return tuple(row for row in self._rows(number) if row.file in newest) if newest else ()

    def elector(self, number: str) -> Elector | None:
        """An elector by number, as the newest row of any list has them: who was taken for a voter stays known."""
        return next(map(elector_on, self._rows(number)), None)

    def with_listed(self, match: Match, query: RollQuery, sources: Mapping[str, Source]) -> Match:
        """What the roll gives, and who is on a list and not on the roll.

        Nobody is certain by a list: who is found there alone is chosen by a person.
        """
        found = self.find(query, sources)
        if not found:
            return match
        kind = match.kind if match.kind == "certain" else "several"
        first = match.candidates[:1] if kind == "certain" else ()  # who is certain stays in front
        others = _best((*match.candidates[len(first) :], *found))
        return Match(kind, (*first, *others)[:MOST])

    def find(self, query: RollQuery, sources: Mapping[str, Source]) -> tuple[Candidate, ...]:
        """Who is on a list and not on the roll, each with the list as its source, in no order.

        They are weighed as the roll would: a list is too short to tell which towns are large.
        """
        found: dict[str, Candidate] = {}
        roll = self._room.roll
        compared = roll.compared if roll is not None else None
        for source in _lists(sources):
            elector_of = partial(self._elector_in, source.ref)
            for candidate in self._list(source.ref).candidates(query, elector_of, compared):
                number = candidate.elector.registration_number
                if number in found or (roll is not None and roll.by_number(number) is not None):
                    continue
                found[number] = replace(candidate, listed=source)
        return tuple(found.values())

    def _rows(self, number: str) -> tuple[Credit, ...]:
        """The rows of an elector in all lists, the newest first."""
        return self.rows_in(
            number, {file.digest for file in self._room.log.states(FileState) if file.kind in REGISTRATION_LISTS}
        )

    def rows_in(self, number: str, lists: Collection[str]) -> tuple[Credit, ...]:
        """The rows of an elector in these files, the newest first; one list may write the number without its zeros."""
        bare = number.lstrip("0")
        if not lists or not bare:
            return ()
        written = dict.fromkeys((number, bare.zfill(NUMBER_DIGITS), bare))
        rows = (row for each in written for row in self._room.log.credits_of(each) if row.file in lists)
        return tuple(sorted(rows, key=lambda row: row.on, reverse=True))

    def _list(self, file: str) -> ListedNames:
        read = self._room.listed
        if file not in read:
            read[file] = ListedNames(self._room.log.names_in(file))
        return read[file]

    def _elector_in(self, file: str, number: str) -> Elector | None:
        rows = (row for row in self._room.log.credits_of(number) if row.file == file)
        return next(map(elector_on, rows), None)


def _counted(names: Iterable[ListedName], before: int, rows: int, told: Told) -> Iterator[ListedName]:
    for at, name in enumerate(names):
        if at % TOLD_EACH == 0:
            told(before + at, rows)
        yield name


def lists_received(sources: Iterable[str]) -> frozenset[str]:
    """Which standings of a registration the lists among these kinds of files tell."""
    return frozenset(REGISTRATION_LISTS[kind] for kind in sources if kind in REGISTRATION_LISTS)


def _lists(sources: Mapping[str, Source]) -> tuple[Source, ...]:
    return tuple(sources[kind] for kind in REGISTRATION_LISTS if kind in sources)


def _best(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda each: (-round(each.rank, 3), each.listed is not None))
