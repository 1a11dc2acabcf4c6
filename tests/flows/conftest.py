"""A practice case made once, a copy for each flow, and the real window on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adjudicator.records.election import Election
from adjudicator.records.elector import Elector
from tests.flows import practice_case as cases
from tests.flows.hands import Hands
from ui.kit.strip import Notice, Strip
from ui.kit.window.frame import Frame
from ui.shell.window import Window


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    cases.quick_passwords(monkeypatch)


@pytest.fixture(autouse=True)
def _short_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    cases.short_looks(monkeypatch)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a practice case with everything received and nobody signed in."""
    return cases.fresh_case(tmp_path_factory)


@pytest.fixture(scope="session")
def easy(made: Path) -> frozenset[str]:
    """Envelopes whose cards the files answer altogether, but for where the voter lived."""
    return cases.easy_numbers(made)


@pytest.fixture
def practice(made: Path, easy: frozenset[str], tmp_path: Path) -> cases.Practice:
    """A copy of the practice case."""
    return cases.practice_in(cases.copied(made, tmp_path / "practice"), easy)


@pytest.fixture(scope="session")
def election() -> Election:
    """Gwinnett's election."""
    return cases.election()


@pytest.fixture
def elector(made: Path) -> Elector:
    """An active elector of a precinct with one ballot style, who has voted in no other way and sent no envelope."""
    return cases.unused_elector(made)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, made: Path) -> Iterator[list[str]]:
    """Titles of windows and notices, as they come: other people see them, and none of them tells of a voter."""
    heard: list[str] = []
    show = Strip.show_notice

    def heed(strip: Strip, notice: Notice | None) -> None:
        if notice is not None:
            heard.append(f"{notice.what} {notice.why} {notice.remedy}")
        show(strip, notice)

    monkeypatch.setattr(Strip, "show_notice", heed)
    yield heard
    found = sum(1 for words in heard if cases.voters_of(made).search(words))
    assert not found, f"{found} titles or notices tell of a voter"


@pytest.fixture
def sit_down(qtbot, told: list[str]) -> Iterator[Callable[[Path | None], Hands]]:
    """Opens the real window on a case or on the start screen, and gives the hands to work it with."""
    opened: list[Window] = []

    def show(frame: Frame) -> None:
        with qtbot.waitActive(frame):
            frame.show()

    def open_window(case: Path | None) -> Hands:
        window = cases.new_window()
        opened.append(window)
        qtbot.addWidget(window.frame)
        window.frame.windowTitleChanged.connect(told.append)
        return cases.seated(window, case, show)

    yield open_window
    for window in opened:
        window.close()
