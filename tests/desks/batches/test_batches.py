"""The Batches desk without a window: what each person sees and can do."""

from __future__ import annotations

import pytest

from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.casework.record.entry import Secret
from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal
from tests.desks import batches_cases as cases
from ui.desks.batches.presenter import BatchesPresenter
from ui.envelope.panel import look_at
from ui.parts import OutcomeCell


@pytest.fixture
def worked(tmp_path, tmp_path_factory):
    """A case in which one reviewer has determined every envelope."""
    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    yield made
    made.close()


def _at(office: Office, person: str, seconds: cases.Seconds | None = None) -> BatchesPresenter:
    cases.sign_in(office, person)
    return BatchesPresenter(office, cases.RecordingShell(), seconds or cases.Seconds())


def _opened(office: Office, person: str = cases.SUPERVISOR, seconds: cases.Seconds | None = None) -> BatchesPresenter:
    batch = cases.close_batch(office)
    presenter = _at(office, person, seconds)
    presenter.enter(batch)
    return presenter


def _looked_through(office: Office) -> BatchesPresenter:
    """A supervisor who has looked at everything in the batch that has to be looked at."""
    seconds = cases.Seconds()
    presenter = _opened(office, seconds=seconds)
    cases.look_at_all(presenter, seconds)
    return presenter


def _shell(presenter: BatchesPresenter):
    return presenter._shell


# a reviewer


def test_a_reviewer_sees_what_can_be_closed_with_its_outcomes(worked):
    screen = _at(worked, cases.REVIEWER).screen
    closable = len(worked.batches.closable())
    assert [tab.id for tab in screen.tabs] == ["to_close", "returned", "mine"]
    assert screen.close == f"Close batch with {closable} envelopes"
    assert sum(each.count for each in screen.slices) == len(screen.rows) == closable


def test_a_held_envelope_cannot_be_closed(worked):
    held = cases.determined(worked, "held")
    assert held
    assert not {row.id for row in _at(worked, cases.REVIEWER).screen.rows} & set(held)


def test_closing_makes_a_batch_of_everything_and_says_so(worked):
    presenter = _at(worked, cases.REVIEWER)
    closed = len(presenter.screen.rows)
    presenter.close_batch()
    assert presenter.screen.section == "mine"
    assert presenter.screen.rows[0].cells[0] == "B0001"
    assert presenter.screen.rows[0].cells[1].words == f"closed {closed}, looked at, approved, opened, in the count"
    assert presenter.screen.rows[0].cells[4] == "waits for approval"
    assert _shell(presenter).said_words == [
        f"Batch B0001 closed with {closed} envelopes. It waits for another person's approval"
    ]
    assert worked.batches.closable() == ()


def test_a_reviewer_with_nothing_to_close_is_offered_no_button(worked):
    screen = _at(worked, cases.OTHER).screen
    assert screen.rows == ()
    assert screen.close == ""


def test_closing_with_nothing_left_is_refused_in_words(worked):
    presenter = _at(worked, cases.OTHER)
    presenter.close_batch()
    assert presenter.screen.strip is not None
    assert presenter.screen.strip.what == "The batch was not closed"
    assert presenter.screen.strip.why


def test_a_reviewer_opens_a_row_at_the_review_desk(worked):
    presenter = _at(worked, cases.REVIEWER)
    number = presenter.screen.rows[0].id
    presenter.open_row(number)
    assert _shell(presenter).went == [("review", number)]


def test_a_reviewer_sees_why_approving_is_not_open(worked):
    opened = _opened(worked, cases.REVIEWER).screen.open
    assert opened is not None
    assert opened.approve == opened.give_back == opened.reopen == ""
    assert opened.why_not == "A supervisor approves. Your roles do not allow this (clerk, reviewer)."


# a supervisor looks


def test_a_supervisor_sees_the_batches_that_wait_with_their_outcomes(worked):
    cases.close_batch(worked)
    screen = _at(worked, cases.SUPERVISOR).screen
    assert [tab.id for tab in screen.tabs] == [
        "waiting", "questions", "mistakes", "decided", "to_close", "returned", "mine",
    ]  # fmt: skip
    cells = screen.rows[0].cells
    assert cells[:2] == ("B0001", "Rosa Whitfield")
    assert f"{len(cases.determined(worked, 'not_counted'))} not counted" in cells[5]
    assert cells[6] == ""


def test_identical_cases_stand_together_and_what_is_not_counted_first(worked):
    opened = _opened(worked).screen.open
    assert opened is not None
    groups = opened.groups
    assert groups[0].title == "All envelopes"
    assert groups[0].count == sum(group.count for group in groups[1:])
    outcomes = [group.outcome for group in groups[1:]]
    assert outcomes[0] == "not_counted"
    assert outcomes == sorted(outcomes, key=["not_counted", "count_partial", "count_full"].index)
    assert len({group.id for group in groups}) == len(groups)


def test_choosing_a_group_shows_its_envelopes_only(worked):
    presenter = _opened(worked)
    group = presenter.screen.open.groups[1]
    presenter.show_group(group.id)
    opened = presenter.screen.open
    assert len(opened.rows) == group.count
    outcomes = {cell.outcome for row in opened.rows for cell in row.cells if isinstance(cell, OutcomeCell)}
    assert outcomes == {group.outcome}
    assert opened.current == opened.rows[0].id


def test_what_a_person_brought_before_them_counts_after_three_seconds_and_nothing_else(worked):
    seconds = cases.Seconds()
    presenter = _opened(worked, seconds=seconds)
    first = presenter.screen.open
    left = worked.batches.left_to_look_at(worked.batches.batch("B0001"))
    seconds.now += 60
    assert presenter.stayed() == 0
    assert (first.front, first.to_look.done, first.to_look.of) == ("", 0, len(left))
    presenter.look(left[0])
    assert presenter.screen.open.front
    seconds.now += 2
    assert presenter.stayed() == pytest.approx(1)
    presenter.look(left[1])
    seconds.now += 2
    assert presenter.stayed() == pytest.approx(1)
    assert presenter.screen.open.to_look.done == 0
    seconds.now += 1
    assert presenter.stayed() == 0
    assert presenter.screen.open.to_look.done == 1
    assert {row.id: row.cells[2] for row in presenter.screen.open.rows}[left[1]] == "looked at"
    assert {row.id: row.cells[2] for row in presenter.screen.open.rows}[left[0]] == "to look at"


def test_what_comes_before_a_person_on_its_own_is_not_looked_at(worked):
    seconds = cases.Seconds()
    presenter = _opened(worked, seconds=seconds)
    left = worked.batches.left_to_look_at(worked.batches.batch("B0001"))
    presenter.look(left[0], by_hand=False)
    seconds.now += 60
    assert presenter.stayed() == 0
    presenter.look(left[1])
    presenter.ask_return()
    presenter.answer("The date is another")
    seconds.now += 60
    presenter.stayed()
    presenter.look(left[2])
    presenter.put_away()
    seconds.now += 60
    presenter.stayed()
    assert presenter.screen.open.to_look.done == 0


def test_the_bar_says_how_many_are_left_and_why(worked):
    presenter = _opened(worked)
    batch = worked.batches.batch("B0001")
    not_counted = len(cases.determined(worked, "not_counted"))
    left = len(worked.batches.left_to_look_at(batch))
    assert presenter.screen.open.to_look.words == (
        f"Before you approve, look at {left} more envelopes: {not_counted} not counted, {left - not_counted} drawn. "
        "Each counts after three seconds on the screen"
    )
    assert presenter.screen.open.not_alive == presenter.screen.open.to_look.words
    assert sum("to_look" in row.tags for row in presenter.screen.open.rows) == left
    assert {chip.tag: chip.count for chip in presenter.screen.open.filters}["to_look"] == left


def test_looking_at_the_next_goes_through_what_is_not_counted_first_and_round(worked):
    seconds = cases.Seconds()
    presenter = _opened(worked, seconds=seconds)
    not_counted = set(cases.determined(worked, "not_counted"))
    left = worked.batches.left_to_look_at(worked.batches.batch("B0001"))
    shown = []
    for _ in left:
        presenter.look_at_next()
        shown.append(presenter.screen.open.current)
    assert set(shown[: len(not_counted)]) == not_counted
    assert set(shown) == set(left)
    presenter.look_at_next()
    assert presenter.screen.open.current == shown[0]
    cases.look_at_all(presenter, seconds)
    assert not presenter.screen.open.next_unseen
    assert presenter.screen.open.to_look.words == "Everything that has to be looked at was looked at"
    assert [step.words for step in presenter.screen.open.steps][1] == f"looked at {len(left)} of {len(left)}"


def test_enter_brings_the_current_envelope_before_the_person_and_then_the_next(worked):
    seconds = cases.Seconds()
    presenter = _opened(worked, seconds=seconds)
    current = next(row.id for row in presenter.screen.open.rows if "to_look" in row.tags)
    presenter.look(current, by_hand=False)
    presenter.go_on(current)
    assert presenter.screen.open.current == current
    seconds.now += 3
    presenter.stayed()
    presenter.go_on(current)
    assert presenter.screen.open.current != current


def test_a_reviewer_who_looks_through_a_batch_counts_for_nothing(worked):
    seconds = cases.Seconds()
    presenter = _opened(worked, cases.REVIEWER, seconds=seconds)
    assert presenter.screen.open.to_look is None
    presenter.look(presenter.screen.open.rows[3].id)
    seconds.now += 60
    presenter.stayed()
    assert {row.cells[2] for row in presenter.screen.open.rows} == {""}
    assert {group.looked for group in presenter.screen.open.groups} == {""}


def test_a_departure_from_the_recommendation_is_marked_with_its_reason(worked):
    number = cases.determined(worked, "count_full")[0]
    cases.depart(worked, number)
    presenter = _opened(worked)
    presenter.look(number)
    panel = presenter.screen.open.panel
    assert panel.departure is not None
    assert panel.departure.why == "Recommended: count in full. The reason given:"
    assert panel.departure_words == "The two birth dates cannot be of one person"
    row = next(row for row in presenter.screen.open.rows if row.id == number)
    assert "departs" in row.tags
    assert any("Departs from the recommendation" in group.detail for group in presenter.screen.open.groups)


# a supervisor acts


def test_approving_leads_on_to_the_release(worked):
    presenter = _looked_through(worked)
    assert presenter.screen.open.not_alive == ""
    total = len(presenter.screen.open.rows)
    assert presenter.screen.open.approve == f"Approve {total} envelopes"
    presenter.approve()
    screen = presenter.screen
    assert _shell(presenter).said_words[-1] == f"Batch B0001: {total} envelopes approved, not yet released"
    assert screen.nag is not None
    assert screen.nag.what == f"{total} approved, not yet released"
    assert screen.open.approve == ""
    presenter.to_release()
    assert _shell(presenter).went == [("release", "")]


def test_nothing_is_approved_before_what_has_to_be_looked_at_was_looked_at(worked):
    presenter = _opened(worked)
    left = len(worked.batches.left_to_look_at(worked.batches.batch("B0001")))
    presenter.approve()
    assert worked.batches.batch("B0001").status == "waiting"
    assert presenter.screen.strip.why == (
        f"{left} envelopes of batch B0001 still have to be looked at before it is approved."
    )


def test_an_approved_batch_says_what_was_looked_at(worked):
    presenter = _looked_through(worked)
    done = len(worked.batches.to_look_at(worked.batches.batch("B0001")))
    many = len(presenter.screen.open.rows)
    presenter.approve()
    words = [step.words for step in presenter.screen.open.steps]
    to_open = sum(row.cells[1].outcome != "not_counted" for row in presenter.screen.open.rows)
    assert words == [
        f"closed {many}",
        f"looked at {done}",
        f"approved {many}",
        f"opened 0 of {to_open}",
        "in the count",
    ]
    assert [step.state for step in presenter.screen.open.steps] == ["done", "done", "done", "ahead", "ahead"]


def test_a_batch_with_determinations_of_ones_own_names_them_in_place_of_the_button(worked):
    number = cases.determined(worked, "count_full")[0]
    cases.depart(worked, number, cases.BOTH)
    batch = cases.close_batch(worked, cases.BOTH)
    presenter = _at(worked, cases.BOTH)
    presenter.enter(batch)
    assert presenter.screen.open.approve == ""
    assert presenter.screen.open.why_not == (
        f"Batch {batch} contains 1 determination of your own. Another supervisor has to approve it."
    )
    presenter.approve()
    assert presenter.screen.strip is not None
    assert worked.batches.batch(batch).status == "waiting"


def test_a_returned_envelope_leaves_and_the_rest_can_be_approved(worked):
    seconds = cases.Seconds()
    presenter = _opened(worked, seconds=seconds)
    number = cases.determined(worked, "not_counted")[0]
    total = len(presenter.screen.open.rows)
    presenter.look(number)
    presenter.ask_return()
    assert presenter.screen.ask.accept == f"Return envelope {number}"
    presenter.answer("The postmark on the application is 5 October")
    assert presenter.screen.ask is None
    assert number not in {row.id for row in presenter.screen.open.rows}
    assert presenter.screen.open.approve == f"Approve {total - 1} envelopes"
    cases.look_at_all(presenter, seconds)
    presenter.approve()
    assert worked.batches.batch("B0001").status == "approved"


def test_the_reviewer_finds_what_was_returned_with_the_reason(worked):
    presenter = _opened(worked)
    number = presenter.screen.open.current
    presenter.ask_return()
    presenter.answer("Look at the second page")
    back = _at(worked, cases.REVIEWER)
    back.turn_to("returned")
    cells = back.screen.rows[0].cells
    assert cells[0] == number
    assert cells[1] == "June Bellamy"
    assert cells[3] == "Look at the second page"
    back.open_row(number)
    assert _shell(back).went == [("review", number)]


def test_several_marked_envelopes_are_returned_together(worked):
    presenter = _opened(worked)
    numbers = [row.id for row in presenter.screen.open.rows[:3]]
    for number in numbers:
        presenter.look(number)
        presenter.mark()
    presenter.look(presenter.screen.open.rows[7].id)
    assert presenter.screen.open.give_back == "Return 3 envelopes"
    presenter.ask_return()
    presenter.answer("All three are of one household")
    assert not {row.id for row in presenter.screen.open.rows} & set(numbers)
    assert set(worked.batches.batch("B0001").returned) == set(numbers)


def test_a_mark_can_be_taken_off(worked):
    presenter = _opened(worked)
    presenter.mark()
    assert presenter.screen.open.mark == "Take the mark off"
    assert presenter.screen.open.rows[0].cells[2] == "to return"
    presenter.mark()
    assert presenter.screen.open.mark == "Mark to return"


def test_a_whole_batch_can_be_returned(worked):
    presenter = _opened(worked)
    numbers = {row.id for row in presenter.screen.open.rows}
    presenter.ask_return_all()
    presenter.answer("Done under the wrong rules")
    batch = worked.batches.batch("B0001")
    assert batch.status == "returned"
    assert {row.id for row in presenter.screen.open.rows} == numbers
    assert {row.cells[2] for row in presenter.screen.open.rows} == {"returned"}
    assert presenter.screen.open.approve == presenter.screen.open.give_back == ""


def test_nothing_is_returned_without_a_reason(worked):
    presenter = _opened(worked)
    presenter.ask_return()
    presenter.answer("  ")
    assert presenter.screen.ask is not None
    assert presenter.screen.strip.what == "Nothing was returned"
    assert not worked.batches.batch("B0001").returned


def test_a_batch_that_changed_meanwhile_is_not_approved_as_it_was_seen(worked):
    presenter = _opened(worked)
    number = presenter.screen.open.rows[0].id
    batch = worked.batches.batch("B0001")
    assert not isinstance(worked.batches.give_back(batch, [number], "Seen at another station"), Refusal)
    presenter.approve()
    assert presenter.screen.strip is not None
    assert worked.batches.batch("B0001").status == "waiting"
    assert number not in {row.id for row in presenter.screen.open.rows}


def test_a_supervisor_reopens_an_approved_envelope_with_a_reason(worked):
    cases.approve_batch(worked, cases.close_batch(worked))
    presenter = _at(worked, cases.SUPERVISOR)
    presenter.enter("B0001")
    number = presenter.screen.open.current
    assert presenter.screen.open.reopen == f"Reopen envelope {number}"
    presenter.ask_reopen()
    presenter.answer("The roll of 4 November has the voter in another portion")
    opened = presenter.screen.open
    assert opened.reopen == ""
    assert opened.rows[0].cells[2] == "reopened"
    assert opened.panel.came_back is not None
    assert opened.panel.came_back_words == "The roll of 4 November has the voter in another portion"


def test_whoever_reopens_a_released_envelope_is_told_to_tell_the_tabulation_room(worked, tmp_path):
    cases.approve_batch(worked, cases.close_batch(worked))
    cases.sign_in(worked, cases.SUPERVISOR)
    shell = cases.RecordingShell()
    presenter = BatchesPresenter(worked, shell)
    worked.releases.release(tmp_path / "out")
    presenter.enter("B0001")
    number = presenter.screen.open.current
    presenter.ask_reopen()
    words = f"Envelope {number} is in R0001: tell the tabulation room, which still holds it"
    assert presenter.screen.ask.lines == (words,)
    presenter.answer("The roll of 4 November has the voter in another portion")
    assert shell.said_words[-1] == f"Envelope {number} reopened: it is to do again. {words}"
    assert presenter.screen.open.rows[0].cells[2] == "in R0001, open again"


def test_a_reviewer_cannot_reopen_what_was_approved(worked):
    cases.approve_batch(worked, cases.close_batch(worked))
    presenter = _at(worked, cases.REVIEWER)
    presenter.enter("B0001")
    assert presenter.screen.open.reopen == ""
    presenter.ask_reopen()
    assert presenter.screen.ask is None


# questions


def test_a_supervisor_answers_the_question_of_a_reviewer(worked):
    number = cases.determined(worked, "count_full")[0]
    cases.refer(worked, number)
    presenter = _at(worked, cases.SUPERVISOR)
    presenter.turn_to("questions")
    assert presenter.screen.rows[0].cells[1] == "Rosa Whitfield"
    assert presenter.screen.rows[0].cells[3] == "Is this the father or the son?"
    assert (presenter.screen.asked.number, presenter.screen.asked.headline) == (number, "With a supervisor")
    assert presenter.screen.asked.came_back_words == "Is this the father or the son?"
    presenter.open_row(number)
    presenter.answer("The son: the middle names differ")
    assert presenter.screen.rows == ()
    assert presenter.screen.answer == ""
    back = _at(worked, cases.REVIEWER)
    back.turn_to("returned")
    assert back.screen.rows[0].cells[3] == "The son: the middle names differ"


def test_a_supervisor_answers_what_is_said_to_be_entered_by_mistake(worked):
    number, other = cases.determined(worked, "count_full")[:2]
    cases.sign_in(worked, cases.REVIEWER)
    assert isinstance(worked.mistakes.ask(number, SaidMistake("same_as", "Typed twice", other)), Done)
    presenter = _at(worked, cases.SUPERVISOR)
    presenter.turn_to("mistakes")
    row = presenter.screen.rows[0]
    assert row.cells[:3] == (number, f"The same as {other}", "Rosa Whitfield")
    assert "Rosa Whitfield says" in presenter.screen.asked.came_back.what
    presenter.open_row(number)
    presenter.answer("", "")
    assert presenter.screen.strip.what == "Nothing was answered"
    presenter.answer("", "disagree")
    assert "reason" in presenter.screen.strip.why
    presenter.answer("", "agree")
    assert (presenter.screen.rows, presenter.screen.ask) == ((), None)
    assert worked.mistakes.number_agreed() == 1
    assert look_at(worked, number).headline == "Entered by mistake"


def test_a_half_written_answer_to_a_mistake_comes_back_or_its_words_are_shown(worked):
    number, other = cases.determined(worked, "count_full")[:2]
    cases.sign_in(worked, cases.REVIEWER)
    assert isinstance(worked.mistakes.ask(number, SaidMistake("same_as", "Typed twice", other)), Done)
    presenter = _at(worked, cases.SUPERVISOR)
    presenter.turn_to("mistakes")
    presenter.open_row(number)
    assert presenter.begun() is None, "nothing is written yet"
    presenter.typed("The second one has another bir")
    begun = presenter.begun()
    later = _at(worked, cases.SUPERVISOR)
    assert later.take_up(begun).stands
    assert (later.screen.section, later.screen.ask.kind) == ("mistakes", "mistake")
    assert later.screen.ask.written == "The second one has another bir"
    later.answer("The second one has another birth date", "disagree")
    assert worked.mistakes.number_agreed() == 0
    gone = _at(worked, cases.SUPERVISOR).take_up(begun)
    assert not gone.stands
    assert gone.notice.why == "You had written: “The second one has another bir”"


def test_what_was_asked_in_one_act_is_answered_in_one(worked):
    numbers = cases.determined(worked, "count_full")[:3]
    cases.sign_in(worked, cases.REVIEWER)
    act = worked._room.act()
    for number in numbers:
        data = {"envelope": number, "what": "no_envelope", "same_as": "", "reason": Secret("Another county's")}
        assert isinstance(worked._room.put((act.entry("mistake.asked", data),)), Done)
    presenter = _at(worked, cases.SUPERVISOR)
    presenter.turn_to("mistakes")
    assert [row.cells[0] for row in presenter.screen.rows] == [f"{numbers[0]} and 2 more"]
    presenter.open_row(numbers[0])
    assert presenter.screen.ask.title == "Were 3 envelopes entered by mistake?"
    presenter.answer("", "agree")
    assert worked.mistakes.number_agreed() == 3


def test_going_back_to_the_list_forgets_what_was_asked(worked):
    presenter = _opened(worked)
    presenter.ask_return()
    presenter.leave_batch()
    assert presenter.screen.open is None
    assert presenter.screen.ask is None


def test_what_was_looked_at_is_remembered_when_the_batch_is_opened_again(worked):
    presenter = _looked_through(worked)
    looked = presenter.screen.open.to_look
    presenter.leave_batch()
    presenter.open_batch("B0001")
    assert presenter.screen.open.to_look == looked
    assert presenter.screen.open.not_alive == ""


@pytest.mark.parametrize("person", [cases.REVIEWER, cases.SUPERVISOR])
def test_my_batches_and_what_is_in_none_stay_where_they_are_while_they_are_empty(worked, person):
    cases.close_batch(worked)
    presenter = _at(worked, person)
    for section in ("to_close", "mine"):
        presenter.turn_to(section)
        assert presenter.screen.section == section


def test_no_list_of_batches_names_a_voter(worked):
    presenter = _opened(worked)
    numbers = [row.id for row in presenter.screen.open.rows]
    names = set(worked.overview.voter_names(numbers).values())
    assert names
    presenter.leave_batch()
    for section in ("waiting", "decided"):
        presenter.turn_to(section)
        assert not names & {cell for row in presenter.screen.rows for cell in row.cells}
    presenter.open_batch("B0001")
    assert not names & {cell for row in presenter.screen.open.rows for cell in row.cells}


def test_who_comes_back_with_more_to_close_is_at_it_again(worked):
    presenter = _at(worked, cases.REVIEWER)
    number = presenter.screen.rows[0].id
    assert not isinstance(worked.review.withdraw(number, "Looked at again"), Refusal)
    presenter.close_batch()
    presenter.enter()
    assert presenter.screen.section == "mine", "there is nothing to close"
    assert not isinstance(worked.review.record(worked.review.sheet(number)), Refusal)
    presenter.enter()
    assert presenter.screen.close == "Close batch with 1 envelope"
