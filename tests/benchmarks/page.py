"""What a run of the benchmarks is printed as: a table; and the page docs/benchmarks.md, a part for each benchmark.

A part says itself when and where it was measured: those of one benchmark can be measured anew on a quiet machine without the
hours that all of them take.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rows import Row

FLAT = 1.1
"""What is to stay flat may differ by so much between two runs of the same work."""

KEPT, MISSED = "kept", "**missed**"
_MARK = re.compile(rf"\| ({KEPT}|{re.escape(MISSED)}) \|$", re.MULTILINE)
_TIMES = re.compile(r"^([\d.]+) times")
_FIGURE = re.compile(r"^([\d.,]+) (\S+)")
_HEADS = ("| what | measured | baseline | ratio | budget | |", "|---|---:|---:|---:|---|---|")


def part(rows: Sequence[Row], day: str, machine: str, note: str = "") -> str:
    """The part of one benchmark: when and where it was measured, what to mind, and all its rows, none left out."""
    return "\n".join((f"Measured on {day}: {machine}", *([note] if note else []), "", table(rows), ""))


def page(parts: Mapping[str, str], order: Sequence[str], before: str = "") -> str:
    """The page with these parts, by name; a part that is not given stays as it was `before`."""
    parts = {**dict(re.findall(r"^## (\w+)\n\n(.*?)(?=^## |\Z)", before, re.MULTILINE | re.DOTALL)), **parts}
    whole = [f"## {name}\n\n{parts[name]}" for name in order if name in parts]
    marks = [mark for one in whole for mark in _MARK.findall(one)]
    return "\n".join(
        (
            "# Benchmarks",
            "",
            "All rows of `tests/benchmarks/run.py --page`, but for parts that were put together by hand and say so. Each",
            "figure stands beside its baseline in the same run: what the machine needs at least for such work. The ratio is",
            "measured over baseline.",
            "",
            f"**Budgets**: {len(marks)}, of which {marks.count(MISSED)} are missed; each of these is marked.",
            "",
            *(f"{one.rstrip()}\n" for one in whole),
        )
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table; a budget that is missed is marked in the last column."""
    return "\n".join((*_HEADS, *map(_line, rows)))


def kept(row: Row) -> bool | None:
    """Whether the row keeps its budget; None where it has none, or one of which a number does not tell."""
    if times := _TIMES.match(row.budget):
        return row.ratio is not None and row.ratio <= float(times[1])
    if row.budget == "flat":
        return row.ratio is not None and row.ratio <= FLAT
    figure = _FIGURE.match(row.budget)
    if figure is None or figure[2] != row.unit:
        return None
    limit = float(figure[1].replace(",", ""))
    return row.measured >= limit if row.unit == "%" else row.measured <= limit


def _line(row: Row) -> str:
    baseline = f"{_number(row.baseline)} {row.unit}" if row.baseline is not None else ""
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
    mark = {True: KEPT, False: MISSED, None: ""}[kept(row)]
    cells = (row.what, f"{_number(row.measured)} {row.unit}", baseline, ratio, row.budget, mark)
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
