"""Building a roll: what is kept, its id, and what is refused."""

from __future__ import annotations

import csv
import errno
import itertools
import sqlite3
import sys
from datetime import date
from pathlib import Path

import pytest

from adjudicator.at_rest import presence
from adjudicator.at_rest.durable import UNFINISHED, written_aside
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.roll import Roll, RollInfo, build_roll, building, loading
from adjudicator.roll import source as source_file
from adjudicator.roll.layouts import GEORGIA_COUNTIES, LAYOUTS, county_of_code

from .conftest import DELGADO, list_text, row


def built(source: Path, out: Path, **options) -> RollInfo:
    info = build_roll(source, out, **options)
    assert isinstance(info, RollInfo), info
    return info


def problems_of(source: Path, out: Path, **options) -> list[Problem]:
    problems = build_roll(source, out, **options)
    assert isinstance(problems, list)
    return problems


def test_a_garvis_list_keeps_what_look_up_and_law_need(roll_of) -> None:
    elector = roll_of(DELGADO).by_number("01234567")
    assert elector is not None
    assert (elector.county, elector.status, elector.birth_year) == ("GWINNETT", "active", 1974)
    assert (elector.last_name, elector.first_name, elector.middle_name) == ("DELGADO-RUIZ", "MARIA", "ELENA")
    assert (elector.house_number, elector.street, elector.unit) == ("412", "N GRAYSON HWY", "B")
    assert (elector.city, elector.zip_code, elector.precinct) == ("LAWRENCEVILLE", "30046", "061")
    assert (elector.registered_on, elector.changed_on) == (date(2004, 2, 5), date(2020, 10, 30))
    assert (elector.municipality, elector.combo, elector.id_required) == ("LAWRENCEVILLE", "303", False)


def test_districts_are_written_as_the_election_definition_writes_them(roll_of) -> None:
    elector = roll_of(DELGADO).by_number("01234567")
    assert elector is not None
    assert elector.districts == {
        "us_house": "7", "state_senate": "55", "state_house": "101", "county_commission": "3", "judicial": "GWIN",
    }  # fmt: skip


def test_districts_of_cities_and_boards_are_kept_too(roll_of) -> None:
    within = row("01234568", municipal_school_board="BUFORD", fire="02", super_council="1")
    elector = roll_of(within).by_number("01234568")
    assert elector is not None
    assert elector.districts.items() >= {"municipal_school_board": "BUFORD", "fire": "2", "super_council": "1"}.items()


def test_a_roll_of_fewer_districts_is_read_as_far_as_it_goes(roll_of, tmp_path: Path) -> None:
    roll_of(DELGADO).close()
    with sqlite3.connect(tmp_path / "0.roll") as connection:
        connection.execute("DROP VIEW roll")
        connection.execute("ALTER TABLE place DROP COLUMN fire")
    with Roll.open(tmp_path / "0.roll") as roll:
        elector = roll.by_number("01234567")
        assert elector is not None
        assert (elector.districts["us_house"], elector.municipality) == ("7", "LAWRENCEVILLE")
        assert [(each.precinct, each.municipality) for each in roll.district_rows()] == [("061", "LAWRENCEVILLE")]


def test_an_enet_list_gives_the_same_roll_with_counties_by_their_codes(roll_of) -> None:
    enet = {**DELGADO, "county": "067", "status": "A", "registered_on": "20040205", "changed_on": "20201030"}
    enet["street_name"] = "N GRAYSON"
    from_enet, from_garvis = roll_of(enet, layout="enet"), roll_of(DELGADO)
    assert from_enet.by_number("01234567") == from_garvis.by_number("01234567")
    assert from_enet.info.id == from_garvis.info.id


@pytest.mark.parametrize(
    ("code", "county"),
    [("001", "APPLING"), ("044", "DEKALB"), ("067", "GWINNETT"), ("009", "BEN HILL"), ("159", "WORTH"), ("160", None),
     ("000", None), ("GW", None)],
)  # fmt: skip
def test_a_county_code_counts_the_counties_in_alphabetical_order(code: str, county: str | None) -> None:
    assert county_of_code(code) == county
    assert len(GEORGIA_COUNTIES) == 159
    assert sorted(GEORGIA_COUNTIES) == list(GEORGIA_COUNTIES)


@pytest.mark.parametrize(
    ("written", "status"),
    [("Active", "active"), ("INACTIVE", "inactive"), ("Cancelled", "cancelled"), ("Pending", "pending"),
     ("A", "active"), ("I", "inactive")],
)  # fmt: skip
def test_every_status_of_the_list_is_known(roll_of, written: str, status: str) -> None:
    elector = roll_of(row("00000001", status=written, status_reason="NCOA")).by_number("1")
    assert elector is not None
    assert (elector.status, elector.status_reason) == (status, "NCOA")


def test_columns_may_stand_in_any_order_among_others_and_behind_a_byte_order_mark(tmp_path: Path) -> None:
    lines = list(csv.reader(list_text([DELGADO], extra=("Race", "Land Lot")).splitlines()))
    turned = "\n".join(",".join(reversed(line)) for line in lines)
    (tmp_path / "a.csv").write_text(list_text([DELGADO]), encoding="utf-8")
    (tmp_path / "b.csv").write_text(turned, encoding="utf-8-sig")
    assert built(tmp_path / "a.csv", tmp_path / "a.roll").id == built(tmp_path / "b.csv", tmp_path / "b.roll").id


def test_race_gender_and_party_are_nowhere_in_the_roll_file(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    text = list_text([DELGADO], extra=("Race", "Gender", "Last Party Voted"))
    source.write_text(text.replace(",x,x,x", ",RACEWORD,GENDERWORD,PARTYWORD"), encoding="utf-8")
    built(source, tmp_path / "a.roll")
    held = (tmp_path / "a.roll").read_bytes()
    assert b"DELGADO" in held
    assert not any(word in held for word in (b"RACEWORD", b"GENDERWORD", b"PARTYWORD"))


def test_quoted_cells_may_hold_separators_and_line_ends(voter_list, tmp_path: Path) -> None:
    source = voter_list(row("00000001", unit="2, rear\nleft"), row("00000002", middle_name='ANN "NAN"'))
    built(source, tmp_path / "a.roll")
    with Roll.open(tmp_path / "a.roll") as roll:
        first, second = roll.by_number("1"), roll.by_number("2")
    assert first is not None
    assert second is not None
    assert (first.unit, second.middle_name) == ("2, rear\nleft", 'ANN "NAN"')


def test_a_list_longer_than_one_batch_is_read_whole(voter_list, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(source_file, "BATCH_CHARACTERS", 4096)
    rows = [row(f"{number:08d}", unit='1 "B"' if number % 7 == 0 else "") for number in range(1, 400)]
    source = voter_list(*rows)
    assert source.stat().st_size > 3 * 4096
    assert built(source, tmp_path / "a.roll").electors == 399
    with Roll.open(tmp_path / "a.roll") as roll:
        assert all(roll.by_number(f"{number:08d}") for number in range(1, 400))


@pytest.mark.parametrize("layout", ["garvis", "enet"])
@pytest.mark.parametrize("order", ["as it is", "turned"])
def test_a_list_gives_one_roll_however_its_lines_are_written(
    tmp_path: Path, monkeypatch, layout: str, order: str
) -> None:
    """Cells in quotation marks are read one by one, and others by a pattern that takes neighbouring columns together."""
    monkeypatch.setattr(source_file, "BATCH_CHARACTERS", 1000)
    county, delimiter = ("067" if layout == "enet" else "GWINNETT"), LAYOUTS[layout].delimiter
    rows = [row(f"{number}", county=county, registered_on="", unit=f"{number % 5} ") for number in range(1, 60)]
    lines = list(csv.reader(list_text(rows, layout, ("Race", "Gender")).splitlines(), delimiter=delimiter))
    if order == "turned":
        lines = [line[::-1] for line in lines]
    ids: set[str] = set()
    for number, (end, quoting) in enumerate(itertools.product(("\n", "\r\n", "\r"), (csv.QUOTE_NONE, csv.QUOTE_ALL))):
        source = tmp_path / f"{number}.csv"
        with source.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(lines)
            out.write(end * 3)
        info = built(source, tmp_path / f"{number}.roll", layout=layout)
        assert info.electors == 59
        ids.add(info.id)
    assert len(ids) == 1


# --- its id and what it says of itself


def test_the_id_does_not_depend_on_the_order_of_the_rows(voter_list, tmp_path: Path) -> None:
    rows = [row(f"{number:08d}", first_name=f"NAME{number % 3}") for number in (5, 1, 9, 3, 7)]
    one = built(voter_list(*rows), tmp_path / "a.roll")
    other = built(voter_list(*reversed(rows)), tmp_path / "b.roll")
    assert one.id == other.id
    assert one.source_digest != other.source_digest


@pytest.mark.parametrize(
    "change",
    [{"suffix": "JR"}, {"birth_year": "1975"}, {"status": "Inactive"}, {"precinct": "062"}, {"unit": "C"},
     {"changed_on": "10/31/2020"}, {"street_type": "RD"}, {"school_board": "1"}, {"first_name": "MARIAE"}],
)  # fmt: skip
def test_the_id_changes_with_anything_kept(voter_list, tmp_path: Path, change: dict[str, str]) -> None:
    before = built(voter_list(DELGADO), tmp_path / "a.roll")
    after = built(voter_list({**DELGADO, **change}), tmp_path / "b.roll")
    assert before.id != after.id


def test_text_cannot_move_from_one_field_to_the_next_under_one_id(voter_list, tmp_path: Path) -> None:
    one = built(voter_list(row("1", middle_name="AB", suffix="")), tmp_path / "a.roll")
    other = built(voter_list(row("1", middle_name="A", suffix="B")), tmp_path / "b.roll")
    assert one.id != other.id


def test_the_id_outlives_a_vacuum(voter_list, tmp_path: Path) -> None:
    out = tmp_path / "a.roll"
    before = built(voter_list(*(row(f"{number:08d}") for number in range(1, 50))), out)
    connection = sqlite3.connect(out)
    connection.execute("VACUUM")
    connection.close()
    with Roll.open(out) as roll:
        assert roll.info == before
        assert roll.by_number("7") is not None


def test_a_roll_says_where_it_came_from(voter_list, tmp_path: Path) -> None:
    source = voter_list(DELGADO, row("2", county="DEKALB"), row("3", county="Gwinnett County"))
    info = built(source, tmp_path / "a.roll", dated=date(2020, 11, 2))
    with Roll.open(tmp_path / "a.roll") as roll:
        assert roll.info == info
    assert (info.layout, info.electors, info.counties) == ("garvis", 3, ("DEKALB", "GWINNETT"))
    assert (info.dated, info.dated_by) == (date(2020, 11, 2), "given")
    assert len(info.id) == len(info.source_digest) == 64


@pytest.mark.parametrize(
    ("cells", "day", "by"),
    [({}, date(2020, 10, 30), "changed"), ({"registered_on": "11/01/2020"}, date(2020, 11, 1), "registered"),
     ({"registered_on": "", "changed_on": ""}, None, "unknown")],
)  # fmt: skip
def test_an_undated_list_is_as_old_as_its_newest_day(voter_list, tmp_path: Path, cells, day, by) -> None:
    info = built(voter_list({**DELGADO, **cells}), tmp_path / "a.roll")
    assert (info.dated, info.dated_by) == (day, by)


def test_progress_ends_at_the_whole(voter_list, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    build_roll(voter_list(DELGADO), tmp_path / "a.roll", progress=lambda done, in_all: heard.append((done, in_all)))
    assert heard[-1][0] == heard[-1][1]
    assert heard == sorted(heard)


# --- what is refused


@pytest.mark.parametrize(
    "column", ["Voter Registration Number", "County Precinct", "Birth Year", "State House District"]
)
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    lines = list(csv.reader(list_text([DELGADO]).splitlines()))
    at = lines[0].index(column)
    source = tmp_path / "list.csv"
    source.write_text("\n".join(",".join(line[:at] + line[at + 1 :]) for line in lines), encoding="utf-8")
    (problem,) = problems_of(source, tmp_path / "a.roll")
    assert (problem.column, problem.row) == (column, 1)
    assert "missing" in problem.what
    assert "all columns" in problem.remedy


def test_a_list_of_the_other_layout_is_recognised(voter_list, tmp_path: Path) -> None:
    (problem,) = problems_of(voter_list({**DELGADO, "county": "067"}, layout="enet"), tmp_path / "a.roll")
    assert '"enet"' in problem.remedy


def test_bytes_that_are_not_utf8_are_refused_with_their_place(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    text = list_text([DELGADO, row("2", last_name="MUÑOZ")]).encode("latin-1")
    source.write_bytes(text)
    (problem,) = problems_of(source, tmp_path / "a.roll")
    assert f"byte {text.index(0xD1) + 1} is 0xD1" in problem.what
    assert problem.row == 3


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [({"status": "Gone"}, "Status", "Gone"), ({"birth_year": "74"}, "Birth Year", "74"),
     ({"birth_year": "May 3"}, "Birth Year", "May 3"), ({"registered_on": "2/30/2004"}, "Registration Date", "2/30/2004"),
     ({"changed_on": "soon"}, "Last Modified Date", "soon"), ({"county": " "}, "County", ""),
     ({"registration_number": "12E4"}, "Voter Registration Number", ""),
     ({"registration_number": ""}, "Voter Registration Number", ""), ({"last_name": " "}, "Last Name", "")],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_a_problem_with_row_and_column(
    voter_list, tmp_path: Path, cells, column: str, value: str
) -> None:
    (problem,) = problems_of(voter_list(DELGADO, row("2"), {**row("3"), **cells}), tmp_path / "a.roll")
    assert (problem.file, problem.row, problem.column, problem.value) == ("list.csv", 4, column, value)
    assert problem.remedy


@pytest.mark.parametrize("field", ["status", "street_name", "city", "precinct", "combo", "unit"])
def test_a_control_character_is_told_with_the_column_that_holds_it(voter_list, tmp_path: Path, field: str) -> None:
    (problem,) = problems_of(voter_list(row("1"), row("2", **{field: "A\x1fB"})), tmp_path / "a.roll")
    assert (problem.row, problem.column) == (3, LAYOUTS["garvis"].columns[field])
    assert "control character" in problem.what


def test_an_unknown_county_code_is_a_problem(voter_list, tmp_path: Path) -> None:
    source = voter_list({**DELGADO, "county": "160"}, layout="enet")
    (problem,) = problems_of(source, tmp_path / "a.roll", layout="enet")
    assert (problem.column, problem.value) == ("COUNTY_CODE", "160")


def test_all_problems_are_collected_and_those_after_fifty_are_counted(voter_list, tmp_path: Path) -> None:
    rows = [row(f"{number:08d}", status="Gone") for number in range(1, 400)]
    problems = problems_of(voter_list(*rows), tmp_path / "a.roll")
    assert len(problems) == 51
    assert [problem.row for problem in problems[:3]] == [2, 3, 4]
    assert "349 more" in problems[-1].what


def test_a_row_with_another_number_of_cells_is_a_problem(voter_list, tmp_path: Path) -> None:
    source = voter_list(DELGADO, row("2"))
    source.write_text(source.read_text("utf-8") + "GWINNETT,00000003,Active\n", encoding="utf-8")
    (problem,) = problems_of(source, tmp_path / "a.roll")
    assert problem.row == 4
    assert "3 cells" in problem.what


@pytest.mark.parametrize("text", ["1\n2|3\n", "1|2|3\n4|5\n", "1|2\n3\n", "1\n2|3|4\n"])
def test_columns_are_taken_of_rows_of_the_headers_width_alone(text: str) -> None:
    """No field is absent here, whose column would betray that two short rows were read as one."""
    taker = loading._ColumnTaker({"a": 0, "b": 1}, 2, {"a": ("a",), "b": ("b",)})
    with pytest.raises(ValueError, match="another width"):
        taker.take(source_file.PlainRows(text.replace("|", loading.SEPARATOR), text.count("\n")))
    kept = source_file.PlainRows("1|2\n3|4\n".replace("|", loading.SEPARATOR), 2)
    assert {name: tuple(column) for name, column in taker.take(kept).items()} == {"a": ("1", "3"), "b": ("2", "4")}


def test_a_row_too_long_beside_one_too_short_is_told_as_both(voter_list, tmp_path: Path) -> None:
    source = voter_list(row("1"), row("2"), row("3"), row("4"))
    lines = source.read_text("utf-8").splitlines()
    lines[2], lines[3] = lines[2] + ",", lines[3].rpartition(",")[0]
    source.write_text("\n".join(lines), encoding="utf-8")
    problems = problems_of(source, tmp_path / "a.roll")
    assert [(problem.row, problem.what.partition(",")[0]) for problem in problems] == [
        (3, "The row has 38 cells"), (4, "The row has 36 cells"),
    ]  # fmt: skip


def test_empty_lines_at_the_end_are_no_rows(voter_list, tmp_path: Path) -> None:
    source = voter_list(DELGADO)
    source.write_text(source.read_text("utf-8") + "\n\r\n\n", encoding="utf-8", newline="")
    assert built(source, tmp_path / "a.roll").electors == 1


def test_a_quotation_mark_that_is_not_closed_is_a_problem(voter_list, tmp_path: Path) -> None:
    source = voter_list(DELGADO)
    source.write_text(source.read_text("utf-8") + 'GWINNETT,"00000003,Active\n', encoding="utf-8")
    (problem,) = problems_of(source, tmp_path / "a.roll")
    assert "quotation mark" in problem.remedy


@pytest.mark.parametrize("text", ["", list_text([])])
def test_a_list_without_electors_is_a_problem(tmp_path: Path, text: str) -> None:
    source = tmp_path / "list.csv"
    source.write_text(text, encoding="utf-8")
    assert len(problems_of(source, tmp_path / "a.roll")) == 1


def test_a_number_that_is_there_twice_with_other_content_is_a_problem_without_the_number(voter_list, tmp_path) -> None:
    source = voter_list(row("7"), row("8"), row("7", first_name="ANA"), row("7"))
    (problem,) = problems_of(source, tmp_path / "a.roll")
    assert problem.row == 4
    assert "row 2" in problem.what
    assert problem.value == ""


def test_a_row_that_repeats_another_word_for_word_is_one_elector(voter_list, tmp_path: Path) -> None:
    info = built(voter_list(row("7"), row("8"), row("7"), row("7")), tmp_path / "a.roll")
    assert info.electors == 2
    assert info.id == built(voter_list(row("7"), row("8")), tmp_path / "b.roll").id
    assert info.notes == ("2 rows that repeat another word for word were left out.",)
    with Roll.open(tmp_path / "a.roll") as roll:
        assert [part.electors for part in roll.district_rows()] == [2]


# --- nothing half-written


def test_a_list_with_problems_leaves_no_file(voter_list, tmp_path: Path) -> None:
    problems_of(voter_list(row("1", status="Gone")), tmp_path / "out.roll")
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def exists(source: Path, out: Path, **how) -> bool:
    with pytest.raises(WorldError) as caught:
        build_roll(source, out, **how)
    return caught.value.code == "exists"


def test_an_older_roll_is_never_replaced(voter_list, tmp_path: Path) -> None:
    out = tmp_path / "out.roll"
    built(voter_list(DELGADO), out)
    before = out.read_bytes()
    assert exists(voter_list(row("2")), out)
    assert exists(voter_list(row("1", status="Gone")), out)
    assert out.read_bytes() == before


def written(path: Path) -> tuple[int, int, int]:
    """Which file it is and when it was written; when it was read is no matter, and moves on with the second."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def test_the_roll_of_the_same_list_stays_and_says_what_it_is(voter_list, tmp_path: Path) -> None:
    out, source = tmp_path / "out.roll", voter_list(DELGADO, row("2"))
    info = built(source, out)
    before = written(out)
    assert built(source, out) == info
    assert exists(source, out, dated=date(2020, 11, 3))
    assert exists(source, out, passphrase=Passphrase(b"four shy herons over the marsh"))
    assert written(out) == before


def test_a_roll_of_the_same_list_with_another_elector_in_it_is_not_the_same(voter_list, tmp_path: Path) -> None:
    out, source = tmp_path / "out.roll", voter_list(DELGADO, row("2"))
    built(source, out)
    with sqlite3.connect(out) as connection:
        connection.execute("UPDATE elector SET birth_year = 1900")
    assert exists(source, out)


def test_neither_a_link_nor_an_empty_file_becomes_a_roll(voter_list, tmp_path: Path) -> None:
    source = voter_list(DELGADO)
    built(source, tmp_path / "a.roll")
    (tmp_path / "link.roll").symlink_to("a.roll")
    (tmp_path / "nowhere.roll").symlink_to("nothing")
    (tmp_path / "empty.roll").touch()
    for name in ("link.roll", "nowhere.roll", "empty.roll"):
        assert exists(source, tmp_path / name)
    assert (tmp_path / "link.roll").is_symlink()
    assert (tmp_path / "nowhere.roll").is_symlink()
    assert not (tmp_path / "empty.roll").stat().st_size


@pytest.mark.skipif(sys.platform == "win32", reason="rights are POSIX rights")
def test_only_its_owner_may_read_a_roll(voter_list, tmp_path: Path) -> None:
    built(voter_list(DELGADO), tmp_path / "out.roll")
    assert (tmp_path / "out.roll").stat().st_mode & 0o777 == 0o600


def test_a_file_that_came_meanwhile_stays(voter_list, tmp_path: Path, monkeypatch) -> None:
    out, finish = tmp_path / "out.roll", building.finish

    def slowly(*given):
        out.write_text("another")
        return finish(*given)

    monkeypatch.setattr(building, "finish", slowly)
    assert exists(voter_list(DELGADO), out)
    assert out.read_text() == "another"
    assert {path.name for path in tmp_path.iterdir()} == {"list.csv", "out.roll"}


def test_a_roll_that_another_program_is_building_is_left_to_it(voter_list, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(presence, "PATIENCE", 0.0)
    source, out = voter_list(DELGADO), tmp_path / "out.roll"
    with written_aside(out) as unfinished:
        unfinished.write_bytes(b"of the other")
        with pytest.raises(WorldError) as caught:
            build_roll(source, out)
        assert caught.value.code == "locked"
        assert unfinished.read_bytes() == b"of the other"


def test_what_a_killed_build_left_is_cleared_away(voter_list, tmp_path: Path) -> None:
    source = voter_list(DELGADO)
    (tmp_path / f"out.roll{UNFINISHED}").write_bytes(b"half a roll")
    build_roll(source, tmp_path / "out.roll")
    assert {path.name for path in tmp_path.iterdir()} == {"list.csv", "out.roll"}


def test_a_full_disk_leaves_no_file_and_says_so(voter_list, tmp_path: Path, monkeypatch) -> None:
    def full(_draft: Path, _out: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(building, "finish_file", full)
    source = voter_list(DELGADO)
    with pytest.raises(WorldError) as caught:
        build_roll(source, tmp_path / "out.roll")
    assert caught.value.code == "disk_full"
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_a_database_that_runs_full_leaves_no_file_and_says_so(voter_list, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(building.schema, "FAST_BUILD", building.schema.FAST_BUILD + "PRAGMA max_page_count = 40;")
    source = voter_list(*(row(f"{number:08d}", first_name=f"N{number}") for number in range(1, 6000)))
    with pytest.raises(WorldError) as caught:
        build_roll(source, tmp_path / "out.roll")
    assert caught.value.code == "disk_full"
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_a_file_that_is_no_roll_is_never_replaced(voter_list, tmp_path: Path) -> None:
    out = tmp_path / "election.case"
    out.write_text("a case")
    assert exists(voter_list(DELGADO), out)
    assert out.read_text() == "a case"


def test_a_missing_list_and_a_missing_folder_are_the_worlds_fault(voter_list, tmp_path: Path) -> None:
    with pytest.raises(WorldError) as no_list:
        build_roll(tmp_path / "none.csv", tmp_path / "out.roll")
    with pytest.raises(WorldError) as no_folder:
        build_roll(voter_list(DELGADO), tmp_path / "none" / "out.roll")
    assert (no_list.value.code, no_folder.value.code) == ("missing", "missing")


def test_every_layout_names_its_columns_once() -> None:
    for layout in LAYOUTS.values():
        assert len(set(layout.columns.values())) == len(layout.columns)


# --- opening


def test_a_roll_is_opened_for_reading_only(roll_of) -> None:
    roll = roll_of(DELGADO)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        roll._connection.execute("DELETE FROM elector")


def test_a_roll_of_a_newer_version_is_refused(voter_list, tmp_path: Path) -> None:
    out = tmp_path / "a.roll"
    built(voter_list(DELGADO), out)
    connection = sqlite3.connect(out)
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    with pytest.raises(WorldError) as caught:
        Roll.open(out)
    assert caught.value.code == "newer_version"
    assert "newer version" in caught.value.what


@pytest.mark.parametrize(
    "script",
    [
        "ALTER TABLE about RENAME TO a; CREATE VIEW about AS SELECT item, value FROM a;",
        "CREATE INDEX more ON elector (hex(middle_name));",
        "CREATE TRIGGER more AFTER INSERT ON elector BEGIN DELETE FROM about; END;",
        "DROP VIEW roll; CREATE VIEW roll AS SELECT 1;",
        "CREATE TABLE pragma_table_info (name TEXT);",
        "CREATE TABLE Json_Each (key TEXT, value TEXT);",
        "CREATE TABLE json_each (key TEXT); PRAGMA writable_schema = ON; "
        "UPDATE sqlite_master SET name = CAST(name AS BLOB) WHERE name = 'json_each';",
    ],
    ids=["view", "index", "trigger", "other view", "columns", "JSON", "bytes"],
)
def test_a_roll_of_foreign_tables_is_not_read(voter_list, tmp_path: Path, script: str) -> None:
    out = tmp_path / "a.roll"
    built(voter_list(DELGADO), out)
    connection = sqlite3.connect(out)
    connection.executescript(script)
    connection.close()
    with pytest.raises(WorldError) as caught:
        Roll.open(out)
    assert caught.value.code == "foreign_schema"


@pytest.mark.parametrize("content", [b"", b"County,Status\n", b"SQLite format 3\0" + b"\0" * 200])
def test_another_file_is_not_a_roll(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.roll"
    path.write_bytes(content)
    with pytest.raises(WorldError) as caught:
        Roll.open(path)
    assert caught.value.code == "not_a_roll"


def test_a_roll_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as caught:
        Roll.open(tmp_path / "a.roll")
    assert caught.value.code == "missing"


def test_a_roll_that_was_cut_short_is_damaged(voter_list, tmp_path: Path) -> None:
    out = tmp_path / "a.roll"
    built(voter_list(*(row(f"{number:08d}") for number in range(1, 500))), out)
    out.write_bytes(out.read_bytes()[:20000])
    with pytest.raises(WorldError) as caught, Roll.open(out) as roll:
        roll.by_number("00000499")
    assert caught.value.code == "damaged"


def test_a_row_of_the_view_is_an_elector_in_one_piece(roll_of, tmp_path: Path) -> None:
    roll_of(DELGADO)
    connection = sqlite3.connect(tmp_path / "0.roll")
    connection.row_factory = sqlite3.Row
    (seen,) = connection.execute("SELECT * FROM roll").fetchall()
    connection.close()
    assert (seen["last_name"], seen["state_house"], seen["street"]) == ("DELGADO-RUIZ", "101", "N GRAYSON HWY")


def test_districts_and_counts_come_by_precinct(roll_of) -> None:
    other = {"precinct": "061", "state_house": "102"}
    roll = roll_of(row("1"), row("2"), row("3", **other), row("4", county="DEKALB", precinct="KF"))
    rows = roll.district_rows("Gwinnett")
    assert [(part.precinct, part.districts["state_house"], part.electors) for part in rows] == [
        ("061", "101", 2),
        ("061", "102", 1),
    ]
    assert rows[1].registration_number == "3"
    assert {part.county for part in roll.district_rows()} == {"DEKALB", "GWINNETT"}
