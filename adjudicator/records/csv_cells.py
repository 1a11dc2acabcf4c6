"""CSV cells on their way out: text that a spreadsheet would run as a formula is made harmless."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def escape_formula(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would take it for a formula, else unchanged.

    Source: OWASP, CSV Injection: a cell that starts with = + - @, tab, carriage return or line feed.
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
