"""An envelope that was opened and released as counting in full, and is decided again to count in part: who is told what."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.casework.acts.review.determining import Decision
from adjudicator.log.checks.verify import verify
from adjudicator.office import Done, Office
from adjudicator.office.behind.releases.check import verify_release
from tests.office.conftest import Desk
from tests.office.desks.test_release import release, rows
from tests.office.tables_cases import approve, desk_at_tables, determine, open_pile, worked_tables

__all__ = ["desk_at_tables", "worked_tables"]

WORK_ORDER = "tabulation_room/work_order.csv"
OTHER_PRECINCT = {"place": "School 002", "precinct_cast": "002", "style_cast": "S2"}


@pytest.fixture
def desk(desk_at_tables: Desk, tmp_path: Path) -> Desk:
    """0001 and 0002 are opened to count as they are, 0003 to be duplicated, and all have left in a release."""
    for pile in ("P0001", "P0002"):
        open_pile(desk_at_tables.office, pile)
    desk_at_tables.sign_in("sue")
    release(desk_at_tables, tmp_path / "first")
    return desk_at_tables


@pytest.fixture
def opened(desk: Desk) -> Office:
    """The office of that case."""
    return desk.office


def red(office: Office) -> set[str]:
    return {each.about for each in office.tabulation.troubles() if not each.settled}


def decided_again(desk: Desk, number: str) -> None:
    """The label of an envelope was read wrongly: reopened, corrected, decided and approved again."""
    desk.sign_in("sue")
    assert isinstance(desk.office.review.reopen(number, "The label was read wrongly"), Done)
    desk.sign_in("rita")
    done = desk.office.receive.correct(number, OTHER_PRECINCT, "The label says 002", desk.state(number).version)
    assert isinstance(done, Done), done
    determine(desk, number)
    assert desk.state(number).outcome == "count_partial"
    approve(desk)


def test_it_stands_red_and_the_tabulation_room_is_told_by_stop_notice_and_supplement(
    desk: Desk, opened: Office, tmp_path: Path
) -> None:
    assert red(opened) == set()
    decided_again(desk, "0001")
    assert red(opened) == {"opened_otherwise:0001", "reopened_after_release:0001"}
    account = opened.accounts.account()
    assert ("opened = counting as when opened", 3, 2) in list(account.differences())
    (line,) = opened.releases.stop_lines()
    assert (line.release, line.place, line.precinct, line.style, line.ballots) == (
        "R0001", "School 001", "001", "S1", 1,
    )  # fmt: skip
    made = release(desk, tmp_path / "second")
    order = [(row["precinct"], row["do"], row["ballots"], row["replaces"]) for row in rows(made.folder, WORK_ORDER)]
    assert order == [("001", "take away", "-1", "R0001"), ("002", "duplicate", "1", "")]
    (said,) = [row["sentence"] for row in rows(made.folder, "corrections.csv")]
    assert said == "R0001: School 001, S1, 4 contests: take one away. Now: School 002, S2, 3 contests."
    assert list(map(str, opened.releases.unsettled())) == [
        "R0002 corrects 1 ballot of R0001, and is not acknowledged: the tabulation room may hold it as it was"
    ]
    assert red(opened) == {"opened_otherwise:0001"}, "what is in the box of ballots, no release can take out"
    assert verify_release(made.folder).ok
    assert verify(opened.path).findings == ()


def test_it_stands_in_the_way_of_certification_until_a_supervisor_explains_it(desk: Desk, opened: Office) -> None:
    decided_again(desk, "0001")
    (trouble,) = [each for each in opened.tabulation.troubles() if each.code == "opened_otherwise"]
    assert str(trouble.sentence).startswith("Envelope 0001 was opened with pile P0001, whose ballots count as they are")
    assert trouble.sentence in opened.board.in_the_way()
    desk.sign_in("sue")
    assert isinstance(opened.tabulation.explain(trouble, "The board was told on Monday"), Done)
    assert trouble.sentence not in opened.board.in_the_way()
    by_the_log = {each.about: each.settled for each in opened.accounts.history().troubles}
    assert by_the_log["opened_otherwise:0001"] is True


def test_a_ballot_that_was_to_be_duplicated_and_now_counts_in_full_is_looked_for_by_its_instruction(
    desk: Desk, opened: Office
) -> None:
    desk.sign_in("sue")
    assert isinstance(opened.review.reopen("0003", "The court says so"), Done)
    desk.sign_in("rita")
    decision = Decision("count_full", "The court says so", "")
    assert isinstance(opened.review.record(desk.sheet("0003"), decision), Done)
    approve(desk)
    (trouble,) = [each for each in opened.tabulation.troubles() if each.code == "opened_otherwise"]
    assert "old instruction" in str(trouble.sentence)
