"""Reasons against a record, on keys."""

from __future__ import annotations

from collections.abc import Sequence

from adjudicator.casework.sheet.lines.line import ShortReason
from ui.parts import Choice

NOT_THE_RECORD = "Why does the record not hold?"


def on_keys(reasons: Sequence[ShortReason]) -> tuple[Choice, ...]:
    """Short reasons on the keys from 1, the last on 0; the value reported is the reason's code."""
    keys = (*map(str, range(1, len(reasons))), "0")
    return tuple(Choice(key, reason.code, reason.words) for key, reason in zip(keys, reasons, strict=True))
