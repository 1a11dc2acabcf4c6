"""Pictures of the Receive desk: files and an envelope entered by hand."""

from __future__ import annotations

import pytest

from tests.desks import desk_cases as cases
from tests.pictures.at_a_desk import taken
from tests.workbooks import workbook
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.views.receive import ReceiveView
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords

LOOKS = [
    ((1280, 800), "light", 100),
    ((1280, 800), "dark", 100),
    ((1000, 700), "light", 100),
    ((1280, 800), "light", 200),
    ((1920, 1080), "light", 100),
    ((1920, 1080), "dark", 100),
]
LIGHT, DARK, LARGE, WIDE = LOOKS[0], LOOKS[1], LOOKS[3], LOOKS[5]


def _shown(office, qtbot) -> tuple[ReceivePresenter, Frame]:
    presenter = ReceivePresenter(office, cases.RecordingShell())
    frame = Frame()
    frame.add_page("receive", ReceiveView(presenter))
    frame.draw(FrameWords().screen(office, "receive", undo=False))
    qtbot.addWidget(frame)
    return presenter, frame


def _take(pictures, frame, name, *looks) -> None:
    taken(pictures, frame, "receive", name, *looks)


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


def test_a_list_is_previewed_before_anything_is_written(made, tmp_path, qtbot, pictures):
    office = cases.empty_office(tmp_path)
    office.receive.attach_roll(made / "practice.roll")
    presenter, frame = _shown(office, qtbot)
    presenter.choose(str(made / "envelopes.csv"))
    _take(pictures, frame, "preview", *LOOKS)
    office.close()


def test_problems_of_a_list_stand_in_a_list(made, tmp_path, qtbot, pictures):
    office = cases.empty_office(tmp_path)
    presenter, frame = _shown(office, qtbot)
    presenter.choose(str(cases.broken_list(made, tmp_path)))
    _take(pictures, frame, "problems", LIGHT, DARK, LARGE)
    office.close()


def test_an_envelope_is_entered_by_hand(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("hand")
    for field, text in (
        ("precinct_cast", "1"),
        ("cast_at", "19:31"),
        ("reasons", "eh pi"),
        ("sheets", "two"),
        ("style_cast", "no such one"),
        ("last_name", "Delgado-Ruiz"),
        ("first_name", "Maria"),
        ("oath_signed", "yes"),
    ):
        presenter.hand.write(field, text)
        presenter.hand.leave(field)
    _take(pictures, frame, "hand", *LOOKS)
    office.close()


def test_what_is_received_so_far_stands_below(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "received", LIGHT, WIDE)
    office.close()


def test_a_list_that_is_to_be_taken_back_asks_why(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    place = next(state.place for state in office.overview.states() if state.place)
    office.boxes.count_bag(place, 3, 0, 0)
    presenter, frame = _shown(office, qtbot)
    listed = next(row for row in presenter.screen.files.received if row.cells[0] == "Envelope list")
    presenter.files.ask_back(listed.id)
    _take(pictures, frame, "taken-back", LIGHT, LARGE)
    pictures.take(frame, "receive-places", (1280, 1500), "light", 100)
    presenter.turn_to("hand")
    pictures.take(frame, "receive-hand-list", (1280, 1500), "light", 100)
    office.close()


def test_what_the_places_brought(made, tmp_path, qtbot, pictures):
    looks = LIGHT, DARK, LARGE, WIDE
    office = cases.empty_office(tmp_path)
    office.receive.receive(office.receive.preview("envelope_list", made / "envelopes.csv"))
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("bags")
    places = [place.place for place in office.boxes.brought() if place.received][:2]
    for place, issued in zip(places, ("1", "9"), strict=True):
        presenter.bags.choose(place)
        presenter.bags.do("count")
        presenter.bags.answer({"issued": issued, "missing": "0", "unlisted": "0"})
    presenter.bags.choose(places[1])
    _take(pictures, frame, "bags", *looks)
    presenter.bags.do("count")
    _take(pictures, frame, "bags-asked", *looks)
    office.close()


def test_a_folder_of_scans_is_listed_before_anything_is_taken(made, tmp_path, qtbot, pictures):
    looks = LIGHT, DARK, LARGE, WIDE
    office = cases.office_on(made, tmp_path)
    folder = tmp_path / "scans"
    folder.mkdir()
    for name in ("0001.png", "0002 form.png", "0003.png", "0003 (1).png", "smith.png", "0004-certificate.tif"):
        (folder / name).write_bytes(name.replace(" (1)", "").encode())
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("scans")
    _take(pictures, frame, "scans-choose", *looks)
    presenter.scans.choose(folder, lambda _: ())
    _take(pictures, frame, "scans", *looks)
    office.close()


def test_labels_are_asked_about(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("labels")
    presenter.labels.check({"first": "", "last": "", "place": "", "paper": "sheet", "used": "30"})
    _take(pictures, frame, "labels", *LOOKS)
    office.close()


def test_an_empty_case_says_what_would_be_here(tmp_path, qtbot, pictures):
    office = cases.empty_office(tmp_path)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "empty", LIGHT)
    office.close()


def test_which_column_is_which_is_asked(made, tmp_path, qtbot, pictures):
    office = cases.empty_office(tmp_path)
    presenter, frame = _shown(office, qtbot)
    header = ["Env #", "Date and time voted", "Site where the ballot was cast", "Voter last", "Remarks of the manager"]
    row = ["0017", "11/3/2020 5:30 PM", "Harbins Elementary (GCPS)", "Delgado-Ruiz", "came at the end of the line"]
    (tmp_path / "list.xlsx").write_bytes(workbook({"Early": [header, row], "Nov 3": [header, row]}))
    presenter.choose(str(tmp_path / "list.xlsx"))
    presenter.files.choose_sheet("Nov 3")
    presenter.files.choose_kind("envelope_list")
    presenter.files.say_column(0, "envelope_number")
    _take(pictures, frame, "columns", *LOOKS)
    office.close()
