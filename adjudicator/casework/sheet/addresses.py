"""Whether two addresses are one: house number and street, however the pen or the list abbreviates them."""

from __future__ import annotations

import re

from adjudicator.records.elector import Elector
from adjudicator.records.envelope import Envelope

_SHORT = {
    "street": "st", "avenue": "ave", "road": "rd", "drive": "dr", "lane": "ln", "court": "ct", "circle": "cir",
    "place": "pl", "boulevard": "blvd", "highway": "hwy", "parkway": "pkwy", "terrace": "ter", "trail": "trl",
    "square": "sq", "north": "n", "south": "s", "east": "e", "west": "w", "northeast": "ne", "northwest": "nw",
    "southeast": "se", "southwest": "sw", "way": "way", "trace": "trce", "point": "pt", "ridge": "rdg", "crossing": "xing",
}  # fmt: skip
_TYPES_AND_DIRECTIONS = frozenset(_SHORT.values())


def address_given(papers: Envelope) -> bool:
    """Whether the papers give an address at all."""
    return bool(papers.house_number.strip() or papers.street.strip())


def same_address(papers: Envelope, elector: Elector) -> bool:
    """Whether the papers' address is the listed one: same house number, same street name; types may be left out."""
    if _digits(papers.house_number) != _digits(elector.house_number):
        return False
    return _street_key(papers.street) == _street_key(elector.street)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).lstrip("0")


def _street_key(street: str) -> str:
    words: list[str] = re.findall(r"[a-z0-9]+", street.casefold())
    short = [_SHORT.get(word, word) for word in words]
    name = [word for word in short if word not in _TYPES_AND_DIRECTIONS]
    return " ".join(name or short)
