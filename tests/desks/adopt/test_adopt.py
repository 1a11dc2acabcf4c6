"""The accounts of an older form: shown with what was done under each, and confirmed as they are shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from adjudicator.office import Office
from adjudicator.office.raising import raise_case
from adjudicator.records.trouble import Refusal
from tests.desks.setup_cases import fast_passwords
from tests.office.conftest import PASSWORD
from ui.desks.adopt.presenter import AdoptPresenter
from ui.shared.standing import standing_of

GOLDEN = Path(__file__).parents[2] / "golden" / "3.0" / "small.case"


@pytest.fixture
def office(tmp_path):
    """A raised case, an administrator signed in."""
    case = Path(shutil.copy(GOLDEN, tmp_path / "small.case"))
    raise_case(case)
    made = Office.open(case)
    with fast_passwords():
        assert not isinstance(made.people.sign_in("admin", PASSWORD), Refusal)
        yield made
    made.close()


@pytest.fixture
def done():
    return []


@pytest.fixture
def presenter(office, done):
    return AdoptPresenter(office, done.append, lambda *where: done.append(where))


def test_each_account_stands_there_with_roles_and_what_was_done_under_it(presenter):
    rows = {row.id: row.cells for row in presenter.screen.rows}
    assert rows["sue"] == ("Sue Supervisor", "sue", "Supervisor", "Open", "1 approval, 1 release, 26 other entries")
    assert rows["sam"][3] == "Closed"
    assert presenter.screen.confirm == "Confirm 4 accounts"


def test_confirming_vouches_for_all_of_them(presenter, office, done):
    assert office.vouching.must_adopt
    presenter.confirm()
    assert not office.vouching.must_adopt
    assert done == ["The accounts are confirmed: 4 accounts"]


def test_accounts_that_another_window_has_changed_are_shown_anew_and_not_confirmed(presenter, office, done):
    other = Office.open(office.path)
    other.people.sign_in("admin", PASSWORD)
    other.people.change("rita", frozenset({"clerk"}), active=False)
    other.close()
    presenter.confirm()
    assert office.vouching.must_adopt
    assert presenter.screen.strip.what.startswith("The accounts have changed since they were shown")
    assert {row.id: row.cells[3] for row in presenter.screen.rows}["rita"] == "Closed"
    presenter.confirm()
    assert len(done) == 1


def test_what_is_refused_is_said_in_place(office, done):
    office.people.sign_in("sue", "violet harbour lantern")
    presenter = AdoptPresenter(office, done.append, lambda *_: None)
    presenter.confirm()
    assert presenter.screen.strip.what == "The accounts were not confirmed"
    assert done == []


def test_setup_is_where_an_account_is_closed_first(presenter, done):
    presenter.to_setup()
    assert done == [("setup", "people")]


def test_the_band_stands_until_then_and_only_an_administrator_has_its_button(office):
    band = standing_of(office, "overview")
    assert (band.does, band.notice.action) == ("adopt", "Look at the accounts")
    office.people.sign_in("sue", "violet harbour lantern")
    band = standing_of(office, "overview")
    assert (band.does, band.notice.action) == ("", "")
    assert band.notice.what == "An administrator has to confirm the accounts first"
    office.people.sign_in("admin", PASSWORD)
    office.vouching.adopt()
    assert standing_of(office, "overview") is None
