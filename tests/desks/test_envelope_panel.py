"""The envelope panel: everything that a determination rests on, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adjudicator.casework.acts.checking import SecondOpinion
from adjudicator.casework.record.state import changed
from adjudicator.law.telling.words import FACT_NAMES
from adjudicator.records.facts import Answer, Known, Source
from adjudicator.records.trouble import Refusal
from tests.desks import batches_cases as cases
from ui.envelope.facts import fact_lines
from ui.envelope.panel import look_at


@pytest.fixture
def worked(tmp_path, tmp_path_factory):
    """A case in which one reviewer has determined every envelope."""
    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    cases.sign_in(made, cases.SUPERVISOR)
    yield made
    made.close()


def test_what_does_not_count_stands_before_what_counts_each_with_its_reason(worked):
    number = cases.determined(worked, "count_partial")[0]
    panel = look_at(worked, number)
    out, counts = panel.contests
    assert (out.state, counts.state) == ("out", "counts")
    total = len(out.contests) + len(counts.contests)
    assert panel.headline == f"Count in part, {len(counts.contests)} of {total}"
    assert all(contest.why for contest in out.contests)
    assert not any(contest.why for contest in counts.contests)


def test_a_ballot_that_is_not_counted_lists_no_contest_and_says_why(worked):
    panel = look_at(worked, cases.determined(worked, "not_counted")[0])
    assert panel.contests == ()
    assert panel.headline == "Not counted"
    assert panel.because


def test_every_finding_that_applies_unfolds_to_the_paragraphs_text(worked):
    for outcome in ("count_partial", "not_counted", "held"):
        panel = look_at(worked, cases.determined(worked, outcome)[0])
        assert panel.grounds
        for ground in panel.grounds:
            assert ground.citation
            assert ground.text
            assert ground.edition


def test_no_code_stands_where_a_word_should(worked):
    for state in worked.overview.states():
        panel = look_at(worked, state.number)
        lines = (*panel.settling, *panel.facts)
        said = [*(line.answer for line in lines), *panel.because, panel.headline, panel.sentence]
        assert not [words for words in said if "_" in words]
        assert not [line.label for line in lines if line.label in FACT_NAMES]


def test_every_fact_has_a_source_and_nothing_is_left_out(worked):
    for state in worked.overview.states():
        panel = look_at(worked, state.number)
        assert state.determination is not None
        lines = (*panel.settling, *panel.facts)
        assert len(lines) == len(state.determination.facts)
        assert all(line.source for line in lines), [line for line in lines if not line.source]


def test_what_settles_it_stands_apart_from_the_other_facts(worked):
    not_counted = look_at(worked, cases.determined(worked, "not_counted")[0])
    assert 1 <= len(not_counted.settling) <= 4
    in_full = look_at(worked, cases.determined(worked, "count_full")[0])
    assert len(in_full.settling) > len(in_full.facts)


def test_the_panel_tells_what_the_voter_is_told(worked):
    panel = look_at(worked, cases.determined(worked, "count_partial")[0])
    sheet = worked.review.sheet(panel.number)
    assert panel.sentence == worked.explanations.of(sheet).sentence
    assert panel.sentence.startswith("You ")
    assert look_at(worked, cases.determined(worked, "count_full")[0]).grounds[0].citation == "O.C.G.A. 21-2-419(c)(1)"


def test_a_departure_rests_on_no_fact_that_the_rules_looked_at(worked):
    number = cases.determined(worked, "count_full")[0]
    worked.people.sign_out()
    cases.depart(worked, number)
    cases.sign_in(worked, cases.SUPERVISOR)
    panel = look_at(worked, number)
    assert panel.departure
    assert panel.settling == ()
    assert panel.sentence != "Your ballot was counted."


def test_a_superseded_determination_stays_in_the_history(worked):
    number = cases.determined(worked, "count_full")[0]
    worked.people.sign_out()
    cases.depart(worked, number)
    cases.sign_in(worked, cases.SUPERVISOR)
    history = look_at(worked, number).history
    determined = [past for past in history if "determined envelope" in past.words]
    assert len(determined) == 2
    assert "not counted" in determined[0].words
    assert "count in full" in determined[1].words
    assert any(past.reason == "Looked at again" for past in history)


def test_who_may_not_see_names_sees_none(worked):
    number = cases.determined(worked, "count_full")[0]
    name = worked.overview.voter_names([number])[number]
    assert any(name in line.answer for line in look_at(worked, number).voter)
    assert all(line.personal for line in look_at(worked, number).voter if name in line.answer)
    worked.people.sign_out()
    assert not isinstance(worked.people.sign_in("oquinn", cases.PASSWORDS["oquinn"]), Refusal)
    assert not any(name in line.answer for line in look_at(worked, number).voter)


def test_where_the_voter_was_looked_for_stands_with_what_came_of_it(worked):
    researched = [state.number for state in worked.overview.states() if state.research]
    assert researched
    panel = look_at(worked, researched[0])
    assert all(line.answer and line.source for line in panel.research)


def test_an_unknown_envelope_gives_an_empty_panel(worked):
    assert look_at(worked, "9999").number == ""


def test_what_a_file_has_come_to_say_since_stands_beside_the_fact_it_was_determined_on(worked):
    number = cases.determined(worked, "count_full")[0]
    sheet = worked.review.sheet(number)
    newer = Answer("voted_already", "absentee_accepted", Source("absentee_file", "2020-11-06", "a9"))
    overtaken = replace(
        sheet, overtaken=frozenset({"voted_already"}), known={"voted_already": Known(newer, "contradiction")}
    )
    line = next(line for line in fact_lines(overtaken, sheet.facts, str) if line.label == "Other votes")
    assert line.answer == "None"
    assert line.said[-1] == "Since then, absentee file of Fri Nov 6: absentee ballot accepted"


def test_what_is_not_known_of_a_ballot_that_counts_is_said_in_words(worked, monkeypatch):
    number = cases.determined(worked, "count_full")[0]
    assert look_at(worked, number).not_known == ""
    sheet = worked.review.recorded_sheet(number)
    determination = sheet.state.determination
    facts = {fact: value for fact, value in determination.facts.items() if fact not in ("oath", "match", "cast")}
    bare = changed(determination, facts=facts, departs=True, recommended="incomplete")
    shown = replace(sheet, state=changed(sheet.state, determination=bare))
    monkeypatch.setattr(worked.review, "recorded_sheet", lambda _: shown)
    assert look_at(worked, number).not_known == "NOT KNOWN: oath, time voted and voter"


@pytest.mark.parametrize("agrees", [True, False])
def test_a_second_decision_stands_beside_the_first_for_who_approves(worked, agrees):
    cases.sign_in(worked, cases.SUPERVISOR)
    assert not isinstance(worked.second.set_percent(100, "The board wishes it"), Refusal)
    cases.close_batch(worked)
    number = cases.determined(worked, "count_full")[0]
    cases.sign_in(worked, cases.OTHER)
    opinion = SecondOpinion("count_full" if agrees else "not_counted", (), "The birth date is another")
    assert not isinstance(worked.second.check(number, opinion), Refusal)
    assert look_at(worked, number).second is None
    cases.sign_in(worked, cases.SUPERVISOR)
    panel = look_at(worked, number)
    assert panel.second_words == "The birth date is another"
    if agrees:
        assert panel.second.what == "Theo Nakamura decided it a second time, and came to the same"
    else:
        assert panel.second.why == "First, Rosa Whitfield: Count in full"
        assert panel.second.remedy == "Second, Theo Nakamura: Not counted"
