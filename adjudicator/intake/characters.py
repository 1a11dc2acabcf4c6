"""Characters that no pen writes: control characters, and the signs that stand for them in messages."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import category

from adjudicator.records.names import is_unseen
from adjudicator.words import _

LINE_BREAKS = frozenset("\n\r\u2028\u2029")
NAMES: Mapping[str, str] = {
    "\0": _("a NUL character"),
    "\t": _("a tab"),
    "\x1b": _("an escape character"),
    **dict.fromkeys(LINE_BREAKS, _("a line break")),
}
"""Control characters that have a name people know."""

SPACES = "".join(letter for letter in map(chr, range(0x3001)) if category(letter) == "Zs")
"""Spaces of every width. A control character is none: taking it away unseen would hide it."""


def is_control(letter: str) -> bool:
    """Whether a character is a control character or a line break (Unicode categories Cc, Zl and Zp)."""
    return not letter.isprintable() and category(letter) in {"Cc", "Zl", "Zp"}


def first_control(text: str, allowed: frozenset[str] = frozenset()) -> str:
    """Return the name of the first control character that is not allowed, or empty where there is none."""
    if text.isprintable():
        return ""
    found = (letter for letter in text if is_control(letter) and letter not in allowed)
    return next((NAMES.get(letter, _("a control character")) for letter in found), "")


def visible(text: str) -> str:
    """Return a text with a sign for each character that cannot be seen: U+2400 to U+2421, or the replacement character."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_sign(letter) if is_unseen(letter) else letter for letter in text)


def _sign(letter: str) -> str:
    code = ord(letter)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
