"""Entries of the tables and of boxes as somebody might write them past the program; `any_entry` has the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adjudicator.casework.record.entry import Secret

HOUR = "2020-11-04T08:00"


def _together(by: str) -> dict[str, Any]:
    people = [by, "rita" if by == "admin" else "admin"]
    return {"people": people, "begins": HOUR, "ends": HOUR, "later": False, "pile": "P0001", "session": "S0001"}


def _box(by: str) -> dict[str, Any]:
    second = "sue" if by == "sam" else "sam"
    return {"box": "3", "second": second, "hour": HOUR, "condition": "whole", "later": False}


TEMPLATES: Mapping[str, Callable[[Any, str], dict[str, Any]]] = {
    "person.sworn": lambda *_: {"person": "rita", "day": "2020-11-02"},
    "envelopes.looked_up": lambda *_: {"about": "P0001", "size": 1, "files": [], "hits": {}, "back": {}, "reason": None},
    "hit.told": lambda *_: {"envelope": "0002", "to": "board", "hour": HOUR},
    "bag.counted": lambda *_: {"place": "School 001", "issued": 3, "missing": 0, "unlisted": 0},
    "pile.sorted": lambda _, by: {
        "pile": "P0001", "what": "to_open", "apart": False, "copy": False, "items": {"0002": 20}, "counted": 1,
        "people": [by, "rita" if by == "admin" else "admin"], "hour": HOUR, "box": "", "later": False,
    },
    "session.opened": lambda _, by: {
        **_together(by), "left": [], "by_record": 1, "by_hand": 1, "exceptions": {}, "override": None,
    },
    "session.duplicated": lambda _, by: {**_together(by), "issued": 1, "done": 1, "spoiled": 0, "returned": 0},
    "pile.signed": lambda *_: {"pile": "P0001", "entry": 2},
    "box.signed": lambda *_: {"box": "3", "entry": 2},
    "session.signed": lambda *_: {"session": "S0001", "entry": 2},
    "exception.settled": lambda *_: {
        "session": "S0001", "envelope": "0002", "settled": "copy", "reason": Secret("x"),
    },
    "box.sealed": lambda _, by: {**_box(by), "holds": "envelopes", "seals": ["A1"], "place": "Vault"},
    "box.moved": lambda _, by: {**_box(by), "to": "Truck"},
    "box.opened": lambda _, by: {**_box(by), "seals": ["A1"]},
    "box.delivered": lambda _, by: {**_box(by), "to": "Clerk of the superior court"},
}  # fmt: skip
"""Kind of entry -> its data: nobody is sworn in and nothing was sorted in the case that these are put into."""

FREE: Mapping[str, tuple[str, ...]] = {
    "person.sworn": ("day",),
    "bag.counted": ("issued", "missing", "unlisted"),
    "box.sealed": ("box", "holds", "seals*", "place", "hour", "condition", "later"),
}
"""Kind of entry -> the fields that carry what somebody tells."""
