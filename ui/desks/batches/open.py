"""One open batch on the Batches desk: which group and envelope is looked at, what was seen, what is marked to return."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from adjudicator.casework.acts.batching import NOT_CHECKED
from adjudicator.casework.record.state import BatchState, EnvelopeState
from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_
from ui.desks.batches.front import InFront
from ui.desks.batches.groups import (
    ALL,
    filters_of,
    groups_of,
    in_group,
    left_words,
    row_of,
    weighed,
    weighed_words,
)
from ui.desks.batches.lists import BatchLists
from ui.desks.batches.screen import OpenBatch
from ui.envelope.panel import look_at
from ui.envelope.screen import NO_ENVELOPE, EnvelopePanelScreen
from ui.parts import Working

REOPENABLE = frozenset({"approved", "released"})
LATER = Refusal("not_waiting", "")


@dataclass(slots=True)
class Looking:
    """Where a person is in one batch."""

    batch_id: str
    group: str = ALL
    current: str = ""
    marked: set[str] = field(default_factory=set[str])


class BatchOpener:
    """Makes the screen of an open batch, and keeps the panel while its envelope has not changed."""

    def __init__(self, office: Office, lists: BatchLists) -> None:
        self._office, self._lists = office, lists
        self._kept: tuple[tuple[str, int], EnvelopePanelScreen] = (("", 0), NO_ENVELOPE)

    def envelopes(self, batch: BatchState) -> tuple[EnvelopeState, ...]:
        """The envelopes of a batch; of one that was returned whole, those that went back."""
        if batch.items:
            return self._office.batches.envelopes(batch)
        went_back = dict.fromkeys(batch.returned, 0)
        whole = BatchState(batch.id, batch.version, batch.status, batch.closed_by, batch.closed_at, went_back)
        return self._office.batches.envelopes(whole)

    def may_look(self, batch: BatchState) -> bool:
        """Whether what the person looks at counts: they may approve the batch, once everything else is done."""
        return _counts(self._refusal(batch))

    def _refusal(self, batch: BatchState) -> Refusal | None:
        """Why the person cannot approve a batch, None where they can."""
        return self._office.batches.may_approve(batch) if batch.status == "waiting" else LATER

    def screen(self, batch: BatchState, looking: Looking, front: InFront) -> OpenBatch:
        """The batch as it stands, with what the person has still to look at."""
        envelopes = self.envelopes(batch)
        shown = in_group(envelopes, looking.group)
        self._settle(looking, envelopes, shown)
        refusal = self._refusal(batch)
        looks = _counts(refusal)
        seen = frozenset(self._office.batches.view(batch).looked_at) if looks else None
        wanted = self._office.batches.to_look_at(batch) if looks else ()
        left = frozenset(wanted).difference(seen or ())
        current = next((envelope for envelope in shown if envelope.number == looking.current), None)
        screen = OpenBatch(
            id=batch.id,
            title=_("Batch {batch}", batch=batch.id),
            detail=self._detail(batch),
            steps=self._lists.steps(batch, (len(wanted) - len(left), len(wanted)) if looks else None),
            groups=groups_of(envelopes, seen),
            group=looking.group,
            rows=tuple(
                row_of(each, self._note(batch, each, looking, seen or (), left), to_look=each.number in left)
                for each in shown
            ),
            filters=filters_of(envelopes, left),
            current=looking.current,
            panel=self._panel(current),
            why_not=_why_not(refusal),
            resting=resting_of(self._office.batches.resting_on_one(batch), len(envelopes)),
            warns=self._office.case.mode == "live",
        )
        screen = replace(screen, **self._acts(batch, looking, current))
        if not looks:
            return screen
        there = looking.current in left and front.is_there(batch.id, looking.current)
        done = len(wanted) - len(left)
        screen = replace(
            screen,
            departs=weighed_words(envelopes, seen or ()),
            to_look=Working(_to_look(batch, envelopes, left), done, len(wanted)),
            front=f"{batch.id} {looking.current} {front.token}" if there else "",
            next_unseen=bool(left),
        )
        return screen if screen.why_not else self._to_approve(screen, len(envelopes), len(left))

    def weighed(self, batch: BatchState) -> tuple[EnvelopeState, ...]:
        """The envelopes of a batch that are opened before it is approved, by number."""
        return weighed(batch, self.envelopes(batch))

    def to_return(self, looking: Looking) -> tuple[str, ...]:
        """What would be returned now: what is marked, else the envelope that is looked at."""
        return tuple(sorted(looking.marked)) or ((looking.current,) if looking.current else ())

    def _settle(self, looking: Looking, envelopes: Sequence[EnvelopeState], shown: Sequence[EnvelopeState]) -> None:
        """Keeps the place where it is still there."""
        numbers, all_numbers = [envelope.number for envelope in shown], {envelope.number for envelope in envelopes}
        if looking.current not in numbers:
            looking.current = numbers[0] if numbers else ""
        looking.marked &= all_numbers

    def _panel(self, envelope: EnvelopeState | None) -> EnvelopePanelScreen:
        if envelope is None:
            return NO_ENVELOPE
        key = (envelope.number, envelope.version)
        if self._kept[0] != key:
            self._kept = (key, look_at(self._office, envelope.number))
        return self._kept[1]

    def _note(
        self,
        batch: BatchState,
        envelope: EnvelopeState,
        looking: Looking,
        seen: Collection[str],
        left: Collection[str],
    ) -> str:
        if envelope.number in looking.marked:
            return _("to return")
        if batch.status == "waiting":
            return _("to look at") if envelope.number in left else _("looked at") if envelope.number in seen else ""
        if batch.status == "returned":
            return _("returned")
        again = envelope.determination is None or envelope.determination.seq != batch.items.get(envelope.number)
        if again or envelope.status not in REOPENABLE:
            return _("in {release}, open again", release=envelope.released_in) if envelope.open_again else _("reopened")
        return (
            _("in {release}", release=envelope.releases[-1])
            if envelope.releases and envelope.status == "released"
            else ""
        )

    def _detail(self, batch: BatchState) -> str:
        who = self._office.people.name_of(batch.closed_by)
        closed = _("Closed by {person}, {when}", person=who, when=self._lists.local(batch.closed_at))
        fate = self._lists.fate(batch)
        if batch.returned and batch.items:
            fate = _("{fate} ({envelopes})", fate=fate, envelopes=", ".join(sorted(batch.returned)))
        return beside(closed, fate, by="; ")

    def _to_approve(self, screen: OpenBatch, many: int, left: int) -> OpenBatch:
        """The button, and why it cannot be pressed yet."""
        return replace(
            screen,
            approve=n_("Approve {count} envelope", "Approve {count} envelopes", many),
            not_alive=screen.to_look.words if left and screen.to_look is not None else "",
        )

    def _acts(self, batch: BatchState, looking: Looking, current: EnvelopeState | None) -> dict[str, str]:
        may_return = batch.status == "waiting" and self._office.may("return") is None
        numbers = self.to_return(looking)
        reopenable = current is not None and current.status in REOPENABLE and current.batch == batch.id
        return {
            "give_back": return_words(numbers) if may_return and numbers else "",
            "give_back_all": _("Return all {count}", count=len(batch.items))
            if may_return and len(batch.items) > 1
            else "",
            "mark": (_("Take the mark off") if looking.current in looking.marked else _("Mark to return"))
            if may_return and looking.current
            else "",
            "reopen": _("Reopen envelope {number}", number=looking.current)
            if reopenable and self._office.may("reopen") is None
            else "",
        }


def _counts(refusal: Refusal | None) -> bool:
    """Whether what a person looks at counts, given why they cannot approve: nothing is in the way but second decisions."""
    return refusal is None or refusal.code == NOT_CHECKED


def _why_not(refusal: Refusal | None) -> str:
    """Why the person cannot approve a batch that waits, in the record's own words."""
    if refusal is None or refusal is LATER:
        return ""
    return beside(_("A supervisor approves."), refusal.words) if refusal.code == "no_right" else refusal.words


def _to_look(batch: BatchState, envelopes: Sequence[EnvelopeState], left: Collection[str]) -> str:
    """What has still to be looked at, and what counts as looked at."""
    if not left:
        return _("Everything that has to be looked at was looked at")
    what = left_words(batch, envelopes, left)
    return n_(
        "Before you approve, look at {count} more envelope: {what}. It counts after three seconds on the screen",
        "Before you approve, look at {count} more envelopes: {what}. Each counts after three seconds on the screen",
        len(left),
        what=what,
    )


def resting_of(number: int, of: int) -> str:
    """How many determinations of a batch rest on what one person alone gave: "3 of 12 determinations rest on ..."."""
    if not number:
        return ""
    every = n_("{count} determination", "{count} determinations", of)
    return n_(
        "{count} of {determinations} rests on what one person alone gave",
        "{count} of {determinations} rest on what one person alone gave",
        number,
        determinations=every,
    )


def return_words(numbers: Sequence[str]) -> str:
    """What the button says that returns these envelopes: one by its number, several by how many."""
    return n_("Return envelope {number}", "Return {count} envelopes", len(numbers), number=numbers[0])
