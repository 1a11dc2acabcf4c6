"""Pictures of the start screen: recent cases, a new case with problems, practice and a restored case while they are made."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from adjudicator.office.restoring import FoundBackup
from tests.desks.setup_cases import DEFINITION, Shell
from ui.desks.start.backup import BackupPresenter, BackupWays
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.restore import TAKEN
from ui.desks.start.views.backup import BackupView
from ui.desks.start.views.start import StartView
from ui.frame import FrameScreen
from ui.kit.window.frame import Frame
from ui.parts import Working

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


def test_a_backup_that_is_opened_like_a_case(qtbot, pictures):
    name = Path("/home/county/backups/Gwinnett 2020-11-03 (c41f), backup 2020-11-05 14.02.11.case")
    found = FoundBackup(4711, datetime(2020, 11, 5, 14, 1, tzinfo=UTC))
    view = BackupView(BackupPresenter(name, found, BackupWays(*[lambda: None] * 4)))
    frame = Frame()
    frame.add_page("backup", view)
    frame.draw(FrameScreen())
    frame.show_page("backup")
    qtbot.addWidget(frame)
    _take(pictures, frame, "backup", "start-backup")


def _shown(qtbot):
    shell = Shell(waits=True)
    presenter = StartPresenter(shell, lambda *_: None, DEFINITION)
    frame = Frame()
    frame.add_page("start", StartView(presenter))
    frame.draw(FrameScreen())
    frame.show_page("start")
    qtbot.addWidget(frame)
    return presenter, frame


def test_recent_cases(qtbot, pictures, tmp_path):
    presenter, frame = _shown(qtbot)
    (tmp_path / "Gwinnett 2020-11-03.case").write_bytes(b"")
    presenter.set_recent([str(tmp_path / "Gwinnett 2020-11-03.case"), "/media/stick/Rehearsal in October.case"])
    _take(pictures, frame, "start", "start-recent", FEW)


def test_nothing_opened_yet(qtbot, pictures):
    _, frame = _shown(qtbot)
    _take(pictures, frame, "start", "start-empty", LOOKS[:1])


def test_a_new_case(qtbot, pictures):
    presenter, frame = _shown(qtbot)
    presenter.go("new")
    presenter.choose_definition(str(DEFINITION))
    _take(pictures, frame, "start", "start-new")


def test_a_definition_with_problems(qtbot, pictures, tmp_path):
    presenter, frame = _shown(qtbot)
    presenter.go("new")
    (tmp_path / "broken.json").write_text(json.dumps({"election": "General", "date": "2020-13-03", "state": "GA"}))
    presenter.choose_definition(str(tmp_path / "broken.json"))
    _take(pictures, frame, "start", "start-problems", LOOKS[:1])


def test_practice_while_it_is_made(qtbot, pictures):
    presenter, frame = _shown(qtbot)
    presenter.go("practice")
    presenter.practise()
    presenter.show(replace(presenter.screen, making=Working("Making electors and envelopes", 7200, 24000)))
    _take(pictures, frame, "start", "start-practice", FEW)


BACKUP = "/media/stick/backups/Gwinnett 2020-11-03 (c41f), backup 2020-11-05 14.02.11.case"


def test_a_backup_to_restore(qtbot, pictures):
    presenter, frame = _shown(qtbot)
    presenter.go("restore")
    _take(pictures, frame, "start", "start-restore-empty", LOOKS[:1])
    form = replace(presenter.screen.restore, backup=BACKUP, place="/home/county/Gwinnett 2020-11-03, restored.case")
    form = replace(form, encrypted=True, missing="", may_restore=True)
    presenter.show(replace(presenter.screen, restore=form))
    _take(pictures, frame, "start", "start-restore", (*FEW, ((1280, 2000), "dark", 200)))
    wrong = replace(form, trouble="This passphrase does not open it. Try again.", taken=TAKEN, may_restore=False)
    presenter.show(replace(presenter.screen, restore=wrong))
    _take(pictures, frame, "start", "start-restore-wrong", FEW[:1])
    presenter.show(replace(presenter.screen, restore=replace(form, making=Working("Verifying the copy", 1400, 2300))))
    _take(pictures, frame, "start", "start-restore-making", FEW)


def test_a_new_case_with_a_pack_of_other_years(qtbot, pictures, tmp_path):
    presenter, frame = _shown(qtbot)
    presenter.go("new")
    later = tmp_path / "gwinnett-2024.json"
    later.write_bytes(DEFINITION.read_bytes().replace(b"2020-11-03", b"2024-11-05"))
    presenter.choose_definition(str(later))
    _take(pictures, frame, "start", "start-new-2024", LOOKS[:1])
    presenter.choose_pack("georgia-2020-sos")
    presenter.choose_place("/home/county/Gwinnett 2024-11-05.case")
    presenter.have_read(read=True)
    presenter.make_case("seven quiet herons over the marsh", "seven quiet herons over the marsh")
    _take(pictures, frame, "start", "start-new-outside", LOOKS)
    presenter.choose_definition(str(later))
    (tmp_path / "2018.json").write_bytes(DEFINITION.read_bytes().replace(b"2020-11-03", b"2018-11-06"))
    presenter.go("practice")
    presenter.choose_practice(str(tmp_path / "2018.json"))
    _take(pictures, frame, "start", "start-practice-2018", LOOKS[:1])
