"""Every value of every fact, alone and with the facts it acts with, gives what the contract says: none is left to chance."""

from itertools import product

import pytest

from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.facts import FACTS
from adjudicator.resources import PACK_IDS, pack, pack_with
from tests.law.conftest import said
from tests.law.engine import reference
from tests.packs import settings_of

PLAIN = {fact: values[0] for fact, values in FACTS.items()}
AWAY = {"home": "other_precinct", "statement": "complete", "cast": "from_5pm_to_close"}
EXTENDED = {"cast": "court_extension"}


def agree(law, recommender, election, facts, ballot):
    engine = recommender.recommend(facts, *ballot, findings=False)
    assert said(engine) == reference.recommend(law, election, facts, *ballot), facts


@pytest.mark.parametrize("name", PACK_IDS)
@pytest.mark.parametrize("setting", [{}, AWAY, EXTENDED], ids=["plain", "another precinct", "extended hours"])
def test_every_value_of_every_fact_says_what_the_contract_says(name, setting, election):
    recommender, law = Recommender(pack(name), election), reference.Law(name)
    home = "far" if setting is AWAY else "main"
    for fact, deadline, ruling in product(FACTS, FACTS["deadline"], FACTS["ruling"]):
        for value in FACTS[fact]:
            facts = {**PLAIN, **setting, "deadline": deadline, "ruling": ruling, fact: value}
            agree(
                law, recommender, election, facts, ("main", home if facts["home"] != "same_style" else "main", ("L",))
            )


@pytest.mark.parametrize("name", PACK_IDS)
def test_every_choice_of_every_position_says_what_the_contract_says_of_every_value(name, election):
    for position in pack(name).positions:
        for choice in position.choices[1:]:
            taken = {position.id: choice.value}
            recommender = Recommender(pack_with(name, settings_of(taken)), election)
            law = reference.Law(name, taken)
            for setting, home in ((PLAIN, "main"), ({**PLAIN, **AWAY}, "far"), ({**PLAIN, **EXTENDED}, "main")):
                for fact in FACTS:
                    for value in FACTS[fact]:
                        facts = {**setting, fact: value}
                        own = "main" if facts["home"] == "same_style" else home
                        agree(law, recommender, election, facts, ("main", own, ("L",)))
