"""How the review lines are asked: the words, the answers on keys 1 to 9 and 0, and the help that stands beside them.

Here are the lines whose every key gives an answer, asked in the same words on each desk. Those with ways of their own, such
as a search on the roll, stand whole in `ui/desks/review/lines`. Answers that mean the same to the law keep their own words
("helped by a named person"), because an auditor reads what the worker saw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.casework.sheet.lines.line import ReviewLine
from adjudicator.casework.sheet.lines.papers import OATH as OATH_LINE
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.lines.voter import DEATH_ENDS, DIED_AFTER_VOTING, ELSEWHERE, INACTIVE
from adjudicator.casework.sheet.lines.voter import ELIGIBILITY as ELIGIBILITY_LINE
from adjudicator.casework.sheet.lines.voter import REGISTRATION as REGISTRATION_LINE
from adjudicator.casework.sheet.lines.votes import RUNOFF
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.words.dates import short_day


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the key that gives it, its words, and the fact's value; without a value it refers the envelope.

    `why` is recorded with an answer whose words say more than its value. `asks` names a second step in place of a value.
    `personal` hides the words while personal data are hidden.
    """

    key: str
    words: str
    value: str = ""
    why: str = ""
    asks: str = ""
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one fact. `prompt`, `help` and options may hold {places} in braces, filled from the sheet.

    `wanted` is what is missing while the fact is unknown, as it follows "Still wanted: "; `cases` has the question in other
    words, by the case of its line (`ReviewLine.case`). The keys mean the same in all of them.
    """

    fact: str
    prompt: str
    options: tuple[Option, ...]
    help: str
    wanted: str
    cases: Mapping[str, Question] = field(default_factory=dict[str, "Question"])

    def option(self, key: str) -> Option | None:
        """The answer on a key, None where the key has none."""
        return next((option for option in self.options if option.key == key), None)

    def on(self, sheet: Sheet) -> Question:
        """The question in the words of this envelope's case."""
        return self.cases.get(LINES[self.fact].case(sheet), self)


def said_with(key: str, line: ReviewLine, code: str) -> Option:
    """The answer with which a line records a code, in that code's words."""
    reason = next(reason for reason in line.said_with if reason.code == code)
    return Option(key, reason.words, reason.values[0], reason.code)


REFER = Option("0", "Refer to a supervisor")

OATH = Question(
    "oath",
    "Did the voter sign the oath?",
    (
        Option("1", "Yes", "signed"),
        said_with("2", OATH_LINE, "mark_or_helped"),
        Option("3", "No signature", "unsigned"),
        Option("4", "The paper is missing", "paper_missing"),
    ),
    "Look at the provisional section of the certificate, not at the outer envelope. Do not compare the signature: "
    "Georgia has no signature match for a provisional ballot cast in person.",
    "whether the oath is signed",
)

STATEMENT = Question(
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
    "whether the sworn statement is complete",
)

REGISTRATION = Question(
    "registration",
    "What do the registration records say for this election?",
    (
        Option("1", "Registered in time", "registered"),
        Option("2", "Nothing found yet", "not_found"),
        Option("3", "Applied in time, something missing, not yet given", "pending"),
        said_with("4", REGISTRATION_LINE, "completed_in_time"),
        Option("5", "The missing item was given later", "completed_late"),
        Option("6", "Cancelled, correctly", "cancelled"),
        said_with("7", REGISTRATION_LINE, "cancelled_by_mistake"),
        Option("8", "Applied after {closes}", "late"),
        Option("9", "Never applied", "never"),
        REFER,
    ),
    "The day that counts is the day the person applied (postmark, licence office, date on the form), not the day it was "
    "keyed. An inactive elector is registered.",
    "what the registration records say",
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
    "where the voter lived on election day",
)
_WORDS_ELSEWHERE = {
    "1": "In {county} County, at the listed address",
    "2": "Moved within {county} County, not reported by {closes}",
    "3": "Moved within {county} County, reported",
    "4": "Moved to this or another Georgia county after {county_date}",
    "5": "Moved to this or another Georgia county on or before {county_date}",
}
RESIDENCE = replace(
    _RESIDENCE,
    cases={
        INACTIVE: replace(
            _RESIDENCE,
            prompt="The roll has this elector as inactive. Where did the voter live on election day?",
            help="Inactive is registered. Who still lives there, or moved within the county, votes in the precinct of the "
            "last listed address, for this election and its run-offs, and is to be shown as active again (O.C.G.A. "
            "21-2-235(c), (d)). Who moved to another county on or before {county_date} may not vote here any more "
            "(21-2-218(f)).",
        ),
        ELSEWHERE: replace(
            _RESIDENCE,
            prompt="The voter is registered in {county} County. Where did the voter live on election day?",
            options=tuple(
                replace(each, words=_WORDS_ELSEWHERE.get(each.key, each.words)) for each in _RESIDENCE.options
            ),
            help="Who moved after {county_date} may vote in the county where they are registered (O.C.G.A. 21-2-218(e)). "
            "Who moved here on or before {county_date} had to register here by {closes}: look for an application in this "
            "county first (218(b), (f)). The registration form in the envelope counts for the next election.",
        ),
    },
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
        said_with("8", ELIGIBILITY_LINE, DIED_AFTER_VOTING),
        REFER,
    ),
    "Asked only where a list or the papers raise a flag. Whether the ballot of a voter who died after voting counts is for "
    "the board: the program takes its position (Setup, tab Rules).",
    "whether the voter is eligible",
)
ELIGIBILITY = replace(
    _ELIGIBILITY,
    cases={
        DEATH_ENDS: replace(
            _ELIGIBILITY,
            options=tuple(
                replace(each, value="deceased") if each.why == DIED_AFTER_VOTING else each
                for each in _ELIGIBILITY.options
            ),
        )
    },
)

VOTED_ALREADY = Question(
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
        REFER,
    ),
    "Compare year, middle name and address: fathers and sons are credited for each other. A check-in that was cancelled "
    "when the provisional ballot was given is no vote.",
    "whether the voter has voted otherwise",
)

_PARTY = Question(
    "party",
    "This is a {party} ballot. May this voter vote it?",
    (
        Option("1", "Yes", "entitled"),
        Option("2", "No, voted in another party's primary", "not_entitled"),
        Option("0", "Asked for the other and got this: refer"),
    ),
    "Who voted in another party's primary of this election may not vote in this one (O.C.G.A. 21-2-224(d)). A nonpartisan "
    "ballot is open to everybody, and this is not asked. Georgia registers no party: what the voter once chose binds nobody.",
    "whether the voter may vote this party's ballot",
)
PARTY = replace(
    _PARTY,
    cases={
        RUNOFF: replace(
            _PARTY,
            prompt="This is a {party} run-off ballot. May this voter vote it?",
            help="Who voted in another party's primary may not vote in this party's run-off (O.C.G.A. 21-2-501(a), 224(d)); "
            "who voted in no primary may. The voter history or the numbered list of the primary tells it; the files of the "
            "run-off do not.",
        )
    },
)

COURT_ORDER = Question(
    "court_order",
    "The polls at {place} were kept open by a court. Where does the order stand?",
    (
        Option("1", "In force", "in_force"),
        Option("2", "Before a higher court", "under_review"),
        Option("3", "Set aside", "vacated"),
        Option("4", "No order is entered", "none"),
    ),
    "Answered once in the register of court orders, for all envelopes of that place and time.",
    "where the court's order stands",
)

QUESTIONS: Mapping[str, Question] = {
    question.fact: question
    for question in (OATH, STATEMENT, REGISTRATION, RESIDENCE, ELIGIBILITY, VOTED_ALREADY, PARTY, COURT_ORDER)
}

RESEARCH_RESULTS: tuple[Option, ...] = (
    Option("1", "Found", "found"),
    Option("2", "Nothing", "nothing"),
    Option("3", "No answer yet", "no_answer"),
    Option("4", "Not possible", "not_possible"),
)
"""What came of looking for a voter in one place."""


def question_words(text: str, calendar: Calendar, **more: str) -> str:
    """A question's or answer's words with its places in braces filled."""
    days = {
        "closes": short_day(calendar.registration_closes),
        "county_date": short_day(calendar.county_date),
        "state_date": short_day(calendar.state_date),
    }
    return text.format_map({**days, **more})
