"""Scans of an envelope's papers: which papers there are, and where on a scan a field of theirs is."""

from __future__ import annotations

from dataclasses import dataclass

PAPERS = ("envelope", "certificate", "form")
"""The papers of an envelope that are scanned, in the order in which they are shown."""

BROUGHT = "brought"
"""What a voter brought or sent afterwards, which is scanned at the counter; shown after the papers."""

SCAN_FIELDS = frozenset(
    {
        "number", "oath", "identification", "identification_arrived_at", "identification_kind", "cast_at", "place",
        "precinct_cast", "style_cast", "stream", "party", "sheets", "reasons", "statement", "residence", "lived_at",
        "lived_since", "lived_precinct", "lived_style", "applied_on", "completed_on", "eligibility", "voted_already",
        "notes", "last_name", "first_name", "middle_name", "suffix", "birth_date", "house_number", "street", "city",
        "zip", "phone", "email", "registration_number", "signed_on", "signature", "secrecy_envelope", "withdrawn",
        "registration_data", "cured_at",
    }
)  # fmt: skip
"""The fields of the papers that may be framed on a scan."""


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a field is on a scan: the page, from 1, and left, top, width and height in per cent of the picture."""

    field: str
    left: float
    top: float
    width: float
    height: float
    page: int = 1
