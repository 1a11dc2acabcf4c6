"""A real office on a tiny practice case, made once for all tests of presenters, and a fresh copy of it for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from adjudicator.intake.definition import read_definition
from adjudicator.office import Office
from adjudicator.rehearsal.ready import Wanted, chance_from, make_ready, sign_in_as
from adjudicator.resources import path

SEED, ENVELOPES = 7, 60


@dataclass
class RecordingShell:
    """A shell that remembers what was said, where it was told to go, and how to undo."""

    said_words: list[str] = field(default_factory=list)
    undo: Callable[[], None] | None = None
    went: list[tuple[str, str]] = field(default_factory=list)

    def said(self, words: str, undo: Callable[[], None] | None = None) -> None:
        self.said_words.append(words)
        self.undo = undo

    def go(self, desk: str, about: str = "") -> None:
        self.went.append((desk, about))

    def run(self, work, done, failed, progress=None):
        done(work(progress or (lambda _done, _of: None)))
        return lambda: None


@pytest.fixture(scope="session")
def practice_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a practice case with 60 envelopes, everything received, nobody signed in."""
    out = tmp_path_factory.mktemp("practice")
    definition = path("practice", "gwinnett-2020.json")
    election, _ = read_definition(definition.read_bytes(), definition.name)
    assert election is not None
    chance = chance_from(SEED, election)
    ready = make_ready(
        definition.read_bytes(), definition.name, out, Wanted(ENVELOPES, SEED), chance=chance, tell=lambda *_: None
    )
    assert not isinstance(ready, tuple)
    ready.office.close()
    return out


@pytest.fixture
def office(practice_case: Path, tmp_path: Path) -> Iterator[Office]:
    """The office on a copy of the practice case, a reviewer signed in; its clock stands after the election."""
    case = tmp_path / "practice.case"
    shutil.copy(practice_case / "practice.case", case)
    definition = (practice_case / "election.json").read_bytes()
    election, _ = read_definition(definition, "election.json")
    assert election is not None
    opened = Office.open(case, roll=practice_case / "practice.roll", chance=chance_from(SEED + 1, election))
    sign_in_as(opened, "reviewer")
    yield opened
    opened.close()


@pytest.fixture
def shell() -> RecordingShell:
    """A recording shell."""
    return RecordingShell()
