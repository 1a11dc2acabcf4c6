"""Entries of the scanner room and of uploads as somebody might write them past the program; `any_entry` has the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adjudicator.casework.record.entry import Secret

HASH = "cd" * 32
HOUR = "2020-11-06T21:20"

TEMPLATES: Mapping[str, Callable[[Any, str], dict[str, Any]]] = {
    "scan.recorded": lambda *_: {
        "scan": "ICC1/17", "holds": "as_they_are", "apart": False, "ballots": 1, "flagged": 0, "hour": HOUR,
        "later": False,
    },
    "scan.cleared": lambda *_: {"scan": "ICC1/17", "cleared": 1, "hour": HOUR},
    "scan.in_results": lambda *_: {"scan": "ICC1/17", "ballots": 1, "hour": HOUR},
    "scan.voided": lambda *_: {"scan": "ICC1/17", "instead": "", "reason": Secret("x")},
    "upload.made": lambda *_: {
        "upload": "U0001", "scans": [], "file": HASH, "name": Secret("x.csv"), "ballots": 0, "contest": "president",
        "votes": 0, "hour": HOUR, "override": Secret("x"),
    },
    "upload.withdrawn": lambda *_: {"upload": "U0001", "hour": HOUR, "reason": Secret("x")},
    "upload.seen": lambda *_: {"upload": "U0001", "votes": 0, "hour": HOUR},
    "count.reconciled": lambda *_: {"file": HASH, "name": Secret("x.csv"), "ballots": 0, "found": []},
    "difference.explained": lambda *_: {"about": "not_scanned:duplicates", "expected": 1, "actual": 0, "words": Secret("x")},
}  # fmt: skip
"""Kind of entry -> its data: nothing was scanned or sent before in the case that these are put into."""

PERMITTED = ("scan.recorded", "upload.made", "count.reconciled", "difference.explained")
"""Kinds that a supervisor would have been let write so; the others speak of what there is not."""

FREE: Mapping[str, tuple[str, ...]] = {
    "scan.recorded": ("scan", "holds", "apart", "ballots", "flagged", "hour", "later"),
    "upload.made": ("file", "ballots", "contest", "votes", "hour"),
    "count.reconciled": ("file", "ballots", "found*"),
    "difference.explained": ("about", "expected", "actual"),
}
"""Kind of entry -> the fields that carry what somebody tells: numbers are taken whether they fit or not."""
