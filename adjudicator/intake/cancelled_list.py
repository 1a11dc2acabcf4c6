"""Reads the list of canceled registrations: besides the elector (`listed_electors`) `cancelled_on` and `reason`."""

from __future__ import annotations

from adjudicator.intake.listed_electors import RegistrationColumns, reader_of

READER = reader_of(
    RegistrationColumns(
        "cancelled",
        "cancelled_on",
        "reason",
        {
            "canceledon": "cancelled_on", "cancellationdate": "cancelled_on", "canceldate": "cancelled_on",
            "cancelleddate": "cancelled_on", "canceleddate": "cancelled_on", "datecancelled": "cancelled_on",
            "datecanceled": "cancelled_on", "statusreason": "reason", "cancellationreason": "reason",
        },
    )
)  # fmt: skip
