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
from adjudicator.casework.sheet.lines.papers import COMPARED
from adjudicator.casework.sheet.lines.papers import OATH as OATH_LINE
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.lines.voter import (
    AT_NEW_ADDRESS,
    DEATH_ENDS,
    DIED_AFTER_VOTING,
    ELSEWHERE,
    INACTIVE,
    INACTIVE_AT_NEW,
)
from adjudicator.casework.sheet.lines.voter import ELIGIBILITY as ELIGIBILITY_LINE
from adjudicator.casework.sheet.lines.voter import REGISTRATION as REGISTRATION_LINE
from adjudicator.casework.sheet.lines.votes import RUNOFF
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.words import _, told
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
        """The question in the words of this envelope's case, and where the pack in force has words of its own, in those."""
        found = self.cases.get(LINES[self.fact].case(sheet), self)
        return found.in_words(sheet.words) if sheet.words else found

    def in_words(self, own: Mapping[str, str]) -> Question:
        """The question with a pack's own words in place of those it has (`telling.pack_words`)."""
        return replace(
            self,
            prompt=own.get(f"ask:{self.fact}", self.prompt),
            help=own.get(f"help:{self.fact}", self.help),
            options=tuple(
                replace(each, words=own.get(f"answer:{self.fact}:{each.value}", each.words)) for each in self.options
            ),
        )


def said_with(key: str, line: ReviewLine, code: str) -> Option:
    """The answer with which a line records a code, in that code's words."""
    reason = next(reason for reason in (*line.said_with, *line.reasons) if reason.code == code)
    return Option(key, reason.words, reason.values[0], reason.code)


REFER = Option("0", _("Refer to a supervisor"))

_OATH = Question(
    "oath",
    _("Did the voter sign the oath?"),
    (
        Option("1", _("Yes"), "signed"),
        said_with("2", OATH_LINE, "mark_or_helped"),
        Option("3", _("No signature"), "unsigned"),
        Option("4", _("The paper is missing"), "paper_missing"),
    ),
    _(
        "Look at the provisional section of the certificate, not at the outer envelope. Do not compare the signature: "
        "Georgia has no signature match for a provisional ballot cast in person."
    ),
    _("whether the oath is signed"),
)
OATH = replace(
    _OATH,
    cases={
        COMPARED: replace(
            _OATH,
            help=_(
                "Look at the affirmation itself, not at the outer envelope. Whether the signature matches is asked by itself."
            ),
        )
    },
)

SECRECY = Question(
    "secrecy_envelope",
    _("Was the ballot in its secrecy envelope?"),
    (Option("1", _("Yes"), "present"), Option("2", _("No: the inner envelope is missing"), "missing"), REFER),
    _(
        "Go by what was noted when the outer envelope was opened. Where it is still sealed and cannot be told by touch, "
        "refer it: do not open it to find out."
    ),
    _("whether the ballot was in its secrecy envelope"),
)

WITHDRAWN = Question(
    "withdrawn",
    _("Did the voter withdraw this ballot?"),
    (Option("1", _("No"), "no"), Option("2", _("Yes, in writing"), "withdrawn"), REFER),
    _("Only a paper that the voter signed withdraws a ballot. A call alone does not: refer it."),
    _("whether the voter withdrew the ballot"),
)

STATEMENT = Question(
    "statement",
    _("Is the sworn statement complete?"),
    (
        Option("1", _("Yes: signed, says why, witnessed, time given"), "complete"),
        Option("2", _("Signed, but the reason, the witness or the time is missing"), "incomplete"),
        Option("3", _("There is no statement"), "missing"),
        Option("4", _("It is there, but the voter did not sign it"), "missing"),
    ),
    _(
        "In 2022 Gwinnett County lost 48 ballots over this question. Have a second person look before you record that it is "
        "incomplete. A statement that the voter did not sign counts as no statement."
    ),
    _("whether the sworn statement is complete"),
)

REGISTRATION = Question(
    "registration",
    _("What do the registration records say for this election?"),
    (
        Option("1", _("Registered in time"), "registered"),
        Option("2", _("Nothing found yet"), "not_found"),
        Option("3", _("Applied in time; something is missing and has not come yet"), "pending"),
        said_with("4", REGISTRATION_LINE, "completed_in_time"),
        Option("5", _("The missing item was given later"), "completed_late"),
        Option("6", _("Canceled, correctly"), "cancelled"),
        said_with("7", REGISTRATION_LINE, "cancelled_by_mistake"),
        Option("8", _("Applied after {closes}"), "late"),
        Option("9", _("Never applied"), "never"),
        REFER,
    ),
    _(
        "The day that counts is the day the person applied (postmark, driver's license office, date on the form), not the "
        "day it was keyed. An inactive elector is registered."
    ),
    _("what the registration records say"),
)

_RESIDENCE = Question(
    "residence",
    _("Where did the voter live on election day?"),
    (
        Option("1", _("At the listed address"), "as_listed"),
        Option("2", _("Moved within the county, not reported by {closes}"), "moved_in_county_unreported"),
        Option("3", _("Moved within the county, reported"), "moved_in_county_reported"),
        Option("4", _("To another Georgia county after {county_date}"), "moved_county_late"),
        Option("5", _("To another Georgia county on or before {county_date}"), "moved_county_early"),
        Option("6", _("To another state after {state_date}"), "moved_state_late"),
        Option("7", _("To another state on or before {state_date}"), "moved_state_early"),
        Option("8", _("Cannot be told: call the voter"), "unclear"),
    ),
    _(
        "Moved within the county and did not report it by {closes}: the old precinct is the right one (O.C.G.A. "
        "21-2-218(d)). Reported by then: the new one. Moved to another county after {county_date}: the old precinct here, "
        "too (218(e))."
    ),
    _("where the voter lived on election day"),
)
_WORDS_ELSEWHERE = {
    "1": _("In {county} County, at the listed address"),
    "2": _("Moved within {county} County, not reported by {closes}"),
    "3": _("Moved within {county} County, reported"),
    "4": _("Moved to this or another Georgia county after {county_date}"),
    "5": _("Moved to this or another Georgia county on or before {county_date}"),
}
_AT_NEW_HELP = _(
    "Moved within the county: the precinct of the new address is the right one, whether the move was reported or not. "
    "Which it is, is asked next. Moved to another county or state: what follows stands in Setup, tab Rules."
)
RESIDENCE = replace(
    _RESIDENCE,
    cases={
        AT_NEW_ADDRESS: replace(_RESIDENCE, help=_AT_NEW_HELP),
        INACTIVE_AT_NEW: replace(
            _RESIDENCE,
            prompt=_("The roll has this elector as inactive. Where did the voter live on election day?"),
            help=_AT_NEW_HELP,
        ),
        INACTIVE: replace(
            _RESIDENCE,
            prompt=_("The roll has this elector as inactive. Where did the voter live on election day?"),
            help=_(
                "An inactive elector is registered. A voter who still lives there, or moved within the county, votes in "
                "the precinct of the last listed address, in this election and its runoffs, and becomes active again "
                "(O.C.G.A. 21-2-235(c), (d)). A voter who moved to another county on or before {county_date} may not vote "
                "here any more (21-2-218(f))."
            ),
        ),
        ELSEWHERE: replace(
            _RESIDENCE,
            prompt=_("The voter is registered in {county} County. Where did the voter live on election day?"),
            options=tuple(
                replace(each, words=_WORDS_ELSEWHERE.get(each.key, each.words)) for each in _RESIDENCE.options
            ),
            help=_(
                "A voter who moved after {county_date} may vote in the county where they are registered (O.C.G.A. "
                "21-2-218(e)). A voter who moved here on or before {county_date} had to register here by {closes}: look for "
                "an application in this county first (218(b), (f)). The registration form in the envelope counts for the "
                "next election."
            ),
        ),
    },
)

_ELIGIBILITY = Question(
    "eligibility",
    _("{flag}. What did you find out?"),
    (
        Option("1", _("Eligible: no flag is raised, or what it says does not hold"), "eligible"),
        Option("2", _("Felony sentence not completed"), "felony"),
        Option("3", _("Under 18 on election day"), "under_age"),
        Option("4", _("Not a citizen"), "not_citizen"),
        Option("5", _("Declared incompetent by a court"), "incompetent"),
        Option("6", _("Died before voting"), "deceased"),
        Option("7", _("Still open"), "in_question"),
        said_with("8", ELIGIBILITY_LINE, DIED_AFTER_VOTING),
        REFER,
    ),
    _(
        "Asked only where a list or the papers raise a flag. The board decides whether the ballot of a voter who died after "
        "voting counts: the program follows its position (Setup, tab Rules)."
    ),
    _("whether the voter is eligible"),
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
    _("Has this voter voted otherwise in this election?"),
    (
        Option("1", _("No"), "no"),
        Option("2", _("Absentee ballot issued, never came back: cancel it"), "absentee_outstanding"),
        Option("3", _("Absentee ballot accepted"), "absentee_accepted"),
        Option("4", _("Absentee ballot rejected"), "absentee_rejected"),
        Option("5", _("Voted in advance"), "advance_vote"),
        Option("6", _("Checked in on election day"), "election_day"),
        Option("7", _("The voting credit looks wrong; it is being checked"), "credit_in_question"),
        Option("8", _("Another provisional envelope"), "other_provisional"),
        Option("9", _("In another county or state"), "elsewhere"),
        REFER,
    ),
    _(
        "Compare birth year, middle name and address: fathers and sons are credited for each other. A check-in that was "
        "canceled when the provisional ballot was given is not a vote."
    ),
    _("whether the voter has voted otherwise"),
)

_PARTY = Question(
    "party",
    _("This is a {party} ballot. May this voter vote it?"),
    (
        Option("1", _("Yes"), "entitled"),
        Option("2", _("No, voted in another party's primary"), "not_entitled"),
        Option("0", _("The voter asked for the other party's ballot and got this one: refer")),
    ),
    _(
        "A voter who voted in another party's primary of this election may not vote in this one (O.C.G.A. 21-2-224(d)). A "
        "nonpartisan ballot is open to everybody, and this is not asked. Georgia does not register voters by party: a choice "
        "in an earlier election binds nobody."
    ),
    _("whether the voter may vote this party's ballot"),
)
PARTY = replace(
    _PARTY,
    cases={
        RUNOFF: replace(
            _PARTY,
            prompt=_("This is a {party} runoff ballot. May this voter vote it?"),
            help=_(
                "A voter who voted in another party's primary may not vote in this party's runoff (O.C.G.A. 21-2-501(a), "
                "224(d)); a voter who voted in no primary may. The voter history or the numbered list of the primary shows "
                "it; the files of the runoff do not."
            ),
        )
    },
)

COURT_ORDER = Question(
    "court_order",
    _("The polls at {place} were kept open by a court. Where does the order stand?"),
    (
        Option("1", _("In force"), "in_force"),
        Option("2", _("Before a higher court"), "under_review"),
        Option("3", _("Set aside"), "vacated"),
        Option("4", _("No order is entered"), "none"),
    ),
    _("Answered once in the register of court orders, for all envelopes of that place and time."),
    _("where the court's order stands"),
)

QUESTIONS: Mapping[str, Question] = {
    question.fact: question
    for question in (
        OATH,
        SECRECY,
        WITHDRAWN,
        STATEMENT,
        REGISTRATION,
        RESIDENCE,
        ELIGIBILITY,
        VOTED_ALREADY,
        PARTY,
        COURT_ORDER,
    )
}

RESEARCH_RESULTS: tuple[Option, ...] = (
    Option("1", _("Found"), "found"),
    Option("2", _("Nothing"), "nothing"),
    Option("3", _("No answer yet"), "no_answer"),
    Option("4", _("Not possible"), "not_possible"),
)
"""What came of looking for a voter in one place."""


def question_words(text: str, calendar: Calendar, **more: str) -> str:
    """A question's or answer's words with its places in braces filled.

    The sentence without them is what a catalog has, so that it is looked up as it stands and filled afterwards.
    """
    places = {
        "closes": short_day(calendar.registration_closes),
        "county_date": short_day(calendar.county_date),
        "state_date": short_day(calendar.state_date),
        **more,
    }
    wanted = {place: words for place, words in places.items() if f"{{{place}}}" in text}
    return told(str(text), **wanted) if wanted else text
