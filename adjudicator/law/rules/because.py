"""One plain sentence for every rule and what it says of the facts, as a voter would understand it.

Keys: the kind of the effect that follows; "no" where the rule does not apply; "unknown" where it cannot be told yet;
"ruled" where the board has ruled, for this ballot or by a motion for all, that the matter does not keep it from counting.
"""

from __future__ import annotations

from collections.abc import Mapping

_RULED = "The board has ruled that this does not keep the ballot from counting."
_BOARD = "The board has ruled that the ballot is not counted."


SENTENCES: Mapping[str, Mapping[str, str]] = {
    "ballot_missing": {
        "not_counted": "There is no ballot in the envelope.",
        "no": "Nobody has found the envelope empty.",
        "unknown": "It is not known yet whether there is a ballot in the envelope.",
    },
    "several_ballots": {
        "hold": "There is more than one ballot in the envelope, and the board must rule on that.",
        "not_counted": f"There is more than one ballot in the envelope. {_BOARD}",
        "no": "Nobody has found more than one ballot in the envelope.",
        "unknown": "It is not known yet whether there is more than one ballot in the envelope, or how the board rules.",
        "ruled": f"There is more than one ballot in the envelope. {_RULED}",
    },
    "elector_unclear": {
        "hold": "More than one registered elector fits the papers, and it is still open who signed.",
        "not_counted": "It could not be established in time which registered elector signed the papers.",
        "no": "It is clear who signed the papers, or that nobody on the roll fits.",
        "unknown": "It is not known yet which elector signed the papers.",
    },
    "oath_unsigned": {
        "hold": "The oath in the papers is not signed; it can still be signed until the last day is over.",
        "not_counted": "The oath in the papers was not signed, and nobody came to sign it by the last day.",
        "no": "The oath is not without a signature.",
        "unknown": "It is not known yet whether the oath is signed.",
    },
    "papers_missing": {
        "hold": "The certificate is not with the envelope; it can still be found until the last day is over.",
        "not_counted": "The certificate was never found, so it is not known what the voter swore to.",
        "no": "The certificate is with the envelope.",
        "unknown": "It is not known yet whether the certificate is with the envelope.",
    },
    "registration_unclear": {
        "hold": "It is not clear yet that the voter registered in time; county or voter can still clarify it.",
        "not_counted": "It could not be established in the time the law allows that the voter was registered.",
        "no": "What the registration records say is clear.",
        "unknown": "It is not known yet what the registration records say.",
    },
    "completed_late": {
        "not_counted": "What was missing from the application to register came only after the day of the election.",
        "hold": "What was missing from the application to register came after the day of the election, and the board "
        "must rule on that.",
        "no": "The application to register was not completed too late.",
        "unknown": "It is not known yet whether the application to register was completed in time.",
        "ruled": f"What was missing from the application to register came after the day of the election. {_RULED}",
    },
    "not_registered": {
        "not_counted": "The voter was not registered for this election.",
        "no": "Nothing establishes that the voter was not registered.",
        "unknown": "It is not known yet whether the voter was registered.",
    },
    "registered_late": {
        "not_counted": "The voter applied to register after the closing of registration for this election.",
        "no": "Nothing establishes that the voter applied too late.",
        "unknown": "It is not known yet whether the voter applied to register in time.",
    },
    "not_resident": {
        "not_counted": "The voter had moved away too long before the election to vote from the old address.",
        "no": "The voter had not moved away too long before the election.",
        "unknown": "It is not known yet where the voter lived on the day of the election.",
    },
    "president_only": {
        "limit": "The voter moved to another state within thirty days before the election: only the contest for "
        "President counts.",
        "no": "The voter did not move to another state within thirty days before the election.",
        "unknown": "It is not known yet whether the voter had moved to another state.",
    },
    "residence_unclear": {
        "hold": "It is not clear yet where the voter lived on the day of the election.",
        "not_counted": "It could not be established in time where the voter lived on the day of the election.",
        "no": "Where the voter lived on the day of the election is not in doubt.",
        "unknown": "It is not known yet whether the voter's residence is in doubt.",
    },
    "not_eligible": {
        "not_counted": "The voter was not eligible to vote in this election.",
        "no": "Nothing establishes that the voter was not eligible.",
        "unknown": "It is not known yet whether the voter was eligible.",
    },
    "eligibility_unclear": {
        "hold": "There is an open question about the voter's eligibility.",
        "not_counted": "The question about the voter's eligibility could not be settled in time.",
        "no": "There is no open question about the voter's eligibility.",
        "unknown": "It is not known yet whether there is a question about the voter's eligibility.",
    },
    "already_voted": {
        "not_counted": "The records show that the voter has voted otherwise in this election.",
        "no": "The records show no other vote of this voter that was accepted.",
        "unknown": "It is not known yet whether the voter has voted otherwise in this election.",
    },
    "cancel_absentee": {
        "mark": "An absentee ballot was issued to the voter and never came back: it is to be cancelled.",
        "no": "No absentee ballot of this voter is outstanding.",
        "unknown": "It is not known yet whether an absentee ballot of this voter is outstanding.",
    },
    "absentee_rejected": {
        "hold": "The voter's absentee ballot was rejected, and the board must rule on this one.",
        "not_counted": f"The voter's absentee ballot was rejected. {_BOARD}",
        "no": "No absentee ballot of this voter was rejected.",
        "unknown": "It is not known yet whether an absentee ballot was rejected, or how the board rules.",
        "ruled": f"The voter's absentee ballot was rejected. {_RULED}",
    },
    "two_envelopes": {
        "hold": "There is another provisional envelope of the same voter, and the board must rule which one counts.",
        "not_counted": f"There is another provisional envelope of the same voter. {_BOARD}",
        "no": "There is no other provisional envelope of this voter.",
        "unknown": "It is not known yet whether there is another envelope of this voter, or how the board rules.",
        "ruled": f"There is another provisional envelope of the same voter. {_RULED}",
    },
    "credit_unclear": {
        "hold": "The voter is recorded as having voted, which looks like a mistake and is being checked.",
        "not_counted": "It could not be cleared up in time whether the voter had voted otherwise.",
        "no": "No record of another vote is in question.",
        "unknown": "It is not known yet whether a record of another vote is in question.",
    },
    "no_identification": {
        "hold": "No identification has been shown yet; it can still be shown until the last day is over.",
        "not_counted": "No identification reached the office by the last day.",
        "no": "Identification was shown, or none was needed, or the board decides about it.",
        "unknown": "It is not known yet whether identification was shown.",
    },
    "identification_after_hours": {
        "hold": "Identification came on the last day after the office's hour, and the board must rule on that.",
        "not_counted": f"Identification came on the last day after the office's hour. {_BOARD}",
        "no": "Identification did not come on the last day after the office's hour.",
        "unknown": "It is not known yet whether identification came after the office's hour, or how the board rules.",
        "ruled": f"Identification came on the last day after the office's hour. {_RULED}",
    },
    "wrong_party": {
        "not_counted": "This is the ballot of a party in whose primary the voter may not vote.",
        "hold": "This is the ballot of a party in whose primary the voter may not vote, and the board must rule on that.",
        "limit": "This is the ballot of a party in whose primary the voter may not vote: only the contests of no party "
        "count.",
        "no": "The voter may vote this ballot.",
        "unknown": "It is not known yet whether the voter may vote this party's ballot.",
        "ruled": f"This is the ballot of a party in whose primary the voter may not vote. {_RULED}",
    },
    "wrong_style": {
        "limit": "The ballot is of another style than the voter's own: only the contests that are on both count.",
        "hold": "The ballot is of another style than the voter's own, and the board must rule on that.",
        "not_counted": f"The ballot is of another style than the voter's own. {_BOARD}",
        "no": "The ballot is not of another style of the voter's own precinct.",
        "unknown": "It is not known yet whether the ballot is of the voter's own style.",
        "ruled": f"The ballot is of another style than the voter's own. {_RULED}",
    },
    "wrong_precinct": {
        "limit": "The voter voted in a precinct other than the voter's own: only the contests that are on both "
        "ballots count.",
        "no": "The voter did not vote in another precinct than the voter's own.",
        "unknown": "It is not known yet whether the voter voted in the voter's own precinct.",
    },
    "georgia-2021:wrong_precinct": {
        "not_counted": "The voter voted in a precinct other than the voter's own, outside the hours from 17:00 to the "
        "regular closing.",
        "limit": "The voter voted in a precinct other than the voter's own, and what the law asks for is there: only "
        "the contests that are on both ballots count.",
        "hold": "The voter voted elsewhere than at a polling place, with a ballot of another precinct, and the board must "
        "rule on that.",
        "no": "The rule for a ballot cast in another precinct takes nothing from this ballot.",
        "unknown": "It is not known yet whether, and when, the voter voted in another precinct than the voter's own.",
        "ruled": f"The ballot is of another precinct than the voter's own. {_RULED}",
    },
    "statement_defective": {
        "not_counted": "The voter voted in another precinct without the complete sworn statement that the law asks for.",
        "no": "No sworn statement is wanting.",
        "unknown": "It is not known yet whether a sworn statement is needed and complete.",
    },
    "statement_incomplete": {
        "hold": "The voter voted in another precinct, and the sworn statement lacks its witness, its reason or its time: the "
        "board must rule on that.",
        "not_counted": f"The sworn statement lacks its witness, its reason or its time. {_BOARD}",
        "no": "No sworn statement lacks a part.",
        "unknown": "It is not known yet whether a sworn statement lacks a part, or how the board rules.",
        "ruled": f"The sworn statement lacks its witness, its reason or its time. {_RULED}",
    },
    "cast_time_unclear": {
        "hold": "The voter voted in another precinct, and whether it was within the hours of the law the board must "
        "rule.",
        "not_counted": f"Whether the vote in another precinct fell within the hours of the law was unclear. {_BOARD}",
        "no": "Nothing about the time of a vote in another precinct is unclear.",
        "unknown": "It is not known yet whether the time of voting matters and is unclear, or how the board rules.",
        "ruled": f"Whether the vote in another precinct fell within the hours of the law was unclear. {_RULED}",
    },
    "wrong_county": {
        "not_counted": "The voter is registered in another county, and nobody may vote outside the county of residence.",
        "no": "The voter is not registered in another county.",
        "unknown": "It is not known yet whether the voter belongs to another county.",
    },
    "georgia-2020-sos:wrong_county": {
        "limit": "The voter is registered in another county: only the state-wide contests count.",
        "no": "The voter is not registered in another county.",
        "unknown": "It is not known yet whether the voter belongs to another county.",
    },
    "kept_apart": {
        "mark": "The ballot was cast in hours that a court extended: it is kept apart from all others.",
        "no": "The ballot was not cast in hours that a court extended, or no federal contest is on it.",
        "unknown": "It is not known yet whether the ballot was cast in hours that a court extended.",
    },
    "court_order_missing": {
        "hold": "The ballot is said to be cast in extended hours, but no court order is entered: the board must rule.",
        "not_counted": f"The ballot is said to be cast in extended hours, but no court order is entered. {_BOARD}",
        "no": "No court order is missing.",
        "unknown": "It is not known yet whether a court order is needed and entered, or how the board rules.",
        "ruled": f"The ballot is said to be cast in extended hours, but no court order is entered. {_RULED}",
    },
    "court_order_under_review": {
        "hold": "The court order that kept the polls open is before a higher court: the ballot waits for its word.",
        "not_counted": f"The court order that kept the polls open is before a higher court. {_BOARD}",
        "no": "No court order that matters here is before a higher court.",
        "unknown": "It is not known yet whether a court order matters here and where it stands.",
        "ruled": f"The court order that kept the polls open is before a higher court. {_RULED}",
    },
    "court_order_vacated": {
        "hold": "The court order that kept the polls open was set aside, and the board must rule on the ballot.",
        "not_counted": f"The court order that kept the polls open was set aside. {_BOARD}",
        "no": "No court order that matters here was set aside.",
        "unknown": "It is not known yet whether a court order that matters was set aside, or how the board rules.",
        "ruled": f"The court order that kept the polls open was set aside. {_RULED}",
    },
    "registered_too_late_for": {
        "limit": "The voter registered too late for some contests on this ballot: the others count.",
        "not_counted": "The voter registered too late for some contests on this ballot, and so it is not counted.",
        "no": "The voter did not register too late for single contests on this ballot.",
        "unknown": "It is not known yet whether single contests closed before the voter registered.",
    },
    "no_entitled_contest": {
        "not_counted": "No contest on this ballot is one in which the voter may vote.",
        "no": "There are contests on this ballot in which the voter may vote, or it is not for this rule to say.",
        "unknown": "It is not known yet whether any contest on this ballot is one in which the voter may vote.",
    },
}  # fmt: skip
