"""What counties share: the workings of a pack, which say the same whichever county asked before, and may be forgotten."""

from random import Random

import pytest

from adjudicator.law.engine import groups
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.engine.workings import Workings, workings
from adjudicator.records.facts import FACTS
from adjudicator.resources import PACK_IDS, pack, pack_with
from tests.law.conftest import CONTESTS, STYLES, election_of
from tests.packs import settings_of

STATE_ONLY = election_of(
    tuple(contest for contest in CONTESTS if not contest.is_federal), styles={"main": ("S", "A", "N1"), "near": ("S",)}
)
RULINGS = (None, {}, {"two_envelopes": "count"}, {"wrong_style": "do_not_count", "two_envelopes": "count"})


def asked(election, seed, number):
    """Queries of any facts, on any two ballots, with or without closed contests and rulings."""
    chance, styles = Random(seed), list(election.styles)
    for _ in range(number):
        facts = {fact: chance.choice(values) for fact, values in FACTS.items() if chance.random() < 0.7}
        late = [contest for contest in election.contests if chance.random() < 0.1]
        shut = [contest for contest in election.contests if chance.random() < 0.05]
        ballot = chance.choice(styles), chance.choice([*styles, None]), late, shut
        yield facts, ballot, chance.choice(RULINGS)


def answers(recommender, seed, number=60):
    return [
        recommender.recommend(facts, *ballot, rulings=rulings)
        for facts, ballot, rulings in asked(recommender.election, seed, number)
    ]


def alone(monkeypatch):
    """Let nothing be shared: whoever asks gets workings of their own."""
    monkeypatch.setattr("adjudicator.law.engine.recommend.workings", Workings)


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_county_is_told_the_same_whichever_county_asked_before(name, monkeypatch):
    elections = (election_of(), STATE_ONLY, election_of(styles={**STYLES, "main": ("P", "L"), "far": ("H4", "L")}))
    together = [answers(Recommender(pack(name), election), seed) for seed, election in enumerate(elections)]
    alone(monkeypatch)
    assert together == [answers(Recommender(pack(name), election), seed) for seed, election in enumerate(elections)]


def test_counties_under_one_pack_share_its_workings_and_rulings_have_their_own():
    one = pack()
    assert workings(one, None) is workings(one, None)
    assert workings(one, frozenset()) is not workings(one, None)


def test_packs_of_one_digest_and_other_words_do_not_share():
    taken = pack().positions[0]
    otherwise = pack_with(pack().id, settings_of({taken.id: taken.choices[1].value}))
    assert workings(otherwise, None).pack is otherwise
    assert workings(pack(), None).pack.digest != workings(otherwise, None).pack.digest


@pytest.mark.parametrize("name", PACK_IDS)
def test_what_is_forgotten_is_worked_out_anew(name, monkeypatch):
    said = answers(Recommender(pack(name), election_of()), 7)
    alone(monkeypatch)
    monkeypatch.setattr(groups, "MOST", 0)
    assert answers(Recommender(pack(name), election_of()), 7) == said
