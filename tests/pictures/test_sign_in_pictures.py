"""Pictures of signing in: a practice case with its people, a trouble, and the first administrator."""

from __future__ import annotations

from tests.desks.setup_cases import live, small
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.views.sign_in import SignInView
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords
from ui.shared.new_person import NewPerson

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
        path = pictures.take(frame, name, size, theme_name, text_size)
        assert pictures.colours(path) > 30
        assert pictures.clipped(frame.page(page)) == [], path.name


def _shown(qtbot, office):
    presenter = SignInPresenter(office, lambda: None)
    frame = Frame()
    frame.add_page("sign_in", SignInView(presenter))
    frame.draw(FrameWords().screen(office, "", undo=False))
    frame.show_page("sign_in")
    qtbot.addWidget(frame)
    return presenter, frame


def test_practice_shows_people_and_passwords(qtbot, pictures, tmp_path):
    office = small(tmp_path)
    presenter, frame = _shown(qtbot, office)
    presenter.choose("rwhitfield")
    presenter.sign_in("something else")
    _take(pictures, frame, "sign_in", "sign-in-practice")
    office.close()


def test_the_first_administrator(qtbot, pictures, tmp_path):
    office = live(tmp_path)
    presenter, frame = _shown(qtbot, office)
    presenter.make_first(NewPerson("Maria Ortiz", "mortiz", "short", "short"))
    _take(pictures, frame, "sign_in", "sign-in-first", FEW)
    office.close()
