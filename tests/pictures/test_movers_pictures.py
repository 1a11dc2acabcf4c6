"""Pictures of what Review asks in primaries, city elections and of voters who moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.office import Office
from tests.desks import movers_cases as cases
from tests.desks.review_cases import RecordingShell
from tests.pictures.harness import clipped, lay, take
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.views.review import ReviewView
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords

Work = Callable[[Office, ReviewPresenter], None]


def _open(desk: ReviewPresenter, number: str) -> None:
    desk.enter(number)
    desk.accept()


def _new_address(office: Office, desk: ReviewPresenter) -> None:
    _open(desk, cases.receive(office, "primary", house_number="42", street="Pine Street"))
    desk.press("3")


def _new_address_said(office: Office, desk: ReviewPresenter) -> None:
    _new_address(office, desk)
    desk.press("1")
    desk.accept()


def _elsewhere(office: Office, desk: ReviewPresenter) -> None:
    _open(desk, cases.receive(office, "primary", at=5))


def _which_ballot(office: Office, desk: ReviewPresenter) -> None:
    desk.enter(cases.receive(office, "primary", party="D"))


def _applied(office: Office, desk: ReviewPresenter) -> None:
    _open(desk, cases.receive(office, "municipal"))
    desk.accept()


def _applied_typed(office: Office, desk: ReviewPresenter) -> None:
    _applied(office, desk)
    desk.press("2")
    desk.change({"on": "Sep 12"})


def _in_none(office: Office, desk: ReviewPresenter) -> None:
    _open(
        desk,
        cases.receive(office, "municipal", at=1, precinct_cast="014", style_cast="DUL-CITY", place="Duluth City Hall"),
    )
    desk.accept()


STEPS: dict[str, tuple[str, Work]] = {
    "new-address": ("primary", _new_address),
    "new-address-said": ("primary", _new_address_said),
    "elsewhere": ("primary", _elsewhere),
    "which-ballot": ("primary", _which_ballot),
    "applied": ("municipal", _applied),
    "applied-typed": ("municipal", _applied_typed),
    "in-none": ("municipal", _in_none),
}
BOTH = ("light", "dark")
LOOKS = [((1280, 800), 100, BOTH), ((1280, 800), 200, BOTH[:1]), ((1920, 1080), 100, BOTH)]


@pytest.mark.parametrize(("size", "text_size", "colours"), LOOKS)
@pytest.mark.parametrize("step", STEPS)
def test_what_is_asked_of_movers_and_primaries_fits(
    step: str, size: tuple[int, int], text_size: int, colours: tuple[str, ...], qtbot, tmp_path: Path
) -> None:
    election, work = STEPS[step]
    office = cases.office_on(election, tmp_path)
    frame, words = Frame(), FrameWords()
    presenter = ReviewPresenter(office, RecordingShell())
    view = ReviewView(presenter)
    frame.add_page("review", view)
    frame.draw(words.screen(office, "review", undo=False))
    qtbot.addWidget(frame)
    name = f"movers-{step}"
    lay(frame, size, colours[0], text_size)  # as large as it will be, so that the question is brought into sight
    view.setFocus()
    work(office, presenter)
    for each in colours:
        take(frame, name, size, each, text_size)
        assert clipped(frame) == [], each
    office.close()
