"""The Board desk without a window: what is ready, a vote entered and read, rulings, drafts, certification."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from adjudicator.records.trouble import Refusal
from tests.desks import board_cases as cases
from ui.desks.board.entering import EACH_LINE, read_taken_out, read_vote
from ui.desks.board.presenter import BoardPresenter, certified_words
from ui.desks.board.ready import WHILE_DRAWN
from ui.desks.board.views.board import BoardView
from ui.desks.board.words import figures
from ui.shared.frame_words import waiting_by_desk

ELECTION = date(2020, 11, 3)
NOW = datetime(2020, 11, 9, 15, 0, tzinfo=ZoneInfo("America/New_York"))
WRITTEN = {"number": "2020-12", "in_favor": "4", "against": "0", "abstained": "1", "text": "Resolved."}


@pytest.fixture
def office(tmp_path, tmp_path_factory):
    made = cases.ready(tmp_path, tmp_path_factory)
    yield made
    made.close()


@pytest.fixture
def voting(office):
    """A docket drawn, and the secretary at the form of its vote."""
    cases.drawn(office)
    presenter, shell = _desk(office)
    presenter.begin_vote()
    return presenter, shell


def _desk(office):
    shell = cases.RecordingShell()
    return BoardPresenter(office, shell), shell


@pytest.mark.parametrize(
    ("hour", "as_told"),
    [
        ("Mon Nov 9, 2:30 PM", "2020-11-09T14:30"),
        ("14:30", "2020-11-09T14:30"),
        ("11/6/2020 9:05 am", "2020-11-06T09:05"),
    ],
)
def test_the_hour_is_read_as_a_county_worker_writes_it(hour, as_told):
    vote, troubles = read_vote({**WRITTEN, "hour": hour}, ELECTION, NOW)
    assert troubles == {}
    assert (vote.hour, vote.in_favor, vote.against, vote.abstained) == (as_told, 4, 0, 1)


def test_what_is_wrong_with_a_vote_stands_beside_its_field():
    vote, troubles = read_vote({"in_favor": "four", "against": "", "abstained": "0", "hour": "3:30 PM"}, ELECTION, NOW)
    assert vote is None
    assert troubles.keys() == {"number", "text", "in_favor", "against", "hour"}
    assert "future" in troubles["hour"]


def test_envelopes_are_taken_out_a_line_each_with_why():
    listed = ("0417", "0418")
    assert read_taken_out("417 papers asked for\n\n0418: the board wants to see it", listed) == (
        {"0417": "papers asked for", "0418": "the board wants to see it"},
        "",
    )
    assert read_taken_out("0417", listed) == ({}, EACH_LINE)
    assert read_taken_out("0500 why", listed)[1] == "Envelope 0500 is not on this docket."
    assert read_taken_out("", listed) == ({}, "")


def test_what_is_ready_stands_by_outcome_batch_and_question_and_names_nobody(office):
    presenter, _ = _desk(office)
    ready = presenter.screen.ready
    assert ready.heading == "36 determinations are ready; 3 envelopes want a ruling"
    assert [row.cells[0].text for row in ready.batches] == ["B0001"]
    assert (ready.card.number, len(ready.card.lines)) == (ready.cases[0].id, 3)
    papers = cases.sheet_of(office, ready.card.number).evidence.papers
    assert papers.last_name not in " ".join(ready.card.lines)
    assert waiting_by_desk(office)["board"] == 1
    assert waiting_by_desk(office)["release"] == 0


def test_a_docket_is_drawn_and_its_agenda_written(office, tmp_path):
    presenter, shell = _desk(office)
    presenter.ready.look_up()
    presenter.draw()
    assert shell.said_words == ["36 envelopes were looked up in the newest lists.", "Docket D0001 is drawn"]
    assert (presenter.screen.docket.id, presenter.screen.docket.vote) == ("D0001", "")
    assert presenter.screen.docket.why_not.startswith("The secretary enters the vote.")
    presenter.write_agenda(str(tmp_path / "agenda"), public=True)
    assert (tmp_path / "agenda.pdf").read_bytes().startswith(b"%PDF")
    presenter.write_agenda(str(tmp_path / "agenda"), public=True)
    assert presenter.screen.strip.what.startswith("Nothing was written")


def test_rulings_are_given_one_after_another_and_the_vote_recorded(voting):
    presenter, shell = voting
    first, second, third = (row.id for row in presenter.screen.form.cases)
    assert presenter.screen.form.case.number == first
    assert presenter.votes.rule("count")
    assert presenter.screen.form.case.number == second
    assert not presenter.votes.rule("in_part")
    presenter.votes.record({**WRITTEN, "hour": "9:00 AM"})
    assert second in presenter.screen.form.troubles["text"]
    presenter.votes.rule_contest(presenter.screen.form.contests[0].id)
    assert presenter.votes.rule("in_part")
    assert presenter.votes.rule("do_not_count")
    assert [row.cells[2] for row in presenter.screen.form.cases] == ["Count", "Count in part", "Do not count"]
    presenter.votes.record({**WRITTEN, "hour": "9:00 AM", "removed": ""})
    assert presenter.screen.form is None
    assert presenter.screen.strip.what == "Motion 2020-12: 4 for, 0 against, 1 abstained: carried"
    assert [row.cells[1] for row in presenter.screen.meetings] == ["2020-12"]
    assert third in " ".join(presenter.screen.motion)
    assert shell.said_words


def test_it_is_said_whether_the_motion_carries_while_it_is_written(voting):
    presenter, _ = voting
    assert presenter.screen.form.result == ""
    presenter.votes.write("in_favor", "2")
    assert presenter.screen.form.result == "The motion carries."
    presenter.votes.write("against", "2")
    assert presenter.screen.form.result == "The motion does not carry."


def test_a_ruling_is_taken_back(voting):
    presenter, _ = voting
    first = presenter.screen.form.case.number
    presenter.votes.rule("do_not_count")
    presenter.votes.look_at(first)
    presenter.votes.rule("none")
    assert presenter.screen.form.cases[0].cells[2] == ""


def test_a_refusal_leaves_what_was_written(voting, office):
    presenter, _ = voting
    cases.must(office.board.vote(office.board.dockets()[0], cases.vote("2020-12", 1, 3)))
    presenter.votes.record({**WRITTEN, "hour": "9:00 AM"})
    assert presenter.screen.strip.what == "Nothing was recorded"
    assert presenter.screen.form.written["number"] == "2020-12"


def test_a_vote_that_is_begun_is_put_back_and_let_go_once_another_window_has_voted(voting, office):
    presenter, _ = voting
    presenter.votes.write("number", "2020-12")
    presenter.votes.rule("count")
    begun = presenter.begun()
    again, _ = _desk(office)
    assert again.take_up(begun).stands
    assert again.screen.form.written["number"] == "2020-12"
    assert again.screen.form.cases[0].cells[2] == "Count"
    cases.must(office.board.vote(office.board.dockets()[0], cases.vote()))
    late, _ = _desk(office)
    assert not late.take_up(begun).stands


def test_certification_says_what_stands_in_the_way_and_who_may(office):
    presenter, _ = _desk(office)
    part = presenter.screen.certify
    assert part.troubles == (
        "36 approved determinations were not voted on.",
        "12 envelopes have no approved determination.",
        "31 ballots are not yet: opened.",
    )
    presenter.votes.begin_certify()
    assert presenter.screen.form.overrides
    presenter.votes.record({**WRITTEN, "hour": "9:00 AM", "override": ""})
    assert "3 things stand in the way" in presenter.screen.strip.why
    presenter.votes.record({**WRITTEN, "hour": "9:00 AM", "override": "What is held waits for its voters"})
    assert presenter.screen.certify.said.startswith("Certified by motion 2020-12")
    assert presenter.screen.ready.wants_reason
    presenter.ready.look_up()
    presenter.draw()
    assert "needs a reason" in presenter.screen.ready.troubles["reason"]
    cases.sign_in(office, cases.SECRETARY)
    secretary, _ = _desk(office)
    assert secretary.screen.certify.certify == ""


def test_the_steps_are_set_with_a_reason(office):
    presenter, _ = _desk(office)
    presenter.begin_steps()
    presenter.set_steps({"votes": "off", "style": "cast", "reason": ""})
    assert "needs a reason" in presenter.screen.steps.troubles["reason"]
    presenter.set_steps({"votes": "off", "style": "cast", "reason": "By local act"})
    assert presenter.screen.steps is None
    assert presenter.screen.says == "Approval is the legal act; the board does not vote"
    assert waiting_by_desk(office)["board"] == 0


def test_a_docket_of_which_nobody_knows_yet_is_not_said_to_be_unrecorded(office, monkeypatch):
    presenter, _shell = _desk(office)
    cases.must(office.looking_up.look_up(office.board.next_docket()))
    waits = Refusal("not_known", "It is not known yet whether your last act was recorded.")
    monkeypatch.setattr(office.board, "record_docket", lambda _drawn: waits)
    presenter.draw()
    strip = presenter.screen.strip
    assert (strip.what, strip.why) == ("Not known yet whether this was recorded", waits.words)


def test_an_office_without_a_secretary_is_told_who_is_missing(office):
    presenter, _ = _desk(office)
    assert presenter.screen.missing is None
    cases.must(office.people.change(cases.SECRETARY, frozenset({"observer"}), active=True))
    presenter.refresh()
    assert "the role of the secretary" in presenter.screen.missing.what


@pytest.fixture
def two_batches(tmp_path, tmp_path_factory):
    """Two approved batches; the supervisor is signed in."""
    made = cases.two_batches(tmp_path, tmp_path_factory)
    yield made
    made.close()


def test_batches_are_left_out_and_the_sums_and_the_docket_follow(two_batches):
    presenter, _ = _desk(two_batches)
    ready = presenter.screen.ready
    assert [row.cells[0].on for row in ready.batches] == [True, True]
    both = ready.figures
    presenter.ready.turn("B0002")
    ready = presenter.screen.ready
    assert [row.cells[0].on for row in ready.batches] == [True, False]
    assert ready.figures != both
    assert ready.chosen.startswith("Chosen: 1 of 2 batches")
    presenter.ready.look_up()
    presenter.draw()
    assert two_batches.board.dockets()[0].batches == ("B0001",)
    assert [(row.id, row.cells[0].on) for row in presenter.screen.ready.batches] == [("B0002", True)]


def test_all_are_left_out_and_chosen_again_and_nothing_chosen_offers_no_docket(two_batches):
    presenter, _ = _desk(two_batches)
    assert presenter.screen.ready.turn_all == "Leave all out"
    presenter.ready.turn_all()
    assert (presenter.screen.ready.draw, presenter.screen.ready.turn_all) == ("", "Choose all")
    presenter.ready.turn_all()
    assert presenter.screen.ready.draw == "Draw docket D0001"


def test_what_was_not_looked_up_is_not_drawn_and_the_screen_says_what_to_do(office):
    presenter, _ = _desk(office)
    assert "was not looked up again" in presenter.screen.ready.stale
    assert presenter.screen.ready.look_up == "Look up once more"
    presenter.draw()
    assert "Look it up first." in presenter.screen.ready.troubles["why"]
    assert office.board.dockets() == ()
    presenter.ready.look_up()
    assert (presenter.screen.ready.stale, presenter.screen.ready.look_up) == ("", "")
    presenter.draw()
    assert presenter.screen.docket.detail.endswith("Looked up once more: nothing was found that nobody knew.")


def test_a_supervisor_draws_it_all_the_same_with_a_public_reason_and_a_secretary_does_not(office):
    presenter, _ = _desk(office)
    presenter.draw("", "Ask the voter of registration 01234567")
    assert "Leave out numbers" in presenter.screen.ready.troubles["why"]
    cases.sign_in(office, cases.SECRETARY)
    secretary, _ = _desk(office)
    assert not secretary.screen.ready.goes_on
    secretary.draw("", "The state sends none")
    assert secretary.screen.strip.why == "Going on all the same is a supervisor's, with a reason."
    cases.sign_in(office, cases.SUPERVISOR)
    presenter.draw("", "The state sends none")
    assert "Drawn before it was looked up once more: The state sends none" in presenter.screen.docket.detail


def test_a_vote_from_a_paper_sheet_is_marked_as_entered_later(voting, office):
    presenter, _ = voting
    presenter.votes.record({**WRITTEN, "hour": "9:00 AM", "how": "later"})
    assert office.board.dockets()[0].vote.later
    assert "Entered later, from the paper of the meeting" in " ".join(presenter.screen.motion)


def test_the_form_of_a_vote_says_what_is_voted_on_and_how_far_the_rulings_are(voting, office):
    presenter, __ = voting
    form, docket = presenter.screen.form, office.board.dockets()[0]
    assert form.figures == figures(docket.outcomes, docket.reasons)
    assert form.so_far == "A ruling is entered on 0 of 3."
    presenter.votes.rule("count")
    assert presenter.screen.form.so_far == "A ruling is entered on 1 of 3."


def test_the_vote_on_a_docket_has_the_whole_width(voting, qtbot):
    presenter, __ = voting
    view = BoardView(presenter)
    qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    assert not view.ready.isVisible()
    assert not view.dockets.isVisible()
    qtbot.waitUntil(lambda: view.motion.width() > 1100)
    below, beside = view.motion.cases, view.motion.number
    assert beside.mapTo(view, beside.rect().topLeft()).x() > below.mapTo(view, below.rect().topRight()).x()
    presenter.back()
    assert view.ready.isVisible()
    assert view.dockets.isVisible()


def test_what_was_certified_and_amended_since_is_certified_again():
    vote = cases.vote("2020-3")
    assert str(certified_words(vote, [])) == "Certified by motion 2020-3, Thu Nov 5, 2020, 10:00 a.m."
    assert str(certified_words(vote, ["D0003"])).endswith("Docket D0003 has amended it since: it is certified again.")


# drawn beside the window


def test_a_docket_is_drawn_beside_the_window_and_nothing_else_is_begun_meanwhile(office):
    presenter, shell = _desk(office)
    presenter.ready.look_up()
    size, shell.waits = office.record.head().size, True
    presenter.draw()
    screen = presenter.screen
    assert screen.busy
    assert screen.ready.working is not None
    assert screen.ready.working.words == "Drawing docket D0001: checking signatures"
    assert (screen.ready.draw, screen.ready.look_up, screen.ready.turn_all) == ("", "", "")
    presenter.draw()
    presenter.ready.look_up()
    presenter.begin_steps()
    presenter.votes.begin_certify()
    assert (presenter.screen.steps, presenter.screen.form) == (None, None)
    presenter.set_steps({"votes": "off", "style": "cast", "reason": "why"})
    assert presenter.screen.strip == WHILE_DRAWN
    assert office.record.head().size == size
    shell.finish()
    assert (presenter.screen.docket.id, presenter.screen.busy, office.record.head().size) == ("D0001", False, size + 1)


def test_a_drawing_that_is_stopped_leaves_nothing(office):
    presenter, shell = _desk(office)
    presenter.ready.look_up()
    size, shell.waits = office.record.head().size, True
    presenter.draw()
    presenter.ready.stop()
    assert presenter.screen.strip.what == "The docket was not drawn"
    assert (shell.cancelled, presenter.screen.busy, presenter.screen.ready.draw) == (1, False, "Draw docket D0001")
    shell.finish()
    assert (office.record.head().size, office.board.dockets()) == (size, ())


def test_the_desk_shows_nothing_that_rests_on_every_envelope_before_these_are_read(office, monkeypatch):
    monkeypatch.setattr("adjudicator.office.behind.count.kept_envelopes.AT_ONCE", 10)
    assert (waiting_by_desk(office)["board"], waiting_by_desk(office)["release"]) == (1, 0), "by the counts alone"
    shell = cases.RecordingShell()
    shell.waits = True
    presenter = BoardPresenter(office, shell)
    assert presenter.screen.unread
    assert presenter.screen.reading.words == "Reading the envelopes"
    assert (presenter.screen.ready.batches, presenter.screen.certify.certify) == ((), "")
    shell.finish()
    assert not presenter.screen.unread
    assert presenter.screen.ready.heading == "36 determinations are ready; 3 envelopes want a ruling"
