"""Pictures of an envelope that another person has, of taking it over, and of who has what."""

from __future__ import annotations

import pytest

from adjudicator.records.trouble import Refusal
from tests.desks import desk_cases as cases
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.views.review import ReviewView
from ui.kit.panel import bring
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords

COLLEAGUE = "tnakamura"
LOOKS = [
    ((1280, 800), "light", 100),
    ((1280, 800), "light", 200),
    ((1280, 800), "dark", 100),
    ((1920, 1080), "light", 100),
    ((1920, 1080), "dark", 100),
]


@pytest.fixture
def office(tmp_path_factory, tmp_path):
    """The case, in which a colleague has taken an envelope; the person signed in looks at it."""
    made = cases.office_on(cases.folder(tmp_path_factory), tmp_path)
    cases.sign_in(made, COLLEAGUE)
    made.whose.take(_number(made))
    cases.sign_in(made, cases.REVIEWER)
    yield made
    made.close()


def _number(office) -> str:
    return next(state.number for state in office.overview.states() if state.status == "to_do" and not state.referred)


def _at_review(office, qtbot) -> tuple[ReviewPresenter, Frame]:
    presenter = ReviewPresenter(office, cases.RecordingShell())
    frame = _framed(office, qtbot, "review", ReviewView(presenter))
    presenter.enter(_number(office))
    return presenter, frame


def _framed(office, qtbot, desk, view) -> Frame:
    frame = Frame()
    frame.add_page(desk, view)
    frame.draw(FrameWords().screen(office, desk, undo=False))
    qtbot.addWidget(frame)
    return frame


def _take(pictures, frame, looked_at, name, *looks) -> None:
    for path in pictures.take_all(frame, f"whose-{name}", *looks):
        assert pictures.colours(path) > 40, path.name
        assert pictures.clipped(looked_at) == [], path.name


def test_an_envelope_that_another_has_is_looked_at_under_a_band(office, qtbot, pictures):
    _, frame = _at_review(office, qtbot)
    _take(pictures, frame, frame.page("review")._whose.part, "band", *LOOKS)


def test_taking_over_asks_why(office, qtbot, pictures, monkeypatch):
    monkeypatch.setattr(office.whose, "may_take_over", lambda _: None)
    presenter, frame = _at_review(office, qtbot)
    presenter.take_back()
    _take(pictures, frame, frame.page("review").panel, "why", *LOOKS)


def test_a_supervisor_sees_who_has_what(office, qtbot, pictures):
    office.whose.take([state.number for state in office.overview.states() if state.status == "to_do"][1])
    cases.sign_in(office, cases.SUPERVISOR)
    presenter = OverviewPresenter(office, cases.RecordingShell())
    frame = _framed(office, qtbot, "overview", OverviewView(presenter))
    _take(pictures, frame, frame.page("overview"), "who", *LOOKS)
    presenter.ask_free(_number(office))
    bring(frame.page("overview").story.in_hand)
    _take(pictures, frame, frame.page("overview"), "free", *LOOKS)


def test_what_changed_meanwhile_is_told_in_the_strip(office, qtbot, pictures):
    cases.sign_in(office, COLLEAGUE)
    office.whose.put_all_back()
    cases.sign_in(office, cases.REVIEWER)
    presenter, frame = _at_review(office, qtbot)
    seen = office.review.sheet(_number(office))
    assert not isinstance(office.review.refer(seen.number, "Which street is this?"), Refusal)
    presenter._took(office.review.say(seen, "oath", "signed"))
    _take(pictures, frame, frame.page("review")._strip.part, "changed", LOOKS[0], LOOKS[2])
