"""Electors of another name in a batch: marked, first in the list after departures, and opened before they are approved."""

from __future__ import annotations

import pytest

from adjudicator.office import Office
from tests.desks import batches_cases as cases
from ui.desks.batches.presenter import BatchesPresenter
from ui.parts import OutcomeCell


@pytest.fixture
def worked(tmp_path, tmp_path_factory):
    """A case in which one reviewer has determined every envelope."""
    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    yield made
    made.close()


@pytest.fixture
def renamed(worked: Office) -> str:
    """An envelope that counts in full for an elector of another name, the last of its outcome."""
    number = sorted(cases.determined(worked, "count_full"))[-1]
    cases.take_another_name(worked, number)
    return number


def opened(worked: Office) -> BatchesPresenter:
    batch = cases.close_batch(worked)
    cases.sign_in(worked, cases.SUPERVISOR)
    made = BatchesPresenter(worked, cases.RecordingShell(), SECONDS)
    made.enter(batch)
    return made


SECONDS = cases.Seconds()


def test_it_stands_first_marked_in_words_by_a_chip_and_in_a_group_of_its_own(worked, renamed):
    screen = opened(worked).screen.open
    assert screen.rows[0].id == renamed
    words = next(cell.words for cell in screen.rows[0].cells if isinstance(cell, OutcomeCell))
    assert words == "Count in full, another name"
    assert {chip.label: chip.count for chip in screen.filters}["Another name"] == 1
    assert screen.groups[1].detail.startswith("The elector has another name than the papers")
    assert screen.departs == "1 elector of another name, 0 opened"


def test_the_panel_tells_the_explanation_with_the_persons_words(worked, renamed):
    panel = opened(worked).screen.open.panel
    assert (panel.departure.what, panel.departure.why) == (
        "The elector has another name than the papers", "The explanation given: the name has changed",
    )  # fmt: skip
    assert panel.departure_words == "Marriage certificate of 2019"


def test_it_has_to_be_looked_at_and_is_named_before_it_is_approved(worked, renamed):
    presenter = opened(worked)
    assert renamed in worked.batches.left_to_look_at(worked.batches.batch("B0001"))
    presenter.approve()
    assert presenter.screen.ask is None
    assert presenter.screen.strip is not None
    cases.look_at_all(presenter, SECONDS)
    presenter.approve()
    asked = presenter.screen.ask
    assert asked.lines[0] == f"{renamed}: elector of another name, because: the name has changed (Rosa Whitfield)"
    total = len(presenter.screen.open.rows)
    assert presenter.screen.ask.accept == f"Approve {total} envelopes, 1 departure or other name among them"
    presenter.answer("")
    assert worked.batches.batch("B0001").status == "approved"


def test_one_that_departs_too_says_both(worked, renamed):
    cases.depart(worked, renamed)
    presenter = opened(worked)
    cases.look_at_all(presenter, SECONDS)
    presenter.approve()
    line = presenter.screen.ask.lines[0]
    assert "where count in full was recommended" in line
    assert "elector of another name" in line


def test_the_canvass_counts_it_among_answers_against_a_record(worked, renamed):
    assert worked.overview.canvass().departures.against_record["match"] == 1
