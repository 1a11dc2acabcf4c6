"""Departures in a batch: marked, first in the list, and approved only after each was opened and weighed."""

from __future__ import annotations

import pytest

from adjudicator.casework.record.state import changed
from adjudicator.office import Office
from adjudicator.records.facts import Answer, Claim, Source
from tests.desks import batches_cases as cases
from ui.desks.batches.groups import filters_of, row_of
from ui.desks.batches.presenter import BatchesPresenter
from ui.parts import OutcomeCell

SECONDS = cases.Seconds()


@pytest.fixture
def worked(tmp_path, tmp_path_factory):
    """A case in which one reviewer has determined every envelope."""
    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    yield made
    made.close()


@pytest.fixture
def departing(worked: Office) -> list[str]:
    """Two envelopes that were recorded otherwise than recommended, the last of the list."""
    numbers = sorted(cases.determined(worked, "count_full"))[-2:]
    for number in numbers:
        cases.depart(worked, number)
    return numbers


@pytest.fixture
def presenter(worked: Office, departing: list[str]) -> BatchesPresenter:
    """A supervisor with the batch of all determinations open."""
    batch = cases.close_batch(worked)
    cases.sign_in(worked, cases.SUPERVISOR)
    made = BatchesPresenter(worked, cases.RecordingShell(), SECONDS)
    made.enter(batch)
    return made


def test_the_list_of_waiting_batches_says_how_many_depart(presenter, departing):
    presenter.leave_batch()
    presenter.turn_to("waiting")
    assert presenter.screen.rows[0].cells[4] == 2


def test_a_batch_without_departures_says_nothing_of_them(worked):
    batch = cases.close_batch(worked)
    cases.sign_in(worked, cases.SUPERVISOR)
    made = BatchesPresenter(worked, cases.RecordingShell(), SECONDS)
    assert made.screen.rows[0].cells[4] == ""
    made.enter(batch)
    assert made.screen.open.departs == ""
    cases.look_at_all(made, SECONDS)
    made.approve()
    assert made.screen.ask is None
    assert worked.batches.batch(batch).status == "approved"


def test_departures_stand_first_marked_in_words_and_by_a_chip(presenter, departing):
    opened = presenter.screen.open
    assert [row.id for row in opened.rows[:2]] == departing
    assert [row.id for row in opened.rows[2:]] == sorted(row.id for row in opened.rows[2:])
    words = next(cell.words for cell in opened.rows[0].cells if isinstance(cell, OutcomeCell))
    assert words == "Not counted, departs"
    assert [(chip.label, chip.count) for chip in opened.filters if chip.tag == "departs"] == [("Departs", 2)]
    assert opened.groups[1].detail.startswith("Departs from the recommendation")


def test_the_bar_says_how_many_depart_and_how_many_of_them_were_opened(presenter, departing):
    assert presenter.screen.open.departs == "2 departures from the recommendation, 0 opened"
    assert "2 departures" in presenter.screen.open.to_look.words
    presenter.look_at_next()
    assert presenter.screen.open.current == departing[0]
    SECONDS.now += 3
    presenter.stayed()
    assert presenter.screen.open.departs == "2 departures from the recommendation, 1 opened"
    cases.look_at_all(presenter, SECONDS)
    assert presenter.screen.open.departs == "2 departures from the recommendation, each opened"


def test_once_each_was_looked_at_approving_is_confirmed_in_words_and_recorded_with_them(presenter, worked):
    presenter.approve()
    assert presenter.screen.ask is None
    cases.look_at_all(presenter, SECONDS)
    looked_at = len(worked.batches.view(worked.batches.batch("B0001")).looked_at)
    presenter.approve()
    asked = presenter.screen.ask
    total = len(presenter.screen.open.rows)
    assert asked.title == "Batch B0001 departs from the recommendation in 2 envelopes"
    assert asked.lines[-1] == "You have looked at each. Approving says that you stand by it."
    assert asked.accept == f"Approve {total} envelopes, 2 departures among them"
    presenter.cancel()
    assert worked.batches.batch("B0001").status == "waiting"
    presenter.approve()
    presenter.answer("")
    assert worked.batches.batch("B0001").status == "approved"
    (newest,) = worked.record.lines(kind="batch.", limit=1)
    assert newest.words == (
        "June Bellamy approved batch B0001, with 2 departures from the recommendation, "
        f"having looked at {looked_at} envelopes"
    )


def test_many_departures_are_listed_only_in_part(worked):
    numbers = [*cases.determined(worked, "count_full"), *cases.determined(worked, "count_partial")][:10]
    for number in numbers:
        cases.depart(worked, number)
    batch = cases.close_batch(worked)
    cases.sign_in(worked, cases.SUPERVISOR)
    made = BatchesPresenter(worked, cases.RecordingShell(), SECONDS)
    made.enter(batch)
    cases.look_at_all(made, SECONDS)
    made.approve()
    assert made.screen.ask.lines[8:9] == ("and 2 more",)


def test_an_answer_against_a_record_has_a_chip_of_its_own(worked):
    first, *rest = (state for state in worked.overview.states() if state.status == "determined")
    said = Claim("signed", Source("envelope"), "record")
    decided = changed(first, answers={"oath": Answer("oath", "unsigned", Source("worker"), (said,), "misread")})
    assert "against" in row_of(decided, "").tags
    assert "against" not in row_of(first, "").tags
    found = {chip.label: chip.count for chip in filters_of([decided, *rest])}
    assert found["Against a record"] == 1
