"""Pictures of the frame when the computer is in the way: stopped by the disk, opened to look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adjudicator.office import Office
from adjudicator.records.trouble import WorldError
from tests.desks import desk_cases as cases
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView
from ui.kit.window.frame import Frame
from ui.parts import Notice
from ui.shared.backups import LATE
from ui.shared.frame_words import FrameWords

LOOKS = [
    ((1280, 800), "light", 100),
    ((1280, 800), "dark", 100),
    ((1280, 800), "light", 200),
    ((1920, 1080), "light", 100),
    ((1920, 1080), "dark", 100),
]
BROKEN = WorldError("io", "The disk reported an error with gwinnett.case", "Check the disk.")


def _shown(office: Office, qtbot) -> Frame:
    presenter = OverviewPresenter(office, cases.RecordingShell())
    frame = Frame()
    frame.add_page("overview", OverviewView(presenter))
    frame.draw(FrameWords().screen(office, "overview", undo=False))
    qtbot.addWidget(frame)
    return frame


def _take(pictures, frame, name, looks) -> None:
    for path in pictures.take_all(frame, f"keeping-{name}", *looks):
        assert pictures.colours(path) > 40, path.name
        assert pictures.clipped(frame) == [], path.name


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


def test_a_disk_that_failed_is_told_over_the_screen(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    office._room.log._brake.stopped = BROKEN
    _take(pictures, _shown(office, qtbot), "stopped", LOOKS)
    office.close()


def test_a_case_to_look_at_says_so(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    office._room.log.read_only = True
    _take(pictures, _shown(office, qtbot), "read-only", LOOKS[:3])
    office.close()


def test_a_roll_that_is_not_there_is_told_with_what_to_do(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    office._room.roll = None
    frame = _shown(office, qtbot)
    frame.draw(FrameWords().screen(office, "review", undo=False))
    _take(pictures, frame, "roll", LOOKS[:3])
    office.close()


def test_an_overdue_backup_has_a_sign_and_a_notice(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    frame = _shown(office, qtbot)
    frame.draw(replace(frame.screen_drawn, saved="Saved 14:02, backed up 13:20", sign="Backup overdue"))
    frame.notice.show_notice(Notice("Backup overdue", LATE, action="Back up now", kind="warning"))
    _take(pictures, frame, "overdue", LOOKS)
    office.close()
