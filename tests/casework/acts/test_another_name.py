"""What explains an elector of another name, and what the record keeps of it."""

from __future__ import annotations

import pytest

from adjudicator.casework.acts.review.another_name import explanations_of, unexplained, with_letters
from adjudicator.casework.acts.review.whys import Why
from adjudicator.records.elector import AnotherName

ROBINSON = AnotherName("given", "Ronald", "Charmaine", 7)
BACA = AnotherName("surname", "Black", "Baca", 2)
JOEY = AnotherName("given", "John", "Joey", 2)
HALE = AnotherName("surname", "Vandersloot", "Hale", 9)


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ((HALE,), ("name_changed", "other", "not_sure")),
        ((BACA,), ("name_changed", "written_wrongly", "other", "not_sure")),
        ((ROBINSON,), ("name_changed", "nickname", "other", "not_sure")),
        ((JOEY,), ("name_changed", "nickname", "written_wrongly", "other", "not_sure")),
        ((BACA, ROBINSON), ("name_changed", "other", "not_sure")),
    ],
)
def test_only_what_can_explain_the_names_is_offered(names, codes) -> None:
    assert tuple(reason.code for reason in explanations_of(names)) == codes


@pytest.mark.parametrize("why", [None, Why("moved"), Why("nickname"), Why("written_wrongly"), Why("birth_date")])
def test_a_new_last_name_is_not_explained_by_anything_else(why) -> None:
    refusal = unexplained("0417", (HALE,), why)
    assert refusal is not None
    assert refusal.code in ("why_missing", "unknown_why")
    assert "Vandersloot" not in refusal.words


def test_a_changed_name_wants_its_paper() -> None:
    assert unexplained("0417", (HALE,), Why("name_changed", " ")).code == "why_paper_missing"
    assert unexplained("0417", (HALE,), Why("name_changed", "Court order of 2018")) is None


def test_the_letters_of_all_names_are_counted() -> None:
    assert with_letters((BACA, JOEY), Why("written_wrongly")).words == "Misspelled: 4 letters differ"
    assert with_letters((BACA,), Why("written_wrongly", "Read aloud")).words == "Read aloud"
    assert with_letters((BACA,), Why("other", "Twins")).words == "Twins"
