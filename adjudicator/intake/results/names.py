"""Names of contests and precincts as files of results write them, and what they are in the definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import normalize

from adjudicator.records.election import PARTY_NAMES, Contest, Election, Precinct

_VOTE_FOR = re.compile(r"\(?\bvote for(?: not more than)? (?:\d+|one|two|three)\)?", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")
_COUNTY = re.compile(r"\b(county|co)\b")
_WRITE_IN = re.compile(r"\bwrite ins?\b")
_UNSAID = frozenset({"the", "of", "and", "election", "elections", "official", "results", "county"})
_BY_CHANCE = 2
"""A match of one half is not enough to be sure that two files are of one election."""


def loose(written: str) -> str:
    """A name as it is compared: letters and digits alone, in small letters, without "(Vote For 1)"."""
    return _NO_LETTERS.sub(" ", _VOTE_FOR.sub(" ", normalize("NFKC", written)).casefold()).strip()


def is_write_in(written: str) -> bool:
    """Whether a choice is called a write-in: "Write-in", "Jane Doe (Write-In)"."""
    return _WRITE_IN.search(loose(written)) is not None


def same_county(written: str, county: str) -> bool:
    """Whether two names are of one county: "GWINNETT", "Gwinnett County"."""
    return _COUNTY.sub("", loose(written)).split() == _COUNTY.sub("", loose(county)).split()


def alike(written: str, name: str) -> bool:
    """Whether two names may be of one election: each word that counts in the shorter one is in the longer one."""
    one, other = ({word for word in loose(each).split() if word not in _UNSAID} for each in (written, name))
    return bool(one & other) and (one <= other or other <= one)


class Spellings:
    """Every way to write each of some things; a way that two of them share names none."""

    def __init__(self, ways: Iterable[tuple[str, str]]) -> None:
        self._things: dict[str, str] = {}
        shared: set[str] = set()
        for thing, way in ways:
            plain = loose(way)
            if plain and self._things.setdefault(plain, thing) != thing:
                shared.add(plain)
        for plain in shared:
            del self._things[plain]

    def named(self, written: str) -> str:
        """The thing that is written so; empty for none."""
        return self._things.get(loose(written), "")


def contest_spellings(election: Election) -> Spellings:
    """The contests by their titles, in English, in Spanish and in both, in a primary also with their party."""
    return Spellings(
        (contest.id, way)
        for contest in election.contests.values()
        for title in _titles(contest)
        for way in _with_party(title, contest.party, election.parties)
    )


def precinct_spellings(election: Election) -> Spellings:
    """The precincts by code, by name and by both."""
    return Spellings((each.code, way) for each in election.precincts.values() for way in _precinct(each))


def hardly_any(matched: int, there: int, wanted: int) -> bool:
    """Whether so few names match, of those in the file and of those in the definition, that it is about something else."""
    return matched * _BY_CHANCE < min(there, wanted)


def _titles(contest: Contest) -> Iterator[str]:
    yield contest.title
    if contest.title_es:
        yield contest.title_es
        yield f"{contest.title}/{contest.title_es}"  # as the results of Georgia's bilingual counties have it


def _with_party(title: str, party: str, parties: Mapping[str, str]) -> Iterator[str]:
    yield title
    if party:
        for word in {party, parties.get(party, party), PARTY_NAMES.get(party.upper(), party), party[:3]}:
            yield f"{word} - {title}"
            yield f"{title} - {word}"


def _precinct(precinct: Precinct) -> Iterator[str]:
    yield precinct.code
    yield precinct.name
    yield f"{precinct.code} {precinct.name}"
    yield f"{precinct.name} {precinct.code}"
