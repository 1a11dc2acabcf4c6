"""How well an elector fits free words from a search box: each word may be anything. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adjudicator.records.elector import Candidate, Elector
from adjudicator.roll.capitals import name_of, street_of
from adjudicator.roll.grades import related_grade, spelling_grade
from adjudicator.roll.readings import cells_of, terms_of
from adjudicator.roll.spelling import SHORTEST_MISSPELT, SUFFIXES, key_of, likely_slips, street_words, words_of
from adjudicator.words import _

_NAME_SHARES = {"same": 1.0, "nickname": 0.9, "near": 0.85, "far": 0.65, "start": 0.75, "initial": 0.6}
"""A word that is somebody's name in another form counts less, so that the exact name stands first."""

_ELIDED = frozenset({"D", "O"})
"""Letters that are parted from the name by an apostrophe: D'Angelo, O'Brien."""

_INITIAL_JOINED = 0.75
"""Other letters are rather initials: "W Hale" is a Hale before a Whale, and "D Mills" a Mills before a Dills."""

PLAUSIBLE_WORDS = 0.6
"""Of two words one may be wrong in part; of three, one may be wrong altogether."""


_LAST, _FIRST, _TOWN = _("last name"), _("first name"), _("town or county")


@dataclass(frozen=True, slots=True)
class _Hit:
    """How well a word fits, and as what: `listed` is what the roll has where that is not the word itself."""

    share: float
    what: str
    listed: str = ""


_NO_HIT = _Hit(0.0, "")


def score_words(words: str, elector: Elector) -> Candidate:
    """The elector with the mean of what each word is worth (0 to 1), and for each word what it was found as.

    Words that may be one name written apart (O Brien) are held against the elector both ways; the better counts.
    """
    found: list[tuple[str, _Hit]] = []
    for term in terms_of(cells_of(words)):
        apart = [(word, max(_hits(word, elector), key=_share, default=_NO_HIT)) for word in term]
        whole = max(_joined_hits(term, elector), key=_share, default=_NO_HIT)
        together = [(" ".join(term), whole)] * len(term)
        found += together if whole.share * len(term) > sum(hit.share for __, hit in apart) else apart
    shares = [hit.share for __, hit in found]
    score = sum(shares) / len(shares) if shares else 0.0
    told = [(_told(word, hit), hit.share) for word, hit in dict.fromkeys(found)]
    agrees = tuple(sentence for sentence, share in told if share >= 0.9)
    return Candidate(elector, score, agrees, tuple(sentence for sentence, share in told if share < 0.9))


def _share(hit: _Hit) -> float:
    return hit.share


def _told(word: str, hit: _Hit) -> str:
    if not hit.share:
        return _("{word}: not found here", word=word)
    if hit.listed:
        return _("{word}: {what} {listed}", word=word, what=hit.what, listed=hit.listed)
    return _("{word}: {what}", word=word, what=hit.what)


def _joined_hits(term: tuple[str, ...], elector: Elector) -> Iterator[_Hit]:
    """Hits of words taken as one name, which has to begin with the first of them as the list has it."""
    if len(term) == 1:
        return
    first, key = key_of(term[0]), key_of(" ".join(term))
    letter, initial = len(first) == 1, len(first) == 1 and first not in _ELIDED
    for what, name in ((_LAST, elector.last_name), (_FIRST, elector.first_name)):
        listed = key_of(name)
        grade = _name_grade(key, listed, what) if listed.startswith(first) else "other"
        if grade == "same":
            yield _Hit(_INITIAL_JOINED if initial else 1.0, what)
        elif grade in {"near", "far", "start"} and not initial:
            share = _NAME_SHARES[grade]
            yield _Hit(min(share, _INITIAL_JOINED) if letter else share, what, name_of(name))
    if key == key_of(elector.city):
        yield _Hit(1.0, _TOWN)


def _hits(word: str, elector: Elector) -> Iterator[_Hit]:
    if any(map(str.isdigit, word)):
        yield from _number_hits(word, elector)
    else:
        yield from _name_hits(word, elector)
    yield from _street_hits(word, elector)


def _street_hits(word: str, elector: Elector) -> Iterator[_Hit]:
    key, written = key_of(word), set(street_words(word))
    if written and written <= set(street_words(elector.street)):
        yield _Hit(1.0, _("street"))
    elif len(key) >= SHORTEST_MISSPELT and any(listed.startswith(key) for listed in words_of(elector.street)):
        yield _Hit(_NAME_SHARES["start"], _("street"), street_of(elector.street))


def _number_hits(word: str, elector: Elector) -> Iterator[_Hit]:
    if word.lstrip("0") == elector.registration_number.lstrip("0"):
        yield _Hit(1.0, _("registration number"))
    elif len(word) >= 4 and word in elector.registration_number:
        yield _Hit(0.9, _("part of the registration number"))
    if word.upper() == elector.house_number.upper():
        yield _Hit(1.0, _("house number"))
    if elector.zip_code.startswith(word) and len(word) == 5:
        yield _Hit(1.0, _("ZIP code"))
    if elector.birth_year is not None and word.isdigit() and len(word) == 4:
        if int(word) == elector.birth_year:
            yield _Hit(1.0, _("birth year"))
        elif elector.birth_year in likely_slips(int(word)):
            yield _Hit(0.5, _("born"), str(elector.birth_year))


def _name_hits(word: str, elector: Elector) -> Iterator[_Hit]:
    key = key_of(word)
    for what, name in ((_LAST, elector.last_name), (_FIRST, elector.first_name)):
        whole = key_of(name)
        listed = {whole, *words_of(name)}
        grade = max(
            (_name_grade(key, one, what) for one in listed), key=lambda one: _NAME_SHARES.get(one, 0.0), default=""
        )
        if grade in _NAME_SHARES:
            yield _Hit(_NAME_SHARES[grade], what, "" if grade == "same" else name_of(name))
    if key in words_of(elector.middle_name):
        yield _Hit(0.95, _("middle name"))
    if key in SUFFIXES and SUFFIXES[key] == SUFFIXES.get(key_of(elector.suffix)):
        yield _Hit(1.0, _("suffix"))
    if key and key in {key_of(elector.city), key_of(elector.county), *words_of(elector.city)}:
        yield _Hit(1.0, _TOWN)


def _name_grade(key: str, listed: str, what: str) -> str:
    grade = related_grade(key, listed) if what is _FIRST else spelling_grade(key, listed)
    if grade in {"other", "loose", "far"} and len(key) >= SHORTEST_MISSPELT and listed.startswith(key):
        return "start"
    return grade
