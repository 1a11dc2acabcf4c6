"""The keys of every screen, read from the program's own source: what the sheet of keys shows, screen by screen.

A sheet is a `Keys(self, "Title")` in one module of ui/, and each `Key(id, sequence, words)` there is a line of it. Where a
screen makes its keys from a table, that table is read in its place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from adjudicator.people.rights import DESKS
from adjudicator.words import _
from ui.desks.count.screen import SCAN_OFFERS, UPLOAD_OFFERS
from ui.desks.count.views.count import PARTS as COUNT_PARTS
from ui.desks.count.views.count import TITLES as COUNT_TITLES
from ui.desks.opening import screen as opening
from ui.desks.opening.presenter import PARTS as OPENING_PARTS
from ui.desks.opening.views.opening import TITLES as OPENING_TITLES
from ui.desks.receive import screen as receive
from ui.desks.receive.views.receive import PARTS, TITLES
from ui.desks.review.views.review import KEYS
from ui.kit.keys import Key
from ui.shared.asking import OfferedAct

UI = Path(__file__).resolve().parents[1] / "ui"


def _offered(*offers: OfferedAct) -> tuple[Key, ...]:
    return tuple(Key(f"offer_{offer.code}", offer.key, offer.label) for offer in offers)


FROM_TABLES: Mapping[str, tuple[Key, ...]] = {
    "Review": (
        Key("answer", "1", "Answer the open line; so do `2` to `9`, and `0`"),
        *(Key(name, sequence, words) for name, (sequence, words) in KEYS.items()),
    ),
    "In the count?": (
        *(Key(f"count_{part}", f"Alt+{place}", COUNT_TITLES[part]) for place, part in enumerate(COUNT_PARTS, 1)),
        Key("count_explain", "E", _("Explain what stands longest")),
        *_offered(*SCAN_OFFERS, *UPLOAD_OFFERS),
    ),
    "Opening": (
        *(Key(f"opening_{part}", f"Alt+{place}", OPENING_TITLES[part]) for place, part in enumerate(OPENING_PARTS, 1)),
        *_offered(opening.SORT, opening.SWEAR),
    ),
    "Pile": _offered(opening.LOOK_UP, opening.OPEN, opening.DUPLICATE, opening.SETTLE, opening.SIGN),
    "Boxes": _offered(opening.NEW_BOX),
    "Box": _offered(opening.MOVE, opening.BREAK, opening.DELIVER, opening.SEAL, opening.SIGN),
    "Bags": _offered(receive.COUNT_BAG),
    "Receive": tuple(Key(part, f"Alt+{place}", TITLES[part]) for place, part in enumerate(PARTS, 1)),
}
"""Title -> the keys that the screen makes from a table of its own."""

SHEETS_OF: Mapping[str, tuple[str, ...]] = {
    "overview": ("Overview", "The end of the day"),
    "receive": ("Receive", "Receive: files", "Receive: by hand", "Bags", "Receive: scans"),
    "review": ("Review",),
    "holds": ("Holds",),
    "batches": ("Batches", "This batch"),
    "board": ("Board", "Docket", "Meetings"),
    "count": ("In the count?", "In the count?: files", "In the count?: results"),
    "release": ("Release", "Release: open again", "Release: acknowledged"),
    "opening": ("Opening", "Pile", "Boxes", "Box"),
    "record": ("Record",),
    "setup": ("Setup",),
}
"""Desk -> the titles of its sheets. A test says where a sheet of the program is in none of them."""

EVERYWHERE, ELSEWHERE = "Everywhere", frozenset({"Desks", "Practice people", "Practice score", "Progress", "Start"})
"""The sheet of the window itself; sheets that the manual has in words."""


def everywhere() -> tuple[Key, ...]:
    """The keys that do the same on every screen."""
    return sheets()[EVERYWHERE]


def keys_of(desk: str) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """The sheets of a desk: title and keys."""
    yield from ((title, sheets()[title]) for title in SHEETS_OF[desk])


def desks_of(role: str) -> tuple[str, ...]:
    """The desks of a role, in the order of the rail."""
    return tuple(desk for desk, roles in DESKS.items() if role in roles)


@cache
def sheets() -> Mapping[str, tuple[Key, ...]]:
    """Title -> the keys of every sheet that the program has."""
    found: dict[str, tuple[Key, ...]] = {}
    for path in sorted(UI.rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        titles = [title for call in calls if _calls(call, "Keys") and (title := _text(call.args[1]))]
        if titles:
            written = sorted((call for call in calls if _calls(call, "Key")), key=lambda call: call.lineno)
            keys = tuple(key for call in written if (key := _key(call)) is not None)
            found[titles[0]] = keys
    return {**found, **FROM_TABLES}


def _calls(call: ast.Call, name: str) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == name and len(call.args) > 1


def _key(call: ast.Call) -> Key | None:
    """One key; None where it has no words, or stands in a table of its own."""
    name, sequences, words = (*call.args, *[None] * 3)[:3]
    shown, said = _sequence(sequences), _text(words)
    return Key(_text(name) or shown, shown, said) if shown and said else None


def _sequence(node: ast.expr | None) -> str:
    first = node.elts[0] if isinstance(node, ast.Tuple) else node
    return _text(first).replace("Escape", "Esc")


def _text(node: ast.expr | None) -> str:
    """A text as it stands in the source, also one that is marked to be translated; empty for anything else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "n_") and node.args:
        return _text(node.args[0])
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
