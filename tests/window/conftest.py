"""The real window on a copy of a practice case, fresh or with some work done in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.flows import practice_case as cases
from tests.flows.hands import Hands
from ui.kit.window.frame import Frame
from ui.shell.window import Window

Open = Callable[[Path | None], Hands]
SignedIn = Callable[[str], Hands]


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    cases.quick_passwords(monkeypatch)


@pytest.fixture(autouse=True)
def _short_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    cases.short_looks(monkeypatch)


@pytest.fixture
def practice(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> cases.Practice:
    """A copy of the practice case in which nobody has worked."""
    made = cases.fresh_case(tmp_path_factory)
    return cases.practice_in(cases.copied(made, tmp_path / "practice"), cases.easy_numbers(made))


@pytest.fixture
def worked(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A copy of the case with a batch approved, one that waits, some determinations in none, some holds."""
    return cases.copied(cases.worked_case(tmp_path_factory), tmp_path / "worked") / "practice.case"


@pytest.fixture
def window(qtbot) -> Iterator[Window]:
    """The real window, with nothing open in it."""
    made = cases.new_window()
    qtbot.addWidget(made.frame)
    yield made
    made.close()


@pytest.fixture
def sit_down(qtbot, window: Window) -> Open:
    """Opens a case in the window, or the start screen, and gives the hands to work it with."""

    def show(frame: Frame) -> None:
        with qtbot.waitActive(frame):
            frame.show()

    return lambda case: cases.seated(window, case, show)


@pytest.fixture
def at_work(sit_down: Open, worked: Path) -> SignedIn:
    """Signs a person in at the case that was worked in."""
    return lambda person: sit_down(worked).sign_in(person, cases.PASSWORDS[person])
