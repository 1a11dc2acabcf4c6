"""The envelope that a person means by a number as they type it, or as a scanner reads it off a label.

Zeros before it, blanks, dashes and capitals make no difference. Where no envelope has the number, those with nearly the same
are told: a digit that is another, missing, too many, or in its neighbor's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from adjudicator.office.behind.files.scan_folder import EnvelopeNumbers
from adjudicator.port.rows import QueueQuery
from adjudicator.port.states import States
from adjudicator.records.envelope import number_key, ordinal_of

LONGEST = 200
"""So many characters are looked at: no label says more."""

MOST_RUNS = 12
"""So many runs of digits are looked for, the longest first."""

MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class ByNumber:
    """The envelopes that a text may mean: one as a rule, several where it fits them alike.

    Where there is none, `near` has numbers that are nearly the same, and `first` and `last` are the ends of all there are.
    """

    numbers: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    first: str = ""
    last: str = ""


def by_number(log: States, words: str) -> ByNumber:
    """The envelopes that the words may mean."""
    typed = words.strip()[:LONGEST]
    if not typed:
        return ByNumber()
    numbers = _exact(log, typed) or _meant(log, typed)
    if numbers:
        return ByNumber(numbers)
    first, last = (log.envelope_rows(QueueQuery(limit=1, descending=end)) for end in (False, True))
    ends = (first[0].number, last[0].number) if first and last else ("", "")
    return ByNumber((), _near(log, typed), *ends)


def _exact(log: States, typed: str) -> tuple[str, ...]:
    """The number as it stands, else those that differ from it by their zeros alone."""
    found = log.envelope_numbers(ordinals=(ordinal_of(typed),))
    return (typed,) if typed in found else found


def _meant(log: States, typed: str) -> tuple[str, ...]:
    """Those that are written otherwise, that end so after what stands before every number, or that stand in the text."""
    runs = sorted({run.lstrip("0") or "0" for run in re.findall(r"\d+", typed)}, key=len, reverse=True)
    candidates = log.envelope_numbers(parts=runs[:MOST_RUNS]) if runs else ()
    key = number_key(typed)
    if not candidates or not key:
        return ()
    keys = {number: number_key(number) for number in candidates}
    same = tuple(number for number in candidates if keys[number] == key)
    ends = tuple(number for number in candidates if keys[number][-len(key) :] == key)
    return same or ends or EnvelopeNumbers(candidates).in_text(typed)


def _near(log: States, typed: str) -> tuple[str, ...]:
    """Those that differ in one digit or in two neighbors, else those that begin as it does."""
    ordinals = list(dict.fromkeys(ordinal_of(near) for near in _slips(typed)))
    found = log.envelope_numbers(ordinals=ordinals)
    nearest = sorted(found, key=lambda number: (ordinals.index(ordinal_of(number)), number))
    if nearest:
        return tuple(nearest[:MOST_NEAR])
    begins = log.envelope_rows(QueueQuery(words=typed, by_name=False, limit=MOST_NEAR))
    return tuple(row.number for row in begins)


def _slips(typed: str) -> Iterator[str]:
    """The text with one slip in its last run of digits: two of them exchanged, one another, one missing, one more."""
    runs = list(re.finditer(r"[0-9]+", typed))
    if not runs or len(runs[-1][0]) > len(str(10**9)):
        return
    before, digits, after = typed[: runs[-1].start()], runs[-1][0], typed[runs[-1].end() :]
    changed = (
        *(f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}" for at in range(len(digits) - 1)),
        *(f"{digits[:at]}{other}{digits[at + 1 :]}" for at in reversed(range(len(digits))) for other in "0123456789"),
        *(f"{digits[:at]}{digits[at + 1 :]}" for at in reversed(range(len(digits))) if len(digits) > 1),
        *(f"{digits[:at]}{more}{digits[at:]}" for at in reversed(range(len(digits) + 1)) for more in "0123456789"),
    )
    yield from (f"{before}{each}{after}" for each in changed if each != digits)
