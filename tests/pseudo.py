"""A made-up language: every sentence longer by a third, with accents, between marks; so what is untranslated or cut is seen.

What stands in a sentence's places stays outside the marks: a place that is filled with plain English is seen too.
"""

from __future__ import annotations

import re
from gettext import NullTranslations

from adjudicator.words import Language

OPEN, CLOSE = "«", "»"
LONGER, WORD = 0.35, 8
"""How much longer a sentence is, by words of so many letters, so that it wraps as other sentences do."""

_PLACE = re.compile(r"(\{\w+(?:!r)?\})")
_RUN = re.compile(r"(\W*)(.*\w)(\W*)", re.DOTALL)
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
_MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


class _Pseudo(NullTranslations):
    def gettext(self, message: str) -> str:
        return "".join(part if _PLACE.fullmatch(part) else _run(part) for part in _PLACE.split(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


PSEUDO = Language("x-pseudo", "«Pséúdó»", _Pseudo())


def _run(words: str) -> str:
    found = _RUN.fullmatch(words)
    if found is None or not re.search(r"[A-Za-z]", words):
        return words
    before, inside, after = found.groups()
    more = max(round(LONGER * len(inside)) - 1, 1)
    longer = " ".join(["é" * (WORD - 1)] * (more // WORD) + ["é" * (more % WORD or 1)])
    return f"{before}{OPEN}{inside.translate(_ACCENTS)} {longer}{CLOSE}{after}"


def left_in_english(shown: str) -> str:
    """What of a text on the screen is in no marks; a mark that an ellipsis cut off ends with the text."""
    whole = f"{shown}{CLOSE}" if shown.count(OPEN) > shown.count(CLOSE) else shown
    return _MARKED.sub(" ", whole)
