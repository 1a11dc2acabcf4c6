"""Pictures of the Record: an entry laid open, verified, and a record that is not whole."""

from __future__ import annotations

import pytest

from adjudicator.log.checks.verify import Report
from adjudicator.log.file.findings import CheckFinding
from tests.desks.setup_cases import Shell, sign_in, small
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.views.record import RecordView
from ui.kit.window.frame import Frame
from ui.parts import Query
from ui.shared.frame_words import FrameWords

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


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path, "oquinn")
    yield made
    made.close()


def _shown(qtbot, office):
    presenter = RecordPresenter(office, Shell())
    frame = Frame()
    frame.add_page("record", RecordView(presenter))
    frame.draw(FrameWords().screen(office, "record", undo=False))
    qtbot.addWidget(frame)
    return presenter, frame


def test_an_entry_laid_open_on_a_whole_record(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    frame.show()
    presenter.open_entry("8")
    presenter.verify("deep")
    _take(pictures, frame, "record", "record-whole")


def test_a_record_that_is_not_whole(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    found = (
        CheckFinding("log.leaf", "error", "17", "An entry's leaf is not the hash of its body."),
        CheckFinding("tree.head", "error", "head", "The stored size or root is not that of the tree over the bodies."),
    )
    presenter._tell(Report(found, 1204, b"\0" * 32, "deep"), ())
    _take(pictures, frame, "record", "record-broken", FEW)


def test_nothing_matches(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.ask(Query(text="0417"))
    _take(pictures, frame, "record", "record-nothing", LOOKS[:1])


def test_the_newest_checkpoint_beside_the_record(qtbot, pictures, office):
    sign_in(office, "jbellamy")
    presenter, frame = _shown(qtbot, office)
    frame.show()
    presenter.open_checkpoint()
    presenter.close_day()
    _take(pictures, frame, "record", "record-checkpoint")
