"""The board: its dockets, votes, rulings, authority and certification, each act done again on the states before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from adjudicator.casework.acts.count import board as acts
from adjudicator.casework.acts.count import looking_up, voting
from adjudicator.casework.acts.count.going_on import GoingOn
from adjudicator.casework.acts.count.openable import where_they_lie
from adjudicator.casework.admission import count_fields as fields
from adjudicator.casework.admission.again import done_again, text_of
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.record.count_state import DocketState, PileState, Ruling, SessionState, Vote
from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.fold_count import count_of
from adjudicator.casework.record.rights import RIGHTS
from adjudicator.casework.record.state import EnvelopeState, FileState, PersonState
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
    """Approved determinations in force that are on no docket and were looked up, and held envelopes with what they ask."""
    count, case = count_of(placed.before), placed.case()
    dockets = tuple(placed.before.states(DocketState))
    listed = acts.listed_on(dockets)
    envelopes = [placed.state(EnvelopeState, number) for number in data.items]
    law, asked = placed.context.at_hand.law, dict[str, tuple[str, ...]]()
    for number, codes in data.questions.items():
        holds = board_holds(law.of(case.pack_document).pack) if law is not None else frozenset(codes)
        asked[number] = acts.questions_of(placed.state(EnvelopeState, number), listed, holds)
        if not asked[number]:
            yield BOARD, _("Envelope {number} asks the board nothing.", number=number)
    reason = text_of(placed, data.reason) if isinstance(data, fields.DocketAmended) else ""
    lying = where_they_lie(placed.before.states(PileState), placed.before.states(SessionState))
    to_draw = looking_up.ToDraw(
        acts.next_docket(count),
        {each.number: each.version for each in envelopes},
        {number for number, lies in lying.items() if lies.opened},
    )
    newest = looking_up.newest_files(placed.before.states(FileState))
    refusal = looking_up.not_looked_up(to_draw, count, case, newest, placed.act)
    going_on = GoingOn(refusal, data.why, _may(placed, "certify_over"))
    acted = acts.draw(count, envelopes, asked, dockets, placed.act, reason, going_on)
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
    """Once, and again after an amendment; by a supervisor with a reason where the board owes something, where anything did
    not fit and nobody explained it, or where a ballot had not come as far as the state's site.
    """
    count, dockets = count_of(placed.before), tuple(placed.before.states(DocketState))
    troubles = voting.owed_words(voting.owed(placed.before.states(EnvelopeState), dockets, count))
    unexplained = placed.context.at_hand.unexplained
    if unexplained is not None:
        troubles = (*troubles, *unexplained(placed.before, placed.context.at_hand.entries))
    elif data.why and not troubles:
        troubles = (data.why,)  # whether everything fitted is not known
    acted = voting.certify(
        count,
        dockets,
        _vote(data.vote),
        placed.act,
        now=_now(placed),
        troubles=troubles,
        why=data.why,
        may=_may(placed, "certify_over"),
    )
    yield from done_again(placed, acted, BOARD)
    if not troubles and not _may(placed, "record_vote"):
        yield BOARD, _("Nothing stood in the way, so this was for the secretary to record.")


def _may(placed: Placed, act: str) -> bool:
    """Whether a role of the person who added the entry allows an act."""
    person = placed.before.get(PersonState, placed.entry.by)
    return person is not None and not RIGHTS[act].roles.isdisjoint(person.roles)


def _vote(part: fields.VotePart) -> Vote:
    return Vote(part.number, part.hour, part.text, part.in_favor, part.against, part.abstained, part.later)


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
