"""The course of twenty envelopes, and how decisions are held against the right answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from adjudicator.intake.definition import read_definition
from adjudicator.practice.course import COURSE, COURSE_SIZE
from adjudicator.practice.make import make_practice
from adjudicator.practice.papers import RightAnswer, read_answers
from adjudicator.practice.score import Decided, RightShare, score

FACTS = {"oath": "signed", "residence": "as_listed"}


def _answer(number: str, outcome: str, contests: tuple[str, ...] = ()) -> RightAnswer:
    return RightAnswer(number, FACTS, "S1", "S1", "1", outcome, contests, (), "left_off")


def _decided(
    number: str, outcome: str, contests: tuple[str, ...] = (), by: str = "rita", facts: Mapping[str, str] = FACTS
) -> Decided:
    return Decided(number, by, outcome, contests, facts)


ANSWERS = {
    "0001": _answer("0001", "count_full", ("president", "senate")),
    "0002": _answer("0002", "held"),
    "0003": _answer("0003", "count_partial", ("president",)),
}


def test_what_is_not_decided_yet_is_neither_right_nor_wrong() -> None:
    found = score(ANSWERS, [_decided("0001", "count_full", ("senate", "president"))])
    assert (found.of, found.total, found.differing) == (3, RightShare(1, 1), ())


def test_a_difference_says_whose_it_is_and_which_answers_led_there() -> None:
    wrong = {**FACTS, "residence": "moved_county_early"}
    found = score(
        ANSWERS,
        [
            _decided("0002", "not_counted", facts=wrong, by="rob"),
            _decided("0001", "count_full", ("senate", "president")),
        ],
    )
    (differing,) = found.differing
    assert (differing.by, differing.miss.got, differing.miss.expected) == ("rob", "not_counted", "held")
    assert differing.facts == {"residence": ("as_listed", "moved_county_early")}
    assert found.by_person == {"rob": RightShare(1, 0), "rita": RightShare(1, 1)}
    assert found.by_question["residence"] == RightShare(2, 1)
    assert found.by_question["oath"].share == 1


def test_contests_that_differ_are_a_difference_only_where_the_ballot_counts() -> None:
    found = score(
        ANSWERS, [_decided("0003", "count_partial", ("president", "senate")), _decided("0002", "held", ("president",))]
    )
    assert [each.miss.kind for each in found.differing] == ["contests"]


def test_what_no_reviewer_answers_is_no_question() -> None:
    facts = {**FACTS, "deadline": "open"}
    answers = {"0002": RightAnswer("0002", facts, "S1", "S1", "1", "held", (), (), "left_off")}
    found = score(answers, [_decided("0002", "not_counted", facts={**facts, "deadline": "passed"})])
    assert "deadline" not in found.by_question
    assert found.differing[0].facts == {}


def test_another_way_to_the_same_outcome_is_right() -> None:
    found = score(ANSWERS, [_decided("0002", "held", facts={**FACTS, "oath": "unsigned"})])
    assert found.total == RightShare(1, 1)


def test_the_course_has_its_twenty_envelopes_in_their_order_from_every_seed(
    gwinnett_definition: bytes, tmp_path: Path
) -> None:
    election, _ = read_definition(gwinnett_definition, "definition")
    assert election is not None
    for seed in (1, 2):
        files = make_practice(
            election, gwinnett_definition, tmp_path / str(seed), seed=seed, electors=2_000, course=True
        )
        situations = [answer.situation for answer in read_answers(files.answers).values()]
        assert len(situations) == COURSE_SIZE
        assert situations == [*COURSE, "two_envelopes"]
