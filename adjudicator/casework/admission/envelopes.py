"""Envelopes received, corrected, taken, answered, referred and cured, as the acts on them write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import UNSET

from adjudicator.casework.acts import receiving
from adjudicator.casework.acts.act import closed_to
from adjudicator.casework.acts.review import in_hand as whose
from adjudicator.casework.acts.review import reviewing
from adjudicator.casework.acts.review.another_name import EXPLAIN_ANOTHER
from adjudicator.casework.acts.review.whys import Why, is_reason
from adjudicator.casework.admission import applications, fields
from adjudicator.casework.admission.again import STANDS_FOR, done_again, text_of
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.rights import RIGHTS
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.casework.sheet.claims import record_against
from adjudicator.records.election import NO_BALLOT
from adjudicator.records.envelope import SEALED_FIELDS
from adjudicator.records.facts import FACTS, Answer, Claim, Source
from adjudicator.words import _

ENVELOPE, ANSWER = "admission.envelope", applications.ANSWER

WITH_ELECTOR = frozenset({"certain", "chosen"})
"""Answers to `match` that take an elector for the voter; the others let one go."""

AT_ONCE = timedelta(minutes=1)
"""Who acted so shortly before an envelope was taken over from them may not have been seen to act."""


def received(placed: Placed, data: fields.EnvelopeReceived) -> Wrong:
    """An envelope of a number that was not received before, by hand or with a list; what is not known is left out."""
    if placed.before.get(EnvelopeState, data.envelope) is not None:
        yield ENVELOPE, _("Envelope {envelope} was received before.", envelope=data.envelope)
    if not data.envelope.strip():
        yield ENVELOPE, _("An envelope has a number.")
    if data.file != placed.context.list_here:
        yield ENVELOPE, _("It was not received with the list that it names, or names none and came with one.")
    empty = [(name, value) for name, value in placed.entry.data["papers"].items() if value in ("", None, [])]
    if any(_is_left_out(placed, name, value) for name, value in empty):
        yield ENVELOPE, _("What the papers do not say is left out.")


def _is_left_out(placed: Placed, name: str, empty: Any) -> bool:
    """Whether an empty field of the papers would not stand there; an older form wrote personal texts of blanks as none."""
    return not (empty is None and name in SEALED_FIELDS and placed.is_of_older_form())


def corrected(placed: Placed, data: fields.EnvelopeCorrected) -> Wrong:
    """A correction before the envelope is in a batch, by nobody but the person who has it."""
    state = placed.state(EnvelopeState, data.envelope)
    acted = receiving.correct(state, _changes(placed.entry.data["papers"]), text_of(placed, data.reason), placed.act)
    yield from done_again(placed, acted, ENVELOPE)


def _changes(papers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: STANDS_FOR if name in SEALED_FIELDS else value for name, value in papers.items()}


def taken(placed: Placed, data: fields.OfEnvelope) -> Wrong:
    """An envelope that nobody else has, and that the person has not yet."""
    acted = whose.take(placed.state(EnvelopeState, data.envelope), placed.act)
    yield from done_again(placed, acted, ENVELOPE)


def put_back(placed: Placed, data: fields.OfEnvelope) -> Wrong:
    """By the person who has it; the program itself puts back what somebody had at the end of a shift."""
    state = placed.state(EnvelopeState, data.envelope)
    if not state.taken_by:
        yield ENVELOPE, _("Nobody has envelope {envelope}.", envelope=data.envelope)
    elif placed.entry.by:
        yield from done_again(placed, whose.put_back(state, placed.act), ENVELOPE)


def taken_over(placed: Placed, data: fields.EnvelopeTakenOver) -> Wrong:
    """From another person who has it, with a reason; from one who is working by a supervisor alone."""
    state, at_hand = placed.state(EnvelopeState, data.envelope), placed.context
    person = placed.state(PersonState, placed.entry.by)
    any_time = not RIGHTS["set_free"].roles.isdisjoint(person.roles)
    holder = at_hand.holders.get(state.taken_by, whose.Holder(placed.entry.at, signed_out=True))
    unseen = moment_of(placed.entry.at) - moment_of(holder.last_act) <= AT_ONCE
    why = Why(data.why, text_of(placed, data.note))
    acted = whose.take_over(state, holder, why, placed.act, at_any_time=any_time or unseen)
    yield from done_again(placed, acted, ENVELOPE)


def facts_recorded(placed: Placed, data: fields.FactsRecorded) -> Wrong:
    """Answers while the envelope is open, an elector where one is taken, a portion, or the day of applying."""
    state = placed.state(EnvelopeState, data.envelope)
    refusal = closed_to(state, placed.act)
    if refusal is not None:
        yield ANSWER, _("The program refuses this: {refusal}", refusal=refusal.words)
    if data.forgotten is not UNSET:
        yield ANSWER, _("Answers are forgotten only where another law or order has changed them.")
    yield from answers(placed, data.facts)
    yield from _elector(placed, data)
    if data.applied is not UNSET:
        if not data.facts:
            yield from _applied(placed, data.applied)
        if data.elector is not UNSET or (data.facts and not applications.goes_along(placed, data)):
            yield ANSWER, _("The day of applying is recorded by itself.")
    yield from applications.missing(placed, data.facts, data.applied)


def answers(placed: Placed, given: Iterable[fields.OfAnswer]) -> Wrong:
    """Values of the closed lists; a reason of the table, and one wherever a record says otherwise."""
    for answer in given:
        if answer.value not in FACTS.get(answer.fact, ()):
            yield ANSWER, _("An answer is not of the closed list.")
            continue
        if answer.claims and any(claim.value not in ("", *FACTS[answer.fact]) for claim in answer.claims):
            yield ANSWER, _("What a source says of {fact} is not of the closed list.", fact=answer.fact)
        why = Why(answer.why, text_of(placed, answer.note)) if answer.why is not UNSET else None
        if why is not None and not is_reason(answer.fact, why):
            yield ANSWER, _("The reason for {fact} is none of the table.", fact=answer.fact)
        if answer.fact == "match" and not _explains(answer.claims or (), why):
            yield ANSWER, _("The elector has another name than the papers, and no reason given explains that.")
        if why is None and answer.claims is not UNSET and record_against(_answer(answer)) is not None:
            yield ANSWER, _("A record says otherwise of {fact}, and no reason is given.", fact=answer.fact)


def _explains(claims: Iterable[fields.OfClaim], why: Why | None) -> bool:
    """Whether a reason explains another name, where the papers have one: the names themselves are sealed."""
    another = any(not claim.value for claim in claims)
    return not another or (why is not None and why.code in EXPLAIN_ANOTHER)


def _answer(raw: fields.OfAnswer) -> Answer:
    claims = tuple(Claim(claim.value, _source(claim.source), claim.weight) for claim in raw.claims or ())
    return Answer(raw.fact, raw.value, _source(raw.source), claims)


def _source(raw: fields.OfSource) -> Source:
    return Source(raw.kind, raw.dated, raw.ref)


def _elector(placed: Placed, data: fields.FactsRecorded) -> Wrong:
    """Who is taken answers to the match; a portion alone is recorded by itself."""
    match = next((answer.value for answer in data.facts if answer.fact == "match"), "")
    elector = data.elector
    if match in WITH_ELECTOR and not (isinstance(elector, fields.OfElector) and elector.registration_number):
        yield ANSWER, _("A voter who was found has an elector.")
    if match and elector is UNSET:
        yield ANSWER, _("Who is taken for the voter stands with the answer.")
    if not isinstance(elector, fields.OfElector):
        return
    if match and match not in WITH_ELECTOR:
        yield ANSWER, _("Where no one elector fits, none is taken.")
    if not match and data.facts:
        yield ANSWER, _("A portion is recorded by itself.")
    why = Why(elector.why, text_of(placed, elector.note)) if elector.why is not UNSET else None
    if (elector.listed and why is None) or (why is not None and not is_reason("home", why)):
        yield ANSWER, _("A portion against the roll's has a reason of the table.")
    yield from _portion(placed, elector)


def _portion(placed: Placed, elector: fields.OfElector) -> Wrong:
    """A portion of the election, and in it the style of the voter's ballot."""
    law = placed.context.at_hand.law
    if law is None or elector.portion in ("", NO_BALLOT):
        return
    portion = law.election.portion(elector.precinct, elector.portion)
    if portion is None or elector.style not in ("", portion.style, *portion.styles.values()):
        yield ANSWER, _("The portion, or its ballot style, is not one of the election.")


def _applied(placed: Placed, applied: fields.OfApplied) -> Wrong:
    """A day on which somebody could still apply."""
    at_hand = placed.context.at_hand
    if at_hand.law is None or at_hand.unseal is None:
        return
    election = at_hand.law.election
    if _day(at_hand.unseal(applied.on.sealed)) > election.date:
        yield ANSWER, _("The day of applying is after the election.")


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()


def research_recorded(placed: Placed, data: fields.ResearchRecorded) -> Wrong:
    """Places and results of the closed lists."""
    state = placed.state(EnvelopeState, data.envelope)
    lines = {line.where: (line.result, text_of(placed, line.note)) for line in data.lines}
    yield from done_again(
        placed, reviewing.record_research(state, lines, placed.act, by_program=data.by_program), ANSWER
    )


def cured(placed: Placed, data: fields.CureRecorded) -> Wrong:
    """Of a held envelope; the voter is chosen at the Review desk."""
    if placed.state(EnvelopeState, data.envelope).status != "held":
        yield ENVELOPE, _("Envelope {envelope} was not held.", envelope=data.envelope)
    if any(answer.fact == "match" for answer in data.facts):
        yield ANSWER, _("The voter is chosen at the Review desk.")
    yield from answers(placed, data.facts)
    yield from applications.missing(placed, data.facts)


def withdrawn(placed: Placed, data: fields.DeterminationWithdrawn) -> Wrong:
    """Before the batch is approved; without a reason by the person who determined alone, before it is in a batch."""
    state = placed.state(EnvelopeState, data.envelope)
    acted = reviewing.withdraw(state, text_of(placed, data.reason), placed.act, undo=data.reason is None)
    yield from done_again(placed, acted, ENVELOPE)


def referred(placed: Placed, data: fields.WithReason) -> Wrong:
    """While the envelope is open."""
    acted = reviewing.refer(placed.state(EnvelopeState, data.envelope), text_of(placed, data.reason), placed.act)
    yield from done_again(placed, acted, ENVELOPE)


def referral_answered(placed: Placed, data: fields.ReferralAnswered) -> Wrong:
    """Where something was asked."""
    acted = reviewing.answer_referral(
        placed.state(EnvelopeState, data.envelope), text_of(placed, data.answer), placed.act
    )
    yield from done_again(placed, acted, ENVELOPE)


def referral_taken_back(placed: Placed, data: fields.ReferralTakenBack) -> Wrong:
    """By the person who asked, while nobody has answered."""
    acted = reviewing.take_back_referral(placed.state(EnvelopeState, data.envelope), placed.act)
    yield from done_again(placed, acted, ENVELOPE)


def reopened(placed: Placed, data: fields.WithReason) -> Wrong:
    """Of an envelope that was approved."""
    acted = reviewing.reopen(placed.state(EnvelopeState, data.envelope), text_of(placed, data.reason), placed.act)
    yield from done_again(placed, acted, ENVELOPE)


CHECKS = {
    "envelope.received": received,
    "envelope.corrected": corrected,
    "envelope.taken": taken,
    "envelope.put_back": put_back,
    "envelope.taken_over": taken_over,
    "facts.recorded": facts_recorded,
    "research.recorded": research_recorded,
    "cure.recorded": cured,
    "determination.withdrawn": withdrawn,
    "envelope.referred": referred,
    "referral.answered": referral_answered,
    "referral.taken_back": referral_taken_back,
    "envelope.reopened": reopened,
}
"""Kind of entry -> what says what is wrong with one."""
