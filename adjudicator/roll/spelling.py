"""One spelling for names and streets that are the same to a reader, and the forms by which a misspelt one is found."""

from __future__ import annotations

import sys
import unicodedata
from array import array
from collections.abc import Iterator
from functools import cache, lru_cache
from zlib import crc32

_LETTERS = str.maketrans(
    {"ß": "SS", "Æ": "AE", "æ": "AE", "Œ": "OE", "œ": "OE", "Ø": "O", "ø": "O", "Ł": "L", "ł": "L", "Đ": "D", "đ": "D",
     "Ð": "D", "ð": "D", "Þ": "TH", "þ": "TH", "ı": "I"}
)  # fmt: skip
"""Letters that Unicode does not take apart into a base letter and an accent."""

_SILENT = dict.fromkeys(map(ord, "'’‘`´ʻʼ.\"“”"), None)
"""Marks that do not part a name: O'Brien, St."""

SUFFIXES = {"JR": "Jr.", "JUNIOR": "Jr.", "SR": "Sr.", "SENIOR": "Sr.", "II": "II", "2ND": "II", "III": "III",
            "3RD": "III", "IV": "IV", "4TH": "IV", "V": "V", "5TH": "V"}  # fmt: skip
"""Suffix as lists and people write it -> how it is shown."""

PARTICLES = frozenset(
    {"DE", "LA", "DEL", "LAS", "LOS", "DA", "DI", "DO", "DOS", "DU", "LE", "VAN", "VON", "DER",
     "DEN", "EL", "AL", "BIN", "MAC", "MC", "Y", "E", "SAINT"}
)  # fmt: skip
"""Words of a surname that do not find anyone alone."""

_SAME_WORD = {"ST": "SAINT", "STE": "SAINTE"}

_STREET_WORDS = {
    "STREET": "ST", "ROAD": "RD", "DRIVE": "DR", "AVENUE": "AVE", "AV": "AVE", "LANE": "LN", "COURT": "CT",
    "CIRCLE": "CIR", "BOULEVARD": "BLVD", "HIGHWAY": "HWY", "PARKWAY": "PKWY", "PLACE": "PL", "TERRACE": "TER",
    "TRAIL": "TRL", "WAY": "WAY", "POINT": "PT", "COVE": "CV", "SQUARE": "SQ", "RUN": "RUN", "PASS": "PASS",
    "TRACE": "TRCE", "CROSSING": "XING", "NORTH": "N", "SOUTH": "S", "EAST": "E", "WEST": "W", "NORTHEAST": "NE",
    "NORTHWEST": "NW", "SOUTHEAST": "SE", "SOUTHWEST": "SW", "SAINT": "ST", "MOUNT": "MT", "LOOP": "LOOP",
    "RIDGE": "RDG", "BRIDGE": "BRG", "PIKE": "PIKE", "BEND": "BND",
}  # fmt: skip
_STREET_KINDS = frozenset(_STREET_WORDS.values()) - {"RUN", "PASS", "LOOP", "PIKE", "RDG", "BRG", "BND", "MT"}

SHORTEST_MISSPELT = 3
"""Names shorter than this are only found as written: a letter less would be nearly any name."""


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in capitals, without accents, apostrophes and points; hyphens and spaces part words."""
    if text.isascii():
        if text.isalpha():
            word = text.upper()
            return (_SAME_WORD.get(word, word),)
        plain = text.upper().translate(_SILENT)
    else:
        apart = unicodedata.normalize("NFKD", text.translate(_LETTERS).translate(_SILENT))
        plain = "".join(char for char in apart if not unicodedata.combining(char)).upper()
    spaced = "".join(char if char.isalnum() else " " for char in plain)
    return tuple(_SAME_WORD.get(word, word) for word in spaced.split())


def key_of(text: str) -> str:
    """The words of a name run together: O'BRIEN, O BRIEN and Obrien have one key."""
    return "".join(words_of(text))


def keys_of(names: list[str]) -> list[str]:
    """The key of each name. They are many and each is there once, so that none is remembered as `key_of` does."""
    whole = ((name, name.upper()) for name in names)
    return [
        _SAME_WORD.get(upper, upper) if name.isalpha() and name.isascii() else "".join(words_of.__wrapped__(name))
        for name, upper in whole
    ]


def parts_of(text: str) -> tuple[str, ...]:
    """The names in a double surname that find a person alone, each once, empty where there is but one: DELGADO, RUIZ."""
    words = words_of(text)
    parts = tuple(word for word in words if len(word) >= SHORTEST_MISSPELT and word not in PARTICLES)
    return tuple(dict.fromkeys(parts)) if len(words) > 1 and len(parts) > 1 else ()


def suffix_of(text: str) -> str:
    """The suffix as it is shown ("Jr."), as written where it is none that is known, empty for none."""
    return SUFFIXES.get(key_of(text), text.strip())


def without_suffix(last_name: str) -> tuple[str, str]:
    """A surname and the suffix written into it: ("Ames", "Jr.") of "Ames Jr."; the suffix empty where there is none."""
    words = last_name.replace(",", " ").split()
    if len(words) > 1 and key_of(words[-1]) in SUFFIXES:
        return " ".join(words[:-1]), suffix_of(words[-1])
    return last_name.strip(), ""


@lru_cache(maxsize=16384)
def street_words(street: str) -> tuple[str, ...]:
    """The words of a street with the post's abbreviations: ("GRAYSON", "HWY") of "Grayson Highway"."""
    return tuple(_STREET_WORDS.get(word, word) for word in words_of(street))


@lru_cache(maxsize=16384)
def street_key(street: str) -> str:
    """What tells one street from another: its words without direction and kind, all of them where nothing is left."""
    words = street_words(street)
    core = [word for word in words if word not in _STREET_KINDS]
    return "".join(core or words)


def house_key(number: str) -> str:
    """A house number in capitals without spaces, hyphens and leading zeros: "12B" of "012-b"."""
    return key_of(number).lstrip("0")


def forms_of(key: str) -> Iterator[str]:
    """The key and each form of it with one character left out: two keys one slip apart share a form.

    The slip may be a letter changed, left out, added, or two neighbours exchanged (deletion neighbourhood, as in
    Garbe's SymSpell and Mor and Fraenkel 1982).
    """
    yield key
    if len(key) >= SHORTEST_MISSPELT:
        for place in range(len(key)):
            yield key[:place] + key[place + 1 :]


SLOT_BITS = 28
"""A slot of the neighbourhood is the form's CRC-32, then the name's number in this many bits."""


SLOTS_OF_PACK = 512
"""Slots are kept in packs of 4 KB: reading one takes as long as reading one slot would, and they need no index."""


def little_endian(numbers: array[int]) -> array[int]:
    """The numbers as a file of either kind of machine has them; applied again, as this machine has them."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def slots_of(key: str, number: int) -> list[int]:
    """The slots of all forms of a name, each once: what `forms_of` and `first_slot` give, in one go for many names."""
    code = key.encode()
    slots = [crc32(code) << SLOT_BITS | number]
    if len(key) < SHORTEST_MISSPELT:
        return slots
    if len(code) > len(key):
        return [first_slot(form) | number for form in dict.fromkeys(forms_of(key))]
    # leaving out either of two equal neighbours gives one form
    return slots + [
        crc32(code[:place] + code[place + 1 :]) << SLOT_BITS | number
        for place in range(len(code))
        if not place or code[place] != code[place - 1]
    ]


def first_slot(form: str) -> int:
    """The lowest slot a form can have; its names lie in the 2**28 slots from there on."""
    return crc32(form.encode()) << SLOT_BITS


@cache
def _nick_namer() -> _Nicknames:
    return _Nicknames()


class _Nicknames:
    """Which given names are short for which, both ways, from the library `nicknames`, loaded when first asked."""

    def __init__(self) -> None:
        from nicknames import NickNamer  # noqa: PLC0415 - reads a table of 1,000 names, only when somebody searches

        self._namer = NickNamer()

    def related(self, key: str) -> frozenset[str]:
        name = key.lower()
        canonical = self._namer.canonicals_of(name)
        short = set(self._namer.nicknames_of(name))
        near = set(canonical) | short
        # Bill and Will are both short for William; what is short for a name as the name is for it leads to anybody
        for full in canonical - short:
            near |= set(self._namer.nicknames_of(full))
        near.discard(name)
        return frozenset(key_of(other) for other in near)


@lru_cache(maxsize=8192)
def nicknames_of(key: str) -> frozenset[str]:
    """Keys of the given names that a person of this given name may also go by, in no order."""
    return _nick_namer().related(key)


@lru_cache(maxsize=4096)
def likely_slips(year: int) -> frozenset[int]:
    """Birth years that a slip of the pen makes of one: one off, two digits exchanged, another decade or century."""
    digits = str(year)
    near = {year - 1, year + 1, year - 100, year + 100, year - 10, year + 10}
    for place in (1, 2):
        near.add(int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]))
    return frozenset(other for other in near if other != year and 1880 <= other <= 2030)
