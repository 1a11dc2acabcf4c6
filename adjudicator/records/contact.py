"""The words and codes of what passes between the office and a voter: contacts, and the receipt for the look-up.

Each table is code -> words, in the order in which a screen offers them. A code stands in the record for good.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from adjudicator.words import _, beside
from adjudicator.words.dates import dated_words

WAYS: Mapping[str, str] = {
    "phone": _("Phone"),
    "letter": _("Letter"),
    "email": _("E-mail"),
    "text": _("Text message"),
    "in_person": _("At the counter"),
}
"""How the voter was spoken or written to."""

RESULTS: Mapping[str, str] = {
    "brought": _("Brought or signed what was missing"),
    "will_come": _("Will come or send it"),
    "spoken_to": _("Spoken to, nothing promised"),
    "message_left": _("Message left"),
    "no_answer": _("No answer"),
    "sent": _("Sent"),
    "wrong_number": _("Number or address is wrong"),
    "will_not": _("Does not wish to"),
}
"""What came of it."""

NOT_REACHED = frozenset({"no_answer", "wrong_number"})
"""Results after which the voter knows nothing yet."""

FITS: Mapping[str, tuple[str, ...]] = {
    "phone": ("will_come", "spoken_to", "message_left", "no_answer", "wrong_number", "will_not"),
    "letter": ("sent", "wrong_number"),
    "email": ("sent", "will_come", "wrong_number", "will_not"),
    "text": ("sent", "will_come", "wrong_number", "will_not"),
    "in_person": ("brought", "will_come", "spoken_to", "will_not"),
}
"""Way -> what can come of it: nobody answers a letter at once."""

RECEIPT = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")
"""The number of a receipt: two groups of four, without letters and digits that are taken for one another."""

CHECK = re.compile(r"[0-9a-f]{32}")
"""What a receipt's number and PIN come to (`people/receipts.py`): 16 bytes, hexadecimal."""


def tried_words(result: str, hour: str) -> str:
    """What came of a contact, and when: "No answer, Thu Nov 5, 2:10 p.m."."""
    return beside(RESULTS.get(result, result), dated_words(hour), by=", ")
