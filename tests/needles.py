"""Personal data of the small election's voters as needles: what no message, log line or title may have in it.

Only what does not occur by chance: ordinary words ("Late", "Smith") are left out.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator

from tests.office.conftest import ELECTORS, VOTERS, envelope

ORDINARY = frozenset({"late", "smith", "john", "ada", "linh", "ravi"})


def _needles() -> Iterator[str]:
    ordinary = envelope("0000")
    yield from (ordinary.last_name, ordinary.first_name, ordinary.birth_date, "12 Oak")
    for _, _, _, last, first, _, house, street, *_ in ELECTORS:
        yield from (last, first, f"{house} {street}")
    for voter in VOTERS.values():
        yield from (voter["last_name"], voter["first_name"], voter["birth_date"])
        yield f"{voter['house_number']} {voter['street']}"


_WORDS = sorted({re.escape(text) for text in _needles() if text.casefold() not in ORDINARY})
_NUMBERS = [rf"(?<!\d){number}(?!\d)" for number, *_ in ELECTORS]
"""A registration number is one by itself: an envelope's number, as it sorts, has as many zeros and more."""

NEEDLES = re.compile("|".join((*_WORDS, *_NUMBERS)), re.IGNORECASE)


def tells_of_a_voter(text: str) -> bool:
    """Whether a text has something in it that says who a voter is. A failing test does not print it."""
    return NEEDLES.search(text) is not None


def whole_text(error: BaseException) -> str:
    """The words of an error and of everything that led to it, as they would be printed; without lines of source."""
    before = error.__cause__ or error.__context__
    return "".join([*traceback.format_exception_only(error), whole_text(before) if before is not None else ""])
