"""The engine against the contract's slow second implementation, on elections and queries that hypothesis draws."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.law.engine.query import answer_query, check_query
from adjudicator.law.engine.recommend import Recommender
from adjudicator.resources import PACK_IDS, pack, pack_with
from tests.examples import examples
from tests.law.conftest import said
from tests.law.engine import reference
from tests.law.engine.strategies import ballots, choices, elections, json_queries, rulings, some_facts
from tests.packs import settings_of

MANY = settings(derandomize=True, max_examples=examples(600, rapid=16), deadline=None)


MOST_WRITTEN_OUT = 20_000
"""Completions up to which a good query is compared with the reference; `{"facts": {}}` is one, and has billions."""

POSITIONS = {
    name: {each.id: [choice.value for choice in each.choices] for each in pack(name).positions} for name in PACK_IDS
}


@cache
def pack_of(name, taken):
    """A pack with some choices taken where the law is silent."""
    return pack_with(name, settings_of(dict(taken)))


@st.composite
def laws(draw):
    """A pack's name with the choices of some motions."""
    name = draw(st.sampled_from(PACK_IDS))
    return name, tuple(sorted(draw(choices(POSITIONS[name])).items()))


@st.composite
def questions(draw, home_may_be_absent=False):
    """A law, an election, facts, a ballot, and the board's rulings by hold or none."""
    election = draw(elections())
    facts, ballot = draw(some_facts(60 if home_may_be_absent else 400)), draw(ballots(election, home_may_be_absent))
    return draw(laws()), election, facts, ballot, draw(rulings())


def agree(question):
    law, election, facts, ballot, ruled = question
    engine = Recommender(pack_of(*law), election).recommend(facts, *ballot, findings=False, rulings=ruled)
    assert said(engine) == reference.recommend(reference.Law(*law, ruled), election, facts, *ballot)


@pytest.mark.long
@MANY
@given(questions())
def test_the_engine_says_what_all_completions_say(question):
    agree(question)


@pytest.mark.long
@MANY
@given(questions(home_may_be_absent=True))
def test_what_hangs_on_an_unknown_home_style_is_open(question):
    agree(question)


@st.composite
def asked(draw):
    """A law, an election, and a query of it that may be bad."""
    election = draw(elections())
    return draw(laws()), election, draw(json_queries(election))


def refuse_or_answer(question):
    law, election, query = question
    bad = reference.complaints(election, query)
    errors = check_query(query, election)
    assert {error.place for error in errors} == set(bad)
    assert all(set(error.allowed) == bad[error.place] for error in errors)
    answer = answer_query(query, Recommender(pack_of(*law), election), brief=True)
    if bad:
        assert answer == errors
        return
    facts = {fact: value for fact, value in query["facts"].items() if value is not None}
    if reference.completions(facts) > MOST_WRITTEN_OUT:
        assert "needs" in answer
        return
    closed = (query.get(key) or () for key in ("registered_too_late_for", "cast_too_late_for"))
    ballot = query["cast_style"], query.get("home_style"), *closed
    assert in_json(reference.recommend(reference.Law(*law), election, facts, *ballot)).items() <= answer.items()


def in_json(expected):
    contests = [{"id": contest, "counts": counts, "code": code} for contest, counts, code in expected["contests"]]
    return expected | {"contests": contests}


@MANY
@given(asked())
def test_a_query_is_refused_where_the_contract_refuses_it_and_answered_otherwise(question):
    refuse_or_answer(question)
