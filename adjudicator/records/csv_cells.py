"""CSV cells on their way out: text that a spreadsheet would run as a formula is made harmless."""

from __future__ import annotations

from unicodedata import category

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The signs in full width are those of East Asian keyboards; some spreadsheets read them like the others."""

_UNSEEN = frozenset({"Zs", "Cf"})
"""Spaces of every width and signs without any, which a spreadsheet may take away before it looks."""


def escape_formula(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would take it for a formula, else unchanged.

    Source: OWASP, CSV Injection: a cell that starts with = + - @, tab, carriage return or line feed; also behind spaces.
    """
    if text[:1].isalnum():  # nearly every cell
        return text
    seen = next((letter for letter in text if category(letter) not in _UNSEEN), "")
    return f"'{text}" if seen in FORMULA_STARTS else text
