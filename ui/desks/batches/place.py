"""What stands on the Batches desk: which list or which batch, how far a person has looked, and what is asked."""

from __future__ import annotations

from dataclasses import replace

from adjudicator.casework.record.state import BatchState
from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal
from ui.desks.batches.groups import ALL, next_unseen
from ui.desks.batches.lists import LABELS, BatchLists
from ui.desks.batches.open import BatchOpener, Looking
from ui.desks.batches.screen import Ask, BatchesScreen, OpenBatch, SectionId, Tab
from ui.envelope.panel import look_at
from ui.parts import Notice, OutcomeCell, Row, Slice
from ui.shared.counting import counted
from ui.shared.desk import DeskPresenter, Shell

FIRST: SectionId = "to_close"
OUTCOMES = ("count_full", "count_partial", "not_counted")


class BatchesPlace(DeskPresenter[BatchesScreen]):
    """Going about at the desk; what a person decides there is the BatchesPresenter's."""

    desk = "batches"

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._lists = BatchLists(office)
        self._opener = BatchOpener(office, self._lists)
        self._section: SectionId = FIRST
        self._chosen = False
        self._looking: dict[str, Looking] = {}
        self._open_id = ""
        self._batch: BatchState | None = None
        self._to_return: tuple[str, ...] = ()
        self._asked = ""
        self._ask: Ask | None = None
        self._written = ""
        self._strip: Notice | None = None

    def make_screen(self) -> BatchesScreen:
        """Make the Screen from the office as it is now."""
        batches = self._office.batches.batches()
        counts = self._lists.counts(batches)
        if not self._chosen or self._section not in counts:
            self._section = next(iter(counts)) if counts else FIRST
        opened = self._open_screen()
        frame = BatchesScreen(
            tabs=tuple(Tab(each, f"{LABELS[each]} ({count:,})") for each, count in counts.items()),
            section=self._section,
            strip=self._strip,
            nag=self._nag(),
            open=opened,
            ask=self._ask,
        )
        if opened is not None or self._section not in counts:
            return frame
        return self._with_section(frame, self._lists.rows(self._section, batches))

    def enter(self, about: str = "") -> None:
        """The desk came to the front; `about` a batch opens it."""
        if about and self._office.batches.batch(about) is not None:
            self.open_batch(about)
            return
        self.refresh()

    def turn_to(self, section: SectionId) -> None:
        """Show a section's list."""
        self._section, self._chosen = section, True
        self._ask = self._strip = None
        self.refresh()

    def open_batch(self, batch_id: str) -> None:
        """Lay a batch on the desk."""
        self._open_id, self._ask, self._strip = batch_id, None, None
        self._looking.setdefault(batch_id, Looking(batch_id))
        self.refresh()

    def leave_batch(self) -> None:
        """Go back to the list."""
        self._open_id, self._batch, self._ask, self._strip = "", None, None, None
        self.refresh()

    def show_group(self, group: str) -> None:
        """Show one group of identical cases of the open batch."""
        if self._here is not None and self._here.group != group:
            self._here.group, self._here.current = group, ""
            self.refresh()

    def look(self, number: str) -> None:
        """Look at an envelope of the open batch, or at a question."""
        here = self._here
        if here is None:
            if number and number != self._asked:
                self._asked = number
                self.refresh()
        elif number and number != here.current:
            here.current = number
            self.refresh()

    def look_at_next(self) -> None:
        """Go to the next envelope to look at: those that need it first."""
        here, batch = self._here, self._batch
        number = next_unseen(self._opener.envelopes(batch), here.seen) if here and batch else ""
        if here is not None and number:
            here.group, here.current = ALL, number
            self.refresh()

    def to_review(self) -> None:
        """Go to the Review desk."""
        self._shell.go("review")

    def to_release(self) -> None:
        """Go to the Release desk."""
        self._shell.go("release")

    def dismiss(self) -> None:
        """Take the strip away."""
        self._strip = None
        self.refresh()

    def _with_section(self, frame: BatchesScreen, rows: tuple[Row, ...]) -> BatchesScreen:
        """The section's list, and what belongs to it."""
        if frame.section == "to_close" and rows:
            words = f"Close batch with {counted(len(rows), 'envelope')}"
            return replace(frame, rows=rows, slices=_slices(rows), close=words)
        if frame.section != "questions" or not rows:
            return replace(frame, rows=rows)
        if self._asked not in {row.id for row in rows}:
            self._asked = rows[0].id
        words = f"Answer the question on envelope {self._asked}"
        return replace(frame, rows=rows, asked=look_at(self._office, self._asked), answer=words)

    @property
    def _here(self) -> Looking | None:
        return self._looking.get(self._open_id)

    def _open_screen(self) -> OpenBatch | None:
        here = self._here
        self._batch = self._office.batches.batch(self._open_id) if here else None
        return self._opener.screen(self._batch, here) if self._batch and here else None

    def _went(self, result: Done | Refusal, what: str) -> bool:
        """Whether an act went through; a refusal is put on the strip in its own words."""
        self._strip = Notice(what, result.words) if isinstance(result, Refusal) else None
        return not isinstance(result, Refusal)

    def _nag(self) -> Notice | None:
        """What is approved and not released: approval alone reaches nobody."""
        waiting = self._office.overview.waiting().to_release if self._office.may("release") is None else 0
        if not waiting:
            return None
        return Notice(f"{waiting:,} approved, not yet released", action="Go to Release", kind="notice")


def _slices(rows: tuple[Row, ...]) -> tuple[Slice, ...]:
    outcomes = [cell.outcome for row in rows for cell in row.cells if isinstance(cell, OutcomeCell)]
    return tuple(Slice(outcome, outcomes.count(outcome)) for outcome in OUTCOMES)
