"""Signing in by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.desks.setup_cases import PASSWORD, fast_passwords, live, small
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.views.sign_in import SignInView
from ui.shared.views.recent import recent_cases, recent_sorts


@pytest.fixture
def went():
    return []


def _shown(qtbot, office, went):
    view = SignInView(SignInPresenter(office, lambda: went.append("in")))
    qtbot.addWidget(view)
    view.resize(1080, 700)
    with qtbot.waitActive(view):
        view.show()
    view.setFocus()
    return view


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path)
    yield made
    made.close()


@pytest.fixture
def view(qtbot, office, went):
    return _shown(qtbot, office, went)


@pytest.fixture
def first(qtbot, tmp_path, went):
    office = live(tmp_path)
    yield _shown(qtbot, office, went)
    office.close()


def _type(view, words):
    QTest.keyClicks(view.focusWidget(), words)


def _press(view, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(view.focusWidget(), key, modifier)


def test_a_part_of_the_name_enter_password_enter(view, office, went):
    _type(view, "whit")
    _press(view, Qt.Key.Key_Return)
    _type(view, "practice-reviewer-1")
    _press(view, Qt.Key.Key_Return)
    assert went == ["in"]
    assert office.people.signed_in.id == "rwhitfield"


def test_down_goes_into_the_list_and_enter_takes_a_person(view):
    _press(view, Qt.Key.Key_Down)
    _press(view, Qt.Key.Key_Down)
    _press(view, Qt.Key.Key_Return)
    assert view.form.name.text() == "June Bellamy"
    assert view.focusWidget() is view.form.password


def test_a_wrong_password_empties_the_field_and_keeps_the_focus_there(view, went):
    _type(view, "quinn")
    _press(view, Qt.Key.Key_Return)
    _type(view, "something else")
    _press(view, Qt.Key.Key_Return)
    assert view.form.password.text() == ""
    assert view.focusWidget() is view.form.password
    assert "do not fit" in view.form.password.accessibleDescription()
    assert went == []


def test_one_key_fills_in_a_ready_made_person(view, went):
    _press(view, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert view.form.name.text() == "June Bellamy"
    _press(view, Qt.Key.Key_Return)
    assert went == ["in"]


def test_the_password_does_not_stay_in_the_field(view, went):
    _press(view, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    _press(view, Qt.Key.Key_Return)
    assert went == ["in"]
    assert view.form.password.text() == ""


def test_a_password_is_hidden_as_it_is_typed(view):
    assert view.form.password.echoMode() == QLineEdit.EchoMode.Password


def test_capitals_without_shift_tell_of_the_capital_lock(view):
    view.form.password.setFocus()
    QTest.sendKeyEvent(QTest.KeyAction.Click, view.form.password, Qt.Key.Key_A, "A", Qt.KeyboardModifier.NoModifier)
    assert any(label.text() == "Capital letters are locked." for label in view.form.findChildren(QLabel))


def test_the_case_is_remembered_as_opened_last(view, office):
    assert recent_cases() == (str(office.path),)
    assert recent_sorts() == {str(office.path): "Gwinnett County, PRACTICE"}
    assert not any("practice-" in str(QSettings().value(key)) for key in QSettings().allKeys())


def test_the_first_administrator_is_made_by_keyboard(first, went):
    for words in ("Maria Ortiz", "", PASSWORD):
        _type(first, words)
        _press(first, Qt.Key.Key_Return)
    assert first.first.short.text() == "mortiz"
    _type(first, PASSWORD)
    with fast_passwords():
        _press(first, Qt.Key.Key_Return)
    assert went == ["in"]
    assert first.first.password.text() == ""


def test_a_live_case_shows_no_practice_people_and_no_sign_in_before_the_first(first):
    assert not first.practice.isVisible()
    assert not first.form.isVisible()
    assert not first.first.roles.boxes["administrator"].isEnabled()


def test_the_field_that_is_wrong_gets_the_focus(first, went):
    first.first.name.setText("Maria Ortiz")
    first.first.short.setText("mortiz")
    for field in (first.first.password, first.first.again):
        field.setText("short")
    first.first.form.button.click()
    assert first.focusWidget() is first.first.password
    assert went == []
