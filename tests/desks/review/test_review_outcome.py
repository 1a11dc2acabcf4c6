"""The right column: a grey preview until all is answered, what decides on top, contests under it, and both ballots."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from adjudicator.casework.sheet.cards import cards_of, current_card
from adjudicator.casework.sheet.news import PLAIN, is_news
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.records.facts import FACTS
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import sign_in_as
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import OutcomeScreen

First = Callable[[Callable[[Sheet], bool]], str]
cases = sys.modules["tests_review_cases"]


@pytest.fixture
def first(pristine: tuple[Sheet, ...]) -> First:
    """Gives the number of the first envelope of a kind."""
    return lambda wanted: next(sheet.number for sheet in pristine if wanted(sheet))


@pytest.fixture
def desk(office: Office, shell) -> ReviewPresenter:
    made = ReviewPresenter(office, shell)
    office.listen(made.happened)
    return made


def opened(desk: ReviewPresenter, number: str, *keys: str) -> OutcomeScreen:
    desk.enter(number)
    for key in keys:
        desk.accept() if key == "Enter" else desk.press(key)
    return desk.screen.outcome


def test_before_anything_is_accepted_the_column_says_what_comes_of_it_if_the_cards_hold(desk, first):
    outcome = opened(desk, first(cases.in_part))
    after = opened(desk, desk.screen.number, "Enter", "Enter")
    assert (outcome.outcome, outcome.headline) == ("undecided", "If the cards hold:")
    assert outcome.preview == f"count in part, {after.headline.partition(', ')[2]}"
    assert (outcome.settled, after.settled) == (False, True)
    assert (outcome.sentence, outcome.missing, outcome.may_differ) == ("", (), False)
    assert [group.contests for group in outcome.groups] == [group.contests for group in after.groups]
    assert [group.heading.partition(" (")[0] for group in outcome.groups] == ["Would not count", "Would count"]
    assert (after.preview, after.grounds) == ("", outcome.grounds)


def test_the_preview_is_what_comes_of_accepting_every_card(office, pristine):
    tried = 0
    for sheet in pristine:
        preview = office.review.if_the_cards_hold(sheet)
        if preview is sheet or preview.recommendation.outcome == "incomplete":
            continue
        tried += 1
        now = sheet
        while (card := current_card(cards_of(now))) is not None and card.to_accept:
            assert not isinstance(office.review.accept(now, card), Refusal)
            now = office.review.sheet(sheet.number)
        assert (preview.recommendation, preview.facts) == (now.recommendation, now.facts), sheet.number
    assert tried > 20


def test_a_held_ballot_has_nothing_green(desk, first):
    outcome = opened(desk, first(cases.without_id), "Enter", "Enter")
    assert outcome.outcome == "held"
    assert not outcome.settled


def test_what_decides_stands_over_the_contests_and_what_applies_beside_it_after_them(desk, first):
    extended = first(lambda s: s.evidence.papers.reasons == ("EH",) and cases.easy(s))
    outcome = opened(desk, extended, "Enter", "Enter")
    assert outcome.deciding in {ground.citation for ground in outcome.grounds}
    assert ["kept apart" in ground.sentence for ground in outcome.also] == [True]
    assert not any("kept apart" in ground.sentence for ground in outcome.grounds)


def test_the_reason_that_decides_is_in_the_why_of_a_voter_who_moved_too_late(desk, office, first):
    desk.enter(first(lambda s: cases.easy(s) and cases.in_full(s)))
    desk.accept()
    desk.reopen("residence")
    desk.press("4")  # to another Georgia county after the fifth Monday
    desk.choose("voter_told")
    desk.accept()
    assert desk.screen.outcome.outcome == "count_full"
    assert any("218(e)" in ground.citation for ground in desk.screen.outcome.grounds)


def test_both_ballots_stand_beside_each_other_at_a_key_and_fold_again(desk, office, first):
    number = first(cases.in_part)
    desk.enter(number)
    assert desk.screen.ballots is None
    desk.show_ballots()
    shown, home = desk.screen.ballots, office.review.sheet(number).home
    assert shown is not None
    assert (shown.cast, shown.own) == (office.review.sheet(number).cast_style, home.style)
    styles = office.election.styles
    assert sum(row.cast for row in shown.rows) == len(styles[shown.cast])
    assert sum(row.own for row in shown.rows) == len(styles[shown.own])
    both = sum(row.cast and row.own for row in shown.rows)
    assert shown.told == f"{both} contests are on both ballots, of {len(styles[shown.cast])} on the ballot cast"
    desk.show_ballots()
    assert desk.screen.ballots is None


def test_without_a_voter_the_own_ballot_says_why_it_is_not_there(desk, first):
    desk.enter(first(cases.nobody))
    desk.show_ballots()
    assert desk.screen.ballots.note == "Who the voter is, is not known yet."
    assert not any(row.own for row in desk.screen.ballots.rows)


def test_a_folded_voter_card_goes_on_saying_who_where_and_that_there_is_no_other_vote(desk, office, first):
    number = first(cases.in_part)
    opened(desk, number, "Enter", "Enter")
    (voter,) = (card for card in desk.screen.cards if card.id == "voter")
    elector = office.review.sheet(number).elector
    assert (voter.state, voter.who) == ("folded", f"{elector.name}, born {elector.birth_year}")
    assert "own precinct" in voter.home
    assert voter.home.endswith("wrong precinct")
    assert "no other vote" in voter.summary
    assert elector.last_name not in voter.summary


def test_bad_news_is_told_from_good_on_the_card_and_once_it_is_folded(desk, first):
    opened(desk, first(cases.without_id))
    papers = desk.screen.cards[0]
    assert {line.fact: line.bad for line in papers.lines} == {"oath": False, "identification": True, "cast": False}
    desk.accept()
    papers = desk.screen.cards[0]
    assert papers.news == ("Identification: not shown",)
    assert "not shown" not in papers.summary


def test_every_answer_that_is_no_news_is_an_answer_of_its_fact():
    assert all(values <= set(FACTS[fact]) for fact, values in PLAIN.items())
    assert is_news("oath", "unsigned")
    assert not is_news("oath", "signed")
    assert not is_news("oath", "")


def same_voter(office: Office, number: str, other: str) -> None:
    """Have the papers of another envelope name the voter of this one."""
    papers = office.review.sheet(number).evidence.papers
    cases.rename(office, other, **{field: getattr(papers, field) for field in cases.OF_THE_VOTER})


def test_two_envelopes_of_one_voter_are_shown_side_by_side_before_either_voter_is_accepted(desk, office, first):
    number, other = first(cases.in_part), first(cases.in_full)
    same_voter(office, number, other)
    desk.enter(number)
    assert office.review.sheet(number).state.elector is None
    desk.show_others()
    (shown,) = desk.screen.others
    assert (shown.number, shown.title) == (other, f"Envelope {other}, of the same voter")
    lines = {line.label: line for line in shown.lines}
    assert lines["Name"].here == lines["Name"].there
    assert lines["Cast"].here != lines["Cast"].there
    assert (lines["Determined"].here, lines["Determined"].there) == ("Undecided", "Undecided")
    desk.show_others()
    assert desk.screen.others == ()
    desk.open_other(other)
    assert desk.screen.number == other
    desk.back()
    assert desk.screen.number == number


def test_where_no_other_is_known_the_key_says_so(desk, first):
    desk.enter(first(cases.in_part))
    desk.show_others()
    assert desk.screen.bar.hint == "No other envelope of this voter is known"


def test_the_band_says_which_envelope_sent_this_one_back_and_nobody_is_said_to_have(desk, office, first):
    number, other = first(cases.in_part), first(cases.in_full)
    opened(desk, number, "Enter", "Enter")
    desk.drawn(number)
    desk.record()
    same_voter(office, number, other)
    opened(desk, other, "Enter", "Enter")
    assert desk.screen.asking.fact == "voted_already"
    assert f"envelope {number}" in desk.screen.asking.note
    assert next(card for card in desk.screen.cards if card.asking is not None).others == (number,)
    desk.press("8")
    desk.enter(number)
    assert desk.screen.came_back.what == f"Envelope {other} is of the same voter"
    assert desk.screen.came_back.action == "Compare (W)"
    desk.follow_band()
    (shown,) = desk.screen.others
    lines = {line.label: line for line in shown.lines}
    assert (lines["Oath"].here, lines["Oath"].there) == ("signed", "signed")
    assert (shown.number, lines["Other votes"].there) == (other, "another provisional envelope")


def test_an_answer_comes_back_with_the_question(desk, office, first):
    number = first(cases.in_part)
    assert not isinstance(office.review.refer(number, "Is it the father?"), Refusal)
    sign_in_as(office, "supervisor")
    assert not isinstance(office.review.answer_referral(number, "It is the son."), Refusal)
    sign_in_as(office, "reviewer")
    desk.enter(number)
    band = desk.screen.came_back
    assert band.what.endswith(" answered the question")
    assert (band.why, band.remedy) == ("It is the son.", "You had asked: “Is it the father?”")


def test_a_time_before_the_polls_opened_and_a_code_without_an_order_say_what_disagrees(desk, office, first):
    number = first(cases.in_part)
    version = office.review.sheet(number).state.version
    assert not isinstance(
        office.receive.correct(number, {"cast_at": "2020-11-03T06:21"}, "As written.", version), Refusal
    )
    desk.enter(number)
    assert desk.screen.asking.fact == "cast"
    told = {choice.key: choice.detail for choice in desk.screen.asking.choices}
    assert told["1"] == (
        "Says: 6:21 a.m. is before the polls opened at 7:00 a.m.; or is 6:21 p.m. meant?, time on the envelope"
    )
    assert told["2"] == "Says: time on the envelope"
    assert desk.screen.asking.likely == ""
