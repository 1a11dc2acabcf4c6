"""Whether a password is a common one, dressed up or not.

What people add to a common password to make it pass a rule is what guessers add too: capitals, a digit for a letter, a year
or an exclamation mark at the end, the whole thing twice. All of it is taken off before the list is asked.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache

from adjudicator.resources import path

OWN = (
    "administrator", "adminadmin", "changeme", "correcthorsebatterystaple", "election", "electionday", "elections",
    "georgia", "gwinnett", "gwinnettcounty", "provisional", "provisionalballot", "provisionalballots", "registrar",
    "registrars", "reviewer", "supervisor",
)  # fmt: skip
"""What an election office would come upon first; the list of all the world's does not have it."""

_SUBSTITUTED = str.maketrans(
    {"0": "o", "1": "i", "l": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "7": "t", "8": "b", "9": "g"}
)
_BEFORE, _AFTER = re.compile(r"^[\W\d_]+"), re.compile(r"[\W\d_]+$")
_BETWEEN = re.compile(r"[\W_]+")


def is_common(password: str) -> bool:
    """Whether a password (any case) is in the list once what dresses it up is taken off."""
    return not _common().isdisjoint(_undressed(password.casefold()))


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


def _folded(word: str) -> str:
    return word.translate(_SUBSTITUTED)


@cache
def _common() -> frozenset[str]:
    with gzip.open(path("passwords", "common.txt.gz"), "rt", encoding="utf-8") as file:
        return frozenset(map(_folded, (*file.read().split(), *OWN)))
