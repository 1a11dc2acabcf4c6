"""The Review desk at work on a practice case: every act through the office, every word on the Screen."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.port.rows import QueueQuery
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import sign_in_as
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import ReviewScreen
from ui.shared.reading_times import FUTURE

First = Callable[[Callable[[Sheet], bool]], str]


@pytest.fixture
def first(pristine: tuple[Sheet, ...]) -> First:
    """Gives the number of the first envelope of a kind."""
    return lambda wanted: next(sheet.number for sheet in pristine if wanted(sheet))


cases = sys.modules["tests_review_cases"]  # loaded by the conftest beside this file
easy, in_part, nobody = cases.easy, cases.in_part, cases.nobody
outstanding, without_id, plain, accepts_papers = cases.outstanding, cases.without_id, cases.plain, cases.accepts_papers


class Drawn:
    """A listener that remembers every Screen."""

    def __init__(self) -> None:
        self.screens: list[ReviewScreen] = []

    def __call__(self, screen: ReviewScreen) -> None:
        self.screens.append(screen)

    @property
    def last(self) -> ReviewScreen:
        return self.screens[-1]


@pytest.fixture
def desk(office: Office, shell) -> ReviewPresenter:
    made = ReviewPresenter(office, shell)
    office.listen(made.happened)
    return made


@pytest.fixture
def drawn(desk: ReviewPresenter) -> Drawn:
    listener = Drawn()
    desk.listen(listener)
    return listener


def work(desk: ReviewPresenter, number: str, *keys: str) -> None:
    """Open an envelope and press keys: digits answer, "Enter" accepts, "record" records after the column was drawn."""
    desk.enter(number)
    for key in keys:
        if key == "Enter":
            desk.accept()
        elif key == "record":
            desk.drawn(number)
            desk.record()
        else:
            desk.press(key)


def state_of(office: Office, number: str):
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    return sheet.state


def chosen_and_moved(desk: ReviewPresenter, drawn: Drawn, sheets: tuple[Sheet, ...]) -> str:
    """Bring the first envelope whose voter is chosen by number, and lives elsewhere than listed, to that question."""
    for sheet in sheets:
        if sheet.evidence.match.kind != "several" or not cases.accepts_papers(sheet):
            continue
        work(desk, sheet.number, "Enter", "1")
        if drawn.last.panel is not None:
            desk.press("3")  # written wrongly
        if (
            drawn.last.asking is not None
            and drawn.last.asking.fact == "residence"
            and drawn.last.head.open_words[0] == "1"
        ):
            return sheet.number
    raise AssertionError("no envelope of this kind")


# an envelope from beginning to end


def test_an_easy_envelope_is_two_enters_and_the_key_that_records(first, office, desk, drawn, shell):
    number = first(in_part)
    work(desk, number, "Enter", "Enter")
    assert drawn.last.outcome.outcome == "count_partial"
    assert drawn.last.bar.record == "Record: count in part"
    assert drawn.last.bar.why_not == ""
    desk.drawn(number)
    desk.record()
    assert state_of(office, number).outcome == "count_partial"
    assert drawn.last.number not in ("", number)
    assert shell.said_words[-1] == f"Envelope {number} recorded: count in part. 59 left in this queue."


def test_enter_never_records(first, office, desk, drawn):
    number = first(easy)
    work(desk, number, "Enter", "Enter", "Enter", "Enter")
    assert state_of(office, number).determination is None
    assert drawn.last.bar.hint == "Ctrl+Enter records"


def test_nothing_is_recorded_before_the_right_column_was_drawn_for_this_envelope(first, office, desk):
    number = first(easy)
    work(desk, number, "Enter", "Enter")
    desk.record()
    desk.drawn("another")
    desk.record()
    assert state_of(office, number).determination is None
    desk.drawn(number)
    desk.record()
    assert state_of(office, number).determination is not None


def test_what_does_not_count_stands_first_with_its_reason_then_what_counts_in_ballot_order(first, office, desk, drawn):
    number = first(in_part)
    work(desk, number, "Enter", "Enter")
    out, counts = drawn.last.outcome.groups
    assert out.heading == f"Does not count ({len(out.contests)})"
    assert counts.heading == f"Counts ({len(counts.contests)})"
    assert out.why == "Each: not on the voter's own ballot" or out.contests[0].why == "not on the voter's own ballot"
    sheet = office.review.sheet(number)
    titles = [office.election.contests[each].title for each in office.election.styles[sheet.cast_style]]
    assert [line.title for line in counts.contests] == [t for t in titles if t in {c.title for c in counts.contests}]
    assert drawn.last.outcome.headline == f"Count in part, {len(counts.contests)} of {len(titles)}"


def test_a_citation_unfolds_its_paragraph_in_place_and_folds_again(first, office, desk, drawn):
    work(desk, first(in_part), "Enter", "Enter")
    ground = drawn.last.outcome.grounds[0]
    assert ground.citation == drawn.last.outcome.deciding
    assert ground.text == ""
    desk.unfold_first()
    assert "wrong precinct" in drawn.last.outcome.grounds[0].text
    assert "Release" in drawn.last.outcome.grounds[0].edition
    desk.unfold(ground.citation)
    assert drawn.last.outcome.grounds[0].text == ""


def test_the_voter_is_told_both_places_and_the_column_what_the_outcome_rests_on(first, office, desk, drawn):
    number = first(in_part)
    work(desk, number, "Enter", "Enter")
    outcome, home = drawn.last.outcome, office.review.sheet(number).home
    own = office.election.precincts[home.precinct]
    assert outcome.sentence.startswith("You voted at ")
    assert f"Your own polling place is {own.polling_place}, {own.address}. The " in outcome.sentence
    assert (outcome.rests_on, outcome.rests_on_all) == ((), ())
    desk.tell_differently()
    assert "Own precinct and style: voted in another precinct" in drawn.last.outcome.rests_on_all


def test_what_would_have_to_be_different_is_shown_when_asked_for_and_folds_again(first, desk, drawn):
    work(desk, first(in_part), "Enter")
    desk.tell_differently()
    assert (drawn.last.outcome.may_differ, drawn.last.outcome.ways) == (False, ())
    desk.accept()
    assert (drawn.last.outcome.may_differ, drawn.last.outcome.ways) == (True, ())
    desk.tell_differently()
    first_group = drawn.last.outcome.ways[0]
    assert first_group.outcome == "count_full"
    assert first_group.lines == ("Own precinct and style: voted in the voter's own precinct and style",)
    assert not [line for group in drawn.last.outcome.ways for line in group.lines if "_" in line]
    desk.tell_differently()
    assert drawn.last.outcome.ways == ()


def test_a_ballot_of_extended_hours_is_shown_as_kept_apart(first, office, desk, drawn):
    number = first(lambda s: s.evidence.papers.reasons == ("EH",) and easy(s))
    work(desk, number, "Enter", "Enter")
    assert drawn.last.outcome.kept_apart == "kept apart: court-extended hours"


def test_while_it_cannot_be_told_the_column_says_what_no_card_answers(first, office, desk, drawn):
    work(desk, first(outstanding), "Enter", "Enter")
    outcome = drawn.last.outcome
    assert outcome.headline == "Cannot be told yet"
    assert outcome.missing == ("whether the voter has voted otherwise",)
    assert not outcome.settled


# lines that want a key


def test_an_open_line_has_its_question_and_enter_only_says_which_line_is_open(first, office, desk, drawn):
    number = first(lambda s: s.evidence.papers.oath_signed is None)
    work(desk, number, "Enter")
    assert drawn.last.asking is not None
    assert drawn.last.asking.fact == "oath"
    assert drawn.last.bar.hint == "Still open: oath"
    assert state_of(office, number).answers == {}
    desk.press("1")
    assert state_of(office, number).answers["oath"].value == "signed"


def test_a_key_without_an_answer_does_nothing(first, office, desk, drawn):
    number = first(lambda s: s.evidence.papers.oath_signed is None)
    work(desk, number, "7")
    assert state_of(office, number).answers == {}


def test_nobody_on_the_roll_leads_to_a_hold_with_the_search_for_the_voter(first, office, desk, drawn):
    number = first(nobody)
    work(desk, number, "Enter", "0", "2")
    assert drawn.last.outcome.outcome == "held"
    assert drawn.last.current == "owed"
    assert drawn.last.asking.prompt == "The Department of Driver Services: what came of it?"
    for key in "2323":
        desk.press(key)
    desk.press("4")
    assert drawn.last.panel.kind == "note"
    desk.submit({"note": "no telephone number"})
    assert drawn.last.current == ""
    lines = {line.where: line.result for line in state_of(office, number).research}
    assert lines["driver_services"] == "nothing"
    assert lines["other_county"] == "no_answer"
    assert lines["call"] == "not_possible"
    owed = {line.fact: line for card in drawn.last.cards if card.id == "owed" for line in card.lines}
    assert owed["research:call"].more == "no telephone number", "what was found stands in the list afterwards"
    assert owed["research:call"].source == "R. Whitfield"
    assert owed["research:county_list"].source == "this program", "no person has looked there"
    desk.reopen("research:call")
    assert (drawn.last.asking.chosen, drawn.last.asking.likely) == ("4", "4")
    desk.press("4")
    assert drawn.last.panel.fields[0].value == "no telephone number"
    desk.cancel()
    desk.reopen("research:call")
    desk.cancel()
    desk.drawn(number)
    desk.hold()
    assert state_of(office, number).outcome == "held"


def test_what_is_still_owed_to_the_voter_stands_before_recording(first, office, desk, drawn):
    number = first(nobody)
    work(desk, number, "Enter", "0", "9")
    assert drawn.last.outcome.outcome == "not_counted"
    owed = next(card for card in drawn.last.cards if card.id == "owed")
    assert owed.title == "Still owed to the voter"
    assert drawn.last.bar.why_not.startswith("Still owed: the Department of Driver Services")
    desk.drawn(number)
    desk.record()
    assert state_of(office, number).determination is None
    for _ in range(5):
        desk.press("2")
    assert drawn.last.bar.record == "Record: not counted"


def test_a_contradiction_shows_both_sides_with_their_sources(first, office, desk, drawn):
    number = first(outstanding)
    work(desk, number, "Enter", "Enter")
    asking = drawn.last.asking
    assert asking.fact == "voted_already"
    said = {choice.key: choice.detail for choice in asking.choices}
    assert said["1"].startswith("Says: ")
    assert any(detail.startswith("Says: ") for key, detail in said.items() if key != "1")
    assert asking.chosen == ""


def test_the_last_open_line_accepts_the_rest_of_the_voters_card_where_the_voter_was_chosen_by_number(
    pristine, office, desk, drawn
):
    """Enter; the voter's number; where the voter lived; and it can be recorded."""
    number = chosen_and_moved(desk, drawn, pristine)
    before = office.record.head().size
    desk.press("2")
    assert office.record.head().size - before == 1
    answers = state_of(office, number).answers
    assert {"registration", "eligibility", "voted_already"} <= set(answers)
    assert answers["voted_already"].source.kind != "worker"
    assert drawn.last.bar.why_not == ""


def test_where_the_file_chose_the_voter_the_card_keeps_its_enter(first, office, desk, drawn):
    number = first(lambda s: s.evidence.match.kind == "certain" and "residence" not in s.known and cases.plain(s))
    work(desk, number, "Enter", "2")
    assert "voted_already" not in state_of(office, number).answers
    desk.accept()
    assert drawn.last.bar.why_not == ""


def test_the_papers_card_keeps_its_enter(first, office, desk, drawn):
    number = first(lambda s: easy(s) and s.known["identification"].strength == "record")
    desk.enter(number)
    desk.reopen("oath")
    desk.press("3")
    assert "identification" not in state_of(office, number).answers


def test_the_elector_who_was_taken_is_marked_when_it_is_asked_again(first, desk, drawn):
    desk.enter(first(easy))
    desk.accept()
    assert drawn.last.current == "voter"
    desk.accept()
    desk.reopen("match")
    assert drawn.last.asking.chosen == drawn.last.asking.likely == "1"


def test_an_answer_can_be_given_again_and_takes_the_place_of_the_old_one(first, office, desk, drawn):
    number = first(easy)
    work(desk, number, "Enter")
    desk.reopen("oath")
    assert drawn.last.asking.chosen == "1"
    desk.press("3")
    desk.press("1")  # the paper says otherwise than what was entered
    assert state_of(office, number).answers["oath"].value == "unsigned"
    assert drawn.last.current == "voter"


def test_back_goes_line_by_line_and_enter_keeps_the_answer(first, office, desk, drawn):
    number = first(lambda s: easy(s) and s.evidence.papers.oath_signed is True)
    work(desk, number, "Enter")
    desk.back()
    assert drawn.last.asking.fact == "oath"
    desk.accept()
    assert drawn.last.asking is None
    assert drawn.last.current == "voter"
    assert state_of(office, number).answers["oath"].value == "signed"


def test_back_from_the_first_line_goes_to_the_envelope_before(pristine, office, desk, drawn):
    numbers = [sheet.number for sheet in pristine[:2]]
    desk.enter(numbers[0])
    desk.enter(numbers[1])
    while drawn.last.number == numbers[1]:
        desk.back()
    assert drawn.last.number == numbers[0]


def test_the_elector_shows_what_agrees_and_where_the_voter_belongs(first, office, desk, drawn):
    number = first(in_part)
    work(desk, number, "Enter")
    card = next(card for card in drawn.last.cards if card.id == "voter")
    assert card.person is not None
    assert card.person.agrees
    assert card.home.startswith("Voted at ")
    assert card.home.endswith(": wrong precinct")


def test_a_search_in_ones_own_words_puts_its_candidates_on_the_keys(pristine, first, office, desk, drawn):
    number = first(nobody)
    elector = next(sheet.evidence.elector for sheet in pristine if sheet.evidence.elector is not None)
    work(desk, number, "Enter")
    assert desk.is_search("9")
    desk.search(f"{elector.first_name} {elector.last_name} {elector.birth_year}")
    assert drawn.last.asking.choices[0].label == f"{elector.name}, born {elector.birth_year}"
    desk.press("1")
    assert drawn.last.panel.title == "Another name: what explains it?"
    desk.press("1")
    desk.submit({"reason": "Court order of 2018"})
    match = state_of(office, number).answers["match"]
    assert (match.value, match.why) == ("chosen", "name_changed")
    assert desk.number_to_copy() == elector.registration_number


def test_a_search_without_a_hit_says_so(first, office, desk, drawn):
    work(desk, first(nobody), "Enter")
    desk.search("qqqq xxxx")
    assert "Nobody found" in drawn.last.asking.note


# panels


def test_identification_that_came_later_is_recorded_with_its_time_and_nothing_is_assumed(first, office, desk, drawn):
    number = first(without_id)
    desk.enter(number)
    desk.reopen("identification")
    desk.press("3")
    assert drawn.last.panel.choices[0].label == "Driver's license or state ID"
    desk.press("1")
    (when,) = drawn.last.panel.fields
    assert (when.id, when.value) == ("when", "")
    desk.submit({"when": ""})
    assert drawn.last.panel.fields[0].problem
    desk.change({"when": "Nov 3, 9:05 p.m."})
    assert drawn.last.panel.fields[0].hint == "Read as Tue Nov 3, 2020, 9:05 p.m."
    desk.submit({"when": "Nov 3, 9:05 p.m."})
    answer = state_of(office, number).answers["identification"]
    assert (answer.value, answer.source.ref) == ("supplied_in_time", "licence")
    assert (answer.source.dated, len(answer.moment)) == ("2020-11-03", 64)


def test_nothing_has_arrived_at_a_time_that_is_still_to_come(first, office, desk, drawn):
    number = first(without_id)
    desk.enter(number)
    desk.reopen("identification")
    desk.press("3")
    desk.press("1")
    desk.change({"when": "Nov 5, 2:05 p.m."})
    assert drawn.last.panel.fields[0].hint == FUTURE
    desk.submit({"when": "Nov 5, 2:05 p.m."})
    assert drawn.last.panel.fields[0].problem == FUTURE
    assert "identification" not in state_of(office, number).answers


def test_referring_asks_for_the_question_and_takes_the_envelope_out_of_the_queue(pristine, office, desk, drawn, shell):
    number = pristine[0].number
    desk.enter()
    assert drawn.last.number == number
    desk.refer()
    desk.submit({"reason": "  "})
    assert drawn.last.panel.fields[0].problem == "Write why, in a sentence."
    desk.submit({"reason": "Which of the two is it?"})
    assert state_of(office, number).referred
    assert drawn.last.number != number
    assert shell.said_words[-1] == f"Envelope {number} referred to a supervisor. 59 left in this queue."
    desk.enter(number)
    assert drawn.last.came_back.why == "Which of the two is it?"
    assert not drawn.last.bar.may_act


def test_a_recommended_hold_waits_until_nothing_is_open_that_could_lose_the_ballot(first, office, desk, drawn):
    number = first(without_id)
    work(desk, number, "Enter")
    outcome = drawn.last.outcome
    assert (outcome.outcome, outcome.missing_title) == ("held", "To answer before the hold")
    assert outcome.note == "An answer could still leave the ballot not counted."
    assert outcome.missing[-1] == "whether the voter has voted otherwise"
    assert outcome.sentence == ""  # the voter is told nothing to cure yet
    desk.drawn(number)
    desk.hold()
    assert drawn.last.panel is None
    assert drawn.last.current == "voter"
    assert drawn.last.bar.hint == "Not recorded. Accept the card “Voter” with Enter"
    desk.record()
    assert state_of(office, number).determination is None
    desk.accept()
    assert (drawn.last.outcome.missing, drawn.last.outcome.note) == ((), "")
    assert drawn.last.outcome.sentence
    assert drawn.last.bar.record == "Record: hold"
    desk.drawn(number)
    desk.hold()
    assert state_of(office, number).outcome == "held"
    assert not state_of(office, number).determination.departs


def test_what_a_hold_waits_for_is_named_and_the_card_with_it_stands_open(first, office, desk, drawn):
    number = first(lambda sheet: outstanding(sheet) and accepts_papers(sheet) and plain(sheet))
    desk.enter(number)
    desk.reopen("identification")
    desk.press("2")
    if drawn.last.panel is not None:
        desk.choose(drawn.last.panel.choices[0].value)
    desk.accept()
    desk.accept()
    assert drawn.last.outcome.outcome == "held"
    assert (drawn.last.current, drawn.last.asking.fact) == ("votes", "voted_already")
    assert drawn.last.outcome.missing == ("whether the voter has voted otherwise",)
    desk.drawn(number)
    desk.hold()
    assert drawn.last.bar.hint == "Not recorded. Still open: other votes"
    assert state_of(office, number).determination is None


def test_holding_before_anything_is_recommended_says_so_and_the_record_too(first, office, desk, drawn):
    number = first(in_part)
    desk.enter(number)
    desk.hold()
    assert drawn.last.panel.warning.startswith("Nothing is recommended yet")
    assert drawn.last.panel.fields[0].label == "Why do you record this?"
    desk.submit({"reason": "A page is missing."})
    assert state_of(office, number).determination.departs
    told = [line.words for line in office.record.lines(envelope=number)]
    assert any(words.endswith(": held, before anything was recommended") for words in told)


def test_holding_against_the_recommendation_is_a_departure_with_a_reason(first, office, desk, drawn):
    number = first(in_part)
    work(desk, number, "Enter", "Enter")
    desk.hold()
    assert drawn.last.panel.warning == "This departs from the recommendation: count in part."
    desk.submit({"reason": "The registrar asked to wait."})
    determination = state_of(office, number).determination
    assert (determination.outcome, determination.departs) == ("held", True)
    desk.enter(number)
    assert drawn.last.outcome.note.endswith("The registrar asked to wait.")
    assert drawn.last.outcome.sentence == "Your ballot is waiting: we are still looking into it."
    assert (drawn.last.outcome.deciding, drawn.last.outcome.rests_on) == ("", ())
    desk.tell_differently()
    assert drawn.last.outcome.ways == ()


def test_another_outcome_is_recorded_with_its_reason_in_words_and_why(first, office, desk, drawn, shell):
    number = first(in_part)
    work(desk, number, "Enter", "Enter")
    desk.otherwise()
    assert [choice.label for choice in drawn.last.panel.choices] == ["Count in full", "Not counted", "Held"]
    desk.press("2")
    assert drawn.last.panel.kind == "code"
    desk.submit({"code": "not_resident"})
    desk.submit({"reason": "Moved to Alabama in May, says the voter."})
    determination = state_of(office, number).determination
    assert (determination.outcome, determination.reasons) == ("not_counted", ("not_resident",))
    assert "not counted" in shell.said_words[-1]


def test_what_is_owed_before_a_ballot_is_not_counted_is_said_before_a_reason_is_asked(first, desk, drawn):
    desk.enter(first(nobody))
    desk.otherwise()
    choices = {choice.value: choice for choice in drawn.last.panel.choices}
    assert choices["not_counted"].detail.startswith("Look the voter up")
    assert choices["held"].detail == ""
    desk.press(choices["not_counted"].key)
    assert drawn.last.panel.kind == "otherwise"
    assert drawn.last.strip.what.startswith("Look the voter up")
    desk.press(choices["held"].key)
    assert drawn.last.panel.kind == "reason"
    assert drawn.last.strip is None


def test_a_slip_is_corrected_with_a_reason_and_the_law_looks_again(first, office, desk, drawn):
    number = first(in_part)
    desk.enter(number)
    desk.correct("cast_at")
    desk.submit({"field": "cast_at", "value": "25:61", "reason": "misread"})
    assert "cannot be read as a time" in drawn.last.panel.fields[1].problem
    desk.submit({"field": "cast_at", "value": "17:45", "reason": ""})
    assert drawn.last.panel.fields[2].problem
    desk.submit({"field": "cast_at", "value": "17:45", "reason": "The 7 was read as a 1."})
    assert drawn.last.panel is None
    papers = next(card for card in drawn.last.cards if card.id == "papers")
    assert any("5:45 p.m." in line.words for line in papers.lines)


def test_a_correction_is_held_against_the_election(first, office, desk, drawn):
    desk.enter(first(in_part))
    desk.correct("reasons")
    desk.submit({"field": "reasons", "value": "OP XX", "reason": "misread"})
    assert "reason code" in drawn.last.panel.fields[1].problem


def test_the_field_of_a_correction_brings_its_own_editor(first, office, desk, drawn):
    desk.enter(first(in_part))
    desk.put_right()
    desk.press("1")
    desk.change({"field": "style_cast", "value": "x", "reason": ""})
    value = drawn.last.panel.fields[1]
    assert value.kind == "choice"
    assert value.value in dict(value.options)


def test_an_envelope_entered_twice_is_said_to_be_so_with_the_other_number(first, office, desk, drawn):
    number = first(in_part)
    desk.enter(number)
    desk.put_right()
    desk.press("4")
    assert drawn.last.panel.title == "Entered by mistake"
    desk.submit({"same_as": "9999", "reason": "Typed twice"})
    assert drawn.last.strip.what.startswith("There is no envelope 9999")
    other = next(state.number for state in office.overview.states() if state.number != number)
    desk.submit({"same_as": other, "reason": ""})
    assert drawn.last.panel.fields[1].problem
    assert drawn.last.panel.fields[0].value == other
    desk.submit({"same_as": other, "reason": "Typed twice"})
    assert drawn.last.panel is None
    assert f"the same as envelope {other}. A supervisor answers" in drawn.last.came_back.what
    assert drawn.last.came_back.why == "Typed twice"


def test_one_that_is_none_can_be_said_to_be_an_envelope_after_all(first, office, desk, drawn):
    number = first(in_part)
    office.mistakes.ask(number, SaidMistake("no_envelope", "A test line"))
    sign_in_as(office, "supervisor")
    office.mistakes.agree([number])
    sign_in_as(office, "reviewer")
    desk.enter(number)
    assert drawn.last.head.status == "Entered by mistake: no envelope"
    assert drawn.last.bar.put_right == "An envelope after all"
    desk.put_right()
    assert drawn.last.panel.title == "It is an envelope after all"
    desk.submit({"reason": "The paper is here"})
    assert office.mistakes.number_waiting() == 1


def test_the_own_portion_can_be_chosen_where_the_address_belongs_to_another(first, office, desk, drawn):
    number = first(in_part)
    work(desk, number, "Enter", "Enter")
    desk.fix_home()
    precinct = next(code for code, each in office.election.precincts.items() if len(each.portions) > 1)
    desk.change({"precinct": precinct, "portion": ""})
    options = drawn.last.panel.fields[1].options
    desk.submit({"precinct": precinct, "portion": options[1][0]})
    asked = drawn.last.panel
    assert asked.title == "Own precinct: why do you answer against the record?"
    assert asked.words.endswith(f"Your answer: portion {options[1][0]}. Both are kept, with your reason.")
    listed = office.review.sheet(number).home.portion
    desk.press("1")
    elector = state_of(office, number).elector
    assert (elector.portion, elector.listed, elector.why) == (options[1][0], listed, "street_list")


def moved(first, office, desk):
    """An envelope whose papers give another address than the roll, all else answered; the move is not told yet."""
    number = first(in_part)
    work(desk, number, "Enter", "Enter")
    street = office.review.sheet(number).elector.street
    changes = {"house_number": "9998", "street": street}
    assert not isinstance(
        office.receive.correct(number, changes, "As written.", state_of(office, number).version), Refusal
    )
    desk.enter(number)
    return number


def test_a_reported_move_asks_in_place_for_the_portion_of_the_new_address(first, office, desk, drawn):
    number = moved(first, office, desk)
    before = state_of(office, number).elector
    desk.reopen("residence")
    desk.press("3")
    asking = drawn.last.asking
    assert (asking.fact, asking.prompt) == ("home", "Which precinct and portion is the new address in?")
    assert drawn.last.bar.why_not
    desk.press("8")
    away = next(code for code in office.election.precincts if code != before.precinct)
    desk.submit({"precinct": away, "portion": office.election.precincts[away].portions[0].id})
    chosen = state_of(office, number).elector
    assert (chosen.precinct, chosen.address, chosen.home_source.kind) == (away, "new", "worker")
    line = next(line for line in drawn.last.cards[1].lines if line.fact == "home")
    assert line.words.startswith(f"Own precinct: {away}")
    assert line.source.startswith("R. Whitfield")


def test_taking_a_reported_move_back_returns_the_home_to_the_roll(first, office, desk, drawn):
    number = moved(first, office, desk)
    before = office.review.sheet(number).home
    desk.reopen("residence")
    desk.press("3")
    desk.press("8")
    away = next(code for code in office.election.precincts if code != before.precinct)
    desk.submit({"precinct": away, "portion": office.election.precincts[away].portions[0].id})
    assert office.review.sheet(number).home.precinct == away
    desk.reopen("residence")
    desk.press("2")
    assert office.review.sheet(number).home == before
    assert "home" not in {line.fact for card in drawn.last.cards for line in card.lines}


def test_electors_near_the_new_address_suggest_its_portion_and_none_is_chosen_by_itself(first, office, desk, drawn):
    number = moved(first, office, desk)
    sheet = office.review.sheet(number)
    neighbour = next(
        each
        for each in pristine_electors(office)
        if each.precinct != sheet.elector.precinct and each.house_number.isdigit()
    )
    changes = {"house_number": neighbour.house_number, "street": neighbour.street, "zip_code": neighbour.zip_code}
    office.receive.correct(number, changes, "As written.", state_of(office, number).version)
    desk.enter(number)
    desk.reopen("residence")
    desk.press("3")
    first_choice = drawn.last.asking.choices[0]
    assert first_choice.label.startswith(neighbour.precinct)
    assert "of this street" in first_choice.detail or "on this street" in first_choice.detail
    assert not drawn.last.asking.chosen
    desk.accept()
    assert office.review.sheet(number).home.portion == ""
    desk.press("1")
    chosen = state_of(office, number).elector
    assert (chosen.precinct, chosen.home_source.kind) == (neighbour.precinct, "roll")


def pristine_electors(office):
    """Electors of the roll whom the practice case's envelopes name."""
    for state in office.overview.states():
        sheet = office.review.sheet(state.number)
        if sheet.evidence.elector is not None and sheet.evidence.is_home_county:
            yield sheet.evidence.elector


def test_cancel_closes_a_panel_and_nothing_is_recorded(first, office, desk, drawn):
    number = first(easy)
    desk.enter(number)
    desk.refer()
    desk.cancel()
    assert drawn.last.panel is None
    assert not state_of(office, number).referred


def test_while_a_panel_asks_no_other_act_begins(first, office, desk, drawn):
    number = first(easy)
    work(desk, number, "Enter", "Enter")
    desk.refer()
    desk.drawn(number)
    desk.record()
    desk.skip()
    desk.hold()
    assert drawn.last.panel.kind == "refer"
    assert state_of(office, number).determination is None


# queue, undo, take back


def test_undo_takes_the_last_record_back_and_brings_its_envelope_here(first, office, desk, drawn, shell):
    number = first(easy)
    work(desk, number, "Enter", "Enter", "record")
    shell.undo()
    assert state_of(office, number).status == "to_do"
    assert drawn.last.number == number
    assert drawn.last.bar.may_act
    assert shell.said_words[-1] == f"Undone: envelope {number} is to do again."


def test_a_determined_envelope_is_read_only_and_taken_back_with_a_reason(first, office, desk, drawn):
    number = first(easy)
    work(desk, number, "Enter", "Enter", "record")
    desk.enter(number)
    assert drawn.last.bar.take_back
    assert not drawn.last.bar.may_act
    assert drawn.last.outcome.recorded.startswith("Recorded by R. Whitfield, ")
    desk.press("1")
    desk.accept()
    desk.reopen("oath")
    assert drawn.last.asking is None
    desk.take_back()
    desk.submit({"reason": "Recorded for the wrong envelope."})
    assert state_of(office, number).status == "to_do"
    assert drawn.last.bar.may_act
    assert drawn.last.came_back.what == "You took the determination back"
    assert drawn.last.came_back.why == "Recorded for the wrong envelope."


def test_what_is_skipped_comes_again_when_the_rest_is_done(pristine, office, desk, drawn):
    numbers = [sheet.number for sheet in pristine]
    for number in numbers[2:]:
        assert not isinstance(office.review.refer(number, "Later."), Refusal)
    desk.enter()
    assert drawn.last.number == numbers[0]
    desk.skip()
    assert drawn.last.number == numbers[1]
    assert drawn.last.head.position == "2 left in this queue"
    desk.skip()
    assert drawn.last.number == numbers[0]


def test_what_came_back_to_this_person_comes_first_with_the_supervisors_words(pristine, office, desk, drawn):
    number = pristine[5].number
    office.review.refer(number, "Is this the same person?")
    office.people.sign_out()
    sign_in_as(office, "supervisor")
    assert not isinstance(office.review.answer_referral(number, "Yes: see the marriage record."), Refusal)
    office.people.sign_out()
    sign_in_as(office, "reviewer")
    desk.enter()
    assert drawn.last.number == number
    assert drawn.last.came_back.why == "Yes: see the marriage record."


def test_the_place_is_kept_when_the_person_comes_back_to_the_desk(pristine, office, desk, drawn):
    number = pristine[3].number
    desk.enter(number)
    desk.enter()
    assert drawn.last.number == number


def test_the_queue_is_asked_for_one_row_and_a_count_never_loaded_whole(office, desk, monkeypatch):
    asked: list[QueueQuery] = []
    real = office.overview.envelopes

    def watched(query: QueueQuery):
        asked.append(query)
        return real(query)

    monkeypatch.setattr(office.overview, "envelopes", watched)
    monkeypatch.setattr(office.overview, "states", lambda: pytest.fail("the whole queue was loaded"))
    desk.enter()
    rest = [query for query in asked if not query.returned and not query.reopened]
    assert [query.limit for query in rest] == [1]
    counted: list[QueueQuery] = []
    monkeypatch.setattr(office.overview, "count", counted.append)
    desk.skip()
    desk.back()
    assert counted == []


def test_an_empty_queue_says_what_to_do_and_leads_to_the_batches(pristine, first, office, desk, drawn, shell):
    numbers = [sheet.number for sheet in pristine]
    done = first(easy)
    for number in numbers:
        if number != done:
            office.review.refer(number, "Later.")
    work(desk, done, "Enter", "Enter", "record")
    assert drawn.last.number == ""
    assert drawn.last.nothing.action == "Close a batch"
    desk.go_to_batches()
    assert shell.went == [("batches", "")]


def test_an_envelope_nobody_knows_is_refused_in_a_strip(desk, drawn):
    desk.enter("nowhere")
    assert drawn.last.strip.what == "There is no envelope nowhere."
    desk.dismiss()
    assert drawn.last.strip is None


def test_what_changed_meanwhile_is_refused_and_shown_afresh(first, office, desk, drawn):
    number = first(easy)
    desk.enter(number)
    sheet = office.review.sheet(number)
    desk._acting = True  # the entry comes from another place, and this desk has not heard of it yet
    office.review.say(sheet, "oath", "unsigned", why=Why("misread"))
    desk._acting = False
    desk.accept()
    assert "changed meanwhile" in drawn.last.strip.what
    papers = next(card for card in drawn.last.cards if card.id == "papers")
    assert papers.lines[0].words == "Oath: not signed"


def test_one_act_is_drawn_once(first, office, desk, drawn):
    desk.enter(first(easy))
    before = len(drawn.screens)
    desk.accept()
    assert len(drawn.screens) == before + 1


def test_no_screen_ever_has_a_place_for_a_vote(pristine, office, desk, drawn):
    for sheet in pristine[:10]:
        desk.enter(sheet.number)
    said = repr(drawn.screens).casefold()
    assert "trump" not in said
    assert "biden" not in said


# a time after closing, and no order for the place


def after_closing(office: Office, number: str, at: str = "2020-11-03T19:25") -> str:
    """Has the papers say another time; the place closed at 7:00 p.m., and no order is entered for it."""
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    changes = {"cast_at": at, "place": "Closed at seven", "reasons": ("PR",)}
    changes = {name: value for name, value in changes.items() if value != getattr(sheet.evidence.papers, name)}
    assert not isinstance(office.receive.correct(number, changes, "As on the paper.", sheet.state.version), Refusal)
    return number


def asked_of_time(drawn: Drawn):
    asking = drawn.last.asking
    assert asking is not None
    assert asking.fact == "cast"
    return asking


def test_a_time_after_closing_says_time_closing_and_that_no_order_is_entered(first, office, desk, drawn):
    work(desk, after_closing(office, first(in_part)), "Enter")
    said = {choice.key: (choice.label, choice.detail) for choice in asked_of_time(drawn).choices}
    assert said["3"] == (
        "In line at closing, voted after it",
        "Says: 7:25 p.m. is after closing at 7:00 p.m., and no order is entered for this place, time on the envelope",
    )
    assert said["4"] == ("A court kept the place open; its order is not entered here yet", "")
    assert asked_of_time(drawn).likely == ""


def test_who_was_in_line_is_one_key_and_no_reason(first, office, desk, drawn):
    number = after_closing(office, first(in_part))
    work(desk, number, "3", "Enter", "Enter")
    assert drawn.last.panel is None
    desk.drawn(number)
    desk.record()
    made = state_of(office, number)
    assert made.answers["cast"].value == "in_line_at_closing"
    assert "kept_apart" not in made.determination.marks


def test_a_place_that_a_court_may_have_kept_open_is_one_key_and_held(first, office, desk, drawn):
    number = after_closing(office, first(in_part))
    work(desk, number, "4")
    assert drawn.last.panel is None
    assert state_of(office, number).answers["cast"].why == "order_not_entered"
    desk.accept()
    desk.accept()
    desk.drawn(number)
    desk.record()
    made = state_of(office, number)
    assert (made.status, made.determination.holds) == ("held", ("court_order_missing",))
    assert "kept_apart" in made.determination.marks


def test_the_next_ballot_of_the_place_has_the_ring_on_in_line_and_is_asked_all_the_same(pristine, office, desk, drawn):
    at_polls = [sheet.number for sheet in pristine if easy(sheet) and sheet.state.stream == "election_day"]
    one, two, three = (after_closing(office, number) for number in at_polls[:3])
    work(desk, one, "3")
    work(desk, two)
    assert asked_of_time(drawn).likely == "3"
    assert "cast" not in state_of(office, two).answers
    desk.press("4")
    work(desk, three)
    assert asked_of_time(drawn).likely == "", "the last of this place was said to be kept open"
