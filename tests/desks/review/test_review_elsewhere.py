"""Review under a pack of another state: what its law asks is asked, in words that are true there."""

from __future__ import annotations

import pytest

from adjudicator.records.trouble import Refusal
from tests import packs
from tests.desks import movers_cases as cases
from tests.desks.review_cases import RecordingShell
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.review.presenter import ReviewPresenter
from ui.shared.home_words import home_words

ASKED = ("signature", "secrecy_envelope", "withdrawn")
CLEAN = dict.fromkeys((*ASKED, "registration_data"), "1")


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    packs.elsewhere_is_ours(tmp_path, monkeypatch)
    opened = cases.office_on("primary", tmp_path, rules=packs.ELSEWHERE.name)
    yield opened
    opened.close()


def desk_on(office, number, **answers):
    """The Review desk on an envelope, up to the first question that `answers` and acceptance leave open."""
    desk = ReviewPresenter(office, RecordingShell())
    desk.enter(number)
    keys = CLEAN | answers
    for _ in range(len(keys) + 4):
        asked = desk.screen.asking.fact if desk.screen.asking else ""
        if desk.screen.panel is not None or (asked and asked not in keys):
            break
        if asked:
            desk.press(keys[asked])
        else:
            desk.accept()
    return desk


def recorded(office, number):
    """The envelope recorded as recommended, and its record verified deeply."""
    done = office.review.record(office.review.sheet(number))
    assert not isinstance(done, Refusal), done
    report = office.record.verifying("deep")(lambda *_: None)
    assert [str(each) for each in report.findings] == []
    return office.review.sheet(number).state.determination


def test_who_moved_and_did_not_report_it_is_asked_for_the_new_portion(elsewhere):
    number = cases.receive(elsewhere, "primary", house_number="42", street="Pine Street")
    desk = desk_on(elsewhere, number)
    assert (
        "precinct of the new address is the right one, whether the move was reported or not" in desk.screen.asking.help
    )
    assert "218" not in desk.screen.asking.help
    desk.press("2")
    asking = desk.screen.asking
    assert asking.prompt == "Which precinct and portion is the new address in?"
    assert "even where the move was not reported" in asking.help
    assert asking.choices[0].detail == "2 of the 3 nearest electors of this street are listed here"
    sheet = elsewhere.review.sheet(number)
    assert home_words(sheet).endswith("the voter moved, and the precinct of the new address is not known yet")
    desk.press("1")
    desk.accept()
    assert elsewhere.review.sheet(number).home.style == "002-1-R"
    determination = recorded(elsewhere, number)
    assert (determination.facts["home"], determination.outcome) == ("other_precinct", "count_partial")


def test_an_inactive_elector_is_asked_in_the_same_words(elsewhere):
    desk = desk_on(elsewhere, cases.receive(elsewhere, "primary", at=4))
    assert desk.screen.asking.prompt.startswith("The roll has this elector as inactive.")
    assert "new address is the right one" in desk.screen.asking.help


def test_what_the_law_asks_is_asked_and_a_clean_ballot_counts(elsewhere):
    number = cases.receive(elsewhere, "primary")
    desk = ReviewPresenter(elsewhere, RecordingShell())
    desk.enter(number)
    papers = next(card for card in desk.screen.cards if card.id == "papers")
    assert [line.fact for line in papers.lines] == ["oath", *ASKED, "identification", "cast"]
    assert desk.screen.asking.prompt == "Does the signature match the one on file?"
    desk = desk_on(elsewhere, number)
    voter = next(card for card in desk.screen.cards if card.id == "voter")
    assert "registration_data" in [line.fact for line in voter.lines]
    assert recorded(elsewhere, number).outcome == "count_full"


@pytest.mark.parametrize(
    ("answers", "outcome", "codes", "told"),
    [
        ({"secrecy_envelope": "2"}, "not_counted", ("no_secrecy_envelope",),
         "Your ballot was not in its secrecy envelope."),
        ({"withdrawn": "2"}, "not_counted", ("withdrawn",), "You withdrew your ballot."),
        ({"signature": "2"}, "held", ("signature_mismatch",),
         "Your ballot is waiting for your word on a signature that did not match. You can still come and confirm that it is "
         "yours until "),
        ({"registration_data": "2"}, "held", ("registration_data_missing",),
         "Your ballot is waiting for what your registration lacks. You can still bring it until "),
    ],
)  # fmt: skip
def test_each_answer_has_its_consequence_with_words(elsewhere, answers, outcome, codes, told):
    number = cases.receive(elsewhere, "primary")
    desk_on(elsewhere, number, **answers)
    sheet = elsewhere.review.sheet(number)
    found = sheet.recommendation
    assert (found.outcome, found.holds or found.reasons) == (outcome, codes)
    assert elsewhere.explanations.of(sheet).sentence.startswith(told)


@pytest.mark.parametrize(
    ("fact", "value"), [("signature", "cured_in_time"), ("registration_data", "supplied_in_time")]
)  # fmt: skip
def test_a_cure_is_told_by_the_moment_at_which_it_came(elsewhere, fact, value):
    number = cases.receive(elsewhere, "primary")
    desk = desk_on(elsewhere, number, **{fact: "3"})
    assert (desk.screen.panel.title, desk.screen.panel.about) == ("It was cured since", fact)
    desk.submit({"when": "noon or so"})
    assert desk.screen.panel.fields[0].problem
    desk.submit({"when": "May 22, 9:30 a.m."})
    answer = elsewhere.review.sheet(number).answers[fact]
    assert (answer.value, answer.source.kind, answer.source.dated) == (value, "paper", "2024-05-22")
    desk_on(elsewhere, number)
    assert recorded(elsewhere, number).outcome == "count_full"


def test_the_oath_is_not_asked_with_georgias_word_on_signatures(elsewhere):
    number = cases.receive(elsewhere, "primary", oath_signed=None)
    desk = ReviewPresenter(elsewhere, RecordingShell())
    desk.enter(number)
    assert desk.screen.asking.fact == "oath"
    assert "Georgia" not in desk.screen.asking.help


def test_georgia_asks_none_of_it(tmp_path):
    office = cases.office_on("primary", tmp_path)
    desk = ReviewPresenter(office, RecordingShell())
    desk.enter(cases.receive(office, "primary"))
    asked = {line.fact for card in desk.screen.cards for line in card.lines}
    assert asked.isdisjoint(CLEAN)
    office.close()


@pytest.mark.parametrize(
    ("fact", "hold", "when"),
    [
        ("signature", "signature_mismatch", "When was the signature cured?"),
        ("registration_data", "registration_data_missing", "When did what was lacking come?"),
    ],
)
def test_a_cure_that_comes_is_entered_at_holds(elsewhere, fact, hold, when):
    number = cases.receive(elsewhere, "primary")
    desk_on(elsewhere, number, **{fact: "2"})
    desk_on(elsewhere, number)
    assert recorded(elsewhere, number).holds == (hold,)
    holds = HoldsPresenter(elsewhere, RecordingShell())
    holds.select(number)
    assert holds.screen.held.cures[0].moment == when
    holds.write_moment(hold, "May 22, 9:30 a.m.")
    holds.bring_back()
    sheet = elsewhere.review.sheet(number)
    assert sheet.answers[fact].value in ("cured_in_time", "supplied_in_time")
    assert recorded(elsewhere, number).outcome == "count_full"
