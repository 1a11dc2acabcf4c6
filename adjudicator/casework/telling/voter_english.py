"""What a voter is told, in English. Another language is another table with the same keys.

Keys: an outcome; `not_counted:CODE` for a reason, `not_counted:CODE:MORE` where it is known more exactly; `waits:HOLD` what a
held ballot waits for, `still:HOLD` what the voter can still do about it; `why:LIMIT` and `what:LIMIT` for a ballot counted in
part, with `:one` or `:many` where the number of contests that count is told; `mark:MARK`; `vote:VALUE`, `looked:PLACE`,
`awaited:PLACE` and `identification:KIND` are phrases within sentences.
"""

from __future__ import annotations

from adjudicator.casework.telling.wording import Sentence, Wording

Said = tuple[Sentence, ...]

_IF_WRONG: Sentence = ("If this is wrong, call {number}.", "If this is wrong, call the election office.")
_LOOKED: Sentence = ("We looked in: {looked_in}.",)
_FORM: Sentence = ("Your form of {form_of} has been passed on, so that you can vote next time.",)
_WAITED: Sentence = ("We were still waiting for: {waited_for}.",)
_IN_TIME = "We could not establish in the time the law allows"
_ELSEWHERE: Sentence = (
    "Your own precinct votes at {shared_place}, too, but you voted in another precinct there.",
    "You voted at {place}. Your own polling place is {own_place}.",
    "You voted at {place}, which is not your own polling place.",
    "You voted at a polling place other than your own, which is {own_place}.",
    "You voted at a polling place other than your own.",
)
_OTHER_BALLOT = "Your ballot was not the one for your own address."
_OTHER_PARTY = "This was the ballot of a party in whose primary you may not vote."
_COUNTY: Sentence = ("You are registered in {county}.", "You are registered in another county.")


def _not_established(what: str) -> Sentence:
    return (f"{_IN_TIME} (until {{last_day}}) {what}.", f"{_IN_TIME} {what}.")


def _by_the_board(what: str) -> Said:
    return ((what,), ("The board of registrars ruled that your ballot is not counted.",))


def _until(what: str) -> Said:
    return ((f"{what} until {{last_moment}}.", f"{what} until the last day is over."),)


def _records_show(what: str) -> Said:
    return ((f"Our records show that {what}.",), _IF_WRONG)


_OUTCOMES: dict[str, Said] = {
    "count_full": (("Your ballot was counted.",),),
    "count_partial": (("Some of the contests on your ballot were counted.",),),
    "not_counted": (("Your ballot was not counted.",),),
    "held": (("Your ballot is waiting for {things}.", "Your ballot is waiting: we are still looking into it."),),
}

_REASONS: dict[str, Said] = {
    "ballot_missing": (("There was no ballot in your envelope.",),),
    "already_voted": (
        (
            "Our records show that you voted {other_vote}.",
            "Our records show that you already voted in this election.",
        ),
        _IF_WRONG,
    ),
    "not_registered": (
        (
            "We could not find that you registered for this election by {closes}.",
            "We could not find that you registered in time for this election.",
        ),
        _LOOKED,
        _FORM,
    ),
    "not_registered:cancelled": (
        ("Your registration was cancelled before this election, and we could not find another.",),
        _LOOKED,
        _FORM,
    ),
    "registered_late": (
        (
            "You applied to register on {applied_on}, after {closes}, the last day for this election.",
            "You applied to register after {closes}, the last day for this election.",
            "You applied to register after the last day for this election.",
        ),
        _FORM,
    ),
    "registered_late:registered_too_late_for": (
        ("You registered too late for some of the contests on your ballot, and such a ballot is not counted.",),
    ),
    "completed_late": (
        (
            "What was missing from your application to register came only after election day, {election_day}.",
            "What was missing from your application to register came only after election day.",
        ),
    ),
    "not_eligible": _records_show("you were not eligible to vote in this election"),
    "not_eligible:felony": _records_show("you had not completed a sentence for a felony involving moral turpitude"),
    "not_eligible:under_age": _records_show("you were not yet 18 years old on election day"),
    "not_eligible:not_citizen": _records_show("you were not a citizen of the United States"),
    "not_eligible:incompetent": _records_show("a court has declared you incompetent"),
    "not_eligible:deceased": _records_show("the voter in whose name this ballot was cast had died"),
    "not_resident": (("You had moved away too long before the election to vote from your old address.",),),
    "not_resident:moved_county_early": (
        (
            "You had moved to another county on or before {county_date}, too early to vote from your old address.",
            "You had moved to another county too early to vote from your old address.",
        ),
    ),
    "not_resident:moved_state_early": (
        (
            "You had moved to another state on the 30th day before the election or earlier, too early to vote from your old "
            "address.",
        ),
    ),
    "wrong_party": ((_OTHER_PARTY,),),
    "wrong_county": (_COUNTY, ("A ballot is counted only in the county where the voter lives.",)),
    "wrong_precinct": (
        _ELSEWHERE,
        (
            "A ballot cast in another precinct is counted only if it was cast between 5:00 p.m. and the regular closing of "
            "the polls, with a sworn statement.",
        ),
    ),
    "statement_defective": (
        _ELSEWHERE,
        ("The sworn statement that the law then asks for was missing or not complete.",),
    ),
    "statement_defective:incomplete": (
        _ELSEWHERE,
        ("The sworn statement that the law then asks for was not complete.",),
    ),
    "statement_defective:missing": (
        _ELSEWHERE,
        ("The sworn statement that the law then asks for was missing, or not signed.",),
    ),
    "no_identification": (
        (
            "You had no {identification} with you on {voted_on}, and none reached us by {last_moment}.",
            "You had no {identification} with you when you voted, and none reached us by {last_moment}.",
            "You had no {identification} with you when you voted, and none reached us in time.",
        ),
    ),
    "no_identification:supplied_late": (
        (
            "You had no {identification} with you on {voted_on}, and it reached us only after {last_moment}.",
            "You had no {identification} with you when you voted, and it reached us only after {last_moment}.",
            "You had no {identification} with you when you voted, and it reached us too late.",
        ),
    ),
    "withdrawn": (("You withdrew your ballot.",),),
    "registration_data_missing": (
        (
            "Your registration lacked something, and it did not reach us by {last_moment}.",
            "Your registration lacked something, and it did not reach us in time.",
        ),
    ),
    "registration_data_missing:supplied_late": (
        (
            "Your registration lacked something, and it reached us only after {last_moment}.",
            "Your registration lacked something, and it reached us too late.",
        ),
    ),
    "signature_mismatch": (
        (
            "Your signature did not match the one that we have, and this was not cured by {last_moment}.",
            "Your signature did not match the one that we have, and this was not cured in time.",
        ),
    ),
    "signature_mismatch:cured_late": (
        (
            "Your signature did not match the one that we have, and this was cured only after {last_moment}.",
            "Your signature did not match the one that we have, and this was cured too late.",
        ),
    ),
    "no_secrecy_envelope": (("Your ballot was not in its secrecy envelope.",),),
    "oath_unsigned": (
        (
            "The oath in your papers was not signed, and you did not come to sign it by {unsigned_until}.",
            "The oath in your papers was not signed in time.",
        ),
    ),
    "papers_missing": (
        (
            "The certificate that belongs to your ballot was not found by {last_moment}.",
            "The certificate that belongs to your ballot was not found in time.",
        ),
    ),
    "board_ruling": (("The board of registrars ruled that your ballot is not counted.",),),
    "board_ruling:completed_late": _by_the_board(
        "What was missing from your application to register came only after election day."
    ),
    "board_ruling:wrong_party": _by_the_board(_OTHER_PARTY),
    "board_ruling:wrong_style": _by_the_board(_OTHER_BALLOT),
    "board_ruling:wrong_precinct": _by_the_board(_OTHER_BALLOT),
    "board_ruling:statement_incomplete": _by_the_board(
        "You voted in another precinct, and a part of the sworn statement that the law then asks for was missing."
    ),
    "board_ruling:several_ballots": _by_the_board("There was more than one ballot in your envelope."),
    "board_ruling:absentee_rejected": _by_the_board("Your absentee ballot had been rejected."),
    "board_ruling:two_envelopes": _by_the_board("There is another provisional ballot in your name."),
    "board_ruling:identification_after_hours": _by_the_board(
        "Your identification reached us on the last day after the office's hour."
    ),
    "board_ruling:cast_time_unclear": _by_the_board(
        "You voted in another precinct, and it was unclear whether in the hours that the law allows for that."
    ),
    "board_ruling:court_order_missing": _by_the_board(
        "You voted after the polls had closed, and we know of no court order that kept them open."
    ),
    "board_ruling:court_order_under_review": _by_the_board(
        "The court order that kept the polls open when you voted is before a higher court."
    ),
    "board_ruling:after_last_day": _by_the_board("It could be determined only after the last day for that."),
    "board_ruling:court_order_vacated": _by_the_board(
        "The court order that kept the polls open when you voted was set aside."
    ),
    "unable_to_determine": (_not_established("that your ballot may be counted"), _WAITED),
    "unable_to_determine:registration_unclear": (_not_established("that you were registered"), _WAITED),
    "unable_to_determine:elector_unclear": (_not_established("which elector on the roll you are"), _WAITED),
    "unable_to_determine:residence_unclear": (_not_established("where you lived on election day"), _WAITED),
    "unable_to_determine:eligibility_unclear": (_not_established("that you were eligible to vote"), _WAITED),
    "unable_to_determine:after_last_day": (_not_established("that your ballot may be counted"), _WAITED),
    "unable_to_determine:credit_unclear": (
        _not_established("that you had not already voted in this election"),
        _WAITED,
    ),
    "no_entitled_contest": (("None of the contests on your ballot is one in which you may vote.",),),
}

_WAITS = {
    "no_identification": "your {identification}",
    "oath_unsigned": "your signature under the oath",
    "papers_missing": "the certificate that belongs to it",
    "registration_data_missing": "what your registration lacks",
    "signature_mismatch": "your word on a signature that did not match",
    "registration_unclear": "proof that you registered in time",
    "registration_unclear:pending": "what was missing from your application to register",
    "elector_unclear": "proof of which elector on the roll you are",
    "residence_unclear": "proof of where you lived on election day",
    "eligibility_unclear": "an answer to a question about your eligibility",
    "credit_unclear": "a check of another vote that is recorded in your name",
    "completed_late": "the board's ruling on what came late for your application to register",
    "wrong_party": "the board's ruling on the ballot of a party in whose primary you may not vote",
    "wrong_style": "the board's ruling, since it was not the ballot for your own address",
    "statement_incomplete": "the board's ruling on a sworn statement of which a part was missing",
    "several_ballots": "the board's ruling on more than one ballot in your envelope",
    "absentee_rejected": "the board's ruling, since your absentee ballot was rejected",
    "two_envelopes": "the board's ruling on two provisional ballots in your name",
    "identification_after_hours": "the board's ruling on identification that came after the office's hour",
    "cast_time_unclear": "the board's ruling on the hour at which you voted in another precinct",
    "court_order_missing": "the board's ruling on votes cast after the polls had closed",
    "court_order_under_review": "a higher court's word, or the board's, on the order that kept the polls open",
    "after_last_day": "the board's ruling, since it could be determined only after the last day for that",
    "court_order_vacated": "the board's ruling, since the order that kept the polls open was set aside",
}

_STILL: dict[str, Said] = {
    "no_identification": _until("You can still bring it"),
    "oath_unsigned": _until("You can still come and sign"),
    "papers_missing": _until("We look for it"),
    "registration_data_missing": _until("You can still bring it"),
    "signature_mismatch": _until("You can still come and confirm that it is yours"),
    "registration_unclear": (*_until("You can still bring it"), ("We are also waiting for: {waited_for}.",)),
    "elector_unclear": _until("You can still bring it"),
    "residence_unclear": _until("You can still tell us"),
    "eligibility_unclear": _until("You can still bring what answers it"),
    "credit_unclear": _until("If you did not cast it, you can still tell us"),
    "several": _until("You can still bring what is missing"),
}

_LIMITS: dict[str, Said] = {
    "why:president_only": (("You moved to another state within 30 days before the election.",),),
    "what:president_only": (("Only the contest for President on your ballot was counted.",),),
    "why:wrong_party": ((_OTHER_PARTY,),),
    "what:wrong_party": (("Only the contests of no party on your ballot were counted.",),),
    "why:wrong_style": ((_OTHER_BALLOT,),),
    "why:wrong_precinct": (_ELSEWHERE,),
    "why:wrong_county": (_COUNTY,),
    "what:wrong_county": (("Only the state-wide contests on your ballot were counted.",),),
    "why:registered_too_late_for": (("You registered too late for some of the contests on your ballot.",),),
    "what:registered_too_late_for": (("The others were counted.",),),
    "what:registered_too_late_for:one": (("One contest was counted{tail}.",),),
    "what:registered_too_late_for:many": (("{counted} contests were counted{tail}.",),),
    "why:cast_too_late_for": (
        (
            "The polls had closed for some of the contests on your ballot when you voted: a court kept them open for others "
            "alone.",
        ),
    ),
    "what:cast_too_late_for": (("The others were counted.",),),
    "what:cast_too_late_for:one": (("One contest was counted{tail}.",),),
    "what:cast_too_late_for:many": (("{counted} contests were counted{tail}.",),),
    "why:ruled_out": (("The board of registrars ruled that some contests on your ballot are not counted.",),),
    "what:ruled_out": (("The others were counted.",),),
    "what:ruled_out:one": (("One contest was counted{tail}.",),),
    "what:ruled_out:many": (("{counted} contests were counted{tail}.",),),
    "why:federal_only": (("You are registered for the federal contests only.",),),
    "what:federal_only": (("Only the federal contests on your ballot were counted.",),),
    "what:both": (("Only the contests that are also on your own ballot were counted.",),),
    "what:both:one": (("The one contest that is also on your own ballot was counted{tail}.",),),
    "what:both:many": (("The {counted} contests that are also on your own ballot were counted{tail}.",),),
    "what:several": (("Only the contests in which you may vote were counted.",),),
    "what:several:one": (("The one contest in which you may vote was counted{tail}.",),),
    "what:several:many": (("The {counted} contests in which you may vote were counted{tail}.",),),
    "tail:one": (("; one was not: {titles}", "; one was not"),),
    "tail:many": (("; {left_out} were not: {titles}", "; {left_out} were not"),),
}

_MARKS = {
    "kept_apart": "You voted in hours that a court had added, so your ballot is kept apart from the others.",
    "cancel_absentee": "The absentee ballot that was sent to you and never came back is cancelled.",
    "send_statement": "Your sworn statement is sent to the Secretary of State.",
}

_PHRASES: dict[str, Sentence] = {
    "identification:": ("identification",),
    "identification:photo": ("photo ID",),
    "identification:documents": (
        "photo ID, or a copy of a current utility bill, bank statement, government check, paycheck, or other government "
        "document with your name and address",
    ),
    "vote:absentee_accepted": ("by mail, received {on}", "by mail"),
    "vote:advance_vote": ("in advance, on {on}", "in advance"),
    "vote:election_day": ("on election day, {on}", "on election day"),
    "vote:elsewhere": ("in another county or state",),
    "looked:county_list": ("this county's list",),
    "looked:cancelled_pending": ("the cancelled and pending registrations",),
    "looked:state_wide": ("the state-wide list",),
    "looked:driver_services": ("the records of driver services",),
    "looked:other_county": ("another county's records",),
    "looked:voter_told": ("what you wrote in your papers",),
    "looked:papers_brought": ("the papers you brought",),
    "looked:call": ("what you told us on the telephone",),
    "awaited:county_list": ("an answer on this county's list",),
    "awaited:cancelled_pending": ("an answer on cancelled and pending registrations",),
    "awaited:state_wide": ("an answer on the state-wide list",),
    "awaited:driver_services": ("driver services",),
    "awaited:other_county": ("another county's office",),
    "awaited:voter_told": ("an answer on what you wrote in your papers",),
    "awaited:papers_brought": ("the papers you were to bring",),
    "awaited:call": ("your answer to our call",),
}

ENGLISH = Wording(
    "en",
    {
        **_OUTCOMES,
        **{f"not_counted:{key}": said for key, said in _REASONS.items()},
        **{f"waits:{key}": ((said,),) for key, said in _WAITS.items()},
        **{f"still:{key}": said for key, said in _STILL.items()},
        **_LIMITS,
        **{f"mark:{key}": ((said,),) for key, said in _MARKS.items()},
        **{key: (said,) for key, said in _PHRASES.items()},
    },
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "and",
)
