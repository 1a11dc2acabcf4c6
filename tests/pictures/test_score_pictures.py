"""Pictures of the practice score: of a worker, of a supervisor, with nothing that differs, and where there is none."""

from __future__ import annotations

import csv
import shutil
from contextlib import closing

import pytest

from adjudicator.practice.make import files_in
from tests.desks import desk_cases as cases
from tests.pictures.at_a_desk import BY_COMMAND, DARK, LARGE, PLAIN, WIDE, framed, taken
from ui.desks.score.presenter import ScorePresenter
from ui.desks.score.views.score import ScoreView

LOOKS = [PLAIN, DARK, LARGE, ((1280, 800), "dark", 200), ((1000, 700), "light", 100), WIDE]


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


def _spoiled(made, tmp_path, numbers) -> None:
    """The right answers beside the case, with those of some envelopes made others."""
    there = files_in(tmp_path).answers
    shutil.copy(files_in(made).answers, there)
    rows = list(csv.DictReader(there.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        if row["envelope_number"] in numbers:
            row["outcome"], row["oath"], row["registration"] = "not_counted", "paper_missing", "never"
    with there.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _take(office, qtbot, pictures, name, *looks) -> None:
    view = ScoreView(ScorePresenter(office, lambda _number: None, lambda: None))
    taken(pictures, framed(office, qtbot, "score", view), "score", name, *looks)


def test_a_supervisor_sees_what_differs_and_who_agrees(made, tmp_path, qtbot, pictures):
    with closing(cases.office_on(made, tmp_path)) as office:
        _spoiled(made, tmp_path, cases.held(office)[:6])
        cases.sign_in(office, cases.SUPERVISOR)
        _take(office, qtbot, pictures, "supervisor", *LOOKS)


def test_a_worker_sees_their_own(made, tmp_path, qtbot, pictures):
    with closing(cases.office_on(made, tmp_path)) as office:
        _spoiled(made, tmp_path, cases.held(office)[:1])
        _take(office, qtbot, pictures, "worker", *LOOKS)


def test_there_is_none(made, tmp_path, qtbot, pictures):
    with closing(cases.office_on(made, tmp_path)) as office:
        _take(office, qtbot, pictures, "none", PLAIN)


@BY_COMMAND
@pytest.mark.parametrize(("name", "worked"), [("course-begun", 0), ("course-half", 10), ("course-done", 20)])
def test_the_course_of_twenty(tmp_path, qtbot, pictures, name, worked):
    with closing(cases.course(tmp_path, worked)) as office:
        _take(office, qtbot, pictures, name, PLAIN)
