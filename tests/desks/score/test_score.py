"""The page of the score: a worker sees their own, a supervisor everybody's; a live case has none."""

from __future__ import annotations

import csv
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from adjudicator.practice.make import files_in
from adjudicator.rehearsal.scoring import NO_ANSWERS
from tests.desks import desk_cases as cases
from tests.desks.hands import press, shown
from ui.desks.score.presenter import ScorePresenter
from ui.desks.score.views.score import ScoreView


def _presenter(office, opened=None):
    return ScorePresenter(office, (opened if opened is not None else []).append, lambda: None)


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


@pytest.fixture
def answers(made, tmp_path) -> Path:
    """The right answers beside the case, with one of them made another."""
    there = files_in(tmp_path).answers
    shutil.copy(files_in(made).answers, there)
    return there


def _spoil(answers: Path, number: str) -> None:
    rows = list(csv.DictReader(answers.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        if row["envelope_number"] == number:
            row["outcome"], row["oath"] = "not_counted", "paper_missing"
    with answers.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_without_the_right_answers_beside_the_case_it_says_so(made, tmp_path):
    with closing(cases.office_on(made, tmp_path)) as office:
        screen = _presenter(office).screen
    assert screen.trouble == NO_ANSWERS.words
    assert not screen.headline


def test_a_worker_sees_their_own_score_and_nobody_elses(made, tmp_path, answers):
    with closing(cases.office_on(made, tmp_path)) as office:
        screen = _presenter(office).screen
    assert "decided rightly" in screen.headline
    assert (screen.people, screen.questions) == ((), ())


def test_a_supervisor_sees_agreement_by_person_and_question_the_worst_first(made, tmp_path, answers):
    with closing(cases.office_on(made, tmp_path)) as office:
        _spoil(answers, cases.held(office)[0])
        cases.sign_in(office, cases.SUPERVISOR)
        screen = _presenter(office).screen
    assert screen.people
    shares = {row.cells[0]: row.cells[3] for row in screen.questions}
    assert shares["Oath"] != "100 %"
    worst_first = [float(row.cells[3].removesuffix(" %")) for row in screen.questions]
    assert worst_first == sorted(worst_first)


def test_an_envelope_that_differs_is_listed_with_the_question_and_opened_with_enter(made, tmp_path, answers, qtbot):
    opened: list[str] = []
    with closing(cases.office_on(made, tmp_path)) as office:
        number = cases.held(office)[0]
        _spoil(answers, number)
        presenter = _presenter(office, opened)
        row = next(row for row in presenter.screen.differing if row.id == number)
        assert row.cells[1:3] == ("Held", "Not counted")
        assert row.cells[3].startswith("Oath: ")
        view = shown(ScoreView(presenter), qtbot)
        view.differing.select(number)
        view.differing.focus_list()
        press(qtbot, Qt.Key.Key_Return)
    assert opened == [number]


def test_all_that_differs_of_the_envelope_that_is_chosen_stands_whole(made, tmp_path, answers, qtbot):
    with closing(cases.office_on(made, tmp_path)) as office:
        first, second = cases.held(office)[:2]
        for number in (first, second):
            _spoil(answers, number)
        presenter = _presenter(office)
        assert presenter.screen.chosen == first
        view = shown(ScoreView(presenter), qtbot)
        view.differing.focus_list()
        press(qtbot, Qt.Key.Key_Down)
        assert presenter.screen.chosen == second == view.differing.current_id
        assert presenter.screen.told[0] == "Recorded: Held. Right: Not counted."
        assert any(line.startswith("Oath: ") for line in presenter.screen.told)
        assert all(line in view._told.text() for line in presenter.screen.told)
        presenter.choose("0")
        assert presenter.screen.chosen == second


def test_who_has_decided_nothing_has_no_score_and_nothing_is_called_right(made, tmp_path, answers):
    with closing(cases.office_on(made, tmp_path)) as office:
        cases.sign_in(office, "tnakamura")
        screen = _presenter(office).screen
    assert not screen.headline
    assert screen.trouble.startswith("Decide envelopes in Review; the score is here then.")
    assert screen.trouble.endswith(" 12 envelopes of this practice case are still to be decided."), (
        "others decided the rest"
    )
