"""Which of many names are at most two slips from one written, without measuring the distance to each of them.

For each length of name and each place in it, a whole number has a bit for every name that bears a given letter there. A name
within two slips bears nearly every letter written, and near its place: a few dozen operations on such numbers leave some
names of thousands, and only to those is the distance measured.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

SLIPS = 2
"""Letters changed, left out, added or exchanged with a neighbour."""

_NEAR = {0: (-1, 1, 2), 1: (0, 1, 1), 2: (0, 2, 0), -1: (-1, 0, 2), -2: (-2, 0, 2)}
"""Letters that a name has more than the one written -> from where to where a letter written is looked for in the name,
seen from its own place, and how many letters may be missing there.

Two slips make a name one letter longer by a letter put in and one changed (which is missing), or two exchanged: one of the
two is then missing, because behind the letter put in all have moved by one. The other lengths follow in the same way.
"""

_BIT = tuple(b"0" * code + b"1" + b"0" * (255 - code) for code in range(256))
"""Letter -> what turns a column of letters into a binary number with a 1 for each of it."""


class NamesWithinTwoSlips:
    """Names by their length, each with its number; made once for many questions."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        by_length: dict[int, tuple[array[int], list[str]]] = {}
        for number, name in names:
            numbers, texts = by_length.setdefault(len(name), (array("L"), []))
            numbers.append(number)
            texts.append(name)
        self._of_length = {
            length: _OfOneLength(length, numbers, "".join(texts)) for length, (numbers, texts) in by_length.items()
        }

    def near(self, written: str) -> dict[int, str]:
        """The names within two slips of the one written (optimal string alignment distance): number -> name."""
        return {
            number: name
            for more in range(-SLIPS, SLIPS + 1)
            if (names := self._of_length.get(len(written) + more)) is not None
            for number, name in names.near(written, *_NEAR[more])
        }


class _OfOneLength:
    """Names of one length, run together: a name takes a hundredth of what it would as an entry of a dictionary."""

    def __init__(self, length: int, numbers: array[int], text: str) -> None:
        self._length = length
        self._numbers = numbers
        self._text = text
        # letters beyond Latin-1 are one here: that lets too many names through, never too few
        self._letters = text.encode("latin-1", "replace")
        self._bearing: dict[tuple[int, int], int] = {}

    def near(self, written: str, low: int, high: int, missing: int) -> Iterator[tuple[int, str]]:
        for place in self._likely(written.encode("latin-1", "replace"), low, high, missing):
            name = self._text[place * self._length : (place + 1) * self._length]
            if OSA.distance(written, name, score_cutoff=SLIPS) <= SLIPS:
                yield self._numbers[place], name

    def _likely(self, written: bytes, low: int, high: int, missing: int) -> Iterator[int]:
        """Places of names that lack at most so many of the letters, each looked for near its own place."""
        lacking = [(1 << len(self._numbers)) - 1] * (missing + 1)  # at most 0, 1, ... of the letters so far
        for place, letter in enumerate(written):
            bearing = 0
            for at in range(max(0, place + low), min(self._length, place + high + 1)):
                bearing |= self._with(letter, at)
            for count in range(missing, 0, -1):
                lacking[count] = lacking[count] & bearing | lacking[count - 1]
            lacking[0] &= bearing
            if not lacking[missing]:
                return
        bits = f"{lacking[missing]:b}"[::-1]
        found = bits.find("1")
        while found >= 0:
            yield found
            found = bits.find("1", found + 1)

    def _with(self, letter: int, place: int) -> int:
        """A bit for each name that has this letter at this place, worked out when it is first asked for."""
        key = letter, place
        if key not in self._bearing:
            self._bearing[key] = int(self._letters[place :: self._length][::-1].translate(_BIT[letter]), 2)
        return self._bearing[key]
