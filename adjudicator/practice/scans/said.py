"""What the papers of a practice envelope say: the voter's part from the envelope list, all else from `papers.csv`."""

from __future__ import annotations

import csv
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from adjudicator.practice.papers import Paper, read_papers

PAPERS = "papers.csv"

_ONE_AT_A_TIME = threading.Lock()
"""Two envelopes may be read ahead at once; the file is read for both together."""


@dataclass(frozen=True, slots=True)
class PracticePaper:
    """One envelope's papers: `paper` is its row of `papers.csv`, `voter` the row of the envelope list, by column."""

    paper: Paper
    voter: Mapping[str, str]

    @property
    def number(self) -> str:
        """The envelope's number."""
        return self.paper.envelope_number


def practice_papers(envelope_list: Path, number: str) -> PracticePaper | None:
    """The papers of an envelope, from the files beside its list; None where these are not those of a practice election.

    Whatever is wrong with the files, an envelope then has no scan, and nobody is kept from working on it.
    """
    papers = envelope_list.parent / PAPERS
    try:
        with _ONE_AT_A_TIME:
            both = _both(envelope_list, papers, _stamp(envelope_list), _stamp(papers))
    except (OSError, ValueError, csv.Error, KeyError, TypeError):
        return None
    return both.get(number)


def _stamp(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=2)
def _both(
    envelope_list: Path, papers: Path, _listed: tuple[int, int], _told: tuple[int, int]
) -> Mapping[str, PracticePaper]:
    """Both files together, read anew when either has changed."""
    told = read_papers(papers)
    with envelope_list.open(encoding="utf-8", newline="") as file:
        rows = {row["envelope_number"]: row for row in csv.DictReader(file)}
    return {number: PracticePaper(paper, rows[number]) for number, paper in told.items() if number in rows}
