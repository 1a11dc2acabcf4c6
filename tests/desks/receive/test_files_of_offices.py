"""The files that a supervisor brought (findings 4 and 8 to 13), each at the window with the sentence that a clerk reads."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.roll import build_roll
from tests.desks import desk_cases as cases
from tests.workbooks import of_csv
from ui.desks.receive.presenter import ReceivePresenter

Row = dict[str, str]


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


@pytest.fixture
def office(tmp_path):
    opened = cases.empty_office(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def presenter(office):
    return ReceivePresenter(office, cases.RecordingShell())


def _saved(source: Path, out: Path, change: Callable[[Row], Row], header: Callable[[str], str] = str) -> Path:
    """A list as somebody else's program saved it."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([header(column) for column in rows[0]])
        writer.writerows([change(dict(row)).values() for row in rows])
    return out


def _by_a_spreadsheet(row: Row) -> Row:
    """What Excel makes of a list that is opened and saved: numbers without zeros, days and hours as Americans write them."""
    year, month, day = row["birth_date"].split("-") if row["birth_date"].count("-") == 2 else ("", "", "")
    if year:
        row["birth_date"] = f"{int(month)}/{int(day)}/{year}"
    if row["cast_at"]:
        day_cast, hour = row["cast_at"].split("T")
        year, month, day = day_cast.split("-")
        row["cast_at"] = f"{int(month)}/{int(day)}/{year} {int(hour[:2])}:{hour[3:5]}"
    for column in ("envelope_number", "precinct_cast", "sheets"):
        row[column] = row[column].lstrip("0")
    return row


def _said(presenter: ReceivePresenter, kind: str) -> list[str]:
    previewed = presenter.screen.files.previewed
    assert previewed is not None
    return [str(row.cells[4]) for row in previewed.problems if kind in row.tags]


def test_4_the_same_list_saved_by_a_spreadsheet_is_not_received_a_second_time(presenter, office, made, tmp_path):
    presenter.choose(str(made / "envelopes.csv"))
    presenter.files.receive()
    presenter.choose(str(_saved(made / "envelopes.csv", tmp_path / "no zeros.csv", _by_a_spreadsheet)))
    previewed = presenter.screen.files.previewed
    assert previewed.button == "Nothing new to receive"
    assert _said(presenter, "error") == []
    assert _said(presenter, "warning")[0] == "All 60 envelopes have been received already"
    presenter.files.receive()
    assert len(list(office.overview.states())) == 60


def test_4_a_number_that_is_there_with_zeros_is_not_entered_by_hand(presenter, made):
    presenter.choose(str(made / "envelopes.csv"))
    presenter.files.receive()
    presenter.turn_to("hand")
    presenter.hand.write("number", "17")
    presenter.hand.leave("number")
    field = next(each for __, fields in presenter.screen.hand.groups for each in fields if each.id == "number")
    assert field.problem == "This number has been received, written 0017. Check the number."


def test_4_the_same_voters_under_other_numbers_are_told_in_pairs(presenter, made, tmp_path):
    presenter.choose(str(made / "envelopes.csv"))
    presenter.files.receive()

    def other(row: Row) -> Row:
        return row | {"envelope_number": f"9{row['envelope_number']}"}

    presenter.choose(str(_saved(made / "envelopes.csv", tmp_path / "again.csv", other)))
    found = [words for words in _said(presenter, "warning") if words.startswith("Likely the same as envelope 0017")]
    assert found == ["Likely the same as envelope 0017: the same birth date, and the same surname or nearly"]


def test_8_days_hours_ticks_and_codes_as_a_spreadsheet_has_them_are_read(presenter, office, made, tmp_path):
    def change(row: Row) -> Row:
        yes = {"yes": "TRUE", "no": "N"}
        ticks = {name: yes.get(row[name], row[name]) for name in ("oath_signed", "id_shown")}
        return _by_a_spreadsheet(row | ticks | {"reasons": row["reasons"].lower().replace(";", ", ")})

    presenter.choose(str(_saved(made / "envelopes.csv", tmp_path / "excel.csv", change)))
    assert _said(presenter, "error") == []
    presenter.files.receive()
    whole = cases.empty_office(tmp_path / "other") if (tmp_path / "other").mkdir() is None else None
    whole.receive.receive(whole.receive.preview("envelope_list", made / "envelopes.csv"))
    for number in ("0001", "0002", "0017"):
        mine, theirs = (
            each.review.sheet(at).evidence.papers for each, at in ((office, number.lstrip("0")), (whole, number))
        )
        assert (mine.cast_at, mine.precinct_cast, mine.reasons, mine.oath_signed, mine.id_shown) == (
            theirs.cast_at, theirs.precinct_cast, theirs.reasons, theirs.oath_signed, theirs.id_shown,
        )  # fmt: skip
    whole.close()


@pytest.mark.parametrize("many", [3, 60])
def test_8_what_is_wrong_in_many_rows_is_said_once_with_them(presenter, made, tmp_path, many):
    def change(row: Row) -> Row:
        return row | {"cast_at": "half past five"} if int(row["envelope_number"]) <= many else row

    presenter.choose(str(_saved(made / "envelopes.csv", tmp_path / "wrong.csv", change)))
    rows = "2, 3, 4" if many == 3 else "2, 3, 4, 5, 6 and 55 more"
    assert _said(presenter, "error") == [f"This is not a day with an hour, in {many} rows ({rows})"]
    assert presenter.screen.files.previewed.blocked


def test_9_headers_in_another_case_and_with_blanks_are_the_programs(presenter, made, tmp_path):
    def header(name: str) -> str:
        return name.replace("_", " ").title()

    presenter.choose(str(_saved(made / "envelopes.csv", tmp_path / "headers.csv", dict, header)))
    assert presenter.screen.files.recognised == "recognized from its header"
    assert presenter.screen.files.previewed.button == "Receive 60 envelopes"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_9_a_title_above_the_header_is_said_with_its_row(presenter, made, tmp_path, form):
    titled = tmp_path / "titled.csv"
    text = (made / "envelopes.csv").read_text(encoding="utf-8")
    titled.write_text(f"Provisional ballots of November 3\n{text}", encoding="utf-8")
    if form == "xlsx":
        titled = tmp_path / "titled.xlsx"
        titled.write_bytes(of_csv(tmp_path / "titled.csv"))
    presenter.choose(str(titled))
    assert _said(presenter, "error") == ["The columns' names stand in row 2, not in the first"]
    assert presenter.screen.files.previewed.problems[0].cells[5] == "Remove the rows above them."


def test_10_the_workbook_itself_is_received(presenter, office, made, tmp_path):
    (tmp_path / "list.xlsx").write_bytes(of_csv(made / "envelopes.csv"))
    presenter.choose(str(tmp_path / "list.xlsx"))
    presenter.files.receive()
    assert len(list(office.overview.states())) == 60


def test_11_nobody_is_told_to_rename_a_column_that_the_file_has_for_something_else(presenter, made, tmp_path):
    def without(row: Row) -> Row:
        return {name: value for name, value in row.items() if name != "Ballot Status"}

    source = made / "absentee.csv"
    saved = _saved(source, tmp_path / "a.csv", without)
    lines = saved.read_text(encoding="utf-8-sig").splitlines()
    lines[0] = ",".join(name for name in lines[0].split(",") if name != "Ballot Status")
    saved.write_text("\n".join(lines) + "\n", encoding="utf-8")
    presenter.choose(str(saved))
    presenter.files.choose_kind("absentee_file")
    assert _said(presenter, "error") == ['The column "ballot status" is missing']
    assert presenter.screen.files.previewed.problems[0].cells[5] == 'Add a column "ballot status".'


def test_12_a_roll_that_does_not_fit_is_told_before_it_is_attached(presenter, office, made, tmp_path):
    text = (made / "roll.csv").read_text(encoding="utf-8")
    lines = text.splitlines()
    place = lines[0].split(",").index("County Precinct")
    rows = [line.split(",") for line in lines[1:]]
    for row in rows[:47]:
        row[place] = "ZZ"
    listed = "\n".join([lines[0], *(",".join(row) for row in rows)])
    (tmp_path / "roll.csv").write_text(listed + "\n", encoding="utf-8")
    presenter.choose(str(tmp_path / "roll.csv"))
    (found,) = [words for words in _said(presenter, "warning") if "ZZ" in words]
    assert found.startswith("Precinct ZZ is none of this election's: ")
    assert office.roll is None, "it is told before it is attached"


def test_13_an_encrypted_roll_is_known_and_its_passphrase_asked_for(presenter, made, tmp_path):
    shutil.copy(made / "roll.csv", tmp_path / "voters.csv")
    build_roll(tmp_path / "voters.csv", tmp_path / "voters.roll", passphrase=Passphrase(b"nine old lamps burn low"))
    presenter.choose(str(tmp_path / "voters.roll"))
    assert presenter.screen.files.kind == "roll"
    assert "encrypted" in str(presenter.screen.strip.what)
