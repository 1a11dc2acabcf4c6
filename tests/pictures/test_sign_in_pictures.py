"""Pictures of signing in: a practice case with its people, a trouble, and the first administrator."""

from __future__ import annotations

import pytest

from tests.presenters.setup_cases import live, small
from ui.kit.frame import Frame
from ui.presenters.frame_words import FrameWords
from ui.presenters.sign_in import SignInPresenter
from ui.presenters.sign_in_screen import NewPerson
from ui.views.sign_in import SignInView


LOOKS = [
    ((1280, 800), "light", 100),
    ((1280, 800), "dark", 100),
    ((1920, 1080), "light", 100),
    ((1920, 1080), "dark", 100),
    ((1000, 700), "light", 100),
    ((1280, 800), "light", 200),
]


def _take(pictures, frame, page, name, looks):
    size, theme_name, text_size = looks
    path = pictures.take(frame, f"{name}-{size[0]}-{theme_name}-{text_size}", size, theme_name, text_size)
    pictures.settle()
    assert pictures.colours(path) > 30
    assert pictures.clipped(frame.page(page)) == []


def _shown(qtbot, office):
    presenter = SignInPresenter(office, lambda: None)
    frame = Frame()
    frame.add_page("sign_in", SignInView(presenter))
    frame.draw(FrameWords().screen(office, "", undo=False))
    frame.show_page("sign_in")
    qtbot.addWidget(frame)
    return presenter, frame


@pytest.mark.parametrize("looks", LOOKS)
def test_practice_shows_people_and_passwords(qtbot, pictures, tmp_path, looks):
    office = small(tmp_path)
    presenter, frame = _shown(qtbot, office)
    presenter.choose("rwhitfield")
    presenter.sign_in("something else")
    _take(pictures, frame, "sign_in", "sign-in-practice", looks)
    office.close()


@pytest.mark.parametrize("looks", LOOKS)
def test_the_first_administrator(qtbot, pictures, tmp_path, looks):
    office = live(tmp_path)
    presenter, frame = _shown(qtbot, office)
    presenter.make_first(NewPerson("Maria Ortiz", "mortiz", "short", "short"))
    _take(pictures, frame, "sign_in", "sign-in-first", looks)
    office.close()
