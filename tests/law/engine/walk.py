"""The engine asked every query that can matter, each answer compared with the contract's."""

from collections import namedtuple
from operator import and_, attrgetter

from tests.law.engine import reference
from tests.law.engine.grid import Grid
from tests.law.engine.space import DECIDES, FRAMES, NO_FACTS
from tests.law.engine.tables import FRAME

Answer = namedtuple("Answer", "outcome reasons holds needs marks contests")
_SAID = attrgetter(*Answer._fields)

OPEN_FRAMES = [
    tuple(
        place
        for place, frame in enumerate(FRAMES)
        if all(known.get(*each) == each[1] for each in zip(FRAME, frame, strict=True))
    )
    for known in Grid({fact: reference.VALUES[fact] for fact in FRAME}).queries()
]
"""For each query over the frame alone, the places of the frames that it leaves open."""


class Walk:
    """Asks about one ballot. `cases` counts the queries; `steps` has pairs of answers, the second with one fact more."""

    def __init__(self, law, recommender, ballot):
        self.law, self._recommender, self._ballot = law, recommender, ballot
        self._places = {}
        self.answers, self.steps, self.cases = [], set(), 0

    def over(self, block, but=(), every=1, turn=0):
        """All queries over a block, beside each of the sets of patterns that the rest can leave open.

        Of the sets, one in so many is taken, those whose `turn` it is; those in `but` are left out. A query with a fact that
        makes no difference is left to the one without it, once both have been shown to be alike.
        """
        grid, stands_for = self.law.grid(block), self.law.stand_ins(block)
        queries = grid.queries()
        masks = {same: NO_FACTS | unknown(queries[same]) for same in set(stands_for)}
        open_yet = [masks[same] for same in stands_for]
        places = [place for place in masks if self._may_be_asked(queries[place])]
        steps = _steps_between(set(places), grid.steps(stands_for))
        met = set()
        rests = [each for each in self.law.rests(block).items() if each[0] not in but]
        for patterns, rest in rests[turn % every :: every]:
            numbers = list(map(and_, self.law.numbers(block, rest), open_yet))
            assert numbers == [numbers[same] for same in stands_for]
            new = [_only(patterns, frames) not in met for frames in OPEN_FRAMES]
            met.update(_only(patterns, frames) for frames in OPEN_FRAMES)
            for place in places:
                if new[place % len(OPEN_FRAMES)]:
                    self._ask({**queries[place], **rest}, self.law.answer(numbers[place]))
            given = {place: self._place(self.law.answer(numbers[place])) for place in places}
            self.steps.update(zip(*(map(given.get, ends) for ends in steps), strict=True))

    def _may_be_asked(self, facts):
        """Whether the home style is there where it matters (section 5)."""
        cast_style, home_style, _ = self._ballot
        query = {"facts": facts, "cast_style": cast_style, "home_style": home_style}
        return home_style is not None or not reference.home_style_complaints(query)

    def _ask(self, facts, expected):
        answer = self._recommender.recommend(facts, *self._ballot, findings=False)
        assert _SAID(answer) == expected, (facts, self._ballot)
        self.cases += 1

    def _place(self, answer):
        place = self._places.setdefault(id(answer), len(self.answers))
        if place == len(self.answers):
            self.answers.append(Answer(*answer))
        return place

    def assert_nothing_is_taken_back(self):
        """What section 3 promises: a fact that is added never takes back what was said without it."""
        for one, more in self.steps:
            assert is_only_more(self.answers[one], self.answers[more]), (self.answers[one], self.answers[more])


def _steps_between(places, steps):
    """The steps between some places: where they begin, and where they end."""
    steps = [(one, more) for one, more in steps if one in places and more in places]
    return [one for one, _ in steps], [more for _, more in steps]


def _only(patterns, frames):
    """Patterns in some of the frames, with these."""
    return frames, frozenset(tuple(pattern[frame] for frame in frames) for pattern in patterns)


def unknown(facts):
    """The bits of the facts that are unknown."""
    return sum(bit for fact, bit in DECIDES.items() if fact not in facts)


def is_only_more(before, after):
    """Whether an answer that knows one fact more takes nothing back."""
    follows = {
        "not_counted": {"not_counted"},
        "held": {"held", "not_counted"},
        "count_full": {"count_full"},
        "count_partial": {"count_partial"},
        "incomplete": {"incomplete", "held", "not_counted", "count_full", "count_partial"},
    }
    settled = [each for each in zip(before.contests, after.contests, strict=True) if each[0].counts is not None]
    return (
        after.outcome in follows[before.outcome]
        and (before.needs or after.outcome == before.outcome)
        and set(after.needs) <= set(before.needs)
        and all(set(getattr(before, each)) <= set(getattr(after, each)) for each in ("reasons", "holds", "marks"))
        and (after.outcome == "not_counted" or all(one.counts == more.counts for one, more in settled))
    )
