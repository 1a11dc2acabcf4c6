"""What an entry of an envelope is that should not be there."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.words import _

SAME_AS, NO_ENVELOPE, STANDS = "same_as", "no_envelope", "stands"

WHAT_IT_IS: Mapping[str, str] = {
    SAME_AS: _("It was entered twice: it is the same as another envelope"),
    NO_ENVELOPE: _("It is no envelope: a test line, a spoiled form, another county's list"),
    STANDS: _("It is an envelope after all"),
}
"""Code -> words, in the order of their keys. The last takes back what two people agreed to."""


def mistake_words(number: str, what: str, same_as: str) -> str:
    """What is said of an entry, as a sentence."""
    if what == SAME_AS:
        return _(
            "Envelope {number} was entered twice: it is the same as envelope {other}.", number=number, other=same_as
        )
    if what == NO_ENVELOPE:
        return _("Envelope {number} is no envelope: it was entered by mistake.", number=number)
    return _("Envelope {number} is an envelope after all: it is to be decided.", number=number)
