"""Whether a password is a common one, dressed up or not.

What people add to a common password to make it pass a rule is what guessers add too: capitals, a digit for a letter, a year,
an exclamation mark, a stretch of the keyboard, a second common word, the whole thing twice or backwards. So a password is
looked up in the list once all of that is taken off, and taken apart: it is as long as what nobody could foresee in it.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from adjudicator.resources import path

OWN = (
    "administrator", "adminadmin", "ballot", "ballots", "changeme", "correcthorsebatterystaple", "election", "electionday",
    "elections", "georgia", "gwinnett", "gwinnettcounty", "november", "provisional", "provisionalballot",
    "provisionalballots", "registrar", "registrars", "reviewer", "supervisor", "voter", "voters",
)  # fmt: skip
"""What an election office would come upon first; the list of all the world's does not have it."""

ROWS = (
    "01234567890123456789", "abcdefghijklmnopqrstuvwxyzabc", "`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./",
    "qwertyuiopasdfghjklzxcvbnm", "!@#$%^&*()_+", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "147258369", "789456123", "02468", "13579",
)  # fmt: skip
"""Rows of characters that a finger or a mind runs along, forwards or back."""

_STEPS = frozenset(pair for row in ROWS for one, other in pairwise(row) for pair in (one + other, other + one))
"""With what a run along one of them begins."""

ENOUGH = 8
"""What has to be left of a password that is taken apart; two common words and a year have seven."""

_WORD, _RUN, _YEAR, _DATE = 3, 1, 1, 2
"""What a piece counts, in characters that nobody could foresee: guessers have lists of all of these. A piece that was there
before counts nothing."""

_SHORTEST_RUN, _SHORTEST_WORD, _SHORTEST_AGAIN, _LONGEST_PIECE = 3, 5, 3, 30
_WHEN = (
    (re.compile(r"(?:19|20)\d\d"), _YEAR),
    (re.compile(r"\d{1,2}[-/. ]?\d{1,2}[-/. ]?(?:(?:19|20)\d\d|\d\d)"), _DATE),
    (re.compile(r"(?:19|20)\d\d[-/. ]?\d{1,2}[-/. ]?\d{1,2}"), _DATE),
)

_SUBSTITUTED = str.maketrans(
    {"0": "o", "1": "i", "l": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "7": "t", "8": "b", "9": "g"}
)
_BEFORE, _AFTER = re.compile(r"^[\W\d_]+"), re.compile(r"[\W\d_]+$")
_BETWEEN = re.compile(r"[\W_]+")
_TWICE = re.compile(r"(.)\1")


NOTHING_MORE: frozenset[str] = frozenset()


def is_common(password: str, here: frozenset[str] = NOTHING_MORE) -> bool:
    """Whether a password (any case) is in the list, or of the words `here`, once what dresses it up is taken off."""
    return any(word in _common() or word in here for word in _undressed(password.casefold()))


def unforeseen(password: str, here: frozenset[str] = NOTHING_MORE) -> int:
    """How many characters of a password (any case) nobody could foresee, taken apart in the way that leaves the fewest."""
    plain = password.casefold()
    return min(_left(each, here) for each in (plain, _TWICE.sub(r"\1", plain), _BETWEEN.sub("", plain)))


def words_of(county: str, election: str = "") -> frozenset[str]:
    """What guessers try first in an office of a county that holds an election, as the list has its words.

    The election's name is one of them, as it is and without its year; nothing where neither is given.
    """
    name = "".join(filter(str.isalnum, county.casefold().removesuffix("county")))
    held = "".join(filter(str.isalnum, election.casefold()))
    words = {name, f"{name}county", f"countyof{name}"} if name else set[str]()
    return frozenset(_folded(word) for word in words | {held, "".join(filter(str.isalpha, held))} if word)


def repeated(password: str) -> str:
    """What a password says over and over ("letmeinletmein" gives "letmein"); the password itself where nothing is."""
    again = (password + password).find(password, 1)
    return password[:again]


def _undressed(password: str) -> Iterator[str]:
    """The password folded, with and without what stands around and between its letters, and once where it is said twice."""
    ended = _AFTER.sub("", password)
    for worn in (password, ended, _BEFORE.sub("", password), _BEFORE.sub("", ended)):
        folded = _folded(worn)
        for said in (folded, _BETWEEN.sub("", folded)):
            yield said
            yield repeated(said)


def _left(password: str, here: frozenset[str]) -> int:
    least = [0, *[len(password)] * len(password)]
    for start in range(len(password)):
        for end, counts in _pieces(password, start, here):
            least[end] = min(least[end], least[start] + counts)
    return least[-1]


def _pieces(password: str, start: int, here: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The pieces that begin at a place: where each ends, and what it counts."""
    yield start + 1, 1
    folded = _folded(password)  # letter by letter, so a piece of it is the piece folded
    for when, counts in _WHEN:
        if found := when.match(password, start):
            yield found.end(), counts
    for end in range(start + _SHORTEST_RUN, min(len(password), start + _LONGEST_PIECE) + 1):
        piece = password[start:end]
        if end - start >= _SHORTEST_AGAIN and piece in password[:start]:
            yield end, 0
        elif _is_run(piece):
            yield end, _RUN
        elif end - start >= _SHORTEST_WORD and _is_known(folded[start:end], here):
            yield end, _WORD


def _is_known(word: str, here: frozenset[str]) -> bool:
    back = word[::-1]
    return word in _common() or back in _common() or word in here or back in here


def _is_run(piece: str) -> bool:
    if piece[:2] not in _STEPS:  # most pieces end here
        return len(set(piece)) == 1
    return len(set(piece)) == 1 or any(piece in row or piece[::-1] in row for row in ROWS)


def _folded(word: str) -> str:
    return word.translate(_SUBSTITUTED)


@cache
def _common() -> frozenset[str]:
    with gzip.open(path("passwords", "common.txt.gz"), "rt", encoding="utf-8") as file:
        return frozenset(map(_folded, (*file.read().split(), *OWN)))
