"""What an envelope waits for in a word or two, where there is no room for more: chips, cells, printed lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adjudicator.words import _, beside

SHORT: Mapping[str, str] = {
    "no_identification": _("Identification"),
    "identification_after_hours": _("Identification after hours"),
    "oath_unsigned": _("Signature"),
    "signature_mismatch": _("Signature match"),
    "registration_data_missing": _("Registration data"),
    "papers_missing": _("Certificate"),
    "registration_unclear": _("Registration"),
    "residence_unclear": _("Residence"),
    "eligibility_unclear": _("Eligibility"),
    "credit_unclear": _("Other votes"),
    "elector_unclear": _("Which elector"),
    "two_envelopes": _("Two envelopes"),
    "several_ballots": _("Several ballots"),
    "absentee_rejected": _("Absentee rejected"),
    "wrong_style": _("Another style"),
    "statement_incomplete": _("Sworn statement"),
    "cast_time_unclear": _("Time of voting"),
    "completed_late": _("Completed late"),
    "after_last_day": _("After the last day"),
    "wrong_party": _("Another party"),
    "court_order_missing": _("No court order"),
    "court_order_under_review": _("Higher court"),
    "court_order_vacated": _("Order set aside"),
}
"""Hold -> what is missing."""


def short_words(holds: Iterable[str]) -> str:
    """What an envelope waits for, all of it: "Identification, Signature"."""
    return beside(*(SHORT[hold] for hold in holds), by=", ")
