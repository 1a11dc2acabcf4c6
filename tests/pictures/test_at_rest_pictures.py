"""Pictures of choosing a passphrase, giving it, and changing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.at_rest import passphrase
from adjudicator.at_rest.files import needed, wrong
from adjudicator.office import Done
from adjudicator.office.behind.station import Station
from adjudicator.roll import build_roll
from tests.desks.setup_cases import DEFINITION, Shell, small
from tests.office.conftest import roll_text
from tests.pictures.test_setup_pictures import FEW, LOOKS, _take
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.views.setup import SetupView
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.unlock import UnlockPresenter
from ui.desks.start.views.start import StartView
from ui.desks.start.views.unlock import UnlockView
from ui.frame import FrameScreen
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords
from ui.shell.views.alone import AloneView

WORDS = "seven quiet herons over the marsh"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(passphrase, "ROUNDS", 1)


def _framed(qtbot, name, view, drawn):
    frame = Frame()
    frame.add_page(name, view)
    frame.draw(drawn)
    frame.show_page(name)
    qtbot.addWidget(frame)
    return frame


def test_a_new_case_is_encrypted_or_plain(qtbot, pictures):
    presenter = StartPresenter(Shell(), lambda *_: None, DEFINITION)
    frame = _framed(qtbot, "start", StartView(presenter), FrameScreen())
    presenter.go("new")
    presenter.choose_definition(str(DEFINITION))
    presenter.choose_place("/home/county/Gwinnett 2020-11-03.case")
    presenter.have_read(read=True)
    tall = [((1280, 1500), "light", 100), ((1920, 1500), "dark", 100), ((1280, 2600), "light", 200)]
    _take(pictures, frame, "start", "at-rest-new", tall)
    presenter.make_case("short", "short")
    _take(pictures, frame, "start", "at-rest-new-trouble", tall)
    presenter.choose_encryption(encrypt=False)
    _take(pictures, frame, "start", "at-rest-new-plain", tall[:1])


def test_the_case_is_written_anew_under_a_cover(qtbot, pictures):
    frame = Frame()
    qtbot.addWidget(frame)
    view = AloneView("Changing the passphrase of the case")
    frame.cover(view)
    for share in (43, 100):
        view.advance(share, 100)
        for size, shade, text_size in FEW:
            name = f"at-rest-writing-{share}"
            pictures.take(frame, name, size, shade, text_size)
            assert pictures.clipped(view) == [], name


def test_the_passphrase_of_a_case_is_asked_for(qtbot, pictures):
    case = Path("/home/county/elections/Gwinnett 2020-11-03.case")
    presenter = UnlockPresenter(case, lambda _: wrong(case), lambda: None)
    frame = _framed(qtbot, "unlock", UnlockView(presenter), FrameScreen())
    _take(pictures, frame, "unlock", "at-rest-unlock")
    presenter.unlock("another one")
    assert "does not open" in presenter.screen.trouble
    assert needed(case).code == "passphrase_needed"
    _take(pictures, frame, "unlock", "at-rest-unlock-wrong", FEW)


@pytest.mark.parametrize("who", ["jbellamy", "tnakamura"])
def test_setup_says_how_the_case_file_lies_on_the_disk(qtbot, pictures, tmp_path, who):
    office = small(tmp_path, who)
    presenter = SetupPresenter(office, Shell())
    frame = _framed(qtbot, "setup", SetupView(presenter), FrameWords().screen(office, "setup", undo=False))
    presenter.enter("at_rest")
    _take(pictures, frame, "setup", f"at-rest-setup-plain-{who}", FEW)
    if not presenter.screen.at_rest.may_not:
        presenter.at_rest.change(WORDS, "mistyped")
        _take(pictures, frame, "setup", "at-rest-setup-differ", FEW[:1])
        presenter.at_rest.change(WORDS, WORDS)
        assert presenter.screen.at_rest.encrypted
        _take(pictures, frame, "setup", "at-rest-setup", LOOKS)
    office.close()


def test_setup_names_the_cases_that_use_the_roll_too_and_leaves_the_choice(qtbot, pictures, tmp_path, monkeypatch):
    others = (Path("/home/county/elections/Gwinnett 2020-06-09.case"), Path("/home/county/elections/Runoff.case"))
    monkeypatch.setattr(Station, "users_of", lambda *_: others)
    office = small(tmp_path, "jbellamy")
    (tmp_path / "list.csv").write_text(roll_text(), encoding="utf-8")
    build_roll(tmp_path / "list.csv", tmp_path / "gwinnett.roll")
    assert isinstance(office.receive.attach_roll(tmp_path / "gwinnett.roll"), Done)
    view = SetupView(SetupPresenter(office, Shell()))
    frame = _framed(qtbot, "setup", view, FrameWords().screen(office, "setup", undo=False))
    view._presenter.enter("at_rest")
    part = view.part("at_rest")
    assert not part.roll.isChecked()
    part.roll.setChecked(True)
    view._presenter.at_rest.change(WORDS, "mistyped")
    assert part.roll.isChecked()  # what was chosen is not taken back
    _take(pictures, frame, "setup", "at-rest-setup-shared", FEW)
    office.close()


def test_setup_says_where_backups_go_and_what_speaks_against_that_place(qtbot, pictures, tmp_path):
    office = small(tmp_path, "jbellamy")
    presenter = SetupPresenter(office, Shell())
    frame = _framed(qtbot, "setup", SetupView(presenter), FrameWords().screen(office, "setup", undo=False))
    presenter.enter("at_rest")
    (tmp_path / "backups").mkdir()
    assert office.backups.choose(tmp_path / "backups") == office.backups.doubt
    office.backups.made(office.backups.making()(lambda *_: None))
    presenter.backed_up()
    assert presenter.screen.backups.newest.endswith(". No entry came after it.")
    _take(pictures, frame, "setup", "at-rest-backups", [*FEW, ((1280, 2000), "light", 200)])
    office.close()
