"""Sharing the record with other stations."""

from __future__ import annotations

from adjudicator.casework.acts.case_acts import share
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.room import Done
from adjudicator.records.trouble import Refusal


class SharingDesk(OfficeDesk):
    """An act of administrators, before the record is brought to a server."""

    @needs("share")
    def begin(self) -> Done | Refusal:
        """Say in the record that from here on several stations share it; refused where they do already."""
        return self._room.put(share(self._room.case, self._room.act()))
