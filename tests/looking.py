"""Looking through a batch as its approver does, through the office's own door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adjudicator.casework.record.state import BatchState
from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal

FIRST_TEN = [f"{number:04d}" for number in range(1, 11)]


def look_through(office: Office, batch: BatchState) -> None:
    """Look at everything that has to be looked at before a batch is approved, as the person signed in."""
    for number in office.batches.left_to_look_at(batch):
        office.batches.looked(batch, number)


def approve_seen(office: Office, batch: BatchState | None) -> Done | Refusal:
    """Look through a batch and approve it."""
    assert batch is not None
    look_through(office, batch)
    return office.batches.approve(batch)


def filled(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an entry about a batch, with what a test does not care for: nothing is drawn for a second decision, and
    all that is approved was looked at, as in every batch of ten or fewer."""
    listed = sorted(data.get("approved", ())) or FIRST_TEN
    rest: Mapping[str, dict[str, Any]] = {
        "batch.closed": {"second_decisions": 0},
        "research.recorded": {"by_program": False},
        "batch.approved": {"looked_at": listed, "sample": listed},
    }
    return {**rest.get(kind, {}), **data}
