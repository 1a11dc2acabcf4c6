"""Keys as words that people read out, write down and compare: the English list of BIP 39, 2,048 words of three letters or
more.

Any four letters tell a word of the list from all others, and no two sound alike.
"""

from __future__ import annotations

from functools import cache

from mnemonic import Mnemonic

from adjudicator.casework.record.signing import fingerprint

FINGERPRINT_WORDS = 6
"""66 bits: nobody finds a second key with the same words by trying."""

_BITS = 11


def fingerprint_words(public: str) -> str:
    """The first 66 bits of a key's fingerprint as six words; `public` is its public half, hexadecimal."""
    bits = int(fingerprint(public), 16) >> (256 - FINGERPRINT_WORDS * _BITS)
    places = [bits >> (_BITS * place) & 2047 for place in range(FINGERPRINT_WORDS)]
    return " ".join(_list().wordlist[place] for place in reversed(places))


def secret_words(seed: bytes) -> str:
    """A secret of 32 bytes as 24 words with a check sum (BIP 39)."""
    return _list().to_mnemonic(seed)


def secret_of(words: str) -> bytes | None:
    """The secret behind 24 words; None where a word is none of the list or the check sum does not fit.

    Capitals, line breaks, numbering and more than one blank between the words do no harm.
    """
    said = [word for word in words.lower().replace(",", " ").split() if not word.rstrip(".)").isdigit()]
    expanded = " ".join(_list().expand_word(word) for word in said)
    return bytes(_list().to_entropy(expanded)) if len(said) == 24 and _list().check(expanded) else None


@cache
def _list() -> Mnemonic:
    return Mnemonic("english")
