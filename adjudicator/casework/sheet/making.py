"""Makes the sheet of an envelope, purely: from its state, what is at hand about it, and the law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from adjudicator.casework.record.state import CaseState, EnvelopeState
from adjudicator.casework.sheet.application_day import closings_on, is_asked, too_late_for, while_unknown
from adjudicator.casework.sheet.claims import with_recorded
from adjudicator.casework.sheet.could_lose import could_lose
from adjudicator.casework.sheet.evidence import Evidence, cast_moment
from adjudicator.casework.sheet.home import Home, cast_style_of, home_of, party_of_ballot
from adjudicator.casework.sheet.lines.table import LINES, known_answers
from adjudicator.casework.sheet.lines.voter import eligibility_flag
from adjudicator.casework.sheet.research import owed_to_voter
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.engine.ruled import ruled
from adjudicator.law.facts.closing import derive_closed_contests
from adjudicator.law.facts.derive import (
    derive_court_order,
    derive_deadline,
    derive_home,
    derive_party,
    derive_timing,
    orders_for,
)
from adjudicator.records.facts import Known
from adjudicator.records.findings import Recommendation


def make_sheet(case: CaseState, state: EnvelopeState, evidence: Evidence, recommender: Recommender) -> Sheet:
    """Make the sheet. `evidence.elector` must be the chosen elector wherever `state.elector` names one."""
    chosen = state.elector
    elector = evidence.elector if chosen is not None and chosen.registration_number else None
    home = home_of(state, evidence)
    style = cast_style_of(state, evidence)
    late = too_late_for(evidence) if elector is not None or evidence.applied_on is not None else ()
    facts = facts_of(case, state, evidence, home)
    home_style = home.style if home is not None and state.elector is not None else ""
    shut = closed_contests(facts, style, state, evidence)
    known = known_answers(evidence)
    overtaken = _overtaken(state, evidence, known)

    def recommended(late: Iterable[str]) -> Recommendation:
        return ruled(recommender.recommend(facts, style, home_style or None, late, shut), state.ruled_out)

    recommendation = recommended(late) if style else None
    asked = is_asked(evidence, style, known, recommendation, facts.get("registration", ""))
    if asked and evidence.applied_on is None:
        closings = ((), tuple(closings_on(evidence, style)))
        recommendation, late = while_unknown(*map(recommended, closings)), ()
    else:
        closings = (late,)
    held = recommendation is not None and recommendation.outcome == "held"
    return Sheet(
        state=state,
        evidence=evidence,
        elector=elector,
        home=home,
        answers=state.answers,
        known={**known, **{each: with_recorded(known[each], state.answers[each]) for each in overtaken & known.keys()}},
        facts=facts,
        cast_style=style,
        home_style=home_style,
        too_late_for=late,
        recommendation=recommendation,
        owed=owed_to_voter(state, recommendation),
        flag=eligibility_flag(evidence),
        party=party_of_ballot(state, evidence),
        asks_applied=asked,
        overtaken=overtaken,
        looks_at=recommender.looks_at,
        words=recommender.pack.said,
        could_lose=could_lose(recommender, facts, (style, home_style), (closings, shut), overtaken)
        if held
        else frozenset(),
        cast_too_late_for=shut,
    )


def _overtaken(state: EnvelopeState, evidence: Evidence, known: Mapping[str, Known]) -> frozenset[str]:
    """The answered facts on which a source has come to say otherwise since."""
    answers = ((fact, answer) for fact, answer in state.answers.items() if fact in LINES)
    return frozenset(fact for fact, answer in answers if LINES[fact].is_overtaken(answer, evidence, known.get(fact)))


def facts_of(case: CaseState, state: EnvelopeState, evidence: Evidence, home: Home | None) -> dict[str, str]:
    """The facts the rules may look at: recorded answers, and what derives from papers, roll, orders and calendar."""
    facts = {fact: answer.value for fact, answer in state.answers.items()}
    cast_at = cast_moment(evidence.papers.cast_at)
    derived = {
        "party": derive_party(evidence.election, facts.get("party"), cast_style_of(state, evidence)),
        "court_order": derive_court_order(facts.get("cast"), state.place, evidence.orders, cast_at, evidence.readings),
        "deadline": derive_deadline(bool(case.period_closed)),
        "timing": timing_of(case, state, evidence),
        "ballot_in_envelope": "sealed",
        "ruling": "none",
        "statement": state.statement or None,
        "home": home_fact(state, evidence, home) if state.elector is not None and home is not None else None,
    }
    for fact, value in derived.items():
        if value is not None:
            facts.setdefault(fact, value)
    if orders_for(state.place, evidence.orders) and derived["court_order"]:
        facts["court_order"] = derived["court_order"]  # the register speaks for all envelopes of the place
    return facts


def closed_contests(facts: Mapping[str, str], style: str, state: EnvelopeState, evidence: Evidence) -> tuple[str, ...]:
    """The contests of the ballot for which the polls had closed, where an order keeps its place open for others alone."""
    ballot = evidence.election.styles.get(style, ())
    cast_at = cast_moment(evidence.papers.cast_at)
    return derive_closed_contests(facts.get("cast"), cast_at, state.place, ballot, evidence.orders, evidence.readings)


def timing_of(case: CaseState, state: EnvelopeState, evidence: Evidence) -> str | None:
    """Whether a determination made today is in time; None where the pack does not ask or the day is not told.

    The day decides, not the act that closes the period. A practice election is long past: in its case that act decides.
    """
    if not evidence.readings.looks_at_timing or evidence.today is None:
        return None
    last_day = evidence.calendar.last_day.date()
    today = evidence.today
    if case.mode == "practice":
        today = last_day + timedelta(days=1) if case.period_closed else last_day
    return derive_timing(today, last_day, _clarified_on(state))


def _clarified_on(state: EnvelopeState) -> date | None:
    """The day on which what clarified the registration reached the office, where a person said it."""
    answer = state.answers.get("registration")
    if answer is None or answer.source.kind != "paper" or not answer.source.dated:
        return None
    return date.fromisoformat(answer.source.dated[: len("2020-11-03")])


def home_fact(state: EnvelopeState, evidence: Evidence, home: Home) -> str | None:
    """The fact `home` as it is, or would be with the elector who is proposed; None while it cannot be told."""
    return derive_home(
        evidence.election,
        home_county=home.county,
        home_precinct=home.precinct,
        home_style=home.style,
        precinct_cast=state.precinct_cast,
        style_cast=cast_style_of(state, evidence),
        stream=state.stream,
        place=state.place,
        readings=evidence.readings,
    )
