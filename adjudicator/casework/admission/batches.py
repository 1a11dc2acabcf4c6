"""Batches and releases: exactly the determinations in force, once, in their order, on accounts that the case accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import structs

from adjudicator.casework.acts import batching, checking, releasing
from adjudicator.casework.acts.count.board import voted
from adjudicator.casework.acts.looking import LookingView, view_of
from adjudicator.casework.acts.vouching import by_one_person, not_yet
from adjudicator.casework.admission import fields
from adjudicator.casework.admission.again import compared, done_again, text_of
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.admission.people import head_there
from adjudicator.casework.record.catalogue import CATALOGUE, is_after, version_in
from adjudicator.casework.record.count_state import DocketState, SessionState
from adjudicator.casework.record.fold_count import count_of
from adjudicator.casework.record.state import BatchState, EnvelopeState, PersonState, ReleaseState
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

BATCH, RELEASE = "admission.batch", "admission.release"

RELEASE_FILES = frozenset({
    "checkpoint.txt", "contest_totals.csv", "contests.csv", "dispositions.csv", "groups.csv", "log/checkpoints.jsonl",
    "log/entries.jsonl", "manifest.json", "manifest.sig", "summary.pdf", "totals.csv", "totals_public.csv",
})  # fmt: skip
"""The files that every release has; later forms bring more."""

BEFORE_TAKING = "4.0"
"""The newest form in which a release took nothing away."""

_PLAIN_NAME = re.compile(r"([a-z0-9_-]+/)?[A-Za-z0-9_-]+(\.[a-z0-9]+)+", re.ASCII)


def closed(placed: Placed, data: fields.BatchClosed) -> Wrong:
    """The next batch, of determinations in force that are in no other."""
    acted = batching.close(placed.case(), _envelopes(placed, data.items), placed.act)
    yield from done_again(placed, acted, BATCH)
    if placed.before.get(BatchState, data.batch) is not None:
        yield BATCH, _("Batch {batch} was closed before.", batch=data.batch)


def returned(placed: Placed, data: fields.EnvelopeReturned) -> Wrong:
    """An envelope of a batch that waits."""
    batch = placed.state(BatchState, data.batch)
    acted = batching.return_envelopes(batch, [data.envelope], text_of(placed, data.reason), placed.act)
    yield from done_again(placed, acted, BATCH)
    if placed.state(EnvelopeState, data.envelope).batch != data.batch:
        yield BATCH, _("Envelope {envelope} is in another batch, or in none.", envelope=data.envelope)


def approved(placed: Placed, data: fields.BatchApproved) -> Wrong:
    """Exactly the batch's list, with the departures in it, where nothing that it rests on has to wait for a second person.

    From form 5.0 on, the sample is drawn again, and what has to be looked at is among what was looked at.
    """
    batch = placed.state(BatchState, data.batch)
    envelopes = _envelopes(placed, batch.items)
    yield from _too_early(placed, envelopes, [batch], BATCH)
    acted = batching.approve(batch, envelopes, placed.act, _view(placed, batch, data))
    if isinstance(acted, Refusal):
        of_the_view = acted.code in (batching.NOT_LOOKED_AT, batching.NOT_CHECKED)
        yield BATCH if of_the_view else "batch.four_eyes", acted.words
        return
    yield from done_again(placed, acted, BATCH)


def _view(placed: Placed, batch: BatchState, data: fields.BatchApproved) -> LookingView | None:
    """What is drawn from a batch and was looked at; None in an older form, where nothing is known of it.

    Where the tree is not at hand, the entry is believed what it says was drawn.
    """
    if version_in(placed.case().form, "batch.approved") < CATALOGUE["batch.approved"].version:
        return None
    root = root_behind(placed, batch)
    return LookingView(data.sample, (), data.looked_at) if root is None else view_of(batch, root, data.looked_at)


def root_behind(placed: Placed, batch: BatchState) -> str | None:
    """The root of the tree behind the act that closed a batch, hexadecimal; None where the tree is not at hand."""
    at_hand = placed.context.at_hand
    if at_hand.root_at is None:
        return None
    bounds = at_hand.act_of(batch.closing) if at_hand.act_of is not None else None
    return at_hand.root_at(batch.closing if bounds is None else bounds[1])


def checked(placed: Placed, data: fields.DeterminationChecked) -> Wrong:
    """A second decision on a drawn envelope of a batch that waits, by another than who determined it."""
    batch, root = placed.state(BatchState, data.batch), root_behind(placed, placed.state(BatchState, data.batch))
    drawn = (data.envelope,) if root is None else view_of(batch, root).second
    opinion = checking.SecondOpinion(data.outcome, data.counted, text_of(placed, data.note))
    envelope = placed.state(EnvelopeState, data.envelope)
    yield from done_again(placed, checking.check(batch, envelope, opinion, drawn, placed.act), BATCH)


def released(placed: Placed, data: fields.ReleaseMade) -> Wrong:
    """The next release, of approved determinations in force, from a head that the record had."""
    items: dict[str, int] = {}
    envelopes = _envelopes(placed, data.items)
    waits = releasing.exceptions_open(placed.before.states(SessionState))
    if waits is not None:
        yield RELEASE, waits.words
    count, dockets = count_of(placed.before), tuple(placed.before.states(DocketState))
    for state in envelopes:
        if state.status != "approved" or state.determination is None:
            yield RELEASE, _("Envelope {number} was not approved.", number=state.number)
        elif not voted(state, dockets, count):
            yield RELEASE, _("Envelope {number} was not voted on.", number=state.number)
        else:
            items[state.number] = state.determination.seq
    batches = [placed.state(BatchState, batch) for batch in sorted({state.batch for state in envelopes if state.batch})]
    yield from _too_early(placed, envelopes, batches, RELEASE)
    case, act = placed.case(), placed.act
    away = dict(_taken_away(placed, data))
    acted = releasing.make_release(case, items, data.files, size=data.size, root=data.root, act=act, taken_away=away)
    if data.taken_away is not None:
        yield from done_again(placed, acted, RELEASE)
    elif is_after(case.form, BEFORE_TAKING) or isinstance(acted, Refusal):
        yield RELEASE, _("It does not say what it takes away.")
    else:  # it took nothing away, as every release did then
        plain = {**acted[0].data, "taken_away": None}
        yield from compared(placed, structs.replace(acted[0], data=plain), RELEASE)
    if placed.before.get(ReleaseState, data.release) is not None:
        yield RELEASE, _("Release {release} was made before.", release=data.release)
    if RELEASE_FILES - data.files.keys() or not all(map(_PLAIN_NAME.fullmatch, data.files)):
        yield RELEASE, _("Its files are not those of a release.")
    yield from head_there(placed, data.size, data.root, RELEASE)


def acknowledged(placed: Placed, data: fields.ReleaseAcknowledged) -> Wrong:
    """What the tabulation room said of a release that was made."""
    said = releasing.Said(text_of(placed, data.who), data.told_at, data.ballots, text_of(placed, data.reference))
    acted = releasing.acknowledge(placed.state(ReleaseState, data.release), said, placed.act)
    yield from done_again(placed, acted, RELEASE)


def _taken_away(placed: Placed, data: fields.ReleaseMade) -> Iterator[tuple[str, int]]:
    """Of the envelopes that it takes away, those that left before and are open again, with the determinations that left."""
    for state in _envelopes(placed, data.taken_away or ()):
        if state.left_as is not None and state.number not in data.items:
            yield state.number, state.left_as.determination.seq


def _too_early(placed: Placed, envelopes: Iterable[EnvelopeState], batches: Iterable[BatchState], found: str) -> Wrong:
    """What rests on accounts that a second person has to confirm first, or an administrator has to adopt."""
    people = {state.determination.by for state in envelopes if state.determination is not None} | {placed.entry.by}
    people |= {person for batch in batches for person in (batch.closed_by, batch.decided_by) if person}
    refusal = not_yet(placed.case(), people, by_one_person(placed.state(PersonState, person) for person in people))
    if refusal is not None:
        yield found, refusal.words


def _envelopes(placed: Placed, numbers: Iterable[str]) -> list[EnvelopeState]:
    return [placed.state(EnvelopeState, number) for number in numbers]


CHECKS = {
    "batch.closed": closed,
    "envelope.returned": returned,
    "determination.checked": checked,
    "batch.approved": approved,
    "release.made": released,
    "release.acknowledged": acknowledged,
}
"""Kind of entry -> what says what is wrong with one."""
