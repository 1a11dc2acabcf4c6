"""Four eyes: whoever reviews and supervises both still approves nothing of their own, and is told why."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.office import Office
from adjudicator.office.behind.room import Done
from tests.flows.practice_case import PASSWORDS, REVIEWER, SUPERVISOR, Practice


@pytest.fixture
def both(practice: Practice) -> Path:
    """The case, in which the reviewer has been made a supervisor too."""
    with closing(Office.open(practice.case)) as office:
        office.people.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR])
        changed = office.people.change(REVIEWER, frozenset({"reviewer", "supervisor"}), active=True)
        assert isinstance(changed, Done)
    return practice.case


def test_nobody_approves_a_determination_of_their_own(practice: Practice, both: Path, sit_down):
    hands = sit_down(both).sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(practice.easy_one("left_off"))
    hands.press("Enter", "Enter", "Ctrl+Enter").desk("Batches").tab_to("Sections").press(
        "Right", "Right", "Right", "Right"
    )
    hands.sees("Close batch with 1 envelope").press("Ctrl+Enter").sees("Batch B0001 closed")
    hands.tab_to("List of batches").press("Enter").sees("Batch B0001", "of your own").sees_not("Approve 1 envelope")
    hands.press("Ctrl+Enter").sees("waits for approval")
