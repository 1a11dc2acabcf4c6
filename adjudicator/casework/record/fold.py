"""The fold: one entry and the states it touches give new states. Used when appending, in tests, in verify.

A fold step trusts the entry: whether an act was allowed is decided before it is written (see the acts), and by the
constraints of the database. It never raises for what a well-formed log can hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.record import (
    fold_batch,
    fold_case,
    fold_contacts,
    fold_count,
    fold_envelope,
    fold_mistake,
    fold_release,
)
from adjudicator.casework.record.catalogue import CATALOGUE, upcast
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.shelf import CASE_SUBJECT, COUNT_SUBJECT, Shelf

Step = Callable[[Shelf, int, Entry], None]

InForce = Callable[[int], bool]
"""Whether the entry at that place of the log is in force; the fold passes over one that is not."""


def every_entry(_seq: int) -> bool:
    """Every entry is in force."""
    return True


SECOND_HALF = frozenset({"docket", "pile", "session", "box", "scan", "upload"})
"""What the second half has states of, each under the id that its entries name."""

STEPS: Mapping[str, Step] = {
    **fold_case.STEPS,
    **fold_envelope.STEPS,
    **fold_batch.STEPS,
    **fold_release.STEPS,
    **fold_count.STEPS,
    **fold_contacts.STEPS,
    **fold_mistake.STEPS,
}


def fold(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Apply one logged entry to the states on the shelf. `seq` is its place in the log, from 1."""
    apply(shelf, seq, upcast(entry))


def apply(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Apply an entry that is in the newest version of its kind already."""
    STEPS[entry.kind](shelf, seq, entry)


def listed_in(entry: Entry) -> tuple[str, ...]:
    """The envelopes that an entry lists and changes: of a batch or a release, and those that a release takes away.

    None where its lists are none, as in an entry that was forged.
    """
    lists = [entry.data[name] for name in LISTED_IN.get(entry.kind, ("items",)) if name in entry.data]
    return tuple(number for each in lists if isinstance(each, Mapping) for number in each) if lists else ()


def subjects_of(entry: Entry) -> tuple[str, ...]:
    """The subjects whose version an entry moves on, as "envelope 0417": what a person must have seen the newest of."""
    data = entry.data
    if entry.kind in OF_CONTACTS:
        return (f"contact {data['envelope']}",)
    subjects = ("envelope", "batch", *ALSO[entry.kind]) if entry.kind in ALSO else ("envelope", "batch")
    found = [f"{what} {data[what]}" for what in subjects if isinstance(data.get(what), str)]
    listed = listed_in(entry)
    return (*found, *(f"envelope {number}" for number in listed)) if listed else tuple(found)


OF_CONTACTS = frozenset(kind for kind, found in CATALOGUE.items() if found.subject == "contact")
"""Kinds that name an envelope and leave it as it is."""

ALSO: Mapping[str, tuple[str, ...]] = {
    kind: (found.subject,) for kind, found in CATALOGUE.items() if found.subject in SECOND_HALF
} | {"session.opened": ("session", "pile")}
"""Kind of the second half -> the fields that name what it changes, beside envelopes and batches."""

LISTED_IN: Mapping[str, tuple[str, ...]] = {
    "docket.voted": ("rulings",), "envelopes.looked_up": ("back",), "docket.drawn": (), "docket.amended": (),
    "pile.sorted": (), "release.made": ("items", "taken_away"),
}  # fmt: skip
"""Kinds whose lists of envelopes that they change are others than `items`, or whose items stay as they are (none)."""


def moved_by(entry: Entry) -> tuple[str, ...]:
    """The subjects of which an entry may leave a new version, of whatever kind of state: never too few, and where a step of
    the fold leaves a state as it is, one too many.

    For a server that takes acts of many stations without folding them: an act that rests on one of these has to wait until
    its station has seen the entry.
    """
    data, kind = entry.data, entry.kind
    named = NAMED.get(kind, "")
    also = (f"{named} {data[named]}",) if isinstance(data.get(named), str) else ()
    of_case = (CASE_SUBJECT,) if kind in OF_CASE else ()
    of_count = (COUNT_SUBJECT,) if kind in OF_COUNT else ()
    lists = data.get(APPROVED) if kind == "batch.approved" else None
    approved = tuple(f"envelope {number}" for number in lists) if isinstance(lists, Mapping) else ()
    return (*subjects_of(entry), *also, *of_case, *of_count, *approved)


NAMED: Mapping[str, str] = {
    kind: found.subject
    for kind, found in CATALOGUE.items()
    if found.subject in ("person", "order", "release")
    and kind not in ("person.signed_in", "person.signed_out", "acts.signed")  # who comes and goes is the same person
}
"""Kind -> the field that names the person, order or release whose state it changes."""

OF_CASE = frozenset(kind for kind, found in CATALOGUE.items() if found.subject == "case") | {
    "person.key_disputed",
    "file.received",
}
"""Kinds that change the state of the case; of received files it is the roll."""

OF_COUNT = frozenset(
    kind for kind, found in CATALOGUE.items() if found.subject in ("count", "docket", "pile", "session", "upload")
)
"""Kinds that change what stands of the count: also those that give something its number there."""

APPROVED = "approved"
"""The list of an approval, whose envelopes are approved by it."""
