"""The board: its dockets, votes, rulings, authority and certification, each act done again on the states before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from adjudicator.casework.acts import board as acts
from adjudicator.casework.acts import voting
from adjudicator.casework.admission import count_fields as fields
from adjudicator.casework.admission.again import done_again, text_of
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.record.count_state import DocketState, Ruling, Vote
from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.fold_count import count_of
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.law.engine.board_holds import board_holds
from adjudicator.words import _

BOARD = "admission.board"

EASTWARD = timedelta(hours=14)
"""By how much a county's hour is at most ahead of UTC."""


def steps_set(placed: Placed, data: fields.StepsSet) -> Wrong:
    """Otherwise than it was, with a reason."""
    reason = text_of(placed, data.reason)
    acted = acts.set_steps(count_of(placed.before), data.board_votes, data.duplicate_on, reason, placed.act)
    yield from done_again(placed, acted, BOARD)


def docket_drawn(placed: Placed, data: fields.DocketDrawn) -> Wrong:
    """Approved determinations in force that are on no docket, and held envelopes with what they ask the board."""
    dockets = tuple(placed.before.states(DocketState))
    listed = acts.listed_on(dockets)
    envelopes = [placed.state(EnvelopeState, number) for number in data.items]
    law, asked = placed.context.at_hand.law, dict[str, tuple[str, ...]]()
    for number, codes in data.questions.items():
        holds = board_holds(law.of(placed.case().pack_document).pack) if law is not None else frozenset(codes)
        asked[number] = acts.questions_of(placed.state(EnvelopeState, number), listed, holds)
        if not asked[number]:
            yield BOARD, _("Envelope {number} asks the board nothing.", number=number)
    reason = text_of(placed, data.reason) if isinstance(data, fields.DocketAmended) else ""
    acted = acts.draw(count_of(placed.before), envelopes, asked, dockets, placed.act, reason)
    yield from done_again(placed, acted, BOARD)


def docket_voted(placed: Placed, data: fields.DocketVoted) -> Wrong:
    """A whole vote under a number of its own; what was taken out and ruled on is on the docket."""
    docket = placed.state(DocketState, data.docket)
    asked = {number: placed.state(EnvelopeState, number) for number in data.rulings}
    acted = voting.vote(
        docket,
        _vote(data.vote),
        count_of(placed.before),
        placed.act,
        now=_now(placed),
        removed={number: text_of(placed, reason) for number, reason in data.removed.items()},
        rulings={number: Ruling(each.ruling, each.ruled_out) for number, each in data.rulings.items()},
        asked=asked,
        ballots=_ballots(placed, asked),
    )
    yield from done_again(placed, acted, BOARD)


def authority_given(placed: Placed, data: fields.OfVote) -> Wrong:
    """Once, where it is set so."""
    acted = voting.give_authority(count_of(placed.before), _vote(data.vote), placed.act, now=_now(placed))
    yield from done_again(placed, acted, BOARD)


def certified(placed: Placed, data: fields.CountCertified) -> Wrong:
    """Once, and again after an amendment; with a reason where the board still owes something.

    A reason may stand there without that: what results and uploads leave unexplained is not looked at here.
    """
    count, dockets = count_of(placed.before), tuple(placed.before.states(DocketState))
    override = text_of(placed, data.override)
    troubles = voting.owed_words(voting.owed(placed.before.states(EnvelopeState), dockets, count))
    if data.override is not None and not troubles:
        troubles = (override,)
    acted = voting.certify(
        count, dockets, _vote(data.vote), placed.act, now=_now(placed), troubles=troubles, override=override
    )
    yield from done_again(placed, acted, BOARD)


def _vote(part: fields.VotePart) -> Vote:
    return Vote(part.number, part.hour, part.text, part.in_favor, part.against, part.abstained)


def _now(placed: Placed) -> str:
    return (moment_of(placed.entry.at) + EASTWARD).strftime("%Y-%m-%dT%H:%M")


def _ballots(placed: Placed, asked: Mapping[str, EnvelopeState]) -> voting.Ballots | None:
    law = placed.context.at_hand.law
    return None if law is None else voting.ballots_of(law.election, asked.values())


CHECKS = {
    "steps.set": steps_set,
    "docket.drawn": docket_drawn,
    "docket.amended": docket_drawn,
    "docket.voted": docket_voted,
    "authority.given": authority_given,
    "count.certified": certified,
}
"""Kind of entry -> what says what is wrong with one."""
