"""The engine against the slow reference that writes out every completion."""

from dataclasses import replace
from itertools import product
from math import prod
from random import Random

import pytest

from adjudicator.records.facts import FACTS
from adjudicator.resources import PACK_IDS
from tests.law.conftest import said
from tests.law.engine import reference

STYLES = ("main", "twin", "near", "far", "local", "other_local", "president")
LATE = ((), (), ("L",), ("N1", "L"), ("P", "S", "A", "H7", "N1", "L"), ("H4",))
MOST = 600
"""Completions of one query at most, so that the reference stays quick."""


def agree(engine, query):
    facts, cast_style, home_style, late = query
    assert said(engine.recommend(facts, cast_style, home_style, late)) == reference.recommend(
        reference.Law(engine.pack.id), engine.election, facts, cast_style, home_style, late
    ), query


def plain(chance, fact):
    """A value that is more often harmless than not, so that the other facts show."""
    return FACTS[fact][0] if chance.random() < 0.6 else chance.choice(FACTS[fact])


def some_query(chance):
    facts = {fact: plain(chance, fact) for fact in FACTS}
    for fact in chance.sample(list(FACTS), chance.randint(0, 8)):
        if prod(len(FACTS[each]) for each in FACTS if each not in facts or each == fact) <= MOST:
            del facts[fact]
    return facts, chance.choice(STYLES), chance.choice(STYLES), chance.choice(LATE)


@pytest.mark.parametrize("name", PACK_IDS)
def test_random_facts_give_what_all_their_completions_say(name, recommender):
    chance = Random(f"random {name}")
    for _ in range(120):
        agree(recommender(name), some_query(chance))


def known_or_not(fact):
    return (*FACTS[fact], None)


@pytest.mark.parametrize("name", PACK_IDS)
def test_place_time_and_statement_give_what_all_their_completions_say(name, recommender):
    rest = {fact: values[0] for fact, values in FACTS.items()}
    facts = ("home", "cast", "statement", "ruling")
    for registered, values in product(("registered", None), product(*map(known_or_not, facts))):
        given = {**rest, "registration": registered, **dict(zip(facts, values, strict=True))}
        query = {fact: value for fact, value in given.items() if value is not None}
        agree(recommender(name), (query, "main", "far", ()))


@pytest.mark.parametrize("name", PACK_IDS)
def test_registration_residence_and_home_give_what_all_their_completions_say(name, recommender):
    rest = {fact: values[0] for fact, values in FACTS.items()}
    facts = ("registration", "residence", "home", "deadline")
    for values in product(*map(known_or_not, facts)):
        given = {**rest, **dict(zip(facts, values, strict=True))}
        query = {fact: value for fact, value in given.items() if value is not None}
        agree(recommender(name), (query, "main", "far", ("L",)))


@pytest.mark.parametrize("name", PACK_IDS)
@pytest.mark.parametrize("fact", ["oath", "match", "eligibility", "voted_already", "identification", "court_order"])
def test_a_fact_with_deadline_and_ruling_gives_what_all_completions_say(name, fact, recommender):
    rest = {each: values[0] for each, values in FACTS.items()} | {"cast": "court_extension"}
    facts = (fact, "deadline", "ruling", "ballot_in_envelope")
    for values in product(*map(known_or_not, facts)):
        given = {**rest, **dict(zip(facts, values, strict=True))}
        query = {each: value for each, value in given.items() if value is not None}
        agree(recommender(name), (query, "main", "main", ()))


@pytest.mark.parametrize("name", PACK_IDS)
def test_adding_a_fact_never_undoes_not_counted_and_never_turns_held_into_counted(name, recommender):
    chance, engine = Random(f"monotone {name}"), recommender(name)
    seen = {"not_counted": 0, "held": 0}
    for _ in range(400):
        facts, *ballot = some_query(chance)
        before = engine.recommend(facts, *ballot).outcome
        for fact, value in ((each, value) for each in FACTS if each not in facts for value in FACTS[each]):
            after = engine.recommend({**facts, fact: value}, *ballot).outcome
            if before == "not_counted":
                assert after == "not_counted", (facts, fact, value)
            if before == "held":
                assert after in ("held", "not_counted"), (facts, fact, value)
            seen[before] = seen.get(before, 0) + 1
    assert all(seen[outcome] > 100 for outcome in ("not_counted", "held", "incomplete"))


@pytest.mark.parametrize("name", PACK_IDS)
def test_remembered_answers_are_the_answers_of_a_fresh_recommender(name, recommender, election):
    chance, engine = Random(f"fresh {name}"), recommender(name)
    for _ in range(25):
        facts, *ballot = some_query(chance)
        fresh = type(engine)(replace(engine.pack), election)  # under another object, so that nothing is shared
        assert engine.recommend(facts, *ballot) == fresh.recommend(facts, *ballot)


def test_memory_is_emptied_and_refilled_without_a_change(recommender, monkeypatch):
    monkeypatch.setattr("adjudicator.law.engine.memo.remember.__defaults__", (3,))
    monkeypatch.setattr("adjudicator.law.engine.groups.MOST", 3)
    engine = recommender("georgia-2021")
    small = type(engine)(replace(engine.pack), engine.election)
    chance = Random("memory")
    queries = [some_query(chance) for _ in range(25)]
    for query in queries * 2:
        assert small.recommend(*query) == engine.recommend(*query)
    assert all(len(group._views) <= 4 for group in small.groups)
