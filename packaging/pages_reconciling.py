"""The tables of docs/reconciling.md that are made from the reader of results and from the comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from adjudicator.canvass.reconciling import DISAGREEMENTS
from adjudicator.intake.results import csv_file as results_csv


def _columns() -> Iterator[str]:
    yield from (line for line in (results_csv.__doc__ or "").splitlines() if line.startswith("|"))


def _disagreements() -> Iterator[str]:
    yield "| it says | what to do | code |"
    yield "|---|---|---|"
    for code, kind in DISAGREEMENTS.items():
        yield f"| {kind.title} | {kind.what_to_do} | `{code}` |"


BLOCKS: Mapping[str, Callable[[], Iterator[str]]] = {"columns": _columns, "disagreements": _disagreements}
