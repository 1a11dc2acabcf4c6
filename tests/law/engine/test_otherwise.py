"""What would have to be different, against trying everything; and which facts settle what is."""

from itertools import combinations
from random import Random

import pytest

from adjudicator.law.engine.otherwise import FactChange, ways_otherwise
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.engine.settling import settling_facts
from adjudicator.records.facts import FACTS, OF_PACKS
from adjudicator.resources import PACK_IDS, pack, pack_with
from tests.packs import settings_of

STYLES = ("main", "twin", "near", "far", "local", "other_local", "president")
LATE = ((), (), ("L",), ("N1", "L"), ("P", "S", "A", "H7", "N1", "L"))
PLAIN = {fact: values[0] for fact, values in FACTS.items()}
GEORGIAS = [fact for fact in FACTS if fact not in OF_PACKS]
COUNTED = ("count_full", "count_partial")


def some_case(chance):
    """Facts of which a few are unknown and a few do harm, a cast style, the home style or none, contests closed early."""
    facts = {fact: PLAIN[fact] if chance.random() < 0.75 else chance.choice(FACTS[fact]) for fact in GEORGIAS}
    for fact in chance.sample(GEORGIAS, chance.choice((0, 0, 0, 1, 2))):
        del facts[fact]
    cast, home = chance.choice(STYLES), chance.choice((*STYLES, None))
    if facts.get("home") == "same_style":
        home = cast
    return facts, cast, home, chance.choice(LATE)


def fate(engine, case, changes):
    """Outcome and contests; None for contests that hang on a home style nobody knows."""
    facts, cast, home, late = case
    changed = {**facts, **changes}
    if changed.get("home") != facts.get("home"):
        home = cast if changed["home"] == "same_style" else home if home != cast else None
    found = engine.recommend(changed, cast, home, late, findings=False)
    if (
        found.outcome == "incomplete"
        and found.needs == ("home",)
        and changed.get("home") in ("other_style", "other_precinct")
    ):
        return "count_partial", None
    return found.outcome, found.counted if found.outcome in COUNTED else ()


def tried(engine, case, size):
    """All smallest sets of at most so many changes, by trying every value of every fact."""
    facts, now = case[0], fate(engine, case, {})
    single = [(fact, value) for fact, values in FACTS.items() for value in values if facts.get(fact) != value]
    found = {}
    for many in range(1, size + 1):
        for steps in combinations(single, many):
            apart = len({fact for fact, _ in steps}) == many
            if apart and not any(set(part) < set(steps) for part in found_within(found, steps)):
                led = fate(engine, case, dict(steps))
                if led != now:
                    found[frozenset(steps)] = led
    return found


def found_within(found, steps):
    smaller = (frozenset(part) for size in range(1, len(steps)) for part in combinations(steps, size))
    return [part for part in smaller if part in found]


def told(ways):
    """Every set of single changes that the ways stand for, with outcome and number of contests."""
    spread = {}
    for way in ways:
        sets = [frozenset()]
        for change in way.changes:
            sets = [one | {(change.fact, value)} for one in sets for value in change.values]
        spread |= dict.fromkeys(sets, (way.outcome, way.counted))
    return spread


def numbers(found):
    return {
        steps: (outcome, None if contests is None else len(contests)) for steps, (outcome, contests) in found.items()
    }


@pytest.mark.parametrize("name", PACK_IDS)
def test_the_smallest_changes_are_those_that_trying_every_one_and_every_two_finds(name, recommender):
    chance, engine = Random(f"ways {name}"), recommender(name)
    for _ in range(7):
        case = some_case(chance)
        expected = numbers(tried(engine, case, 2))
        found = {steps: led for steps, led in told(ways_otherwise(engine, *case)).items() if len(steps) <= 2}
        assert found == expected, case


@pytest.mark.slow
@pytest.mark.parametrize("name", PACK_IDS)
def test_the_smallest_changes_are_found_whatever_the_board_has_chosen(name, election):
    last = settings_of({position.id: position.choices[-1].value for position in pack(name).positions})
    chance, engine = Random(f"chosen {name}"), Recommender(pack_with(name, last), election)
    for _ in range(8):
        case = some_case(chance)
        found = {steps: led for steps, led in told(ways_otherwise(engine, *case)).items() if len(steps) <= 2}
        assert found == numbers(tried(engine, case, 2)), case


@pytest.mark.parametrize("name", PACK_IDS)
def test_three_changes_are_told_only_where_leaving_out_any_makes_no_difference(name, recommender):
    chance, engine, seen = Random(f"three {name}"), recommender(name), 0
    for _ in range(15):
        case = some_case(chance)
        for steps in [steps for steps in told(ways_otherwise(engine, *case)) if len(steps) == 3]:
            parts = [part for size in (1, 2) for part in combinations(steps, size)]
            assert all(fate(engine, case, dict(part)) == fate(engine, case, {}) for part in parts), (case, steps)
            assert fate(engine, case, dict(steps)) != fate(engine, case, {})
            seen += 1
    assert seen


@pytest.mark.slow
@pytest.mark.parametrize("name", PACK_IDS)
def test_no_three_changes_are_missing(name, recommender):
    chance, engine = Random(f"all three {name}"), recommender(name)
    for _ in range(4):
        case = some_case(chance)
        assert told(ways_otherwise(engine, *case)) == numbers(tried(engine, case, 3)), case


@pytest.mark.parametrize("name", PACK_IDS)
def test_the_settling_facts_are_enough_and_none_of_them_can_be_spared(name, recommender):
    chance, engine = Random(f"settling {name}"), recommender(name)
    for _ in range(50):
        facts, *ballot = some_case(chance)
        settling = settling_facts(engine, facts, *ballot)
        wanted = decided(engine.recommend(facts, *ballot))
        if wanted[0] == "incomplete":
            assert settling == ()
            continue
        kept = {fact: facts[fact] for fact in settling}
        assert decided(engine.recommend(kept, *ballot)) == wanted
        for fact in settling:
            fewer = {other: value for other, value in kept.items() if other != fact}
            assert decided(engine.recommend(fewer, *ballot)) != wanted, (facts, settling, fact)


def decided(found):
    return found.outcome, found.reasons, found.holds, found.counted if found.outcome in COUNTED else ()


def ways_of(engine, home_style="main", **changes):
    facts = {fact: value for fact, value in {**PLAIN, **changes}.items() if value is not None}
    return ways_otherwise(engine, facts, "main", home_style)


def test_what_can_still_be_brought_stands_first_and_its_values_together(recommender):
    first, second, *_ = ways_of(recommender("georgia-2020-sos"), identification="missing")
    assert first.changes == (FactChange("identification", ("shown", "not_required", "supplied_in_time"), "missing"),)
    assert (first.outcome, first.counted, first.total, first.gains, first.curable) == ("count_full", 6, 6, True, True)
    assert [change.fact for change in second.changes] == ["identification", "ruling"]
    assert second.gains
    assert not second.curable


def test_nothing_can_be_brought_once_the_period_is_over(recommender):
    first, *_ = ways_of(recommender("georgia-2020-sos"), identification="missing", deadline="passed")
    assert first.changes[0].fact == "identification"
    assert not first.curable


def test_where_two_things_are_in_the_way_both_have_to_be_different(recommender):
    engine = recommender("georgia-2020-sos")
    gaining = [way for way in ways_of(engine, oath="unsigned", identification="missing") if way.gains]
    assert [change.fact for change in gaining[0].changes] == ["oath", "identification"]
    assert all({"oath", "identification"} <= {change.fact for change in way.changes} for way in gaining)


def test_a_vote_before_five_in_another_precinct_counts_with_another_hour_and_a_statement(recommender):
    ways = ways_of(recommender("georgia-2021"), "near", home="other_precinct", statement="missing")
    changes = {tuple((change.fact, change.values) for change in way.changes): way.counted for way in ways if way.gains}
    assert changes[("cast", ("from_5pm_to_close",)), ("statement", ("complete",))] == 5
    assert changes[("cast", ("not_election_day",)),] == 5


def test_another_home_whose_style_nobody_knows_leaves_the_contests_untold(recommender):
    ways = ways_of(recommender("georgia-2020-sos"))
    elsewhere = next(way for way in ways if way.changes[0].fact == "home" and way.counted is None)
    assert elsewhere.changes[0].values == ("other_style", "other_precinct")
    assert elsewhere.outcome == "count_partial"


def test_one_s_own_precinct_has_the_style_of_the_ballot(recommender):
    own, *_ = ways_of(recommender("georgia-2020-sos"), "near", home="other_precinct")
    assert own.changes == (FactChange("home", ("same_style",), "other_precinct"),)
    assert (own.outcome, own.counted) == ("count_full", 6)


def test_a_fact_that_is_not_known_yet_has_no_value_now(recommender):
    ways = ways_of(recommender("georgia-2020-sos"), oath=None)
    given = next(way for way in ways if way.changes[0].fact == "oath")
    assert given.changes[0].now == ""
    assert given.changes[0].values == ("signed",)
    assert given.outcome == "count_full"


def test_what_settles_a_ballot_that_is_not_counted_is_the_fact_of_its_reason(recommender):
    engine = recommender("georgia-2020-sos")
    facts = {**PLAIN, "voted_already": "advance_vote"}
    assert settling_facts(engine, facts, "main", "main") == ("voted_already",)
    assert settling_facts(engine, {**PLAIN, "identification": "missing"}, "main", "main") == (
        "identification",
        "deadline",
    )


def test_everything_that_could_stand_in_the_way_settles_a_ballot_that_counts_in_full(recommender):
    settling = settling_facts(recommender("georgia-2020-sos"), PLAIN, "main", "main")
    assert {"oath", "registration", "identification", "home"} <= set(settling)
    assert not {"statement", "court_order", "deadline", "ruling"} & set(settling)
