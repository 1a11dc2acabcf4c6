"""Second decisions at the Batches desk: blind, by keyboard, and what becomes of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from adjudicator.records.trouble import Refusal
from tests.desks import batches_cases as cases
from ui.desks.batches.asking import chosen_out
from ui.desks.batches.presenter import BatchesPresenter
from ui.desks.batches.views.batches import BatchesView
from ui.desks.overview.presenter import OverviewPresenter
from ui.envelope.screen import NO_ENVELOPE
from ui.shared.frame_words import waiting_by_desk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def worked(tmp_path, tmp_path_factory):
    """A batch of which a tenth is decided a second time."""
    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    cases.sign_in(made, cases.SUPERVISOR)
    assert not isinstance(made.second.set_percent(10, "The board wishes it"), Refusal)
    cases.close_batch(made)
    yield made
    made.close()


def _at(office, person) -> BatchesPresenter:
    cases.sign_in(office, person)
    presenter = BatchesPresenter(office, cases.RecordingShell(), cases.Seconds())
    presenter.turn_to("again")
    return presenter


def first_outcome(office, number):
    return office._room.log.folded_envelope(number).determination


def test_another_reviewer_finds_what_is_drawn_without_what_was_decided(worked):
    presenter = _at(worked, cases.OTHER)
    screen = presenter.screen
    assert [row.id for row in screen.rows] == list(worked.batches.view(worked.batches.batches()[0]).second)
    assert screen.asked.number == screen.rows[0].id
    assert screen.asked.headline == "To be decided a second time"
    assert (screen.asked.outcome, screen.asked.recorded, screen.asked.contests, screen.asked.history) == (
        "undecided", "", (), (),
    )  # fmt: skip
    assert any(line.label == "Name as written" for line in screen.asked.voter)
    assert screen.asked.facts
    assert screen.answer == f"Decide envelope {screen.rows[0].id}"


def test_who_determined_finds_nothing_and_a_supervisor_has_no_such_section(worked):
    assert _at(worked, cases.REVIEWER).screen.rows == ()
    assert "again" not in [tab.id for tab in _at(worked, cases.SUPERVISOR).screen.tabs]


def test_all_drawn_are_decided_and_then_the_batch_can_be_approved(worked):
    presenter = _at(worked, cases.OTHER)
    for row in presenter.screen.rows:
        found = first_outcome(worked, row.id)
        presenter.ask_answer(row.id)
        presenter.answer("", found.outcome)
        if found.outcome == "count_partial":
            contests = worked.second.contests(row.id)
            out = [str(place) for place, contest in enumerate(contests, 1) if contest in found.not_counted]
            assert presenter.screen.ask.kind == "check_contests"
            presenter.answer("twelve")
            assert presenter.screen.strip.why == "Write numbers of the list, such as 3, 7, 12."
            presenter.answer(", ".join(out))
        assert presenter.screen.ask is None
    assert presenter.screen.rows == ()
    batch = worked.batches.batches()[0]
    assert all(check.agrees for check in batch.checks.values())
    cases.sign_in(worked, cases.SUPERVISOR)
    seconds = cases.Seconds()
    approver = BatchesPresenter(worked, cases.RecordingShell(), seconds)
    approver.enter(batch.id)
    assert approver.screen.open.why_not == ""
    cases.look_at_all(approver, seconds)
    approver.approve()
    assert worked.batches.batch(batch.id).status == "approved"


def test_a_half_made_second_decision_comes_back_without_the_first(worked):
    presenter = _at(worked, cases.OTHER)
    number = presenter.screen.rows[1].id
    presenter.ask_answer(number)
    assert presenter.begun() is None, "nothing is written or chosen yet"
    presenter.chose("not_counted")
    presenter.typed("The oath is ano")
    begun = presenter.begun()
    assert set(begun) == {"kind", "envelopes", "words", "batch", "choice"}
    later = _at(worked, cases.OTHER)
    later.turn_to("mine")
    assert later.take_up(begun).stands
    screen = later.screen
    assert (screen.section, screen.asked.number, screen.asked.recorded) == ("again", number, "")
    assert (screen.ask.kind, screen.ask.written, screen.ask.chosen) == ("check", "The oath is ano", "not_counted")
    later.answer("The oath is another's", "not_counted")
    assert later.begun() is None
    gone = _at(worked, cases.OTHER).take_up(begun)
    assert not gone.stands
    assert gone.notice.why == "You had chosen: not counted. You had written: “The oath is ano”"


def test_the_contests_of_a_second_decision_come_back_with_what_was_written_before(worked):
    presenter = _at(worked, cases.OTHER)
    number = presenter.screen.rows[0].id
    presenter.ask_answer(number)
    presenter.answer("Another precinct", "count_partial")
    presenter.typed("2, ")
    begun = presenter.begun()
    later = _at(worked, cases.OTHER)
    assert later.take_up(begun).stands
    assert (later.screen.ask.kind, later.screen.ask.written) == ("check_contests", "2, ")
    later.answer("2")
    batch = worked.batches.batches()[0]
    check = batch.checks[number]
    assert check.outcome == "count_partial"
    assert worked.review.reason_of(check.note) == "Another precinct"


def test_nobody_takes_up_a_second_decision_that_is_not_theirs_to_make(worked):
    presenter = _at(worked, cases.OTHER)
    presenter.ask_answer(presenter.screen.rows[0].id)
    presenter.chose("held")
    begun = presenter.begun()
    first = _at(worked, cases.REVIEWER).take_up(begun)
    assert not first.stands
    assert "is not yours to decide a second time any more" in first.notice.what


def test_a_batch_that_waits_for_second_decisions_says_so_and_can_be_looked_through_meanwhile(worked):
    seconds = cases.Seconds()
    cases.sign_in(worked, cases.SUPERVISOR)
    presenter = BatchesPresenter(worked, cases.RecordingShell(), seconds)
    presenter.enter("B0001")
    opened = presenter.screen.open
    assert "still have to be decided a second time" in opened.why_not
    assert opened.approve == ""
    assert opened.to_look is not None
    cases.look_at_all(presenter, seconds)
    assert not worked.batches.left_to_look_at(worked.batches.batch("B0001"))
    assert any(step.words.startswith("decided twice 0 of ") for step in presenter.screen.open.steps)


def test_what_was_decided_otherwise_is_weighed_before_it_is_approved(worked):
    presenter = _at(worked, cases.OTHER)
    numbers = [row.id for row in presenter.screen.rows]
    for number in numbers:
        presenter.ask_answer(number)
        presenter.answer("The oath is another's", "held")
    cases.sign_in(worked, cases.SUPERVISOR)
    seconds = cases.Seconds()
    approver = BatchesPresenter(worked, cases.RecordingShell(), seconds)
    approver.enter("B0001")
    cases.look_at_all(approver, seconds)
    approver.approve()
    assert approver.screen.ask.lines[0].endswith("held (Theo Nakamura) the second time")
    approver.answer("")
    assert worked.batches.batch("B0001").status == "approved"


@pytest.mark.parametrize(
    ("words", "counted"),
    [("2", ("a", "c")), ("1, 3", ("b",)), ("3 1", ("b",)), ("4", None), ("0", None), ("", None), ("two", None)],
)
def test_contests_that_do_not_count_are_written_by_their_numbers(words, counted):
    assert chosen_out(words, ("a", "b", "c")) == counted


def test_the_window_closed_over_a_second_decision_shows_its_answer_taken(qtbot, worked):
    cases.sign_in(worked, cases.OTHER)
    presenter = BatchesPresenter(worked, cases.RecordingShell(), cases.Seconds())
    view = BatchesView(presenter)
    qtbot.addWidget(view)
    view.show()
    presenter.turn_to("again")
    presenter.ask_answer()
    view.ask.question._choices.press("3")
    begun = presenter.begun()
    assert begun["choice"] == "not_counted"
    presenter.cancel()
    presenter.take_up(begun)
    question = view.ask.question
    assert [button.choice.value for button in question._choices._buttons if button.isChecked()] == ["not_counted"]
    assert question._accept.isEnabled()


def test_a_second_decision_by_keyboard_alone(qtbot, worked):
    cases.sign_in(worked, cases.OTHER)
    view = BatchesView(BatchesPresenter(worked, cases.RecordingShell(), cases.Seconds()))
    view.resize(1080, 720)
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
    view._presenter.turn_to("again")
    view.table.focus_list()
    before = len(view._presenter.screen.rows)

    def press(key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    number = view._presenter.screen.rows[0].id
    press(Qt.Key.Key_A)
    assert view.ask.isVisible()
    assert not view.ask.question._accept.isEnabled()
    press(Qt.Key.Key_4)
    assert view.ask.question._accept.isEnabled()
    press(Qt.Key.Key_Return, CTRL)
    assert worked.batches.batches()[0].checks[number].outcome == "held"
    assert len(view._presenter.screen.rows) == before - 1


def test_who_decides_again_reads_neither_on_the_overview_nor_in_the_open_batch_what_was_decided(worked):
    presenter = _at(worked, cases.OTHER)
    number = presenter.screen.rows[0].id
    presenter.open_batch("B0001")
    row = next(row for row in presenter.screen.open.rows if row.id == number)
    assert (row.cells[1].outcome, str(row.cells[1].words), row.cells[3]) == (
        "undecided", "Shown after your second decision", "",
    )  # fmt: skip
    assert "Shown after your second decision" in [str(group.title) for group in presenter.screen.open.groups]
    presenter.look(number)
    assert presenter.screen.open.panel.outcome == NO_ENVELOPE.outcome
    overview = OverviewPresenter(worked, cases.RecordingShell())
    overview.find(number)
    (row,) = overview.screen.envelopes.rows
    assert str(row.cells[3].words) == "Shown after your second decision"


def test_the_rail_counts_them_for_whom_they_wait(office):
    for person, waiting in ((cases.OTHER, len(_at(office, cases.OTHER).screen.rows)), (cases.REVIEWER, 0)):
        cases.sign_in(office, person)
        assert waiting_by_desk(office)["batches"] == waiting


def test_the_contests_stand_apart_as_their_numbers_are_written(worked):
    presenter = _at(worked, cases.OTHER)
    presenter.ask_answer(presenter.screen.rows[0].id)
    presenter.answer("", "count_partial")
    (all_of_them,) = presenter.screen.ask.contests
    assert (all_of_them.state, all_of_them.contests[1].title[:3]) == ("open", "2. ")
    presenter.typed("2, 5")
    out, counts = presenter.screen.ask.contests
    assert [line.title[:2] for line in out.contests] == ["2.", "5."]
    assert len(counts.contests) == len(all_of_them.contests) - 2
    assert (out.heading, counts.state) == ("Does not count (2)", "counts")
    presenter.typed("2, 5, all")
    assert presenter.screen.ask.contests == (all_of_them,)
