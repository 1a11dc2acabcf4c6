"""Who may do what for the board, and that a docket has its number alone: the database refuses it past the program, too."""

from __future__ import annotations

import sqlite3

import pytest

from adjudicator.casework.record.entry import Secret
from adjudicator.records.trouble import Refusal
from tests.casework.admission.board_attacks import EMPTY, look_up_and_draw, vote, with_a_secretary
from tests.casework.admission.conftest import Forger

VOTED = {"docket": "D0001", "vote": vote(), "removed": {}, "rulings": {}}


@pytest.mark.parametrize(
    ("person", "kind", "data"),
    [
        ("sue", "docket.voted", VOTED),
        ("sue", "authority.given", {"vote": vote()}),
        ("rita", "docket.drawn", dict(EMPTY)),
        ("rita", "steps.set", {"board_votes": "before", "duplicate_on": "cast", "reason": Secret("x")}),
        ("rita", "count.certified", {"vote": vote(), "why": "x"}),
        ("olga", "docket.voted", VOTED),
    ],
)
def test_without_the_role_the_database_takes_nothing(forger: Forger, person: str, kind: str, data: dict) -> None:
    forger.sign_in(person)
    size = forger.room.log.head().size
    done = forger.room.put((forger.entry(kind, data),))  # past casework and the desk, so that the database decides
    assert isinstance(done, Refusal)
    assert (done.code, forger.room.log.head().size) == ("no_right", size)


def test_a_docket_has_its_number_alone(forger: Forger) -> None:
    with_a_secretary(forger)
    look_up_and_draw(forger)
    with pytest.raises(sqlite3.IntegrityError, match="number or name alone"):
        forger.add("docket.drawn", **EMPTY)
