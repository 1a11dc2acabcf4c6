"""Reads the list of pending registrations: besides the elector (`listed_electors`) `pending_since` and `missing`."""

from __future__ import annotations

from adjudicator.intake.listed_electors import RegistrationColumns, reader_of

READER = reader_of(
    RegistrationColumns(
        "pending",
        "pending_since",
        "missing",
        {"pendingdate": "pending_since", "applicationdate": "pending_since", "statusreason": "missing"},
    )
)
