"""Whatever is appended, in whatever portions: the file says what the fold says, and is whole."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.casework.record.entry import SealedEntry, Secret
from adjudicator.casework.record.fold import fold
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.casework.record.state import BatchState, CaseState, EnvelopeState, FileState, OrderState, PersonState
from adjudicator.log.checks.verify import verify
from tests.examples import examples

from .conftest import Pen, begin

NUMBERS = ("1", "2", "0003")
names = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=8)

acts = st.one_of(
    st.tuples(st.just("corrected"), st.sampled_from(NUMBERS), names),
    st.tuples(st.just("elector"), st.sampled_from(NUMBERS), names),
    st.tuples(st.just("determined"), st.sampled_from(NUMBERS), st.sampled_from(["count_full", "held"])),
    st.tuples(st.just("referred"), st.sampled_from(NUMBERS), names),
    st.tuples(st.just("person"), st.sampled_from(["mo", "sup"]), st.sampled_from(["clerk", "observer"])),
)


def written(pen: Pen, act: tuple[str, str, str]) -> SealedEntry:
    what, key, value = act
    match what:
        case "corrected":
            return pen.entry(
                "envelope.corrected",
                "clerk",
                envelope=key,
                papers={"last_name": Secret(value)},
                reason=Secret("Misread"),
            )
        case "elector":
            return pen.elector(key, value)
        case "determined":
            return pen.determined(key, outcome=value)
        case "referred":
            return pen.entry("envelope.referred", "mo", envelope=key, reason=Secret(value))
        case _:
            roles = sorted({"reviewer", "supervisor", value})
            return pen.entry("person.changed", "clerk", person=key, roles=roles, active=True)


@settings(max_examples=examples(20), deadline=None)
@given(st.lists(st.lists(acts, min_size=1, max_size=5), max_size=6))
def test_projections_are_what_the_fold_gives_in_memory(portions: list[list[tuple[str, str, str]]]) -> None:
    pen, shelf = Pen(), MemoryShelf()
    with tempfile.TemporaryDirectory() as folder, begin(Path(folder) / "a.case", pen) as log:
        log.append([pen.received(number) for number in NUMBERS])
        for portion in portions:
            log.append([written(pen, act) for act in portion])
        entries = 6 + len(NUMBERS) + sum(map(len, portions))
        for logged in log.entries():
            fold(shelf, logged.seq, logged.entry)
        for what in (CaseState, PersonState, EnvelopeState, BatchState, OrderState, FileState):
            due = dict(shelf.all(what))
            key = "id" if hasattr(what, "id") else "number"
            have = {"case" if what is CaseState else getattr(state, key): state for state in log.states(what)}
            assert have == due
        assert log.head().size == entries
        # chance writes what the program would not: everything else is whole
        assert all(finding.id.startswith("admission.") for finding in verify(log.path).findings)
