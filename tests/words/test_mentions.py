"""Which envelopes a sentence names: by its own places, and by those of the sentences within it."""

from __future__ import annotations

import pickle

import pytest

from adjudicator.words import _, beside, capital, joined, n_, some_of
from adjudicator.words.mentions import envelopes_in

INNER = _("Envelope {number} recorded", number="0022")


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (INNER, ("0022",)),
        (_("{happened}. {left}.", happened=INNER, left=n_("{count} left", "{count} left", 12)), ("0022",)),
        (beside(INNER, _("It is of the same voter as envelope {other}.", other="0219"), by=". "), ("0022", "0219")),
        (
            capital(_("of the same voter: envelope {numbers}", numbers=beside("0001", "0002", by=", "))),
            ("0001", "0002"),
        ),
        (
            n_("Envelope {numbers} is gone", "Envelopes {numbers} are gone", 2, numbers=joined(("01", "02"))),
            ("01", "02"),
        ),
        (_("Envelopes {numbers}", numbers=some_of(["1", "2", "3"], 2)), ("1", "2")),
        (_("There is no envelope {number}", number="9999"), ()),
        (_("Order {number} is entered", number="20-CV-1"), ()),
        ("Envelope 0022 recorded", ()),
        ("", ()),
    ],
)
def test_a_sentence_names_the_envelopes_of_its_places(words: str, numbers: tuple[str, ...]) -> None:
    assert envelopes_in(words) == numbers


def test_a_number_that_is_named_twice_is_named_once_and_survives_another_process() -> None:
    twice = pickle.loads(pickle.dumps(beside(INNER, INNER, by=". ")))
    assert envelopes_in(twice, INNER) == ("0022",)
