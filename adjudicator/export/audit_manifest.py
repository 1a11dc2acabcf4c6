"""Rows for the manifest of a risk-limiting audit: where the ballots lie, by box, tabulator and batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from adjudicator.export.csv_parts import csv_parts
from adjudicator.records.envelope import ordinal_of

MANIFEST_COLUMNS = ("Container", "Tabulator", "Batch Name", "Number of Ballots")
"""As Arlo takes them, with which Georgia draws its audits; a batch's name is unique for its tabulator."""


class ManifestRow(NamedTuple):
    """One scanner batch: the box in which it lies, the tabulator that scanned it, its name there, and its ballots."""

    container: str
    tabulator: str
    batch: str
    ballots: int


def audit_manifest(rows: Iterable[ManifestRow]) -> Iterator[bytes]:
    """The rows (CSV) to be added to the county's manifest, by what they say (2 before 10), never by when it was scanned."""
    return csv_parts(MANIFEST_COLUMNS, sorted(rows, key=lambda row: tuple(map(ordinal_of, map(str, row)))))
