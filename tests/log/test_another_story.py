"""Somebody who holds the file tells another story: everything is rebuilt so that it fits together.

With a checkpoint that was saved before it is found, whoever signed. Without one, and with everybody's keys in one hand, it is
not found, and the auditors' page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.bodies import SealedEntry
from adjudicator.log.append import Signer
from adjudicator.log.case_log import CaseLog
from adjudicator.log.notes import read_note
from adjudicator.log.verify import Seen, verify
from tests.log.conftest import DEFINITION, PACK, Pen, fill, key_of, public_of, signer

FORGED = "forged "
AUDITORS_PAGE = Path(__file__).parents[2] / "docs" / "auditors.md"


@dataclass(frozen=True)
class Act:
    """What was appended at once, and who signed it."""

    entries: Sequence[SealedEntry]
    signer: Signer | None = None
    credit_lines: Any = None


class Tape:
    """Takes acts as a log does, and keeps them."""

    def __init__(self) -> None:
        self.acts: list[Act] = []

    def append(self, entries: Sequence[SealedEntry], signer: Signer | None = None, credit_lines: Any = None) -> None:
        self.acts.append(Act(entries, signer, credit_lines))


def story(pen: Pen) -> list[Act]:
    """What really happened."""
    tape = Tape()
    tape.append([pen.opened(DEFINITION.digest, PACK.digest), *pen.people()])
    fill(tape, pen)  # pyright: ignore[reportArgumentType]
    return tape.acts


def told(path: Path, acts: Sequence[Act]) -> Path:
    """A case file in which exactly that happened, whole in every table."""
    first, *rest = acts
    with CaseLog.create(path, first.entries, [DEFINITION, PACK]) as log:
        for act in rest:
            log.append(act.entries, signer=act.signer, credit_lines=act.credit_lines or {})
    return path


def checkpoints(path: Path) -> list[str]:
    """The checkpoints of a file, oldest first."""
    with CaseLog.open(path, read_only=True) as log:
        return list(reversed(log.checkpoints()))


def found(path: Path, saved: str | None = None) -> set[str]:
    """What verify finds, with a checkpoint in hand or without."""
    against = [Seen(read_note(saved), "wednesday")] if saved else []
    return {finding.id for finding in verify(path, against=against).findings}


def at(acts: list[Act], kind: str) -> int:
    """The first act with an entry of that kind."""
    return next(place for place, act in enumerate(acts) if any(f'"kind":"{kind}"' in e.body for e in act.entries))


def reordered(acts: list[Act], pen: Pen) -> list[Act]:
    place = at(acts, "envelope.received")
    *most, one, other = acts[place].entries
    return [*acts[:place], replace(acts[place], entries=[*most, other, one]), *acts[place + 1 :]]


def dropped(acts: list[Act], pen: Pen) -> list[Act]:
    place = at(acts, "envelope.returned")
    return [*acts[:place], *acts[place + 1 :]]


def duplicated(acts: list[Act], pen: Pen) -> list[Act]:
    place = at(acts, "batch.approved")
    determined = acts[at(acts, "envelope.determined")].entries[-1]
    return [*acts[:place], Act([determined]), *acts[place:]]


def cut_off(acts: list[Act], pen: Pen) -> list[Act]:
    return acts[: at(acts, "release.made")]


def changed(acts: list[Act], pen: Pen) -> list[Act]:
    place = at(acts, "envelope.determined")
    *most, _ = acts[place].entries
    other = pen.determined("0004", outcome="count_full", recommended="count_full")
    return [*acts[:place], replace(acts[place], entries=[*most, other]), *acts[place + 1 :]]


def signed_by_others(acts: list[Act], pen: Pen) -> list[Act]:
    """The same entries under keys of the forger's own, which the log gives to the same people."""
    forged = [replace(act, signer=act.signer and forged_signer(act.signer.person)) for act in acts[1:]]
    return [Act([acts[0].entries[0], *pen.people(FORGED)]), *forged]


def forged_signer(person: str) -> Signer:
    key = FORGED + person
    return replace(signer(person), public=bytes.fromhex(public_of(key)), sign=key_of(key).sign)


NO_STORIES: dict[str, Callable[[list[Act], Pen], list[Act]]] = {
    "an entry left out": dropped,
    "an entry twice": duplicated,
}
"""What the program would not have written: what comes after does not fit."""

STORIES: dict[str, Callable[[list[Act], Pen], list[Act]]] = {
    "entries in another order": reordered,
    "the end cut off": cut_off,
    "another determination": changed,
    "other keys": signed_by_others,
}


@pytest.mark.parametrize("tell", STORIES.values(), ids=STORIES)
def test_another_story_that_fits_together_is_found_with_a_checkpoint_and_not_without(
    tmp_path: Path, tell: Callable[[list[Act], Pen], list[Act]]
) -> None:
    acts = story(Pen("true"))
    saved = checkpoints(told(tmp_path / "true.case", acts))[-1]
    forged = told(tmp_path / "forged.case", tell(acts, Pen("forged")))
    assert found(forged) == set()
    assert "against.differs" in found(forged, saved)
    assert ("against.signature" in found(forged, saved)) is (tell is signed_by_others)
    assert found(tmp_path / "true.case", saved) == set()


@pytest.mark.parametrize("tell", NO_STORIES.values(), ids=NO_STORIES)
def test_a_story_that_the_program_would_not_have_written_is_found_without_a_checkpoint_too(
    tmp_path: Path, tell: Callable[[list[Act], Pen], list[Act]]
) -> None:
    acts = story(Pen("true"))
    saved = checkpoints(told(tmp_path / "true.case", acts))[-1]
    forged = told(tmp_path / "forged.case", tell(acts, Pen("forged")))
    assert found(forged) & {"admission.batch", "admission.determination"}
    assert "against.differs" in found(forged, saved)


@pytest.mark.parametrize("tell", [reordered, dropped, duplicated, changed], ids=lambda tell: tell.__name__)
def test_without_the_keys_of_those_who_signed_what_came_after_another_story_is_found_in_any_case(
    tmp_path: Path, tell: Callable[[list[Act], Pen], list[Act]]
) -> None:
    acts = tell(story(Pen("true")), Pen("forged"))
    forged = told(tmp_path / "forged.case", [replace(act, signer=None) for act in acts])
    assert "act.unsigned" in found(forged)


def test_a_checkpoint_tells_nothing_of_what_came_after_it(tmp_path: Path) -> None:
    acts = story(Pen("true"))
    early = checkpoints(told(tmp_path / "true.case", acts))[0]
    forged = told(tmp_path / "forged.case", changed(acts, Pen("forged")))
    assert found(forged, early) == set()


def test_an_end_cut_off_needs_nobodys_key_and_is_found_with_a_checkpoint_alone(tmp_path: Path) -> None:
    acts = story(Pen("true"))
    saved = checkpoints(told(tmp_path / "true.case", acts))[-1]
    short = told(tmp_path / "short.case", cut_off(acts, Pen()))
    assert checkpoints(short) == checkpoints(tmp_path / "true.case")[: len(checkpoints(short))]
    assert found(short) == set()
    assert found(short, saved) == {"against.differs"}


def test_the_auditors_page_says_what_is_not_found_without_a_checkpoint() -> None:
    page = AUDITORS_PAGE.read_text(encoding="utf-8")
    assert "make up a whole new record and sign it | found by a checkpoint that an observer saved before" in page
    assert "**without one it is not found**" in page
    assert "a cut or other tail is found with any checkpoint saved elsewhere" in page
