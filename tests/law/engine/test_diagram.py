"""Diagrams against the table that they stand for, written out; and how they grow."""

from functools import reduce
from itertools import product
from operator import or_

from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.law.engine.diagram import Diagrams
from adjudicator.records.facts import FACTS
from tests.examples import examples

FEW = ("oath", "party", "statement", "deadline")
ROWS = list(product(*(FACTS[fact] for fact in FEW)))


@st.composite
def tables(draw):
    """Some facts in their order and, for some rows of their values, what follows."""
    facts = tuple(fact for fact in FEW if draw(st.booleans()))
    rows = list(product(*(FACTS[fact] for fact in facts)))
    return facts, draw(st.lists(st.tuples(st.sampled_from(rows), st.integers(0, 3)), max_size=8))


def follows(table, values):
    """What a table says of one value of each of the few facts."""
    facts, rows = table
    own = tuple(values[FEW.index(fact)] for fact in facts)
    return reduce(or_, (contribution for row, contribution in rows if row == own), 0)


def of(given_tables):
    diagrams = Diagrams()
    return diagrams, diagrams.joined(frozenset([diagrams.of_rows(*table) for table in given_tables]))


@settings(derandomize=True, max_examples=examples(150), deadline=None)
@given(st.lists(tables(), min_size=1, max_size=4), st.dictionaries(st.sampled_from(FEW), st.integers(0, 1)))
def test_a_diagram_says_what_its_tables_say_whatever_is_known(given_tables, chosen):
    diagrams, left = of(given_tables)
    known = {fact: FACTS[fact][place] for fact, place in chosen.items()}
    for fact, value in known.items():
        left = diagrams.given(left, fact, value)
    rows = [row for row in ROWS if all(row[FEW.index(fact)] == value for fact, value in known.items())]
    said = {row: reduce(or_, (follows(table, row) for table in given_tables)) for row in rows}
    assert left.contributions == set(said.values())
    for place, fact in enumerate(FEW):
        alike = {}
        for row in rows:
            alike.setdefault((*row[:place], *row[place + 1 :]), set()).add(said[row])
        lines = {frozenset(line) for line in alike.values() if len(line) > 1}
        assert diagrams.lines(left, fact) == lines
        assert (fact in left.facts) == bool(lines)


def test_what_is_equal_is_one_object_however_it_came_about():
    diagrams, once = of([(("oath",), [(("signed",), 1)]), (("party",), [(("entitled",), 2)])])
    both = [(("signed", value), 1) for value in FACTS["party"]] + [((value, "entitled"), 2) for value in FACTS["oath"]]
    assert diagrams.of_rows(("oath", "party"), both) is once
    known = diagrams.given(once, "oath", "signed")
    assert known is diagrams.given(once, "oath", "signed")
    assert diagrams.given(known, "party", "entitled") is diagrams.given(
        diagrams.given(once, "party", "entitled"), "oath", "signed"
    )


def test_a_fact_of_one_rule_adds_a_question_and_does_not_multiply_the_others():
    facts = ("registration", "residence", "party", "statement", "home")
    tables = [((fact,), [((FACTS[fact][-1],), 1)]) for fact in facts]
    sizes = []
    for number in range(1, len(tables) + 1):
        _, whole = of(tables[:number])
        questions, waiting = set(), [whole]
        while waiting:
            each = waiting.pop()
            if each.fact and each not in questions:
                questions.add(each)
                waiting += each.branches.values()
        sizes.append(len(questions))
    assert sizes == [1, 2, 3, 4, 5]
