"""Every place of the program a person can come to, in the order of a walk through it, and the keys that lead there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.flows.hands import Hands
from tests.flows.practice_case import OBSERVER, PASSWORDS, REVIEWER, SUPERVISOR


@dataclass(frozen=True)
class Place:
    """A place: at which desk, the keys from there, and those that leave it as it was."""

    name: str
    desk: str = ""
    keys: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


NOBODY = ""
SETUP = ("people", "rules", "calendar", "court orders", "places", "reason codes", "files")
WALKS: dict[str, tuple[Place, ...]] = {
    NOBODY: tuple(Place(f"start, door {door}", keys=(door,)) for door in "5432"),
    REVIEWER: (
        Place("overview", "Overview"),
        Place("overview, envelopes found", "Overview", ("/", "0", "0", "1", "Enter"), ("Esc",)),
        Place("receive, files", "Receive"),
        Place("receive, by hand", "Receive", ("Alt+2",), ("Alt+1",)),
        Place("receive, bags", "Receive", ("Alt+3",), ("Alt+1",)),
        Place("receive, a bag", "Receive", ("Alt+3", "B"), ("Esc", "Alt+1")),
        Place("receive, scans", "Receive", ("Alt+4",), ("Alt+1",)),
        Place("receive, labels", "Receive", ("Alt+5",), ("Alt+1",)),
        Place("review", "Review"),
        Place("review, referring", "Review", ("R",), ("Esc",)),
        Place("review, otherwise", "Review", ("Enter", "Enter", "O"), ("Esc",)),
        Place("holds", "Holds"),
        Place("holds, entering", "Holds", ("Enter",), ("Esc",)),
        Place("holds, a call", "Holds", ("C",), ("Esc",)),
        Place("holds, at the counter", "Holds", ("W",), ("Esc",)),
        Place("batches, to close", "Batches"),
        Place("opening, piles", "Opening"),
        Place("opening, sorting", "Opening", ("S",), ("Esc",)),
        Place("opening, boxes", "Opening", ("Alt+2",), ("Alt+1",)),
        Place("record", "Record"),
    ),
    SUPERVISOR: (
        Place("overview", "Overview"),
        Place("batches, waiting", "Batches"),
        Place("batches, open", "Batches", ("Enter",), ("Esc",)),
        Place("batches, returning", "Batches", ("Enter", "R"), ("Esc", "Esc")),
        Place("board", "Board"),
        Place("opening, an oath", "Opening", ("H",), ("Esc",)),
        Place("opening, a box", "Opening", ("Alt+2", "Tab", "N"), ("Esc", "Alt+1")),
        Place("count, scanner batches", "In the count?"),
        Place("count, uploads", "In the count?", ("Alt+2",), ("Alt+1",)),
        Place("count, results", "In the count?", ("Alt+3",), ("Alt+1",)),
        Place("release", "Release"),
        *(Place(f"setup, {part}", "Setup", ("Ctrl+PgDown",) if at else ()) for at, part in enumerate(SETUP)),
    ),
    OBSERVER: (
        Place("overview", "Overview"),
        Place("record", "Record"),
        Place("record, an entry", "Record", ("Enter",), ("Esc",)),
    ),
}
"""Who can come to which places; nobody is signed in at the start screen."""


def walk(hands: Hands, person: str) -> Iterator[Place]:
    """Sign in, and go from place to place."""
    if person:
        yield Place("sign in")
        hands.sign_in(person, PASSWORDS[person])
    for place in WALKS[person]:
        if place.desk:
            hands.desk(place.desk)
        hands.press(*place.keys)
        yield place
        hands.press(*place.leave)
