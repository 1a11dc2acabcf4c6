"""One plain sentence for every rule and what it says of the facts, as a voter would understand it.

Keys: the kind of the effect that follows; "no" where the rule does not apply; "unknown" where it cannot be told yet;
"ruled" where the board has ruled, for this ballot or by a motion for all, that the matter does not keep it from counting.
"""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.words import _

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "ballot_missing": {
        "not_counted": _("There is no ballot in the envelope."),
        "no": _("Nobody has found the envelope empty."),
        "unknown": _("It is not known yet whether there is a ballot in the envelope."),
    },
    "after_last_day": {
        "mark": _(
            "The determination was made after the last day for it, or on what came after it: the ballot counts if all else "
            "is clear, and the board sees it."
        ),
        "hold": _(
            "The determination was made after the last day for it, or on what came after it, and the board must rule on that."
        ),
        "not_counted": _("The registrars were unable to determine within the time that the law gives them."),
        "no": _("The determination was made in the time that the law gives for it."),
        "unknown": _("It is not known yet whether the determination is made in time, or how the board rules."),
        "ruled": _(
            "The determination was made after the last day for it, or on what came after it. The board has ruled that this "
            "does not keep the ballot from counting."
        ),
    },
    "several_ballots": {
        "hold": _("There is more than one ballot in the envelope, and the board must rule on that."),
        "not_counted": _(
            "There is more than one ballot in the envelope. The board has ruled that the ballot is not counted."
        ),
        "no": _("Nobody has found more than one ballot in the envelope."),
        "unknown": _(
            "It is not known yet whether there is more than one ballot in the envelope, or how the board rules."
        ),
        "ruled": _(
            "There is more than one ballot in the envelope. The board has ruled that this does not keep the ballot "
            "from counting."
        ),
    },
    "elector_unclear": {
        "hold": _("More than one registered elector fits the papers, and it is still open who signed."),
        "not_counted": _("It could not be established in time which registered elector signed the papers."),
        "no": _("It is clear who signed the papers, or that nobody on the roll fits."),
        "unknown": _("It is not known yet which elector signed the papers."),
    },
    "oath_unsigned": {
        "hold": _("The oath in the papers is not signed; it can still be signed until the last day is over."),
        "not_counted": _("The oath in the papers was not signed, and nobody came to sign it by the last day."),
        "no": _("Nothing shows that the oath is unsigned."),
        "unknown": _("It is not known yet whether the oath is signed."),
    },
    "papers_missing": {
        "hold": _("The certificate is not with the envelope; it can still be found until the last day is over."),
        "not_counted": _("The certificate was never found, so it is not known what the voter swore to."),
        "no": _("The certificate is with the envelope."),
        "unknown": _("It is not known yet whether the certificate is with the envelope."),
    },
    "registration_unclear": {
        "hold": _("It is not clear yet that the voter registered in time; county or voter can still clarify it."),
        "not_counted": _("It could not be established in the time the law allows that the voter was registered."),
        "no": _("What the registration records say is clear."),
        "unknown": _("It is not known yet what the registration records say."),
    },
    "completed_late": {
        "not_counted": _("What was missing from the application to register came only after the day of the election."),
        "hold": _(
            "What was missing from the application to register came after the day of the election, and the board must"
            " rule on that."
        ),
        "no": _("The application to register was not completed too late."),
        "unknown": _("It is not known yet whether the application to register was completed in time."),
        "ruled": _(
            "What was missing from the application to register came after the day of the election. The board has "
            "ruled that this does not keep the ballot from counting."
        ),
    },
    "not_registered": {
        "not_counted": _("The voter was not registered for this election."),
        "no": _("Nothing establishes that the voter was not registered."),
        "unknown": _("It is not known yet whether the voter was registered."),
    },
    "registered_late": {
        "not_counted": _("The voter applied to register after the closing of registration for this election."),
        "no": _("Nothing establishes that the voter applied too late."),
        "unknown": _("It is not known yet whether the voter applied to register in time."),
    },
    "not_resident": {
        "not_counted": _("The voter had moved away too long before the election to vote from the old address."),
        "no": _("The voter had not moved away too long before the election."),
        "unknown": _("It is not known yet where the voter lived on the day of the election."),
    },
    "president_only": {
        "limit": _(
            "The voter moved to another state within thirty days before the election: only the contest for President "
            "counts."
        ),
        "no": _("The voter did not move to another state within thirty days before the election."),
        "unknown": _("It is not known yet whether the voter had moved to another state."),
    },
    "moved_late": {
        "note": _(
            "The voter moved too late before the election to vote from the new address, and so votes where he or she is"
            " registered."
        ),
        "no": _("The voter did not move so late before the election that the old address still holds."),
        "unknown": _("It is not known yet whether the voter had moved, and when."),
    },
    "residence_unclear": {
        "hold": _("It is not clear yet where the voter lived on the day of the election."),
        "not_counted": _("It could not be established in time where the voter lived on the day of the election."),
        "no": _("Where the voter lived on the day of the election is not in doubt."),
        "unknown": _("It is not known yet whether the voter's residence is in doubt."),
    },
    "not_eligible": {
        "not_counted": _("The voter was not eligible to vote in this election."),
        "no": _("Nothing establishes that the voter was not eligible."),
        "unknown": _("It is not known yet whether the voter was eligible."),
    },
    "eligibility_unclear": {
        "hold": _("There is an open question about the voter's eligibility."),
        "not_counted": _("The question about the voter's eligibility could not be settled in time."),
        "no": _("There is no open question about the voter's eligibility."),
        "unknown": _("It is not known yet whether there is a question about the voter's eligibility."),
    },
    "already_voted": {
        "not_counted": _("The records show that the voter has already voted in this election."),
        "no": _("The records show no other vote of this voter that was accepted."),
        "unknown": _("It is not known yet whether the voter has already voted in this election."),
    },
    "cancel_absentee": {
        "mark": _("An absentee ballot was issued to the voter and never came back: it must be canceled."),
        "no": _("No absentee ballot of this voter is outstanding."),
        "unknown": _("It is not known yet whether an absentee ballot of this voter is outstanding."),
    },
    "absentee_rejected": {
        "hold": _("The voter's absentee ballot was rejected, and the board must rule on this one."),
        "not_counted": _(
            "The voter's absentee ballot was rejected. The board has ruled that the ballot is not counted."
        ),
        "no": _("No absentee ballot of this voter was rejected."),
        "unknown": _("It is not known yet whether an absentee ballot was rejected, or how the board rules."),
        "ruled": _(
            "The voter's absentee ballot was rejected. The board has ruled that this does not keep the ballot from "
            "counting."
        ),
    },
    "two_envelopes": {
        "hold": _("There is another provisional envelope of the same voter, and the board must rule which one counts."),
        "not_counted": _(
            "There is another provisional envelope of the same voter. The board has ruled that the ballot is not "
            "counted."
        ),
        "no": _("There is no other provisional envelope of this voter."),
        "unknown": _("It is not known yet whether there is another envelope of this voter, or how the board rules."),
        "ruled": _(
            "There is another provisional envelope of the same voter. The board has ruled that this does not keep the"
            " ballot from counting."
        ),
    },
    "credit_unclear": {
        "hold": _("The voter is recorded as having voted, which looks like a mistake and is being checked."),
        "not_counted": _("It could not be cleared up in time whether the voter had already voted."),
        "no": _("No record of another vote is in question."),
        "unknown": _("It is not known yet whether a record of another vote is in question."),
    },
    "no_identification": {
        "hold": _("No identification has been shown yet; it can still be shown until the last day is over."),
        "not_counted": _("No identification reached the office by the last day."),
        "no": _("Identification was shown, or none was needed, or the board decides about it."),
        "unknown": _("It is not known yet whether identification was shown."),
    },
    "identification_in_time": {
        "note": _("Identification reached the office in time."),
        "no": _("No identification was supplied after the vote, or not in time."),
        "unknown": _("It is not known yet whether identification came in time."),
    },
    "identification_after_hours": {
        "hold": _("Identification came on the last day after the office's hour, and the board must rule on that."),
        "not_counted": _(
            "Identification came on the last day after the office's hour. The board has ruled that the ballot is not "
            "counted."
        ),
        "no": _("Identification did not come on the last day after the office's hour."),
        "unknown": _(
            "It is not known yet whether identification came after the office's hour, or how the board rules."
        ),
        "ruled": _(
            "Identification came on the last day after the office's hour. The board has ruled that this does not keep"
            " the ballot from counting."
        ),
    },
    "wrong_party": {
        "not_counted": _("This is the ballot of a party in whose primary the voter may not vote."),
        "hold": _(
            "This is the ballot of a party in whose primary the voter may not vote, and the board must rule on that."
        ),
        "limit": _(
            "This is the ballot of a party in whose primary the voter may not vote: only the contests of no party "
            "count."
        ),
        "no": _("The voter may vote this ballot."),
        "unknown": _("It is not known yet whether the voter may vote this party's ballot."),
        "ruled": _(
            "This is the ballot of a party in whose primary the voter may not vote. The board has ruled that this "
            "does not keep the ballot from counting."
        ),
    },
    "wrong_style": {
        "limit": _("The ballot is of another style than the voter's own: only the contests that are on both count."),
        "hold": _("The ballot is of another style than the voter's own, and the board must rule on that."),
        "not_counted": _(
            "The ballot is of another style than the voter's own. The board has ruled that the ballot is not counted."
        ),
        "no": _("The ballot is not of another style of the voter's own precinct."),
        "unknown": _("It is not known yet whether the ballot is of the voter's own style."),
        "ruled": _(
            "The ballot is of another style than the voter's own. The board has ruled that this does not keep the "
            "ballot from counting."
        ),
    },
    "wrong_precinct": {
        "limit": _(
            "The voter voted in a precinct other than the voter's own: only the contests that are on both ballots "
            "count."
        ),
        "no": _("The voter did not vote in another precinct than the voter's own."),
        "unknown": _("It is not known yet whether the voter voted in the voter's own precinct."),
    },
    "georgia-2021:wrong_precinct": {
        "not_counted": _(
            "The voter voted in a precinct other than the voter's own, outside the hours from 5:00 p.m. to the "
            "regular closing."
        ),
        "limit": _(
            "The voter voted in a precinct other than the voter's own, and what the law asks for is there: only the "
            "contests that are on both ballots count."
        ),
        "hold": _(
            "The voter voted elsewhere than at a polling place, with a ballot of another precinct, and the board must"
            " rule on that."
        ),
        "no": _("The rule for a ballot cast in another precinct takes nothing from this ballot."),
        "unknown": _(
            "It is not known yet whether, and when, the voter voted in another precinct than the voter's own."
        ),
        "ruled": _(
            "The ballot is of another precinct than the voter's own. The board has ruled that this does not keep the "
            "ballot from counting."
        ),
    },
    "statement_defective": {
        "not_counted": _(
            "The voter voted in another precinct without the complete sworn statement that the law asks for."
        ),
        "no": _("No sworn statement is missing or incomplete."),
        "unknown": _("It is not known yet whether a sworn statement is needed and complete."),
    },
    "statement_incomplete": {
        "hold": _(
            "The voter voted in another precinct, and the sworn statement lacks its witness, its reason or its time: "
            "the board must rule on that."
        ),
        "not_counted": _(
            "The sworn statement lacks its witness, its reason or its time. The board has ruled that the ballot is "
            "not counted."
        ),
        "no": _("No sworn statement lacks a part."),
        "unknown": _("It is not known yet whether a sworn statement lacks a part, or how the board rules."),
        "ruled": _(
            "The sworn statement lacks its witness, its reason or its time. The board has ruled that this does not "
            "keep the ballot from counting."
        ),
    },
    "cast_time_unclear": {
        "hold": _(
            "The voter voted in another precinct, and the board must rule whether it was within the legal hours."
        ),
        "not_counted": _(
            "Whether the vote in another precinct fell within the hours of the law was unclear. The board has ruled "
            "that the ballot is not counted."
        ),
        "no": _("Nothing about the time of a vote in another precinct is unclear."),
        "unknown": _("It is not known yet whether the time of voting matters and is unclear, or how the board rules."),
        "ruled": _(
            "Whether the vote in another precinct fell within the hours of the law was unclear. The board has ruled "
            "that this does not keep the ballot from counting."
        ),
    },
    "wrong_county": {
        "not_counted": _(
            "The voter is registered in another county, and nobody may vote outside the county of residence."
        ),
        "no": _("The voter is not registered in another county."),
        "unknown": _("It is not known yet whether the voter belongs to another county."),
    },
    "georgia-2020-sos:wrong_county": {
        "limit": _("The voter is registered in another county: only the state-wide contests count."),
        "no": _("The voter is not registered in another county."),
        "unknown": _("It is not known yet whether the voter belongs to another county."),
    },
    "kept_apart": {
        "mark": _("The ballot was cast in hours that a court extended: it is kept apart from all others."),
        "no": _("The ballot was not cast in hours that a court extended, or no federal contest is on it."),
        "unknown": _("It is not known yet whether the ballot was cast in hours that a court extended."),
    },
    "court_order_missing": {
        "hold": _(
            "The ballot is said to be cast in extended hours, but no court order is entered: the board must rule."
        ),
        "not_counted": _(
            "The ballot is said to be cast in extended hours, but no court order is entered. The board has ruled that"
            " the ballot is not counted."
        ),
        "no": _("No court order is missing."),
        "unknown": _("It is not known yet whether a court order is needed and entered, or how the board rules."),
        "ruled": _(
            "The ballot is said to be cast in extended hours, but no court order is entered. The board has ruled that"
            " this does not keep the ballot from counting."
        ),
    },
    "court_order_under_review": {
        "hold": _(
            "The court order that kept the polls open is before a higher court: the ballot waits for its decision."
        ),
        "not_counted": _(
            "The court order that kept the polls open is before a higher court. The board has ruled that the ballot "
            "is not counted."
        ),
        "no": _("No court order that matters here is before a higher court."),
        "unknown": _("It is not known yet whether a court order matters here and where it stands."),
        "ruled": _(
            "The court order that kept the polls open is before a higher court. The board has ruled that this does "
            "not keep the ballot from counting."
        ),
    },
    "court_order_vacated": {
        "hold": _("The court order that kept the polls open was set aside, and the board must rule on the ballot."),
        "not_counted": _(
            "The court order that kept the polls open was set aside. The board has ruled that the ballot is not "
            "counted."
        ),
        "no": _("No court order that matters here was set aside."),
        "unknown": _("It is not known yet whether a court order that matters was set aside, or how the board rules."),
        "ruled": _(
            "The court order that kept the polls open was set aside. The board has ruled that this does not keep the "
            "ballot from counting."
        ),
    },
    "registered_too_late_for": {
        "limit": _("The voter registered too late for some contests on this ballot: the others count."),
        "not_counted": _("The voter registered too late for some contests on this ballot, and so it is not counted."),
        "no": _("The voter did not register too late for single contests on this ballot."),
        "unknown": _("It is not known yet whether single contests closed before the voter registered."),
    },
    "no_entitled_contest": {
        "not_counted": _("No contest on this ballot is one in which the voter may vote."),
        "no": _("There are contests on this ballot in which the voter may vote, or it is not for this rule to say."),
        "unknown": _("It is not known yet whether any contest on this ballot is one in which the voter may vote."),
    },
}
