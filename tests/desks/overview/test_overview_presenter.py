"""The Overview: the story, doors, what blocks, envelopes of a place or a search, and closing the period."""

from __future__ import annotations

from datetime import date

import pytest

from adjudicator.canvass.story import story
from adjudicator.canvass.trouble import Trouble
from adjudicator.casework.acts.count.tabulation import ScannedBatch
from adjudicator.casework.record.state import FileState
from adjudicator.records.trouble import Refusal
from tests.desks import desk_cases as cases
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.words import file_blocks, trouble_block


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


@pytest.fixture
def open_office(made, tmp_path):
    opened = []

    def open_as(person=cases.REVIEWER, now=cases.THURSDAY):
        opened.append(cases.office_on(made, tmp_path, now, person))
        return opened[-1]

    yield open_as
    for office in opened:
        office.close()


def _presenter(office):
    shell = cases.RecordingShell()
    return OverviewPresenter(office, shell), shell


def _words(screen) -> list[str]:
    return [block.words for block in screen.blocks]


def test_the_whole_story_stands_in_a_sentence_and_every_envelope_is_accounted_for(open_office):
    office = open_office()
    screen = _presenter(office)[0].screen
    canvass = office.overview.canvass()
    assert screen.story == story(canvass)
    assert screen.story.startswith("Received 60. May count ")
    assert sum(each.count for each in screen.slices) == cases.ENVELOPES
    assert screen.check.startswith("Received 60 = in full ")
    assert "Every envelope is accounted for." in screen.check
    assert sum(row.cells[1] for row in screen.places) == cases.ENVELOPES


def test_a_door_leads_to_the_desk_where_it_waits(open_office):
    presenter, shell = _presenter(open_office())
    presenter.open_desk("holds")
    assert shell.went == [("holds", "")]


def test_a_door_to_a_desk_that_the_person_does_not_have_stays_closed(open_office):
    presenter, shell = _presenter(open_office(cases.OBSERVER))
    assert [door.open for door in presenter.screen.doors] == [False] * 4
    presenter.open_desk("review")
    assert shell.went == []
    assert all(not block.desk for block in presenter.screen.blocks)


def test_a_place_opens_its_envelopes_and_back_shows_the_story(open_office):
    presenter, _ = _presenter(open_office())
    place = presenter.screen.places[3]
    presenter.open_place(place.id)
    envelopes = presenter.screen.envelopes
    assert envelopes is not None
    assert envelopes.title == f"Envelopes of {place.id}"
    assert len(envelopes.rows) == place.cells[1]
    presenter.back()
    assert presenter.screen.envelopes is None


def test_a_reviewer_finds_an_envelope_by_the_voters_name_and_opens_it_in_review(open_office):
    office = open_office()
    presenter, shell = _presenter(office)
    number, name = next(iter(office.overview.voter_names(["0001"]).items()))
    presenter.find(name.split()[-1])
    envelopes = presenter.screen.envelopes
    assert envelopes is not None
    found = {row.id: row.cells[1] for row in envelopes.rows}
    assert found[number] == name
    presenter.open_envelope(number)
    assert shell.went == [("review", number)]


def test_an_observer_sees_no_names_and_finds_nobody_by_name(open_office):
    name = open_office().overview.voter_names(["0001"])["0001"]
    office = open_office(cases.OBSERVER)
    presenter, shell = _presenter(office)
    presenter.find(name.split()[-1])
    envelopes = presenter.screen.envelopes
    assert envelopes is not None
    assert envelopes.rows == ()
    presenter.find("0001")
    envelopes = presenter.screen.envelopes
    assert envelopes is not None
    assert [row.cells[:2] for row in envelopes.rows] == [("0001", "")]
    presenter.open_envelope("0001")
    assert shell.went == [("record", "0001")]


def test_what_blocks_is_said_in_words(open_office):
    assert "1 envelope is referred to a supervisor" in _words(_presenter(open_office())[0].screen)


def test_a_case_without_files_says_where_to_attach_them(tmp_path):
    office = cases.empty_office(tmp_path)
    assert _words(_presenter(office)[0].screen) == [
        "No roll is attached: attach it at the Receive desk",
        "No absentee file was received: who has voted otherwise is not known",
        "No check-in list was received: who has voted otherwise is not known",
    ]
    office.close()


def test_only_the_newest_absentee_file_is_held_against_election_day():
    def file(dated: str, version: int) -> FileState:
        return FileState(f"d{version}", version, "absentee_file", dated, 10, "2020-11-04T13:00:00.000000Z", "mortiz")

    def blocks(*files: FileState) -> list[str]:
        found = file_blocks(files, date(2020, 11, 3), roll=True, named=True)
        return [block.words for block in found if "absentee" in block.words]

    assert blocks(file("2020-11-02", 1)) == ["The absentee file is of Mon Nov 2, before election day"]
    assert blocks(file("2020-11-05T08:10", 1), file("2020-11-02", 2)) == []


def test_the_period_is_closed_by_a_supervisor_after_the_last_day_and_says_first_what_follows(open_office):
    office = open_office(cases.SUPERVISOR, cases.SATURDAY)
    presenter, shell = _presenter(office)
    assert presenter.screen.closing.button == "Close the period"
    presenter.ask_closing()
    held = office.overview.waiting().held
    assert presenter.screen.closing.follows[0].startswith(f"{held} holds become proposals")
    waiting = office.overview.waiting()
    undecided = presenter.screen.closing.undecided
    assert (
        f"{waiting.to_do - waiting.referred - waiting.returned} envelopes are not determined yet (Review)." in undecided
    )
    assert any(words.endswith("in no batch yet (Batches).") for words in undecided) == bool(waiting.to_close)
    assert not office.case.period_closed
    presenter.close_period()
    assert office.case.period_closed
    assert presenter.screen.closing.button == ""
    assert "is closed" in presenter.screen.closing.words
    assert shell.heard == ["The period is closed: open holds are proposals now"]


@pytest.mark.parametrize(
    ("person", "now"), [(cases.SUPERVISOR, cases.THURSDAY), (cases.REVIEWER, cases.SATURDAY)], ids=["early", "reviewer"]
)
def test_nobody_else_and_nobody_earlier_is_offered_to_close_the_period(open_office, person, now):
    presenter, _ = _presenter(open_office(person, now))
    presenter.ask_closing()
    assert presenter.screen.closing.button == ""
    assert not presenter.screen.closing.asked
    presenter.close_period()
    assert presenter.screen.strip is not None


def test_the_canvass_is_counted_anew_only_after_the_record_has_grown(open_office, monkeypatch):
    office = open_office()
    presenter, _ = _presenter(office)
    counted = []
    tally = office.overview.canvass
    monkeypatch.setattr(office.overview, "canvass", lambda: counted.append(1) or tally())
    presenter.refresh()
    presenter.fold_contests()
    assert len(counted) == 1
    number = next(state.number for state in office.overview.states() if state.status == "to_do")
    office.review.refer(number, "Please look")
    presenter.refresh()
    assert len(counted) == 2


def test_each_contest_says_how_many_ballots_may_count_in_it(open_office):
    office = open_office()
    presenter, _ = _presenter(office)
    contests = dict(presenter.screen.contests)
    assert len(contests) == len(office.election.contests)
    assert max(int(number.replace(",", "")) for number in contests.values()) == office.overview.canvass().may_count


def _to_do(office) -> str:
    return next(state.number for state in office.overview.states() if state.status == "to_do" and not state.referred)


def test_supervisors_see_who_has_what_and_set_it_free(open_office):
    office = open_office()
    number = _to_do(office)
    office.whose.take(number)
    assert _presenter(office)[0].screen.in_hand.hands == (), "a reviewer sets nothing free"
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, shell = _presenter(office)
    (hand,) = presenter.screen.in_hand.hands
    assert (hand.person, hand.envelope, hand.since[:6]) == ("Rosa Whitfield", number, "since ")
    presenter.ask_free(number)
    assert [choice.key for choice in presenter.screen.in_hand.choices] == ["1", "2", "3", "4"]
    presenter.set_free("urgent")
    assert presenter.screen.in_hand.hands == ()
    assert shell.heard == [f"Envelope {number} is free for others"]
    assert office.record.lines(limit=2)[1].words.endswith("over from Rosa Whitfield, because: it cannot wait")


def test_setting_free_what_nobody_has_any_more_says_so(open_office):
    office = open_office()
    number = _to_do(office)
    office.whose.take(number)
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, _ = _presenter(office)
    presenter.ask_free(number)
    cases.sign_in(office, cases.REVIEWER)
    office.whose.put_all_back()
    cases.sign_in(office, cases.SUPERVISOR)
    presenter.set_free("urgent")
    assert presenter.screen.strip is not None


def test_what_does_not_change_the_canvass_is_not_counted_again(open_office, monkeypatch):
    office = open_office()
    presenter, _ = _presenter(office)
    office.listen(presenter.happened)
    before = presenter.screen.story
    monkeypatch.setattr(office.overview, "canvass", lambda: pytest.fail("counted again"))
    office.whose.take(_to_do(office))
    assert presenter.screen.story == before


def test_a_large_canvass_is_counted_beside_the_window(open_office, monkeypatch):
    monkeypatch.setattr("ui.desks.overview.presenter.AT_ONCE", 0)
    office = open_office()
    presenter, shell = _presenter(office)
    shell.later = True
    office.listen(presenter.happened)
    check = presenter.screen.check
    assert not isinstance(office.review.withdraw(_determined(office), "Looked at again"), Refusal)
    assert presenter.screen.check == check
    presenter.refresh()
    assert len(shell.waiting) == 1, "it is counted once at a time"
    shell.waiting.pop()()
    assert presenter.screen.check != check
    assert presenter.screen.check == _presenter(office)[0].screen.check


def test_a_large_case_says_that_it_is_being_counted_and_shows_no_figure_before(open_office, monkeypatch):
    monkeypatch.setattr("ui.desks.overview.presenter.AT_ONCE", 0)
    office, shell = open_office(), cases.RecordingShell()
    shell.later = True
    presenter = OverviewPresenter(office, shell)
    monkeypatch.setattr(office.overview, "canvass", lambda: pytest.fail("counted on the window's thread"))
    screen = presenter.screen
    assert screen.uncounted
    assert screen.story == "The envelopes are being counted."
    assert (screen.slices, screen.check, screen.places, screen.steps.cells) == ((), "", (), ())
    assert screen.doors[0].number, "what the record counts by itself is there at once"
    presenter.refresh()
    assert len(shell.waiting) == 1, "it is counted once at a time"
    shell.waiting.pop()()
    assert not presenter.screen.uncounted
    assert "received" in presenter.screen.check.casefold()


def _determined(office) -> str:
    return next(state.number for state in office.overview.states() if state.status == "determined")


def test_where_the_ballots_are_stands_with_what_does_not_fit_and_who_settles_it(open_office):
    office = open_office()
    screen = _presenter(office)[0].screen
    cells = {cell.code: cell for cell in screen.steps.cells}
    assert cells["received"].number == str(office.overview.canvass().received)
    assert cells["approved"].differs.endswith(" not yet")
    assert screen.steps.stands == ()


def test_what_does_not_fit_is_said_on_the_overview_until_it_is_explained(open_office):
    office = open_office("jbellamy")
    office.tabulation.record_scan(ScannedBatch("ICC1/17", "as_they_are", False, 12, "2020-11-05T08:40"))
    stands = _presenter(office)[0].screen.steps.stands
    assert [block.desk for block in stands] == ["count"]
    assert "12 were scanned" in stands[0].words
    assert stands[0].words.endswith('At "In the count?" a custodian or a supervisor settles it.')
    office.tabulation.explain(office.tabulation.troubles()[0], "They were test ballots")
    assert _presenter(office)[0].screen.steps.stands == ()


@pytest.mark.parametrize(
    ("step", "desk", "action"),
    [
        ("received", "receive", "Open Receive"),
        ("sorted", "opening", "Open Opening"),
        ("scanned", "count", "Open In the count?"),
        ("reconciled", "count", "Open In the count?"),
        ("released", "release", "Open Release"),
    ],
)
def test_what_does_not_fit_leads_to_the_desk_at_which_it_is_settled(step, desk, action):
    trouble = Trouble("code", "subject", step, 1, 2, "Something differs.")
    block = trouble_block(trouble, ("receive", "opening", "count", "release"))
    assert (block.desk, block.action) == (desk, action)
    assert block.words.startswith("Something differs.")
    assert trouble_block(trouble, ()).desk == ""
