"""Determinations: facts are those recorded and what derives from them; the outcome follows from the facts, or departs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from adjudicator.casework.acts.act import closed_to
from adjudicator.casework.acts.review.determining import Basis, Decision, determination
from adjudicator.casework.acts.review.reviewing import departure_refused, untold
from adjudicator.casework.admission import fields
from adjudicator.casework.admission.again import STANDS_FOR, done_again
from adjudicator.casework.admission.context import CaseLaw, Placed, Unseal, Wrong
from adjudicator.casework.record.catalogue import is_after
from adjudicator.casework.record.state import CaseState, EnvelopeState
from adjudicator.casework.sheet.application_day import closings_on, has_own_closings, too_late_for, while_unknown
from adjudicator.casework.sheet.asked import asked_by, is_asked
from adjudicator.casework.sheet.evidence import Calendar, Evidence, same_county
from adjudicator.casework.sheet.home import NEW, Home, cast_style_of, has_portion, moves_home, portion_chosen
from adjudicator.casework.sheet.making import closed_contests, facts_of
from adjudicator.casework.sheet.research import all_done, duties
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.engine.ruled import ruled
from adjudicator.law.facts.derive import orders_for, readings_of
from adjudicator.records.elector import Elector, Match
from adjudicator.records.envelope import Envelope
from adjudicator.records.findings import ContestVerdict, Recommendation
from adjudicator.words import _

DETERMINATION = "admission.determination"


def determined(placed: Placed, data: fields.EnvelopeDetermined) -> Wrong:
    """What the act writes on these states, from the facts that are recorded there."""
    state = placed.state(EnvelopeState, data.envelope)
    refusal = closed_to(state, placed.act)
    if refusal is not None:
        yield DETERMINATION, _("The program refuses this: {refusal}", refusal=refusal.words)
    yield from as_recommended(placed, state, data)
    yield from _ready(state, data)
    law = placed.context.at_hand.law
    if law is not None:
        yield from _facts_there(placed, law, state, data)


def as_recommended(placed: Placed, state: EnvelopeState, data: fields.EnvelopeDetermined) -> Wrong:
    """The outcome, its reasons and contests follow from the facts by the pack in force, or it departs and says so."""
    case = placed.case()
    if (data.pack, data.rules) != (case.pack, case.rules):
        yield DETERMINATION, _("Its pack is not the one in force there.")
        return
    recommendation = ruled(_recommended(placed, case, data), state.ruled_out)
    departs = data.outcome != data.recommended
    code = data.reasons[0] if departs and len(data.reasons) == 1 and data.outcome == "not_counted" else ""
    decision = Decision(data.outcome if departs else "", STANDS_FOR if data.reason else "", code)
    basis = Basis(
        state, data.facts, data.cast_style, data.home_style, data.too_late_for, recommendation, data.cast_too_late_for
    )
    refusal = departure_refused(state, decision) if departs else None
    if departs and is_after(case.form, "4.0"):
        refusal = untold(state, decision, basis) or refusal
    yield from done_again(placed, refusal or (determination(basis, decision, placed.act),), DETERMINATION)


def _recommended(placed: Placed, case: CaseState, data: fields.EnvelopeDetermined) -> Recommendation:
    """What the rules say of the facts; without the law at hand, what the entry says that they said."""
    law = placed.context.at_hand.law
    if law is None:
        return _as_said(data)
    recommender = law.of(case.pack_document)
    found = _by_the_rules(recommender, data, data.too_late_for)
    if data.recommended == "incomplete" and not data.too_late_for:
        known = replace(_evidence(placed, recommender), calendar=calendar_there(placed))
        closings = closings_on(known, data.cast_style)
        return while_unknown(found, _by_the_rules(recommender, data, tuple(closings)))
    return found


def _by_the_rules(recommender: Recommender, data: fields.EnvelopeDetermined, late: tuple[str, ...]) -> Recommendation:
    style, shut = data.home_style or None, data.cast_too_late_for
    return recommender.recommend(data.facts, data.cast_style, style, late, shut, findings=False)


def _as_said(data: fields.EnvelopeDetermined) -> Recommendation:
    counted = tuple(ContestVerdict(contest, True) for contest in data.counted)
    contests = (*counted, *(ContestVerdict(contest, False, code) for contest, code in data.not_counted.items()))
    return Recommendation(
        data.rules, data.pack, data.recommended, data.reasons, data.holds, (), data.marks, contests
    )  # fmt: skip


def _ready(state: EnvelopeState, data: fields.EnvelopeDetermined) -> Wrong:
    """Who records what is recommended has nothing left to do for the voter."""
    if data.outcome != data.recommended:
        return
    if data.outcome == "incomplete":
        yield DETERMINATION, _("It was recorded while a fact that matters was unknown.")
    if data.outcome == "not_counted" and not all_done(duties(state)):
        yield DETERMINATION, _("Something was still owed to the voter.")


def _is_asked(state: EnvelopeState, fact: str) -> bool:
    return is_asked({name: answer.value for name, answer in state.answers.items()}, fact)


def _facts_there(placed: Placed, law: CaseLaw, state: EnvelopeState, data: fields.EnvelopeDetermined) -> Wrong:
    """Facts and styles are those of the envelope; what rests on sealed values or the roll is counted, without them."""
    case = placed.case()
    recommender = law.of(case.pack_document)
    evidence = _evidence_there(placed, law, recommender, state)
    if data.cast_style != cast_style_of(state, evidence):
        yield DETERMINATION, _("The ballot style is not the one that the papers tell.")
    homes = tuple(_homes(case, state, evidence))
    expected = [
        (facts_of(case, state, evidence, home), _style_of(state, home)) for home in homes if home is not ON_ROLL
    ]
    if (dict(data.facts), data.home_style) not in expected:
        if not _is_at_hand(placed, state, evidence) and _differ_by_order_alone(data, expected):
            placed.context.unchecked += 1
        elif ON_ROLL not in homes or not _differs_by_home_alone(case, state, evidence, data):
            yield DETERMINATION, _("Its facts are not those recorded of the envelope, and what derives from them.")
        else:
            placed.context.unchecked += 1
            return
    asked = asked_by(recommender)
    missing = next((fact for fact in asked if fact not in state.answers and _is_asked(state, fact)), None)
    if missing is not None and data.outcome == data.recommended != "held":
        yield DETERMINATION, _("Nobody had answered {missing}.", missing=missing)
    yield from _cast_too_late(placed, state, evidence, data)
    yield from _too_late(placed, law, state, data)


def _cast_too_late(placed: Placed, state: EnvelopeState, evidence: Evidence, data: fields.EnvelopeDetermined) -> Wrong:
    """The contests for which the polls had closed, by the orders there and the time on the papers, where it decides."""
    there = closed_contests(data.facts, data.cast_style, state, evidence)
    if data.cast_too_late_for == there:
        return
    if placed.context.at_hand.unseal is None and len(orders_for(state.place, evidence.orders)) > 1:
        placed.context.unchecked += 1
        return
    yield DETERMINATION, _("The contests for which the polls had closed are others.")


def _cast_at(placed: Placed, state: EnvelopeState) -> str:
    """The time on the papers, which decides which of a place's orders a ballot hangs on; empty where it is not at hand."""
    commitment, unseal = state.sealed.get("cast_at", ""), placed.context.at_hand.unseal
    return unseal(commitment) if commitment and unseal is not None else ""


def _is_at_hand(placed: Placed, state: EnvelopeState, evidence: Evidence) -> bool:
    """Whether it can be told which of a place's orders a ballot hangs on: they stand alike, or the time is at hand."""
    standing = {order.status for order in orders_for(state.place, evidence.orders)}
    return len(standing) < 2 or placed.context.at_hand.unseal is not None


def _differ_by_order_alone(data: fields.EnvelopeDetermined, expected: list[tuple[dict[str, str], str]]) -> bool:
    there = ({**data.facts, "court_order": ""}, data.home_style)
    return any(there == ({**facts, "court_order": ""}, style) for facts, style in expected)


def _today(placed: Placed, law: CaseLaw) -> date:
    """The county's date at the entry; where the act of a practice case closed the period, `timing_of` says the rest."""
    return law.day_of(placed.case(), placed.entry.at)


def _style_of(state: EnvelopeState, home: Home | None) -> str:
    return home.style if home is not None and state.elector is not None else ""


def _differs_by_home_alone(
    case: CaseState, state: EnvelopeState, evidence: Evidence, data: fields.EnvelopeDetermined
) -> bool:
    there = facts_of(case, state, evidence, None)
    return {**there, "home": ""} == {**data.facts, "home": ""}


ON_ROLL = Home("", "", "", "", "on the roll")
"""Stands for a home that the roll's row alone tells."""


def _homes(case: CaseState, state: EnvelopeState, evidence: Evidence) -> Iterator[Home | None]:
    """Where `home.home_of` may have seen the voter's home: the entries alone may leave more than one."""
    chosen = state.elector
    if chosen is None:
        yield None
        return
    by_hand, election = portion_chosen(chosen, state, evidence), evidence.election
    residence = state.answers.get("residence")
    in_county = same_county(chosen.county, election.county)
    if residence is not None and moves_home(residence.value, evidence.readings) and in_county:
        yield by_hand if chosen.address == NEW else Home(chosen.county, "", "", "", NEW)
    if chosen.address != NEW and has_portion(chosen, evidence):
        yield by_hand
        return
    yield None  # where the roll was not at hand
    if not in_county:
        yield Home(chosen.county, "", "", "")
    elif chosen.registration_number or "match" not in state.answers:
        same_row = chosen.address != NEW and chosen.roll == case.roll
        yield Home(chosen.county, chosen.precinct, "", "") if same_row else ON_ROLL


def _too_late(placed: Placed, law: CaseLaw, state: EnvelopeState, data: fields.EnvelopeDetermined) -> Wrong:
    """The contests whose registration closed before the voter applied; both days are sealed."""
    chosen, context = state.elector, placed.context
    pack = placed.case().pack
    if pack not in context.own_closings:
        known = replace(_evidence(placed, law.of(placed.case().pack_document)), calendar=calendar_there(placed))
        context.own_closings[pack] = has_own_closings(known)
    if not context.own_closings[pack] or not (state.applied_on or (chosen is not None and chosen.registered_on)):
        if data.too_late_for:
            yield DETERMINATION, _("No contest is known to have closed before the voter applied.")
        return
    unseal = placed.context.at_hand.unseal
    if unseal is None:
        placed.context.unchecked += 1
        return
    there = _too_late_there(placed, law, state, unseal)
    if data.too_late_for != there and (data.too_late_for or not _makes_no_difference(placed, law, data, there)):
        yield DETERMINATION, _("The contests that had closed before the voter applied are others.")


def _too_late_there(placed: Placed, law: CaseLaw, state: EnvelopeState, unseal: Unseal) -> tuple[str, ...]:
    chosen = state.elector
    registered = _day_of(unseal(chosen.registered_on)) if chosen is not None and chosen.registered_on else None
    applied = _day_of(unseal(state.applied_on)) if state.applied_on else None
    evidence = _evidence(placed, law.of(placed.case().pack_document))
    found = replace(evidence, elector=_elector(registered), applied_on=applied, calendar=calendar_there(placed))
    return too_late_for(found)


def calendar_there(placed: Placed) -> Calendar:
    """The case's days, as far as a determination turns on them."""
    dates = placed.case().deadlines
    federal = dates.get("federal_runoff_closes")
    return Calendar(
        date.fromisoformat(dates["registration_closes"]),
        _NO_DAY,
        datetime.combine(_NO_DAY, time()),
        _NO_DAY,
        date.fromisoformat(federal) if federal else None,
    )


def _makes_no_difference(placed: Placed, law: CaseLaw, data: fields.EnvelopeDetermined, there: tuple[str, ...]) -> bool:
    """Whether none were recorded because the day did not matter or was not told, as the sheet does without the roll."""
    recommender = law.of(placed.case().pack_document)
    one, other = (_by_the_rules(recommender, data, late) for late in ((), there))
    same = (one.outcome, one.contests) == (other.outcome, other.contests)
    return same or data.outcome != data.recommended or data.recommended == "held"


def _day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _elector(registered_on: date | None) -> Elector | None:
    return Elector("", "", "active", "", "", registered_on=registered_on) if registered_on is not None else None


_NO_DAY = date.min


def _evidence_there(placed: Placed, law: CaseLaw, recommender: Recommender, state: EnvelopeState) -> Evidence:
    """Evidence of the election with what facts derive from: court orders, the time on the papers, and where the pack asks
    for them the last day and today.
    """
    register = placed.register()
    cast_at = _cast_at(placed, state) if register else ""
    evidence = _evidence_at(placed, law, recommender, state.place if register and state.place else "")
    return replace(evidence, papers=Envelope("", cast_at=cast_at)) if evidence.orders else evidence


def _evidence_at(placed: Placed, law: CaseLaw, recommender: Recommender, place: str) -> Evidence:
    """The same for all envelopes of a place; where it is not known, with the orders of every place."""
    known, evidence, days = placed.context.evidence_at, _evidence(placed, recommender), None
    if evidence.readings.looks_at_timing:
        days = law.last_day(placed.case()), _today(placed, law)
    there = recommender.pack.digest, place, days
    if there not in known:
        register = placed.register()
        evidence = replace(evidence, orders=tuple(orders_for(place, register)) if place else register)
        if days is not None:
            calendar = replace(evidence.calendar, last_day=datetime.combine(days[0], time()))
            evidence = replace(evidence, calendar=calendar, today=days[1])
        known[there] = evidence
    return known[there]


def _evidence(placed: Placed, recommender: Recommender) -> Evidence:
    """Evidence of an election without an envelope's own: what is asked of it here reads the election alone."""
    known = placed.context.evidence
    if recommender.pack.digest not in known:
        known[recommender.pack.digest] = _of_election(recommender)
    return known[recommender.pack.digest]


def _of_election(recommender: Recommender) -> Evidence:
    return Evidence(
        election=recommender.election,
        papers=Envelope(""),
        match=Match("none"),
        elector=None,
        credits=(),
        other_envelopes=(),
        orders=(),
        files={},
        calendar=Calendar(_NO_DAY, _NO_DAY, datetime.combine(_NO_DAY, time()), _NO_DAY),
        votes_known=False,
        readings=readings_of(recommender.pack),
    )


CHECKS = {"envelope.determined": determined}
"""Kind of entry -> what says what is wrong with one."""
