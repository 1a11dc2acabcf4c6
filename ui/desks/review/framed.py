"""Which fields of the papers a question is about, so that they can be framed on the scans. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from ui.desks.review.work import Work

_WHO = (
    "last_name",
    "first_name",
    "middle_name",
    "suffix",
    "birth_date",
    "house_number",
    "street",
    "registration_number",
)

FIELDS: Mapping[str, tuple[str, ...]] = {
    "oath": ("oath",),
    "signature": ("oath", "signature", "cured_at"),
    "secrecy_envelope": ("secrecy_envelope",),
    "withdrawn": ("withdrawn",),
    "match": _WHO,
    "registration": ("applied_on", "completed_on"),
    "registration_data": ("applied_on", "completed_on", "registration_data", "cured_at"),
    "residence": ("residence", "lived_at", "lived_since"),
    "eligibility": ("eligibility",),
    "voted_already": ("voted_already",),
    "identification": ("identification", "identification_arrived_at", "identification_kind"),
    "party": ("party",),
    "cast": ("cast_at",),
    "court_order": ("cast_at",),
    "statement": ("statement",),
    "home": ("lived_at", "lived_precinct", "lived_style", "house_number", "street", "city", "zip"),
    "applied": ("applied_on",),
    "style_cast": ("style_cast", "precinct_cast"),
}
"""Line of a card -> the fields that are looked at for it, by the names of `records.scans.SCAN_FIELDS`."""


def fields_asked(work: Work) -> tuple[str, ...]:
    """The fields of the open question; where a card waits to be accepted, those of its lines; none where no paper has any."""
    if work.asked:
        return FIELDS.get(work.asked, ())
    card = next((card for card in work.cards if card.id == work.current), None)
    lines = work.facts_on(card) if card is not None else ()
    return tuple(dict.fromkeys(field for fact in lines for field in FIELDS.get(fact, ())))
