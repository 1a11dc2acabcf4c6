"""The Receive desk: files are recognised, previewed and received whole; an envelope is entered by hand."""

from __future__ import annotations

from datetime import date

import pytest

from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office import Done
from adjudicator.office.behind.evidence.papers import birth_year_of
from adjudicator.records.birth import born_on
from adjudicator.records.trouble import WorldError
from tests.desks import desk_cases as cases
from ui.desks.receive.fields import GROUPS, codes_of, completed, next_number
from ui.desks.receive.kinds import recognise
from ui.desks.receive.presenter import ReceivePresenter


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


@pytest.fixture
def empty(tmp_path):
    opened = cases.empty_office(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def office(made, tmp_path):
    opened = cases.office_on(made, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shell():
    return cases.RecordingShell()


def _states(office) -> dict[str, EnvelopeState]:
    return {state.number: state for state in office.overview.states()}


def _papers(office, number: str):
    return office.review.sheet(number).evidence.papers


def _enter(presenter, **fields: str) -> None:
    for field, text in fields.items():
        presenter.hand.write(field, text)
        presenter.hand.leave(field)


def _field(presenter, name: str):
    return next(each for _, fields in presenter.screen.hand.groups for each in fields if each.id == name)


# files


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("envelopes.csv", "envelope_list"),
        ("absentee.csv", "absentee_file"),
        ("check_in.csv", "check_in_list"),
        ("roll.csv", "garvis"),
        ("practice.roll", "roll"),
        ("papers.csv", "envelope_list"),
    ],
)
def test_a_file_is_recognised_by_its_header(made, name, kind):
    assert recognise(made / name) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("envelope_number\n0001\n", "envelope_list"),
        ("\ufeffregistration_number,status\n1,voted\n", "check_in_list"),
        ("COUNTY_CODE|REGISTRATION_NUMBER|VOTER_STATUS|LAST_NAME|FIRST_NAME\n", "enet"),
        ("name,colour\n", ""),
        ("", ""),
    ],
    ids=["only a number", "byte-order mark", "bars", "strange", "empty"],
)
def test_a_header_alone_tells_the_kind(tmp_path, text, kind):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    assert recognise(path) == kind


def test_a_list_is_previewed_before_anything_is_written(made, empty, shell):
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(made / "envelopes.csv"))
    previewed = presenter.screen.files.previewed
    assert previewed is not None
    assert previewed.button == "Receive 60 envelopes"
    assert previewed.blocked == ""
    assert [row.id for row in previewed.sample][:2] == ["0001", "0002"]
    assert next(column for column in previewed.columns if column.id == "voter").kind == "personal"
    assert _states(empty) == {}


def test_a_previewed_list_is_received_whole_and_said(made, empty, shell):
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(made / "envelopes.csv"))
    presenter.files.receive()
    assert len(_states(empty)) == cases.ENVELOPES
    assert shell.heard == ["60 envelopes received"]
    screen = presenter.screen.files
    assert screen.previewed is None
    assert [row.cells[0] for row in screen.received] == ["Envelope list"]
    assert screen.received[0].cells[4:] == ("R. Whitfield", "envelopes.csv")
    assert sum(row.cells[3] for row in screen.places) == cases.ENVELOPES


def test_errors_stand_first_and_nothing_is_received_in_part(made, empty, shell, tmp_path):
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(cases.broken_list(made, tmp_path)))
    previewed = presenter.screen.files.previewed
    assert previewed is not None
    kinds = [next(iter(row.tags)) for row in previewed.problems]
    assert kinds == sorted(kinds)
    assert kinds.count("error") == 4
    assert previewed.blocked.startswith("4 errors stand in the way.")
    assert previewed.problems[0].cells[1:4] == (5, "precinct_cast", "999")
    assert previewed.button == "4 errors to correct first"
    presenter.files.receive()
    assert _states(empty) == {}
    strip = presenter.screen.strip
    assert strip is not None
    assert (strip.what, strip.why) == ("envelopes-3-nov.csv is not received", previewed.blocked)


def test_the_same_file_twice_is_noticed(made, office, shell):
    presenter = ReceivePresenter(office, shell)
    presenter.choose(str(made / "absentee.csv"))
    previewed = presenter.screen.files.previewed
    assert previewed is not None
    assert "this very file has been received" in previewed.problems[0].cells[4].lower()
    assert previewed.filters == ()


def test_a_file_of_no_known_kind_is_read_as_the_kind_a_person_says(empty, shell, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,colour\nred,1\n", encoding="utf-8")
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(path))
    assert presenter.screen.files.previewed is None
    assert presenter.screen.strip.kind == "warning"
    presenter.files.choose_kind("envelope_list")
    assert "names no column that is known" in presenter.screen.files.previewed.problems[0].cells[4]


def test_a_file_that_is_not_there_is_said_with_what_to_do(empty, shell, tmp_path):
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(tmp_path / "gone.csv"))
    assert presenter.screen.strip.what == "gone.csv cannot be read"
    assert presenter.screen.strip.remedy


def test_trouble_while_reading_is_said_and_the_work_goes_on(made, empty, shell, monkeypatch):
    def broken(kind, path, manner):
        def read():
            raise WorldError("io", "The file cannot be read", "Copy it to this computer.")

        return read

    monkeypatch.setattr(empty.receive, "reading", broken)
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(made / "envelopes.csv"))
    assert presenter.screen.strip.what == "The file cannot be read"
    assert presenter.screen.files.work is None


def test_a_voter_list_is_built_into_a_roll_beside_the_case_and_attached(made, empty, shell):
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(made / "roll.csv"))
    previewed = presenter.screen.files.previewed
    assert previewed is not None
    assert previewed.button == "Attach the roll of 2,500 electors"
    assert shell.progress[-1] == (100, 100)
    presenter.files.receive()
    assert empty.roll is not None
    assert (empty.path.parent / "roll.roll").exists()
    assert presenter.screen.files.roll.startswith("The roll in use has 2,500 electors")


def test_a_second_list_of_one_name_never_takes_the_place_of_a_roll_in_use(made, empty, shell):
    (empty.path.parent / "roll.roll").write_bytes(b"in use")
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(made / "roll.csv"))
    assert (empty.path.parent / "roll-2.roll").exists()
    assert (empty.path.parent / "roll.roll").read_bytes() == b"in use"


def test_a_roll_file_is_attached_as_it_is(made, empty, shell):
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(made / "practice.roll"))
    presenter.files.receive()
    assert empty.roll is not None
    assert shell.heard == ["The roll of 2,500 electors is attached"]


def test_a_list_that_no_roll_can_be_built_from_shows_its_problems(empty, shell, tmp_path):
    path = tmp_path / "voters.csv"
    path.write_text("County,Voter Registration Number,Status,Last Name,County Precinct,Combo\n", encoding="utf-8")
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(path))
    presenter.files.choose_kind("garvis")
    previewed = presenter.screen.files.previewed
    assert previewed is not None
    assert previewed.blocked
    assert previewed.button.endswith("to correct first")
    presenter.files.receive()
    assert empty.roll is None
    assert presenter.screen.strip is not None


def test_reading_that_was_stopped_brings_nothing_any_more(made, empty, shell):
    shell.later = True
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(made / "envelopes.csv"))
    assert presenter.screen.files.work is not None
    presenter.files.put_away()
    assert shell.cancelled == 1
    shell.waiting[0]()
    assert presenter.screen.files.previewed is None
    assert presenter.screen.files.work is None


def test_another_file_chosen_meanwhile_is_the_one_that_is_shown(made, empty, shell):
    shell.later = True
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(made / "absentee.csv"))
    presenter.choose(str(made / "envelopes.csv"))
    for call in shell.waiting:
        call()
    assert presenter.screen.files.previewed.name == "envelopes.csv"


def test_whoever_may_not_receive_reads_why(made, tmp_path, shell):
    office = cases.office_on(made, tmp_path, person=cases.OBSERVER)
    presenter = ReceivePresenter(office, shell)
    presenter.choose(str(made / "practice.roll"))
    assert presenter.screen.files.previewed.blocked.startswith("Your roles do not allow this")
    assert presenter.screen.hand.blocked.startswith("Your roles do not allow this")
    office.close()


# by hand


def test_an_envelope_is_entered_field_after_field_and_received(office, shell):
    presenter = ReceivePresenter(office, shell)
    _enter(
        presenter, stream="election_day", precinct_cast="1", cast_at="19:31", reasons="eh pi", last_name="Delgado-Ruiz",
        first_name="Maria", birth_date="4/12/1974", oath_signed="yes", sheets="2",
    )  # fmt: skip
    presenter.hand.receive()
    papers = _papers(office, "0061")
    assert shell.heard == ["Envelope 0061 received"]
    assert (papers.precinct_cast, papers.place) == ("001", "Harbins Elementary (GCPS)")
    assert papers.cast_at == "2020-11-03T19:31"
    assert papers.reasons == ("EH", "PI")
    assert (papers.oath_signed, papers.id_shown, papers.statement) == (True, None, "")
    assert papers.sheets == 2


def test_what_is_not_entered_is_unknown_and_never_no(office, shell):
    presenter = ReceivePresenter(office, shell)
    presenter.hand.receive()
    papers = _papers(office, "0061")
    assert papers.oath_signed is None
    assert papers.id_shown is None
    assert papers.sheets is None
    assert papers.stream == papers.style_cast == papers.birth_date == ""


def test_the_number_after_the_last_one_is_suggested(office, shell):
    presenter = ReceivePresenter(office, shell)
    assert _field(presenter, "number").value == "0061"
    _enter(presenter, number="B-099")
    presenter.hand.receive()
    assert _field(presenter, "number").value == "B-100"


def test_what_a_pile_has_in_common_is_kept_for_the_next(office, shell):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, stream="election_day", precinct_cast="HARBINS A", last_name="Ruiz", id_shown="no")
    presenter.hand.receive()
    values = {
        name: _field(presenter, name).value for name in ("stream", "precinct_cast", "place", "last_name", "id_shown")
    }
    assert values == {
        "stream": "election_day",
        "precinct_cast": "001",
        "place": "Harbins Elementary (GCPS)",
        "last_name": "",
        "id_shown": "",
    }


def test_a_number_that_was_received_is_told_at_once(office, shell):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, number="0007")
    assert "has been received" in _field(presenter, "number").problem
    assert presenter.screen.hand.blocked == "1 field has to be corrected first."
    presenter.hand.receive()
    assert shell.heard == []


def test_a_field_is_looked_at_only_after_it_was_left(office, shell):
    presenter = ReceivePresenter(office, shell)
    presenter.hand.write("cast_at", "19")
    presenter.refresh()
    assert _field(presenter, "cast_at").problem == ""
    presenter.hand.leave("cast_at")
    assert _field(presenter, "cast_at").problem.startswith("This is not a time. Write 7:31 p.m.")


def test_the_styles_are_those_of_the_precinct_and_one_alone_is_filled_in(office, shell):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, precinct_cast="001")
    assert [choice.value for choice in _field(presenter, "style_cast").choices] == ["135-BS078", "135-BS077"]
    assert _field(presenter, "style_cast").value == ""
    _enter(presenter, style_cast="077")
    assert _field(presenter, "style_cast").value == "135-BS077"
    single = next(it for it in office.election.precincts.values() if len(it.styles) == 1)
    presenter.hand.clear()
    _enter(presenter, style_cast="", precinct_cast=single.code)
    assert _field(presenter, "style_cast").value == single.styles[0]


def test_another_precincts_style_is_a_warning_that_does_not_stand_in_the_way(office, shell):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, stream="election_day", precinct_cast="001", style_cast="135-BS001")
    assert "does not have this ballot style" in _field(presenter, "style_cast").warning
    assert presenter.screen.hand.blocked == ""


def test_a_place_of_one_precinct_fills_in_the_precinct(office, shell):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, place="harbins el")
    assert _field(presenter, "place").value == "Harbins Elementary (GCPS)"
    assert _field(presenter, "precinct_cast").value == "001"
    assert _field(presenter, "precinct_cast").hint == "HARBINS A"


def test_a_time_without_a_day_is_no_election_day_time_for_an_advance_ballot(office, shell):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, stream="advance", cast_at="14:05")
    assert _field(presenter, "cast_at").problem
    _enter(presenter, cast_at="Oct 30, 2:05 p.m.")
    assert _field(presenter, "cast_at").value == "Fri Oct 30, 2020, 2:05 p.m."
    presenter.hand.receive()
    assert _papers(office, "0061").cast_at == "2020-10-30T14:05"


@pytest.mark.parametrize(
    "written",
    ["7:31 pm", "7:31 PM", "7:31 p.m.", "11/3/2020 7:31 pm", "11/3 7:31pm", "Nov 3, 2020, 7:31 pm", "Nov 3 7:31 pm"],
)
def test_a_time_in_american_form_is_read(office, shell, written):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, stream="election_day", cast_at=written)
    assert _field(presenter, "cast_at").value == "Tue Nov 3, 2020, 7:31 p.m."
    presenter.hand.receive()
    assert _papers(office, "0061").cast_at == "2020-11-03T19:31"


@pytest.mark.parametrize(
    "written", ["10/30/2020 2:05 pm", "Oct 30, 2020 2:05 PM", "October 30, 2:05 pm", "10/30/20 2:05pm"]
)
def test_a_day_in_american_form_is_read(office, shell, written):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, stream="advance", cast_at=written)
    assert _field(presenter, "cast_at").value == "Fri Oct 30, 2020, 2:05 p.m."
    presenter.hand.receive()
    assert _papers(office, "0061").cast_at == "2020-10-30T14:05"


@pytest.mark.parametrize(
    "written", ["11/6/1956", "11/6/56", "11-06-1956", "Nov 6, 1956", "November 6th, 1956", "1956-11-06"]
)
def test_a_birth_date_in_american_form_is_read_with_its_whole_year(office, shell, written):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, birth_date=written)
    assert _field(presenter, "birth_date").value == "Nov 6, 1956"
    presenter.hand.receive()
    papers = _papers(office, "0061")
    assert born_on(papers.birth_date, office.election.date) == date(1956, 11, 6)
    assert birth_year_of(papers.birth_date) == 1956


@pytest.mark.parametrize("written", ["summer of 1956", "56", "11/1956", "2/30/1956"])
def test_a_birth_date_that_is_no_day_stays_as_written(office, shell, written):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, birth_date=written)
    assert _field(presenter, "birth_date").value == written
    assert bool(_field(presenter, "birth_date").warning) is (written == "2/30/1956")


def test_what_was_understood_of_a_date_is_kept_as_a_draft(office, shell):
    """A draft is plain text: what is shown in another language must not get into it."""
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, birth_date="11/6/1956", cast_at="7:31 pm")
    presenter.keep()
    again = ReceivePresenter(office, shell)
    assert again.resume() is not None
    assert _field(again, "birth_date").value == "Nov 6, 1956"
    assert _field(again, "cast_at").value == "Tue Nov 3, 2020, 7:31 p.m."


def test_codes_are_shown_in_words_and_a_strange_one_is_a_problem(office, shell):
    presenter = ReceivePresenter(office, shell)
    _enter(presenter, reasons="pi; op")
    assert _field(presenter, "reasons").value == "PI OP"
    assert _field(presenter, "reasons").hint == "no photo identification; out of precinct"
    _enter(presenter, reasons="ZZ")
    assert "not one of the case's" in _field(presenter, "reasons").problem


def test_a_draft_stays_while_the_person_is_at_another_desk(office, shell):
    presenter = ReceivePresenter(office, shell)
    presenter.turn_to("hand")
    presenter.hand.write("last_name", "Ruiz")
    presenter.turn_to("files")
    presenter.enter()
    presenter.enter("hand")
    assert presenter.screen.part == "hand"
    assert _field(presenter, "last_name").value == "Ruiz"


def test_who_the_voter_is_is_hidden_with_personal_data(office, shell):
    presenter = ReceivePresenter(office, shell)
    personal = {each.id for _, fields in presenter.screen.hand.groups for each in fields if each.personal}
    assert {"last_name", "birth_date", "street", "registration_number", "phone", "email"} <= personal
    assert "place" not in personal


def test_the_fields_stand_in_the_order_of_the_paper():
    order = [entry.id for _, fields in GROUPS for entry in fields]
    assert order[:7] == ["number", "stream", "place", "precinct_cast", "style_cast", "cast_at", "reasons"]
    assert len(order) == len(set(order))


@pytest.mark.parametrize(
    ("number", "following"), [("0417", "0418"), ("0999", "1000"), ("A-9", "A-10"), ("X", ""), ("", "")]
)
def test_a_number_counts_on_its_last_digits(number, following):
    assert next_number(number) == following


def test_a_text_is_completed_only_where_one_is_meant():
    known = ("Dacula Park", "Dacula Middle School", "Rhodes Jordan Park")
    assert completed("dacula p", known) == "Dacula Park"
    assert completed("dacula", known) == "dacula"
    assert completed("", known) == ""
    assert codes_of("pi,op;PI") == ("PI", "OP")


# what should not have been received


def test_a_place_says_what_its_list_and_its_bag_have_and_what_was_entered_by_mistake(office, shell):
    presenter = ReceivePresenter(office, shell)
    place = next(row.cells[0] for row in presenter.screen.files.places)
    number = next(state.number for state in office.overview.states() if state.place == place and not state.batch)
    before = next(row.cells for row in presenter.screen.files.places if row.id == place)
    assert before[1:] == ("", "", before[3], "")
    assert isinstance(office.boxes.count_bag(place, 5, 1, 2), Done)
    office.mistakes.ask(number, SaidMistake("no_envelope", "A test line"))
    office.people.sign_in(cases.SUPERVISOR, cases.PASSWORDS[cases.SUPERVISOR])
    office.mistakes.agree([number])
    presenter.refresh()
    after = next(row.cells for row in presenter.screen.files.places if row.id == place)
    assert after == (place, 5, 6, before[3] - 1, 1)


def test_a_list_is_asked_back_with_a_reason(empty, shell, tmp_path):
    listed = tmp_path / "list.csv"
    listed.write_text("Envelope Number,Oath signed\n0101,Y\n0102,N\n")
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(listed))
    presenter.files.receive()
    row = presenter.screen.files.received[0]
    presenter.files.ask_back(row.id)
    assert presenter.screen.files.back.title == "Take back: 2 envelopes"
    presenter.files.take_back({"reason": " "})
    assert presenter.screen.files.back.problem
    presenter.files.put_away()
    assert presenter.screen.files.back is None
    presenter.files.ask_back(row.id)
    presenter.files.take_back({"reason": "Another county's list"})
    assert presenter.screen.files.back is None
    assert presenter.screen.strip is None
    assert empty.mistakes.number_waiting() == 2
    presenter.files.ask_back(row.id)
    presenter.files.take_back({"reason": "Again"})
    assert "something was done with envelope" in presenter.screen.strip.why


def test_what_a_person_has_entered_is_listed_newest_first_and_opens(empty, shell):
    presenter = ReceivePresenter(empty, shell)
    presenter.turn_to("hand")
    assert presenter.screen.hand.list == ()
    for number, last in (("0101", "Doe"), ("0102", "Roe")):
        _enter(presenter, number=number, last_name=last, first_name="Jane")
        presenter.hand.receive()
    assert [row.cells[:2] for row in presenter.screen.hand.list] == [("0102", "Jane Roe"), ("0101", "Jane Doe")]
    presenter.hand.open_row("0101")
    assert shell.went == [("review", "0101")]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"PK\x03\x04rest", "list.xlsx is no workbook that can be read, or a damaged one"),
        (
            b"\xd0\xcf\x11\xe0rest",
            "list.xlsx is a spreadsheet's file of the old kind (.xls), or one locked with a password, "
            "which is not read here",
        ),
        (b"\xff\xfee\0", "list.xlsx is UTF-16, which is not read here"),
    ],
    ids=["damaged", "old", "UTF-16"],
)
def test_a_spreadsheets_file_that_is_not_read_is_said_to_be_one(empty, shell, tmp_path, head, said):
    """Supervisor 10: the window said that it was of no kind known here, and the command line what it was."""
    path = tmp_path / "list.xlsx"
    path.write_bytes(head)
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(path))
    assert presenter.screen.strip.what == said
    assert "CSV UTF-8" in presenter.screen.strip.remedy


def test_a_roll_says_what_is_other_than_on_the_one_in_use_before_it_is_attached(made, empty, shell, tmp_path):
    empty.receive.attach_roll(made / "practice.roll")
    lines = (made / "roll.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "fewer.csv").write_text("\n".join(lines[:1001]) + "\n", encoding="utf-8")
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(tmp_path / "fewer.csv"))
    previewed = presenter.screen.files.previewed
    assert previewed.button == "Attach the roll of 1,000 electors"
    assert previewed.blocked == ""
    assert previewed.compared.startswith("Beside the roll in use: ")
    assert "gone" in previewed.compared
    assert previewed.problems[0].cells[4].endswith(", which has 913 where that has 2,282")


def test_a_roll_that_was_built_and_is_left_does_not_stay_on_the_disk(made, empty, shell):
    """Supervisor 13: it names every elector."""
    presenter = ReceivePresenter(empty, shell)
    presenter.choose(str(made / "roll.csv"))
    built = empty.path.parent / "roll.roll"
    assert built.exists()
    presenter.files.put_away()
    assert not built.exists()
    presenter.choose(str(made / "roll.csv"))
    presenter.files.receive()
    assert built.exists()
    presenter.choose(str(made / "practice.roll"))
    presenter.files.put_away()
    assert (made / "practice.roll").exists(), "a roll that was chosen is nobody's to remove"
