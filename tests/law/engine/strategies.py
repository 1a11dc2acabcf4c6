"""Elections, queries and bad queries as hypothesis draws them, more often where rules meet than where they do not."""

from datetime import date
from math import prod

from hypothesis import strategies as st

from adjudicator.records.election import Contest, Election
from adjudicator.records.facts import FACTS

LEVELS = ("federal_statewide", "statewide", "statewide_measure", "congressional", "state_senate", "county")
TITLES = (
    "President", "President of the United States", "Presidential preference", "Vice President of the Board", "Governor",
)  # fmt: skip
MOST = 400
"""Completions of one query at most, so that the reference stays quick."""

_MEET = ("home", "cast", "court_order", "statement", "ruling")
"""Facts that say something only beside others: they are drawn evenly."""


@st.composite
def elections(draw):
    """A small election: contests of every level, with and without office, party and titles like "President of ..."."""
    with_office = draw(st.booleans())
    contests = [
        Contest(
            f"C{place}",
            place,
            draw(st.sampled_from(TITLES)),
            draw(st.sampled_from(LEVELS)),
            office=draw(st.sampled_from(("", "president", "governor"))) if with_office else "",
            party=draw(st.sampled_from(("", "", "D"))),
        )
        for place in range(draw(st.integers(2, 6)))
    ]
    ids = [contest.id for contest in contests]
    ballots = st.lists(st.sampled_from(ids), min_size=1, unique=True).map(tuple)
    styles = {f"S{place}": draw(ballots) for place in range(draw(st.integers(2, 4)))}
    return Election(
        "General", date(2020, 11, 3), "GA", "Gwinnett", "13135", "America/New_York",
        {contest.id: contest for contest in contests}, {}, styles,
    )  # fmt: skip


@st.composite
def some_facts(draw, most=MOST):
    """Facts of which some are unknown and most of the others are harmless; the completions are at most `most`."""
    facts = {fact: FACTS[fact][0] for fact in FACTS}
    for fact in (*_MEET, *draw(st.lists(st.sampled_from(list(FACTS)), max_size=3))):
        facts[fact] = draw(st.sampled_from(FACTS[fact]))
    for fact in draw(st.permutations(list(FACTS)))[: draw(st.integers(0, 7))]:
        if prod(len(FACTS[each]) for each in FACTS if each == fact or each not in facts) <= most:
            del facts[fact]
    return facts


@st.composite
def ballots(draw, election, home_may_be_absent=False):
    """Cast style, home style, and the contests that closed to registration or at the polls, as `recommend` takes them."""
    styles = st.sampled_from(list(election.styles))
    home = draw(st.none() | styles) if home_may_be_absent else draw(styles)
    closed = st.just(()) | st.lists(st.sampled_from(list(election.contests)), unique=True).map(tuple)
    return draw(styles), home, draw(closed), draw(closed)


@st.composite
def json_queries(draw, election):
    """Objects that are or nearly are queries: any key may be absent, null, of another kind or unknown."""
    cast_style, home_style, late, shut = draw(ballots(election, home_may_be_absent=True))
    query = {"facts": draw(some_facts(60)), "cast_style": cast_style}
    query |= {"home_style": home_style, "registered_too_late_for": list(late), "cast_too_late_for": list(shut)}
    contest = st.sampled_from((*election.contests, *election.contests, "C99", 1))
    odd = {
        "facts": _nearly_facts(),
        "cast_style": st.sampled_from((*election.styles, "S99")),
        "home_style": st.sampled_from((*election.styles, "S99")),
        "registered_too_late_for": st.lists(contest, max_size=3),
        "cast_too_late_for": st.lists(contest, max_size=3),
        "home": st.none(),
    }
    anything = st.sampled_from((None, True, 1, 0.5, "", "signed", [], {}, ["C0"]))
    for key in draw(st.lists(st.sampled_from(list(odd)), max_size=2, unique=True)):
        query[key] = draw(odd[key] | anything)
        if draw(st.integers(0, 3)) == 0:
            del query[key]
    return query


@st.composite
def _nearly_facts(draw):
    facts = draw(some_facts(60))
    changed = draw(st.lists(st.sampled_from((*FACTS, "mood")), max_size=2, unique=True))
    return facts | {fact: draw(st.sampled_from((None, "", "maybe", 1, "signed", ["signed"]))) for fact in changed}


@st.composite
def choices(draw, positions):
    """Choices for a few of a pack's positions; `positions` maps a position to all its choices."""
    moved = draw(st.just(()) | st.lists(st.sampled_from(list(positions)), unique=True, max_size=5))
    return {position: draw(st.sampled_from(positions[position])) for position in moved}


def rulings():
    """The board's rulings by hold, as a case has them; None where one ruling answers whatever is left to the board."""
    held = ("absentee_rejected", "two_envelopes", "several_ballots", "identification_after_hours", "cast_time_unclear")
    holds = st.sampled_from((*held, "court_order_missing", "court_order_vacated", "completed_late", "wrong_party",
                             "wrong_style", "statement_incomplete", "after_last_day"))  # fmt: skip
    return st.none() | st.dictionaries(holds, st.sampled_from(FACTS["ruling"]), max_size=4)
