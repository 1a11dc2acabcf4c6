"""The rows that every benchmark gives, and how they are timed."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside its baseline, both in `unit` and measured in the same run; `budget` says what is promised."""

    what: str
    measured: float
    unit: str
    baseline: float | None = None
    budget: str = ""

    @property
    def ratio(self) -> float | None:
        """Measured over baseline, None where there is none."""
        return self.measured / self.baseline if self.baseline else None


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def processor_seconds(work: Callable[[], object]) -> float:
    """How much processor time the work takes, whatever else the machine is doing."""
    began = time.process_time()
    work()
    return time.process_time() - began


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object], times: int) -> tuple[float, float]:
    """Medians, in seconds, of our work and the baseline's, done in turns so that both meet the same disturbances."""
    pairs = [(seconds(theirs), seconds(ours)) for _ in range(times)]
    return statistics.median(ours for _, ours in pairs), statistics.median(theirs for theirs, _ in pairs)


def percentile(values: Sequence[float], per_cent: int) -> float:
    """The value that so many of a hundred do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[per_cent - 1]


def peak_megabytes() -> float:
    """The most memory this process has held so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux hands getrusage's figure on to a child, from whoever started it; this one begins with the program
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) * 1024 / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6
