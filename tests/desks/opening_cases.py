"""What stands at the tables: piles, sessions and boxes of a small case, put in through the office's own door."""

from __future__ import annotations

from adjudicator.casework.acts.count.boxes import Sealed
from adjudicator.office import Office
from adjudicator.office.behind.co_signing import Together
from tests.office.conftest import PASSWORD, Desk, Watch
from tests.office.desks.test_tables import VOTED_BY_POST
from tests.office.tables_cases import (
    at_the_tables,
    decided,
    duplicate,
    look_up,
    newest_lists,
    open_pile,
    sign_in,
    sort,
    step,
)

__all__ = ["PASSWORD", "Desk", "Watch", "at_the_tables", "decided", "sign_in"]


def busy(desk: Desk, watch: Watch) -> Office:
    """An evening: one pile opened with an exception, another copied; one late hit; two boxes under seal, one moved."""
    office = at_the_tables(desk, watch)
    assert isinstance(open_pile(office, by_hand=3, exceptions={"0002": "two_ballots"}, sign=False), Together)
    assert isinstance(open_pile(office, "P0002"), Together)
    assert isinstance(duplicate(office, "P0002", done=1, issued=2), Together)
    assert isinstance(sort(office, ["0004"], what="not_counted", box="4", later=True), Together)
    newest_lists(office, absentee=VOTED_BY_POST, name="newest")
    look_up(office)
    sign_in(office, "cleo")
    for name, holds in (("3", "outer"), ("4", "not_counted")):
        assert isinstance(office.boxes.seal(Sealed(name, holds, (f"A12044{name}1",), "Vault"), step("carl")), Together)
    assert isinstance(office.boxes.move("4", "Clerk's room", step("carl", condition="damaged")), Together)
    return office
