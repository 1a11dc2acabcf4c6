"""Names: what they may hold, in every script, and which of them look the same."""

from __future__ import annotations

import pytest

from adjudicator.records.names import NAME_AT_MOST, disguised, looks_like, name_problem, tidied, unseen

NAMES = {
    "plain": "June Bellamy",
    "accented": "José Núñez-Đỗ",
    "apostrophe": "Siobhán O’Brien",
    "apostrophe that is a letter": "Ḥasan ʿAlī",
    "Korean": "김민준",
    "Chinese": "王小明",
    "Japanese": "山田 たろうー",
    "Thai": "สมชาย ใจดี",
    "Amharic": "ኃይለ ሥላሴ",
    "Arabic": "محمد علي",
    "Hebrew with points": "שָׁלוֹם",
    "Hindi": "प्रिया शर्मा",
    "Russian": "Владимир",
    "Greek": "Χρήστος",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_of_any_script_is_a_name(name: str) -> None:
    assert name_problem(name) == ""
    assert tidied(name) == name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Al\u202eex", "holds U+202E RIGHT-TO-LEFT OVERRIDE as its character 3"),
        ("Alex\u200b", "holds U+200B ZERO WIDTH SPACE as its character 5"),
        ("Al\x1b[2Jex", "holds U+001B ESCAPE as its character 3"),
        ("\0Alex", "holds U+0000 NULL as its character 1"),
        ("Al\nex", "holds U+000A LINE FEED as its character 3"),
        ("Al\u2028ex", "holds U+2028 LINE SEPARATOR as its character 3"),
        ("Al\ue000ex", "holds U+E000 without a name as its character 3"),
        ("Al\U000e0041ex", "holds U+E0041 TAG LATIN CAPITAL LETTER A as its character 3"),
        ("Al\u3164ex", "holds U+3164 HANGUL FILLER as its character 3"),
        ("Al\ufe0fex", "holds U+FE0F VARIATION SELECTOR-16 as its character 3"),
        ("x" * (NAME_AT_MOST + 1), "has 121 characters, and at most 120 are allowed"),
        ("jbellam\u0443", "mixes Cyrillic and Latin letters in one word (U+0443 CYRILLIC SMALL LETTER U)"),
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_what_is_no_name_is_told_by_the_unicode_name_and_place_of_the_character(name: str, said: str) -> None:
    assert name_problem(name).startswith(said)


def test_a_typed_name_is_composed_and_has_one_blank_between_words() -> None:
    assert tidied("  Jose\u0301 \u00a0 Nun\u0303ez\u3000") == "José Núñez".replace("ú", "u")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jbellamy", "jbellam\u0443"),  # Cyrillic u, the name of the attack
        ("jbellamy", "jbeIIamy"),
        ("jbellamy", "JBELLAMY"),
        ("June Bellamy", "Jun\u0435 Bellamy"),
        ("June Bellamy", "June  Bel\u0323lamy."),
        ("June Bellamy", "\u13abune Bellamy"),
        ("June Bellamy", "\uff2aune Bellamy"),
        ("\u0412\u0415\u0420\u0410", "BEPA"),
        ("clerk0", "clerkO"),
        ("clerk1", "clerkl"),
        ("Tom Barnes", "Tom Bames"),
    ],
)
def test_names_that_can_be_taken_for_each_other_look_alike(one: str, other: str) -> None:
    assert looks_like(one, other)
    assert looks_like(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("June Bellamy", "Jane Bellamy"),
        ("clerk1", "clerk2"),
        ("김민준", "김민중"),
        ("สมชาย", "สมชัย"),
        ("王小明", "王小朋"),
        ("محمد", "محمود"),
        ("😀", "😁"),
        ("Maria Garcia", "Maria B. Garcia"),
    ],
)
def test_names_that_differ_do_not_look_alike(one: str, other: str) -> None:
    assert not looks_like(one, other)


@pytest.mark.parametrize("number", ["\uff10001", "\u0410001", "0001\u20132", "00\u00a001"], ids=ascii)
def test_a_number_that_passes_for_plain_letters_and_digits_is_told(number: str) -> None:
    assert disguised(number)


@pytest.mark.parametrize("number", ["0001", "P-12 b", "١٢٣", "가-1"], ids=ascii)
def test_a_number_that_passes_for_nothing_else_is_fine(number: str) -> None:
    assert (unseen(number), disguised(number)) == ("", "")
