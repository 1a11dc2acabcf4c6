"""What each hold waits for, how its coming is entered, and the sentences of the Holds desk. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import ARRIVALS
from adjudicator.law.facts.derive import CURES
from adjudicator.law.telling.words import hold_words, outcome_words, reason_words
from adjudicator.records.findings import Recommendation
from adjudicator.words import _, beside, small
from adjudicator.words.dates import day_and_hour
from ui.parts import Choice
from ui.shared.questions import QUESTIONS, Option, question_words

COURT = frozenset({"court_order_under_review"})
"""Holds that end with a court's word, not with the last day."""

STILL_OPEN = frozenset({"not_found", "pending", "unclear", "in_question", "credit_in_question", "paper_missing"})
"""Answers that bring nothing: they would hold the envelope again for the same thing."""

OWN = "own_reason"
OWN_REASON = _("What the reviewer wrote")
"""What stands for a hold against the recommendation in the list; the reason's words stand beside it, where F9 hides them."""


@dataclass(frozen=True, slots=True)
class CureQuestion:
    """How the coming of what a hold waits for is entered: the fact it answers, what is asked, and whether a time is typed.

    With a `prompt` and a time, both are entered.
    Without a `fact` nothing is answered here: the envelope goes back to review with the note alone.
    """

    fact: str
    prompt: str
    asks_time: bool = False
    moment: str = ""


NO_ANSWER = CureQuestion("", _("Nothing to enter here: the envelope goes back to review, where it is answered."))

WAYS: Mapping[str, CureQuestion] = {
    "no_identification": CureQuestion("identification", _("What arrived?"), True, _("When did it arrive?")),
    "identification_after_hours": CureQuestion("identification", _("What arrived, if something came earlier?"), True,
                                               _("When did it arrive?")),
    "oath_unsigned": CureQuestion("oath", "", True, _("When did the voter sign the oath?")),
    "signature_mismatch": CureQuestion("signature", "", True, _("When was the signature cured?")),
    "registration_data_missing": CureQuestion("registration_data", "", True, _("When did what was lacking come?")),
    "papers_missing": CureQuestion("oath", _("The certificate was found. Is the oath on it signed?")),
    "registration_unclear": CureQuestion("registration", _("What do the registration records say now?"), True,
                                         _("When did what shows it reach the office?")),
    "residence_unclear": CureQuestion("residence", _("Where did the voter live on election day?")),
    "eligibility_unclear": CureQuestion("eligibility", _("What was established?")),
    "credit_unclear": CureQuestion("voted_already", _("Has this voter voted otherwise?")),
    "elector_unclear": CureQuestion("", _("The electors were told apart: choose the voter in review.")),
    "court_order_missing": CureQuestion(
        "", _("A supervisor enters the order in Setup; then the envelope goes back to review.")
    ),
    "court_order_under_review": CureQuestion("", _("When the court has decided, a supervisor changes the order in Setup.")),
}  # fmt: skip
"""Hold -> how its coming is entered. Others wait for the board, and have no answer here."""

ARRIVAL_HELP = _("The time at the counter or of the e-mail, not of typing. The program compares it with the last day.")
OATH_HELP = _("The moment at which the voter signed at the office.")


def way_of(hold: str) -> CureQuestion:
    """How the coming of what a hold waits for is entered."""
    return WAYS.get(hold, NO_ANSWER)


def choices_of(way: CureQuestion, sheet: Sheet, calendar: Calendar) -> tuple[Choice, ...]:
    """The answers on the keys and in the words that they have in Review, without those that would leave it open."""
    if way.fact == "identification":
        return tuple(Choice(str(key), kind, words) for key, (kind, words) in enumerate(ARRIVALS.items(), 1))
    if not way.fact or not way.prompt:
        return ()
    options = (
        option for option in QUESTIONS[way.fact].on(sheet).options if option.value and option.value not in STILL_OPEN
    )
    return tuple(Choice(option.key, option.key, question_words(option.words, calendar)) for option in options)


def option_of(way: CureQuestion, key: str, sheet: Sheet) -> Option | None:
    """The answer that a key of the way's question gives, with the value that it has for this envelope."""
    question = QUESTIONS.get(way.fact)
    return question.on(sheet).option(key) if question is not None else None


def help_of(way: CureQuestion, sheet: Sheet) -> str:
    """The help beside what is asked."""
    if way.fact == "identification" or way.fact in CURES:
        return ARRIVAL_HELP
    if way.fact == "oath" and way.asks_time:
        return OATH_HELP
    return QUESTIONS[way.fact].on(sheet).help if way.fact else ""


def waits_words(holds: Iterable[str]) -> str:
    """What an envelope waits for, all of it: "no identification yet; the oath is not signed"."""
    return beside(*map(hold_words, holds), by="; ")


def held_by_words(person: str, reason: str) -> str:
    """What an envelope waits for that a person held for a reason of their own; `reason` is empty where it is not shown."""
    return (
        _("held by {person}: {reason}", person=person, reason=reason)
        if reason
        else _("held by {person}, for a reason of their own", person=person)
    )


def is_for_court(holds: Iterable[str]) -> bool:
    """Whether a court's word is waited for, so that the last day does not end it."""
    return not COURT.isdisjoint(holds)


def until_words(holds: Iterable[str], last_day: datetime) -> str:
    """Until when it may come, under "Until": "Fri Nov 6, 5:00 p.m."."""
    return _("the court decides") if is_for_court(holds) else day_and_hour(last_day)


def proposal_words(recommendation: Recommendation | None) -> tuple[str, str]:
    """What the envelope's outcome would now be: the outcome, and in words why."""
    if recommendation is None or recommendation.outcome == "incomplete":
        return "undecided", _("cannot be told yet: it has to be reviewed")
    words = small(outcome_words(recommendation.outcome))
    if recommendation.outcome == "held":
        return "held", _("still held, {waits}", waits=waits_words(recommendation.holds))
    not_counted = recommendation.outcome == "not_counted"
    reasons = beside(*map(reason_words, recommendation.reasons), by="; ") if not_counted else ""
    return recommendation.outcome, beside(words, reasons, by=", ")
