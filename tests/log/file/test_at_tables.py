"""What the database forbids at tables where ballots are handled, past the program and by raw SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.record.entry import SealedEntry
from tests.log.conftest import Pen, begin, forge
from tests.log.file.test_rights import added, key_made

HOURS = {"begins": "2020-11-09T14:00", "ends": "2020-11-09T15:00", "later": False}
CLERKS = ("ann", "bea", "cid", "dan")


@pytest.fixture
def raw(tmp_path: Path, pen: Pen) -> Iterator[sqlite3.Connection]:
    """Somebody else's connection to a case with four clerks, of whom the first two sorted and opened pile P0001."""
    log = begin(tmp_path / "tables.case", pen)
    for clerk in CLERKS:
        log.append([added(pen, clerk, "clerk"), key_made(pen, clerk)])
    log.append([added(pen, "carl", "custodian"), key_made(pen, "carl")])
    log.append([sorted_by(pen, "ann", "bea"), sorted_by(pen, "ann", "bea", pile="P0002")])
    log.append([opened_by(pen, "ann", "bea")])
    log.close()
    connection = sqlite3.connect(tmp_path / "tables.case", isolation_level=None)
    yield connection
    connection.close()


def sorted_by(pen: Pen, *people: str, pile: str = "P0001", by: str = "") -> SealedEntry:
    return pen.entry(
        "pile.sorted", by or people[0], pile=pile, people=list(people), what="to_open", apart=False, copy=True, items={},
        counted=0, hour="2020-11-09T13:00", box="", later=False,
    )  # fmt: skip


def opened_by(pen: Pen, *people: str, pile: str = "P0001", session: str = "S0001", by: str = "") -> SealedEntry:
    return pen.entry(
        "session.opened", by or people[0], pile=pile, session=session, people=list(people), **HOURS, left=[], by_record=0,
        by_hand=0, exceptions={}, override=None,
    )  # fmt: skip


def copied_by(pen: Pen, *people: str, pile: str = "P0001", session: str = "S0002", by: str = "") -> SealedEntry:
    return pen.entry(
        "session.duplicated", by or people[0], pile=pile, session=session, people=list(people), **HOURS, issued=1, done=1,
        spoiled=0, returned=0,
    )  # fmt: skip


def signed_by(pen: Pen, by: str, session: str, entry: int) -> SealedEntry:
    return pen.entry("session.signed", by, session=session, entry=entry)


def refused(raw: sqlite3.Connection, entry: SealedEntry) -> str:
    """Why the database does not take an entry, empty where it does; nothing is kept of it."""
    raw.execute("BEGIN")
    try:
        forge(raw, entry.body)
    except sqlite3.IntegrityError as error:
        return str(error)
    finally:
        raw.execute("ROLLBACK")
    return ""


@pytest.mark.parametrize("people", [("ann", "cid"), ("cid", "ann"), ("bea", "cid"), ("cid", "dan", "bea")])
def test_who_opened_a_pile_neither_duplicates_nor_witnesses_from_it(
    raw: sqlite3.Connection, pen: Pen, people: tuple[str, ...]
) -> None:
    assert refused(raw, copied_by(pen, *people)) == "nobody duplicates from a pile that they opened"


def test_others_do(raw: sqlite3.Connection, pen: Pen) -> None:
    assert refused(raw, copied_by(pen, "cid", "dan")) == ""
    assert refused(raw, copied_by(pen, "ann", "cid", pile="P0002")) == ""


def test_no_pile_is_opened_twice_or_after_somebody_duplicated_from_it(raw: sqlite3.Connection, pen: Pen) -> None:
    assert (
        refused(raw, opened_by(pen, "cid", "dan", session="S0003")) == "nobody opens a pile from which they duplicated"
    )
    forge(raw, copied_by(pen, "cid", "dan", pile="P0002").body)
    assert "from which they duplicated" in refused(raw, opened_by(pen, "ann", "bea", pile="P0002", session="S0003"))


@pytest.mark.parametrize("make", [sorted_by, opened_by, copied_by])
@pytest.mark.parametrize("people", [("cid",), ("cid", "cid"), ("cid", "dan", "cid"), ("cid", "dan", "ann", "bea")])
def test_one_person_is_not_two(raw: sqlite3.Connection, pen: Pen, make: Any, people: tuple[str, ...]) -> None:
    entry = make(pen, *people, pile="P0009")
    assert "two different people" in refused(raw, entry)


@pytest.mark.parametrize("make", [sorted_by, opened_by, copied_by])
def test_who_records_it_sits_there(raw: sqlite3.Connection, pen: Pen, make: Any) -> None:
    assert "of whom one records it" in refused(raw, make(pen, "cid", "dan", pile="P0009", by="ann"))


def test_a_session_is_signed_once_by_each_of_its_people(raw: sqlite3.Connection, pen: Pen) -> None:
    (seq,) = raw.execute("SELECT max(seq) FROM log").fetchone()
    words = "a session is signed once by each of its people"
    assert refused(raw, signed_by(pen, "bea", "S0001", seq)) == ""
    assert refused(raw, signed_by(pen, "ann", "S0001", seq)) == words
    assert refused(raw, signed_by(pen, "cid", "S0001", seq)) == words
    assert refused(raw, signed_by(pen, "bea", "S0001", seq - 1)) == words
    assert refused(raw, signed_by(pen, "bea", "S0002", seq)) == words
    forge(raw, signed_by(pen, "bea", "S0001", seq).body)
    assert refused(raw, signed_by(pen, "bea", "S0001", seq)) == words


def test_a_pile_is_signed_once_by_each_of_those_who_sorted_it(raw: sqlite3.Connection, pen: Pen) -> None:
    (seq,) = raw.execute("SELECT max(seq) FROM log").fetchone()
    second, words = seq - 1, "a pile is signed once by each of its people"

    def signs(by: str, pile: str = "P0002", entry: int = second) -> SealedEntry:
        return pen.entry("pile.signed", by, pile=pile, entry=entry)

    assert refused(raw, signs("bea")) == ""
    assert refused(raw, signs("bea", "P0001", second - 1)) == ""
    for wrong in (signs("ann"), signs("cid"), signs("bea", entry=seq), signs("bea", "P0001"), signs("bea", entry=1)):
        assert refused(raw, wrong) == words
    forge(raw, signs("bea").body)
    assert refused(raw, signs("bea")) == words
    assert refused(raw, signs("bea", "P0001", second - 1)) == "", "another pile of theirs is still to be signed"


STEP = {"hour": "2020-11-09T13:00", "condition": "whole", "later": False}


def test_a_step_of_a_box_has_a_second_person_who_signs_it_once(raw: sqlite3.Connection, pen: Pen) -> None:
    sealed = {"box": "3", "holds": "held", "seals": ["A1"], "place": "Vault", **STEP}
    for second in ("", "carl"):
        made = pen.entry("box.sealed", "carl", second=second, **sealed)
        assert refused(raw, made) == "a step of a box has a second person"
    forge(raw, pen.entry("box.sealed", "carl", second="bea", **sealed).body)
    (seq,) = raw.execute("SELECT max(seq) FROM log").fetchone()

    def signs(by: str, box: str = "3", entry: int = seq) -> SealedEntry:
        return pen.entry("box.signed", by, box=box, entry=entry)

    words = "a step of a box is signed once, by its second person"
    assert refused(raw, signs("bea")) == ""
    for wrong in (signs("carl"), signs("ann"), signs("bea", "4"), signs("bea", entry=seq - 1), signs("bea", entry=99)):
        assert refused(raw, wrong) == words
    forge(raw, signs("bea").body)
    assert refused(raw, signs("bea")) == words


def test_no_number_is_taken_twice(raw: sqlite3.Connection, pen: Pen) -> None:
    words = "each envelope, batch, release, person and so on has its number or name alone"
    assert refused(raw, sorted_by(pen, "cid", "dan")) == words
    assert refused(raw, copied_by(pen, "cid", "dan", session="S0001")) == words
