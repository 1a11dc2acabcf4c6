"""Opening a case in the window: to work in it, or to look at it where the file may not be written."""

from __future__ import annotations

from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.office import Office
from adjudicator.office.office import Chance
from adjudicator.office.station import Station
from adjudicator.records.trouble import WorldError


def opened(case: Path, chance: Chance, station: Station, passphrase: Passphrase | None = None) -> Office:
    """The office of a case file; raises WorldError where it can be neither written nor read, or needs a passphrase."""
    try:
        return Office.open(case, chance=chance, station=station, passphrase=passphrase)
    except WorldError as error:
        if error.code != "read_only":
            raise
        return Office.open(case, chance=chance, station=station, read_only=True, passphrase=passphrase)
