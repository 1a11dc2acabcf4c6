"""The row of a file of other votes as the file has it: what a person compares with the roll before they believe it.

It is kept with the words of its credit, behind a separator, so that the lines of a file commit to it as they do to the words;
lines of before form 6.0 have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from adjudicator.words import _

ROW_COLUMNS: Mapping[str, str] = {
    "name": _("Name"),
    "born": _("Birth year"),
    "address": _("Address"),
    "precinct": _("Precinct"),
    "combo": _("Combo"),
    "how": _("Style"),
    "status": _("Status"),
    "reason": _("Reason"),
    "challenged": _("Challenged or provisional"),
    "applied": _("Applied"),
    "issued": _("Issued"),
    "returned": _("Returned"),
    "checked_in": _("Checked in"),
}
"""What a row may say, by the code under which it is kept, in the order in which it is shown."""

VoteRow = tuple[tuple[str, str], ...]
"""What one row says: (a code of ROW_COLUMNS, what stands there), without what is empty."""

SEPARATOR = "\x1f"

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[tuple[str, str], ...]).decode


def row_of(parts: Iterable[tuple[str, str]]) -> VoteRow:
    """A row of what stands in a file, without what is empty, single spaces between words."""
    said = ((code, " ".join(text.split())) for code, text in parts)
    return tuple((code, text) for code, text in said if text)


def packed(words: str, row: VoteRow) -> str:
    """The words of a credit with its row behind them, as they are kept."""
    return f"{words}{SEPARATOR}{_encode(row).decode()}" if row else words


def unpacked(kept: str) -> tuple[str, VoteRow]:
    """Words and row again; what was not packed here, or is not as it was packed, is words alone."""
    words, separator, tail = kept.rpartition(SEPARATOR)
    if not separator:
        return kept, ()
    try:
        row = _decode(tail)
    except msgspec.DecodeError:
        return kept, ()
    return (words, row) if row and packed(words, row) == kept else (kept, ())
