"""Which answers alone could still lose a ballot, against trying every value; two that alone do not, do not together."""

from itertools import combinations, product
from random import Random

import pytest

from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.facts import FACTS
from adjudicator.resources import PACK_IDS, pack
from tests.packs import every_pack

STYLES = ("main", "twin", "near", "far", "local", "other_local", "president")
LATE = ((), (), ("L",), ("N1", "L"), ("P", "S", "A", "H7", "N1", "L"))
PLAIN = {fact: values[0] for fact, values in FACTS.items()}
FRAME = ("deadline", "ruling")
HOLDING = ({"oath": "unsigned"}, {"identification": "missing"}, {"match": "several"}, {"eligibility": "in_question"})


def waiting(chance):
    """Facts of a ballot that waits for something, half of the rest unknown, with styles and contests closed early."""
    known = {fact: PLAIN[fact] if chance.random() < 0.6 else chance.choice(FACTS[fact]) for fact in FACTS}
    for fact in FACTS:  # in their order: that of a set is another one in each process
        if fact not in FRAME and chance.random() < 0.5:
            del known[fact]
    known |= {"deadline": "open", "ruling": "none", **chance.choice(HOLDING)}
    cast, home = chance.choice(STYLES), chance.choice((*STYLES, None))
    return known, (cast, cast if known.get("home") == "same_style" else home, chance.choice(LATE))


def outcome(engine, facts, ballot):
    return engine.recommend(facts, *ballot, findings=False).outcome


def lost_by(engine, facts, ballot, names):
    """Whether some answers to these facts together leave the ballot not counted."""
    answers = product(*(FACTS[name] for name in names))
    return any(
        outcome(engine, facts | dict(zip(names, each, strict=True)), ballot) == "not_counted" for each in answers
    )


def agrees(engine, chance, times):
    """Hold the engine against trying every answer to every unknown fact; how many of these it found to lose a ballot."""
    found = 0
    for _ in range(times):
        facts, ballot = waiting(chance)
        losing = engine.losing(facts, *ballot)
        found += len(losing)
        lost, unknown = outcome(engine, facts, ballot) == "not_counted", set(FACTS).difference(facts)
        tried = {fact for fact in unknown if not lost and lost_by(engine, facts, ballot, (fact,))}
        assert losing == tried, (facts, ballot)
    return found


@pytest.mark.parametrize("name", PACK_IDS)
def test_what_could_lose_a_ballot_is_what_trying_every_answer_finds(name, election):
    assert agrees(Recommender(pack(name), election), Random(f"losing {name}"), 40)


@pytest.mark.slow
def test_what_could_lose_a_ballot_is_found_whatever_the_board_has_chosen(election):
    for law in every_pack():
        assert agrees(Recommender(law, election), Random(f"chosen {law.digest}"), 10)


@pytest.mark.parametrize("name", PACK_IDS)
def test_no_two_answers_lose_a_ballot_that_waits_where_none_of_them_does_alone(name, election):
    chance, engine, pairs = Random(f"two {name}"), Recommender(pack(name), election), 0
    for _ in range(40):
        facts, ballot = waiting(chance)
        if outcome(engine, facts, ballot) != "held":
            continue
        quiet = sorted(set(FACTS).difference(facts, engine.losing(facts, *ballot)))
        for pair in combinations(quiet, 2):
            assert not lost_by(engine, facts, ballot, pair), (facts, ballot, pair)
            pairs += 1
    assert pairs


@pytest.mark.parametrize(
    ("facts", "losing"),
    [
        ({"residence": None}, {"residence"}),
        ({"residence": None, "registration": None}, {"registration"}),
        ({"home": "other_precinct", "cast": "from_5pm_to_close", "statement": None}, {"statement"}),
        ({"home": "other_precinct", "cast": None, "statement": None}, {"cast"}),
        ({"home": "same_style", "cast": None, "statement": None}, set()),
        ({"match": None, "oath": None}, set()),
        ({"home": "other_precinct", "cast": "before_5pm", "voted_already": None}, set()),
    ],
)
def test_a_ballot_that_waits_for_identification_could_be_lost_by(recommender, facts, losing):
    """After 2021: who moved is no resident only where registered; a statement matters only elsewhere after five."""
    known = {
        fact: value for fact, value in (PLAIN | {"identification": "missing"} | facts).items() if value is not None
    }
    assert recommender("georgia-2021").losing(known, "main", "near" if "home" in facts else "main") == losing
