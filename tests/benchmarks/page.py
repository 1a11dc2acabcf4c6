"""What a run of the benchmarks is printed as: a table, and the page docs/benchmarks.md around it, with every row there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rows import Row

FLAT = 1.1
"""What is to stay flat may differ by so much between two runs of the same work."""

_TIMES = re.compile(r"^([\d.]+) times")
_FIGURE = re.compile(r"^([\d.,]+) (\S+)")
_HEADS = ("| what | measured | baseline | ratio | budget | |", "|---|---:|---:|---:|---|---|")


def page(rows: Sequence[Row], day: str, machine: str, note: str = "") -> str:
    """The page: when and where it was measured, how many budgets are missed, and all rows, none left out."""
    promised = [row for row in rows if kept(row) is not None]
    missed = sum(kept(row) is False for row in promised)
    return "\n".join(
        (
            "# Benchmarks",
            "",
            "All rows of a run of `tests/benchmarks/run.py --page`, none left out. Each figure stands beside its baseline in",
            "the same run: what the machine needs at least for such work. The ratio is measured over baseline.",
            "",
            f"- **When**: {day}",
            f"- **Machine**: {machine}",
            *([f"- **Mind**: {note}"] if note else []),
            f"- **Budgets**: {len(promised)}, of which {missed} are missed; each of these is marked.",
            "",
            table(rows),
            "",
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
    mark = "**missed**" if kept(row) is False else ""
    cells = (row.what, f"{_number(row.measured)} {row.unit}", baseline, ratio, row.budget, mark)
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
