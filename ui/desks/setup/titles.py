"""Titles of rules, positions, doubts, numbers and dates of a pack, by their ids."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.words import _, capital

TITLES: Mapping[str, str] = {
    "absentee_cure": _("Absentee cure"),
    "absentee_rejected": _("Absentee rejected"),
    "already_voted": _("Already voted"),
    "ballot_missing": _("Ballot missing"),
    "cancel_absentee": _("Cancel absentee"),
    "cast_time_unclear": _("Cast time unclear"),
    "after_last_day": _("After the last day"),
    "certification": _("Certification"),
    "closing_minute": _("Closing minute"),
    "completed_late": _("Completed late"),
    "federal_runoff_closes": _("Registration for a federal runoff"),
    "identification_in_time": _("Identification in time"),
    "moved_late": _("Moved late"),
    "county_date": _("County date"),
    "court_extension": _("Court extension"),
    "court_order_missing": _("Court order missing"),
    "court_order_under_review": _("Court order under review"),
    "court_order_vacated": _("Court order vacated"),
    "credit_unclear": _("Credit unclear"),
    "data_did_not_match": _("Data did not match"),
    "died_after_casting": _("Died after casting"),
    "election_records": _("Election records"),
    "elector_unclear": _("Elector unclear"),
    "eligibility_unclear": _("Eligibility unclear"),
    "federal_records": _("Federal records"),
    "five_o_clock": _("Five o'clock"),
    "form_missing": _("Form missing"),
    "identification_after_hours": _("Identification after hours"),
    "in_line_at_closing": _("In line at closing"),
    "kept_apart": _("Kept apart"),
    "last_day": _("Last day"),
    "moves_reported": _("Moves reported"),
    "no_entitled_contest": _("No entitled contest"),
    "no_identification": _("No identification"),
    "no_inner_envelope": _("No inner envelope"),
    "not_eligible": _("Not eligible"),
    "not_registered": _("Not registered"),
    "not_resident": _("Not resident"),
    "notices_to_voters": _("Notices to voters"),
    "oath_signed_later": _("Oath signed later"),
    "oath_unsigned": _("Oath unsigned"),
    "office_hour": _("Office hour"),
    "officer_did_not_sign": _("Officer did not sign"),
    "papers_missing": _("Papers missing"),
    "papers_to_registrars": _("Papers to registrars"),
    "polls_close": _("Polls close"),
    "president_only": _("President only"),
    "registered_late": _("Registered late"),
    "registered_too_late_for": _("Registered too late for"),
    "registration_closes": _("Registration closes"),
    "registration_unclear": _("Registration unclear"),
    "rejection_notices": _("Rejection notices"),
    "residence_unclear": _("Residence unclear"),
    "several_ballots": _("Several ballots"),
    "shared_building": _("Shared building"),
    "state_date": _("State date"),
    "statement_defective": _("Statement defective"),
    "statement_incomplete": _("Statement incomplete"),
    "time_unknown": _("Time unknown"),
    "two_envelopes": _("Two envelopes"),
    "unreported_mover": _("Unreported move within the county"),
    "unused_ballots": _("Unused ballots"),
    "voter_credit": _("Voter credit"),
    "wrong_county": _("Wrong county"),
    "wrong_party": _("Wrong party"),
    "wrong_precinct": _("Wrong precinct"),
    "wrong_precinct_from": _("Wrong precinct from"),
    "wrong_style": _("Wrong style"),
}
"""Id -> title, for all that the product's own packs have."""


def title_of(name: str) -> str:
    """An id as a title: "Oath unsigned"; of a pack from elsewhere, made from the id itself."""
    return TITLES.get(name) or capital(name.replace("_o_clock", " o'clock").replace("_", " "))
