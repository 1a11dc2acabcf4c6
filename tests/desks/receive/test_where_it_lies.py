"""Box and position of an envelope entered by hand, and up to when a file of other votes speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.casework.record.state import EnvelopeState, FileState
from adjudicator.log.checks.verify import verify
from adjudicator.office import Office
from tests.desks.batches_cases import RecordingShell
from tests.office.conftest import ABSENTEE, CHECK_IN, begun, desk, office, quick, roll_file, watch
from tests.office.tables_cases import sign_in
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.views.receive import ReceiveView
from ui.shared.box_words import lies_words

__all__ = ["begun", "desk", "office", "quick", "roll_file", "watch"]


@pytest.fixture
def presenter(office: Office) -> ReceivePresenter:
    sign_in(office, "rita")
    return ReceivePresenter(office, RecordingShell())


def enter(presenter: ReceivePresenter, **fields: str) -> None:
    for field, text in fields.items():
        presenter.hand.write(field, text)
        presenter.hand.leave(field)
    presenter.hand.receive()


def value(presenter: ReceivePresenter, field: str) -> str:
    return next(each.value for __, fields in presenter.screen.hand.groups for each in fields if each.id == field)


def test_the_position_counts_up_by_itself_and_begins_anew_in_another_box(
    presenter: ReceivePresenter, office: Office
) -> None:
    presenter.turn_to("hand")
    presenter.hand.write("box", "3")
    presenter.hand.leave("box")
    assert value(presenter, "position") == "1"
    enter(presenter, number="0001")
    assert (value(presenter, "box"), value(presenter, "position")) == ("3", "2")
    enter(presenter, number="0002")
    presenter.hand.write("position", "")
    presenter.hand.write("box", "4")
    presenter.hand.leave("box")
    assert value(presenter, "position") == "1"
    enter(presenter, number="0003")
    assert [lies_words(number, office) for number in ("0001", "0002", "0003")] == [
        "Box 3, 1 of 2", "Box 3, 2 of 2", "Box 4, 1 of 1",
    ]  # fmt: skip


def test_a_box_that_was_begun_before_goes_on_behind_its_last_envelope(
    presenter: ReceivePresenter, office: Office
) -> None:
    enter(presenter, number="0001", box="3", position="40")
    other = ReceivePresenter(office, RecordingShell())
    other.hand.write("box", "3")
    other.hand.leave("box")
    assert value(other, "position") == "41"


@pytest.mark.parametrize(("fields", "field"), [({"position": "4"}, "box"), ({"box": "3", "position": "x"}, "position")])
def test_a_position_without_a_box_or_without_digits_is_wrong(
    presenter: ReceivePresenter, office: Office, fields: dict[str, str], field: str
) -> None:
    presenter.hand.write("position", "")
    for name, text in {"number": "0001", **fields}.items():
        presenter.hand.write(name, text)
        presenter.hand.leave(name)
    presenter.hand.receive()
    assert office._room.log.state(EnvelopeState, "0001") is None
    wrong = {each.id for __, entries in presenter.screen.hand.groups for each in entries if each.problem}
    assert field in wrong


@pytest.fixture
def lists(office: Office) -> dict[str, Path]:
    made: dict[str, Path] = {}
    for kind, text in (
        ("absentee_file", ABSENTEE + "\n"),
        ("check_in_list", CHECK_IN + "00000099,LAST,LENA,001,2020-11-03T09:00,voted\n"),
        ("envelope_list", "envelope_number\n0777\n"),
    ):
        made[kind] = office.path.with_name(f"{kind}.csv")
        made[kind].write_text(text, encoding="utf-8")
    return made


def newest(office: Office, kind: str) -> FileState:
    return max((file for file in office.receive.files() if file.kind == kind), key=lambda file: file.version)


def test_a_file_of_other_votes_is_asked_up_to_when_it_speaks(
    presenter: ReceivePresenter, office: Office, lists: dict[str, Path]
) -> None:
    presenter.choose(str(lists["absentee_file"]))
    previewed = presenter.screen.files.previewed
    assert previewed is not None
    assert previewed.speaks is not None
    assert not previewed.speaks.final
    presenter.files.speaks("in a while", final=False)
    presenter.files.receive()
    previewed = presenter.screen.files.previewed
    assert previewed is not None
    assert previewed.speaks is not None
    assert previewed.speaks.problem
    presenter.files.speaks("Nov 3, 9 p.m.", final=False)
    presenter.files.receive()
    assert presenter.screen.files.previewed is None
    assert newest(office, "absentee_file").as_of == "2020-11-03T21:00"


def test_a_check_in_list_may_be_final_and_an_envelope_list_is_not_asked(
    presenter: ReceivePresenter, office: Office, lists: dict[str, Path]
) -> None:
    presenter.choose(str(lists["check_in_list"]))
    presenter.files.speaks("", final=True)
    presenter.files.receive()
    file = newest(office, "check_in_list")
    assert (file.as_of, file.final) == ("", True)
    presenter.choose(str(lists["envelope_list"]))
    previewed = presenter.screen.files.previewed
    assert previewed is not None
    assert previewed.speaks is None
    presenter.files.receive()
    assert not newest(office, "envelope_list").final


def test_what_was_ticked_for_one_file_is_not_said_of_the_next(
    presenter: ReceivePresenter, office: Office, lists: dict[str, Path], qtbot
) -> None:
    view = ReceiveView(presenter)
    qtbot.addWidget(view)
    view.show()
    presenter.choose(str(lists["check_in_list"]))
    speaks = view.files.preview.speaks
    speaks.final.setChecked(True)
    presenter.files.put_away()
    presenter.choose(str(lists["absentee_file"]))
    assert not speaks.final.isChecked()
    presenter.files.receive()
    assert not newest(office, "absentee_file").final


def test_the_same_list_may_come_once_more_to_say_that_it_is_final(
    presenter: ReceivePresenter, office: Office, lists: dict[str, Path]
) -> None:
    for final, files in ((False, 4), (False, 4), (True, 5)):
        presenter.choose(str(lists["check_in_list"]))
        presenter.files.speaks("", final=final)
        presenter.files.receive()
        assert len(office.receive.files()) == files
    assert newest(office, "check_in_list").final
    path = office.path
    office.close()
    assert verify(path, "deep").findings == ()
