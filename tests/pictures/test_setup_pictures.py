"""Pictures of Setup: every tab, a person, the form for a new one, and for a court order."""

from __future__ import annotations

import pytest

from tests.presenters.setup_cases import ORDER, Shell, small
from ui.kit.frame import Frame
from ui.presenters.frame_words import FrameWords
from ui.presenters.setup import SetupPresenter
from ui.presenters.sign_in_screen import NewPerson
from ui.views.setup import SetupView

LOOKS = [
    ((1280, 800), "light", 100),
    ((1280, 800), "dark", 100),
    ((1920, 1080), "light", 100),
    ((1920, 1080), "dark", 100),
    ((1000, 700), "light", 100),
    ((1280, 800), "light", 200),
]
FEW = (LOOKS[0], LOOKS[3], LOOKS[5])


def _take(pictures, frame, page, name, looks=LOOKS):
    for size, theme_name, text_size in looks:
        path = pictures.take(frame, f"{name}-{size[0]}-{theme_name}-{text_size}", size, theme_name, text_size)
        assert pictures.colours(path) > 30
        assert pictures.clipped(frame.page(page)) == [], path.name


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path, "jbellamy")
    yield made
    made.close()


def _shown(qtbot, office):
    presenter = SetupPresenter(office, Shell())
    frame = Frame()
    frame.add_page("setup", SetupView(presenter))
    frame.draw(FrameWords().screen(office, "setup", undo=False))
    qtbot.addWidget(frame)
    return presenter, frame


def test_a_person(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.open_person("rwhitfield")
    _take(pictures, frame, "setup", "setup-person", FEW)


def test_a_new_person(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.begin_person()
    presenter.add_person(NewPerson("", "", "", ""))
    _take(pictures, frame, "setup", "setup-new-person", FEW)


def test_a_rule_of_the_pack(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("pack")
    presenter.open_law("rule:oath_unsigned")
    _take(pictures, frame, "setup", "setup-pack")


def test_a_day_of_the_calendar(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("calendar")
    presenter.open_day("last_day")
    _take(pictures, frame, "setup", "setup-calendar")


def test_a_court_order(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("orders")
    presenter.begin_order()
    _take(pictures, frame, "setup", "setup-order", FEW)


def test_a_court_order_laid_open(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("orders")
    presenter.open_order(ORDER.number)
    presenter.change_order("vacated", "")
    _take(pictures, frame, "setup", "setup-order-open", FEW)


@pytest.mark.parametrize("tab", ["orders", "places", "reasons", "files"])
def test_the_other_parts(qtbot, pictures, office, tab):
    presenter, frame = _shown(qtbot, office)
    presenter.go(tab)
    _take(pictures, frame, "setup", f"setup-{tab}", LOOKS[:1])
