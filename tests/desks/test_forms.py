"""Forms before anybody has signed in: from every part of them Ctrl+Enter reaches the button, which shows its key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.office import Office
from adjudicator.office.office import new_recovery
from adjudicator.records.people import Person
from tests.desks.hands import press, shown
from tests.desks.setup_cases import DEFINITION, PASSWORD, Shell, chance, fast_passwords, live, small
from tests.flows.hands import Heard
from ui.desks.sign_in.password import GIVEN
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.views.sign_in import SignInView
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.raising import RaisePresenter, RaiseWork, Ways
from ui.desks.start.unlock import UnlockPresenter
from ui.desks.start.views.raising import RaiseView
from ui.desks.start.views.start import StartView
from ui.desks.start.views.unlock import UnlockView
from ui.kit.form import Form


def first(folder):
    """The first administrator of a case."""
    return SignInView(SignInPresenter(live(folder), lambda: None))


def lost(folder):
    """An administrator of a case with a recovery key has lost the password."""
    office = Office.create(
        folder / "live.case", DEFINITION.read_bytes(), DEFINITION.name, chance=chance(2),
        recovery=new_recovery(chance(5).salts).fingerprint,
    )  # fmt: skip
    assert isinstance(office, Office)
    office.people.add(Person("ada", "Ada Marsh", frozenset({"administrator"})), PASSWORD)
    office.people.sign_out()
    presenter = SignInPresenter(office, lambda: None)
    presenter.begin_lost()
    return SignInView(presenter)


def own(folder):
    """Somebody signs in with a password that was handed over."""
    presenter = SignInPresenter(small(folder), lambda: None)
    presenter.show(replace(presenter.screen, own=GIVEN))
    return SignInView(presenter)


def unlock(folder):
    """A case that lies under a passphrase."""
    return UnlockView(UnlockPresenter(folder / "a.case", lambda _: None, lambda: None))


def raising(folder):
    """A case of an older form."""
    ways = Ways(*([lambda: None] * 3))
    return RaiseView(RaisePresenter(RaiseWork(folder / "a.case", None, chance()), "3.0", Shell().run, ways))


def recovery(folder):
    """The words of a new case's recovery key, written down."""
    presenter = StartPresenter(Shell(), lambda *_: None, DEFINITION)
    presenter.recovery.begin(folder / "a.case", "zone today wheel", lambda _: None, lambda: None)
    presenter.recovery.have_written(written=True)
    return StartView(presenter)


@pytest.mark.parametrize(
    ("make", "act"),
    [
        (first, "Make the account and sign in"), (lost, "Make a new key and sign in"), (own, "Choose it and sign in"),
        (unlock, "Open the case"), (raising, "Make a backup and raise it"), (recovery, "Make and open the case"),
    ],
)  # fmt: skip
def test_control_enter_reaches_the_button_from_every_part_of_a_form(make, act, qtbot, tmp_path):
    with fast_passwords():
        view = shown(make(tmp_path), qtbot)
    (form,) = (form for form in view.findChildren(Form) if form.button.isVisible())
    assert form.button.text() == act
    assert form.button.key == ("Enter" if make is unlock else "Ctrl+Enter")
    parts = [part for part in view.findChildren(QWidget) if is_stop(part)]
    assert set(parts) >= {line.editor for line in form.rows.values() if is_stop(line.editor)}
    for part in parts:
        part.setFocus()
        with Heard() as heard:
            press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert heard.times == ["once"], part


def is_stop(part: QWidget) -> bool:
    """Whether Tab comes to a widget."""
    return part.isVisible() and part.isEnabled() and bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
