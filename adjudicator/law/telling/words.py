"""The words for people: one table each for facts, values, outcomes, reasons, holds, marks and contests' codes.

Codes may stand beside words, never instead. A code that this version has no words for is shown as it is, with spaces.
"""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.law.rules.pack import NO_WORDS
from adjudicator.law.rules.rule import levels_of
from adjudicator.records.findings import CAST_TOO_LATE, RULED_OUT
from adjudicator.words import _, beside

OUTCOMES: Mapping[str, str] = {
    "count_full": _("Count in full"),
    "count_partial": _("Count in part"),
    "not_counted": _("Not counted"),
    "held": _("Held"),
    "incomplete": _("Cannot be told yet"),
    "undecided": _("Undecided"),
}

REASONS: Mapping[str, str] = {
    "ballot_missing": _("there is no ballot in the envelope"),
    "already_voted": _("the voter has already voted in this election"),
    "not_registered": _("the voter was not registered"),
    "registered_late": _("the voter applied to register after the closing of registration"),
    "completed_late": _("what was missing from the application came after the election"),
    "not_eligible": _("the voter was not eligible"),
    "not_resident": _("the voter had moved away too long before the election"),
    "wrong_party": _("the ballot of a party in whose primary the voter may not vote"),
    "wrong_county": _("the voter is registered in another county"),
    "wrong_precinct": _("cast in a precinct other than the voter's own"),
    "statement_defective": _("the sworn statement is missing or not complete"),
    "no_identification": _("no identification reached the office by the last day"),
    "oath_unsigned": _("the oath was not signed"),
    "papers_missing": _("the certificate was never found"),
    "board_ruling": _("the board ruled that it is not counted"),
    "unable_to_determine": _("it could not be established in the time the law allows"),
    "no_entitled_contest": _("no contest on this ballot is one in which the voter may vote"),
    "withdrawn": _("the voter withdrew the ballot"),
    "registration_data_missing": _("what the registration lacked did not come in time"),
    "signature_mismatch": _("the signature does not match, and that was not cured in time"),
    "no_secrecy_envelope": _("the ballot was not in its secrecy envelope"),
}

HOLDS: Mapping[str, str] = {
    "several_ballots": _("more than one ballot in the envelope: the board rules"),
    "elector_unclear": _("more than one elector fits: who signed?"),
    "oath_unsigned": _("the oath is not signed"),
    "papers_missing": _("the certificate is not with the envelope"),
    "registration_unclear": _("the registration is not clear yet"),
    "completed_late": _("what was missing came after the election: the board rules"),
    "wrong_party": _("ballot of another party's primary: the board rules"),
    "residence_unclear": _("where the voter lives is not clear yet"),
    "eligibility_unclear": _("an open question about eligibility"),
    "absentee_rejected": _("the voter's absentee ballot was rejected: the board rules"),
    "two_envelopes": _("another envelope of the same voter: the board rules"),
    "credit_unclear": _("recorded as having voted: being checked"),
    "no_identification": _("no identification yet"),
    "identification_after_hours": _("identification came after the office's hour: the board rules"),
    "wrong_style": _("ballot of another style: the board rules"),
    "statement_incomplete": _("the sworn statement lacks a part: the board rules"),
    "cast_time_unclear": _("voted in another precinct at an unclear time: the board rules"),
    "court_order_missing": _("extended hours, but no court order entered: the board rules"),
    "court_order_under_review": _("the court order is before a higher court"),
    "court_order_vacated": _("the court order was set aside: the board rules"),
    "after_last_day": _("determined after the last day: the board rules"),
    "registration_data_missing": _("the registration lacks something that can still come"),
    "signature_mismatch": _("the signature does not match, and can still be cured"),
}

MARKS: Mapping[str, str] = {
    "president_only": _("only the contest for President"),
    "cancel_absentee": _("cancel the absentee ballot"),
    "wrong_style": _("ballot of another style"),
    "wrong_precinct": _("wrong precinct"),
    "wrong_county": _("wrong county"),
    "kept_apart": _("kept apart: court-extended hours"),
    "send_statement": _("send the sworn statement to the Secretary of State"),
    "registered_too_late_for": _("registered too late for single contests"),
    "wrong_party": _("ballot of another party: contests of no party only"),
    "federal_only": _("only the federal contests"),
    "counts_by_motion": _("counts by the board's motion"),
    "after_last_day": _("determined after the last day: for the board to see"),
}

NOTES: Mapping[str, str] = {
    "former_precinct": _("votes in the precinct of the former residence"),
    "former_county": _("votes where he or she is still registered"),
    "identification_in_time": _("identification came in time"),
}
"""What a note says; it changes nothing, and stands in *Why*."""

CONTEST_CODES: Mapping[str, str] = {
    "president_only": _("only the contest for President counts"),
    "wrong_style": _("not on the voter's own ballot"),
    "wrong_precinct": _("not on the voter's own ballot"),
    "wrong_county": _("not a state-wide contest"),
    "registered_too_late_for": _("registered too late for this contest"),
    "wrong_party": _("a contest of a party in whose primary the voter may not vote"),
    "federal_only": _("not a federal contest"),
}

BESIDE_LAW: Mapping[str, str] = {
    RULED_OUT: _("the board ruled that this contest does not count"),
    CAST_TOO_LATE: _("the polls had closed for this contest"),
}
"""Codes of a contest that no pack's rule takes out, but the board on one ballot, or a court's order for others alone."""

SCOPES: Mapping[str, str] = {
    "both_ballots": _("the contests that the voter's own ballot also has"),
    "statewide": _("the state-wide contests"),
    "president": _("the contest for President"),
    "in_time": _("the contests for which the voter registered in time"),
    "no_party": _("the contests of no party"),
    "federal": _("the federal contests"),
}
"""The contests that a limit keeps."""

CONDITIONS: Mapping[str, str] = {
    "": "",
    "federal_contest": _("where the election has a federal contest"),
    "too_late_contest": _("where such contests are on the ballot"),
    "nothing_left": _("where no contest is left"),
}
"""What must be true of election, query or limits besides the facts (`rule.Effect.when`), as it follows an effect."""

FACT_NAMES: Mapping[str, str] = {
    "oath": _("Oath"),
    "signature": _("Signature"),
    "secrecy_envelope": _("Secrecy envelope"),
    "withdrawn": _("Withdrawn"),
    "match": _("Voter on the roll"),
    "registration": _("Registration"),
    "registration_data": _("Registration data"),
    "residence": _("Residence"),
    "eligibility": _("Eligibility"),
    "voted_already": _("Other votes"),
    "identification": _("Identification"),
    "party": _("Party"),
    "cast": _("Time of voting"),
    "court_order": _("Court order"),
    "statement": _("Sworn statement"),
    "home": _("Own precinct and style"),
    "deadline": _("Period to determine"),
    "timing": _("Time of the determination"),
    "ballot_in_envelope": _("Ballot in the envelope"),
    "ruling": _("Ruling of the board"),
}

VALUES: Mapping[str, Mapping[str, str]] = {
    "oath": {"signed": _("signed"), "unsigned": _("not signed"), "paper_missing": _("the paper is missing")},
    "signature": {
        "accepted": _("accepted"),
        "mismatch": _("does not match"),
        "cured_in_time": _("cured in time"),
        "cured_late": _("cured too late"),
    },
    "secrecy_envelope": {"present": _("the ballot was in it"), "missing": _("missing")},
    "withdrawn": {"no": _("no"), "withdrawn": _("the voter withdrew the ballot")},
    "match": {
        "certain": _("one elector, beyond doubt"),
        "chosen": _("one elector, chosen by a person"),
        "several": _("more than one elector fits"),
        "none": _("nobody on the roll fits"),
    },
    "registration": {
        "registered": _("registered in time"),
        "not_found": _("nothing found yet"),
        "pending": _("applied in time, something missing"),
        "completed_late": _("the missing item came after the election"),
        "cancelled": _("canceled"),
        "late": _("applied too late"),
        "never": _("never applied"),
    },
    "registration_data": {
        "complete": _("complete"),
        "lacking": _("something is lacking"),
        "supplied_in_time": _("came in time"),
        "supplied_late": _("came too late"),
    },
    "residence": {
        "as_listed": _("at the listed address"),
        "moved_in_county_unreported": _("moved within the county, not reported"),
        "moved_in_county_reported": _("moved within the county, reported"),
        "moved_county_late": _("moved to another county too late to register there"),
        "moved_county_early": _("moved to another county in time to register there"),
        "moved_state_late": _("moved to another state within 30 days before the election"),
        "moved_state_early": _("moved to another state on the 30th day before the election or earlier"),
        "unclear": _("cannot be told"),
    },
    "eligibility": {
        "eligible": _("eligible"),
        "felony": _("sentence for a felony involving moral turpitude not completed"),
        "under_age": _("under 18"),
        "not_citizen": _("not a citizen"),
        "incompetent": _("declared incompetent by a court"),
        "deceased": _("died before voting"),
        "in_question": _("still open"),
    },
    "voted_already": {
        "no": _("none"),
        "absentee_outstanding": _("absentee ballot issued, never came back"),
        "absentee_accepted": _("absentee ballot accepted"),
        "absentee_rejected": _("absentee ballot rejected"),
        "advance_vote": _("voted in advance"),
        "election_day": _("voted on election day"),
        "elsewhere": _("voted in another county or state"),
        "other_provisional": _("another provisional envelope"),
        "credit_in_question": _("the credit looks wrong, being checked"),
    },
    "identification": {
        "shown": _("shown when voting"),
        "not_required": _("none needed"),
        "missing": _("not shown"),
        "supplied_in_time": _("came in time"),
        "supplied_after_hours": _("came on the last day after hours"),
        "supplied_late": _("came too late"),
    },
    "party": {
        "not_a_primary": _("not a primary"),
        "entitled": _("the voter may vote this ballot"),
        "not_entitled": _("the voter may not vote this ballot"),
    },
    "cast": {
        "before_5pm": _("before 5:00 p.m."),
        "from_5pm_to_close": _("from 5:00 p.m. to closing"),
        "in_line_at_closing": _("in line at closing, voted after it"),
        "court_extension": _("after closing, kept open by a court"),
        "not_election_day": _("not on election day"),
        "time_unknown": _("no time on the papers"),
    },
    "court_order": {
        "none": _("no order entered"),
        "in_force": _("in force"),
        "under_review": _("before a higher court"),
        "vacated": _("set aside"),
    },
    "statement": {
        "complete": _("complete"),
        "incomplete": _("signed, but not complete"),
        "missing": _("missing, or not signed"),
    },
    "home": {
        "same_style": _("voted in the voter's own precinct and style"),
        "other_style": _("own precinct, ballot of another style"),
        "other_precinct": _("voted in another precinct"),
        "other_county": _("belongs to another county"),
    },
    "deadline": {"open": _("open"), "passed": _("closed")},
    "timing": {
        "in_time": _("by the last day"),
        "determined_late": _("after the last day"),
        "clarified_late": _("on what clarified the registration after the last day"),
    },
    "ballot_in_envelope": {
        "sealed": _("still sealed"),
        "one": _("one ballot"),
        "none": _("no ballot"),
        "more_than_one": _("more than one ballot"),
    },
    "ruling": {"none": _("none"), "count": _("count"), "do_not_count": _("do not count")},
}


_AFTER_THE_COUNT = frozenset({"count_full", "count_partial", "not_counted"})
"""Of these a sentence says what was counted, which is not so before."""


def voter_is_told(outcome: str) -> str:
    """Over the sentence for the voter: when they are told it. What a held ballot waits for they are told at once."""
    return _("The voter is told after the count") if outcome in _AFTER_THE_COUNT else _("The voter is told")


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
    return _words({**CONTEST_CODES, **BESIDE_LAW}, code)


def scope_words(scope: str) -> str:
    """The contests that a limit keeps, as they follow "only "."""
    levels = levels_of(scope)
    if levels is None or scope in SCOPES:
        return _words(SCOPES, scope)
    return _("the contests of these levels: {levels}", levels=", ".join(sorted(levels)))


def fact_words(fact: str) -> str:
    """A fact's name as a label."""
    return _words(FACT_NAMES, fact)


def value_words(fact: str, value: str, own: Mapping[str, str] = NO_WORDS) -> str:
    """An answer to a fact as it is shown beside its label, in words that hold everywhere or a pack's `own`."""
    return own.get(f"value:{fact}:{value}") or _words(VALUES.get(fact, {}), value)


def effect_words(effect: Mapping[str, str]) -> str:
    """What follows where a row of a rule fits: "Held: the oath is not signed"."""
    kind, code = effect["kind"], effect["code"]
    if kind == "limit":
        said = _("Count in part: only {contests}", contests=scope_words(effect["scope"]))
    elif kind == "not_counted":
        said = _("Not counted: {reason}", reason=reason_words(code))
    elif kind == "hold":
        said = _("Held: {hold}", hold=hold_words(code))
    elif kind == "note":
        said = _("Said in Why: {note}", note=_words(NOTES, code))
    else:
        said = _("Marked: {mark}", mark=mark_words(code))
    return beside(said, CONDITIONS[effect.get("when", "")], by=", ")


def _words(table: Mapping[str, str], code: str) -> str:
    return table.get(code) or code.replace("_", " ")
