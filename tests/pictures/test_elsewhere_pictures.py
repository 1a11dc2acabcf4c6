"""Pictures of what Review asks under a pack of another state: the signature, and when it was cured."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import packs
from tests.desks import movers_cases as cases
from tests.desks.review_cases import RecordingShell
from tests.pictures.harness import clipped, lay, take
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.views.review import ReviewView
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords

Step = Callable[[ReviewPresenter], None]


def _cured(desk: ReviewPresenter) -> None:
    desk.press("3")
    desk.change({"when": "May 22, 9:30 a.m."})


STEPS: dict[str, Step] = {"signature": lambda __: None, "signature-cured": _cured}


@pytest.mark.parametrize(("colours", "text_size"), [("light", 100), ("dark", 150)])
@pytest.mark.parametrize("step", STEPS)
def test_what_another_law_asks_fits(
    step: str, colours: str, text_size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    packs.elsewhere_is_ours(tmp_path, monkeypatch)
    office = cases.office_on("primary", tmp_path, rules=packs.ELSEWHERE.name)
    frame, words = Frame(), FrameWords()
    presenter = ReviewPresenter(office, RecordingShell())
    view = ReviewView(presenter)
    frame.add_page("review", view)
    frame.draw(words.screen(office, "review", undo=False))
    qtbot.addWidget(frame)
    name = f"elsewhere-{step}"
    lay(frame, (1280, 800), colours, text_size)
    view.setFocus()
    presenter.enter(cases.receive(office, "primary"))
    STEPS[step](presenter)
    take(frame, name, (1280, 800), colours, text_size)
    assert clipped(frame) == []
    office.close()
