"""Acts on numbers that differ: results held against what may count, and a difference explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.record.entry import Secret
from adjudicator.records.trouble import Refusal
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class Difference:
    """Two numbers that are not the same: `about` is "code:subject"."""

    about: str
    expected: int
    actual: int


def reconcile(file: str, name: str, ballots: int, found: Iterable[Difference], act: Act) -> Acted:
    """Record what was found when results were held against what may count; nothing found is an answer, too.

    `file` is the SHA-256 of the results, `name` the file's name, `ballots` how many provisional ballots they prove.
    """
    listed = {each.about: each for each in found}
    data = {
        "file": file,
        "name": Secret(name),
        "ballots": ballots,
        "found": [
            {"about": about, "expected": listed[about].expected, "actual": listed[about].actual}
            for about in sorted(listed)
        ],
    }
    return (act.entry("count.reconciled", data),)


def explain(difference: Difference, words: str, act: Act) -> Acted:
    """Explain a difference as it stands; with other numbers than these it is unexplained again. Refused without words."""
    if not words.strip():
        return Refusal(
            "reason_missing", _("A difference is explained in words. Write what happened, in a sentence or two.")
        )
    data = {
        "about": difference.about,
        "expected": difference.expected,
        "actual": difference.actual,
        "words": Secret(words),
    }
    return (act.entry("difference.explained", data),)
