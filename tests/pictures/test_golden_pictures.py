"""Pictures of case files of each form that was released, as the window opens them, and of an observer's copy."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.office import Office
from adjudicator.office.raising import raise_case
from adjudicator.records.trouble import Refusal
from tests.desks.setup_cases import Shell, chance
from tests.pictures.at_a_desk import BY_COMMAND, PLAIN, framed, taken
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.views.record import RecordView
from ui.desks.start.raising import RaisePresenter, RaiseWork, Ways
from ui.desks.start.views.raising import RaiseView
from ui.frame import FrameScreen
from ui.kit.window.frame import Frame

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = {"3.0": "three", "4.0": "four", "5.0": "five"}


def _take(office, qtbot, pictures, name) -> None:
    """Overview and Record of a case, as the person who is signed in sees them."""
    for desk, view in (("overview", OverviewView(OverviewPresenter(office, Shell()))),
                       ("record", RecordView(RecordPresenter(office, Shell())))):  # fmt: skip
        frame = framed(office, qtbot, desk, view)
        taken(pictures, frame, desk, name, PLAIN)
        frame.close()


@BY_COMMAND
@pytest.mark.parametrize("form", ["3.0", "4.0", "5.0"])
def test_a_case_of_an_older_form_is_raised_and_opened(qtbot, pictures, tmp_path, form):
    case = Path(shutil.copy(GOLDEN / form / "small.case", tmp_path / "gwinnett.case"))
    frame = Frame()
    work = RaiseWork(case, None, chance())
    frame.add_page("raise", RaiseView(RaisePresenter(work, form, Shell().run, Ways(*[lambda: None] * 3))))
    frame.draw(FrameScreen())
    frame.show_page("raise")
    qtbot.addWidget(frame)
    taken(pictures, frame, "raise", NAMES[form], PLAIN)
    frame.close()
    raise_case(case)
    supervisor, password = json.loads((GOLDEN / form / "seen.json").read_text(encoding="utf-8"))["supervisor"]
    with closing(Office.open(case)) as office:
        assert not isinstance(office.people.sign_in(supervisor, password), Refusal)
        _take(office, qtbot, pictures, f"raised-{NAMES[form]}")


@BY_COMMAND
def test_an_observers_copy(qtbot, pictures, tmp_path):
    case = Path(shutil.copy(GOLDEN / "6.0" / "observers.case", tmp_path / "observers.case"))
    with closing(Office.open(case, read_only=True)) as office:
        _take(office, qtbot, pictures, "observers")
