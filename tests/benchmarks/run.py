"""Runs the benchmarks and prints one Markdown table, each figure beside its baseline in the same run.

    .venv/bin/python tests/benchmarks/run.py [--quick] [--folder DIR] [--page [--note WORDS]] [name ...]

Every benchmark has a process of its own, so that its peak memory is its own. `--quick` takes smaller sizes. `--folder` must
lie on a real disk: in memory a commit costs nothing. `--page` writes what was measured into docs/benchmarks.md, where the
other benchmarks stay as they were; it does not go with `--quick`. README's rows are copied from there, as a test demands.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from page import page, part, table
from rows import Row, peak_megabytes

from adjudicator.words.dates import dated

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
NAMES = (
    "recommend", "append", "verify", "encrypted", "roll", "screen", "scans", "start", "release", "reconcile", "count",
    "stations",
)  # fmt: skip
"""In the order of the table; `bench_NAME.run(quick)` gives the rows of one."""


def main() -> None:
    """Measure what is asked for, or everything, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", choices=[[], *NAMES], metavar="name", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="smaller sizes")
    parser.add_argument("--folder", type=Path, default=None, help="where to work; the system's own by default")
    parser.add_argument("--page", action="store_true", help="write the rows into docs/benchmarks.md")
    parser.add_argument("--note", default="", help="for the page: what else the machine was doing")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.page and asked.quick:
        parser.error("--page takes the full sizes, not those of --quick")
    if asked.folder is not None:
        tempfile.tempdir = str(asked.folder)
    if asked.alone:
        sys.stdout.write(json.dumps([asdict(row) for row in measured(asked.names[0], asked.quick)]))
        return
    day, machine = dated(datetime.now(tz=UTC).date()), about_this_machine()
    for name in asked.names or NAMES:
        rows = in_own_process(name, asked.quick, asked.folder)
        sys.stdout.write(f"{table(rows)}\n\n{machine}\n\n")
        if asked.page:  # at once: what comes after may take an hour, or fail
            made = {name: part(rows, day, machine, asked.note)}
            PAGE.write_text(page(made, NAMES, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def measured(name: str, quick: bool) -> list[Row]:
    """The rows of one benchmark, and the memory that it took."""
    run = importlib.import_module(f"bench_{name}").run
    rows = _roll_rows(run, quick) if name == "roll" else run(quick)
    return [*rows, Row(f"{name}: peak memory of the measuring", peak_megabytes(), "MB")]


def _roll_rows(run: Callable[[int], Sequence[Any]], quick: bool) -> list[Row]:
    """The roll's benchmark also runs alone, with any number of electors, and names its rows itself."""
    electors = 100_000 if quick else 1_000_000
    return [Row(f"roll: {row.name}", row.measured, row.unit, row.baseline, row.budget) for row in run(electors)]


def in_own_process(name: str, quick: bool, folder: Path | None) -> list[Row]:
    """The rows of one benchmark, run alone and without a station: cases from one seed have one id and differ."""
    options = [*(["--quick"] if quick else []), *(["--folder", str(folder)] if folder else [])]
    sys.stderr.write(f"{name} ...\n")
    done = subprocess.run(
        [sys.executable, __file__, name, "--alone", *options],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": os.path.join(os.devnull, "state")},  # noqa: PTH118
    )
    return [Row(**row) for row in json.loads(done.stdout)]


def about_this_machine() -> str:
    """What the figures were measured with."""
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{python}, {platform.system()} on {platform.machine()}, {os.cpu_count()} processors."


if __name__ == "__main__":
    main()
