"""What each hold waits for, how its coming is entered, and the sentences of the Holds desk. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import ARRIVALS
from adjudicator.law.telling.words import hold_words, outcome_words, reason_words
from adjudicator.records.findings import Recommendation
from adjudicator.words.dates import day_and_hour
from ui.parts import Choice
from ui.shared.questions import QUESTIONS, Option, question_words

COURT = frozenset({"court_order_under_review"})
"""Holds that end with a court's word, not with the last day."""

STILL_OPEN = frozenset({"not_found", "pending", "unclear", "in_question", "credit_in_question", "paper_missing"})
"""Answers that bring nothing: they would hold the envelope again for the same thing."""

SHORT: Mapping[str, str] = {
    "no_identification": "Identification",
    "identification_after_hours": "Identification after hours",
    "oath_unsigned": "Signature",
    "papers_missing": "Certificate",
    "registration_unclear": "Registration",
    "residence_unclear": "Residence",
    "eligibility_unclear": "Eligibility",
    "credit_unclear": "Other votes",
    "elector_unclear": "Which elector",
    "two_envelopes": "Two envelopes",
    "several_ballots": "Several ballots",
    "absentee_rejected": "Absentee rejected",
    "wrong_style": "Another style",
    "statement_incomplete": "Sworn statement",
    "cast_time_unclear": "Time of voting",
    "completed_late": "Completed late",
    "wrong_party": "Another party",
    "court_order_missing": "No court order",
    "court_order_under_review": "Higher court",
    "court_order_vacated": "Order set aside",
}
"""Hold -> the word on its chip: what is missing."""


OWN = "own_reason"
OWN_REASON = "What the reviewer wrote"
"""What stands for a hold against the recommendation in the list; the reason's words stand beside it, where F9 hides them."""


@dataclass(frozen=True, slots=True)
class CureQuestion:
    """How the coming of what a hold waits for is entered: the fact it answers, what is asked, and whether a time is typed.

    Without a `fact` nothing is answered here: the envelope goes back to review with the note alone.
    """

    fact: str
    prompt: str
    asks_time: bool = False
    moment: str = ""


NO_ANSWER = CureQuestion("", "Nothing to enter here: the envelope goes back to review, where it is answered.")

WAYS: Mapping[str, CureQuestion] = {
    "no_identification": CureQuestion("identification", "What arrived?", True, "When did it arrive?"),
    "identification_after_hours": CureQuestion("identification", "What arrived, if something came earlier?", True,
                                               "When did it arrive?"),
    "oath_unsigned": CureQuestion("oath", "", True, "When did the voter sign the oath?"),
    "papers_missing": CureQuestion("oath", "The certificate was found. Is the oath on it signed?"),
    "registration_unclear": CureQuestion("registration", "What do the registration records say now?"),
    "residence_unclear": CureQuestion("residence", "Where did the voter live on election day?"),
    "eligibility_unclear": CureQuestion("eligibility", "What was established?"),
    "credit_unclear": CureQuestion("voted_already", "Has this voter voted otherwise?"),
    "elector_unclear": CureQuestion("", "The electors were told apart: choose the voter in review."),
    "court_order_missing": CureQuestion("", "A supervisor enters the order in Setup; then the envelope goes back to review."),
    "court_order_under_review": CureQuestion("", "When the court has decided, a supervisor changes the order in Setup."),
}  # fmt: skip
"""Hold -> how its coming is entered. Others wait for the board, and have no answer here."""

ARRIVAL_HELP = "The time at the counter or of the e-mail, not of typing. The program compares it with the last day."
OATH_HELP = "The moment at which the voter signed at the office."


def way_of(hold: str) -> CureQuestion:
    """How the coming of what a hold waits for is entered."""
    return WAYS.get(hold, NO_ANSWER)


def choices_of(way: CureQuestion, calendar: Calendar) -> tuple[Choice, ...]:
    """The answers on the keys they have in Review, without those that would leave it open."""
    if way.fact == "identification":
        return tuple(Choice(str(key), kind, words) for key, (kind, words) in enumerate(ARRIVALS.items(), 1))
    if not way.fact or way.asks_time:
        return ()
    options = (option for option in QUESTIONS[way.fact].options if option.value and option.value not in STILL_OPEN)
    return tuple(Choice(option.key, option.key, question_words(option.words, calendar)) for option in options)


def option_of(way: CureQuestion, key: str, sheet: Sheet) -> Option | None:
    """The answer that a key of the way's question gives, with the value that it has for this envelope."""
    question = QUESTIONS.get(way.fact)
    return question.on(sheet).option(key) if question is not None else None


def help_of(way: CureQuestion) -> str:
    """The help beside what is asked."""
    if way.fact == "identification":
        return ARRIVAL_HELP
    if way.asks_time:
        return OATH_HELP
    return QUESTIONS[way.fact].help if way.fact else ""


def waits_words(holds: Iterable[str]) -> str:
    """What an envelope waits for, all of it: "no identification yet; the oath is not signed"."""
    return "; ".join(map(hold_words, holds))


def held_by_words(person: str, reason: str) -> str:
    """What an envelope waits for that a person held for a reason of their own; `reason` is empty where it is not shown."""
    return f"held by {person}: {reason}" if reason else f"held by {person}, for a reason of their own"


def sentence_start(words: str) -> str:
    """The words with a capital at their beginning."""
    return f"{words[:1].upper()}{words[1:]}"


def is_for_court(holds: Iterable[str]) -> bool:
    """Whether a court's word is waited for, so that the last day does not end it."""
    return not COURT.isdisjoint(holds)


def until_words(holds: Iterable[str], last_day: datetime) -> str:
    """Until when it may come."""
    return "until the court decides" if is_for_court(holds) else f"until {day_and_hour(last_day)}"


def proposal_words(recommendation: Recommendation | None) -> tuple[str, str]:
    """What the envelope's outcome would now be: the outcome, and in words why."""
    if recommendation is None or recommendation.outcome == "incomplete":
        return "undecided", "cannot be told yet: it is to be reviewed"
    words = outcome_words(recommendation.outcome).lower()
    if recommendation.outcome == "held":
        return "held", f"still held, {waits_words(recommendation.holds)}"
    reasons = "; ".join(map(reason_words, recommendation.reasons)) if recommendation.outcome == "not_counted" else ""
    return recommendation.outcome, f"{words}, {reasons}" if reasons else words
