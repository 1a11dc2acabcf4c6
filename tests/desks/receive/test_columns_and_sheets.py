"""Workbooks and strange headers at the window: the sheet is asked for, and which column is which is said once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.desks import desk_cases as cases
from tests.desks.hands import press, shown
from tests.workbooks import of_csv, workbook
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.views.receive import ReceiveView

STRANGE = [["Env #", "Site", "Voter last", "Remarks"], ["0901", "", "Ruiz", "x"], ["0902", "", "Lee", ""]]


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


@pytest.fixture
def office(tmp_path):
    opened = cases.empty_office(tmp_path)
    room = opened.receive._room
    room.station = replace(room.station, folder=tmp_path / "station")
    yield opened
    opened.close()


@pytest.fixture
def shell():
    return cases.RecordingShell()


def _chosen(office, shell, path, data: bytes | str) -> ReceivePresenter:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    presenter = ReceivePresenter(office, shell)
    presenter.choose(str(path))
    return presenter


def _say(presenter, **columns: str) -> None:
    headers = [each.header for each in presenter.screen.files.columns.headers]
    for header, column in columns.items():
        presenter.files.say_column(headers.index(header), column)


def test_a_workbook_of_one_sheet_is_recognised_and_received_like_a_csv(office, shell, made, tmp_path):
    presenter = _chosen(office, shell, tmp_path / "list.xlsx", of_csv(made / "envelopes.csv"))
    assert presenter.screen.files.recognised == "recognized from its header"
    assert presenter.screen.files.sheets == ("Sheet1",)
    assert presenter.screen.files.previewed.button == "Receive 60 envelopes"
    presenter.files.receive()
    assert shell.heard == ["60 envelopes received"]


def test_of_several_sheets_one_is_asked_for_and_then_read(office, shell, tmp_path):
    data = workbook({"Early": [["envelope_number"], ["1"]], "Nov 3": [["envelope_number"], ["2"], ["3"]]})
    presenter = _chosen(office, shell, tmp_path / "list.xlsx", data)
    screen = presenter.screen.files
    assert (screen.sheets, screen.sheet, screen.previewed) == (("Early", "Nov 3"), "", None)
    assert screen.recognised == "It has several sheets: say which one is meant."
    presenter.files.choose_sheet("Nov 3")
    assert presenter.screen.files.previewed.button == "Receive 2 envelopes"
    presenter.files.choose_sheet("Early")
    assert presenter.screen.files.previewed.button == "Receive 1 envelope"
    presenter.files.receive()
    assert office.receive.received_as("1") == "1"


def test_an_empty_workbook_is_said_in_words(office, shell, tmp_path):
    presenter = _chosen(office, shell, tmp_path / "empty.xlsx", workbook({"S": []}))
    assert presenter.screen.strip.what == "empty.xlsx has no sheet with anything in it"


def test_a_roll_is_built_from_a_voter_list_in_a_workbook_and_is_the_same(office, shell, made, tmp_path):
    lines = (made / "roll.csv").read_text(encoding="utf-8").splitlines()[:60]
    (tmp_path / "some.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    presenter = _chosen(office, shell, tmp_path / "voters.xlsx", of_csv(tmp_path / "some.csv"))
    assert presenter.screen.files.previewed.button == "Attach the roll of 59 electors"
    presenter.files.receive()
    of_workbook = office.roll.id
    presenter.choose(str(tmp_path / "some.csv"))
    presenter.files.receive()
    assert office.roll.id == of_workbook


def test_strange_headers_are_said_once_remembered_and_shown_before_they_are_used_again(office, shell, tmp_path):
    presenter = _chosen(office, shell, tmp_path / "list.csv", _csv(STRANGE))
    assert presenter.screen.files.columns is None
    presenter.files.choose_kind("envelope_list")
    asked = presenter.screen.files.columns
    assert [(each.header, each.sample, each.column) for each in asked.headers] == [
        ("Env #", "0901", ""), ("Site", "", ""), ("Voter last", "Ruiz", ""), ("Remarks", "x", ""),
    ]  # fmt: skip
    assert asked.wrong == "Still to be said: Envelope number."
    _say(presenter, **{"Env #": "envelope_number", "Voter last": "last_name"})
    assert presenter.screen.files.columns.wrong == ""
    presenter.files.read_so()
    screen = presenter.screen.files
    assert screen.columns is None
    assert screen.previewed.button == "Receive 2 envelopes"
    said = [row.cells[4] for row in screen.previewed.problems]
    assert said == ['Columns are read as somebody said: "Env #" as envelope_number, "Voter last" as last_name']

    again = _chosen(office, shell, tmp_path / "next.csv", _csv([STRANGE[0], ["0903", "", "Doe", ""]]))
    screen = again.screen.files
    assert (screen.kind, screen.previewed) == ("envelope_list", None), "shown before anything is read by it"
    assert [each.column for each in screen.columns.headers] == ["envelope_number", "", "last_name", ""]
    assert screen.columns.words.startswith("This was said for such a list at this computer before.")
    again.files.read_so()
    again.files.receive()
    assert office.review.sheet("0903").evidence.papers.last_name == "Doe"


def test_nothing_of_a_list_is_kept_beside_which_column_is_which(office, shell, tmp_path):
    presenter = _chosen(office, shell, tmp_path / "list.csv", _csv(STRANGE))
    presenter.files.choose_kind("envelope_list")
    _say(presenter, **{"Env #": "envelope_number"})
    presenter.files.read_so()
    (kept,) = (tmp_path / "station").glob("columns.json")
    assert not [word for row in STRANGE for word in row if len(word) > 1 and word in kept.read_text(encoding="utf-8")]


def test_what_was_said_can_be_taken_back(office, shell, tmp_path):
    presenter = _chosen(office, shell, tmp_path / "list.csv", "envelope_number,place\n1,x\n")
    presenter.files.ask_columns()
    _say(presenter, envelope_number="note", place="envelope_number")
    presenter.files.read_so()
    presenter = _chosen(office, shell, tmp_path / "list.csv", "envelope_number,place\n1,x\n")
    assert presenter.screen.files.columns is not None
    presenter.files.read_as_named()
    assert presenter.screen.files.previewed is not None
    presenter = _chosen(office, shell, tmp_path / "list.csv", "envelope_number,place\n1,x\n")
    assert presenter.screen.files.columns is None


def test_two_columns_that_are_said_to_be_the_same_are_not_read(office, shell, tmp_path):
    presenter = _chosen(office, shell, tmp_path / "list.csv", "envelope_number,place\n1,x\n")
    presenter.files.ask_columns()
    _say(presenter, place="envelope_number")
    assert presenter.screen.files.columns.wrong == "Two columns cannot both be Envelope number."
    presenter.files.read_so()
    assert presenter.screen.files.columns is not None


def test_an_encrypted_roll_is_known_by_its_name(office, shell, tmp_path):
    """Supervisor 13."""
    presenter = _chosen(office, shell, tmp_path / "gwinnett.roll", bytes(range(256)) * 16)
    assert presenter.screen.files.kind == "roll"


def test_columns_are_said_by_keys_alone_and_by_mouse_alone(office, shell, tmp_path, qtbot):
    presenter = ReceivePresenter(office, shell)
    view = shown(ReceiveView(presenter), qtbot)
    path = tmp_path / "list.csv"
    path.write_text(_csv(STRANGE), encoding="utf-8")
    presenter.choose(str(path))
    presenter.files.choose_kind("envelope_list")
    panel = view.files.columns
    first = panel.choices[0]
    assert first.hasFocus()
    qtbot.keyClicks(first, "Env")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert presenter.screen.files.previewed.button == "Receive 2 envelopes"
    qtbot.mouseClick(view.files.preview.maps, Qt.MouseButton.LeftButton)
    assert view.files.columns.isVisible()
    qtbot.mouseClick(view.files.columns.as_named, Qt.MouseButton.LeftButton)
    assert not view.files.columns.isVisible()


def test_the_sheet_is_chosen_in_its_list_which_has_the_focus(office, shell, tmp_path, qtbot):
    presenter = ReceivePresenter(office, shell)
    view = shown(ReceiveView(presenter), qtbot)
    data = workbook({"Early": [["envelope_number"], ["1"]], "Nov 3": [["envelope_number"], ["2"], ["3"]]})
    (tmp_path / "list.xlsx").write_bytes(data)
    presenter.choose(str(tmp_path / "list.xlsx"))
    assert view.files.choosing.sheet.hasFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    assert view.files.choosing.sheet.hasFocus(), "who walks through the sheets stays there"
    assert presenter.screen.files.sheet == "Nov 3"


def _csv(rows: list[list[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)
