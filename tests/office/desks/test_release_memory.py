"""A release of many envelopes is written, recorded and verified in about the memory of one of few."""

from __future__ import annotations

import shutil
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.office import Office
from adjudicator.office.behind.releases.check import verify_release
from adjudicator.office.desks.release import OnDisk, Released
from adjudicator.rehearsal.ready import sign_in_as

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"

PRACTISED, ELECTORS = 40, 1_000
"""Envelopes of the practice election that the cases are copies of, and its electors."""

FEW, MANY = 600, 1_000
"""Envelopes: more than there are in any part in which they are gone through."""

AN_ENVELOPE = 2_000
"""Bytes: its number in a few lists, and a line of the act that records the release. Its state alone takes 12,000."""

T = TypeVar("T")
Peak = Callable[[Callable[[], Any]], tuple[Any, int]]


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The benchmarks' own modules, which are no package."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    yield
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", "") or "").parent == BENCHMARKS:
            del sys.modules[name]


def unmeasured(work: Callable[[], T]) -> tuple[T, int]:
    """What the work gives: to look at its memory takes longer than the work."""
    return work(), 0


def peak(work: Callable[[], T]) -> tuple[T, int]:
    """What the work gives, and by how many bytes more than before Python's memory grew meanwhile."""
    tracemalloc.start()
    try:
        return work(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def released(case: Path, folder: Path, peak: Peak = peak) -> tuple[int, dict[str, int]]:
    """Release everything, verify the release; gives the number of envelopes, and the most memory that each step took."""
    office = Office.open(case)
    sign_in_as(office, "supervisor")
    written, writing = peak(lambda: office.releases.write(folder))
    assert isinstance(written, OnDisk)
    recorded, recording = peak(lambda: office.releases.record(written))
    assert isinstance(recorded, Released)
    office.close()
    report, verifying = peak(lambda: verify_release(folder))
    assert report.findings == ()
    assert len(report.items) == recorded.envelopes
    return recorded.envelopes, {"writing": writing, "recording": recording, "verifying": verifying}


@pytest.mark.long
@pytest.mark.usefixtures("benchmarks")
def test_memory_hardly_grows_with_the_envelopes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from replica import fill_envelopes, practised  # noqa: PLC0415 - found by the fixture

    practice = practised(tmp_path / "practice", PRACTISED, ELECTORS)

    def case_of(envelopes: int) -> Path:
        case = Path(shutil.copy(practice, tmp_path / f"{envelopes}.case"))
        with CaseLog.open(case) as log:
            fill_envelopes(log, envelopes)
        return case

    monkeypatch.setattr(SqlShelf, "most", 500)
    released(case_of(1), tmp_path / "first" / "release", unmeasured)  # with what is loaded when it is first wanted
    few, of_few = released(case_of(FEW), tmp_path / "few" / "release")
    many, of_many = released(case_of(MANY), tmp_path / "many" / "release")
    assert many - few > (MANY - FEW) / 2
    grown = {step: (of_many[step] - of_few[step]) / (many - few) for step in of_few}
    assert max(grown.values()) < AN_ENVELOPE, grown
