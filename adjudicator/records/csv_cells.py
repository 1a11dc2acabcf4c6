"""CSV cells on their way out: text that a spreadsheet would run as a formula is made harmless."""

from __future__ import annotations

from unicodedata import category, normalize

from adjudicator.records.names import is_unseen

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_SIGNS = frozenset("=+-@−")


def escape_formula(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would take it for a formula, else unchanged.

    Source: OWASP, CSV Injection: a cell that starts with = + - @, tab, carriage return or line feed. Blanks and characters
    that cannot be seen may stand before the sign, and the sign may be of another width: some programs take them away.
    """
    if not text or text[0].isalnum():  # a file may have millions of cells: most are told by their first letter
        return text
    return f"'{text}" if text.startswith(FORMULA_STARTS) or _begins_with_sign(text) else text


def _begins_with_sign(text: str) -> bool:
    first = next((letter for letter in text if letter in FORMULA_STARTS or not _is_passed_over(letter)), "")
    return first in FORMULA_STARTS or normalize("NFKC", first)[:1] in _SIGNS if first else False


def _is_passed_over(letter: str) -> bool:
    return category(letter) == "Zs" or is_unseen(letter)
