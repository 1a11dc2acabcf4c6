"""At the tables: people sort, open and duplicate together at one screen; what the office refuses, and what verifies."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.count.boxes import Sealed
from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.log.checks.verify import verify
from adjudicator.office import Done, Office
from adjudicator.office.behind.co_signing import Together
from adjudicator.office.behind.count.at_tables import TablesReader, Unsorted
from adjudicator.office.desks.count.boxes import WhereItLies
from adjudicator.office.desks.count.looking_up import LateHit, LookedUp
from adjudicator.records.trouble import Refusal
from tests.office.conftest import ABSENTEE, PASSWORD, Desk, Watch, open_again
from tests.office.tables_cases import (
    HOUR,
    approve,
    decided,
    desk_at_tables,
    determine,
    duplicate,
    look_up,
    newest_lists,
    open_pile,
    sign_in,
    sort,
    step,
    worked_tables,
)

__all__ = ["desk_at_tables", "worked_tables"]

VOTED_BY_POST = ABSENTEE + (
    "GWINNETT,00000001,DELGADO,MARIA,,,12,OAK ST,,LAWRENCEVILLE,GA,30043,,,,,,,A,A,,09/20/2020,09/25/2020,11/03/2020,"
    "MAILED,NO,NO,NO,,001,7,,101,,,,,,\n"
)

POSTED = "MARIA DELGADO: accepted Nov 3, 2020, mailed"


def code_of(done: object) -> str:
    return done.code if isinstance(done, Refusal) else ""


def status_of(office: Office, number: str) -> tuple[str, str, bool]:
    state = office._room.log.state(EnvelopeState, number)
    assert state is not None
    return state.status, state.returned_to, "voted_already" in state.answers


@pytest.fixture
def tables(desk_at_tables: Desk) -> Office:
    return desk_at_tables.office


def test_envelopes_that_lie_in_no_pile_are_told_by_the_sort_to_which_they_belong(desk: Desk) -> None:
    office = decided(desk)
    assert office.tables.left() == (
        Unsorted("to_open", False, False, ("0001", "0002")), Unsorted("to_open", False, True, ("0003",)),
        Unsorted("not_counted", False, False, ("0004",)), Unsorted("held", False, False, ("0005",)),
    )  # fmt: skip
    assert isinstance(sort(office, ["0001", "0002"]), Together)
    assert [left.numbers for left in office.tables.left()] == [("0003",), ("0004",), ("0005",)]


def test_the_whole_way_is_signed_by_each_and_verifies(tables: Office) -> None:
    opened = open_pile(tables, by_hand=3, exceptions={"0002": "two_ballots"})
    assert isinstance(opened, Together)
    assert (opened.id, opened.missing) == ("S0001", ())
    assert isinstance(open_pile(tables, "P0002"), Together)
    assert isinstance(duplicate(tables, "P0002", done=1, issued=2), Together)
    sign_in(tables, "sue")
    assert isinstance(tables.tables.settle("S0001", "0002", "no_ballot", "Two ballots of one style"), Done)
    session = tables.tables.session("S0001")
    assert session is not None
    assert (session.by_record, session.by_hand, session.signed) == (2, 3, ("mia", "max"))
    assert session.settled == {"0002": "no_ballot"}
    for what in ("not_counted", "held"):
        numbers = next(left.numbers for left in tables.tables.left() if left.what == what)
        assert isinstance(sort(tables, numbers, what=what), Together)
    assert tables.tables.left() == ()
    path = tables.path
    tables.close()
    assert verify(path, "deep").findings == ()


def test_a_pile_is_signed_by_both_or_later_by_who_is_missing(tables: Office) -> None:
    office = tables
    assert [pile.signed for pile in office.tables.piles()] == [("mia", "max"), ("mia", "max")]
    done = sort(office, ["0004"], what="not_counted", sign=False)
    assert isinstance(done, Together)
    assert (done.id, done.missing) == ("P0003", ("max",))
    assert code_of(office.tables.sign_pile("P0003")) == "signed_already"
    sign_in(office, "cleo")
    assert code_of(office.tables.sign_pile("P0003")) == "not_at_the_table"
    assert code_of(office.tables.sign_pile_here("P0003", "max", "")) == "wrong_password"
    assert code_of(office.tables.sign_pile_here("P0003", "max", "not it")) == "wrong_password"
    left = next(step.left for step in office.day.steps() if step.code == "signed")
    assert (left.count, left.desk) == (1, "opening")
    sign_in(office, "max")
    assert [pile.id for pile in office.tables.unsigned()] == ["P0003"]
    assert isinstance(office.tables.sign_pile("P0003"), Done)
    assert office.tables.unsigned() == ()
    assert next(step for step in office.day.steps() if step.code == "signed").is_done
    path = office.path
    office.close()
    assert verify(path, "deep").findings == ()


def test_each_step_of_a_box_is_signed_by_its_second_person_here_or_later(tables: Office) -> None:
    sign_in(tables, "cleo")
    new = Sealed("3", "outer", ("A1",), "Vault")
    assert code_of(tables.boxes.seal(new, step("carl"), "not it")) == "wrong_password"
    assert tables.boxes.box("3") is None, "nothing is recorded where a password does not fit"
    signed, moved = tables.boxes.seal(new, step("carl"), PASSWORD), tables.boxes.move("3", "Truck", step("rita"))
    assert isinstance(signed, Together)
    assert isinstance(moved, Together)
    assert (signed.missing, moved.missing) == ((), ("rita",))
    assert [move.signed for move in tables.boxes.boxes()[0].moves] == [True, False]
    assert code_of(tables.boxes.sign("3", moved.done.seq)) == "not_at_the_table"
    assert code_of(tables.boxes.sign("4", moved.done.seq)) == "unknown_box"
    assert next(step.left.count for step in tables.day.steps() if step.code == "signed") == 1
    sign_in(tables, "rita")
    assert tables.boxes.unsigned() == 1
    assert isinstance(tables.boxes.sign("3", moved.done.seq), Done), "whatever role they have"
    assert code_of(tables.boxes.sign("3", moved.done.seq)) == "signed_already"
    assert tables.boxes.not_signed() == ()
    path = tables.path
    tables.close()
    assert verify(path, "deep").findings == ()


def test_who_is_missing_signs_later(tables: Office) -> None:
    opened = open_pile(tables, sign=False)
    assert isinstance(opened, Together)
    assert opened.missing == ("max",)
    sign_in(tables, "max")
    assert [session.id for session in tables.tables.unsigned()] == ["S0001"]
    assert isinstance(tables.tables.sign("S0001"), Done)
    assert tables.tables.unsigned() == ()
    assert code_of(tables.tables.sign("S0001")) == "signed_already"
    sign_in(tables, "cleo")
    assert code_of(tables.tables.sign("S0001")) == "not_at_the_table"


def test_another_signs_at_this_screen_with_their_own_password_alone(tables: Office) -> None:
    open_pile(tables, sign=False)
    size = tables._room.log.head().size
    assert code_of(tables.tables.sign_here("S0001", "max", "not the password")) == "wrong_password"
    assert tables._room.log.head().size == size
    assert isinstance(tables.tables.sign_here("S0001", "max", PASSWORD), Done)
    assert tables.people.signed_in is not None
    assert tables.people.signed_in.id == "mia"


def test_a_wrong_password_of_the_second_leaves_nothing(tables: Office) -> None:
    sign_in(tables, "mia")
    size = tables._room.log.head().size
    from adjudicator.casework.acts.count.sessions import FoundInside, Seated  # noqa: PLC0415 - this test alone

    done = tables.tables.open("P0001", Seated(("mia", "max"), HOUR, HOUR), FoundInside(2, 2), {"max": "wrong horse"})
    assert code_of(done) == "wrong_password"
    assert tables._room.log.head().size == size


def test_a_pile_is_opened_once(tables: Office) -> None:
    assert isinstance(open_pile(tables), Together)
    assert code_of(open_pile(tables, by_record=2)) == "opened_already"


@pytest.mark.parametrize("people", [("max", "cleo"), ("cleo", "max")])
def test_who_opened_neither_duplicates_nor_witnesses(tables: Office, people: tuple[str, str]) -> None:
    open_pile(tables, "P0002")
    assert code_of(duplicate(tables, "P0002", people)) == "opened_it"


def test_who_has_no_oath_on_record_touches_nothing(tables: Office) -> None:
    assert code_of(open_pile(tables, people=("mia", "admin"), sign=False)) == "not_sworn"
    sign_in(tables, "sue")
    assert isinstance(tables.tables.swear("admin", "2020-11-03"), Done)
    assert isinstance(open_pile(tables, people=("mia", "admin"), sign=False), Together)


def test_nothing_is_opened_that_was_not_looked_up_since_the_newest_files(tables: Office) -> None:
    newest_lists(tables, name="later")
    assert code_of(open_pile(tables)) == "not_looked_up"
    assert isinstance(look_up(tables), LookedUp)
    assert isinstance(open_pile(tables), Together)


@pytest.mark.parametrize(
    ("as_of", "final", "code"),
    [("", True, "absentee_not_final"), ("2020-11-06T12:00", True, "absentee_not_final"),
     ("2020-11-06T18:00", False, "check_in_not_final")],
)  # fmt: skip
def test_nothing_is_opened_before_the_lists_tell_the_last_word(
    tables: Office, as_of: str, final: bool, code: str
) -> None:
    newest_lists(tables, name="again", as_of=as_of, final=final)
    assert isinstance(look_up(tables), LookedUp)
    assert code_of(open_pile(tables)) == code
    done = open_pile(tables, people=("mia", "max", "sue"), override="The state sends no newer list")
    assert isinstance(done, Together)
    assert done.missing == ()
    path = tables.path
    tables.close()
    assert verify(path, "deep").findings == ()


def test_a_new_hit_leaves_the_pile_and_goes_back_to_its_reviewer_with_the_hit(tables: Office) -> None:
    newest_lists(tables, absentee=VOTED_BY_POST, name="newest")
    found = look_up(tables)
    assert isinstance(found, LookedUp)
    assert (found.envelopes, found.back, found.opened) == (2, ("0001",), ())
    assert status_of(tables, "0001") == ("to_do", "rita", False)
    pile = tables.tables.pile("P0001")
    assert pile is not None
    assert tables.tables.still_in(pile) == ("0002",)
    sheet_words = tables.review.reason_of(tables._room.log.state(EnvelopeState, "0001").returned)  # pyright: ignore
    assert "newer list" in sheet_words
    opened = open_pile(tables)
    assert isinstance(opened, Together)
    session = tables.tables.session(opened.id)
    assert session is not None
    assert (session.by_record, session.left) == (1, ("0001",))


def test_a_hit_is_asked_again_and_recommended_not_counted(tables: Office) -> None:
    desk = Desk(tables)
    newest_lists(tables, absentee=VOTED_BY_POST, name="newest")
    look_up(tables)
    desk.sign_in("rita")
    assert desk.open_fact("0001") == "voted_already"
    desk.say("0001", "voted_already", "absentee_accepted")
    assert desk.record("0001").outcome == "not_counted"


def test_a_hit_that_a_person_has_put_aside_is_not_new(tables: Office) -> None:
    desk = Desk(tables)
    newest_lists(tables, absentee=VOTED_BY_POST, name="newest")
    look_up(tables)
    desk.sign_in("rita")
    desk.say("0001", "voted_already", "no")
    desk.record("0001")
    approve(desk)
    assert isinstance(sort(tables, ["0001"]), Together)
    found = look_up(tables, "P0003")
    assert isinstance(found, LookedUp)
    assert found.back == ()


def test_a_hit_after_the_opening_is_reported_and_nothing_is_undone(tables: Office) -> None:
    assert isinstance(open_pile(tables), Together)
    newest_lists(tables, absentee=VOTED_BY_POST, name="newest")
    found = look_up(tables)
    assert isinstance(found, LookedUp)
    assert (found.back, found.opened) == ((), ("0001",))
    assert status_of(tables, "0001")[0] == "approved"
    assert tables.looking_up.late_hits() == (LateHit("0001", "absentee", "P0001", (), POSTED),)
    sign_in(tables, "sue")
    assert isinstance(tables.looking_up.tell("0001", "district_attorney", HOUR), Done)
    assert code_of(tables.looking_up.tell("0002", "board", HOUR)) == "no_hit"
    assert tables.looking_up.late_hits() == (LateHit("0001", "absentee", "P0001", ("district_attorney",), POSTED),)
    path = tables.path
    tables.close()
    assert verify(path, "deep").findings == ()


def listed(office: Office, kind: str, row: str) -> None:
    """Receive a canceled or pending list with one row."""
    sign_in(office, "rita")
    day = "cancelled_on,reason" if kind == "cancelled_list" else "pending_since,missing"
    path = Path(office.path).with_name(f"{kind}.csv")
    path.write_text(f"registration_number,last_name,first_name,{day}\n{row}\n", encoding="utf-8")
    done = office.receive.receive(office.receive.preview(kind, path))
    assert isinstance(done, Done), done
    sign_in(office, "mia")


@pytest.mark.parametrize(
    ("kind", "says", "words"),
    [("cancelled_list", "cancelled", "VOTER REQUEST"), ("pending_list", "pending", "MISSING SIGNATURE")],
)
@pytest.mark.parametrize("number", ["00000001", "1"])
def test_who_stands_on_a_list_that_came_since_goes_back_to_the_reviewer_with_the_row(
    tables: Office, kind: str, says: str, words: str, number: str
) -> None:
    desk = Desk(tables)
    listed(tables, kind, f"{number},Delgado,Maria,2020-11-03,{words}")
    assert code_of(open_pile(tables)) == "not_looked_up"
    found = look_up(tables)
    assert isinstance(found, LookedUp)
    assert (found.back, found.opened, found.hits) == (("0001",), (), {"0001": says})
    assert status_of(tables, "0001") == ("to_do", "rita", True)
    desk.sign_in("rita")
    assert "canceled or pending" in tables.review.reason_of(desk.state("0001").returned)
    assert "registration" in desk.state("0001").answers, "what was answered is held against the list"
    assert desk.open_fact("0001") == "registration"
    known: Any = desk.sheet("0001").known["registration"]
    assert (known.answer.value, known.strength, words in known.words) == (says, "contradiction", True)
    path = tables.path
    tables.close()
    assert verify(path, "deep").findings == ()


@pytest.mark.parametrize("day", ["2020-10-01", "2020-11-05"])
def test_a_row_older_than_the_roll_or_after_election_day_sends_nothing_back(tables: Office, day: str) -> None:
    listed(tables, "cancelled_list", f"00000001,Delgado,Maria,{day},VOTER REQUEST")
    found = look_up(tables)
    assert isinstance(found, LookedUp)
    assert found.hits == {}
    assert isinstance(open_pile(tables), Together)


def test_a_row_that_a_person_has_put_aside_is_not_new(tables: Office) -> None:
    desk = Desk(tables)
    listed(tables, "cancelled_list", "00000001,Delgado,Maria,2020-11-03,VOTER REQUEST")
    look_up(tables)
    desk.sign_in("rita")
    desk.say("0001", "registration", "registered")
    desk.record("0001")
    approve(desk)
    assert isinstance(sort(tables, ["0001"]), Together)
    found = look_up(tables, "P0003")
    assert isinstance(found, LookedUp)
    assert found.hits == {}


def test_a_row_found_after_the_opening_is_reported_with_what_it_says(tables: Office, tmp_path: Path) -> None:
    assert isinstance(open_pile(tables), Together)
    listed(tables, "cancelled_list", "00000001,Delgado,Maria,2020-11-03,VOTER REQUEST")
    found = look_up(tables)
    assert isinstance(found, LookedUp)
    assert (found.back, found.opened, status_of(tables, "0001")[0]) == ((), ("0001",), "approved")
    sign_in(tables, "sue")
    (hit,) = tables.looking_up.late_hits()
    assert (hit.number, hit.kind, hit.pile) == ("0001", "cancelled", "P0001")
    assert hit.row == "Maria Delgado: canceled Nov 3, 2020: VOTER REQUEST"
    assert ("late_cancellation", "0001") in {(each.code, each.subject) for each in tables.accounts.account().troubles}
    page = tmp_path / "hit.pdf"
    assert tables.table_papers.write_hit("0001", page) is None
    assert page.stat().st_size
    assert isinstance(tables.looking_up.tell("0001", "board", HOUR), Done)
    tables.people.sign_out()
    assert [each.row for each in tables.looking_up.late_hits()] == [""]


def test_what_is_reopened_has_left_its_pile(tables: Office) -> None:
    sign_in(tables, "sue")
    assert isinstance(tables.review.reopen("0002", "A late letter"), Done)
    assert code_of(open_pile(tables, by_record=2)) == "list_changed"
    assert isinstance(open_pile(tables), Together)


def test_two_windows_sort_and_open_at_the_same_moment(tables: Office, watch: Watch, tmp_path: Path) -> None:
    with closing(open_again(tables.path, watch, 77_000)) as other:
        sign_in(other, "cleo")
        assert isinstance(sort(tables, ["0004"], what="not_counted"), Together)
        assert isinstance(sort(other, ["0005"], ("cleo", "carl"), what="held"), Together)
        assert [pile.id for pile in other.tables.piles()] == ["P0001", "P0002", "P0003", "P0004"]
        assert isinstance(open_pile(tables), Together)
        assert isinstance(open_pile(other, "P0002", ("cleo", "carl")), Together)
        assert code_of(open_pile(other, "P0001", ("cleo", "carl"), by_record=2)) == "opened_already"


def test_boxes_take_a_second_person_and_say_where_an_envelope_lies(tables: Office) -> None:
    sign_in(tables, "rita")
    state = tables._room.log.state(EnvelopeState, "0001")
    assert state is not None
    assert isinstance(tables.receive.correct("0001", {"box": "3", "position": 12}, "Put in box", state.version), Done)
    sign_in(tables, "cleo")
    new = Sealed("3", "envelopes", ("A1",), "Vault")
    assert code_of(tables.boxes.seal(new, step("cleo"))) == "same_person"
    assert isinstance(tables.boxes.seal(new, step("carl")), Together)
    assert isinstance(tables.boxes.move("3", "Truck", step("carl")), Together)
    assert code_of(tables.boxes.move("4", "Truck", step("carl"))) == "unknown_box"
    where = tables.boxes.where("0001")
    assert isinstance(where, WhereItLies)
    assert (where.box, where.position, where.size, where.pile, where.opened) == ("3", 12, 1, "P0001", "")
    assert where.move is not None
    assert (where.move.what, where.move.to, where.move.by, where.move.second) == ("moved", "Truck", "cleo", "carl")
    assert tables.boxes.next_position("3") == 13
    assert code_of(tables.boxes.where("9999")) == "unknown_envelope"
    assert isinstance(tables.boxes.open("3", ["A1"], step("carl")), Together)
    assert isinstance(tables.boxes.seal(Sealed("3", "outer", ("B1",), "Vault"), step("carl")), Together)
    assert isinstance(tables.boxes.deliver("3", "Clerk of the superior court", step("carl")), Together)
    sign_in(tables, "mia")
    assert isinstance(tables.boxes.count_bag("School 001", 4, 1, 0), Done)
    assert code_of(tables.boxes.count_bag("The moon", 4, 1, 0)) == "unknown_place"
    assert tables.boxes.bags()["School 001"].issued == 4
    path = tables.path
    tables.close()
    assert verify(path, "deep").findings == ()


def test_a_pile_that_was_put_into_a_box_lies_there(tables: Office) -> None:
    assert isinstance(sort(tables, ["0004"], what="not_counted", box="7"), Together)
    where = tables.boxes.where("0004")
    assert isinstance(where, WhereItLies)
    assert (where.box, where.position, where.move) == ("7", 0, None)


def test_what_was_entered_by_mistake_lies_in_no_pile(tables: Office) -> None:
    assert isinstance(sort(tables, ["0005"], what="held"), Together)
    held = tables.tables.piles()[-1]
    sign_in(tables, "rita")
    assert isinstance(tables.mistakes.ask("0005", SaidMistake("no_envelope", "A line of another day")), Done)
    sign_in(tables, "sue")
    assert isinstance(tables.mistakes.agree(["0005"]), Done)
    assert tables.tables.still_in(held) == ()
    assert code_of(open_pile(tables, held.id)) == "stays_sealed"


def test_a_file_says_up_to_when_it_speaks_only_where_it_tells_of_other_votes(desk: Desk, tmp_path: Path) -> None:
    path = Path(desk.office.path).with_name("list.csv")
    path.write_text("envelope_number\n0777\n", encoding="utf-8")
    preview = desk.office.receive.preview("envelope_list", path)
    assert code_of(desk.office.receive.receive(preview, final=True)) == "bad_input"
    assert code_of(desk.office.receive.receive(preview, as_of="2020-11-04T07:00")) == "bad_input"
    assert isinstance(desk.office.receive.receive(preview), Done)


def test_an_hour_to_come_is_none(desk: Desk) -> None:
    path = Path(desk.office.path).with_name("more.csv")
    path.write_text(ABSENTEE + "\n", encoding="utf-8")
    preview = desk.office.receive.preview("absentee_file", path)
    assert code_of(desk.office.receive.receive(preview, as_of="2020-12-24T18:00")) == "future"


def test_what_lies_where_is_read_by_what_changed_as_if_all_were_read_anew(desk: Desk, watch: Watch) -> None:
    office = decided(desk)
    kept = TablesReader(office._room)

    def as_if_read_anew() -> bool:
        fresh = TablesReader(office._room)
        now, anew = kept.now(), fresh.now()
        same = (now.states, now.lying, kept.left()) == (anew.states, anew.lying, fresh.left())
        return same and list(now.states) == list(anew.states)

    def at_another_window() -> None:
        with closing(open_again(office.path, watch, 57_000)) as other:
            sign_in(other, "sue")
            other.review.reopen("0002", "A late letter")

    watch.moment += timedelta(days=4)
    newest_lists(office)
    for act in (
        lambda: sort(office, ["0001", "0002"]),
        lambda: sort(office, ["0004"], what="not_counted"),
        lambda: look_up(office),
        lambda: open_pile(office),
        lambda: desk.receive("0000", "New"),
        at_another_window,
        lambda: (desk.sign_in("rita"), determine(desk, "0002")),
    ):
        assert as_if_read_anew()
        act()
    assert as_if_read_anew()
    assert next(iter(kept.now().states)) == "0000", "in the order of their numbers"
