"""A case of an older form: raised in the window after a backup, its accounts confirmed; or only looked at."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adjudicator.casework.record.catalogue import FORM
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies.raising import form_of
from tests.flows import practice_case
from tests.flows.hands import Hands
from tests.office.conftest import PASSWORD

GOLDEN = Path(__file__).parents[1] / "golden" / "3.0"
SUPERVISOR, OF_SUPERVISOR = json.loads((GOLDEN / "seen.json").read_text(encoding="utf-8"))["supervisor"]


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case file of form 3.0, at a time after its newest entry."""
    monkeypatch.setattr(practice_case, "AFTER_THE_ELECTION", datetime(2020, 11, 30, 14, 0, tzinfo=UTC))
    return Path(shutil.copy(GOLDEN / "small.case", tmp_path / "small.case"))


def test_it_is_raised_and_an_administrator_confirms_the_accounts(older: Path, sit_down) -> None:
    hands = sit_down(older).sees("This case is of an older form", "small-form-3.0.case", "Only look at it")
    hands.press("Space").waits_for("The file was raised").sees("As it was before, it is kept as small-form-3.0.case")
    assert form_of(older) == FORM
    assert form_of(older.with_name("small-form-3.0.case")) == "3.0"
    hands.press("Space")
    nothing_is_approved_before(hands)
    the_administrator_looks_and_confirms(hands)
    hands.sign_out()
    hands.sign_in(SUPERVISOR, OF_SUPERVISOR).sees_not("An administrator has to confirm the accounts first")
    assert verify(older).ok


def nothing_is_approved_before(hands: Hands) -> None:
    hands.sign_in(SUPERVISOR, OF_SUPERVISOR).sees(
        "An administrator has to confirm the accounts first", "made now, on this computer"
    )
    hands.sees_not("Look at the accounts", "Confirm the accounts").desk("Release")
    hands.sees_not("Write release").sign_out()


def the_administrator_looks_and_confirms(hands: Hands) -> None:
    hands.sign_in("admin", PASSWORD).sees("Confirm the accounts", "4 determinations, 54 other entries")
    hands.tab_to("Close one in Setup first").press("Space").sees("Two people for every account: not required")
    hands.tab_to("Look at the accounts").press("Space").sees("Confirm the accounts").press("Ctrl+Enter")
    hands.sees("The accounts are confirmed").sees_not("An administrator has to confirm the accounts first")


def test_it_is_only_looked_at_and_stays_as_it_is(older: Path, sit_down) -> None:
    before = older.read_bytes()
    hands = sit_down(older).tab_to("Only look at it").press("Space")
    hands.sees("Read only", "It is of an older form. To work in it, open it again and raise it.")
    hands.sign_in(SUPERVISOR, OF_SUPERVISOR).sees("Overview").sees_not("Your key").desk("Record").sees(
        "Rita Reviewer signed in"
    )
    hands.sees_not("Not signed by").press("V").waits_for("the record is whole")
    hands.sees("Who did it: NOT PROVED")
    assert older.read_bytes() == before


def test_it_is_not_raised_while_another_window_has_it_open(older: Path, sit_down) -> None:
    with closing(CaseLog.open(older, read_only=True)) as log:
        log.db.execute("BEGIN")
        log.head()
        hands = sit_down(older).press("Space").waits_for("Somebody has this case open")
        hands.sees("Close it everywhere, then try again.")
        assert not older.with_name("small-form-3.0.case").exists()
        log.db.execute("COMMIT")
    hands.press("Space").waits_for("The file was raised")
