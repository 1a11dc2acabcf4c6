"""What a change of the law in force, or of the register of court orders, does to the envelopes of a case.

Every determination is looked at again with the facts it recorded: what derives from a time or an order is derived anew,
and the rules are asked again. What comes out is shown before the act is done, and is done in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from msgspec import structs

from adjudicator.casework.acts.act import Act, Acted, joined
from adjudicator.casework.acts.review.answering import answer_data
from adjudicator.casework.acts.review.determining import AS_RECOMMENDED, Basis, determination, difference
from adjudicator.casework.acts.review.reviewing import reopen, withdraw
from adjudicator.casework.record.state import ByAct, DeterminationState, ElectorChoice, EnvelopeState, changed
from adjudicator.casework.sheet.evidence import cast_moment
from adjudicator.casework.sheet.lines.voter import DIED_AFTER_VOTING
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.engine.ruled import ruled
from adjudicator.law.facts.closing import derive_closed_contests
from adjudicator.law.facts.derive import (
    Readings,
    deciding_orders,
    derive_after_death,
    derive_cast,
    derive_court_order,
    derive_home,
    derive_oath,
    derive_timing,
    orders_for,
    readings_of,
)
from adjudicator.records.election import Election
from adjudicator.records.facts import NOT_ENTERED, Answer, Source
from adjudicator.records.findings import Recommendation
from adjudicator.records.orders import CourtOrder

Deed = Literal["determined", "restored", "sent_back", "answers"]
"""What becomes of an envelope: determined anew, determined again as it had been before such an act sent it back, sent back
to review, or only its answers derived anew."""

Restated = Mapping[str, Answer | None]
"""Answers that are derived otherwise now; None where a person has to be asked again."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The law and the register on which envelopes are judged; times are local. `last_day` ends the period for cures.

    `day_of` gives the county's date at the instant of an entry.
    """

    recommender: Recommender
    orders: tuple[CourtOrder, ...]
    last_day: date
    day_of: Callable[[str], date]

    @property
    def readings(self) -> Readings:
        """How times are read where the law is silent."""
        return readings_of(self.recommender.pack)

    @property
    def election(self) -> Election:
        """The election."""
        return self.recommender.election


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one envelope. `basis` is what the rules now make of it, None where nothing was determined.

    `why` says in words what differs; `version` of the state is the one that was looked at.
    """

    state: EnvelopeState
    restated: Restated
    basis: Basis | None
    deed: Deed

    @property
    def before(self) -> DeterminationState | None:
        """The determination that was in force."""
        return self.state.determination if self.state.status != "to_do" else None

    @property
    def after(self) -> Recommendation | None:
        """What the rules now make of it."""
        return self.basis.recommendation if self.basis is not None else None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What an act would change: how many determinations were looked at, and every envelope that it changes, by number."""

    examined: int
    changes: tuple[Change, ...]

    def by_deed(self, deed: Deed) -> tuple[Change, ...]:
        """The envelopes of which this becomes."""
        return tuple(change for change in self.changes if change.deed == deed)

    def without(self, deed: Deed) -> Consequences:
        """What an act would change that leaves these envelopes as they are."""
        return Consequences(self.examined, tuple(change for change in self.changes if change.deed != deed))

    def listed(self) -> dict[str, list[str]]:
        """For the entry of the act: envelope -> the outcome recorded before, and the one recommended now."""
        return {
            change.state.number: [
                change.before.outcome if change.before else "undecided",
                change.after.outcome if change.after else "undecided",
            ]
            for change in self.changes
        }


CastAt = Callable[[EnvelopeState], str]
"""Gives the time on an envelope's papers, as written; it is sealed in the state."""


def consequences(  # noqa: PLR0913 - two grounds, and how the act stands to them
    states: Iterable[EnvelopeState], cast_at: CastAt, old: Ground, new: Ground, *, anew: bool, passed: bool,
    grounds: Collection[ByAct] = (),
) -> Consequences:  # fmt: skip
    """Look at every envelope on the new ground against the old.

    `anew`: what follows without a doubt is determined anew at once; else it is sent back to review. A departure from the
    recommendation is always sent back, because a person has to weigh it again. `passed` says that the period is closed.

    `grounds` are the acts that changed the ground before. What one of them sent back, and nobody has touched since, is
    restored where answers and recommendation are again those of the determination; `Consequences.without` leaves it.
    """
    examined = 0
    changes: list[Change] = []
    for state in states:
        examined += state.determination is not None and state.status != "to_do"
        back = state.status == "to_do" and state.set_aside in grounds
        restored = _look_back(state, cast_at, old, new, passed=passed) if back else None
        change = restored or _look(state, cast_at, old, new, passed=passed)
        if change is not None:
            changes.append(change if anew or change.deed != "determined" else _sent_back(change))
    return Consequences(examined, tuple(changes))


def carried_out(found: Consequences, reason: str, act: Act) -> Acted:
    """The entries that carry the consequences out, to be appended with the act that has them."""
    acted: Acted = ()
    for change in found.changes:
        acted = joined(acted, _carried_out(change, reason, act))
    return acted


def _carried_out(change: Change, reason: str, act: Act) -> Acted:
    state = change.state
    acted: Acted = ()
    if change.before is not None:
        back = reopen if state.status in ("approved", "released") else withdraw
        acted = back(state, reason, act)
    if change.restated:
        acted = joined(acted, (act.entry("facts.recorded", _restating(change)),))
    if change.deed in ("determined", "restored") and change.basis is not None:
        acted = joined(acted, (determination(change.basis, AS_RECOMMENDED, act),))
    return acted


def _restating(change: Change) -> dict[str, object]:
    answers = [answer for answer in change.restated.values() if answer is not None]
    data: dict[str, object] = {"envelope": change.state.number, "facts": [answer_data(answer) for answer in answers]}
    gone = [fact for fact, answer in change.restated.items() if answer is None]
    return {**data, "forgotten": gone} if gone else data


def _sent_back(change: Change) -> Change:
    return Change(change.state, change.restated, change.basis, "sent_back")


def _look(state: EnvelopeState, cast_at: CastAt, old: Ground, new: Ground, *, passed: bool) -> Change | None:
    restated = dict(_restate(state, cast_at, old, new))
    recorded = state.determination
    if recorded is None or state.status == "to_do":
        return Change(state, restated, None, "answers") if restated else None
    moment = _time_that_decides(state, cast_at, old, new)
    facts = _facts(recorded, state, restated, moment, old, new)
    shut = _closed_contests(recorded, state, facts, moment, new)
    again = _recommended(recorded, state, facts, shut, new)
    if not difference(recorded, again) and None not in restated.values():
        return None
    now = {**facts, "deadline": "passed"} if passed else facts
    basis = Basis(
        _answered(state, restated), now, recorded.cast_style, recorded.home_style, recorded.too_late_for,
        _recommended(recorded, state, now, shut, new), shut,
    )  # fmt: skip
    unsettled = recorded.departs or basis.recommendation.outcome == "incomplete"
    return Change(state, restated, basis, "sent_back" if unsettled else "determined")


def _look_back(state: EnvelopeState, cast_at: CastAt, old: Ground, new: Ground, *, passed: bool) -> Change | None:
    """An envelope that was sent back, determined as before; None where a person has to look, or has it in hand."""
    recorded, restated = state.determination, dict(_restate(state, cast_at, old, new))
    with_somebody = state.taken_by or state.referred
    if recorded is None or recorded.departs or with_somebody or None in restated.values():
        return None
    moment = _time_that_decides(state, cast_at, old, new)
    facts = _facts(recorded, state, restated, moment, old, new)
    shut = _closed_contests(recorded, state, facts, moment, new)
    now = {**facts, "deadline": "passed"} if passed else facts
    again = _recommended(recorded, state, now, shut, new)
    if facts != dict(recorded.facts) or again.outcome == "incomplete" or difference(recorded, again):
        return None
    basis = Basis(
        _answered(state, restated), now, recorded.cast_style, recorded.home_style, recorded.too_late_for, again, shut
    )
    return Change(state, restated, basis, "restored")


def _recommended(
    recorded: DeterminationState,
    state: EnvelopeState,
    facts: Mapping[str, str],
    shut: tuple[str, ...],
    ground: Ground,
) -> Recommendation:
    style, late = recorded.home_style or None, recorded.too_late_for
    found = ground.recommender.recommend(facts, recorded.cast_style, style, late, shut, findings=False)
    return ruled(found, state.ruled_out)


def _closed_contests(
    recorded: DeterminationState,
    state: EnvelopeState,
    facts: Mapping[str, str],
    moment: datetime | None,
    ground: Ground,
) -> tuple[str, ...]:
    """The contests for which the polls had closed, by the register as it stands now."""
    ballot = ground.election.styles.get(recorded.cast_style, ())
    return derive_closed_contests(facts.get("cast"), moment, state.place, ballot, ground.orders, ground.readings)


def _answered(state: EnvelopeState, restated: Restated) -> EnvelopeState:
    answers = {fact: answer for fact, answer in {**state.answers, **restated}.items() if answer is not None}
    return changed(state, answers=answers)


def _time_that_decides(state: EnvelopeState, cast_at: CastAt, old: Ground, new: Ground) -> datetime | None:
    """When the ballot was cast, where that decides which of a place's orders it hangs on; it is sealed, so else not asked."""
    several = any(len(orders_for(state.place, ground.orders)) > 1 for ground in (old, new))
    return cast_moment(cast_at(state)) if several else None


def _facts(
    recorded: DeterminationState,
    state: EnvelopeState,
    restated: Restated,
    moment: datetime | None,
    old: Ground,
    new: Ground,
) -> dict[str, str]:
    """The facts of a determination as they stand now: answers derived anew, and the order's status from the register."""
    facts = {fact: value for fact, value in recorded.facts.items() if restated.get(fact, value) is not None}
    facts |= {fact: answer.value for fact, answer in restated.items() if answer is not None}
    before = derive_court_order(recorded.facts.get("cast"), state.place, old.orders, moment, old.readings)
    now = derive_court_order(facts.get("cast"), state.place, new.orders, moment, new.readings)
    if now is not None and (before != now or "court_order" not in facts):
        facts["court_order"] = now
    if new.readings.looks_at_timing and "timing" not in facts:  # it was made under a pack that did not ask
        facts["timing"] = derive_timing(new.day_of(recorded.at), new.last_day)
    home = _home_anew(recorded, state, old, new)
    return facts | {"home": home} if home is not None else facts


def _home_anew(recorded: DeterminationState, state: EnvelopeState, old: Ground, new: Ground) -> str | None:
    """Where the ballot was cast against the own precinct, as it is read now; None where it is as before, or was answered."""
    chosen = state.elector
    if chosen is None or "home" in state.answers:
        return None
    before, now = (_home(chosen, recorded, state, ground) for ground in (old, new))
    return now if before == recorded.facts.get("home") and now != before else None


def _home(chosen: ElectorChoice, recorded: DeterminationState, state: EnvelopeState, ground: Ground) -> str | None:
    return derive_home(
        ground.election,
        home_county=chosen.county,
        home_precinct=chosen.precinct,
        home_style=recorded.home_style,
        precinct_cast=state.precinct_cast,
        style_cast=recorded.cast_style,
        stream=state.stream,
        place=state.place,
        readings=ground.readings,
    )


def _restate(state: EnvelopeState, cast_at: CastAt, old: Ground, new: Ground) -> Iterator[tuple[str, Answer | None]]:
    """Answers that were derived on the old ground and are derived otherwise on the new one."""
    cast = state.answers.get("cast")
    if cast is not None and _is_derived(cast) and state.stream == "election_day":
        moment = cast_moment(cast_at(state))
        before, now = (_cast(state, moment, ground) for ground in (old, new))
        if before != now and before is not None and before.value == cast.value:
            yield "cast", now
    oath = state.answers.get("oath")
    if oath is not None and oath.source.kind == "paper" and oath.source.dated:
        before, now = (_oath(oath.source.dated, ground) for ground in (old, new))
        if before != now and before == oath.value:
            yield "oath", structs.replace(oath, value=now, moment="")  # the earlier entry has it, sealed
    eligibility = state.answers.get("eligibility")
    if eligibility is not None and eligibility.why == DIED_AFTER_VOTING:
        before, now = (derive_after_death(ground.readings) for ground in (old, new))
        if before != now and before == eligibility.value:
            yield "eligibility", structs.replace(eligibility, value=now)


def _is_derived(cast: Answer) -> bool:
    """Whether a time of casting was derived, or a person agreed with what was while an order might still be entered."""
    if cast.source.kind in ("envelope", "order"):
        return True
    agreed = any(claim.value == cast.value and claim.weight == "record" for claim in cast.claims)
    return agreed and any(claim.source == NOT_ENTERED for claim in cast.claims)


def _cast(state: EnvelopeState, moment: datetime | None, ground: Ground) -> Answer | None:
    value = derive_cast(moment, state.stream, state.place, ground.election, ground.orders, ground.readings)
    if value is None:
        return None
    if value != "court_extension":
        return Answer("cast", value, Source("envelope"))
    if not ground.readings.extension_takes_all:
        return None
    order = deciding_orders(orders_for(state.place, ground.orders), moment)[0]
    return Answer("cast", value, Source("order", "", order.number))


def _oath(dated: str, ground: Ground) -> str:
    return derive_oath(datetime.fromisoformat(dated), ground.last_day, ground.election.date, ground.readings)
