"""Pictures of the Batches desk, as a reviewer and as a supervisor see it."""

from __future__ import annotations

from dataclasses import replace

from adjudicator.casework.acts.checking import SecondOpinion
from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.records.trouble import Refusal
from tests.desks import batches_cases as cases
from tests.pictures.at_a_desk import BY_COMMAND, DARK, LARGE, PLAIN, WIDE, framed, taken
from ui.desks.batches.presenter import BatchesPresenter
from ui.desks.batches.views.batches import BatchesView
from ui.envelope.panel import look_at
from ui.kit.window.frame import Frame

WIDE_DARK, NARROW = ((1920, 1080), "dark", 100), ((1000, 700), "light", 100)


SECONDS = cases.Seconds()


def _shown(office, qtbot) -> tuple[BatchesPresenter, Frame]:
    presenter = BatchesPresenter(office, cases.RecordingShell(), SECONDS)
    return presenter, framed(office, qtbot, "batches", BatchesView(presenter))


def _take(pictures, frame, name, *looks) -> None:
    taken(pictures, frame, "batches", name, *looks)


def test_a_supervisor_sees_the_groups_the_list_and_the_envelope(office, qtbot, pictures):
    cases.depart(office, cases.determined(office, "count_full")[0])
    batch = cases.close_batch(office)
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.enter(batch)
    presenter.look(cases.determined(office, "count_partial")[0])
    _take(pictures, frame, "open", PLAIN, LARGE, DARK, WIDE, WIDE_DARK, NARROW)


def test_returning_asks_for_the_reason_below_the_list(office, qtbot, pictures):
    batch = cases.close_batch(office)
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.enter(batch)
    presenter.look(cases.determined(office, "not_counted")[0])
    presenter.ask_return()
    _take(pictures, frame, "return", PLAIN, LARGE)


def test_a_reviewer_sees_what_can_be_closed(office, qtbot, pictures):
    cases.sign_in(office, cases.REVIEWER)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "to-close", DARK, PLAIN, LARGE)


def test_who_may_not_approve_sees_why_in_place_of_the_button(office, qtbot, pictures):
    batch = cases.close_batch(office)
    cases.sign_in(office, cases.REVIEWER)
    presenter, frame = _shown(office, qtbot)
    presenter.enter(batch)
    _take(pictures, frame, "why-not", PLAIN)


def test_a_supervisor_sees_the_questions_of_reviewers(office, qtbot, pictures):
    cases.refer(office, cases.determined(office, "count_full")[0])
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("questions")
    _take(pictures, frame, "questions", NARROW, PLAIN)


def test_an_approved_batch_leads_to_the_release(office, qtbot, pictures):
    batch = cases.close_batch(office)
    cases.approve_batch(office, batch)
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.enter(batch)
    _take(pictures, frame, "approved", PLAIN)
    presenter.leave_batch()
    _take(pictures, frame, "empty", PLAIN)


def test_departures_are_looked_at_and_then_confirmed(office, qtbot, pictures):
    looks = PLAIN, DARK, WIDE, LARGE
    departing = cases.determined(office, "count_full")[:2]
    for number in departing:
        cases.depart(office, number)
    batch = cases.close_batch(office)
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    _take(pictures, frame, "waiting-departs", *looks)
    presenter.enter(batch)
    presenter.look_at_next()
    presenter.approve()
    _take(pictures, frame, "departures-to-look-at", *looks)
    cases.look_at_all(presenter, SECONDS)
    presenter.approve()
    _take(pictures, frame, "departures-weighed", *looks)


def test_what_the_sources_said_stands_beside_an_answer_against_a_record(office, qtbot, pictures):
    number = cases.decide_against_a_record(office)
    batch = cases.close_batch(office)
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.enter(batch)
    presenter.look(number)
    _take(pictures, frame, "against-a-record", PLAIN, DARK, LARGE)


def test_an_elector_of_another_name_is_looked_at_before_the_batch_is_approved(office, qtbot, pictures):
    looks = PLAIN, DARK, LARGE
    number = cases.determined(office, "count_full")[-1]
    cases.take_another_name(office, number)
    batch = cases.close_batch(office)
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.enter(batch)
    _take(pictures, frame, "another-name", *looks)
    cases.look_at_all(presenter, SECONDS)
    presenter.approve()
    _take(pictures, frame, "another-name-weighed", *looks)


def test_what_is_not_known_and_what_was_decided_otherwise_stand_beside_it(office, qtbot, pictures, monkeypatch):
    number = cases.determined(office, "count_full")[0]
    cases.sign_in(office, cases.SUPERVISOR)
    assert not isinstance(office.second.set_percent(100, "The board wishes it"), Refusal)
    batch = cases.close_batch(office)
    cases.sign_in(office, cases.OTHER)
    for drawn in office.second.waiting():
        outcome = "not_counted" if drawn.envelope == number else "held"
        opinion = SecondOpinion(outcome, (), "The birth date is that of the father")
        assert not isinstance(office.second.check(drawn.envelope, opinion), Refusal)
    cases.sign_in(office, cases.SUPERVISOR)
    words = "NOT KNOWN: voter, oath, time"
    monkeypatch.setattr("ui.desks.batches.open.look_at", lambda *asked: replace(look_at(*asked), not_known=words))
    presenter, frame = _shown(office, qtbot)
    presenter.enter(batch)
    presenter.look(number)
    _take(pictures, frame, "not-known", PLAIN, DARK, WIDE, LARGE)


def test_a_second_decision_is_made_from_the_papers(office, qtbot, pictures):
    looks = PLAIN, DARK, WIDE, LARGE
    cases.sign_in(office, cases.SUPERVISOR)
    assert not isinstance(office.second.set_percent(10, "The board wishes it"), Refusal)
    cases.close_batch(office)
    cases.sign_in(office, cases.OTHER)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("again")
    _take(pictures, frame, "again", *looks)
    presenter.ask_answer()
    _take(pictures, frame, "again-asked", *looks)
    presenter.answer("", "count_partial")
    _take(pictures, frame, "again-contests", *looks)


def test_lists_of_batches_show_their_steps(office, qtbot, pictures):
    looks = PLAIN, DARK, WIDE, LARGE
    cases.depart(office, cases.determined(office, "count_full")[0])
    batch = cases.close_batch(office)
    cases.sign_in(office, cases.SUPERVISOR)
    number = cases.determined(office, "not_counted")[0]
    assert not isinstance(office.batches.give_back(office.batches.batch(batch), [number], "Look again"), Refusal)
    cases.approve_batch(office, batch)
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("decided")
    _take(pictures, frame, "steps", *looks)
    presenter.turn_to("mine")
    _take(pictures, frame, "mine-empty", *looks)


def test_what_is_said_to_be_entered_by_mistake_stands_with_its_envelope(office, qtbot, pictures):
    looks = PLAIN, DARK, LARGE, NARROW
    number, other = cases.determined(office, "count_full")[:2]
    cases.sign_in(office, cases.REVIEWER)
    said = SaidMistake("same_as", "The line stands twice on page 3 of the list", other)
    assert not isinstance(office.mistakes.ask(number, said), Refusal)
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("mistakes")
    _take(pictures, frame, "mistakes", *looks)
    presenter.open_row(number)
    _take(pictures, frame, "mistakes-answer", *looks)


def test_approved_batches_stand_with_the_signs_of_their_steps(office, qtbot, pictures):
    cases.sign_in(office, cases.SUPERVISOR)
    office.board.set_steps("before", "cast", "Georgia's way")
    cases.approve_batch(office, cases.close_batch(office))
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("decided")
    _take(pictures, frame, "decided", PLAIN, WIDE, DARK, LARGE)


@BY_COMMAND
def test_after_the_last_second_decision_nothing_waits(office, qtbot, pictures):
    cases.sign_in(office, cases.SUPERVISOR)
    assert not isinstance(office.second.set_percent(10, "The board wishes it"), Refusal)
    cases.close_batch(office)
    cases.sign_in(office, cases.OTHER)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("again")
    while presenter.screen.rows:
        presenter.ask_answer()
        presenter.answer("", "not_counted")
    _take(pictures, frame, "again-done", PLAIN)


@BY_COMMAND
def test_what_was_entered_by_mistake_is_answered(office, qtbot, pictures):
    number, other = cases.determined(office, "count_full")[:2]
    cases.sign_in(office, cases.REVIEWER)
    said = SaidMistake("same_as", "The line stands twice on page 3 of the list", other)
    assert not isinstance(office.mistakes.ask(number, said), Refusal)
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("mistakes")
    presenter.open_row(number)
    presenter.answer("", "")
    _take(pictures, frame, "mistakes-no-choice", PLAIN)
    presenter.answer("", "agree")
    _take(pictures, frame, "mistakes-answered", PLAIN)


@BY_COMMAND
def test_a_batch_that_was_sent_back_is_seen_by_who_closed_it(office, qtbot, pictures):
    batch = cases.close_batch(office)
    cases.sign_in(office, cases.SUPERVISOR)
    numbers = cases.determined(office, "not_counted")
    why = "The roll of 4 November has another day of registration for these; look at the document again"
    assert not isinstance(office.batches.give_back(office.batches.batch(batch), numbers, why), Refusal)
    cases.sign_in(office, cases.REVIEWER)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("returned")
    _take(pictures, frame, "came-back", PLAIN)
    presenter.turn_to("mine")
    _take(pictures, frame, "mine-sent-back", PLAIN)
