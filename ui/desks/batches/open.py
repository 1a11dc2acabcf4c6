"""One open batch on the Batches desk: which group and envelope is looked at, what was seen, what is marked to return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from adjudicator.casework.record.state import BatchState, EnvelopeState
from adjudicator.office import Office
from adjudicator.words import _, beside, n_
from ui.desks.batches.groups import (
    ALL,
    filters_of,
    groups_of,
    in_group,
    next_unseen,
    row_of,
    unseen_words,
    weighed,
    weighed_words,
)
from ui.desks.batches.lists import BatchLists
from ui.desks.batches.screen import OpenBatch
from ui.envelope.panel import look_at
from ui.envelope.screen import NO_ENVELOPE, EnvelopePanelScreen

REOPENABLE = frozenset({"approved", "released"})


@dataclass(slots=True)
class Looking:
    """How far a person has got with one batch. `seen` are the envelopes that were shown in the panel."""

    batch_id: str
    group: str = ALL
    current: str = ""
    seen: set[str] = field(default_factory=set[str])
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

    def screen(self, batch: BatchState, looking: Looking) -> OpenBatch:
        """The batch as it stands, with the envelope that is looked at counted as seen."""
        envelopes = self.envelopes(batch)
        shown = in_group(envelopes, looking.group)
        self._settle(looking, envelopes, shown)
        current = next((envelope for envelope in shown if envelope.number == looking.current), None)
        screen = OpenBatch(
            id=batch.id,
            title=_("Batch {batch}", batch=batch.id),
            detail=self._detail(batch),
            groups=groups_of(envelopes, looking.seen),
            group=looking.group,
            rows=tuple(row_of(envelope, self._note(batch, envelope, looking)) for envelope in shown),
            filters=filters_of(envelopes),
            current=looking.current,
            panel=self._panel(current),
            why_not=self._why_not(batch),
            resting=resting_of(self._office.batches.resting_on_one(batch), len(envelopes)),
            warns=self._office.case.mode == "live",
        )
        screen = replace(screen, **self._acts(batch, looking, current))
        return self._to_approve(screen, envelopes, looking) if self._may_approve(batch) else screen

    def weighed(self, batch: BatchState) -> tuple[EnvelopeState, ...]:
        """The envelopes of a batch that are opened before it is approved, by number."""
        return weighed(self.envelopes(batch))

    def to_return(self, looking: Looking) -> tuple[str, ...]:
        """What would be returned now: what is marked, else the envelope that is looked at."""
        return tuple(sorted(looking.marked)) or ((looking.current,) if looking.current else ())

    def _settle(self, looking: Looking, envelopes: Sequence[EnvelopeState], shown: Sequence[EnvelopeState]) -> None:
        """Keeps the place where it is still there, and counts what the panel shows as seen."""
        numbers, all_numbers = [envelope.number for envelope in shown], {envelope.number for envelope in envelopes}
        if looking.current not in numbers:
            looking.current = numbers[0] if numbers else ""
        looking.marked &= all_numbers
        looking.seen &= all_numbers
        looking.seen |= {looking.current} - {""}

    def _panel(self, envelope: EnvelopeState | None) -> EnvelopePanelScreen:
        if envelope is None:
            return NO_ENVELOPE
        key = (envelope.number, envelope.version)
        if self._kept[0] != key:
            self._kept = (key, look_at(self._office, envelope.number))
        return self._kept[1]

    def _note(self, batch: BatchState, envelope: EnvelopeState, looking: Looking) -> str:
        if envelope.number in looking.marked:
            return _("to return")
        if batch.status == "waiting":
            return _("looked at") if envelope.number in looking.seen else ""
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
        return beside(closed, n_("{count} envelope", "{count} envelopes", len(batch.items)), fate, by="; ")

    def _may_approve(self, batch: BatchState) -> bool:
        return batch.status == "waiting" and self._office.batches.may_approve(batch) is None

    def _to_approve(self, screen: OpenBatch, envelopes: Sequence[EnvelopeState], looking: Looking) -> OpenBatch:
        """The button, how far the person has got, and what is still to be looked at."""
        many, seen = len(envelopes), len(looking.seen)
        return replace(
            screen,
            approve=n_("Approve {count} envelope", "Approve {count} envelopes", many),
            looked=n_("{seen} of {count} envelope looked at", "{seen} of {count} envelopes looked at", many, seen=seen),
            departs=weighed_words(envelopes, looking.seen),
            unseen=unseen_words(envelopes, looking.seen),
            next_unseen=bool(next_unseen(envelopes, looking.seen)),
        )

    def _why_not(self, batch: BatchState) -> str:
        """Why the person cannot approve a batch that waits, in the record's own words."""
        refusal = self._office.batches.may_approve(batch) if batch.status == "waiting" else None
        if refusal is None:
            return ""
        return beside(_("A supervisor approves."), refusal.words) if refusal.code == "no_right" else refusal.words

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
