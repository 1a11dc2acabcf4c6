"""The Opening desk without a window: what it shows, asks and records, and what two windows do to one question."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.office import Office
from tests.desks import opening_cases as hall
from tests.desks.batches_cases import RecordingShell
from tests.office.conftest import PASSWORD, Desk, Watch, open_again
from tests.office.tables_cases import open_pile, sign_in
from ui.desks.opening.presenter import OpeningPresenter
from ui.parts import Wrong

BEGAN = "Nov 6, 7:00 p.m."


def codes(presenter: OpeningPresenter) -> set[str]:
    chosen = presenter.screen.tables.chosen
    return {offer.code for offer in chosen.offers} if chosen is not None else set()


def opened(presenter: OpeningPresenter, *others: tuple[str, str], **values: str) -> None:
    """Ask for the opening of P0001 and answer."""
    presenter.tables.choose("P0001")
    presenter.tables.do("open")
    given = {"hand": "2", "begins": BEGAN, "ends": "", "how": "now"} | values
    presenter.tables.answer(given, others or (("max", PASSWORD),))


def said(presenter: OpeningPresenter) -> str:
    assert presenter.screen.strip is not None
    return presenter.screen.strip.what


def test_before_anything_is_sorted_it_says_what_lies_in_no_pile_and_why_nothing_can_be_opened(desk: Desk) -> None:
    office = hall.decided(desk)
    sign_in(office, "mia")
    screen = OpeningPresenter(office, RecordingShell()).screen.tables
    assert screen.left == (
        "2 envelopes to open, as they are", "1 envelope to open, to copy", "1 envelope not counted, to stay sealed",
        "1 envelope held, to stay sealed",
    )  # fmt: skip
    assert "does not speak of the time after the last day" in screen.lists
    assert screen.rows == ()


def test_a_pile_is_sorted_and_numbers_that_cannot_be_read_stand_in_place(presenter: OpeningPresenter) -> None:
    presenter.tables.do("sort")
    presenter.tables.answer({"sort": "0", "counted": "many", "hour": "never"}, (("max", PASSWORD),))
    asked = presenter.screen.tables.asked
    assert asked is not None
    assert set(asked.problems) == {"counted", "hour"}
    presenter.tables.answer({"sort": "0", "counted": "3", "hour": "", "box": "7"}, (("max", PASSWORD),))
    assert presenter.screen.tables.asked is None
    row = presenter.screen.tables.rows[0]
    assert row.cells[:2] == ("P0003", "Not counted, to stay sealed")
    assert row.cells[3] == Wrong("3")


def test_an_opening_is_recorded_and_signed_by_both(presenter: OpeningPresenter, tables: Office) -> None:
    opened(presenter, two_ballots="0002")
    assert presenter.screen.tables.asked is None
    session = tables.tables.session("S0001")
    assert session is not None
    assert (session.people, session.signed) == (("mia", "max"), ("mia", "max"))
    assert session.exceptions == {"0002": "two_ballots"}
    chosen = presenter.screen.tables.chosen
    assert chosen is not None
    assert any("more than one ballot" in line for line in chosen.lines)


def test_what_is_refused_stands_above_and_the_question_stays(presenter: OpeningPresenter, tables: Office) -> None:
    opened(presenter, ("mia", ""))
    assert "different people" in said(presenter)
    assert presenter.screen.tables.asked is not None
    opened(presenter, ("admin", ""))
    assert "No oath of Ann Admin" in said(presenter)
    opened(presenter, ("max", "wrong horse battery"))
    assert "do not fit" in said(presenter)
    assert tables.tables.sessions() == ()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"hand": ""}, "hand"), ({"hand": "two"}, "hand"), ({"begins": ""}, "begins"), ({"begins": "soon"}, "begins"),
        ({"ends": "Nov 30, 2031 7 PM"}, "ends"), ({"empty": "0001", "no_inner": "0001"}, "no_inner"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_read_says_so(presenter: OpeningPresenter, values: dict[str, str], field: str) -> None:
    opened(presenter, **values)
    asked = presenter.screen.tables.asked
    assert asked is not None
    assert set(asked.problems) == {field}


def test_what_was_worked_with_a_pen_is_said_so(presenter: OpeningPresenter, tables: Office) -> None:
    opened(presenter, how="later")
    session = tables.tables.session("S0001")
    assert session is not None
    assert session.later
    chosen = presenter.screen.tables.chosen
    assert chosen is not None
    assert any("entered later" in line for line in chosen.lines)


def test_a_question_is_held_to_what_it_showed(presenter: OpeningPresenter, tables: Office, watch: Watch) -> None:
    presenter.tables.choose("P0001")
    presenter.tables.do("open")
    with closing(open_again(tables.path, watch, 55_000)) as other:
        sign_in(other, "sue")
        other.review.reopen("0002", "A late letter")
    presenter.tables.answer({"hand": "2", "begins": BEGAN, "ends": ""}, (("max", PASSWORD),))
    assert "has changed meanwhile" in said(presenter)
    assert tables.tables.sessions() == ()


def test_an_envelope_that_may_be_opened_since_the_question_was_asked_is_not_in_the_pile(
    desk: Desk, watch: Watch
) -> None:
    office = hall.decided(desk)
    sign_in(office, "mia")
    presenter = OpeningPresenter(office, RecordingShell())
    presenter.tables.do("sort")
    with closing(open_again(office.path, watch, 56_000)) as other:
        sign_in(other, "sue")
        other.review.reopen("0002", "A late letter")
    presenter.tables.answer({"sort": "0", "counted": "2"}, (("max", PASSWORD),))
    assert "0002 may not be opened" in said(presenter)


def test_who_opened_is_not_offered_as_maker_or_witness(presenter: OpeningPresenter, tables: Office) -> None:
    open_pile(tables, "P0002")
    sign_in(tables, "cleo")
    presenter.tables.choose("P0002")
    presenter.tables.do("duplicate")
    asked = presenter.screen.tables.asked
    assert asked is not None
    assert asked.seats is not None
    offered = {choice.value for choice in asked.seats.people}
    assert "carl" in offered
    assert not offered & {"mia", "max", "cleo"}
    numbers = {"issued": "2", "done": "1", "spoiled": "1", "returned": "0", "begins": BEGAN, "ends": ""}
    presenter.tables.answer(numbers, (("carl", ""),))
    session = tables.tables.session("S0002")
    assert session is not None
    assert (session.done, session.signed) == (1, ("cleo",))
    presenter.tables.do("sign")
    presenter.tables.answer({"who": "S0002 carl", "password": PASSWORD}, ())
    session = tables.tables.session("S0002")
    assert session is not None
    assert session.signed == ("cleo", "carl")


def test_an_exception_is_settled_by_a_supervisor_and_by_nobody_else(
    presenter: OpeningPresenter, tables: Office
) -> None:
    opened(presenter, empty="0001")
    assert "settle" not in codes(presenter)
    sign_in(tables, "sue")
    presenter.refresh()
    assert "settle" in codes(presenter)
    presenter.tables.do("settle")
    presenter.tables.answer({"envelope": "0001", "settled": "no_ballot", "reason": "Ballot 0047110 is not there"}, ())
    assert "Leave long numbers out" in said(presenter)
    presenter.tables.answer({"envelope": "0001", "settled": "no_ballot", "reason": "Nothing was in it"}, ())
    session = tables.tables.session("S0001")
    assert session is not None
    assert session.settled == {"0001": "no_ballot"}


def test_a_hit_after_the_opening_stands_on_top_until_somebody_was_told(
    desk: Desk, watch: Watch, tmp_path: Path
) -> None:
    office = hall.busy(desk, watch)
    sign_in(office, "sue")
    presenter = OpeningPresenter(office, RecordingShell())
    (line,) = presenter.screen.tables.late
    assert "Nobody is told yet" in line.words
    presenter.tables.write("hit 0001", str(tmp_path / "hit"))
    assert (tmp_path / "hit.pdf").read_bytes().startswith(b"%PDF")
    presenter.tables.tell("0001")
    presenter.tables.answer({"to": "district_attorney", "hour": ""}, ())
    (line,) = presenter.screen.tables.late
    assert "Told: the district attorney." in line.words


def test_an_oath_is_put_on_record(presenter: OpeningPresenter, tables: Office) -> None:
    sign_in(tables, "sue")
    presenter.refresh()
    assert "oath" in {offer.code for offer in presenter.screen.tables.offers}
    presenter.tables.do("oath")
    presenter.tables.answer({"person": "", "day": "someday"}, ())
    asked = presenter.screen.tables.asked
    assert asked is not None
    assert set(asked.problems) == {"person", "day"}
    presenter.tables.answer({"person": "admin", "day": "11/3/2020"}, ())
    assert presenter.screen.tables.asked is None


def test_sheets_are_written_and_where_one_is_there_already_it_says_so(
    presenter: OpeningPresenter, tmp_path: Path
) -> None:
    presenter.tables.choose("P0002")
    for sheet in ("sorting", "pull", "opening", "instructions", "duplicating"):
        presenter.tables.write(sheet, str(tmp_path / sheet))
        assert presenter.screen.strip is None
    presenter.tables.write("pull", str(tmp_path / "pull"))
    assert presenter.screen.strip is not None


def test_boxes_are_sealed_moved_opened_and_handed_over(presenter: OpeningPresenter, tables: Office) -> None:
    sign_in(tables, "cleo")
    presenter.turn_to("boxes")

    def step(what: str, **values: Any) -> None:
        presenter.boxes.do(what)
        presenter.boxes.answer({"condition": "whole", "hour": "", "how": "now"} | values, [("carl", "")])
        assert presenter.screen.strip is None, presenter.screen.strip

    step("new", box="3", holds="envelopes", seals="A1, A2", place="Vault")
    step("move", to="Truck")
    step("open", seals="A2,A1")
    step("seal", box="3", holds="outer", seals="B1", place="Vault")
    step("deliver", to="Clerk of the superior court")
    (row,) = presenter.screen.boxes.rows
    assert row.cells[:4] == ("3", "outer envelopes, emptied", "B1", "Clerk of the superior court")
    presenter.boxes.do("open")
    presenter.boxes.answer({"condition": "whole", "seals": "B1"}, ())
    assert "second person" in said(presenter)


def test_the_second_person_signs_a_step_of_a_box_at_the_same_screen(
    presenter: OpeningPresenter, tables: Office
) -> None:
    sign_in(tables, "cleo")
    presenter.turn_to("boxes")
    for box, password in (("3", PASSWORD), ("4", "")):
        presenter.boxes.do("new")
        values = {"condition": "whole", "box": box, "holds": "outer", "seals": f"A{box}", "place": "Vault"}
        presenter.boxes.answer(values, [("carl", password)])
    whole, lacking = presenter.screen.boxes.rows
    assert "not signed by" not in str(whole.cells[4])
    assert "not signed by Carl" in str(lacking.cells[4])
    chosen = presenter.screen.boxes.chosen
    assert chosen is not None
    assert [offer.code for offer in chosen.offers] == ["move", "open", "deliver", "sign"]
    presenter.boxes.do("sign")
    asked = presenter.screen.boxes.asked
    assert asked is not None
    values = {"step": asked.fields[0].value}
    presenter.boxes.answer(values | {"password": "not theirs"}, ())
    assert "do not fit" in said(presenter)
    presenter.boxes.answer(values | {"password": PASSWORD}, ())
    assert presenter.screen.boxes.asked is None
    assert tables.boxes.not_signed() == ()


def test_who_sorted_a_pile_and_has_not_signed_is_named_and_signs(presenter: OpeningPresenter, tables: Office) -> None:
    presenter.tables.do("sort")
    presenter.tables.answer({"sort": "0", "counted": "1", "hour": ""}, [("max", "")])
    chosen = presenter.screen.tables.chosen
    assert chosen is not None
    assert any(line == "As it was sorted: not signed by Max Clerk" for line in chosen.lines), chosen.lines
    presenter.tables.do("sign")
    asked = presenter.screen.tables.asked
    assert asked is not None
    presenter.tables.answer({"who": asked.fields[0].value, "password": PASSWORD}, ())
    assert presenter.screen.strip is None
    assert tables.tables.not_signed() == ()


def test_where_an_envelope_lies_is_answered(presenter: OpeningPresenter) -> None:
    presenter.enter("0001")
    assert presenter.screen.part == "boxes"
    assert presenter.screen.boxes.where == ("Envelope 0001: in no box on record", "Sorted to pile P0001")
    presenter.boxes.look_for("9999")
    assert presenter.screen.boxes.where_problem == "There is no envelope 9999."
