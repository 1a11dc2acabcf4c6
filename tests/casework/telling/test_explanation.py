"""Why a ballot fares as it does: of a recommendation, of what was determined, and for everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adjudicator.casework.record.state import ResearchLine, changed
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.telling.explanation import COUNTS, Explanation, PublicExplainer, explain, otherwise
from adjudicator.casework.telling.particulars import election_particulars
from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.elector import Credit
from adjudicator.records.facts import Answer, Source
from tests.casework.conftest import (
    AT,
    CALENDAR,
    EASY,
    ELECTION,
    Sheets,
    answers,
    choice,
    determination,
    elector,
    evidence,
)

SECOND = {"elector": choice(precinct="002", portion="002-1", style="S2")}
"""Maria's own precinct is another than that where she voted."""


def explained(sheet: Sheet, recommender: Recommender) -> Explanation:
    found = explain(sheet, recommender)
    assert found is not None
    return found


@pytest.fixture
def explainer(recommender: Recommender) -> PublicExplainer:
    return PublicExplainer(lambda _: recommender, election_particulars(ELECTION.date, CALENDAR))


def recorded(sheet: Sheet, **changes: Any) -> Sheet:
    """The sheet of an envelope that was determined on those facts."""
    found = sheet.recommendation
    assert found is not None
    out = {contest.id: contest.code or "" for contest in found.contests if not contest.counts}
    said = {
        "outcome": found.outcome, "recommended": found.outcome, "reasons": found.reasons, "holds": found.holds,
        "marks": found.marks, "counted": found.counted, "not_counted": out, "facts": sheet.facts,
        "home_style": sheet.home_style,
    }  # fmt: skip
    state = replace_state(sheet, determination=determination(**(said | changes)))
    return replace(sheet, state=state)


def replace_state(sheet: Sheet, **changes: Any) -> Any:
    return changed(sheet.state, status="determined", **changes)


def test_a_ballot_that_counts_in_full_rests_on_the_paragraph_of_counting(sheets: Sheets, recommender: Recommender):
    found = explained(sheets.make(EASY), recommender)
    assert found.sentence == "Your ballot was counted."
    assert found.grounds == (COUNTS,)
    assert found.deciding == COUNTS
    assert COUNTS.citation in recommender.pack.paragraphs
    assert found.settling["oath"] == "signed"
    assert "deadline" not in found.settling


def test_a_ballot_of_another_precinct_names_both_places_and_what_was_left_out(sheets: Sheets, recommender: Recommender):
    found = explained(sheets.make(EASY, **SECOND), recommender)
    assert found.sentence == (
        "You voted at School 001. Your own polling place is that of precinct 002. The 3 contests that are also on your own "
        "ballot were counted; one was not: State House District 101."
    )
    assert found.deciding is not None
    assert (found.deciding.rule, found.deciding.citation) == ("wrong_precinct", "O.C.G.A. 21-2-419(c)(2)")


def test_grounds_stand_in_the_law_s_own_order_and_the_primary_reason_decides(sheets: Sheets, recommender: Recommender):
    said = {**EASY, "oath": "unsigned", "voted_already": "advance_vote"}
    found = explained(sheets.make(said), recommender)
    assert [ground.rule for ground in found.grounds] == ["oath_unsigned", "already_voted"]
    assert found.deciding is not None
    assert found.deciding.rule == "already_voted"
    assert found.settling == {"voted_already": "advance_vote", "oath": "unsigned", "deadline": "open"}


def test_a_ballot_that_counts_in_full_cites_the_packs_own_paragraph(sheets: Sheets, recommender: Recommender):
    georgia = recommender.pack
    rules = [
        replace(
            rule,
            rows={row: tuple(replace(each, citation="Code 1") for each in row_) for row, row_ in rule.rows.items()},
        )
        if rule.id == "ballot_missing"
        else rule
        for rule in georgia.rules
    ]
    other = Recommender(replace(georgia, rules=tuple(rules)), recommender.election)
    assert explained(sheets.make(EASY), other).grounds[0].citation == "Code 1"
    assert explained(sheets.make(EASY), recommender).grounds[0].citation == COUNTS.citation


def test_a_ballot_not_counted_is_not_told_which_contests_would_count(sheets: Sheets, recommender: Recommender):
    found = explained(sheets.make({**EASY, "voted_already": "advance_vote"}, **SECOND), recommender)
    assert [ground.rule for ground in found.grounds] == ["already_voted"]
    assert found.grounds[0].cited == ("O.C.G.A. 21-2-419(c)(3)", "O.C.G.A. 21-2-572")


def test_a_ballot_that_counts_in_full_names_the_paragraph_on_which_a_mover_relies(
    sheets: Sheets, recommender: Recommender
):
    found = explained(sheets.make({**EASY, "residence": "moved_county_late"}), recommender)
    assert [(ground.rule, ground.citation) for ground in found.grounds] == [
        ("counted", "O.C.G.A. 21-2-419(c)(1)"),
        ("moved_late", "O.C.G.A. 21-2-218(e)"),
    ]


def test_a_held_ballot_says_what_it_waits_for(sheets: Sheets, recommender: Recommender):
    found = explained(sheets.make({**EASY, "identification": "missing"}), recommender)
    assert (
        found.sentence == "Your ballot is waiting for your photo ID. You can still bring it until Fri Nov 6, 5:00 p.m."
    )
    assert found.settling == {"identification": "missing", "deadline": "open"}
    assert otherwise(sheets.make({**EASY, "identification": "missing"}), recommender)[0].curable


def test_nothing_is_told_while_a_question_is_open(sheets: Sheets, recommender: Recommender):
    sheet = sheets.make({"oath": "signed"})
    found = explained(sheet, recommender)
    assert (found.outcome, found.sentence, found.settling) == ("incomplete", "", {})
    assert otherwise(sheet, recommender) == ()


def test_without_a_style_there_is_nothing_to_explain(sheets: Sheets, recommender: Recommender):
    sheet = sheets.make(EASY, style_cast="", precinct_cast="003")
    assert explain(sheet, recommender) is None
    assert otherwise(sheet, recommender) == ()


def test_the_reason_is_told_as_exactly_as_the_facts_know_it(sheets: Sheets, recommender: Recommender):
    lines = (ResearchLine("state_wide", "nothing", "rita", AT), ResearchLine("call", "no_answer", "rita", AT))
    said = {**EASY, "match": "none", "registration": "cancelled"}
    found = explained(sheets.make(said, research=lines), recommender)
    assert found.sentence == (
        "Your registration was cancelled before this election, and we could not find another. We looked in: the state-wide "
        "list."
    )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((Credit("01234567", "absentee_accepted", "2020-10-27", "accepted", "file-1"),), "by mail, received Oct 27"),
        ((Credit("01234567", "advance_vote", "2020-10-20", "in person", "file-1"),), "by mail"),
        ((), "by mail"),
    ],
    ids=["a line of the file", "another line", "no line"],
)
def test_the_day_of_the_other_vote_is_that_of_the_files_line_and_not_that_of_the_file(
    sheets: Sheets, recommender: Recommender, lines: tuple[Credit, ...], said: str
):
    source = Source("absentee_file", "2020-11-05", "file-1")
    given = answers(**EASY) | {"voted_already": Answer("voted_already", "absentee_accepted", source)}
    sheet = sheets.make(answers=given, elector=choice())
    found = explained(replace(sheet, evidence=replace(sheet.evidence, credits=lines)), recommender)
    assert found.sentence.startswith(f"Our records show that you voted {said}. ")


def test_what_was_determined_is_explained_from_its_own_facts(sheets: Sheets, recommender: Recommender):
    sheet = recorded(sheets.make({**EASY, "oath": "unsigned", "voted_already": "elsewhere"}))
    later = replace(sheet, facts={}, recommendation=None)
    assert explained(later, recommender) == explained(sheet, recommender)
    assert explained(later, recommender).sentence.startswith("Our records show that you voted in another county")


def test_a_departure_says_what_was_determined_and_nothing_of_the_grounds(sheets: Sheets, recommender: Recommender):
    sheet = recorded(sheets.make(EASY, **SECOND), outcome="count_full", counted=ELECTION.styles["S1"], not_counted={},
                     departs=True)  # fmt: skip
    found = explained(sheet, recommender)
    assert found.sentence == "Your ballot was counted."
    assert (found.deciding, found.settling) == (None, {})
    assert otherwise(sheet, recommender) == ()


def test_a_departure_to_not_counted_gives_the_reason_that_was_recorded(sheets: Sheets, recommender: Recommender):
    sheet = recorded(sheets.make(EASY), outcome="not_counted", counted=(), reasons=("no_identification",), departs=True)
    found = explained(sheet, recommender)
    assert (
        found.sentence
        == "You had no identification with you when you voted, and none reached us by Fri Nov 6, 5:00 p.m."
    )


def test_a_departure_to_held_gives_no_reason_that_the_rules_gave(sheets: Sheets, recommender: Recommender):
    sheet = recorded(
        sheets.make({**EASY, "voted_already": "elsewhere", "oath": "unsigned"}), outcome="held", departs=True
    )
    assert sheet.state.determination is not None
    assert sheet.state.determination.holds == ("oath_unsigned",)
    assert explained(sheet, recommender).sentence == "Your ballot is waiting: we are still looking into it."


def test_for_everybody_it_cites_what_decides_and_names_no_place(sheets: Sheets, explainer: PublicExplainer):
    determined = recorded(sheets.make(EASY, **SECOND)).state.determination
    assert explainer.explain(determined).citations == ("O.C.G.A. 21-2-419(c)(2)",)
    assert explainer.explain(determined).sentence == (
        "You voted at a polling place other than your own. Only the contests that are also on your own ballot were counted."
    )


def test_for_everybody_a_reason_is_told_without_what_a_person_is(sheets: Sheets, explainer: PublicExplainer):
    determined = recorded(sheets.make({**EASY, "eligibility": "felony"})).state.determination
    assert explainer.explain(determined).citations == ("O.C.G.A. 21-2-419(c)(3)",)
    assert explainer.explain(determined).sentence == (
        "Our records show that you were not eligible to vote in this election. If this is wrong, call the election office."
    )


def test_a_ballot_counted_in_full_cites_the_paragraph_of_counting(sheets: Sheets, explainer: PublicExplainer):
    determined = recorded(sheets.make(EASY)).state.determination
    assert explainer.explain(determined).citations == (COUNTS.citation,)


def test_a_departure_cites_nothing_that_the_rules_did_not_find(sheets: Sheets, explainer: PublicExplainer):
    counted = recorded(sheets.make({**EASY, "oath": "unsigned"}), outcome="count_full", departs=True)
    assert explainer.explain(counted.state.determination).citations == ()


def test_a_voter_of_another_county_is_told_which(sheets: Sheets, recommender: Recommender):
    row = elector(county="DEKALB", precinct="", districts={})
    taken = choice(county="DEKALB", precinct="", portion="")
    found = explained(sheets.make(EASY, at_hand=evidence(elector=row), elector=taken), recommender)
    assert found.sentence == (
        "You are registered in DeKalb County. Only the state-wide contests on your ballot were counted."
    )


def test_no_name_and_no_address_of_a_voter_is_in_an_explanation(sheets: Sheets, recommender: Recommender):
    for said in (EASY, {**EASY, "voted_already": "elsewhere"}, {**EASY, "identification": "missing"}):
        shown = repr(explain(sheets.make(said), recommender)).casefold()
        assert not any(word in shown for word in ("delgado", "maria", "oak st", "1974"))
