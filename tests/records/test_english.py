"""Numbers with nouns, lists, first letters, names of counties."""

import pytest

from adjudicator.records.county import county_words
from adjudicator.words import capital, counted, joined, small, some_of


@pytest.mark.parametrize(
    ("county", "said"),
    [("DEKALB", "DeKalb"), ("MCDUFFIE", "McDuffie"), ("BEN HILL", "Ben Hill"), ("Gwinnett", "Gwinnett")],
)
def test_a_county_is_written_as_people_write_it(county, said):
    assert county_words(county) == said


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "", "b", "c"], "a, b and c")],
)
def test_a_list_in_a_sentence(parts: list[str], words: str) -> None:
    assert joined(parts) == words


def test_a_number_with_its_noun() -> None:
    assert [counted(number, "entry", "entries") for number in (0, 1, 1200)] == ["0 entries", "1 entry", "1,200 entries"]
    assert counted(2, "line") == "2 lines"


def test_the_first_names_and_how_many_more() -> None:
    assert some_of(list("abc"), 3) == "a, b, c"
    assert some_of(list("abcde"), 3) == "a, b, c and 2 more"


def test_first_letters() -> None:
    assert (capital("the McRae list"), small("The McRae list"), capital("")) == ("The McRae list", "the McRae list", "")
