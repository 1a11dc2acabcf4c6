"""Results as they were held against the record, made up: a digest, and what differed."""

from __future__ import annotations

from adjudicator.canvass.reconciling import Disagreement, Reconciliation
from adjudicator.intake.results.file import ResultsFile
from adjudicator.office.desks.count.tabulation import HeldAgainst

DIGEST = "cd" * 32


def held_results(size: int, *differing: tuple[str, str, int, int], proves: int = 1) -> HeldAgainst:
    """Results held against the record when it had `size` entries: for each difference its code, precinct and numbers."""
    found = tuple(
        Disagreement(code, "error", "", precinct, expected, actual, code)
        for code, precinct, expected, actual in differing
    )
    file = ResultsFile("results.csv", "csv", DIGEST, None, ())
    return HeldAgainst(file, size, Reconciliation(found, {"001": proves}))
