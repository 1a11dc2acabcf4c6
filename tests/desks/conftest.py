"""A real office on a tiny practice case, a fresh copy for each test, and a shell that remembers."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office


def _cases() -> ModuleType:
    name = "tests_review_cases"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / "review_cases.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


cases = _cases()


@pytest.fixture(scope="session")
def practice_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a practice case with 60 envelopes, everything received, nobody signed in."""
    return cases.practice_folder(tmp_path_factory)


@pytest.fixture(scope="session")
def pristine(practice_case: Path) -> tuple[Sheet, ...]:
    """The sheets of the practice case before anybody worked on it, by number."""
    return cases.pristine_sheets(practice_case)


@pytest.fixture
def office(practice_case: Path, tmp_path: Path) -> Iterator[Office]:
    """The office on a copy of the practice case, a reviewer signed in."""
    opened = cases.office_on_a_copy(practice_case, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shell():
    """A recording shell."""
    return cases.RecordingShell()
