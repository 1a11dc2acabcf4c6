"""The Overview tells everybody how often people decided otherwise, and supervisors who it was."""

from __future__ import annotations

import pytest

from adjudicator.canvass.departures import Departures, Judged
from tests.desks import batches_cases as cases
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.words import otherwise_of

FOUND = Departures(
    300,
    {("count_full", "held"): 2, ("count_partial", "not_counted"): 1},
    {"voted_already": 12},
    {"mo": Judged(86, 0, 0), "rames": Judged(214, 3, 10), "tn": Judged(0, 0, 2)},
)
NAMES = {"mo": "Maria Ortiz", "rames": "Rita Ames", "tn": "Tom Nakamura"}


@pytest.fixture
def worked(tmp_path, tmp_path_factory):
    """A case in which one reviewer has determined every envelope, two of them otherwise than recommended."""
    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    for number in cases.determined(made, "count_full")[:2]:
        cases.depart(made, number)
    yield made
    made.close()


def test_a_supervisor_reads_a_line_for_everybody_of_whom_there_is_something_to_tell():
    told = otherwise_of(FOUND, NAMES.__getitem__)
    assert told.people == (
        "Departures: 3 of 214 by R. Ames. Answers against a record: 10",
        "Departures: 0 of 0 by T. Nakamura. Answers against a record: 2",
    )
    assert told.button == "Show 3 departures"


def test_the_others_read_the_numbers_alone():
    told = otherwise_of(FOUND, None)
    assert told.sentences[0].startswith("Departures from the recommendation: 3 of 300 (2 held where count in full was")
    assert (told.people, told.button) == ((), "")


def test_nothing_is_said_while_nobody_has_determined_anything():
    assert otherwise_of(Departures(0, {}, {}, {}), NAMES.__getitem__).sentences == ()


def test_a_supervisor_opens_the_envelopes_that_depart_and_comes_back(worked):
    cases.sign_in(worked, cases.SUPERVISOR)
    presenter = OverviewPresenter(worked, cases.RecordingShell())
    assert presenter.screen.otherwise.people == ("Departures: 2 of 48 by R. Whitfield",)
    presenter.show_departures()
    shown = presenter.screen.envelopes
    assert shown.title == "2 envelopes recorded otherwise than recommended"
    assert {row.cells[3].words for row in shown.rows} == {"Not counted"}
    presenter.back()
    assert presenter.screen.envelopes is None


def test_a_reviewer_is_not_shown_whose_departures_they_are(worked):
    cases.sign_in(worked, cases.REVIEWER)
    presenter = OverviewPresenter(worked, cases.RecordingShell())
    assert presenter.screen.otherwise.people == ()
    presenter.show_departures()
    assert presenter.screen.envelopes is None
