"""The questions: for each fact its words, the answers on keys 1 to 9 and 0, and the help that stands beside it.

Answers that mean the same to the law keep their own words ("helped by a named person"), because an auditor reads what the
worker saw. An answer that `asks` more opens a second step instead of answering at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

REFER = "refer"
ARRIVAL = "arrival"
SEARCH = "search"
ORDER = "order"
PORTION, NO_PORTION = "portion", "no_portion"
LISTED_DAY, APPLIED_DAY = "listed_day", "applied_day"

DIED_AFTER_VOTING = "died_after_voting"
"""What is recorded with the answer whose value follows from the board's position on voters who have died since."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the key that gives it, its words, and the fact's value; `asks` names a second step, or is empty.

    `why` is recorded with an answer whose words say more than its value.
    """

    key: str
    words: str
    value: str = ""
    asks: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one fact. `prompt` may hold {places} in braces, filled from the sheet; `help` is plain text."""

    fact: str
    prompt: str
    options: tuple[Option, ...]
    help: str = ""
    short: str = ""

    def option(self, key: str) -> Option | None:
        """The answer on a key, None where the key has none."""
        return next((option for option in self.options if option.key == key), None)


_OATH = Question(
    "oath",
    "Did the voter sign the oath?",
    (
        Option("1", "Yes", "signed"),
        Option("2", "Yes, with a mark, or helped by a named person", "signed", why="mark_or_helped"),
        Option("3", "No signature", "unsigned"),
        Option("4", "The paper is missing", "paper_missing"),
    ),
    "Look at the provisional section of the certificate, not at the outer envelope. Do not compare the signature: "
    "Georgia has no signature match for a provisional ballot cast in person.",
    "Oath",
)
_IDENTIFICATION = Question(
    "identification",
    "Was identification shown?",
    (
        Option("1", "Yes, at the polls", "shown"),
        Option("2", "No, and nothing has come since", "missing"),
        Option("3", "It has come since", "", ARRIVAL),
        Option("4", "None needed: by mail, or overseas", "not_required"),
    ),
    'In person it must be a photo ID. Only an elector marked "ID required" (registered by mail, first vote) may show a '
    "bill, statement, cheque or pay slip instead.",
    "Identification",
)
_CAST = Question(
    "cast",
    "When was this ballot voted?",
    (
        Option("1", "Before 17:00", "before_5pm"),
        Option("2", "From 17:00 to closing", "from_5pm_to_close"),
        Option("3", "In line at closing, voted after it", "in_line_at_closing"),
        Option("4", "After closing, kept open by a court", "court_extension"),
        Option("5", "Not on election day", "not_election_day"),
        Option("6", "No time on the papers", "time_unknown"),
    ),
    "The time on the outer envelope, else the order of the numbered list. After closing time without a court order the "
    "voter was in line.",
    "Time voted",
)
_STATEMENT = Question(
    "statement",
    "Is the sworn statement complete?",
    (
        Option("1", "Yes: signed, says why, witnessed, time given", "complete"),
        Option("2", "Signed, but the reason, the witness or the time is missing", "incomplete"),
        Option("3", "There is no statement", "missing"),
        Option("4", "It is there, but the voter did not sign it", "missing"),
    ),
    "In 2022 Gwinnett County lost 48 ballots here: have a second person look before recording that it is incomplete. A "
    "statement without the voter's signature is no statement.",
    "Sworn statement",
)
_MATCH = Question(
    "match",
    "Is this the voter?",
    (
        Option("8", "Several fit, and it cannot be told which", "several"),
        Option("9", "Search again", "", SEARCH),
        Option("0", "None of these", "none"),
    ),
    "Two people of one name and year: check the full birth date in the state's system. A new surname at the same address "
    'and year is usually a marriage; another "Jr." or "Sr." is another person.',
    "Voter",
)
_REGISTRATION = Question(
    "registration",
    "What do the registration records say for this election?",
    (
        Option("1", "Registered in time", "registered"),
        Option("2", "Nothing found yet", "not_found"),
        Option("3", "Applied in time, something missing, not yet given", "pending"),
        Option("4", "The missing item was given on or before election day", "registered", why="completed_in_time"),
        Option("5", "The missing item was given later", "completed_late"),
        Option("6", "Cancelled, correctly", "cancelled"),
        Option("7", "Cancelled by mistake, proven", "registered", why="cancelled_by_mistake"),
        Option("8", "Applied after {closes}", "late"),
        Option("9", "Never applied", "never"),
        Option("0", "Refer to a supervisor", "", REFER),
    ),
    "The day that counts is the day the person applied (postmark, licence office, date on the form), not the day it was "
    "keyed. An inactive elector is registered.",
    "Registration",
)
_RESIDENCE = Question(
    "residence",
    "Where did the voter live on election day?",
    (
        Option("1", "At the listed address", "as_listed"),
        Option("2", "Moved within the county, not reported by {closes}", "moved_in_county_unreported"),
        Option("3", "Moved within the county, reported", "moved_in_county_reported"),
        Option("4", "To another Georgia county after {county_date}", "moved_county_late"),
        Option("5", "To another Georgia county on or before {county_date}", "moved_county_early"),
        Option("6", "To another state after {state_date}", "moved_state_late"),
        Option("7", "To another state on or before {state_date}", "moved_state_early"),
        Option("8", "Cannot be told: call the voter", "unclear"),
    ),
    "Moved within the county without telling by {closes}: the old precinct is the right one (O.C.G.A. 21-2-218(d)). "
    "Reported by then: the new one. Moved to another county after {county_date}: the old precinct, too "
    "(218(e)).",
    "Lives",
)
_ELIGIBILITY = Question(
    "eligibility",
    "{flag}. What did you establish?",
    (
        Option("1", "Another person, or shown in time: eligible", "eligible"),
        Option("2", "Felony sentence not completed", "felony"),
        Option("3", "Under 18 on election day", "under_age"),
        Option("4", "Not a citizen", "not_citizen"),
        Option("5", "Declared incompetent by a court", "incompetent"),
        Option("6", "Died before voting", "deceased"),
        Option("7", "Still open", "in_question"),
        Option("8", "Died after voting", "eligible", why=DIED_AFTER_VOTING),
        Option("0", "Refer to a supervisor", "", REFER),
    ),
    "Asked only where a list or the papers raise a flag. Whether the ballot of a voter who died after voting counts is for "
    "the board: the program takes its position (Setup, tab Rules).",
    "Eligibility",
)
_VOTED = Question(
    "voted_already",
    "Has this voter voted otherwise in this election?",
    (
        Option("1", "No", "no"),
        Option("2", "Absentee ballot issued, never came back: cancel it", "absentee_outstanding"),
        Option("3", "Absentee ballot accepted", "absentee_accepted"),
        Option("4", "Absentee ballot rejected", "absentee_rejected"),
        Option("5", "Voted in advance", "advance_vote"),
        Option("6", "Checked in on election day", "election_day"),
        Option("7", "The credit looks wrong, being checked", "credit_in_question"),
        Option("8", "Another provisional envelope", "other_provisional"),
        Option("9", "In another county or state", "elsewhere"),
        Option("0", "Refer to a supervisor", "", REFER),
    ),
    "Compare year, middle name and address: fathers and sons are credited for each other. A check-in that was cancelled "
    "when the provisional ballot was given is no vote.",
    "Other votes",
)
_PARTY = Question(
    "party",
    "This is a {party} ballot. May this voter vote it?",
    (
        Option("1", "Yes", "entitled"),
        Option("2", "No, voted in another party's primary", "not_entitled"),
        Option("0", "Asked for the other and got this: refer", "", REFER),
    ),
    "Who voted in another party's primary of this election may not vote in this one (O.C.G.A. 21-2-224(d)). A nonpartisan "
    "ballot is open to everybody, and this is not asked. Georgia registers no party: what the voter once chose binds nobody.",
    "Party",
)
_COURT_ORDER = Question(
    "court_order",
    "The polls at {place} were kept open by a court. Where does the order stand?",
    (
        Option("1", "In force", "in_force"),
        Option("2", "Before a higher court", "under_review"),
        Option("3", "Set aside", "vacated"),
        Option("4", "No order is entered", "none"),
    ),
    "Answered once in the register of court orders, for all envelopes of that place and time.",
    "Court order",
)
_HOME = Question(
    "home",
    "Which precinct and portion is the voter's own?",
    (
        Option("8", "Choose the precinct and its portion", "", PORTION),
        Option("9", "In none: outside the area of this election", "", NO_PORTION),
        Option("0", "Refer to a supervisor", "", REFER),
    ),
    "Follows from the elector's precinct, districts and city. Asked only where no portion of the election fits the roll's "
    "row, or more than one: the street list tells it. Outside the city limits no contest of the city counts (O.C.G.A. "
    "21-2-216(a)(4)).",
    "Own precinct",
)
_APPLIED = Question(
    "applied",
    "When did this voter apply to register?",
    (
        Option("1", "On the day that the roll has: {registered}", "", LISTED_DAY),
        Option("2", "On another day, or the roll has none", "", APPLIED_DAY),
        Option("0", "Refer to a supervisor", "", REFER),
    ),
    "Registration for some contests on this ballot closed on a day of its own: {closings} (O.C.G.A. 21-2-224(b)). The day "
    "that counts is the day the person applied (postmark, licence office, date on the form), not the day it was keyed. Who "
    "applied later votes in the other contests.",
    "Day of applying",
)

QUESTIONS: Mapping[str, Question] = {
    question.fact: question
    for question in (
        _OATH, _IDENTIFICATION, _CAST, _STATEMENT, _MATCH, _REGISTRATION, _RESIDENCE, _ELIGIBILITY, _VOTED, _PARTY,
        _COURT_ORDER, _HOME, _APPLIED,
    )
}  # fmt: skip

RESEARCH: Mapping[str, str] = {
    "county_list": "This county's list",
    "cancelled_pending": "Cancelled and pending registrations",
    "state_wide": "The state-wide list, other names and years",
    "driver_services": "Driver services",
    "other_county": "Another county's office",
    "voter_told": "What the voter wrote of place, way and date of registration",
    "papers_brought": "Papers the voter brought",
    "call": "A call to the voter",
}
"""Where a voter is looked for before "not registered" may stand (O.C.G.A. 21-2-419(b))."""

OWN_SEARCHES = ("county_list", "cancelled_pending", "state_wide")
"""The places that the look-up on the state's roll answers by itself."""

RESEARCH_RESULTS: tuple[Option, ...] = (
    Option("1", "Found", "found"),
    Option("2", "Nothing", "nothing"),
    Option("3", "No answer yet", "no_answer"),
    Option("4", "Not possible", "not_possible"),
)

ARRIVALS: Mapping[str, str] = {
    "licence": "Driver's licence or state ID",
    "passport": "Passport",
    "military": "Military or tribal ID",
    "government": "Government employee ID",
    "document": "Bill or statement, where allowed",
}
"""What may arrive as identification (O.C.G.A. 21-2-417(a) and (c))."""
