"""Pictures of the lock, the page for another password, the end of a shift, and their part of Setup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adjudicator.records.people import Person
from tests.desks.setup_cases import fast_passwords, live, small
from tests.pictures.test_setup_pictures import FEW, _shown, _take
from ui.desks.sign_in.lock import LockPresenter
from ui.desks.sign_in.password import GIVEN, PasswordPresenter
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.views.lock import LockView
from ui.desks.sign_in.views.password import PasswordView
from ui.desks.sign_in.views.sign_in import SignInView
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords

PASSWORD = "seven lamps on the stairs"


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path, "jbellamy")
    yield made
    made.close()


def test_the_lock(qtbot, pictures, office):
    presenter = LockPresenter(office, lambda: None, lambda: None)
    frame = Frame()
    frame.draw(FrameWords().screen(office, "", undo=False))
    qtbot.addWidget(frame)
    frame.show()
    frame.cover(LockView(presenter))
    with fast_passwords():
        presenter.unlock("something else")
    for size, theme_name, text_size in FEW:
        pictures.take(frame, "lock", size, theme_name, text_size)
        assert pictures.clipped(frame) == []


def test_another_password_and_the_end_of_a_shift(qtbot, pictures, office):
    presenter = PasswordPresenter(office, lambda words: None, lambda: None)
    frame = Frame()
    frame.add_page("password", PasswordView(presenter))
    screen = FrameWords().screen(office, "password", undo=False)
    ends = "Your shift ends at 17:00, in 8 minutes. Then you are signed out; what is recorded is saved"
    frame.draw(replace(screen, ends=ends))
    qtbot.addWidget(frame)
    presenter.change("something", "short", "shorter")
    _take(pictures, frame, "password", "password", FEW)


def test_a_password_of_ones_own(qtbot, pictures, office):
    presenter = SignInPresenter(office, lambda: None, "The shift ended at 17:00, and you were signed out.")
    frame = Frame()
    frame.add_page("sign_in", SignInView(presenter))
    office.people.sign_out()
    frame.draw(FrameWords().screen(office, "sign_in", undo=False))
    qtbot.addWidget(frame)
    presenter.choose("rwhitfield")
    _take(pictures, frame, "sign_in", "sign-in-after-a-shift", FEW)
    presenter.show(replace(presenter.screen, own=GIVEN))
    _take(pictures, frame, "sign_in", "sign-in-own-password", FEW)


def test_a_new_key_and_failures_in_setup(qtbot, pictures, tmp_path):
    office = live(tmp_path)
    with fast_passwords():
        office.people.add(Person("amarsh", "Ada Marsh", frozenset({"administrator"})), PASSWORD)
        office.people.sign_in("amarsh", PASSWORD)
        office.people.add(Person("bokafor", "Ben Okafor", frozenset({"clerk"})), "a kettle beside the window")
        for _ in range(3):
            office.people.sign_in("bokafor", "not the password")
    presenter, frame = _shown(qtbot, office)
    presenter.open_person("bokafor")
    _take(pictures, frame, "setup", "setup-person-failures", FEW)
    presenter.begin_key()
    presenter.give_key("short", "short")
    _take(pictures, frame, "setup", "setup-new-key", FEW)
    presenter.go("sittings")
    presenter.sittings.save("99", "")
    _take(pictures, frame, "setup", "setup-sittings", FEW)
    presenter.go("second")
    _take(pictures, frame, "setup", "setup-second", FEW)
    office.close()
