"""Review under a pack of another state: what its law asks is asked, in words that are true there."""

from __future__ import annotations

import pytest

from adjudicator import resources
from adjudicator.records.trouble import Refusal
from tests import packs
from tests.desks import movers_cases as cases
from tests.desks.review_cases import RecordingShell
from ui.desks.review.presenter import ReviewPresenter
from ui.shared.home_words import home_words


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    here = packs.put_beside_the_others(tmp_path / "resources")
    monkeypatch.setattr(resources, "folder", lambda: here)
    opened = cases.office_on("primary", tmp_path, rules=packs.ELSEWHERE.name)
    yield opened
    opened.close()


def desk_on(office, number):
    """The Review desk on an envelope, its papers accepted."""
    desk = ReviewPresenter(office, RecordingShell())
    desk.enter(number)
    desk.accept()
    return desk


def test_who_moved_and_did_not_report_it_is_asked_for_the_new_portion(elsewhere):
    number = cases.receive(elsewhere, "primary", house_number="42", street="Pine Street")
    desk = desk_on(elsewhere, number)
    assert (
        "precinct of the new address is the right one, whether the move was reported or not" in desk.screen.asking.help
    )
    assert "218" not in desk.screen.asking.help
    desk.press("2")
    asking = desk.screen.asking
    assert asking.prompt == "Which precinct and portion is the new address in?"
    assert "even where the move was not reported" in asking.help
    assert asking.choices[0].detail == "2 of the 3 nearest electors of this street are listed here"
    sheet = elsewhere.review.sheet(number)
    assert home_words(sheet).endswith("the voter moved, and the precinct of the new address is not known yet")
    desk.press("1")
    desk.accept()
    assert elsewhere.review.sheet(number).home.style == "002-1-R"
    done = elsewhere.review.record(elsewhere.review.sheet(number))
    assert not isinstance(done, Refusal), done
    state = elsewhere.review.sheet(number).state
    assert (state.determination.facts["home"], state.determination.outcome) == ("other_precinct", "count_partial")
    report = elsewhere.record.verifying("deep")(lambda *_: None)
    assert [str(each) for each in report.findings] == []


def test_an_inactive_elector_is_asked_in_the_same_words(elsewhere):
    desk = desk_on(elsewhere, cases.receive(elsewhere, "primary", at=4))
    assert desk.screen.asking.prompt.startswith("The roll has this elector as inactive.")
    assert "new address is the right one" in desk.screen.asking.help
