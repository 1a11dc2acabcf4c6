"""The Holds desk: what is held, how its coming is entered, and what stands after the period was closed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adjudicator.casework.acts.review.contacting import Spoken
from adjudicator.casework.acts.review.determining import Decision
from adjudicator.law.telling.short_words import SHORT
from adjudicator.law.telling.words import HOLDS
from adjudicator.port.rows import EnvelopeRow
from adjudicator.records.trouble import Refusal
from tests.desks import desk_cases as cases
from ui.desks.holds.list import ORDERS, HoldsList
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.holds.screen import COLUMNS
from ui.desks.holds.words import OWN_REASON, WAYS, way_of
from ui.parts import Query
from ui.shared.reading_times import UNREAD

ROW = EnvelopeRow(
    number="0001", status="held", ordinal="0000000001", version=3, received=1, outcome="held", stream="election_day",
    place="Dacula Park", precinct_cast="001", kept_apart=False, reviewer="rwhitfield", determined=3,
    holds="no_identification", reasons="", counted=0, not_counted=0, batch="", referred=False, referred_by="",
    returned=False, returned_to="", reopened=False, elector=False, taken_by="",
)  # fmt: skip


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


@pytest.fixture
def office(made, tmp_path):
    opened = cases.office_on(made, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shell():
    return cases.RecordingShell()


@pytest.fixture
def presenter(office, shell):
    return HoldsPresenter(office, shell)


def _select(presenter, office, hold: str) -> str:
    number = next(cases.held_for(office, hold))
    presenter.select(number)
    return number


def _state(office, number: str):
    return next(state for state in office.overview.states() if state.number == number)


def test_every_held_envelope_stands_in_the_list_with_what_it_waits_for(presenter, office):
    screen = presenter.screen
    assert [screen.rows[at].id for at in range(len(screen.rows))] == cases.held(office)
    assert screen.total == len(screen.rows)
    number = next(cases.held_for(office, "no_identification"))
    row = next(screen.rows[at] for at in range(len(screen.rows)) if screen.rows[at].id == number)
    cells = dict(zip((column.id for column in COLUMNS), row.cells, strict=True))
    assert "Identification" in cells["holds"]
    assert cells["until"].words == "Fri Nov 6, 5:00 p.m."
    assert cells["reviewer"] == "R. Whitfield"
    assert cells["voter"] == office.overview.voter_names([number])[number]


def test_a_call_stands_in_the_list_and_beside_it_and_is_not_called_for_any_more(presenter, office, shell):
    first = presenter.screen.rows[0].id
    presenter.contacts.begin()
    presenter.contacts.answer({"way": "phone", "result": "will_come", "hour": "8:10 a.m.", "note": "After work"}, ())
    screen = presenter.screen
    assert screen.held.contacts.asked is None
    assert [(line.said, line.note) for line in screen.held.contacts.lines] == [
        ("Thu Nov 5, 8:10 a.m., Phone, Will come or send it", "After work")
    ]
    row = next(screen.rows[at] for at in range(len(screen.rows)) if screen.rows[at].id == first)
    assert "Will come or send it, Thu Nov 5, 8:10 a.m." in row.cells
    presenter.ask(Query(tags=("to_reach",)))
    assert first not in [presenter.screen.rows[at].id for at in range(len(presenter.screen.rows))]


def test_a_contact_without_what_came_of_it_stays_asked_and_says_so(presenter):
    assert presenter.screen.held.contacts.asked is None
    presenter.contacts.begin()
    presenter.contacts.take("more")
    presenter.contacts.answer({"way": "phone", "result": "", "hour": "", "note": ""}, ())
    asked = presenter.screen.held.contacts.asked
    assert asked is not None
    assert asked.problems == {"result": "Say what came of it."}


def test_the_list_is_sorted_by_voter_and_by_the_latest_contact(presenter, office):
    numbers = cases.held(office)
    office.contacts.log(numbers[2], Spoken("phone", "no_answer", "2020-11-05T08:00"))
    presenter.ask(Query(sort="contact", descending=True))
    assert presenter.screen.rows[0].id == numbers[2]
    presenter.ask(Query(sort="voter"))
    names = office.overview.voter_names(numbers)
    shown = [presenter.screen.rows[at].id for at in range(len(numbers))]
    assert shown == sorted(numbers, key=lambda number: names[number].casefold())


def test_every_hold_of_the_law_has_its_words_here():
    assert set(SHORT) == set(HOLDS)
    assert set(WAYS) <= set(HOLDS)


def test_a_hold_for_a_court_stands_last_whatever_its_number():
    court = replace(ROW, number="0000", ordinal="0000000000", holds="court_order_under_review")
    assert sorted([court, ROW], key=ORDERS["until"]) == [ROW, court]


def test_a_chip_shows_only_what_waits_for_one_thing(presenter, office):
    counts = {each.tag: each.count for each in presenter.screen.filters}
    presenter.ask(Query(tags=("oath_unsigned",)))
    assert len(presenter.screen.rows) == counts["oath_unsigned"] == len(list(cases.held_for(office, "oath_unsigned")))
    assert presenter.screen.total == len(cases.held(office))


def test_a_held_envelope_is_found_by_the_voters_name(presenter, office):
    number = cases.held(office)[0]
    name = office.overview.voter_names([number])[number]
    presenter.ask(Query(text=name))
    assert [presenter.screen.rows[0].id, presenter.screen.held.number] == [number, number]


def test_a_hundred_thousand_holds_are_read_by_the_page_and_drawn_row_by_row(office, monkeypatch):
    many = [replace(ROW, number=f"{n:06}", ordinal=f"{n:010}") for n in range(100_000)]

    def page(query):
        start = 0 if query.after is None else int(query.after.number) + 1
        return many[start : start + query.limit]

    monkeypatch.setattr(office.overview, "envelopes", page)
    listed = HoldsList(office)
    listed.settle()
    rows = listed.rows(office.overview.last_day(), closed=False)
    assert len(rows) == 100_000
    assert rows[99_999].id == "099999"
    assert len(rows._kept) == 1
    listed.settle()
    assert listed.rows(office.overview.last_day(), closed=False) is rows


def test_identification_that_came_in_time_brings_the_envelope_back_with_its_answer(presenter, office, shell):
    number = _select(presenter, office, "no_identification")
    assert presenter.screen.held.blocked == "First enter what has come."
    presenter.choose("no_identification", "licence")
    assert presenter.screen.held.blocked
    presenter.write_moment("no_identification", "Nov 5, 9:05 a.m.")
    assert presenter.screen.held.blocked == ""
    presenter.write_note("Brought by the voter")
    presenter.bring_back()
    state = _state(office, number)
    assert state.status == "to_do"
    assert state.answers["identification"].value == "supplied_in_time"
    assert state.answers["identification"].source.dated == "2020-11-05"
    assert shell.heard == [f"Envelope {number} is back in review"]
    assert number not in [presenter.screen.rows[at].id for at in range(len(presenter.screen.rows))]


@pytest.mark.parametrize("typed", ["noon", "Nov 5", "Nov 31, 10:00 a.m."])
def test_a_time_that_cannot_be_read_stands_under_its_field(presenter, office, typed):
    _select(presenter, office, "oath_unsigned")
    presenter.write_moment("oath_unsigned", typed)
    cure = next(cure for cure in presenter.screen.held.cures if cure.hold == "oath_unsigned")
    assert cure.problem.startswith("This is not a time.")
    presenter.bring_back()
    assert presenter.screen.strip.kind == "notice"


@pytest.mark.parametrize(
    "typed",
    [
        *("Nov 5, 9:05 a.m.", "11/5/2020 9:05 AM", "11/5/20, 9:05am", "11/5 9:05", "Thu Nov 5, 2020, 9:05 a.m."),
        *("Thursday, November 5th, 2020, 9:05 a.m.", "Nov. 5 at 9:05 a.m.", "2020-11-05 09:05"),
    ],
)
def test_the_moment_is_read_as_georgias_offices_write_it(presenter, office, typed):
    _select(presenter, office, "oath_unsigned")
    presenter.write_moment("oath_unsigned", typed)
    assert presenter.screen.held.cures[0].problem == ""
    moment = presenter._cures(presenter._sheet())._moment("oath_unsigned")
    assert moment.isoformat().startswith("2020-11-05T09:05")


def test_an_hour_without_minutes_needs_its_half_of_the_day(presenter, office):
    _select(presenter, office, "oath_unsigned")
    presenter.write_moment("oath_unsigned", "Nov 5, 9")
    assert presenter.screen.held.cures[0].problem == UNREAD
    presenter.write_moment("oath_unsigned", "Nov 5, 9 a.m.")
    assert presenter.screen.held.cures[0].problem == ""


def test_what_is_still_to_come_has_not_come(presenter, office):
    _select(presenter, office, "oath_unsigned")
    presenter.write_moment("oath_unsigned", "Nov 6, 9:00 a.m.")
    assert "in the future" in presenter.screen.held.cures[0].problem
    assert presenter.screen.held.blocked


def test_an_oath_signed_since_is_recorded_with_its_moment(presenter, office):
    number = _select(presenter, office, "oath_unsigned")
    presenter.write_moment("oath_unsigned", "Nov 5, 9:05 a.m.")
    presenter.bring_back()
    answer = _state(office, number).answers["oath"]
    assert (answer.value, answer.source.kind) == ("signed", "paper")
    assert (answer.source.dated, len(answer.moment)) == ("2020-11-05", 64)


def test_a_registration_is_clarified_with_the_keys_of_review_and_nothing_that_leaves_it_open(presenter, office):
    number = _select(presenter, office, "registration_unclear")
    cure = next(cure for cure in presenter.screen.held.cures if cure.hold == "registration_unclear")
    assert [choice.key for choice in cure.choices] == ["1", "4", "5", "6", "7", "8", "9"]
    assert (cure.asks_time, cure.moment) == (True, "When did what shows it reach the office?")
    presenter.choose("registration_unclear", "9")
    assert presenter.screen.held.blocked == "Complete or clear what is half entered."
    presenter.write_moment("registration_unclear", "Nov 5, 9:05 a.m.")
    presenter.bring_back()
    answer = _state(office, number).answers["registration"]
    assert (answer.value, answer.source.kind, answer.source.dated) == ("never", "paper", "2020-11-05")
    assert len(answer.moment) == 64, "the exact time is sealed"


def test_an_answer_that_hangs_on_an_application_is_given_in_review(presenter, office):
    number = _select(presenter, office, "registration_unclear")
    presenter.choose("registration_unclear", "8")
    cure = next(cure for cure in presenter.screen.held.cures if cure.hold == "registration_unclear")
    assert cure.against.endswith("Review asks for the day and the document.")
    assert presenter.screen.held.blocked == ""
    presenter.bring_back()
    state = _state(office, number)
    assert (state.status, state.answers["registration"].value) == ("to_do", "not_found"), "what stood there stands"


def test_a_hold_for_the_board_goes_back_to_review_without_an_answer():
    assert way_of("two_envelopes").fact == ""
    assert way_of("elector_unclear").fact == ""


def test_what_was_brought_back_can_be_opened_in_review(presenter, office, shell):
    number = _select(presenter, office, "oath_unsigned")
    presenter.write_moment("oath_unsigned", "Nov 5, 9:05 a.m.")
    presenter.bring_back()
    assert presenter.screen.strip.action == "Open in Review"
    presenter.open_in_review()
    assert shell.went == [("review", number)]


def test_the_selected_envelope_is_opened_in_review_while_it_is_held(presenter, office, shell):
    number = _select(presenter, office, "no_identification")
    presenter.open_in_review()
    assert shell.went == [("review", number)]


def test_after_another_is_selected_the_one_brought_back_is_opened_by_its_button_alone(presenter, office, shell):
    brought = _select(presenter, office, "oath_unsigned")
    presenter.write_moment("oath_unsigned", "Nov 5, 9:05 a.m.")
    presenter.bring_back()
    selected = _select(presenter, office, "no_identification")
    presenter.open_brought_back()
    presenter.open_in_review()
    assert shell.went == [("review", brought), ("review", selected)]


def test_what_was_entered_stays_while_another_envelope_is_looked_at(presenter, office):
    number = _select(presenter, office, "no_identification")
    presenter.choose("no_identification", "passport")
    presenter.write_note("Called twice")
    presenter.select(next(other for other in cases.held(office) if other != number))
    presenter.select(number)
    assert presenter.screen.held.note == "Called twice"
    assert presenter.screen.held.cures[0].chosen == "passport"


def test_after_the_last_one_the_next_in_the_list_is_selected(presenter, office):
    numbers = cases.held(office)
    at = numbers.index(_select(presenter, office, "oath_unsigned"))
    presenter.write_moment("oath_unsigned", "Nov 5, 9:05 a.m.")
    presenter.bring_back()
    left = [number for number in numbers if number != numbers[at]]
    assert presenter.screen.held.number == left[min(at, len(left) - 1)]


def test_a_desk_that_is_entered_about_an_envelope_shows_it(presenter, office):
    presenter.ask(Query(tags=("oath_unsigned",)))
    number = next(cases.held_for(office, "registration_unclear"))
    presenter.enter(number)
    assert presenter.screen.held.number == number


def test_after_the_period_each_hold_is_a_proposal_that_goes_back_as_it_is(made, tmp_path, shell):
    office = cases.office_on(made, tmp_path, cases.SATURDAY, cases.SUPERVISOR)
    office.overview.close_period()
    cases.sign_in(office, cases.REVIEWER)
    presenter = HoldsPresenter(office, shell)
    number = _select(presenter, office, "no_identification")
    held = presenter.screen.held
    assert held.button == "Back to review"
    assert held.proposal.startswith("Would now be: not counted, no identification reached the office")
    assert presenter.screen.rows[presenter.screen.selected].cells[4].words == "now: not counted"
    presenter.bring_back()
    assert _state(office, number).status == "to_do"
    office.close()


def test_after_the_period_all_holds_go_back_in_one_act_but_those_with_something_entered(made, tmp_path, shell):
    office = cases.office_on(made, tmp_path, cases.SATURDAY, cases.SUPERVISOR)
    office.overview.close_period()
    cases.sign_in(office, cases.REVIEWER)
    presenter = HoldsPresenter(office, shell)
    here = _select(presenter, office, "no_identification")
    presenter.write_note("It may have come with the mail")
    presenter.refresh()
    held = set(cases.held(office))
    assert presenter.screen.all_back == f"Bring back all {len(held) - 1} holds..."
    presenter.ask_all_back()
    assert presenter.screen.asking[0].startswith(f"{len(held) - 1} envelopes go back to review")
    assert presenter.screen.asking[-1].startswith("1 stays")
    presenter.leave_all_back()
    assert presenter.screen.asking == ()
    size, told = office.record.head().size, []
    office.listen(told.append)
    presenter.ask_all_back()
    presenter.bring_all_back()
    assert [len(entries) for entries in told] == [len(held) - 1], "one act"
    assert set(cases.held(office)) == {here}
    assert {entry.kind for entry in told[0]} == {"cure.recorded"}
    assert shell.heard[-1] == f"{len(held) - 1} envelopes are back in review"
    assert office.record.head().size > size
    assert office.record.verifying("deep")(lambda *__: None).findings == ()
    office.close()


def test_while_the_period_is_open_none_are_brought_back_together(presenter, office):
    presenter.ask_all_back()
    assert (presenter.screen.all_back, presenter.screen.asking) == ("", ())
    refused = office.review.bring_back(cases.held(office))
    assert isinstance(refused, Refusal)
    assert refused.code == "period_open"


def test_one_that_is_no_longer_held_keeps_all_from_going_back(made, tmp_path):
    office = cases.office_on(made, tmp_path, cases.SATURDAY, cases.SUPERVISOR)
    office.overview.close_period()
    cases.sign_in(office, cases.REVIEWER)
    number, *others = cases.held(office)
    assert not isinstance(office.review.bring_back([number]), Refusal)
    refused = office.review.bring_back([*others, number])
    assert isinstance(refused, Refusal)
    assert (refused.code, cases.held(office)) == ("not_held", others)
    assert isinstance(office.review.bring_back([]), Refusal)
    office.close()


def test_nothing_held_selects_nothing(tmp_path, shell):
    office = cases.empty_office(tmp_path)
    screen = HoldsPresenter(office, shell).screen
    assert (screen.selected, screen.held, screen.total) == (-1, None, 0)
    office.close()


def test_a_hold_against_the_recommendation_says_who_held_it_and_why(office, presenter):
    number = _held_otherwise(office)
    presenter.select(number)
    held = presenter.screen.held
    assert held.waits == "Held by R. Whitfield: The signatures on two papers differ."
    assert held.until.startswith("Until Fri Nov 6, 2020")
    assert OWN_REASON in {row.cells[2] for row in map(presenter.screen.rows.__getitem__, range(presenter.screen.total))}


def _held_otherwise(office) -> str:
    for state in office.overview.states():
        sheet = office.review.sheet(state.number)
        if state.status == "to_do" and not state.referred and sheet.recommendation is not None:
            decision = Decision("held", reason="The signatures on two papers differ.")
            assert not isinstance(office.review.record(sheet, decision), Refusal)
            return state.number
    raise AssertionError("no envelope is left to hold")


def _in_doubt(presenter, office) -> str:
    number = cases.hold_in_doubt(office)
    presenter.enter(number)
    presenter.choose("credit_unclear", "1")
    return number


def test_what_is_known_now_against_a_record_goes_back_only_with_why_it_does_not_hold(presenter, office):
    number = _in_doubt(presenter, office)
    cure = presenter.screen.held.cures[0]
    assert cure.against.endswith("Why do you answer against the record?")
    assert presenter.screen.held.blocked == "Say why you answer against the record."
    presenter.give_reason("credit_unclear", "office_confirms")
    assert presenter.screen.held.blocked == ""
    presenter.bring_back()
    answer = _state(office, number).answers["voted_already"]
    assert (answer.value, answer.why) == ("no", "office_confirms")
    assert answer.claims[0].weight == "record"


def test_ones_own_reason_at_holds_is_the_note(presenter, office):
    number = _in_doubt(presenter, office)
    presenter.give_reason("credit_unclear", "other")
    assert presenter.screen.held.blocked == "Write the reason into the note."
    presenter.write_note("The ballot came back empty")
    assert presenter.screen.held.blocked == ""
    presenter.bring_back()
    answer = _state(office, number).answers["voted_already"]
    assert (answer.why, office.review.reason_of(answer.note)) == ("other", "The ballot came back empty")


def test_a_reason_that_does_not_fit_another_answer_is_asked_again(presenter, office):
    _in_doubt(presenter, office)
    presenter.give_reason("credit_unclear", "surrendered")
    assert presenter.screen.held.blocked == ""
    presenter.choose("credit_unclear", "9")
    assert presenter.screen.held.blocked == "Say why you answer against the record."
