"""The panels of the Review desk: what each asks, as data. Pure; what is done with the answers is `review_forms`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adjudicator.casework.sheet.questions import ARRIVALS, RESEARCH
from adjudicator.law.telling.words import REASONS, outcome_words
from adjudicator.records.election import Election
from adjudicator.records.envelope import Envelope
from ui.desks.review.papers import SLIPS, options_of, value_as_text
from ui.desks.review.portions import apart
from ui.desks.review.screen import PanelField, PanelScreen
from ui.parts import Choice
from ui.shared.home_words import precinct_words
from ui.shared.reading_times import HINT

APPLIED = "applied"
REFER, HOLD, OTHERWISE, CODE, REASON = "refer", "hold", "otherwise", "code", "reason"
TAKE_BACK, ARRIVAL, CORRECT, PORTION, PUT_RIGHT, NOTE = (
    "take_back", "arrival", "correct", "portion", "put_right", "note",
)  # fmt: skip

Values = Mapping[str, str]

DEPARTURE_CODES: tuple[str, ...] = tuple(code for code in REASONS if code not in ("ballot_missing", "papers_missing"))
"""Reasons a person may record against the recommendation."""

KEYS = "1234567890"


def refer_panel() -> PanelScreen:
    """Asks what the supervisor is to decide."""
    field = PanelField("reason", "What is the question?", "text", hint="A sentence the supervisor can answer")
    words = "The envelope leaves your queue and comes back with the answer."
    return PanelScreen(REFER, "Refer to a supervisor", words, fields=(field,), accept="Refer")


def hold_panel(recommended: str) -> PanelScreen:
    """Asks why an envelope is held against the recommendation."""
    return _departure(HOLD, "held", recommended)


def reason_panel(outcome: str, code: str, recommended: str) -> PanelScreen:
    """Asks why another outcome than the recommended one is recorded."""
    return replace(_departure(REASON, outcome, recommended), about=f"{outcome}:{code}")


def otherwise_panel(recommended: str) -> PanelScreen:
    """Offers the outcomes a person may record against the recommendation."""
    outcomes = [outcome for outcome in ("count_full", "not_counted", "held") if outcome != recommended]
    choices = tuple(Choice(KEYS[at], outcome, outcome_words(outcome)) for at, outcome in enumerate(outcomes))
    words = "Which contests count in part follows from the facts: correct the facts instead."
    return PanelScreen(OTHERWISE, "Record otherwise than recommended", words, _warning(recommended), choices)


def code_panel(recommended: str) -> PanelScreen:
    """Asks in words why the ballot is not counted."""
    options = tuple((code, _sentence(REASONS[code])) for code in DEPARTURE_CODES)
    field = PanelField("code", "Reason", "choice", options[0][0], options=options)
    warning = _warning(recommended)
    return PanelScreen(CODE, "Why is the ballot not counted?", "", warning, fields=(field,), accept="Go on")


def take_back_panel() -> PanelScreen:
    """Asks why a determination is taken back."""
    field = PanelField("reason", "Why is it taken back?", "text", hint="The earlier determination stays in the record")
    words = "The envelope is to do again, and leaves its batch where it is in one."
    return PanelScreen(TAKE_BACK, "Take the determination back", words, fields=(field,), accept="Take back")


def arrival_panel(values: Values | None = None, problem: str = "", read: str = "") -> PanelScreen:
    """Asks what identification came, and when; nothing is assumed. `read` says how the time was understood."""
    given = values or {}
    fields = (
        PanelField(
            "what", "What arrived?", "choice", given.get("what", next(iter(ARRIVALS))), options=tuple(ARRIVALS.items())
        ),
        PanelField("when", "When did it arrive?", "line", given.get("when", ""), read or HINT, problem),
    )
    words = "The time at the counter or of the e-mail, not of typing. The program compares it with the last day."
    return PanelScreen(ARRIVAL, "It has come since", words, fields=fields, accept="Record the arrival")


def applied_panel(values: Values | None = None, problem: str = "", read: str = "") -> PanelScreen:
    """Asks on which day the voter applied to register. `read` says how the day was understood."""
    given = values or {}
    hint = read or "As in 2 Oct, or 14 Nov 2019"
    field = PanelField("on", "Which day?", "line", given.get("on", ""), hint, problem, personal=True)
    words = "The postmark, the licence office's day, or the date on the form; not the day it was keyed."
    return PanelScreen(APPLIED, "When the voter applied to register", words, fields=(field,), accept="Record the day")


def correct_panel(
    papers: Envelope, election: Election, values: Values | None = None, problems: Values | None = None
) -> PanelScreen:
    """Asks which field of the papers has a slip, what the paper says, and why it is corrected."""
    given, wrong = values or {}, problems or {}
    slip = SLIPS[given.get("field", "cast_at")]
    options = options_of(slip.name, election)
    named = tuple((each.name, each.label) for each in SLIPS.values() if election.primary or each.name != "party")
    why = "As in: read wrongly from the paper"
    fields = (
        PanelField("field", "Which field?", "choice", slip.name, options=named),
        PanelField(
            "value", f"{slip.label}, as the paper says", slip.kind, given.get("value", value_as_text(slip.name, papers)),
            slip.hint, wrong.get("value", ""), options, slip.personal,
        ),
        PanelField("reason", "Why?", "line", given.get("reason", ""), why, wrong.get("reason", "")),
    )  # fmt: skip
    words = "What was received first stays in the record."
    return PanelScreen(CORRECT, "Correct a slip", words, fields=fields, accept="Correct")


def portion_panel(election: Election, precinct: str, portion: str = "", words: str = "") -> PanelScreen:
    """Asks which precinct and portion the address belongs to."""
    chosen = precinct if precinct in election.precincts else next(iter(election.precincts))
    precincts = tuple((code, precinct_words(each, code)) for code, each in election.precincts.items())
    portions = tuple((each.id, f"{each.id}: {apart(each, election)}") for each in election.precincts[chosen].portions)
    known = portion if any(portion == each for each, _ in portions) else portions[0][0] if portions else ""
    fields = (
        PanelField("precinct", "Precinct", "choice", chosen, options=precincts),
        PanelField("portion", "Portion", "choice", known, options=portions),
    )
    said = words or "By the street list, not by what the poll worker ticked."
    return PanelScreen(PORTION, "The voter's own precinct and portion", said, fields=fields, accept="Take this portion")


def put_right_panel() -> PanelScreen:
    """Offers what may be put right on an envelope."""
    choices = (
        Choice("1", "1", "A slip in what was entered from the papers"),
        Choice("2", "2", "The address belongs to another precinct or portion"),
        Choice("3", "3", "The cast style was misread"),
        Choice("0", "0", "Something else: refer to a supervisor"),
    )
    return PanelScreen(PUT_RIGHT, "What is to be put right?", choices=choices)


def note_panel(where: str, result: str) -> PanelScreen:
    """Asks what was found, or why it was not possible to look; the words may stay empty."""
    label = "What was found?" if result == "found" else "Why was it not possible?"
    field = PanelField("note", label, "line", hint="May stay empty")
    return PanelScreen(NOTE, RESEARCH[where], fields=(field,), accept="Go on", about=f"{where}:{result}")


def _departure(kind: str, outcome: str, recommended: str) -> PanelScreen:
    title = f"Record: {outcome_words(outcome).lower()}"
    field = PanelField(
        "reason", "Why do you depart from the recommendation?", "text", hint="Your reason goes into the record"
    )
    return PanelScreen(kind, title, "", _warning(recommended), fields=(field,), accept=title)


def _warning(recommended: str) -> str:
    return f"This departs from the recommendation: {outcome_words(recommended).lower()}."


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
