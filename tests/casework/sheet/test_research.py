"""What is owed to a voter whose ballot will not count."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.record.state import ResearchLine
from adjudicator.casework.sheet.research import (
    OWN_SEARCHES,
    RESEARCH,
    RESEARCHED,
    all_done,
    covered_by,
    duties,
    owed_to_voter,
    research_owed,
)
from adjudicator.records.facts import FACTS
from tests.casework.conftest import EASY, answers, envelope


@pytest.mark.parametrize("said", [EASY, {"oath": "unsigned"}, {}])
def test_nothing_is_owed_while_the_ballot_may_count(sheets: Any, said: dict[str, str]) -> None:
    assert sheets.make(said).owed == ()


def test_the_voter_is_looked_up_and_the_registration_checked_even_where_a_felony_settles_it(sheets: Any) -> None:
    owed = {item.id: item.done for item in sheets.make({"eligibility": "felony"}).owed}
    assert owed == {"looked_up": False, "registration": False}
    done = sheets.make({"eligibility": "felony", "match": "certain", "registration": "registered"}).owed
    assert all_done(done)


def test_where_several_electors_fit_nothing_is_owed_that_nobody_can_do() -> None:
    assert [item.id for item in duties(envelope(answers=answers(match="several")))] == ["looked_up"]
    assert all_done(duties(envelope(answers=answers(match="several"))))


@pytest.mark.parametrize("value", FACTS["registration"])
def test_the_research_list_belongs_to_every_registration_in_doubt(value: str) -> None:
    owed = research_owed(envelope(answers=answers(registration=value)))
    assert tuple(item.id for item in owed) == (tuple(RESEARCH) if value in RESEARCHED else ())


def test_a_line_is_done_whatever_came_of_it(sheets: Any) -> None:
    lines = tuple(ResearchLine(where, "no_answer", "rita", "t") for where in list(RESEARCH)[:-1])
    said = {"match": "none", "registration": "never"}
    sheet = sheets.make(said, research=lines)
    assert [item.id for item in sheet.owed if not item.done] == ["call"]
    assert not all_done(sheet.owed)


def test_without_a_recommendation_nothing_can_be_owed() -> None:
    assert owed_to_voter(envelope(answers=answers(registration="never")), None) == ()


EVERY = frozenset({"active", "inactive", "cancelled", "pending"})


@pytest.mark.parametrize(
    ("counties", "statuses", "covered"),
    [
        (("DEKALB", "GWINNETT"), EVERY, OWN_SEARCHES),
        (("GWINNETT",), EVERY, ("county_list", "cancelled_pending")),
        (("GWINNETT",), {"active", "inactive"}, ("county_list",)),
        (("GWINNETT",), {"active", "cancelled"}, ("county_list",)),
        (("DEKALB", "FULTON"), {"active"}, ("state_wide",)),
        ((), (), ()),
    ],
)
def test_a_roll_answers_for_what_it_covers_and_nothing_else(
    counties: tuple[str, ...], statuses: Any, covered: tuple[str, ...]
) -> None:
    assert covered_by(counties, statuses, "Gwinnett County") == covered
