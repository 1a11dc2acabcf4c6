"""The Release desk without a window: what leaves, where to, and what has left."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from adjudicator.casework.acts.releasing import Said
from adjudicator.records.trouble import WorldError
from tests.desks import batches_cases as cases
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.release.presenter import ReleasePresenter
from ui.shared.frame_words import desks_of


@pytest.fixture
def worked(tmp_path, tmp_path_factory):
    """A case in which one reviewer has determined every envelope."""
    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    yield made
    made.close()


@pytest.fixture
def approved(tmp_path, tmp_path_factory):
    """The same with everything approved, and the supervisor signed in."""
    made = cases.all_approved(tmp_path, tmp_path_factory)
    yield made
    made.close()


def _desk(office, *, waits=False):
    shell = cases.RecordingShell()
    shell.waits = waits
    return ReleasePresenter(office, shell), shell


def test_nothing_approved_says_what_would_be_here(worked):
    cases.sign_in(worked, cases.SUPERVISOR)
    presenter, shell = _desk(worked)
    assert presenter.screen.leaving is None
    assert presenter.screen.empty_words.startswith("Approve a batch")
    presenter.write()
    assert shell.said_words == []


def test_what_waits_stands_by_outcome_kept_apart_and_contest(approved):
    leaving = _desk(approved)[0].screen.leaving
    states = [state for state in approved.overview.states() if state.status == "approved"]
    assert leaving.heading == f"{len(states)} envelopes approved, not yet released"
    assert sum(each.count for each in leaving.slices) == len(states)
    apart = sum(state.kept_apart for state in states)
    assert f"{apart} ballots kept apart from all others" in leaving.details
    president = leaving.contests[0]
    assert president.cells[1] == sum(president.id in state.determination.counted for state in states)


def test_before_it_leaves_the_desk_says_how_many_precincts_are_counted_together(approved):
    presenter, shell = _desk(approved, waits=True)
    assert presenter.screen.leaving.details[-1].startswith("Public totals: looking which")
    shell.finish()
    places = {state.precinct_cast for state in approved.overview.states()}
    told = f"Public totals: {len(places)} of {len(places)} precincts counted together, so that nobody's outcome can be told"
    assert presenter.screen.leaving.details[-1] == told


def test_what_cannot_be_looked_at_is_said_and_not_tried_again_and_again(approved, monkeypatch):
    def failing():
        raise WorldError("io", "The disk does not answer.", "Try again.")

    monkeypatch.setattr(approved.releases, "joining", lambda: failing)
    presenter, _ = _desk(approved)
    assert presenter.screen.leaving.details[-1].startswith("Public totals: nobody could look")
    assert presenter.screen.strip.what == "The disk does not answer."


def test_the_program_proposes_the_name_and_the_folder_of_the_case(approved, tmp_path):
    leaving = _desk(approved)[0].screen.leaving
    assert leaving.folder == str(tmp_path)
    assert leaving.name == "gwinnett-2020-11-03-R0001-PRACTICE"
    assert leaving.write == "Write release R0001"


def test_a_release_lies_in_the_chosen_folder_with_the_digests_shown(approved, tmp_path):
    presenter, shell = _desk(approved)
    presenter.choose_folder(str(tmp_path / "out"))
    presenter.write()
    gone = presenter.screen.gone
    folder = Path(gone.folder)
    assert folder == tmp_path / "out" / "gwinnett-2020-11-03-R0001-PRACTICE"
    shown = {row.cells[0]: row.cells[2] for row in gone.files}
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    assert shown == {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}
    assert all(row.cells[1] for row in gone.files)
    assert Path(gone.archive).is_file()
    assert shell.said_words[-1].startswith("Release R0001 written with ")


def test_after_a_release_nothing_waits_and_the_list_has_it(approved):
    presenter, _ = _desk(approved)
    presenter.write()
    screen = presenter.screen
    assert screen.leaving is None
    assert screen.strip.kind == "done"
    cells = screen.releases[0].cells
    assert cells[0] == "R0001"
    assert cells[3] == "June Bellamy"
    assert screen.again is None
    assert (cells[5], cells[6], cells[7]) == (approved.releases.releases()[0].ballots, "not yet", "")
    assert cells[8] == approved.releases.releases()[0].root[:16]


def test_what_left_and_is_open_again_is_a_warning_with_each_envelope_and_why_until_it_has_left_again(approved):
    presenter, shell = _desk(approved)
    presenter.write()
    number, left = cases.determined(approved, "count_full")[0], len(approved.releases.releases()[0].items)
    approved.review.reopen(number, "The roll was corrected")
    screen = presenter.make_screen()
    assert screen.again.notice.kind == "error"
    assert screen.again.notice.what == (
        f"Released {left}; 1 of them open again since, in R0001: the tabulation room still holds it"
    )
    (row,) = screen.again.rows
    assert (row.cells[0], row.cells[1], row.cells[3], row.cells[5]) == (
        number, "R0001", "June Bellamy", "The roll was corrected",
    )  # fmt: skip
    assert screen.releases[0].cells[7] == 1
    assert "(1 open again since)" in screen.gone.detail
    presenter.open_envelope(number)
    assert shell.went == [("record", number)]


def test_the_rail_marks_the_release_desk_while_what_left_is_open_again(approved):
    presenter, _ = _desk(approved)
    presenter.write()
    assert not any(desk.warning for desk in desks_of(approved))
    approved.review.reopen(cases.determined(approved, "count_full")[0], "The roll was corrected")
    assert [desk.id for desk in desks_of(approved) if desk.warning] == ["release"]
    cases.sign_in(approved, cases.REVIEWER)
    marked = [desk for desk in desks_of(approved) if desk.warning]
    assert [desk.id for desk in marked] == ["release" if "release" in approved.people.desks() else "overview"]


def test_the_overview_counts_what_left_apart_from_what_is_decided_and_says_what_is_open_again(approved):
    _desk(approved)[0].write()
    left = len(approved.releases.releases()[0].items)
    overview = OverviewPresenter(approved, cases.RecordingShell())
    assert overview.screen.doors[3].detail == f"{left} released so far"
    number = cases.determined(approved, "count_full")[0]
    approved.review.reopen(number, "The roll was corrected")
    screen = overview.make_screen()
    words = f"Released {left}; 1 of them open again since, in R0001: the tabulation room still holds it"
    assert screen.doors[3].detail == f"{left} released so far, 1 of them open again"
    assert screen.story.endswith(f"{words}.")
    assert (screen.blocks[0].words, screen.blocks[0].warns, screen.blocks[0].desk) == (words, True, "release")
    overview.find(number)
    (row,) = overview.screen.envelopes.rows
    assert row.cells[2] == "Released, open again"


def test_a_second_release_holds_what_is_new_and_follows_the_first(approved):
    presenter, _ = _desk(approved)
    presenter.write()
    number = cases.determined(approved, "count_full")[0]
    approved.review.reopen(number, "The roll was corrected")
    cases.sign_in(approved, cases.REVIEWER)
    approved.review.record(approved.review.sheet(number))
    cases.approve_batch(approved, cases.close_batch(approved))
    cases.sign_in(approved, cases.SUPERVISOR)
    presenter.refresh()
    leaving = presenter.screen.leaving
    assert leaving.heading == "1 envelope approved, not yet released"
    assert leaving.details[-3:-1] == (
        "1 envelope determined again: corrects what an earlier release said",
        "Follows release R0001",
    )
    presenter.write()
    assert [row.cells[:2] for row in presenter.screen.releases] == [("R0002", "R0001"), ("R0001", "")]


def test_while_the_files_are_written_the_desk_is_busy_and_writes_no_second_time(approved):
    presenter, shell = _desk(approved, waits=True)
    presenter.write()
    assert presenter.screen.writing is not None
    presenter.write()
    shell.finish()
    assert presenter.screen.writing is None
    assert len(approved.releases.releases()) == 1


def test_the_desk_says_how_far_the_writing_has_come(approved):
    presenter, shell = _desk(approved, waits=True)
    told = []
    presenter.listen(lambda screen: told.append(screen.writing))
    presenter.write()
    shell.finish()
    come = [writing.done for writing in told if writing is not None and writing.of == 100]
    assert come == sorted(come)
    assert come[0] < come[-1] < 100
    assert len(come) > 10


def test_what_was_stopped_is_not_recorded(approved):
    presenter, shell = _desk(approved, waits=True)
    presenter.write()
    presenter.stop()
    shell.finish()
    assert shell.cancelled == 1
    assert approved.releases.releases() == ()
    assert presenter.screen.leaving is not None
    assert presenter.screen.strip.what == "Writing was stopped"


def test_after_a_stop_the_same_release_can_be_written(approved):
    presenter, shell = _desk(approved, waits=True)
    presenter.write()
    presenter.stop()
    shell.finish()
    shell.waits = False
    presenter.write()
    assert [release.id for release in approved.releases.releases()] == ["R0001"]


def test_an_approval_taken_back_while_the_files_are_written_stops_the_release(approved):
    presenter, shell = _desk(approved, waits=True)
    presenter.write()
    on_disk = approved.releases.write(approved.path.parent / "other")
    approved.review.reopen(approved.releases.waiting()[0].number, "Seen too late")
    assert "changed" in approved.releases.record(on_disk).words
    shell.finish()
    assert len(approved.releases.releases()) == 1


def test_a_folder_that_holds_something_else_is_refused_and_left_alone(approved, tmp_path):
    presenter, _ = _desk(approved)
    other = tmp_path / presenter.screen.leaving.name
    other.mkdir()
    (other / "letter.txt").write_text("not ours")
    presenter.write()
    assert presenter.screen.strip.what == "Nothing was released"
    assert "already there" in presenter.screen.strip.why
    assert [file.name for file in other.iterdir()] == ["letter.txt"]
    assert approved.releases.releases() == ()


def test_a_folder_that_cannot_be_written_is_told_with_a_remedy(approved, tmp_path):
    presenter, _ = _desk(approved)
    blocked = tmp_path / "file"
    blocked.write_text("")
    presenter.choose_folder(str(blocked))
    presenter.write()
    assert presenter.screen.strip.what.startswith("Nothing was released")
    assert presenter.screen.strip.remedy
    assert presenter.screen.writing is None
    assert approved.releases.releases() == ()


def test_who_may_not_release_sees_why(approved):
    approved.people.sign_out()
    cases.sign_in(approved, cases.REVIEWER)
    leaving = _desk(approved)[0].screen.leaving
    assert leaving.write == ""
    assert leaving.why_not.startswith("A supervisor releases.")


def test_a_summary_that_could_not_be_typeset_is_told_and_holds_up_no_release(approved, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("no font")

    monkeypatch.setattr("typst.compile", fail)
    presenter, shell = _desk(approved)
    presenter.write()
    assert shell.said_words[0].startswith("Release R0001 written with")
    assert presenter.screen.strip.why.startswith("summary.pdf could not be typeset")
    assert [row.id for row in presenter.screen.gone.files].count("summary.pdf") == 1


# acknowledged


SAID = {"ballots": "", "who": "Dana Reyes", "hour": "", "reference": "T-14"}


def _released(office):
    presenter, shell = _desk(office)
    presenter.write()
    return presenter, shell, office.releases.releases()[0].ballots


def test_what_the_tabulation_room_says_is_recorded_in_four_fields(approved):
    presenter, shell, ballots = _released(approved)
    assert presenter.screen.gone.said.offers == "The tabulation room has it"
    assert presenter.screen.gone.said.lines == ("The tabulation room has not said yet that it has this release.",)
    presenter.ask()
    assert presenter.screen.gone.said.asks
    presenter.acknowledge(SAID | {"ballots": str(ballots)})
    said = presenter.screen.gone.said
    assert not said.asks
    assert said.red == ()
    assert said.lines[0].startswith("Dana Reyes, ")
    assert f"{ballots} ballots; reference T-14; recorded by June Bellamy" in said.lines[0]
    assert shell.said_words[-1] == f"R0001 is acknowledged, with {ballots} ballots"
    assert "not yet" not in presenter.screen.releases[0].cells


def test_another_number_is_recorded_and_stands_red_on_every_desk_until_a_later_one_puts_it_right(approved):
    presenter, _, ballots = _released(approved)
    presenter.ask()
    presenter.acknowledge(SAID | {"ballots": str(ballots - 1)})
    words = f"R0001: its rows come to {ballots} ballots, and the tabulation room has {ballots - 1}"
    assert presenter.screen.gone.said.red[0].startswith(words)
    assert presenter.screen.unsettled[0].startswith(words)
    assert f"{ballots - 1}, not {ballots}: " in presenter.screen.releases[0].cells[6]
    assert [desk.id for desk in desks_of(approved) if words in desk.warning] == ["release"]
    blocks = OverviewPresenter(approved, cases.RecordingShell()).screen.blocks
    assert (blocks[0].words.startswith(words), blocks[0].warns, blocks[0].desk) == (True, True, "release")
    presenter.ask()
    presenter.acknowledge(SAID | {"ballots": str(ballots)})
    assert presenter.screen.unsettled == ()
    assert len(presenter.screen.gone.said.lines) == 2
    assert not any(desk.warning for desk in desks_of(approved))


def test_what_cannot_be_read_stands_beside_its_field_and_nothing_is_recorded(approved):
    presenter, _, _ballots = _released(approved)
    presenter.ask()
    presenter.acknowledge({"ballots": "many", "who": " ", "hour": "soon", "reference": ""})
    assert presenter.screen.gone.said.asks
    assert set(presenter.screen.gone.said.problems) == {"ballots", "who", "hour"}
    assert approved.releases.releases()[0].acknowledgments == ()
    presenter.not_now()
    assert not presenter.screen.gone.said.asks


def test_a_second_window_that_was_faster_is_told_and_nothing_is_said_twice(approved):
    presenter, _, ballots = _released(approved)
    presenter.ask()
    approved.releases.acknowledge("R0001", Said("Dana Reyes", "2020-11-06T21:05", ballots))
    presenter.acknowledge(SAID | {"ballots": str(ballots)})
    assert (presenter.screen.strip.what, presenter.screen.strip.kind) == ("R0001 was not acknowledged", "error")
    assert presenter.screen.gone.said.asks, "what is typed stays"
    assert len(approved.releases.releases()[0].acknowledgments) == 1


def test_a_supplement_stands_red_until_it_is_acknowledged(approved):
    presenter, _, _ballots = _released(approved)
    number = cases.determined(approved, "count_full")[0]
    approved.review.reopen(number, "The roll was corrected")
    cases.sign_in(approved, cases.REVIEWER)
    approved.review.record(approved.review.sheet(number))
    cases.approve_batch(approved, cases.close_batch(approved))
    cases.sign_in(approved, cases.SUPERVISOR)
    presenter.refresh()
    presenter.write()
    words = "R0002 corrects 1 ballot of R0001, and is not acknowledged: the tabulation room may hold it as it was"
    assert presenter.screen.unsettled == (words,)
    assert presenter.screen.again is None
    presenter.ask()
    presenter.acknowledge(SAID | {"ballots": "0"})
    assert presenter.screen.unsettled == ()


def test_files_are_shown_by_who_gets_them_and_the_tabulation_rooms_have_a_folder_of_their_own(approved):
    presenter, _, _ballots = _released(approved)
    gone = presenter.screen.gone
    receivers = {each.id: each for each in gone.receivers}
    assert list(receivers) == ["tabulation_room", "board", "state", "public", "look_up", "office", "auditors"]
    room = receivers["tabulation_room"]
    assert "work_order.pdf" in room.files
    assert room.path == str(Path(gone.folder) / "tabulation_room")
    assert "contests.csv" not in room.files
    assert "handed over apart" in gone.where


def test_a_stop_notice_is_offered_while_what_left_is_open_again(approved, tmp_path):
    presenter, _, _ballots = _released(approved)
    approved.review.reopen(cases.determined(approved, "count_full")[0], "The roll was corrected")
    presenter.refresh()
    assert presenter.screen.again.may_stop
    presenter.write_stop_notice("")
    presenter.write_stop_notice(str(tmp_path / "stop.pdf"))
    assert presenter.screen.strip.kind == "done"
    assert (tmp_path / "stop.pdf").read_bytes().startswith(b"%PDF")
    presenter.write_stop_notice(str(tmp_path / "stop.pdf"))
    assert presenter.screen.strip.kind == "error"


def test_before_it_is_written_it_says_how_many_lines_are_of_a_single_ballot(approved):
    presenter, _ = _desk(approved)
    assert "of a single ballot: who opens by the line sees whose it is" in presenter.screen.leaving.single


def test_a_release_that_only_takes_away_is_offered_and_written(approved):
    presenter, shell = _desk(approved)
    presenter.write()
    approved.review.reopen(cases.determined(approved, "count_full")[0], "The roll was corrected")
    presenter.refresh()
    leaving = presenter.screen.leaving
    assert leaving.heading == "Nothing is approved anew: a release now only takes away"
    assert leaving.details[0] == "1 envelope that has left is open again: its ballot is taken away"
    assert leaving.write == "Write release R0002"
    presenter.write()
    assert presenter.screen.leaving is None
    assert presenter.screen.again is None
    assert approved.releases.releases()[0].ballots == -1
    assert shell.said_words
