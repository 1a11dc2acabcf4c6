"""Lists, first letters, parts beside each other: in English, and sentences still in another language."""

import pytest

from adjudicator.words import _, beside, capital, joined, number, said, small, some_of
from tests.pseudo import PSEUDO


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "", "b", "c"], "a, b and c")],
)
def test_a_list_in_a_sentence(parts: list[str], words: str) -> None:
    assert joined(parts) == words


def test_what_is_put_together_is_still_said_in_another_language() -> None:
    fields = [_("name"), _("Street"), "12"]
    assert said(joined(fields), PSEUDO) == "«námé é», «Stréét é» «ánd é» 12"
    assert said(beside(*fields, "", by="; "), PSEUDO) == "«námé é»; «Stréét é»; 12"
    assert said(some_of(fields, 1), PSEUDO) == "«námé é» «ánd é» 2 «móré é»"


def test_parts_beside_each_other_leave_out_what_is_empty() -> None:
    assert (beside("a", "", "b"), beside("a", "b", by=", "), beside()) == ("a b", "a, b", "")


def test_a_number_has_thousands_separators() -> None:
    assert [number(count) for count in (0, 999, 1200, 7_123_456)] == ["0", "999", "1,200", "7,123,456"]


def test_the_first_names_and_how_many_more() -> None:
    assert some_of(list("abc"), 3) == "a, b, c"
    assert some_of(list("abcde"), 3) == "a, b, c and 2 more"


def test_first_letters() -> None:
    assert (capital("the McRae list"), small("The McRae list"), capital("")) == ("The McRae list", "the McRae list", "")
