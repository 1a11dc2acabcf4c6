"""What differs between papers and roll, letter by letter: marked without color, and told in words."""

from __future__ import annotations

import pytest

from adjudicator.records.elector import Elector, Spelled
from adjudicator.roll import RollQuery
from adjudicator.roll.query import wanted_of
from adjudicator.roll.scoring import candidate_of
from ui.desks.review.compared import differing, differing_heard
from ui.desks.review.letters import heard_words, marked
from ui.desks.review.lines.match import candidate_choices

SMITH = Elector(
    "00123456", "GWINNETT", "active", "SMITH", "MICHAEL", birth_year=1951, house_number="102", street="OAK ST"
)


@pytest.mark.parametrize(
    ("written", "listed", "shown"),
    [
        ("Smyth", "Smith", ("Sm[y]th", "Sm[i]th")),
        ("SMYTH", "Smith", ("SM[Y]TH", "Sm[i]th")),
        ("Smit", "Smith", ("Smit[_]", "Smit[h]")),
        ("Smithe", "Smith", ("Smith[e]", "Smith[_]")),
        ("Micheal", "Michael", ("Mich[ea]l", "Mich[ae]l")),
        ("1915", "1951", ("19[15]", "19[51]")),
        ("Smith", "SMITH", ("Smith", "SMITH")),
        ("Jones", "Smith", ("Jones", "Smith")),
        ("", "Smith", ("", "Smith")),
    ],
)
def test_letters_that_differ_stand_in_brackets(written: str, listed: str, shown: tuple[str, str]) -> None:
    assert marked(written, listed) == shown


@pytest.mark.parametrize(
    ("written", "listed", "told"),
    [
        ("SMYTH", "SMITH", "last name: SMYTH on the papers, SMITH on the roll: letter 3"),
        ("Micheal", "Michael", "last name: Micheal on the papers, Michael on the roll: letters 5 and 6"),
        ("Jones", "Smith", "last name: another one (Jones / Smith)"),
    ],
)
def test_who_hears_it_is_told_which_letters(written: str, listed: str, told: str) -> None:
    assert heard_words(Spelled("surname", "last name: another one ({written} / {listed})", written, listed)) == told


def test_each_field_beside_a_candidate_is_marked_and_none_that_agrees() -> None:
    query = RollQuery("Smyth", "Michael", birth_year=1952, house_number="120", street="Oak Street")
    found = candidate_of(wanted_of(query), SMITH)
    assert differing(found) == (
        "born 195[1], written 195[2]: may be a slip",
        "address: another house number (1[20] Oak Street / 1[02] Oak St)",
        "last name: one letter differs (Sm[y]th / Sm[i]th)",
    )
    assert differing_heard(found) == (
        "birth year: 1952 on the papers, 1951 on the roll: letter 4",
        "house number: 120 on the papers, 102 on the roll: letters 2 and 3",
        "last name: Smyth on the papers, Smith on the roll: letter 3",
    )
    (choice,) = candidate_choices((found,), "GWINNETT")
    assert "Sm[y]th / Sm[i]th" in choice.detail
    assert "[" not in choice.heard
    assert "Smyth on the papers, Smith on the roll: letter 3" in choice.heard
    assert len(differing_heard(found)) == len(found.differs)
