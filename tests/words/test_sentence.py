"""A sentence is English as it is, remembers how it was made, and is said in another language where it is shown."""

from __future__ import annotations

import copy
import json
import pickle
from gettext import NullTranslations

import pytest

from adjudicator.words import ENGLISH, Language, Words, _, n_, plural, said
from adjudicator.words.sentence import made
from tests.pseudo import PSEUDO


class _Upside(NullTranslations):
    def gettext(self, message: str) -> str:
        return {"{number} of {of} done": "of {of}, {number} done", "Held": "Retenido"}.get(message, message)


OTHER = Language("x", "X", _Upside())


def test_a_sentence_is_an_english_str_for_whatever_keeps_it() -> None:
    words = _("Envelope {number} recorded", number="0417")
    assert words == "Envelope 0417 recorded"
    assert {words: 1}["Envelope 0417 recorded"] == 1
    assert json.dumps(words) == '"Envelope 0417 recorded"'
    assert type(str(words)) is str


def test_the_english_is_made_once_however_deep_it_stands() -> None:
    languages: list[Language] = []

    def held(language: Language) -> str:
        languages.append(language)
        return "Held"

    words = _("{number}: {what}", number="0417", what=_("{outcome}, it says", outcome=made(held)))
    english = said(words, ENGLISH)
    assert (english, type(english)) == ("0417: Held, it says", str)
    assert languages == [ENGLISH]
    said(words, OTHER)
    assert languages == [ENGLISH, OTHER]


def test_places_may_stand_elsewhere_in_another_language() -> None:
    words = _("{number} of {of} done", number=3, of=1200)
    assert (words, said(words, OTHER)) == ("3 of 1,200 done", "of 1,200, 3 done")


def test_what_fills_a_place_is_said_in_the_language_too_and_a_name_is_not() -> None:
    words = _("{outcome}: {name}", outcome=_("Held"), name="Held")
    assert said(words, OTHER) == "Retenido: Held"
    assert said("Held", OTHER) == "Held"


@pytest.mark.parametrize(("count", "words"), [(0, "0 entries"), (1, "1 entry"), (1200, "1,200 entries")])
def test_a_number_has_its_noun(count: int, words: str) -> None:
    assert n_("{count} entry", "{count} entries", count) == words
    assert plural("{count} entry", "{count} entries")(count) == words


def test_the_plural_is_that_of_the_language() -> None:
    assert said(n_("{count} entry of {who}", "{count} entries of {who}", 1, who="Ann"), PSEUDO) == "1 «éntry óf éé» Ann"
    assert said(n_("{count} entry", "{count} entries", 2), PSEUDO) == "2 «éntríés é»"


def test_a_brace_that_is_no_place_stays_where_nothing_is_filled() -> None:
    assert _("{") == "{"


@pytest.mark.parametrize("again", [lambda words: pickle.loads(pickle.dumps(words)), copy.copy, copy.deepcopy])
def test_it_is_still_a_sentence_in_another_process(again) -> None:
    words = again(_("{outcome}: {name}", outcome=_("Held"), name="Ann"))
    assert isinstance(words, Words)
    assert said(words, OTHER) == "Retenido: Ann"


def test_what_is_done_to_it_as_to_a_str_makes_plain_english_of_it() -> None:
    assert not isinstance(_("Held").lower(), Words)
    assert not isinstance(_("Held") + "!", Words)
    assert said(_("Held"), ENGLISH) == "Held"
