"""The whole space of the fifteen facts, for every pack: what the engine says is what the contract says, case by case.

A *case* is a query: each fact known with one of its values, or unknown. There are some 10^11 of them for each pack and
ballot. These tests ask the engine some millions, and this is why the others cannot matter.

What the contract says of a query hangs on the effects E(x) that follow in each of its completions x (section 3), and E(x)
is put together row by row, each row looking at a few facts (section 2).

1. *Classes.* Where two values of a fact have the same effects in every row, whatever the other facts of the row are,
   E(x) is the same with either, and so is every answer. One value of each class is enough. (`Tables.classes` goes through
   whole tables; that the contract has the same classes is tested below for all values of the facts that meet.)

2. *Blocks.* Take the facts but for deadline and ruling, the frame. Two of them are in one block where a row looks at both,
   where both bear on the contests, or where both bear on one of the marks `kept_apart` and `send_statement`. Then E(x) is
   the union of what follows from each block's facts with the frame. A block makes a completion *free*, *held* or *not
   counted*; the completion is the worst of what its blocks make it; which contests are left is the word of one block, and
   each observed mark that of one; and neither hangs on the frame. (`assert_blocks_meet_only_in_kind` reads all of this off
   the tables; that the contract's effects are such unions is tested over full products of the blocks.)

3. *One block at a time.* Fix a block B and what is known of the rest. By 2, all that a completion of the rest brings into
   what section 3 asks about B is its *pattern*: free, held or not counted, in each of the six frames. Whether two
   completions that differ in a fact of B, or of the frame, differ in what matters hangs on what B and the frame make of
   them and on that pattern; so do whether all are not counted, and which contests count. So of two states of knowledge of
   the rest that leave the same *set* of patterns open, one is enough. There are at most a few dozen such sets, found as
   joins of the blocks' own (`Law.rests`). Reasons, holds and marks are unions frame by frame; a hold belongs to one block
   alone, so whether one is common to all completions is that block's word.

4. *Idle facts.* Where beside what is known the value of a fact can make no difference in any row, queries with and without
   it have completions with the same effects. The query without it is enough. (`Tables.canonical` reads it off the tables;
   `Walk.over` shows for every such pair that the contract says exactly the same of both.)

So for every pack and ballot each block is walked through: all classes of its facts, known or unknown, times all of the
frame, known or unknown, times every set of patterns that the rest can leave open in the frames that are open. (A block
that bears neither on contests nor on an observed mark meets other ballots only in patterns: there the sets are left out
that the first ballot had. The blocks that do bear on them meet one set in three with each other ballot, by turns, so that
three of the nine have each; and with a motion the block of the contests meets one set in eight.) What the contract says of
each case comes from all of its completions, written out by `reference`. That the answer has one outcome, and needs a fact
exactly where two completions that differ in it alone differ in what matters, is part of what is compared. That more
knowledge takes nothing back is asked of all answers, for every query and every fact that can be added to it.
"""

import gc
from dataclasses import replace
from functools import cache
from itertools import combinations, product
from random import Random

import pytest

from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.findings import OUTCOMES
from adjudicator.resources import PACK_IDS, pack, pack_with
from tests.law.conftest import CONTESTS, election_of
from tests.law.engine import reference
from tests.law.engine.grid import Grid
from tests.law.engine.space import INERT, Law
from tests.law.engine.tables import FRAME, Tables
from tests.law.engine.walk import Walk
from tests.packs import every_pack, settings_of

EVERY_CONTEST = tuple(contest.id for contest in CONTESTS)
STATE_ONLY = tuple(contest for contest in CONTESTS if not contest.is_federal)


PRIMARY = tuple(replace(contest, party="D" if contest.id in ("P", "H7", "N1") else "") for contest in CONTESTS)
ELECTIONS = {
    "general": election_of(),
    "state only": election_of(STATE_ONLY, styles={"main": ("S", "A", "N1", "L"), "near": ("S", "L")}),
    "primary": election_of(PRIMARY, primary=True),
}
BALLOTS = {
    "another style": ("general", ("main", "far", ())),
    "own style": ("general", ("main", "main", ())),
    "another style with the same contests": ("general", ("main", "twin", ())),
    "another style with nothing in common": ("general", ("local", "other_local", ())),
    "the contest for President alone": ("general", ("president", "far", ())),
    "home style unknown": ("general", ("main", None, ())),
    "too late for one contest": ("general", ("main", "far", ("L",))),
    "too late for all": ("general", ("main", "near", EVERY_CONTEST)),
    "no federal contest": ("state only", ("main", "near", ())),
    "a primary, too late for one contest": ("primary", ("main", "near", ("N1",))),
}
FIRST, *OTHERS = BALLOTS
TABLES = {name: Tables(pack(name).rules) for name in PACK_IDS}


@pytest.fixture(autouse=True)
def no_search_for_garbage():
    """There is none here, and looking for it in all that is kept takes a quarter of the time."""
    gc.disable()
    yield
    gc.enable()


def walk_of(name, ballot, choices=()):
    """A walk over one ballot under a pack, with some choices taken where the law is silent, and its tables."""
    election, styles = ELECTIONS[BALLOTS[ballot][0]], BALLOTS[ballot][1]
    taken = pack_with(name, settings_of(dict(choices)))
    tables = Tables(taken.rules) if choices else TABLES[name]
    law = Law(tables, reference.Law(name, choices), election, styles)
    return Walk(law, Recommender(taken, election), styles), tables


@cache
def first_law(name):
    """What the contract says of the first ballot under a pack."""
    return walk_of(name, FIRST)[0].law


def assert_walked(walk):
    """What every walk has to show; it says how many cases it had."""
    assert walk.cases
    assert {answer.outcome for answer in walk.answers} <= set(OUTCOMES)
    walk.assert_nothing_is_taken_back()
    print(f"{walk.cases:,} cases, {len(walk.steps):,} different steps")  # noqa: T201 - shown by pytest -rP


def _said_of(taken):
    return "-".join([taken.id, *(f"{position}-{setting.value}" for position, setting in taken.settings.items())])


@pytest.mark.parametrize("taken", every_pack(), ids=_said_of)
def test_blocks_of_facts_meet_in_kind_alone(taken):
    tables = Tables(taken.rules)
    tables.assert_blocks_meet_only_in_kind()
    assert {fact for block in tables.blocks for fact in block} <= set(INERT) - set(FRAME)


LATE = reference.Ballot(ELECTIONS["general"], "main", "far", ("L",))
PLAIN = reference.Ballot(ELECTIONS["general"], "main", "main", ())


def follows(law, ballot, *parts):
    """What follows in a completion of which some parts are given and the rest is inert."""
    one = reference.One(
        {fact: value for part in (INERT, *parts) for fact, value in part.items()}, law, ballot, ballot.home
    )
    return one.reasons, one.holds, one.marks, one.limits, one.kept


@pytest.mark.parametrize("name", PACK_IDS)
def test_values_that_the_tables_do_not_tell_apart_are_alike_in_the_contract(name):
    law, tables = reference.Law(name), TABLES[name]
    for block in tables.blocks:
        said = {}
        for facts in Grid({fact: reference.VALUES[fact] for fact in (*block, *FRAME)}).completions():
            first = {fact: tables.first[fact].get(value) for fact, value in facts.items()}
            assert said.setdefault(tuple(first.values()), follows(law, LATE, facts)) == follows(law, LATE, facts), facts


def by_itself(law, tables, block, part, frame):
    """What follows from one block's part alone."""
    return follows(law, LATE if block == tables.limiting else PLAIN, part, frame)


def together(tables, alone):
    """What follows from each block's part by itself, taken together; the limits are the limiting block's."""
    limiting = alone.get(tables.limiting, ((), (), (), {}, set(PLAIN.cast)))
    return (*(set().union(*(each[codes] for each in alone.values())) for codes in range(3)), *limiting[3:])


def assert_joined(law, tables, parts, frame, alone):
    ballot = LATE if tables.limiting in parts else PLAIN
    assert follows(law, ballot, *parts.values(), frame) == together(tables, alone), (parts, frame)


@pytest.mark.slow
@pytest.mark.parametrize("name", PACK_IDS)
def test_two_blocks_give_together_what_each_gives_alone(name):
    law, tables = reference.Law(name), TABLES[name]
    frames = Grid({fact: reference.VALUES[fact] for fact in FRAME}).completions()
    grids = {block: Grid({fact: tables.classes[fact] for fact in block}).completions() for block in tables.blocks}
    alone = {
        block: [(part, [by_itself(law, tables, block, part, frame) for frame in frames]) for part in parts]
        for block, parts in grids.items()
    }
    for one, other in combinations(tables.blocks, 2):
        for (mine, of_mine), (yours, of_yours) in product(alone[one], alone[other]):
            for frame, *each in zip(frames, of_mine, of_yours, strict=True):
                assert_joined(law, tables, {one: mine, other: yours}, frame, dict(zip((one, other), each, strict=True)))


@pytest.mark.parametrize("name", PACK_IDS)
def test_all_blocks_give_together_what_each_gives_alone(name):
    law, tables, chance = reference.Law(name), TABLES[name], Random(f"blocks {name}")
    for _ in range(1_000):
        facts = {fact: chance.choice(values) for fact, values in reference.VALUES.items()}
        parts = {block: {fact: facts[fact] for fact in block} for block in tables.blocks}
        frame = {fact: facts[fact] for fact in FRAME}
        alone = {block: by_itself(law, tables, block, part, frame) for block, part in parts.items()}
        assert_joined(law, tables, parts, frame, alone)


@pytest.mark.parametrize("name", PACK_IDS)
def test_all_cases_come_out_as_the_contract_has_them(name):
    walk, tables = walk_of(name, FIRST)
    for block in tables.blocks:
        walk.over(block)
    assert_walked(walk)


@pytest.mark.slow
@pytest.mark.parametrize("ballot", OTHERS)
@pytest.mark.parametrize("name", PACK_IDS)
def test_all_cases_on_which_the_ballot_bears_come_out_as_the_contract_has_them(name, ballot):
    walk, tables = walk_of(name, ballot)
    walked, turn = first_law(name), OTHERS.index(ballot)
    for block in tables.blocks:
        if block in tables.quiet:
            walk.over(block, but=walked.rests(block))
        else:
            walk.over(block, every=3, turn=turn)
    assert_walked(walk)


MOTIONS = [
    (name, position.id, choice.value)
    for name in PACK_IDS
    for position in pack(name).positions
    if position.id in reference.TAKEN
    for choice in position.choices[1:]
]


def _in(rules, rule):
    return rule.id in rules and rules[rule.id].rows == rule.rows


@pytest.mark.slow
@pytest.mark.parametrize(("name", "position", "choice"), MOTIONS, ids=map("-".join, MOTIONS))
def test_all_cases_on_which_a_motion_bears_come_out_as_the_contract_has_them(name, position, choice):
    walk, tables = walk_of(name, "a primary, too late for one contest", ((position, choice),))
    usual, moved = ({rule.id: rule for rule in rules} for rules in (pack(name).rules, tables.rules))
    changed = [rule for one, other in ((usual, moved), (moved, usual)) for rule in one.values() if not _in(other, rule)]
    assert changed
    for block in tables.blocks:
        if any(fact in block for rule in changed for fact in rule.facts):
            turn = MOTIONS.index((name, position, choice))
            walk.over(block, every=8 if block == tables.limiting else 1, turn=turn)
    assert_walked(walk)
