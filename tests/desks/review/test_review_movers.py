"""Review in primaries, city elections and for voters who moved: what is asked in place, and in which words."""

from __future__ import annotations

import pytest

from tests.desks import movers_cases as cases
from tests.desks.review_cases import RecordingShell
from tests.scenarios.telling import Law, sheet_of, situation_named
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.review.presenter import ReviewPresenter
from ui.envelope.panel import look_at
from ui.shared.home_words import home_words


@pytest.fixture
def primary(tmp_path):
    opened = cases.office_on("primary", tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def municipal(tmp_path):
    opened = cases.office_on("municipal", tmp_path)
    yield opened
    opened.close()


def desk_on(office, number):
    """The Review desk on an envelope, its papers accepted."""
    desk = ReviewPresenter(office, RecordingShell())
    desk.enter(number)
    desk.accept()
    return desk


def lines_of(desk):
    """Every line of the cards: fact -> words."""
    return {line.fact: line.words for card in desk.screen.cards for line in card.lines}


def keys_of(asking):
    return [(choice.key, choice.label) for choice in asking.choices]


# moved, inactive, elsewhere


def test_who_moved_and_reported_it_is_asked_for_the_new_portion_with_what_neighbours_suggest(primary):
    number = cases.receive(primary, "primary", house_number="42", street="Pine Street")
    desk = desk_on(primary, number)
    desk.press("3")
    asking = desk.screen.asking
    assert asking.prompt == "Which precinct and portion is the new address in?"
    assert keys_of(asking)[:2] == [("1", "002 (Duluth A)"), ("2", "003 (Duluth B), portion 003-1")]
    assert asking.choices[0].detail == "2 of the 3 nearest electors of this street are listed here"
    assert asking.choices[1].detail == "1 of the 3 nearest electors of this street is listed here"
    assert [choice.key for choice in asking.choices[2:]] == ["8", "9", "0"]
    desk.press("1")
    desk.accept()
    assert lines_of(desk)["home"] == "Own precinct: 002 (Duluth A)"
    assert primary.review.sheet(number).home.style == "002-1-R"
    voter = next(card for card in desk.screen.cards if card.id == "voter")
    source = next(line.source for line in voter.lines if line.fact == "home")
    assert source == "roll of Mon Feb 1"


def test_where_nobody_lives_near_the_new_address_it_is_said_and_a_precinct_is_chosen(primary):
    number = cases.receive(primary, "primary", house_number="1", street="Nowhere Lane")
    desk = desk_on(primary, number)
    desk.press("3")
    assert desk.screen.asking.note == "The roll has nobody near this address on its street."
    assert [choice.key for choice in desk.screen.asking.choices] == ["8", "9", "0"]
    desk.press("8")
    desk.change({"precinct": "003", "portion": ""})
    assert desk.screen.panel.fields[1].options == (
        ("003-1", "003-1: State House 101"),
        ("003-2", "003-2: State House 102"),
    )


@pytest.mark.parametrize(
    ("at", "prompt", "first"),
    [
        (
            4,
            "The roll has this elector as inactive. Where did the voter live on election day?",
            "At the listed address",
        ),
        (
            5,
            "The voter is registered in DeKalb County. Where did the voter live on election day?",
            "In DeKalb County, at the listed address",
        ),
    ],
)
def test_residence_is_asked_in_the_words_of_the_case(primary, at, prompt, first):
    desk = desk_on(primary, cases.receive(primary, "primary", at=at))
    assert desk.screen.asking.prompt == prompt
    assert desk.screen.asking.choices[0].label == first
    assert "218" in desk.screen.asking.help


# primaries


def test_in_a_primary_the_files_know_that_no_other_partys_ballot_was_voted(primary):
    desk = desk_on(primary, cases.receive(primary, "primary"))
    voter = next(card for card in desk.screen.cards if card.id == "voter")
    party = next(line for line in voter.lines if line.fact == "party")
    assert (party.state, party.source) == ("known", "no vote in another party's primary, absentee file of Tue May 21")
    desk.accept()
    assert primary.review.sheet("0001").recommendation.outcome == "count_full"


def test_papers_and_label_of_different_parties_ask_which_ballot_it_is_and_the_answer_tells_both(primary):
    number = cases.receive(primary, "primary", party="D")
    desk = ReviewPresenter(primary, RecordingShell())
    desk.enter(number)
    asking = desk.screen.asking
    assert asking.note == "The papers name the Democratic ballot, and the label's style 001-1-R is Republican."
    assert [(choice.label, choice.detail) for choice in asking.choices[:3]] == [
        ("001-1-D", "Democratic ballot"),
        ("001-1-R", "Republican ballot"),
        ("001-1-N", "Nonpartisan ballot"),
    ]
    desk.press("2")
    state = primary.review.sheet(number).state
    assert (state.style_cast, state.party) == ("001-1-R", "R")


def test_the_papers_show_the_party_in_words_and_a_slip_in_it_can_be_corrected(primary):
    number = cases.receive(primary, "primary", sheets=2)
    desk = desk_on(primary, number)
    lines = {line.label: line.words for line in desk.screen.papers.lines}
    assert (lines["Party"], lines["Sheets"]) == ("Republican", "2 sheets of one ballot")
    desk.correct("party")
    field = desk.screen.panel.fields[1]
    assert field.options == (("", "not on the papers"), ("D", "Democratic"), ("R", "Republican"), ("N", "Nonpartisan"))


def test_outside_primaries_no_party_is_shown_or_corrected(municipal):
    desk = desk_on(municipal, cases.receive(municipal, "municipal"))
    assert "Party" not in {line.label for line in desk.screen.papers.lines}
    desk.correct("cast_at")
    assert "party" not in dict(desk.screen.panel.fields[0].options)


def test_by_hand_the_party_picks_the_precincts_style_and_a_style_tells_the_party(primary):
    hand = ReceivePresenter(primary, RecordingShell()).hand
    field = {each.id: each for _, fields in hand.screen().groups for each in fields}["party"]
    assert [choice.label for choice in field.choices] == ["Unknown", "Democratic", "Republican", "Nonpartisan"]
    for name, text in (("precinct_cast", "001"), ("party", "D")):
        hand.write(name, text)
        hand.leave(name)
    values = {each.id: each.value for _, fields in hand.screen().groups for each in fields}
    assert values["style_cast"] == "001-1-D"
    hand.clear()
    for name, text in (("precinct_cast", "003"), ("style_cast", "003-2-R")):
        hand.write(name, text)
        hand.leave(name)
    values = {each.id: each.value for _, fields in hand.screen().groups for each in fields}
    assert (values["party"], values["style_cast"]) == ("R", "003-2-R")


def test_a_precinct_that_is_not_on_the_papers_is_asked_for_before_the_own_one_can_be_compared(primary):
    number = cases.receive(primary, "primary", precinct_cast="")
    desk = desk_on(primary, number)
    desk.accept()
    asking = desk.screen.asking
    assert (asking.fact, asking.prompt) == ("home", "In which precinct was this ballot cast?")
    desk.press("1")
    assert desk.screen.panel.fields[0].value == "precinct_cast"
    desk.submit({"field": "precinct_cast", "value": "001", "reason": "It stands on the bag."})
    assert primary.review.sheet(number).facts["home"] == "same_style"


# city elections, and contests with a closing of their own


def test_the_day_of_applying_is_asked_where_a_contest_closed_before_the_rolls_date(municipal):
    number = cases.receive(municipal, "municipal")
    desk = desk_on(municipal, number)
    desk.accept()
    asking = desk.screen.asking
    assert asking.prompt == "When did this voter apply to register?"
    assert keys_of(asking)[0] == ("1", "On the day that the roll has: Sat Sep 20, 2025")
    assert asking.choices[0].personal
    assert "Special election: local option tax, City of Duluth on Fri Sep 12" in asking.help
    desk.press("1")
    assert lines_of(desk)["applied"] == "Day of applying: Sat Sep 20, 2025"
    desk.accept()
    assert municipal.review.sheet(number).recommendation.counted == ("psc", "mayor-duluth")
    (line,) = (line for line in municipal.record.lines(envelope=number) if "applied" in line.words)
    assert line.words == f"Rita Reviewer recorded for envelope {number}: when the voter applied to register"
    assert "2025-09-20" not in line.body
    desk.drawn(number)
    desk.record()
    report = municipal.record.verifying()(lambda _done, _of: None)
    assert not report.findings


def test_a_day_is_typed_and_read_back_before_it_is_recorded(municipal):
    number = cases.receive(municipal, "municipal", at=2)
    desk = desk_on(municipal, number)
    desk.accept()
    assert [choice.key for choice in desk.screen.asking.choices] == ["2", "0"]
    assert desk.screen.outcome.headline == "Cannot be told yet"
    desk.press("2")
    desk.submit({"on": "some day"})
    assert desk.screen.panel.fields[0].problem.startswith("This cannot be read as a day.")
    desk.change({"on": "Sep 12"})
    assert desk.screen.panel.fields[0].hint == "Read as Fri Sep 12, 2025"
    desk.submit({"on": "Sep 12"})
    desk.accept()
    assert municipal.review.sheet(number).recommendation.outcome == "count_full"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Oct 14", "Registration had closed by then for every contest"),
        ("Dec 4, 2025", "That day is after the election"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_what_to_do(municipal, typed, said):
    desk = desk_on(municipal, cases.receive(municipal, "municipal", at=2))
    desk.accept()
    desk.press("2")
    desk.submit({"on": typed})
    assert desk.screen.strip.what.startswith(said)
    assert municipal.review.sheet("0001").evidence.applied_on is None


def test_an_address_in_no_portion_is_an_answer(municipal):
    number = cases.receive(
        municipal, "municipal", at=1, place="Duluth City Hall", precinct_cast="014", style_cast="DUL-CITY"
    )
    desk = desk_on(municipal, number)
    desk.accept()
    asking = desk.screen.asking
    assert keys_of(asking)[0] == ("1", "014 (Duluth City)")
    assert asking.choices[0].detail == "style DUL-CITY"
    desk.press("9")
    sheet = municipal.review.sheet(number)
    assert (sheet.home_style, sheet.recommendation.reasons) == ("none", ("no_entitled_contest",))
    voter = next(card for card in desk.screen.cards if card.id == "voter")
    assert voter.home.endswith("the voter's address is outside the area of this election")


# what another person reads of it


def test_who_approves_reads_of_which_address_the_own_precinct_is_and_who_said_it(primary):
    number = cases.receive(primary, "primary", house_number="42", street="Pine Street")
    desk = desk_on(primary, number)
    desk.press("3")
    desk.press("1")
    desk.accept()
    lines = {line.label: (line.answer, line.source) for line in look_at(primary, number).voter}
    assert lines["Own precinct"] == (
        "002 (Duluth A), ballot style 002-1-R",
        "Gwinnett County, of the new address: roll of Mon Feb 1",
    )


def test_who_approves_reads_the_day_of_applying_and_that_an_address_is_in_no_portion(municipal):
    number = cases.receive(municipal, "municipal")
    desk = desk_on(municipal, number)
    desk.accept()
    desk.press("1")
    line = next(line for line in look_at(municipal, number).voter if line.label == "Applied to register")
    assert (line.answer, line.personal) == ("Sat Sep 20, 2025", True)
    outside = cases.receive(municipal, "municipal", "0002", at=1, precinct_cast="014", style_cast="DUL-CITY", place="")
    desk = desk_on(municipal, outside)
    desk.accept()
    desk.press("9")
    lines = {line.label: line.answer for line in look_at(municipal, outside).voter}
    assert lines["Own precinct"] == "in none: the address is outside the area of this election"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("61", "Voted at 051 (City, East), own precinct 051 (City, East): no contest there in this election"),
        ("61c", "Voted at 051 (City, East), the voter's address is outside the area of this election"),
        (
            "49",
            "Voted at 003 (Duluth B), own precinct 002 (Duluth A): wrong precinct, both in one building",
        ),
    ],
)
def test_where_the_voter_belongs_is_said_for_the_situations_that_counsel_reads(name, words):
    assert home_words(sheet_of(situation_named(name), Law("georgia-2021"))) == words
