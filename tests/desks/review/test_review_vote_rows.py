"""The row of another vote stands beside the elector while it is asked about, and nowhere else."""

from __future__ import annotations

import sys

import pytest

from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.records.elector import Credit, Elector
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.views.vote_rows import VoteRowsView
from ui.desks.review.vote_rows import NOT_SAID, _lines
from ui.kit.personal import MASK, privacy

cases = sys.modules["tests_review_cases"]  # loaded by the conftest beside this file

FATHER = (("name", "JOHN A DOE SR"), ("address", "12 OAK ST, SUWANEE 30024"), ("precinct", "13"), ("status", "A"))
SON = Elector(
    "00123456", "GWINNETT", "active", "DOE", "JOHN", "B", "JR", 1979, "12", "OAK ST", city="SUWANEE", zip_code="30024",
    precinct="013",
)  # fmt: skip


def lines(row: tuple[tuple[str, str], ...]):
    credit = Credit("00123456", "absentee_accepted", "2020-10-27", "accepted", "f", "DOE", "JOHN", row=row)
    return {line.label: line for line in _lines(credit, SON)}


def test_a_father_is_told_from_his_son() -> None:
    found = lines(FATHER)
    name = found["Name"]
    assert (name.differs, name.roll) == (True, "JOHN [B] DOE [J]R")
    assert name.heard == "differs: JOHN A DOE SR in the file, JOHN B DOE JR on the roll"
    assert (found["Address"].differs, found["Precinct"].differs) == (False, False)
    assert (found["Ballot"].file, found["Ballot"].roll) == ("status: A", "")


def test_days_stand_in_words_and_an_hour_that_stands_with_one_is_kept() -> None:
    row = (*FATHER, ("issued", "10/09/2020"), ("returned", "2020-10-27"), ("checked_in", "11/3/2020 14:02"))
    told = "issued: Oct 9, 2020; returned: Oct 27, 2020; checked in: 11/3/2020 14:02"
    assert lines(row)["Days"].file == told


def test_what_a_file_does_not_say_is_not_taken_to_agree() -> None:
    born = lines(FATHER)["Birth year"]
    assert (born.file, born.roll, born.differs) == (NOT_SAID, "1979", False)
    assert born.heard == "not in this file; on the roll: 1979"
    assert lines((*FATHER, ("born", "1951")))["Birth year"].differs


def test_a_line_of_an_older_case_has_the_name_at_least() -> None:
    assert (lines(())["Name"].file, lines(())["Name"].differs) == ("JOHN DOE", False)


@pytest.fixture
def desk(pristine: tuple[Sheet, ...], office: Office, shell) -> ReviewPresenter:
    made = ReviewPresenter(office, shell)
    office.listen(made.happened)
    made.enter(next(sheet.number for sheet in pristine if sheet.evidence.credits))
    return made


def rows(desk: ReviewPresenter):
    return [*desk.screen.asking.votes] if desk.screen.asking is not None else []


def test_the_row_is_read_back_from_the_case_and_shown_with_its_question(desk, office) -> None:
    assert rows(desk) == [], "another card is asked first"
    desk.reopen("voted_already")
    (row,) = rows(desk)
    sheet = office.review.sheet(desk.screen.number)
    assert isinstance(sheet.evidence, Evidence)
    (credit,) = sheet.evidence.credits
    assert row.title.startswith("Absentee file of ") or row.title.startswith("Check-in list of ")
    said = {line.label: line.file for line in row.lines}
    assert said["Name"].replace("[", "").replace("]", "") == dict(credit.row)["name"]
    assert said["Birth year"] == NOT_SAID


def test_it_hides_with_personal_data_from_the_ear_as_well(desk, qapp) -> None:
    desk.reopen("voted_already")
    view = VoteRowsView()
    view.draw(tuple(rows(desk)))
    part = view.list.widgets[0]
    names = [label.accessibleName() for __, label, *___ in part._rows]
    assert names[0].startswith("Name: ")
    privacy().set_hidden(True)
    try:
        assert all(file.text() in ("", MASK) for __, ___, file, ____ in part._rows)
        assert all(MASK in label.accessibleName() for __, label, *___ in part._rows[: len(rows(desk)[0].lines)])
    finally:
        privacy().set_hidden(False)
