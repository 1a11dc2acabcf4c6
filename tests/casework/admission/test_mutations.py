"""One field of one entry's data otherwise, everything else rebuilt to fit: it is found, or it was somebody's free choice."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from msgspec import to_builtins

from adjudicator.casework.admission.admission import Admission
from adjudicator.casework.admission.context import Surroundings
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.fold import apply
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.log.case_log import CaseLog
from adjudicator.log.tree.merkle import root_of
from adjudicator.office.behind.law.replay import LawOfFile

GOLDEN = Path(__file__).parents[2] / "golden" / "3.0" / "small.case"

PAPERS = (
    "stream", "place", "precinct_cast", "style_cast", "party", "reasons*", "oath_signed", "id_shown", "statement", "sheets",
)  # fmt: skip
SOURCE = ("source.kind", "source.dated", "source.ref")
OF_ANSWER = ("fact", "value", *SOURCE, "claims*", "why", "moment*", "note*")

FREE: Mapping[str, tuple[str, ...]] = {
    # the case as it was made: names are those of the definition, which is a document with a digest of its own
    "case.opened": ("case", "mode", "definition", "calendar*", "recovery"),
    "case.restored": ("incarnation",),
    # who works here, with which roles, is for an administrator to say; the chain of keys tells who said it
    "person.added": ("name", "roles*", "key"),
    "person.changed": ("person", "roles*", "active"),
    "person.key_changed": ("person", "key"),
    "person.password_changed": ("person",),
    "person.signed_in": ("person",),
    "person.signed_out": ("person", "why"),
    "clock.set_back": ("person", "newest"),
    # what a file from outside was; its lines are held against those kept
    "file.received": ("kind", "digest", "name*", "dated", "rows", "lines"),
    # a court's words, and a place more at which no envelope was cast
    "order.entered": ("court", "judge", "hours", "status"),
    "order.changed": (),
    "pack.changed": (),
    "position.set": ("motion*",),
    "sittings.changed": ("idle_minutes", "shift_ends*"),
    "reasons.changed": ("code", "reasons*"),
    "passphrase.changed": ("was_encrypted", "encrypted"),
    # what the papers say, and what a person answers from them; which envelope somebody works on
    "envelope.received": ("envelope", "papers", *(f"papers.{name}" for name in PAPERS)),
    "envelope.corrected": ("envelope", "papers*"),
    "envelope.taken": ("envelope",),
    "envelope.referred": ("envelope",),
    "envelope.taken_over": ("why", "note*"),
    "facts.recorded": ("envelope", "facts*", "elector*", "applied*"),
    "research.recorded": ("envelope", "lines*", "by_program"),
    "cure.recorded": (*(f"facts.*.{name}" for name in OF_ANSWER), "facts*", "note*"),
    "release.made": ("files.*",),
}
"""Kind of entry -> the fields that carry somebody's free choice, within their bounds; every seal does as well.

Where one of these is otherwise, what was determined from it mostly no longer fits; but it need not.
"""


@dataclass(frozen=True)
class Story:
    """The entries of a small real log, in their newest versions, with what is at hand beside them."""

    entries: tuple[Entry, ...]
    at_hand: Surroundings

    def __repr__(self) -> str:
        return f"Story({len(self.entries)} entries)"

    def folded(self) -> tuple[MemoryShelf, Admission, int]:
        """The states behind the last entry, and what has looked at all of them; how many there are."""
        shelf, admission = MemoryShelf(), Admission(self.at_hand)
        for seq, entry in enumerate(self.entries, 1):
            assert not list(admission.look(shelf, seq, entry))
            apply(shelf, seq, entry)
        return shelf, admission, len(self.entries)

    def found(self, entries: tuple[Entry, ...]) -> bool:
        """Whether anything is wrong with entries, each held against what stood before it."""
        shelf, admission = MemoryShelf(), Admission(self.at_hand)
        try:
            for seq, entry in enumerate(entries, 1):
                if any(True for _ in admission.look(shelf, seq, entry)):
                    return True
                apply(shelf, seq, entry)
        except (LookupError, TypeError, ValueError, AttributeError):
            return True
        return any(True for _ in admission.end())


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    path = Path(shutil.copy(GOLDEN, tmp_path_factory.mktemp("golden") / "small.case"))
    with CaseLog.open(path, read_only=True) as log:
        logged = list(log.entries(with_sealed=True))
        sealed = {name: value for each in logged for name, value in each.sealed.items()}
        roots = [root_of([each.leaf for each in logged[:size]]).hex() for size in range(len(logged) + 1)]
        at_hand = Surroundings(LawOfFile.of_log(log), sealed.__getitem__, roots.__getitem__)
        return Story(tuple(each.entry for each in logged), at_hand)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in an entry's data, the containers too; seals and salts are left out."""
    if path and path[-1] == "salt":
        return
    if isinstance(value, dict) and value.keys() == {"sealed"}:
        return
    if path:
        yield path
    if isinstance(value, dict):
        for name in value:
            yield from places(value[name], (*path, name))
    elif isinstance(value, list):
        for at in range(len(value)):
            yield from places(value[at], (*path, at))


def is_free(kind: str, path: tuple[str | int, ...]) -> bool:
    dotted = ".".join(map(str, path))
    return any(fnmatch(dotted, pattern) for pattern in FREE.get(kind, ()))


GONE = object()
"""In place of a value: the field is left out."""


def others(value: Any) -> tuple[Any, ...]:
    """Other values of the same kind."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return value + 1, value - 1, 0, 10_000
    if isinstance(value, str):
        return "", value + "x", "held", "0001", "sue", "in_force", "other"
    if isinstance(value, list):
        return [], [*value, *value[:1]], value[1:], [*value, "other"]
    if isinstance(value, dict):
        return {}, dict(list(value.items())[1:]), {**value, "other": next(iter(value.values()), "x")}
    return ("other",)


def mutations(entry: Entry) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every way here in which one place of an entry's data may be otherwise: where, and the data as they are then."""
    plain: dict[str, Any] = to_builtins(entry.data)
    yield "stowaway", {**plain, "stowaway": "x"}
    for path in places(plain):
        if is_free(entry.kind, path):
            continue
        for other in (*others(inside(plain, path)), GONE):
            data = copy.deepcopy(plain)
            holder = inside(data, path[:-1])
            if other is not GONE:
                holder[path[-1]] = other
            elif isinstance(holder, dict):
                del holder[path[-1]]
            if data != plain:
                yield ".".join(map(str, path)), data


def inside(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def test_a_log_that_nobody_changed_is_what_the_program_writes(story: Story) -> None:
    assert not story.found(story.entries)


def not_found(story: Story, every: int) -> list[tuple[str, int, str]]:
    """Each of so many mutations of which nothing is found: kind and seq of the entry, and the place in it."""
    ways = [(at, where, data) for at, entry in enumerate(story.entries) for where, data in mutations(entry)]
    missed: list[tuple[str, int, str]] = []
    for at, where, data in ways[::every]:
        entry = story.entries[at]
        again = Entry(entry.kind, entry.version, entry.at, entry.by, data)
        if not story.found((*story.entries[:at], again, *story.entries[at + 1 :])):
            missed.append((entry.kind, at + 1, where))
    return missed


def test_a_field_otherwise_is_found_unless_it_was_a_free_choice(story: Story) -> None:
    assert not_found(story, every=29) == []


@pytest.mark.slow
def test_every_field_otherwise_is_found_unless_it_was_a_free_choice(story: Story) -> None:
    assert not_found(story, every=1) == []
