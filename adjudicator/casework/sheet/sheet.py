"""The sheet: everything the Review desk works on for one envelope, made purely from state, evidence and law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adjudicator.casework.record.state import CaseState, EnvelopeState
from adjudicator.casework.sheet.application_day import closings_on, is_asked, too_late_for, while_unknown
from adjudicator.casework.sheet.claims import is_decisive, is_overtaken, with_recorded
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.from_files import eligibility_flag, known_answers
from adjudicator.casework.sheet.home import Home, cast_style_of, home_of, party_of_ballot
from adjudicator.casework.sheet.research import Owed, owed_to_voter
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.facts.derive import derive_court_order, derive_deadline, derive_home, derive_party, orders_for
from adjudicator.records.elector import Elector
from adjudicator.records.facts import Answer, Known
from adjudicator.records.findings import Recommendation


@dataclass(frozen=True, slots=True)
class Sheet:
    """One envelope as the Review desk sees it. `facts` are the recorded answers and the derived facts.

    `cast_style` is empty while the papers do not tell it. `party` is that of the ballot cast, in a primary. `flag` is the
    eligibility flag in words, or empty. `asks_applied` says that the day on which the voter applied to register matters.
    `overtaken` are the facts on which a source has come to say otherwise since they were answered; `known` has both sides.
    `masked` says that the sheet was given out without the voter's data: it is to be looked at, and no act rests on it.
    """

    state: EnvelopeState
    evidence: Evidence
    elector: Elector | None
    home: Home | None
    answers: Mapping[str, Answer]
    known: Mapping[str, Known]
    facts: Mapping[str, str]
    cast_style: str
    home_style: str
    too_late_for: tuple[str, ...]
    recommendation: Recommendation | None
    owed: tuple[Owed, ...]
    flag: str = ""
    party: str = ""
    asks_applied: bool = False
    overtaken: frozenset[str] = frozenset()
    masked: bool = False

    @property
    def number(self) -> str:
        """The envelope's number."""
        return self.state.number


def make_sheet(case: CaseState, state: EnvelopeState, evidence: Evidence, recommender: Recommender) -> Sheet:
    """Make the sheet. `evidence.elector` must be the chosen elector wherever `state.elector` names one."""
    chosen = state.elector
    elector = evidence.elector if chosen is not None and chosen.registration_number else None
    home = home_of(state, evidence)
    style = cast_style_of(state, evidence)
    late = too_late_for(evidence) if elector is not None or evidence.applied_on is not None else ()
    facts = facts_of(case, state, evidence, home)
    home_style = home.style if home is not None and state.elector is not None else ""
    known = known_answers(evidence)
    overtaken = overtaken_facts(state.answers, evidence, known)

    def recommended(late: Iterable[str]) -> Recommendation:
        return recommender.recommend(facts, style, home_style or None, late)

    recommendation = recommended(late) if style else None
    asked = is_asked(evidence, style, known, recommendation, facts.get("registration", ""))
    if asked and evidence.applied_on is None:
        recommendation, late = while_unknown(recommended(()), recommended(closings_on(evidence, style))), ()
    return Sheet(
        state=state,
        evidence=evidence,
        elector=elector,
        home=home,
        answers=state.answers,
        known={**known, **{fact: with_recorded(known[fact], state.answers[fact]) for fact in overtaken}},
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
    )


def overtaken_facts(answers: Mapping[str, Answer], evidence: Evidence, known: Mapping[str, Known]) -> frozenset[str]:
    """The facts on which a source has come to say otherwise since they were answered."""
    return frozenset(
        fact
        for fact, answer in answers.items()
        if (_match_overtaken(answer, evidence, known) if fact == "match" else is_overtaken(answer, known.get(fact)))
    )


def _match_overtaken(answer: Answer, evidence: Evidence, known: Mapping[str, Known]) -> bool:
    """Whether the look-up has come to decide for another elector than the one who was taken."""
    found = known.get("match")
    if found is None or is_decisive(evidence, evidence.elector):
        return False
    return answer.value == "certain" or is_overtaken(answer, found)


def facts_of(case: CaseState, state: EnvelopeState, evidence: Evidence, home: Home | None) -> dict[str, str]:
    """The facts the rules may look at: recorded answers, and what derives from papers, roll, orders and calendar."""
    facts = {fact: answer.value for fact, answer in state.answers.items()}
    derived = {
        "party": derive_party(evidence.election, facts.get("party"), cast_style_of(state, evidence)),
        "court_order": derive_court_order(facts.get("cast"), state.place, evidence.orders),
        "deadline": derive_deadline(bool(case.period_closed)),
        "ballot_in_envelope": "sealed",
        "ruling": "none",
        "statement": state.statement or None,
        "home": _home_fact(state, evidence, home) if state.elector is not None else None,
    }
    for fact, value in derived.items():
        if value is not None:
            facts.setdefault(fact, value)
    if orders_for(state.place, evidence.orders) and derived["court_order"]:
        facts["court_order"] = derived["court_order"]  # the register speaks for all envelopes of the place
    return facts


def _home_fact(state: EnvelopeState, evidence: Evidence, home: Home | None) -> str | None:
    if home is None:
        return None
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
