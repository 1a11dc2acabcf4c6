"""Several orders at one place that stand differently: which one a ballot hangs on is told by the time, which is sealed.

Where that is at hand, deep verify holds the determination to it. In a copy without sealed values, another standing of the
order, or other contests that it leaves out, is not checked and said; whatever else differs is found there, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.review.determining import AS_RECOMMENDED, Basis, determination
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import Report
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.office import Done, Office
from adjudicator.office.desks.record import verifying
from adjudicator.records.orders import CourtOrder
from tests.casework.admission.conftest import Forger
from tests.office.conftest import Desk, Watch, office

__all__ = ["office"]

PLACE = frozenset({"School 001"})


def at(hour: int, minute: int) -> datetime:
    return datetime(2020, 11, 3, hour, minute)  # noqa: DTZ001 - an order's times are local


ORDERS = (
    CourtOrder.for_all("20-CV-1", PLACE, at(19, 0), at(19, 45), "in_force", "Superior Court"),
    CourtOrder.for_all("20-CV-2", PLACE, at(19, 46), at(20, 30), "vacated", "Superior Court"),
)


@pytest.fixture
def late(office: Office, watch: Watch) -> Forger:
    """0010, cast at 19:31 under the order that stands, determined."""
    forger, desk = Forger(office, watch), Desk(office)
    desk.sign_in("sue")
    for order in ORDERS:
        assert isinstance(forger.office.orders.enter(order), Done)
    desk.sign_in("rita")
    desk.receive("0010", cast_at="2020-11-03T19:31")
    made = desk.easy("0010").determination
    assert made is not None
    assert made.facts["court_order"] == "in_force"
    return forger


def forged(forger: Forger, facts: Mapping[str, str], shut: tuple[str, ...] = ()) -> None:
    """0010 determined again from other facts than those that follow, as the rules have it."""
    assert isinstance(forger.office.review.withdraw("0010", undo=True), Done)
    sheet = forger.office.review.sheet("0010")
    assert isinstance(sheet, Sheet)
    said = {**sheet.facts, **facts}
    found = forger.room.recommender.recommend(said, sheet.cast_style, sheet.home_style, (), shut)
    basis = Basis(sheet.state, said, sheet.cast_style, sheet.home_style, (), found, shut)
    data: dict[str, Any] = dict(determination(basis, AS_RECOMMENDED, forger.room.act()).data)
    forger.add("envelope.determined", **data)


def verified(path: Path) -> Report:
    with CaseLog.open(path, read_only=True) as log:
        return verifying(log, "deep")(lambda _done, _of: None)


def both(forger: Forger, folder: Path) -> Iterable[Report]:
    """What deep verify says of the file, and of an observer's copy."""
    path, copy = forger.office.path, folder / "observers.case"
    forger.office.close()
    copy_for_observers(path, copy)
    return verified(path), verified(copy)


def test_what_the_time_decides_is_checked_where_it_is_at_hand_and_holds_in_a_copy(late: Forger, tmp_path: Path) -> None:
    case, copy = both(late, tmp_path)
    assert (case.findings, copy.findings) == ((), ())
    assert case.verdicts[-1].words == ""


def test_an_order_that_comes_between_two_determinations_holds_for_the_second_at_its_place(
    late: Forger, tmp_path: Path
) -> None:
    desk, office = Desk(late.office), late.office
    assert isinstance(office.review.withdraw("0010", undo=True), Done)
    desk.sign_in("sue")
    later = CourtOrder.for_all("20-CV-3", PLACE, at(20, 31), at(21, 0), "in_force", "Superior Court")
    assert isinstance(office.orders.enter(later), Done)
    desk.sign_in("rita")
    desk.receive("0011", "Nguyen", precinct_cast="002", place="School 002", style_cast="S2")
    elsewhere = desk.easy("0011").determination
    changes, seen = {"cast_at": "2020-11-03T20:45"}, desk.state("0010").version
    assert isinstance(office.receive.correct("0010", changes, "misread", seen), Done)
    here = desk.record("0010").determination
    assert elsewhere is not None
    assert here is not None
    assert (elsewhere.facts["court_order"], here.facts["court_order"]) == ("none", "in_force")
    for report in both(late, tmp_path):
        assert report.findings == ()


def test_another_order_than_that_of_the_time_is_found_by_the_time_alone(late: Forger, tmp_path: Path) -> None:
    forged(late, {"court_order": "vacated"})
    case, copy = both(late, tmp_path)
    assert {finding.id for finding in case.findings} == {"admission.determination"}
    assert copy.findings == ()
    assert copy.verdicts[-1].words.endswith("which this copy lacks")


def test_contests_that_no_order_leaves_out_are_found_by_the_time_alone(late: Forger, tmp_path: Path) -> None:
    forged(late, {}, ("sheriff",))
    case, copy = both(late, tmp_path)
    assert {finding.id for finding in case.findings} == {"admission.determination"}
    assert copy.findings == ()
    assert copy.verdicts[-1].words.endswith("which this copy lacks")


@pytest.mark.parametrize("other", [{"identification": "missing"}, {"court_order": "vacated", "oath": "unsigned"}])
def test_whatever_else_differs_is_found_in_a_copy_too(late: Forger, tmp_path: Path, other: dict[str, str]) -> None:
    forged(late, other)
    for report in both(late, tmp_path):
        assert {finding.id for finding in report.findings} == {"admission.determination"}
