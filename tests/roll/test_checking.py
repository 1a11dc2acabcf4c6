"""Checking a roll: its rows give its id, and everything that is looked up in follows from its rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.records.trouble import WorldError
from adjudicator.roll import RollInfo, build_roll, check_roll

from .conftest import DELGADO, row

PHRASE = Passphrase(b"four shy herons over the marsh")


@pytest.fixture
def made(voter_list, tmp_path: Path) -> tuple[Path, RollInfo]:
    source = voter_list(DELGADO, row("71992443", last_name="Ames"), row("8", last_name="O'Brien", precinct="007"))
    info = build_roll(source, tmp_path / "a.roll")
    assert isinstance(info, RollInfo), info
    return tmp_path / "a.roll", info


def changed(path: Path, *statements: str) -> list[tuple[str, str]]:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    return [(finding.id, finding.place) for finding in check_roll(path).findings]


def test_a_roll_as_it_was_built_is_whole(made: tuple[Path, RollInfo]) -> None:
    path, info = made
    told: list[tuple[int, int]] = []
    report = check_roll(path, progress=lambda done, of: told.append((done, of)))
    assert (report.id, report.findings) == (info.id, ())
    assert told[-1] == (1, 1)


def test_an_encrypted_roll_is_checked_too(voter_list, tmp_path: Path) -> None:
    info = build_roll(voter_list(DELGADO), tmp_path / "b.roll", passphrase=PHRASE)
    assert isinstance(info, RollInfo)
    assert check_roll(tmp_path / "b.roll", PHRASE).id == info.id


def test_an_enet_list_and_repeated_rows_are_whole(voter_list, tmp_path: Path) -> None:
    for layout, rows in (
        ("enet", [{**DELGADO, "county": "067", "birth_year": "1974"}]),
        ("garvis", [row("7"), row("7")]),
    ):
        source = voter_list(*rows, layout=layout)
        assert isinstance(build_roll(source, tmp_path / f"{layout}.roll", layout=layout), RollInfo)
        assert check_roll(tmp_path / f"{layout}.roll").findings == ()


def test_an_elector_cancelled_and_made_older_by_hand_is_found(made: tuple[Path, RollInfo]) -> None:
    path, info = made
    found = changed(
        path,
        "INSERT INTO standing VALUES (99, 'cancelled', '')",
        "UPDATE elector SET standing_id = 99, birth_year = 1900 WHERE registration_number = '71992443'",
    )
    assert ("roll.id", "elector") in found
    assert check_roll(path).id != info.id


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM elector WHERE registration_number = '8'", ("roll.id", "elector")),
        ("UPDATE surname SET text = 'ELSE' WHERE text = 'Ames'", ("roll.id", "elector")),
        ("UPDATE place SET precinct = '062'", ("roll.id", "elector")),
        ("UPDATE elector SET place_id = 77", ("roll.id", "elector")),
        ("UPDATE about SET value = '0' WHERE item = 'electors'", ("roll.about", "about")),
        ("UPDATE about SET value = '2020-11-05' WHERE item = 'dated'", ("roll.about", "about")),
        ("UPDATE about SET value = 'FULTON' WHERE item = 'counties'", ("roll.about", "about")),
        ("UPDATE surname SET spelling = 'AMIS' WHERE text = 'Ames'", ("roll.lookup", "surname")),
        ("UPDATE given_name SET spelling = 'MARY'", ("roll.lookup", "given_name")),
        ("UPDATE street SET spelling = 'ELM'", ("roll.lookup", "street")),
        ("DELETE FROM neighbour", ("roll.lookup", "neighbour")),
        ("DELETE FROM surname_part", ("roll.lookup", "surname_part")),
        ("DELETE FROM double_name", ("roll.lookup", "double_name")),
        ("UPDATE place SET electors = 9", ("roll.lookup", "place")),
        ("UPDATE place SET example = '71992444'", ("roll.lookup", "place")),
        ("DROP INDEX elector_by_surname", ("roll.schema", "index elector_by_surname")),
        ("CREATE TRIGGER t AFTER INSERT ON elector BEGIN SELECT 1; END", ("roll.schema", "trigger t")),
        ("CREATE TABLE more (a)", ("roll.schema", "table more")),
    ],
)  # fmt: skip
def test_what_was_changed_by_hand_is_found(made: tuple[Path, RollInfo], statement: str, found: tuple[str, str]) -> None:
    assert found in changed(made[0], statement)


def test_an_index_that_was_taken_from_another_table_is_found(made: tuple[Path, RollInfo]) -> None:
    path, _ = made
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        sql = "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'given_name_by_spelling')"
        connection.execute(f"{sql} WHERE name = 'surname_by_spelling'")
    assert "roll.damaged" in [finding.id for finding in check_roll(path).findings]


def test_a_view_in_the_place_of_a_table_is_never_read(made: tuple[Path, RollInfo]) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS item, '' AS value FROM n"
    found = changed(made[0], "DROP TABLE about", f"CREATE VIEW about AS {endless}")
    assert ("roll.schema", "table about") in found


def test_a_byte_that_is_no_text_is_found(made: tuple[Path, RollInfo]) -> None:
    path, _ = made
    data = path.read_bytes()
    path.write_bytes(data.replace(b"LAWRENCEVILLE", b"LAWRENCEVILL\xc5"))
    assert check_roll(path).findings


def test_a_roll_of_an_earlier_version_keeps_fewer_districts_and_is_no_foreign_file(made: tuple[Path, RollInfo]) -> None:
    found = changed(made[0], "DROP VIEW roll", "ALTER TABLE place DROP COLUMN fire")
    assert found == [("roll.id", "elector")]  # the id of such a roll was made without them


@pytest.mark.parametrize("shadow", ["pragma_table_list", "pragma_table_info"])
@pytest.mark.parametrize("columns", ["name TEXT, strict INT", "more"])
def test_a_table_in_the_place_of_sqlites_own_tells_nothing_of_the_others(
    made: tuple[Path, RollInfo], shadow: str, columns: str
) -> None:
    found = changed(made[0], f"CREATE TABLE {shadow} ({columns})", "ALTER TABLE place ADD COLUMN more TEXT")
    assert found == [("roll.schema", "table place"), ("roll.schema", f"table {shadow}")]


def test_what_is_no_roll_cannot_be_checked(tmp_path: Path) -> None:
    (tmp_path / "a.roll").write_text("something else")
    with pytest.raises(WorldError, match="not a roll"):
        check_roll(tmp_path / "a.roll")


def test_a_check_is_stopped_by_whoever_listens(made: tuple[Path, RollInfo]) -> None:
    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_roll(made[0], progress=stop)
