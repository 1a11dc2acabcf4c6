"""The words and codes of what passes between the office and a voter: contacts, and the receipt for the look-up.

Each table is code -> words, in the order in which a screen offers them. A code stands in the record for good.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from adjudicator.words import _

WAYS: Mapping[str, str] = {
    "phone": _("Phone"),
    "letter": _("Letter"),
    "email": _("E-mail"),
    "text": _("Text message"),
    "in_person": _("At the counter"),
}
"""How the voter was spoken or written to."""

RESULTS: Mapping[str, str] = {
    "will_come": _("Will come or send it"),
    "spoken_to": _("Spoken to, nothing promised"),
    "message_left": _("Message left"),
    "no_answer": _("No answer"),
    "sent": _("Sent"),
    "wrong_number": _("Number or address is wrong"),
    "will_not": _("Does not wish to"),
}
"""What came of it."""

FITS: Mapping[str, tuple[str, ...]] = {
    "phone": ("will_come", "spoken_to", "message_left", "no_answer", "wrong_number", "will_not"),
    "letter": ("sent", "wrong_number"),
    "email": ("sent", "will_come", "wrong_number", "will_not"),
    "text": ("sent", "will_come", "wrong_number", "will_not"),
    "in_person": ("will_come", "spoken_to", "will_not"),
}
"""Way -> what can come of it: nobody answers a letter at once."""

RECEIPT = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")
"""The number of a receipt: two groups of four, without letters and digits that are taken for one another."""

PIN = re.compile(r"\d{8}")
"""The number that the voter alone has; it stands on the receipt and nowhere else."""

CHECK = re.compile(r"[0-9a-f]{32}")
"""What a receipt's number and PIN come to (`people/receipts.py`): 16 bytes, hexadecimal."""
