"""Reasons against a record, on keys."""

from __future__ import annotations

from collections.abc import Iterable

from adjudicator.casework.sheet.questions import Option
from ui.parts import Choice

NOT_THE_RECORD = "Why does the record not hold?"


def on_keys(reasons: Iterable[Option]) -> tuple[Choice, ...]:
    """Short reasons as choices; the value reported is the reason's code."""
    return tuple(Choice(option.key, option.value, option.words) for option in reasons)
