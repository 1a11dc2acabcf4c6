"""How well an elector fits free words from a search box: each word may be anything. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adjudicator.records.elector import Candidate, Elector
from adjudicator.roll.grades import related_grade, spelling_grade
from adjudicator.roll.spelling import SHORTEST_MISSPELT, SUFFIXES, key_of, likely_slips, street_words, words_of

_NAME_SHARES = {"same": 1.0, "nickname": 0.9, "near": 0.85, "far": 0.65, "start": 0.75, "initial": 0.6}
"""A word that is somebody's name in another form counts less, so that the exact name stands first."""

PLAUSIBLE_WORDS = 0.6
"""Of two words one may be wrong in part; of three, one may be wrong altogether."""


@dataclass(frozen=True, slots=True)
class _Hit:
    share: float
    words: str


_NO_HIT = _Hit(0.0, "")


def score_words(words: str, elector: Elector) -> Candidate:
    """The elector with the mean of what each word is worth (0 to 1), and for each word what it was found as."""
    agrees: list[str] = []
    differs: list[str] = []
    shares: list[float] = []
    for word in words.replace(",", " ").split():
        hit = max(_hits(word, elector), key=lambda hit: hit.share, default=_NO_HIT)
        shares.append(hit.share)
        if hit.share == 0.0:
            differs.append(f"{word}: not found here")
        else:
            (agrees if hit.share >= 0.9 else differs).append(f"{word}: {hit.words}")
    score = sum(shares) / len(shares) if shares else 0.0
    return Candidate(elector, score, tuple(agrees), tuple(differs))


def _hits(word: str, elector: Elector) -> Iterator[_Hit]:
    if any(map(str.isdigit, word)):
        yield from _number_hits(word, elector)
    else:
        yield from _name_hits(word, elector)
    if key_of(word) in street_words(elector.street) or street_words(word) == street_words(elector.street)[-1:]:
        yield _Hit(1.0, "street")


def _number_hits(word: str, elector: Elector) -> Iterator[_Hit]:
    if word.lstrip("0") == elector.registration_number.lstrip("0"):
        yield _Hit(1.0, "registration number")
    elif len(word) >= 4 and word in elector.registration_number:
        yield _Hit(0.9, "part of the registration number")
    if word.upper() == elector.house_number.upper():
        yield _Hit(1.0, "house number")
    if elector.zip_code.startswith(word) and len(word) == 5:
        yield _Hit(1.0, "ZIP code")
    if elector.birth_year is not None and word.isdigit() and len(word) == 4:
        if int(word) == elector.birth_year:
            yield _Hit(1.0, "birth year")
        elif elector.birth_year in likely_slips(int(word)):
            yield _Hit(0.5, f"born {elector.birth_year}")


def _name_hits(word: str, elector: Elector) -> Iterator[_Hit]:
    key = key_of(word)
    for what, name in (("last name", elector.last_name), ("first name", elector.first_name)):
        whole = key_of(name)
        listed = {whole, *words_of(name)}
        grade = max(
            (_name_grade(key, one, what) for one in listed), key=lambda one: _NAME_SHARES.get(one, 0.0), default=""
        )
        if grade in _NAME_SHARES:
            yield _Hit(_NAME_SHARES[grade], what if grade == "same" else f"{what} {name.title()}")
    if key in words_of(elector.middle_name):
        yield _Hit(0.95, "middle name")
    if key in SUFFIXES and SUFFIXES[key] == SUFFIXES.get(key_of(elector.suffix)):
        yield _Hit(1.0, "suffix")
    if key and key in {key_of(elector.city), key_of(elector.county), *words_of(elector.city)}:
        yield _Hit(1.0, "town or county")


def _name_grade(key: str, listed: str, what: str) -> str:
    grade = related_grade(key, listed) if what == "first name" else spelling_grade(key, listed)
    if grade == "other" and len(key) >= SHORTEST_MISSPELT and listed.startswith(key):
        return "start"
    return grade
