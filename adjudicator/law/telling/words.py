"""The words for people: one table each for facts, values, outcomes, reasons, holds, marks and contests' codes.

Codes may stand beside words, never instead. A code that this version has no words for is shown as it is, with spaces.
"""

from __future__ import annotations

from collections.abc import Mapping

OUTCOMES: Mapping[str, str] = {
    "count_full": "Count in full",
    "count_partial": "Count in part",
    "not_counted": "Not counted",
    "held": "Held",
    "incomplete": "Cannot be told yet",
    "undecided": "Undecided",
}

REASONS: Mapping[str, str] = {
    "ballot_missing": "there is no ballot in the envelope",
    "already_voted": "the voter has voted otherwise in this election",
    "not_registered": "the voter was not registered",
    "registered_late": "the voter applied to register after the closing of registration",
    "completed_late": "what was missing from the application came after the election",
    "not_eligible": "the voter was not eligible",
    "not_resident": "the voter had moved away too long before the election",
    "wrong_party": "the ballot of a party in whose primary the voter may not vote",
    "wrong_county": "the voter is registered in another county",
    "wrong_precinct": "cast in a precinct other than the voter's own",
    "statement_defective": "the sworn statement is missing or not complete",
    "no_identification": "no identification reached the office by the last day",
    "oath_unsigned": "the oath was not signed",
    "papers_missing": "the certificate was never found",
    "board_ruling": "the board ruled that it is not counted",
    "unable_to_determine": "it could not be established in the time the law allows",
    "no_entitled_contest": "no contest on this ballot is one in which the voter may vote",
}

HOLDS: Mapping[str, str] = {
    "several_ballots": "more than one ballot in the envelope: the board rules",
    "elector_unclear": "more than one elector fits: who signed?",
    "oath_unsigned": "the oath is not signed",
    "papers_missing": "the certificate is not with the envelope",
    "registration_unclear": "the registration is not clear yet",
    "completed_late": "what was missing came after the election: the board rules",
    "wrong_party": "ballot of another party's primary: the board rules",
    "residence_unclear": "where the voter lives is not clear yet",
    "eligibility_unclear": "an open question about eligibility",
    "absentee_rejected": "the voter's absentee ballot was rejected: the board rules",
    "two_envelopes": "another envelope of the same voter: the board rules",
    "credit_unclear": "recorded as having voted: being checked",
    "no_identification": "no identification yet",
    "identification_after_hours": "identification came after the office's hour: the board rules",
    "wrong_style": "ballot of another style: the board rules",
    "statement_incomplete": "the sworn statement lacks a part: the board rules",
    "cast_time_unclear": "voted in another precinct at an unclear time: the board rules",
    "court_order_missing": "extended hours, but no court order entered: the board rules",
    "court_order_under_review": "the court order is before a higher court",
    "court_order_vacated": "the court order was set aside: the board rules",
}

MARKS: Mapping[str, str] = {
    "president_only": "only the contest for President",
    "cancel_absentee": "cancel the absentee ballot",
    "wrong_style": "ballot of another style",
    "wrong_precinct": "wrong precinct",
    "wrong_county": "wrong county",
    "kept_apart": "kept apart: court-extended hours",
    "send_statement": "send the sworn statement to the Secretary of State",
    "registered_too_late_for": "registered too late for single contests",
    "wrong_party": "ballot of another party: contests of no party only",
    "counts_by_motion": "counts by the board's motion",
}

CONTEST_CODES: Mapping[str, str] = {
    "president_only": "only the contest for President counts",
    "wrong_style": "not on the voter's own ballot",
    "wrong_precinct": "not on the voter's own ballot",
    "wrong_county": "not a state-wide contest",
    "registered_too_late_for": "registered too late for this contest",
    "wrong_party": "a contest of a party in whose primary the voter may not vote",
}

SCOPES: Mapping[str, str] = {
    "both_ballots": "the contests that the voter's own ballot also has",
    "statewide": "the state-wide contests",
    "president": "the contest for President",
    "in_time": "the contests for which the voter registered in time",
    "no_party": "the contests of no party",
}
"""The contests that a limit keeps."""

CONDITIONS: Mapping[str, str] = {
    "": "",
    "federal_contest": ", where the election has a federal contest",
    "too_late_contest": ", where such contests are on the ballot",
    "nothing_left": ", where no contest is left",
}
"""What must be true of election, query or limits besides the facts (`rule.Effect.when`), as it follows an effect."""

FACT_NAMES: Mapping[str, str] = {
    "oath": "Oath",
    "match": "Voter on the roll",
    "registration": "Registration",
    "residence": "Residence",
    "eligibility": "Eligibility",
    "voted_already": "Other votes",
    "identification": "Identification",
    "party": "Party",
    "cast": "Time of voting",
    "court_order": "Court order",
    "statement": "Sworn statement",
    "home": "Own precinct and style",
    "deadline": "Period to determine",
    "ballot_in_envelope": "Ballot in the envelope",
    "ruling": "Ruling of the board",
}

VALUES: Mapping[str, Mapping[str, str]] = {
    "oath": {"signed": "signed", "unsigned": "not signed", "paper_missing": "the paper is missing"},
    "match": {
        "certain": "one elector, beyond doubt",
        "chosen": "one elector, chosen by a person",
        "several": "more than one elector fits",
        "none": "nobody on the roll fits",
    },
    "registration": {
        "registered": "registered in time",
        "not_found": "nothing found yet",
        "pending": "applied in time, something missing",
        "completed_late": "the missing item came after the election",
        "cancelled": "cancelled",
        "late": "applied too late",
        "never": "never applied",
    },
    "residence": {
        "as_listed": "at the listed address",
        "moved_in_county_unreported": "moved within the county, not reported",
        "moved_in_county_reported": "moved within the county, reported",
        "moved_county_late": "moved to another county after the fifth Monday before the election",
        "moved_county_early": "moved to another county on or before the fifth Monday before the election",
        "moved_state_late": "moved to another state within 30 days",
        "moved_state_early": "moved to another state more than 30 days before",
        "unclear": "cannot be told",
    },
    "eligibility": {
        "eligible": "eligible",
        "felony": "sentence for a felony not completed",
        "under_age": "under 18",
        "not_citizen": "not a citizen",
        "incompetent": "declared incompetent by a court",
        "deceased": "died before voting",
        "in_question": "still open",
    },
    "voted_already": {
        "no": "none",
        "absentee_outstanding": "absentee ballot issued, never came back",
        "absentee_accepted": "absentee ballot accepted",
        "absentee_rejected": "absentee ballot rejected",
        "advance_vote": "voted in advance",
        "election_day": "voted on election day",
        "elsewhere": "voted in another county or state",
        "other_provisional": "another provisional envelope",
        "credit_in_question": "the credit looks wrong, being checked",
    },
    "identification": {
        "shown": "shown when voting",
        "not_required": "none needed",
        "missing": "not shown",
        "supplied_in_time": "came in time",
        "supplied_after_hours": "came on the last day after hours",
        "supplied_late": "came too late",
    },
    "party": {
        "not_a_primary": "not a primary",
        "entitled": "the voter may vote this ballot",
        "not_entitled": "the voter may not vote this ballot",
    },
    "cast": {
        "before_5pm": "before 17:00",
        "from_5pm_to_close": "from 17:00 to closing",
        "in_line_at_closing": "in line at closing, voted after it",
        "court_extension": "after closing, kept open by a court",
        "not_election_day": "not on election day",
        "time_unknown": "no time on the papers",
    },
    "court_order": {
        "none": "no order entered",
        "in_force": "in force",
        "under_review": "before a higher court",
        "vacated": "set aside",
    },
    "statement": {
        "complete": "complete",
        "incomplete": "signed, but not complete",
        "missing": "missing, or not signed",
    },
    "home": {
        "same_style": "voted in the voter's own precinct and style",
        "other_style": "own precinct, ballot of another style",
        "other_precinct": "voted in another precinct",
        "other_county": "belongs to another county",
    },
    "deadline": {"open": "open", "passed": "closed"},
    "ballot_in_envelope": {
        "sealed": "still sealed",
        "one": "one ballot",
        "none": "no ballot",
        "more_than_one": "more than one ballot",
    },
    "ruling": {"none": "none", "count": "count", "do_not_count": "do not count"},
}


def outcome_words(outcome: str) -> str:
    """An outcome as it is shown: "Count in part"."""
    return _words(OUTCOMES, outcome)


def reason_words(code: str) -> str:
    """A reason as it follows "Not counted: "."""
    return _words(REASONS, code)


def hold_words(code: str) -> str:
    """A hold as it follows "Held: "."""
    return _words(HOLDS, code)


def mark_words(code: str) -> str:
    """A mark as a chip shows it."""
    return _words(MARKS, code)


def contest_code_words(code: str) -> str:
    """Why one contest does not count: "not on the voter's own ballot"."""
    return _words(CONTEST_CODES, code)


def scope_words(scope: str) -> str:
    """The contests that a limit keeps, as they follow "only "."""
    return _words(SCOPES, scope)


def fact_words(fact: str) -> str:
    """A fact's name as a label."""
    return _words(FACT_NAMES, fact)


def value_words(fact: str, value: str) -> str:
    """An answer to a fact as it is shown beside its label."""
    return _words(VALUES.get(fact, {}), value)


def effect_words(effect: Mapping[str, str]) -> str:
    """What follows where a row of a rule fits: "Held: the oath is not signed"."""
    when = CONDITIONS[effect.get("when", "")]
    if effect["kind"] == "limit":
        return f"Count in part: only {scope_words(effect['scope'])}{when}"
    starts = {
        "not_counted": ("Not counted: ", reason_words),
        "hold": ("Held: ", hold_words),
        "mark": ("Marked: ", mark_words),
    }
    start, say = starts[effect["kind"]]
    return f"{start}{say(effect['code'])}{when}"


def _words(table: Mapping[str, str], code: str) -> str:
    return table.get(code) or code.replace("_", " ")
