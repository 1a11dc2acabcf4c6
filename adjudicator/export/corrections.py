"""What a release takes away of what left before: `corrections.csv`, an envelope a row, and sentences without an envelope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adjudicator.canvass.tally import COUNTING
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.content import Correction, ReleaseContent
from adjudicator.export.csv_parts import Cell, csv_parts
from adjudicator.export.survey import BallotGroup, group_of

CORRECTIONS = (
    "envelope", "replaces", "was", "was_place", "was_precinct", "was_style", "was_contests", "now", "now_place",
    "now_precinct", "now_style", "now_contests", "change", "sentence",
)  # fmt: skip

OPEN = "open"
"""What stands where the outcome of an envelope would, that nobody has approved anew."""

SAID: Mapping[str, str] = {
    "sentence": "{release}: {was}: take {number} away. Now: {now}.",
    "same": "{release}: {was}: {number} determined again, and nothing changes.",
    "added": "{release}: {was}: nothing to take away. Now: {now}.",
    "nothing": "{release}: {was}: nothing to take away, and nothing to add.",
    "ballots": "{place}, {style}, {contests}",
    "moved": "{style}, {contests}",
    "contest": "1 contest",
    "contests": "{number} contests",
    "apart": "{ballots}, kept apart",
    "not_counted": "not counted",
    "open": "open again, to be decided",
    "one": "one",
}
"""The sentences on what is taken away: English, as is every file of a release."""


@dataclass(frozen=True, slots=True)
class BallotChange:
    """What becomes of a ballot that left in `replaces`: where it was to be found, and where it is now; None for nowhere.

    `leaves` says that somebody has approved it anew.
    """

    replaces: str
    before: BallotGroup | None
    now: BallotGroup | None
    leaves: bool


def change_of(correction: Correction) -> BallotChange:
    """The change that a correction makes."""
    now = group_of(correction.now) if correction.leaves else None
    return BallotChange(correction.replaces, group_of(correction.before), now, correction.leaves)


def corrections(content: ReleaseContent) -> Iterator[bytes]:
    """`corrections.csv`: one row an envelope that left before and does not stand like that any more, by number.

    What it was and what it is now; `change` is what is added to the ballots that may count: 1, 0 or -1. A row that is now
    "open" is of an envelope that nobody has approved anew: its ballot is taken away until then.
    """
    return csv_parts(CORRECTIONS, (_row(each) for each in content.corrections))


def sentences(changes: Mapping[BallotChange, int]) -> list[str]:
    """What the tabulation room is told of each change, with how many ballots: no envelope is named."""
    return [sentence(change, number) for change, number in sorted(changes.items(), key=lambda each: _order(each[0]))]


def counted(content: ReleaseContent) -> Counter[BallotChange]:
    """How often each change is made."""
    return Counter(change_of(each) for each in content.corrections)


def sentence(change: BallotChange, number: int = 1) -> str:
    """What becomes of ballots that left: "R0001: 2nd Ponce, BS034, 17 contests: take one away. Now: BS036, 16 contests."."""
    said = SAID["one"] if number == 1 else f"{number:,}"
    if change.before == change.now and change.now is not None:
        return SAID["same"].format(release=change.replaces, was=_ballots(change.now), number=said)
    now = _now(change)
    if change.before is not None:
        return SAID["sentence"].format(release=change.replaces, was=_ballots(change.before), number=said, now=now)
    words = SAID["nothing" if change.now is None else "added"]
    return words.format(release=change.replaces, was=SAID["not_counted"], now=now)


def _now(change: BallotChange) -> str:
    if change.now is None:
        return SAID["not_counted" if change.leaves else "open"]
    same_place = change.before is not None and change.before.place == change.now.place
    return _ballots(change.now, "moved" if same_place else "ballots")


def _ballots(group: BallotGroup, form: str = "ballots") -> str:
    number = len(group.contests)
    contests = SAID["contest" if number == 1 else "contests"].format(number=number)
    words = SAID[form].format(place=group.place, style=group.style, contests=contests)
    return SAID["apart"].format(ballots=words) if group.kept_apart else words


def _order(change: BallotChange) -> tuple[object, ...]:
    """Changes that take a ballot away stand first; nowhere has no order of its own."""
    return (
        change.replaces,
        change.before is None,
        change.before or (),
        change.now is None,
        change.now or (),
        change.leaves,
    )


def _row(correction: Correction) -> tuple[Cell, ...]:
    change = change_of(correction)
    now = (
        correction.now.determination.outcome if correction.leaves and correction.now.determination is not None else OPEN
    )
    step = (change.now is not None) - (change.before is not None)
    was, is_now = _where(correction.before), _where(correction.now, counts=correction.leaves)
    number = correction.now.number
    before = correction.before.determination.outcome if correction.before.determination is not None else ""
    return (number, correction.replaces, before, *was, now, *is_now, step, sentence(change))


def _where(envelope: EnvelopeState, *, counts: bool = True) -> tuple[Cell, ...]:
    """Place, precinct, style of a ballot, and how many contests of it count."""
    what = envelope.determination
    style = what.cast_style if what is not None and counts else envelope.style_cast
    contests = len(what.counted) if what is not None and counts and what.outcome in COUNTING else 0
    return (envelope.place, envelope.precinct_cast, style, contests)
