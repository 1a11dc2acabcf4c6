"""What goes before the board, and what it has voted on.

A docket lists approved determinations, and held envelopes that a ruling ends, each with its question. A determination in
force is voted on where a carried docket has this very determination, or where it was made after a ruling and as it says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.count.going_on import FREELY, GoingOn
from adjudicator.casework.record.count_state import CountState, DocketState, Ruling
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import DeterminationState, EnvelopeState, changed
from adjudicator.records.count import BOARD_VOTES, DUPLICATE_ON
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

APPROVED = frozenset({"approved", "released"})
"""Where the determination in force is an approved one."""

RULING_REASON = "board_ruling"
COUNTED = frozenset({"count_full", "count_partial"})


@dataclass(frozen=True, slots=True)
class OnDockets:
    """What some dockets have on them: determinations by envelope and seq, and the envelopes that wait for a ruling there."""

    items: frozenset[tuple[str, int]]
    asked: frozenset[str]


def set_steps(count: CountState, board_votes: str, duplicate_on: str, reason: str, act: Act) -> Acted:
    """Set when the board votes, and which style duplicates are made on; refused without a reason, and for no change."""
    if board_votes not in BOARD_VOTES or duplicate_on not in DUPLICATE_ON:
        return Refusal("unknown_step", _("Choose when the board votes, and which style duplicates are made on."))
    if (board_votes, duplicate_on) == (count.board_votes, count.duplicate_on):
        return Refusal("nothing_changed", _("It is set like this already."))
    if not reason.strip():
        return Refusal("reason_missing", _("Another order of steps needs a reason. Write why, in a sentence."))
    data = {"board_votes": board_votes, "duplicate_on": duplicate_on, "reason": Secret(reason)}
    return (act.entry("steps.set", data),)


# what was voted on


def voted(envelope: EnvelopeState, dockets: Iterable[DocketState], count: CountState) -> bool:
    """Whether the approved determination in force of an envelope may go on, as the case has it set.

    Where the board does not vote, approval is enough; where its authority is enough, that it was given. Else it has to be
    voted on (`ratified`).
    """
    if envelope.determination is None or envelope.status not in APPROVED:
        return False
    if count.board_votes == "off" or (count.board_votes == "authority" and has_authority(count)):
        return True
    return ratified(envelope, dockets)


def ratified(envelope: EnvelopeState, dockets: Iterable[DocketState]) -> bool:
    """Whether the board voted on the approved determination in force: in a carried docket with this very determination, or
    by a ruling after which it was made and as it says."""
    determination = envelope.determination
    if determination is None or envelope.status not in APPROVED:
        return False
    newest: tuple[int, Ruling | None] = (0, None)
    for docket in dockets:
        if _took(docket, envelope.number, determination.seq):
            return True
        if envelope.number in docket.rulings:
            newest = max(newest, (docket.voted, docket.rulings[envelope.number]), key=lambda each: each[0])
    at, ruling = newest
    return ruling is not None and at < determination.seq and _is_as_ruled(determination, ruling)


def as_it_leaves(envelope: EnvelopeState, dockets: Iterable[DocketState], count: CountState) -> EnvelopeState:
    """An envelope as releases have it: one that is approved and still owes a vote counts as one in a batch that waits."""
    if envelope.status != "approved" or voted(envelope, dockets, count):
        return envelope
    return changed(envelope, status="in_batch")


def has_authority(count: CountState) -> bool:
    """Whether a motion lets staff go on before the vote."""
    return count.authority is not None and count.authority.carried


def may_open(count: CountState) -> Refusal | None:
    """Why nothing at all can be opened yet, None where it is asked of each envelope (`voted`)."""
    if count.board_votes == "authority" and not has_authority(count):
        return Refusal(
            "no_authority",
            _("No motion of the board lets staff go on yet. The secretary records it at the Board desk."),
        )
    return None


def _took(docket: DocketState, number: str, seq: int) -> bool:
    return (
        docket.vote is not None
        and docket.vote.carried
        and docket.items.get(number) == seq
        and number not in docket.removed
    )


def _is_as_ruled(determination: DeterminationState, ruling: Ruling) -> bool:
    if determination.facts.get("ruling") != ruling.ruling:
        return False
    if ruling.ruling == "do_not_count":
        return determination.outcome == "not_counted" and RULING_REASON in determination.reasons
    if not set(ruling.ruled_out) <= determination.not_counted.keys():
        return False
    nothing_left = determination.outcome == "not_counted" and determination.reasons == (RULING_REASON,)
    return determination.outcome in COUNTED or (bool(ruling.ruled_out) and nothing_left)


# dockets


def listed_on(dockets: Iterable[DocketState]) -> OnDockets:
    """What is on a docket already, so that no other has it too: of a carried one all but what was taken out.

    An envelope on which a carried docket did not rule is free again.
    """
    items, asked = set[tuple[str, int]](), set[str]()
    for docket in dockets:
        carried = docket.vote is not None and docket.vote.carried
        items |= {each for each in docket.items.items() if not (carried and each[0] in docket.removed)}
        asked |= set() if carried else docket.questions.keys()
    return OnDockets(frozenset(items), frozenset(asked))


def is_ready(envelope: EnvelopeState, listed: OnDockets, dockets: Sequence[DocketState]) -> bool:
    """Whether a docket can have an envelope's determination: it is approved, on no docket, and no ruling stands for it."""
    determination = envelope.determination
    if determination is None or envelope.status not in APPROVED:
        return False
    return (envelope.number, determination.seq) not in listed.items and not ratified(envelope, dockets)


def questions_of(envelope: EnvelopeState, listed: OnDockets, holds: Collection[str]) -> tuple[str, ...]:
    """What an envelope asks the board: those of its holds that a ruling ends; nothing where it is on a docket already."""
    if envelope.status != "held" or envelope.determination is None or envelope.number in listed.asked:
        return ()
    return tuple(code for code in envelope.determination.holds if code in holds)


def next_docket(count: CountState) -> str:
    """The id of the docket that is drawn next."""
    return f"D{count.next.get('docket', 1):04d}"


def draw(  # noqa: PLR0913, PLR0917 - all that it is drawn from
    count: CountState,
    envelopes: Sequence[EnvelopeState],
    questions: Mapping[str, Sequence[str]],
    dockets: Sequence[DocketState],
    act: Act,
    reason: str = "",
    going_on: GoingOn = FREELY,
) -> Acted:
    """Put together what goes before the board: approved `envelopes`, and those that want a ruling, with their questions.

    After certification it amends, and wants a reason. Refused where there is nothing, where one is on a docket already, and
    where `going_on` has that they were not looked up once more.
    """
    if not envelopes and not questions:
        return Refusal(
            "nothing_to_draw", _("Nothing is approved that the board has not seen, and nothing waits for it.")
        )
    items = _items_of(envelopes, dockets)
    if isinstance(items, Refusal):
        return items
    if count.certified is not None and not reason.strip():
        return Refusal(
            "reason_missing",
            _("The count is certified. A docket that amends it needs a reason. Write why, in a sentence."),
        )
    refusal = going_on.refused()
    if refusal is not None:
        return refusal
    data: dict[str, Any] = {
        "docket": next_docket(count),
        "batches": sorted({envelope.batch for envelope in envelopes}),
        "items": items,
        "outcomes": dict(Counter(envelope.outcome for envelope in envelopes)),
        "reasons": reasons_in(envelopes),
        "questions": {number: list(codes) for number, codes in questions.items()},
        "why": going_on.recorded,
    }
    if count.certified is not None:
        return (act.entry("docket.amended", {**data, "reason": Secret(reason)}),)
    return (act.entry("docket.drawn", data),)


def _items_of(envelopes: Iterable[EnvelopeState], dockets: Sequence[DocketState]) -> dict[str, int] | Refusal:
    """Envelope -> the determination that goes before the board; refused where one cannot."""
    listed, items = listed_on(dockets), dict[str, int]()
    for envelope in envelopes:
        if not is_ready(envelope, listed, dockets) or envelope.determination is None:
            words = _(
                "Envelope {number} cannot go before the board: it is not approved, or it is on a docket already.",
                number=envelope.number,
            )
            return Refusal("not_ready", words, envelope.number)
        items[envelope.number] = envelope.determination.seq
    return items


def reasons_in(envelopes: Iterable[EnvelopeState]) -> dict[str, int]:
    """How many are not counted for which reason, each by its first one."""
    found = (each.determination for each in envelopes)
    return dict(Counter(each.reasons[0] for each in found if each is not None and each.reasons))
