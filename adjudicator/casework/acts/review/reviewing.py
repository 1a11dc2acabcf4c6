"""Acts at the Review desk: answers, research, determinations, referrals, cures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from adjudicator.casework.acts.act import Act, Acted, closed_to, reason_missing, secret, secret_or_none
from adjudicator.casework.acts.review.answering import NO_WHYS, answers_data
from adjudicator.casework.acts.review.applications import (
    application_data,
    application_missing,
    application_refused,
    with_application,
)
from adjudicator.casework.acts.review.chosen_elector import ElectorTaken, elector_data
from adjudicator.casework.acts.review.determining import Basis, Decision, determination
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.application_day import Application
from adjudicator.casework.sheet.cards import cards_of, ready_outcome
from adjudicator.casework.sheet.research import OWN_RESULTS, OWN_SEARCHES, RESEARCH, RESULTS, all_done, duties
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.engine.codes import REASON_ORDER
from adjudicator.records.facts import FACTS, Answer
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

StateAct = Callable[[EnvelopeState], Acted]

DEPARTURES = ("count_full", "not_counted", "held")
"""Outcomes a person may record against the recommendation; which contests count in part only the rules can say."""


def record_answers(
    sheet: Sheet,
    answers: Sequence[Answer],
    act: Act,
    *,
    elector: ElectorTaken | None = None,
    whys: Mapping[str, Why] = NO_WHYS,
    application: Application | None = None,
) -> Acted:
    """Record answers with their sources, each in place of an earlier one to the same fact, and what the files say of it.

    The answer "none" or "several" to `match` lets a chosen elector go; "certain" or "chosen" needs one. `whys` has reasons by
    fact. Refused for values outside the closed list, once the envelope is determined, for an answer against a record, or
    an elector who differs, without a reason, and for one about the registration that wants an `application`, without it.
    """
    state = sheet.state
    refusal = (
        closed_to(state, act) or _answers_refused(state, answers) or application_refused(sheet, answers, application)
    )
    if refusal is not None:
        return refusal
    match = next((answer.value for answer in answers if answer.fact == "match"), "")
    if match in ("certain", "chosen") and (elector is None or elector.elector is None):
        return Refusal("no_elector", _("Choose the elector first."), state.number)
    answers, whys = with_application(answers, whys, application)
    data = answers_data(sheet, answers, whys, elector)
    if isinstance(data, Refusal):
        return data
    if match or elector is not None:
        data["elector"] = elector_data(elector)
    if application is not None:
        data["applied"] = application_data(application)
    return (act.entry("facts.recorded", data),)


def record_research(
    state: EnvelopeState, lines: Mapping[str, tuple[str, str]], act: Act, *, by_program: bool = False
) -> Acted:
    """Record where the voter was looked for: place -> (result, note). The note is sealed.

    What the program has looked up by itself, as the person answered, bears nobody's name. Refused for places and results
    outside the closed lists, of the program's own searches for any others, and once the envelope is determined.
    """
    refusal = closed_to(state, act)
    if refusal is not None:
        return refusal
    for where, (result, __) in lines.items():
        own = where in OWN_SEARCHES and result in OWN_RESULTS
        if where not in RESEARCH or result not in RESULTS or (by_program and not own):
            return Refusal("unknown_value", _("Choose a place on the search list, and what came of it."), state.number)
    data = [{"where": where, "result": result, "note": secret(note)} for where, (result, note) in lines.items()]
    return (act.entry("research.recorded", {"envelope": state.number, "lines": data, "by_program": by_program}),)


def determine(sheet: Sheet, decision: Decision, act: Act) -> Acted:
    """Record a determination with the facts it rests on.

    Refused while a fact that matters is unknown, a card is open or something is owed to the voter, and for a departure
    without a reason.
    """
    state, basis = sheet.state, basis_of(sheet)
    refusal = closed_to(state, act)
    if refusal is not None:
        return refusal
    if basis is not None and basis.departs(decision):
        refusal = untold(state, decision, basis) or departure_refused(state, decision)
        return refusal or (determination(basis, decision, act),)
    if basis is None or not ready_outcome(sheet, cards_of(sheet)):
        words = _("Envelope {number} cannot be recorded yet: a question is still open.", number=state.number)
        return Refusal("not_ready", words, state.number)
    return (determination(basis, decision, act),)


def basis_of(sheet: Sheet) -> Basis | None:
    """What a determination of the sheet would rest on; None while the ballot's style is not known."""
    if sheet.recommendation is None:
        return None
    return Basis(
        sheet.state, sheet.facts, sheet.cast_style, sheet.home_style, sheet.too_late_for, sheet.recommendation,
        sheet.cast_too_late_for,
    )  # fmt: skip


def withdraw(state: EnvelopeState, reason: str, act: Act, *, undo: bool = False) -> Acted:
    """Take a determination back before its batch is approved; the envelope leaves a waiting batch and is to do again.

    Undoing one's own newest record needs no reason; any other withdrawal does.
    """
    determination = state.determination
    if determination is None or state.status not in ("determined", "held", "in_batch"):
        words = _(
            "Envelope {number} has no determination that you can take back. A supervisor can reopen it.",
            number=state.number,
        )
        return Refusal("not_withdrawable", words, state.number)
    own = undo and determination.by == act.by and state.status != "in_batch"
    if not own and not reason.strip():
        return reason_missing(state.number, _("Taking back a determination"))
    data = {
        "envelope": state.number,
        "determination": determination.seq,
        "batch": state.batch,
        "reason": secret_or_none(reason),
    }
    return (act.entry("determination.withdrawn", data),)


def same_voter_reason(number: str) -> str:
    """Why a determination is taken back where another envelope turns out to be of the same voter, as it is recorded."""
    return f"Envelope {number} is of the same voter."


def is_unaware_of_another(state: EnvelopeState) -> bool:
    """Whether it was determined, and is not approved yet, without knowing of another envelope of the same voter."""
    voted = state.answers.get("voted_already")
    known = voted is not None and voted.value == "other_provisional"
    return state.status in ("determined", "held", "in_batch") and not known


def refer(state: EnvelopeState, reason: str, act: Act) -> Acted:
    """Ask a supervisor about an envelope, with the question in words."""
    refusal = closed_to(state, act)
    if refusal is not None:
        return refusal
    if not reason.strip():
        return reason_missing(state.number, _("Referring"))
    return (act.entry("envelope.referred", {"envelope": state.number, "reason": Secret(reason)}),)


def answer_referral(state: EnvelopeState, answer: str, act: Act) -> Acted:
    """Answer a reviewer's question; the envelope goes back to that reviewer with the answer."""
    if not state.referred:
        return Refusal("not_referred", _("Envelope {number} is not referred.", number=state.number), state.number)
    if not answer.strip():
        return reason_missing(state.number, _("An answer"))
    return (act.entry("referral.answered", {"envelope": state.number, "answer": Secret(answer)}),)


def take_back_referral(state: EnvelopeState, act: Act) -> Acted:
    """Take back one's own question to a supervisor. Refused where nothing is asked, and for another person's question."""
    if not state.referred:
        return Refusal("not_referred", _("Envelope {number} is not referred.", number=state.number), state.number)
    if state.referred_by != act.by:
        words = _("Another person asked about envelope {number}. A supervisor answers it.", number=state.number)
        return Refusal("anothers_question", words, state.number)
    return (act.entry("referral.taken_back", {"envelope": state.number}),)


def cure(sheet: Sheet, answers: Sequence[Answer], note: str, act: Act, *, whys: Mapping[str, Why] = NO_WHYS) -> Acted:
    """What a held envelope waited for has come; its answers are recorded and it goes back to review.

    Refused for values outside the closed list, for the match, which is chosen at the Review desk, for an answer against a
    record without a reason, and for one that wants an application, which is said at the Review desk, too.
    """
    state = sheet.state
    if state.status != "held":
        return Refusal("not_held", _("Envelope {number} is not held.", number=state.number), state.number)
    refusal = _answers_refused(state, answers) or application_missing(sheet, answers)
    if refusal is not None:
        return refusal
    if any(answer.fact == "match" for answer in answers):
        return Refusal("no_elector", _("The voter is chosen at the Review desk."), state.number)
    data = answers_data(sheet, answers, whys)
    if isinstance(data, Refusal):
        return data
    return (act.entry("cure.recorded", {**data, "note": secret(note)}),)


def bring_back(states: Sequence[EnvelopeState], act: Act, *, closed: bool) -> Acted:
    """Bring held envelopes back to review together, once the period is closed and what they wait for cannot come any more.

    Refused while the period is open, for an envelope that is not held, and where there is none.
    """
    if not closed:
        return Refusal("period_open", _("The period is not closed yet: enter what has come for each envelope."))
    gone = next((state for state in states if state.status != "held"), None)
    if gone is not None:
        return Refusal("not_held", _("Envelope {number} is not held.", number=gone.number), gone.number)
    if not states:
        return Refusal("nothing_held", _("There is nothing to bring back."))
    data = ({"envelope": state.number, "facts": [], "note": secret("")} for state in states)
    return tuple(act.entry("cure.recorded", each) for each in data)


def reopen(state: EnvelopeState, reason: str, act: Act) -> Acted:
    """Reopen an approved or released envelope, as a supervisor; it is to do again, and the next release says so."""
    if state.status not in ("approved", "released"):
        return Refusal("not_approved", _("Envelope {number} is not approved.", number=state.number), state.number)
    if not reason.strip():
        return reason_missing(state.number, _("Reopening"))
    return (act.entry("envelope.reopened", {"envelope": state.number, "reason": Secret(reason)}),)


def _answers_refused(state: EnvelopeState, answers: Sequence[Answer]) -> Refusal | None:
    wrong = next((answer for answer in answers if answer.value not in FACTS.get(answer.fact, ())), None)
    if wrong is None:
        return None
    return Refusal(
        "unknown_value", _('"{answer}" is no answer to {fact}.', answer=wrong.value, fact=wrong.fact), state.number
    )


def departure_refused(state: EnvelopeState, decision: Decision) -> Refusal | None:
    """Why a decision that departs from the recommendation cannot be recorded, None where it can."""
    if decision.outcome not in DEPARTURES:
        words = _("Which contests count in part follows from the facts. Correct the facts instead.")
        return Refusal("departure_not_possible", words, state.number)
    if not decision.reason.strip():
        return reason_missing(state.number, _("Deciding otherwise than recommended"))
    if decision.outcome == "not_counted" and decision.code not in REASON_ORDER:
        return Refusal("code_missing", _("Choose why the ballot is not counted."), state.number)
    return owed_first(state) if decision.outcome == "not_counted" else None


def untold(state: EnvelopeState, decision: Decision, basis: Basis) -> Refusal | None:
    """Why a decision that departs from the recommendation cannot be recorded on what is known, None where it can.

    While it cannot be told what to recommend, an envelope is held or referred. No ballot counts in full whose time of casting
    nobody said: whether it is kept apart from all others turns on it.
    """
    if decision.outcome == "held":
        return None
    if basis.recommendation.outcome == "incomplete":
        words = _(
            "It cannot be told yet what becomes of envelope {number}. Answer what is open, hold it, or refer it.",
            number=state.number,
        )
        return Refusal("not_told", words, state.number)
    if decision.outcome == "count_full" and "cast" not in basis.facts:
        words = _(
            "Say first when the ballot in envelope {number} was cast: one from extended hours is kept apart.",
            number=state.number,
        )
        return Refusal("cast_first", words, state.number)
    return None


def owed_first(state: EnvelopeState) -> Refusal | None:
    """Why it cannot be recorded yet that a ballot does not count: what is owed to its voter is not all done."""
    if all_done(duties(state)):
        return None
    words = _("Look the voter up, check the registration and finish the search list first.")
    return Refusal("owed", words, state.number, "O.C.G.A. 21-2-419(b)")
