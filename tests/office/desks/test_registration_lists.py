"""The canceled and the pending list: who is not on the roll is offered from them; a person answers what decides against."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.state import ResearchLine
from adjudicator.casework.sheet.source_words import source_words
from adjudicator.office import Office
from adjudicator.office.behind.files.previews import FilePreview
from adjudicator.records.facts import Known
from adjudicator.records.trouble import Refusal
from tests.office.conftest import Desk
from ui.desks.review.lines.match import candidate_choices

ELECTOR = "registration_number,last_name,first_name,birth_year,house_number,street,city,zip"
CANCELLED, PENDING = f"{ELECTOR},cancelled_on,reason\n", f"{ELECTOR},pending_since,missing\n"
QUENTIN = "{number},Zzyzx,Quentin,2001,999,Nowhere Blvd,Lawrenceville,30043,"
GONE = CANCELLED + QUENTIN.format(number="00000091") + "10/02/2020,DUPLICATE\n"
WAITS = PENDING + QUENTIN.format(number="00000092") + "09/20/2020,MISSING SIGNATURE\n"
OTHER = CANCELLED + "00000095,Smith,Paula,1961,4,Far Rd,Lawrenceville,30043,2020-10-02,DUPLICATE\n"


def preview(office: Office, text: str, kind: str) -> FilePreview:
    path = office.path.with_name(f"{kind}-{sha256(text.encode()).hexdigest()[:8]}.csv")
    path.write_text(text, encoding="utf-8")
    return office.receive.preview(kind, path)


def receive(desk: Desk, text: str, kind: str) -> None:
    found = preview(desk.office, text, kind)
    assert not found.errors, found.errors
    done = desk.office.receive.receive(found)
    assert not isinstance(done, Refusal), done


def registration(desk: Desk, number: str) -> Known:
    found = desk.sheet(number).known["registration"]
    assert isinstance(found, Known)
    return found


def research(desk: Desk, number: str) -> dict[str, tuple[str, str]]:
    lines: tuple[ResearchLine, ...] = desk.state(number).research
    return {line.where: (line.result, line.by) for line in lines}


def test_who_is_on_a_list_and_not_on_the_roll_is_offered_with_the_list_and_chosen_by_a_person(desk: Desk) -> None:
    receive(desk, GONE, "cancelled_list")
    desk.receive("0001", "Nobody")
    match = desk.sheet("0001").evidence.match
    assert match.kind == "several", "nobody is certain by a list"
    (found,) = match.candidates
    assert (found.elector.registration_number, found.elector.status, found.elector.birth_year) == (
        "00000091", "cancelled", 2001,
    )  # fmt: skip
    assert found.listed is not None
    assert source_words(found.listed, str) == "canceled list of Fri Oct 2"
    (choice,) = candidate_choices(match.candidates, "Gwinnett")
    assert "Not on the roll; on the canceled list of Fri Oct 2" in choice.detail
    for words in ("zzyzx", "quentin 2001"):
        assert [each.elector.registration_number for each in desk.office.review.search(words)] == ["00000091"]

    assert not isinstance(desk.office.review.choose(desk.sheet("0001"), found.elector), Refusal)
    known = registration(desk, "0001")
    assert (known.answer.value, known.answer.source.kind, known.strength) == ("cancelled", "cancelled_list", "silence")
    assert known.words == "canceled Oct 2, 2020: DUPLICATE"
    state = desk.state("0001")
    assert state.elector is not None
    assert state.elector.status == "cancelled"
    assert desk.office.record.verifying()(lambda _done, _of: None).findings == ()


@pytest.mark.parametrize("both", [False, True])
def test_the_program_says_that_it_looked_in_the_lists_only_where_both_are_there(desk: Desk, both: bool) -> None:
    receive(desk, OTHER, "cancelled_list")
    if both:
        receive(desk, WAITS, "pending_list")
    desk.receive("0001", "Nobody", last_name="Unheard", first_name="Of", house_number="1", street="Sky")
    desk.say("0001", "match", "none")
    desk.say("0001", "registration", "not_found")
    done = research(desk, "0001")
    assert done.get("cancelled_pending") == (("nothing", "") if both else None)
    assert done["county_list"] == ("nothing", "")


def test_a_hit_is_found_by_the_program_and_the_county_list_has_nobody(desk: Desk) -> None:
    receive(desk, GONE, "cancelled_list")
    receive(desk, PENDING, "pending_list")  # nobody is pending, which says something
    desk.receive("0001", "Nobody")
    (found,) = desk.sheet("0001").evidence.match.candidates
    desk.office.review.choose(desk.sheet("0001"), found.elector)
    desk.say("0001", "registration", "cancelled")
    assert research(desk, "0001") == {"county_list": ("nothing", ""), "cancelled_pending": ("found", ""),
                                      "state_wide": ("nothing", "")}  # fmt: skip


def test_a_late_elector_of_the_roll_is_not_found_on_the_lists(desk: Desk) -> None:
    receive(desk, GONE, "cancelled_list")
    receive(desk, WAITS, "pending_list")
    desk.receive("0001", "Late")
    desk.say("0001", "match", "certain")
    desk.say("0001", "registration", "late")
    done = research(desk, "0001")
    assert done["county_list"] == ("found", "")
    assert done["cancelled_pending"] == ("nothing", "")


def test_a_row_newer_than_the_roll_is_shown_against_it_and_an_older_one_is_overruled(desk: Desk) -> None:
    row = "00000001,Delgado,Maria,1974,12,Oak St,Lawrenceville,30043,{on},VOTER REQUEST\n"
    desk.receive("0001")
    desk.say("0001", "match", "certain")
    desk.say("0001", "registration", "registered")
    receive(desk, CANCELLED + row.format(on="2020-10-12"), "cancelled_list")
    known = registration(desk, "0001")
    assert (known.answer.value, known.answer.source.kind, known.strength) == ("registered", "roll", "record")
    assert "registration" not in desk.sheet("0001").overtaken

    receive(desk, CANCELLED + row.format(on="2020-11-03"), "cancelled_list")
    known = registration(desk, "0001")
    assert (known.answer.value, known.strength) == ("cancelled", "contradiction")
    assert "registered" in [other.value for other in known.others]
    assert "registration" in desk.sheet("0001").overtaken, "a newer list asks again"

    receive(desk, CANCELLED + row.format(on="2020-11-05"), "cancelled_list")
    known = registration(desk, "0001")
    assert known.answer.value == "registered", "who was canceled after election day was registered on it"
    assert "after election day" in known.words


def test_a_list_that_comes_later_asks_again_about_a_voter_who_was_not_found(desk: Desk) -> None:
    desk.receive("0001", "Nobody")
    desk.say("0001", "match", "none")
    desk.say("0001", "registration", "not_found")
    assert "registration" not in desk.sheet("0001").overtaken
    receive(desk, OTHER, "cancelled_list")
    assert "registration" not in desk.sheet("0001").overtaken, "nobody on it is this voter"
    receive(desk, WAITS, "pending_list")
    sheet = desk.sheet("0001")
    assert "registration" in sheet.overtaken
    known = registration(desk, "0001")
    assert (known.answer.value, known.answer.source.kind, known.strength) == (
        "pending",
        "pending_list",
        "contradiction",
    )
    assert desk.office.record.verifying()(lambda _done, _of: None).findings == ()


def test_who_was_taken_stays_known_when_a_newer_list_lacks_them(desk: Desk) -> None:
    receive(desk, WAITS, "pending_list")
    desk.receive("0001", "Nobody")
    (found,) = desk.sheet("0001").evidence.match.candidates
    desk.office.review.choose(desk.sheet("0001"), found.elector)
    assert registration(desk, "0001").answer.value == "pending"
    header = PENDING.rstrip("\n") + ",list_date\n"
    receive(desk, header + WAITS.splitlines()[1].replace("92", "93") + ",2020-11-02\n", "pending_list")
    sheet = desk.sheet("0001")
    assert sheet.elector is not None
    assert sheet.elector.registration_number == "00000092"
    assert "registration" not in sheet.known, "the newest list says nothing of them"


def test_lists_of_other_counties_and_spoilt_ones_and_the_same_again(desk: Desk) -> None:
    office = desk.office
    header = f"county,status,{CANCELLED}"
    rows = "Fulton,,00000081,A,B,,,,,,,\nGwinnett County,Cancelled,00000082,C,D,,,,,,,\n"
    found = preview(office, header + rows, "cancelled_list")
    assert (found.rows, found.problems) == (1, ())
    none = preview(office, header + rows.splitlines()[0], "cancelled_list")
    assert [problem.what for problem in none.problems] == ["no row concerns this county"]
    spoilt = preview(office, header + "Gwinnett,ACTIVE,12A,,B,19,,,,,02/30/2020,\n", "cancelled_list")
    assert [(it.row, it.column, it.value) for it in spoilt.errors] == [
        (2, "registration_number", "12A"), (2, "last_name", ""), (2, "birth_year", "19"),
        (2, "cancelled_on", "02/30/2020"), (2, "status", "ACTIVE"),
    ]  # fmt: skip
    assert isinstance(office.receive.receive(spoilt), Refusal)
    assert not isinstance(office.receive.receive(found), Refusal)
    again = office.receive.receive(preview(office, header + rows, "cancelled_list"))
    assert isinstance(again, Refusal)
    assert again.code == "nothing_new"
    late = office.receive.receive(preview(office, GONE, "cancelled_list"), as_of="2020-11-04T07:00")
    assert isinstance(late, Refusal), "only a file of other votes says up to when it speaks"


def test_a_list_in_the_states_columns_is_read(desk: Desk) -> None:
    text = (
        "County,Voter Registration Number,Status,Status Reason,Last Name,First Name,Middle Name,Suffix,Birth Year,"
        "Residence Street Number,Residence Street Name,Residence Street Type,Residence City,Residence Zipcode,"
        "County Precinct,Cancelled Date\n"
        "GWINNETT,00000091,Canceled,DUPLICATE,ZZYZX,QUENTIN,Q,JR,2001,999,NOWHERE,BLVD,LAWRENCEVILLE,30043,1,10/02/2020\n"
    )
    receive(desk, text, "cancelled_list")
    desk.receive("0001", "Nobody")
    (found,) = desk.sheet("0001").evidence.match.candidates
    elector = found.elector
    assert (elector.name, elector.address, elector.precinct, elector.status_reason) == (
        "QUENTIN Q ZZYZX JR", "999 NOWHERE BLVD, LAWRENCEVILLE", "001", "DUPLICATE",
    )  # fmt: skip


def test_nothing_of_a_list_is_told_to_who_sees_no_names(desk: Desk) -> None:
    receive(desk, GONE, "cancelled_list")
    desk.receive("0001", "Nobody")
    (found,) = desk.sheet("0001").evidence.match.candidates
    desk.office.review.choose(desk.sheet("0001"), found.elector, Why("nickname"))
    desk.sign_in("olga")
    told = repr(desk.office.review.sheet("0001")).casefold()
    assert "zzyzx" not in told
    assert "duplicate" not in told
    assert desk.office.review.search("zzyzx") == ()


def test_a_death_on_the_canceled_list_is_a_flag_with_the_list_as_its_source(desk: Desk) -> None:
    receive(desk, GONE.replace("DUPLICATE", "DECEASED"), "cancelled_list")
    desk.receive("0001", "Nobody")
    (found,) = desk.sheet("0001").evidence.match.candidates
    desk.office.review.choose(desk.sheet("0001"), found.elector)
    known: Any = desk.sheet("0001").known["eligibility"]
    assert (known.answer.value, known.answer.source.kind) == ("deceased", "cancelled_list")
    assert desk.sheet("0001").flag == "Reason on the canceled list: DECEASED"
