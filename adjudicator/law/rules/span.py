"""Between which days a pack is the law, whether it holds on the day of an election, and which of several fits best."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from adjudicator.law.rules.pack import SPAN, Pack

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_in(text: str) -> date | None:
    """The day that a text in ISO 8601 names ("2021-06-30"), and in no other form of it; None for any other text."""
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


def has_dates(pack: Pack) -> bool:
    """Whether a pack says by dates from when it is the law, and until when where that has ended.

    Packs that older cases carry say it in free text.
    """
    return day_in(pack.since) is not None and (not pack.until or day_in(pack.until) is not None)


def with_dates_of(pack: Pack, own: Pack) -> Pack:
    """A pack with the dates of another of its id, where its own are none."""
    return pack if has_dates(pack) else replace(pack, **{name: getattr(own, name) for name in SPAN})


def has_begun(pack: Pack, day: date) -> bool:
    """Whether a pack's first day is not after a day; true where the pack does not say."""
    first = day_in(pack.since)
    return first is None or first <= day


def has_ended(pack: Pack, day: date) -> bool:
    """Whether a pack's last day is before a day; false where the pack does not say."""
    last = day_in(pack.until)
    return last is not None and last < day


def holds_on(pack: Pack, day: date) -> bool:
    """Whether a pack is the law on the day of an election, its first and its last day included.

    What says nothing by dates is not said to be outside them.
    """
    return not has_dates(pack) or (has_begun(pack, day) and not has_ended(pack, day))


def best_on(packs: Iterable[Pack], day: date) -> Pack | None:
    """The pack that fits an election best: of those that hold on its day, by dates, the one that began last.

    Of several that began on one day it is the first given; None where none holds.
    """
    fit = [pack for pack in packs if has_dates(pack) and holds_on(pack, day)]
    return max(fit, key=lambda pack: pack.since, default=None)
